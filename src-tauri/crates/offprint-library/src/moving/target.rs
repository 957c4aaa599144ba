//! The folder that a library moves to: whether it may, and what is in it until the move holds.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use offprint_platform::files;

use crate::change::Oversight;
use crate::error::{Error, Result};
use crate::library::make_folder;
use crate::moving::{
    BESIDE, LOGS, MOVED_FROM, MOVED_TO, MOVING_TO, PARTS, copying, failed, holds_library,
    remove_if_there, write_note,
};
use crate::store::open::DATABASE_FILE;

/// The folder of what is not whole yet, in the folder that a library moves to.
pub(super) const UNFINISHED: &str = ".offprint-moving";

/// What file managers leave in a folder that a person has only looked at.
const OF_FILE_MANAGERS: [&str; 4] = [".DS_Store", ".directory", "desktop.ini", "Thumbs.db"];

/// Why a library cannot be moved to a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is there already.
    Same,
    /// The folder is inside the library's.
    Within,
    /// There is another library in it.
    HoldsLibrary,
    /// There is something else in it.
    NotEmpty,
    /// It is no folder.
    NotAFolder,
    /// Its name is no text.
    NotText,
    /// Files in it cannot be locked, so that two programs could write at once.
    NoLocks,
    /// There is too little room.
    NoRoom {
        /// So much is needed.
        needed_bytes: u64,
        /// So much is there.
        free_bytes: u64,
    },
}

/// The folder that a library moves to. Dropped while it is not kept, it leaves nothing behind that was not there
/// before.
pub(super) struct Target {
    pub folder: PathBuf,
    /// Files and folders that the move made, in this order.
    made: Vec<PathBuf>,
    /// Whether the library may be here by now.
    pub is_kept: bool,
}

impl Target {
    /// Looks whether the library of a folder may move there, and makes the folder.
    pub fn prepare(from: &Path, to: &Path) -> Result<Self> {
        let unfit = |why| {
            Err(Error::Unfit {
                path: to.to_path_buf(),
                why,
            })
        };
        if to.to_str().is_none() {
            return unfit(Unfit::NotText);
        }
        let real = real_path(to).map_err(|error| failed(to, error))?;
        if real == *from {
            return unfit(Unfit::Same);
        }
        if real.starts_with(from) {
            return unfit(Unfit::Within);
        }
        if holds_library(&real) {
            return unfit(Unfit::HoldsLibrary);
        }
        let mut target = Self {
            folder: real,
            made: Vec::new(),
            is_kept: false,
        };
        match fs::metadata(&target.folder) {
            Ok(there) if !there.is_dir() => return unfit(Unfit::NotAFolder),
            Ok(_) => {}
            Err(_) => {
                // The outermost that is not there yet: with it all goes again.
                let missing = target
                    .folder
                    .ancestors()
                    .take_while(|folder| !folder.exists());
                target.made.extend(missing.last().map(Path::to_path_buf));
                make_folder(&target.folder)?;
            }
        }
        if !has_only_our_leavings(&target.folder).map_err(|error| failed(to, error))? {
            return unfit(Unfit::NotEmpty);
        }
        match files::can_lock_in(&target.folder) {
            Ok(true) => {}
            Ok(false) => return unfit(Unfit::NoLocks),
            Err(error) => return Err(failed(to, error)),
        }
        target.begin_anew().map_err(|error| failed(to, error))?;
        Ok(target)
    }

    /// Takes away what a move that was cut short left, and a word of a library that has left this very folder.
    fn begin_anew(&mut self) -> io::Result<()> {
        for word in [MOVED_FROM, MOVED_TO] {
            remove_if_there(&self.folder.join(word))?;
        }
        // A log without its database is nothing, but SQLite would read it into the one that comes.
        for log in LOGS {
            remove_if_there(&self.folder.join(log))?;
        }
        let unfinished = self.unfinished();
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        self.made.push(unfinished.clone());
        fs::create_dir(unfinished)
    }

    fn unfinished(&self) -> PathBuf {
        self.folder.join(UNFINISHED)
    }

    /// Looks whether there is room for the library.
    pub fn check_room(&self, from: &Path) -> Result<()> {
        let needed = copying::size_of(from).map_err(|error| failed(from, error))?;
        // What SQLite writes beside a copy in the making, and what the next change takes.
        let needed_bytes = needed + needed / 8 + 1024 * 1024;
        match files::free_bytes(&self.folder) {
            Some(free_bytes) if free_bytes < needed_bytes => Err(Error::Unfit {
                path: self.folder.clone(),
                why: Unfit::NoRoom {
                    needed_bytes,
                    free_bytes,
                },
            }),
            Some(_) | None => Ok(()),
        }
    }

