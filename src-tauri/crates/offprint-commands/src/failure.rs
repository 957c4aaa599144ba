//! Every error that a person can meet, as a code with its facts.

use offprint_formats::ReadError;
use offprint_library::{Error, Unfit};
use offprint_platform::device_settings::SettingsError;
use offprint_source::SourceError;
use serde::Serialize;
use ts_rs::TS;

/// What went wrong, to which file and line. The interface and the terminal pick the words by `code`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    pub code: FailureCode,
    /// The file, folder, id or number concerned.
    pub path: Option<String>,
    /// The line concerned, from 1.
    pub line: Option<u32>,
    /// A fact more: what a file is instead, which version, the system's own words.
    pub detail: Option<String>,
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
            detail: None,
        }
    }

    /// Makes a failure again of what was noted of a file in a watched folder.
    pub fn noted(code: &str, line: Option<u32>, detail: Option<String>) -> Self {
        Self {
            // Another version of Offprint may have noted it.
            code: FailureCode::from_name(code).unwrap_or(FailureCode::Unsupported),
            path: None,
            line,
            detail,
        }
    }

    /// Names what it concerns.
    pub fn about(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Adds a fact.
    pub fn because(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        use FailureCode as Code;
        match error {
            Error::Busy => Failure::of(Code::LibraryBusy),
            Error::Newer { found, known } => {
                Failure::of(Code::LibraryNewer).because(format!("version {found}, known {known}"))
            }
            Error::Damaged { detail } => Failure::of(Code::LibraryDamaged).because(detail),
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
                    .because(error.to_string())
            }
            Error::Moved { to } => Failure::of(Code::NotFound)
                .about(to.display().to_string())
                .because("moved"),
            Error::Gone { folder } => Failure::of(Code::NotFound)
                .about(folder.display().to_string())
                .because("no library"),
            Error::Unfit { path, why } => unfit(why).about(path.display().to_string()),
            Error::NoSuchPaper { given } => {
                Failure::of(Code::NotFound).about(given).because("no paper")
            }
            Error::AmbiguousId { given, found } => {
                let found: Vec<String> = found
                    .iter()
                    .map(|(uid, name)| format!("{uid} {name}"))
                    .collect();
                Failure::of(Code::AmbiguousId)
                    .about(given)
                    .because(found.join("\n"))
            }
            Error::NoSuchChange { given } => Failure::of(Code::NotFound)
                .about(given)
                .because("no change"),
            Error::NothingToUndo => Failure::of(Code::NothingToUndo),
            Error::Conflict { seq, .. } => Failure::of(Code::Conflict).about(seq.to_string()),
            Error::NotQueued => Failure::of(Code::NotFound).because("not queued"),
            Error::CannotSnooze => Failure::of(Code::Conflict).because("snooze"),
            Error::PastDay { day } => Failure::of(Code::Usage).about(day).because("snooze"),
            Error::OutOfRange { given, least, most } => Failure::of(Code::Usage)
                .about(given.to_string())
                .because(format!("range {least} {most}")),
            Error::PaperKnown {
                uid, is_trashed, ..
            } => Failure::of(Code::Conflict)
                .about(uid)
                .because(if is_trashed { "trashed" } else { "known" }),
            Error::Nameless => Failure::of(Code::Usage).because("nameless"),
            Error::NotACitationKey => Failure::of(Code::Usage).because("key"),
            Error::CitationKeyTaken { uid, title } => Failure::of(Code::Conflict)
                .about(format!("{uid} {title}"))
                .because("key"),
            Error::NotMerged => Failure::of(Code::NotFound).because("not merged"),
            Error::NoteDiffers => Failure::of(Code::Conflict).because("note"),
            Error::FactsDiffer => Failure::of(Code::Conflict).because("changed"),
            Error::Cancelled => Failure::of(Code::Cancelled),
            Error::Database(error) => Failure::of(Code::LibraryDamaged).because(error.to_string()),
        }
    }
}

/// Says why a library cannot be in a folder.
fn unfit(why: Unfit) -> Failure {
    let word = match why {
        Unfit::NoRoom {
            needed_bytes,
            free_bytes,
        } => {
            return Failure::of(FailureCode::DiskFull)
                .because(format!("place {needed_bytes} {free_bytes}"));
        }
        Unfit::Same => "place same",
        Unfit::Within => "place within",
        Unfit::HoldsLibrary => "place library",
        Unfit::NotEmpty => "place full",
        Unfit::NotAFolder => "place file",
        Unfit::NotText => "place name",
        Unfit::NoLocks => "place locks",
    };
    Failure::of(FailureCode::Unsupported).because(word)
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::Unreadable(path, error) => Self::of(FailureCode::NotFound)
                .about(path.display().to_string())
                .because(error.to_string()),
            SettingsError::Unwritable(path, error) => {
                let code = match error.kind() {
                    std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                        FailureCode::DiskFull
                    }
                    _ => FailureCode::ReadOnly,
                };
                Self::of(code)
                    .about(path.display().to_string())
                    .because(error.to_string())
            }
            SettingsError::Malformed { path, line, detail } => Self {
                line,
                ..Self::of(FailureCode::Usage)
                    .about(path.display().to_string())
                    .because(detail)
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
                Failure::of(Code::NotAFile).about(name).because(what)
            }
            SourceError::Empty { name } => Failure::of(Code::NoPapers).about(name).because("empty"),
            SourceError::NotText { name, what } => {
                Failure::of(Code::NotText).about(name).because(what)
            }
            SourceError::TooLarge { name, limit_bytes } => Failure::of(Code::Unsupported)
                .about(name)
                .because(format!("more than {limit_bytes} bytes")),
            SourceError::Changed { name } => {
                Failure::of(Code::Conflict).about(name).because("changed")
            }
            SourceError::Unreadable { name, source } => Failure::of(Code::NotFound)
                .about(name)
                .because(source.to_string()),
        }
    }
}

impl Failure {
    /// Makes a failure of what stopped the reading of a source.
    pub fn of_reading(error: &ReadError, name: &str) -> Self {
        match error {
            ReadError::Changed => Failure::of(FailureCode::Conflict)
                .about(name)
                .because("changed"),
            ReadError::Unreadable(error) => Failure::of(FailureCode::NotFound)
                .about(name)
                .because(error.to_string()),
        }
    }
}
