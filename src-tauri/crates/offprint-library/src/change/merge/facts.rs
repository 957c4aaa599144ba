//! What the world says of two papers, made one.

use rusqlite::types::Value;
use serde_json::{Map, Value as Json};

use crate::change::editor::Editor;
use crate::change::merge::{FieldName, rows_of, text, value};
use crate::error::Result;
use crate::paper::PaperId;
use crate::store::tables::{AUTHORS, PAPERS};

/// The columns of each field that is in the paper's own row; the first says whether there is one.
const FIELDS: [(FieldName, &[&str]); 4] = [
    (FieldName::Title, &["title", "title_key"]),
    (FieldName::Year, &["year"]),
    (FieldName::Venue, &["venue"]),
    (FieldName::Abstract, &["abstract", "abstract_key"]),
];

/// Gives the kept paper what is to be taken from the other, and what it lacked.
pub(super) fn unite(
    editor: &mut Editor<'_>,
    keep: PaperId,
    gone: PaperId,
    take: &[FieldName],
) -> Result<()> {
    let (Some(kept), Some(other)) = (editor.row(&PAPERS, keep.0)?, editor.row(&PAPERS, gone.0)?)
    else {
        return Ok(());
    };
    for (field, columns) in FIELDS {
        let is_taken = take.contains(&field) || is_absent(value(&PAPERS, &kept, columns[0]));
        if is_taken && !is_absent(value(&PAPERS, &other, columns[0])) {
            let values: Vec<(&'static str, Value)> = columns
                .iter()
                .map(|column| (*column, value(&PAPERS, &other, column).clone()))
                .collect();
            editor.update(&PAPERS, keep.0, &values)?;
        }
    }
    let own = text(&PAPERS, &kept, "details").unwrap_or_default();
    let others = text(&PAPERS, &other, "details").unwrap_or_default();
    let details = match take.contains(&FieldName::Details) {
        true => joined(others, own),
        false => joined(own, others),
    };
    if let (Some(details), false) = (details, others.is_empty()) {
        editor.update(&PAPERS, keep.0, &[("details", Value::Text(details))])?;
    }
    if is_absent(value(&PAPERS, &kept, "citation_key")) {
        let key = value(&PAPERS, &other, "citation_key").clone();
        editor.update(&PAPERS, keep.0, &[("citation_key", key)])?;
    }
    unite_authors(editor, keep, gone, take.contains(&FieldName::Authors))
}

fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        Value::Integer(_) | Value::Real(_) | Value::Blob(_) => false,
    }
}

/// Joins two JSON objects; what the first says of a kind goes before the second. None where neither says anything.
fn joined(first: &str, second: &str) -> Option<String> {
    let object =
        |json: &str| -> Map<String, Json> { serde_json::from_str(json).unwrap_or_default() };
    let mut joined = object(first);
    for (kind, told) in object(second) {
        joined.entry(kind).or_insert(told);
    }
    (!joined.is_empty()).then(|| Json::Object(joined).to_string())
}

/// Authors are taken whole or not at all: two lists of names are not one.
fn unite_authors(
    editor: &mut Editor<'_>,
    keep: PaperId,
    gone: PaperId,
    is_taken: bool,
) -> Result<()> {
    let own = rows_of(editor.db(), &AUTHORS, keep)?;
    let others = rows_of(editor.db(), &AUTHORS, gone)?;
    if others.is_empty() || !(is_taken || own.is_empty()) {
        return Ok(());
    }
    for row in own {
        editor.delete(&AUTHORS, row)?;
    }
    for row in others {
        let Some(mut author) = editor.row(&AUTHORS, row)? else {
            continue;
        };
        author[0] = Value::Integer(keep.0);
        let values = AUTHORS.columns.iter().copied().zip(author).collect();
        editor.insert(&AUTHORS, None, values)?;
    }
    Ok(())
}
