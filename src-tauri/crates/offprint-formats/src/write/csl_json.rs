//! CSL-JSON: an array of items, as citation processors and reference managers read them.
//!
//! What the format has no variable for is under `custom`, which the schema keeps for that: the
//! person's marks, identifiers and links. Source: the schema of CSL 1.0.2.

use std::io;

use serde_json::{Map, Value, json};

use crate::candidate::{DetailKind, WorkKind};
use crate::fields::author::Author;
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};

use super::{Moment, Record, plain};

pub(super) fn write(
    out: &mut dyn io::Write,
    records: impl Iterator<Item = (Record, String)>,
) -> io::Result<()> {
    write!(out, "[")?;
    for (n, (record, key)) in records.enumerate() {
        write!(out, "{}", if n == 0 { "\n" } else { ",\n" })?;
        let item = item(&record, &key);
        // In this order, since what names a paper should come first and a map would sort it.
        for (n, (name, value)) in item.iter().enumerate() {
            let before = if n == 0 { '{' } else { ',' };
            write!(out, "{before}\"{name}\":{value}")?;
        }
        write!(out, "}}")?;
    }
    writeln!(out, "\n]")
}

type Item = Vec<(&'static str, Value)>;

fn item(record: &Record, key: &str) -> Item {
    let detail = |kind| record.details.get(kind).map(plain::line);
    let mut item: Item = vec![
        ("id", json!(key)),
        ("citation-key", json!(key)),
        ("type", json!(csl_type(record))),
    ];
    let mut add = |name, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            item.push((name, json!(text)));
        }
    };
    add("title", Some(plain::line(&record.title)));
    add("container-title", container(record));
    add("collection-title", detail(DetailKind::Series));
    add("volume", detail(DetailKind::Volume));
    add("issue", detail(DetailKind::Issue));
    add("number", detail(DetailKind::Number));
    add("page", detail(DetailKind::Pages));
    add("edition", detail(DetailKind::Edition));
    add("genre", detail(DetailKind::Genre));
    add("publisher", detail(DetailKind::Publisher));
    add("publisher-place", detail(DetailKind::PublisherPlace));
    add("language", detail(DetailKind::Language));
    add(
        "abstract",
        record.abstract_text.as_deref().map(plain::paragraphs),
    );
    add("note", detail(DetailKind::Remark));
    add("annote", record.note.clone());
    add("DOI", first(record, Scheme::Doi));
    add("PMID", first(record, Scheme::PubMed));
    add("ISSN", detail(DetailKind::Issn));
    add("ISBN", isbn(record));
    add("URL", url(record).map(|link| link.url.clone()));
    let names = |authors: Vec<Author>| -> Value { authors.iter().map(name).collect() };
    if !record.authors.is_empty() {
        item.push(("author", names(record.authors.clone())));
    }
    let editors: Vec<Author> = record.details.all(DetailKind::Editor).map(editor).collect();
    if !editors.is_empty() {
        item.push(("editor", names(editors)));
    }
    if let Some(issued) = issued(record) {
        item.push(("issued", issued));
    }
    if !record.tags.is_empty() {
        item.push(("keyword", json!(record.tags.join(", "))));
    }
    item.push(("custom", Value::Object(custom(record))));
    item
}

fn csl_type(record: &Record) -> &str {
    match (record.details.get(DetailKind::Type), record.kind) {
        (Some(written), _) => written,
        (None, WorkKind::Book) => "book",
        (None, WorkKind::Paper) if record.venue.is_some() => "article-journal",
        (None, WorkKind::Paper) => "article",
    }
}

/// The venue, unless the series or the publisher is read as it.
fn container(record: &Record) -> Option<String> {
    let implied = record
        .details
        .get(DetailKind::Series)
        .or(record.details.get(DetailKind::Publisher));
    let venue = record
        .venue
        .as_deref()
        .filter(|venue| Some(*venue) != implied);
    venue.map(plain::line)
}

fn name(author: &Author) -> Value {
    match author.given.is_empty() {
        true => json!({ "literal": author.family }),
        false => json!({ "family": author.family, "given": author.given }),
    }
}

fn editor(name: &str) -> Author {
    let (family, given) = name.split_once(", ").unwrap_or((name, ""));
    Author {
        family: family.to_owned(),
        given: given.to_owned(),
    }
}

fn issued(record: &Record) -> Option<Value> {
    let number = |kind| record.details.get(kind)?.parse::<u32>().ok();
    let year = record.year?;
    let month = number(DetailKind::Month).filter(|n| (1..=12).contains(n));
    let day = number(DetailKind::Day).filter(|n| (1..=31).contains(n));
    let parts = match (month, day) {
        (Some(month), Some(day)) => json!([year, month, day]),
        (Some(month), None) => json!([year, month]),
        (None, _) => json!([year]),
    };
    Some(json!({ "date-parts": [parts] }))
}

fn first(record: &Record, scheme: Scheme) -> Option<String> {
    record.identifier(scheme).map(str::to_owned)
}

fn isbn(record: &Record) -> Option<String> {
    match csl_type(record) {
        "book" => first(record, Scheme::Isbn),
        _ => record
            .details
            .get(DetailKind::ContainerIsbn)
            .map(str::to_owned),
    }
}

/// The address that stands under `URL`: the paper's own page.
fn url(record: &Record) -> Option<&Link> {
    let is_page = |link: &&Link| matches!(link.kind, LinkKind::Paper | LinkKind::Other);
    record.links.iter().find(is_page)
}

/// What CSL has no variable for. Identifiers and links stand here whole, in their order.
fn custom(record: &Record) -> Map<String, Value> {
    let identifiers: Vec<Value> = record.identifiers.iter().map(identifier).collect();
    let links: Vec<Value> = record
        .links
        .iter()
        .map(|link| json!({ "kind": link.kind.name(), "url": link.url }))
        .collect();
    let attachments: Vec<&str> = record.details.all(DetailKind::Attachment).collect();
    let at = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.at.clone());
    let all = [
        ("uid", json!(record.uid)),
        ("identifiers", json!(identifiers)),
        ("links", json!(links)),
        ("attachments", json!(attachments)),
        ("state", json!(record.state)),
        ("tags", json!(record.tags)),
        ("why", json!(record.why)),
        ("starred", json!(record.is_starred)),
        ("added_at", json!(at(&record.added))),
        ("started_at", json!(at(&record.started))),
        ("finished_at", json!(at(&record.finished))),
        ("due_on", json!(record.due_on)),
        ("snoozed_until", json!(record.snoozed_until)),
    ];
    let says_something = |value: &Value| match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Number(_) | Value::Object(_) => true,
    };
    all.into_iter()
        .filter(|(_, value)| says_something(value))
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn identifier(identifier: &Identifier) -> Value {
    json!({ "scheme": identifier.scheme.name(), "value": identifier.value })
}
