//! Moves a library to another folder, so that at any moment one whole library is found.
//!
//! The library is locked, as for a change, and copied; the copy is checked and gets its name. Then a word is left in
//! the old folder that says where the library is: from that moment on the new one holds, and whoever waited for the
//! lock finds the word and writes nothing. Only then is the old one taken away, by [`finish_move`], which may come as
//! late as the next start; the word stays, so that nobody who still asks for the old folder gets an empty library. A
//! move that was killed before the word is taken back by [`take_back_move`]. History knows nothing of it: where a
//! library lies is no change of what it holds.

mod copying;
mod take_back;
mod target;
#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use offprint_platform::files;
use rusqlite::{Connection, OptionalExtension};

use crate::change::Oversight;
use crate::change::apply::begin;
use crate::error::{Error, Result};
use crate::store::open::{self, DATABASE_FILE};
use target::Target;
pub use target::{Unfit, is_empty_folder};

/// In the folder that a library left: where it is now.
const MOVED_TO: &str = "moved-to";

/// In the folder of a library: where it is being moved to, while it is.
const MOVING_TO: &str = "moving-to";

/// In the folder where a library is: where it was, until nothing is left there.
const MOVED_FROM: &str = "moved-from";

/// What belongs to a library beside its database.
const PARTS: [&str; 3] = [open::BACKUPS_FOLDER, "files", "index"];

/// What SQLite lays beside the database while it is open.
const LOGS: [&str; 2] = ["library.db-wal", "library.db-shm"];

/// What else lies in a library's folder while it is used; none of it is copied.
const BESIDE: [&str; 4] = [LOGS[0], LOGS[1], "watch.lock", "mirror.lock"];

/// What has been done of a move, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// Nobody can write to the library.
    Locked,
    /// What lies beside the database is copied.
    PartsCopied,
    /// The database is copied, under another name.
    Copied,
    /// The copy is whole and holds what the original does.
    Checked,
    /// The copy has its name.
    Placed,
    /// The new library holds.
    Left,
    /// Whoever says where the library is has heard.
    Told,
}

