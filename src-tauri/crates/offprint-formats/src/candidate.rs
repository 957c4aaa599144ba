//! What every reader yields: candidates, rejections, warnings and page noise, each with its lines.

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::clean::is_invisible;
use crate::fields::author::Author;
use crate::fields::identifier::Identifier;
use crate::fields::link::Link;

/// The lines of a source that something was found in: from 1, both ends included.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct LineSpan {
    /// The first line, from 1.
    pub first: u32,
    /// The last line; never before `first`.
    pub last: u32,
}

impl LineSpan {
    /// Joins two line numbers to a span.
    pub fn new(first: u32, last: u32) -> Self {
        Self {
            first,
            last: last.max(first),
        }
    }
}

/// What kind of work a candidate is. An ISBN names a work only where it is a whole book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WorkKind {
    /// An article, a preprint, a chapter: anything that is not a whole book.
    #[default]
    Paper,
    /// A whole book.
    Book,
}

/// What a reader found in a source, before it is matched against the library.
///
/// Texts are cleaned (see [`crate::clean`]): TeX as Unicode, math left as `$…$`, single spaces.
/// `title` is empty where the source gives only an identifier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The title, on one line; empty where there is none.
    pub title: String,
    /// The authors in the order of the source; often none.
    pub authors: Vec<Author>,
    /// The abstract; paragraphs are parted by an empty line.
    pub abstract_text: Option<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// The journal, conference or other place of publication.
    pub venue: Option<String>,
    /// A whole book or anything else.
    pub kind: WorkKind,
    /// What names the work, normalised, without repetition.
    pub identifiers: Vec<Identifier>,
    /// Where the work, its code and its files are.
    pub links: Vec<Link>,
    /// What the source says the person did with it.
    pub marks: FoundMarks,
    /// Where in the source it stands; more than one where a page prints it twice.
    pub lines: Vec<LineSpan>,
    /// What bibliographies say beside all that, in the order of [`DetailKind`].
    pub details: Details,
    /// The key under which the source cites it.
    pub citation_key: Option<String>,
    /// The id that Offprint gave it in another library: 32 hex digits.
    pub uid: Option<String>,
    /// The mail that it came in, where the source holds mails.
    pub mail: Option<Arc<Mail>>,
}

/// The mail that a candidate came in: the origin of its sighting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The subject, decoded, on one line.
    pub subject: Option<String>,
    /// The sender's name and address, decoded.
    pub sender: Option<String>,
    /// The day of sending, as in `2026-07-03`.
    pub sent_on: Option<String>,
}

/// What a bibliography says of a work beside its title, authors, abstract, year, venue, identifiers
/// and links.
///
/// Names follow the variables of the Citation Style Language 1.0.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DetailKind {
    /// The type of work in CSL's words: `article-journal`, `paper-conference`, `book`, `chapter`,
    /// `thesis`, `report`, `article` (a preprint), `dataset`, `software`, `webpage`, `document`.
    Type,
    /// What is special about the type: `PhD thesis`, `Technical report`.
    Genre,
    /// An editor, as "Family, Given"; several stand in their order.
    Editor,
    /// The series.
    Series,
    /// The volume.
    Volume,
    /// The issue of a journal.
    Issue,
    /// A report's or a patent's own number.
    Number,
    /// The pages, joined by an en dash, or an article's number.
    Pages,
    /// The edition.
    Edition,
    /// Who published it, or the school of a thesis.
    Publisher,
    /// Where that is.
    PublisherPlace,
    /// The month of publication, 1 to 12.
    Month,
    /// The day of the month.
    Day,
    /// The serial number of a journal.
    Issn,
    /// The ISBN of the book that a chapter or a paper is in.
    ContainerIsbn,
    /// The language, as the source writes it.
    Language,
    /// A remark of the bibliography itself, on one line; the person's note is [`FoundMarks::note`].
    Remark,
    /// The path or address of a file that belongs to it, as the source writes it: to be looked for.
    Attachment,
}

