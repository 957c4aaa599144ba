//! Keeping the mirror while a process runs.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::{MirrorReport, Mirrored, Remembered, update_from};
use crate::failure::Failure;
use crate::follow::Following;
use crate::open_library::OpenLibrary;

/// How long no change must have come before the mirror is updated: a note is saved many times as it is typed.
pub const QUIET: Duration = Duration::from_secs(2);

/// Updating that goes on in a thread of its own until this is dropped; what is due then is still done.
#[derive(Debug)]
pub struct Mirroring {
    /// Dropped first: nothing is heard any more.
    following: Option<Following>,
    words: Sender<Word>,
    thread: Option<JoinHandle<()>>,
}

enum Word {
    Changed,
    End,
}

impl Mirroring {
    /// Updates the mirror now, and whenever changes came and then none for `quiet`, whoever made them.
    ///
    /// `tell` hears of each update that came to something, and of a failure once, however often it comes again.
    ///
    /// Errors: those of opening the library.
    pub fn start(
        open: Arc<OpenLibrary>,
        quiet: Duration,
        tell: impl Fn(Result<MirrorReport, Failure>) + Send + 'static,
    ) -> Result<Self, Failure> {
        let (words, heard) = mpsc::channel();
        let changed = words.clone();
        let following = Following::start(open.clone(), move |announcement| {
            // What history does not hold is in no file.
            if announcement.seq.is_some() {
                let _ = changed.send(Word::Changed);
            }
        })?;
        let thread = thread::spawn(move || {
            let mut is_due = true;
            let mut last_failure = None;
            let mut remembered = Remembered::default();
            loop {
                let word = match is_due {
                    true => heard.recv_timeout(quiet),
                    false => heard.recv().map_err(RecvTimeoutError::from),
                };
                let is_over = match word {
                    Ok(Word::Changed) => {
                        is_due = true;
                        continue;
                    }
                    Ok(Word::End) | Err(RecvTimeoutError::Disconnected) => true,
                    Err(RecvTimeoutError::Timeout) => false,
                };
                if is_due {
                    is_due = false;
                    match update_from(&open, &mut remembered) {
                        Ok(Mirrored::Done(report)) => {
                            last_failure = None;
                            if report.is_of_something() {
                                tell(Ok(report));
                            }
                        }
                        Ok(Mirrored::Off | Mirrored::ByAnother) => last_failure = None,
                        Err(failure) => {
                            if last_failure.as_ref() != Some(&failure) {
                                tell(Err(failure.clone()));
                            }
                            last_failure = Some(failure);
                        }
                    }
                }
                if is_over {
                    break;
                }
            }
        });
        Ok(Self {
            following: Some(following),
            words,
            thread: Some(thread),
        })
    }
}

impl Drop for Mirroring {
    fn drop(&mut self) {
        drop(self.following.take());
        let _ = self.words.send(Word::End);
        if let Some(thread) = self.thread.take() {
            // One that panicked has said so already.
            let _ = thread.join();
        }
    }
}
