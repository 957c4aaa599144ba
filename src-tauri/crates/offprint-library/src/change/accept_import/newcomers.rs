//! What comes in and is not written yet: papers with all their rows, and sightings. Table by table, and many rows
//! at a time, they are written in less time than paper by paper.

use offprint_formats::candidate::WorkKind;

use super::facts::{add_authors, add_identifier, add_link};
use super::marks::{NewMarks, TagOf, add_tag, new_note};
use crate::change::ChangeSeq;
use crate::change::editor::Editor;
use crate::change::new_rows::{NewRows, or_null};
use crate::error::Result;
use crate::import::{Entry, Outcome};
use crate::paper::{PaperId, Uid};
use crate::store::tables::{
    AUTHORS, IDENTIFIERS, LINKS, MARKS, NOTES, PAPER_TAGS, PAPERS, SIGHTINGS,
};

/// So many papers, or sightings, wait at most.
const MOST_WAITING: usize = 128;
/// So many bytes of papers wait at most, so that long notes and abstracts do not pile up.
const MOST_BYTES: usize = 1 << 20;

/// A paper that comes in.
pub(super) struct Newcomer {
    pub id: i64,
    pub uid: Uid,
    pub citation_key: String,
    pub marks: NewMarks,
    pub tags: Vec<TagOf>,
    pub entry: Box<Entry>,
}

/// A paper at one place of a source.
pub(super) struct NewSighting {
    pub paper: PaperId,
    pub import_id: i64,
    pub position: i64,
    pub outcome: Outcome,
    pub lines: String,
    pub mail: Option<String>,
}

/// What is to be written, in its order. Whoever reads a paper of it from the library has it written before.
#[derive(Default)]
pub(super) struct Newcomers {
    papers: Vec<Newcomer>,
    sightings: Vec<NewSighting>,
    n_bytes: usize,
}

impl Newcomers {
    pub fn add(&mut self, newcomer: Newcomer) {
        self.n_bytes += newcomer.entry.size_bytes();
        self.papers.push(newcomer);
    }

    pub fn add_sighting(&mut self, sighting: NewSighting) {
        self.sightings.push(sighting);
    }

    pub fn is_full(&self) -> bool {
        self.papers.len().max(self.sightings.len()) >= MOST_WAITING || self.n_bytes >= MOST_BYTES
    }

    /// Whether a paper is among them.
    pub fn have(&self, paper: PaperId) -> bool {
        // Ids are given out in order.
        let first = self.papers.first();
        first.is_some_and(|first| first.id <= paper.0)
    }

    /// Whether one of them has this id for people.
    pub fn have_uid(&self, uid: &Uid) -> bool {
        self.papers.iter().any(|paper| paper.uid == *uid)
    }

    /// Forgets them: they do not come in after all.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Writes them.
    pub fn write(&mut self, editor: &mut Editor<'_>, arrival: ChangeSeq) -> Result<()> {
        let mut papers = NewRows::of(&PAPERS);
        let mut authors = NewRows::of(&AUTHORS);
        let mut identifiers = NewRows::of(&IDENTIFIERS);
        let mut links = NewRows::of(&LINKS);
        let mut marks = NewRows::of(&MARKS);
        let mut notes = NewRows::of(&NOTES);
        let mut tags = NewRows::of(&PAPER_TAGS);
        for newcomer in &self.papers {
            let Newcomer { id, entry, .. } = newcomer;
            let candidate = &entry.candidate;
            papers.add(
                Some(*id),
                [
                    ("uid", newcomer.uid.as_str().into()),
                    ("title", candidate.title.as_str().into()),
                    ("title_key", entry.traits.title_key.as_str().into()),
                    ("abstract", or_null(candidate.abstract_text.as_deref())),
                    ("abstract_key", or_null(entry.traits.abstract_key)),
                    ("year", or_null(candidate.year)),
                    ("venue", or_null(candidate.venue.as_deref())),
                    ("is_book", (candidate.kind == WorkKind::Book).into()),
                    ("details", or_null(entry.details.as_deref())),
                    ("citation_key", newcomer.citation_key.as_str().into()),
                ],
            );
            add_authors(&mut authors, *id, entry);
            for identifier in &candidate.identifiers {
                add_identifier(&mut identifiers, *id, identifier);
            }
            for link in &candidate.links {
                add_link(&mut links, *id, link);
            }
            marks.add(Some(*id), newcomer.marks.row(arrival));
            if let Some(note) = new_note(&candidate.marks) {
                notes.add(Some(*id), note);
            }
            for tag in &newcomer.tags {
                add_tag(&mut tags, *id, tag);
            }
        }
        let mut sightings = NewRows::of(&SIGHTINGS);
        for sighting in &self.sightings {
            sightings.add(
                None,
                [
                    ("paper_id", sighting.paper.0.into()),
                    ("import_id", sighting.import_id.into()),
                    ("position", sighting.position.into()),
                    ("outcome", sighting.outcome.name().into()),
                    ("lines", sighting.lines.as_str().into()),
                    ("mail", or_null(sighting.mail.as_deref())),
                ],
            );
        }
        // Papers first: for a row whose paper is not there yet SQLite keeps account of what is missing.
        for rows in [
            papers,
            authors,
            identifiers,
            links,
            marks,
            notes,
            tags,
            sightings,
        ] {
            editor.insert_all(&rows)?;
        }
        self.clear();
        Ok(())
    }
}
