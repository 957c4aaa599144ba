//! Finds papers by words: the best first, each with the piece of text that matched. And finds papers that are
//! alike: to order them, and to say what the person made of others like one.
//!
//! For now every paper is looked at ([`search`] is a plain scan); what an index will hold later can be
//! rebuilt from the library at any time. Nothing here writes.

mod fold;
mod hint;
mod likeness;
mod plain_scan;
mod query;
mod snippet;
mod terms;

pub use hint::{DecidedPapers, Hint, HintKind};
pub use likeness::by_likeness;
pub use plain_scan::{Found, Hit, search};
pub use query::{Query, Term};
pub use snippet::{Field, Fragment};
