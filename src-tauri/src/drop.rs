//! Files over the window, and its closing.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::Duration;

use offprint_commands::failure::Failure;
use offprint_commands::glance;
use serde::Serialize;
use tauri::{DragDropEvent, Emitter, Manager, Window, WindowEvent};

use crate::running::Running;

/// How long the interface may take to say that it hears; one that does not is gone, and the window closes.
const LAST_WORD: Duration = Duration::from_secs(3);

#[derive(Clone, Serialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
enum Drag {
    /// Files are over the window: the first few names, and how many.
    Enter { names: Vec<String>, n_files: usize },
    /// So many of them cannot be read, the first for this reason.
    Unsuited { failure: Failure, n_unsuited: usize },
    /// They left it.
    Leave,
    /// They were let go over it. The paths come back in the request to import them.
    Drop { paths: Vec<String> },
}

pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    match event {
        WindowEvent::DragDrop(DragDropEvent::Enter { paths, .. }) => {
            let names = paths.iter().take(3).filter_map(|path| path.file_name());
            let names = names
                .map(|name| name.to_string_lossy().into_owned())
                .collect();
            tell(
                window,
                Drag::Enter {
                    names,
                    n_files: paths.len(),
                },
            );
            look_at(window.clone(), paths.clone());
        }
        WindowEvent::DragDrop(DragDropEvent::Leave) => {
            N_DRAGS.fetch_add(1, Ordering::Relaxed);
            tell(window, Drag::Leave);
        }
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            N_DRAGS.fetch_add(1, Ordering::Relaxed);
            let paths = paths
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            tell(window, Drag::Drop { paths });
        }
        WindowEvent::CloseRequested { api, .. } => {
            let running = window.state::<Running>();
            running
                .is_import_or_move_cancelled
                .store(true, Ordering::Relaxed);
            // The interface says `closing_heard`, saves what was typed last, and then says `close_now`
            // or, where something could not be saved and the person stays, nothing.
            api.prevent_close();
            if let Some(unheard) = running.closing.ask() {
                let _ = window.emit("closing", ());
                let window = window.clone();
                thread::spawn(move || {
                    if unheard.recv_timeout(LAST_WORD) == Err(RecvTimeoutError::Timeout) {
                        let _ = window.destroy();
                    }
                });
            }
        }
        WindowEvent::Destroyed => window.state::<Running>().end(),
        _ => {}
    }
}

/// Counts what begins and ends a drag, so that what is found of one is not told of the next.
static N_DRAGS: AtomicUsize = AtomicUsize::new(0);

/// Says which files cannot be read, once it is known: a slow drive must not hold the window up.
fn look_at(window: Window, paths: Vec<PathBuf>) {
    let drag = N_DRAGS.fetch_add(1, Ordering::Relaxed) + 1;
    thread::spawn(move || {
        let is_wanted = || N_DRAGS.load(Ordering::Relaxed) == drag;
        if let Some((failure, n_unsuited)) = glance::unsuited(&paths, is_wanted)
            && is_wanted()
        {
            tell(
                &window,
                Drag::Unsuited {
                    failure,
                    n_unsuited,
                },
            );
        }
    });
}

fn tell(window: &Window, drag: Drag) {
    let _ = window.emit("drag", drag);
}
