//! Colour, only on a terminal and only where it is wanted.

use std::io::{self, IsTerminal};
use std::sync::LazyLock;

/// Whether standard output may be coloured. Source: no-color.org.
static IS_WANTED: LazyLock<bool> = LazyLock::new(|| {
    let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    io::stdout().is_terminal() && !is_refused && !is_dumb
});

pub(super) fn dim(text: &str) -> String {
    styled("2", text)
}

pub(super) fn bold(text: &str) -> String {
    styled("1", text)
}

fn styled(code: &str, text: &str) -> String {
    if *IS_WANTED {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
