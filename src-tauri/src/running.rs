//! What the window holds while it runs.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use offprint_commands::OpenLibrary;
use offprint_commands::failure::Failure;
use offprint_commands::follow::Following;
use offprint_commands::mirror::{Mirroring, QUIET};
use offprint_commands::preview::PreviewSlot;
use offprint_commands::watch::{Pace, Watching};
use tauri::AppHandle;

use crate::announce;

/// The library, what follows, watches and mirrors it, and what may be stopped.
pub(crate) struct Running {
    pub open: Arc<OpenLibrary>,
    /// What the command line or a second start named, until the interface has taken it.
    pub sources: Mutex<Vec<PathBuf>>,
    /// Changes are applied in the order in which the interface asked for them.
    pub in_order: tokio::sync::Mutex<()>,
    /// Set to stop the import that runs.
    pub is_import_cancelled: Arc<AtomicBool>,
    /// Set to stop the taking back of several changes.
    pub is_undo_cancelled: Arc<AtomicBool>,
    /// The sheet that is open.
    pub previews: Arc<PreviewSlot>,
    pub closing: Closing,
    attendants: Mutex<Option<(Following, Watching, Mirroring)>>,
}

impl Running {
    pub fn new(folder: PathBuf, sources: Vec<PathBuf>) -> Self {
        Self {
            open: Arc::new(OpenLibrary::at(folder)),
            sources: Mutex::new(sources),
            in_order: tokio::sync::Mutex::new(()),
            is_import_cancelled: Arc::default(),
            is_undo_cancelled: Arc::default(),
            previews: Arc::default(),
            closing: Closing::default(),
            attendants: Mutex::new(None),
        }
    }

    /// Opens the library, and begins to follow, watch and mirror it. Called again where it could not be opened.
    ///
    /// Errors: why it cannot be opened.
    pub fn start(&self, app: &AppHandle) -> Result<(), Failure> {
        let mut attendants = self
            .attendants
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if attendants.is_some() {
            return Ok(());
        }
        let (for_changes, for_watching, for_mirroring) = (app.clone(), app.clone(), app.clone());
        let following = Following::start(self.open.clone(), move |announcement| {
            announce::change(&for_changes, announcement)
        })?;
        let mirroring = Mirroring::start(self.open.clone(), QUIET, move |updated| {
            announce::mirroring(&for_mirroring, updated);
        })?;
        let watching = Watching::start(self.open.clone(), Pace::default(), move |event| {
            announce::watching(&for_watching, &event);
        });
        *attendants = Some((following, watching, mirroring));
        Ok(())
    }

    /// Looks at the watched folders now.
    pub fn wake_watching(&self) {
        if let Some((_, watching, _)) = &*self
            .attendants
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
        {
            watching.wake();
        }
    }

    /// Ends what goes on: an import, or the taking back of many changes, is cancelled and leaves nothing.
    pub fn end(&self) {
        self.is_import_cancelled.store(true, Ordering::Relaxed);
        self.is_undo_cancelled.store(true, Ordering::Relaxed);
        let attendants = self
            .attendants
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        // To drop them is to wait for their threads, and those may wait for the lock in `wake_watching`.
        drop(attendants);
    }
}

/// Whether the interface answers when the window is to close.
#[derive(Default)]
pub(crate) struct Closing {
    /// Dropped when the interface has heard.
    unheard: Mutex<Option<Sender<()>>>,
}

impl Closing {
    /// Begins to wait for the interface; the wait is over when the other end is gone.
    ///
    /// Returns none while an earlier request is not heard yet.
    pub fn ask(&self) -> Option<Receiver<()>> {
        let mut unheard = self.unheard.lock().unwrap_or_else(PoisonError::into_inner);
        if unheard.is_some() {
            return None;
        }
        let (sender, receiver) = mpsc::channel();
        *unheard = Some(sender);
        Some(receiver)
    }

    /// The interface has heard: from here on it decides, and the next request is a new one.
    pub fn heard(&self) {
        self.unheard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::RecvTimeoutError;
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_interface_that_answers_ends_the_wait_and_may_be_asked_again() {
        let closing = Closing::default();
        let first = closing.ask().expect("nobody waits yet");
        assert!(
            closing.ask().is_none(),
            "asked twice before the first was heard"
        );
        closing.heard();
        let ended = first.recv_timeout(Duration::ZERO);
        assert_eq!(ended, Err(RecvTimeoutError::Disconnected));

        let second = closing.ask().expect("the first request is over");
        let ended = second.recv_timeout(Duration::ZERO);
        assert_eq!(ended, Err(RecvTimeoutError::Timeout));
    }
}
