//! Files over the window, and its closing.

use std::sync::atomic::Ordering;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::Duration;

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
        }
        WindowEvent::DragDrop(DragDropEvent::Leave) => tell(window, Drag::Leave),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
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

fn tell(window: &Window, drag: Drag) {
    let _ = window.emit("drag", drag);
}
