//! What the interface may change.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::answer::{Identifier, Link};
use super::preview::FieldName;
use super::question::State;
use super::views::SavedView;

/// Where papers are put in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum QueueSpot {
    Top,
    End,
    /// Before this queued paper.
    Before {
        paper: String,
    },
    /// One place nearer to the top.
    Up,
    /// One place nearer to the end.
    Down,
}

/// Whether two papers are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DuplicateVerdict {
    Same,
    Different,
}

/// What the person writes of a paper. What cannot be read is refused with `usage`: `path` is the value, `detail` what it
/// was to be: `identifier`, `link`, `author` or `year`; `nameless` where neither title nor identifier is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperFacts {
    pub title: String,
    /// Names as they are read, or as "Family, Given".
    pub authors: Vec<String>,
    pub year: Option<i32>,
    pub venue: Option<String>,
    #[serde(rename = "abstract")]
    pub abstract_text: Option<String>,
    pub identifiers: Vec<Identifier>,
    pub links: Vec<Link>,
}

/// One change that the interface asks for. Papers are named by their ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Change {
    /// Adds a paper to the inbox. One that is here already is refused with `conflict`: `path` is its id, and `detail`
    /// is `known`, or `trashed` where it is in the trash. One that may be here comes in with an open question.
    AddPaper {
        facts: PaperFacts,
    },
    /// Makes what is told of a paper what the person wrote; refused as `addPaper` is, where that is another paper.
    EditPaper {
        paper: String,
        facts: PaperFacts,
        /// The facts that the writing began from: only what differs is changed. Where that is another in the library
        /// by now, the change is refused with `conflict`; `detail` is `changed`.
        base: PaperFacts,
    },
    SetState {
        papers: Vec<String>,
        to: State,
    },
    SetStar {
        papers: Vec<String>,
        is_starred: bool,
    },
    EditTags {
        papers: Vec<String>,
        add: Vec<String>,
        remove: Vec<String>,
    },
    /// Gives a tag another name everywhere; if that exists, the two become one.
    RenameTag {
        from: String,
        to: String,
    },
    /// Takes a tag off every paper.
    DeleteTag {
        tag: String,
    },
    /// Gives a tag one of the hues 0 to 7, or that of its name.
    SetTagHue {
        tag: String,
        hue: Option<u8>,
    },
    /// An empty text takes the why off.
    SetWhy {
        paper: String,
        why: String,
    },
    /// An empty text takes the note off. Saves of one `session` are one change for the person.
    SetNote {
        paper: String,
        text: String,
        session: Option<String>,
        /// The note that the writing began from, empty for none; if the library has another by now,
        /// the change is refused with `conflict`.
        base: Option<String>,
    },
    PlaceInQueue {
        papers: Vec<String>,
        spot: QueueSpot,
    },
    /// Hides papers of the inbox and the queue until a day that is to come, or shows them again. A day that is not
    /// to come is refused with `usage`, papers of which none can be hidden with `conflict`; both say `snooze`.
    Snooze {
        papers: Vec<String>,
        until: Option<String>,
    },
    /// Sets the day by which papers are to be read, or takes it off.
    SetDue {
        papers: Vec<String>,
        on: Option<String>,
    },
    /// Lets queued papers wait on: for a month `waiting` does not name them.
    KeepWaiting {
        papers: Vec<String>,
    },
    /// Sets the saved views, all of them in their order.
    SetSavedViews {
        views: Vec<SavedView>,
    },
    /// Sets how many papers the queue is planned for, 1 to 1,000.
    SetQueueSize {
        size: u32,
    },
    MoveToTrash {
        papers: Vec<String>,
    },
    PutBack {
        papers: Vec<String>,
    },
    EmptyTrash,
    /// Sets the key under which a paper is cited; refused with `conflict` where another has it.
    SetCitationKey {
        paper: String,
        key: String,
    },
    /// Says whether two papers are the same. If they are, `one` stays and gets what it lacked.
    AnswerDuplicate {
        one: String,
        other: String,
        verdict: DuplicateVerdict,
    },
    /// Takes back an answer that parted two papers, by its number: the question is open again.
    TakeBackAnswer {
        answer: u64,
    },
    /// Makes two papers one. Of the fields in `take`, `keep` gets what `gone` says, of the others what it lacked.
    Merge {
        keep: String,
        gone: String,
        take: Vec<FieldName>,
    },
    /// Makes two again of what became one, by the number of the merge.
    Split {
        merge: u64,
    },
    WatchFolder {
        path: String,
        takes_existing: bool,
    },
    /// Watches a folder that was not found where it is now.
    LocateFolder {
        path: String,
        found: String,
    },
    UnwatchFolder {
        path: String,
    },
    /// Ignores a file of a watched folder, which could not be read, until it changes. In no history, as what came of
    /// such files is.
    IgnoreWatchedFile {
        path: String,
    },
    /// Mirrors the library to a folder, or no more.
    SetMirror {
        folder: Option<String>,
    },
}

/// What came of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Applied {
    /// Its place in the history; none where nothing had to change.
    pub seq: Option<u64>,
    pub n_papers: u32,
    /// The paper that was added by hand.
    pub paper: Option<String>,
}

/// What takes its time: one at a time, in the order in which they were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChangeWork {
    Change,
    /// Undo or redo.
    Undo,
    /// The question what an undo would do.
    WouldUndo,
}

/// How far a change is, or the taking back of one or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeProgress {
    pub work: ChangeWork,
    pub n_done: u32,
    pub n_all: u32,
}

/// What came of an undo or a redo.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Undone {
    /// The change taken back or brought back, with its facts; none where there was nothing to do.
    pub change: Option<super::answer::ChangeRow>,
    /// The rows of the history that the undo or redo is, in their order.
    pub seqs: Vec<u64>,
    /// How many changes were taken back or brought back; of several `change` is the oldest.
    pub n_changes: u32,
    /// Papers that an undone import keeps, because the person worked on them or another import holds them.
    pub n_kept: u32,
    /// Papers that an undone import took out.
    pub n_removed: u32,
    /// Of how many papers something was left, as later work differs; what is of no paper counts as one.
    pub n_left: u32,
    /// What was left, and of how many papers each.
    pub left: Vec<LeftCount>,
    /// The sources whose import was taken back.
    pub sources: Vec<String>,
    /// One paper that the change was about, to show it again.
    pub paper: Option<String>,
}

/// What of papers was left, and of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeftCount {
    pub part: LeftPart,
    pub n_papers: u32,
}

/// What of a paper an undo can leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LeftPart {
    State,
    /// Its place in the queue.
    Place,
    Star,
    Tags,
    Why,
    Note,
    /// When it is due, and until when it is hidden.
    Days,
    /// What the world says about it.
    Facts,
    /// Whether it is the same as another.
    Duplicates,
    /// Whether it is there, or in the trash.
    Paper,
    /// What is of no paper.
    Other,
}

/// What to take back. Where nothing is named it is the newest change of the person's that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ToUndo {
    /// These changes: one, or several at once, all or none of them.
    pub seqs: Vec<i64>,
    /// The import that is taken back whole.
    pub import_id: Option<String>,
    /// The change from which on all is taken back.
    pub since_seq: Option<i64>,
    /// The change up to which that goes: what others did after the person was asked stays.
    pub until_seq: Option<i64>,
    /// Whether an undone import takes papers out that the person worked on.
    pub include_marked: bool,
}
