//! What the window holds while it runs.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use offprint_commands::OpenLibrary;
use offprint_commands::failure::Failure;
use offprint_commands::follow::Following;
use offprint_commands::watch::{Pace, Watching};
use tauri::AppHandle;

use crate::announce;

/// The library, what follows and watches it, and what may be stopped.
pub(crate) struct Running {
    pub open: Arc<OpenLibrary>,
    /// What the command line named, until the interface has taken it.
    pub sources: Mutex<Vec<PathBuf>>,
    /// Changes are applied in the order in which the interface asked for them.
    pub in_order: tokio::sync::Mutex<()>,
    /// Set to stop the import that runs.
    pub is_import_cancelled: Arc<AtomicBool>,
    /// Whether the interface was told that the window closes.
    pub is_closing: AtomicBool,
    attendants: Mutex<Option<(Following, Watching)>>,
}

impl Running {
    pub fn new(folder: PathBuf, sources: Vec<PathBuf>) -> Self {
        Self {
            open: Arc::new(OpenLibrary::at(folder)),
            sources: Mutex::new(sources),
            in_order: tokio::sync::Mutex::new(()),
            is_import_cancelled: Arc::default(),
            is_closing: AtomicBool::new(false),
            attendants: Mutex::new(None),
        }
    }

    /// Opens the library, and begins to follow and watch it. Called again where it could not be opened.
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
        let (for_changes, for_watching) = (app.clone(), app.clone());
        let following = Following::start(self.open.clone(), move |announcement| {
            announce::change(&for_changes, announcement)
        })?;
        let watching = Watching::start(self.open.clone(), Pace::default(), move |event| {
            announce::watching(&for_watching, &event);
        });
        *attendants = Some((following, watching));
        Ok(())
    }

    /// Looks at the watched folders now.
    pub fn wake_watching(&self) {
        if let Some((_, watching)) = &*self
            .attendants
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
        {
            watching.wake();
        }
    }

    /// Ends what goes on: an import is cancelled and leaves nothing.
    pub fn end(&self) {
        self.is_import_cancelled.store(true, Ordering::Relaxed);
        self.attendants
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
    }
}
