//! Copies a library's database and files, looks at the copy, and takes the original away.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::Duration;

use offprint_platform::files::{self, WholeFile};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::change::Oversight;
use crate::error::{Damage, Error, Result};
use crate::moving::{BESIDE, MOVING_TO, PARTS, failed, goes_on_from, remove_if_there};
use crate::store::open::{DATABASE_FILE, GIVE_UP_AFTER, immutable, mark_as_left};

/// So many pages of the database are copied between two looks whether to stop.
const PAGES_AT_ONCE: i32 = 512;

/// Returns how many bytes a library has on the disk.
pub(super) fn size_of(folder: &Path) -> io::Result<u64> {
    let mut n_bytes = 0;
    for name in [DATABASE_FILE, BESIDE[0]] {
        n_bytes += fs::metadata(folder.join(name)).map_or(0, |file| file.len());
    }
    for part in PARTS {
        for file in files_under(&folder.join(part))? {
            n_bytes += fs::metadata(file)?.len();
        }
    }
    Ok(n_bytes)
}

/// Copies a folder that need not be there, whole files each, and notes what it makes. What is there is written over.
pub(super) fn copy_all(
    from: &Path,
    to: &Path,
    made: &mut Vec<PathBuf>,
    oversight: &dyn Oversight,
) -> Result<()> {
    for file in files_under(from).map_err(|error| failed(from, error))? {
        if oversight.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let place = to.join(file.strip_prefix(from).unwrap_or(&file));
        copy_file(&file, &place, made).map_err(|error| failed(&place, error))?;
    }
    Ok(())
}

fn copy_file(file: &Path, place: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    let missing = folder.ancestors().take_while(|folder| !folder.exists());
    let missing: Vec<&Path> = missing.collect();
    made.extend(missing.last().map(|outermost| outermost.to_path_buf()));
    fs::create_dir_all(folder)?;
    for above in missing.iter().filter_map(|folder| folder.parent()) {
        files::sync_folder(above)?;
    }
    if !place.exists() {
        made.push(place.to_path_buf());
    }
    let mut copy = WholeFile::beside(place.to_path_buf())?;
    io::copy(&mut File::open(file)?, &mut copy)?;
    copy.finish()?;
    files::sync_folder(folder)
}

