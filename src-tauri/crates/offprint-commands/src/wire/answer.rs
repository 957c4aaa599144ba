//! What the interface is told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::change::{DuplicateVerdict, Undone};
use super::export::FormatLosses;
use super::import::ImportNumbers;
use super::insights::Insights;
use super::past::{ImportDetail, RibbonMark, SightingDetail, ValueChange};
use super::preview::{Comparison, DuplicateGrounds};
use super::question::State;
use super::search_field::{Chip, Completion, Loosened};
use super::triage::{Hint, PassPaper};
use super::views::{CountedView, Group};

/// The answer to a [`Question`](super::Question) of the same kind.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Answer {
    Counts {
        counts: Box<Counts>,
    },
    Rows {
        total: u32,
        rows: Vec<Row>,
    },
    RowOf {
        row: Option<u32>,
    },
    Ids {
        papers: Vec<String>,
    },
    ReadDay {
        /// None where the text is not understood.
        day: Option<String>,
    },
    Next {
        suggestions: Vec<Suggestion>,
    },
    Waiting {
        /// Those that wait longest first.
        rows: Vec<Row>,
    },
    DueDays {
        /// Days on which papers that are not finished are due, in order.
        days: Vec<DueDay>,
    },
    LetGo {
        /// Queued papers, without those that are starred or due: those that lack a why first, then those that wait
        /// longest.
        rows: Vec<Row>,
    },
    Paper {
        paper: Option<Box<Paper>>,
    },
    History {
        total: u32,
        changes: Vec<ChangeRow>,
    },
    Duplicates {
        /// How many questions are open.
        total: u32,
        /// The most alike first; at most 1,000.
        open: Vec<DuplicatePair>,
        /// The newest first; at most 1,000.
        decided: Vec<DecidedPair>,
    },
    Comparison {
        comparison: Box<Comparison>,
    },
    WriteFormats {
        formats: Vec<FormatLosses>,
    },
    Mirror {
        mirror: Option<Mirror>,
    },
    Library {
        folder: String,
        /// All files in its folder together.
        size_bytes: u64,
        n_changes: u32,
    },
    WatchedFolders {
        folders: Vec<WatchedFolder>,
        activity: Vec<WatchedFile>,
    },
    Import {
        import: Option<Box<ImportNumbers>>,
    },
    Triage {
        /// At most 2,000.
        papers: Vec<PassPaper>,
        /// How many undecided ones wait beyond them.
        n_more: u32,
        /// The newest change of this moment.
        seq: u64,
    },
    ChangeDetail {
        /// At most 100.
        papers: Vec<Row>,
        /// Where it touched one paper.
        values: Vec<ValueChange>,
    },
    WouldUndo {
        undone: Box<Undone>,
        /// The newest change that there was then.
        newest_seq: i64,
    },
    ImportDetail {
        /// Null where the import is not there.
        detail: Option<Box<ImportDetail>>,
    },
    Ribbon {
        /// At most 240: of more papers neighbours are one mark, by majority.
        marks: Vec<RibbonMark>,
        n_papers: u32,
    },
    Sighting {
        /// Null where the import is not there.
        sighting: Option<Box<SightingDetail>>,
    },
    Groups {
        groups: Vec<Group>,
    },
    SavedViews {
        views: Vec<CountedView>,
    },
    ReadQuery {
        /// In their order.
        chips: Vec<Chip>,
        /// The words that are no filter, parted by spaces.
        words: String,
    },
    JoinQueries {
        /// Null where one query would ask for something else.
        query: Option<String>,
    },
    Suggest {
        /// What is typed from here
        from: u32,
        /// to here is replaced.
        to: u32,
        /// The best first; at most 8.
        suggestions: Vec<Completion>,
    },
    Loosen {
        /// The best first; at most 4.
        ways: Vec<Loosened>,
    },
    Insights {
        insights: Box<Insights>,
    },
    Hint {
        hint: Option<Hint>,
    },
}

/// A folder of plain files that follows the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Mirror {
    pub folder: String,
    /// Whether it is there just now; a drive may not be connected.
    pub is_there: bool,
    pub since: Option<String>,
}

