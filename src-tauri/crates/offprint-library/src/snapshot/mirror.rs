//! What is mirrored, and where.

use std::collections::BTreeSet;

use offprint_platform::clock::Timestamp;
use rusqlite::OptionalExtension;

use crate::change::ChangeSeq;
use crate::change::mirror::MIRROR_SETTING;
use crate::error::Result;
use crate::paper::PaperId;
use crate::snapshot::Snapshot;
use crate::store::tables::{
    AUTHORS, IDENTIFIERS, LINKS, MARKS, NOTES, PAPER_TAGS, PAPERS, TRASH, Table,
};

/// The tables whose rows make the files of a mirror; of the others nothing is seen there.
static SHOWN: [&Table; 8] = [
    &PAPERS,
    &AUTHORS,
    &IDENTIFIERS,
    &LINKS,
    &MARKS,
    &NOTES,
    &PAPER_TAGS,
    &TRASH,
];

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
        self.mirrored("TRUE")
    }

    /// Returns those of some papers that are not in the trash, in the same order.
    pub fn mirrored_papers_among(&self, papers: &[PaperId]) -> Result<Vec<MirroredPaper>> {
        // The ids are our own numbers, so they may stand in the statement.
        let list: Vec<String> = papers.iter().map(|paper| paper.0.to_string()).collect();
        self.mirrored(&format!("p.id IN ({})", list.join(", ")))
    }

    fn mirrored(&self, condition: &str) -> Result<Vec<MirroredPaper>> {
        let mut select = self.db().prepare(&format!(
            "SELECT p.id, m.state <> 'inbox' OR n.paper_id IS NOT NULL
             FROM papers p JOIN marks m ON m.paper_id = p.id LEFT JOIN notes n ON n.paper_id = p.id
             WHERE p.id NOT IN (SELECT paper_id FROM trash) AND {condition}
             ORDER BY p.citation_key IS NULL, p.citation_key, p.uid",
        ))?;
        let papers = select.query_map([], |row| {
            Ok(MirroredPaper {
                id: PaperId(row.get(0)?),
                has_file: row.get(1)?,
            })
        })?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the papers of which a mirror may show something else than after a change, if they are at most
    /// `most` and history names them: rows that were taken out or put back in bulk (an import undone, the trash
    /// emptied) it does not.
    ///
    /// Some may be the same as they were, and some may be gone.
    pub fn papers_changed_since(
        &self,
        seq: ChangeSeq,
        most: usize,
    ) -> Result<Option<Vec<PaperId>>> {
        // What an undo puts back is noted only with what had taken it out.
        let mut select = self.db().prepare_cached(
            "SELECT kind, tbl, row_id, last_id, paper_id,
                    json_extract(before, '$.paper_id'), json_extract(after, '$.paper_id')
             FROM edits INDEXED BY edits_by_seq WHERE seq > ?1
             UNION ALL
             SELECT kind, tbl, row_id, last_id, paper_id,
                    json_extract(before, '$.paper_id'), json_extract(after, '$.paper_id')
             FROM edits INDEXED BY edits_by_seq WHERE seq IN (SELECT undoes FROM changes WHERE seq > ?1)",
        )?;
        let mut edits = select.query([seq])?;
        let mut papers: BTreeSet<i64> = BTreeSet::new();
        while let Some(edit) = edits.next()? {
            let name = edit.get_ref(1)?.as_str().unwrap_or_default();
            let Some(table) = SHOWN.into_iter().find(|table| table.name == name) else {
                continue;
            };
            match edit.get_ref(0)?.as_str().unwrap_or_default() {
                "row" => {
                    let Some(paper) = edit.get::<_, Option<i64>>(4)? else {
                        return Ok(None);
                    };
                    // A row may have gone from one paper to another.
                    let [before, after]: [Option<i64>; 2] = [edit.get(5)?, edit.get(6)?];
                    papers.extend([Some(paper), before, after].into_iter().flatten());
                }
                "range" => {
                    let span: [i64; 2] = [edit.get(2)?, edit.get(3)?];
                    papers.extend(self.papers_of_rows(table, span, most + 1)?);
                }
                _ => return Ok(None),
            }
            if papers.len() > most {
                return Ok(None);
            }
        }
        Ok(Some(papers.into_iter().map(PaperId).collect()))
    }

    /// Returns the papers of the rows of a span of keys, both ends included, at most so many.
    fn papers_of_rows(&self, table: &Table, span: [i64; 2], most: usize) -> Result<Vec<i64>> {
        let Some(paper) = table.paper else {
            return Ok(Vec::new());
        };
        let mut select = self.db().prepare_cached(&format!(
            "SELECT DISTINCT {paper} FROM {} WHERE {} BETWEEN ?1 AND ?2 LIMIT ?3",
            table.name, table.key
        ))?;
        let papers = select.query_map((span[0], span[1], most as i64), |row| row.get(0))?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }
}
