//! One reference: authors, a title, where and when it appeared, in the order of the usual styles.

use crate::candidate::Candidate;
use crate::clean::{Dialect, clean_line};
use crate::digest::page_text::unmark;
use crate::fields::author::Author;
use crate::fields::date::year_in;

use super::names::{cited_authors, is_initial};

/// What a reference says.
#[derive(Debug, Default)]
pub(super) struct Citation {
    authors: Vec<Author>,
    title: String,
    pub(super) venue: Option<String>,
    pub(super) year: Option<i32>,
}

/// Longer text is no reference.
const LONGEST_BYTES: usize = 2000;

impl Citation {
    /// Reads a reference. None unless names come first, a title follows, and a year or a second name says that it is one.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST_BYTES {
            return None;
        }
        let text = clean_line(&without_addresses(&unmark(text).text), Dialect::Plain);
        let parts = quoted(&text)
            .or_else(|| with_year_behind_names(&text))
            .or_else(|| with_sentences(&text))?;
        let authors = cited_authors(parts.names)?;
        let title = parts.title.trim().trim_end_matches(['.', ',']).to_owned();
        let year = parts.year.or_else(|| last_year_in(parts.rest));
        let is_titled = title.split_whitespace().count() >= 2
            || title.chars().count() >= 12
            || (!title.is_ascii() && title.chars().count() >= 4);
        let is_told = year.is_some() || authors.len() >= 2;
        (is_titled && is_told).then(|| Self {
            authors,
            title,
            venue: venue_in(parts.rest),
            year,
        })
    }

    pub(super) fn into_candidate(self) -> Candidate {
        Candidate {
            title: self.title,
            authors: self.authors,
            venue: self.venue,
            year: self.year,
            ..Candidate::default()
        }
    }
}

struct Parts<'a> {
    names: &'a str,
    title: &'a str,
    rest: &'a str,
    year: Option<i32>,
}

/// `A. Roe and B. Lund, "A Title," in Proc. Tides, 2026.`
fn quoted(text: &str) -> Option<Parts<'_>> {
    let (opener, closer) = [('“', '”'), ('"', '"'), ('«', '»')]
        .into_iter()
        .find(|(opener, _)| text.contains(*opener))?;
    let (names, after) = text.split_once(opener)?;
    let (title, rest) = after.split_once(closer)?;
    Some(Parts {
        names,
        title,
        rest,
        year: None,
    })
}

/// `Roe, A., & Lund, B. (2026). A title. Journal, 12(3), 1–9.`
fn with_year_behind_names(text: &str) -> Option<Parts<'_>> {
    let (at, _) = text.match_indices('(').find(|(at, _)| {
        let inside = text[at + 1..].split(')').next().unwrap_or("");
        inside.len() <= 20
            && inside.starts_with(|c: char| c.is_ascii_digit())
            && year_in(inside).is_some()
    })?;
    let (inside, after) = text[at + 1..].split_once(')')?;
    let after = after.trim_start_matches(['.', ',', ':', ' ']);
    let (title, rest) = first_sentence(after);
    Some(Parts {
        names: &text[..at],
        title,
        rest,
        year: year_in(inside),
    })
    // A year at the end stands behind the venue, not behind the names.
    .filter(|parts| !parts.title.is_empty())
}

/// `A. Roe, B. Lund. A Title. Venue, 2026.`, also with the year as a sentence behind the names.
fn with_sentences(text: &str) -> Option<Parts<'_>> {
    let (names, rest) = names_of_initials(text).unwrap_or_else(|| first_sentence(text));
    let (second, after) = first_sentence(rest);
    let year = Some(second.trim())
        .filter(|year| year.len() == 4)
        .and_then(year_in);
    let (title, rest) = match year {
        Some(_) => first_sentence(after),
        None => (second, after),
    };
    Some(Parts {
        names,
        title,
        rest,
        year,
    })
}