/// The numbers of the sidebar. `all` = inbox + queued + reading + read + skimmed + snoozed + dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    pub inbox: u32,
    pub queued: u32,
    pub reading: u32,
    pub read: u32,
    pub skimmed: u32,
    pub dropped: u32,
    /// Inbox and queued papers hidden until a day; they are in neither of those counts.
    pub snoozed: u32,
    pub all: u32,
    pub starred: u32,
    /// Open questions whether two papers are the same.
    pub duplicates: u32,
    /// Papers in the trash; they are in no other number.
    pub trash: u32,
    /// All tags, most used first.
    pub tags: Vec<TagCount>,
    /// The four latest imports that added papers.
    pub imports: Vec<ImportCount>,
    /// The latest import, whether it added papers or not.
    pub latest_import: Option<String>,
    /// How many watched folders there are.
    pub watched_folders: u32,
    /// How many watched folders and files need attention.
    pub watch_problems: u32,
    /// The planned size of the queue.
    pub queue_size: u32,
}

/// A day on which papers are due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DueDay {
    pub day: String,
    pub n_papers: u32,
}

/// A tag and how many papers have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagCount {
    pub name: String,
    pub n_papers: u32,
    /// The hue that the person gave it, 0 to 7; none leaves it to its name.
    pub hue: Option<u8>,
}

/// A paper to read now, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    pub row: Row,
    pub reason: Reason,
}

/// Why a paper is to be read now, as a fact from which the interface makes its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Reason {
    /// The day by which it was to be read is over.
    Overdue {
        day: String,
    },
    /// It is due today or within two weeks.
    DueSoon {
        day: String,
    },
    /// It was begun, at that moment if it is known, and is not finished.
    Begun {
        at: Option<String>,
    },
    /// Its place in the queue, from 1.
    InQueue {
        place: u32,
    },
    /// No other has waited in the queue for so long.
    WaitingLongest {
        since: String,
    },
    Starred,
}

/// An import and how many of its papers are not decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportCount {
    pub id: String,
    pub source: String,
    pub format: String,
    pub n_undecided: u32,
    pub at: String,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    pub id: String,
    pub title: String,
    pub authors: Vec<String>,
    pub year: Option<i32>,
    pub venue: Option<String>,
    /// The name of the source that it came from first.
    pub source: Option<String>,
    pub state: State,
    pub is_starred: bool,
    pub tags: Vec<String>,
    pub why: Option<String>,
    pub note_first_line: Option<String>,
    /// The beginning of the abstract, some 200 letters.
    pub abstract_start: Option<String>,
    pub due_on: Option<String>,
    /// The day on which it comes back, while it is hidden.
    pub snoozed_until: Option<String>,
    pub added_at: String,
    /// When it was last queued.
    pub queued_at: Option<String>,
    pub started_at: Option<String>,
    pub finished_at: Option<String>,
    /// When it was moved to the trash, if it is there.
    pub trashed_at: Option<String>,
    /// Where a query matched outside the title.
    pub fragment: Option<Fragment>,
}

/// A piece of text that a query matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Fragment {
    /// Where the text is from: `abstract`, `note`, `why`, `author`, `venue`, `tag` or `identifier`.
    pub field: String,
    pub text: String,
    /// The matches, as UTF-16 positions in `text`: start and end.
    pub matches: Vec<(u32, u32)>,
}

/// One paper whole.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Paper {
    pub row: Row,
    /// The title as it is; empty where only an identifier names the paper.
    pub title: String,
    #[serde(rename = "abstract")]
    pub abstract_text: Option<String>,
    pub identifiers: Vec<Identifier>,
    pub links: Vec<Link>,
    /// Where the paper itself is found, and who opens it begins to read: its page, its PDF, where an identifier leads, or
    /// the first of its other links.
    pub own_link: Option<String>,
    /// What bibliographies say beside the rest, in the order in which it is shown.
    pub details: Vec<Detail>,
    /// The key under which it is cited.
    pub citation_key: Option<String>,
    /// The papers that became one with it, newest first.
    pub merged: Vec<MergedPaper>,
    pub note: Option<String>,
    /// Newest last.
    pub sightings: Vec<Sighting>,
    /// What happened to it, newest first, at most 50.
    pub changes: Vec<ChangeRow>,
}

/// What names a work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Identifier {
    pub scheme: String,
    pub value: String,
}

/// What bibliographies say of a work beside the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Detail {
    /// What it is, by its name in JSON: `volume`, `issue`, `pages`.
    pub kind: String,
    pub value: String,
}

/// A paper that became one with another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MergedPaper {
    /// The number of the merge, by which they can be parted.
    pub merge: u64,
    /// The title of the one that went.
    pub title: String,
    pub at: String,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LinkKind {
    Paper,
    Code,
    Pdf,
    Other,
}

/// A link of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Link {
    pub kind: LinkKind,
    pub url: String,
}

