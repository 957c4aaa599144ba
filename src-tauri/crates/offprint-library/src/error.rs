//! What can stop the library, by the cause that a caller can act on.

use std::path::PathBuf;

use thiserror::Error;

use crate::history::Left;
use crate::moving::Unfit;

/// Why a library could not be opened, read or changed. After any of them the library is as it was.
#[derive(Debug, Error)]
pub enum Error {
    /// Another process held the library for longer than we wait.
    #[error("the library is in use by another process")]
    Busy,
    /// The database was written by a newer Offprint.
    #[error("the library has version {found}, this Offprint knows {known}")]
    Newer {
        /// The version in the file.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// The database file is not one, or is damaged.
    #[error("the library is damaged: {0:?}")]
    Damaged(Damage),
    /// The disk or the folder may not be written to.
    #[error("the library cannot be written to")]
    ReadOnly,
    /// There is no room left.
    #[error("there is no room left on the disk")]
    DiskFull,
    /// The folder cannot be made or read.
    #[error("{path}: {error}")]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The library was moved to another folder; here only leavings are.
    #[error("the library was moved to {to}")]
    Moved {
        /// Where it is now.
        to: PathBuf,
    },
    /// The library's database is not in the folder any more.
    #[error("there is no library in {folder} any more")]
    Gone {
        /// Which folder.
        folder: PathBuf,
    },
    /// A library cannot be moved to this folder.
    #[error("a library cannot be moved to {path}: {why:?}")]
    Unfit {
        /// Which folder.
        path: PathBuf,
        /// Why not.
        why: Unfit,
    },
    /// No paper has this id.
    #[error("no paper has the id {given}")]
    NoSuchPaper {
        /// What was asked for.
        given: String,
    },
    /// Several papers' ids, or several imports', begin so.
    #[error("several ids begin with {given}")]
    AmbiguousId {
        /// What was asked for.
        given: String,
        /// The first few of them: id and title, or name of the source.
        found: Vec<(String, String)>,
    },
    /// No change or import has this number or id.
    #[error("nothing in the history is {given}")]
    NoSuchChange {
        /// What was asked for.
        given: String,
    },
    /// No file of a watched folder with this path failed, or it was read by now.
    #[error("no file {path} of a watched folder failed")]
    NoFailedFile {
        /// What was asked for.
        path: String,
    },
    /// There is nothing to take back, or nothing to bring back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Later work differs in all that the change touched; nothing was taken back.
    #[error("later changes differ from what change {seq} left")]
    Conflict {
        /// Which change.
        seq: i64,
        /// All that it touched.
        left: Left,
    },
    /// A paper was to be placed before one that is not in the queue.
    #[error("the paper is not in the queue")]
    NotQueued,
    /// Only papers in the inbox and in the queue can be hidden until a day.
    #[error("none of the papers is in the inbox or in the queue")]
    CannotSnooze,
    /// A paper was to be hidden until a day that is not to come.
    #[error("{day} is not to come")]
    PastDay {
        /// The day.
        day: String,
    },
    /// A number outside of what is possible.
    #[error("{given} is not from {least} to {most}")]
    OutOfRange {
        /// What was given.
        given: u32,
        /// The least that is possible.
        least: u32,
        /// The most that is possible.
        most: u32,
    },
    /// The paper is here already.
    #[error("the paper is here: {uid} {title}")]
    PaperKnown {
        /// Its id.
        uid: String,
        /// Its title.
        title: String,
        /// Whether it is in the trash.
        is_trashed: bool,
    },
    /// Neither a title nor an identifier names the paper.
    #[error("neither a title nor an identifier")]
    Nameless,
    /// Bibliographies could not hold this as the key of a paper.
    #[error("this cannot be a citation key")]
    NotACitationKey,
    /// Another paper is cited under this key.
    #[error("the citation key is that of {uid} {title}")]
    CitationKeyTaken {
        /// The other paper's id.
        uid: String,
        /// Its title.
        title: String,
    },
    /// No two papers were made one so.
    #[error("no papers were made one so")]
    NotMerged,
    /// The note is another than the one that the writing began from; it was left as it is.
    #[error("the note was changed meanwhile")]
    NoteDiffers,
    /// What the person changed of a paper is another than when the writing began; it was left as it is.
    #[error("the paper was changed meanwhile")]
    FactsDiffer,
    /// The caller asked to stop; nothing was written.
    #[error("cancelled")]
    Cancelled,
    /// Any other word of SQLite's.
    #[error(transparent)]
    Database(rusqlite::Error),
}

/// What is wrong with a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// In SQLite's own words.
    Told(String),
    /// It is another program's.
    Foreign,
    /// What the change of this number did cannot be read.
    Change(i64),
    /// What the merge of this number did cannot be read.
    Merge(i64),
    /// The ids of this table are not given out in order.
    Ids(&'static str),
    /// This part of a copy is not as the original.
    Copy(String),
}

/// What the library's functions return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Error::Damaged(Damage::Told(error.to_string()))
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Error::ReadOnly
            }
            // A file-size limit shows as a failed write; SQLite says "disk I/O error" for it.
            Some(ErrorCode::DiskFull) => Error::DiskFull,
            Some(ErrorCode::SystemIoFailure) if is_failed_write(&error) => Error::DiskFull,
            _ => Error::Database(error),
        }
    }
}

fn is_failed_write(error: &rusqlite::Error) -> bool {
    error
        .sqlite_error()
        .is_some_and(|inner| inner.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE)
}
