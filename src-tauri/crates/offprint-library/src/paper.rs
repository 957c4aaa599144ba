//! A paper: what the world says of one work. The person's marks are kept apart from it.

use std::fmt;

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
