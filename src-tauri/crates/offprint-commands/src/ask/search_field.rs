//! The parts of what is typed into the search field, what could be typed next, and what stands in the way of an
//! answer.

use std::ops::Range;

use offprint_library::{Snapshot, State};
use offprint_search::{HAS_VALUES, IS_VALUES, PartKind, Query, loosen, parts, piece_at};

use crate::failure::Failure;
use crate::open_library::OpenLibrary;
use crate::wire::Answer;
use crate::wire::search_field::{Chip, ChipKind, Completion, Loosened};

/// How many suggestions are shown.
const MOST_SUGGESTIONS: usize = 8;
/// How many ways out of an empty answer are shown.
const MOST_LOOSENED: usize = 4;
/// What `added:`, `finished:` and `due:` offer.
const DAYS: [&str; 4] = ["today", "7d", "30d", "1y"];

/// Says which parts of a query are filters; the words that are left are joined.
pub(super) fn read_query(text: &str) -> Answer {
    let mut chips = Vec::new();
    let mut words = Vec::new();
    for part in parts(text) {
        match chip_kind(part.kind) {
            None => words.push(part.value),
            Some(kind) => chips.push(Chip {
                kind,
                text: text[part.place.clone()].to_owned(),
                from: utf16_length(&text[..part.place.start]),
                to: utf16_length(&text[..part.place.end]),
                value: part.value,
            }),
        }
    }
    Answer::ReadQuery {
        chips,
        words: words.join(" "),
    }
}

/// Returns one query for what two ask for, where there is one.
pub(super) fn join_queries(one: &str, other: &str) -> Answer {
    let joined = format!("{one} {other}").trim().to_owned();
    let asked = |text: &str| {
        let parts = parts(text).into_iter();
        parts
            .map(|part| (part.kind, part.value))
            .collect::<Vec<_>>()
    };
    // A quotation mark that is still open would take in what comes after it.
    let says_both = asked(&joined) == [asked(one), asked(other)].concat();
    let does_join = says_both && Query::parse(one).joins(&Query::parse(other));
    Answer::JoinQueries {
        query: does_join.then_some(joined),
    }
}

/// Says what a query that finds nothing would find without one of its parts.
pub(super) fn ways_out(
    open: &OpenLibrary,
    snapshot: &Snapshot,
    query: &str,
) -> Result<Answer, Failure> {
    let found = loosen(snapshot, query, open.today())?;
    Ok(Answer::Loosen {
        ways: found
            .into_iter()
            .take(MOST_LOOSENED)
            .map(|way| Loosened {
                without: way.without,
                query: way.query,
                n_papers: way.n_papers as u32,
            })
            .collect(),
    })
}

/// Says what can be typed at a place, the best first.
pub(super) fn suggest(snapshot: &Snapshot, text: &str, cursor: u32) -> Result<Answer, Failure> {
    let place = piece_at(text, byte_at(text, cursor));
    let piece = text[place.clone()].replace(['“', '”'], "\"");
    let mut suggestions = match named(&piece) {
        Some((kind, value)) => values_of(snapshot, kind, &value)?,
        None => anything(snapshot, &piece)?,
    };
    suggestions.truncate(MOST_SUGGESTIONS);
    let Range { start, end } = place;
    Ok(Answer::Suggest {
        from: utf16_length(&text[..start]),
        to: utf16_length(&text[..end]),
        suggestions,
    })
}

/// Parts a piece at its colon, if a filter's name stands before it.
fn named(piece: &str) -> Option<(PartKind, String)> {
    let (name, value) = piece.split_once(':')?;
    let name = name.to_lowercase();
    let kind = PartKind::NAMED
        .into_iter()
        .find(|kind| kind.name() == Some(&*name))?;
    Some((kind, value.trim_matches('"').trim().to_lowercase()))
}

