//! The texts in which a search looks, of every paper or of one.

use std::ops::ControlFlow;

use offprint_formats::fields::author::Author;
use rusqlite::{CachedStatement, Connection, Row};

use crate::error::Result;
use crate::paper::PaperId;
use crate::snapshot::Snapshot;
use crate::state::State;

/// All of a paper in which a search looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchText {
    /// Which paper.
    pub paper: PaperId,
    /// Its title.
    pub title: String,
    /// Its abstract.
    pub abstract_text: Option<String>,
    /// Year of publication.
    pub year: Option<i32>,
    /// Place of publication.
    pub venue: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Whether it is a favourite.
    pub is_starred: bool,
    /// The person's why.
    pub why: Option<String>,
    /// The person's note.
    pub note: Option<String>,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// The values of its identifiers.
    pub identifiers: Vec<String>,
}

const SELECT: &str =
    "SELECT p.id, p.title, p.abstract, p.year, p.venue, m.state, m.starred, m.why, n.text
    FROM marks m JOIN papers p ON p.id = m.paper_id LEFT JOIN notes n ON n.paper_id = p.id";

impl Snapshot {
    /// Visits the texts of every paper that is not in the trash, newest first, until `visit` has enough.
    pub fn each_search_text(
        &self,
        mut visit: impl FnMut(&SearchText) -> ControlFlow<()>,
    ) -> Result<()> {
        self.at_one_moment(|snapshot| {
            let mut parts = Parts::new(snapshot.db())?;
            let mut select = snapshot.db().prepare(&format!(
                "{SELECT} WHERE m.paper_id NOT IN (SELECT paper_id FROM trash)
                 ORDER BY m.arrival DESC, m.paper_id"
            ))?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let mut text = from_row(row)?;
                parts.fill(&mut text)?;
                if visit(&text).is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// Returns the texts of one paper.
    pub fn search_text(&self, paper: PaperId) -> Result<Option<SearchText>> {
        let mut select = self
            .db()
            .prepare_cached(&format!("{SELECT} WHERE p.id = ?1"))?;
        let mut rows = select.query([paper.0])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let mut text = from_row(row)?;
        Parts::new(self.db())?.fill(&mut text)?;
        Ok(Some(text))
    }
}

fn from_row(row: &Row<'_>) -> Result<SearchText> {
    Ok(SearchText {
        paper: PaperId(row.get(0)?),
        title: row.get(1)?,
        abstract_text: row.get(2)?,
        year: row.get(3)?,
        venue: row.get(4)?,
        state: row
            .get_ref(5)?
            .as_str()
            .ok()
            .and_then(State::from_name)
            .unwrap_or(State::Inbox),
        is_starred: row.get(6)?,
        why: row.get(7)?,
        note: row.get(8)?,
        authors: Vec::new(),
        tags: Vec::new(),
        identifiers: Vec::new(),
    })
}

/// The statements for what a paper has several of.
struct Parts<'db> {
    authors: CachedStatement<'db>,
    tags: CachedStatement<'db>,
    identifiers: CachedStatement<'db>,
}

impl<'db> Parts<'db> {
    fn new(db: &'db Connection) -> Result<Self> {
        Ok(Self {
            authors: db.prepare_cached(
                "SELECT family, given FROM authors WHERE paper_id = ?1 ORDER BY position",
            )?,
            tags: db
                .prepare_cached("SELECT tag FROM paper_tags WHERE paper_id = ?1 ORDER BY id")?,
            identifiers: db
                .prepare_cached("SELECT value FROM identifiers WHERE paper_id = ?1 ORDER BY id")?,
        })
    }

    fn fill(&mut self, text: &mut SearchText) -> Result<()> {
        let paper = [text.paper.0];
        let name = |row: &Row<'_>| {
            Ok(Author {
                family: row.get(0)?,
                given: row.get(1)?,
            }
            .display())
        };
        text.authors = self
            .authors
            .query_map(paper, name)?
            .collect::<rusqlite::Result<_>>()?;
        text.tags = self
            .tags
            .query_map(paper, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        text.identifiers = self
            .identifiers
            .query_map(paper, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(())
    }
}
