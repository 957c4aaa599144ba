//! Titles, abstracts and authors of papers, and what the person decided about them: what likeness is found by.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use offprint_formats::fields::author::Author;

use crate::change::ChangeSeq;
use crate::error::Result;
use crate::paper::PaperId;
use crate::snapshot::Snapshot;
use crate::state::State;

/// What a paper is about, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperText {
    /// Which paper.
    pub paper: PaperId,
    /// Its title; empty where it has none.
    pub title: String,
    /// Its abstract; empty where it has none.
    pub abstract_text: String,
    /// The authors' names, in order.
    pub authors: Vec<String>,
}

/// What the person made of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Starred, or in a state of those that are read or to be read.
    Kept,
    /// Dropped, and not starred.
    Dropped,
    /// In the inbox.
    Undecided,
}

/// What was made of a paper, and with which change it came.
struct NewestMark {
    paper: PaperId,
    arrival: ChangeSeq,
    verdict: Verdict,
}

impl Snapshot {
    /// Returns what these papers are about, in their order; those that are not there are left out.
    pub fn texts_of(&self, papers: &[PaperId]) -> Result<Vec<PaperText>> {
        let mut texts = Vec::with_capacity(papers.len());
        for chunk in papers.chunks(500) {
            // The ids are our own numbers, so they may stand in the statement.
            let list: Vec<String> = chunk.iter().map(|paper| paper.0.to_string()).collect();
            let list = list.join(", ");
            let mut authors = self.authors_of(&list)?;
            let sql = format!(
                "SELECT id, title, coalesce(abstract, '') FROM papers WHERE id IN ({list})"
            );
            let mut select = self.db().prepare(&sql)?;
            let mut found: HashMap<i64, PaperText> = select
                .query_map([], |row| {
                    let id: i64 = row.get(0)?;
                    let names = authors.remove(&id).unwrap_or_default();
                    let text = PaperText {
                        paper: PaperId(id),
                        title: row.get(1)?,
                        abstract_text: row.get(2)?,
                        authors: names.iter().map(Author::display).collect(),
                    };
                    Ok((id, text))
                })?
                .collect::<rusqlite::Result<_>>()?;
            texts.extend(chunk.iter().filter_map(|paper| found.remove(&paper.0)));
        }
        Ok(texts)
    }

    /// Returns the newest papers about which the person decided, at most `n_decided`, and the newest others, at most
    /// `n_undecided`; those in the trash are in neither.
    pub fn verdicts(
        &self,
        n_decided: usize,
        n_undecided: usize,
    ) -> Result<Vec<(PaperId, Verdict)>> {
        let most = i64::try_from(n_decided).unwrap_or(i64::MAX);
        let mut decided = Vec::new();
        // Each state along its index: where few papers are decided, a large inbox is not looked through for them.
        for state in State::ALL {
            decided.extend(match state {
                State::Inbox => self.newest_marks(
                    "marks INDEXED BY marks_starred WHERE starred = 1 AND state = ?1",
                    state,
                    most,
                )?,
                State::Queued | State::Reading | State::Read | State::Skimmed | State::Dropped => {
                    self.newest_marks("marks WHERE state = ?1", state, most)?
                }
            });
        }
        decided.sort_unstable_by_key(|mark| (Reverse(mark.arrival), mark.paper));
        decided.truncate(n_decided);
        let undecided = self.newest_marks(
            "marks WHERE starred = 0 AND state = ?1",
            State::Inbox,
            i64::try_from(n_undecided).unwrap_or(i64::MAX),
        )?;
        let marks = decided.into_iter().chain(undecided);
        Ok(marks.map(|mark| (mark.paper, mark.verdict)).collect())
    }

    /// Returns the newest papers of a state; those in the trash are not among them.
    fn newest_marks(&self, from: &str, state: State, most: i64) -> Result<Vec<NewestMark>> {
        let sql = format!(
            "SELECT paper_id, arrival, starred FROM {from} AND paper_id NOT IN (SELECT paper_id FROM trash)
             ORDER BY arrival DESC, paper_id LIMIT ?2"
        );
        let mut select = self.db().prepare_cached(&sql)?;
        let marks = select.query_map((state.name(), most), |row| {
            let verdict = match (row.get(2)?, state) {
                (true, _) => Verdict::Kept,
                (false, State::Inbox) => Verdict::Undecided,
                (false, State::Dropped) => Verdict::Dropped,
                (false, State::Queued | State::Reading | State::Read | State::Skimmed) => {
                    Verdict::Kept
                }
            };
            Ok(NewestMark {
                paper: PaperId(row.get(0)?),
                arrival: row.get(1)?,
                verdict,
            })
        })?;
        Ok(marks.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the papers whose title, abstract or authors a change with a higher number edited.
    pub fn facts_edited_since(&self, seq: ChangeSeq) -> Result<BTreeSet<PaperId>> {
        let mut select = self.db().prepare_cached(
            "SELECT DISTINCT paper_id FROM edits
             WHERE seq > ?1 AND tbl IN ('papers', 'authors') AND paper_id IS NOT NULL",
        )?;
        let papers = select.query_map([seq], |row| row.get(0).map(PaperId))?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the papers of which it is open whether they are the same as this one, oldest question first.
    pub fn possible_duplicates(&self, paper: PaperId) -> Result<Vec<PaperId>> {
        let mut select = self.db().prepare_cached(
            "SELECT other FROM (SELECT id, other_paper_id AS other FROM questions WHERE paper_id = ?1
                 UNION ALL SELECT id, paper_id FROM questions WHERE other_paper_id = ?1)
             WHERE other NOT IN (SELECT paper_id FROM trash) ORDER BY id",
        )?;
        let papers = select.query_map([paper.0], |row| row.get(0).map(PaperId))?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }
}
