//! The text of a page of papers, as a person copies it: the chief source.
//!
//! The plain shape is a title, its abstract, the next title. Real pages put menus, counts, names
//! and dates between them, break lines, and print a paper twice. So the reader goes by what is
//! surest: an abstract is known by its looks, and its title is the last likely line before it.
//! Titles without an abstract need something else to vouch for them: an identifier, authors, or
//! a whole list of their like.
//!
//! The steps, each in a file of its own:
//! - `row`: one line becomes a cleaned text, its links, and a kind;
//! - `block`: lines that a narrow column broke become one paragraph;
//! - `assemble`: rows become candidates, rejections and noise;
//! - `twice`: a paper that is printed twice becomes one.

mod assemble;
mod block;
mod markdown;
mod noise;
mod prose;
mod row;
mod title;
mod twice;

use std::io;

use offprint_source::{Line, SourceText};

use crate::candidate::{Found, LineSpan};
use crate::placed::PlacedLine;
use crate::read::ReadError;

use assemble::Assembler;
use block::Blocks;
pub(crate) use markdown::{Unmarked, linked_texts, numbered, unmark};

/// Reads the text of a page of papers.
///
/// Yields in the order of the source. A paper that is printed twice comes once, at its first
/// place, with all its spans, as long as no more than some thousand others are between. Holds
/// these and the open paragraph in memory.
///
/// Errors: only those of reading `text` itself.
/// Source: PRODUCT.md, "The text of a digest page"; the traps are in `tests/samples/digests/`.
pub fn read_page_text(text: SourceText) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    read_lines(text)
}

/// Reads lines that were made from a source as the text of a page; what is found has the source's
/// lines.
pub(crate) fn read_placed_lines(lines: &[PlacedLine]) -> impl Iterator<Item = Found> {
    let numbered = lines.iter().zip(1..).map(|(line, number)| {
        Ok(Line {
            number,
            text: line.text.clone(),
        })
    });
    read_lines(numbered)
        .filter_map(Result::ok)
        .map(|found| found.placed(|span| span_between(lines, span)))
}

/// The source's lines of some of the lines that were made from it, which count from 1.
fn span_between(lines: &[PlacedLine], span: LineSpan) -> LineSpan {
    let place = |number: u32| lines.get(number as usize - 1).map(|line| line.lines);
    let first = place(span.first).unwrap_or(LineSpan::new(1, 1));
    let last = place(span.last).unwrap_or(first);
    LineSpan::new(first.first, first.last.max(last.last))
}

fn read_lines<I>(text: I) -> PageText<I> {
    PageText {
        text: Some(text),
        blocks: Blocks::default(),
        assembler: Assembler::default(),
    }
}

/// Whether a line may be more than page noise, a count of authors or the label of a name.
pub(crate) fn may_stand_for_a_work(line: &str) -> bool {
    noise::kind_of(line).is_none()
}

/// Whether a phrase may be the title of a work, and is no person's or laboratory's name.
pub(crate) fn may_name_a_work(phrase: &str) -> bool {
    may_stand_for_a_work(phrase)
        && title::is_telling(phrase)
        && !title::is_group_name(phrase)
        && !title::is_author_list(phrase)
}

/// Whether a line lists people.
pub(crate) fn is_author_list(line: &str) -> bool {
    title::is_author_list(line)
}

/// Whether a text reads as a title does: by its capitals or by a word of science.
pub(crate) fn reads_as_title(text: &str) -> bool {
    title::reads_as_title(text)
}

struct PageText<I> {
    /// None once it is read to its end.
    text: Option<I>,
    blocks: Blocks,
    assembler: Assembler,
}

impl<I: Iterator<Item = io::Result<Line>>> Iterator for PageText<I> {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.assembler.pop(self.text.is_none()) {
                return Some(Ok(found));
            }
            match self.text.as_mut()?.next() {
                Some(Ok(line)) => {
                    for part in parts_of_line(line) {
                        for row in self.blocks.take(part) {
                            self.assembler.take(row);
                        }
                    }
                }
                Some(Err(error)) => {
                    self.text = None;
                    self.assembler = Assembler::default();
                    return Some(Err(error.into()));
                }
                None => {
                    for row in self.blocks.finish() {
                        self.assembler.take(row);
                    }
                    self.assembler.finish();
                    self.text = None;
                }
            }
        }
    }
}

/// Parts a line at what stands for a line's end in Unicode and on printers, but not in files.
/// All parts have the number of the file's line.
fn parts_of_line(line: Line) -> Vec<Line> {
    const ENDS: [char; 5] = ['\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'];
    if !line.text.contains(ENDS) {
        return vec![line];
    }
    line.text
        .split(ENDS)
        .map(|text| Line {
            number: line.number,
            text: text.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_parted_at_every_sign_of_its_end() {
        let line = |text: &str| Line {
            number: 7,
            text: text.to_owned(),
        };
        let parts = parts_of_line(line("a\u{2028}b\u{2029}\u{85}c\u{b}d\u{c}"));
        assert_eq!(parts, ["a", "b", "", "c", "d", ""].map(line));
        assert_eq!(parts_of_line(line("")), [line("")]);
    }
}
