//! Finds papers by words: the best first, each with the piece of text that matched. And finds papers that are
//! alike: to order them, and to say what the person made of others like one.
//!
//! For now every paper is looked at ([`search`] is a plain scan); what an index will hold later can be
//! rebuilt from the library at any time. Nothing here writes.

mod days;
mod fold;
mod hint;
mod likeness;
mod loosen;
mod plain_scan;
mod query;
mod snippet;
mod terms;

pub use days::Days;
pub use hint::{DecidedPapers, Hint, HintKind};
pub use likeness::by_likeness;
pub use loosen::{Loosened, loosen};
pub use plain_scan::{Found, Hit, search, search_all};
pub use query::{HAS_VALUES, IS_VALUES, Part, PartKind, Query, Term, parts, piece_at};
pub use snippet::{Field, Fragment};
