//! What is mirrored, and where.

use offprint_platform::clock::Timestamp;
use rusqlite::OptionalExtension;

use crate::change::mirror::MIRROR_SETTING;
use crate::error::Result;
use crate::paper::PaperId;
use crate::snapshot::Snapshot;

/// One paper of a mirror.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MirroredPaper {
    /// Which paper.
    pub id: PaperId,
    /// Whether it has a file of its own: it has a note, or has left the inbox.
    pub has_file: bool,
}

impl Snapshot {
    /// Returns the folder to which the library is mirrored.
    pub fn mirror_folder(&self) -> Result<Option<String>> {
        self.setting(MIRROR_SETTING)
    }

    /// Returns since when the library is mirrored where it is; none where it is not.
    pub fn mirrored_since(&self) -> Result<Option<Timestamp>> {
        if self.mirror_folder()?.is_none() {
            return Ok(None);
        }
        let at: Option<i64> = self
            .db()
            .prepare_cached(
                "SELECT at FROM changes WHERE kind = 'set_mirror' AND undone_by IS NULL
                 ORDER BY seq DESC LIMIT 1",
            )?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(at.map(Timestamp::from_millis))
    }

    /// Returns all papers that are not in the trash, by citation key, then by id: an order in which a new
    /// paper moves no other.
    pub fn mirrored_papers(&self) -> Result<Vec<MirroredPaper>> {
        let mut select = self.db().prepare_cached(
            "SELECT p.id, m.state <> 'inbox' OR n.paper_id IS NOT NULL
             FROM papers p JOIN marks m ON m.paper_id = p.id LEFT JOIN notes n ON n.paper_id = p.id
             WHERE p.id NOT IN (SELECT paper_id FROM trash)
             ORDER BY p.citation_key IS NULL, p.citation_key, p.uid",
        )?;
        let papers = select.query_map([], |row| {
            Ok(MirroredPaper {
                id: PaperId(row.get(0)?),
                has_file: row.get(1)?,
            })
        })?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }
}
