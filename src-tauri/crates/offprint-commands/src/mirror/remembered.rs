//! What a process remembers of the mirror between two updates, so that the second costs what the changes are.

use std::collections::HashMap;
use std::fs::File;
use std::hash::{BuildHasher, DefaultHasher, Hasher, RandomState};
use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;
use std::process;

use offprint_library::{PaperId, Snapshot};
use offprint_platform::clock::Timestamp;
use offprint_platform::files::FileStamp;

/// What was learnt of the mirror by this process; nothing at first, and nothing after anything unclear.
///
/// It is kept in memory only and believed only as long as all that can be checked is as it was: see
/// docs/DECISIONS.md, 17.
#[derive(Debug)]
pub struct Remembered {
    /// What this process leaves in the lock file.
    sign: String,
    pub(super) known: Option<Known>,
}

/// The mirror as it was at the end of an update, all of it written by us or compared.
#[derive(Debug)]
pub(super) struct Known {
    pub folder: PathBuf,
    pub moment: Moment,
    /// In the order of the lists. No two have the same key.
    pub entries: Vec<Entry>,
    pub lists: [FileStamp; 2],
    /// All that `papers/` holds with a name that ends in `.md`, ours or not.
    pub files: HashMap<String, FileStamp>,
}

/// Where the library stood when an update began, and what days are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// The number of its newest change.
    pub seq: i64,
    /// When that was made: a library that was restored from a backup may have another change of this number.
    at: Option<Timestamp>,
    zone: [String; 2],
}

/// What one paper is in the mirror.
#[derive(Debug)]
pub(super) struct Entry {
    pub id: PaperId,
    pub key: String,
    /// In `library.bib` and in `library.jsonl`.
    pub blocks: [Block; 2],
    /// The name of its own file, if it has one.
    pub file: Option<String>,
}

/// What is kept of a paper's bytes in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub n_bytes: u32,
    hash: u64,
}

impl Default for Remembered {
    fn default() -> Self {
        let random = RandomState::new().hash_one(process::id());
        Self {
            sign: format!("{} {random:016x}\n", process::id()),
            known: None,
        }
    }
}

impl Remembered {
    /// Signs the lock that was taken. Where another has signed it since, it updated the mirror, and what is
    /// remembered is forgotten.
    pub(super) fn sign(&mut self, lock: &mut File) -> io::Result<()> {
        let mut there = Vec::new();
        let n_bytes = self.sign.len() as u64 + 1;
        Read::by_ref(lock).take(n_bytes).read_to_end(&mut there)?;
        if there != self.sign.as_bytes() {
            self.known = None;
            lock.rewind()?;
            lock.set_len(0)?;
            lock.write_all(self.sign.as_bytes())?;
        }
        Ok(())
    }
}

impl Moment {
    /// Returns the present one.
    pub fn of(snapshot: &Snapshot) -> offprint_library::Result<Self> {
        Self::of_change(snapshot, snapshot.newest_seq()?)
    }

    /// Whether the library has all that it had then, and days are called as then.
    pub fn still_stands(&self, snapshot: &Snapshot) -> offprint_library::Result<bool> {
        Ok(Self::of_change(snapshot, self.seq)? == *self)
    }

    fn of_change(snapshot: &Snapshot, seq: i64) -> offprint_library::Result<Self> {
        const IN_WINTER: i64 = 1_767_225_600_000;
        const IN_SUMMER: i64 = 1_782_864_000_000;
        let local = |millis| Timestamp::from_millis(millis).to_local_minute();
        Ok(Self {
            seq,
            at: snapshot.change(seq)?.map(|change| change.at),
            zone: [local(IN_WINTER), local(IN_SUMMER)],
        })
    }
}

impl Block {
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Self {
            // A longer one is not found again, and costs a full pass.
            n_bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            hash: hasher.finish(),
        }
    }
}
