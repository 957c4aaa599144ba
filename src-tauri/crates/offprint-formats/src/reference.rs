//! Bibliographies: one file per format.

pub mod bibtex;
pub mod ris;

mod record;
