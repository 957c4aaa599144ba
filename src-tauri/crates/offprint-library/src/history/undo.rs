//! Undo turns the edits of a change round; redo turns those of an undo round.
//!
//! An edit is turned round only where its row still is as the change left it. Where later work differs,
//! the row is left and counted. An undone import keeps the papers that the person worked on or that
//! another import shows; what it takes out is stored whole, so that redo brings back the same rows.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use crate::change::apply::Effect;
use crate::change::apply::Recorder;
use crate::change::edit::{self, Columns, Edit, Which};
use crate::change::editor::{Editor, read_row};
use crate::change::trash;
use crate::change::{Actor, ChangeKind, ChangeSeq, Oversight};
use crate::error::{Error, Result};
use crate::history::doubles::came_again;
use crate::history::left::Left;
use crate::history::standing::may_stand;
use crate::history::stored::Facts;
use crate::history::{self, HistoryRow};
use crate::library::Library;
use crate::paper::{PaperId, Uid, uid_of};
use crate::store::tables::{
    self, IMPORTS, LEFT_OUT, PAPERS, PASTED_TEXTS, REJECTIONS, Refers, SIGHTINGS, TRASH, Table,
};

/// Which change to take back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhatToUndo {
    /// The newest standing change that the person made.
    Newest,
    /// This one, with its session.
    Change(ChangeSeq),
    /// The change that brought the import with this id, or whose id begins so.
    Import(String),
    /// These, the newest first, and all or nothing. Those that are undone already stay so.
    Each(Vec<ChangeSeq>),
    /// All that happened from this change on, whoever did it: the newest first, and all or nothing.
    Since(ChangeSeq),
    /// The same up to another change, with which it ends: what came later stays.
    Between(ChangeSeq, ChangeSeq),
}

/// What came of an undo or a redo.
#[derive(Clone, Debug, PartialEq)]
pub struct Undone {
    /// The rows of history that the undo or redo is, in their order; there is one at least.
    pub seqs: Vec<ChangeSeq>,
    /// The change that was taken back or brought back; of several the oldest.
    pub change: HistoryRow,
    /// How many changes were taken back or brought back.
    pub n_changes: usize,
    /// Papers that an undone import keeps, by rule.
    pub n_kept: usize,
    /// Papers that an undone import took out.
    pub n_removed: usize,
    /// What later work made different, and was left as it is.
    pub left: Left,
    /// The sources whose import was taken back.
    pub sources: Vec<String>,
    /// One paper that it was about and that is there.
    pub paper: Option<Uid>,
}

/// What came of turning edits round.
#[derive(Default)]
pub(crate) struct Tally {
    n_kept: usize,
    n_removed: usize,
    left: Left,
    papers: BTreeSet<PaperId>,
    /// Papers whose own row was taken out, with those that could not be.
    taken_out: Vec<i64>,
}

impl Library {
    /// Takes a change back. With `takes_marked`, an undone import takes out also what the person worked on.
    ///
    /// Errors: [`Error::NothingToUndo`] where nothing stands, [`Error::NoSuchChange`] for one that is not
    /// there, [`Error::Conflict`] where later work differs in all that it touched, [`Error::AmbiguousId`] for an import id that begins several; those of [`Library::apply`].
    pub fn undo(
        &self,
        what: &WhatToUndo,
        takes_marked: bool,
        by: Actor,
        oversight: &dyn Oversight,
    ) -> Result<Undone> {
        let mut undone = None;
        self.write_all(by, oversight, |recorder| {
            undone = Some(undo_all(recorder, what, takes_marked, oversight)?);
            Ok(())
        })?;
        Ok(undone.expect("something was taken back, or an error was returned"))
    }

    /// Tells what [`Library::undo`] would do and what it would leave, by doing it and leaving nothing of that.
    ///
    /// Errors: those of [`Library::undo`].
    pub fn would_undo(
        &self,
        what: &WhatToUndo,
        takes_marked: bool,
        oversight: &dyn Oversight,
    ) -> Result<Undone> {
        self.try_out(oversight, |recorder| {
            undo_all(recorder, what, takes_marked, oversight)
        })
    }

    /// Brings back what was last taken back, while no newer change by the person stands.
    ///
    /// Errors: [`Error::NothingToUndo`] where there is none; those of [`Library::apply`].
    pub fn redo(&self, by: Actor, oversight: &dyn Oversight) -> Result<Undone> {
        let mut outcome = None;
        self.write(Some(ChangeKind::Redo), by, oversight, |editor, seq| {
            let undo = history::next_redo(editor.db())?.ok_or(Error::NothingToUndo)?;
            let (undone, effect) = bring_back(editor, &undo, seq)?;
            outcome = Some(undone);
            Ok(effect)
        })?;
        Ok(outcome.expect("the rule ran, or its error was returned"))
    }
}

