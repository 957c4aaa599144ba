//! A paper: what the world says of one work. The person's marks are kept apart from it.

use std::fmt;

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;

/// A paper's local number: never given out twice, and the person never sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperId(pub(crate) i64);

impl PaperId {
    /// Returns the number, for tables of other crates that follow the library.
    pub const fn number(self) -> i64 {
        self.0
    }
}

/// A paper's or an import's own random id (UUID version 4): 32 lower-case hex digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(String);

impl Uid {
    pub(crate) fn random() -> Self {
        Self(uuid::Uuid::new_v4().simple().to_string())
    }

    pub(crate) fn from_database(text: String) -> Self {
        Self(text)
    }

    /// Takes an id that another library gave; none where it is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 32 && text.bytes().all(is_digit)).then(|| Self(text.to_owned()))
    }

    /// Returns what a person gave as the beginning of an id; none where it can be none, or is too short to name one.
    pub(crate) fn beginning(given: &str) -> Option<String> {
        const LEAST_DIGITS: usize = 4;
        let digits = given.trim().to_ascii_lowercase();
        let is_one =
            digits.len() >= LEAST_DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_one.then_some(digits)
    }

    /// Returns the 32 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns the id of a paper that people and other programs use; none where the paper is not there.
pub(crate) fn uid_of(db: &Connection, paper: PaperId) -> Result<Option<Uid>> {
    Ok(db
        .prepare_cached("SELECT uid FROM papers WHERE id = ?1")?
        .query_row([paper.0], |row| row.get(0))
        .optional()?
        .map(Uid::from_database))
}

/// Returns the ids of papers, in their order; those that are not there are left out.
pub(crate) fn uids_of<'a>(
    db: &Connection,
    papers: impl IntoIterator<Item = &'a PaperId>,
) -> Result<Vec<Uid>> {
    papers
        .into_iter()
        .filter_map(|paper| uid_of(db, *paper).transpose())
        .collect()
}
