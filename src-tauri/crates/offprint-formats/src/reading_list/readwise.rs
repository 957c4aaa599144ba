//! Readwise's tables: highlights, of which many belong to one document, and Reader's documents.

use std::collections::{HashMap, VecDeque};
use std::io;

use offprint_source::Line;

use crate::candidate::{Found, FoundState, WarningKind};
use crate::fields::moment::written_moment;
use crate::grammar::rows::{Row, Rows, TableRow, rows};
use crate::{Format, ReadError};

use super::columns::{ColumnMatch, Field, plain_name};
use super::record::{ListKind, Record, Value};
use super::table::Layout;

/// Reads Readwise's tables. Of highlights, all rows of a document are one candidate, whose note has
/// them in their order, with what the person wrote below each.
///
/// Documents come when all their rows are read, at the table's end; past 16 MB of highlights, what
/// there is so far comes, and a document may come again, with the highlights that are new: its note
/// goes on where the one before ended. Reader's list is read as any table.
///
/// Errors: only those of reading `lines`.
pub(crate) fn read_readwise<L>(lines: L) -> impl Iterator<Item = Result<Found, ReadError>>
where
    L: Iterator<Item = io::Result<Line>>,
{
    readwise(lines)
}

fn readwise<L: Iterator<Item = io::Result<Line>>>(lines: L) -> Readwise<L> {
    Readwise {
        rows: Some(rows(lines)),
        shape: None,
        most_bytes: MOST_BYTES,
        documents: Documents::default(),
        found: VecDeque::new(),
    }
}

/// Whether a table's columns are those of highlights.
pub(super) fn are_highlights(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|known| known == name);
    has("highlight") && has("booktitle") && has("bookauthor")
}

/// Highlights of more than this are not kept to wait for the rest of their document.
const MOST_BYTES: usize = 16 << 20;

struct Readwise<L> {
    /// None once they are read.
    rows: Option<Rows<L>>,
    /// None until the names are read.
    shape: Option<Shape>,
    most_bytes: usize,
    documents: Documents,
    found: VecDeque<Found>,
}

enum Shape {
    /// Highlights, in columns of these names.
    Highlights(Vec<String>),
    Table(Layout),
}

#[derive(Default)]
struct Documents {
    documents: Vec<Document>,
    /// Where each title and author stands among them.
    places: HashMap<(String, String), usize>,
    n_bytes: usize,
}

/// A document while its highlights are gathered.
struct Document {
    record: Record,
    text: String,
    note: String,
}

impl<L> Iterator for Readwise<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(Ok(found));
            }
            match self.rows.as_mut()?.next() {
                Some(Ok(TableRow::Whole(row))) => self.take(&row),
                Some(Ok(TableRow::Broken(rejection))) => {
                    return Some(Ok(Found::Rejection(rejection)));
                }
                Some(Err(error)) => return Some(Err(error)),
                None => {
                    self.rows = None;
                    self.found.extend(self.documents.take_all());
                    return self.found.pop_front().map(Ok);
                }
            }
        }
    }
}

impl<L> Readwise<L> {
    fn take(&mut self, row: &Row) {
        match &self.shape {
            None => self.shape = Some(Shape::of(row)),
            Some(Shape::Table(layout)) => self.found.extend(layout.found_in(row)),
            Some(Shape::Highlights(names)) => {
                self.documents.add(names, row);
                if self.documents.n_bytes > self.most_bytes {
                    self.found.extend(self.documents.take_all());
                }
            }
        }
    }
}

impl Shape {
    fn of(row: &Row) -> Self {
        let names: Vec<String> = row.cells.iter().map(|name| plain_name(name)).collect();
        if are_highlights(&names) {
            Shape::Highlights(names)
        } else {
            let columns = ColumnMatch::default();
            Shape::Table(Layout::of(&row.cells, Format::Readwise, &columns))
        }
    }
}

impl Documents {
    fn add(&mut self, names: &[String], row: &Row) {
        let cell = |name: &str| {
            let place = names.iter().position(|known| known == name);
            let cell = place.and_then(|place| row.cells.get(place));
            cell.map(|cell| cell.trim()).unwrap_or_default()
        };
        let (title, author) = (cell("booktitle"), cell("bookauthor"));
        self.n_bytes += row.text.len();
        let key = (title.to_owned(), author.to_owned());
        let place = *self.places.entry(key).or_insert_with(|| {
            self.documents.push(Document::begin(row, title, author));
            self.documents.len() - 1
        });
        let document = &mut self.documents[place];
        if document.record.candidate.lines[0] != row.lines {
            document.record.candidate.lines.push(row.lines);
        }
        document.add_highlight(cell("highlight"), cell("note"));
        let record = &mut document.record;
        record.put(Field::Tags, &Value::text(cell("documenttags")));
        // What has highlights was begun, by the earliest of them at the latest.
        let marks = &mut record.candidate.marks;
        marks.state = Some(FoundState::Reading);
        let at = written_moment(cell("highlightedat"));
        marks.started_on = [marks.started_on.take(), at].into_iter().flatten().min();
        if row.is_unclosed {
            record.warn(WarningKind::UnclosedQuote, "");
        }
    }

    /// Gives out all documents, in the order of their first rows.
    fn take_all(&mut self) -> Vec<Found> {
        let documents = std::mem::take(self).documents;
        documents.into_iter().flat_map(Document::found).collect()
    }
}

impl Document {
    fn begin(row: &Row, title: &str, author: &str) -> Self {
        let mut record = Record::on(row.lines);
        record.put(Field::Title, &Value::text(title));
        // Posts are listed by their account.
        if !author.starts_with('@') {
            record.put(Field::Authors, &Value::text(author));
        }
        Self {
            record,
            text: row.text.clone(),
            note: String::new(),
        }
    }

    fn add_highlight(&mut self, highlight: &str, note: &str) {
        let quoted = highlight.lines().map(|line| ("> ", line));
        let written = note.lines().map(|line| ("", line));
        for (place, (mark, line)) in quoted.chain(written).enumerate() {
            self.note.push_str(match place {
                0 if self.note.is_empty() => "",
                0 => "\n\n",
                _ => "\n",
            });
            // Between what is quoted and what is written.
            if mark.is_empty() && place == highlight.lines().count() && place > 0 {
                self.note.push('\n');
            }
            self.note.push_str(mark);
            self.note.push_str(line);
        }
    }

    fn found(mut self) -> Vec<Found> {
        self.record.put(Field::Note, &Value::text(&self.note));
        // Nothing tells a paper from a book or a page, but for its author.
        let kind = match self.record.candidate.authors.is_empty() {
            true => ListKind::Pages,
            false => ListKind::Works,
        };
        self.record.found(kind, &self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlights_past_the_limit_come_as_the_document_once_more() {
        let mut text = "Highlight,Book Title,Book Author,Note\n".to_owned();
        for n in 0..40 {
            text.push_str(&format!("Words {n} of it.,Tides,Ana Roe,\n"));
        }
        let lines = text.split('\n').zip(1..).map(|(text, number)| {
            Ok(Line {
                number,
                text: text.to_owned(),
            })
        });
        let mut reader = readwise(lines);
        reader.most_bytes = 500;
        let notes: Vec<String> = reader
            .map(|found| match found.expect("memory can be read") {
                Found::Candidate(paper) => paper.marks.note.unwrap_or_default(),
                other => panic!("no paper: {other:?}"),
            })
            .collect();
        assert!(notes.len() > 1);
        let expected: Vec<String> = (0..40).map(|n| format!("> Words {n} of it.")).collect();
        assert_eq!(notes.join("\n\n"), expected.join("\n\n"));
    }
}
