//! Watched folders, and what became of the files in them.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

use crate::change::apply::Effect;
use crate::change::editor::Editor;
use crate::change::{ExistingFiles, WatchedFile, WatchedOutcome};
use crate::error::{Error, Result};
use crate::history::stored::Facts;
use crate::store::tables::WATCHED_FOLDERS;

/// As which a file is kept that is ignored: as one that was there before, so that older versions know it, too. Its
/// failure, which such a file has not, tells them apart.
const IGNORED: &str = "there_before";

/// Watches a folder from now on, in place of another if one is named. Of one that is watched already only the files
/// that were to be left can change.
pub(crate) fn watch_folder(
    editor: &mut Editor<'_>,
    path: &str,
    existing: &ExistingFiles,
    in_place_of: Option<&str>,
) -> Result<Effect> {
    let left = in_place_of.filter(|left| *left != path);
    if let Some(left) = left {
        unwatch_folder(editor, left)?;
    }
    let is_new = row_of(editor, path)?.is_none();
    if is_new {
        editor.insert(
            &WATCHED_FOLDERS,
            None,
            vec![("path", Value::Text(path.to_owned()))],
        )?;
    }
    match existing {
        ExistingFiles::Take => forget_left_files(editor, path)?,
        ExistingFiles::Leave(files) if is_new => {
            for file in files {
                note_file(editor, file)?;
            }
        }
        ExistingFiles::Leave(_) => {}
    }
    Ok(about_folders([path].into_iter().chain(left)))
}

/// Watches a folder no more. What was taken from it stays.
pub(crate) fn unwatch_folder(editor: &mut Editor<'_>, path: &str) -> Result<Effect> {
    if let Some(row) = row_of(editor, path)? {
        editor.delete(&WATCHED_FOLDERS, row)?;
    }
    Ok(about_folders([path]))
}

fn about_folders<'a>(paths: impl IntoIterator<Item = &'a str>) -> Effect {
    Effect {
        facts: Facts {
            sources: paths.into_iter().map(str::to_owned).collect(),
            ..Facts::default()
        },
        ..Effect::default()
    }
}

fn row_of(editor: &Editor<'_>, path: &str) -> Result<Option<i64>> {
    Ok(editor
        .db()
        .prepare_cached("SELECT id FROM watched_folders WHERE path = ?1")?
        .query_row([path], |row| row.get(0))
        .optional()?)
}

/// Forgets the files that were left unread in a folder, so that they count as new.
fn forget_left_files(editor: &mut Editor<'_>, folder: &str) -> Result<()> {
    editor.remember(
        "DELETE FROM watched_files
         WHERE outcome IN ('there_before', 'already') AND substr(path, 1, length(?1)) = ?1",
        [below(folder)],
    )
}

/// Returns what the paths of all files in a folder begin with.
pub(crate) fn below(folder: &str) -> String {
    let separator = std::path::MAIN_SEPARATOR;
    format!("{}{separator}", folder.trim_end_matches(separator))
}

/// Remembers what became of a file, and for good the content that was taken. Undo does not reverse it.
pub(crate) fn note_file(editor: &mut Editor<'_>, file: &WatchedFile) -> Result<Effect> {
    // Whether it is known was asked before this transaction; the person may want it by now.
    if file.outcome == WatchedOutcome::Already && !is_known(editor, file)? {
        return Ok(Effect::default());
    }
    let (outcome, import, n_found, n_new, code, line, detail) = match &file.outcome {
        WatchedOutcome::Taken {
            import,
            n_found,
            n_new,
        } => (
            "taken",
            Some(import.as_str()),
            *n_found,
            *n_new,
            None,
            None,
            None,
        ),
        WatchedOutcome::Already => ("already", None, 0, 0, None, None, None),
        WatchedOutcome::ThereBefore => ("there_before", None, 0, 0, None, None, None),
        WatchedOutcome::Failed(failure) | WatchedOutcome::Ignored(failure) => (
            match file.outcome {
                WatchedOutcome::Ignored(_) => IGNORED,
                _ => "failed",
            },
            None,
            0,
            0,
            Some(failure.code.as_str()),
            failure.line,
            failure.detail.as_deref(),
        ),
    };
    editor.remember(
        "INSERT INTO watched_files (path, size_bytes, modified_at, hash, at, outcome, import_uid, n_found, n_new,
                                    failure_code, failure_line, failure_detail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (path) DO UPDATE SET
             size_bytes = excluded.size_bytes, modified_at = excluded.modified_at, hash = excluded.hash,
             at = excluded.at, outcome = excluded.outcome, import_uid = excluded.import_uid,
             n_found = excluded.n_found, n_new = excluded.n_new, failure_code = excluded.failure_code,
             failure_line = excluded.failure_line, failure_detail = excluded.failure_detail",
        params![
            file.path,
            file.size_bytes as i64,
            file.modified_at,
            file.hash,
            file.at.as_millis(),
            outcome,
            import,
            n_found,
            n_new,
            code,
            line,
            detail,
        ],
    )?;
    if let (Some(hash), Some(import)) = (&file.hash, import) {
        editor.remember(
            "INSERT INTO taken_hashes (hash, at, import_uid) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING",
            params![hash, file.at.as_millis(), import],
        )?;
    }
    Ok(Effect::default())
}

/// Ignores a file until it changes. What the watcher made of it meanwhile stands.
///
/// Errors: [`Error::NoFailedFile`] where it did not fail, or not any more.
pub(crate) fn ignore_file(editor: &mut Editor<'_>, path: &str) -> Result<Effect> {
    let has_failed = editor
        .db()
        .prepare_cached("SELECT 1 FROM watched_files WHERE path = ?1 AND outcome = 'failed'")?
        .exists([path])?;
    if !has_failed {
        return Err(Error::NoFailedFile {
            path: path.to_owned(),
        });
    }
    editor.remember(
        "UPDATE watched_files SET outcome = ?2 WHERE path = ?1",
        [path, IGNORED],
    )?;
    Ok(Effect::default())
}

fn is_known(editor: &Editor<'_>, file: &WatchedFile) -> Result<bool> {
    Ok(editor
        .db()
        .prepare_cached(
            "SELECT 1 FROM taken_hashes WHERE hash = ?1
             UNION ALL
             SELECT 1 FROM watched_files WHERE hash = ?1 AND outcome IN ('there_before', 'already')",
        )?
        .exists([&file.hash])?)
}
