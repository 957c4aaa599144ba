//! The key under which a paper is cited.

use offprint_formats::fields::citation_key::is_valid;
use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use crate::change::apply::Effect;
use crate::change::editor::Editor;
use crate::error::{Error, Result};
use crate::history::stored::Facts;
use crate::paper::PaperId;
use crate::store::tables::PAPERS;

/// Sets the key under which a paper is cited.
///
/// Errors: [`Error::NotACitationKey`] where bibliographies could not hold it, [`Error::CitationKeyTaken`] where
/// another paper has it, in the trash or not.
pub(crate) fn set_citation_key(
    editor: &mut Editor<'_>,
    paper: PaperId,
    key: &str,
) -> Result<Effect> {
    if !is_valid(key) {
        return Err(Error::NotACitationKey);
    }
    let other: Option<(String, String)> = editor
        .db()
        .prepare_cached(
            "SELECT uid, title FROM papers WHERE citation_key = ?1 AND id <> ?2 LIMIT 1",
        )?
        .query_row((key, paper.0), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((uid, title)) = other {
        return Err(Error::CitationKeyTaken { uid, title });
    }
    let mut effect = Effect::default();
    if editor.update(
        &PAPERS,
        paper.0,
        &[("citation_key", Value::Text(key.to_owned()))],
    )? {
        effect.papers.insert(paper);
    }
    effect.facts = Facts::about(editor.db(), &effect.papers)?;
    Ok(effect)
}
