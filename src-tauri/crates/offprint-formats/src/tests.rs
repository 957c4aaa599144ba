//! The readers at the crate's face: samples in, what was found out.

mod broken;
mod digests;
mod fuzz;
mod laws;
mod listings;
mod lists;
mod mails;
mod oracle;
mod pages;
mod references;
mod round_trips;
mod show;

use offprint_source::{Origin, Source};

use crate::candidate::{Candidate, Found};
use crate::{Format, read};

/// Reads bytes in a format, all of them.
fn found_in(content: &[u8], format: Format) -> Vec<Found> {
    match Source::from_bytes(content.to_vec(), Origin::Pasted) {
        Ok(source) => read(source.text().expect("memory can be read"), format)
            .map(|found| found.expect("memory can be read"))
            .collect(),
        Err(_) => Vec::new(),
    }
}

pub(crate) fn candidates_in(content: &[u8], format: Format) -> Vec<Candidate> {
    found_in(content, format)
        .into_iter()
        .filter_map(|found| match found {
            Found::Candidate(candidate) => Some(*candidate),
            Found::Rejection(_) | Found::Warning(_) | Found::Noise(_) => None,
        })
        .collect()
}

fn titles_in(content: &[u8], format: Format) -> Vec<String> {
    candidates_in(content, format)
        .into_iter()
        .map(|candidate| candidate.title)
        .collect()
}