/// One paper seen in one import, at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Sighting {
    pub import: String,
    pub source: String,
    pub format: String,
    /// The place among the papers of the import, from 1.
    pub position: u32,
    /// How many papers the import holds.
    pub n_found: u32,
    /// First and last line.
    pub lines: Option<(u32, u32)>,
    pub at: String,
    /// The mail that it came in.
    pub mail: Option<Mail>,
}

/// The mail that a paper came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Mail {
    pub subject: Option<String>,
    /// Name and address.
    pub sender: Option<String>,
    /// The day of sending.
    pub sent_on: Option<String>,
}

/// Who made a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Actor {
    Window,
    Terminal,
    Watcher,
}

/// What kind of change it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChangeKind {
    Import,
    AddPaper,
    EditPaper,
    SetState,
    SetStar,
    EditTags,
    RenameTag,
    DeleteTag,
    SetTagHue,
    SetWhy,
    SetNote,
    PlaceInQueue,
    Snooze,
    SetDue,
    KeepWaiting,
    SetQueueSize,
    SetSavedViews,
    Trash,
    PutBack,
    EmptyTrash,
    SetCitationKey,
    AnswerDuplicate,
    TakeBackAnswer,
    Merge,
    Split,
    WatchFolder,
    UnwatchFolder,
    SetMirror,
    Undo,
    Redo,
}

/// One row of the history: facts, from which the interface makes its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeRow {
    pub seq: u64,
    pub at: String,
    pub by: Actor,
    pub change: ChangeKind,
    /// How many papers it touched; those of an import were added or seen again.
    pub n_papers: u32,
    /// How many papers an import added.
    pub n_added: Option<u32>,
    /// The title, where it touched one paper.
    pub title: Option<String>,
    /// The other title, where it was about two papers.
    pub other_title: Option<String>,
    /// The state set.
    pub to: Option<State>,
    /// Whether a star was set or taken off.
    pub is_starred: Option<bool>,
    /// Tags added and removed; or the old and the new name.
    pub tags_added: Vec<String>,
    pub tags_removed: Vec<String>,
    /// The saved views that are there since, and that are no more; one that was changed is in both.
    pub views_added: Vec<String>,
    pub views_removed: Vec<String>,
    /// The sources imported, or the folder watched.
    pub sources: Vec<String>,
    /// The day until which papers are hidden, or on which they are due; none where it was taken off.
    pub day: Option<String>,
    /// The planned size of the queue.
    pub size: Option<u32>,
    /// Ids of the imports it brought.
    pub imports: Vec<String>,
    /// The change that it undoes or redoes, with its facts.
    pub undoes: Option<u64>,
    /// For an undo or redo: what was undone or redone.
    pub undone: Option<Box<ChangeRow>>,
    /// The standing undo of it.
    pub undone_by: Option<u64>,
}

/// Two papers of which it is open whether they are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DuplicatePair {
    /// The one that came later.
    pub paper: Row,
    /// The one that was here.
    pub other: Row,
    pub grounds: DuplicateGrounds,
    /// How alike they are, in percent.
    pub likeness: u32,
    pub asked_at: String,
}

/// Two papers of which the person said whether they are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecidedPair {
    /// The number of the answer, by which one that parted two papers is taken back.
    pub answer: u64,
    pub verdict: DuplicateVerdict,
    pub at: String,
    /// The paper that both are, or one of the two.
    pub paper: Row,
    /// The other of the two, if it is here.
    pub other: Option<Row>,
    /// Of two that became one: the title of the one that went.
    pub gone_title: Option<String>,
    /// The number of the merge, by which they can be parted.
    pub merge: Option<u64>,
}

/// A watched folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WatchedFolder {
    pub path: String,
    pub name: String,
    /// Whether the folder is there now.
    pub is_found: bool,
    /// Whether a process watches it now: this one or another.
    pub is_watched: bool,
    pub n_taken: u32,
}

/// One file of a watched folder and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WatchedFile {
    pub path: String,
    pub name: String,
    pub at: String,
    /// The import that it became.
    pub import: Option<String>,
    pub n_found: u32,
    pub n_new: u32,
    /// How many of its records were rejected; the import holds them.
    pub n_rejected: u32,
    /// Why it could not be read.
    pub failure: Option<crate::failure::Failure>,
    /// Whether something can be done about that: it is counted until then.
    pub is_problem: bool,
    /// Whether the person ignores it until it changes.
    pub is_ignored: bool,
}
