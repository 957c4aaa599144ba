//! What a query that finds nothing would find without one of its parts.

use std::collections::HashSet;
use std::ops::ControlFlow;

use offprint_library::{PaperId, Result, Snapshot};
use offprint_platform::clock::Day;

use crate::plain_scan::{ids_of, scores};
use crate::query::{Part, PartKind, Query, parts};

/// What would be found without a part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loosened {
    /// The part, as it was typed; all filters by state are one.
    pub without: String,
    /// What is left of the query.
    pub query: String,
    /// How many papers that would find.
    pub n_papers: usize,
}

/// Says what a query would find without one of its parts, the most first; nothing where it finds something, or where
/// one part less is not enough.
///
/// Looks at every paper once, whatever the number of parts.
///
/// Errors: those of reading the library.
pub fn loosen(snapshot: &Snapshot, text: &str, today: Day) -> Result<Vec<Loosened>> {
    let groups = groups(text);
    if groups.len() < 2 {
        return Ok(Vec::new());
    }
    let asked: Vec<Asked> = groups
        .iter()
        .map(|group| Asked::of(snapshot, &joined(text, group.iter()), today))
        .collect::<Result<_>>()?;
    let mut n_without = vec![0; groups.len()];
    let mut is_found = false;
    snapshot.each_search_text(|paper| {
        let mut missed = None;
        for (place, asked) in asked.iter().enumerate() {
            let holds = match asked {
                Asked::Filter(papers) => papers.contains(&paper.paper),
                Asked::Words(query) => scores(paper, &query.terms)
                    .all(|(term, score)| term.is_excluded == (score == 0)),
            };
            if !holds && missed.replace(place).is_some() {
                return ControlFlow::Continue(());
            }
        }
        match missed {
            Some(place) => n_without[place] += 1,
            None => is_found = true,
        }
        // What is found needs no loosening.
        match is_found {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    })?;
    if is_found {
        return Ok(Vec::new());
    }
    let mut loosened: Vec<Loosened> = (0..groups.len())
        .filter(|place| n_without[*place] > 0)
        .map(|place| {
            let rest = groups
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != place);
            let mut rest: Vec<&Part> = rest.flat_map(|(_, group)| group).collect();
            rest.sort_by_key(|part| part.place.start);
            Loosened {
                without: joined(text, groups[place].iter()),
                query: joined(text, rest.into_iter()),
                n_papers: n_without[place],
            }
        })
        .collect();
    // Of equals the one that was typed first.
    loosened.sort_by_key(|loosened| std::cmp::Reverse(loosened.n_papers));
    Ok(loosened)
}

/// What one group of parts asks for.
enum Asked {
    Filter(HashSet<PaperId>),
    Words(Query),
}

impl Asked {
    fn of(snapshot: &Snapshot, text: &str, today: Day) -> Result<Self> {
        let query = Query::parse(text);
        Ok(match query.terms.is_empty() {
            true => Asked::Filter(ids_of(snapshot, &query.filter(today))?),
            false => Asked::Words(query),
        })
    }
}

/// Puts together what counts as one: filters by state, of which one must hold, and those of which the last counts.
fn groups(text: &str) -> Vec<Vec<Part>> {
    let mut groups: Vec<Vec<Part>> = Vec::new();
    for part in parts(text) {
        let is_one = match part.kind {
            PartKind::Is
            | PartKind::Year
            | PartKind::Added
            | PartKind::Finished
            | PartKind::Due => true,
            PartKind::Word
            | PartKind::Exact
            | PartKind::Without
            | PartKind::Tag
            | PartKind::From
            | PartKind::Has => false,
        };
        let same = groups
            .iter_mut()
            .find(|group| is_one && group[0].kind == part.kind);
        match same {
            Some(group) => group.push(part),
            None => groups.push(vec![part]),
        }
    }
    groups
}

fn joined<'p>(text: &str, parts: impl Iterator<Item = &'p Part>) -> String {
    let typed: Vec<&str> = parts.map(|part| &text[part.place.clone()]).collect();
    typed.join(" ")
}

#[cfg(test)]
mod tests {
    use offprint_library::State;
    use offprint_library::testing::{TestLibrary, set_state};

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, usize)]) {
        let test = TestLibrary::new();
        test.import("Rivers and floods\nRivers and dunes\nMosses in winter\nMosses and dunes");
        test.apply(set_state(&test.papers()[..2], State::Read));
        let today = "2026-08-06".parse().unwrap();
        let found = loosen(&test.snapshot(), text, today).unwrap();
        let found: Vec<(&str, &str, usize)> = found
            .iter()
            .map(|one| (one.without.as_str(), one.query.as_str(), one.n_papers))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_part_that_stands_in_the_way_is_named_the_best_first() {
        check("winter rivers is:read", &[("winter", "rivers is:read", 2)]);
        check(
            "dunes is:queued is:reading -floods",
            &[("is:queued is:reading", "dunes -floods", 2)],
        );
        check(
            "winter \"rivers and\"",
            &[
                ("winter", "\"rivers and\"", 2),
                ("\"rivers and\"", "winter", 1),
            ],
        );
    }

    #[test]
    fn what_finds_something_or_lacks_more_than_one_is_not_loosened() {
        check("rivers is:read", &[]);
        check("reefs", &[]);
        check("reefs glaciers rivers", &[]);
        check("", &[]);
    }
}
