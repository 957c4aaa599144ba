//! The shell: all the Tauri there is. It opens the library, builds the window, and holds no rules.

mod announce;
mod arguments;
mod bridge;
mod clipboard;
mod drop;
mod memory;
mod menu_bar;
mod news;
mod notification;
#[cfg(any(target_os = "macos", test))]
mod opened;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod page_end;
mod running;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use offprint_platform::places;
use tauri::{AppHandle, Emitter, Manager, RunEvent, WebviewUrl, WebviewWindowBuilder};

use crate::arguments::Arguments;
use crate::running::Running;

/// The one window's label.
pub(crate) const WINDOW: &str = "main";

/// Opens the window and runs until it is closed.
///
/// Arguments: `[--library DIR] [PATH…]`; the paths are imported once the window shows.
pub fn run() {
    let arguments = match Arguments::parse(std::env::args_os().skip(1), Path::new("")) {
        Ok(arguments) => arguments,
        Err(answer) => answer.give_and_exit(),
    };
    let mut builder = tauri::Builder::default();
    // The plugin goes by the program, not by the library, so only the person's own library has one window.
    if places::is_own_library(arguments.library.as_deref()) {
        builder = builder.plugin(tauri_plugin_single_instance::init(
            |app, arguments, working_folder| {
                hand_over(app, &arguments, Path::new(&working_folder));
            },
        ));
    }
    #[cfg(target_os = "macos")]
    {
        builder = page_end::followed(builder);
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(window_state())
        .manage(Running::new(arguments.library, arguments.sources))
        .invoke_handler(tauri::generate_handler![
            bridge::startup,
            bridge::change_device_settings,
            bridge::take_sources,
            bridge::ask,
            bridge::leave_search,
            bridge::change,
            bridge::undo,
            bridge::redo,
            bridge::import_sources,
            bridge::preview_sources,
            bridge::preview_grown,
            bridge::ask_preview,
            bridge::edit_preview,
            bridge::accept_preview,
            bridge::close_preview,
            bridge::cancel_import_or_move,
            bridge::cancel_change,
            bridge::cancel_export,
            bridge::choose_files,
            bridge::choose_folder,
            bridge::show_library,
            bridge::show_source,
            bridge::set_menu_bar,
            bridge::move_library,
            bridge::use_library,
            bridge::open_link,
            bridge::copy_papers,
            bridge::export_papers,
            bridge::copy_text,
            bridge::notify,
            bridge::closing_heard,
            bridge::close_now,
        ])
        .setup(|app| {
            let window = WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::default())
                .title("Offprint")
                .inner_size(1280.0, 800.0)
                .min_inner_size(480.0, 520.0)
                .build()?;
            #[cfg(target_os = "linux")]
            page_end::follow(&window)?;
            #[cfg(not(target_os = "linux"))]
            let _ = window;
            Ok(())
        })
        .on_window_event(drop::on_window_event)
        .on_menu_event(|app, event| menu_bar::chosen(app, &event))
        .build(tauri::generate_context!())
        .expect("the window's files are compiled in")
        .run(|_app, event| match event {
            RunEvent::Exit => clipboard::leave_behind(),
            #[cfg(target_os = "macos")]
            RunEvent::Opened { urls } => open_here(_app, opened::sources(&urls)),
            _ => {}
        });
}

fn window_state<R: tauri::Runtime>() -> tauri::plugin::TauriPlugin<R> {
    use tauri_plugin_window_state::StateFlags;
    // Not whether it is visible: a window that was hidden would come back hidden.
    tauri_plugin_window_state::Builder::default()
        .with_state_flags(StateFlags::all() - StateFlags::VISIBLE)
        .build()
}

/// Shows the window in front of the others, as far as the window manager lets it.
pub(crate) fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// A second start gives its files to the window that is open, and ends.
fn hand_over(app: &AppHandle, arguments: &[String], working_folder: &Path) {
    let given = arguments.iter().skip(1).map(OsString::from);
    // What is wrong usage, the second start itself has refused.
    let arguments = Arguments::parse(given, working_folder).unwrap_or_default();
    open_here(app, arguments.sources);
}

/// Shows the window, and has it take in what another start or the system wants opened.
fn open_here(app: &AppHandle, sources: Vec<PathBuf>) {
    bring_forward(app);
    if sources.is_empty() {
        return;
    }
    // An interface that does not listen yet takes them once it has started.
    app.state::<Running>()
        .sources
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .extend(sources);
    let _ = app.emit("open-sources", ());
}
