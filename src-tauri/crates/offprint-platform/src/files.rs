//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::NamedTempFile;

/// By what a file is told from what it was, without reading it: two stamps that are the same are of one file that
/// nobody wrote to between them, as far as the file system tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStamp {
    /// Whether it is a plain file, not a link to one.
    pub is_file: bool,
    /// How long it is.
    pub n_bytes: u64,
    modified: Option<SystemTime>,
    /// Its number on the disk and when anything of it was changed last: a copy that keeps the time of its original
    /// is told by these. Nothing where the system has no such thing.
    identity: Option<(u64, i64, i64)>,
}

impl FileStamp {
    /// Returns the stamp of what has a name; none where nothing has, or what has cannot be looked at.
    pub fn at(path: &Path) -> Option<Self> {
        path.symlink_metadata().ok().map(|there| Self::of(&there))
    }

    /// Returns the stamp of what was looked at without following links.
    pub fn of(there: &fs::Metadata) -> Self {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            Some((there.ino(), there.ctime(), there.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let identity = None;
        Self {
            is_file: there.is_file(),
            n_bytes: there.len(),
            modified: there.modified().ok(),
            identity,
        }
    }
}

/// A file in the making: written beside its place, so that a reader sees the old or the new. Dropped before
/// [`finish`](Self::finish), it leaves nothing behind.
#[derive(Debug)]
pub struct WholeFile {
    place: PathBuf,
    out: BufWriter<NamedTempFile>,
}

impl WholeFile {
    /// Begins the file that is to have a name, which nothing has or another plain file.
    ///
    /// Errors: those of the disk.
    pub fn beside(place: PathBuf) -> io::Result<Self> {
        let folder = match place.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".offprint-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // tempfile makes owner-only files; what a person exports is an ordinary file.
            let mode = fs::metadata(&place).map_or(0o644, |old| old.permissions().mode());
            builder.permissions(fs::Permissions::from_mode(mode));
        }
        let out = BufWriter::new(builder.tempfile_in(folder)?);
        Ok(Self { place, out })
    }

    /// Gives the file its name, with all that was written.
    ///
    /// Errors: those of the disk; the file that was there before is then unchanged.
    pub fn finish(self) -> io::Result<()> {
        let file = self.out.into_inner()?;
        file.as_file().sync_all()?;
        file.persist(&self.place).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes a file beside its place and renames it into place, so that a reader sees the old or the new.
///
/// A link is followed: the file that it names is written. What is no ordinary file (a device, a pipe)
/// is written into as it is.
///
/// Errors: those of the disk; the file that was there before is then unchanged.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let written: io::Result<io::Result<()>> = write_whole_by(path, |out| out.write_all(bytes));
    written?
}

/// Writes as [`write_whole`] does, piece by piece, so that no more than a piece is in memory.
///
/// Errors: those of the disk; inside, those of `write` itself. After either, the file that was there
/// before is unchanged.
pub fn write_whole_by<T, E>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> io::Result<Result<T, E>> {
    let place = followed(path)?;
    match fs::metadata(&place) {
        Ok(there) if there.is_dir() => {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
        }
        Ok(there) if !there.is_file() => {
            let mut out = BufWriter::new(File::options().write(true).open(&place)?);
            let written = write(&mut out);
            out.flush()?;
            return Ok(written);
        }
        Ok(_) | Err(_) => {}
    }
    let mut file = WholeFile::beside(place)?;
    let written = match write(&mut file) {
        Ok(written) => written,
        Err(error) => return Ok(Err(error)),
    };
    file.finish()?;
    Ok(Ok(written))
}

/// Returns the path of what is there without links, in the form that people know: Windows itself gives it a sign in
/// front that few programs understand.
///
/// Errors: there is nothing, or it cannot be looked at.
pub fn real_path(path: &Path) -> io::Result<PathBuf> {
    dunce::canonicalize(path)
}

/// Has the disk keep which names a folder holds, so that a power cut takes none of them back.
///
/// Errors: those of the disk. Where a system cannot do that to a folder, nothing is done.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Returns how much room there is for this person in a folder, in bytes; none where the system does not say.
pub fn free_bytes(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let there = rustix::fs::statvfs(folder).ok()?;
        Some(there.f_bavail.saturating_mul(there.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// Says whether a lock that one handle has on a file of this folder keeps another out: some drives over a network
/// and some of other systems let both have it. Leaves nothing there.
///
/// Errors: those of making a file in the folder.
pub fn can_lock_in(folder: &Path) -> io::Result<bool> {
    let probe = tempfile::Builder::new()
        .prefix(".offprint-")
        .tempfile_in(folder)?;
    let other = File::options().read(true).write(true).open(probe.path())?;
    let is_locked = probe.as_file().try_lock().is_ok();
    Ok(is_locked && matches!(other.try_lock(), Err(fs::TryLockError::WouldBlock)))
}

/// Returns where a path leads in the end; a path where nothing is leads to itself.
fn followed(path: &Path) -> io::Result<PathBuf> {
    const MOST_LINKS: usize = 40;
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&place) {
            Ok(next) => place = place.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(place),
        }
    }
    Err(io::Error::other("too many links"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.bib");
        write_whole(&path, b"old").unwrap();
        write_whole(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
        assert!(
            write_whole(folder.path(), b"new").is_err(),
            "a folder is no file"
        );
    }

    #[test]
    fn a_folder_on_a_disk_has_locks_and_room() {
        let folder = tempfile::tempdir().unwrap();
        assert!(can_lock_in(folder.path()).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        sync_folder(folder.path()).unwrap();
        let nowhere = folder.path().join("nowhere");
        assert!(can_lock_in(&nowhere).is_err());
        assert_eq!(free_bytes(&nowhere), None);
        #[cfg(unix)]
        assert!(free_bytes(folder.path()).unwrap() > 0);
    }

    #[test]
    fn what_fails_half_way_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.bib");
        write_whole(&path, b"old").unwrap();
        let written: Result<(), &str> = write_whole_by(&path, |out| {
            out.write_all(&[b'x'; 100_000]).unwrap();
            Err("no more")
        })
        .unwrap();
        assert_eq!(written, Err("no more"));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_a_device_is_written_into() {
        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("link"), folder.path().join("file"));
        std::os::unix::fs::symlink("file", &link).unwrap();
        write_whole(&link, b"text").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"text");
        assert!(link.is_symlink());
        write_whole(Path::new("/dev/null"), b"text").unwrap();
        use std::os::unix::fs::FileTypeExt;
        assert!(
            fs::metadata("/dev/null")
                .unwrap()
                .file_type()
                .is_char_device()
        );
    }
}
