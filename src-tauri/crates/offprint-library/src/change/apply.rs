//! The funnel: every write of the library passes here, in one transaction with its row of history.

use std::collections::BTreeSet;
use std::sync::MutexGuard;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

use crate::change::editor::Editor;
use crate::change::{Actor, Announcement, Applied, Change, ChangeKind, ChangeSeq, Oversight};
use crate::change::{
    DuplicateVerdict, accept_import, annotate, by_hand, citation_key, duplicates, merge, mirror,
    plan, setting, trash, triage, watching,
};
use crate::error::{Error, Result};
use crate::history::stored::Facts;
use crate::import::Import;
use crate::library::Library;
use crate::moving;
use crate::paper::{PaperId, Uid, uids_of};
use crate::store::open::GIVE_UP_AFTER;

/// After this long a wait for another process is told.
const TELL_AFTER: Duration = Duration::from_secs(2);
/// Up to so many papers an announcement names them; past it, "many".
const MOST_NAMED: usize = 300;

/// What a rule did: the papers it touched and the facts from which words are made.
#[derive(Default)]
pub(crate) struct Effect {
    pub papers: BTreeSet<PaperId>,
    /// How many papers, where they are too many to name.
    pub n_papers: Option<usize>,
    pub facts: Facts,
    pub session: Option<String>,
    pub undoes: Option<ChangeSeq>,
    pub imports: Vec<Import>,
    /// The paper that was added by hand.
    pub brought: Option<Uid>,
}

impl Library {
    /// Applies a change: one transaction with its row of history, then the announcement.
    ///
    /// Where nothing would become different, nothing is written and `seq` is none.
    ///
    /// Errors: [`Error::Busy`] after 30 s behind another process, [`Error::Cancelled`], and those of the
    /// database. The library is then as it was, and nothing is announced.
    pub fn apply(&self, change: Change, by: Actor, oversight: &dyn Oversight) -> Result<Applied> {
        let kind = change.kind();
        let mut hired_judge = None;
        let applied = self.write(kind, by, oversight, |editor, seq| {
            let now = self.clock().now();
            match change {
                Change::AcceptImport(intake) => {
                    // How far that reading is would pass for how far the writing is.
                    let hired = self.judge(editor.db(), seq, &NoProgress(oversight))?;
                    let judge = &mut hired_judge.insert(hired).judge;
                    accept_import::accept(editor, *intake, judge, seq, now, oversight)
                }
                Change::AddPaper { entry } => {
                    let hired = self.judge(editor.db(), seq, &NoProgress(oversight))?;
                    let judge = &mut hired_judge.insert(hired).judge;
                    by_hand::add(editor, &entry, judge, seq, now)
                }
                Change::EditPaper { paper, entry, base } => {
                    let db = editor.db();
                    let judge = || Ok(self.judge(db, seq, &NoProgress(oversight))?.judge);
                    by_hand::edit(editor, paper, &entry, base.as_deref(), judge)
                }
                Change::SetState { papers, to } => triage::set_state(editor, &papers, to, now),
                Change::SetStar { papers, is_starred } => {
                    triage::set_star(editor, &papers, is_starred)
                }
                Change::PlaceInQueue { papers, spot } => {
                    triage::place_in_queue(editor, &papers, spot, now)
                }
                Change::Snooze { papers, until } => plan::snooze(editor, &papers, until, now),
                Change::SetDue { papers, on } => plan::set_due(editor, &papers, on),
                Change::KeepWaiting { papers } => plan::keep_waiting(editor, &papers, now),
                Change::SetTagHue { tag, hue } => annotate::set_tag_hue(editor, &tag, hue),
                Change::SetSavedViews { views } => setting::set_saved_views(editor, &views),
                Change::SetQueueSize { size } => plan::set_queue_size(editor, size),
                Change::EditTags {
                    papers,
                    add,
                    remove,
                } => annotate::edit_tags(editor, &papers, &add, &remove),
                Change::RenameTag { from, to } => annotate::rename_tag(editor, &from, &to),
                Change::DeleteTag { tag } => annotate::delete_tag(editor, &tag),
                Change::SetWhy { paper, why } => annotate::set_why(editor, paper, &why),
                Change::SetNote {
                    paper,
                    text,
                    session,
                    base,
                } => {
                    let note = annotate::NoteSave {
                        text: &text,
                        session,
                        base: base.as_deref(),
                    };
                    annotate::set_note(editor, paper, note)
                }
                Change::AppendToNote { paper, text } => {
                    annotate::append_to_note(editor, paper, &text)
                }
                Change::MoveToTrash { papers } => trash::move_to_trash(editor, &papers, now),
                Change::PutBack { papers } => trash::put_back(editor, &papers),
                Change::EmptyTrash => trash::empty(editor, now),
                Change::SetCitationKey { paper, key } => {
                    citation_key::set_citation_key(editor, paper, &key)
                }
                Change::AnswerDuplicate {
                    one,
                    other,
                    verdict,
                } => match verdict {
                    DuplicateVerdict::Same => merge::merge(editor, one, other, &[], now),
                    DuplicateVerdict::Different => duplicates::tell_apart(editor, one, other, now),
                },
                Change::TakeBackAnswer { answer } => duplicates::take_back_answer(editor, answer),
                Change::Merge { keep, gone, take } => merge::merge(editor, keep, gone, &take, now),
                Change::Split { merge } => merge::split(editor, merge, now),
                Change::WatchFolder {
                    path,
                    existing,
                    in_place_of,
                } => watching::watch_folder(editor, &path, &existing, in_place_of.as_deref()),
                Change::UnwatchFolder { path } => watching::unwatch_folder(editor, &path),
                Change::SetMirror { folder } => mirror::set_mirror(editor, folder.as_deref()),
                Change::NoteWatchedFile(file) => watching::note_file(editor, &file),
                Change::IgnoreWatchedFile { path } => watching::ignore_file(editor, &path),
            }
        });
        if let Some(hired) = hired_judge {
            // Also where nothing came of it: the next preview or import need not read all papers again.
            self.dismiss(hired, applied.as_ref().ok().and_then(|applied| applied.seq));
        }
        applied
    }

