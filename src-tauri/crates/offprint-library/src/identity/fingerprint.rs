//! What stays of a paper where the paper itself may not: hashes by which it is known again.

use offprint_formats::fields::identifier::{Identifier, Scheme};
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;

use crate::error::Result;
use crate::identity::{Traits, names_the_work};
use crate::paper::PaperId;

/// Returns the hashes by which a paper of the library is known again once it is gone, as JSON:
/// `{"identifiers":[…],"title":…,"families":[…],"year":…,"abstract":…,"is_telling":…}`; empty where it is not there.
pub(crate) fn of_paper(db: &Connection, paper: PaperId) -> Result<String> {
    Ok(traits_of(db, paper)?
        .map(|traits| forgotten_traits(&traits))
        .unwrap_or_default())
}

fn forgotten_traits(traits: &Traits) -> String {
    let identifiers: Vec<i64> = traits
        .identifiers
        .iter()
        .map(|identifier| hash(&named(identifier)))
        .collect();
    let families: Vec<i64> = traits.family_keys.iter().map(|key| hash(key)).collect();
    let title = (!traits.title_key.is_empty()).then(|| hash(&traits.title_key));
    json!({
        "identifiers": identifiers,
        "title": title,
        "families": families,
        "year": traits.year,
        "abstract": traits.abstract_key,
        "is_telling": traits.is_telling,
    })
    .to_string()
}

/// Returns the traits of a paper of the library; none where it is not there.
pub(crate) fn traits_of(db: &Connection, paper: PaperId) -> Result<Option<Traits>> {
    let found = db
        .prepare_cached(
            "SELECT title, title_key, year, abstract_key, is_book FROM papers WHERE id = ?1",
        )?
        .query_row([paper.0], |row| {
            let title: String = row.get(0)?;
            let traits = Traits {
                year: row.get(2)?,
                abstract_key: row.get(3)?,
                ..Traits::of_title(&title, row.get(1)?)
            };
            Ok((traits, row.get(4)?))
        })
        .optional()?;
    let Some((mut traits, is_book)) = found else {
        return Ok(None);
    };
    let mut select =
        db.prepare_cached("SELECT scheme, value FROM identifiers WHERE paper_id = ?1 ORDER BY id")?;
    let mut rows = select.query([paper.0])?;
    while let Some(row) = rows.next()? {
        let scheme = Scheme::from_name(row.get_ref(0)?.as_str().unwrap_or_default());
        let value = row.get(1)?;
        let identifier = scheme.map(|scheme| Identifier { scheme, value });
        traits
            .identifiers
            .extend(identifier.filter(|identifier| names_the_work(identifier, is_book)));
    }
    let mut select =
        db.prepare_cached("SELECT family_key FROM authors WHERE paper_id = ?1 ORDER BY position")?;
    traits.family_keys = select
        .query_map([paper.0], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(traits))
}

fn named(identifier: &Identifier) -> String {
    format!("{}:{}", identifier.scheme.name(), identifier.value)
}

fn hash(text: &str) -> i64 {
    let hash = blake3::hash(text.as_bytes());
    let first: [u8; 8] = hash.as_bytes()[..8]
        .try_into()
        .expect("a hash has 32 bytes");
    i64::from_le_bytes(first)
}
