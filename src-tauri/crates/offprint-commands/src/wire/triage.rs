//! What triage asks for: the papers of a pass, and what the person did with papers like one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::question::State;

/// The order of a pass of triage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TriageOrder {
    /// Newest import first, the source's order inside it.
    #[default]
    AsCame,
    /// Newest year first.
    Newest,
    /// Similar papers beside each other.
    Likeness,
}

/// One paper of a pass of triage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PassPaper {
    pub id: String,
    pub state: State,
    /// Whether it is hidden until a day: then it is not undecided.
    pub is_snoozed: bool,
}

/// What a hint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HintKind {
    /// The person kept papers with these words.
    Kept,
    /// The person dropped papers with these words.
    Dropped,
    /// The person kept papers by this author.
    SameAuthor,
    /// It is open whether it is the same as another.
    PossibleDuplicate,
}

/// What the person did before with papers like one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Hint {
    pub kind: HintKind,
    /// What they have in common, as written in the paper; at most three. Of `sameAuthor` the name.
    pub words: Vec<String>,
    pub n_papers: u32,
    pub example: NamedPaper,
}

/// A paper by its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NamedPaper {
    pub id: String,
    pub title: String,
}
