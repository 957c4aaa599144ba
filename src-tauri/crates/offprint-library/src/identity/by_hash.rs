//! Papers under the hashes of their keys.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// What hundreds of papers share ("Annual report, part 17") tells none of them from the others, and
/// comparing all with all would make time grow with the square of the import.
const MOST_UNDER_ONE_KEY: usize = 256;

/// Numbers of papers under keys of any kind.
///
/// Keys themselves are not kept: should two ever share a hash, judging their papers tells them apart.
#[derive(Debug, Default)]
pub(super) struct ByHash {
    numbers: HashMap<u64, Vec<u32>, BuildHasherDefault<AsItIs>>,
}

impl ByHash {
    /// Adds a number under a key; a key may have several, up to [`MOST_UNDER_ONE_KEY`].
    pub fn add(&mut self, key: impl Hash, number: u32) {
        let numbers = self.numbers.entry(hash(key)).or_default();
        if numbers.len() < MOST_UNDER_ONE_KEY {
            numbers.push(number);
        }
    }

    /// Returns the numbers under a key in the order in which they were added.
    pub fn get(&self, key: impl Hash) -> &[u32] {
        self.numbers.get(&hash(key)).map_or(&[], Vec::as_slice)
    }
}

fn hash(key: impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(key)
}

/// Takes a number that is a hash already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only hashes are keys");
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