    /// Takes the writer. A long import of this process holds it as another process holds the library, and is
    /// waited for in the same way.
    fn writer_within(
        &self,
        since: Instant,
        oversight: &dyn Oversight,
    ) -> Result<MutexGuard<'_, Connection>> {
        const LOOK_EVERY: Duration = Duration::from_millis(20);
        let mut is_told = false;
        let outcome = loop {
            if let Some(writer) = self.try_writer() {
                break Ok(writer);
            }
            if oversight.is_cancelled() {
                break Err(Error::Cancelled);
            }
            if since.elapsed() > GIVE_UP_AFTER {
                break Err(Error::Busy);
            }
            if !is_told && since.elapsed() > TELL_AFTER {
                is_told = true;
                oversight.waiting(true);
            }
            thread::sleep(LOOK_EVERY);
        };
        if is_told {
            oversight.waiting(false);
        }
        let mut writer = outcome?;
        self.find_again(&mut writer)?;
        Ok(writer)
    }

    /// Runs a rule inside the one write transaction. Undo and redo come this way, too.
    pub(crate) fn write(
        &self,
        kind: Option<ChangeKind>,
        by: Actor,
        oversight: &dyn Oversight,
        rule: impl FnOnce(&mut Editor<'_>, ChangeSeq) -> Result<Effect>,
    ) -> Result<Applied> {
        let since = Instant::now();
        let writer = self.writer_within(since, oversight)?;
        let transaction = begin(&writer, since, oversight)?;
        moving::check_is_still_here(transaction.db, self.folder())?;
        let now = self.clock().now().as_millis();
        let record = record(transaction.db, kind, by, now, oversight, rule)?;
        let Some(recorded) = record else {
            return Ok(Applied::default());
        };
        let Applied { seq, n_papers, .. } = recorded.applied;
        let announcement = Announcement {
            seq,
            n_changes: usize::from(seq.is_some()),
            kind: kind.filter(|_| seq.is_some()),
            by: Some(by),
            papers: named(transaction.db, &recorded.papers, n_papers)?,
            n_papers,
        };
        if oversight.is_cancelled() {
            return Err(Error::Cancelled);
        }
        transaction.commit()?;
        drop(writer);
        self.hear_of(seq.unwrap_or(0));
        self.announce(&announcement);
        Ok(recorded.applied)
    }

    /// Runs several rules inside one write transaction, each with its own row of history: all that `rules` asks for,
    /// or nothing. They are announced together.
    pub(crate) fn write_all(
        &self,
        by: Actor,
        oversight: &dyn Oversight,
        rules: impl FnOnce(&mut Recorder<'_>) -> Result<()>,
    ) -> Result<()> {
        let since = Instant::now();
        let writer = self.writer_within(since, oversight)?;
        let transaction = begin(&writer, since, oversight)?;
        moving::check_is_still_here(transaction.db, self.folder())?;
        let mut recorder = self.recorder(transaction.db, by, oversight);
        rules(&mut recorder)?;
        let announcement = recorder.announcement()?;
        if oversight.is_cancelled() {
            return Err(Error::Cancelled);
        }
        transaction.commit()?;
        drop(writer);
        if let Some(announcement) = &announcement {
            self.hear_of(announcement.seq.unwrap_or(0));
            self.announce(announcement);
        }
        Ok(())
    }

    /// Runs rules as [`Library::write_all`] does, tells what came of them, and leaves nothing of what they did.
    pub(crate) fn try_out<T>(
        &self,
        oversight: &dyn Oversight,
        rules: impl FnOnce(&mut Recorder<'_>) -> Result<T>,
    ) -> Result<T> {
        let since = Instant::now();
        let writer = self.writer_within(since, oversight)?;
        let transaction = begin(&writer, since, oversight)?;
        moving::check_is_still_here(transaction.db, self.folder())?;
        // Who it would have been is written nowhere.
        rules(&mut self.recorder(transaction.db, Actor::Window, oversight))
    }

    fn recorder<'db>(
        &self,
        db: &'db Connection,
        by: Actor,
        oversight: &'db dyn Oversight,
    ) -> Recorder<'db> {
        Recorder {
            db,
            oversight,
            by,
            now: self.clock().now().as_millis(),
            latest: None,
            n_changes: 0,
            papers: BTreeSet::new(),
            n_most: 0,
        }
    }
}

