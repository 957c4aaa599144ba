//! The system's clipboard, read and written natively: web views keep it to themselves outside of fields.

use std::sync::{Mutex, PoisonError};

use arboard::Clipboard;
use offprint_commands::failure::{Failure, FailureCode};

/// What was copied lives as long as this does: on some systems the program itself hands it out.
static CLIPBOARD: Mutex<Option<Clipboard>> = Mutex::new(None);

fn with_clipboard<T>(
    work: impl FnOnce(&mut Clipboard) -> Result<T, arboard::Error>,
) -> Result<T, Failure> {
    let unsupported =
        |error: arboard::Error| Failure::of(FailureCode::Unsupported).because(error.to_string());
    let mut clipboard = CLIPBOARD.lock().unwrap_or_else(PoisonError::into_inner);
    if clipboard.is_none() {
        *clipboard = Some(Clipboard::new().map_err(unsupported)?);
    }
    work(clipboard.as_mut().expect("it was opened above")).map_err(unsupported)
}

/// Reads the text that was copied; empty where something else was.
///
/// Errors: the system gives no access to its clipboard.
pub(crate) fn read_text() -> Result<String, Failure> {
    with_clipboard(|clipboard| match clipboard.get_text() {
        Err(arboard::Error::ContentNotAvailable) => Ok(String::new()),
        text => text,
    })
}

/// Copies a text.
///
/// Errors: the system gives no access to its clipboard.
pub(crate) fn write_text(text: String) -> Result<(), Failure> {
    with_clipboard(|clipboard| clipboard.set_text(text))
}
