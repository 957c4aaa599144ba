//! The system's clipboard, read and written natively: web views keep it to themselves outside of fields.

use std::sync::{Mutex, PoisonError};

use arboard::Clipboard;
use offprint_commands::failure::{Failure, FailureCode};
use offprint_commands::import::Input;

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

/// Reads what was copied: its text, empty where there is none, and its HTML.
///
/// Errors: the system gives no access to its clipboard.
pub(crate) fn read() -> Result<Input, Failure> {
    with_clipboard(|clipboard| {
        // Either is enough: a program that offers a broken one is no reason to refuse the other.
        let html = clipboard.get().html().ok();
        let text = match clipboard.get_text() {
            Err(arboard::Error::ContentNotAvailable) => String::new(),
            Err(_) if html.is_some() => String::new(),
            text => text?,
        };
        Ok(Input::Clipboard { text, html })
    })
}

/// Copies a text.
///
/// Errors: the system gives no access to its clipboard.
pub(crate) fn write_text(text: String) -> Result<(), Failure> {
    with_clipboard(|clipboard| clipboard.set_text(text))
}
