//! A read-only view of the library: one file per question.

mod by_index;
pub mod counts;
pub mod duplicates;
pub mod filter;
pub mod groups;
pub mod import_outcome;
pub mod imports;
pub mod insights;
pub mod mirror;
mod next;
pub mod one_change;
pub mod paper;
pub mod pass;
mod plans;
pub mod rows;
pub mod search_text;
mod settings;
pub mod standing;
pub mod stats;
pub mod texts;
pub mod watching;

use std::path::Path;

use rusqlite::Connection;

use crate::change::ChangeSeq;
use crate::error::{Error, Result};
use crate::history::{self, HistoryFilter, HistoryRow};
use crate::moving;
use crate::paper::{PaperId, Uid, uid_of, uids_of};
use crate::store::open;

/// A read-only view. Its connection is read-only: a write past the funnel fails in SQLite.
#[derive(Debug)]
pub struct Snapshot {
    db: Connection,
}

impl Snapshot {
    /// Opens a view of the library in a folder. Where there is none, it is an empty one, and nothing is made.
    ///
    /// Errors: [`Error::Newer`], [`Error::Damaged`], [`Error::Moved`], [`Error::ReadOnly`] where it may not be read.
    pub fn open(folder: &Path) -> Result<Self> {
        moving::check_has_not_moved(folder)?;
        let path = folder.join(open::DATABASE_FILE);
        let db = match path.try_exists() {
            Ok(true) => open::open_for_reading(&path)?,
            Ok(false) => open::open_empty()?,
            Err(error) => return Err(Error::Folder { path, error }),
        };
        Ok(Self { db })
    }

    /// Says whether the library has gone to another folder since: what is seen is how it was then.
    pub fn has_gone(&self) -> Result<bool> {
        open::is_left(&self.db)
    }

    /// Opens the view anew of a library that [has gone](Self::has_gone), where it came back.
    ///
    /// Errors: [`Error::Moved`], or [`Error::Gone`] where it, or another in its stead, is not what this one saw; as for
    /// [`open`](Self::open).
    pub fn again(&self, folder: &Path) -> Result<Self> {
        moving::check_is_here(folder)?;
        let here = Self::open(folder)?;
        if moving::goes_on_from(&here.db, &self.db)? {
            return Ok(here);
        }
        Err(Error::Gone {
            folder: folder.to_path_buf(),
        })
    }

    /// Reads with one view of one moment, whatever others write meanwhile.
    ///
    /// Errors: those of `read`.
    pub fn at_one_moment<T>(&self, read: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let moment = self.db.unchecked_transaction()?;
        let answer = read(self);
        moment.rollback()?;
        answer
    }

    /// Says whether there is a library behind it, and not the empty one.
    pub fn is_of_a_file(&self) -> bool {
        self.db.path().is_some_and(|path| !path.is_empty())
    }

    /// Returns the one number that a statement asks for.
    fn number(&self, sql: &str) -> Result<usize> {
        Ok(self
            .db
            .prepare_cached(sql)?
            .query_row([], |row| row.get::<_, i64>(0))? as usize)
    }

    pub(crate) fn db(&self) -> &Connection {
        &self.db
    }

    /// Returns a number that differs when another connection, of this process or another, has written.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self
            .db
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Returns the number of the newest change; 0 where there is none.
    pub fn newest_seq(&self) -> Result<ChangeSeq> {
        Ok(self
            .db
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM changes")?
            .query_row([], |row| row.get(0))?)
    }

    /// Finds the paper whose id is this, or begins so; at least 4 hex digits.
    ///
    /// Errors: [`Error::NoSuchPaper`], [`Error::AmbiguousId`] with the papers that it could mean.
    pub fn resolve_paper(&self, given: &str) -> Result<PaperId> {
        let find = "SELECT id, uid, title FROM papers WHERE uid >= ?1 AND uid < ?1 || 'g' ORDER BY uid LIMIT 10";
        let missing = Error::NoSuchPaper {
            given: given.to_owned(),
        };
        Ok(PaperId(self.resolve(find, given, missing)?))
    }

