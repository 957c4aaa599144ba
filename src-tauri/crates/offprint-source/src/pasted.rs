//! Text that has no file: from the clipboard, a text field or standard input.

use std::io::Read;

use crate::{Origin, Source, SourceError};

/// The most that is held in memory of what cannot be read twice.
const LIMIT_BYTES: u64 = 1 << 30;

impl Source {
    /// Takes pasted or typed text.
    ///
    /// Errors: `Empty`, and `NotText` where it is mostly control characters.
    pub fn from_pasted(text: &str) -> Result<Self, SourceError> {
        Self::from_bytes(text.as_bytes().to_vec(), Origin::Pasted)
    }

    /// Reads `reader`, such as standard input, to its end into memory.
    ///
    /// Errors: `Unreadable`, `TooLarge` past 1 GiB, `Empty` and `NotText`.
    pub fn from_reader(reader: impl Read, origin: Origin) -> Result<Self, SourceError> {
        let name = origin.error_name();
        let mut content = Vec::new();
        reader
            .take(LIMIT_BYTES + 1)
            .read_to_end(&mut content)
            .map_err(|error| SourceError::from_io(&name, error))?;
        if content.len() as u64 > LIMIT_BYTES {
            return Err(SourceError::TooLarge {
                name,
                limit_bytes: LIMIT_BYTES,
            });
        }
        Self::from_bytes(content, origin)
    }
}