fn undo_all(
    recorder: &mut Recorder<'_>,
    what: &WhatToUndo,
    takes_marked: bool,
    oversight: &dyn Oversight,
) -> Result<Undone> {
    match what {
        WhatToUndo::Newest | WhatToUndo::Change(_) | WhatToUndo::Import(_) => {
            let target = find(recorder.db, what)?;
            let mut outcome = None;
            recorder.record(ChangeKind::Undo, |editor, seq| {
                let (undone, effect) = turn(editor, target, seq, takes_marked)?;
                outcome = Some(undone);
                Ok(effect)
            })?;
            Ok(outcome.expect("the rule ran, or its error was returned"))
        }
        WhatToUndo::Each(seqs) => {
            let newest_first: BTreeSet<_> = seqs.iter().copied().map(Reverse).collect();
            let seqs = newest_first.into_iter().map(|Reverse(seq)| seq).collect();
            undo_several(recorder, seqs, takes_marked, oversight)
        }
        WhatToUndo::Since(first) => {
            required(recorder.db, Some(*first))?;
            let seqs = seqs_to_turn(recorder.db, *first, ChangeSeq::MAX)?;
            undo_several(recorder, seqs, takes_marked, oversight)
        }
        WhatToUndo::Between(first, last) => {
            required(recorder.db, Some(*first))?;
            let seqs = seqs_to_turn(recorder.db, *first, *last)?;
            undo_several(recorder, seqs, takes_marked, oversight)
        }
    }
}

/// Turns changes round in the order given: what was done is undone, and what was undone is brought back. Each becomes
/// a row of history of its own, so that redo goes forward step by step.
///
/// What later work outside of them made different is left.
fn undo_several(
    recorder: &mut Recorder<'_>,
    seqs: Vec<ChangeSeq>,
    takes_marked: bool,
    oversight: &dyn Oversight,
) -> Result<Undone> {
    let mut outcome: Option<Undone> = None;
    let mut conflict = None;
    let mut in_conflict = Left::default();
    let n_all = seqs.len();
    for (n_done, seq) in seqs.into_iter().enumerate() {
        if oversight.is_cancelled() {
            return Err(Error::Cancelled);
        }
        oversight.progress(n_done, n_all);
        let target = required(recorder.db, Some(seq))?;
        if target.undone_by.is_some() {
            continue;
        }
        let turned = recorder.attempt(ChangeKind::Undo, |editor, seq| {
            let (undone, effect) = turn(editor, target, seq, takes_marked)?;
            outcome = Some(match outcome.take() {
                None => undone,
                Some(before) => before.and_then(undone),
            });
            Ok(effect)
        });
        match turned {
            Ok(()) => {}
            Err(Error::Conflict { seq, left }) => {
                in_conflict.extend(left);
                conflict = Some(seq);
            }
            Err(error) => return Err(error),
        }
    }
    match (outcome, conflict) {
        (Some(mut undone), _) => {
            undone.left.extend(in_conflict);
            Ok(undone)
        }
        (None, Some(seq)) => Err(Error::Conflict {
            seq,
            left: in_conflict,
        }),
        (None, None) => Err(Error::NothingToUndo),
    }
}

impl Undone {
    /// Joins it with one that came after it, of an older change.
    fn and_then(self, older: Undone) -> Undone {
        Undone {
            seqs: [self.seqs, older.seqs].concat(),
            n_changes: self.n_changes + older.n_changes,
            n_kept: self.n_kept + older.n_kept,
            n_removed: self.n_removed + older.n_removed,
            left: self.left.and(older.left),
            sources: [self.sources, older.sources].concat(),
            paper: older.paper.or(self.paper),
            ..older
        }
    }
}

/// Turns a row of history round: an undo is undone by redoing, a redo by undoing what it brought back.
fn turn(
    editor: &mut Editor<'_>,
    target: HistoryRow,
    seq: ChangeSeq,
    takes_marked: bool,
) -> Result<(Undone, Effect)> {
    match target.kind {
        ChangeKind::Undo => {
            editor
                .db()
                .execute("UPDATE changes SET kind = 'redo' WHERE seq = ?1", [seq])?;
            bring_back(editor, &target, seq)
        }
        ChangeKind::Redo => {
            let undo = required(editor.db(), target.undoes)?;
            let change = required(editor.db(), undo.undoes)?;
            if change.undone_by.is_some() {
                return Err(Error::NothingToUndo);
            }
            take_back(editor, change, seq, takes_marked)
        }
        ChangeKind::Import
        | ChangeKind::AddPaper
        | ChangeKind::EditPaper
        | ChangeKind::SetState
        | ChangeKind::SetStar
        | ChangeKind::EditTags
        | ChangeKind::RenameTag
        | ChangeKind::DeleteTag
        | ChangeKind::SetWhy
        | ChangeKind::SetNote
        | ChangeKind::PlaceInQueue
        | ChangeKind::Trash
        | ChangeKind::PutBack
        | ChangeKind::EmptyTrash
        | ChangeKind::SetCitationKey
        | ChangeKind::AnswerDuplicate
        | ChangeKind::TakeBackAnswer
        | ChangeKind::Merge
        | ChangeKind::Split
        | ChangeKind::WatchFolder
        | ChangeKind::UnwatchFolder
        | ChangeKind::SetMirror
        | ChangeKind::Snooze
        | ChangeKind::SetDue
        | ChangeKind::KeepWaiting
        | ChangeKind::SetTagHue
        | ChangeKind::SetSavedViews
        | ChangeKind::SetQueueSize => take_back(editor, target, seq, takes_marked),
    }
}

