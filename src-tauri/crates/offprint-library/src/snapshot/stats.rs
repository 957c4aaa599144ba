//! Counts, pace and ages.

use offprint_platform::clock::{DAY_MILLIS, Timestamp};

use crate::error::Result;
use crate::snapshot::Snapshot;

/// Pace and ages. Days are whole days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Papers added in the last 7 and 30 days.
    pub added_last_7_days: usize,
    pub added_last_30_days: usize,
    /// Papers finished in the last 7 and 30 days.
    pub finished_last_7_days: usize,
    pub finished_last_30_days: usize,
    /// How long the inbox papers have waited: the median and the longest.
    pub inbox_median_age_days: Option<i64>,
    pub inbox_oldest_age_days: Option<i64>,
    /// How long finished papers took from their arrival: the median.
    pub median_days_to_finish: Option<i64>,
    /// Papers with a note.
    pub with_note: usize,
    /// How many imports there are.
    pub imports: usize,
}

/// Papers in the trash are in no number.
const NOT_TRASHED: &str = "paper_id NOT IN (SELECT paper_id FROM trash)";

impl Snapshot {
    /// Returns pace and ages as they are at a moment.
    pub fn stats(&self, now: Timestamp) -> Result<Stats> {
        let db = self.db();
        let now = now.as_millis();
        let since = |column: &str, days: i64| -> Result<usize> {
            let sql = format!("SELECT count(*) FROM marks WHERE {column} >= ?1 AND {NOT_TRASHED}");
            Ok(db
                .prepare_cached(&sql)?
                .query_row([now - days * DAY_MILLIS], |row| row.get::<_, i64>(0))?
                as usize)
        };
        let days = |sql: &str| -> Result<Vec<i64>> {
            let mut select = db.prepare_cached(sql)?;
            let millis = select.query_map([], |row| row.get::<_, i64>(0))?;
            Ok(millis.collect::<rusqlite::Result<_>>()?)
        };
        let waiting: Vec<i64> = days(&format!(
            "SELECT added_at FROM marks WHERE state = 'inbox' AND {NOT_TRASHED} ORDER BY added_at DESC"
        ))?
        .into_iter()
                .map(|added_at| (now - added_at) / DAY_MILLIS)
                .collect();
        let taken: Vec<i64> = days(&format!(
            "SELECT finished_at - added_at FROM marks WHERE finished_at >= added_at AND {NOT_TRASHED}
             ORDER BY finished_at - added_at"
        ))?
        .into_iter()
        .map(|millis| millis / DAY_MILLIS)
        .collect();
        Ok(Stats {
            added_last_7_days: since("added_at", 7)?,
            added_last_30_days: since("added_at", 30)?,
            finished_last_7_days: since("finished_at", 7)?,
            finished_last_30_days: since("finished_at", 30)?,
            inbox_median_age_days: waiting.get(waiting.len() / 2).copied(),
            inbox_oldest_age_days: waiting.last().copied(),
            median_days_to_finish: taken.get(taken.len() / 2).copied(),
            with_note: self.number(&format!("SELECT count(*) FROM notes WHERE {NOT_TRASHED}"))?,
            imports: self.number("SELECT count(*) FROM imports")?,
        })
    }
}
