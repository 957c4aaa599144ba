//! Windows and macOS keep what was copied themselves.

use std::sync::{Mutex, PoisonError};

use arboard::Clipboard;
use offprint_commands::failure::Failure;
use tauri::AppHandle;

use super::no_access;

/// Opened once: each opening costs, and two at once may shut each other out.
static CLIPBOARD: Mutex<Option<Clipboard>> = Mutex::new(None);

fn with_clipboard<T>(
    work: impl FnOnce(&mut Clipboard) -> Result<T, arboard::Error>,
) -> Result<T, Failure> {
    let mut clipboard = CLIPBOARD.lock().unwrap_or_else(PoisonError::into_inner);
    if clipboard.is_none() {
        *clipboard = Some(Clipboard::new().map_err(no_access)?);
    }
    work(clipboard.as_mut().expect("it was opened above")).map_err(no_access)
}

pub(super) fn read(_: &AppHandle) -> Result<(String, Option<String>), Failure> {
    with_clipboard(|clipboard| {
        // Either is enough: a program that offers a broken one is no reason to refuse the other.
        let html = clipboard.get().html().ok();
        let text = match clipboard.get_text() {
            Err(arboard::Error::ContentNotAvailable) => String::new(),
            Err(_) if html.is_some() => String::new(),
            text => text?,
        };
        Ok((text, html))
    })
}

pub(super) fn write_text(_: &AppHandle, text: String) -> Result<(), Failure> {
    with_clipboard(|clipboard| clipboard.set_text(text))
}

pub(super) fn leave_behind() {}
