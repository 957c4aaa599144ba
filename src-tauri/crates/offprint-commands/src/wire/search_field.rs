//! What the search field asks for: the parts of what is typed, what could be typed next, and what stands in the way
//! of an answer. Places are in UTF-16, as the window counts.

use serde::Serialize;
use ts_rs::TS;

/// What a part of a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChipKind {
    /// `"exact words"`.
    Exact,
    /// `-word`.
    Without,
    Tag,
    /// A state, or `starred`, `snoozed`, `unread`, `finished`.
    Is,
    /// `2020`, `2018-2020`, `2018-` or `-2020`.
    Year,
    /// A part of the name of a source or of its folder.
    From,
    /// `note`, `abstract`, `code` or `due`.
    Has,
    Added,
    Finished,
    Due,
}

/// A part of a query that is a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Chip {
    pub kind: ChipKind,
    /// What it asks for, without name, quotation marks and minus.
    pub value: String,
    /// As it was typed.
    pub text: String,
    /// Where it begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// What can be typed at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Completion {
    pub kind: ChipKind,
    /// What it would ask for; null for a filter that has yet to be given a value.
    pub value: Option<String>,
    /// What takes the place of what is typed.
    pub text: String,
    /// How many papers have it, where that is known.
    pub n_papers: Option<u32>,
}

/// What would be found without a part of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Loosened {
    /// The part, as it was typed.
    pub without: String,
    /// What is left.
    pub query: String,
    pub n_papers: u32,
}
