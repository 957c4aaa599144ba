//! What is left of a paper by which it is known again: its fingerprint, and the traits of one that is gone.

use offprint_formats::fields::identifier::{Identifier, Scheme};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

use super::{Traits, View};
use crate::error::Result;
use crate::paper::PaperId;

/// Returns a number that stays the same for what is found under this title by these authors, and for a
/// record without a title under its first identifier. Answers to "same or different" are kept by it.
pub(crate) fn fingerprint(traits: View<'_>) -> i64 {
    let mut families = traits.families.to_vec();
    families.sort_unstable();
    families.dedup();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&traits.title.to_le_bytes());
    for family in families {
        hasher.update(&family.to_le_bytes());
    }
    if let (0, Some(first)) = (traits.title, traits.identifiers.first()) {
        hasher.update(&first.to_le_bytes());
    }
    let hash = hasher.finalize();
    let first: [u8; 8] = hash.as_bytes()[..8]
        .try_into()
        .expect("a hash has 32 bytes");
    i64::from_le_bytes(first)
}

/// Writes the traits of a paper that is gone: hashes only, nothing that can be read.
pub(crate) fn forgotten_traits(traits: &Traits) -> String {
    json!({
        "title": hex(traits.title),
        "is_telling": traits.is_telling,
        "identifiers": traits.identifiers.iter().copied().map(hex).collect::<Vec<_>>(),
        "has_doi": traits.has_doi,
        "year": traits.year,
        "families": traits.families,
        "abstract": traits.abstract_key,
    })
    .to_string()
}

/// Returns what is left of a paper of the library once it is gone; empty where it is not there.
pub(crate) fn of_paper(db: &Connection, paper: PaperId) -> Result<String> {
    Ok(traits_of(db, paper)?
        .map(|traits| forgotten_traits(&traits))
        .unwrap_or_default())
}

/// Returns the traits of a paper of the library; none where it is not there.
pub(crate) fn traits_of(db: &Connection, paper: PaperId) -> Result<Option<Traits>> {
    let mut select =
        db.prepare_cached("SELECT scheme, value FROM identifiers WHERE paper_id = ?1 ORDER BY id")?;
    let identifiers = select
        .query_map([paper.0], |row| {
            let scheme = Scheme::from_name(row.get_ref(0)?.as_str().unwrap_or_default());
            let value = row.get(1)?;
            Ok(scheme.map(|scheme| Identifier { scheme, value }))
        })?
        .filter_map(rusqlite::Result::transpose)
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut select =
        db.prepare_cached("SELECT family_key FROM authors WHERE paper_id = ?1 ORDER BY position")?;
    let family_keys = select
        .query_map([paper.0], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    let traits = db
        .prepare_cached(
            "SELECT title, title_key, year, abstract_key, is_book FROM papers WHERE id = ?1",
        )?
        .query_row([paper.0], |row| {
            let title: String = row.get(0)?;
            Ok(Traits {
                year: row.get(2)?,
                abstract_key: row.get(3)?,
                ..Traits::of_parts(
                    &title,
                    row.get(1)?,
                    &identifiers,
                    row.get(4)?,
                    family_keys.iter().map(String::as_str),
                )
            })
        })
        .optional()?;
    Ok(traits)
}

/// Reads what [`forgotten_traits`] wrote; what is not there is taken for absent.
pub(crate) fn remembered_traits(text: &str) -> Traits {
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let hash = |value: &Value| u64::from_str_radix(value.as_str()?, 16).ok();
    let list = |name: &str| value[name].as_array().cloned().unwrap_or_default();
    Traits {
        title: hash(&value["title"]).unwrap_or(0),
        is_telling: value["is_telling"].as_bool().unwrap_or(false),
        identifiers: list("identifiers").iter().filter_map(hash).collect(),
        has_doi: value["has_doi"].as_bool().unwrap_or(false),
        year: value["year"].as_i64().and_then(|year| year.try_into().ok()),
        families: list("families")
            .iter()
            .filter_map(|family| family.as_u64()?.try_into().ok())
            .collect(),
        abstract_key: value["abstract"].as_i64(),
        ..Traits::default()
    }
}

fn hex(hash: u64) -> String {
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::candidate;

    #[test]
    fn traits_that_were_written_come_back() {
        let (traits, _) = Traits::of(&candidate("Why Dunes Walk at Night"));
        let remembered = remembered_traits(&forgotten_traits(&traits));
        assert_eq!(
            remembered,
            Traits {
                title_key: String::new(),
                words: Vec::new(),
                ..traits
            }
        );
        assert_eq!(remembered_traits("nothing of the kind"), Traits::default());
    }
}
