//! Judges the candidates of an import one after the other: the one implementation for preview and import.

use std::collections::{HashMap, HashSet};

use offprint_formats::fields::citation_key::Keys;
use rusqlite::Connection;

use crate::error::Result;
use crate::identity::fingerprint::fingerprint;
use crate::identity::index::{IdentityIndex, Mark, Match, PaperRef};
use crate::identity::{Grounds, Traits, View};
use crate::import::Outcome;
use crate::paper::PaperId;

/// What was decided about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    New,
    Known(Met),
    Repeated(Met),
    Possible(Doubt),
}

/// A paper that a candidate may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    pub paper: PaperRef,
    pub grounds: Grounds,
    /// The fingerprint of that paper, as it is now.
    pub fingerprint: i64,
    /// The entry of the index that told it.
    number: u32,
}

/// A paper that is here or came in before, as identity found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Met {
    pub paper: PaperRef,
    pub is_dropped: bool,
    /// The entry of the index that told it.
    number: u32,
}

impl Judgement {
    pub fn outcome(self) -> Outcome {
        match self {
            Judgement::New => Outcome::New,
            Judgement::Known(met) if met.is_dropped => Outcome::DroppedBefore,
            Judgement::Known(_) => Outcome::Known,
            Judgement::Repeated(_) => Outcome::Repeated,
            Judgement::Possible(_) => Outcome::Possible,
        }
    }

    /// Returns the paper that it met; none for a new one.
    pub fn paper(self) -> Option<PaperRef> {
        match self {
            Judgement::New => None,
            Judgement::Known(met) | Judgement::Repeated(met) => Some(met.paper),
            Judgement::Possible(doubt) => Some(doubt.paper),
        }
    }
}

/// Judges candidates in their order. What came in is told to it, so that later ones are known.
#[derive(Debug)]
pub(crate) struct Judge {
    index: IdentityIndex,
    answers: Answers,
    /// Papers that the present source has shown already.
    seen: HashSet<PaperRef>,
    /// Papers that the present source has shown in an earlier import.
    shown_before: HashSet<PaperId>,
    /// The fingerprints about which something was answered in this import, in their order.
    answered: Vec<i64>,
    /// What came in anew of those of which only a fingerprint was left, by its row, and these rows in their order.
    taken_up: HashMap<i64, PaperRef>,
    taken_up_rows: Vec<i64>,
    /// Whether the index is still right once this import is over.
    is_lasting: bool,
}

/// Where a judge stood.
#[derive(Clone, Copy, Debug)]
pub(crate) struct JudgeMark {
    index: Mark,
    n_answered: usize,
    n_taken_up: usize,
}

impl Judge {
    pub fn around(index: IdentityIndex, answers: Answers) -> Self {
        Self {
            index,
            answers,
            seen: HashSet::new(),
            shown_before: HashSet::new(),
            answered: Vec::new(),
            taken_up: HashMap::new(),
            taken_up_rows: Vec::new(),
            is_lasting: true,
        }
    }

    /// Returns the index, if it shows the library as it is after the import.
    pub fn into_index(mut self) -> Option<IdentityIndex> {
        self.index.citation_keys.settle();
        self.is_lasting.then_some(self.index)
    }

    /// Returns the index as it was at a mark, at which it showed the library as it is.
    pub fn into_index_of(mut self, mark: JudgeMark) -> IdentityIndex {
        self.take_back_to(mark);
        self.index.aside = None;
        self.index
    }

    /// Says that a dropped paper is wanted again, or that one was left out: the index is for this import only.
    pub fn is_of_this_import(&mut self) {
        self.is_lasting = false;
    }

    /// Returns the citation keys of the papers that are here or came in.
    pub fn citation_keys(&mut self) -> &mut Keys {
        &mut self.index.citation_keys
    }

    /// Begins the next source: what is met twice in it is repeated. `shown_before` are the papers that the very
    /// same source has shown in an earlier import.
    pub fn begin_source(&mut self, shown_before: HashSet<PaperId>) {
        self.seen.clear();
        self.shown_before = shown_before;
    }

    /// Judges as if this paper were not there.
    pub fn set_aside(&mut self, paper: PaperRef) {
        self.index.aside = Some(paper);
        self.is_of_this_import();
    }

