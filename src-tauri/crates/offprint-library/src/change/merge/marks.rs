//! What the person did with two papers, made one. None of it is lost.

use rusqlite::types::Value;

use crate::change::edit::Columns;
use crate::change::editor::Editor;
use crate::change::merge::{rows_of, text, value};
use crate::error::Result;
use crate::note::{first_line, note_of};
use crate::paper::PaperId;
use crate::state::State;
use crate::store::tables::{MARKS, NOTES, PAPER_TAGS, TRASH};

/// Gives the kept paper all marks of the other.
pub(super) fn unite(editor: &mut Editor<'_>, keep: PaperId, gone: PaperId) -> Result<()> {
    let (Some(kept), Some(other)) = (editor.row(&MARKS, keep.0)?, editor.row(&MARKS, gone.0)?)
    else {
        return Ok(());
    };
    editor.update(&MARKS, keep.0, &united(&kept, &other))?;
    unite_tags(editor, keep, gone)?;
    unite_notes(editor, keep, gone, &kept, &other)?;
    // One of them is in the library, and so is the one that stays.
    if editor.row(&TRASH, gone.0)?.is_none() {
        editor.delete(&TRASH, keep.0)?;
    }
    Ok(())
}

/// The further state with its dates, the earlier day that is due, a star if either has one, and a snooze only if
/// both are snoozed.
fn united(kept: &[Value], other: &[Value]) -> Columns {
    let state_of = |row| {
        let name = text(&MARKS, row, "state").unwrap_or_default();
        State::from_name(name).unwrap_or(State::Inbox)
    };
    let first_of = |column| match value(&MARKS, kept, column) {
        Value::Null => value(&MARKS, other, column).clone(),
        own => own.clone(),
    };
    let earlier = |column| match (value(&MARKS, kept, column), value(&MARKS, other, column)) {
        (Value::Text(one), Value::Text(two)) => Value::Text(one.min(two).clone()),
        (Value::Integer(one), Value::Integer(two)) => Value::Integer(*one.min(two)),
        (Value::Null, told) | (told, _) => told.clone(),
    };
    let is_other_further = rank(state_of(other)) > rank(state_of(kept));
    let (further, state) = match is_other_further {
        true => (other, state_of(other)),
        false => (kept, state_of(kept)),
    };
    let finished_at = match (value(&MARKS, further, "finished_at"), state.is_finished()) {
        (Value::Null, true) => first_of("finished_at"),
        (told, _) => told.clone(),
    };
    let later = |column| match (value(&MARKS, kept, column), value(&MARKS, other, column)) {
        (Value::Integer(one), Value::Integer(two)) => Value::Integer(*one.max(two)),
        (Value::Null, told) | (told, _) => told.clone(),
    };
    let queued_at = match value(&MARKS, further, "queued_at") {
        Value::Null => first_of("queued_at"),
        told => told.clone(),
    };
    let are_both_snoozed = [kept, other]
        .iter()
        .all(|row| *value(&MARKS, row, "snoozed_until") != Value::Null);
    let snoozed_until = match are_both_snoozed {
        true => earlier("snoozed_until"),
        false => Value::Null,
    };
    let is_starred = [kept, other]
        .iter()
        .any(|row| *value(&MARKS, row, "starred") == Value::Integer(1));
    vec![
        ("state", Value::Text(state.name().to_owned())),
        ("queue_order", value(&MARKS, further, "queue_order").clone()),
        ("starred", Value::Integer(i64::from(is_starred))),
        ("why", first_of("why")),
        ("due_on", earlier("due_on")),
        ("snoozed_until", snoozed_until),
        ("started_at", earlier("started_at")),
        ("finished_at", finished_at),
        ("queued_at", queued_at),
        ("kept_at", later("kept_at")),
    ]
}

/// How far a paper has come. What was dropped was not wanted by itself; the other one was not dropped.
const fn rank(state: State) -> u8 {
    match state {
        State::Dropped => 0,
        State::Inbox => 1,
        State::Queued => 2,
        State::Reading => 3,
        State::Skimmed => 4,
        State::Read => 5,
    }
}

fn unite_tags(editor: &mut Editor<'_>, keep: PaperId, gone: PaperId) -> Result<()> {
    for row in rows_of(editor.db(), &PAPER_TAGS, gone)? {
        let Some(mut tag) = editor.row(&PAPER_TAGS, row)? else {
            continue;
        };
        let key = text(&PAPER_TAGS, &tag, "tag_key").unwrap_or_default();
        let is_there = editor
            .db()
            .prepare_cached("SELECT 1 FROM paper_tags WHERE paper_id = ?1 AND tag_key = ?2")?
            .exists((keep.0, key))?;
        if !is_there {
            tag[0] = Value::Integer(keep.0);
            let values = PAPER_TAGS.columns.iter().copied().zip(tag).collect();
            editor.insert(&PAPER_TAGS, None, values)?;
        }
    }
    Ok(())
}

/// One note beneath the other, a blank line between. A second why, for which there is no place, is quoted below.
fn unite_notes(
    editor: &mut Editor<'_>,
    keep: PaperId,
    gone: PaperId,
    kept: &[Value],
    other: &[Value],
) -> Result<()> {
    let own = note_of(editor.db(), keep)?;
    let mut pieces: Vec<String> = own.iter().cloned().collect();
    pieces.extend(note_of(editor.db(), gone)?.filter(|note| own.as_ref() != Some(note)));
    let whys = (text(&MARKS, kept, "why"), text(&MARKS, other, "why"));
    if let (Some(why), Some(other_why)) = whys
        && why != other_why
    {
        pieces.push(format!("> {other_why}"));
    }
    let note = match pieces.split_last() {
        // A note that gets nothing more stays as it was typed, to its last space.
        Some((last, before)) => before
            .iter()
            .map(|piece| format!("{}\n\n", piece.trim_end()))
            .chain([last.clone()])
            .collect::<String>(),
        None => return Ok(()),
    };
    let values = vec![
        ("first_line", Value::Text(first_line(&note))),
        ("text", Value::Text(note)),
    ];
    if own.is_some() {
        editor.update(&NOTES, keep.0, &values)?;
    } else {
        editor.insert(&NOTES, Some(keep.0), values)?;
    }
    Ok(())
}
