//! What to read now: three papers, each with the reason. Pure: facts in, suggestions out.

use offprint_platform::clock::Timestamp;

use crate::paper::PaperId;

/// So many papers are suggested.
pub(crate) const N_SUGGESTED: usize = 3;

/// Why a paper is suggested, as a fact from which words are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The day by which it was to be read is over.
    Overdue {
        /// The day.
        day: String,
    },
    /// It is due today or within the next days.
    DueSoon {
        /// The day.
        day: String,
    },
    /// It was begun and is not finished.
    Begun {
        /// When, if that is known.
        at: Option<Timestamp>,
    },
    /// Its place in the queue.
    InQueue {
        /// From 1.
        place: usize,
    },
    /// No other has waited in the queue for so long.
    WaitingLongest {
        /// Since when.
        since: Timestamp,
    },
    /// It is starred.
    Starred,
}

/// A paper with the reason for reading it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Which paper.
    pub paper: PaperId,
    /// Why.
    pub reason: Reason,
}

/// A paper that may be suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub paper: PaperId,
    pub reason: Reason,
    /// Whether it has waited in the queue for long.
    pub is_old: bool,
}

/// The first few of each kind, in the order in which they are to be suggested.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Candidates {
    pub due: Vec<Candidate>,
    pub begun: Vec<Candidate>,
    pub queued: Vec<Candidate>,
    pub waiting: Vec<Candidate>,
    pub starred: Vec<Candidate>,
}

/// Suggests papers: the first of each kind, then the second, until there are three, each paper once. One of them is
/// old, if there is an old one.
pub(crate) fn suggest(candidates: &Candidates) -> Vec<Suggestion> {
    let kinds = [
        &candidates.due,
        &candidates.begun,
        &candidates.queued,
        &candidates.waiting,
        &candidates.starred,
    ];
    let most = kinds.iter().map(|kind| kind.len()).max().unwrap_or(0);
    let mut picked: Vec<&Candidate> = Vec::new();
    let in_turn = (0..most).flat_map(|round| kinds.iter().filter_map(move |kind| kind.get(round)));
    for candidate in in_turn {
        let is_picked = picked.iter().any(|other| other.paper == candidate.paper);
        if !is_picked && picked.len() < N_SUGGESTED {
            picked.push(candidate);
        }
    }
    let oldest = candidates.waiting.iter().find(|waiting| waiting.is_old);
    if let Some(oldest) = oldest
        && !picked.iter().any(|candidate| candidate.is_old)
    {
        picked.truncate(N_SUGGESTED - 1);
        picked.push(oldest);
    }
    picked
        .into_iter()
        .map(|candidate| Suggestion {
            paper: candidate.paper,
            reason: candidate.reason.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(papers: &[i64], reason: impl Fn(i64) -> Reason, is_old: bool) -> Vec<Candidate> {
        let candidate = |paper: &i64| Candidate {
            paper: PaperId(*paper),
            reason: reason(*paper),
            is_old,
        };
        papers.iter().map(candidate).collect()
    }

    fn due(papers: &[i64]) -> Vec<Candidate> {
        let day = "2026-08-07".to_owned();
        of(papers, |_| Reason::DueSoon { day: day.clone() }, false)
    }

    fn begun(papers: &[i64]) -> Vec<Candidate> {
        of(papers, |_| Reason::Begun { at: None }, false)
    }

    fn queued(papers: &[i64]) -> Vec<Candidate> {
        of(papers, |_| Reason::InQueue { place: 1 }, false)
    }

    fn waiting(papers: &[i64], is_old: bool) -> Vec<Candidate> {
        let since = Timestamp::from_millis(0);
        of(papers, |_| Reason::WaitingLongest { since }, is_old)
    }

    #[track_caller]
    fn check(candidates: Candidates, expected: &[i64]) {
        let suggested: Vec<i64> = suggest(&candidates)
            .iter()
            .map(|suggestion| suggestion.paper.0)
            .collect();
        assert_eq!(suggested, expected);
    }

    #[test]
    fn the_first_of_each_kind_comes_before_the_second_of_any() {
        check(
            Candidates {
                due: due(&[1, 2]),
                begun: begun(&[3]),
                queued: queued(&[4]),
                ..Candidates::default()
            },
            &[1, 3, 4],
        );
        check(
            Candidates {
                due: due(&[1, 2, 5]),
                ..Candidates::default()
            },
            &[1, 2, 5],
        );
    }

    #[test]
    fn a_paper_is_suggested_once_with_its_first_reason() {
        check(
            Candidates {
                due: due(&[1]),
                begun: begun(&[1]),
                queued: queued(&[1, 2]),
                ..Candidates::default()
            },
            &[1, 2],
        );
    }

    #[test]
    fn one_is_old_if_there_is_an_old_one() {
        let full = Candidates {
            due: due(&[1]),
            begun: begun(&[2]),
            queued: queued(&[3]),
            ..Candidates::default()
        };
        check(full.clone(), &[1, 2, 3]);
        check(
            Candidates {
                waiting: waiting(&[9], false),
                ..full.clone()
            },
            &[1, 2, 3],
        );
        check(
            Candidates {
                waiting: waiting(&[9], true),
                ..full.clone()
            },
            &[1, 2, 9],
        );
        // The one that is due is the old one.
        let mut old_due = full;
        old_due.due[0].is_old = true;
        old_due.waiting = waiting(&[1], true);
        check(old_due, &[1, 2, 3]);
    }

    #[test]
    fn where_nothing_is_to_be_read_nothing_is_suggested() {
        check(Candidates::default(), &[]);
    }
}
