//! Finds papers by words: the best first, each with the piece of text that matched.
//!
//! For now every paper is looked at ([`search`] is a plain scan); what an index will hold later can be
//! rebuilt from the library at any time. Nothing here writes.

mod fold;
mod plain_scan;
mod query;
mod snippet;

pub use plain_scan::{Found, Hit, search};
pub use query::{Query, Term};
pub use snippet::{Field, Fragment};
