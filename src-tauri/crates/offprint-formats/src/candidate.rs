//! What every reader yields: candidates, rejections, warnings and page noise, each with its lines.

use crate::fields::author::Author;
use crate::fields::identifier::Identifier;
use crate::fields::link::Link;

/// The lines of a source that something was found in: from 1, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, Default, PartialEq)]
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
}

impl Candidate {
    /// Adds an author once.
    pub(crate) fn add_author(&mut self, author: Author) {
        if !self.authors.contains(&author) {
            self.authors.push(author);
        }
    }

    /// Adds an identifier once.
    pub(crate) fn add_identifier(&mut self, identifier: Identifier) {
        if !self.identifiers.contains(&identifier) {
            self.identifiers.push(identifier);
        }
    }

    /// Adds a link, if none leads there yet.
    pub(crate) fn add_link(&mut self, link: Link) {
        if !self.links.iter().any(|known| known.url == link.url) {
            self.links.push(link);
        }
    }
}

/// Marks of the person that a source brings along, as a reference manager's export does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundMarks {
    /// Where the paper stood.
    pub state: Option<FoundState>,
    /// Tags, case kept.
    pub tags: Vec<String>,
    /// Why the person wants to read it, on one line.
    pub why: Option<String>,
    /// The person's note, as Markdown.
    pub note: Option<String>,
    /// The day on which reading began, as in `2026-07-03`.
    pub started_on: Option<String>,
    /// The day on which it was done, written likewise.
    pub finished_on: Option<String>,
    /// Whether it was a favourite.
    pub is_starred: bool,
}

/// A state found in a source, already mapped onto ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// A record that could not become a candidate, with its own text, so that it can be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Where it stands.
    pub lines: LineSpan,
    /// Why.
    pub reason: RejectionReason,
    /// The source's own text, at most [`Rejection::MAX_TEXT_BYTES`] of it.
    pub text: String,
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
