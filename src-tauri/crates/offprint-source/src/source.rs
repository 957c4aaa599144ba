//! One source: its bytes, what they are called, and how they are written.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use crate::encoding::{Examination, Examiner};
use crate::file::Bytes;
use crate::text::SourceText;
use crate::{ContentHash, SourceError};

/// Where a source came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A file on disk.
    File(PathBuf),
    /// The clipboard, or a text field.
    Pasted,
    /// What was piped into the terminal command.
    StandardInput,
    /// The sample that Offprint brings along.
    Sample,
}

impl Origin {
    /// Returns what a person calls it: a file's name without its folder.
    pub fn name(&self) -> String {
        match self {
            Origin::File(path) => match path.file_name() {
                Some(name) => name.to_string_lossy().into_owned(),
                None => path.display().to_string(),
            },
            Origin::Pasted => "pasted text".to_owned(),
            Origin::StandardInput => "standard input".to_owned(),
            Origin::Sample => "sample digest".to_owned(),
        }
    }

    /// Returns what errors call it: a file's whole path.
    pub(crate) fn error_name(&self) -> String {
        match self {
            Origin::File(path) => path.display().to_string(),
            Origin::Pasted | Origin::StandardInput | Origin::Sample => self.name(),
        }
    }
}

/// A thing that papers come from, examined and ready to be read.
#[derive(Clone, Debug)]
pub struct Source {
    pub(crate) origin: Origin,
    pub(crate) bytes: Bytes,
    pub(crate) hash: ContentHash,
    pub(crate) size_bytes: u64,
    pub(crate) encoding: &'static Encoding,
    pub(crate) encoding_is_guessed: bool,
    pub(crate) head: String,
}

/// What going through a file told, by which it is opened again without going through it.
#[derive(Clone, Debug)]
pub struct Examined {
    hash: ContentHash,
    size_bytes: u64,
    encoding: &'static Encoding,
    encoding_is_guessed: bool,
    head: String,
}

impl Source {
    /// Opens the file at `path` and goes through it once.
    ///
    /// The file stays open, so that a rename before the second pass does no harm.
    ///
    /// Errors: any [`SourceError`] but `TooLarge`. What is no plain file is not opened at all,
    /// since opening a pipe would wait for its other end.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let origin = Origin::File(path.to_owned());
        let bytes = Bytes::open(path, &origin.error_name())?;
        Self::examine(bytes, origin)
    }

    /// Opens a file that was gone through before. Whether it still is what it was then, the caller knows.
    ///
    /// Errors: as for [`open`](Self::open), but none of what its bytes are.
    pub fn open_examined(path: &Path, examined: &Examined) -> Result<Self, SourceError> {
        let origin = Origin::File(path.to_owned());
        let bytes = Bytes::open(path, &origin.error_name())?;
        Ok(Self::of(origin, bytes, examined.clone()))
    }

    /// Returns what going through it told.
    pub fn examined(&self) -> Examined {
        Examined {
            hash: self.hash,
            size_bytes: self.size_bytes,
            encoding: self.encoding,
            encoding_is_guessed: self.encoding_is_guessed,
            head: self.head.clone(),
        }
    }

    fn of(origin: Origin, bytes: Bytes, examined: Examined) -> Self {
        let Examined {
            hash,
            size_bytes,
            encoding,
            encoding_is_guessed,
            head,
        } = examined;
        Self {
            origin,
            bytes,
            hash,
            size_bytes,
            encoding,
            encoding_is_guessed,
            head,
        }
    }

    /// Takes bytes that are in memory.
    ///
    /// Errors: `Empty` and `NotText`.
    pub fn from_bytes(content: Vec<u8>, origin: Origin) -> Result<Self, SourceError> {
        Self::examine(Bytes::in_memory(content), origin)
    }

    fn examine(bytes: Bytes, origin: Origin) -> Result<Self, SourceError> {
        let name = origin.error_name();
        let mut examiner = Examiner::new();
        let mut chunk = vec![0; Bytes::CHUNK_BYTES];
        let mut at = 0;
        loop {
            let n = bytes
                .read_at(at, &mut chunk)
                .map_err(|error| SourceError::from_io(&name, error))?;
            if n == 0 {
                break;
            }
            // Told from its first bytes, so that a film of many gigabytes is refused at once.
            if !examiner.take(&chunk[..n]) {
                break;
            }
            at += n as u64;
        }
        let Examination {
            hash,
            size_bytes,
            verdict,
            head,
        } = examiner.finish();
        let found = match verdict {
            Ok(found) => found,
            Err(None) => return Err(SourceError::Empty { name }),
            Err(Some(what)) => return Err(SourceError::NotText { name, what }),
        };
        let examined = Examined {
            hash,
            size_bytes,
            encoding: found.encoding,
            encoding_is_guessed: found.is_guessed,
            head,
        };
        Ok(Self::of(origin, bytes, examined))
    }

    /// Returns where it came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Returns what a person calls it: a file's name without its folder.
    pub fn name(&self) -> String {
        self.origin.name()
    }

    /// Returns the hash of its bytes as they are, before decoding.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// Returns its length in bytes.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// Returns the name of its character set, as in "UTF-8" or "windows-1252".
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Whether the character set was guessed, so that some letters may be wrong.
    pub fn encoding_is_guessed(&self) -> bool {
        self.encoding_is_guessed
    }

    /// Returns up to 64 kB from its start, decoded, on whole lines where it has lines.
    pub fn head(&self) -> &str {
        &self.head
    }

    /// Begins a fresh pass over its lines. Any number of passes may run at once.
    ///
    /// Errors: none today; the signature leaves room for sources that must be opened anew.
    pub fn text(&self) -> Result<SourceText, SourceError> {
        Ok(SourceText::new(self))
    }
}