    /// Copies what lies beside the database.
    pub fn copy_parts(&mut self, from: &Path, oversight: &dyn Oversight) -> Result<()> {
        for part in PARTS {
            copying::copy_all(
                &from.join(part),
                &self.folder.join(part),
                &mut self.made,
                oversight,
            )?;
        }
        Ok(())
    }

    /// Copies the database, under another name.
    pub fn copy_database(&self, from: &Path, oversight: &dyn Oversight) -> Result<()> {
        copying::copy_database(&from.join(DATABASE_FILE), &self.copy(), oversight)
    }

    /// Looks whether the copy is whole, and holds as much as the original.
    pub fn check_copy(&self, from: &Path, oversight: &dyn Oversight) -> Result<()> {
        copying::check_parts(from, &self.folder, oversight)?;
        copying::check_copy(&from.join(DATABASE_FILE), &self.copy())
    }

    fn copy(&self) -> PathBuf {
        self.unfinished().join(DATABASE_FILE)
    }

    /// Gives the copy its name. From here on there are two whole libraries, and the old one holds.
    ///
    /// Errors: [`Error::Unfit`] where another library has come there meanwhile; it is left as it is.
    pub fn place(&mut self, from: &Path) -> Result<()> {
        if holds_library(&self.folder) {
            return Err(Error::Unfit {
                path: self.folder.clone(),
                why: Unfit::HoldsLibrary,
            });
        }
        self.try_place(from)
            .map_err(|error| failed(&self.folder, error))
    }

    fn try_place(&mut self, from: &Path) -> io::Result<()> {
        let note = self.folder.join(MOVED_FROM);
        self.made.push(note.clone());
        write_note(&note, from)?;
        let database = self.folder.join(DATABASE_FILE);
        fs::rename(self.copy(), &database)?;
        self.made.push(database);
        fs::remove_dir_all(self.unfinished())?;
        // Of each folder that is new, the one above holds the name.
        let was_there = self.made.first().and_then(|outermost| outermost.parent());
        for folder in self.folder.ancestors() {
            files::sync_folder(folder)?;
            if Some(folder) == was_there {
                break;
            }
        }
        Ok(())
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if self.is_kept {
            return;
        }
        let unfinished = self.unfinished();
        for made in self.made.drain(..).rev() {
            // What cannot be taken away is no library: the next move to here takes it away. What somebody else has
            // put into a folder meanwhile stays, and the folder with it.
            if made == unfinished {
                let _ = fs::remove_dir_all(&made);
            } else if made.is_dir() {
                copying::remove_empty(&made);
            } else {
                let _ = remove_if_there(&made);
            }
        }
    }
}

/// Says whether a folder is there and holds nothing.
pub fn is_empty_folder(folder: &Path) -> bool {
    folder.is_dir() && has_only_our_leavings(folder).unwrap_or(false)
}

/// Says whether there is nothing in a folder but what a move that was cut short left, or a library that has moved.
fn has_only_our_leavings(folder: &Path) -> io::Result<bool> {
    let is_left_over = folder.join(UNFINISHED).exists() || folder.join(MOVED_TO).exists();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let is_one_of = |names: &[&str]| names.iter().any(|known| name == *known);
        let is_ours = is_one_of(&PARTS)
            || is_one_of(&BESIDE)
            || is_one_of(&[MOVED_FROM, MOVED_TO, MOVING_TO, UNFINISHED]);
        if !(is_one_of(&OF_FILE_MANAGERS)
            || is_left_over && is_ours
            || is_settings(&folder.join(&name)))
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Where a system keeps settings and data in one place, the settings are beside the library and stay there.
fn is_settings(path: &Path) -> bool {
    offprint_platform::places::settings_file().is_some_and(|settings| settings == path)
}

/// Returns the real path of a folder that need not be there yet.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    for there in path.ancestors() {
        if let Ok(real) = files::real_path(there) {
            let rest = path.strip_prefix(there).unwrap_or(Path::new(""));
            // Joining nothing would leave a separator at the end.
            return Ok(rest.components().fold(real, |real, part| real.join(part)));
        }
    }
    Ok(path)
}
