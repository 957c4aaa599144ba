//! Papers and what the person did with them, as text for other programs and for people.

mod bibtex;
mod csl_json;
pub(crate) mod csv;
mod json_lines;
mod losses;
pub mod markdown;
mod plain;
mod reference;
mod ris;
mod tex;

use std::io;

use crate::candidate::{Details, WorkKind};
use crate::fields::author::Author;
use crate::fields::citation_key::{self, Keys};
use crate::fields::identifier::{Identifier, Scheme, address_of_doi};
use crate::fields::link::{Link, LinkKind};

use bibtex::Flavour;
pub use losses::Part;
pub use reference::reference_line;

/// A paper with the person's marks, ready to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The paper's id in the library.
    pub uid: String,
    pub title: String,
    pub authors: Vec<Author>,
    /// Paragraphs are parted by an empty line.
    pub abstract_text: Option<String>,
    pub year: Option<i32>,
    pub venue: Option<String>,
    pub kind: WorkKind,
    pub identifiers: Vec<Identifier>,
    pub links: Vec<Link>,
    /// What bibliographies say beside all that.
    pub details: Details,
    /// The key that the library keeps for it; where there is none, one is made.
    pub citation_key: Option<String>,
    /// `inbox`, `queued`, `reading`, `read`, `skimmed` or `dropped`.
    pub state: String,
    pub tags: Vec<String>,
    pub why: Option<String>,
    /// The note, as Markdown.
    pub note: Option<String>,
    pub is_starred: bool,
    pub added: Option<Moment>,
    pub started: Option<Moment>,
    pub finished: Option<Moment>,
    /// A day, as in `2026-07-03`; so is the next.
    pub due_on: Option<String>,
    pub snoozed_until: Option<String>,
}

/// A moment, and the day that it is on where the person is. Most formats keep the day only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// As in `2026-07-03T08:15:00.000Z`.
    pub at: String,
    /// As in `2026-07-03`.
    pub on: String,
}

/// What papers can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WriteFormat {
    /// One entry per paper, for reference managers and LaTeX.
    Bibtex,
    /// The same for biber and `biblatex`.
    Biblatex,
    /// One record per paper, for reference managers.
    Ris,
    /// An array of items, for citation processors and reference managers.
    CslJson,
    /// A table, one row per paper.
    Csv,
    /// A reading list for people, by state or by tag.
    Markdown,
    /// One object per paper and line, with all fields.
    JsonLines,
}

impl WriteFormat {
    /// Every format, in the order in which they are shown.
    pub const ALL: [WriteFormat; 7] = [
        WriteFormat::Bibtex,
        WriteFormat::Biblatex,
        WriteFormat::Ris,
        WriteFormat::CslJson,
        WriteFormat::Csv,
        WriteFormat::Markdown,
        WriteFormat::JsonLines,
    ];

    /// Returns the format's name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            WriteFormat::Bibtex => "bibtex",
            WriteFormat::Biblatex => "biblatex",
            WriteFormat::Ris => "ris",
            WriteFormat::CslJson => "csl-json",
            WriteFormat::Csv => "csv",
            WriteFormat::Markdown => "markdown",
            WriteFormat::JsonLines => "jsonl",
        }
    }

    /// Finds a format by its [`name`](WriteFormat::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// What a reading list is parted by. Other formats have no parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// A paper stands under its state.
    #[default]
    State,
    /// A paper stands under each of its tags.
    Tag,
}

/// The words of a reading list, in the language of whoever it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingListWords {
    /// The list itself.
    pub title: String,
    /// The heading of each state.
    pub reading: String,
    /// Of the queue.
    pub queued: String,
    /// Of the inbox.
    pub inbox: String,
    /// Of what was read.
    pub read: String,
    /// Of what was skimmed.
    pub skimmed: String,
    /// Of what was dropped.
    pub dropped: String,
    /// The heading of papers without a tag.
    pub without_tag: String,
    /// Before the reason why a paper was saved.
    pub why: String,
}

impl Default for ReadingListWords {
    /// Returns them in English, as the terminal speaks.
    fn default() -> Self {
        Self {
            title: "Reading list".into(),
            reading: "Reading".into(),
            queued: "Queue".into(),
            inbox: "Inbox".into(),
            read: "Read".into(),
            skimmed: "Skimmed".into(),
            dropped: "Dropped".into(),
            without_tag: "Without a tag".into(),
            why: "Why:".into(),
        }
    }
}

