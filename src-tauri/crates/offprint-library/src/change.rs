//! All that can happen to a library, one variant each, and who can make it happen.

pub(crate) mod accept_import;
pub(crate) mod annotate;
pub(crate) mod apply;
pub(crate) mod by_hand;
pub(crate) mod citation_key;
pub(crate) mod duplicates;
pub(crate) mod edit;
pub(crate) mod editor;
pub(crate) mod merge;
pub(crate) mod mirror;
pub(crate) mod new_rows;
pub(crate) mod packed;
pub(crate) mod plan;
pub(crate) mod setting;
pub(crate) mod trash;
pub(crate) mod triage;
pub(crate) mod watching;

use offprint_formats::candidate::Candidate;
use offprint_platform::clock::Day;
use offprint_source::ContentKind;

pub use crate::change::merge::FieldName;
use crate::import::{Entry, Intake};
use crate::paper::{PaperId, Uid};
use crate::saved_view::SavedView;
use crate::state::State;

/// Who made a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// The person, in the window.
    Window,
    /// The person, in the terminal.
    Terminal,
    /// The watching of folders.
    Watcher,
}

impl Actor {
    /// Returns the actor's name in the database and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Actor::Window => "window",
            Actor::Terminal => "terminal",
            Actor::Watcher => "watcher",
        }
    }

    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "window" => Actor::Window,
            "terminal" => Actor::Terminal,
            _ => Actor::Watcher,
        }
    }
}

/// A change's place in the history: 1 for the first, rising, never given out twice.
pub type ChangeSeq = i64;

/// Where papers are put in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueSpot {
    /// Before all others.
    Top,
    /// After all others.
    End,
    /// Before this one, which must be queued.
    Before(PaperId),
    /// One place nearer to the top.
    Up,
    /// One place nearer to the end.
    Down,
}

/// Whether two papers are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DuplicateVerdict {
    /// They are one work.
    Same,
    /// They are two.
    Different,
}

impl DuplicateVerdict {
    /// Returns the verdict's name in the database and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            DuplicateVerdict::Same => "same",
            DuplicateVerdict::Different => "different",
        }
    }

    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "same" => DuplicateVerdict::Same,
            _ => DuplicateVerdict::Different,
        }
    }
}

