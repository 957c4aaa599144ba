//! Work that one process at a time does, told by a lock on a file in the library's folder.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

use crate::failure::{Failure, FailureCode};

/// Takes a lock, until the file is dropped; none where another has it.
///
/// Errors: the folder may not be written to.
pub(crate) fn try_lock(library: &Path, name: &str) -> Result<Option<File>, Failure> {
    let path = library.join(name);
    let refused = |error: io::Error| {
        let failure = Failure::of(FailureCode::ReadOnly).about(path.display().to_string());
        failure.saying(error)
    };
    // What is in it stays: who holds the lock may have left a word there.
    let mut options = File::options();
    let options = options.read(true).write(true).create(true).truncate(false);
    let file = options.open(&path).map_err(refused)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(refused(error)),
    }
}
