//! The marks that a source brings: state, star, why, days, note and tags.

use std::collections::{HashSet, hash_map};

use offprint_formats::candidate::{Candidate, FoundMarks};
use offprint_platform::clock::{Day, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::Writer;
use crate::change::ChangeSeq;
use crate::change::annotate::spelled_as_known;
use crate::change::edit::Columns;
use crate::change::editor::Editor;
use crate::change::new_rows::{Cell, NewRows, or_null};
use crate::error::Result;
use crate::note::{clean_why, first_line, note_of};
use crate::paper::PaperId;
use crate::queue;
use crate::state::State;
use crate::store::tables::{MARKS, NOTES, PAPER_TAGS};
use crate::tag::{clean_tag, tag_key};

/// The marks of a paper that comes in.
pub(super) struct NewMarks {
    state: State,
    is_starred: bool,
    why: Option<String>,
    due_on: Option<String>,
    snoozed_until: Option<String>,
    queue_order: Option<i64>,
    added_at: Timestamp,
    started_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
    queued_at: Option<Timestamp>,
}

/// A tag as it is written here, and its key.
pub(super) struct TagOf {
    tag: String,
    key: String,
}

impl NewMarks {
    /// Returns their row, of a paper that came in with the change `arrival`.
    pub fn row(&self, arrival: ChangeSeq) -> [(&'static str, Cell<'_>); 11] {
        [
            ("arrival", arrival.into()),
            ("added_at", self.added_at.as_millis().into()),
            ("state", self.state.name().into()),
            ("starred", self.is_starred.into()),
            ("why", or_null(self.why.as_deref())),
            ("due_on", or_null(self.due_on.as_deref())),
            ("snoozed_until", or_null(self.snoozed_until.as_deref())),
            ("queue_order", or_null(self.queue_order)),
            (
                "started_at",
                or_null(self.started_at.map(Timestamp::as_millis)),
            ),
            (
                "finished_at",
                or_null(self.finished_at.map(Timestamp::as_millis)),
            ),
            (
                "queued_at",
                or_null(self.queued_at.map(Timestamp::as_millis)),
            ),
        ]
    }
}

impl Writer<'_> {
    /// Returns the marks that a paper comes in with.
    pub(super) fn new_marks(&mut self, db: &Connection, found: &FoundMarks) -> Result<NewMarks> {
        let state = self
            .given
            .state
            .or(found.state.map(State::from))
            .unwrap_or(State::Inbox);
        let queue_order = match state {
            State::Queued => Some(self.next_queue_order(db)?),
            State::Inbox | State::Reading | State::Read | State::Skimmed | State::Dropped => None,
        };
        // What the source tells, else the moment at which the person gave the state.
        let date = |told: &Option<String>, is_so: bool| {
            let given_now = (is_so && self.given.state.is_some()).then_some(self.now);
            told.as_deref().and_then(Timestamp::of_text).or(given_now)
        };
        let told_added_at = found.added_at.as_deref().and_then(Timestamp::of_text);
        let added_at = told_added_at.map_or(self.now, |told| told.min(self.now));
        // What another list had queued has waited there since it came into it.
        let queued_at = match self.given.state {
            Some(_) => self.now,
            None => added_at,
        };
        let found_why = found.why.as_deref().and_then(clean_why);
        Ok(NewMarks {
            is_starred: found.is_starred,
            why: self.given.why.clone().or(found_why),
            due_on: day(&found.due_on),
            snoozed_until: day(&found.snoozed_until),
            queue_order,
            added_at,
            started_at: date(&found.started_on, state == State::Reading),
            finished_at: match state.is_finished() {
                true => date(&found.finished_on, true),
                false => None,
            },
            queued_at: (state == State::Queued).then_some(queued_at),
            state,
        })
    }

    /// Returns the tags that a paper comes in with, each once.
    pub(super) fn new_tags(&mut self, editor: &Editor<'_>, found: &[String]) -> Result<Vec<TagOf>> {
        let found = found.iter().filter_map(|tag| clean_tag(tag));
        let mut keys: HashSet<String> = HashSet::new();
        let mut tags = Vec::new();
        for tag in self.given.tags.clone().into_iter().chain(found) {
            let key = tag_key(&tag);
            if keys.insert(key.clone()) {
                tags.push(self.spelled(editor, tag, key)?);
            }
        }
        Ok(tags)
    }

    pub(super) fn next_queue_order(&mut self, db: &Connection) -> Result<i64> {
        let next = match self.last_queue_order {
            Some(last) => last + queue::GAP,
            None => queue::order_at_end(db)?,
        };
        self.last_queue_order = Some(next);
        Ok(next)
    }

    /// Adds those tags of a paper which it does not have yet.
    fn add_late_tags(&mut self, editor: &mut Editor<'_>, id: i64, found: &[String]) -> Result<()> {
        for tag in found.iter().filter_map(|tag| clean_tag(tag)) {
            let key = tag_key(&tag);
            let is_there = editor
                .db()
                .prepare_cached("SELECT 1 FROM paper_tags WHERE paper_id = ?1 AND tag_key = ?2")?
                .exists(params![id, key])?;
            if !is_there {
                let mut rows = NewRows::of(&PAPER_TAGS);
                let tag = self.spelled(editor, tag, key)?;
                add_tag(&mut rows, id, &tag);
                editor.insert_all(&rows)?;
            }
        }
        Ok(())
    }

    /// Returns a tag as it is written here already.
    fn spelled(&mut self, editor: &Editor<'_>, tag: String, key: String) -> Result<TagOf> {
        let tag = match self.spellings.entry(key.clone()) {
            hash_map::Entry::Occupied(known) => known.get().clone(),
            hash_map::Entry::Vacant(unknown) => {
                unknown.insert(spelled_as_known(editor, tag)?).clone()
            }
        };
        Ok(TagOf { tag, key })
    }

    /// A source that holds a paper twice may have its marks at either place.
    pub(super) fn fill_marks(
        &mut self,
        editor: &mut Editor<'_>,
        id: PaperId,
        candidate: &Candidate,
    ) -> Result<()> {
        let found = &candidate.marks;
        if *found == FoundMarks::default() {
            return Ok(());
        }
        self.add_late_tags(editor, id.0, &found.tags)?;
        add_note(editor, id.0, found)?;
        let row = editor.row(&MARKS, id.0)?.unwrap_or_default();
        let value = |column| MARKS.place_of(column).and_then(|place| row.get(place));
        let is_null = |column| value(column) == Some(&Value::Null);
        let mut state = match value("state") {
            Some(Value::Text(name)) => State::from_name(name),
            _ => None,
        };
        let mut lacked = Columns::new();
        let told = found.state.map(State::from);
        if let (Some(State::Inbox), None, Some(told)) = (state, self.given.state, told) {
            state = Some(told);
            lacked.push(("state", Value::Text(told.name().to_owned())));
            if told == State::Queued {
                let order = self.next_queue_order(editor.db())?;
                lacked.push(("queue_order", Value::Integer(order)));
                let added_at = value("added_at").cloned().unwrap_or(Value::Null);
                lacked.push(("queued_at", added_at));
            }
        }
        if found.is_starred {
            lacked.push(("starred", Value::Integer(1)));
        }
        if let (true, Some(why)) = (is_null("why"), found.why.as_deref().and_then(clean_why)) {
            lacked.push(("why", Value::Text(why)));
        }
        for (column, told) in [
            ("due_on", &found.due_on),
            ("snoozed_until", &found.snoozed_until),
        ] {
            if let (true, Some(day)) = (is_null(column), day(told)) {
                lacked.push((column, Value::Text(day)));
            }
        }
        let is_finished = state.is_some_and(State::is_finished);
        for (column, told, is_so) in [
            ("started_at", &found.started_on, true),
            ("finished_at", &found.finished_on, is_finished),
        ] {
            let at = told.as_deref().and_then(Timestamp::of_text);
            if let (true, true, Some(at)) = (is_so, is_null(column), at) {
                lacked.push((column, Value::Integer(at.as_millis())));
            }
        }
        editor.update(&MARKS, id.0, &lacked)?;
        Ok(())
    }
}