/// One thing that can happen to a library, complete in itself. Undo and redo are not among them:
/// they turn the edits of one of these round.
#[derive(Debug)]
pub enum Change {
    /// Sources taken in together: their candidates become papers and sightings.
    AcceptImport(Box<Intake>),
    /// A paper that the person adds.
    AddPaper {
        /// Its facts; marks in them are not looked at.
        entry: Box<Entry>,
    },
    /// What is told of a paper becomes what the person wrote.
    EditPaper {
        /// Which paper.
        paper: PaperId,
        /// All its facts; marks, details and kind in them are not looked at.
        entry: Box<Entry>,
        /// The facts that the writing began from: only what differs from them is changed. None: whatever is there.
        base: Option<Box<Candidate>>,
    },
    /// Papers get a state, and their snooze ends: what is decided is not hidden. A newly queued one goes to the end
    /// of the queue.
    SetState {
        /// Which papers; those that have the state already stay as they are.
        papers: Vec<PaperId>,
        /// Which state.
        to: State,
    },
    /// Papers get a star, or lose it.
    SetStar {
        /// Which papers.
        papers: Vec<PaperId>,
        /// Whether they are starred after it.
        is_starred: bool,
    },
    /// Papers get and lose tags.
    EditTags {
        /// Which papers.
        papers: Vec<PaperId>,
        /// Tags to add; one that the library knows in another case gets that case.
        add: Vec<String>,
        /// Tags to take off.
        remove: Vec<String>,
    },
    /// A tag gets another name everywhere; if that exists, the two become one.
    RenameTag {
        /// The present name.
        from: String,
        /// The new name.
        to: String,
    },
    /// A tag is taken off every paper.
    DeleteTag {
        /// Its name.
        tag: String,
    },
    /// A tag gets a hue wherever it is shown, or that of its name.
    SetTagHue {
        /// Its name.
        tag: String,
        /// One of the hues by its number, from 0; none for that of its name.
        hue: Option<u8>,
    },
    /// The one line that says why a paper was saved; an empty text takes it off.
    SetWhy {
        /// Which paper.
        paper: PaperId,
        /// The line; cleaned to one line of at most 240 letters.
        why: String,
    },
    /// The note on a paper; an empty text takes it off.
    SetNote {
        /// Which paper.
        paper: PaperId,
        /// Markdown, kept as it is.
        text: String,
        /// The editing session, if it is one; its saves are one change for the person.
        session: Option<String>,
        /// The note that the writing began from, empty for none. Where the library has another by now,
        /// it is left as it is and the change is refused.
        base: Option<String>,
    },
    /// A paragraph is added to the note on a paper, whatever the note is by now.
    AppendToNote {
        /// Which paper.
        paper: PaperId,
        /// Markdown.
        text: String,
    },
    /// Papers are queued, or move in the queue, in the order given.
    PlaceInQueue {
        /// Which papers.
        papers: Vec<PaperId>,
        /// Where.
        spot: QueueSpot,
    },
    /// Papers are hidden from Inbox and Queue until a day, or no more.
    Snooze {
        /// Which papers; of these, those in the inbox and in the queue.
        papers: Vec<PaperId>,
        /// The day on which they come back; none ends the snooze.
        until: Option<Day>,
    },
    /// Papers get a day by which they are to be read, or lose it.
    SetDue {
        /// Which papers.
        papers: Vec<PaperId>,
        /// The day; none takes it off.
        on: Option<Day>,
    },
    /// Queued papers may wait on: for a month it is not asked about them.
    KeepWaiting {
        /// Which papers; of these, those in the queue.
        papers: Vec<PaperId>,
    },
    /// The saved views, all of them in their order.
    SetSavedViews {
        /// The views.
        views: Vec<SavedView>,
    },
    /// The number of papers that the person means to have in the queue at most.
    SetQueueSize {
        /// How many, from 1.
        size: u32,
    },
    /// Papers are moved to the trash: they are in no list until they are put back.
    MoveToTrash {
        /// Which papers.
        papers: Vec<PaperId>,
    },
    /// Papers are put back from the trash, as they were.
    PutBack {
        /// Which papers.
        papers: Vec<PaperId>,
    },
    /// The papers of the trash are taken out; of each only a fingerprint remains.
    EmptyTrash,
    /// The key under which a paper is cited.
    SetCitationKey {
        /// Which paper.
        paper: PaperId,
        /// The key; no other paper has it.
        key: String,
    },
    /// The person says whether two papers are the same. If they are, the first stays, as for [`Change::Merge`].
    AnswerDuplicate {
        /// One of them.
        one: PaperId,
        /// The other.
        other: PaperId,
        /// Whether they are the same.
        verdict: DuplicateVerdict,
    },
    /// An answer is taken back; where it parted two papers, the question is open again.
    TakeBackAnswer {
        /// The answer's number.
        answer: i64,
    },
    /// Two papers become one.
    Merge {
        /// The one that stays.
        keep: PaperId,
        /// The one that goes into it.
        gone: PaperId,
        /// What is taken from the one that goes, though the one that stays has it.
        take: Vec<FieldName>,
    },
    /// Two papers that became one are two again.
    Split {
        /// The merge's number.
        merge: i64,
    },
    /// A folder is watched from now on.
    WatchFolder {
        /// Its absolute path.
        path: String,
        /// What becomes of the files that are in it already.
        existing: ExistingFiles,
        /// The folder that is watched no more, since this is where it is now.
        in_place_of: Option<String>,
    },
    /// A folder is watched no more.
    UnwatchFolder {
        /// Its path as it was given.
        path: String,
    },
    /// The library is mirrored to a folder from now on, or no more.
    SetMirror {
        /// Its absolute path; none means no more.
        folder: Option<String>,
    },
    /// What became of a file in a watched folder, when it was not taken in. History does not hold it.
    NoteWatchedFile(Box<WatchedFile>),
    /// Ignore a file of a watched folder, which could not be read, until it changes. As what became of files is, it is
    /// in no history.
    IgnoreWatchedFile {
        /// Its path.
        path: String,
    },
}

