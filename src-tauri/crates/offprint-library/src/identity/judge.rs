//! Judges the candidates of an import one after the other: the one implementation for preview and import.

use std::collections::{HashMap, HashSet};

use offprint_formats::fields::citation_key::Keys;
use rusqlite::Connection;

use crate::error::Result;
use crate::identity::fingerprint::fingerprint;
use crate::identity::index::{IdentityIndex, PaperRef};
use crate::identity::{Grounds, Traits};
use crate::import::Outcome;
use crate::paper::PaperId;

/// What was decided about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    New,
    Known(Met),
    Repeated(Met),
    Possible {
        paper: PaperRef,
        grounds: Grounds,
        /// The fingerprint of that paper, as it is now.
        fingerprint: i64,
    },
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
            Judgement::Possible { .. } => Outcome::Possible,
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
    /// Whether the index is still right once this import is over.
    is_lasting: bool,
}

impl Judge {
    /// Reads all that identity looks at; after that time grows with the candidates alone.
    pub fn of_library(db: &Connection) -> Result<Self> {
        Ok(Self::around(
            IdentityIndex::of_library(db)?,
            Answers::read(db)?,
        ))
    }

    pub fn around(index: IdentityIndex, answers: Answers) -> Self {
        Self {
            index,
            answers,
            seen: HashSet::new(),
            is_lasting: true,
        }
    }

    /// Returns the index, if it shows the library as it is after the import.
    pub fn into_index(self) -> Option<IdentityIndex> {
        self.is_lasting.then_some(self.index)
    }

    /// Says that a dropped paper is wanted again, or that one was left out: the index is for this import only.
    pub fn is_of_this_import(&mut self) {
        self.is_lasting = false;
    }

    /// Returns the citation keys of the papers that are here or came in.
    pub fn citation_keys(&mut self) -> &mut Keys {
        &mut self.index.citation_keys
    }

    /// Begins the next source: what is met twice in it is repeated.
    pub fn begin_source(&mut self) {
        self.seen.clear();
    }

    /// Judges the next candidate of the source.
    pub fn judge(&self, traits: &Traits) -> Judgement {
        let found = match self.answers.is_empty() {
            true => self.index.find(traits, &|_, _| None),
            false => {
                let candidate = fingerprint(traits.view());
                self.index.find(traits, &|found, view| {
                    self.answers
                        .settle(candidate, found.paper, fingerprint(view))
                })
            }
        };
        match found {
            None => Judgement::New,
            Some(found) if !found.is_same => Judgement::Possible {
                paper: found.paper,
                grounds: found.grounds,
                fingerprint: fingerprint(self.index.view(found.number)),
            },
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

    /// Says that a candidate came in as a paper of its own.
    pub fn came_in(&mut self, paper: PaperRef, traits: &Traits) {
        self.seen.insert(paper);
        self.index.add(paper, false, traits);
    }

    /// Says that a candidate was a paper that is here: a later one may share only what this one brings.
    pub fn was_here(&mut self, met: Met, traits: &Traits) {
        self.seen.insert(met.paper);
        let known = self.index.view(met.number);
        let brings_more = (known.title == 0 && traits.title != 0)
            || (known.families.is_empty() && !traits.families.is_empty())
            || (known.abstract_key.is_none() && traits.abstract_key.is_some());
        let is_unknown = |identifier: &u64| !self.index.has_identifier(*identifier);
        if brings_more || traits.identifiers.iter().any(is_unknown) {
            self.index.add(met.paper, met.is_dropped, traits);
        }
    }

    /// Says that a possible duplicate is a paper that is here, because the person says so: what looks like
    /// either is that paper from now on.
    pub fn is_same(&mut self, paper: PaperRef, traits: &Traits) {
        // Later imports learn it from the answer, and whether that paper is dropped from the library.
        self.is_lasting = false;
        self.seen.insert(paper);
        self.index.add(paper, false, traits);
    }

    /// Returns a mark to come back to.
    pub fn mark(&self) -> u32 {
        self.index.len()
    }

    /// Forgets what came in since the mark.
    pub fn take_back_to(&mut self, mark: u32) {
        self.index.take_back_to(mark);
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
    other_paper: Option<PaperId>,
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
            let paper = PaperId(row.get(0)?);
            let other: Option<i64> = row.get(1)?;
            let (fingerprint, other_fingerprint) = (row.get(2)?, row.get(3)?);
            let is_same = row.get(4)?;
            let other_paper = match is_same {
                // Both are this paper.
                true => Some(paper),
                false => other.map(PaperId),
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
        other_paper: Option<PaperId>,
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
                    || answer.other_paper.map(PaperRef::Kept) == Some(paper)
            })
            .map(|answer| answer.is_same)
    }
}