/// Moves the library of a folder to another one, which is empty or not there yet, and has `tell` note that.
///
/// Returns where the library is now. The old folder keeps what was in it until [`finish_move`], and a library that is
/// still open there can be read, but not written to.
///
/// Errors: [`Error::Unfit`], [`Error::DiskFull`], [`Error::Busy`], [`Error::Cancelled`], [`Error::Damaged`] where the
/// copy is not as the original, those of the disk and of `tell`. The library is then where it was, and nothing is left
/// in the other folder.
pub fn move_library<E: From<Error>>(
    from: &Path,
    to: &Path,
    oversight: &dyn Oversight,
    tell: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<PathBuf, E> {
    move_by_steps(from, to, oversight, tell, &|_| {})
}

fn move_by_steps<E: From<Error>>(
    from: &Path,
    to: &Path,
    oversight: &dyn Oversight,
    tell: impl FnOnce(&Path) -> Result<(), E>,
    reached: &dyn Fn(Step),
) -> Result<PathBuf, E> {
    check_is_here(from)?;
    let from = &files::real_path(from).map_err(|error| failed(from, error))?;
    // What an earlier move left elsewhere, where it can be neither looked at nor taken away, is no reason to stay.
    let _ = take_back_move(from);
    let mut target = Target::prepare(from, to)?;
    let writer = open::open_for_writing(&from.join(DATABASE_FILE))?;
    let locked = begin(&writer, Instant::now(), oversight)?;
    // Another process may have moved it while this one waited.
    check_is_still_here(&writer, from)?;
    let under_way = UnderWay::begin(from, &target.folder)?;
    reached(Step::Locked);
    target.check_room(from)?;
    target.copy_parts(from, oversight)?;
    reached(Step::PartsCopied);
    target.copy_database(from, oversight)?;
    reached(Step::Copied);
    target.check_copy(from, oversight)?;
    reached(Step::Checked);
    target.place(from)?;
    reached(Step::Placed);
    // From here on the new library may be the one that holds: whatever fails, it stays while the word may.
    target.is_kept = true;
    let told = leave(from, &target.folder).map_err(E::from).and_then(|()| {
        reached(Step::Left);
        tell(&target.folder)
    });
    if let Err(error) = told {
        target.is_kept = take_word_back(from).is_err();
        return Err(error);
    }
    drop(under_way);
    reached(Step::Told);
    drop(locked);
    Ok(target.folder.clone())
}

/// Takes back what a move of the library of a folder began that was killed before the new one held. What it had copied
/// is taken away; a copy that somebody has used since is a library of its own, and stays.
///
/// Does nothing while a move is under way, or where the other folder is not there, or empty as the place of a drive that
/// is not connected: the next call tries again, until a further move is begun.
///
/// Errors: those of the disk and of the database.
pub fn take_back_move(folder: &Path) -> Result<()> {
    if !folder.join(MOVING_TO).exists() || !holds_library(folder) {
        return Ok(());
    }
    let writer = open::open_for_writing(&folder.join(DATABASE_FILE))?;
    // Whoever moves it holds this lock to the end.
    writer.busy_timeout(Duration::ZERO)?;
    match writer.execute_batch("BEGIN IMMEDIATE") {
        Ok(()) => take_back::from(folder, &writer),
        Err(error) => match Error::from(error) {
            Error::Busy => Ok(()),
            error => Err(error),
        },
    }
}

/// The word in a library's folder that it is being moved; dropped, it is taken away.
struct UnderWay {
    note: PathBuf,
}

impl UnderWay {
    fn begin(from: &Path, to: &Path) -> Result<Self> {
        let note = from.join(MOVING_TO);
        write_note(&note, to).map_err(|error| failed(from, error))?;
        Ok(Self { note })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        // What stays of it is looked at again before the next move, and finds nothing to take back.
        let _ = remove_if_there(&self.note);
    }
}

/// Takes away what a moved library left in its old folder, but for the word where it is. What was not
/// copied stays; so does all of it where something was written to the old library afterwards, by an Offprint that
/// knows nothing of moves.
///
/// Does nothing for a library that was not moved, and may be called again: what could not be taken away, because a
/// program still has it open, is tried again then.
///
/// Errors: those of the disk.
pub fn finish_move(folder: &Path) -> Result<()> {
    let note = folder.join(MOVED_FROM);
    let Some(from) = read_note(&note)? else {
        return Ok(());
    };
    if moved_to(&from)?.is_some_and(|to| is_same(&to, folder)) && !is_same(&from, folder) {
        let cleared = match copying::shut(&from, folder)? {
            true => copying::remove_copied(&from, folder),
            // Without the word it is found again, as a library of its own.
            false => remove_if_there(&from.join(MOVED_TO)),
        };
        cleared.map_err(|error| failed(&from, error))?;
    }
    remove_if_there(&note).map_err(|error| failed(&note, error))
}

/// Returns where the library of a folder was moved to, and from there moved on to; none where it was not.
///
/// Errors: those of the disk.
pub fn moved_to(folder: &Path) -> Result<Option<PathBuf>> {
    /// A ring of words has no end.
    const MOST_MOVES: usize = 64;
    let mut to = read_note(&folder.join(MOVED_TO))?;
    for _ in 0..MOST_MOVES {
        let Some(here) = to.as_deref().filter(|here| !holds_library(here)) else {
            break;
        };
        match read_note(&here.join(MOVED_TO)) {
            Ok(Some(next)) => to = Some(next),
            // Where nothing is known of a further move, or nothing can be read, it is there or nowhere.
            Ok(None) | Err(_) => break,
        }
    }
    Ok(to)
}

/// Lets a folder be one that no library left, where the one that was moved from it is nowhere to be reached: for who
/// chooses the folder for a new library, or for one that they have put back there.
///
/// Errors: [`Error::Moved`] where it is there; those of the disk.
pub fn forget_move(folder: &Path) -> Result<()> {
    match moved_to(folder)? {
        Some(to) if holds_library(&to) => Err(Error::Moved { to }),
        Some(_) => remove_if_there(&folder.join(MOVED_TO)).map_err(|error| failed(folder, error)),
        None => Ok(()),
    }
}

/// Says whether a database has the newest change of another, and so is the same library, or goes on from it.
pub(crate) fn goes_on_from(db: &Connection, other: &Connection) -> Result<bool> {
    let newest: Option<(i64, i64, String)> = other
        .query_row(
            "SELECT seq, at, by FROM changes ORDER BY seq DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let Some(newest) = newest else {
        return Ok(true);
    };
    Ok(db
        .prepare("SELECT 1 FROM changes WHERE seq = ?1 AND at = ?2 AND by = ?3")?
        .exists(newest)?)
}

/// Says whether a folder holds a library.
pub fn holds_library(folder: &Path) -> bool {
    folder.join(DATABASE_FILE).is_file()
}

/// Errors: [`Error::Moved`].
pub(crate) fn check_has_not_moved(folder: &Path) -> Result<()> {
    match moved_to(folder)? {
        Some(to) => Err(Error::Moved { to }),
        None => Ok(()),
    }
}

/// Errors: [`Error::Moved`]; [`Error::Gone`] where the folder holds no library.
pub(crate) fn check_is_here(folder: &Path) -> Result<()> {
    check_has_not_moved(folder)?;
    if holds_library(folder) {
        return Ok(());
    }
    Err(Error::Gone {
        folder: folder.to_path_buf(),
    })
}

/// The same for a database that is open and locked: its file may have gone, and another have come into the folder.
pub(crate) fn check_is_still_here(db: &Connection, folder: &Path) -> Result<()> {
    check_is_here(folder)?;
    if open::is_left(db)? {
        return Err(Error::Gone {
            folder: folder.to_path_buf(),
        });
    }
    Ok(())
}

/// Leaves the word that says where the library is. With it on the disk the move is done.
fn leave(from: &Path, to: &Path) -> Result<()> {
    write_note(&from.join(MOVED_TO), to).map_err(|error| failed(from, error))
}

fn take_word_back(from: &Path) -> io::Result<()> {
    remove_if_there(&from.join(MOVED_TO))?;
    files::sync_folder(from)
}

fn write_note(note: &Path, folder: &Path) -> io::Result<()> {
    files::write_whole(note, folder.to_string_lossy().as_bytes())?;
    files::sync_folder(note.parent().unwrap_or(Path::new(".")))
}

fn read_note(note: &Path) -> Result<Option<PathBuf>> {
    match fs::read_to_string(note) {
        Ok(folder) => Ok(Some(PathBuf::from(folder))),
        // A folder that is not there was not left either.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(failed(note, error)),
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (files::real_path(one), files::real_path(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

fn failed(path: &Path, error: io::Error) -> Error {
    Error::Folder {
        path: path.to_path_buf(),
        error,
    }
}
