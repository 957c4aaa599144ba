//! A record of a bibliography, whatever its format, on its way to a candidate.

use crate::candidate::{Candidate, DetailKind, FoundMarks, LineSpan, WorkKind};
use crate::clean::{Dialect, clean_line, clean_paragraphs};
use crate::fields::author::Author;
use crate::fields::date::{month_and_day_in, year_in};
use crate::fields::identifier::Identifier;
use crate::fields::issn::issn_in;
use crate::fields::link::Link;
use crate::fields::pages::page_ranges;

use super::record::{add_files, add_keywords, add_urls, note_text, take_extra};

/// What a record says, in its own words: texts are not cleaned yet, and empty where it is silent.
#[derive(Debug, Default)]
pub(crate) struct Work {
    /// The type in CSL's words; empty where the record's own is not known.
    pub(crate) csl_type: &'static str,
    /// The type in CSL's words, where the record tells it in them; it counts before `csl_type`.
    pub(crate) told_type: String,
    pub(crate) genre: String,
    pub(crate) title: String,
    pub(crate) authors: Vec<Author>,
    pub(crate) editors: Vec<Author>,
    pub(crate) abstract_text: String,
    /// Dates of publication, the most telling first.
    pub(crate) dates: Vec<String>,
    /// The journal, conference or book that it is in.
    pub(crate) container: String,
    pub(crate) series: String,
    pub(crate) volume: String,
    pub(crate) issue: String,
    pub(crate) number: String,
    pub(crate) pages: String,
    pub(crate) edition: String,
    pub(crate) publisher: String,
    pub(crate) place: String,
    /// ISSN and ISBN, which many formats do not tell apart.
    pub(crate) serials: Vec<String>,
    pub(crate) language: String,
    pub(crate) remark: String,
    pub(crate) identifiers: Vec<Identifier>,
    /// Links whose kinds are told.
    pub(crate) links: Vec<Link>,
    /// Addresses, of which those of works name it.
    pub(crate) urls: Vec<String>,
    /// Addresses of files on the web, and paths of those on a disk.
    pub(crate) files: Vec<String>,
    pub(crate) keywords: Vec<String>,
    /// What the person wrote: text or HTML.
    pub(crate) notes: Vec<String>,
    /// Lines of `Name: value` that a reference manager keeps beside its own fields.
    pub(crate) extra: String,
    pub(crate) citation_key: String,
    pub(crate) marks: FoundMarks,
}

impl Work {
    /// Returns the candidate, which may be without title and identifier.
    pub(crate) fn candidate(self, lines: LineSpan) -> Candidate {
        let clean = |text: &str| clean_line(text, Dialect::Plain);
        let is_book = self.csl_type == "book";
        let mut candidate = Candidate {
            title: clean(&self.title),
            abstract_text: Some(clean_paragraphs(&self.abstract_text, Dialect::Plain))
                .filter(|text| !text.is_empty()),
            year: self.dates.iter().find_map(|date| year_in(date)),
            kind: if is_book {
                WorkKind::Book
            } else {
                WorkKind::Paper
            },
            marks: self.marks,
            lines: vec![lines],
            ..Candidate::default()
        };
        candidate.venue = [&self.container, &self.series, &self.publisher]
            .into_iter()
            .map(|text| clean(text))
            .find(|text| !text.is_empty())
            .filter(|venue| *venue != candidate.title);
        let editors: Vec<String> = self.editors.iter().map(Author::inverted).collect();
        let has_no_author = self.authors.is_empty() && is_book;
        candidate.add_authors(if has_no_author {
            self.editors
        } else {
            self.authors
        });
        for identifier in self.identifiers {
            candidate.add_identifier(identifier);
        }

        let details = &mut candidate.details;
        details.add_all(DetailKind::Editor, editors);
        details.add(DetailKind::Type, self.told_type);
        details.add(DetailKind::Type, self.csl_type);
        details.add(DetailKind::Pages, page_ranges(&clean(&self.pages)));
        for (kind, text) in [
            (DetailKind::Genre, &self.genre),
            (DetailKind::Series, &self.series),
            (DetailKind::Volume, &self.volume),
            (DetailKind::Issue, &self.issue),
            (DetailKind::Number, &self.number),
            (DetailKind::Edition, &self.edition),
            (DetailKind::Publisher, &self.publisher),
            (DetailKind::PublisherPlace, &self.place),
            (DetailKind::Language, &self.language),
            (DetailKind::Remark, &self.remark),
        ] {
            details.add(kind, clean(text));
        }
        let month_and_day = self
            .dates
            .iter()
            .filter(|date| year_in(date).is_none_or(|year| candidate.year == Some(year)))
            .map(|date| month_and_day_in(date))
            .find(|(month, _)| month.is_some());
        if let Some((month, day)) = month_and_day {
            let text = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
            details.add(DetailKind::Month, text(month));
            details.add(DetailKind::Day, text(day));
        }

        for serial in &self.serials {
            if let Some(issn) = issn_in(serial) {
                candidate.details.add(DetailKind::Issn, issn);
            } else if let Some(isbn) = Identifier::isbn(serial) {
                if is_book {
                    candidate.add_identifier(isbn);
                } else {
                    candidate.details.add(DetailKind::ContainerIsbn, isbn.value);
                }
            }
        }
        add_urls(&mut candidate, self.urls.iter().map(String::as_str));
        add_files(&mut candidate, self.files.iter().map(String::as_str));
        for link in self.links {
            candidate.add_link(link);
        }
        let keywords: Vec<String> = self.keywords.iter().map(|text| clean(text)).collect();
        add_keywords(&mut candidate, keywords.iter().map(String::as_str));
        let rest = take_extra(&mut candidate, &self.extra);
        candidate.details.add(DetailKind::Remark, clean(&rest));
        let mut notes: Vec<String> = candidate.marks.note.take().into_iter().collect();
        notes.extend(self.notes.iter().map(|note| note_text(note)));
        notes.retain(|note| !note.is_empty());
        if !notes.is_empty() {
            candidate.marks.note = Some(notes.join("\n\n"));
        }
        let key = self.citation_key.trim();
        if !key.is_empty() {
            candidate.citation_key = Some(key.to_owned());
        }
        candidate
    }
}
