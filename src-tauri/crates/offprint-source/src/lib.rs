//! Turns the outside into text with an origin and a content hash.
//!
//! A [`Source`] is one thing that papers come from: a file, pasted text, standard input. It is
//! only ever read. A file is gone through twice, with little memory: once for its hash and its
//! character set, and once for each [`SourceText`] that a reader asks for.
//!
//! This crate knows nothing of papers and writes nothing.
//!
//! ```
//! use offprint_source::{Origin, Source};
//!
//! let source = Source::from_bytes(b"one\r\ntwo".to_vec(), Origin::Pasted)?;
//! let lines: Vec<String> =
//!     source.text()?.map(|line| line.map(|line| line.text)).collect::<Result<_, _>>()?;
//! assert_eq!(lines, ["one", "two"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod encoding;
mod error;
mod file;
pub mod folder;
mod hash;
mod kind;
mod pasted;
mod source;
mod text;
pub mod watch;

pub use error::SourceError;
pub use hash::ContentHash;
pub use kind::{ContentKind, PathKind};
pub use pasted::read_standard_input;
pub use source::{Examined, Origin, Source};
pub use text::{Line, SourceText};

#[cfg(test)]
mod tests;
