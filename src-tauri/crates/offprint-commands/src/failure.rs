//! Every error that a person can meet, as a code with its facts.

mod cause;
mod noted;

use offprint_formats::ReadError;
use offprint_library::{Damage, Error};
use offprint_platform::device_settings::SettingsError;
use offprint_source::SourceError;
use serde::Serialize;
use ts_rs::TS;

pub use cause::{Cause, NoFile, NoText};

/// What went wrong, to which file and line. The interface and the terminal pick the words by `code`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    pub code: FailureCode,
    /// The file, folder, id or number concerned.
    pub path: Option<String>,
    /// The line concerned, from 1.
    pub line: Option<u32>,
    /// What it is more exactly.
    pub cause: Option<Cause>,
    /// What others say of it: the system, the database, the reader of settings. Theirs, and not translated.
    pub said: Option<String>,
}

/// What kind of failure it is. Programs rely on these names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    /// No such file, folder, paper or change; or it cannot be read.
    NotFound,
    /// An id that begins several.
    AmbiguousId,
    /// A source without any paper.
    NoPapers,
    /// A file that is not text.
    NotText,
    /// Something Offprint does not do.
    Unsupported,
    /// A device, pipe or socket; or a folder where a file is needed.
    NotAFile,
    /// Another process held the library for 30 s.
    LibraryBusy,
    /// A newer Offprint wrote the library.
    LibraryNewer,
    /// The database is damaged.
    LibraryDamaged,
    /// The library or its folder may not be written to.
    ReadOnly,
    /// There is no room left on the disk.
    DiskFull,
    /// Later work differs; or a source changed while it was read.
    Conflict,
    /// Nothing to take back.
    NothingToUndo,
    /// The command's words are off.
    Usage,
    /// The person stopped it; nothing of it was kept.
    Cancelled,
}

impl FailureCode {
    const ALL: [FailureCode; 15] = [
        FailureCode::NotFound,
        FailureCode::AmbiguousId,
        FailureCode::NoPapers,
        FailureCode::NotText,
        FailureCode::Unsupported,
        FailureCode::NotAFile,
        FailureCode::LibraryBusy,
        FailureCode::LibraryNewer,
        FailureCode::LibraryDamaged,
        FailureCode::ReadOnly,
        FailureCode::DiskFull,
        FailureCode::Conflict,
        FailureCode::NothingToUndo,
        FailureCode::Usage,
        FailureCode::Cancelled,
    ];

    /// Returns the code as it stands in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            FailureCode::NotFound => "not_found",
            FailureCode::AmbiguousId => "ambiguous_id",
            FailureCode::NoPapers => "no_papers",
            FailureCode::NotText => "not_text",
            FailureCode::Unsupported => "unsupported",
            FailureCode::NotAFile => "not_a_file",
            FailureCode::LibraryBusy => "library_busy",
            FailureCode::LibraryNewer => "library_newer",
            FailureCode::LibraryDamaged => "library_damaged",
            FailureCode::ReadOnly => "read_only",
            FailureCode::DiskFull => "disk_full",
            FailureCode::Conflict => "conflict",
            FailureCode::NothingToUndo => "nothing_to_undo",
            FailureCode::Usage => "usage",
            FailureCode::Cancelled => "cancelled",
        }
    }

    /// Finds a code by its [`name`](FailureCode::name).
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.name() == name)
    }

    /// Says whether the library itself, not what was asked of it, is the trouble.
    pub const fn is_of_library(self) -> bool {
        matches!(
            self,
            FailureCode::LibraryBusy
                | FailureCode::LibraryNewer
                | FailureCode::LibraryDamaged
                | FailureCode::ReadOnly
                | FailureCode::DiskFull
        )
    }
}

impl Failure {
    /// Makes a failure without facts.
    pub const fn of(code: FailureCode) -> Self {
        Self {
            code,
            path: None,
            line: None,
            cause: None,
            said: None,
        }
    }

