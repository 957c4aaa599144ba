//! The sheet that shows what sources hold before anything of it comes in.
//!
//! One preview is open at a time. It is opened by an [`ImportRequest`](super::import::ImportRequest),
//! asked and edited under its number, and ends by being accepted or closed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::answer::{Identifier, Link, LinkKind};
use super::import::RejectionReason;
use super::question::State;
use crate::failure::Failure;

/// What the head and the foot of the sheet say. Every edit answers with it anew.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportPreview {
    /// The number of this preview.
    pub preview: u32,
    /// The sources that could be read, in their order.
    pub sources: Vec<PreviewSource>,
    /// Sources that could not be read.
    pub failures: Vec<Failure>,
    /// Files met in folders that are no sources: not text, or without a paper.
    pub skipped: Vec<Failure>,
    /// The sum over all sources.
    pub numbers: PreviewNumbers,
    /// How many papers would be added as things are.
    pub n_added: u32,
    /// How many rows can be ticked.
    pub n_tickable: u32,
    /// How many rows are ticked.
    pub n_ticked: u32,
    /// Possible duplicates without an answer.
    pub n_undecided: u32,
    /// The sources in their order, at most 240 marks; neighbours are merged by majority.
    pub ribbon: Vec<PreviewOutcome>,
    /// Whether the sources are still being read: more rows come, and the numbers grow.
    pub is_reading: bool,
    /// Grows with whatever changes in it: of two heads that with the higher one is right.
    pub revision: u32,
    /// Whether it holds so few papers that this device is set to take them in unseen.
    pub is_small: bool,
}

/// found = new + known + dropped + possible + repeated + rejected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewNumbers {
    pub found: u32,
    pub new: u32,
    pub known: u32,
    /// Dropped before.
    pub dropped: u32,
    /// Possible duplicates.
    pub possible: u32,
    pub repeated: u32,
    pub rejected: u32,
    /// Lines that were page noise.
    pub noise_lines: u32,
}

/// One source of the sheet.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewSource {
    /// Its name for people: a file's name, or none for pasted text.
    pub name: Option<String>,
    /// A file's path.
    pub path: Option<String>,
    pub size_bytes: f64,
    /// The format's name, as on the command line.
    pub format: String,
    /// What gave the format away; none where the person chose it.
    pub reason: Option<DetectReason>,
    pub encoding: String,
    pub is_encoding_guessed: bool,
    pub numbers: PreviewNumbers,
    /// What was mended while reading, at most 200 of them.
    pub warnings: Vec<PreviewWarning>,
    pub n_warnings: u32,
    /// The columns of a table, where it is one that the person may match.
    pub columns: Vec<PreviewColumn>,
}

/// What gave a format away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DetectReason {
    EntryHead,
    TagLines,
    MailHeaders,
    MailBody,
    RootElement,
    FieldNames,
    ColumnNames,
    Markup,
    LinkLines,
    TitleLines,
    FileName,
    NothingElse,
}

/// What was mended while reading; the record comes in all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewWarning {
    /// First and last line.
    pub lines: (u32, u32),
    pub warning: WarningKind,
    /// The word concerned; may be empty.
    pub detail: String,
}

/// What was mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WarningKind {
    MissingComma,
    MissingKey,
    MissingEquals,
    UndefinedMacro,
    UnclosedQuote,
    MissingBoundary,
    StrayText,
}

/// A column of a table, and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewColumn {
    /// The name in the table's first row.
    pub name: String,
    /// The first value that is not empty.
    pub example: String,
    /// What it holds; none where it is left out.
    pub field: Option<ColumnField>,
}

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ColumnField {
    Title,
    Authors,
    Abstract,
    Year,
    Venue,
    Identifier,
    Link,
    Tags,
    State,
    Starred,
    Why,
    Note,
    AddedAt,
    StartedAt,
    FinishedAt,
}

/// What became of a record: six outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PreviewOutcome {
    New,
    Known,
    /// Dropped before.
    Dropped,
    /// A possible duplicate.
    Possible,
    Repeated,
    Rejected,
}

/// Some rows of the sheet. All that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct PreviewFilter {
    pub outcome: Option<PreviewOutcome>,
    /// Only this source, by its place from 0.
    pub source: Option<u32>,
    /// Title or authors hold these words.
    pub find: String,
}

/// One row of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRow {
    /// Its number, which stays the same while the preview is open.
    pub row: u32,
    /// The place of its source, from 0.
    pub source: u32,
    pub outcome: PreviewOutcome,
    /// The title, else the identifier that names it; of a rejected record its first line.
    pub title: String,
    /// At most three.
    pub authors: Vec<String>,
    pub n_authors: u32,
    pub year: Option<i32>,
    pub venue: Option<String>,
    pub link_kinds: Vec<LinkKind>,
    /// First and last line of each place.
    pub lines: Vec<(u32, u32)>,
    /// Whether it is ticked; none where it cannot be.
    pub is_ticked: Option<bool>,
    /// For a possible duplicate: what the person answered.
    pub answer: Option<DuplicateAnswer>,
    /// How alike a possible duplicate and the known paper are, in percent.
    pub likeness: Option<u32>,
    /// The paper that it is, or may be.
    pub here: Option<PaperHere>,
    pub rejection: Option<RejectionReason>,
}

