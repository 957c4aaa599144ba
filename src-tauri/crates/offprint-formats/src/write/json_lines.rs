//! JSON Lines: one object per paper, with all its fields.

use std::io;

use serde_json::{Map, Value, json};

use crate::candidate::WorkKind;

use super::Record;

pub(super) fn write(out: &mut dyn io::Write, record: &Record, key: &str) -> io::Result<()> {
    let authors: Vec<Value> = record
        .authors
        .iter()
        .map(|author| json!({ "family": author.family, "given": author.given }))
        .collect();
    let mut identifiers = Map::new();
    for identifier in &record.identifiers {
        let values = identifiers
            .entry(identifier.scheme.name())
            .or_insert_with(|| json!([]));
        if let Value::Array(values) = values {
            values.push(json!(identifier.value));
        }
    }
    let links: Vec<Value> = record
        .links
        .iter()
        .map(|link| json!({ "kind": link.kind.name(), "url": link.url }))
        .collect();
    let kind = match record.kind {
        WorkKind::Paper => "paper",
        WorkKind::Book => "book",
    };
    let object = json!({
        "id": record.uid,
        "citation_key": key,
        "kind": kind,
        "title": record.title,
        "authors": authors,
        "abstract": record.abstract_text,
        "year": record.year,
        "venue": record.venue,
        "identifiers": identifiers,
        "links": links,
        "state": record.state,
        "tags": record.tags,
        "why": record.why,
        "note": record.note,
        "starred": record.is_starred,
        "added": record.added_on,
        "started": record.started_on,
        "finished": record.finished_on,
    });
    serde_json::to_writer(&mut *out, &object)?;
    writeln!(out)
}
