//! The parts of a candidate, each with its one rule of normalising.

pub mod author;
pub mod citation_key;
pub mod date;
pub mod identifier;
pub mod issn;
pub mod link;
pub mod moment;
pub mod pages;
pub mod title_key;