    /// Names what it concerns.
    pub fn about(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Says what it is more exactly.
    pub fn because(mut self, cause: Cause) -> Self {
        self.cause = Some(cause);
        self
    }

    /// Adds what others say of it.
    pub fn saying(mut self, said: impl ToString) -> Self {
        self.said = Some(said.to_string());
        self
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        use FailureCode as Code;
        let because = |code, cause| Failure::of(code).because(cause);
        match error {
            Error::Busy => Failure::of(Code::LibraryBusy),
            Error::Newer { found, known } => {
                let version = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
                let (found, known) = (version(found), version(known));
                because(Code::LibraryNewer, Cause::Newer { found, known })
            }
            Error::Damaged(Damage::Told(said)) => Failure::of(Code::LibraryDamaged).saying(said),
            Error::Damaged(Damage::Foreign) => because(Code::LibraryDamaged, Cause::Foreign),
            Error::Damaged(Damage::Change(seq)) => {
                because(Code::LibraryDamaged, Cause::ChangeDamaged { seq })
            }
            Error::Damaged(Damage::Merge(merge)) => {
                because(Code::LibraryDamaged, Cause::MergeDamaged { merge })
            }
            Error::Damaged(Damage::Ids(table)) => {
                let table = table.to_owned();
                because(Code::LibraryDamaged, Cause::IdsDamaged { table })
            }
            Error::Damaged(Damage::Copy(part)) => {
                because(Code::LibraryDamaged, Cause::CopyDiffers { part })
            }
            Error::ReadOnly => Failure::of(Code::ReadOnly),
            Error::DiskFull => Failure::of(Code::DiskFull),
            Error::Folder { path, error } => {
                let code = match error.kind() {
                    std::io::ErrorKind::StorageFull => Code::DiskFull,
                    std::io::ErrorKind::ReadOnlyFilesystem
                    | std::io::ErrorKind::PermissionDenied => Code::ReadOnly,
                    std::io::ErrorKind::AlreadyExists | std::io::ErrorKind::NotADirectory => {
                        Code::NotAFile
                    }
                    _ => Code::NotFound,
                };
                Failure::of(code)
                    .about(path.display().to_string())
                    .saying(error)
            }
            Error::Moved { to } => {
                because(Code::NotFound, Cause::Moved).about(to.display().to_string())
            }
            Error::Gone { folder } => {
                because(Code::NotFound, Cause::NoLibrary).about(folder.display().to_string())
            }
            Error::Unfit { path, why } => unfit(why.into()).about(path.display().to_string()),
            Error::NoSuchPaper { given } => because(Code::NotFound, Cause::NoPaper).about(given),
            Error::AmbiguousId { given, found } => {
                let found = found.iter().map(|(uid, name)| format!("{uid} {name}"));
                let found = found.collect();
                because(Code::AmbiguousId, Cause::Several { found }).about(given)
            }
            Error::NoSuchChange { given } => because(Code::NotFound, Cause::NoChange).about(given),
            Error::NoFailedFile { path } => Failure::of(Code::NotFound).about(path),
            Error::NothingToUndo => Failure::of(Code::NothingToUndo),
            Error::Conflict { seq, .. } => Failure::of(Code::Conflict).about(seq.to_string()),
            Error::NotQueued => because(Code::NotFound, Cause::NotQueued),
            Error::CannotSnooze => because(Code::Conflict, Cause::CannotSnooze),
            Error::PastDay { day } => because(Code::Usage, Cause::PastDay).about(day),
            Error::OutOfRange { given, least, most } => {
                because(Code::Usage, Cause::OutOfRange { least, most }).about(given.to_string())
            }
            Error::PaperKnown {
                uid, is_trashed, ..
            } => {
                let cause = match is_trashed {
                    true => Cause::Trashed,
                    false => Cause::Known,
                };
                because(Code::Conflict, cause).about(uid)
            }
            Error::Nameless => because(Code::Usage, Cause::Nameless),
            Error::NotACitationKey => because(Code::Usage, Cause::NoCitationKey),
            Error::CitationKeyTaken { uid, title } => {
                because(Code::Conflict, Cause::CitationKeyTaken).about(format!("{uid} {title}"))
            }
            Error::NotMerged => because(Code::NotFound, Cause::NotMerged),
            Error::NoteDiffers => because(Code::Conflict, Cause::NoteDiffers),
            Error::FactsDiffer => because(Code::Conflict, Cause::FactsDiffer),
            Error::Cancelled => Failure::of(Code::Cancelled),
            Error::Database(error) => Failure::of(Code::LibraryDamaged).saying(error),
        }
    }
}

/// Says why a library cannot be in a folder.
pub(crate) fn unfit(cause: Cause) -> Failure {
    let code = match cause {
        Cause::NoRoom { .. } => FailureCode::DiskFull,
        _ => FailureCode::Unsupported,
    };
    Failure::of(code).because(cause)
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::Unreadable(path, error) => Self::of(FailureCode::NotFound)
                .about(path.display().to_string())
                .saying(error),
            SettingsError::Unwritable(path, error) => {
                let code = match error.kind() {
                    std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                        FailureCode::DiskFull
                    }
                    _ => FailureCode::ReadOnly,
                };
                Self::of(code)
                    .about(path.display().to_string())
                    .because(Cause::NotWritten)
                    .saying(error)
            }
            SettingsError::Malformed { path, line, detail } => Self {
                line,
                ..Self::of(FailureCode::Usage)
                    .about(path.display().to_string())
                    .saying(detail)
            },
            SettingsError::NotAbsolute { path, line } => Self {
                line,
                ..Self::of(FailureCode::Usage)
                    .about(path.display().to_string())
                    .because(Cause::NotAbsolute)
            },
        }
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        use FailureCode as Code;
        match error {
            SourceError::NotFound { name } => Failure::of(Code::NotFound).about(name),
            SourceError::NotAFile { name, what } => {
                let what = what.into();
                Failure::of(Code::NotAFile)
                    .about(name)
                    .because(Cause::NoFile { what })
            }
            SourceError::Empty { name } => Failure::of(Code::NoPapers)
                .about(name)
                .because(Cause::Empty),
            SourceError::NotText { name, what } => {
                let what = what.into();
                Failure::of(Code::NotText)
                    .about(name)
                    .because(Cause::NoText { what })
            }
            SourceError::TooLarge { name, limit_bytes } => Failure::of(Code::Unsupported)
                .about(name)
                .because(Cause::TooLarge { limit_bytes }),
            SourceError::Changed { name } => Failure::of(Code::Conflict)
                .about(name)
                .because(Cause::SourceDiffers),
            SourceError::Unreadable { name, source } => {
                Failure::of(Code::NotFound).about(name).saying(source)
            }
        }
    }
}

impl Failure {
    /// Makes a failure of what stopped the reading of a source.
    pub fn of_reading(error: &ReadError, name: &str) -> Self {
        match error {
            ReadError::Changed => Failure::of(FailureCode::Conflict)
                .about(name)
                .because(Cause::SourceDiffers),
            ReadError::Unreadable(error) => {
                Failure::of(FailureCode::NotFound).about(name).saying(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_told_of_each_code() {
        let contract = include_str!("../../../../docs/COMMANDS.md");
        for code in FailureCode::ALL {
            assert!(contract.contains(&format!("`{}`", code.name())), "{code:?}");
            assert_eq!(FailureCode::from_name(code.name()), Some(code));
        }
    }
}
