//! The system's own dialogs for files, answered with real keys.
//!
//! WebDriver knows nothing of them: they are windows of the program beside the page's.

use std::path::Path;

use crate::window::{Clipboard, Window};
use crate::xdotool::{ask_xdotool, windows_of, xdotool};

/// A dialog for files that the window has opened, with the keyboard.
pub struct SystemDialog<'window> {
    window: &'window Window<'window>,
    title: String,
}

impl<'window> SystemDialog<'window> {
    /// Waits for the dialog of this title, and gives it the keyboard, as a click on it would.
    #[track_caller]
    pub fn of(window: &'window Window<'window>, title: &str) -> SystemDialog<'window> {
        let dialog = SystemDialog {
            window,
            title: format!("^{title}$"),
        };
        window.wait_until(&format!("the system's dialog “{title}”"), || {
            let number = dialog.number()?;
            xdotool(&["windowfocus", &number]);
            (ask_xdotool(&["getwindowfocus"]).trim() == number).then_some(())
        });
        dialog
    }

    /// Types where the file or folder is, and confirms.
    #[track_caller]
    pub fn answer(self, file: &Path) {
        // What begins with the root is taken as a whole path, whatever folder is on show. The field
        // for it opens with the first sign, and the next ones can be lost meanwhile: what it holds
        // is copied out of it, and typed again until it is right.
        let path = file.to_str().expect("a path in ASCII");
        self.window.wait_until("the path in the dialog", || {
            xdotool(&["type", "--clearmodifiers", path]);
            xdotool(&["key", "--clearmodifiers", "ctrl+a", "ctrl+c"]);
            // A folder's name is completed by a separator.
            (Clipboard::text().trim_end_matches('/') == path).then_some(())
        });
        self.end_with("Return");
    }

    /// Closes the dialog without a file.
    #[track_caller]
    pub fn cancel(self) {
        self.end_with("Escape");
    }

    #[track_caller]
    fn end_with(self, key: &str) {
        xdotool(&["key", "--clearmodifiers", key]);
        self.window.wait_until("the system's dialog gone", || {
            self.number().is_none().then_some(())
        });
    }

    fn number(&self) -> Option<String> {
        let windows = windows_of(self.window.process(), &self.title);
        windows.into_iter().next()
    }
}
