//! The table that Offprint writes, read back as it was written.

use crate::candidate::{
    Candidate, DetailKind, Found, FoundMarks, Rejection, RejectionReason, WorkKind,
};
use crate::clean::{Dialect, clean_line, clean_paragraphs};
use crate::fields::author::Author;
use crate::fields::date::{day_in, moment_in};
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};
use crate::grammar::rows::Row;
use crate::reference::record::state_named;
use crate::write::csv::COLUMNS;

/// Whether a table's columns are ours, in our order.
pub(super) fn are_ours(names: &[String]) -> bool {
    names.len() >= COLUMNS.len() && names.iter().zip(COLUMNS).all(|(name, ours)| name == ours)
}

/// Reads a row of our table, whose columns have these names.
///
/// Texts are cleaned, since they are written so that this leaves them as they were.
pub(super) fn found(names: &[String], row: &Row) -> Found {
    let candidate = candidate(names, row);
    if candidate.title.is_empty() && candidate.identifiers.is_empty() {
        let reason = RejectionReason::NothingNamesIt;
        return Found::Rejection(Rejection::new(row.lines, reason, &row.text));
    }
    Found::Candidate(Box::new(candidate))
}

/// Takes off the apostrophe before what a spreadsheet would take for a formula.
pub(super) fn unmarked(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest)
            if rest
                .trim_start_matches('\'')
                .starts_with(['=', '+', '-', '@', '\t']) =>
        {
            rest
        }
        Some(_) | None => cell,
    }
}

fn candidate(names: &[String], row: &Row) -> Candidate {
    let cell = |name: &str| {
        let place = names.iter().position(|known| known == name);
        let cell = place.and_then(|place| row.cells.get(place));
        unmarked(cell.map(String::as_str).unwrap_or_default())
    };
    let text =
        |name: &str| Some(clean_line(cell(name), Dialect::Plain)).filter(|text| !text.is_empty());
    let verbatim = |name: &str| Some(cell(name).to_owned()).filter(|text| !text.is_empty());
    let when = |name: &str| {
        let text = cell(name);
        moment_in(text).or_else(|| day_in(text)).map(str::to_owned)
    };
    let day = |name: &str| day_in(cell(name)).map(str::to_owned);
    let mut candidate = Candidate {
        title: text("title").unwrap_or_default(),
        authors: list(cell("authors"))
            .iter()
            .map(|name| author(name))
            .collect(),
        abstract_text: verbatim("abstract").map(|text| clean_paragraphs(&text, Dialect::Plain)),
        year: cell("year").parse().ok(),
        venue: text("venue"),
        kind: match cell("type") {
            "book" => WorkKind::Book,
            _ => WorkKind::Paper,
        },
        marks: FoundMarks {
            state: state_named(cell("state")),
            tags: cleaned(list(cell("tags"))),
            why: text("why"),
            note: verbatim("note"),
            started_on: when("started"),
            finished_on: when("finished"),
            is_starred: cell("starred") == "true",
            added_at: when("added"),
            due_on: day("due"),
            snoozed_until: day("snoozed"),
        },
        lines: vec![row.lines],
        citation_key: verbatim("citation_key"),
        ..Candidate::default()
    };
    for identifier in list(cell("identifiers"))
        .iter()
        .filter_map(|text| identifier(text))
    {
        candidate.add_identifier(identifier);
    }
    for link in list(cell("links")).iter().filter_map(|text| link(text)) {
        candidate.add_link(link);
    }
    for kind in DetailKind::ALL {
        let cell = cell(kind.name());
        match kind {
            DetailKind::Attachment => candidate.details.add_all(kind, list(cell)),
            _ if kind.is_many() => candidate.details.add_all(kind, cleaned(list(cell))),
            _ => candidate
                .details
                .add(kind, clean_line(cell, Dialect::Plain)),
        }
    }
    candidate
}

/// Parts a cell at `; `. Within one of the texts `;` is `\;`, and a backslash before that, before
/// another or at its end is `\\`.
fn list(cell: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut text = String::new();
    let mut signs = cell.chars().peekable();
    while let Some(sign) = signs.next() {
        match (sign, signs.peek()) {
            ('\\', Some(&escaped @ (';' | '\\'))) => {
                text.push(escaped);
                signs.next();
            }
            (';', Some(' ')) => {
                signs.next();
                texts.push(std::mem::take(&mut text));
            }
            _ => text.push(sign),
        }
    }
    texts.push(text);
    texts.retain(|text| !text.is_empty());
    texts
}

/// `Roe, Ana`; a group of several words has a comma behind it.
fn author(name: &str) -> Author {
    let (family, given) = match name.strip_suffix(',') {
        Some(family) => (family, ""),
        None => name.split_once(',').unwrap_or((name, "")),
    };
    Author {
        family: clean_line(family, Dialect::Plain),
        given: clean_line(given, Dialect::Plain),
    }
}

fn cleaned(texts: Vec<String>) -> Vec<String> {
    let texts = texts.iter();
    texts.map(|text| clean_line(text, Dialect::Plain)).collect()
}

fn identifier(text: &str) -> Option<Identifier> {
    let (scheme, value) = text.split_once(':')?;
    Identifier::of(Scheme::from_name(scheme)?, value)
}

fn link(text: &str) -> Option<Link> {
    let (kind, url) = text.split_once(' ')?;
    Link::of(LinkKind::from_name(kind), url)
}