/// What a change is, without its facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// [`Change::AcceptImport`].
    Import,
    /// [`Change::AddPaper`].
    AddPaper,
    /// [`Change::EditPaper`].
    EditPaper,
    /// [`Change::SetState`].
    SetState,
    /// [`Change::SetStar`].
    SetStar,
    /// [`Change::EditTags`].
    EditTags,
    /// [`Change::RenameTag`].
    RenameTag,
    /// [`Change::DeleteTag`].
    DeleteTag,
    /// [`Change::SetTagHue`].
    SetTagHue,
    /// [`Change::SetWhy`].
    SetWhy,
    /// [`Change::SetNote`] and [`Change::AppendToNote`].
    SetNote,
    /// [`Change::PlaceInQueue`].
    PlaceInQueue,
    /// [`Change::Snooze`].
    Snooze,
    /// [`Change::SetDue`].
    SetDue,
    /// [`Change::KeepWaiting`].
    KeepWaiting,
    /// [`Change::SetQueueSize`].
    SetQueueSize,
    /// [`Change::SetSavedViews`].
    SetSavedViews,
    /// [`Change::MoveToTrash`].
    Trash,
    /// [`Change::PutBack`].
    PutBack,
    /// [`Change::EmptyTrash`].
    EmptyTrash,
    /// [`Change::SetCitationKey`].
    SetCitationKey,
    /// [`Change::AnswerDuplicate`] that parts two papers.
    AnswerDuplicate,
    /// [`Change::TakeBackAnswer`].
    TakeBackAnswer,
    /// [`Change::Merge`], and [`Change::AnswerDuplicate`] that makes two papers one.
    Merge,
    /// [`Change::Split`].
    Split,
    /// [`Change::WatchFolder`].
    WatchFolder,
    /// [`Change::UnwatchFolder`].
    UnwatchFolder,
    /// [`Change::SetMirror`].
    SetMirror,
    /// A change was taken back.
    Undo,
    /// A change that was taken back was brought back.
    Redo,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [ChangeKind; 30] = [
        ChangeKind::Import,
        ChangeKind::AddPaper,
        ChangeKind::EditPaper,
        ChangeKind::SetState,
        ChangeKind::SetStar,
        ChangeKind::EditTags,
        ChangeKind::RenameTag,
        ChangeKind::DeleteTag,
        ChangeKind::SetTagHue,
        ChangeKind::SetWhy,
        ChangeKind::SetNote,
        ChangeKind::PlaceInQueue,
        ChangeKind::Snooze,
        ChangeKind::SetDue,
        ChangeKind::KeepWaiting,
        ChangeKind::SetQueueSize,
        ChangeKind::SetSavedViews,
        ChangeKind::Trash,
        ChangeKind::PutBack,
        ChangeKind::EmptyTrash,
        ChangeKind::SetCitationKey,
        ChangeKind::AnswerDuplicate,
        ChangeKind::TakeBackAnswer,
        ChangeKind::Merge,
        ChangeKind::Split,
        ChangeKind::WatchFolder,
        ChangeKind::UnwatchFolder,
        ChangeKind::SetMirror,
        ChangeKind::Undo,
        ChangeKind::Redo,
    ];

    /// Returns the kind's name in the database and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            ChangeKind::Import => "import",
            ChangeKind::AddPaper => "add_paper",
            ChangeKind::EditPaper => "edit_paper",
            ChangeKind::SetState => "set_state",
            ChangeKind::SetStar => "set_star",
            ChangeKind::EditTags => "edit_tags",
            ChangeKind::RenameTag => "rename_tag",
            ChangeKind::DeleteTag => "delete_tag",
            ChangeKind::SetTagHue => "set_tag_hue",
            ChangeKind::SetWhy => "set_why",
            ChangeKind::SetNote => "set_note",
            ChangeKind::PlaceInQueue => "place_in_queue",
            ChangeKind::Snooze => "snooze",
            ChangeKind::SetDue => "set_due",
            ChangeKind::KeepWaiting => "keep_waiting",
            ChangeKind::SetQueueSize => "set_queue_size",
            ChangeKind::SetSavedViews => "set_saved_views",
            ChangeKind::Trash => "trash",
            ChangeKind::PutBack => "put_back",
            ChangeKind::EmptyTrash => "empty_trash",
            ChangeKind::SetCitationKey => "set_citation_key",
            ChangeKind::AnswerDuplicate => "answer_duplicate",
            ChangeKind::TakeBackAnswer => "take_back_answer",
            ChangeKind::Merge => "merge",
            ChangeKind::Split => "split",
            ChangeKind::WatchFolder => "watch_folder",
            ChangeKind::UnwatchFolder => "unwatch_folder",
            ChangeKind::SetMirror => "set_mirror",
            ChangeKind::Undo => "undo",
            ChangeKind::Redo => "redo",
        }
    }

    /// Finds a kind by its [`name`](ChangeKind::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Change {
    /// Returns what it is; none for what history does not hold.
    pub const fn kind(&self) -> Option<ChangeKind> {
        match self {
            Change::AcceptImport(_) => Some(ChangeKind::Import),
            Change::AddPaper { .. } => Some(ChangeKind::AddPaper),
            Change::EditPaper { .. } => Some(ChangeKind::EditPaper),
            Change::SetState { .. } => Some(ChangeKind::SetState),
            Change::SetStar { .. } => Some(ChangeKind::SetStar),
            Change::EditTags { .. } => Some(ChangeKind::EditTags),
            Change::RenameTag { .. } => Some(ChangeKind::RenameTag),
            Change::DeleteTag { .. } => Some(ChangeKind::DeleteTag),
            Change::SetWhy { .. } => Some(ChangeKind::SetWhy),
            Change::SetNote { .. } | Change::AppendToNote { .. } => Some(ChangeKind::SetNote),
            Change::PlaceInQueue { .. } => Some(ChangeKind::PlaceInQueue),
            Change::Snooze { .. } => Some(ChangeKind::Snooze),
            Change::SetDue { .. } => Some(ChangeKind::SetDue),
            Change::KeepWaiting { .. } => Some(ChangeKind::KeepWaiting),
            Change::SetTagHue { .. } => Some(ChangeKind::SetTagHue),
            Change::SetQueueSize { .. } => Some(ChangeKind::SetQueueSize),
            Change::SetSavedViews { .. } => Some(ChangeKind::SetSavedViews),
            Change::MoveToTrash { .. } => Some(ChangeKind::Trash),
            Change::PutBack { .. } => Some(ChangeKind::PutBack),
            Change::EmptyTrash => Some(ChangeKind::EmptyTrash),
            Change::SetCitationKey { .. } => Some(ChangeKind::SetCitationKey),
            Change::AnswerDuplicate {
                verdict: DuplicateVerdict::Different,
                ..
            } => Some(ChangeKind::AnswerDuplicate),
            Change::AnswerDuplicate {
                verdict: DuplicateVerdict::Same,
                ..
            }
            | Change::Merge { .. } => Some(ChangeKind::Merge),
            Change::TakeBackAnswer { .. } => Some(ChangeKind::TakeBackAnswer),
            Change::Split { .. } => Some(ChangeKind::Split),
            Change::WatchFolder { .. } => Some(ChangeKind::WatchFolder),
            Change::UnwatchFolder { .. } => Some(ChangeKind::UnwatchFolder),
            Change::SetMirror { .. } => Some(ChangeKind::SetMirror),
            Change::NoteWatchedFile(_) | Change::IgnoreWatchedFile { .. } => None,
        }
    }
}