    /// Finds the papers whose ids are these, or begin so, in their order.
    ///
    /// Errors: as for [`Snapshot::resolve_paper`].
    pub fn resolve_papers(&self, given: &[String]) -> Result<Vec<PaperId>> {
        if self.is_read_along(given.len())? {
            let found = self.papers_read_along(given)?;
            let one_by_one = |(paper, id): (Option<PaperId>, &String)| match paper {
                Some(paper) => Ok(paper),
                None => self.resolve_paper(id),
            };
            return found.into_iter().zip(given).map(one_by_one).collect();
        }
        given.iter().map(|id| self.resolve_paper(id)).collect()
    }

    /// Finds the one row whose id is this, or begins so. `find` gives number, id and name of the first few,
    /// by `?1`; 'g' follows the last hex digit.
    pub(crate) fn resolve(&self, find: &str, given: &str, missing: Error) -> Result<i64> {
        let Some(beginning) = Uid::beginning(given) else {
            return Err(missing);
        };
        let mut select = self.db.prepare_cached(find)?;
        let found: Vec<(i64, String, String)> = select
            .query_map([&beginning], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        match found.as_slice() {
            [] => Err(missing),
            [(number, ..)] => Ok(*number),
            _ => Err(Error::AmbiguousId {
                given: given.to_owned(),
                found: found
                    .into_iter()
                    .map(|(_, uid, name)| (uid, name))
                    .collect(),
            }),
        }
    }

    /// Returns the id of a paper that people and other programs use.
    pub fn uid_of(&self, paper: PaperId) -> Result<Option<Uid>> {
        uid_of(&self.db, paper)
    }

    /// Returns the ids of papers, in their order; those that are not there are left out.
    pub fn uids_of(&self, papers: &[PaperId]) -> Result<Vec<Uid>> {
        match self.is_read_along(papers.len())? {
            true => self.uids_read_along(papers),
            false => uids_of(&self.db, papers),
        }
    }

    /// Returns how many digits every paper's id needs to be told from all others; at least 7.
    pub fn shortest_id_length(&self) -> Result<usize> {
        const LEAST: usize = 7;
        let mut select = self.db.prepare("SELECT uid FROM papers ORDER BY uid")?;
        let mut rows = select.query([])?;
        let mut before = String::new();
        let mut length = LEAST;
        while let Some(row) = rows.next()? {
            let uid = row.get_ref(0)?.as_str().unwrap_or_default();
            let in_common = before
                .bytes()
                .zip(uid.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            length = length.max(in_common + 1);
            before.clear();
            before.push_str(uid);
        }
        Ok(length)
    }

    /// Returns changes newest first, and how many there are.
    pub fn history(
        &self,
        filter: &HistoryFilter,
        from_row: usize,
        n_rows: usize,
    ) -> Result<(usize, Vec<HistoryRow>)> {
        Ok((
            history::count(&self.db, filter)?,
            history::rows(&self.db, filter, from_row, n_rows)?,
        ))
    }

    /// Returns one change.
    pub fn change(&self, seq: ChangeSeq) -> Result<Option<HistoryRow>> {
        history::row(&self.db, seq)
    }

    /// Returns the papers that a change touched, if they are at most `most`.
    pub fn papers_of_change(&self, seq: ChangeSeq, most: usize) -> Result<Option<Vec<Uid>>> {
        let mut select = self.db.prepare_cached(
            "SELECT p.uid FROM papers p WHERE p.id IN (SELECT paper_id FROM edits INDEXED BY edits_by_seq WHERE seq = ?1)
             UNION SELECT p.uid FROM imports i JOIN sightings s ON s.import_id = i.id JOIN papers p ON p.id = s.paper_id
             WHERE i.seq = ?1 LIMIT ?2",
        )?;
        let uids = select
            .query_map((seq, most as i64 + 1), |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<String>>>()?;
        Ok((uids.len() <= most).then(|| uids.into_iter().map(Uid::from_database).collect()))
    }
}
