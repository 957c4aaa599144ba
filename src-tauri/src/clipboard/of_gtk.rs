//! On Linux the program that was copied from hands it out, on X11 in pieces where it is large. GTK, which the
//! window is made of, waits for slow ones.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use gtk::{Clipboard, gdk};
use offprint_commands::failure::{Cause, Failure, FailureCode};
use tauri::AppHandle;

use super::no_access;

/// GTK gives up by itself on a program that hands out nothing for half a minute; text and HTML are two asks.
const MOST_WAIT: Duration = Duration::from_secs(90);

fn clipboard() -> Clipboard {
    Clipboard::get(&gdk::SELECTION_CLIPBOARD)
}

/// Runs work of GTK on the thread that it lives on. `work` is handed what tells the answer.
fn on_main_thread<T: Send + 'static>(
    app: &AppHandle,
    work: impl FnOnce(Box<dyn FnOnce(T)>) + Send + 'static,
) -> Result<T, Failure> {
    let (tell, told) = channel();
    let tell = Box::new(move |answer| {
        // Who asked may have given up.
        let _ = tell.send(answer);
    });
    app.run_on_main_thread(move || work(tell))
        .map_err(no_access)?;
    told.recv_timeout(MOST_WAIT).map_err(|error| match error {
        RecvTimeoutError::Timeout => {
            Failure::of(FailureCode::Unsupported).because(Cause::ClipboardSilent)
        }
        RecvTimeoutError::Disconnected => {
            // The window is closing: nobody hears it.
            Failure::of(FailureCode::Cancelled)
        }
    })
}

pub(super) fn read(app: &AppHandle) -> Result<(String, Option<String>), Failure> {
    on_main_thread(app, |tell| {
        let html = gdk::Atom::intern("text/html");
        clipboard().request_contents(&html, |clipboard, data| {
            // Where there is none, its length is less than nothing.
            let html = (data.length() > 0).then(|| text_of(&data.data()));
            clipboard.request_text(|_, text| tell((text.unwrap_or_default().to_owned(), html)));
        });
    })
}

/// Some browsers hand out HTML in UTF-16, with its byte order mark.
fn text_of(html: &[u8]) -> String {
    let (text, _, _) = encoding_rs::UTF_8.decode(html);
    text.trim_end_matches('\0').to_owned()
}

pub(super) fn write_text(app: &AppHandle, text: String) -> Result<(), Failure> {
    on_main_thread(app, move |tell| {
        clipboard().set_text(&text);
        tell(());
    })
}

/// On the main thread only.
pub(super) fn leave_behind() {
    clipboard().store();
}
