//! Hears every change of the library, whoever made it: this process or another.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use offprint_library::{Announcement, Snapshot};

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
        let mut snapshot = snapshot;
        let mut has_gone = false;
        let mut version = snapshot.data_version().unwrap_or(0);
        let mut last_seq = snapshot.newest_seq().map_err(|error| open.failure(error))?;
        let stop = Arc::new(AtomicBool::new(false));
        let should_stop = stop.clone();
        let thread = thread::spawn(move || {
            while !should_stop.load(Ordering::Relaxed) {
                thread::park_timeout(LOOK_EVERY);
                // Busy or unreadable for a moment: the next look tells.
                let Ok(now) = snapshot.data_version() else {
                    continue;
                };
                if has_gone {
                    // It may come back; until then there is nothing to hear.
                    let Ok(again) = snapshot.again(&folder) else {
                        continue;
                    };
                    snapshot = again;
                    has_gone = false;
                } else if now == version {
                    continue;
                }
                let Ok(tail) = tail(&snapshot, last_seq) else {
                    continue;
                };
                has_gone = snapshot.has_gone().unwrap_or(false);
                version = snapshot.data_version().unwrap_or(now);
                last_seq = tail
                    .iter()
                    .filter_map(|announcement| announcement.seq)
                    .max()
                    .unwrap_or(last_seq);
                let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
                let new: Vec<Announcement> = tail
                    .into_iter()
                    .filter(|announcement| !announcement.seq.is_some_and(|seq| heard.remove(&seq)))
                    .collect();
                // Of a long tail not each was asked for.
                heard.retain(|seq| *seq > last_seq);
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

/// Returns what was committed after a change, oldest first; where that is nothing in the history, a word
/// that something was.
fn tail(snapshot: &Snapshot, after: i64) -> offprint_library::Result<Vec<Announcement>> {
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
