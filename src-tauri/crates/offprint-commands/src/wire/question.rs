//! What the interface may ask.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::answer::{Actor, ChangeKind};
use super::change::ToUndo;
use super::triage::TriageOrder;

/// Where a paper stands for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum State {
    Inbox,
    Queued,
    Reading,
    Read,
    Skimmed,
    Dropped,
}

/// What became of a paper in an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    New,
    Known,
    /// Dropped before.
    Dropped,
    /// A possible duplicate.
    Possible,
    Repeated,
}

/// Which papers a list holds. All that is given must hold; an empty filter is the whole library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Filter {
    /// One of these states; empty means any.
    pub states: Vec<State>,
    /// Only starred papers.
    pub is_starred: bool,
    /// Only inbox and queued papers that are hidden until a day. Otherwise, where states are asked for, none of
    /// them: they are in neither the inbox nor the queue.
    pub is_snoozed: bool,
    /// Every one of these tags; case does not matter.
    pub tags: Vec<String>,
    /// Seen in this import.
    pub import: Option<String>,
    /// With `import`: what became of a paper there is one of these; empty means any.
    pub outcomes: Vec<Outcome>,
    /// Only those in the trash; otherwise none of them.
    pub is_trashed: bool,
    /// Holds these words.
    pub query: Option<String>,
    /// Another query that must hold as well, such as that of a saved view: `query` narrows it, whatever either asks for.
    pub within: Option<String>,
    /// Published in this year or later.
    pub year_from: Option<i32>,
    /// Published in this year or earlier.
    pub year_to: Option<i32>,
    /// Seen in a source that has this in its name or in that of its folder; case does not matter.
    pub source: Option<String>,
    pub has_note: bool,
    pub has_abstract: bool,
    /// Has a link to code.
    pub has_code: bool,
    /// Has a due day.
    pub has_due: bool,
    /// Added on this day or later.
    pub added_from: Option<String>,
    /// Added on this day or earlier.
    pub added_to: Option<String>,
    /// Finished on this day or later.
    pub finished_from: Option<String>,
    /// Finished on this day or earlier.
    pub finished_to: Option<String>,
    /// Due on this day or earlier.
    pub due_to: Option<String>,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Sort {
    /// Newest import first, the source's order inside it.
    #[default]
    Added,
    /// By title, A first.
    Title,
    /// By year, newest first.
    Year,
    /// By state, inbox first.
    State,
    /// The person's own order of the queue.
    Queue,
    /// Those moved to the trash last first.
    Trashed,
    /// Those that come back first, first.
    Snoozed,
    /// Best answer to the query first.
    Relevance,
}

/// One question of the interface. Its answer has the same `kind`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Question {
    /// The numbers of the sidebar.
    Counts,
    /// Some rows of a list, by their place in it, from 0.
    Rows {
        filter: Filter,
        sort: Sort,
        from_row: u32,
        n_rows: u32,
    },
    /// The place of a paper in a list, from 0.
    RowOf {
        filter: Filter,
        sort: Sort,
        paper: String,
    },
    /// The ids of all papers of a list from one place to another, both ends included.
    Ids {
        filter: Filter,
        sort: Sort,
        from_row: u32,
        to_row: u32,
    },
    /// The day that a person means by `fri`, `21 aug` or `in 2 weeks`.
    ReadDay { text: String },
    /// Three papers to read now, each with the reason; fewer where there are no more.
    Next,
    /// The queued papers that have waited for over a month and may be asked about, at most 100.
    Waiting,
    /// On which days papers are due.
    DueDays,
    /// What could go from the queue.
    LetGo { n_rows: u32 },
    /// One paper whole.
    Paper { paper: String },
    /// Changes, newest first.
    History {
        /// Only those that touched it.
        paper: Option<String>,
        /// Only those of one of these kinds; empty means any.
        kinds: Vec<ChangeKind>,
        /// Only those that it made.
        by: Option<Actor>,
        from_row: u32,
        n_rows: u32,
    },
    /// What one change did: its first papers, and of one paper what was there before.
    ChangeDetail { seq: u64 },
    /// What an undo would do and what it would leave, if it were done now.
    WouldUndo { what: ToUndo },
    /// What became of the papers that an import added.
    ImportDetail { import: String },
    /// Where each paper that an import added stands, in the order of its source.
    Ribbon { import: String },
    /// What one sighting of a paper showed, by its import and its place there.
    Sighting {
        paper: String,
        import: String,
        position: u32,
    },
    /// The groups of a list by import, state or year, as its order says; other orders have none.
    Groups { filter: Filter, sort: Sort },
    /// The saved views, in the person's order.
    SavedViews,
    /// The open questions whether two papers are the same, and the answers.
    Duplicates,
    /// Two papers side by side; what is told of filling in is about the second.
    Comparison { one: String, other: String },
    /// What each format cannot hold, in the order in which they are shown.
    WriteFormats,
    /// Where the library is mirrored.
    Mirror,
    /// Where the library is, and how large it has become.
    Library,
    /// The watched folders and what lately came of them.
    WatchedFolders,
    /// The numbers of one import, and its rejected records.
    Import { import: String },
    /// The papers of one pass of triage, in its order: the undecided ones of a filter, whose states do not matter.
    /// Of an import they are all that it added.
    Triage {
        filter: Filter,
        order: TriageOrder,
        /// The newest change when the pass began: what was decided since is of the pass, too.
        since: Option<u64>,
    },
    /// Which parts of a typed query are filters.
    ReadQuery { text: String },
    /// One query for what two ask for, such as a view's and what narrows it.
    JoinQueries { one: String, other: String },
    /// What can be typed at a place of a query; the place counts in UTF-16.
    Suggest { text: String, cursor: u32 },
    /// What a query that finds nothing would find without one of its parts.
    Loosen { query: String },
    /// What was finished, what waits and how long things take: since a day, or ever. It begins with the week, the
    /// month or the year of that day.
    Insights { from_day: Option<String> },
    /// What the person did before with papers like this one.
    Hint { paper: String },
}
