//! Takes back a move that was killed before the new library held.

use std::fs;
use std::io;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::error::Result;
use crate::moving::target::UNFINISHED;
use crate::moving::{
    BESIDE, MOVED_FROM, MOVING_TO, PARTS, copying, failed, goes_on_from, holds_library, is_same,
    moved_to, read_note, remove_if_there,
};
use crate::store::open::DATABASE_FILE;

/// Takes away what a move began that was killed. The library of the folder is open and locked, so that no move is under
/// way.
pub(super) fn from(folder: &Path, library: &Connection) -> Result<()> {
    let note = folder.join(MOVING_TO);
    let Some(to) = read_note(&note)? else {
        return Ok(());
    };
    let is_done = moved_to(folder)?.is_some();
    if !is_done {
        if is_out_of_reach(&to) {
            return Ok(());
        }
        if is_ours(&to, folder, library)? {
            remove(&to, folder).map_err(|error| failed(&to, error))?;
        }
    }
    remove_if_there(&note).map_err(|error| failed(&note, error))
}

/// Whether nothing can be said of what a move left in a folder. A move makes the folder and puts something into it first
/// of all: where it is missing or empty it may have been taken away, but as well be on a drive that is not there, whose
/// place the system keeps.
fn is_out_of_reach(to: &Path) -> bool {
    fs::read_dir(to).map_or(true, |mut entries| entries.next().is_none())
}

/// Whether what is in the other folder is only what the move made: no library, or a copy that nobody has used.
fn is_ours(to: &Path, folder: &Path, library: &Connection) -> Result<bool> {
    if !holds_library(to) {
        return Ok(to.join(UNFINISHED).exists());
    }
    // Who uses it takes this word away, or writes what the original has not.
    let is_from_here = read_note(&to.join(MOVED_FROM))?.is_some_and(|from| is_same(&from, folder));
    if !is_from_here {
        return Ok(false);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let copy = Connection::open_with_flags(to.join(DATABASE_FILE), flags)?;
    goes_on_from(library, &copy)
}

fn remove(to: &Path, folder: &Path) -> io::Result<()> {
    // The log first, as in an old folder.
    for name in BESIDE.into_iter().chain([DATABASE_FILE, MOVED_FROM]) {
        remove_if_there(&to.join(name))?;
    }
    let unfinished = to.join(UNFINISHED);
    if unfinished.exists() {
        fs::remove_dir_all(unfinished)?;
    }
    for part in PARTS {
        for copy in copying::files_under(&to.join(part))? {
            let original = folder.join(copy.strip_prefix(to).unwrap_or(&copy));
            // What is not as it is there, somebody has put here since.
            if copying::is_same_content(&copy, &original).unwrap_or(false) {
                fs::remove_file(&copy)?;
            }
        }
        copying::remove_empty(&to.join(part));
    }
    Ok(())
}
