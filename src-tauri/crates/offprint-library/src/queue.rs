//! The order of queued papers.
//!
//! What is stored is an order with gaps, so that a move writes one row and its undo puts back exactly
//! that row; the place that the person sees, from 0 and without gaps, is the rank.

use std::collections::HashSet;

use rusqlite::Connection;

use crate::error::Result;
use crate::paper::PaperId;

/// The gap left between neighbours: room for some 32 moves to the same spot before others must move.
pub(crate) const GAP: i64 = 1 << 32;

/// Returns the queued papers in order, each with its stored order. One in the trash keeps its order, but has no place.
pub(crate) fn places(db: &Connection) -> Result<Vec<(PaperId, i64)>> {
    let mut select = db.prepare_cached(
        "SELECT paper_id, queue_order FROM marks
         WHERE queue_order IS NOT NULL AND paper_id NOT IN (SELECT paper_id FROM trash)
         ORDER BY queue_order, paper_id",
    )?;
    let rows = select.query_map([], |row| Ok((PaperId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns an order after all others.
pub(crate) fn order_at_end(db: &Connection) -> Result<i64> {
    let last: Option<i64> = db
        .prepare_cached("SELECT max(queue_order) FROM marks WHERE queue_order IS NOT NULL")?
        .query_row([], |row| row.get(0))?;
    Ok(last.map_or(0, |last| last + GAP))
}

/// Returns how many of the others stand before the first of those that move.
pub(crate) fn others_before(
    queued: &[(PaperId, i64)],
    moving: &HashSet<PaperId>,
    others: &[(PaperId, i64)],
) -> usize {
    let first = queued
        .iter()
        .position(|(paper, _)| moving.contains(paper))
        .unwrap_or(queued.len());
    first.min(others.len())
}

/// The orders that a placement gives.
pub(crate) struct Orders {
    /// One for each paper that is placed, in their order.
    pub wanted: Vec<i64>,
    /// Others that had to move, because there was no room between two of them.
    pub moved_others: Vec<(PaperId, i64)>,
}

/// Finds orders for `n_wanted` papers before the `at`-th of the others.
pub(crate) fn orders_between(others: &[(PaperId, i64)], at: usize, n_wanted: usize) -> Orders {
    let n = n_wanted as i64;
    let before = at.checked_sub(1).map(|place| others[place].1);
    let after = others.get(at).map(|(_, order)| *order);
    let wanted = match (before, after) {
        (None, None) => Some((0..n).map(|i| i * GAP).collect()),
        (Some(before), None) => Some((1..=n).map(|i| before + i * GAP).collect()),
        (None, Some(after)) => Some((0..n).map(|i| after - (n - i) * GAP).collect()),
        (Some(before), Some(after)) => {
            let step = (after - before) / (n + 1);
            (step > 0).then(|| (1..=n).map(|i| before + i * step).collect())
        }
    };
    match wanted {
        Some(wanted) => Orders {
            wanted,
            moved_others: Vec::new(),
        },
        // No room: the others after the spot move down by what is needed.
        None => {
            let before = before.unwrap_or(0);
            let moved_others = others[at..]
                .iter()
                .zip(1..)
                .map(|((paper, _), i)| (*paper, before + (n + i) * GAP))
                .collect();
            Orders {
                wanted: (1..=n).map(|i| before + i * GAP).collect(),
                moved_others,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_find_room_between_two_others_however_often_they_are_placed_there() {
        let mut others = vec![(PaperId(1), 0), (PaperId(2), GAP)];
        for id in 3..100 {
            let orders = orders_between(&others, 1, 1);
            for (paper, order) in &orders.moved_others {
                let place = others
                    .iter()
                    .position(|(other, _)| other == paper)
                    .expect("it is there");
                others[place].1 = *order;
            }
            others.insert(1, (PaperId(id), orders.wanted[0]));
            assert!(others.is_sorted_by(|a, b| a.1 < b.1), "after placing {id}");
        }
    }
}
