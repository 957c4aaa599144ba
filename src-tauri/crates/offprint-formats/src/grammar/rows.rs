//! Tables of parted values (CSV), one row at a time.

use std::collections::VecDeque;
use std::io;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use offprint_source::Line;

use crate::ReadError;
use crate::candidate::{LineSpan, Rejection, RejectionReason};

/// One row of a table, or what could not be one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TableRow {
    Whole(Row),
    Broken(Rejection),
}

/// A row: its cells, and the lines that it stands on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    pub lines: LineSpan,
    /// The cells without their quotation marks.
    pub cells: Vec<String>,
    /// The row as the source writes it.
    pub text: String,
    /// Whether its last quotation mark never closes.
    pub is_unclosed: bool,
}

/// A row is not larger; what is, is rejected.
const LARGEST_ROW_BYTES: usize = 4 << 20;

/// How many lines a row has before it is taken for one whose quotation mark never closes. Lines that
/// are read again are held one by one, so that short ones take more room than their text.
const MOST_LINES: u32 = 100_000;

/// How often a source is read again, all in all, so that the work stays linear.
const MOST_TIMES: usize = 4;

/// The lines that tell by what values are parted.
const N_LINES_TO_TELL: usize = 20;

/// Parts a table into its rows, the one with the names first. Empty lines are passed over.
///
/// What parts the values is told from the first lines: a comma, a semicolon, a tab or a bar, or
/// what a spreadsheet's line `sep=` says. Where a quotation mark never closes (not in 4 MB or 100,000
/// lines), or closes in a later row, the row ends with its first line and those after it are read
/// again; of these, one with another number of cells than the first row is rejected, since it may
/// be a piece of a cell. Holds a line and a row in memory; the work grows with the text alone.
///
/// Errors: only those of reading `lines`.
/// Source: RFC 4180, and what spreadsheets make of it.
pub(crate) fn rows<L>(mut lines: L) -> Rows<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    let mut again: VecDeque<io::Result<Line>> = lines.by_ref().take(N_LINES_TO_TELL).collect();
    let stated = match again.front() {
        Some(Ok(line)) => stated_delimiter(&line.text),
        Some(Err(_)) | None => None,
    };
    let is_remark = matches!(again.front(), Some(Ok(line)) if is_remark(&line.text));
    if stated.is_some() || is_remark {
        again.pop_front();
    }
    let delimiter = stated
        .unwrap_or_else(|| delimiter_of(again.iter().flatten().map(|line| line.text.as_str())));
    Rows {
        lines,
        again,
        delimiter,
        parser: parser(delimiter),
        row: None,
        n_columns: None,
        skipped_line: 0,
        mended_line: 0,
        n_bytes: 0,
        n_bytes_again: 0,
    }
}

/// The rows of a table; see [`rows`].
pub(crate) struct Rows<L> {
    lines: L,
    /// Lines to be read before the others.
    again: VecDeque<io::Result<Line>>,
    delimiter: u8,
    parser: Reader,
    /// The row whose lines are being read.
    row: Option<OpenRow>,
    /// How many cells the first row has.
    n_columns: Option<usize>,
    /// A line whose further pieces belong to a row that was too large.
    skipped_line: u32,
    /// The last line that was read again.
    mended_line: u32,
    /// How much was read, and read again: see [`MOST_TIMES`].
    n_bytes: usize,
    n_bytes_again: usize,
}

/// A row while its lines are read.
#[derive(Default)]
struct OpenRow {
    lines: LineSpan,
    text: String,
    is_too_large: bool,
    /// The text of the cells, one after another.
    output: Vec<u8>,
    n_output: usize,
    /// Where each cell ends in it.
    ends: Vec<usize>,
    n_ends: usize,
}

impl<L> Iterator for Rows<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    type Item = Result<TableRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let next = match self.again.pop_front() {
                Some(line) => Some(line),
                None => self.lines.next(),
            };
            let row = match next {
                Some(Ok(line)) => self.take(&line),
                Some(Err(error)) => return Some(Err(error.into())),
                None => Some(self.end_early()?),
            };
            if let Some(row) = row {
                return Some(Ok(row));
            }
        }
    }
}

