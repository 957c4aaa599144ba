//! Titles that differ by a typo or two, found without comparing all with all.
//!
//! If two texts are at most two edits apart, and one is cut into three pieces, one piece stands
//! unchanged in the other, at most two places off (Li, Deng, Wang and Feng, "Pass-Join", VLDB 2011).

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::identity::by_hash::ByHash;

/// How many letters may be wrong, missing or too many.
const MOST_TYPOS: usize = 2;
/// Shorter titles are not telling; two typos would join what has nothing in common.
const LEAST_BYTES: usize = 20;

/// Says whether two keys are at most [`MOST_TYPOS`] edits apart.
pub(super) fn is_within_typos(one: &str, other: &str) -> bool {
    if one.len() < LEAST_BYTES || other.len() < LEAST_BYTES {
        return false;
    }
    let args = rapidfuzz::distance::levenshtein::Args::default().score_cutoff(MOST_TYPOS);
    rapidfuzz::distance::levenshtein::distance_with_args(one.chars(), other.chars(), &args)
        .is_some()
}

/// Keys, each under its three pieces.
#[derive(Debug, Default)]
pub(super) struct NearTitles {
    by_piece: ByHash,
}

impl NearTitles {
    /// Adds a key under a number.
    pub fn add(&mut self, key: &str, number: u32) {
        if key.len() < LEAST_BYTES {
            return;
        }
        for (place, (start, length)) in pieces(key.len()).into_iter().enumerate() {
            let piece = &key.as_bytes()[start..start + length];
            self.by_piece.add(hash((key.len(), place, piece)), number);
        }
    }

    /// Returns the numbers of keys that may be within [`MOST_TYPOS`] edits; to be compared.
    pub fn around(&self, key: &str) -> Vec<u32> {
        let bytes = key.as_bytes();
        let mut found = Vec::new();
        if bytes.len() < LEAST_BYTES {
            return found;
        }
        for length_of_other in bytes.len() - MOST_TYPOS..=bytes.len() + MOST_TYPOS {
            for (place, (start, length)) in pieces(length_of_other).into_iter().enumerate() {
                for from in start.saturating_sub(MOST_TYPOS)..=start + MOST_TYPOS {
                    let Some(piece) = bytes.get(from..from + length) else {
                        continue;
                    };
                    found.extend(self.by_piece.get(hash((length_of_other, place, piece))));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn hash(piece: (usize, usize, &[u8])) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(piece)
}

fn pieces(length: usize) -> [(usize, usize); MOST_TYPOS + 1] {
    let third = length / 3;
    [(0, third), (third, third), (2 * third, length - 2 * third)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hundreds_of_titles_share_does_not_bring_them_all_together() {
        let mut near = NearTitles::default();
        for number in 0..5000 {
            near.add(
                &format!("annualreportofthegeologicalsurveypart{number:05}"),
                number,
            );
        }
        let n_found = near
            .around("annualreportofthegeologicalsurveypart04999")
            .len();
        assert!(n_found < 1500, "{n_found} to be compared");
    }
}
