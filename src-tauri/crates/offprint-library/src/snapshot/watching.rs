//! Watched folders and the files met in them.

use offprint_platform::clock::Timestamp;
use rusqlite::{OptionalExtension, Row};

use crate::change::watching::below;
use crate::change::{FailureNote, WatchedFile, WatchedOutcome};
use crate::error::Result;
use crate::paper::Uid;
use crate::snapshot::Snapshot;

const COLUMNS: &str = "path, size_bytes, modified_at, hash, at, outcome, import_uid, n_found, n_new, failure_code, \
                       failure_line, failure_detail";

impl Snapshot {
    /// Returns the paths of the watched folders, in the order in which they were added.
    pub fn watched_folders(&self) -> Result<Vec<String>> {
        let mut select = self
            .db()
            .prepare_cached("SELECT path FROM watched_folders ORDER BY id")?;
        let paths = select.query_map([], |row| row.get(0))?;
        Ok(paths.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns what became of a file, if it was met.
    pub fn watched_file(&self, path: &str) -> Result<Option<WatchedFile>> {
        let sql = format!("SELECT {COLUMNS} FROM watched_files WHERE path = ?1");
        Ok(self
            .db()
            .prepare_cached(&sql)?
            .query_row([path], from_row)
            .optional()?)
    }

    /// Says whether content with this hash was ever taken from a watched folder.
    pub fn is_taken(&self, hash: &str) -> Result<bool> {
        Ok(self
            .db()
            .prepare_cached("SELECT 1 FROM taken_hashes WHERE hash = ?1")?
            .exists([hash])?)
    }

    /// Says whether content with this hash is that of a file that was left unread in this folder. In another
    /// folder it is new.
    pub fn is_left(&self, hash: &str, folder: &str) -> Result<bool> {
        Ok(self
            .db()
            .prepare_cached(
                "SELECT 1 FROM watched_files
                 WHERE hash = ?1 AND outcome IN ('there_before', 'already') AND substr(path, 1, length(?2)) = ?2",
            )?
            .exists([hash, &below(folder)])?)
    }

    /// Returns how many files of the folders that are watched now are a problem
    /// ([`WatchedOutcome::is_problem`]).
    pub(crate) fn n_failed_files(&self) -> Result<usize> {
        let folders: Vec<String> = self
            .watched_folders()?
            .iter()
            .map(|folder| below(folder))
            .collect();
        let sql = format!("SELECT {COLUMNS} FROM watched_files WHERE outcome = 'failed'");
        let mut select = self.db().prepare_cached(&sql)?;
        let mut n = 0;
        for file in select.query_map([], from_row)? {
            let file = file?;
            let is_watched = folders.iter().any(|folder| file.path.starts_with(folder));
            n += usize::from(is_watched && file.outcome.is_problem());
        }
        Ok(n)
    }

    /// Returns the files met last, newest first, but for those that were there before.
    pub fn watched_files(&self, n: usize) -> Result<Vec<WatchedFile>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM watched_files
             WHERE outcome <> 'there_before' OR failure_code IS NOT NULL ORDER BY at DESC, path LIMIT ?1"
        );
        let mut select = self.db().prepare_cached(&sql)?;
        let files = select.query_map([n as i64], from_row)?;
        Ok(files.collect::<rusqlite::Result<_>>()?)
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<WatchedFile> {
    let outcome: String = row.get(5)?;
    let failure = match row.get(9)? {
        None => None,
        Some(code) => Some(FailureNote {
            code,
            line: row.get(10)?,
            detail: row.get(11)?,
        }),
    };
    Ok(WatchedFile {
        path: row.get(0)?,
        size_bytes: row.get::<_, i64>(1)? as u64,
        modified_at: row.get(2)?,
        hash: row.get(3)?,
        at: Timestamp::from_millis(row.get(4)?),
        outcome: match (outcome.as_str(), failure) {
            ("taken", _) => WatchedOutcome::Taken {
                import: Uid::from_database(row.get::<_, Option<String>>(6)?.unwrap_or_default()),
                n_found: row.get(7)?,
                n_new: row.get(8)?,
            },
            ("already", _) => WatchedOutcome::Already,
            ("there_before", None) => WatchedOutcome::ThereBefore,
            ("there_before", Some(failure)) => WatchedOutcome::Ignored(failure),
            (_, failure) => WatchedOutcome::Failed(failure.unwrap_or_default()),
        },
    })
}
