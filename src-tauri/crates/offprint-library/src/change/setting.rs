//! What the person set for this library, by name.

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use crate::change::apply::Effect;
use crate::change::editor::Editor;
use crate::error::Result;
use crate::history::stored::Facts;
use crate::saved_view::{self, SAVED_VIEWS_SETTING, SavedView};
use crate::store::tables::SETTINGS;

/// Sets the saved views, all of them in their order.
pub(crate) fn set_saved_views(editor: &mut Editor<'_>, views: &[SavedView]) -> Result<Effect> {
    let json = value(editor, SAVED_VIEWS_SETTING)?;
    let before = json.map_or_else(Vec::new, |json| saved_view::from_json(&json));
    match views.is_empty() {
        true => unset(editor, SAVED_VIEWS_SETTING)?,
        false => set(editor, SAVED_VIEWS_SETTING, &saved_view::to_json(views))?,
    }
    let only_in = |some: &[SavedView], others: &[SavedView]| -> Vec<String> {
        let only = some.iter().filter(|view| !others.contains(view));
        only.map(|view| view.name.clone()).collect()
    };
    Ok(Effect {
        facts: Facts {
            views_added: only_in(views, &before),
            views_removed: only_in(&before, views),
            ..Facts::default()
        },
        ..Effect::default()
    })
}

/// Sets a setting.
pub(crate) fn set(editor: &mut Editor<'_>, name: &str, value: &str) -> Result<()> {
    let text = |text: &str| Value::Text(text.to_owned());
    match row_of(editor, name)? {
        Some(row) => {
            editor.update(&SETTINGS, row, &[("value", text(value))])?;
        }
        None => {
            let columns = vec![("name", text(name)), ("value", text(value))];
            editor.insert(&SETTINGS, None, columns)?;
        }
    }
    Ok(())
}

/// Makes a setting one that was never set.
pub(crate) fn unset(editor: &mut Editor<'_>, name: &str) -> Result<()> {
    if let Some(row) = row_of(editor, name)? {
        editor.delete(&SETTINGS, row)?;
    }
    Ok(())
}

/// Returns the value of a setting; none where it was never set.
pub(crate) fn value(editor: &Editor<'_>, name: &str) -> Result<Option<String>> {
    Ok(editor
        .db()
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

fn row_of(editor: &Editor<'_>, name: &str) -> Result<Option<i64>> {
    Ok(editor
        .db()
        .prepare_cached("SELECT id FROM settings WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}
