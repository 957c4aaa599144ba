//! What the person plans: the days on which papers are due, and what the queue could let go.

use offprint_platform::clock::Timestamp;

use crate::error::Result;
use crate::paper::PaperId;
use crate::snapshot::Snapshot;
use crate::snapshot::next::{LONG_DAYS, days_before};

impl Snapshot {
    /// Returns the days on which papers that are not finished are due, in order, with how many are.
    pub fn due_days(&self) -> Result<Vec<(String, usize)>> {
        let mut select = self.db().prepare_cached(
            "SELECT due_on, count(*) FROM marks
             WHERE due_on IS NOT NULL AND state IN ('inbox', 'queued', 'reading')
               AND paper_id NOT IN (SELECT paper_id FROM trash)
             GROUP BY due_on ORDER BY due_on",
        )?;
        let days = select.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize)))?;
        Ok(days.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns queued papers that could go from the queue, at most `n`.
    ///
    /// Those of which nothing says why they were saved stand first, and of them those that wait longest. What is
    /// starred, due or hidden stays, and so does what the person said within a month that it may wait on.
    pub fn could_go(&self, now: Timestamp, n: usize) -> Result<Vec<PaperId>> {
        let mut select = self.db().prepare_cached(
            "SELECT paper_id FROM marks
             WHERE state = 'queued' AND starred = 0 AND due_on IS NULL AND coalesce(snoozed_until, '') <= ?1
               AND coalesce(kept_at, 0) < ?3
               AND paper_id NOT IN (SELECT paper_id FROM trash)
             ORDER BY why IS NOT NULL, coalesce(queued_at, added_at), queue_order, paper_id LIMIT ?2",
        )?;
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        let values = (now.local_day().to_string(), n, days_before(now, LONG_DAYS));
        let papers = select.query_map(values, |row| Ok(PaperId(row.get(0)?)))?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }
}
