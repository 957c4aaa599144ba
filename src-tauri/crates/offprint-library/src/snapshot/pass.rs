//! A pass of triage: the papers that wait for a decision, and those that got theirs in this pass.

use std::collections::HashSet;

use offprint_platform::clock::Day;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::change::ChangeSeq;
use crate::error::Result;
use crate::paper::{PaperId, Uid};
use crate::snapshot::Snapshot;
use crate::snapshot::rows::{Filter, IS_SNOOZED, Snoozed, Sort};
use crate::state::State;

/// One paper of a pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassPaper {
    /// The local number.
    pub id: PaperId,
    /// The id that people use.
    pub uid: Uid,
    /// Where it stands now.
    pub state: State,
    /// Whether it is hidden until a day that has not come.
    pub is_snoozed: bool,
}

impl PassPaper {
    /// Says whether it waits for a decision.
    pub fn is_undecided(&self) -> bool {
        self.state == State::Inbox && !self.is_snoozed
    }
}

/// One pass of triage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// Its papers, in order.
    pub papers: Vec<PassPaper>,
    /// How many undecided ones there are beyond it.
    pub n_more: usize,
}

/// A part of a pass as a condition, and what is bound in it.
struct Part {
    condition: String,
    values: Vec<Value>,
}

impl Snapshot {
    /// Returns one pass of triage of at most `most` papers, in the order of `sort`; those in the trash are in none.
    ///
    /// It holds the undecided ones of `filter`, whose states do not matter; with `since` also those
    /// that left the inbox, or were snoozed, by a change with a higher number. What else an import added
    /// only fills the room that is left: else papers decided long ago would keep the others out for ever.
    ///
    /// Errors: an import that is not there, or whose id begins several; those of reading the library.
    pub fn pass(
        &self,
        filter: &Filter,
        since: Option<ChangeSeq>,
        sort: Sort,
        today: Day,
        most: usize,
    ) -> Result<Pass> {
        let scope = Filter {
            states: Vec::new(),
            is_trashed: false,
            snoozed: Snoozed::Shown,
            ..filter.clone()
        };
        let today = Value::Text(today.to_string());
        let undecided = format!("(m.state = 'inbox' AND NOT ({IS_SNOOZED}))");
        let mut papers = Vec::new();
        if let Some(since) = since {
            // Each list of edits is asked for once: one that looked at the row outside would be asked for each paper.
            const CHANGED: &str =
                "SELECT paper_id FROM edits WHERE seq > ? AND tbl = 'marks' AND kind = 'row'";
            let decided_since = Part {
                condition: format!(
                    "NOT {undecided}
                     AND (m.paper_id IN ({CHANGED} AND before ->> 'state' = 'inbox')
                          OR (m.state = 'inbox' AND m.paper_id IN ({CHANGED} AND after ->> 'snoozed_until' IS NOT NULL)))"
                ),
                values: vec![
                    today.clone(),
                    Value::Integer(since),
                    Value::Integer(since),
                ],
            };
            papers.extend(self.ids_of_part(&scope, sort, &decided_since, most)?);
        }
        let waiting = Part {
            condition: undecided.clone(),
            values: vec![today.clone()],
        };
        let room = most - papers.len();
        let first = self.ids_of_part(&scope, sort, &waiting, room)?;
        let n_more = self
            .count_of_part(&scope, &waiting)?
            .saturating_sub(first.len());
        papers.extend(first);
        if let Some(import) = &scope.import
            && papers.len() < most
        {
            let added = Part {
                condition: format!(
                    "NOT {undecided} AND m.paper_id IN (SELECT paper_id FROM sightings
                         WHERE import_id = ? AND outcome IN ('new', 'possible'))"
                ),
                values: vec![today.clone(), Value::Integer(self.resolve_import(import)?)],
            };
            let known: HashSet<PaperId> = papers.iter().copied().collect();
            let added = self.ids_of_part(&scope, sort, &added, most)?.into_iter();
            let room = most - papers.len();
            papers.extend(added.filter(|paper| !known.contains(paper)).take(room));
        }
        Ok(Pass {
            papers: self.pass_papers(&papers, sort, &today)?,
            n_more,
        })
    }

    fn ids_of_part(
        &self,
        scope: &Filter,
        sort: Sort,
        part: &Part,
        most: usize,
    ) -> Result<Vec<PaperId>> {
        let query = self.query(scope, sort)?;
        // What a search found is joined below, so until then none of the others may be cut off.
        let limit = match scope.among {
            None => i64::try_from(most).unwrap_or(i64::MAX),
            Some(_) => -1,
        };
        let sql = format!(
            "SELECT m.paper_id {} AND {} ORDER BY {} LIMIT {limit}",
            query.from, part.condition, query.order
        );
        let mut select = self.db().prepare_cached(&sql)?;
        // The part stands behind the conditions of the filter, and so do its values.
        let values = query.values.iter().chain(&part.values);
        let ids = select.query_map(params_from_iter(values), |row| Ok(PaperId(row.get(0)?)))?;
        let ids: Vec<PaperId> = ids.collect::<rusqlite::Result<_>>()?;
        Ok(match &scope.among {
            None => ids,
            Some(among) => {
                let among: HashSet<PaperId> = among.iter().copied().collect();
                let is_found = |paper: &PaperId| among.contains(paper);
                ids.into_iter().filter(is_found).take(most).collect()
            }
        })
    }

    fn count_of_part(&self, scope: &Filter, part: &Part) -> Result<usize> {
        if scope.among.is_some() {
            return Ok(self
                .ids_of_part(scope, Sort::Added, part, usize::MAX)?
                .len());
        }
        let query = self.query(scope, Sort::Added)?;
        let sql = format!("SELECT count(*) {} AND {}", query.from, part.condition);
        let values = query.values.iter().chain(&part.values);
        let n: i64 = self
            .db()
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    fn pass_papers(&self, papers: &[PaperId], sort: Sort, today: &Value) -> Result<Vec<PassPaper>> {
        let query = self.query(&Filter::default(), sort)?;
        // The ids are our own numbers, so they may stand in the statement.
        let list: Vec<String> = papers.iter().map(|paper| paper.0.to_string()).collect();
        let sql = format!(
            "SELECT m.paper_id, (SELECT uid FROM papers WHERE id = m.paper_id), m.state, {IS_SNOOZED}
             {} AND m.paper_id IN ({}) ORDER BY {}",
            query.from,
            list.join(", "),
            query.order
        );
        let mut select = self.db().prepare(&sql)?;
        let papers = select.query_map([today], |row| {
            let state = row.get_ref(2)?.as_str().ok().and_then(State::from_name);
            Ok(PassPaper {
                id: PaperId(row.get(0)?),
                uid: Uid::from_database(row.get(1)?),
                state: state.unwrap_or(State::Inbox),
                is_snoozed: row.get(3)?,
            })
        })?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }
}