pub(super) fn add_tag<'a>(rows: &mut NewRows<'a>, paper: i64, tag: &'a TagOf) {
    rows.add(
        None,
        [
            ("paper_id", paper.into()),
            ("tag", tag.tag.as_str().into()),
            ("tag_key", tag.key.as_str().into()),
        ],
    );
}

/// Returns the row of the note that a source brings, if it brings one.
pub(super) fn new_note(found: &FoundMarks) -> Option<[(&'static str, Cell<'_>); 2]> {
    let note = note_in(found)?;
    Some([
        ("text", note.into()),
        ("first_line", first_line(note).into()),
    ])
}

/// Writes the note that a source brings late. What it says at a second place goes below what it said at the first.
fn add_note(editor: &mut Editor<'_>, id: i64, found: &FoundMarks) -> Result<()> {
    let (Some(note), Some(row)) = (note_in(found), new_note(found)) else {
        return Ok(());
    };
    match note_of(editor.db(), PaperId(id))? {
        None => {
            editor.insert_in_range(&NOTES, Some(id), row)?;
        }
        Some(present) if !present.contains(note.trim()) => {
            let text = format!("{}\n\n{note}", present.trim_end());
            editor.update(&NOTES, id, &[("text", Value::Text(text))])?;
        }
        Some(_) => {}
    }
    Ok(())
}

fn note_in(found: &FoundMarks) -> Option<&str> {
    let note = found.note.as_deref();
    note.filter(|note| !note.trim().is_empty())
}

/// Returns a day as it is stored; none where none is told.
fn day(told: &Option<String>) -> Option<String> {
    let day: Day = told.as_deref()?.parse().ok()?;
    Some(day.to_string())
}
