//! Candidates become papers and sightings.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use offprint_formats::candidate::{Candidate, WorkKind};
use offprint_formats::fields::identifier::Identifier;
use offprint_formats::fields::link::Link;
use offprint_platform::clock::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use crate::change::annotate::{clean_tags, spelled_as_known};
use crate::change::apply::Effect;
use crate::change::edit::Columns;
use crate::change::editor::Editor;
use crate::change::packed::deflate;
use crate::change::{ChangeSeq, Oversight, WatchedFile, WatchedOutcome, watching};
use crate::error::{Error, Result};
use crate::history::stored::Facts;
use crate::identity::Grounds;
use crate::identity::index::PaperRef;
use crate::import::{
    Given, Import, ImportPlan, Judgement, OnDuplicate, PlannedEntry, PlannedSource, SourceOrigin,
    spans_to_text,
};
use crate::note::{clean_why, first_line};
use crate::paper::{PaperId, Uid, uid_of};
use crate::queue;
use crate::state::State;
use crate::store::tables::{
    AUTHORS, IDENTIFIERS, IMPORTS, LINKS, MARKS, NOTES, PAPER_TAGS, PAPERS, PASTED_TEXTS,
    QUESTIONS, REJECTIONS, SIGHTINGS,
};
use crate::tag::{clean_tag, tag_key};

/// How often the person's wish to stop is looked at, in papers.
const PAPERS_BETWEEN_LOOKS: usize = 200;

