//! Titles that differ by a typo or two, found without comparing all with all.
//!
//! If two texts are at most two edits apart, and one is cut into three pieces, one piece stands
//! unchanged in the other, at most two places off (Li, Deng, Wang and Feng, "Pass-Join", VLDB 2011).

use crate::identity::by_hash::ByHash;

/// How many letters may be wrong, missing or too many.
const MOST_TYPOS: usize = 2;
/// Shorter titles are not telling; two typos would join what has nothing in common.
const LEAST_BYTES: usize = 20;
/// What more titles than that have in common in one place is a pattern, not a piece of a title.
const MOST_WITH_A_PIECE: usize = 64;
/// Longer ones are no titles, and are not compared letter by letter.
const MOST_BYTES: usize = 4_000;

/// Says whether two keys are at most [`MOST_TYPOS`] edits apart.
pub(super) fn is_within_typos(one: &str, other: &str) -> bool {
    if one.len() < LEAST_BYTES
        || other.len() < LEAST_BYTES
        || one.len().max(other.len()) > MOST_BYTES
    {
        return false;
    }
    let args = rapidfuzz::distance::levenshtein::Args::default().score_cutoff(MOST_TYPOS);
    rapidfuzz::distance::levenshtein::distance_with_args(one.chars(), other.chars(), &args)
        .is_some()
}

/// Which letters a key has an odd number of times, a bit for each (and for those that share its bit).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters(u32);

impl Letters {
    pub fn of(key: &str) -> Self {
        let bits = key.chars().map(|letter| 1 << (letter as u32 % u32::BITS));
        Self(bits.fold(0, |letters, bit: u32| letters ^ bit))
    }

    /// Whether two keys can be at most [`MOST_TYPOS`] edits apart: an edit turns two bits at most.
    pub const fn may_be_within_typos(self, other: Self) -> bool {
        (self.0 ^ other.0).count_ones() as usize <= 2 * MOST_TYPOS
    }
}

/// Keys, each under its three pieces.
#[derive(Debug, Default)]
pub(super) struct NearTitles {
    by_piece: ByHash,
}

impl NearTitles {
    /// Adds a key under a number.
    pub fn add(&mut self, key: &str, number: u32) {
        for piece in pieces_of(key) {
            self.by_piece.add_up_to(MOST_WITH_A_PIECE, piece, number);
        }
    }

    /// Takes a key back.
    pub fn take_back(&mut self, key: &str, number: u32) {
        for piece in pieces_of(key) {
            self.by_piece.take_back(piece, number);
        }
    }

    /// Returns the numbers of keys that may be within [`MOST_TYPOS`] edits and for which `fits` holds; their
    /// keys are to be compared. What hundreds of titles have in common comes up often, so `fits` should be quick.
    pub fn around(&self, key: &str, fits: impl Fn(u32) -> bool) -> Vec<u32> {
        let bytes = key.as_bytes();
        let mut found = Vec::new();
        if bytes.len() < LEAST_BYTES {
            return found;
        }
        for length_of_other in bytes.len() - MOST_TYPOS..=bytes.len() + MOST_TYPOS {
            for (place, (start, length)) in pieces(length_of_other).into_iter().enumerate() {
                for from in places_of(place, start, bytes.len(), length_of_other, key.is_ascii()) {
                    let Some(piece) = bytes.get(from..from + length) else {
                        continue;
                    };
                    let numbers = self.by_piece.get(hash(length_of_other, place, piece));
                    found.extend(numbers.iter().copied().filter(|number| fits(*number)));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Returns where the piece of another key can stand in this one.
///
/// A piece that stands unchanged with at most `place` edits before it, or with at most those left over behind
/// it, is enough: one of the three does (Pass-Join, "multi-match-aware substring selection"). That counts
/// edits in bytes, and so holds for ASCII; elsewhere a letter is several bytes, and all places are looked at.
fn places_of(
    place: usize,
    start: usize,
    length: usize,
    length_of_other: usize,
    is_ascii: bool,
) -> std::ops::Range<usize> {
    let (start, place, most) = (start as isize, place as isize, MOST_TYPOS as isize);
    let (first, last) = if is_ascii {
        let shift = length as isize - length_of_other as isize;
        let after = most - place;
        (
            (start - place).max(start + shift - after),
            (start + place).min(start + shift + after),
        )
    } else {
        (start - most, start + most)
    };
    // Empty where nothing is left between them.
    first.max(0) as usize..(last + 1).max(0) as usize
}

/// Hashes a piece, eight bytes at a time: every title is looked up under some seventy of them. What shares a
/// hash by chance is told apart when the keys are compared.
fn hash(length_of_key: usize, place: usize, piece: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, part: u64| (hash.rotate_left(23) ^ part).wrapping_mul(ODD);
    let mut hash = mix(length_of_key as u64, place as u64);
    let chunks = piece.chunks_exact(8);
    let rest = chunks.remainder();
    for chunk in chunks {
        hash = mix(
            hash,
            u64::from_le_bytes(chunk.try_into().expect("eight bytes")),
        );
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    hash = mix(hash, u64::from_le_bytes(last));
    hash ^ (hash >> 32)
}

/// Returns the hashes of a key's pieces; none of a key that is too short.
fn pieces_of(key: &str) -> impl Iterator<Item = u64> {
    let is_long = key.len() >= LEAST_BYTES;
    let places = pieces(key.len()).into_iter().enumerate();
    places
        .filter(move |_| is_long)
        .map(|(place, (start, length))| {
            let piece = &key.as_bytes()[start..start + length];
            hash(key.len(), place, piece)
        })
}

fn pieces(length: usize) -> [(usize, usize); MOST_TYPOS + 1] {
    let third = length / 3;
    [(0, third), (third, third), (2 * third, length - 2 * third)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_two_keys_that_are_two_edits_apart_meet() {
        let key = "annualreportofthegeologicalsurvey";
        let letters = Letters::of(key);
        let mut near = NearTitles::default();
        near.add(key, 7);
        let edits: [fn(&mut String, usize); 3] = [
            |key, at| key.insert(at, 'x'),
            |key, at| {
                key.remove(at);
            },
            |key, at| key.replace_range(at..=at, "x"),
        ];
        for one in edits {
            for other in edits {
                for first in 0..key.len() - 2 {
                    for second in 0..key.len() - 2 {
                        let mut edited = key.to_owned();
                        one(&mut edited, first);
                        other(&mut edited, second);
                        assert_eq!(near.around(&edited, |_| true), [7], "{edited}");
                        assert!(letters.may_be_within_typos(Letters::of(&edited)));
                    }
                }
            }
        }
    }

    #[test]
    fn keys_of_other_letters_are_told_apart_without_being_compared() {
        let of = |volume: usize| {
            let digits = ["onetwo", "threefour", "fivesix", "seveneight"][volume];
            Letters::of(&format!("annualreportofthegeologicalsurvey{digits}"))
        };
        for (one, other) in [(0, 1), (0, 2), (1, 3)] {
            assert!(!of(one).may_be_within_typos(of(other)), "{one}, {other}");
        }
        let (one, other) = ("überdiewanderungderdünen", "überdiewanderungderdunen");
        assert!(Letters::of(one).may_be_within_typos(Letters::of(other)));
    }

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
            .around("annualreportofthegeologicalsurveypart04999", |_| true)
            .len();
        assert!(n_found < 1500, "{n_found} to be compared");
    }
}
