//! One paper whole.

use offprint_formats::candidate::{Details, LineSpan, Mail};
use offprint_formats::fields::identifier::{Identifier, Scheme};
use offprint_formats::fields::link::{Link, LinkKind};
use offprint_platform::clock::Timestamp;

use crate::change::accept_import::stored::{details_from_text, mail_from_text};
use crate::error::Result;
use crate::history::{self, HistoryFilter, HistoryRow};
use crate::import::spans_from_text;
use crate::note::note_of;
use crate::paper::{PaperId, Uid};
use crate::snapshot::Snapshot;
use crate::snapshot::rows::Row;

/// One paper with all that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct WholePaper {
    /// What lists show.
    pub row: Row,
    /// The title; empty where only an identifier names the paper.
    pub title: String,
    /// Whether it is a whole book.
    pub is_book: bool,
    /// What bibliographies say beside the rest.
    pub details: Details,
    /// The key under which it is cited.
    pub citation_key: Option<String>,
    /// The abstract.
    pub abstract_text: Option<String>,
    /// What names it.
    pub identifiers: Vec<Identifier>,
    /// Where it, its code and its files are.
    pub links: Vec<Link>,
    /// The person's note, as Markdown.
    pub note: Option<String>,
    /// Where and when it turned up, oldest first.
    pub sightings: Vec<Sighting>,
    /// What happened to it, newest first, at most 50.
    pub changes: Vec<HistoryRow>,
}

/// One paper seen in one import, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The import's id.
    pub import: Uid,
    /// The source's name.
    pub source: String,
    /// The format's name.
    pub format: String,
    /// The place among the papers of the source, from 1.
    pub position: usize,
    /// How many the source held.
    pub n_found: usize,
    /// Where it stands in the source.
    pub lines: Vec<LineSpan>,
    /// When it was taken in.
    pub at: Timestamp,
    /// The mail that it came in.
    pub mail: Option<Mail>,
}

impl Snapshot {
    /// Returns one paper whole; none where it is not there.
    pub fn paper(&self, id: PaperId) -> Result<Option<WholePaper>> {
        self.at_one_moment(|snapshot| {
            let Some(row) = snapshot.rows_of(&[id])?.pop() else {
                return Ok(None);
            };
            Ok(Some(WholePaper {
                changes: history::rows(snapshot.db(), &HistoryFilter::of_paper(id), 0, 50)?,
                ..snapshot.whole(row)?
            }))
        })
    }

    /// Returns all of a paper but what happened to it.
    pub fn whole(&self, row: Row) -> Result<WholePaper> {
        Ok(WholePaper {
            sightings: self.sightings_of(row.id)?,
            ..self.without_sightings(row)?
        })
    }

    /// Returns all of a paper but what happened to it and where it turned up: what is written of it.
    pub fn without_sightings(&self, row: Row) -> Result<WholePaper> {
        let id = row.id;
        let mut select = self.db().prepare_cached(
            "SELECT title, abstract, is_book, details, citation_key FROM papers WHERE id = ?1",
        )?;
        let (title, abstract_text, is_book, details, citation_key) =
            select.query_row([id.0], |row| {
                let details: Option<String> = row.get(3)?;
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    details
                        .as_deref()
                        .map(details_from_text)
                        .unwrap_or_default(),
                    row.get(4)?,
                ))
            })?;
        Ok(WholePaper {
            row,
            details,
            citation_key,
            title,
            is_book,
            abstract_text,
            identifiers: self.identifiers_of(id)?,
            links: self.links_of(id)?,
            note: self.note(id)?,
            sightings: Vec::new(),
            changes: Vec::new(),
        })
    }

    /// Returns the note on a paper.
    pub fn note(&self, id: PaperId) -> Result<Option<String>> {
        note_of(self.db(), id)
    }

    /// Returns what names a paper.
    pub fn identifiers_of(&self, id: PaperId) -> Result<Vec<Identifier>> {
        let mut select = self.db().prepare_cached(
            "SELECT scheme, value FROM identifiers WHERE paper_id = ?1 ORDER BY id",
        )?;
        let rows = select.query_map([id.0], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        let mut identifiers = Vec::new();
        for row in rows {
            let (scheme, value) = row?;
            identifiers
                .extend(Scheme::from_name(&scheme).map(|scheme| Identifier { scheme, value }));
        }
        Ok(identifiers)
    }

    /// Returns the links of a paper.
    pub fn links_of(&self, id: PaperId) -> Result<Vec<Link>> {
        let mut select = self
            .db()
            .prepare_cached("SELECT kind, url FROM links WHERE paper_id = ?1 ORDER BY id")?;
        let links = select.query_map([id.0], |row| {
            Ok(Link {
                kind: LinkKind::from_name(row.get_ref(0)?.as_str().unwrap_or_default()),
                url: row.get(1)?,
            })
        })?;
        Ok(links.collect::<rusqlite::Result<_>>()?)
    }

    fn sightings_of(&self, id: PaperId) -> Result<Vec<Sighting>> {
        let mut select = self.db().prepare_cached(
            "SELECT i.uid, i.name, i.format, s.position, i.n_found, s.lines, i.at, s.mail
             FROM sightings s JOIN imports i ON i.id = s.import_id WHERE s.paper_id = ?1 ORDER BY s.id",
        )?;
        let sightings = select.query_map([id.0], |row| {
            Ok(Sighting {
                import: Uid::from_database(row.get(0)?),
                source: row.get(1)?,
                format: row.get(2)?,
                position: row.get::<_, i64>(3)? as usize,
                n_found: row.get::<_, i64>(4)? as usize,
                lines: spans_from_text(row.get_ref(5)?.as_str().unwrap_or_default()),
                at: Timestamp::from_millis(row.get(6)?),
                mail: row
                    .get::<_, Option<String>>(7)?
                    .as_deref()
                    .map(mail_from_text),
            })
        })?;
        Ok(sightings.collect::<rusqlite::Result<_>>()?)
    }
}
