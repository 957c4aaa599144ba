//! The bytes of one source, by position: a file that is kept open, or memory.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::SourceError;

/// The bytes of a source. Clones share them.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    /// A file; the lock covers a seek and the read that belongs to it.
    File(Arc<Mutex<File>>),
    /// Pasted text and the like.
    Memory(Arc<[u8]>),
}

impl Bytes {
    /// How much is read at a time.
    pub(crate) const CHUNK_BYTES: usize = 64 * 1024;

    /// Opens a plain file, and nothing else.
    pub(crate) fn open(path: &Path, name: &str) -> Result<Self, SourceError> {
        let refuse = |file_type: fs::FileType| SourceError::NotAFile {
            name: name.to_owned(),
            what: file_type.into(),
        };
        let unreadable = |error| SourceError::from_io(name, error);
        let before = fs::metadata(path).map_err(unreadable)?;
        if !before.is_file() {
            return Err(refuse(before.file_type()));
        }
        let file = File::open(path).map_err(unreadable)?;
        // Asked again of the open file: the path may lead elsewhere by now.
        let opened = file.metadata().map_err(unreadable)?;
        if !opened.is_file() {
            return Err(refuse(opened.file_type()));
        }
        Ok(Self::File(Arc::new(Mutex::new(file))))
    }

    pub(crate) fn in_memory(content: Vec<u8>) -> Self {
        Self::Memory(content.into())
    }

    /// Reads from `at` on; 0 only at the end.
    pub(crate) fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(at))?;
                loop {
                    match file.read(into) {
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        other => return other,
                    }
                }
            }
            Self::Memory(content) => {
                let start = usize::try_from(at).unwrap_or(usize::MAX).min(content.len());
                let n = into.len().min(content.len() - start);
                into[..n].copy_from_slice(&content[start..start + n]);
                Ok(n)
            }
        }
    }
}