impl<L> Rows<L> {
    fn take(&mut self, line: &Line) -> Option<TableRow> {
        if line.number == self.skipped_line
            || (self.row.is_none() && line.text.trim_matches(' ').is_empty())
        {
            return None;
        }
        let mut row = self.row.take().unwrap_or_else(|| OpenRow {
            lines: LineSpan::new(line.number, line.number),
            ..OpenRow::default()
        });
        row.add(line);
        if line.number > self.mended_line {
            self.n_bytes += line.text.len() + 1;
        }
        let is_large = row.text.len() > LARGEST_ROW_BYTES;
        let is_long = row.lines.last - row.lines.first == MOST_LINES;
        if is_large || is_long {
            if let Some(first) = self.mended(&row) {
                self.parser = parser(self.delimiter);
                return Some(first);
            }
            if is_large {
                row.give_up();
            }
        }
        row.feed(&mut self.parser, line.text.as_bytes());
        if !row.feed(&mut self.parser, b"\n") {
            self.row = Some(row);
            return None;
        }
        let is_odd = row.lines.first < row.lines.last
            && (self.n_columns != Some(row.n_ends)
                || goes_on_after_quote(&row.text, self.delimiter));
        if is_odd && let Some(first) = self.mended(&row) {
            return Some(first);
        }
        Some(self.finish(row))
    }

    /// The source is over before the row is: a quotation mark never closed.
    fn end_early(&mut self) -> Option<TableRow> {
        let mut row = self.row.take()?;
        self.parser = parser(self.delimiter);
        if let Some(first) = self.mended(&row) {
            return Some(first);
        }
        let has_lines = row.lines.first < row.lines.last;
        if has_lines && !row.is_too_large {
            let reason = RejectionReason::NeverCloses;
            return Some(TableRow::Broken(Rejection::new(
                row.lines, reason, &row.text,
            )));
        }
        // A line that was cut off: what there is of it is a row.
        row.finish_at_end(self.delimiter);
        Some(match self.finish(row) {
            TableRow::Whole(row) => TableRow::Whole(Row {
                is_unclosed: true,
                ..row
            }),
            broken @ TableRow::Broken(_) => broken,
        })
    }

    /// Ends a row of several lines with its first line, if that has all its cells once its
    /// quotation marks mean nothing, or before a line that is a row by itself, and puts the lines
    /// after it back.
    fn mended(&mut self, row: &OpenRow) -> Option<TableRow> {
        let (first, rest) = row.text.split_once('\n')?;
        let most_bytes = MOST_TIMES * self.n_bytes + LARGEST_ROW_BYTES;
        let is_too_much = self.n_bytes_again + rest.len() > most_bytes;
        // A line that came in pieces is longer than a row may be.
        let has_pieces = rest.matches('\n').count() as u32 + 1 != row.lines.last - row.lines.first;
        if row.is_too_large || is_too_much || has_pieces {
            return None;
        }
        let cells: Vec<String> = first
            .split(char::from(self.delimiter))
            .map(|cell| cell.trim_matches('"').to_owned())
            .collect();
        if Some(cells.len()) == self.n_columns {
            self.read_again(row.lines.last, rest);
            return Some(TableRow::Whole(Row {
                lines: LineSpan::new(row.lines.first, row.lines.first),
                cells,
                text: first.to_owned(),
                is_unclosed: true,
            }));
        }
        let n_lost = 1 + rest.split('\n').position(|line| self.is_row(line))?;
        let (lost, rest) = row
            .text
            .split_at(row.text.match_indices('\n').nth(n_lost - 1)?.0);
        let next = row.lines.first + n_lost as u32;
        self.read_again(row.lines.last, &rest[1..]);
        let lines = LineSpan::new(row.lines.first, next - 1);
        let reason = RejectionReason::NeverCloses;
        Some(TableRow::Broken(Rejection::new(lines, reason, lost)))
    }

    /// Whether a line has all cells of a row, none of which goes on.
    fn is_row(&self, line: &str) -> bool {
        let mut row = OpenRow::default();
        let mut parser = parser(self.delimiter);
        row.feed(&mut parser, line.as_bytes());
        row.feed(&mut parser, b"\n")
            && Some(row.n_ends) == self.n_columns
            && !goes_on_after_quote(line, self.delimiter)
    }

    /// Puts lines back, of which the last has this number.
    fn read_again(&mut self, last: u32, text: &str) {
        self.n_bytes_again += text.len();
        self.mended_line = self.mended_line.max(last);
        for (n_after, text) in (0..).zip(text.rsplit('\n')) {
            let (number, text) = (last - n_after, text.to_owned());
            self.again.push_front(Ok(Line { number, text }));
        }
    }

    fn finish(&mut self, row: OpenRow) -> TableRow {
        if row.is_too_large {
            self.skipped_line = row.lines.last;
            let reason = RejectionReason::TooLarge;
            return TableRow::Broken(Rejection::new(row.lines, reason, &row.text));
        }
        let n_columns = *self.n_columns.get_or_insert(row.n_ends);
        if row.lines.first <= self.mended_line && row.n_ends != n_columns {
            let reason = RejectionReason::Malformed;
            return TableRow::Broken(Rejection::new(row.lines, reason, &row.text));
        }
        TableRow::Whole(Row {
            cells: row.cells(),
            lines: row.lines,
            text: row.text,
            is_unclosed: false,
        })
    }
}

