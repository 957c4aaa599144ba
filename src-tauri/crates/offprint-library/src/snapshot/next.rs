//! What to read now, and what has waited for long.

use offprint_platform::clock::{DAY_MILLIS, Timestamp};
use rusqlite::{Params, Row as DatabaseRow};

use crate::error::Result;
use crate::paper::PaperId;
use crate::snapshot::Snapshot;
use crate::suggest::{Candidate, Candidates, N_SUGGESTED, Reason, Suggestion, suggest};

/// A paper that waits in the queue for longer is old, and is asked about.
pub(super) const LONG_DAYS: i64 = 31;
/// A paper is due soon if it is within so many days.
const SOON_DAYS: i64 = 14;
/// Whoever waits less than so many days does not wait long.
const SHORT_DAYS: i64 = 7;

/// More are not asked about at once.
const MOST_WAITING: usize = 100;

/// Papers that may be read now: neither in the trash nor hidden on the day `?1`.
const MAY_BE_READ: &str = "paper_id NOT IN (SELECT paper_id FROM trash)
    AND NOT (state IN ('inbox', 'queued') AND coalesce(snoozed_until > ?1, 0))";
/// Whether a paper has waited in the queue since before `?2`.
const IS_OLD: &str = "state = 'queued' AND coalesce(queued_at, added_at) < ?2";

impl Snapshot {
    /// Returns three papers to read now, each with the reason; fewer where there are no more.
    pub fn next(&self, now: Timestamp) -> Result<Vec<Suggestion>> {
        let today = now.local_day();
        let day = today.to_string();
        let soon = today.plus_days(SOON_DAYS).unwrap_or(today).to_string();
        let old = days_before(now, LONG_DAYS);
        self.at_one_moment(|snapshot| {
            let due = snapshot.candidates(
                "due_on, arrival, paper_id",
                "state IN ('inbox', 'queued', 'reading') AND due_on <= ?3",
                (&day, old, &soon),
                |row, _| {
                    let due_on: String = row.get(2)?;
                    Ok(match due_on < day {
                        true => Reason::Overdue { day: due_on },
                        false => Reason::DueSoon { day: due_on },
                    })
                },
            )?;
            let begun = snapshot.candidates(
                "started_at DESC, paper_id",
                "state = 'reading'",
                (&day, old),
                |row, _| {
                    let at: Option<i64> = row.get(3)?;
                    Ok(Reason::Begun {
                        at: at.map(Timestamp::from_millis),
                    })
                },
            )?;
            let queued = snapshot.candidates(
                "queue_order, paper_id",
                "state = 'queued'",
                (&day, old),
                |_, n_before| {
                    Ok(Reason::InQueue {
                        place: n_before + 1,
                    })
                },
            )?;
            let waiting = snapshot.candidates(
                "coalesce(queued_at, added_at), arrival, paper_id",
                "state = 'queued' AND coalesce(queued_at, added_at) < ?3",
                (&day, old, days_before(now, SHORT_DAYS)),
                |row, _| {
                    Ok(Reason::WaitingLongest {
                        since: Timestamp::from_millis(row.get(4)?),
                    })
                },
            )?;
            let starred = snapshot.candidates(
                "state = 'inbox', arrival DESC, paper_id",
                "starred = 1 AND state IN ('inbox', 'queued', 'reading')",
                (&day, old),
                |_, _| Ok(Reason::Starred),
            )?;
            Ok(suggest(&Candidates {
                due,
                begun,
                queued,
                // Only the first of them waits longest.
                waiting: waiting.into_iter().take(1).collect(),
                starred,
            }))
        })
    }

    /// Returns the first few papers of a kind; `reason` gets the row and how many are before it.
    fn candidates(
        &self,
        order: &str,
        condition: &str,
        values: impl Params,
        reason: impl Fn(&DatabaseRow<'_>, usize) -> rusqlite::Result<Reason>,
    ) -> Result<Vec<Candidate>> {
        let sql = format!(
            "SELECT paper_id, {IS_OLD}, due_on, started_at, coalesce(queued_at, added_at) FROM marks
             WHERE {MAY_BE_READ} AND {condition} ORDER BY {order} LIMIT {N_SUGGESTED}"
        );
        let mut select = self.db().prepare_cached(&sql)?;
        let mut rows = select.query(values)?;
        let mut candidates = Vec::new();
        while let Some(row) = rows.next()? {
            candidates.push(Candidate {
                paper: PaperId(row.get(0)?),
                is_old: row.get(1)?,
                reason: reason(row, candidates.len())?,
            });
        }
        Ok(candidates)
    }

    /// Returns the queued papers that have waited for over a month, and of which the person did not say within a
    /// month that they may wait on. Those that wait longest stand first.
    pub fn waiting(&self, now: Timestamp) -> Result<Vec<PaperId>> {
        let sql = format!(
            "SELECT paper_id FROM marks
             WHERE {MAY_BE_READ} AND {IS_OLD} AND coalesce(kept_at < ?2, 1)
             ORDER BY coalesce(queued_at, added_at), queue_order, paper_id LIMIT {MOST_WAITING}"
        );
        let mut select = self.db().prepare_cached(&sql)?;
        let today = now.local_day().to_string();
        let papers = select.query_map((today, days_before(now, LONG_DAYS)), |row| {
            Ok(PaperId(row.get(0)?))
        })?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }
}

pub(super) fn days_before(now: Timestamp, n: i64) -> i64 {
    now.as_millis().saturating_sub(n * DAY_MILLIS)
}