/// What came of a change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Applied {
    /// Its place in the history; none where nothing had to change.
    pub seq: Option<ChangeSeq>,
    /// How many papers it touched.
    pub n_papers: usize,
    /// The paper that was added by hand.
    pub paper: Option<Uid>,
    /// For an import: one for each source, in their order.
    pub imports: Vec<crate::import::Import>,
}

/// What the rest of the program hears once a change is committed, by this process or by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its place in the history; none for what history does not hold.
    pub seq: Option<ChangeSeq>,
    /// Where several changes are told at once, how many: they end with `seq`.
    pub n_changes: usize,
    /// What it was.
    pub kind: Option<ChangeKind>,
    /// Who made it.
    pub by: Option<Actor>,
    /// The papers it touched; none means many, or unknown.
    pub papers: Option<Vec<Uid>>,
    /// How many it touched.
    pub n_papers: usize,
}

/// Watches over a change that may take long: hears how far it is and can stop it.
pub trait Oversight: Sync {
    /// Another process holds the library; called after 2 s with `true`, and with `false` when it is free.
    fn waiting(&self, _is_waiting: bool) {}
    /// So many of so many papers are written.
    fn progress(&self, _n_done: usize, _n_all: usize) {}
    /// Whether to stop. Nothing of the change is then kept.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Watches over nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoOversight;

impl Oversight for NoOversight {}

/// What becomes of the files that are in a folder when its watching begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExistingFiles {
    /// They are taken in like those that come later.
    Take,
    /// They are left unread; these are they.
    Leave(Vec<WatchedFile>),
}