/// Copies the database page by page, as it is in this moment.
pub(super) fn copy_database(from: &Path, to: &Path, oversight: &dyn Oversight) -> Result<()> {
    let original = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut copy = Connection::open(to)?;
    let backup = Backup::new(&original, &mut copy)?;
    loop {
        if oversight.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let stepped = backup.step(PAGES_AT_ONCE)?;
        let progress = backup.progress();
        let n_all = usize::try_from(progress.pagecount).unwrap_or(0);
        let n_left = usize::try_from(progress.remaining).unwrap_or(0);
        oversight.progress(n_all.saturating_sub(n_left), n_all);
        match stepped {
            StepResult::Done => break,
            StepResult::More => {}
            // Somebody folds the log into the file: that is over in a moment.
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    drop(backup);
    // Closed, all of it is in the one file.
    copy.close().map_err(|(_, error)| error)?;
    let kept = File::options().write(true).open(to);
    kept.and_then(|file| file.sync_all())
        .map_err(|error| failed(to, error))
}

/// Looks whether a copy is whole, and has as many rows in each table as the original.
pub(super) fn check_copy(original: &Path, copy: &Path) -> Result<()> {
    let original = Connection::open_with_flags(original, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    // Nobody else has the copy: nothing is laid beside it.
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let copy = Connection::open_with_flags(immutable(copy), flags)?;
    let found: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(Error::Damaged(Damage::Told(found)));
    }
    for table in tables_of(&original)? {
        let count = format!("SELECT count(*) FROM \"{table}\"");
        let n_rows = |db: &Connection| db.query_row(&count, [], |row| row.get::<_, i64>(0));
        let (there, here) = (n_rows(&original)?, n_rows(&copy)?);
        if there != here {
            return Err(Error::Damaged(Damage::Copy(table)));
        }
    }
    Ok(())
}

fn tables_of(db: &Connection) -> Result<Vec<String>> {
    let mut select = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let names = select.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// Shuts the database of a library whose copy is in another folder: whoever has it open can read it, and writes nothing
/// any more. False, and nothing is done, where it holds what the copy does not.
pub(super) fn shut(folder: &Path, copied_to: &Path) -> Result<bool> {
    let database = folder.join(DATABASE_FILE);
    if !database.is_file() {
        return Ok(true);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(&database, flags)?;
    db.busy_timeout(GIVE_UP_AFTER)?;
    db.execute_batch("BEGIN IMMEDIATE")?;
    let is_shut = has_all_of(copied_to, folder)?;
    if is_shut {
        mark_as_left(&db)?;
        db.execute_batch("COMMIT")?;
    }
    Ok(is_shut)
}

/// Says whether a library has the newest change of the one that it is the copy of.
fn has_all_of(copy: &Path, original: &Path) -> Result<bool> {
    let original = original.join(DATABASE_FILE);
    if !original.is_file() {
        return Ok(true);
    }
    let open = |path: &Path| Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    goes_on_from(&open(&copy.join(DATABASE_FILE))?, &open(&original)?)
}

/// Takes away of a library what another folder has, and its empty folders.
pub(super) fn remove_copied(folder: &Path, copied_to: &Path) -> io::Result<()> {
    if !copied_to.join(DATABASE_FILE).is_file() {
        return Ok(());
    }
    // The log first: a database without its log is older, but a log without its database is nothing.
    for name in BESIDE.into_iter().chain([DATABASE_FILE, MOVING_TO]) {
        remove_if_there(&folder.join(name))?;
    }
    for part in PARTS {
        for file in files_under(&folder.join(part))? {
            let copy = copied_to.join(file.strip_prefix(folder).unwrap_or(&file));
            // One that is gone by now, or is another, leaves this the only one.
            if is_same_content(&file, &copy).unwrap_or(false) {
                fs::remove_file(&file)?;
            }
        }
        remove_empty(&folder.join(part));
    }
    Ok(())
}

/// Looks whether the files beside a database were copied as they are.
pub(super) fn check_parts(from: &Path, to: &Path, oversight: &dyn Oversight) -> Result<()> {
    for part in PARTS {
        for file in files_under(&from.join(part)).map_err(|error| failed(from, error))? {
            if oversight.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let name = file.strip_prefix(from).unwrap_or(&file);
            match is_same_content(&file, &to.join(name)) {
                Ok(true) => {}
                Ok(false) => {
                    return Err(Error::Damaged(Damage::Copy(name.display().to_string())));
                }
                Err(error) => return Err(failed(&to.join(name), error)),
            }
        }
    }
    Ok(())
}

/// Compares two files byte by byte.
pub(super) fn is_same_content(one: &Path, other: &Path) -> io::Result<bool> {
    const AT_ONCE: usize = 64 * 1024;
    let (one, other) = (File::open(one)?, File::open(other)?);
    let (one_is, other_is) = (one.metadata()?, other.metadata()?);
    if !other_is.is_file() || one_is.len() != other_is.len() {
        return Ok(false);
    }
    let mut one = BufReader::with_capacity(AT_ONCE, one);
    let mut other = BufReader::with_capacity(AT_ONCE, other);
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let n = left.len().min(right.len());
        if n == 0 {
            return Ok(left.len() == right.len());
        }
        if left[..n] != right[..n] {
            return Ok(false);
        }
        one.consume(n);
        other.consume(n);
    }
}

/// Removes a folder and those in it, as far as nothing else is in them.
pub(super) fn remove_empty(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_empty(&entry.path());
        }
    }
    let _ = fs::remove_dir(folder);
}

/// Returns the files of a folder and of those in it. Links are followed to files, not to folders.
pub(super) fn files_under(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files_under(&entry.path())?);
        } else if entry.path().is_file() {
            found.push(entry.path());
        }
    }
    Ok(found)
}
