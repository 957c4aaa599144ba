//! Sample files by name, and invented text of any size and oddity, for the tests of all crates.
//!
//! This crate knows no crate of ours, and makes the same text each time it is asked.
//!
//! ```
//! let digest = offprint_testkit::digest_of(3);
//! assert_eq!(digest.lines().count(), 6);
//! ```

mod invented;
mod odd;
mod samples;

pub use invented::{bibtex_of, digest_of, ris_of};
pub use odd::{mutated, odd_text};
pub use samples::{sample, sample_names, sample_path};
