//! Groups within a list, and saved views.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::question::{Sort, State};

/// A source by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NamedImport {
    pub id: String,
    pub source: String,
}

/// What the papers of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "by", rename_all = "camelCase")]
pub enum GroupKey {
    /// They came at one moment, by these imports, or by hand where there are none.
    Arrival {
        at: String,
        imports: Vec<NamedImport>,
    },
    State {
        state: State,
    },
    /// None have no year.
    Year {
        year: Option<i32>,
    },
}

/// Papers that stand together in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Tells it from the others of its list, and stays the same while the list changes.
    pub key: String,
    pub of: GroupKey,
    /// The place of its first row, from 0.
    pub from_row: u32,
    pub n_rows: u32,
}

/// A query under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    pub name: String,
    /// As it is typed into a search.
    pub query: String,
    pub sort: Sort,
}

/// A saved view and how many papers it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CountedView {
    pub view: SavedView,
    /// Null where its words would have to be looked for in a large library.
    pub n_papers: Option<u32>,
}