impl OpenRow {
    fn add(&mut self, line: &Line) {
        self.lines.last = line.number;
        if self.is_too_large {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&line.text);
    }

    /// Keeps no more of a row that is too large than what its rejection shows.
    fn give_up(&mut self) {
        self.is_too_large = true;
        let n_kept = self.text.floor_char_boundary(Rejection::MAX_TEXT_BYTES);
        self.text.truncate(n_kept);
        self.text.shrink_to_fit();
    }

    /// Gives text to the parser, and tells whether the row is over.
    fn feed(&mut self, parser: &mut Reader, mut input: &[u8]) -> bool {
        // Without text the parser takes the source to be over.
        while !input.is_empty() {
            if self.is_too_large {
                (self.n_output, self.n_ends) = (0, 0);
            }
            let (result, n_read) = self.step(parser, input);
            input = &input[n_read..];
            if result == ReadRecordResult::Record {
                return true;
            }
        }
        false
    }

    /// Reads a row of one line again, now to the source's end.
    fn finish_at_end(&mut self, delimiter: u8) {
        let mut parser = parser(delimiter);
        (self.n_output, self.n_ends) = (0, 0);
        self.feed(&mut parser, self.text.clone().as_bytes());
        while !matches!(
            self.step(&mut parser, b"").0,
            ReadRecordResult::Record | ReadRecordResult::End
        ) {}
    }

    /// Lets the parser read on, with room for what it finds.
    fn step(&mut self, parser: &mut Reader, input: &[u8]) -> (ReadRecordResult, usize) {
        if self.n_output == self.output.len() {
            self.output.resize((self.output.len() * 2).max(256), 0);
        }
        if self.n_ends == self.ends.len() {
            self.ends.resize((self.ends.len() * 2).max(16), 0);
        }
        let (result, n_read, n_written, n_ended) = parser.read_record(
            input,
            &mut self.output[self.n_output..],
            &mut self.ends[self.n_ends..],
        );
        self.n_output += n_written;
        self.n_ends += n_ended;
        (result, n_read)
    }

    fn cells(&self) -> Vec<String> {
        let mut start = 0;
        self.ends[..self.n_ends]
            .iter()
            .map(|&end| {
                let cell = String::from_utf8_lossy(&self.output[start..end]);
                start = end;
                cell.into_owned()
            })
            .collect()
    }
}

fn parser(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
}

/// Spreadsheets write `sep=;` above a table.
fn stated_delimiter(line: &str) -> Option<u8> {
    match line.trim_matches(['\u{feff}', '"', ' ']).as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some(*delimiter),
        _ => None,
    }
}

/// Dimensions writes what was looked for, and when, above a table.
fn is_remark(line: &str) -> bool {
    let text = line.trim_start_matches(['\u{feff}', '"']);
    text.starts_with("About the data")
}

/// Tells by what values are parted: what parts the first line, most other lines into as many, and
/// into the most.
fn delimiter_of<'a>(first_lines: impl Iterator<Item = &'a str> + Clone) -> u8 {
    let score = |delimiter: u8| {
        let counts: Vec<usize> = first_lines
            .clone()
            .filter(|line| !line.trim().is_empty())
            .map(|line| n_outside_quotes(line, delimiter))
            .collect();
        let n_first = counts.first().copied().unwrap_or_default();
        let n_same = counts.iter().filter(|&&count| count == n_first).count();
        (n_first > 0, n_same, n_first)
    };
    // Of equals the last one is taken, and most tables have commas.
    [b'|', b'\t', b';', b',']
        .into_iter()
        .max_by_key(|&delimiter| score(delimiter))
        .unwrap_or(b',')
}

/// Whether a quotation mark that closes a cell is followed by more of it: the mark was meant to open
/// another one.
fn goes_on_after_quote(text: &str, delimiter: u8) -> bool {
    let (mut begins_cell, mut is_quoted, mut has_closed) = (true, false, false);
    for byte in text.bytes() {
        let ends_cell = !is_quoted && (byte == delimiter || byte == b'\n');
        match byte {
            b'"' if is_quoted => (is_quoted, has_closed) = (false, true),
            // Two of them stand for one.
            b'"' if has_closed || begins_cell => (is_quoted, has_closed) = (true, false),
            _ if has_closed && !ends_cell && !byte.is_ascii_whitespace() => return true,
            _ if ends_cell => has_closed = false,
            _ => {}
        }
        begins_cell = ends_cell;
    }
    false
}

