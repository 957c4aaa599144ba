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

impl Snapshot {
    /// Returns the papers of one pass of triage, in the order of `sort`; those in the trash are in none.
    ///
    /// They are the undecided ones of `filter`, whose states do not matter; with `since` also those
    /// that left the inbox, or were snoozed, by a change with a higher number; of an import all that it added.
    ///
    /// Errors: an import that is not there, or whose id begins several; those of reading the library.
    pub fn pass(
        &self,
        filter: &Filter,
        since: Option<ChangeSeq>,
        sort: Sort,
        today: Day,
    ) -> Result<Vec<PassPaper>> {
        let scope = Filter {
            states: Vec::new(),
            is_trashed: false,
            snoozed: Snoozed::Shown,
            ..filter.clone()
        };
        let query = self.query(&scope, sort)?;
        let mut values = query.values;
        // The clauses below stand behind those of the filter, and so do their values.
        let today = today.to_string();
        let mut of_pass = vec![format!("(m.state = 'inbox' AND NOT ({IS_SNOOZED}))")];
        values.push(Value::Text(today.clone()));
        if let Some(since) = since {
            of_pass.push(
                "m.paper_id IN (SELECT paper_id FROM edits WHERE seq > ? AND tbl = 'marks' AND kind = 'row'
                     AND (before ->> 'state' = 'inbox' OR (m.state = 'inbox' AND after ->> 'snoozed_until' IS NOT NULL)))"
                    .to_owned(),
            );
            values.push(Value::Integer(since));
        }
        if let Some(import) = &scope.import {
            of_pass.push(
                "m.paper_id IN (SELECT paper_id FROM sightings
                     WHERE import_id = ? AND outcome IN ('new', 'possible'))"
                    .to_owned(),
            );
            values.push(Value::Integer(self.resolve_import(import)?));
        }
        let sql = format!(
            "SELECT m.paper_id, (SELECT uid FROM papers WHERE id = m.paper_id), m.state, m.snoozed_until
             {} AND ({}) ORDER BY {}",
            query.from,
            of_pass.join(" OR "),
            query.order
        );
        let mut select = self.db().prepare_cached(&sql)?;
        let papers = select.query_map(params_from_iter(values), |row| {
            let state = row.get_ref(2)?.as_str().ok().and_then(State::from_name);
            let state = state.unwrap_or(State::Inbox);
            let until: Option<String> = row.get(3)?;
            Ok(PassPaper {
                id: PaperId(row.get(0)?),
                uid: Uid::from_database(row.get(1)?),
                state,
                is_snoozed: matches!(state, State::Inbox | State::Queued)
                    && until.is_some_and(|until| until > today),
            })
        })?;
        let papers: Vec<PassPaper> = papers.collect::<rusqlite::Result<_>>()?;
        Ok(match &scope.among {
            None => papers,
            Some(among) => {
                let among: HashSet<PaperId> = among.iter().copied().collect();
                papers
                    .into_iter()
                    .filter(|paper| among.contains(&paper.id))
                    .collect()
            }
        })
    }
}