/// Parts the names of `Roe A, Lund B. A title.`, whose last initial looks like an abbreviation.
fn names_of_initials(text: &str) -> Option<(&str, &str)> {
    let end = text.find(". ")?;
    let is_name = |name: &str| {
        let mut words = name.split_whitespace().rev();
        let initials = words.next().unwrap_or("");
        words.next().is_some()
            && (1..=3).contains(&initials.len())
            && initials.chars().all(char::is_uppercase)
    };
    let names = &text[..end];
    let mut all = names
        .split(',')
        .map(str::trim)
        .filter(|name| *name != "et al");
    all.all(is_name).then(|| (names, &text[end + 2..]))
}

/// Parts the first sentence. An initial and a short abbreviation end none.
fn first_sentence(text: &str) -> (&str, &str) {
    for (at, _) in text.match_indices(['.', '?', '!']) {
        let after = &text[at + 1..];
        if !(after.is_empty() || after.starts_with(' ')) {
            continue;
        }
        let word = text[..at].rsplit([' ', '-', '.']).next().unwrap_or("");
        let is_initial = is_initial(word);
        let is_short = matches!(
            word,
            "al" | "vs" | "vol" | "no" | "pp" | "ed" | "eds" | "Jr" | "St"
        );
        let ends_names = word == "al" && !after.trim_start().starts_with(['(', ',']);
        if text.as_bytes()[at] != b'.' || !(is_initial || is_short) || ends_names {
            let n = if text.as_bytes()[at] == b'.' {
                at
            } else {
                at + 1
            };
            return (&text[..n], after.trim_start());
        }
    }
    (text, "")
}

/// Returns where it appeared: what stands behind the title up to its numbers.
fn venue_in(rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches([',', '.', ' ', ':']);
    let rest = rest
        .strip_prefix("In ")
        .or_else(|| rest.strip_prefix("in "))
        .unwrap_or(rest);
    let rest = rest.strip_prefix(": ").unwrap_or(rest);
    let ends = |word: &str| {
        let is_number = !word.contains(char::is_alphabetic) && word.contains(char::is_alphanumeric);
        let lower = word.to_lowercase();
        is_number
            || word.starts_with('(')
            || matches!(
                lower.trim_end_matches(['.', ',']),
                "vol" | "no" | "pp" | "pages" | "p" | "doi" | "edited"
            )
    };
    let mut venue = String::new();
    for word in rest.split_whitespace() {
        if ends(word) {
            break;
        }
        if !venue.is_empty() {
            venue.push(' ');
        }
        venue.push_str(word);
        // Behind a short word the full stop is that of an abbreviation.
        let letters = word.trim_end_matches('.');
        if letters.len() < word.len() && letters.chars().count() >= 5 {
            break;
        }
    }
    let venue = venue.trim_end_matches(['.', ',', ';', ':', ' ']);
    let is_preprint = venue.to_lowercase().starts_with("arxiv");
    (venue.contains(char::is_alphabetic) && !is_preprint).then(|| venue.to_owned())
}

fn last_year_in(text: &str) -> Option<i32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|number| number.len() == 4)
        .filter_map(year_in)
        .rfind(|year| (1800..=2100).contains(year))
}

/// Takes addresses and identifiers out of a text.
pub(super) fn without_addresses(text: &str) -> String {
    let lower_starts = ["doi:", "arxiv:", "https://", "http://"];
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        if words.last() == Some(&"PMID:") && is_number(word) {
            words.pop();
            continue;
        }
        let bare = word
            .trim_start_matches(['(', '[', '<'])
            .to_ascii_lowercase();
        let is_bare_doi = bare.starts_with("10.") && bare.contains('/');
        if !is_bare_doi && !lower_starts.iter().any(|start| bare.starts_with(start)) {
            words.push(word);
        }
    }
    while words
        .last()
        .is_some_and(|word| matches!(*word, "-" | "–" | "—" | "|" | "doi" | "URL"))
    {
        words.pop();
    }
    words.join(" ")
}
