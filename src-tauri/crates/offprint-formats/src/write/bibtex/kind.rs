//! Which kind of entry a paper is.

use crate::candidate::{DetailKind, WorkKind};
use crate::reference::bibtex::{csl_type, genre, has_issues, is_preprint};
use crate::write::Record;

use super::Flavour;

/// An entry's kind, and what it does not say of the type by itself.
pub(super) struct Entry<'a> {
    pub(super) name: &'static str,
    /// What `type` says.
    pub(super) genre: Option<&'a str>,
    /// The type in CSL's words, where the kind would be read as another one.
    pub(super) csl_type: Option<&'a str>,
    /// Whether `number` is that of an issue.
    pub(super) has_issues: bool,
}

impl Entry<'_> {
    /// The field that names who published it.
    pub(super) fn publisher_field(&self) -> &'static str {
        match self.name {
            "phdthesis" | "mastersthesis" => "school",
            "techreport" | "thesis" | "report" => "institution",
            _ => "publisher",
        }
    }
}

pub(super) fn of(record: &Record, flavour: Flavour) -> Entry<'_> {
    let written_type = record.details.get(DetailKind::Type);
    let written_genre = record.details.get(DetailKind::Genre);
    // Where nothing else does, the series or the publisher is read as the venue.
    let detail = |kind| record.details.get(kind);
    let venue = record.venue.as_deref();
    let venue = venue
        .or(detail(DetailKind::Series))
        .or(detail(DetailKind::Publisher));
    let is_preprint = is_preprint(&record.identifiers, venue);
    let assumed_type = match (written_type, record.kind) {
        (Some(csl_type), _) => csl_type,
        (None, WorkKind::Book) => "book",
        (None, WorkKind::Paper) if is_preprint => "article",
        (None, WorkKind::Paper) if venue.is_none() => "document",
        (None, WorkKind::Paper) => "article-journal",
    };
    let name = kind_of(assumed_type, written_genre, flavour);
    let read_type = csl_type(name, is_preprint);
    Entry {
        name,
        genre: written_genre.filter(|written| genre("", name) != *written),
        csl_type: written_type.filter(|written| *written != read_type),
        has_issues: has_issues(read_type),
    }
}

fn kind_of(csl_type: &str, genre: Option<&str>, flavour: Flavour) -> &'static str {
    let is_latex = flavour == Flavour::Biblatex;
    match csl_type {
        "article-journal" | "article-magazine" | "article-newspaper" => "article",
        "paper-conference" => "inproceedings",
        "book" => "book",
        "chapter" => "incollection",
        "entry-encyclopedia" | "entry-dictionary" if is_latex => "inreference",
        "entry-encyclopedia" | "entry-dictionary" => "incollection",
        "thesis" if is_latex => "thesis",
        "thesis" if genre.is_some_and(|genre| genre.starts_with("Master")) => "mastersthesis",
        "thesis" => "phdthesis",
        "report" if is_latex => "report",
        "report" => "techreport",
        "manuscript" => "unpublished",
        "article" | "webpage" if is_latex => "online",
        "dataset" if is_latex => "dataset",
        "software" if is_latex => "software",
        "patent" if is_latex => "patent",
        "periodical" if is_latex => "periodical",
        _ => "misc",
    }
}
