//! Papers that leave as text: copied, or written to a file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::question::{Filter, Sort};

/// What papers can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WriteFormat {
    Bibtex,
    Biblatex,
    Ris,
    CslJson,
    Csv,
    Markdown,
    JsonLines,
}

/// The words of a reading list for people, in the language of the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadingListWords {
    pub title: String,
    /// The heading of each state.
    pub reading: String,
    pub queued: String,
    pub inbox: String,
    pub read: String,
    pub skimmed: String,
    pub dropped: String,
    /// The heading of papers without a tag.
    pub without_tag: String,
    /// Before the reason why a paper was saved.
    pub why: String,
}

/// How papers are copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CopyAs {
    /// A line of a reference list for each.
    Reference,
    /// An entry for each.
    Bibtex,
    /// The best address of each that has one, a line for each.
    Link,
}

/// Which papers are written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ToWrite {
    /// The papers of a list, in its order.
    List { filter: Box<Filter>, sort: Sort },
    /// These papers, in this order.
    Papers { papers: Vec<String> },
}

/// How far an export is that takes its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportProgress {
    pub n_done: u32,
    pub n_all: u32,
}

/// A part of a paper that some format cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LostPart {
    Abstract,
    /// Identifiers beside the one that the paper's address shows.
    Identifiers,
    /// Links beside the paper's address.
    Links,
    Details,
    /// The number of a work that has an issue, too.
    Number,
    Tags,
    /// When it was added, begun and finished.
    Days,
    Due,
    Snoozed,
    CitationKey,
}

/// What a format cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormatLosses {
    pub format: WriteFormat,
    pub loses: Vec<LostPart>,
}

/// A part that was not written, and of how many papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Loss {
    pub part: LostPart,
    pub n_papers: u32,
}

/// What came of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    pub path: String,
    pub n_papers: u32,
    pub lost: Vec<Loss>,
}
