//! Answers without an index: looks at every paper.

use std::collections::HashSet;
use std::ops::ControlFlow;

use offprint_library::snapshot::rows::{Filter, Sort};
use offprint_library::snapshot::search_text::SearchText;
use offprint_library::{Error, PaperId, Result, Snapshot};
use offprint_platform::clock::Day;

use crate::fold::fold;
use crate::query::{Query, Term};
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
/// Case and accents do not matter; a word matches inside longer ones. What is asked for beside words is as of
/// `today`. Time grows with the library.
///
/// Errors: those of reading the library.
pub fn search(snapshot: &Snapshot, query: &Query, today: Day) -> Result<Found> {
    search_all(snapshot, std::slice::from_ref(query), today, &|| true)
}

/// Finds the papers that hold all of some queries, as [`search`] does. Each is read for itself: where two ask for
/// other states or other years, what they find together is in both. It goes on while `is_wanted` says so.
///
/// Errors: [`Error::Cancelled`] where nobody wants it any more; those of reading the library.
pub fn search_all(
    snapshot: &Snapshot,
    queries: &[Query],
    today: Day,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Found> {
    let terms: Vec<Term> = queries
        .iter()
        .flat_map(|query| query.terms.iter().cloned())
        .collect();
    let mut filters: Vec<Filter> = queries.iter().map(|query| query.filter(today)).collect();
    filters.retain(|filter| *filter != Filter::default());
    if terms.is_empty() {
        let mut filters = filters.into_iter();
        let first = filters.next().unwrap_or_default();
        let mut papers = snapshot.ids(&first, Sort::Added, 0, usize::MAX)?;
        for filter in filters {
            let held = ids_of(snapshot, &filter)?;
            papers.retain(|paper| held.contains(paper));
        }
        return Ok(Found { papers });
    }
    let held: Vec<HashSet<PaperId>> = filters
        .iter()
        .map(|filter| ids_of(snapshot, filter))
        .collect::<Result<_>>()?;
    let mut ranked: Vec<(u32, PaperId)> = Vec::new();
    let mut is_left = false;
    snapshot.each_search_text(|text| {
        let is_held = held.iter().all(|papers| papers.contains(&text.paper));
        if is_held && let Some(score) = score(text, &terms) {
            ranked.push((score, text.paper));
        }
        is_left = !is_wanted();
        match is_left {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    })?;
    if is_left {
        return Err(Error::Cancelled);
    }
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

/// Returns the papers of a filter, to look them up.
pub(crate) fn ids_of(snapshot: &Snapshot, filter: &Filter) -> Result<HashSet<PaperId>> {
    let papers = snapshot.ids(filter, Sort::Added, 0, usize::MAX)?;
    Ok(papers.into_iter().collect())
}

/// Says for each term how well it is found; 0 where it is not.
pub(crate) fn scores<'t>(
    text: &SearchText,
    terms: &'t [Term],
) -> impl Iterator<Item = (&'t Term, u32)> {
    let folded: Vec<(Field, String)> = fields(text)
        .map(|(field, text)| (field, fold(text)))
        .collect();
    terms.iter().map(move |term| {
        let mut best = 0;
        for (field, text) in &folded {
            let Some(at) = text.find(&term.text) else {
                continue;
            };
            let begins_word = !text[..at].ends_with(char::is_alphanumeric);
            best = best.max(field.weight() * 2 + u32::from(begins_word));
        }
        (term, best)
    })
}

fn score(text: &SearchText, terms: &[Term]) -> Option<u32> {
    let mut sum = 0;
    for (term, score) in scores(text, terms) {
        match (term.is_excluded, score) {
            (false, 0) | (true, 1..) => return None,
            (true, 0) => {}
            (false, score) => sum += score,
        }
    }
    Some(sum)
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
