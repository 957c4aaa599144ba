//! The keys under which papers are cited: each made once, when its paper comes in.

use std::collections::{HashMap, HashSet};

use offprint_formats::candidate::Candidate;
use offprint_formats::fields::author::Author;
use offprint_formats::fields::citation_key::{disambiguated, is_valid, stem};
use rusqlite::{Connection, params};

use crate::error::Result;
use crate::identity::stable_hash;

/// The keys that are taken, by their hashes, and how far each stem got.
#[derive(Debug, Default)]
pub(crate) struct CitationKeys {
    taken: HashSet<u64>,
    n_tried: HashMap<u64, usize>,
}

impl CitationKeys {
    /// Says that a paper has this key.
    pub fn take(&mut self, key: &str) {
        self.taken.insert(stable_hash(key));
    }

    /// Gives a paper the key of its source, where that is one and free; else one made of its facts.
    pub fn give(&mut self, candidate: &Candidate, stem: &str) -> String {
        let told = candidate.citation_key.as_deref();
        if let Some(key) = told.filter(|key| is_valid(key))
            && self.taken.insert(stable_hash(key))
        {
            return key.to_owned();
        }
        self.make(stem)
    }

    fn make(&mut self, stem: &str) -> String {
        let n_tried = self.n_tried.entry(stable_hash(stem)).or_default();
        loop {
            let key = disambiguated(stem, *n_tried);
            *n_tried += 1;
            if self.taken.insert(stable_hash(&key)) {
                return key;
            }
        }
    }
}

/// Gives keys to the papers of a library that comes from a version which knew none.
pub(crate) fn give_to_all(db: &Connection) -> Result<()> {
    let mut keys = CitationKeys::default();
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
        set.execute(params![id, keys.make(&stem)])?;
    }
    Ok(())
}
