//! A record's tags become a candidate.

use crate::candidate::{Candidate, LineSpan, WorkKind};
use crate::clean::{Dialect, clean_line, clean_paragraphs};
use crate::fields::author::Author;
use crate::fields::date::year_in;
use crate::fields::identifier::Identifier;
use crate::reference::record::{add_identifier, add_keywords, add_pdf, add_url, state_named};

use super::Tag;

/// Whether a tag may begin a record whose `TY` is missing: one that says what the work is.
pub(super) fn begins_record(tag: Tag) -> bool {
    matches!(
        &tag,
        b"TI" | b"T1" | b"AU" | b"A1" | b"ST" | b"ID" | b"DO" | b"PY" | b"Y1"
    )
}

/// Turns a record's fields into a candidate, which may be without title and identifier.
pub(super) fn candidate(fields: &[(Tag, String)], lines: LineSpan) -> Candidate {
    let values = |tags: &'static [&'static [u8; 2]]| {
        tags.iter().flat_map(move |&tag| {
            fields
                .iter()
                .filter(move |(known, value)| known == tag && !value.is_empty())
                .map(|(_, value)| value.as_str())
        })
    };
    let first = |tags: &'static [&'static [u8; 2]]| {
        values(tags)
            .map(|value| clean_line(value, Dialect::Plain))
            .find(|text| !text.is_empty())
    };
    let kind = first(&[b"TY"]).unwrap_or_default().to_ascii_uppercase();
    let is_book = matches!(kind.as_str(), "BOOK" | "EDBOOK" | "EBOOK" | "WHOLE");
    let is_part = matches!(kind.as_str(), "CHAP" | "CPAPER" | "ECHAP");
    let mut candidate = Candidate {
        // BT is the book's own title in a book, and where it appeared in a chapter.
        title: first(&[b"TI", b"T1", b"CT"])
            .or_else(|| if is_part { None } else { first(&[b"BT"]) })
            .or_else(|| first(&[b"ST"]))
            .unwrap_or_default(),
        kind: if is_book {
            WorkKind::Book
        } else {
            WorkKind::Paper
        },
        lines: vec![lines],
        ..Candidate::default()
    };
    for value in values(&[b"AU", b"A1"]) {
        add_authors(&mut candidate, value);
    }
    if candidate.authors.is_empty() && is_book {
        for value in values(&[b"ED", b"A2"]) {
            add_authors(&mut candidate, value);
        }
    }
    candidate.abstract_text = values(&[b"AB", b"N2"])
        .map(|value| clean_paragraphs(value, Dialect::Plain))
        .find(|text| !text.is_empty());
    candidate.year = values(&[b"PY", b"Y1", b"DA"]).find_map(year_in);
    candidate.venue = first(&[
        b"T2", b"JO", b"JF", b"JA", b"J2", b"BT", b"C3", b"T3", b"PB",
    ])
    .filter(|venue| *venue != candidate.title);
    for value in values(&[b"DO", b"M3", b"L3", b"AN", b"C7"]) {
        add_identifier(&mut candidate, Identifier::doi(value));
    }
    for value in values(&[b"AN", b"M1", b"ID"]) {
        let is_named = value.to_ascii_lowercase().starts_with("arxiv") || value.starts_with("PMID");
        if is_named {
            add_identifier(&mut candidate, Identifier::recognise(value));
        }
    }
    if is_book {
        for value in values(&[b"SN"]) {
            add_identifier(&mut candidate, Identifier::isbn(value));
        }
    }
    for value in values(&[b"UR", b"L2", b"LK"]) {
        for address in value
            .split(['\n', ';', ' '])
            .filter(|part| part.contains("://"))
        {
            add_url(&mut candidate, address);
        }
    }
    for value in values(&[b"L1"]) {
        add_pdf(&mut candidate, value);
    }
    let keywords: Vec<String> = values(&[b"KW"])
        .flat_map(|value| value.split(['\n', ';']))
        .map(|keyword| clean_line(keyword, Dialect::Plain))
        .collect();
    add_keywords(&mut candidate, keywords.iter().map(String::as_str));
    let status =
        values(&[b"C1", b"U1"]).find_map(|value| state_named(value.strip_prefix("Read_Status:")?));
    candidate.marks.state = candidate.marks.state.or(status);
    candidate.marks.note = values(&[b"RN", b"N1"])
        .map(|value| clean_paragraphs(value, Dialect::Plain))
        .find(|text| !text.is_empty());
    candidate
}

/// Adds the names of one value: mostly one, but some programs put them all into a single `AU`.
fn add_authors(candidate: &mut Candidate, value: &str) {
    let names: Vec<&str> = if value.contains([';', '\n']) {
        value.split([';', '\n']).collect()
    } else if value.contains(" and ") {
        value.split(" and ").collect()
    } else if value.matches(',').count() >= 3 && value.contains("., ") {
        // "Roe, A., Lund, B., Vik, C."
        split_after_initials(value)
    } else {
        vec![value]
    };
    for name in names {
        if let Some(author) = Author::parse(name, Dialect::Plain) {
            candidate.add_author(author);
        }
    }
}

fn split_after_initials(value: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut start = 0;
    for (at, _) in value.match_indices("., ") {
        if value[start..at].contains(',') {
            names.push(&value[start..=at]);
            start = at + 3;
        }
    }
    names.push(&value[start..]);
    names
}