fn n_outside_quotes(line: &str, delimiter: u8) -> usize {
    let mut is_quoted = false;
    line.bytes()
        .filter(|&byte| {
            is_quoted ^= byte == b'"';
            byte == delimiter && !is_quoted
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_in(text: &str) -> Vec<TableRow> {
        let lines = (1..).zip(text.split('\n')).map(|(number, text)| {
            Ok(Line {
                number,
                text: text.to_owned(),
            })
        });
        rows(lines)
            .map(|row| row.expect("memory can be read"))
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = rows_in(text)
            .into_iter()
            .map(|row| match row {
                TableRow::Whole(row) => format!(
                    "{}-{} {}{}",
                    row.lines.first,
                    row.lines.last,
                    row.cells.join("·").replace('\n', "⏎"),
                    if row.is_unclosed { " unclosed" } else { "" }
                ),
                TableRow::Broken(rejection) => format!(
                    "{}-{} {:?}",
                    rejection.lines.first, rejection.lines.last, rejection.reason
                ),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn rows_have_their_cells_and_lines_whatever_parts_them() {
        check(
            "a,b\n\n\"x, \"\"y\"\"\n\nz\",2\n,\n1,2,3",
            &["1-1 a·b", "3-5 x, \"y\"⏎⏎z·2", "6-6 ·", "7-7 1·2·3"],
        );
        check("a;b\n1,5;2", &["1-1 a·b", "2-2 1,5·2"]);
        check("a\tb\n1,5\t\n", &["1-1 a·b", "2-2 1,5·"]);
        check("a|b\n1|2", &["1-1 a·b", "2-2 1·2"]);
        check("sep=;\na,b;c\n1;2", &["2-2 a,b·c", "3-3 1·2"]);
        check(
            "title\nOne, and\nTwo; or, three",
            &["1-1 title", "2-2 One, and", "3-3 Two; or, three"],
        );
        check("", &[]);
    }

    #[test]
    fn a_quotation_mark_that_never_closes_costs_no_other_row() {
        check(
            "a,b\n1,\"x\n2,y\nz\n3,\"\"",
            &[
                "1-1 a·b",
                "2-2 1·x unclosed",
                "3-3 2·y",
                "4-4 Malformed",
                "5-5 3·",
            ],
        );
        check(
            "a,b\n\"1,x\n2,\"y, z\"\n3,\"\"\n\"short\nrow\"",
            &[
                "1-1 a·b",
                "2-2 1·x unclosed",
                "3-3 2·y, z",
                "4-4 3·",
                "5-6 short⏎row",
            ],
        );
        check("a,b\n\"x\ny\nz", &["1-1 a·b", "2-4 NeverCloses"]);
        check("a,b\n1,\"x", &["1-1 a·b", "2-2 1·x unclosed"]);
    }

    #[test]
    fn a_row_that_is_too_large_costs_no_other() {
        let cell = "x".repeat(5_000_000);
        check(
            &format!(
                "a,b\n1,2\n{cell},1\n\"{}\",1\n3,4",
                format!("{}\n", "x".repeat(99)).repeat(50_000)
            ),
            &[
                "1-1 a·b",
                "2-2 1·2",
                "3-3 TooLarge",
                "4-50004 TooLarge",
                "50005-50005 3·4",
            ],
        );
    }

    #[test]
    fn a_quotation_mark_that_is_open_for_megabytes_ends_with_its_line() {
        let long = format!("{},2\n", "x".repeat(99)).repeat(50_000);
        let short = "1,2\n".repeat(MOST_LINES as usize + 9);
        for rows in [long, short] {
            let n_rows = rows.lines().count();
            let found = rows_in(&format!("a,b\n\"stray,1\n{rows}"));
            let are_whole = found.iter().all(|row| matches!(row, TableRow::Whole(_)));
            assert_eq!((found.len(), are_whole), (n_rows + 2, true));
            let stray = &found[1];
            assert!(
                matches!(stray, TableRow::Whole(row) if row.cells == ["stray", "1"] && row.is_unclosed)
            );
            let last = found.last().expect("rows");
            assert!(matches!(last, TableRow::Whole(row) if row.lines.first as usize == n_rows + 2));
        }
    }

    /// Sizes at which a reader that goes back would not come to an end.
    #[test]
    fn hostile_tables_take_no_longer_than_others_of_their_size() {
        let n = 100_000;
        for text in [
            format!("a,b\n{}", ",\"\n".repeat(n)),
            format!("a,b\n\"{}", ",\"\"\n".repeat(n)),
            format!("a,b\n\"{}", ",\"\"x\"\"\"\"\n".repeat(n)),
            format!("{}\n{}", "a,".repeat(n), "b,".repeat(n)),
            format!("a,b\n{}", "1,\"\n2,\"x\n3\n".repeat(n)),
            format!("a,b\n{}", "1,\"x\n".repeat(n)),
            format!("a,b\n{}", "\"x\",\"\n".repeat(n)),
            format!("a,b\n{}", "\"x\",\"\n\n".repeat(2 * n)),
            "\"".repeat(n),
            "\n".repeat(n),
        ] {
            rows_in(&text);
        }
    }
}