/// Writes a plan: its sources, sightings, new papers, and what known papers lacked.
pub(crate) fn accept(
    editor: &mut Editor<'_>,
    plan: ImportPlan,
    seq: ChangeSeq,
    now: Timestamp,
    oversight: &dyn Oversight,
) -> Result<Effect> {
    let newest: i64 = editor.db().query_row(
        "SELECT coalesce(max(seq), 0) FROM changes WHERE seq < ?1",
        [seq],
        |row| row.get(0),
    )?;
    let plan = if newest == plan.judged_at {
        plan
    } else {
        plan.judge_again(editor.db(), newest)?
    };
    let mut writer = Writer {
        seq,
        now,
        given: cleaned(editor, &plan.given)?,
        ids: plan
            .sources
            .iter()
            .map(|source| Vec::with_capacity(source.entries.len()))
            .collect(),
        spellings: HashMap::new(),
        queue_orders: None,
        n_done: 0,
        n_all: plan.n_candidates(),
        effect: Effect::default(),
    };
    for (number, source) in plan.sources.iter().enumerate() {
        let import = writer.source(editor, &plan, number, source, oversight)?;
        writer.effect.facts.sources.push(source.facts.name.clone());
        writer
            .effect
            .facts
            .imports
            .extend(import.id.as_ref().map(Uid::to_string));
        writer.effect.imports.push(import);
    }
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

struct Writer {
    seq: ChangeSeq,
    now: Timestamp,
    given: Given,
    /// For each entry of each source, which paper it became.
    ids: Vec<Vec<(PaperId, Option<Uid>)>>,
    /// How the tags met so far are written, by their keys.
    spellings: HashMap<String, String>,
    /// The places after the end of the queue, asked for when the first paper is queued.
    queue_orders: Option<std::vec::IntoIter<i64>>,
    n_done: usize,
    n_all: usize,
    effect: Effect,
}

impl Writer {
    fn source(
        &mut self,
        editor: &mut Editor<'_>,
        plan: &ImportPlan,
        number: usize,
        source: &PlannedSource,
        oversight: &dyn Oversight,
    ) -> Result<Import> {
        let uid = Uid::random();
        let mut import = plan.summary(source, |_| Ok(None))?;
        let import_id = self.import_row(editor, &uid, &import)?;
        for (place, entry) in source.entries.iter().enumerate() {
            if self.n_done.is_multiple_of(PAPERS_BETWEEN_LOOKS) {
                oversight.progress(self.n_done, self.n_all);
                if oversight.is_cancelled() {
                    return Err(Error::Cancelled);
                }
            }
            let (paper, paper_uid) = match entry.judgement {
                Judgement::New => self.add(editor, entry)?,
                Judgement::Known { paper, .. } | Judgement::Repeated { paper } => {
                    self.known(editor, paper, entry)?
                }
                Judgement::Possible {
                    paper,
                    answer: OnDuplicate::Same,
                    ..
                } => self.known(editor, paper, entry)?,
                Judgement::Possible {
                    paper,
                    grounds,
                    answer,
                } => {
                    let added = self.add(editor, entry)?;
                    if answer == OnDuplicate::Ask {
                        self.ask(editor, added.0, paper, grounds)?;
                    }
                    added
                }
            };
            editor.insert_in_range(
                &SIGHTINGS,
                None,
                &[
                    ("paper_id", &paper.0),
                    ("import_id", &import_id),
                    ("position", &(place as i64 + 1)),
                    ("outcome", &entry.judgement.outcome().name()),
                    ("lines", &spans_to_text(&entry.candidate.lines)),
                ],
            )?;
            import.papers[place].id.clone_from(&paper_uid);
            self.ids[number].push((paper, paper_uid));
            self.effect.papers.insert(paper);
            self.n_done += 1;
        }
        self.rest(editor, source, import_id)?;
        if let Some(stamp) = &source.facts.watched {
            watching::note_file(
                editor,
                &WatchedFile {
                    path: stamp.path.clone(),
                    size_bytes: stamp.size_bytes,
                    modified_at: stamp.modified_at,
                    hash: Some(source.facts.hash.clone()),
                    at: self.now,
                    outcome: WatchedOutcome::Taken {
                        import: uid.clone(),
                        n_found: import.numbers.found() as u32,
                        n_new: import.numbers.new as u32,
                    },
                },
            )?;
        }
        import.id = Some(uid);
        Ok(import)
    }

    fn import_row(&self, editor: &mut Editor<'_>, uid: &Uid, import: &Import) -> Result<i64> {
        let (origin, path) = match &import.source.origin {
            SourceOrigin::File(path) => ("file", Some(path)),
            SourceOrigin::Pasted => ("pasted", None),
            SourceOrigin::StandardInput => ("standard_input", None),
            SourceOrigin::Sample => ("sample", None),
        };
        let numbers = &import.numbers;
        editor.insert_in_range(
            &IMPORTS,
            None,
            &[
                ("uid", &uid.as_str()),
                ("seq", &self.seq),
                ("at", &self.now.as_millis()),
                ("origin", &origin),
                ("path", &path),
                ("name", &import.source.name),
                ("format", &import.source.format),
                ("encoding", &import.source.encoding),
                ("hash", &import.source.hash),
                ("size_bytes", &(import.source.size_bytes as i64)),
                ("n_found", &(numbers.found() as i64)),
                ("n_new", &(numbers.new as i64)),
                ("n_known", &(numbers.known as i64)),
                ("n_dropped", &(numbers.dropped as i64)),
                ("n_possible", &(numbers.possible as i64)),
                ("n_repeated", &(numbers.repeated as i64)),
                ("n_rejected", &(numbers.rejected as i64)),
                ("n_added", &(numbers.added as i64)),
                ("noise_lines", &(numbers.noise_lines as i64)),
            ],
        )
    }

    /// What a source leaves beside papers: its rejected records, and its text where it was pasted.
    fn rest(&self, editor: &mut Editor<'_>, source: &PlannedSource, import_id: i64) -> Result<()> {
        for rejection in &source.rejections {
            let reason = crate::snapshot::imports::reason_name(rejection.reason);
            editor.insert_in_range(
                &REJECTIONS,
                None,
                &[
                    ("import_id", &import_id),
                    ("first_line", &rejection.lines.first),
                    ("last_line", &rejection.lines.last),
                    ("reason", &reason),
                    ("text", &rejection.text),
                ],
            )?;
        }
        if let Some(text) = &source.text {
            let deflated = deflate(text.as_bytes());
            editor.insert_in_range(&PASTED_TEXTS, Some(import_id), &[("deflated", &deflated)])?;
        }
        Ok(())
    }

    fn ask(
        &self,
        editor: &mut Editor<'_>,
        paper: PaperId,
        other: PaperRef,
        grounds: Grounds,
    ) -> Result<()> {
        let other = match other {
            PaperRef::Kept(id) => id,
            PaperRef::Planned { source, entry } => self.ids[source][entry].0,
        };
        editor.insert_in_range(
            &QUESTIONS,
            None,
            &[
                ("paper_id", &paper.0),
                ("other_paper_id", &other.0),
                ("grounds", &grounds.name()),
            ],
        )?;
        Ok(())
    }

    fn add(
        &mut self,
        editor: &mut Editor<'_>,
        entry: &PlannedEntry,
    ) -> Result<(PaperId, Option<Uid>)> {
        let PlannedEntry {
            candidate, traits, ..
        } = entry;
        let uid = Uid::random();
        let id = editor.insert_in_range(
            &PAPERS,
            None,
            &[
                ("uid", &uid.as_str()),
                ("title", &candidate.title),
                ("title_key", &traits.title_key),
                ("abstract", &candidate.abstract_text),
                ("abstract_key", &traits.abstract_key),
                ("year", &candidate.year),
                ("venue", &candidate.venue),
                ("is_book", &(candidate.kind == WorkKind::Book)),
            ],
        )?;
        add_authors(editor, id, entry)?;
        for identifier in &candidate.identifiers {
            add_identifier(editor, id, identifier)?;
        }
        for link in &candidate.links {
            add_link(editor, id, link)?;
        }
        self.add_marks(editor, id, candidate)?;
        Ok((PaperId(id), Some(uid)))
    }

    fn add_marks(&mut self, editor: &mut Editor<'_>, id: i64, candidate: &Candidate) -> Result<()> {
        let found = &candidate.marks;
        let state = self
            .given
            .state
            .or(found.state.map(State::from))
            .unwrap_or(State::Inbox);
        let queue_order = match state {
            State::Queued => Some(self.next_queue_order(editor.db())?),
            State::Inbox | State::Reading | State::Read | State::Skimmed | State::Dropped => None,
        };
        // The day that the source tells, else the moment at which the person gave the state.
        let date = |told: &Option<String>, is_so: bool| {
            let day = told.as_deref().and_then(|day| day.parse().ok());
            let given_now = (is_so && self.given.state.is_some()).then_some(self.now);
            day.map(Timestamp::start_of)
                .or(given_now)
                .map(Timestamp::as_millis)
        };
        let found_why = found.why.as_deref().and_then(clean_why);
        let why = self.given.why.clone().or(found_why);
        let started_at = date(&found.started_on, state == State::Reading);
        let finished_at = match state.is_finished() {
            true => date(&found.finished_on, true),
            false => None,
        };
        editor.insert_in_range(
            &MARKS,
            Some(id),
            &[
                ("arrival", &self.seq),
                ("added_at", &self.now.as_millis()),
                ("state", &state.name()),
                ("starred", &found.is_starred),
                ("why", &why),
                ("queue_order", &queue_order),
                ("started_at", &started_at),
                ("finished_at", &finished_at),
            ],
        )?;
        if let Some(note) = found.note.as_deref().filter(|note| !note.trim().is_empty()) {
            editor.insert_in_range(
                &NOTES,
                Some(id),
                &[("text", &note), ("first_line", &first_line(note))],
            )?;
        }
        self.add_tags(editor, id, &found.tags)
    }

    fn next_queue_order(&mut self, db: &Connection) -> Result<i64> {
        if self.queue_orders.is_none() {
            let queued = queue::places(db)?;
            let orders = queue::orders_between(&queued, queued.len(), self.n_all);
            self.queue_orders = Some(orders.wanted.into_iter());
        }
        let next = self.queue_orders.as_mut().and_then(Iterator::next);
        Ok(next.expect("there is one for each candidate"))
    }

    fn add_tags(&mut self, editor: &mut Editor<'_>, id: i64, found: &[String]) -> Result<()> {
        let found = found.iter().filter_map(|tag| clean_tag(tag));
        let mut keys: HashSet<String> = HashSet::new();
        for tag in self.given.tags.iter().cloned().chain(found) {
            let key = tag_key(&tag);
            if !keys.insert(key.clone()) {
                continue;
            }
            let spelling = match self.spellings.entry(key.clone()) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => unknown.insert(spelled_as_known(editor, tag)?),
            };
            editor.insert_in_range(
                &PAPER_TAGS,
                None,
                &[("paper_id", &id), ("tag", spelling), ("tag_key", &key)],
            )?;
        }
        Ok(())
    }

    fn known(
        &self,
        editor: &mut Editor<'_>,
        paper: PaperRef,
        entry: &PlannedEntry,
    ) -> Result<(PaperId, Option<Uid>)> {
        match paper {
            PaperRef::Kept(id) => {
                fill(editor, id, entry)?;
                Ok((id, uid_of(editor.db(), id)?))
            }
            PaperRef::Planned { source, entry } => Ok(self.ids[source][entry].clone()),
        }
    }
}

