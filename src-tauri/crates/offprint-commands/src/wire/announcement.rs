//! What the interface hears once a change is committed, by whomever.

use serde::Serialize;
use ts_rs::TS;

use super::answer::{Actor, ChangeKind};

/// A committed change. After it, what it names is asked for again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Announcement {
    /// Its place in the history; none for what history does not hold (a watched file taken).
    pub seq: Option<u64>,
    pub change: Option<ChangeKind>,
    pub by: Option<Actor>,
    /// The papers it touched; none means many.
    pub papers: Option<Vec<String>>,
    pub n_papers: u32,
}