impl DetailKind {
    /// Every kind, in the order in which details stand.
    pub const ALL: [DetailKind; 18] = [
        DetailKind::Type,
        DetailKind::Genre,
        DetailKind::Editor,
        DetailKind::Series,
        DetailKind::Volume,
        DetailKind::Issue,
        DetailKind::Number,
        DetailKind::Pages,
        DetailKind::Edition,
        DetailKind::Publisher,
        DetailKind::PublisherPlace,
        DetailKind::Month,
        DetailKind::Day,
        DetailKind::Issn,
        DetailKind::ContainerIsbn,
        DetailKind::Language,
        DetailKind::Remark,
        DetailKind::Attachment,
    ];

    /// Returns the kind's name in the library and in JSON Lines.
    pub const fn name(self) -> &'static str {
        match self {
            DetailKind::Type => "type",
            DetailKind::Genre => "genre",
            DetailKind::Editor => "editor",
            DetailKind::Series => "series",
            DetailKind::Volume => "volume",
            DetailKind::Issue => "issue",
            DetailKind::Number => "number",
            DetailKind::Pages => "pages",
            DetailKind::Edition => "edition",
            DetailKind::Publisher => "publisher",
            DetailKind::PublisherPlace => "publisher_place",
            DetailKind::Month => "month",
            DetailKind::Day => "day",
            DetailKind::Issn => "issn",
            DetailKind::ContainerIsbn => "container_isbn",
            DetailKind::Language => "language",
            DetailKind::Remark => "remark",
            DetailKind::Attachment => "attachment",
        }
    }

    /// Finds a kind by its [`name`](DetailKind::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether a work can have several of it.
    pub const fn is_many(self) -> bool {
        matches!(self, DetailKind::Editor | DetailKind::Attachment)
    }
}

/// The details of a work: one text for each kind, several of those that can be many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details(Vec<(DetailKind, String)>);

impl Details {
    /// Adds a detail in its place. An empty text, one that is there already, and a second one of a
    /// kind that has only one, are left out.
    pub fn add(&mut self, kind: DetailKind, text: impl Into<String>) {
        let text = text.into();
        let place = self.0.partition_point(|(present, _)| *present <= kind);
        let is_there = if kind.is_many() {
            self.all(kind).any(|present| present == text)
        } else {
            self.get(kind).is_some()
        };
        if !text.is_empty() && !is_there {
            self.0.insert(place, (kind, text));
        }
    }

    /// Adds details of a kind that can be many, each once and in their order.
    pub fn add_all(&mut self, kind: DetailKind, texts: impl IntoIterator<Item = String>) {
        let start = self.0.partition_point(|(present, _)| *present < kind);
        let later = self.0.split_off(start + self.all(kind).count());
        let mut known: HashSet<String> = self.all(kind).map(str::to_owned).collect();
        let added = texts.into_iter().filter(|text| !text.is_empty());
        self.0.extend(
            added
                .filter(|text| known.insert(text.clone()))
                .map(|text| (kind, text)),
        );
        self.0.extend(later);
    }

    /// Returns the first detail of a kind.
    pub fn get(&self, kind: DetailKind) -> Option<&str> {
        self.all(kind).next()
    }

