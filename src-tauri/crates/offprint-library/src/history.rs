//! The history: what happened, what undo and redo would do, and the doing of it.

mod doubles;
mod left;
mod standing;
pub(crate) mod stored;
pub(crate) mod undo;

use offprint_platform::clock::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::change::{Actor, ChangeKind, ChangeSeq};
use crate::error::Result;
pub use crate::history::left::{Left, LeftPart};
use crate::history::stored::Facts;
pub use crate::history::undo::{Undone, WhatToUndo};
use crate::paper::PaperId;
use crate::state::State;

/// One row of the history. The saves of one editing session of a note are one row, with the newest's number.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    /// Its place.
    pub seq: ChangeSeq,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub by: Actor,
    /// What it was.
    pub kind: ChangeKind,
    /// How many papers it touched.
    pub n_papers: usize,
    /// The title, where it touched one paper.
    pub title: Option<String>,
    /// The other title, where it was about two papers.
    pub other_title: Option<String>,
    /// The state set.
    pub to: Option<State>,
    /// Whether a star was set or taken off.
    pub is_starred: Option<bool>,
    /// Tags added; of a renaming the new name.
    pub tags_added: Vec<String>,
    /// Tags taken off; of a renaming the old name.
    pub tags_removed: Vec<String>,
    /// The saved views that are there since, and those that were changed.
    pub views_added: Vec<String>,
    /// The saved views that are there no more, and those that were changed.
    pub views_removed: Vec<String>,
    /// The sources imported, or the folder.
    pub sources: Vec<String>,
    /// The ids of the imports that it brought.
    pub imports: Vec<String>,
    /// How many papers an import added.
    pub n_added: Option<usize>,
    /// The day until which papers are hidden, or on which they are due.
    pub day: Option<String>,
    /// The planned size of the queue.
    pub size: Option<u32>,
    /// The change that it took back or brought back.
    pub undoes: Option<ChangeSeq>,
    /// The undo of it that stands.
    pub undone_by: Option<ChangeSeq>,
}

/// Which changes to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Only those that touched it.
    pub paper: Option<PaperId>,
    /// Only those of one of these kinds; empty means any.
    pub kinds: Vec<ChangeKind>,
    /// Only those that it made.
    pub by: Option<Actor>,
}

impl HistoryFilter {
    /// Returns what touched a paper.
    pub fn of_paper(paper: PaperId) -> Self {
        Self {
            paper: Some(paper),
            ..Self::default()
        }
    }

    /// Returns the values of [`IS_MEANT`], in their order.
    fn values(&self) -> (Option<i64>, Option<String>, Option<&'static str>) {
        let names: Vec<&str> = self.kinds.iter().map(|kind| kind.name()).collect();
        // Names hold neither quotation marks nor backslashes.
        let kinds = (!names.is_empty()).then(|| format!("[\"{}\"]", names.join("\",\"")));
        let by = self.by.map(Actor::name);
        (self.paper.map(|paper| paper.0), kinds, by)
    }
}

const COLUMNS: &str = "seq, at, by, kind, facts, n_papers, undoes, undone_by";

/// Of the saves of one session, only the newest stands for all.
const IS_NEWEST_OF_SESSION: &str = "(session IS NULL OR seq = (SELECT max(s.seq) FROM changes s
    WHERE s.session = changes.session AND (s.undone_by IS NULL) = (changes.undone_by IS NULL)))";

/// Of one paper, if `?1` names one; of the kinds in the list `?2` and by `?3`, where these are given.
const IS_MEANT: &str = "(?1 IS NULL
    OR seq IN (SELECT seq FROM edits WHERE paper_id = ?1)
    OR seq IN (SELECT i.seq FROM sightings s JOIN imports i ON i.id = s.import_id WHERE s.paper_id = ?1)
    OR undoes IN (SELECT seq FROM edits WHERE paper_id = ?1))
    AND (?2 IS NULL OR kind IN (SELECT value FROM json_each(?2))) AND (?3 IS NULL OR by = ?3)";

fn read_row(row: &Row<'_>) -> rusqlite::Result<HistoryRow> {
    let facts = Facts::from_json(row.get_ref(4)?.as_str().unwrap_or("{}"));
    let kind = row
        .get_ref(3)?
        .as_str()
        .ok()
        .and_then(ChangeKind::from_name);
    Ok(HistoryRow {
        seq: row.get(0)?,
        at: Timestamp::from_millis(row.get(1)?),
        by: Actor::from_name(row.get_ref(2)?.as_str().unwrap_or_default()),
        // A kind that only a newer Offprint knows cannot be here: its schema would be newer.
        kind: kind.unwrap_or(ChangeKind::Undo),
        n_papers: row.get::<_, i64>(5)?.try_into().unwrap_or(0),
        title: facts.title,
        other_title: facts.other_title,
        to: facts.to,
        is_starred: facts.is_starred,
        tags_added: facts.tags_added,
        tags_removed: facts.tags_removed,
        views_added: facts.views_added,
        views_removed: facts.views_removed,
        sources: facts.sources,
        imports: facts.imports,
        n_added: facts.n_added,
        day: facts.day,
        size: facts.size,
        undoes: row.get(6)?,
        undone_by: row.get(7)?,
    })
}

/// Returns how many changes there are.
pub(crate) fn count(db: &Connection, filter: &HistoryFilter) -> Result<usize> {
    let sql = format!("SELECT count(*) FROM changes WHERE {IS_NEWEST_OF_SESSION} AND {IS_MEANT}");
    let total: i64 = db
        .prepare_cached(&sql)?
        .query_row(filter.values(), |row| row.get(0))?;
    Ok(total as usize)
}

/// Returns changes newest first.
pub(crate) fn rows(
    db: &Connection,
    filter: &HistoryFilter,
    from_row: usize,
    n_rows: usize,
) -> Result<Vec<HistoryRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM changes WHERE {IS_NEWEST_OF_SESSION} AND {IS_MEANT}
         ORDER BY seq DESC LIMIT ?4 OFFSET ?5"
    );
    let mut select = db.prepare_cached(&sql)?;
    let (paper, kinds, by) = filter.values();
    let values = (paper, kinds, by, n_rows as i64, from_row as i64);
    let rows = select.query_map(values, read_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns one change.
pub(crate) fn row(db: &Connection, seq: ChangeSeq) -> Result<Option<HistoryRow>> {
    let sql = format!("SELECT {COLUMNS} FROM changes WHERE seq = ?1");
    Ok(db
        .prepare_cached(&sql)?
        .query_row([seq], read_row)
        .optional()?)
}

/// Returns the newest standing change that the person made: what undo would take back.
pub(crate) fn next_undo(db: &Connection) -> Result<Option<HistoryRow>> {
    newest(
        db,
        "kind NOT IN ('undo', 'redo') AND undone_by IS NULL AND by <> 'watcher'",
    )
}

/// Returns the newest standing undo, if no newer change by the person stands: what redo would bring back.
pub(crate) fn next_redo(db: &Connection) -> Result<Option<HistoryRow>> {
    let Some(undo) = newest(db, "kind = 'undo' AND undone_by IS NULL")? else {
        return Ok(None);
    };
    let has_newer = next_undo(db)?.is_some_and(|change| change.seq > undo.seq);
    Ok((!has_newer).then_some(undo))
}

fn newest(db: &Connection, condition: &str) -> Result<Option<HistoryRow>> {
    let sql = format!("SELECT {COLUMNS} FROM changes WHERE {condition} ORDER BY seq DESC LIMIT 1");
    Ok(db
        .prepare_cached(&sql)?
        .query_row([], read_row)
        .optional()?)
}
