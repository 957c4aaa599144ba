//! The why and the note.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::paper::PaperId;

/// How many letters a why may have.
pub const MAX_WHY_CHARS: usize = 240;

/// Returns a why as it is kept: one line of at most [`MAX_WHY_CHARS`] letters; none where nothing is left.
pub fn clean_why(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .take(MAX_WHY_CHARS)
        .collect();
    (!line.is_empty()).then_some(line)
}

/// Returns the line of a note that stands in lists: the first with words, without heading and list marks.
pub fn first_line(note: &str) -> String {
    let marks: &[char] = &['#', '*', '-', '>', '+', ' ', '\t', '_', '`'];
    note.lines()
        .map(|line| {
            line.trim_start_matches(marks)
                .trim_end_matches(&['*', '_', '`', ' ', '\t'][..])
        })
        .find(|line| !line.is_empty())
        .map(|line| line.chars().take(200).collect())
        .unwrap_or_default()
}

/// Returns the note on a paper.
pub(crate) fn note_of(db: &Connection, paper: PaperId) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT text FROM notes WHERE paper_id = ?1")?
        .query_row([paper.0], |row| row.get(0))
        .optional()?)
}
