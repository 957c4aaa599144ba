//! Candidates become papers and sightings.

pub(crate) mod citation_keys;
mod facts;
mod marks;
mod newcomers;
pub(crate) mod stored;

use std::collections::HashMap;

use offprint_formats::candidate::Candidate;
use offprint_platform::clock::Timestamp;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::change::annotate::clean_tags;
use facts::fill;
use newcomers::{NewSighting, Newcomer, Newcomers};

use crate::change::apply::Effect;
use crate::change::edit::Columns;
use crate::change::editor::{Editor, SavePoint};
use crate::change::new_rows::or_null;
use crate::change::packed::deflate;
use crate::change::{ChangeSeq, Oversight, WatchedFile, WatchedOutcome, setting, watching};
use crate::error::{Error, Result};
use crate::history::stored::Facts;
use crate::identity::fingerprint::fingerprint;
use crate::identity::index::PaperRef;
use crate::identity::judge::{Doubt, Judge, JudgeMark, Judgement, Met};
use crate::import::{
    Arrival, Course, Entry, Given, Import, ImportedPaper, Intake, Numbers, OnDuplicate, Outcome,
    SourceFacts, SourceOrigin, spans_to_text, title_for_people,
};
use crate::note::clean_why;
use crate::paper::{PaperId, Uid, uid_of};
use crate::snapshot::imports;
use crate::state::State;
use crate::store::tables::{
    ANSWERS, IMPORTS, LEFT_OUT, MARKS, PAPERS, PASTED_TEXTS, QUESTIONS, REJECTIONS, TRASH,
};

/// How often the person's wish to stop is looked at, in papers.
const PAPERS_BETWEEN_LOOKS: usize = 200;

/// Judges and writes what arrives: sources, sightings, new papers, and what known papers lacked.
pub(crate) fn accept(
    editor: &mut Editor<'_>,
    intake: Intake,
    judge: &mut Judge,
    seq: ChangeSeq,
    now: Timestamp,
    oversight: &dyn Oversight,
) -> Result<Effect> {
    let mut writer = Writer {
        seq,
        now,
        given: cleaned(editor, &intake.given)?,
        on_duplicate: intake.on_duplicate,
        judge,
        spellings: HashMap::new(),
        last_queue_order: None,
        newcomers: Newcomers::default(),
        brought: HashMap::new(),
        source: None,
        n_done: 0,
        n_all: intake.n_all,
        oversight,
        effect: Effect::default(),
    };
    for arrival in intake.arrivals {
        writer.take(editor, arrival)?;
    }
    assert!(writer.source.is_none(), "each source has its end");
    let mut effect = writer.effect;
    effect.facts.n_added = Some(
        effect
            .imports
            .iter()
            .map(|import| import.numbers.added)
            .sum(),
    );
    effect.facts.title = Facts::about(editor.db(), &effect.papers)?.title;
    Ok(effect)
}

fn cleaned(editor: &Editor<'_>, given: &Given) -> Result<Given> {
    Ok(Given {
        state: given.state,
        tags: clean_tags(editor, &given.tags)?,
        why: given.why.as_deref().and_then(clean_why),
    })
}

struct Writer<'a> {
    seq: ChangeSeq,
    now: Timestamp,
    given: Given,
    on_duplicate: OnDuplicate,
    judge: &'a mut Judge,
    /// How the tags met so far are written, by their keys.
    spellings: HashMap<String, String>,
    /// The place in the queue that was given last.
    last_queue_order: Option<i64>,
    /// What is not written yet.
    newcomers: Newcomers,
    /// The papers that this import brought, with their ids for people.
    brought: HashMap<PaperId, Uid>,
    source: Option<Source>,
    n_done: usize,
    n_all: Option<usize>,
    oversight: &'a dyn Oversight,
    effect: Effect,
}

