//! Candidates become papers and sightings.

use offprint_formats::candidate::Candidate;
use offprint_formats::fields::title_key::title_key;
use offprint_platform::clock::Timestamp;
use rusqlite::params;
use rusqlite::types::Value;

use crate::change::annotate::known_spelling;
use crate::change::apply::Effect;
use crate::change::edit::Columns;
use crate::change::editor::Editor;
use crate::change::packed::deflate;
use crate::change::{ChangeSeq, Oversight, WatchedFile, WatchedOutcome, watching};
use crate::error::{Error, Result};
use crate::history::stored::Facts;
use crate::identity::index::PaperRef;
use crate::identity::{Grounds, abstract_key, family_key};
use crate::import::{
    Given, Import, ImportPlan, Judgement, OnDuplicate, PlannedSource, SourceOrigin, spans_to_text,
};
use crate::note::{clean_why, first_line};
use crate::paper::{PaperId, Uid};
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
    let mut tags = Vec::new();
    for tag in given.tags.iter().filter_map(|tag| clean_tag(tag)) {
        tags.push(known_spelling(editor, &tag)?.unwrap_or(tag));
    }
    Ok(Given {
        state: given.state,
        tags,
        why: given.why.as_deref().and_then(clean_why),
    })
}

struct Writer {
    seq: ChangeSeq,
    now: Timestamp,
    given: Given,
    /// For each entry of each source, which paper it became.
    ids: Vec<Vec<(PaperId, Option<Uid>)>>,
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
        let import_id = editor.insert_in_range(&IMPORTS, None, &self.import_row(&uid, &import))?;
        for (place, entry) in source.entries.iter().enumerate() {
            if self.n_done.is_multiple_of(PAPERS_BETWEEN_LOOKS) {
                oversight.progress(self.n_done, self.n_all);
                if oversight.is_cancelled() {
                    return Err(Error::Cancelled);
                }
            }
            let (paper, paper_uid) = match entry.judgement {
                Judgement::New => self.add(editor, &entry.candidate)?,
                Judgement::Known { paper, .. } | Judgement::Repeated { paper } => {
                    self.known(editor, paper, &entry.candidate)?
                }
                Judgement::Possible {
                    paper,
                    answer: OnDuplicate::Same,
                    ..
                } => self.known(editor, paper, &entry.candidate)?,
                Judgement::Possible {
                    paper,
                    grounds,
                    answer,
                } => {
                    let added = self.add(editor, &entry.candidate)?;
                    if answer == OnDuplicate::Ask {
                        self.ask(editor, added.0, paper, grounds)?;
                    }
                    added
                }
            };
            editor.insert_in_range(
                &SIGHTINGS,
                None,
                &vec![
                    ("paper_id", Value::Integer(paper.0)),
                    ("import_id", Value::Integer(import_id)),
                    ("position", Value::Integer(place as i64 + 1)),
                    (
                        "outcome",
                        Value::Text(entry.judgement.outcome().name().to_owned()),
                    ),
                    ("lines", Value::Text(spans_to_text(&entry.candidate.lines))),
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

    fn import_row(&self, uid: &Uid, import: &Import) -> Columns {
        let (origin, path) = match &import.source.origin {
            SourceOrigin::File(path) => ("file", Value::Text(path.clone())),
            SourceOrigin::Pasted => ("pasted", Value::Null),
            SourceOrigin::StandardInput => ("standard_input", Value::Null),
            SourceOrigin::Sample => ("sample", Value::Null),
        };
        let text = |text: &str| Value::Text(text.to_owned());
        let number = |number: usize| Value::Integer(number as i64);
        let numbers = &import.numbers;
        vec![
            ("uid", text(uid.as_str())),
            ("seq", Value::Integer(self.seq)),
            ("at", Value::Integer(self.now.as_millis())),
            ("origin", text(origin)),
            ("path", path),
            ("name", text(&import.source.name)),
            ("format", text(&import.source.format)),
            ("encoding", text(&import.source.encoding)),
            ("hash", text(&import.source.hash)),
            (
                "size_bytes",
                Value::Integer(import.source.size_bytes as i64),
            ),
            ("n_found", number(numbers.found())),
            ("n_new", number(numbers.new)),
            ("n_known", number(numbers.known)),
            ("n_dropped", number(numbers.dropped)),
            ("n_possible", number(numbers.possible)),
            ("n_repeated", number(numbers.repeated)),
            ("n_rejected", number(numbers.rejected)),
            ("n_added", number(numbers.added)),
            ("noise_lines", number(numbers.noise_lines)),
        ]
    }

    /// What a source leaves beside papers: its rejected records, and its text where it was pasted.
    fn rest(&self, editor: &mut Editor<'_>, source: &PlannedSource, import_id: i64) -> Result<()> {
        for rejection in &source.rejections {
            editor.insert_in_range(
                &REJECTIONS,
                None,
                &vec![
                    ("import_id", Value::Integer(import_id)),
                    (
                        "first_line",
                        Value::Integer(i64::from(rejection.lines.first)),
                    ),
                    ("last_line", Value::Integer(i64::from(rejection.lines.last))),
                    (
                        "reason",
                        Value::Text(
                            crate::snapshot::imports::reason_name(rejection.reason).to_owned(),
                        ),
                    ),
                    ("text", Value::Text(rejection.text.clone())),
                ],
            )?;
        }
        if let Some(text) = &source.text {
            let deflated = Value::Blob(deflate(text.as_bytes()));
            editor.insert_in_range(
                &PASTED_TEXTS,
                Some(import_id),
                &vec![("deflated", deflated)],
            )?;
        }
        Ok(())
    }

    fn resolve(&self, paper: PaperRef) -> (PaperId, Option<Uid>) {
        match paper {
            PaperRef::Kept(id) => (id, None),
            PaperRef::Planned { source, entry } => self.ids[source][entry].clone(),
        }
    }

    fn ask(
        &self,
        editor: &mut Editor<'_>,
        paper: PaperId,
        other: PaperRef,
        grounds: Grounds,
    ) -> Result<()> {
        let (other, _) = self.resolve(other);
        editor.insert_in_range(
            &QUESTIONS,
            None,
            &vec![
                ("paper_id", Value::Integer(paper.0)),
                ("other_paper_id", Value::Integer(other.0)),
                ("grounds", Value::Text(grounds.name().to_owned())),
            ],
        )?;
        Ok(())
    }

    fn add(
        &self,
        editor: &mut Editor<'_>,
        candidate: &Candidate,
    ) -> Result<(PaperId, Option<Uid>)> {
        let uid = Uid::random();
        let text = |text: &str| Value::Text(text.to_owned());
        let abstract_text = candidate.abstract_text.as_deref();
        let id = editor.insert_in_range(
            &PAPERS,
            None,
            &vec![
                ("uid", text(uid.as_str())),
                ("title", text(&candidate.title)),
                ("title_key", Value::Text(title_key(&candidate.title))),
                ("abstract", abstract_text.map_or(Value::Null, text)),
                (
                    "abstract_key",
                    abstract_text
                        .and_then(abstract_key)
                        .map_or(Value::Null, Value::Integer),
                ),
                (
                    "year",
                    candidate
                        .year
                        .map_or(Value::Null, |year| Value::Integer(i64::from(year))),
                ),
                (
                    "venue",
                    candidate.venue.as_deref().map_or(Value::Null, text),
                ),
                (
                    "is_book",
                    Value::Integer(i64::from(
                        candidate.kind == offprint_formats::candidate::WorkKind::Book,
                    )),
                ),
            ],
        )?;
        add_authors(editor, id, candidate)?;
        for identifier in &candidate.identifiers {
            add_identifier(editor, id, identifier)?;
        }
        for link in &candidate.links {
            add_link(editor, id, link)?;
        }
        self.add_marks(editor, id, candidate)?;
        Ok((PaperId(id), Some(uid)))
    }

    fn add_marks(&self, editor: &mut Editor<'_>, id: i64, candidate: &Candidate) -> Result<()> {
        let found = &candidate.marks;
        let state = self
            .given
            .state
            .or(found.state.map(State::from))
            .unwrap_or(State::Inbox);
        let queue_order = match state {
            State::Queued => Value::Integer(queue::order_at_end(editor.db())?),
            State::Inbox | State::Reading | State::Read | State::Skimmed | State::Dropped => {
                Value::Null
            }
        };
        let given_now = |is_so: bool| match self.given.state {
            Some(_) if is_so => Value::Integer(self.now.as_millis()),
            Some(_) | None => Value::Null,
        };
        editor.insert_in_range(
            &MARKS,
            Some(id),
            &vec![
                ("arrival", Value::Integer(self.seq)),
                ("added_at", Value::Integer(self.now.as_millis())),
                ("state", Value::Text(state.name().to_owned())),
                ("starred", Value::Integer(i64::from(found.is_starred))),
                (
                    "why",
                    self.given.why.clone().map_or(Value::Null, Value::Text),
                ),
                ("queue_order", queue_order),
                ("started_at", given_now(state == State::Reading)),
                ("finished_at", given_now(state.is_finished())),
            ],
        )?;
        if let Some(note) = found.note.as_deref().filter(|note| !note.trim().is_empty()) {
            let values = vec![
                ("text", Value::Text(note.to_owned())),
                ("first_line", Value::Text(first_line(note))),
            ];
            editor.insert_in_range(&NOTES, Some(id), &values)?;
        }
        let mut keys: Vec<String> = Vec::new();
        for tag in self
            .given
            .tags
            .iter()
            .cloned()
            .chain(found.tags.iter().filter_map(|tag| clean_tag(tag)))
        {
            let key = tag_key(&tag);
            if keys.contains(&key) {
                continue;
            }
            let tag = known_spelling(editor, &tag)?.unwrap_or(tag);
            editor.insert_in_range(
                &PAPER_TAGS,
                None,
                &vec![
                    ("paper_id", Value::Integer(id)),
                    ("tag", Value::Text(tag)),
                    ("tag_key", Value::Text(key.clone())),
                ],
            )?;
            keys.push(key);
        }
        Ok(())
    }

    fn known(
        &self,
        editor: &mut Editor<'_>,
        paper: PaperRef,
        candidate: &Candidate,
    ) -> Result<(PaperId, Option<Uid>)> {
        let (id, uid) = self.resolve(paper);
        if let PaperRef::Kept(id) = paper {
            fill(editor, id, candidate)?;
        }
        let uid = match uid {
            Some(uid) => Some(uid),
            None => Some(Uid::from_database(
                editor
                    .db()
                    .prepare_cached("SELECT uid FROM papers WHERE id = ?1")?
                    .query_row([id.0], |row| row.get(0))?,
            )),
        };
        Ok((id, uid))
    }
}

/// Gives a known paper what it lacked. Nothing that it already had is changed.
fn fill(editor: &mut Editor<'_>, id: PaperId, candidate: &Candidate) -> Result<()> {
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
        lacked.push(("title_key", Value::Text(title_key(&candidate.title))));
    }
    if let (false, Some(abstract_text)) = (has_abstract, &candidate.abstract_text) {
        lacked.push(("abstract", Value::Text(abstract_text.clone())));
        lacked.push((
            "abstract_key",
            abstract_key(abstract_text).map_or(Value::Null, Value::Integer),
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
        add_authors(editor, id.0, candidate)?;
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

fn add_authors(editor: &mut Editor<'_>, paper: i64, candidate: &Candidate) -> Result<()> {
    for (position, author) in candidate.authors.iter().enumerate() {
        editor.insert_in_range(
            &AUTHORS,
            None,
            &vec![
                ("paper_id", Value::Integer(paper)),
                ("position", Value::Integer(position as i64)),
                ("family", Value::Text(author.family.clone())),
                ("given", Value::Text(author.given.clone())),
                ("family_key", Value::Text(family_key(&author.family))),
            ],
        )?;
    }
    Ok(())
}

fn add_identifier(
    editor: &mut Editor<'_>,
    paper: i64,
    identifier: &offprint_formats::fields::identifier::Identifier,
) -> Result<()> {
    editor.insert_in_range(
        &IDENTIFIERS,
        None,
        &vec![
            ("paper_id", Value::Integer(paper)),
            ("scheme", Value::Text(identifier.scheme.name().to_owned())),
            ("value", Value::Text(identifier.value.clone())),
        ],
    )?;
    Ok(())
}

fn add_link(
    editor: &mut Editor<'_>,
    paper: i64,
    link: &offprint_formats::fields::link::Link,
) -> Result<()> {
    editor.insert_in_range(
        &LINKS,
        None,
        &vec![
            ("paper_id", Value::Integer(paper)),
            ("kind", Value::Text(link.kind.name().to_owned())),
            ("url", Value::Text(link.url.clone())),
        ],
    )?;
    Ok(())
}
