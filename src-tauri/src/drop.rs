//! Files over the window, and its closing.

use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use serde::Serialize;
use tauri::{DragDropEvent, Emitter, Manager, Window, WindowEvent};

use crate::running::Running;

/// How long the interface may take to save what was typed before the window closes all the same.
const LAST_SAVE: Duration = Duration::from_secs(3);

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
            running.is_import_cancelled.store(true, Ordering::Relaxed);
            if !running.is_closing.swap(true, Ordering::Relaxed) {
                // The interface saves what was typed last and answers with `close_now`.
                api.prevent_close();
                let _ = window.emit("closing", ());
                let window = window.clone();
                thread::spawn(move || {
                    thread::sleep(LAST_SAVE);
                    let _ = window.destroy();
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