/// The source that is being written.
struct Source {
    import: Import,
    import_id: i64,
    uid: Uid,
    /// How things were before it, should nothing of it be kept.
    before: SavePoint,
    mark: JudgeMark,
    /// The papers that it added or met.
    papers: Vec<PaperId>,
    /// The papers that it brought.
    brought: Vec<PaperId>,
}

/// What became of a candidate.
enum Meeting {
    /// It is a paper of the list that was not one before.
    CameIn(PaperId, Uid),
    /// It is a paper that was here, or that this import brought before.
    WasHere(PaperId, Uid),
    LeftOut,
}

impl Writer<'_> {
    fn take(&mut self, editor: &mut Editor<'_>, arrival: Arrival) -> Result<()> {
        match arrival {
            Arrival::Begin(facts) => self.begin(editor, *facts),
            Arrival::Entry(entry) => self.entry(editor, entry),
            Arrival::Rejection(rejection) => {
                let source = self.source.as_mut().expect("a source was begun");
                let reason = imports::reason_name(rejection.reason);
                editor.insert_in_range(
                    &REJECTIONS,
                    None,
                    [
                        ("import_id", source.import_id.into()),
                        ("first_line", rejection.lines.first.into()),
                        ("last_line", rejection.lines.last.into()),
                        ("reason", reason.into()),
                        ("text", rejection.text.as_str().into()),
                    ],
                )?;
                source.import.numbers.count(Outcome::Rejected);
                source.import.rejections.push(*rejection);
                Ok(())
            }
            Arrival::End {
                noise_lines,
                text,
                setting,
            } => {
                let is_kept = self.end(editor, noise_lines, text)?;
                match setting.filter(|_| is_kept) {
                    Some((name, value)) => setting::set(editor, &name, &value),
                    None => Ok(()),
                }
            }
            Arrival::Withdraw => self.withdraw(editor),
            Arrival::Abandon => Err(Error::Cancelled),
        }
    }

    fn begin(&mut self, editor: &mut Editor<'_>, facts: SourceFacts) -> Result<()> {
        let shown_before = imports::papers_of_source(editor.db(), &facts.hash)?;
        self.judge.begin_source(shown_before);
        let before = editor.save_point()?;
        let uid = Uid::random();
        let import = Import::nothing_of(facts);
        // Its numbers are known at its end.
        let import_id = self.import_row(editor, &uid, &import)?;
        self.source = Some(Source {
            import,
            import_id,
            uid,
            before,
            mark: self.judge.mark(),
            papers: Vec::new(),
            brought: Vec::new(),
        });
        Ok(())
    }

    /// Ends the source. Says whether anything of it is kept.
    fn end(
        &mut self,
        editor: &mut Editor<'_>,
        noise_lines: usize,
        text: Option<String>,
    ) -> Result<bool> {
        let source = self.source.as_mut().expect("a source was begun");
        if source.import.papers.is_empty() {
            self.withdraw(editor)?;
            return Ok(false);
        }
        source.import.numbers.noise_lines = noise_lines;
        self.newcomers.write(editor, self.seq)?;
        let source = self.source.take().expect("it is there");
        let mut import = source.import;
        let mut columns = numbers_of(&import.numbers);
        if import.source.origin == SourceOrigin::Pasted {
            // Of ten pastes each is known by what it began with.
            let first = import.papers.first().map_or("", |paper| &paper.title);
            import.source.name = pasted_name(&import.source.name, first);
            columns.push(("name", Value::Text(import.source.name.clone())));
        }
        editor.update(&IMPORTS, source.import_id, &columns)?;
        if let Some(text) = text {
            let deflated = deflate(text.as_bytes());
            let id = Some(source.import_id);
            let row = [("deflated", deflated.as_slice().into())];
            editor.insert_in_range(&PASTED_TEXTS, id, row)?;
        }
        if let Some(stamp) = &import.source.watched {
            watching::note_file(
                editor,
                &WatchedFile {
                    path: stamp.path.clone(),
                    size_bytes: stamp.size_bytes,
                    modified_at: stamp.modified_at,
                    hash: Some(import.source.hash.clone()),
                    at: self.now,
                    outcome: WatchedOutcome::Taken {
                        import: source.uid.clone(),
                        n_found: import.numbers.found() as u32,
                        n_new: import.numbers.new as u32,
                    },
                },
            )?;
        }
        editor.keep(source.before)?;
        let facts = &mut self.effect.facts;
        facts.sources.push(import.source.name.clone());
        facts.imports.push(source.uid.to_string());
        import.id = Some(source.uid);
        self.effect.papers.extend(source.papers);
        self.effect.imports.push(import);
        Ok(true)
    }

    fn withdraw(&mut self, editor: &mut Editor<'_>) -> Result<()> {
        let Some(source) = self.source.take() else {
            return Ok(());
        };
        self.newcomers.clear();
        self.judge.take_back_to(source.mark);
        for paper in source.brought {
            self.brought.remove(&paper);
        }
        self.spellings.clear();
        // The places in the queue that it was given are free again.
        self.last_queue_order = None;
        editor.roll_back_to(source.before)
    }

    fn entry(&mut self, editor: &mut Editor<'_>, mut entry: Box<Entry>) -> Result<()> {
        if self.n_done.is_multiple_of(PAPERS_BETWEEN_LOOKS) {
            self.oversight
                .progress(self.n_done, self.n_all.unwrap_or(0).max(self.n_done));
            if self.oversight.is_cancelled() {
                return Err(Error::Cancelled);
            }
        }
        self.n_done += 1;
        let judgement = self.judge.judge(&entry.traits);
        let outcome = judgement.outcome();
        let title = title_for_people(&entry.candidate);
        let spans = std::mem::take(&mut entry.candidate.lines);
        let lines = spans_to_text(&spans);
        let mail = entry.mail.take();
        let (met, came_in) = match self.meet(editor, entry, judgement)? {
            Meeting::CameIn(paper, uid) => (Some((paper, uid)), true),
            Meeting::WasHere(paper, uid) => (Some((paper, uid)), false),
            Meeting::LeftOut => (None, false),
        };
        let source = self.source.as_mut().expect("a source was begun");
        let position = source.import.papers.len() as i64 + 1;
        match &met {
            Some((paper, _)) => {
                self.newcomers.add_sighting(NewSighting {
                    paper: *paper,
                    import_id: source.import_id,
                    position,
                    outcome,
                    lines,
                    mail,
                });
                source.papers.push(*paper);
            }
            None => {
                editor.insert_in_range(
                    &LEFT_OUT,
                    None,
                    [
                        ("import_id", source.import_id.into()),
                        ("position", position.into()),
                        ("outcome", outcome.name().into()),
                        ("title", title.as_str().into()),
                        ("lines", lines.as_str().into()),
                    ],
                )?;
            }
        }
        source.import.numbers.count(outcome);
        source.import.numbers.added += usize::from(came_in);
        source.import.papers.push(ImportedPaper {
            id: met.map(|(_, uid)| uid),
            title,
            outcome,
            lines: spans,
        });
        if self.newcomers.is_full() {
            self.newcomers.write(editor, self.seq)?;
        }
        Ok(())
    }

    /// Does what the judgement and the person's decision ask for.
    fn meet(
        &mut self,
        editor: &mut Editor<'_>,
        entry: Box<Entry>,
        judgement: Judgement,
    ) -> Result<Meeting> {
        let decision = entry.decision;
        let (outcome, paper) = (judgement.outcome(), judgement.paper());
        let course = decision.course(outcome, paper, self.on_duplicate);
        match judgement {
            Judgement::Known(met) | Judgement::Repeated(met) => {
                self.meet_same(editor, entry, met, course == Course::TakeUp)
            }
            Judgement::New | Judgement::Possible(_) if course == Course::LeaveOut => {
                let left_out = PaperRef::Planned(self.n_done as u32);
                self.judge.is_of_this_import();
                self.judge.came_in(left_out, &entry.traits);
                Ok(Meeting::LeftOut)
            }
            Judgement::New => self.come_in(editor, entry),
            Judgement::Possible(doubt) if course == Course::BeThatOne => {
                self.be_that_one(editor, &entry, doubt)
            }
            Judgement::Possible(doubt) => {
                let answer = decision.answer_about(paper, self.on_duplicate);
                self.come_in_doubted(editor, entry, doubt, answer)
            }
        }
    }

    /// A possible duplicate is the paper that it met, because the person says so.
    fn be_that_one(
        &mut self,
        editor: &mut Editor<'_>,
        entry: &Entry,
        doubt: Doubt,
    ) -> Result<Meeting> {
        self.judge.is_same(doubt, &entry.traits);
        let paper = match doubt.paper {
            PaperRef::Forgotten(row) => self.judge.taken_up(row),
            paper => Some(paper),
        };
        let Some(PaperRef::Kept(id)) = paper else {
            // It is the one that the person threw away, or does not want.
            return Ok(Meeting::LeftOut);
        };
        let found = fingerprint(entry.traits.view());
        let (paper, uid) = self.known(editor, id, entry)?;
        self.answer(editor, (id, found), (None, doubt.fingerprint), "same")?;
        Ok(Meeting::WasHere(paper, uid))
    }

    /// A possible duplicate comes in as a paper of its own, with what was answered or the question open.
    fn come_in_doubted(
        &mut self,
        editor: &mut Editor<'_>,
        entry: Box<Entry>,
        doubt: Doubt,
        answer: OnDuplicate,
    ) -> Result<Meeting> {
        let other = match doubt.paper {
            PaperRef::Kept(id) => Some(id),
            PaperRef::Forgotten(_) | PaperRef::Planned(_) => None,
        };
        let found = fingerprint(entry.traits.view());
        let (paper, uid) = self.bring(editor, entry)?;
        self.newcomers.write(editor, self.seq)?;
        match (answer, other) {
            (OnDuplicate::Ask, Some(other)) => {
                editor.insert_in_range(
                    &QUESTIONS,
                    None,
                    [
                        ("paper_id", paper.0.into()),
                        ("other_paper_id", other.0.into()),
                        ("grounds", doubt.grounds.name().into()),
                    ],
                )?;
            }
            (OnDuplicate::Different, other) => {
                let other = (other, doubt.fingerprint);
                self.answer(editor, (paper, found), other, "different")?;
            }
            (OnDuplicate::Ask | OnDuplicate::Same, _) => {}
        }
        Ok(Meeting::CameIn(paper, uid))
    }

    /// Meets the paper that identity finds the same.
    fn meet_same(
        &mut self,
        editor: &mut Editor<'_>,
        entry: Box<Entry>,
        met: Met,
        is_taken_up: bool,
    ) -> Result<Meeting> {
        self.judge.was_here(met, &entry.traits);
        match met.paper {
            PaperRef::Kept(id) => {
                let is_back = is_taken_up && self.take_up(editor, id)?;
                let (paper, uid) = self.known(editor, id, &entry)?;
                Ok(match is_back {
                    true => Meeting::CameIn(paper, uid),
                    false => Meeting::WasHere(paper, uid),
                })
            }
            PaperRef::Forgotten(row) => self.meet_forgotten(editor, entry, row, is_taken_up),
            PaperRef::Planned(_) => {
                self.judge.is_of_this_import();
                Ok(Meeting::LeftOut)
            }
        }
    }

    /// What an emptied trash left only a fingerprint of comes in anew where it is wanted, and once.
    fn meet_forgotten(
        &mut self,
        editor: &mut Editor<'_>,
        entry: Box<Entry>,
        row: i64,
        is_taken_up: bool,
    ) -> Result<Meeting> {
        self.judge.is_of_this_import();
        if let Some(PaperRef::Kept(id)) = self.judge.taken_up(row) {
            let (paper, uid) = self.known(editor, id, &entry)?;
            return Ok(Meeting::WasHere(paper, uid));
        }
        if !is_taken_up {
            return Ok(Meeting::LeftOut);
        }
        let (paper, uid) = self.bring(editor, entry)?;
        self.judge.was_taken_up(row, PaperRef::Kept(paper));
        Ok(Meeting::CameIn(paper, uid))
    }

    fn come_in(&mut self, editor: &mut Editor<'_>, entry: Box<Entry>) -> Result<Meeting> {
        let (paper, uid) = self.bring(editor, entry)?;
        Ok(Meeting::CameIn(paper, uid))
    }

    fn answer(
        &self,
        editor: &mut Editor<'_>,
        (paper, fingerprint): (PaperId, i64),
        (other, other_fingerprint): (Option<PaperId>, i64),
        verdict: &str,
    ) -> Result<()> {
        editor.insert_in_range(
            &ANSWERS,
            None,
            [
                ("paper_id", paper.0.into()),
                ("other_paper_id", or_null(other.map(|other| other.0))),
                ("fingerprint", fingerprint.into()),
                ("other_fingerprint", other_fingerprint.into()),
                ("verdict", verdict.into()),
                ("at", self.now.as_millis().into()),
            ],
        )?;
        Ok(())
    }

    /// What was dropped, or lies in the trash, is wanted after all. Says whether it was still there.
    fn take_up(&mut self, editor: &mut Editor<'_>, id: PaperId) -> Result<bool> {
        self.judge.is_of_this_import();
        self.have_written(editor, id)?;
        let mut is_back = editor.delete(&TRASH, id.0)?;
        let state = self.given.state.unwrap_or(State::Inbox);
        let queue_order = match state {
            State::Queued => Value::Integer(self.next_queue_order(editor.db())?),
            State::Inbox | State::Reading | State::Read | State::Skimmed | State::Dropped => {
                Value::Null
            }
        };
        let present = editor.db().query_row(
            "SELECT state FROM marks WHERE paper_id = ?1",
            [id.0],
            |row| row.get::<_, String>(0),
        )?;
        if present == State::Dropped.name() {
            let state = Value::Text(state.name().to_owned());
            let columns = [("state", state), ("queue_order", queue_order)];
            is_back |= editor.update(&MARKS, id.0, &columns)?;
        }
        Ok(is_back)
    }

    fn import_row(&self, editor: &mut Editor<'_>, uid: &Uid, import: &Import) -> Result<i64> {
        let (origin, path) = match &import.source.origin {
            SourceOrigin::File(path) => ("file", Some(path.as_str())),
            SourceOrigin::Pasted => ("pasted", None),
            SourceOrigin::StandardInput => ("standard_input", None),
            SourceOrigin::Sample => ("sample", None),
        };
        const NOT_YET: i64 = 0;
        editor.insert_in_range(
            &IMPORTS,
            None,
            [
                ("uid", uid.as_str().into()),
                ("seq", self.seq.into()),
                ("at", self.now.as_millis().into()),
                ("origin", origin.into()),
                ("path", or_null(path)),
                ("name", import.source.name.as_str().into()),
                ("format", import.source.format.as_str().into()),
                ("encoding", import.source.encoding.as_str().into()),
                ("hash", import.source.hash.as_str().into()),
                ("size_bytes", (import.source.size_bytes as i64).into()),
                ("n_found", NOT_YET.into()),
                ("n_new", NOT_YET.into()),
                ("n_known", NOT_YET.into()),
                ("n_dropped", NOT_YET.into()),
                ("n_possible", NOT_YET.into()),
                ("n_repeated", NOT_YET.into()),
                ("n_rejected", NOT_YET.into()),
                ("n_added", NOT_YET.into()),
                ("noise_lines", NOT_YET.into()),
            ],
        )
    }

    /// Brings a paper in. It is written later, with others.
    fn bring(&mut self, editor: &mut Editor<'_>, entry: Box<Entry>) -> Result<(PaperId, Uid)> {
        let candidate = &entry.candidate;
        let paper = PaperId(editor.new_id(&PAPERS)?);
        let uid = self.uid_for(editor.db(), candidate)?;
        let citation_key =
            citation_keys::give(self.judge.citation_keys(), candidate, &entry.key_stem);
        let source = self.source.as_mut().expect("a source was begun");
        source.brought.push(paper);
        let marks = self.new_marks(editor.db(), &candidate.marks)?;
        let tags = self.new_tags(editor, &candidate.marks.tags)?;
        self.judge.came_in(PaperRef::Kept(paper), &entry.traits);
        self.brought.insert(paper, uid.clone());
        self.newcomers.add(Newcomer {
            id: paper.0,
            uid: uid.clone(),
            citation_key,
            marks,
            tags,
            entry,
        });
        Ok((paper, uid))
    }

    /// Sees to it that a paper is in the library.
    fn have_written(&mut self, editor: &mut Editor<'_>, paper: PaperId) -> Result<()> {
        match self.newcomers.have(paper) {
            true => self.newcomers.write(editor, self.seq),
            false => Ok(()),
        }
    }

    /// A paper of another library keeps its id where that is free here.
    fn uid_for(&self, db: &Connection, candidate: &Candidate) -> Result<Uid> {
        if let Some(uid) = candidate.uid.as_deref().and_then(Uid::parse) {
            let is_taken = db
                .prepare_cached("SELECT 1 FROM papers WHERE uid = ?1")?
                .exists([uid.as_str()])?;
            if !is_taken && !self.newcomers.have_uid(&uid) {
                return Ok(uid);
            }
        }
        Ok(Uid::random())
    }

    /// Gives a known paper what it lacked; and one that this import brought also the marks that come late.
    fn known(
        &mut self,
        editor: &mut Editor<'_>,
        id: PaperId,
        entry: &Entry,
    ) -> Result<(PaperId, Uid)> {
        self.have_written(editor, id)?;
        fill(editor, id, entry)?;
        if let Some(uid) = self.brought.get(&id).cloned() {
            self.fill_marks(editor, id, &entry.candidate)?;
            return Ok((id, uid));
        }
        let uid = uid_of(editor.db(), id)?.expect("the index holds papers that are there");
        Ok((id, uid))
    }
}

/// Names pasted text by the title of its first paper: `pasted text: Input Convex Gradient Networks`.
fn pasted_name(name: &str, first_title: &str) -> String {
    /// As many letters as a title mostly has.
    const MOST_LETTERS: usize = 90;
    // A search for what came from it has the name in quotation marks, and so can have none in it.
    let title = first_title.replace(['"', '“', '”', '„'], "");
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    match title.char_indices().nth(MOST_LETTERS) {
        None => format!("{name}: {title}"),
        Some((end, _)) => {
            let cut = &title[..end];
            let end = cut.rfind(' ').unwrap_or(end);
            format!("{name}: {}…", &cut[..end])
        }
    }
}

/// The numbers of an import as its row has them.
fn numbers_of(numbers: &Numbers) -> Columns {
    [
        ("n_found", numbers.found()),
        ("n_new", numbers.new),
        ("n_known", numbers.known),
        ("n_dropped", numbers.dropped),
        ("n_possible", numbers.possible),
        ("n_repeated", numbers.repeated),
        ("n_rejected", numbers.rejected),
        ("n_added", numbers.added),
        ("noise_lines", numbers.noise_lines),
    ]
    .map(|(column, n)| (column, Value::Integer(n as i64)))
    .to_vec()
}
