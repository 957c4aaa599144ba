//! What a row gives to the paper that it belongs to.

use crate::candidate::{Candidate, LineSpan};
use crate::clean::join_wrapped_into;
use crate::digest::page_text::row::{Row, RowKind};
use crate::fields::author::listed_authors;
use crate::fields::date::{is_month_name, year_in};
use crate::fields::link::{Link, LinkKind};

/// Begins a paper with the rows of its title.
pub(super) fn titled(rows: &[Row]) -> Candidate {
    let mut candidate = Candidate::default();
    for row in rows {
        join_wrapped_into(&mut candidate.title, &row.text);
        add_links(&mut candidate, row);
    }
    candidate
}

/// Takes from a row what belongs to a paper; false where that is nothing.
pub(super) fn attach(candidate: &mut Candidate, row: &Row) -> bool {
    match row.kind {
        RowKind::Authors => {
            let before = candidate.authors.len();
            candidate.add_authors(listed_authors(&row.text));
            candidate.authors.len() > before
        }
        RowKind::Address => {
            add_links(candidate, row);
            true
        }
        RowKind::Venue => match venue_and_year(&row.text) {
            Some((venue, year)) => {
                candidate.venue.get_or_insert_with(|| venue.to_owned());
                candidate.year = candidate.year.or(Some(year));
                true
            }
            None => false,
        },
        RowKind::CardMark => {
            candidate.year = candidate.year.or_else(|| year_in(&row.text));
            true
        }
        RowKind::Blank
        | RowKind::Noise
        | RowKind::NameComes
        | RowKind::Tail
        | RowKind::AbstractComes
        | RowKind::Code
        | RowKind::Phrase
        | RowKind::Sentence
        | RowKind::Prose
        | RowKind::Abstract => false,
    }
}

fn add_links(candidate: &mut Candidate, row: &Row) {
    for identifier in &row.identifiers {
        candidate.add_identifier(identifier.clone());
    }
    for link in &row.links {
        candidate.add_link(link.clone());
    }
}

/// An abstract's links are its paper's, but one to a paper leads to another's.
pub(super) fn add_links_of_text(candidate: &mut Candidate, row: &Row) {
    for link in &row.links {
        let kind = match link.kind {
            LinkKind::Paper => LinkKind::Other,
            LinkKind::Code | LinkKind::Pdf | LinkKind::Other => link.kind,
        };
        candidate.add_link(Link {
            kind,
            url: link.url.clone(),
        });
    }
}

/// Splits "Annals of Tides, 2026".
pub(super) fn venue_and_year(text: &str) -> Option<(&str, i32)> {
    let (venue, year) = text.rsplit_once(',')?;
    let is_year = year.trim().len() == 4 || is_date(year);
    (is_year && text.len() <= 120)
        .then(|| Some((venue.trim(), year_in(year)?)))
        .flatten()
}

/// Whether a text is a day as `2 July 2026`.
fn is_date(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_day = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    words.next().is_some_and(is_day)
        && words
            .next()
            .is_some_and(|word| is_month_name(&word.to_lowercase()))
        && words.next().is_some_and(|word| word.len() == 4)
        && words.next().is_none()
}

pub(super) fn extend(candidate: &mut Candidate, lines: LineSpan) {
    if let Some(span) = candidate.lines.last_mut() {
        span.last = span.last.max(lines.last);
    }
}