/// Returns the rows of the history from `first` to `last` that make the library another than it was before, the newest first.
///
/// An undo or a redo does so where what it was about is older, and stands now but did not then, or the reverse.
fn seqs_to_turn(db: &Connection, first: ChangeSeq, last: ChangeSeq) -> Result<Vec<ChangeSeq>> {
    let mut select = db.prepare_cached(
        "SELECT c.seq, coalesce(u.undoes, u.seq) FROM changes c LEFT JOIN changes u ON u.seq = c.undoes
         WHERE c.seq BETWEEN ?1 AND ?2 AND c.undone_by IS NULL ORDER BY c.seq DESC",
    )?;
    let mut rows = select.query([first, last])?;
    let mut seqs = Vec::new();
    let mut met = HashSet::new();
    while let Some(row) = rows.next()? {
        // A redo is about an undo, and that is about the change.
        let is_to_be_turned = match row.get(1)? {
            None => true,
            // With the newest of those that are about a change, it is as it was.
            Some(change) if change < first && met.insert(change) => {
                let stands = required(db, Some(change))?.undone_by.is_none();
                stands != stood_before(db, change, first)?
            }
            Some(_) => false,
        };
        if is_to_be_turned {
            seqs.push(row.get(0)?);
        }
    }
    Ok(seqs)
}

/// Says whether a change stood just before another.
fn stood_before(db: &Connection, change: ChangeSeq, before: ChangeSeq) -> Result<bool> {
    // By what names it, and what names that: the history itself may be long.
    let last: Option<String> = db
        .prepare_cached(
            "SELECT kind FROM (
                 SELECT seq, kind FROM changes WHERE undoes = ?1
                 UNION ALL
                 SELECT r.seq, r.kind FROM changes u CROSS JOIN changes r ON r.undoes = u.seq
                 WHERE u.undoes = ?1 AND r.kind = 'redo')
             WHERE seq < ?2 ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([change, before], |row| row.get(0))
        .optional()?;
    Ok(last.is_none_or(|kind| kind != ChangeKind::Undo.name()))
}

fn required(db: &Connection, seq: Option<ChangeSeq>) -> Result<HistoryRow> {
    let missing = || Error::NoSuchChange {
        given: seq.unwrap_or(0).to_string(),
    };
    history::row(db, seq.ok_or_else(missing)?)?.ok_or_else(missing)
}

fn find(db: &Connection, what: &WhatToUndo) -> Result<HistoryRow> {
    let found = match what {
        WhatToUndo::Newest => return history::next_undo(db)?.ok_or(Error::NothingToUndo),
        WhatToUndo::Change(seq) => history::row(db, *seq)?.ok_or_else(|| Error::NoSuchChange {
            given: seq.to_string(),
        })?,
        WhatToUndo::Import(id) => change_of_import(db, id)?,
        WhatToUndo::Each(_) | WhatToUndo::Since(_) | WhatToUndo::Between(..) => {
            return Err(Error::NothingToUndo);
        }
    };
    if found.undone_by.is_some() {
        return Err(Error::NothingToUndo);
    }
    Ok(found)
}

/// An undone import's row is gone, but its change still names it.
fn change_of_import(db: &Connection, id: &str) -> Result<HistoryRow> {
    let missing = || Error::NoSuchChange {
        given: id.trim().to_ascii_lowercase(),
    };
    let id = &Uid::beginning(id).ok_or_else(missing)?;
    let mut select =
        db.prepare("SELECT seq, uid, name FROM imports WHERE uid >= ?1 AND uid < ?1 || 'g' ORDER BY uid LIMIT 10")?;
    let found: Vec<(i64, String, String)> = select
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let seqs: BTreeSet<i64> = found.iter().map(|(seq, ..)| *seq).collect();
    match seqs.len() {
        0 => {
            let is_undone = db
                .prepare(
                    "SELECT 1 FROM changes WHERE kind = 'import' AND instr(facts, '\"' || ?1) > 0",
                )?
                .exists([id])?;
            Err(if is_undone {
                Error::NothingToUndo
            } else {
                missing()
            })
        }
        1 => required(db, seqs.first().copied()),
        _ => Err(Error::AmbiguousId {
            given: id.to_owned(),
            found: found
                .into_iter()
                .map(|(_, uid, name)| (uid, name))
                .collect(),
        }),
    }
}

