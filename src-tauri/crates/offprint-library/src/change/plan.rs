//! What the person plans: until when a paper is hidden, by when it is read, how long the queue is.

use std::collections::HashSet;

use offprint_platform::clock::{Day, Timestamp};
use rusqlite::types::Value;

use crate::change::apply::Effect;
use crate::change::editor::Editor;
use crate::change::{setting, triage};
use crate::error::{Error, Result};
use crate::history::stored::Facts;
use crate::paper::PaperId;
use crate::state::State;
use crate::store::tables::MARKS;

/// The name of the setting that holds the planned size of the queue.
pub(crate) const QUEUE_SIZE_SETTING: &str = "queue_size";
/// A queue that is planned for more is no plan.
const MOST_PLANNED: u32 = 1000;

/// Hides papers of the inbox and the queue until a day; none ends that. Other papers are left as they are.
///
/// Errors: [`Error::PastDay`] for a day that is not to come, [`Error::CannotSnooze`] where no paper can be hidden.
pub(crate) fn snooze(
    editor: &mut Editor<'_>,
    papers: &[PaperId],
    until: Option<Day>,
    now: Timestamp,
) -> Result<Effect> {
    if let Some(day) = until.filter(|day| *day <= now.local_day()) {
        let day = day.to_string();
        return Err(Error::PastDay { day });
    }
    let mut effect = Effect::default();
    let mut can_any = papers.is_empty() || until.is_none();
    for (n_done, &paper) in papers.iter().enumerate() {
        editor.step(n_done, papers.len())?;
        let can_this = until.is_none() || can_be_hidden(editor, paper)?;
        can_any |= can_this;
        if can_this && editor.update(&MARKS, paper.0, &[("snoozed_until", stored(until))])? {
            effect.papers.insert(paper);
        }
    }
    if !can_any {
        return Err(Error::CannotSnooze);
    }
    effect.facts = Facts {
        day: until.map(|day| day.to_string()),
        ..Facts::about(editor.db(), &effect.papers)?
    };
    Ok(effect)
}

fn can_be_hidden(editor: &Editor<'_>, paper: PaperId) -> Result<bool> {
    let state = triage::state_of(editor, paper)?;
    Ok(matches!(state, Some(State::Inbox | State::Queued)))
}

/// Returns the papers that are hidden on a day.
pub(crate) fn all_snoozed(editor: &Editor<'_>, today: Day) -> Result<HashSet<PaperId>> {
    let mut select = editor.db().prepare_cached(
        "SELECT paper_id FROM marks WHERE state IN ('inbox', 'queued') AND snoozed_until > ?1",
    )?;
    let papers = select.query_map([today.to_string()], |row| row.get(0).map(PaperId))?;
    Ok(papers.collect::<rusqlite::Result<_>>()?)
}

/// Says whether a paper is hidden on a day.
pub(crate) fn is_snoozed(editor: &Editor<'_>, paper: PaperId, today: Day) -> Result<bool> {
    Ok(editor
        .db()
        .prepare_cached(
            "SELECT 1 FROM marks WHERE paper_id = ?1 AND state IN ('inbox', 'queued') AND snoozed_until > ?2",
        )?
        .exists((paper.0, today.to_string()))?)
}

/// Sets the day by which papers are to be read; none takes it off.
pub(crate) fn set_due(
    editor: &mut Editor<'_>,
    papers: &[PaperId],
    on: Option<Day>,
) -> Result<Effect> {
    let mut effect = Effect::default();
    for (n_done, &paper) in papers.iter().enumerate() {
        editor.step(n_done, papers.len())?;
        if editor.update(&MARKS, paper.0, &[("due_on", stored(on))])? {
            effect.papers.insert(paper);
        }
    }
    effect.facts = Facts {
        day: on.map(|day| day.to_string()),
        ..Facts::about(editor.db(), &effect.papers)?
    };
    Ok(effect)
}

/// Notes that queued papers may wait on. Other papers are left as they are.
pub(crate) fn keep_waiting(
    editor: &mut Editor<'_>,
    papers: &[PaperId],
    now: Timestamp,
) -> Result<Effect> {
    let mut effect = Effect::default();
    for (n_done, &paper) in papers.iter().enumerate() {
        editor.step(n_done, papers.len())?;
        let is_queued = triage::state_of(editor, paper)? == Some(State::Queued);
        let kept_at = Value::Integer(now.as_millis());
        if is_queued && editor.update(&MARKS, paper.0, &[("kept_at", kept_at)])? {
            effect.papers.insert(paper);
        }
    }
    effect.facts = Facts::about(editor.db(), &effect.papers)?;
    Ok(effect)
}

/// Sets how many papers the queue is planned for.
///
/// Errors: [`Error::OutOfRange`].
pub(crate) fn set_queue_size(editor: &mut Editor<'_>, size: u32) -> Result<Effect> {
    if !(1..=MOST_PLANNED).contains(&size) {
        return Err(Error::OutOfRange {
            given: size,
            least: 1,
            most: MOST_PLANNED,
        });
    }
    setting::set(editor, QUEUE_SIZE_SETTING, &size.to_string())?;
    Ok(Effect {
        facts: Facts {
            size: Some(size),
            ..Facts::default()
        },
        ..Effect::default()
    })
}

fn stored(day: Option<Day>) -> Value {
    day.map_or(Value::Null, |day| Value::Text(day.to_string()))
}
