//! Hears every change of the library, whoever made it: this process or another.

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use offprint_library::{Announcement, ChangeSeq, Snapshot};

use crate::failure::Failure;
use crate::open_library::OpenLibrary;

/// How often the database is asked whether somebody wrote. The question costs microseconds.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// Up to so many papers an announcement names them.
const MOST_NAMED: usize = 300;
/// A tail longer than this is announced as one "many".
const LONGEST_TAIL: usize = 50;

/// Following that goes on in a thread of its own until this is dropped.
#[derive(Debug)]
pub struct Following {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Following {
    /// Calls `hear` after each change; at once for one of this process, within a moment for another's.
    ///
    /// Errors: those of opening the library.
    pub fn start(
        open: Arc<OpenLibrary>,
        hear: impl Fn(&Announcement) + Send + Sync + 'static,
    ) -> Result<Self, Failure> {
        let hear = Arc::new(hear);
        let heard: Arc<Mutex<HashSet<i64>>> = Arc::default();
        let snapshot = {
            let library = open.library()?;
            let (hear, heard) = (hear.clone(), heard.clone());
            library.subscribe(move |announcement| {
                if let Some(seq) = announcement.seq {
                    let first = seq - announcement.n_changes as i64 + 1;
                    heard
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .extend(first..=seq);
                }
                hear(announcement);
            });
            library.snapshot().map_err(|error| open.failure(error))?
        };
        let folder = open.folder().to_path_buf();
        let mut seen = Seen::of(snapshot).map_err(|error| open.failure(error))?;
        let stop = Arc::new(AtomicBool::new(false));
        let should_stop = stop.clone();
        let thread = thread::spawn(move || {
            while !should_stop.load(Ordering::Relaxed) {
                thread::park_timeout(LOOK_EVERY);
                let Some(tail) = seen.look(&folder, tail) else {
                    continue;
                };
                let newest = tail
                    .iter()
                    .filter_map(|announcement| announcement.seq)
                    .max();
                if let (Some(library), Some(newest)) = (open.library_if_open(), newest) {
                    library.hear_of(newest);
                }
                let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
                let new: Vec<Announcement> = tail
                    .into_iter()
                    .filter(|announcement| !announcement.seq.is_some_and(|seq| heard.remove(&seq)))
                    .collect();
                // Of a long tail not each was asked for.
                heard.retain(|seq| *seq > seen.last_seq);
                drop(heard);
                for announcement in &new {
                    hear(announcement);
                }
            }
        });
        Ok(Self {
            stop,
            thread: Some(thread),
        })
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

/// How much of the library was seen by the last look at it.
struct Seen {
    snapshot: Snapshot,
    /// Of the database, as it was read last; none where this connection has read nothing of it yet.
    version: Option<i64>,
    last_seq: ChangeSeq,
    /// Whether the database was taken away.
    has_gone: bool,
}

impl Seen {
    fn of(snapshot: Snapshot) -> offprint_library::Result<Self> {
        Ok(Self {
            version: snapshot.data_version().ok(),
            last_seq: snapshot.newest_seq()?,
            snapshot,
            has_gone: false,
        })
    }

    /// Returns what `tail` finds after the last change that was seen; none where nothing was written since, or where
    /// that cannot be told now, and the next look tells.
    fn look(
        &mut self,
        folder: &Path,
        tail: impl FnOnce(&Snapshot, ChangeSeq) -> offprint_library::Result<Vec<Announcement>>,
    ) -> Option<Vec<Announcement>> {
        if self.has_gone {
            // It may come back; until then there is nothing to hear.
            self.snapshot = self.snapshot.again(folder).ok()?;
            self.has_gone = false;
            // Each connection counts for itself.
            self.version = None;
        }
        // Of the same moment as the tail: what is committed while that is read, the next look sees.
        let (version, tail) = self
            .snapshot
            .at_one_moment(|snapshot| {
                let version = snapshot.data_version()?;
                let is_new = self.version != Some(version);
                let tail = is_new.then(|| tail(snapshot, self.last_seq)).transpose()?;
                Ok((version, tail))
            })
            .ok()?;
        let tail = tail?;
        self.has_gone = self.snapshot.has_gone().unwrap_or(false);
        self.version = Some(version);
        let seqs = tail.iter().filter_map(|announcement| announcement.seq);
        self.last_seq = seqs.max().unwrap_or(self.last_seq);
        Some(tail)
    }
}

/// Returns what was committed after a change, oldest first; where that is nothing in the history, a word
/// that something was.
fn tail(snapshot: &Snapshot, after: ChangeSeq) -> offprint_library::Result<Vec<Announcement>> {
    let something = |seq: Option<i64>| Announcement {
        seq,
        n_changes: usize::from(seq.is_some()),
        kind: None,
        by: None,
        papers: None,
        n_papers: 0,
    };
    let newest = snapshot.newest_seq()?;
    if newest == after {
        return Ok(vec![something(None)]);
    }
    if (newest - after) as usize > LONGEST_TAIL {
        return Ok(vec![something(Some(newest))]);
    }
    let mut announcements = Vec::new();
    for seq in after + 1..=newest {
        let Some(change) = snapshot.change(seq)? else {
            continue;
        };
        let papers = snapshot.papers_of_change(seq, MOST_NAMED)?;
        announcements.push(Announcement {
            seq: Some(seq),
            n_changes: 1,
            kind: Some(change.kind),
            by: Some(change.by),
            papers: papers.filter(|papers| !papers.is_empty()),
            n_papers: change.n_papers,
        });
    }
    Ok(announcements)
}

#[cfg(test)]
mod tests {
    use offprint_library::{Actor, Change, NoOversight};

    use super::*;

    #[test]
    fn what_is_committed_while_a_tail_is_read_is_found_by_the_next_look() {
        let folder = tempfile::tempdir().unwrap();
        let other = OpenLibrary::at(folder.path().to_owned());
        let set_size = |size| {
            let change = Change::SetQueueSize { size };
            other.apply(change, Actor::Terminal, &NoOversight).unwrap();
        };
        set_size(8);
        let mut seen = Seen::of(Snapshot::open(folder.path()).unwrap()).unwrap();
        let seqs = |tail: Option<Vec<Announcement>>| {
            let tail = tail.unwrap_or_default().into_iter();
            tail.filter_map(|announcement| announcement.seq)
                .collect::<Vec<_>>()
        };
        assert_eq!(seqs(seen.look(folder.path(), tail)), [0; 0]);
        set_size(9);
        let first = seen.look(folder.path(), |snapshot, after| {
            let found = tail(snapshot, after);
            set_size(10);
            found
        });
        assert_eq!(seqs(first), [2]);
        assert_eq!(seqs(seen.look(folder.path(), tail)), [3]);
        assert!(seen.look(folder.path(), tail).is_none());
    }
}
