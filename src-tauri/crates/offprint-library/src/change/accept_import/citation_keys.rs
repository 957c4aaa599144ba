//! The keys under which papers are cited: each made once, when its paper comes in.

use offprint_formats::candidate::Candidate;
use offprint_formats::fields::author::Author;
use offprint_formats::fields::citation_key::{Keys, is_valid, stem};
use rusqlite::{Connection, params};

use crate::error::Result;

/// Gives a paper the key of its source, where that is one and free; else one made of its facts.
pub(super) fn give(keys: &mut Keys, candidate: &Candidate, stem: &str) -> String {
    let told = candidate.citation_key.as_deref();
    match told.filter(|key| is_valid(key) && keys.take(key)) {
        Some(key) => key.to_owned(),
        None => keys.give(stem),
    }
}

/// Gives keys to the papers of a library that comes from a version which knew none.
pub(crate) fn give_to_all(db: &Connection) -> Result<()> {
    let mut keys = Keys::default();
    let mut select = db.prepare("SELECT id, title, year FROM papers ORDER BY id")?;
    let mut authors = db.prepare(
        "SELECT family, given FROM authors WHERE paper_id = ?1 ORDER BY position LIMIT 1",
    )?;
    let mut set = db.prepare("UPDATE papers SET citation_key = ?2 WHERE id = ?1")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let first: Vec<Author> = authors
            .query_map([id], |row| {
                Ok(Author {
                    family: row.get(0)?,
                    given: row.get(1)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        let stem = stem(
            row.get_ref(1)?.as_str().unwrap_or_default(),
            &first,
            row.get(2)?,
        );
        set.execute(params![id, keys.give(&stem)])?;
    }
    Ok(())
}