/// How a reading list for people is written. Other formats do not heed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingList {
    /// What it is parted by.
    pub grouping: Grouping,
    /// Its words.
    pub words: ReadingListWords,
}

/// Writes papers in their order; Markdown gathers them by state or tag first, and so holds them all.
///
/// Errors: those of `out`.
pub fn write_all(
    out: &mut dyn io::Write,
    format: WriteFormat,
    list: &ReadingList,
    records: impl Iterator<Item = Record>,
) -> io::Result<()> {
    let mut keys = Keys::default();
    let mut keyed = records.map(|record| {
        let key = record.key(&mut keys);
        (record, key)
    });
    match format {
        WriteFormat::Bibtex => {
            keyed.try_for_each(|(record, key)| bibtex::write(out, &record, &key, Flavour::Bibtex))
        }
        WriteFormat::Biblatex => {
            keyed.try_for_each(|(record, key)| bibtex::write(out, &record, &key, Flavour::Biblatex))
        }
        WriteFormat::Ris => keyed.try_for_each(|(record, key)| ris::write(out, &record, &key)),
        WriteFormat::CslJson => csl_json::write(out, keyed),
        WriteFormat::Csv => {
            csv::write_head(out)?;
            keyed.try_for_each(|(record, key)| csv::write(out, &record, &key))
        }
        WriteFormat::Markdown => {
            // All are held at once, for the headings; abstracts, most of what papers are, are not written.
            let without_abstract = |(record, _)| Record {
                abstract_text: None,
                ..record
            };
            let records: Vec<Record> = keyed.map(without_abstract).collect();
            markdown::write(out, &records, list)
        }
        WriteFormat::JsonLines => {
            keyed.try_for_each(|(record, key)| json_lines::write(out, &record, &key))
        }
    }
}

/// Writes one paper as it stands in a `.bib` file, under a key that no other paper there has.
///
/// Errors: those of `out`.
pub fn write_bibtex_entry(out: &mut dyn io::Write, record: &Record, key: &str) -> io::Result<()> {
    bibtex::write(out, record, key, Flavour::Bibtex)
}

/// Writes one paper as a line of JSON Lines, under a key that no other paper there has.
///
/// Errors: those of `out`.
pub fn write_json_line(out: &mut dyn io::Write, record: &Record, key: &str) -> io::Result<()> {
    json_lines::write(out, record, key)
}

impl Record {
    /// Returns the key that the library keeps, or makes one; with letters where it is taken.
    pub fn key(&self, keys: &mut Keys) -> String {
        match &self.citation_key {
            Some(key) if citation_key::is_valid(key) => keys.give(key),
            _ => keys.give(&citation_key::stem(&self.title, &self.authors, self.year)),
        }
    }

    /// Returns the identifier of a scheme, if there is one.
    fn identifier(&self, scheme: Scheme) -> Option<&str> {
        self.identifiers
            .iter()
            .find(|id| id.scheme == scheme)
            .map(|id| id.value.as_str())
    }

    /// Returns the best address of the paper itself.
    pub fn address(&self) -> Option<String> {
        let of_kind = |kind| {
            self.links
                .iter()
                .find(|link| link.kind == kind)
                .map(|link| link.url.clone())
        };
        self.identifier(Scheme::Doi)
            .map(address_of_doi)
            .or_else(|| {
                self.identifier(Scheme::Arxiv)
                    .map(|id| format!("https://arxiv.org/abs/{id}"))
            })
            .or_else(|| {
                self.identifier(Scheme::OpenReview)
                    .map(|id| format!("https://openreview.net/forum?id={id}"))
            })
            .or_else(|| {
                self.identifier(Scheme::Acl)
                    .map(|id| format!("https://aclanthology.org/{id}/"))
            })
            .or_else(|| {
                self.identifier(Scheme::PubMed)
                    .map(|id| format!("https://pubmed.ncbi.nlm.nih.gov/{id}/"))
            })
            .or_else(|| self.identifier(Scheme::Url).map(str::to_owned))
            .or_else(|| of_kind(LinkKind::Paper))
            .or_else(|| of_kind(LinkKind::Pdf))
    }
}

#[cfg(test)]
mod tests;