    /// Returns all details of a kind, in their order.
    pub fn all(&self, kind: DetailKind) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(present, _)| *present == kind)
            .map(|(_, text)| text.as_str())
    }

    /// Returns all details in the order of their kinds.
    pub fn iter(&self) -> impl Iterator<Item = (DetailKind, &str)> {
        self.0.iter().map(|(kind, text)| (*kind, text.as_str()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Candidate {
    /// The largest collaborations have some six thousand authors.
    const MOST_AUTHORS: usize = 10_000;
    /// How many identifiers and how many links one paper has at most; what is more is no paper's.
    const MOST_ADDRESSES: usize = 256;

    /// Titles are compared letter by letter; what is longer is a text. The longest real ones have some
    /// five hundred letters.
    const LONGEST_TITLE: usize = 2_000;

    /// Cuts a title that is too long behind a word, and says so by `…`.
    pub(crate) fn shorten_title(&mut self) {
        if let Some((end, _)) = self.title.char_indices().nth(Self::LONGEST_TITLE) {
            let start = &self.title[..end];
            let end = start.rfind(char::is_whitespace).unwrap_or(end);
            self.title.truncate(end);
            self.title.truncate(self.title.trim_end().len());
            self.title.push('…');
        }
    }

    /// Takes out of what readers hand on as the source has it (notes, keys, files' paths) what could
    /// steer a terminal or hide in a line.
    pub(crate) fn drop_unseen(&mut self) {
        if let Some(note) = &mut self.marks.note {
            // Joiners and marks of direction may be part of what the person wrote.
            note.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
        }
        if let Some(key) = &mut self.citation_key {
            key.retain(|c| !is_invisible(c));
        }
        for (_, text) in &mut self.details.0 {
            if text.contains(is_invisible) {
                *text = text.replace('\n', " ");
                text.retain(|c| !is_invisible(c) || matches!(c, '\u{200c}' | '\u{200d}'));
            }
        }
        self.details.0.retain(|(_, text)| !text.is_empty());
    }

    /// Adds authors, each once.
    pub(crate) fn add_authors(&mut self, authors: impl IntoIterator<Item = Author>) {
        let mut known: HashSet<Author> = self.authors.iter().cloned().collect();
        for author in authors {
            if self.authors.len() < Self::MOST_AUTHORS && known.insert(author.clone()) {
                self.authors.push(author);
            }
        }
    }

    /// Adds an identifier once.
    pub(crate) fn add_identifier(&mut self, identifier: Identifier) {
        if self.identifiers.len() < Self::MOST_ADDRESSES && !self.identifiers.contains(&identifier)
        {
            self.identifiers.push(identifier);
        }
    }

    /// Adds a link, if none leads there yet.
    pub(crate) fn add_link(&mut self, link: Link) {
        if self.links.len() < Self::MOST_ADDRESSES
            && !self.links.iter().any(|known| known.url == link.url)
        {
            self.links.push(link);
        }
    }
}

/// Marks of the person that a source brings along, as a reference manager's export does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundMarks {
    /// Where the paper stood.
    pub state: Option<FoundState>,
    /// Tags, case kept.
    pub tags: Vec<String>,
    /// Why the person wants to read it, on one line.
    pub why: Option<String>,
    /// The person's note, as Markdown.
    pub note: Option<String>,
    /// The day on which reading began, as in `2026-07-03`, or the moment, as in `2026-07-03T08:15:00Z`.
    pub started_on: Option<String>,
    /// The day or the moment at which it was done, written likewise.
    pub finished_on: Option<String>,
    /// Whether it was a favourite.
    pub is_starred: bool,
    /// When it was added there: a day, or a moment as in `2026-07-03T08:15:00Z`.
    pub added_at: Option<String>,
    /// The day by which it is meant to be read.
    pub due_on: Option<String>,
    /// The day until which it is hidden.
    pub snoozed_until: Option<String>,
}

/// A state found in a source, already mapped onto ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FoundState {
    /// Arrived, not decided.
    Inbox,
    /// Meant to be read.
    Queued,
    /// Begun.
    Reading,
    /// Finished.
    Read,
    /// Looked through.
    Skimmed,
    /// Not wanted.
    Dropped,
}

/// Why a record of a source is not a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RejectionReason {
    /// Neither a title nor an identifier.
    NothingNamesIt,
    /// A record that never ends: its braces or its end line are missing.
    NeverCloses,
    /// A link to a page that is no paper.
    NotAPaper,
    /// A record larger than a record can be.
    TooLarge,
    /// A record that breaks the rules of its format, so that nothing can be read from it.
    Malformed,
}

