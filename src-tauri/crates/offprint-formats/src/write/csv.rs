//! CSV: a line of column names, then one row per paper.
//!
//! Cells are quoted where RFC 4180 asks for it; lines end in LF, the file has no byte order mark.
//! A cell that a spreadsheet would take for a formula begins with an apostrophe, which our reader
//! takes off again.

use std::io;

use crate::candidate::DetailKind;
use crate::fields::author::Author;

use super::{Moment, Record, plain};

/// The columns before those of the details, which are named as their kinds.
pub const COLUMNS: [&str; 18] = [
    "title",
    "authors",
    "abstract",
    "year",
    "venue",
    "identifiers",
    "links",
    "state",
    "starred",
    "tags",
    "why",
    "note",
    "added",
    "started",
    "finished",
    "due",
    "snoozed",
    "citation_key",
];

pub(super) fn write_head(out: &mut dyn io::Write) -> io::Result<()> {
    let names = DetailKind::ALL.iter().map(|kind| kind.name());
    let names: Vec<&str> = COLUMNS.into_iter().chain(names).collect();
    writeln!(out, "{}", names.join(","))
}

pub(super) fn write(out: &mut dyn io::Write, record: &Record, key: &str) -> io::Result<()> {
    let day = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.on.clone());
    let line = |text: &Option<String>| text.as_deref().map(plain::line).unwrap_or_default();
    let identifiers = record
        .identifiers
        .iter()
        .map(|id| format!("{}:{}", id.scheme.name(), id.value));
    let links = record
        .links
        .iter()
        .map(|link| format!("{} {}", link.kind.name(), link.url));
    let cells = [
        plain::line(&record.title),
        list(record.authors.iter().map(author)),
        record
            .abstract_text
            .as_deref()
            .map(plain::paragraphs)
            .unwrap_or_default(),
        record.year.map(|year| year.to_string()).unwrap_or_default(),
        line(&record.venue),
        list(identifiers),
        list(links),
        record.state.clone(),
        if record.is_starred { "true" } else { "false" }.to_owned(),
        list(record.tags.iter().map(|tag| plain::line(tag))),
        line(&record.why),
        record.note.clone().unwrap_or_default(),
        day(&record.added).unwrap_or_default(),
        day(&record.started).unwrap_or_default(),
        day(&record.finished).unwrap_or_default(),
        record.due_on.clone().unwrap_or_default(),
        record.snoozed_until.clone().unwrap_or_default(),
        key.to_owned(),
    ];
    let details = DetailKind::ALL.into_iter().map(|kind| {
        let texts = record.details.all(kind).map(|text| match kind {
            DetailKind::Attachment => text.to_owned(),
            _ => plain::line(text),
        });
        match kind.is_many() {
            true => list(texts),
            false => texts.collect(),
        }
    });
    for (n, text) in cells.into_iter().chain(details).enumerate() {
        let before = if n == 0 { "" } else { "," };
        write!(out, "{before}{}", cell(&text))?;
    }
    writeln!(out)
}

/// `Roe, Ana`; a group of several words has a comma behind it, so that nobody parts it.
fn author(author: &Author) -> String {
    let family = plain::line(&author.family);
    if !author.given.is_empty() {
        format!("{family}, {}", plain::line(&author.given))
    } else if family.contains([' ', ',']) {
        format!("{family},")
    } else {
        family
    }
}

/// Joins by `; `. A `;` within one of them is `\;`, and a backslash before that or at the end `\\`.
fn list(texts: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() {
            out.push_str("; ");
        }
        let mut signs = text.chars().peekable();
        while let Some(c) = signs.next() {
            match (c, signs.peek()) {
                (';', _) | ('\\', None | Some(';' | '\\')) => out.extend(['\\', c]),
                _ => out.push(c),
            }
        }
    }
    out
}

fn cell(text: &str) -> String {
    let is_formula = text
        .trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if is_formula { "'" } else { "" };
    let needs_quotes = text.contains([',', '"', '\n', '\r'])
        || text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace);
    match needs_quotes {
        true => format!("\"{mark}{}\"", text.replace('"', "\"\"")),
        false => format!("{mark}{text}"),
    }
}
