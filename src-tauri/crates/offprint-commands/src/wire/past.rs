//! What the history and an import's detail show beside the changes.

use serde::Serialize;
use ts_rs::TS;

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