/// A record that could not become a candidate, with its own text, so that it can be mended.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejection {
    /// Where it stands.
    pub lines: LineSpan,
    /// Why.
    pub reason: RejectionReason,
    /// The source's own text, at most [`Rejection::MAX_TEXT_BYTES`] of it.
    pub text: String,
    /// What it would be, where only its reason ([`RejectionReason::NotAPaper`]) keeps it out and the
    /// person may take it in nevertheless.
    pub candidate: Option<Box<Candidate>>,
}

impl Rejection {
    /// How much of a rejected record's text is kept.
    pub const MAX_TEXT_BYTES: usize = 64 * 1024;

    /// Rejects a record, and keeps as much of its text as is kept.
    pub(crate) fn new(lines: LineSpan, reason: RejectionReason, text: &str) -> Self {
        let n_kept = text.floor_char_boundary(Self::MAX_TEXT_BYTES);
        Self {
            lines,
            reason,
            text: text[..n_kept].to_owned(),
            candidate: None,
        }
    }

    /// Rejects a page that names no work; the person may take it in nevertheless.
    pub(crate) fn not_a_paper(lines: LineSpan, text: &str, candidate: Candidate) -> Self {
        Self {
            candidate: Some(Box::new(candidate)),
            ..Self::new(lines, RejectionReason::NotAPaper, text)
        }
    }
}

/// What was mended while reading; the record came in all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WarningKind {
    /// A field or an entry was not followed by its comma.
    MissingComma,
    /// An entry has no key.
    MissingKey,
    /// A field has no `=`.
    MissingEquals,
    /// A macro that nothing defines; its name stands as text.
    UndefinedMacro,
    /// A value whose quotation mark never closes.
    UnclosedQuote,
    /// A record that lacks its first or last line.
    MissingBoundary,
    /// Text that is in no known record.
    StrayText,
}

impl WarningKind {
    /// Returns the warning's name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            WarningKind::MissingComma => "missing_comma",
            WarningKind::MissingKey => "missing_key",
            WarningKind::MissingEquals => "missing_equals",
            WarningKind::UndefinedMacro => "undefined_macro",
            WarningKind::UnclosedQuote => "unclosed_quote",
            WarningKind::MissingBoundary => "missing_boundary",
            WarningKind::StrayText => "stray_text",
        }
    }
}

/// A [`WarningKind`] and where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where.
    pub lines: LineSpan,
    /// What was mended.
    pub kind: WarningKind,
    /// The word concerned (a macro's or a field's name); may be empty.
    pub detail: String,
}

/// One thing that a reader met, in the order of the source.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// A paper, boxed because it is far larger than the rest.
    Candidate(Box<Candidate>),
    /// A record that cannot be one.
    Rejection(Rejection),
    /// Something that was mended.
    Warning(Warning),
    /// Lines that are no record at all: menus, buttons, counts.
    Noise(LineSpan),
}

impl Found {
    /// Says anew in which lines it was found, where it was read from a text made from the source.
    pub(crate) fn placed(mut self, place: impl Fn(LineSpan) -> LineSpan) -> Self {
        match &mut self {
            Found::Candidate(candidate) => {
                for lines in &mut candidate.lines {
                    *lines = place(*lines);
                }
            }
            Found::Rejection(rejection) => rejection.lines = place(rejection.lines),
            Found::Warning(warning) => warning.lines = place(warning.lines),
            Found::Noise(lines) => *lines = place(*lines),
        }
        self
    }

    /// Returns the lines from the first to the last of it.
    pub(crate) fn span(&self) -> LineSpan {
        match self {
            Found::Candidate(candidate) => {
                let first = candidate.lines.iter().map(|span| span.first).min();
                let last = candidate.lines.iter().map(|span| span.last).max();
                LineSpan::new(first.unwrap_or(1), last.unwrap_or(1))
            }
            Found::Rejection(rejection) => rejection.lines,
            Found::Warning(warning) => warning.lines,
            Found::Noise(lines) => *lines,
        }
    }
}