/// Returns the standing saves of the same session, newest first; most changes are alone.
fn with_session(db: &Connection, change: &HistoryRow) -> Result<Vec<ChangeSeq>> {
    let mut select = db.prepare_cached(
        "SELECT seq FROM changes WHERE undone_by IS NULL AND (seq = ?1 OR session =
         (SELECT session FROM changes WHERE seq = ?1)) ORDER BY seq DESC",
    )?;
    let seqs = select.query_map([change.seq], |row| row.get(0))?;
    Ok(seqs.collect::<rusqlite::Result<_>>()?)
}

fn take_back(
    editor: &mut Editor<'_>,
    change: HistoryRow,
    undo_seq: ChangeSeq,
    takes_marked: bool,
) -> Result<(Undone, Effect)> {
    let mut tally = Tally::default();
    let seqs = with_session(editor.db(), &change)?;
    let mut work = Vec::with_capacity(seqs.len());
    for &seq in &seqs {
        work.push((seq, Work::of(editor.db(), seq)?));
    }
    let mut way = Way {
        n_before: 0,
        n_all: work.iter().map(|(_, work)| work.n_all()).sum(),
    };
    for (seq, work) in work {
        turn_rows_round(editor, seq, change.kind, way, &mut tally)?;
        way.n_before += work.n_rows;
        take_out_ranges(editor, seq, takes_marked, way, &mut tally)?;
        way.n_before += work.n_in_ranges;
        bring_in_removed(editor, seq, way, &mut tally)?;
        way.n_before += work.n_removed;
    }
    refuse_to_tear(editor, &tally, change.seq)?;
    let is_nothing_done = tally.n_removed == 0 && tally.papers.is_empty() && !editor.has_edits();
    if !tally.left.is_empty() && is_nothing_done {
        return Err(Error::Conflict {
            seq: change.seq,
            left: tally.left,
        });
    }
    // What was left may be taken back later; until then the change stands.
    if tally.left.is_empty() || matches!(change.kind, ChangeKind::Import | ChangeKind::EmptyTrash) {
        let mut mark = editor
            .db()
            .prepare_cached("UPDATE changes SET undone_by = ?2 WHERE seq = ?1")?;
        for &seq in &seqs {
            mark.execute([seq, undo_seq])?;
        }
    }
    let sources = match change.kind {
        ChangeKind::Import => change.sources.clone(),
        _ => Vec::new(),
    };
    let (undone, effect) = finish(editor, change, undo_seq, tally)?;
    Ok((Undone { sources, ..undone }, effect))
}

/// How many rows there are to go through, at most, to take a change back.
struct Work {
    /// Those that it edited one by one.
    n_rows: usize,
    /// Those that it inserted; each paper once more, as that may be taken out.
    n_in_ranges: usize,
    /// Those that it took out.
    n_removed: usize,
}

impl Work {
    fn of(db: &Connection, seq: ChangeSeq) -> Result<Self> {
        let mut n_in_ranges = 0;
        for edit in edit::load_ranges(db, seq)? {
            if let Edit::Range { table, first, last } = edit {
                let n = usize::try_from(last - first + 1).unwrap_or(0);
                n_in_ranges += if table.name == PAPERS.name { 2 * n } else { n };
            }
        }
        let n_removed = match Which::Removed.n_rows(db, seq)? {
            0 => 0,
            _ => Which::Removed.n_rows(db, latest_removal(db, seq)?)?,
        };
        Ok(Self {
            n_rows: Which::Rows.n_rows(db, seq)?,
            n_in_ranges,
            n_removed,
        })
    }

    const fn n_all(&self) -> usize {
        self.n_rows + self.n_in_ranges + self.n_removed
    }
}

/// How far a piece of work is that has several parts: progress goes once from nothing to all.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    /// How much was done before the present part.
    pub n_before: usize,
    pub n_all: usize,
}

impl Way {
    /// Tells how much of the present part is done.
    pub fn step(self, editor: &mut Editor<'_>, n_done: usize) -> Result<()> {
        editor.step((self.n_before + n_done).min(self.n_all), self.n_all)
    }
}

