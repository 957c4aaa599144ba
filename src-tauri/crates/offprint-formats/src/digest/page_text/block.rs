//! Lines that a narrow column broke become one paragraph again.

use offprint_source::Line;

use crate::candidate::LineSpan;
use crate::clean::{Dialect, clean_line, join_wrapped_into};

use super::markdown;
use super::prose::{self, Shape};
use super::row::{Row, RowKind};

/// Gathers lines of text until something else comes between.
#[derive(Default)]
pub(super) struct Blocks {
    block: Vec<Row>,
    follows_blank: bool,
    /// A Markdown link whose text goes on in the next line.
    open_link: Option<(Line, u32)>,
}

/// A longer run of lines is no paragraph; what is gathered then goes on its way.
const LONGEST_BLOCK: usize = 400;
/// Lines longer than this were not broken by a column.
const WIDEST_COLUMN: usize = 140;
const NARROWEST_COLUMN: usize = 45;

impl Blocks {
    /// Takes the next line, and gives the rows that are complete by now.
    pub(super) fn take(&mut self, line: Line) -> Vec<Row> {
        let (line, last) = match self.open_link.take() {
            Some((mut open, _)) => {
                open.text.push(' ');
                open.text.push_str(line.text.trim());
                let n_lines = line.number - open.number;
                if !open.text.contains("](") && n_lines < 4 && !line.text.trim().is_empty() {
                    self.open_link = Some((open, line.number));
                    return Vec::new();
                }
                (open, line.number)
            }
            None if markdown::opens_link(&line.text) => {
                let number = line.number;
                self.open_link = Some((line, number));
                return Vec::new();
            }
            None => {
                let number = line.number;
                (line, number)
            }
        };
        self.take_row(&line, last)
    }

    fn take_row(&mut self, line: &Line, last: u32) -> Vec<Row> {
        if let Some(mut item) = Row::of_item(line, self.follows_blank) {
            self.follows_blank = false;
            let mut rows = self.flush();
            for row in &mut item {
                row.lines.last = last;
            }
            rows.append(&mut item);
            return rows;
        }
        let mut row = Row::new(line, self.follows_blank);
        row.lines.last = last;
        self.follows_blank = row.kind == RowKind::Blank;
        let is_full = self.block.len() >= LONGEST_BLOCK;
        if row.is_text() && !row.is_marked && !is_full || row.kind == RowKind::Abstract {
            self.block.push(row);
            return Vec::new();
        }
        if self.goes_on_in(&row) {
            row.kind = RowKind::Phrase;
            row.raw = line.text.clone();
            self.block.push(row);
            return Vec::new();
        }
        let mut rows = self.flush();
        // A marked line begins a block of its own: its title may go on below it.
        rows.push(row);
        rows
    }

    /// A line within a broken paragraph may look like anything: "2026." or a link alone.
    fn goes_on_in(&self, row: &Row) -> bool {
        let Some(before) = self.block.last() else {
            return false;
        };
        let width = before.raw.chars().count();
        self.block.len() >= 2
            && matches!(
                row.kind,
                RowKind::Noise | RowKind::Address | RowKind::Authors
            )
            && !row.is_marked
            && (NARROWEST_COLUMN..WIDEST_COLUMN).contains(&width)
            && !prose::ends_sentence(&before.text)
            && self
                .block
                .iter()
                .rev()
                .take(2)
                .all(|row| row.raw.chars().count() >= NARROWEST_COLUMN)
            && !prose::is_title_case(&before.text)
    }

    pub(super) fn finish(&mut self) -> Vec<Row> {
        let mut rows = match self.open_link.take() {
            Some((line, last)) => self.take_row(&line, last),
            None => Vec::new(),
        };
        rows.extend(self.flush());
        rows
    }

    fn flush(&mut self) -> Vec<Row> {
        let block = std::mem::take(&mut self.block);
        if block.len() < 2 {
            return block;
        }
        let width = column_width(&block);
        let mut rows: Vec<Row> = Vec::with_capacity(block.len());
        let mut segment: Vec<Row> = Vec::new();
        for row in block {
            if let Some(before) = segment.last()
                && is_parted(before, &row, segment.len(), width)
            {
                close_segment(&mut segment, width, &mut rows);
            }
            segment.push(row);
        }
        close_segment(&mut segment, width, &mut rows);
        rows
    }
}

/// The longest line that a column may have broken.
fn column_width(block: &[Row]) -> usize {
    block
        .iter()
        .map(|row| row.raw.trim_end().chars().count())
        .filter(|&n| n < WIDEST_COLUMN)
        .max()
        .unwrap_or(0)
}

/// Whether a line ended before its column did, so that the next begins something new.
fn is_parted(before: &Row, next: &Row, n_before: usize, width: usize) -> bool {
    if before.kind == RowKind::Code || next.kind == RowKind::Code || next.kind == RowKind::Abstract
    {
        return true;
    }
    let n_before_chars = before.raw.trim_end().chars().count();
    let n_next_chars = next.raw.trim_end().chars().count();
    if n_before_chars >= WIDEST_COLUMN || n_next_chars >= WIDEST_COLUMN || width < NARROWEST_COLUMN
    {
        return true;
    }
    // A column breaks scripts without spaces anywhere, between two letters.
    let next_word = if prose::is_unspaced(&next.raw) {
        1
    } else {
        let word = next.raw.split_whitespace().next().unwrap_or("");
        word.chars().count()
    };
    let ended_early = n_before_chars + 1 + next_word <= width - width / 10;
    // Without capitals a title is only told by its length: lines within a paragraph fill it.
    let reads_as_title = if prose::is_uncased(&next.text) {
        n_next_chars <= width - width / 10
    } else {
        prose::is_title_case(&next.text)
    };
    let next_is_title = reads_as_title && !prose::ends_sentence(&next.text);
    let before_is_title = n_before == 1 && prose::is_title_case(&before.text) && !next_is_title;
    let sentence_is_over = prose::ends_sentence(&before.text);
    ended_early
        || (before_is_title && before.kind != RowKind::Abstract)
        || (sentence_is_over && next_is_title)
}

/// Joins a segment if it reads as prose; otherwise its lines stay what they are.
fn close_segment(segment: &mut Vec<Row>, width: usize, rows: &mut Vec<Row>) {
    if segment.len() < 2 {
        rows.append(segment);
        return;
    }
    let is_labelled = segment[0].kind == RowKind::Abstract;
    let mut joined = String::new();
    let mut raw = String::new();
    for row in segment.iter() {
        join_wrapped_into(&mut joined, row.raw.trim());
        if !raw.is_empty() {
            raw.push('\n');
        }
        raw.push_str(&row.raw);
    }
    let text = clean_line(&joined, Dialect::Plain);
    let shape = prose::shape(&text);
    let is_sentence = shape == Shape::Sentence && prose::ends_sentence(&text);
    if !(is_labelled || shape == Shape::Prose || is_sentence) {
        rows.append(segment);
        return;
    }
    let line = Line {
        number: segment[0].lines.first,
        text: joined,
    };
    let mut row = Row::new(&line, segment[0].follows_blank);
    row.raw = raw;
    row.kind = if is_labelled {
        RowKind::Abstract
    } else if is_sentence {
        RowKind::Sentence
    } else {
        RowKind::Prose
    };
    row.lines = LineSpan::new(
        segment[0].lines.first,
        segment[segment.len() - 1].lines.last,
    );
    row.wrap_width = Some(width);
    segment.clear();
    rows.push(row);
}
