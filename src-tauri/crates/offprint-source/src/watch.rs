//! Files in folders that have stopped growing.
//!
//! What the system tells of changes is a hint and nothing more: events get lost when folders are made
//! and filled at once, when a watched folder is replaced, and on network drives. So a hint, or the
//! passing of time, makes the caller list the folders anew; what is listed is what counts.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, UNIX_EPOCH};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

/// How a file looks from outside; while this changes, the file is still being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its size in bytes.
    pub size_bytes: u64,
    /// When it was last modified, in milliseconds since 1970 UTC.
    pub modified_at: i64,
}

impl Stamp {
    /// Looks at a file.
    ///
    /// Errors: the file is gone or may not be looked at.
    pub fn of(path: &Path) -> io::Result<Self> {
        let metadata = path.metadata()?;
        let modified = metadata
            .modified()?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Ok(Self {
            size_bytes: metadata.len(),
            modified_at: modified.as_millis() as i64,
        })
    }
}

/// Remembers how files looked, and tells which have stayed so for a while.
#[derive(Debug)]
pub struct Settling {
    for_how_long: Duration,
    met: HashMap<PathBuf, (Stamp, Instant)>,
}

impl Settling {
    /// A file has settled when it has looked the same for so long.
    pub fn new(for_how_long: Duration) -> Self {
        Self {
            for_how_long,
            met: HashMap::new(),
        }
    }

    /// Takes note of how a file looks at a moment, and says whether it has settled.
    pub fn has_settled(&mut self, path: &Path, stamp: Stamp, now: Instant) -> bool {
        match self.met.get(path) {
            Some((before, since)) if *before == stamp => {
                now.duration_since(*since) >= self.for_how_long
            }
            Some(_) | None => {
                self.met.insert(path.to_owned(), (stamp, now));
                self.for_how_long.is_zero()
            }
        }
    }

    /// Forgets a file that was dealt with.
    pub fn forget(&mut self, path: &Path) {
        self.met.remove(path);
    }

    /// Says whether any file is still being looked at.
    pub fn is_waiting(&self) -> bool {
        !self.met.is_empty()
    }

    /// Forgets the files that a listing did not show any more.
    pub fn keep_only(&mut self, mut is_there: impl FnMut(&Path) -> bool) {
        self.met.retain(|path, _| is_there(path));
    }
}

/// Asks the system to tell of changes in folders.
#[derive(Debug)]
pub struct Hints {
    watcher: Option<RecommendedWatcher>,
    /// Each watched folder with what it was when its watching began: a replaced folder tells nothing.
    watched: HashMap<PathBuf, Option<u64>>,
}

impl Hints {
    /// Calls `wake` whenever something may have changed. Where the system cannot tell, it never does.
    pub fn new(wake: impl Fn() + Send + 'static) -> Self {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Reading a file is no change, and our own reading would wake us for ever.
            if !matches!(
                event,
                Ok(notify::Event {
                    kind: notify::EventKind::Access(_),
                    ..
                })
            ) {
                wake();
            }
        });
        Self {
            watcher: watcher.ok(),
            watched: HashMap::new(),
        }
    }

    /// Watches these folders and no others; one that was replaced since is watched anew.
    pub fn watch(&mut self, folders: &[PathBuf]) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        let gone: Vec<PathBuf> = self
            .watched
            .iter()
            .filter(|(folder, was)| !folders.contains(folder) || folder_identity(folder) != **was)
            .map(|(folder, _)| folder.clone())
            .collect();
        for folder in gone {
            // It may be gone already, and its watch with it.
            let _ = watcher.unwatch(&folder);
            self.watched.remove(&folder);
        }
        for folder in folders {
            if folder.is_dir()
                && !self.watched.contains_key(folder)
                && watcher.watch(folder, RecursiveMode::Recursive).is_ok()
            {
                self.watched.insert(folder.clone(), folder_identity(folder));
            }
        }
    }
}

/// Tells one folder from another that takes its place under the same name.
#[cfg(unix)]
fn folder_identity(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    let metadata = folder.metadata().ok()?;
    Some(metadata.ino() ^ metadata.dev().rotate_left(32))
}

#[cfg(not(unix))]
fn folder_identity(folder: &Path) -> Option<u64> {
    let made = folder.metadata().ok()?.created().ok()?;
    Some(made.duration_since(UNIX_EPOCH).ok()?.as_millis() as u64)
}

/// Says whether a name is one that browsers and editors give to files they are still writing.
pub fn is_unfinished(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    name.starts_with('.')
        || name.ends_with('~')
        || [
            ".part",
            ".partial",
            ".crdownload",
            ".download",
            ".tmp",
            ".swp",
        ]
        .iter()
        .any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_settles_when_it_has_looked_the_same_for_a_while() {
        let mut settling = Settling::new(Duration::from_secs(2));
        let path = Path::new("may.txt");
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let stamp = |size_bytes| Stamp {
            size_bytes,
            modified_at: 0,
        };
        assert!(!settling.has_settled(path, stamp(10), at(0)));
        assert!(!settling.has_settled(path, stamp(10), at(1)));
        assert!(
            !settling.has_settled(path, stamp(25), at(2)),
            "it has grown"
        );
        assert!(!settling.has_settled(path, stamp(25), at(3)));
        assert!(settling.has_settled(path, stamp(25), at(4)));
    }

    #[test]
    fn half_written_downloads_are_told_by_their_names() {
        for name in ["may.txt.part", "a.crdownload", ".hidden", "may.bib~"] {
            assert!(is_unfinished(Path::new(name)), "{name}");
        }
        assert!(!is_unfinished(Path::new(
            "partial differential equations.bib"
        )));
    }
}
