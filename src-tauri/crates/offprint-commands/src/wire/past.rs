//! What the history and an import's detail show beside the changes.

use serde::Serialize;
use ts_rs::TS;

use super::preview::{ComparedField, FieldName, PreviewLine};
use super::question::State;

/// Where the papers that an import added stand now: `added` is the sum of the others but `marked`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportDetail {
    pub added: u32,
    pub inbox: u32,
    pub queued: u32,
    pub reading: u32,
    pub read: u32,
    pub skimmed: u32,
    pub dropped: u32,
    /// Inbox and queued ones that are hidden until a day; they are in neither of those counts.
    pub snoozed: u32,
    pub trash: u32,
    /// Merged into others, or emptied from the trash.
    pub gone: u32,
    /// Those that carry a mark of the person's.
    pub marked: u32,
}

/// Some papers of an import that stand side by side in its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RibbonMark {
    /// Where most of them stand; dropped is what is in the trash, too.
    pub state: State,
    pub is_snoozed: bool,
    /// How many they are.
    pub n_papers: u32,
}

/// A value that a change gave to a paper, and the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ValueChange {
    pub name: ChangedValue,
    /// None where there was none.
    pub before: Option<String>,
    /// None where it was taken away.
    pub after: Option<String>,
}

/// What one sighting of a paper showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SightingDetail {
    pub text: SightingText,
    /// The file that it is in, or was.
    pub path: Option<String>,
    /// The lines that it came from, at most 400; none where the text is not here.
    pub lines: Vec<PreviewLine>,
    /// Whether it brought the paper.
    pub is_first: bool,
    /// What it gave to a paper that was here already.
    pub given: Vec<FieldName>,
    /// What it says (`one`) beside what the paper says now (`other`), of fields of which it says something; none
    /// where the text is not here.
    pub fields: Vec<ComparedField>,
}

/// Where the text of a sighting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SightingText {
    /// In the library.
    Kept,
    /// In its file, which is as it was.
    InFile,
    /// Its file is another by now.
    Changed,
    /// Its file is not there, or cannot be read.
    Gone,
    /// It was never kept.
    NotKept,
}

/// What of a paper was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChangedValue {
    State,
    Why,
    DueOn,
    SnoozedUntil,
    Note,
    Title,
    Year,
    Venue,
    Abstract,
}
