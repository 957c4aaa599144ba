//! Answers: tables and sentences for people, JSON for programs; nothing that a paper holds can steer a terminal.

/// Prints a line on standard output. Unlike `println!`, a closed pipe ends nothing.
macro_rules! say {
    ($($words:tt)*) => { $crate::print::line(&mut std::io::stdout().lock(), format_args!($($words)*)) };
}

/// Prints a line on standard error. Unlike `eprintln!`, a closed pipe ends nothing.
macro_rules! say_error {
    ($($words:tt)*) => { $crate::print::line(&mut std::io::stderr().lock(), format_args!($($words)*)) };
}

pub(crate) use {say, say_error};

mod colour;
mod import;
mod paper;
mod rows;
pub(crate) mod words;

use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use offprint_commands::LineSpan;
use offprint_commands::failure::{Failure, FailureCode};
use offprint_platform::clock::Timestamp;
use serde_json::{Value, json};

pub(crate) use import::{import, import_json, rejection_json, troubles};
pub(crate) use paper::paper;
pub(crate) use rows::{rest, row_json, rows};

/// Whether something that was to be said could not be written, though its reader is there.
static IS_OUTPUT_LOST: AtomicBool = AtomicBool::new(false);

/// Says whether all that was to be said could be written.
pub(crate) fn is_output_whole() -> bool {
    note(io::stdout().lock().flush());
    !IS_OUTPUT_LOST.load(Ordering::Relaxed)
}

/// A reader that has gone away wants no more; any other failure of writing is one of the command.
fn note(written: io::Result<()>) {
    if written.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe) {
        IS_OUTPUT_LOST.store(true, Ordering::Relaxed);
    }
}

/// Writes a line.
pub(crate) fn line(out: &mut dyn Write, words: std::fmt::Arguments<'_>) {
    note(writeln!(out, "{words}"));
}

/// Prints one JSON document.
pub(crate) fn json(document: &Value) {
    // Standard output by itself writes each of the lines on its own.
    let mut out = BufWriter::new(io::stdout().lock());
    line(
        &mut out,
        format_args!("{}", safe_json(format!("{document:#}"))),
    );
    note(out.flush());
}

/// Prints one JSON document on one line.
pub(crate) fn json_line(document: &Value) {
    let mut out = io::stdout().lock();
    line(
        &mut out,
        format_args!("{}", safe_json(document.to_string())),
    );
    note(out.flush());
}

/// Says on standard error what went wrong.
pub(crate) fn failure(failure: &Failure, is_json: bool) {
    failure_in_words(failure, &words::failure(failure), is_json);
}

/// Says on standard error what went wrong, and a sentence more.
pub(crate) fn failure_and(failure: &Failure, more: &str, is_json: bool) {
    let message = format!("{}\n{more}", words::failure(failure));
    failure_in_words(failure, &message, is_json);
}

fn failure_in_words(failure: &Failure, message: &str, is_json: bool) {
    if is_json {
        error_json(failure.code, message, failure.path.as_deref(), failure.line);
    } else {
        say_error!("offprint: {}", safe_lines(message));
    }
}

/// Says as JSON that the command's words are off.
pub(crate) fn usage_as_json(message: &str) {
    error_json(FailureCode::Usage, message, None, None);
}

fn error_json(code: FailureCode, message: &str, path: Option<&str>, line: Option<u32>) {
    let error =
        json!({ "error": { "code": code.name(), "message": message, "path": path, "line": line } });
    say_error!("{}", safe_json(error.to_string()));
}

/// Makes a text of one line harmless: control characters and those that turn the writing direction are shown as `�`.
pub(crate) fn safe(text: &str) -> String {
    text.replace(is_harmful, "\u{fffd}")
}

/// Makes a text of several lines harmless.
pub(crate) fn safe_lines(text: &str) -> String {
    text.replace(|c| is_harmful(c) && c != '\n' && c != '\t', "\u{fffd}")
}

/// Makes JSON harmless, and says the same: what JSON itself leaves as it is stands as `\u009b`.
fn safe_json(document: String) -> String {
    let is_left = |c: char| is_harmful(c) && c != '\n';
    if !document.contains(is_left) {
        return document;
    }
    let mut safe = String::with_capacity(document.len() + 16);
    for c in document.chars() {
        if is_left(c) {
            safe.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            safe.push(c);
        }
    }
    safe
}

fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Writes a moment as people read it where they are, to the minute.
pub(crate) fn moment(at: Timestamp) -> String {
    at.to_local_minute()
}

pub(crate) fn first_span(lines: &[LineSpan]) -> Value {
    lines
        .first()
        .map_or(Value::Null, |span| json!([span.first, span.last]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_can_steer_a_terminal() {
        assert_eq!(safe("a\u{1b}[2Jb\nc\u{202e}d\u{9b}e\u{7}"), "a�[2Jb�c�d�e�");
        assert_eq!(safe_lines("a\nb\rc"), "a\nb�c");
        let document = json!({ "a": "b\u{9b}\u{202e}\u{1b}\n\u{7f}é" });
        for text in [document.to_string(), format!("{document:#}")] {
            let safe = safe_json(text);
            assert!(!safe.contains(|c| is_harmful(c) && c != '\n'), "{safe}");
            assert_eq!(serde_json::from_str::<Value>(&safe).unwrap(), document);
        }
    }
}