/// Writes several changes into the history inside one transaction.
pub(crate) struct Recorder<'db> {
    pub db: &'db Connection,
    oversight: &'db dyn Oversight,
    by: Actor,
    now: i64,
    /// The change that was recorded last, and what it was.
    latest: Option<(ChangeSeq, ChangeKind)>,
    n_changes: usize,
    /// What all of them touched, as far as they name it.
    papers: BTreeSet<PaperId>,
    /// How many the one touched that touched most.
    n_most: usize,
}

impl Recorder<'_> {
    /// Runs a rule, which does something, as the next change. Where it fails, so must all that is done with it.
    pub fn record(
        &mut self,
        kind: ChangeKind,
        rule: impl FnOnce(&mut Editor<'_>, ChangeSeq) -> Result<Effect>,
    ) -> Result<()> {
        if let Some(recorded) =
            record(self.db, Some(kind), self.by, self.now, self.oversight, rule)?
        {
            self.take_up(kind, recorded);
        }
        Ok(())
    }

    /// Runs a rule as the next change. Where the rule fails nothing of it stays, and others may follow.
    pub fn attempt(
        &mut self,
        kind: ChangeKind,
        rule: impl FnOnce(&mut Editor<'_>, ChangeSeq) -> Result<Effect>,
    ) -> Result<()> {
        self.db.execute_batch("SAVEPOINT one_change")?;
        // How far all of them are is told by who asks for them.
        let oversight = NoProgress(self.oversight);
        match record(self.db, Some(kind), self.by, self.now, &oversight, rule) {
            Ok(Some(recorded)) => {
                self.db.execute_batch("RELEASE one_change")?;
                self.take_up(kind, recorded);
                Ok(())
            }
            Ok(None) => self.leave_nothing(),
            Err(error) => {
                self.leave_nothing()?;
                Err(error)
            }
        }
    }

    /// Takes a change up into what is announced.
    fn take_up(&mut self, kind: ChangeKind, recorded: Recorded) {
        if let Some(seq) = recorded.applied.seq {
            self.latest = Some((seq, kind));
            self.n_changes += 1;
        }
        self.papers.extend(recorded.papers);
        self.n_most = self.n_most.max(recorded.applied.n_papers);
    }

    /// Returns one announcement of all that was recorded.
    fn announcement(&self) -> Result<Option<Announcement>> {
        let Some((seq, kind)) = self.latest else {
            return Ok(None);
        };
        let n_papers = self.papers.len().max(self.n_most);
        Ok(Some(Announcement {
            seq: Some(seq),
            n_changes: self.n_changes,
            kind: Some(kind),
            by: Some(self.by),
            papers: named(self.db, &self.papers, n_papers)?,
            n_papers,
        }))
    }

    /// Leaves nothing of the change that was begun.
    fn leave_nothing(&self) -> Result<()> {
        Ok(self
            .db
            .execute_batch("ROLLBACK TO one_change; RELEASE one_change")?)
    }
}

/// Hears only whether to stop.
pub(crate) struct NoProgress<'a>(pub &'a dyn Oversight);

