//! What the window holds while it runs.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use offprint_commands::OpenLibrary;
use offprint_commands::failure::{Cause, Failure, FailureCode};
use offprint_commands::follow::Following;
use offprint_commands::library::Oversight;
use offprint_commands::mirror::{Mirroring, QUIET};
use offprint_commands::place::{self, Device, WhereEmpty};
use offprint_commands::preview::PreviewSlot;
use offprint_commands::watch::{Pace, Watching};
use offprint_platform::places::LibraryPlace;
use serde::Serialize;
use tauri::AppHandle;

use crate::announce;
use crate::news::Gathering;

/// The library, what follows, watches and mirrors it, and what may be stopped.
pub(crate) struct Running {
    /// The folder that the command line named.
    asked_for: Option<PathBuf>,
    held: Mutex<Held>,
    /// How the library came to be the one that is open, until the interface has heard.
    pub arrival: Mutex<Option<Arrival>>,
    /// Whether the page ended and was begun anew, until the interface has heard.
    pub has_page_ended: AtomicBool,
    /// What the command line or a second start named, until the interface has taken it.
    pub sources: Mutex<Vec<PathBuf>>,
    /// Changes are applied in the order in which the interface asked for them.
    pub in_order: tokio::sync::Mutex<()>,
    /// Set to stop the import that runs, or the move of the library.
    pub is_import_or_move_cancelled: Arc<AtomicBool>,
    /// Set to stop the change that is being made or taken back.
    pub is_change_cancelled: Arc<AtomicBool>,
    /// Set to stop the export that runs.
    pub is_export_cancelled: Arc<AtomicBool>,
    /// The sheet that is open.
    pub previews: Arc<PreviewSlot>,
    pub closing: Closing,
    attendants: Mutex<Option<(Following, Watching, Mirroring)>>,
}

/// The library that is open, and where it is; nowhere while nobody can say.
struct Held {
    place: Option<LibraryPlace>,
    open: Arc<OpenLibrary>,
}

/// What the person did to have the library where it is.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Arrival {
    Moved,
    Chosen,
}

impl Held {
    fn found(asked_for: Option<&Path>) -> Self {
        match place::find(asked_for) {
            Ok(place) => Self {
                open: Arc::new(OpenLibrary::of(&place)),
                place: Some(place),
            },
            Err(failure) => Self {
                place: None,
                open: Arc::new(OpenLibrary::unknown(failure)),
            },
        }
    }
}

impl Running {
    pub fn new(asked_for: Option<PathBuf>, sources: Vec<PathBuf>) -> Self {
        Self {
            held: Mutex::new(Held::found(asked_for.as_deref())),
            asked_for,
            arrival: Mutex::default(),
            has_page_ended: AtomicBool::default(),
            sources: Mutex::new(sources),
            in_order: tokio::sync::Mutex::new(()),
            is_import_or_move_cancelled: Arc::default(),
            is_change_cancelled: Arc::default(),
            is_export_cancelled: Arc::default(),
            previews: Arc::default(),
            closing: Closing::default(),
            attendants: Mutex::new(None),
        }
    }

    /// Returns the library that is open.
    pub fn open(&self) -> Arc<OpenLibrary> {
        self.held().open.clone()
    }

    /// Returns where the library is.
    pub fn place(&self) -> Option<LibraryPlace> {
        self.held().place.clone()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens the library, and begins to follow, watch and mirror it. Called again where it could not be opened: then
    /// it is looked for anew.
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
        *self.held() = Held::found(self.asked_for.as_deref());
        if let Some(place) = self.place() {
            Device::this().settle(&place);
        }
        let open = self.open();
        let (for_changes, for_watching, for_mirroring) = (app.clone(), app.clone(), app.clone());
        let following = Following::start(open.clone(), move |announcement| {
            announce::change(&for_changes, announcement)
        })?;
        let mirroring = Mirroring::start(open.clone(), QUIET, move |updated| {
            announce::mirroring(&for_mirroring, updated);
        })?;
        let gathering = Gathering::start(app);
        let watching = Watching::start(open, Pace::default(), move |event| {
            announce::watching(&for_watching, &event);
            gathering.hear(&event);
        });
        *attendants = Some((following, watching, mirroring));
        Ok(())
    }

    /// Moves the library to a folder, and goes on with it there.
    ///
    /// Errors: why it could not be moved; it is then open where it was.
    pub fn move_library(
        &self,
        app: &AppHandle,
        to: &Path,
        oversight: &dyn Oversight,
    ) -> Result<(), Failure> {
        self.in_another_place(app, Arrival::Moved, |open, place| {
            let place = place
                .ok_or_else(|| Failure::of(FailureCode::NotFound).because(Cause::NoLibrary))?;
            Device::this()
                .move_library(open, place, to, oversight)
                .map(Some)
        })
        .map(drop)
    }

    /// Goes on with another library; says whether it did, and did not first have to ask whether to make a new one.
    ///
    /// Errors: why it cannot; the one before is then open.
    pub fn use_library(
        &self,
        app: &AppHandle,
        folder: &Path,
        where_empty: WhereEmpty,
    ) -> Result<bool, Failure> {
        self.in_another_place(app, Arrival::Chosen, |_, place| {
            Device::this().use_library(place, folder, where_empty)
        })
    }

    /// Lets nobody of this process work on the library while its place changes, then starts as a start does.
    fn in_another_place(
        &self,
        app: &AppHandle,
        arrival: Arrival,
        change: impl FnOnce(
            &OpenLibrary,
            Option<&LibraryPlace>,
        ) -> Result<Option<LibraryPlace>, Failure>,
    ) -> Result<bool, Failure> {
        self.dismiss();
        let changed = change(&self.open(), self.place().as_ref());
        if let Ok(Some(_)) = changed {
            *self.arrival.lock().unwrap_or_else(PoisonError::into_inner) = Some(arrival);
        }
        // Why it cannot be opened, the interface is told when it starts anew.
        let _ = self.start(app);
        Ok(changed?.is_some())
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

    /// Ends what goes on: an import, a long change or an export is cancelled and leaves nothing.
    pub fn end(&self) {
        self.is_import_or_move_cancelled
            .store(true, Ordering::Relaxed);
        self.is_change_cancelled.store(true, Ordering::Relaxed);
        self.is_export_cancelled.store(true, Ordering::Relaxed);
        self.dismiss();
    }

    /// Ends the following, watching and mirroring.
    fn dismiss(&self) {
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
