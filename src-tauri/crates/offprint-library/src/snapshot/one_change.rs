//! What one change did: to which papers, and of one paper what was there before.

use std::collections::HashSet;

use rusqlite::types::Value;

use crate::change::ChangeSeq;
use crate::change::edit::{self, Columns, Edit};
use crate::error::Result;
use crate::paper::PaperId;
use crate::snapshot::Snapshot;
use crate::store::tables::{MARKS, NOTES, PAPERS};

/// A value that a change gave, and the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueChange {
    /// The name of its column.
    pub name: &'static str,
    /// None where there was none.
    pub before: Option<String>,
    /// None where it was taken away.
    pub after: Option<String>,
}

/// What of a paper people know by name and read as text.
const TOLD: [&str; 9] = [
    "state",
    "why",
    "due_on",
    "snoozed_until",
    "text",
    "title",
    "year",
    "venue",
    "abstract",
];

/// The papers that a change edited and that are there, as it went.
const EDITED: &str =
    "SELECT p.id FROM edits e INDEXED BY edits_by_seq CROSS JOIN papers p ON p.id = e.paper_id
     WHERE e.seq = ?1 ORDER BY e.id";

impl Snapshot {
    /// Returns the first papers that a change touched and that are there, those of an import in its order.
    ///
    /// Errors: those of reading the library.
    pub fn papers_touched(&self, seq: ChangeSeq, most: usize) -> Result<Vec<PaperId>> {
        let is_import = self
            .db()
            .prepare_cached("SELECT 1 FROM imports WHERE seq = ?1")?
            .exists([seq])?;
        if !is_import {
            return self.papers_edited(seq, most);
        }
        let mut select = self.db().prepare_cached(
            "SELECT p.id FROM (
                 SELECT paper_id AS id, min(id) AS place FROM edits
                     WHERE seq = ?1 AND paper_id IS NOT NULL GROUP BY paper_id
                 UNION ALL
                 SELECT s.paper_id, min(s.id) FROM imports i JOIN sightings s ON s.import_id = i.id
                     WHERE i.seq = ?1 GROUP BY s.paper_id) t
             JOIN papers p ON p.id = t.id GROUP BY p.id ORDER BY min(t.place) LIMIT ?2",
        )?;
        let papers = select.query_map((seq, most as i64), |row| row.get(0).map(PaperId))?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }

    /// The same of a change that is no import. It may be of a million papers: no more is read than the first need.
    fn papers_edited(&self, seq: ChangeSeq, most: usize) -> Result<Vec<PaperId>> {
        let mut select = self.db().prepare_cached(EDITED)?;
        let mut rows = select.query([seq])?;
        let mut met = HashSet::new();
        let mut papers = Vec::new();
        while papers.len() < most
            && let Some(row) = rows.next()?
        {
            let paper = PaperId(row.get(0)?);
            if met.insert(paper) {
                papers.push(paper);
            }
        }
        Ok(papers)
    }

    /// Returns what a change gave to the one paper that it touched, and what was there before; empty where it
    /// touched more, brought it, or took it away.
    ///
    /// Errors: those of reading the library.
    pub fn values_changed(&self, seq: ChangeSeq) -> Result<Vec<ValueChange>> {
        if self.papers_touched(seq, 2)?.len() != 1 {
            return Ok(Vec::new());
        }
        let edits = edit::load(self.db(), seq)?;
        let is_new = |edit: &Edit| matches!(edit, Edit::Row { table, before: None, .. } if table.name == PAPERS.name);
        if edits.iter().any(is_new) {
            return Ok(Vec::new());
        }
        let mut values: Vec<ValueChange> = Vec::new();
        for edit in &edits {
            let Edit::Row {
                table,
                before,
                after,
                ..
            } = edit
            else {
                continue;
            };
            if ![MARKS.name, NOTES.name, PAPERS.name].contains(&table.name) {
                continue;
            }
            for name in TOLD {
                let (old, new) = (
                    text_of(before.as_ref(), name),
                    text_of(after.as_ref(), name),
                );
                match values.iter_mut().find(|value| value.name == name) {
                    // Written twice in one change: what was first, and what is last.
                    Some(value) if new.is_some() => value.after = new,
                    None if old != new => values.push(ValueChange {
                        name,
                        before: old,
                        after: new,
                    }),
                    Some(_) | None => {}
                }
            }
        }
        values.retain(|value| value.before != value.after);
        Ok(values)
    }
}

/// Returns a column as text; none where it is not among them, or empty.
fn text_of(columns: Option<&Columns>, name: &str) -> Option<String> {
    let (_, value) = columns?.iter().find(|(column, _)| *column == name)?;
    match value {
        Value::Text(text) if !text.is_empty() => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Text(_) | Value::Null | Value::Real(_) | Value::Blob(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::testing::{TestLibrary, set_star};

    #[test]
    fn the_first_papers_of_a_change_are_found_without_all_that_it_touched() {
        let test = TestLibrary::new();
        test.import("Why Dunes Walk at Night\nA Slow History of Rivers\nGlass Bridges");
        let papers = test.papers();
        let turned = [papers[2], papers[0], papers[1]];
        let seq = test.apply(set_star(&turned)).seq.unwrap();
        // As it was counted when there were few.
        Connection::open(test.path().join("library.db"))
            .unwrap()
            .execute_batch("ANALYZE; UPDATE sqlite_stat1 SET stat = '7 7' WHERE tbl = 'edits'")
            .unwrap();
        let snapshot = test.snapshot();
        assert_eq!(snapshot.papers_touched(seq, 2).unwrap(), turned[..2]);
        assert_eq!(snapshot.papers_touched(seq, 9).unwrap(), turned);
        let mut select = snapshot
            .db()
            .prepare(&format!("EXPLAIN QUERY PLAN {EDITED}"))
            .unwrap();
        let steps = select.query_map([seq], |row| row.get::<_, String>(3));
        let plan: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
        assert!(plan[0].contains("INDEX edits_by_seq"), "{plan:?}");
        assert!(!plan.concat().contains("TEMP B-TREE"), "{plan:?}");
    }
}
