//! The system's clipboard, read and written natively: web views keep it to themselves outside of fields.

#[cfg(target_os = "linux")]
#[path = "clipboard/of_gtk.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "clipboard/of_desktop.rs"]
mod system;

use offprint_commands::failure::{Cause, Failure, FailureCode};
use offprint_commands::import::Input;
use tauri::AppHandle;

/// Reads what was copied: its text, empty where there is none, and its HTML. Not for the main thread, which
/// may have to serve it.
///
/// Errors: the system gives no access to its clipboard.
pub(crate) fn read(app: &AppHandle) -> Result<Input, Failure> {
    let (text, html) = system::read(app)?;
    Ok(Input::Clipboard { text, html })
}

/// Copies a text. Not for the main thread.
///
/// Errors: the system gives no access to its clipboard.
pub(crate) fn write_text(app: &AppHandle, text: String) -> Result<(), Failure> {
    system::write_text(app, text)
}

/// Leaves what was copied to the system, because the program ends.
pub(crate) fn leave_behind() {
    system::leave_behind();
}

fn no_access(reason: impl ToString) -> Failure {
    Failure::of(FailureCode::Unsupported)
        .because(Cause::NoClipboard)
        .saying(reason)
}
