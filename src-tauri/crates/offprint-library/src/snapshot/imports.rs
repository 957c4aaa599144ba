//! One import: its numbers and its rejected records.

use std::collections::HashSet;

use offprint_formats::candidate::{LineSpan, Rejection, RejectionReason};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::import::{Import, Numbers, SourceFacts, SourceOrigin};
use crate::paper::{PaperId, Uid};
use crate::snapshot::Snapshot;

pub(crate) const fn reason_name(reason: RejectionReason) -> &'static str {
    match reason {
        RejectionReason::NothingNamesIt => "nothing_names_it",
        RejectionReason::NeverCloses => "never_closes",
        RejectionReason::NotAPaper => "not_a_paper",
        RejectionReason::Malformed => "malformed",
        RejectionReason::TooLarge => "too_large",
    }
}

fn reason_named(name: &str) -> RejectionReason {
    match name {
        "never_closes" => RejectionReason::NeverCloses,
        "not_a_paper" => RejectionReason::NotAPaper,
        "malformed" => RejectionReason::Malformed,
        "too_large" => RejectionReason::TooLarge,
        _ => RejectionReason::NothingNamesIt,
    }
}

/// Returns the papers that sources with this content have shown.
pub(crate) fn papers_of_source(db: &Connection, hash: &str) -> Result<HashSet<PaperId>> {
    let mut select = db.prepare_cached(
        "SELECT DISTINCT s.paper_id FROM imports i JOIN sightings s ON s.import_id = i.id
         WHERE i.hash = ?1",
    )?;
    let papers = select.query_map([hash], |row| row.get(0).map(PaperId))?;
    Ok(papers.collect::<rusqlite::Result<_>>()?)
}

impl Snapshot {
    /// Returns the papers that sources with this content have shown.
    ///
    /// Errors: those of reading the library.
    pub fn papers_of_source(&self, hash: &str) -> Result<HashSet<PaperId>> {
        papers_of_source(self.db(), hash)
    }

    /// Returns the numbers of an import and its rejected records, without its papers; none if it is not there.
    pub fn import(&self, uid: &str) -> Result<Option<Import>> {
        let mut select = self.db().prepare_cached(
            "SELECT id, uid, origin, path, name, format, encoding, hash, size_bytes, n_new, n_known, n_dropped,
                    n_possible, n_repeated, n_rejected, n_added, noise_lines
             FROM imports WHERE uid = ?1",
        )?;
        let found = select
            .query_row([uid], |row| {
                let number = |place: usize| row.get::<_, i64>(place).map(|n| n as usize);
                let origin: String = row.get(2)?;
                let import = Import {
                    id: Some(Uid::from_database(row.get(1)?)),
                    source: SourceFacts {
                        origin: match origin.as_str() {
                            "file" => SourceOrigin::File(
                                row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                            ),
                            "pasted" => SourceOrigin::Pasted,
                            "standard_input" => SourceOrigin::StandardInput,
                            _ => SourceOrigin::Sample,
                        },
                        name: row.get(4)?,
                        format: row.get(5)?,
                        encoding: row.get(6)?,
                        hash: row.get(7)?,
                        size_bytes: row.get::<_, i64>(8)? as u64,
                        watched: None,
                    },
                    numbers: Numbers {
                        new: number(9)?,
                        known: number(10)?,
                        dropped: number(11)?,
                        possible: number(12)?,
                        repeated: number(13)?,
                        rejected: number(14)?,
                        added: number(15)?,
                        noise_lines: number(16)?,
                    },
                    papers: Vec::new(),
                    rejections: Vec::new(),
                };
                Ok((row.get::<_, i64>(0)?, import))
            })
            .optional()?;
        let Some((id, mut import)) = found else {
            return Ok(None);
        };
        import.rejections = self.rejections_of(id)?;
        Ok(Some(import))
    }

    fn rejections_of(&self, import: i64) -> Result<Vec<Rejection>> {
        let mut select = self.db().prepare_cached(
            "SELECT first_line, last_line, reason, text FROM rejections WHERE import_id = ?1 ORDER BY id",
        )?;
        let rejections = select.query_map([import], |row| {
            Ok(Rejection {
                lines: LineSpan::new(row.get(0)?, row.get(1)?),
                reason: reason_named(row.get_ref(2)?.as_str().unwrap_or_default()),
                text: row.get(3)?,
                candidate: None,
            })
        })?;
        Ok(rejections.collect::<rusqlite::Result<_>>()?)
    }
}
