//! The empty window: the least that a program with Tauri's window can be.

use tauri::{WebviewUrl, WebviewWindowBuilder};

/// Makes this program the empty window, in place of the benchmark.
pub const EMPTY_WINDOW: &str = "--empty-window";

/// Opens a window as large as Offprint's, with one page that answers any key by flipping one class.
pub fn run() {
    tauri::Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "empty", WebviewUrl::default())
                .title("Empty")
                .inner_size(1280.0, 800.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!(
            "benches/window/empty/tauri.conf.json"
        ))
        .expect("the empty window's page is compiled in");
}
