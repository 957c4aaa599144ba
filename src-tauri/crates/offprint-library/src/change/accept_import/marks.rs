//! The marks that a source brings: state, star, why, days, note and tags.

use std::collections::{HashSet, hash_map};

use offprint_formats::candidate::{Candidate, FoundMarks};
use offprint_platform::clock::{Day, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params};

use super::Writer;
use crate::change::annotate::spelled_as_known;
use crate::change::edit::Columns;
use crate::change::editor::Editor;
use crate::error::Result;
use crate::note::{clean_why, first_line, note_of};
use crate::paper::PaperId;
use crate::queue;
use crate::state::State;
use crate::store::tables::{MARKS, NOTES, PAPER_TAGS};
use crate::tag::{clean_tag, tag_key};

impl Writer<'_> {
    pub(super) fn add_marks(
        &mut self,
        editor: &mut Editor<'_>,
        id: i64,
        candidate: &Candidate,
    ) -> Result<()> {
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
        // What the source tells, else the moment at which the person gave the state.
        let date = |told: &Option<String>, is_so: bool| {
            let given_now = (is_so && self.given.state.is_some()).then_some(self.now);
            told.as_deref()
                .and_then(Timestamp::of_text)
                .or(given_now)
                .map(Timestamp::as_millis)
        };
        let added_at = match found.added_at.as_deref().and_then(Timestamp::of_text) {
            Some(told) => told.min(self.now),
            None => self.now,
        };
        let day = |told: &Option<String>| {
            let day: Option<Day> = told.as_deref().and_then(|day| day.parse().ok());
            day.map(|day| day.to_string())
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
                ("added_at", &added_at.as_millis()),
                ("state", &state.name()),
                ("starred", &found.is_starred),
                ("why", &why),
                ("due_on", &day(&found.due_on)),
                ("snoozed_until", &day(&found.snoozed_until)),
                ("queue_order", &queue_order),
                ("started_at", &started_at),
                ("finished_at", &finished_at),
            ],
        )?;
        add_note(editor, id, found)?;
        self.add_tags(editor, id, &found.tags)
    }

    pub(super) fn next_queue_order(&mut self, db: &Connection) -> Result<i64> {
        let next = match self.last_queue_order {
            Some(last) => last + queue::GAP,
            None => queue::after_the_last(db)?,
        };
        self.last_queue_order = Some(next);
        Ok(next)
    }

    pub(super) fn add_tags(
        &mut self,
        editor: &mut Editor<'_>,
        id: i64,
        found: &[String],
    ) -> Result<()> {
        let found = found.iter().filter_map(|tag| clean_tag(tag));
        let mut keys: HashSet<String> = HashSet::new();
        for tag in self.given.tags.clone().into_iter().chain(found) {
            let key = tag_key(&tag);
            if keys.insert(key.clone()) {
                self.add_tag(editor, id, tag, &key)?;
            }
        }
        Ok(())
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
                self.add_tag(editor, id, tag, &key)?;
            }
        }
        Ok(())
    }

    fn add_tag(&mut self, editor: &mut Editor<'_>, id: i64, tag: String, key: &str) -> Result<()> {
        let spelling = match self.spellings.entry(key.to_owned()) {
            hash_map::Entry::Occupied(known) => known.into_mut(),
            hash_map::Entry::Vacant(unknown) => unknown.insert(spelled_as_known(editor, tag)?),
        };
        editor.insert_in_range(
            &PAPER_TAGS,
            None,
            &[("paper_id", &id), ("tag", spelling), ("tag_key", &key)],
        )?;
        Ok(())
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
            let day: Option<Day> = told.as_deref().and_then(|day| day.parse().ok());
            if let (true, Some(day)) = (is_null(column), day) {
                lacked.push((column, Value::Text(day.to_string())));
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

/// Writes the note that a source brings. What it says at a second place goes below what it said at the first.
fn add_note(editor: &mut Editor<'_>, id: i64, found: &FoundMarks) -> Result<()> {
    let Some(note) = found.note.as_deref().filter(|note| !note.trim().is_empty()) else {
        return Ok(());
    };
    match note_of(editor.db(), PaperId(id))? {
        None => {
            let columns: [(&str, &dyn ToSql); 2] =
                [("text", &note), ("first_line", &first_line(note))];
            editor.insert_in_range(&NOTES, Some(id), &columns)?;
        }
        Some(present) if !present.contains(note.trim()) => {
            let text = format!("{}\n\n{note}", present.trim_end());
            editor.update(&NOTES, id, &[("text", Value::Text(text))])?;
        }
        Some(_) => {}
    }
    Ok(())
}
