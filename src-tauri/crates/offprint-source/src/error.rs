//! Why a source cannot be read.

use std::io;

use crate::{ContentKind, PathKind};

/// Why a source cannot be read. `name` is the path, or what stands in for one.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// There is nothing at that path.
    #[error("reading {name}: no such file")]
    NotFound { name: String },
    /// A folder, device, pipe or socket; it was not opened.
    #[error("reading {name}: {}, not a file", what.words())]
    NotAFile { name: String, what: PathKind },
    /// No bytes, or nothing but a byte order mark.
    #[error("reading {name}: empty")]
    Empty { name: String },
    /// Bytes that are no text; `what` says what they are.
    #[error("reading {name}: {}, not text", what.words())]
    NotText { name: String, what: ContentKind },
    /// More than is held in memory; only of what cannot be read twice, as standard input.
    #[error("reading {name}: more than {limit_bytes} bytes")]
    TooLarge { name: String, limit_bytes: u64 },
    /// The bytes are no longer those that were hashed.
    #[error("reading {name}: changed while it was read")]
    Changed { name: String },
    /// The disk or the system refused.
    #[error("reading {name}")]
    Unreadable { name: String, source: io::Error },
}

impl SourceError {
    /// Finds the cause inside an error that came through a [`SourceText`](crate::SourceText).
    pub fn inside(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }

    pub(crate) fn from_io(name: &str, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound {
                name: name.to_owned(),
            },
            _ => Self::Unreadable {
                name: name.to_owned(),
                source,
            },
        }
    }
}
