//! JSON Lines: one object per paper, with all its fields. Our reader of them loses nothing.

use std::io;

use serde_json::{Map, Value, json};

use crate::candidate::{DetailKind, Details, WorkKind};

use super::{Moment, Record};

pub(super) fn write(out: &mut dyn io::Write, record: &Record, key: &str) -> io::Result<()> {
    let authors: Vec<Value> = record
        .authors
        .iter()
        .map(|author| json!({ "family": author.family, "given": author.given }))
        .collect();
    let identifiers: Vec<Value> = record
        .identifiers
        .iter()
        .map(|id| json!({ "scheme": id.scheme.name(), "value": id.value }))
        .collect();
    let links: Vec<Value> = record
        .links
        .iter()
        .map(|link| json!({ "kind": link.kind.name(), "url": link.url }))
        .collect();
    let kind = match record.kind {
        WorkKind::Paper => "paper",
        WorkKind::Book => "book",
    };
    let at = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.at.clone());
    let fields = [
        ("id", json!(record.uid)),
        ("citation_key", json!(key)),
        ("kind", json!(kind)),
        ("title", json!(record.title)),
        ("authors", json!(authors)),
        ("abstract", json!(record.abstract_text)),
        ("year", json!(record.year)),
        ("venue", json!(record.venue)),
        ("identifiers", json!(identifiers)),
        ("links", json!(links)),
        ("details", json!(details(&record.details))),
        ("state", json!(record.state)),
        ("tags", json!(record.tags)),
        ("why", json!(record.why)),
        ("note", json!(record.note)),
        ("starred", json!(record.is_starred)),
        ("added_at", json!(at(&record.added))),
        ("started_at", json!(at(&record.started))),
        ("finished_at", json!(at(&record.finished))),
        ("due_on", json!(record.due_on)),
        ("snoozed_until", json!(record.snoozed_until)),
    ];
    // In this order, since what names a paper should come first and a map would sort it.
    for (n, (name, value)) in fields.iter().enumerate() {
        let before = if n == 0 { '{' } else { ',' };
        write!(out, "{before}\"{name}\":{value}")?;
    }
    writeln!(out, "}}")
}

/// One text for each kind, and a list of those that can be many.
pub(super) fn details(details: &Details) -> Map<String, Value> {
    DetailKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let texts: Vec<&str> = details.all(kind).collect();
            let value = match texts[..] {
                [] => return None,
                [text] if !kind.is_many() => json!(text),
                _ => json!(texts),
            };
            Some((kind.name().to_owned(), value))
        })
        .collect()
}
