//! What a format cannot hold of a paper, so that it can be said before it is missed.

use crate::candidate::DetailKind;

use super::{Record, WriteFormat};

/// A part of a record that some format cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The abstract.
    Abstract,
    /// Identifiers beside the one that the paper's address shows.
    Identifiers,
    /// Links beside the paper's address.
    Links,
    /// What bibliographies say beside title, authors, year and venue.
    Details,
    /// The number of a work that has an issue, too.
    Number,
    /// The tags.
    Tags,
    /// When it was added, begun and finished.
    Days,
    /// The day by which it is meant to be read.
    Due,
    /// The day until which it is hidden.
    Snoozed,
    /// The citation key.
    CitationKey,
}

impl Part {
    /// Returns the part's name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Part::Abstract => "abstract",
            Part::Identifiers => "identifiers",
            Part::Links => "links",
            Part::Details => "details",
            Part::Number => "number",
            Part::Tags => "tags",
            Part::Days => "days",
            Part::Due => "due",
            Part::Snoozed => "snoozed",
            Part::CitationKey => "citation_key",
        }
    }
}

impl WriteFormat {
    /// Returns what the format cannot hold, whether a paper has it or not.
    pub const fn loses(self) -> &'static [Part] {
        match self {
            WriteFormat::Bibtex | WriteFormat::Biblatex => &[Part::Number],
            WriteFormat::Ris | WriteFormat::CslJson | WriteFormat::Csv | WriteFormat::JsonLines => {
                &[]
            }
            WriteFormat::Markdown => &[
                Part::Abstract,
                Part::Identifiers,
                Part::Links,
                Part::Details,
                Part::Tags,
                Part::Days,
                Part::Due,
                Part::Snoozed,
                Part::CitationKey,
            ],
        }
    }

    /// Returns what the format loses of this paper.
    pub fn losses(self, record: &Record) -> impl Iterator<Item = Part> {
        self.loses()
            .iter()
            .copied()
            .filter(|part| has(record, *part))
    }
}

fn has(record: &Record, part: Part) -> bool {
    match part {
        Part::Abstract => record.abstract_text.is_some(),
        Part::Identifiers => record.identifiers.len() > 1,
        Part::Links => {
            let address = record.address();
            let mut links = record.links.iter();
            links.any(|link| Some(&link.url) != address.as_ref())
        }
        Part::Details => !record.details.is_empty(),
        Part::Number => {
            let is_there = |kind| record.details.get(kind).is_some();
            is_there(DetailKind::Number) && is_there(DetailKind::Issue)
        }
        Part::Tags => !record.tags.is_empty(),
        Part::Days => {
            let days = [&record.added, &record.started, &record.finished];
            days.iter().any(|moment| moment.is_some())
        }
        Part::Due => record.due_on.is_some(),
        Part::Snoozed => record.snoozed_until.is_some(),
        Part::CitationKey => record.citation_key.is_some(),
    }
}