    /// Judges the next candidate of the source.
    pub fn judge(&self, traits: &Traits) -> Judgement {
        let candidate = match self.answers.is_empty() {
            true => None,
            false => Some(fingerprint(traits.view())),
        };
        let answer = |found: &Match, view: View<'_>| {
            candidate.and_then(|candidate| {
                self.answers
                    .settle(candidate, found.paper, fingerprint(view))
            })
        };
        let mut found = self.index.find(traits, &answer);
        if found.is_some_and(|found| !found.is_same) && !self.shown_before.is_empty() {
            found = self.index.find(traits, &|found, view| {
                answer(found, view)
                    .or_else(|| self.is_same_record(traits, found, view).then_some(true))
            });
        }
        match found {
            None => Judgement::New,
            Some(found) if !found.is_same => Judgement::Possible(Doubt {
                paper: found.paper,
                grounds: found.grounds,
                fingerprint: fingerprint(self.index.view(found.number)),
                number: found.number,
            }),
            Some(found) => {
                let met = Met {
                    paper: found.paper,
                    is_dropped: found.is_dropped,
                    number: found.number,
                };
                match self.seen.contains(&found.paper) {
                    true => Judgement::Repeated(met),
                    false => Judgement::Known(met),
                }
            }
        }
    }

    /// Whether a doubt is about a paper that this very source has shown before and that says the same: then it is
    /// the record that it was, not another "Introduction".
    fn is_same_record(&self, traits: &Traits, found: &Match, view: View<'_>) -> bool {
        found.grounds == Grounds::TitleOnly
            && matches!(found.paper, PaperRef::Kept(id) if self.shown_before.contains(&id))
            && traits.families == view.families
            && traits.year == view.year
            && traits.abstract_key == view.abstract_key
    }

    /// Says that a candidate came in as a paper of its own.
    pub fn came_in(&mut self, paper: PaperRef, traits: &Traits) {
        self.seen.insert(paper);
        self.index.add(paper, false, traits);
    }

    /// Says what came in anew of a paper of which only a fingerprint was left.
    pub fn was_taken_up(&mut self, row: i64, paper: PaperRef) {
        self.taken_up.insert(row, paper);
        self.taken_up_rows.push(row);
    }

    /// Returns what came in anew of a paper of which only a fingerprint was left.
    pub fn taken_up(&self, row: i64) -> Option<PaperRef> {
        self.taken_up.get(&row).copied()
    }

    /// Says that a candidate was a paper that is here, which gets what it lacked.
    pub fn was_here(&mut self, met: Met, traits: &Traits) {
        self.learned(met.paper, met.number, traits);
    }

    fn learned(&mut self, paper: PaperRef, number: u32, traits: &Traits) {
        self.seen.insert(paper);
        match paper {
            PaperRef::Kept(_) | PaperRef::Planned(_) => self.index.fill(number, traits),
            // What is gone learns nothing.
            PaperRef::Forgotten(_) => {}
        }
    }

    /// Says that a possible duplicate is the paper that it met, because the person says so: it gets what it lacked,
    /// and what is found like the duplicate is that paper from now on.
    pub fn is_same(&mut self, doubt: Doubt, traits: &Traits) {
        // Later imports learn from the library whether that paper is dropped.
        self.is_lasting = false;
        self.learned(doubt.paper, doubt.number, traits);
        let found = fingerprint(traits.view());
        self.answers.add(found, Some(doubt.paper), None, true);
        self.answered.push(found);
    }

    /// Returns a mark to come back to.
    pub fn mark(&self) -> JudgeMark {
        JudgeMark {
            index: self.index.mark(),
            n_answered: self.answered.len(),
            n_taken_up: self.taken_up_rows.len(),
        }
    }

    /// Forgets what came in and was learned since the mark.
    pub fn take_back_to(&mut self, mark: JudgeMark) {
        self.index.take_back_to(mark.index);
        for found in self.answered.drain(mark.n_answered..) {
            self.answers.take_back(found);
        }
        for row in self.taken_up_rows.drain(mark.n_taken_up..) {
            self.taken_up.remove(&row);
        }
    }
}

/// What the person answered to "same or different", by fingerprints.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// Under each fingerprint: the papers and fingerprints that it was compared with, and whether they are
    /// the same.
    by_fingerprint: HashMap<i64, Vec<Answer>>,
}

#[derive(Debug)]
struct Answer {
    other_paper: Option<PaperRef>,
    /// None where only the paper itself is meant.
    other_fingerprint: Option<i64>,
    is_same: bool,
}

impl Answers {
    pub fn read(db: &Connection) -> Result<Self> {
        let mut answers = Self::default();
        let mut select = db.prepare(
            "SELECT paper_id, other_paper_id, fingerprint, other_fingerprint, verdict = 'same'
             FROM answers ORDER BY id",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let paper = PaperRef::Kept(PaperId(row.get(0)?));
            let other: Option<i64> = row.get(1)?;
            let (fingerprint, other_fingerprint) = (row.get(2)?, row.get(3)?);
            let is_same = row.get(4)?;
            let other_paper = match is_same {
                // Both are this paper.
                true => Some(paper),
                false => other.map(|other| PaperRef::Kept(PaperId(other))),
            };
            if !is_same && fingerprint == other_fingerprint {
                // Found alike and held apart: what is found so again is the one that came of it.
                answers.add(fingerprint, other_paper, None, false);
                answers.add(fingerprint, Some(paper), None, true);
                continue;
            }
            answers.add(fingerprint, other_paper, Some(other_fingerprint), is_same);
            answers.add(other_fingerprint, Some(paper), Some(fingerprint), is_same);
        }
        Ok(answers)
    }

    fn add(
        &mut self,
        fingerprint: i64,
        other_paper: Option<PaperRef>,
        other_fingerprint: Option<i64>,
        is_same: bool,
    ) {
        self.by_fingerprint
            .entry(fingerprint)
            .or_default()
            .push(Answer {
                other_paper,
                other_fingerprint,
                is_same,
            });
    }

    /// Takes back what was added last under a fingerprint.
    fn take_back(&mut self, fingerprint: i64) {
        if let Some(answers) = self.by_fingerprint.get_mut(&fingerprint) {
            answers.pop();
        }
    }

    fn is_empty(&self) -> bool {
        self.by_fingerprint.is_empty()
    }

    /// Says what the latest answer was about a candidate and a paper.
    fn settle(&self, candidate: i64, paper: PaperRef, paper_fingerprint: i64) -> Option<bool> {
        let answers = self.by_fingerprint.get(&candidate)?;
        answers
            .iter()
            .rev()
            .find(|answer| {
                answer.other_fingerprint == Some(paper_fingerprint)
                    || answer.other_paper == Some(paper)
            })
            .map(|answer| answer.is_same)
    }
}
