//! The page is drawn by a process of the web view. Where that ends, the page is begun anew: the system may end it for
//! want of memory, or it may fail. The library is in this process, and goes on.

use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager};

use crate::WINDOW;
use crate::running::Running;

/// A page that ends more often than this, within this time, would do so for ever.
const MOST: usize = 3;
const WITHIN: Duration = Duration::from_secs(60);

/// Begins the page anew whenever its process ends. Linux only: a plugin of the builder does it on macOS, and the web
/// view of Windows shows a page of its own that offers to.
///
/// Source: WebKitGTK, signal `WebKitWebView::web-process-terminated`.
#[cfg(target_os = "linux")]
pub(crate) fn follow(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use gtk::glib::object::ObjectExt;

    let app = window.app_handle().clone();
    let ends = Ends::default();
    window.with_webview(move |view| {
        view.inner()
            .connect("web-process-terminated", false, move |_| {
                begin_anew(&app, &ends);
                None
            });
    })
}

/// The same on macOS.
///
/// Source: WebKit, `WKNavigationDelegate.webViewWebContentProcessDidTerminate`.
#[cfg(target_os = "macos")]
pub(crate) fn followed<R: tauri::Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    let ends = Ends::default();
    builder.on_web_content_process_terminate(move |page| begin_anew(page.app_handle(), &ends))
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn begin_anew<R: tauri::Runtime>(app: &AppHandle<R>, ends: &Ends) {
    if !ends.leave_hope(Instant::now()) {
        eprintln!(
            "offprint: the page ended {MOST} times within a minute and is not begun again. \
             All that was saved is safe; the terminal command `offprint` works."
        );
        return;
    }
    eprintln!("offprint: the page ended and is begun anew");
    let running = app.state::<Running>();
    running.has_page_ended.store(true, Ordering::Relaxed);
    if let Some(window) = app.get_webview_window(WINDOW) {
        let _ = window.reload();
    }
}

/// When the page ended, the latest last.
#[derive(Default)]
struct Ends(Mutex<Vec<Instant>>);

impl Ends {
    /// Notes an end, and says whether it makes sense to begin anew.
    fn leave_hope(&self, now: Instant) -> bool {
        let mut ends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ends.retain(|&end| now.duration_since(end) < WITHIN);
        ends.push(now);
        ends.len() <= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_goes_on_ending_is_left_and_one_that_lasted_is_begun_anew() {
        let ends = Ends::default();
        let start = Instant::now();
        for _ in 0..MOST {
            assert!(ends.leave_hope(start));
        }
        assert!(!ends.leave_hope(start + WITHIN / 2));
        assert!(ends.leave_hope(start + 2 * WITHIN));
    }
}
