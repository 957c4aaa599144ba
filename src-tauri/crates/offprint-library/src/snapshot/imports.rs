//! One import: its numbers and its rejected records.

use std::collections::{BTreeSet, HashSet};

use offprint_formats::candidate::{LineSpan, Rejection, RejectionReason};
use rusqlite::{Connection, OptionalExtension};

use crate::change::FieldName;
use crate::change::edit::{self, Edit};
use crate::change::packed::inflate;
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

/// Returns the field that a column belongs to; of tables whose rows are one field each, whatever the column.
fn field_of(table: &str, column: &str) -> Option<FieldName> {
    match (table, column) {
        ("authors", _) => Some(FieldName::Authors),
        ("identifiers", _) => Some(FieldName::Identifiers),
        ("links", _) => Some(FieldName::Links),
        ("papers", "title") => Some(FieldName::Title),
        ("papers", "abstract") => Some(FieldName::Abstract),
        ("papers", "year") => Some(FieldName::Year),
        ("papers", "venue") => Some(FieldName::Venue),
        ("papers", "details") => Some(FieldName::Details),
        _ => None,
    }
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

    /// Returns how many records of an import were rejected; 0 where it is not there.
    pub fn n_rejected(&self, import: &str) -> Result<usize> {
        let found: Option<i64> = self
            .db()
            .prepare_cached("SELECT n_rejected FROM imports WHERE uid = ?1")?
            .query_row([import], |row| row.get(0))
            .optional()?;
        Ok(found.unwrap_or(0) as usize)
    }

    /// Returns the text of an import that was pasted, as it was read; none where none is kept.
    ///
    /// Errors: those of reading the library.
    pub fn pasted_text(&self, import: &str) -> Result<Option<Vec<u8>>> {
        let deflated: Option<Vec<u8>> = self
            .db()
            .prepare_cached(
                "SELECT t.deflated FROM pasted_texts t JOIN imports i ON i.id = t.import_id WHERE i.uid = ?1",
            )?
            .query_row([import], |row| row.get(0))
            .optional()?;
        Ok(deflated.as_deref().and_then(inflate))
    }

    /// Returns what an import gave to a paper that was here before it; none where it brought the paper.
    ///
    /// Errors: those of reading the library.
    pub fn given_by(&self, import: &str, paper: PaperId) -> Result<Option<BTreeSet<FieldName>>> {
        let (seq, arrival): (i64, i64) = self
            .db()
            .prepare_cached(
                "SELECT i.seq, m.arrival FROM imports i JOIN marks m ON m.paper_id = ?2 WHERE i.uid = ?1",
            )?
            .query_row((import, paper.0), |row| Ok((row.get(0)?, row.get(1)?)))?;
        if seq == arrival {
            return Ok(None);
        }
        let mut given = BTreeSet::new();
        for edit in edit::load_about(self.db(), seq, paper.0)? {
            match edit {
                Edit::Row {
                    table,
                    after: Some(after),
                    ..
                } => {
                    let names = after.iter().map(|(column, _)| *column);
                    given.extend(names.filter_map(|column| field_of(table.name, column)));
                    given.extend(field_of(table.name, ""));
                }
                Edit::Range { table, first, last } => {
                    if let Some(field) = field_of(table.name, "") {
                        let sql = format!(
                            "SELECT 1 FROM {} WHERE paper_id = ?1 AND id BETWEEN ?2 AND ?3",
                            table.name
                        );
                        let is_given = self
                            .db()
                            .prepare_cached(&sql)?
                            .exists((paper.0, first, last))?;
                        given.extend(is_given.then_some(field));
                    }
                }
                Edit::Row { .. } | Edit::Removed { .. } => {}
            }
        }
        Ok(Some(given))
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