/// Turns the rows round that a change edited one by one, the last one first.
fn turn_rows_round(
    editor: &mut Editor<'_>,
    seq: ChangeSeq,
    kind: ChangeKind,
    way: Way,
    tally: &mut Tally,
) -> Result<()> {
    each_from_the_last(editor, seq, Which::Rows, |editor, edit, n_done| {
        let Edit::Row {
            table,
            row_id,
            paper,
            before,
            after,
        } = edit
        else {
            return Ok(());
        };
        way.step(editor, n_done)?;
        let is_of_import = kind == ChangeKind::Import && table.name == PAPERS.name;
        if is_of_import && is_seen_later(editor.db(), row_id, seq)? {
            // A later import that stands would have brought the fact as well.
            return Ok(());
        }
        let (before, after) = (before.as_ref(), after.as_ref());
        turn_round(editor, table, row_id, paper, before, after, tally)
    })
}

/// Goes through edits of a change from the last to the first; `turn` hears about how many rows those before were.
fn each_from_the_last(
    editor: &mut Editor<'_>,
    seq: ChangeSeq,
    which: Which,
    mut turn: impl FnMut(&mut Editor<'_>, Edit, usize) -> Result<()>,
) -> Result<()> {
    let mut n_done = 0;
    let mut from_the_last = edit::FromTheLast::of(seq, which);
    loop {
        let edits = from_the_last.next(editor.db())?;
        if edits.is_empty() {
            return Ok(());
        }
        for edit in edits {
            let n_rows = match &edit {
                Edit::Removed { rows, .. } => rows.len(),
                Edit::Row { .. } | Edit::Range { .. } => 1,
            };
            turn(editor, edit, n_done)?;
            n_done += n_rows;
        }
    }
}

/// Says whether a standing import that came later shows a paper, too.
fn is_seen_later(db: &Connection, paper: i64, seq: ChangeSeq) -> Result<bool> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM sightings s JOIN imports i ON i.id = s.import_id
             WHERE s.paper_id = ?1 AND i.seq > ?2",
        )?
        .exists(params![paper, seq])?)
}

/// Puts back what a change took out, as it was read from the history: it may be more than memory should hold.
fn bring_in_removed(
    editor: &mut Editor<'_>,
    seq: ChangeSeq,
    way: Way,
    tally: &mut Tally,
) -> Result<()> {
    if Which::Removed.n_rows(editor.db(), seq)? == 0 {
        return Ok(());
    }
    let latest = latest_removal(editor.db(), seq)?;
    let doubled = came_again(editor.db(), latest, editor.oversight())?;
    tally.left.add_papers(&doubled);
    each_from_the_last(editor, latest, Which::Removed, |editor, edit, n_done| {
        let n_before = way.n_before + n_done;
        put_all_back(editor, &edit, Way { n_before, ..way }, &doubled, tally)
    })
}

/// Puts the rows back that one edit took out.
fn put_all_back(
    editor: &mut Editor<'_>,
    edit: &Edit,
    way: Way,
    doubled: &BTreeSet<i64>,
    tally: &mut Tally,
) -> Result<()> {
    let Edit::Removed { table, rows } = edit else {
        return Ok(());
    };
    for (n, row) in rows.iter().enumerate() {
        way.step(editor, n)?;
        put_back(editor, table, row, doubled, tally)?;
    }
    Ok(())
}

/// Returns the redo that took the papers of a change out last, else the change itself.
fn latest_removal(db: &Connection, seq: ChangeSeq) -> Result<ChangeSeq> {
    let redo: Option<ChangeSeq> = db.query_row(
        "SELECT max(r.seq) FROM changes r JOIN changes u ON u.seq = r.undoes
         WHERE r.kind = 'redo' AND u.undoes = ?1",
        [seq],
        |row| row.get(0),
    )?;
    Ok(redo.unwrap_or(seq))
}

/// Empties the trash again of what an emptying took out. What was put back since, or is gone, is left.
fn empty_again(editor: &mut Editor<'_>, seq: ChangeSeq, way: Way, tally: &mut Tally) -> Result<()> {
    let latest = latest_removal(editor.db(), seq)?;
    let mut again = Vec::new();
    for row in edit::load_removed(editor.db(), latest, &TRASH)? {
        let Some(Value::Integer(id)) = row.first() else {
            continue;
        };
        match editor.row(&TRASH, *id)? {
            Some(_) => again.push(PaperId(*id)),
            None => tally.left.add(&TRASH, *id, Some(*id), None),
        }
    }
    if again.is_empty() {
        return Err(Error::Conflict {
            seq,
            left: std::mem::take(&mut tally.left),
        });
    }
    tally.n_removed += again.len();
    trash::take_out(editor, &again, way)
}

