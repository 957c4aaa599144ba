//! Where a paper stands and since when: what an import says of a paper that it met.

use offprint_platform::clock::Timestamp;
use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::paper::{PaperId, Uid};
use crate::snapshot::Snapshot;
use crate::snapshot::rows::title_from_identifier;
use crate::state::State;

/// Where a paper stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The id that people use.
    pub uid: Uid,
    /// The title, else the identifier that names it.
    pub title: String,
    /// Its state.
    pub state: State,
    /// When it got that state.
    pub since: Timestamp,
    /// When it was moved to the trash.
    pub trashed_at: Option<Timestamp>,
}

impl Snapshot {
    /// Returns where a paper stands and since when; none where it is not there.
    pub fn standing(&self, paper: PaperId) -> Result<Option<Standing>> {
        let mut select = self.db().prepare_cached(
            "SELECT p.uid, p.title, m.state, m.added_at, t.trashed_at,
                    (SELECT max(c.at) FROM edits e JOIN changes c ON c.seq = e.seq
                     WHERE e.paper_id = p.id AND e.tbl = 'marks' AND e.after LIKE '%\"state\":%'),
                    (SELECT i.scheme FROM identifiers i WHERE i.paper_id = p.id ORDER BY i.id LIMIT 1),
                    (SELECT i.value FROM identifiers i WHERE i.paper_id = p.id ORDER BY i.id LIMIT 1)
             FROM papers p JOIN marks m ON m.paper_id = p.id LEFT JOIN trash t ON t.paper_id = p.id
             WHERE p.id = ?1",
        )?;
        let standing = select
            .query_row([paper.0], |row| {
                let title: String = row.get(1)?;
                let named_by: Option<String> = row.get(6)?;
                let value: Option<String> = row.get(7)?;
                let added_at: i64 = row.get(3)?;
                let set_at: Option<i64> = row.get(5)?;
                Ok(Standing {
                    uid: Uid::from_database(row.get(0)?),
                    title: match (title.is_empty(), named_by, value) {
                        (true, Some(scheme), Some(value)) => title_from_identifier(&scheme, &value),
                        _ => title,
                    },
                    state: State::from_name(row.get_ref(2)?.as_str().unwrap_or_default())
                        .unwrap_or(State::Inbox),
                    since: Timestamp::from_millis(set_at.unwrap_or(added_at)),
                    trashed_at: row.get::<_, Option<i64>>(4)?.map(Timestamp::from_millis),
                })
            })
            .optional()?;
        Ok(standing)
    }

    /// Returns when a paper of which only a fingerprint is left was moved to the trash, and when that was
    /// emptied.
    pub fn forgotten_at(&self, row: i64) -> Result<Option<(Timestamp, Timestamp)>> {
        let mut select = self
            .db()
            .prepare_cached("SELECT trashed_at, emptied_at FROM forgotten WHERE id = ?1")?;
        let times = select
            .query_row([row], |row| {
                Ok((
                    Timestamp::from_millis(row.get(0)?),
                    Timestamp::from_millis(row.get(1)?),
                ))
            })
            .optional()?;
        Ok(times)
    }
}
