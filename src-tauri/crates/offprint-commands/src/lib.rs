//! The application without a face: library, search and clock together.
//!
//! Window and terminal hold no rules; what both can do is here. No Tauri, no words for people.

pub mod ask;
mod by_hand;
pub mod change;
pub mod compare;
pub mod day_words;
pub mod export;
pub mod failure;
pub mod follow;
pub mod glance;
pub mod import;
mod latest;
mod lock;
pub mod mirror;
mod open_library;
pub mod place;
pub mod preview;
pub mod watch;
pub mod wire;

pub use open_library::OpenLibrary;

// What a face needs of the crates beneath, so that it depends on this one alone.
pub use offprint_formats::candidate::{LineSpan, Rejection, RejectionReason, Warning, WarningKind};
pub use offprint_formats::clean::plain_note_line;
pub use offprint_formats::detect::DetectReason;
pub use offprint_formats::fields::author::Author;
pub use offprint_formats::write::{Part, WriteFormat};
pub use offprint_formats::{ColumnField, ColumnMatch, Format};
pub use offprint_library as library;
pub use offprint_search as search;
pub use offprint_source::{Origin, read_standard_input};
