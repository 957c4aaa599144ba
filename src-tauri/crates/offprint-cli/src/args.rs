//! What may be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use offprint_commands::library::State;
use offprint_commands::{ColumnField, ColumnMatch, Format, WriteFormat};

/// A reading list for research papers, in the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "offprint",
    version,
    about,
    propagate_version = true,
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    /// The library's folder; else OFFPRINT_LIBRARY, else as settings.toml says, else the system's place
    #[arg(long, global = true, value_name = "DIR")]
    pub library: Option<PathBuf>,
    /// Print one JSON document instead of tables
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Take papers in from files, folders or, with -, standard input
    Import(Import),
    /// List papers, newest import first
    List(List),
    /// Show one paper whole
    Show {
        /// The paper's id, or its first 4 digits or more
        id: String,
    },
    /// Say what to read now, and why
    Next,
    /// Set the state of papers: inbox, queued, reading, read, skimmed or dropped
    State {
        #[arg(value_parser = state)]
        state: State,
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// Star papers
    Star {
        #[arg(required = true)]
        ids: Vec<String>,
        /// Take the star off
        #[arg(long)]
        off: bool,
    },
    /// Add tags to papers (+TAG or --add TAG) and take tags off
    Tag {
        /// Ids, and tags to add as +TAG
        #[arg(required = true, value_name = "ID or +TAG")]
        items: Vec<String>,
        #[arg(long, value_name = "TAG")]
        add: Vec<String>,
        #[arg(long, value_name = "TAG")]
        remove: Vec<String>,
    },
    /// List tags, rename one, or delete one
    Tags {
        #[command(subcommand)]
        action: Option<TagsAction>,
    },
    /// Say in one line why a paper was saved; an empty text takes it off
    Why { id: String, text: String },
    /// Hide papers of the inbox and the queue until a day
    Snooze(OnDay),
    /// Say by when papers are to be read
    Due(OnDay),
    /// Print a paper's note, or write it
    Note(Note),
    /// Add a paper by hand
    Add(Facts),
    /// Change what is told of a paper; an empty text takes a part away
    Edit {
        id: String,
        #[command(flatten)]
        facts: Facts,
        /// The key under which it is cited; no other paper may have it
        #[arg(long, value_name = "KEY", conflicts_with = "facts")]
        key: Option<String>,
    },
    /// Open a paper's link in the browser; a queued paper's own link starts it
    Open {
        id: String,
        /// The link to its code
        #[arg(long)]
        code: bool,
    },
    /// Put papers in the queue, in the order given
    Queue {
        #[arg(required = true)]
        ids: Vec<String>,
        /// At the top
        #[arg(long, conflicts_with = "before")]
        top: bool,
        /// Before this queued paper
        #[arg(long, value_name = "ID")]
        before: Option<String>,
    },
    /// Find papers by words, best first
    Search {
        /// Words, "exact words", -word, tag:T, is:STATE, year:Y, has:note
        #[arg(required = true)]
        query: Vec<String>,
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
    /// Show what happened, newest first
    History {
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Only what happened to this paper
        #[arg(long, value_name = "ID")]
        paper: Option<String>,
    },
    /// Take back the last change, several, one of the history, or an import
    Undo {
        /// How many changes to take back
        #[arg(long, value_name = "N", conflicts_with_all = ["change", "import", "since"])]
        steps: Option<usize>,
        /// The change with this number
        #[arg(long, value_name = "SEQ", conflicts_with_all = ["import", "since"])]
        change: Option<i64>,
        /// The whole change that brought this import
        #[arg(long, value_name = "ID", conflicts_with = "since")]
        import: Option<String>,
        /// All that happened from the change with this number on
        #[arg(long, value_name = "SEQ")]
        since: Option<i64>,
    },
    /// Bring back what was taken back last
    Redo {
        #[arg(long, value_name = "N", default_value_t = 1)]
        steps: usize,
    },
    /// Move papers to the trash, list what is there, put papers back, or empty it
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    Trash {
        #[command(subcommand)]
        action: Option<TrashAction>,
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Show papers that may be the same, and say whether they are
    ///
    /// Alone, it lists the open questions. Of two that are the same the first stays: it gets what it lacked, and all
    /// tags, notes and marks of both. The other can be parted from it again.
    Duplicates {
        /// They are one paper: the first stays, the second goes into it
        #[arg(long, num_args = 2, value_names = ["ID", "ID"], conflicts_with_all = ["different", "split", "decided"])]
        same: Option<Vec<String>>,
        /// They are two papers; it is not asked again
        #[arg(long, num_args = 2, value_names = ["ID", "ID"], conflicts_with_all = ["split", "decided"])]
        different: Option<Vec<String>>,
        /// Part two that became one, by the id of the one that went, or of the one that stayed
        #[arg(long, value_name = "ID", conflicts_with = "decided")]
        split: Option<String>,
        /// List the answers
        #[arg(long)]
        decided: bool,
    },
    /// Write papers as BibTeX, Markdown or JSON Lines
    Export(Export),
    /// Watch folders for new files
    Watch {
        #[command(subcommand)]
        action: Watch,
    },
    /// Keep a folder of plain files as the library is: say where, or turn it on and off
    Mirror {
        #[command(subcommand)]
        action: Option<Mirror>,
    },
    /// Counts, pace and ages
    Stats,
    /// Print what a shell needs to complete commands and options
    Completions { shell: Shell },
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The format, where it should not be recognised
    #[arg(long, value_parser = format)]
    pub format: Option<Format>,
    /// Only say what would come in
    #[arg(long)]
    pub dry_run: bool,
    /// The state of the papers that come in
    #[arg(long, value_parser = state)]
    pub state: Option<State>,
    /// A tag for the papers that come in
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// Why they are saved
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// What becomes of possible duplicates
    #[arg(long, value_enum, default_value_t = OnDuplicate::Ask)]
    pub on_duplicate: OnDuplicate,
    /// Take in links to pages that are no papers, too
    #[arg(long)]
    pub all_links: bool,
    /// What the columns of a table hold, in their order: title,authors,,year. Remembered
    #[arg(long, value_name = "FIELDS", value_parser = columns)]
    pub columns: Option<ColumnMatch>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnDuplicate {
    /// Ask on a terminal; otherwise leave the question open
    Ask,
    /// It is the paper that is here
    Same,
    /// It is another paper
    Different,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub choice: Choice,
    /// Only unread ones: inbox, queued, reading
    #[arg(long, conflicts_with = "states")]
    pub unread: bool,
    /// Only starred ones
    #[arg(long)]
    pub starred: bool,
    /// Only those that are hidden until a day, which --state inbox and --state queued leave out
    #[arg(long)]
    pub snoozed: bool,
    /// Only those seen in this import
    #[arg(long, value_name = "ID")]
    pub import: Option<String>,
    /// Default: added; of those that are hidden, the day on which they come back
    #[arg(long, value_enum)]
    pub sort: Option<Sort>,
    #[arg(long, default_value_t = 50)]
    pub limit: usize,
    #[arg(long, default_value_t = 0)]
    pub offset: usize,
}

/// Which papers, in the same words for list and export.
#[derive(Debug, Args)]
pub(crate) struct Choice {
    /// Only these states, parted by commas
    #[arg(long = "state", value_name = "STATE", value_delimiter = ',', value_parser = state)]
    pub states: Vec<State>,
    /// Only those with this tag
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// Only those that hold these words
    #[arg(long, value_name = "QUERY")]
    pub search: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sort {
    Added,
    Title,
    Year,
    State,
    Queue,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TagsAction {
    /// Give a tag another name; if that exists, the two become one
    Rename { from: String, to: String },
    /// Take a tag off every paper
    Delete { tag: String },
}

#[derive(Debug, Subcommand)]
pub(crate) enum TrashAction {
    /// List the papers in the trash, those moved there last first
    List {
        #[arg(long, default_value_t = 50)]
        limit: usize,
        #[arg(long, default_value_t = 0)]
        offset: usize,
    },
    /// Put papers back, as they were
    PutBack {
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Take the papers in the trash out for good; until the next backup undo brings them back
    Empty {
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// What is told of a paper.
#[derive(Debug, Default, Args)]
#[group(id = "facts", required = false, multiple = true)]
pub(crate) struct Facts {
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Names parted by semicolons: "Ana Roe; Lund, Bo"
    #[arg(long, value_name = "NAMES")]
    pub authors: Option<String>,
    /// 1000 to 2999, or an empty text
    #[arg(long, value_name = "YEAR")]
    pub year: Option<String>,
    /// Journal, conference or the like
    #[arg(long, value_name = "VENUE")]
    pub venue: Option<String>,
    #[arg(long = "abstract", value_name = "TEXT")]
    pub abstract_text: Option<String>,
    #[arg(long, value_name = "DOI")]
    pub doi: Option<String>,
    /// The arXiv id
    #[arg(long, value_name = "ID")]
    pub arxiv: Option<String>,
    /// Where it is
    #[arg(long, value_name = "URL")]
    pub link: Option<String>,
}

/// Papers and a day, as in `offprint due 3f2a fri`.
#[derive(Debug, Args)]
pub(crate) struct OnDay {
    /// Ids, then the day (2026-08-21, tomorrow, fri, 21 aug, in 2 weeks), or off
    #[arg(required = true, num_args = 2.., value_name = "ID… DAY|off")]
    pub items: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Note {
    pub id: String,
    /// Replace the note; an empty text takes it off
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["append", "edit"])]
    pub set: Option<String>,
    /// Add a paragraph
    #[arg(long, value_name = "TEXT", conflicts_with = "edit")]
    pub append: Option<String>,
    /// Write it in $VISUAL or $EDITOR
    #[arg(long)]
    pub edit: bool,
}

/// What a reading list is parted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    State,
    Tag,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(long, value_parser = write_format, default_value = "bibtex")]
    pub format: WriteFormat,
    /// What Markdown's reading list is parted by
    #[arg(long, value_enum, default_value_t = By::State)]
    pub by: By,
    #[command(flatten)]
    pub choice: Choice,
    /// The file to write; else standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Watch {
    /// Watch a folder from now on
    Add {
        folder: PathBuf,
        /// Take in the files that are there already, too
        #[arg(long)]
        existing: bool,
    },
    /// List the watched folders and what lately came of their files
    List,
    /// Watch a folder no more
    Remove { folder: PathBuf },
    /// Take a file again, whatever became of it
    Retry { path: PathBuf },
    /// Watch here until Ctrl-C
    Run,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Mirror {
    /// Mirror the library to a folder from now on
    On { folder: PathBuf },
    /// Mirror it no more; the files stay
    Off,
    /// Bring the files up to date
    Now,
}

fn state(name: &str) -> Result<State, String> {
    State::from_name(name).ok_or_else(|| names("states", State::ALL.map(State::name)))
}

fn format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| names("formats", Format::ALL.map(Format::name)))
}

fn write_format(name: &str) -> Result<WriteFormat, String> {
    WriteFormat::from_name(name)
        .ok_or_else(|| names("formats", WriteFormat::ALL.map(WriteFormat::name)))
}

fn columns(text: &str) -> Result<ColumnMatch, String> {
    ColumnMatch::from_text(text)
        .ok_or_else(|| names("fields", ColumnField::ALL.map(ColumnField::name)))
}

fn names<const N: usize>(what: &str, names: [&'static str; N]) -> String {
    format!("the {what} are {}", names.join(", "))
}
