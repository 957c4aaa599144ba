//! What the world says of a paper: what a new one gets, and what a known one lacked.

use offprint_formats::candidate::Details;
use offprint_formats::fields::identifier::Identifier;
use offprint_formats::fields::link::Link;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::stored;
use crate::change::by_hand::OwnFields;
use crate::change::edit::Columns;
use crate::change::editor::Editor;
use crate::change::new_rows::NewRows;
use crate::error::Result;
use crate::import::Entry;
use crate::paper::PaperId;
use crate::store::tables::{AUTHORS, IDENTIFIERS, LINKS, PAPERS};

/// Gives a known paper what it lacked. Nothing that it already had is changed.
pub(super) fn fill(editor: &mut Editor<'_>, id: PaperId, entry: &Entry) -> Result<()> {
    let candidate = &entry.candidate;
    let (has, own): ([bool; 6], OwnFields) = editor
        .db()
        .prepare_cached(
            "SELECT title <> '', abstract IS NOT NULL, year IS NOT NULL, venue IS NOT NULL,
                    details IS NOT NULL, EXISTS (SELECT 1 FROM authors WHERE paper_id = papers.id),
                    own_fields
             FROM papers WHERE id = ?1",
        )?
        .query_row([id.0], |row| {
            let mut has = [false; 6];
            for (place, has) in has.iter_mut().enumerate() {
                *has = row.get(place)?;
            }
            let own: Option<String> = row.get(6)?;
            let own = own.as_deref().map(OwnFields::from_text);
            Ok((has, own.unwrap_or_default()))
        })?;
    let [
        has_title,
        has_abstract,
        has_year,
        has_venue,
        has_details,
        has_authors,
    ] = has;
    // What the person took away is not lacking.
    let has_title = has_title || own.lacks("title");
    let has_abstract = has_abstract || own.lacks("abstract");
    let has_year = has_year || own.lacks("year");
    let has_venue = has_venue || own.lacks("venue");
    let has_authors = has_authors || own.lacks("authors");
    let mut lacked = Columns::new();
    if !has_title && !candidate.title.is_empty() {
        lacked.push(("title", Value::Text(candidate.title.clone())));
        lacked.push(("title_key", Value::Text(entry.traits.title_key.clone())));
    }
    if let (false, Some(abstract_text)) = (has_abstract, &candidate.abstract_text) {
        lacked.push(("abstract", Value::Text(abstract_text.clone())));
        lacked.push((
            "abstract_key",
            entry
                .traits
                .abstract_key
                .map_or(Value::Null, Value::Integer),
        ));
    }
    if let (false, Some(year)) = (has_year, candidate.year) {
        lacked.push(("year", Value::Integer(i64::from(year))));
    }
    if let (false, Some(venue)) = (has_venue, &candidate.venue) {
        lacked.push(("venue", Value::Text(venue.clone())));
    }
    if let Some(brought) = &entry.details {
        let details = match has_details {
            true => with_lacking_details(editor.db(), id, &candidate.details)?,
            false => Some(brought.clone()),
        };
        lacked.extend(details.map(|details| ("details", Value::Text(details))));
    }
    if !lacked.is_empty() {
        editor.update(&PAPERS, id.0, &lacked)?;
    }
    let mut authors = NewRows::of(&AUTHORS);
    let mut identifiers = NewRows::of(&IDENTIFIERS);
    let mut links = NewRows::of(&LINKS);
    if !has_authors {
        add_authors(&mut authors, id.0, entry);
    }
    for identifier in &candidate.identifiers {
        if own.lacks_identifier(identifier.scheme.name(), &identifier.value) {
            continue;
        }
        let is_there = editor
            .db()
            .prepare_cached(
                "SELECT 1 FROM identifiers WHERE paper_id = ?1 AND scheme = ?2 AND value = ?3",
            )?
            .exists(params![id.0, identifier.scheme.name(), identifier.value])?;
        if !is_there {
            add_identifier(&mut identifiers, id.0, identifier);
        }
    }
    for link in &candidate.links {
        if own.lacks_link(&link.url) {
            continue;
        }
        let is_there = editor
            .db()
            .prepare_cached("SELECT 1 FROM links WHERE paper_id = ?1 AND url = ?2")?
            .exists(params![id.0, link.url])?;
        if !is_there {
            add_link(&mut links, id.0, link);
        }
    }
    for rows in [authors, identifiers, links] {
        editor.insert_all(&rows)?;
    }
    Ok(())
}

/// Returns the details of a paper with those kinds that it lacks; none where it lacks none.
fn with_lacking_details(db: &Connection, id: PaperId, brought: &Details) -> Result<Option<String>> {
    let stored: String =
        db.query_row("SELECT details FROM papers WHERE id = ?1", [id.0], |row| {
            row.get(0)
        })?;
    let present = stored::details_from_text(&stored);
    let mut filled = present.clone();
    for (kind, text) in brought.iter() {
        if present.get(kind).is_none() {
            filled.add(kind, text);
        }
    }
    Ok(match filled == present {
        true => None,
        false => stored::details_to_text(&filled),
    })
}

pub(super) fn add_authors<'a>(rows: &mut NewRows<'a>, paper: i64, entry: &'a Entry) {
    let authors = entry.candidate.authors.iter();
    for (position, (author, family_key)) in (0_i64..).zip(authors.zip(&entry.family_keys)) {
        rows.add(
            None,
            [
                ("paper_id", paper.into()),
                ("position", position.into()),
                ("family", author.family.as_str().into()),
                ("given", author.given.as_str().into()),
                ("family_key", family_key.as_str().into()),
            ],
        );
    }
}

pub(super) fn add_identifier<'a>(rows: &mut NewRows<'a>, paper: i64, identifier: &'a Identifier) {
    rows.add(
        None,
        [
            ("paper_id", paper.into()),
            ("scheme", identifier.scheme.name().into()),
            ("value", identifier.value.as_str().into()),
        ],
    );
}

pub(super) fn add_link<'a>(rows: &mut NewRows<'a>, paper: i64, link: &'a Link) {
    rows.add(
        None,
        [
            ("paper_id", paper.into()),
            ("kind", link.kind.name().into()),
            ("url", link.url.as_str().into()),
        ],
    );
}
