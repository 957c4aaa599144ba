//! What a failure is more exactly, and what a file is that is no text.

use offprint_library::Unfit;
use offprint_source::{ContentKind, PathKind};
use serde::Serialize;
use ts_rs::TS;

/// What a failure is more exactly, as facts of which the interface and the terminal make their words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Cause {
    // Of the library's place.
    /// There is no library in the folder any more.
    NoLibrary,
    /// The library was moved; the path is where it is now.
    Moved,
    /// The version of the library, and the newest that is known.
    Newer {
        found: u32,
        known: u32,
    },
    /// The database is another program's.
    Foreign,
    ChangeDamaged {
        seq: i64,
    },
    MergeDamaged {
        merge: i64,
    },
    /// The ids of a table are not given out in order.
    IdsDamaged {
        table: String,
    },
    /// A part of the library's copy is not as the original; the library is where it was.
    CopyDiffers {
        part: String,
    },
    /// The system names no home folder.
    NoHome,
    /// The settings name the library's folder below the name of a table, where it says nothing.
    MisplacedLibrary {
        table: String,
    },
    /// The system names no folder for settings.
    NoSettingsFolder,
    /// The settings name a folder that does not begin at the root.
    NotAbsolute,
    /// The place of the library is fixed for this run.
    Fixed,
    /// The folder has too little room.
    NoRoom {
        needed_bytes: u64,
        free_bytes: u64,
    },
    /// The library is in the folder already.
    SameFolder,
    /// The folder is inside the library's own.
    WithinLibrary,
    /// Another library is in the folder.
    HoldsLibrary,
    /// Something else is in the folder.
    NotEmpty,
    /// It is no folder.
    NotAFolder,
    /// The folder's name has signs that are no text.
    NameNotText,
    /// Files cannot be locked there.
    NoLocks,
    /// The folder is in a watched one.
    InWatchedFolder,
    /// The folder is in the mirror's.
    InMirror,

    // Of papers and the history.
    NoPaper,
    NoChange,
    /// No paper went into another so.
    NotMerged,
    /// The paper to put it before is not in the queue.
    NotQueued,
    /// Several ids begin so: each with the title, or the source's name.
    Several {
        found: Vec<String>,
    },
    /// None of the papers is in the inbox or in the queue.
    CannotSnooze,
    /// A day that is not to come.
    PastDay,
    OutOfRange {
        least: u32,
        most: u32,
    },
    /// The paper is here already.
    Known,
    /// The paper is here, in the trash.
    Trashed,
    /// Neither a title nor an identifier.
    Nameless,
    /// This cannot be a citation key.
    NoCitationKey,
    /// Another paper has the citation key.
    CitationKeyTaken,
    /// The note was changed meanwhile.
    NoteDiffers,
    /// What is known of the paper was changed meanwhile.
    FactsDiffer,
    NoIdentifier,
    /// No address of a web page.
    NoLink,
    NoAuthor,
    NoYear,
    NoDay,

    // Of sources.
    /// It is no file.
    NoFile {
        what: NoFile,
    },
    /// It is no text.
    NoText {
        what: NoText,
    },
    Empty,
    TooLarge {
        limit_bytes: u64,
    },
    /// The file changed while it was read.
    SourceDiffers,
    /// A fault of ours.
    ReaderFailed,
    /// A folder without sources.
    NoSources,
    /// The file went away.
    WentAway,
    /// The preview is still being read.
    StillReading,
    PreviewClosed,

    // Of the system, whose own words say why.
    /// An address or a folder was not opened.
    NotOpened,
    /// No program of the system opened an address or a folder; no word of the system.
    NoProgram,
    NoClipboard,
    /// The program that was copied from does not answer; no word of the system.
    ClipboardSilent,
    /// Anything else that was asked of it.
    SystemRefused,

    // Of what is written.
    /// A file could not be written; the system's own words say why.
    NotWritten,
    /// The library's own folder is no place for it.
    LibrarysOwnFolder,
    /// The mirror is not there.
    NoMirror,
    /// The mirror needs a folder of this name.
    MirrorNeedsFolder,
    /// Another program writes to the mirror at the same time.
    MirrorInUse,
    /// The folder that is watched; the mirror's files would be taken in.
    MirrorWatched {
        folder: String,
    },
    /// A file of this name is there and is not the mirror's.
    InTheWay {
        name: String,
    },
    /// The library is mirrored there, so the folder cannot be watched.
    Mirrored,

    /// A sentence of the terminal's own, which does not cross.
    #[serde(skip)]
    #[ts(skip)]
    Terminal {
        sentence: String,
    },
}

/// What is there in place of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NoFile {
    Folder,
    /// A device, pipe or socket.
    Device,
    /// A file, where a folder is needed.
    File,
}

/// What a file holds that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NoText {
    Pdf,
    Zip,
    Gzip,
    Bzip2,
    Xz,
    SevenZip,
    Rar,
    Zstd,
    Tar,
    Picture,
    Office,
    Database,
    Program,
    PostScript,
    Film,
    /// None of them.
    Binary,
}

impl From<PathKind> for NoFile {
    fn from(kind: PathKind) -> Self {
        match kind {
            PathKind::Folder => Self::Folder,
            PathKind::Device => Self::Device,
        }
    }
}

impl From<ContentKind> for NoText {
    fn from(kind: ContentKind) -> Self {
        match kind {
            ContentKind::Pdf => Self::Pdf,
            ContentKind::Zip => Self::Zip,
            ContentKind::Gzip => Self::Gzip,
            ContentKind::Bzip2 => Self::Bzip2,
            ContentKind::Xz => Self::Xz,
            ContentKind::SevenZip => Self::SevenZip,
            ContentKind::Rar => Self::Rar,
            ContentKind::Zstd => Self::Zstd,
            ContentKind::Tar => Self::Tar,
            ContentKind::Picture => Self::Picture,
            ContentKind::Office => Self::Office,
            ContentKind::Database => Self::Database,
            ContentKind::Program => Self::Program,
            ContentKind::PostScript => Self::PostScript,
            ContentKind::Film => Self::Film,
            ContentKind::Binary => Self::Binary,
        }
    }
}

impl NoFile {
    /// Returns it in English, with its article.
    pub fn words(self) -> &'static str {
        match self {
            NoFile::Folder => PathKind::Folder.words(),
            NoFile::Device => PathKind::Device.words(),
            NoFile::File => "a file, not a folder",
        }
    }
}

impl NoText {
    /// Returns it in English, with its article.
    pub fn words(self) -> &'static str {
        let mut kinds = ContentKind::ALL.into_iter();
        kinds
            .find(|kind| Self::from(*kind) == self)
            .map_or("not text", ContentKind::words)
    }
}

impl From<Unfit> for Cause {
    fn from(why: Unfit) -> Self {
        match why {
            Unfit::NoRoom {
                needed_bytes,
                free_bytes,
            } => Cause::NoRoom {
                needed_bytes,
                free_bytes,
            },
            Unfit::Same => Cause::SameFolder,
            Unfit::Within => Cause::WithinLibrary,
            Unfit::HoldsLibrary => Cause::HoldsLibrary,
            Unfit::NotEmpty => Cause::NotEmpty,
            Unfit::NotAFolder => Cause::NotAFolder,
            Unfit::NotText => Cause::NameNotText,
            Unfit::NoLocks => Cause::NoLocks,
        }
    }
}
