//! Titles, abstracts and authors of papers, and what the person decided about them: what likeness is found by.

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
        let mut select = self.db().prepare_cached(
            "SELECT paper_id, state, starred FROM (SELECT paper_id, state, starred FROM marks
                 WHERE (state <> 'inbox' OR starred = 1) AND paper_id NOT IN (SELECT paper_id FROM trash)
                 ORDER BY arrival DESC, paper_id LIMIT ?1)
             UNION ALL
             SELECT paper_id, state, starred FROM (SELECT paper_id, state, starred FROM marks
                 WHERE state = 'inbox' AND starred = 0 AND paper_id NOT IN (SELECT paper_id FROM trash)
                 ORDER BY arrival DESC, paper_id LIMIT ?2)",
        )?;
        let most = [n_decided, n_undecided].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
        let verdicts = select.query_map(most, |row| {
            let state = row.get_ref(1)?.as_str().ok().and_then(State::from_name);
            let verdict = match (row.get(2)?, state.unwrap_or(State::Inbox)) {
                (true, _) => Verdict::Kept,
                (false, State::Inbox) => Verdict::Undecided,
                (false, State::Dropped) => Verdict::Dropped,
                (false, State::Queued | State::Reading | State::Read | State::Skimmed) => {
                    Verdict::Kept
                }
            };
            Ok((PaperId(row.get(0)?), verdict))
        })?;
        Ok(verdicts.collect::<rusqlite::Result<_>>()?)
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