/// Gives a known paper what it lacked. Nothing that it already had is changed.
fn fill(editor: &mut Editor<'_>, id: PaperId, entry: &PlannedEntry) -> Result<()> {
    let PlannedEntry {
        candidate, traits, ..
    } = entry;
    let (has_title, has_abstract, has_year, has_venue, has_authors): (
        bool,
        bool,
        bool,
        bool,
        bool,
    ) = editor
        .db()
        .prepare_cached(
            "SELECT title <> '', abstract IS NOT NULL, year IS NOT NULL, venue IS NOT NULL,
                    EXISTS (SELECT 1 FROM authors WHERE paper_id = papers.id)
             FROM papers WHERE id = ?1",
        )?
        .query_row([id.0], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })?;
    let mut lacked = Columns::new();
    if !has_title && !candidate.title.is_empty() {
        lacked.push(("title", Value::Text(candidate.title.clone())));
        lacked.push(("title_key", Value::Text(traits.title_key.clone())));
    }
    if let (false, Some(abstract_text)) = (has_abstract, &candidate.abstract_text) {
        lacked.push(("abstract", Value::Text(abstract_text.clone())));
        lacked.push((
            "abstract_key",
            traits.abstract_key.map_or(Value::Null, Value::Integer),
        ));
    }
    if let (false, Some(year)) = (has_year, candidate.year) {
        lacked.push(("year", Value::Integer(i64::from(year))));
    }
    if let (false, Some(venue)) = (has_venue, &candidate.venue) {
        lacked.push(("venue", Value::Text(venue.clone())));
    }
    if !lacked.is_empty() {
        editor.update(&PAPERS, id.0, &lacked)?;
    }
    if !has_authors {
        add_authors(editor, id.0, entry)?;
    }
    for identifier in &candidate.identifiers {
        let is_there = editor
            .db()
            .prepare_cached(
                "SELECT 1 FROM identifiers WHERE paper_id = ?1 AND scheme = ?2 AND value = ?3",
            )?
            .exists(params![id.0, identifier.scheme.name(), identifier.value])?;
        if !is_there {
            add_identifier(editor, id.0, identifier)?;
        }
    }
    for link in &candidate.links {
        let is_there = editor
            .db()
            .prepare_cached("SELECT 1 FROM links WHERE paper_id = ?1 AND url = ?2")?
            .exists(params![id.0, link.url])?;
        if !is_there {
            add_link(editor, id.0, link)?;
        }
    }
    Ok(())
}

fn add_authors(editor: &mut Editor<'_>, paper: i64, entry: &PlannedEntry) -> Result<()> {
    let authors = entry.candidate.authors.iter();
    for (position, (author, family_key)) in authors.zip(&entry.traits.family_keys).enumerate() {
        editor.insert_in_range(
            &AUTHORS,
            None,
            &[
                ("paper_id", &paper),
                ("position", &(position as i64)),
                ("family", &author.family),
                ("given", &author.given),
                ("family_key", family_key),
            ],
        )?;
    }
    Ok(())
}

fn add_identifier(editor: &mut Editor<'_>, paper: i64, identifier: &Identifier) -> Result<()> {
    editor.insert_in_range(
        &IDENTIFIERS,
        None,
        &[
            ("paper_id", &paper),
            ("scheme", &identifier.scheme.name()),
            ("value", &identifier.value),
        ],
    )?;
    Ok(())
}

fn add_link(editor: &mut Editor<'_>, paper: i64, link: &Link) -> Result<()> {
    editor.insert_in_range(
        &LINKS,
        None,
        &[
            ("paper_id", &paper),
            ("kind", &link.kind.name()),
            ("url", &link.url),
        ],
    )?;
    Ok(())
}
