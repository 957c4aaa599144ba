//! State, star and place in the queue.

use std::collections::HashSet;

use offprint_platform::clock::Timestamp;
use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use crate::change::QueueSpot;
use crate::change::apply::Effect;
use crate::change::edit::Columns;
use crate::change::editor::Editor;
use crate::change::plan;
use crate::error::{Error, Result};
use crate::history::stored::Facts;
use crate::paper::PaperId;
use crate::queue;
use crate::state::State;
use crate::store::tables::MARKS;

/// Sets a state. The dates of beginning and finishing follow from it.
pub(crate) fn set_state(
    editor: &mut Editor<'_>,
    papers: &[PaperId],
    to: State,
    now: Timestamp,
) -> Result<Effect> {
    let mut effect = Effect::default();
    for (n_done, &paper) in papers.iter().enumerate() {
        editor.step(n_done, papers.len())?;
        if move_to(editor, paper, to, now)? {
            effect.papers.insert(paper);
        }
    }
    effect.facts = Facts {
        to: Some(to),
        ..Facts::about(editor.db(), &effect.papers)?
    };
    Ok(effect)
}

fn move_to(editor: &mut Editor<'_>, paper: PaperId, to: State, now: Timestamp) -> Result<bool> {
    let Some(present) = state_of(editor, paper)? else {
        return Ok(false);
    };
    if present == to {
        return match plan::is_snoozed(editor, paper, now.local_day())? {
            true => editor.update(&MARKS, paper.0, &[("snoozed_until", Value::Null)]),
            false => Ok(false),
        };
    }
    let queue_order = match to {
        State::Queued => Value::Integer(queue::order_at_end(editor.db())?),
        State::Inbox | State::Reading | State::Read | State::Skimmed | State::Dropped => {
            Value::Null
        }
    };
    let mut values: Columns = vec![
        ("state", Value::Text(to.name().to_owned())),
        ("queue_order", queue_order),
        // What is decided is not hidden.
        ("snoozed_until", Value::Null),
    ];
    let at = Value::Integer(now.as_millis());
    match to {
        State::Queued => values.push(("queued_at", at)),
        State::Reading => values.push(("started_at", at)),
        State::Inbox | State::Read | State::Skimmed | State::Dropped => {}
    }
    let finished_at = if to.is_finished() {
        Value::Integer(now.as_millis())
    } else {
        Value::Null
    };
    values.push(("finished_at", finished_at));
    editor.update(&MARKS, paper.0, &values)
}

/// Returns the state of a paper; none where it is not there.
pub(crate) fn state_of(editor: &Editor<'_>, paper: PaperId) -> Result<Option<State>> {
    let name: Option<String> = editor
        .db()
        .prepare_cached("SELECT state FROM marks WHERE paper_id = ?1")?
        .query_row([paper.0], |row| row.get(0))
        .optional()?;
    Ok(name.and_then(|name| State::from_name(&name)))
}

/// Sets or takes off the star.
pub(crate) fn set_star(
    editor: &mut Editor<'_>,
    papers: &[PaperId],
    is_starred: bool,
) -> Result<Effect> {
    let mut effect = Effect::default();
    for (n_done, &paper) in papers.iter().enumerate() {
        editor.step(n_done, papers.len())?;
        if editor.update(
            &MARKS,
            paper.0,
            &[("starred", Value::Integer(i64::from(is_starred)))],
        )? {
            effect.papers.insert(paper);
        }
    }
    effect.facts = Facts {
        is_starred: Some(is_starred),
        ..Facts::about(editor.db(), &effect.papers)?
    };
    Ok(effect)
}

/// Queues papers, or moves queued ones, in the order given. A paper that is given a place is not hidden.
pub(crate) fn place_in_queue(
    editor: &mut Editor<'_>,
    papers: &[PaperId],
    spot: QueueSpot,
    now: Timestamp,
) -> Result<Effect> {
    let queued = queue::places(editor.db())?;
    if let QueueSpot::Before(next) = spot {
        if !queued.iter().any(|(paper, _)| *paper == next) {
            return Err(Error::NotQueued);
        }
        // Before itself is where it is.
        if papers == [next] {
            return Ok(Effect::default());
        }
    }
    let given: HashSet<PaperId> = papers.iter().copied().collect();
    let hidden = plan::all_snoozed(editor, now.local_day())?;
    let wanted: Vec<PaperId> = match spot {
        // A step moves only what is queued, and keeps the order among what moves.
        QueueSpot::Up | QueueSpot::Down => queued
            .iter()
            .map(|(paper, _)| *paper)
            .filter(|paper| given.contains(paper))
            .collect(),
        QueueSpot::Top | QueueSpot::End | QueueSpot::Before(_) => papers.to_vec(),
    };
    let others: Vec<(PaperId, i64)> = queued
        .iter()
        .copied()
        .filter(|(paper, _)| !given.contains(paper))
        .collect();
    let from = queue::others_before(&queued, &given, &others);
    let is_seen = |at: &usize| !hidden.contains(&others[*at].0);
    let at = match spot {
        QueueSpot::Top => 0,
        QueueSpot::End => others.len(),
        // One of those that move stands for the next that does not.
        QueueSpot::Before(next) => {
            let n_after = queued
                .iter()
                .skip_while(|(paper, _)| *paper != next)
                .filter(|(paper, _)| !given.contains(paper))
                .count();
            others.len() - n_after
        }
        // A step past hidden papers only would move nothing that the person sees.
        QueueSpot::Up => (0..from).rev().find(is_seen).unwrap_or(from),
        QueueSpot::Down => (from..others.len()).find(is_seen).map_or(from, |at| at + 1),
    };
    let mut effect = Effect::default();
    let new_order: Vec<PaperId> = others[..at]
        .iter()
        .map(|(paper, _)| *paper)
        .chain(wanted.iter().copied())
        .chain(others[at..].iter().map(|(paper, _)| *paper))
        .collect();
    let is_placed = !matches!(spot, QueueSpot::Up | QueueSpot::Down);
    let shows_any = is_placed && wanted.iter().any(|paper| hidden.contains(paper));
    if !shows_any && new_order.iter().eq(queued.iter().map(|(paper, _)| paper)) {
        return Ok(effect);
    }
    let was_queued: HashSet<PaperId> = queued.iter().map(|(paper, _)| *paper).collect();
    let orders = queue::orders_between(&others, at, wanted.len());
    for (paper, order) in orders.moved_others {
        editor.update(&MARKS, paper.0, &[("queue_order", Value::Integer(order))])?;
    }
    for (n_done, (&paper, order)) in wanted.iter().zip(orders.wanted).enumerate() {
        editor.step(n_done, wanted.len())?;
        let mut values: Columns = vec![
            ("state", Value::Text(State::Queued.name().to_owned())),
            ("queue_order", Value::Integer(order)),
            ("finished_at", Value::Null),
        ];
        if !was_queued.contains(&paper) {
            values.push(("queued_at", Value::Integer(now.as_millis())));
        }
        if is_placed {
            values.push(("snoozed_until", Value::Null));
        }
        if editor.update(&MARKS, paper.0, &values)? {
            effect.papers.insert(paper);
        }
    }
    effect.facts = Facts::about(editor.db(), &effect.papers)?;
    Ok(effect)
}