fn bring_back(
    editor: &mut Editor<'_>,
    undo: &HistoryRow,
    redo_seq: ChangeSeq,
) -> Result<(Undone, Effect)> {
    let mut tally = Tally::default();
    let doubled = came_again(editor.db(), undo.seq, editor.oversight())?;
    tally.left.add_papers(&doubled);
    let change = required(editor.db(), undo.undoes)?;
    let n_edited = Which::All.n_rows(editor.db(), undo.seq)?;
    let n_emptied = match change.kind {
        ChangeKind::EmptyTrash => {
            let latest = latest_removal(editor.db(), change.seq)?;
            edit::n_removed(editor.db(), latest, &TRASH)?
        }
        _ => 0,
    };
    let way = Way {
        n_before: 0,
        n_all: n_edited + n_emptied,
    };
    each_from_the_last(editor, undo.seq, Which::All, |editor, edit, n_done| {
        way.step(editor, n_done)?;
        match edit {
            Edit::Row {
                table,
                row_id,
                paper,
                before,
                after,
            } => {
                let (before, after) = (before.as_ref(), after.as_ref());
                turn_round(editor, table, row_id, paper, before, after, &mut tally)
            }
            Edit::Removed { .. } => {
                let n_before = n_done;
                put_all_back(editor, &edit, Way { n_before, ..way }, &doubled, &mut tally)
            }
            Edit::Range { .. } => Ok(()),
        }
    })?;
    refuse_to_tear(editor, &tally, change.seq)?;
    if change.kind == ChangeKind::EmptyTrash {
        let n_before = n_edited;
        empty_again(editor, change.seq, Way { n_before, ..way }, &mut tally)?;
    }
    let db = editor.db();
    // The change with its session; the history itself may be long.
    db.prepare_cached(
        "UPDATE changes SET undone_by = NULL WHERE undone_by = ?1 AND seq IN (
             SELECT ?2 UNION SELECT s.seq FROM changes c CROSS JOIN changes s ON s.session = c.session
             WHERE c.seq = ?2 AND s.session IS NOT NULL)",
    )?
    .execute([undo.seq, change.seq])?;
    db.prepare_cached("UPDATE changes SET undone_by = ?2 WHERE seq = ?1")?
        .execute([undo.seq, redo_seq])?;
    let (undone, mut effect) = finish(editor, change, redo_seq, tally)?;
    effect.undoes = Some(undo.seq);
    Ok((undone, effect))
}

/// Puts a removed row back, its key first, unless its paper came again or is not there.
fn put_back(
    editor: &mut Editor<'_>,
    table: &'static Table,
    row: &[Value],
    doubled: &BTreeSet<i64>,
    tally: &mut Tally,
) -> Result<()> {
    let Some((Value::Integer(row_id), columns)) = row.split_first() else {
        return Ok(());
    };
    let paper = table.paper_of(*row_id, columns);
    if paper.is_some_and(|paper| doubled.contains(&paper)) {
        return Ok(());
    }
    if !may_stand(editor.db(), table, *row_id, columns)? || !editor.put_back(table, row)? {
        tally.left.add(table, *row_id, paper, None);
        return Ok(());
    }
    if table.name == PAPERS.name {
        tally.papers.insert(PaperId(*row_id));
    }
    Ok(())
}

/// A paper that the change brought goes whole, or not at all: where later work refers to it, nothing is taken back.
fn refuse_to_tear(editor: &Editor<'_>, tally: &Tally, seq: ChangeSeq) -> Result<()> {
    for &paper in &tally.taken_out {
        let torn = || Error::Conflict {
            seq,
            left: Left::of_paper(paper),
        };
        if editor.row(&PAPERS, paper)?.is_some() {
            return Err(torn());
        }
        for table in tables::ALL {
            let naming = table
                .refers_to
                .iter()
                .filter(|(_, refers)| *refers == Refers::Paper);
            for (column, _) in naming {
                let sql = format!("SELECT 1 FROM {} WHERE {column} = ?1", table.name);
                if editor.db().prepare_cached(&sql)?.exists([paper])? {
                    return Err(torn());
                }
            }
        }
    }
    Ok(())
}

fn finish(
    editor: &Editor<'_>,
    change: HistoryRow,
    seq: ChangeSeq,
    tally: Tally,
) -> Result<(Undone, Effect)> {
    let paper = tally
        .papers
        .iter()
        .find_map(|paper| uid_of(editor.db(), *paper).transpose())
        .transpose()?;
    let effect = Effect {
        n_papers: Some(tally.papers.len().max(tally.n_removed)),
        facts: Facts {
            title: change.title.clone(),
            ..Facts::default()
        },
        undoes: Some(change.seq),
        papers: tally.papers,
        ..Effect::default()
    };
    let undone = Undone {
        seqs: vec![seq],
        change,
        n_changes: 1,
        n_kept: tally.n_kept,
        n_removed: tally.n_removed,
        left: tally.left,
        sources: Vec::new(),
        paper,
    };
    Ok((undone, effect))
}