/// What the person says of a possible duplicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DuplicateAnswer {
    Same,
    Different,
    Later,
}

/// The paper that a row is, or may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperHere {
    /// Its id; none where it stands in the sheet itself, or only its fingerprint is left.
    pub id: Option<String>,
    /// Its title; none where only its fingerprint is left.
    pub title: Option<String>,
    /// Where it stands; none where it stands in the sheet itself, or only its fingerprint is left.
    pub state: Option<State>,
    /// Since when it stands there.
    pub since: Option<String>,
    /// When it was moved to the trash.
    pub trashed_at: Option<String>,
    /// When the trash with it was emptied.
    pub emptied_at: Option<String>,
}

/// What may be asked of an open preview. The answer has the same `kind`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum PreviewQuestion {
    /// Some rows by their place among those of the filter, from 0.
    Rows {
        filter: PreviewFilter,
        from_row: u32,
        n_rows: u32,
    },
    /// One row whole, with its lines.
    Record { row: u32 },
    /// Lines of a source as they are, from 1.
    Lines {
        source: u32,
        from_line: u32,
        n_lines: u32,
    },
    /// A possible duplicate beside the known paper.
    Comparison { row: u32 },
}

/// The answer to a [`PreviewQuestion`] of the same kind.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum PreviewAnswer {
    Rows {
        total: u32,
        /// Of all rows of the filter.
        n_tickable: u32,
        n_ticked: u32,
        rows: Vec<PreviewRow>,
    },
    Record {
        record: Box<PreviewRecord>,
    },
    Lines {
        /// How many lines the source has.
        total: u32,
        lines: Vec<PreviewLine>,
    },
    Comparison {
        comparison: Box<Comparison>,
    },
}

/// One row whole.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRecord {
    pub row: PreviewRow,
    pub authors: Vec<String>,
    #[serde(rename = "abstract")]
    pub abstract_text: Option<String>,
    pub identifiers: Vec<Identifier>,
    pub links: Vec<Link>,
    /// Marks that the source brings.
    pub state: Option<State>,
    pub tags: Vec<String>,
    pub why: Option<String>,
    pub note: Option<String>,
    /// The source's own lines that it came from, at most 400.
    pub lines: Vec<PreviewLine>,
    /// A rejected record's own text, to be mended.
    pub text: Option<String>,
}

/// A line of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewLine {
    /// From 1.
    pub number: u32,
    /// At most 4,000 letters of it.
    pub text: String,
    /// Whether a record came from it.
    pub is_used: bool,
}

/// Two that may be the same paper, field by field.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    pub fields: Vec<ComparedField>,
    /// Why it is asked.
    pub grounds: DuplicateGrounds,
    /// How alike they are, in percent.
    pub likeness: u32,
    /// What "same" would fill in on the second side: names of fields.
    pub fills: Vec<FieldName>,
    /// The papers; none for one that stands in a preview.
    pub one: ComparedPaper,
    pub other: ComparedPaper,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedPaper {
    /// None where it is not in the library.
    pub id: Option<String>,
    pub title: String,
    /// Where it was first found: a source's name.
    pub source: Option<String>,
    /// When it was added to the library.
    pub added_at: Option<String>,
    /// Where it stands; none where it is not in the library.
    pub state: Option<State>,
    pub is_starred: bool,
    pub tags: Vec<String>,
    pub note_first_line: Option<String>,
    pub n_sightings: u32,
}

/// Why two may be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DuplicateGrounds {
    /// They share an identifier, but neither title nor authors.
    IdentifierOnly,
    /// The same title, but too short a one, or something contradicts.
    TitleOnly,
    /// Titles that are nearly the same, with fitting authors or abstract, or with none that could be compared.
    NearTitle,
}

/// A field of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FieldName {
    Title,
    Authors,
    Year,
    Venue,
    Identifiers,
    Links,
    Abstract,
    Details,
}

/// One field on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedField {
    pub field: FieldName,
    pub is_equal: bool,
    /// The text in pieces; empty where there is none.
    pub one: Vec<DiffPiece>,
    pub other: Vec<DiffPiece>,
}

/// A piece of a compared text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiffPiece {
    pub text: String,
    /// Whether the other side differs here.
    pub differs: bool,
}

/// What the person does in an open preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum PreviewEdit {
    /// Ticks one row, or takes the tick off.
    Tick { row: u32, is_ticked: bool },
    /// The same for all rows of a filter that can be ticked.
    TickAll {
        filter: PreviewFilter,
        is_ticked: bool,
    },
    /// Answers one possible duplicate.
    Answer { row: u32, answer: DuplicateAnswer },
    /// Answers all of them.
    AnswerAll { answer: DuplicateAnswer },
    /// Reads a source as another format; none recognises it again.
    Format { source: u32, format: Option<String> },
    /// Reads a table with other columns, in its order, and remembers them for tables with the same
    /// names once the import is accepted.
    Columns {
        source: u32,
        fields: Vec<Option<ColumnField>>,
    },
    /// Reads a rejected record again from a mended text.
    Mend { row: u32, text: String },
}

/// What the person gives to the papers that the preview adds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Given {
    /// None leaves it to the source, else the inbox.
    pub state: Option<State>,
    pub tags: Vec<String>,
    pub why: Option<String>,
}
