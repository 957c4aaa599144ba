//! One paper as a line of plain text, to be put into a letter or a document.

use crate::candidate::DetailKind;
use crate::fields::author::Author;

use super::Record;

/// With more authors, the first ones and the last are named, as the APA manual (7th edition) does.
const MOST_AUTHORS: usize = 20;

/// Writes a paper as a reference: `Roe, A., & Lund, B. (2026). Title. Venue, 12(3), 1–20.
/// https://doi.org/…`.
///
/// One line; what is not known is left out, a missing year is `n.d.`. Form: APA, 7th edition,
/// without italics.
pub fn reference_line(record: &Record) -> String {
    let year = record.year.map(|year| year.to_string());
    let year = format!("({}).", year.as_deref().unwrap_or("n.d."));
    let authors = authors(&record.authors);
    let title = sentence(&record.title);
    let parts = match authors.is_empty() {
        true => [title, year],
        false => [format!("{authors} {year}"), title],
    };
    let address = record.address().unwrap_or_default();
    let mut line = String::new();
    for part in parts.into_iter().chain([sentence(&place(record)), address]) {
        if !part.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&part);
        }
    }
    line
}

fn authors(authors: &[Author]) -> String {
    let names: Vec<String> = authors.iter().map(name).collect();
    let all = match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] if names.len() <= MOST_AUTHORS => {
            format!("{}, & {last}", first.join(", "))
        }
        [first @ .., last] => {
            let n_first = MOST_AUTHORS - 1;
            format!("{}, … {last}", first[..n_first].join(", "))
        }
    };
    match all.is_empty() || all.ends_with('.') {
        true => all,
        false => all + ".",
    }
}

/// `Roe, A.-B. C.`
fn name(author: &Author) -> String {
    if author.given.is_empty() {
        return author.family.clone();
    }
    let initials: Vec<String> = author.given.split_whitespace().map(initials).collect();
    format!("{}, {}", author.family, initials.join(" "))
}

/// `Anne-Bea` gives `A.-B.`; a name in a script that has no capitals stays whole.
fn initials(given: &str) -> String {
    let has_capitals = given.starts_with(|c: char| c.is_uppercase());
    if !has_capitals {
        return given.to_owned();
    }
    let parts = given.split('-').filter_map(|part| part.chars().next());
    let parts: Vec<String> = parts.map(|first| format!("{first}.")).collect();
    parts.join("-")
}

/// `Venue, 12(3), 1–20`
fn place(record: &Record) -> String {
    let detail = |kind| record.details.get(kind);
    let venue = record.venue.as_deref().or(detail(DetailKind::Publisher));
    let volume = match (detail(DetailKind::Volume), detail(DetailKind::Issue)) {
        (Some(volume), Some(issue)) => Some(format!("{volume}({issue})")),
        (Some(volume), None) => Some(volume.to_owned()),
        (None, Some(issue)) => Some(format!("({issue})")),
        (None, None) => None,
    };
    let parts = [
        venue.map(str::to_owned),
        volume,
        detail(DetailKind::Pages).map(str::to_owned),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn sentence(text: &str) -> String {
    match text.is_empty() || text.ends_with(['.', '?', '!', '…']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}