/// Puts one row back to `before`, if it still is as `after` says. One that is so already is no difference.
pub(crate) fn turn_round(
    editor: &mut Editor<'_>,
    table: &'static Table,
    row_id: i64,
    paper: Option<i64>,
    before: Option<&Columns>,
    after: Option<&Columns>,
    tally: &mut Tally,
) -> Result<()> {
    let present = editor.row(table, row_id)?;
    if is_as(table, present.as_deref(), before) {
        return Ok(());
    }
    if present.is_none() && after.is_some() {
        // The row went with its paper: there is nothing to put back, and nothing that differs.
        return Ok(());
    }
    if table.name == PAPERS.name && before.is_none() {
        tally.taken_out.push(row_id);
    }
    let is_as_left = is_as(table, present.as_deref(), after);
    let may_turn = match before {
        Some(before) if is_as_left => {
            let mut wanted = present.unwrap_or_else(|| vec![Value::Null; table.columns.len()]);
            for (column, value) in before {
                if let Some(place) = table.place_of(column) {
                    wanted[place] = value.clone();
                }
            }
            may_stand(editor.db(), table, row_id, &wanted)?
        }
        Some(_) | None => is_as_left,
    };
    if !may_turn {
        tally.left.add(table, row_id, paper, before.and(after));
        return Ok(());
    }
    match (before, after) {
        (Some(before), Some(_)) => {
            editor.update(table, row_id, before)?;
        }
        (None, Some(_)) => {
            editor.delete(table, row_id)?;
        }
        (Some(before), None) => {
            editor.insert(table, Some(row_id), before.clone())?;
        }
        (None, None) => {}
    }
    tally.papers.extend(paper.map(PaperId));
    Ok(())
}

