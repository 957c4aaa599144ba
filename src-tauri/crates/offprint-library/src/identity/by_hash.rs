//! Papers under the hashes of their keys.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What hundreds of papers share ("Annual report, part 17") tells none of them from the others, and
/// comparing all with all would make time grow with the square of the import.
const MOST_UNDER_ONE_KEY: usize = 256;

/// Numbers of papers under the hashes of keys.
///
/// Keys themselves are not kept: should two ever share a hash, judging their papers tells them apart.
/// Nearly all keys have one paper, which costs 16 bytes.
#[derive(Debug, Default)]
pub(super) struct ByHash {
    /// The number itself, or [`IS_PLACE`] with a place in `many`.
    under: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    many: Vec<Vec<u32>>,
}

const IS_PLACE: u32 = 1 << 31;

impl ByHash {
    /// Adds a number under a hash; it may have several, up to [`MOST_UNDER_ONE_KEY`].
    pub fn add(&mut self, hash: u64, number: u32) {
        self.add_up_to(MOST_UNDER_ONE_KEY, hash, number);
    }

    /// The same for keys that say less: they have fewer.
    pub fn add_up_to(&mut self, most: usize, hash: u64, number: u32) {
        let Some(present) = self.under.get_mut(&hash) else {
            self.under.insert(hash, number);
            return;
        };
        if *present & IS_PLACE == 0 {
            self.many.push(vec![*present]);
            *present = IS_PLACE | (self.many.len() - 1) as u32;
        }
        let numbers = &mut self.many[(*present & !IS_PLACE) as usize];
        if numbers.len() < most {
            // A paper may learn a key long after it came: the older still goes before the newer.
            let place = numbers.partition_point(|added| *added <= number);
            numbers.insert(place, number);
        }
    }

    /// Takes a number away again; of several the one that was added last.
    pub fn take_back(&mut self, hash: u64, number: u32) {
        let Some(present) = self.under.get(&hash).copied() else {
            return;
        };
        if present & IS_PLACE == 0 {
            if present == number {
                self.under.remove(&hash);
            }
            return;
        }
        let numbers = &mut self.many[(present & !IS_PLACE) as usize];
        // Where there were enough already, it was not added.
        if let Some(place) = numbers.iter().rposition(|added| *added == number) {
            numbers.remove(place);
        }
    }

    /// Returns the numbers under a hash, the lower first.
    pub fn get(&self, hash: u64) -> &[u32] {
        match self.under.get(&hash) {
            None => &[],
            Some(place) if place & IS_PLACE != 0 => &self.many[(place & !IS_PLACE) as usize],
            Some(number) => std::slice::from_ref(number),
        }
    }
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
