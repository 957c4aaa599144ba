//! Which papers of an undone import came again since? Redo must not bring them back beside themselves.

use std::collections::{BTreeSet, HashMap};

use offprint_formats::fields::identifier::{Identifier, Scheme};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::change::ChangeSeq;
use crate::change::edit::Edit;
use crate::error::Result;
use crate::identity::index::IdentityIndex;
use crate::identity::{Traits, is_telling, main_key};
use crate::store::tables::{AUTHORS, IDENTIFIERS, PAPERS, Table};

/// Finds the removed papers that identity finds in the library as it is now.
pub(super) fn came_again(
    db: &Connection,
    undo_seq: ChangeSeq,
    edits: &[Edit],
) -> Result<BTreeSet<i64>> {
    let has_newer_import: bool = db.query_row(
        "SELECT EXISTS (SELECT 1 FROM imports WHERE seq > ?1)",
        [undo_seq],
        |row| row.get(0),
    )?;
    let mut doubled = BTreeSet::new();
    if !has_newer_import {
        return Ok(doubled);
    }
    let index = IdentityIndex::of_library(db)?;
    let mut identifiers = by_paper(edits, &IDENTIFIERS, |row| {
        let scheme = Scheme::from_name(text(&IDENTIFIERS, row, "scheme")?)?;
        let value = text(&IDENTIFIERS, row, "value")?.to_owned();
        Some(Identifier { scheme, value })
    });
    let mut families = by_paper(edits, &AUTHORS, |row| {
        text(&AUTHORS, row, "family_key").map(str::to_owned)
    });
    for row in rows_of(edits, &PAPERS) {
        let Some(Value::Integer(id)) = row.first() else {
            continue;
        };
        let title = text(&PAPERS, row, "title").unwrap_or_default();
        let title_key = text(&PAPERS, row, "title_key").unwrap_or_default();
        let is_book = number(&PAPERS, row, "is_book") == Some(1);
        let mut named_by = identifiers.remove(id).unwrap_or_default();
        named_by.retain(|identifier| identifier.scheme != Scheme::Isbn || is_book);
        let traits = Traits {
            main_key: main_key(title),
            is_telling: is_telling(title, title_key),
            title_key: title_key.to_owned(),
            identifiers: named_by,
            year: number(&PAPERS, row, "year").and_then(|year| year.try_into().ok()),
            family_keys: families.remove(id).unwrap_or_default(),
            abstract_key: number(&PAPERS, row, "abstract_key"),
        };
        if index.find(&traits).is_some_and(|found| found.is_same) {
            doubled.insert(*id);
        }
    }
    Ok(doubled)
}

fn rows_of<'a>(edits: &'a [Edit], table: &'a Table) -> impl Iterator<Item = &'a Vec<Value>> {
    edits.iter().flat_map(move |edit| match edit {
        Edit::Removed { table: of, rows } if of.name == table.name => rows.as_slice(),
        Edit::Removed { .. } | Edit::Row { .. } | Edit::Range { .. } => &[],
    })
}

fn by_paper<T>(
    edits: &[Edit],
    table: &'static Table,
    read: impl Fn(&[Value]) -> Option<T>,
) -> HashMap<i64, Vec<T>> {
    let mut found: HashMap<i64, Vec<T>> = HashMap::new();
    for row in rows_of(edits, table) {
        if let (Some(paper), Some(part)) = (number(table, row, "paper_id"), read(row)) {
            found.entry(paper).or_default().push(part);
        }
    }
    found
}

/// A removed row has its key first.
fn value<'a>(table: &Table, row: &'a [Value], column: &str) -> Option<&'a Value> {
    row.get(table.place_of(column)? + 1)
}

fn text<'a>(table: &Table, row: &'a [Value], column: &str) -> Option<&'a str> {
    match value(table, row, column)? {
        Value::Text(text) => Some(text),
        Value::Null | Value::Integer(_) | Value::Real(_) | Value::Blob(_) => None,
    }
}

fn number(table: &Table, row: &[Value], column: &str) -> Option<i64> {
    match value(table, row, column)? {
        Value::Integer(number) => Some(*number),
        Value::Null | Value::Real(_) | Value::Text(_) | Value::Blob(_) => None,
    }
}
