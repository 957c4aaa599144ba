//! Turns sources into candidates and rejections, each with its lines, as it reads; and papers into text.
//!
//! This crate never touches the disk, tells no time, and never fails on content: a broken record
//! costs that record. Errors are those of reading the source itself.
//!
//! ```
//! use offprint_formats::{Format, candidate::Found, read};
//! use offprint_source::{Origin, Source};
//!
//! let text = "@article{kelp, title = {Kelp as a Library}, year = 2026}";
//! let source = Source::from_bytes(text.into(), Origin::Pasted)?;
//! let found: Vec<Found> = read(source.text()?, Format::Bibtex).collect::<Result<_, _>>()?;
//! let Found::Candidate(paper) = &found[0] else { panic!("one paper") };
//! assert_eq!(paper.title, "Kelp as a Library");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod candidate;
pub mod clean;
pub mod detect;
mod digest;
pub mod fields;
mod grammar;
pub mod html;
mod mail;
mod placed;
mod read;
mod reading_list;
mod reference;
pub mod write;

pub use read::{Format, ReadError, ReadOptions, read, read_with};
pub use reading_list::{ColumnField, ColumnMatch, FoundColumn, columns_key, columns_of};

#[cfg(test)]
mod tests;