/// Says whether a row has these values; none stands for a row that is not there.
fn is_as(table: &'static Table, present: Option<&[Value]>, values: Option<&Columns>) -> bool {
    match (present, values) {
        (Some(row), Some(values)) => values.iter().all(|(column, value)| {
            table
                .place_of(column)
                .is_some_and(|place| row[place] == *value)
        }),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Takes out what an import inserted, but for the papers that stay by rule.
fn take_out_ranges(
    editor: &mut Editor<'_>,
    seq: ChangeSeq,
    takes_marked: bool,
    way: Way,
    tally: &mut Tally,
) -> Result<()> {
    let ranges: Vec<(&'static Table, i64, i64)> = edit::load_ranges(editor.db(), seq)?
        .into_iter()
        .filter_map(|edit| match edit {
            Edit::Range { table, first, last } => Some((table, first, last)),
            Edit::Row { .. } | Edit::Removed { .. } => None,
        })
        .collect();
    if ranges.is_empty() {
        return Ok(());
    }
    let db = editor.db();
    db.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS inserted (id INTEGER PRIMARY KEY);
         CREATE TEMP TABLE IF NOT EXISTS taken_out (id INTEGER PRIMARY KEY);
         DELETE FROM temp.inserted; DELETE FROM temp.taken_out;",
    )?;
    for (_, first, last) in ranges
        .iter()
        .filter(|(table, ..)| table.name == PAPERS.name)
    {
        db.execute(
            "INSERT INTO temp.inserted SELECT id FROM papers WHERE id BETWEEN ?1 AND ?2",
            [first, last],
        )?;
    }
    // Papers that an undone import left here only because this one shows them: they go with it.
    db.execute(
        "INSERT OR IGNORE INTO temp.inserted
         SELECT s.paper_id FROM sightings s JOIN imports i ON i.id = s.import_id
             JOIN marks m ON m.paper_id = s.paper_id JOIN changes c ON c.seq = m.arrival
         WHERE i.seq = ?1 AND m.arrival <> ?1 AND c.undone_by IS NOT NULL",
        [seq],
    )?;
    db.execute(
        "INSERT INTO temp.taken_out SELECT id FROM temp.inserted WHERE NOT EXISTS (
             SELECT 1 FROM sightings s JOIN imports i ON i.id = s.import_id
             WHERE s.paper_id = inserted.id AND i.seq <> ?1)",
        [seq],
    )?;
    if !takes_marked {
        let mut keep = db.prepare("DELETE FROM temp.taken_out WHERE id = ?1")?;
        for paper in marked_since_arrival(db, "SELECT id FROM temp.inserted")? {
            keep.execute([paper])?;
        }
    }
    let n_inserted: i64 =
        db.query_row("SELECT count(*) FROM temp.inserted", [], |row| row.get(0))?;
    let taken_out = ids_in(db, "temp.taken_out")?;
    tally.n_kept += usize::try_from(n_inserted)
        .unwrap_or(0)
        .saturating_sub(taken_out.len());
    tally.n_removed += taken_out.len();
    let mut n_done = 0;
    for table in tables::ALL {
        for (_, first, last) in ranges.iter().filter(|(of, ..)| of.name == table.name) {
            for first in (*first..=*last).step_by(ROWS_AT_ONCE as usize) {
                let last = (first + ROWS_AT_ONCE - 1).min(*last);
                way.step(editor, n_done)?;
                take_out_range(editor, seq, (table, first, last))?;
                n_done += usize::try_from(last - first + 1).unwrap_or(0);
            }
        }
    }
    let n_before = way.n_before + n_done;
    trash::take_out(editor, &taken_out, Way { n_before, ..way })
}

/// So many rows of a range are taken out at once.
const ROWS_AT_ONCE: i64 = 5_000;

/// Takes out rows of an import, and what it gave to papers that were here before it. What it gave to its own goes with
/// them.
fn take_out_range(
    editor: &mut Editor<'_>,
    seq: ChangeSeq,
    (table, first, last): (&'static Table, i64, i64),
) -> Result<()> {
    let in_range = format!("{} BETWEEN {first} AND {last}", table.key);
    let is_of_the_import = [&SIGHTINGS, &LEFT_OUT, &IMPORTS, &REJECTIONS, &PASTED_TEXTS]
        .iter()
        .any(|of| of.name == table.name);
    if is_of_the_import {
        editor.remove_where(table, &in_range)?;
    } else if let Some(paper) = table.paper.filter(|_| table.name != PAPERS.name) {
        let condition = format!(
            "{in_range} AND {paper} NOT IN (SELECT id FROM temp.inserted) AND NOT EXISTS (
                 SELECT 1 FROM sightings s JOIN imports i ON i.id = s.import_id
                 WHERE s.paper_id = {}.{paper} AND i.seq > {seq})",
            table.name
        );
        editor.remove_where(table, &condition)?;
    }
    Ok(())
}

fn ids_in(db: &Connection, table: &str) -> Result<Vec<PaperId>> {
    let mut select = db.prepare(&format!("SELECT id FROM {table} ORDER BY id"))?;
    let ids = select.query_map([], |row| Ok(PaperId(row.get(0)?)))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Returns the papers that `papers` selects and that carry a mark which the import that brought them did not give.
///
/// What it gave is what the first later edit of a row found; a row that no later edit touched is as it was.
pub(crate) fn marked_since_arrival(db: &Connection, papers: &str) -> Result<BTreeSet<i64>> {
    let mut select = db.prepare(&format!(
        "SELECT e.paper_id, e.tbl, e.row_id, e.before, e.seq FROM edits e JOIN changes c ON c.seq = e.seq
             JOIN marks m ON m.paper_id = e.paper_id
         WHERE e.seq > m.arrival AND e.kind = 'row' AND e.paper_id IN ({papers})
           AND c.kind NOT IN ('undo', 'redo')
         ORDER BY e.paper_id, e.id",
    ))?;
    let mut rows = select.query([])?;
    let mut marked = BTreeSet::new();
    let mut met: BTreeSet<(String, i64, &'static str)> = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let paper: i64 = row.get(0)?;
        let name: String = row.get(1)?;
        let Some(table) = Table::named(&name).filter(|table| table.holds_marks) else {
            continue;
        };
        let row_id: i64 = row.get(2)?;
        let before: Option<String> = row.get(3)?;
        let present = read_row(db, table, row_id)?;
        let is_elsewhere = |row: &Vec<Value>| table.paper_of(row_id, row) != Some(paper);
        if present.as_ref().is_some_and(is_elsewhere) {
            // It came to this paper with another that was made one with it, and went again.
            continue;
        }
        match (before, present) {
            // If this is the first edit of the row, it was not there when the import ended, and it is there now.
            (None, Some(_)) => {
                let next = met.range((name.clone(), row_id, "")..).next();
                let is_met = next.is_some_and(|(of, id, _)| *of == name && *id == row_id);
                met.insert((name, row_id, ""));
                if !is_met {
                    marked.insert(paper);
                }
            }
            (Some(before), Some(present)) => {
                for (column, value) in edit::from_json(table, &before, row.get(4)?)? {
                    let is_first = !met.contains(&(name.clone(), row_id, ""))
                        && met.insert((name.clone(), row_id, column));
                    let place = table.place_of(column).unwrap_or(0);
                    if is_first && is_mark(column) && present[place] != value {
                        marked.insert(paper);
                    }
                }
            }
            (None | Some(_), None) => {
                met.insert((name, row_id, ""));
            }
        }
    }
    Ok(marked)
}

/// Of the columns of the tables that hold marks, dates follow from states; all others say what the person wants.
fn is_mark(column: &str) -> bool {
    !matches!(
        column,
        "arrival" | "added_at" | "started_at" | "finished_at" | "queued_at"
    )
}
