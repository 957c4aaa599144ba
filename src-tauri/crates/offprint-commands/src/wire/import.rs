//! Taking sources in: what is asked, how far it is, what came of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;

/// What to take in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ImportRequest {
    /// Files and folders, by their paths.
    Paths { paths: Vec<String> },
    /// What the system's clipboard holds.
    Clipboard,
    /// The bundled sample digest.
    Sample,
    /// A file of a watched folder, again, whatever became of it before.
    Watched { path: String },
}

/// What came of one gesture: one change, however many sources.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// Its place in the history; none where nothing came in.
    pub seq: Option<u64>,
    pub imports: Vec<ImportNumbers>,
    /// Sources that could not be taken in.
    pub failures: Vec<Failure>,
    pub is_cancelled: bool,
}

/// The numbers of one source. found = new + known + dropped + possible + repeated + rejected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportNumbers {
    pub id: String,
    pub source: String,
    pub format: String,
    pub encoding: String,
    pub found: u32,
    pub new: u32,
    pub known: u32,
    /// Dropped before.
    pub dropped: u32,
    /// Possible duplicates.
    pub possible: u32,
    pub repeated: u32,
    pub rejected: u32,
    /// Papers that came in.
    pub added: u32,
    /// Lines that were page noise.
    pub noise_lines: u32,
    pub rejections: Vec<RejectedRecord>,
}

/// A record that could not come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RejectedRecord {
    /// First and last line.
    pub lines: (u32, u32),
    pub reason: RejectionReason,
    pub text: String,
}

/// Why a record could not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RejectionReason {
    NothingNamesIt,
    NeverCloses,
    NotAPaper,
    Malformed,
    TooLarge,
}

/// How far a long import is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportProgress {
    /// The source being read or written.
    pub source: String,
    pub phase: ImportPhase,
    /// Papers so far.
    pub n_papers: u32,
    /// How many there will be; known only while looking and writing.
    pub of: Option<u32>,
}

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ImportPhase {
    /// The papers of the library, with which those of the sources are compared.
    Looking,
    Reading,
    Writing,
}
