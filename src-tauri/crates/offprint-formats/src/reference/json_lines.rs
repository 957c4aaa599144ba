//! JSON Lines as Offprint writes them: one object per paper and line.
//!
//! What others write as JSON Lines is read by [`crate::reading_list`], which gives our own lines to here.

use serde_json::{Map, Value};

use crate::Format;
use crate::candidate::{
    Candidate, DetailKind, Found, FoundMarks, LineSpan, Rejection, RejectionReason, WorkKind,
};
use crate::clean::clean_again;
use crate::detect::{DetectReason, Detected, Head};
use crate::fields::author::Author;
use crate::fields::date::{day_in, moment_in};
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};

use super::record::state_named;

/// Tells our lines by the names that only they have together.
pub(crate) fn detect(head: &Head<'_>) -> Option<Detected> {
    is_ours(head.lines().next()?).then(|| Detected::of(Format::JsonLines, DetectReason::FieldNames))
}

/// Whether a line has the names that only ours have together.
pub(crate) fn is_ours(line: &str) -> bool {
    let names = [
        "\"citation_key\":",
        "\"kind\":",
        "\"title\":",
        "\"identifiers\":",
    ];
    let is_object = line
        .trim_start_matches(['\u{feff}', ' ', '\t'])
        .starts_with('{');
    // A first line that is longer than the head ends within its note or abstract at worst.
    is_object && names.iter().filter(|name| line.contains(*name)).count() >= 3
}

/// Reads one of our lines.
///
/// Texts are taken as they are, since they were cleaned before they were written: what is written
/// is read back the same. A line that is no object, or has neither title nor identifier, is
/// rejected.
pub(crate) fn found(line: &str, lines: LineSpan) -> Found {
    let reject = |reason| Found::Rejection(Rejection::new(lines, reason, line));
    let Ok(object) = serde_json::from_str::<Map<String, Value>>(line) else {
        return reject(RejectionReason::Malformed);
    };
    let candidate = candidate(&object, lines);
    if candidate.title.is_empty() && candidate.identifiers.is_empty() {
        return reject(RejectionReason::NothingNamesIt);
    }
    Found::Candidate(Box::new(candidate))
}

fn candidate(object: &Map<String, Value>, lines: LineSpan) -> Candidate {
    let text = |name: &str| text_of(object.get(name)?);
    let line = |name: &str| line_of(object.get(name)?);
    let year = object.get("year").and_then(Value::as_i64);
    let mut candidate = Candidate {
        title: line("title").unwrap_or_default(),
        authors: list(object, "authors").filter_map(author).collect(),
        abstract_text: text("abstract").map(|text| {
            let paragraphs = text.split("\n\n").map(clean_again);
            paragraphs.collect::<Vec<_>>().join("\n\n")
        }),
        year: year.and_then(|year| i32::try_from(year).ok()),
        venue: line("venue"),
        kind: match text("kind").as_deref() {
            Some("book") => WorkKind::Book,
            _ => WorkKind::Paper,
        },
        marks: marks(object),
        lines: vec![lines],
        citation_key: text("citation_key"),
        uid: text("id").filter(|id| is_uid(id)),
        ..Candidate::default()
    };
    add_addresses(&mut candidate, object);
    let details = object.get("details").and_then(Value::as_object);
    for (name, value) in details.into_iter().flatten() {
        if let Some(kind) = DetailKind::from_name(name) {
            let mut texts = values(value).filter_map(line_of);
            if kind.is_many() {
                candidate.details.add_all(kind, texts);
            } else if let Some(text) = texts.next() {
                candidate.details.add(kind, text);
            }
        }
    }
    candidate
}

/// Returns the person's marks, which our JSON has under these names in every format.
pub(super) fn marks(object: &Map<String, Value>) -> FoundMarks {
    let text = |name: &str| text_of(object.get(name)?);
    let day = |name: &str| Some(day_in(&text(name)?)?.to_owned());
    let when = |name: &str| when(&text(name)?);
    FoundMarks {
        state: text("state").as_deref().and_then(state_named),
        tags: list(object, "tags").filter_map(line_of).collect(),
        why: object.get("why").and_then(line_of),
        note: text("note"),
        started_on: when("started_at"),
        finished_on: when("finished_at"),
        is_starred: object.get("starred").and_then(Value::as_bool) == Some(true),
        added_at: when("added_at"),
        due_on: day("due_on"),
        snoozed_until: day("snoozed_until"),
    }
}

/// Adds the identifiers and links that our JSON has under these names in every format.
pub(super) fn add_addresses(candidate: &mut Candidate, object: &Map<String, Value>) {
    for identifier in list(object, "identifiers").filter_map(identifier) {
        candidate.add_identifier(identifier);
    }
    for link in list(object, "links").filter_map(link) {
        candidate.add_link(link);
    }
}

pub(super) fn list<'a>(
    object: &'a Map<String, Value>,
    name: &str,
) -> impl Iterator<Item = &'a Value> {
    object.get(name).into_iter().flat_map(values)
}

/// The values of a list; of anything else that one.
fn values(value: &Value) -> impl Iterator<Item = &Value> {
    match value {
        Value::Array(values) => values.iter(),
        other => std::slice::from_ref(other).iter(),
    }
}

fn text_of(value: &Value) -> Option<String> {
    value
        .as_str()
        .filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
}

pub(super) fn line_of(value: &Value) -> Option<String> {
    let line = clean_again(value.as_str()?);
    Some(line).filter(|line| !line.is_empty())
}

fn author(value: &Value) -> Option<Author> {
    Some(Author {
        family: line_of(value.get("family")?)?,
        given: value.get("given").and_then(line_of).unwrap_or_default(),
    })
}

fn identifier(value: &Value) -> Option<Identifier> {
    let scheme = Scheme::from_name(value.get("scheme")?.as_str()?)?;
    Identifier::of(scheme, value.get("value")?.as_str()?)
}

fn link(value: &Value) -> Option<Link> {
    let kind = LinkKind::from_name(
        value
            .get("kind")
            .and_then(Value::as_str)
            .unwrap_or_default(),
    );
    Link::of(kind, value.get("url")?.as_str()?)
}

/// A moment or a day.
fn when(text: &str) -> Option<String> {
    moment_in(text).or_else(|| day_in(text)).map(str::to_owned)
}

pub(super) fn is_uid(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