/// What a word may be the beginning of: a filter's name, a state, a tag.
fn anything(snapshot: &Snapshot, word: &str) -> Result<Vec<Completion>, Failure> {
    let word = word.to_lowercase();
    if word.is_empty() || word.starts_with(['"', '-']) {
        return Ok(Vec::new());
    }
    let mut found: Vec<Completion> = PartKind::NAMED
        .into_iter()
        .filter(|kind| kind.name().is_some_and(|name| name.starts_with(&word)))
        .filter_map(|kind| {
            Some(Completion {
                kind: chip_kind(kind)?,
                value: None,
                text: format!("{}:", kind.name()?),
                n_papers: None,
            })
        })
        .collect();
    found.extend(values_of(snapshot, PartKind::Is, &word)?);
    found.extend(values_of(snapshot, PartKind::Tag, &word)?);
    Ok(found)
}

/// The values of a filter that begin with what is typed, then those in which a later word does.
fn values_of(snapshot: &Snapshot, kind: PartKind, typed: &str) -> Result<Vec<Completion>, Failure> {
    let plain = |values: &[&str]| -> Vec<(String, Option<usize>)> {
        values
            .iter()
            .map(|value| ((*value).to_owned(), None))
            .collect()
    };
    let values = match kind {
        PartKind::Tag => snapshot
            .tags()?
            .into_iter()
            .map(|tag| (tag.name, Some(tag.n_papers)))
            .collect(),
        PartKind::Is => {
            let mut values = plain(&State::ALL.map(State::name));
            values.extend(plain(&IS_VALUES));
            values
        }
        PartKind::Year => snapshot
            .years()?
            .into_iter()
            .map(|(year, n_papers)| (year.to_string(), Some(n_papers)))
            .collect(),
        PartKind::From => plain(
            &snapshot
                .source_names()?
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
        ),
        PartKind::Has => plain(&HAS_VALUES),
        PartKind::Added | PartKind::Finished | PartKind::Due => plain(&DAYS),
        PartKind::Word | PartKind::Exact | PartKind::Without => Vec::new(),
    };
    let (Some(chip), Some(name)) = (chip_kind(kind), kind.name()) else {
        return Ok(Vec::new());
    };
    let mut fitting: Vec<(bool, Completion)> = values
        .into_iter()
        .filter_map(|(value, n_papers)| {
            let lower = value.to_lowercase();
            let begins = lower.starts_with(typed);
            let begins_word = || {
                lower
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|word| word.starts_with(typed))
            };
            (begins || begins_word()).then(|| {
                let suggestion = Completion {
                    kind: chip,
                    text: format!("{name}:{}", quoted(&value)),
                    value: Some(value),
                    n_papers: n_papers.map(|n| n as u32),
                };
                (!begins, suggestion)
            })
        })
        .collect();
    fitting.sort_by_key(|(is_later, _)| *is_later);
    Ok(fitting
        .into_iter()
        .map(|(_, suggestion)| suggestion)
        .collect())
}

/// A value with spaces is one piece only in quotation marks; it can hold none itself.
fn quoted(value: &str) -> String {
    match value.contains(char::is_whitespace) {
        true => format!("\"{}\"", value.replace('"', "")),
        false => value.to_owned(),
    }
}

const fn chip_kind(kind: PartKind) -> Option<ChipKind> {
    match kind {
        PartKind::Word => None,
        PartKind::Exact => Some(ChipKind::Exact),
        PartKind::Without => Some(ChipKind::Without),
        PartKind::Tag => Some(ChipKind::Tag),
        PartKind::Is => Some(ChipKind::Is),
        PartKind::Year => Some(ChipKind::Year),
        PartKind::From => Some(ChipKind::From),
        PartKind::Has => Some(ChipKind::Has),
        PartKind::Added => Some(ChipKind::Added),
        PartKind::Finished => Some(ChipKind::Finished),
        PartKind::Due => Some(ChipKind::Due),
    }
}

fn utf16_length(text: &str) -> u32 {
    text.encode_utf16().count() as u32
}

/// Returns the byte at a place in UTF-16; past the end the end.
fn byte_at(text: &str, place: u32) -> usize {
    let mut left = place as usize;
    for (at, c) in text.char_indices() {
        if left < c.len_utf16() {
            return at;
        }
        left -= c.len_utf16();
    }
    text.len()
}
