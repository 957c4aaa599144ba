//! Answers without an index: looks at every paper.

use offprint_library::snapshot::search_text::SearchText;
use offprint_library::tag::tag_key;
use offprint_library::{PaperId, Result, Snapshot};

use crate::fold::fold;
use crate::query::Query;
use crate::snippet::{Field, Fragment, fragment};

/// One paper that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which paper.
    pub paper: PaperId,
    /// Where it matched outside the title; none if only there.
    pub fragment: Option<Fragment>,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The papers, best first; equal ones newest first.
    pub papers: Vec<PaperId>,
}

/// Finds the papers in which every word of the query occurs, best first.
///
/// Case and accents do not matter; a word matches inside longer ones. Time grows with the library.
///
/// Errors: those of reading the library.
pub fn search(snapshot: &Snapshot, query: &Query) -> Result<Found> {
    let mut ranked: Vec<(u32, PaperId)> = Vec::new();
    snapshot.each_search_text(|text| {
        if let Some(score) = score(text, query) {
            ranked.push((score, text.paper));
        }
    })?;
    // The scan runs from the newest to the oldest, and the sort keeps that order among equals.
    ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    Ok(Found {
        papers: ranked.into_iter().map(|(_, paper)| paper).collect(),
    })
}

impl Hit {
    /// Finds where a paper of an answer matched, outside the title.
    ///
    /// Errors: those of reading the library.
    pub fn of(snapshot: &Snapshot, paper: PaperId, query: &Query) -> Result<Hit> {
        let text = snapshot.search_text(paper)?;
        let fragment = text.as_ref().and_then(|text| {
            fields(text)
                .filter(|(field, _)| *field != Field::Title)
                .find_map(|(field, text)| fragment(field, text, query))
        });
        Ok(Hit { paper, fragment })
    }
}

fn score(text: &SearchText, query: &Query) -> Option<u32> {
    let is_wanted = (query.states.is_empty() || query.states.contains(&text.state))
        && (!query.is_starred || text.is_starred)
        && (!query.has_note || text.note.is_some())
        && query.years.is_none_or(|(first, last)| {
            text.year.is_some_and(|year| (first..=last).contains(&year))
        })
        && query
            .tags
            .iter()
            .all(|tag| text.tags.iter().any(|has| tag_key(has) == tag_key(tag)));
    if !is_wanted {
        return None;
    }
    if query.terms.is_empty() {
        // Filters alone: no text has to be folded.
        return Some(0);
    }
    let folded: Vec<(Field, String)> = fields(text)
        .map(|(field, text)| (field, fold(text)))
        .collect();
    let mut score = 0;
    for term in &query.terms {
        let mut best = 0;
        for (field, text) in &folded {
            let Some(at) = text.find(&term.text) else {
                continue;
            };
            let begins_word = !text[..at].ends_with(char::is_alphanumeric);
            best = best.max(field.weight() * 2 + u32::from(begins_word));
        }
        match (term.is_excluded, best) {
            (false, 0) | (true, 1..) => return None,
            (true, 0) => {}
            (false, best) => score += best,
        }
    }
    Some(score)
}

/// The texts of a paper, the person's own first.
fn fields(text: &SearchText) -> impl Iterator<Item = (Field, &str)> {
    std::iter::once((Field::Title, text.title.as_str()))
        .chain(text.note.as_deref().map(|text| (Field::Note, text)))
        .chain(text.why.as_deref().map(|text| (Field::Why, text)))
        .chain(
            text.authors
                .iter()
                .map(|name| (Field::Author, name.as_str())),
        )
        .chain(
            text.abstract_text
                .as_deref()
                .map(|text| (Field::Abstract, text)),
        )
        .chain(text.venue.as_deref().map(|text| (Field::Venue, text)))
        .chain(text.tags.iter().map(|tag| (Field::Tag, tag.as_str())))
        .chain(
            text.identifiers
                .iter()
                .map(|value| (Field::Identifier, value.as_str())),
        )
}

#[cfg(test)]
mod tests;
