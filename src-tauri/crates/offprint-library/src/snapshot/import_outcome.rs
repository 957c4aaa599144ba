//! What became of the papers that an import added.

use std::collections::HashMap;

use offprint_platform::clock::Day;
use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::history::undo::marked_since_arrival;
use crate::snapshot::Snapshot;
use crate::state::State;

/// Where the papers of an import stand now. Together: all that it added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// How many it added.
    pub added: usize,
    /// How many have each state, without those that are hidden until a day or in the trash.
    pub by_state: HashMap<State, usize>,
    /// Inbox and queued ones that are hidden until a day.
    pub snoozed: usize,
    /// Those in the trash.
    pub trash: usize,
    /// Those that are here no more: merged into others, or emptied from the trash.
    pub gone: usize,
    /// Those that carry a mark of the person's.
    pub marked: usize,
}

/// Where one paper of an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportedPaper {
    /// Its state.
    pub state: State,
    /// Whether it is hidden until a day.
    pub is_snoozed: bool,
    /// Whether it is in the trash.
    pub is_trashed: bool,
}

impl Snapshot {
    /// Returns what became of the papers of an import; none where it is not there.
    ///
    /// Errors: those of reading the library.
    pub fn import_outcome(&self, uid: &str, today: Day) -> Result<Option<ImportOutcome>> {
        let found: Option<(i64, i64)> = self
            .db()
            .prepare_cached("SELECT id, n_added FROM imports WHERE uid = ?1")?
            .query_row([uid], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((import, n_added)) = found else {
            return Ok(None);
        };
        let papers = self.papers_added(import, today)?;
        let mut outcome = ImportOutcome {
            added: (n_added as usize).max(papers.len()),
            ..ImportOutcome::default()
        };
        for paper in &papers {
            match (paper.is_trashed, paper.is_snoozed) {
                (true, _) => outcome.trash += 1,
                (false, true) => outcome.snoozed += 1,
                (false, false) => *outcome.by_state.entry(paper.state).or_default() += 1,
            }
        }
        outcome.gone = outcome.added - papers.len();
        // The number is our own, so it may stand in the statement.
        let added =
            format!("SELECT paper_id FROM sightings WHERE import_id = {import} AND {ADDED}");
        outcome.marked = marked_since_arrival(self.db(), &added)?.len();
        Ok(Some(outcome))
    }

    /// Returns where each paper that an import added stands, in the order of its source.
    ///
    /// Errors: those of reading the library, and an import that is not there.
    pub fn import_papers(&self, uid: &str, today: Day) -> Result<Vec<ImportedPaper>> {
        let import = self.resolve_import(uid)?;
        self.papers_added(import, today)
    }

    fn papers_added(&self, import: i64, today: Day) -> Result<Vec<ImportedPaper>> {
        let mut select = self.db().prepare_cached(&format!(
            "SELECT m.state, m.snoozed_until, m.paper_id IN (SELECT paper_id FROM trash)
             FROM (SELECT paper_id, min(position) AS position FROM sightings
                   WHERE import_id = ?1 AND {ADDED} GROUP BY paper_id) s
                 JOIN marks m ON m.paper_id = s.paper_id
             ORDER BY s.position"
        ))?;
        let today = today.to_string();
        let papers = select.query_map([import], |row| {
            let state = row.get_ref(0)?.as_str().ok().and_then(State::from_name);
            let state = state.unwrap_or(State::Inbox);
            let until: Option<String> = row.get(1)?;
            Ok(ImportedPaper {
                state,
                is_snoozed: matches!(state, State::Inbox | State::Queued)
                    && until.is_some_and(|until| until > today),
                is_trashed: row.get(2)?,
            })
        })?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }
}

/// What an import added, among its sightings.
const ADDED: &str = "outcome IN ('new', 'possible')";
