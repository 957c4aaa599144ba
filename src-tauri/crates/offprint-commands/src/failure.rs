//! Every error that a person can meet, as a code with its facts.

use serde::Serialize;
use ts_rs::TS;

/// What went wrong, to which file and line. The interface and the terminal pick the words by `code`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    pub code: FailureCode,
    /// The file or folder concerned.
    pub path: Option<String>,
    /// The line concerned, from 1.
    pub line: Option<u32>,
    /// A fact more: what a file is instead, which version, the system's own words.
    pub detail: Option<String>,
}

/// The codes of COMMANDS.md, "Exit codes".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    NotFound,
    AmbiguousId,
    NoPapers,
    NotText,
    Unsupported,
    NotAFile,
    LibraryBusy,
    LibraryNewer,
    LibraryDamaged,
    ReadOnly,
    DiskFull,
    Conflict,
    NothingToUndo,
    Usage,
}