impl Oversight for NoProgress<'_> {
    fn waiting(&self, is_waiting: bool) {
        self.0.waiting(is_waiting);
    }

    fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}

/// A change that is in the history, before its transaction is committed.
struct Recorded {
    applied: Applied,
    papers: BTreeSet<PaperId>,
}

/// Runs a rule and writes its row of history; none where it did nothing.
fn record(
    tx: &Connection,
    kind: Option<ChangeKind>,
    by: Actor,
    now: i64,
    oversight: &dyn Oversight,
    rule: impl FnOnce(&mut Editor<'_>, ChangeSeq) -> Result<Effect>,
) -> Result<Option<Recorded>> {
    let seq = match kind {
        Some(kind) => {
            tx.prepare_cached(
                "INSERT INTO changes (at, by, kind, facts, n_papers) VALUES (?1, ?2, ?3, '{}', 0)",
            )?
            .execute(params![now, by.name(), kind.name()])?;
            Some(tx.last_insert_rowid())
        }
        None => None,
    };
    let mut editor = Editor::new(tx, seq, oversight);
    let effect = rule(&mut editor, seq.unwrap_or(0))?;
    let is_recorded = editor.has_edits() || effect.undoes.is_some();
    if !is_recorded && !editor.has_remembered() {
        return Ok(None);
    }
    let n_papers = effect.n_papers.unwrap_or(effect.papers.len());
    let seq = seq.filter(|_| is_recorded);
    if let Some(seq) = seq {
        editor.store()?;
        tx.prepare_cached(
            "UPDATE changes SET facts = ?2, n_papers = ?3, session = ?4, undoes = ?5 WHERE seq = ?1",
        )?
        .execute(params![seq, effect.facts.to_json(), n_papers as i64, effect.session, effect.undoes])?;
    } else if kind.is_some() {
        tx.execute(
            "DELETE FROM changes WHERE seq = (SELECT max(seq) FROM changes)",
            [],
        )?;
    }
    let applied = Applied {
        seq,
        n_papers,
        paper: effect.brought,
        imports: effect.imports,
    };
    Ok(Some(Recorded {
        applied,
        papers: effect.papers,
    }))
}

/// Begins the one write transaction; says after 2 s that it waits, and gives up after 30 s.
pub(crate) fn begin<'db>(
    writer: &'db Connection,
    since: Instant,
    oversight: &dyn Oversight,
) -> Result<WriteTransaction<'db>> {
    writer.busy_timeout(Duration::from_millis(100))?;
    let mut is_told = false;
    let outcome = loop {
        let Err(error) = writer.execute_batch("BEGIN IMMEDIATE") else {
            break Ok(());
        };
        match Error::from(error) {
            Error::Busy if oversight.is_cancelled() => break Err(Error::Cancelled),
            Error::Busy if since.elapsed() < GIVE_UP_AFTER => {
                if !is_told && since.elapsed() > TELL_AFTER {
                    is_told = true;
                    oversight.waiting(true);
                }
            }
            error => break Err(error),
        }
    };
    if is_told {
        oversight.waiting(false);
    }
    outcome.map(|()| WriteTransaction {
        db: writer,
        is_committed: false,
    })
}

/// The one write transaction. Dropped without a commit, it is rolled back.
pub(crate) struct WriteTransaction<'db> {
    db: &'db Connection,
    is_committed: bool,
}

impl WriteTransaction<'_> {
    fn commit(mut self) -> Result<()> {
        self.db.execute_batch("COMMIT")?;
        self.is_committed = true;
        Ok(())
    }
}

impl Drop for WriteTransaction<'_> {
    fn drop(&mut self) {
        if !self.is_committed {
            // Some errors (a full disk) have rolled it back already; then there is nothing to do.
            let _ = self.db.execute_batch("ROLLBACK");
        }
    }
}

fn named(tx: &Connection, papers: &BTreeSet<PaperId>, n_papers: usize) -> Result<Option<Vec<Uid>>> {
    if n_papers > MOST_NAMED || papers.len() != n_papers {
        return Ok(None);
    }
    let uids = uids_of(tx, papers)?;
    // One that is gone cannot be named.
    Ok((uids.len() == papers.len()).then_some(uids))
}