/// What became of a file in a watched folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedFile {
    /// Its path.
    pub path: String,
    /// Its size in bytes, when it was looked at.
    pub size_bytes: u64,
    /// When it was last modified, in milliseconds since 1970 UTC.
    pub modified_at: i64,
    /// The hash of its content, in hex, if it was read.
    pub hash: Option<String>,
    /// When it was looked at.
    pub at: offprint_platform::clock::Timestamp,
    /// What became of it.
    pub outcome: WatchedOutcome,
}

/// What became of a file in a watched folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchedOutcome {
    /// It was taken in.
    Taken {
        /// As which import.
        import: Uid,
        /// How many papers it held.
        n_found: u32,
        /// How many of them were new.
        n_new: u32,
    },
    /// Its content had been taken before.
    Already,
    /// The person did not want it read: it was there when the folder was added. It is read when it changes.
    ThereBefore,
    /// It could not be read; it is tried again when it changes.
    Failed(FailureNote),
    /// It could not be read, and the person ignores it until it changes.
    Ignored(FailureNote),
}

/// Why a file of a watched folder could not be read, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FailureNote {
    /// The code of the failure.
    pub code: String,
    /// The line, if there is one.
    pub line: Option<u32>,
    /// A fact more.
    pub detail: Option<String>,
}

impl WatchedOutcome {
    /// Says whether the person can do something about it: the file is a source, or may be one, and was not taken in.
    pub fn is_problem(&self) -> bool {
        match self {
            WatchedOutcome::Failed(failure) => !failure.is_of_no_source(),
            WatchedOutcome::Taken { .. }
            | WatchedOutcome::Already
            | WatchedOutcome::ThereBefore
            | WatchedOutcome::Ignored(_) => false,
        }
    }
}

impl FailureNote {
    /// Says whether the file is surely no source, so that nothing can be done about it as long as it stays as it is.
    ///
    /// A text without papers is none, unless a record was rejected, whose line is kept then. What is no text is none
    /// where it is known what it is instead: binary data may be a bibliography that was damaged.
    fn is_of_no_source(&self) -> bool {
        match (self.code.as_str(), &self.detail) {
            ("no_papers", _) => self.line.is_none(),
            ("not_text", Some(kind)) => kind != ContentKind::Binary.words(),
            ("not_a_file", Some(_)) => true,
            _ => false,
        }
    }
}
