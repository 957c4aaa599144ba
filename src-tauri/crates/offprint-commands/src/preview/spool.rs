//! Candidates in a temporary file: in memory while they are few.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use offprint_formats::candidate::Candidate;
use tempfile::SpooledTempFile;

use crate::failure::{Failure, FailureCode};

/// Up to so many bytes stay in memory.
const IN_MEMORY_BYTES: usize = 8 << 20;

/// Where a candidate lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    at: u64,
    length: u32,
}

/// Candidates, one after the other. The file has no name and goes with the program.
pub(super) struct Spool {
    written: Mutex<Written>,
}

struct Written {
    file: SpooledTempFile,
    end: u64,
}

impl Default for Spool {
    fn default() -> Self {
        Self {
            written: Mutex::new(Written {
                file: SpooledTempFile::new(IN_MEMORY_BYTES),
                end: 0,
            }),
        }
    }
}

impl Spool {
    /// Errors: those of the temporary folder's disk.
    pub fn put(&self, candidate: &Candidate) -> Result<Place, Failure> {
        let bytes = serde_json::to_vec(candidate).map_err(|error| failed(&error.into()))?;
        let mut written = self.lock();
        let at = written.end;
        let file = &mut written.file;
        file.seek(SeekFrom::Start(at))
            .and_then(|_| file.write_all(&bytes))
            .map_err(|error| failed(&error))?;
        written.end += bytes.len() as u64;
        Ok(Place {
            at,
            length: bytes.len() as u32,
        })
    }

    /// Errors: those of the temporary folder's disk.
    pub fn get(&self, place: Place) -> Result<Candidate, Failure> {
        let mut bytes = vec![0; place.length as usize];
        let file = &mut self.lock().file;
        file.seek(SeekFrom::Start(place.at))
            .and_then(|_| file.read_exact(&mut bytes))
            .map_err(|error| failed(&error))?;
        serde_json::from_slice(&bytes).map_err(|error| failed(&error.into()))
    }

    fn lock(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn failed(error: &io::Error) -> Failure {
    let code = match error.kind() {
        io::ErrorKind::StorageFull => FailureCode::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            FailureCode::ReadOnly
        }
        _ => FailureCode::NotFound,
    };
    Failure::of(code)
        .about(std::env::temp_dir().display().to_string())
        .saying(error)
}
