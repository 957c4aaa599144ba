//! Files that were gone through lately, to show what sightings came from.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use offprint_platform::clock::Timestamp;
use offprint_source::watch::Stamp;
use offprint_source::{Examined, Source, SourceError};

/// How many files are remembered.
const MOST: usize = 16;

/// A file that was changed so shortly before it was gone through may change again and look the same from outside:
/// some disks count time in steps of two seconds.
const STEP_MS: i64 = 2_000;

/// Files that were gone through, the last one first, and how they looked from outside then: one that still looks so
/// is not gone through again.
#[derive(Debug, Default)]
pub(crate) struct LookedAt(Mutex<Vec<Looked>>);

#[derive(Debug)]
struct Looked {
    path: PathBuf,
    stamp: Stamp,
    examined: Examined,
}

impl LookedAt {
    /// Opens a file, and goes through it where it is not as it was the last time.
    ///
    /// Errors: as for [`Source::open`].
    pub(crate) fn open(&self, path: &Path, now: Timestamp) -> Result<Source, SourceError> {
        let before = Stamp::of(path).ok();
        let known = before.and_then(|stamp| self.known(path, stamp));
        if let Some(examined) = known {
            return Source::open_examined(path, &examined);
        }
        let source = Source::open(path)?;
        if let Some(stamp) = before
            && Stamp::of(path).ok() == Some(stamp)
            && now.as_millis() - stamp.modified_at > STEP_MS
        {
            self.remember(path, stamp, source.examined());
        }
        Ok(source)
    }

    fn known(&self, path: &Path, stamp: Stamp) -> Option<Examined> {
        let looked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known = looked.iter();
        let known = known.find(|one| one.path == path && one.stamp == stamp)?;
        Some(known.examined.clone())
    }

    fn remember(&self, path: &Path, stamp: Stamp, examined: Examined) {
        let mut looked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        looked.retain(|one| one.path != path);
        looked.truncate(MOST - 1);
        let path = path.to_owned();
        looked.insert(
            0,
            Looked {
                path,
                stamp,
                examined,
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    const WRITTEN: Duration = Duration::from_secs(1_700_000_000);

    fn write(path: &Path, text: &str, since: Duration) {
        fs::write(path, text).unwrap();
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified(UNIX_EPOCH + since).unwrap();
    }

    fn at(since: Duration) -> Timestamp {
        Timestamp::from_millis(since.as_millis() as i64)
    }

    #[test]
    fn a_file_is_gone_through_once_while_it_looks_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bib");
        let looked_at = LookedAt::default();
        let later = at(WRITTEN + Duration::from_secs(60));
        let hash = |now| looked_at.open(&path, now).unwrap().hash();
        write(&path, "kelp", WRITTEN);
        let first = hash(later);
        // Had it been read again, it would be another.
        write(&path, "tide", WRITTEN);
        assert_eq!(hash(later), first);
        write(&path, "tide", WRITTEN + Duration::from_millis(1));
        let second = hash(later);
        assert_ne!(second, first);
        write(&path, "tides", WRITTEN + Duration::from_millis(1));
        assert_ne!(hash(later), second);
        fs::remove_file(&path).unwrap();
        assert!(looked_at.open(&path, later).is_err());
    }

    #[test]
    fn a_file_that_was_changed_a_moment_ago_is_gone_through_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bib");
        let looked_at = LookedAt::default();
        let soon = at(WRITTEN + Duration::from_secs(1));
        write(&path, "kelp", WRITTEN);
        let first = looked_at.open(&path, soon).unwrap().hash();
        write(&path, "tide", WRITTEN);
        assert_ne!(looked_at.open(&path, soon).unwrap().hash(), first);
    }
}
