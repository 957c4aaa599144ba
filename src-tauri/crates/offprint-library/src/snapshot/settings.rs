//! What the person set for this library, by name.

use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::saved_view::{self, SAVED_VIEWS_SETTING, SavedView};
use crate::snapshot::Snapshot;

impl Snapshot {
    /// Returns the saved views, in the person's order.
    pub fn saved_views(&self) -> Result<Vec<SavedView>> {
        let setting = self.setting(SAVED_VIEWS_SETTING)?;
        Ok(saved_view::from_json(setting.as_deref().unwrap_or("[]")))
    }

    /// Returns the value of a setting; none where it was never set.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        Ok(self
            .db()
            .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// Returns the settings whose names begin so, each as the rest of its name and its value.
    pub fn settings_beginning(&self, beginning: &str) -> Result<Vec<(String, String)>> {
        let mut select = self.db().prepare_cached(
            "SELECT substr(name, length(?1) + 1), value FROM settings
             WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name",
        )?;
        let settings = select.query_map([beginning], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(settings.collect::<rusqlite::Result<_>>()?)
    }
}
