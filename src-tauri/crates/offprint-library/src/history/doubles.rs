//! Which papers of an undone import came again since? Redo must not bring them back beside themselves.

use std::collections::{BTreeSet, HashMap};

use offprint_formats::fields::identifier::{Identifier, Scheme};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::change::apply::NoProgress;
use crate::change::edit;
use crate::change::{ChangeSeq, Oversight};
use crate::error::Result;
use crate::identity::Traits;
use crate::identity::index::{IdentityIndex, PaperRef};
use crate::store::tables::{AUTHORS, IDENTIFIERS, PAPERS, Table};

/// Finds the papers that a change took out and that identity finds in the library as it is now.
pub(super) fn came_again(
    db: &Connection,
    seq: ChangeSeq,
    oversight: &dyn Oversight,
) -> Result<BTreeSet<i64>> {
    let has_newer_import: bool = db.query_row(
        "SELECT EXISTS (SELECT 1 FROM imports WHERE seq > ?1)",
        [seq],
        |row| row.get(0),
    )?;
    let mut doubled = BTreeSet::new();
    // The index is of the whole library: most undos took out no paper and need none.
    if !has_newer_import || !edit::has_removed(db, seq, &PAPERS)? {
        return Ok(doubled);
    }
    let index = IdentityIndex::of_library(db, &NoProgress(oversight))?;
    let identifiers = edit::load_removed(db, seq, &IDENTIFIERS)?;
    let mut identifiers = by_paper(&identifiers, &IDENTIFIERS, |row| {
        let scheme = Scheme::from_name(text(&IDENTIFIERS, row, "scheme")?)?;
        let value = text(&IDENTIFIERS, row, "value")?.to_owned();
        Some(Identifier { scheme, value })
    });
    let authors = edit::load_removed(db, seq, &AUTHORS)?;
    let mut families: HashMap<i64, Vec<String>> = by_paper(&authors, &AUTHORS, |row| {
        text(&AUTHORS, row, "family_key").map(str::to_owned)
    });
    drop(authors);
    for (id, row) in keyed(&edit::load_removed(db, seq, &PAPERS)?) {
        let title = text(&PAPERS, row, "title").unwrap_or_default();
        let title_key = text(&PAPERS, row, "title_key").unwrap_or_default();
        let number = |column| PAPERS.number_in(id, row, column);
        let is_book = number("is_book") == Some(1);
        let named_by = identifiers.remove(&id).unwrap_or_default();
        let families = families.remove(&id).unwrap_or_default();
        let traits = Traits {
            year: number("year").and_then(|year| year.try_into().ok()),
            abstract_key: number("abstract_key"),
            ..Traits::of_parts(
                title,
                title_key.to_owned(),
                &named_by,
                is_book,
                families.iter().map(String::as_str),
            )
        };
        if index
            .find(&traits, &|_, _| None)
            .is_some_and(|found| found.is_same && matches!(found.paper, PaperRef::Kept(_)))
        {
            doubled.insert(id);
        }
    }
    Ok(doubled)
}

/// Returns each row as its key and the values in the order of the table's columns.
fn keyed(rows: &[Vec<Value>]) -> impl Iterator<Item = (i64, &[Value])> {
    rows.iter().filter_map(|row| match row.split_first()? {
        (Value::Integer(id), columns) => Some((*id, columns)),
        (Value::Null | Value::Real(_) | Value::Text(_) | Value::Blob(_), _) => None,
    })
}

fn by_paper<T>(
    rows: &[Vec<Value>],
    table: &'static Table,
    read: impl Fn(&[Value]) -> Option<T>,
) -> HashMap<i64, Vec<T>> {
    let mut found: HashMap<i64, Vec<T>> = HashMap::new();
    for (id, row) in keyed(rows) {
        if let (Some(paper), Some(part)) = (table.paper_of(id, row), read(row)) {
            found.entry(paper).or_default().push(part);
        }
    }
    found
}

fn text<'a>(table: &Table, row: &'a [Value], column: &str) -> Option<&'a str> {
    match &row[table.place_of(column)?] {
        Value::Text(text) => Some(text),
        Value::Null | Value::Integer(_) | Value::Real(_) | Value::Blob(_) => None,
    }
}
