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
}

/// Reads standard input to its end into memory, for it cannot be read twice. `reader` is its reading end.
///
/// Errors: `Unreadable`, and `TooLarge` past 1 GiB.
pub fn read_standard_input(reader: impl Read) -> Result<Vec<u8>, SourceError> {
    read_up_to(LIMIT_BYTES, reader)
}

fn read_up_to(limit_bytes: u64, reader: impl Read) -> Result<Vec<u8>, SourceError> {
    let name = Origin::StandardInput.error_name();
    let mut content = Vec::new();
    reader
        .take(limit_bytes + 1)
        .read_to_end(&mut content)
        .map_err(|error| SourceError::from_io(&name, error))?;
    if content.len() as u64 > limit_bytes {
        return Err(SourceError::TooLarge { name, limit_bytes });
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_input_is_read_up_to_a_limit() {
        assert_eq!(read_up_to(4, &b"kelp"[..]).unwrap(), b"kelp");
        let too_large = read_up_to(4, std::io::repeat(b'a'));
        assert!(matches!(
            too_large,
            Err(SourceError::TooLarge { limit_bytes: 4, .. })
        ));
    }
}
