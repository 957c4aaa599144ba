//! What the person does in an open preview.

use offprint_formats::detect::DetectReason;
use offprint_formats::{ColumnField, ColumnMatch, Format};
use offprint_library::import::{OnDuplicate, Outcome};
use offprint_source::Source;

use super::growth::{Growth, Pieces};
use super::row::PreviewedRow;
use super::{ImportPreview, PreviewedSource};
use crate::failure::{Cause, Failure, FailureCode};
use crate::import::ImportOversight;
use crate::import::reading::{How, Place, ReadSource, Reader};
use crate::open_library::OpenLibrary;
use crate::wire;
use crate::wire::preview::{DuplicateAnswer, PreviewEdit};

impl ImportPreview {
    /// Does one edit.
    ///
    /// Errors: a row, source or format that is not there; what concerns all rows, or reads some again, while
    /// sources are still being read; those of reading again.
    pub fn edit(
        &mut self,
        open: &OpenLibrary,
        edit: &PreviewEdit,
        oversight: &dyn ImportOversight,
    ) -> Result<(), Failure> {
        if self.is_reading && is_of_all(edit) {
            return Err(still_reading());
        }
        self.revision += 1;
        match edit {
            PreviewEdit::Tick { row, is_ticked } => {
                self.row_mut(*row)?.is_ticked = Some(*is_ticked);
                self.settle(open, oversight)
            }
            PreviewEdit::TickAll { filter, is_ticked } => {
                for place in self.places(filter) {
                    self.rows[place].is_ticked = Some(*is_ticked);
                }
                self.settle(open, oversight)
            }
            PreviewEdit::Answer { row, answer } => {
                self.row_mut(*row)?.answer = answered(*answer);
                self.settle(open, oversight)
            }
            PreviewEdit::AnswerAll { answer } => {
                let is_possible = |row: &&PreviewedRow| row.outcome() == Outcome::Possible;
                let Some(first) = self.rows.iter().find(is_possible) else {
                    return Ok(());
                };
                // An answer can make others possible duplicates that were none: all means these, too.
                self.judge_each_from(open, first.source, oversight, &mut |_, row| {
                    if row.outcome() == Outcome::Possible {
                        row.answer = answered(*answer);
                    }
                    Ok(())
                })
            }
            PreviewEdit::Format { source, format } => {
                let format = match format {
                    None => None,
                    Some(name) => Some(
                        Format::from_name(name)
                            .ok_or_else(|| Failure::of(FailureCode::Usage).about(name.clone()))?,
                    ),
                };
                let how = How::default().remembering(open)?;
                self.read_again(open, *source, format, how, oversight)
            }
            PreviewEdit::Columns { source, fields } => {
                let said = fields.iter().map(|field| field.map(column_field)).collect();
                let format = self.source(*source)?.read.format;
                let how = How {
                    columns: Some(ColumnMatch(said)),
                    ..How::default()
                };
                self.read_again(open, *source, Some(format), how, oversight)
            }
            PreviewEdit::Mend { row, text } => self.mend(open, *row, text, oversight),
        }
    }

    fn source(&self, source: u32) -> Result<&PreviewedSource, Failure> {
        self.sources
            .get(source as usize)
            .ok_or_else(|| Failure::of(FailureCode::NotFound))
    }

    fn row_mut(&mut self, row: u32) -> Result<&mut PreviewedRow, Failure> {
        let place = self.place_of(row)?;
        Ok(&mut self.rows[place])
    }

    /// Reads a source as another format, or recognises it again.
    fn read_again(
        &mut self,
        open: &OpenLibrary,
        number: u32,
        format: Option<Format>,
        how: How,
        oversight: &dyn ImportOversight,
    ) -> Result<(), Failure> {
        let source = self.source(number)?;
        let reason = source.read.reason;
        let again = source.read.source.clone();
        let number = number as usize;
        let (mut read, text, rows) = self.read_one(open, again, format, how, oversight)?;
        if read.columns_said.is_some() {
            // Other columns of the same format: what gave that away still holds.
            read.reason = reason;
        }
        let source = &mut self.sources[number];
        source.read = read;
        source.text = text;
        let first = self.rows.partition_point(|row| row.source < number);
        let end = self.rows.partition_point(|row| row.source <= number);
        let mut rows: Vec<PreviewedRow> = in_source(rows, number).collect();
        for row in &mut rows {
            row.number = self.next_number();
        }
        self.rows.splice(first..end, rows);
        self.judge_from(open, number, oversight)
    }

    /// Reads a text as a source is read.
    fn read_text(
        &self,
        open: &OpenLibrary,
        number: usize,
        text: &str,
        oversight: &dyn ImportOversight,
    ) -> Result<Vec<PreviewedRow>, Failure> {
        let read = &self.sources[number].read;
        let how = How {
            columns: read.columns_said.clone(),
            ..How::default()
        };
        let source = Source::from_pasted(text)?;
        let how = how.remembering(open)?;
        let (_, _, rows) = self.read_one(open, source, Some(read.format), how, oversight)?;
        Ok(in_source(rows, number).collect())
    }

    /// Reads one source to its end: what it is, its kept text and its rows.
    fn read_one(
        &self,
        open: &OpenLibrary,
        source: Source,
        format: Option<Format>,
        how: How,
        oversight: &dyn ImportOversight,
    ) -> Result<(ReadSource, Option<String>, Vec<PreviewedRow>), Failure> {
        let mut reader = Reader::new(how, oversight);
        let (mut rows, mut kept_text) = (Vec::new(), None);
        let mut gather = |growth: Vec<Growth>| {
            for piece in growth {
                match piece {
                    Growth::Row(row) => rows.push(*row),
                    Growth::End(_, text) => kept_text = text,
                    Growth::Begin(..) | Growth::Withdraw => {}
                }
            }
            Ok(())
        };
        let mut pieces = Pieces::new(open, &self.spool, &mut gather);
        let read = reader.read_source(source, None, format, Place::Named, &mut |read| {
            pieces.take(read)
        });
        let read = pieces.check(read)??;
        pieces.hand_over()?;
        Ok((read, kept_text, rows))
    }

    /// Reads a rejected record again from a mended text. What comes of it takes the record's place and keeps
    /// its lines.
    fn mend(
        &mut self,
        open: &OpenLibrary,
        row: u32,
        text: &str,
        oversight: &dyn ImportOversight,
    ) -> Result<(), Failure> {
        let place = self.place_of(row)?;
        let rejected = &self.rows[place];
        let lines = rejected.lines.clone();
        let number = rejected.source;
        if rejected.rejection.is_none() {
            return Err(Failure::of(FailureCode::NotFound));
        }
        let mut mended = self.read_text(open, number, text, oversight)?;
        let read = &self.sources[number].read;
        let is_table = read.format == Format::Csv || read.reason == Some(DetectReason::ColumnNames);
        if mended.is_empty() && is_table {
            // A row of a table says nothing without the names of its columns.
            let head = self.sources[number].read.source.head();
            let names = head.lines().find(|line| !line.trim().is_empty());
            let with_names = format!("{}\n{text}", names.unwrap_or_default());
            mended = self.read_text(open, number, &with_names, oversight)?;
        }
        for row in &mut mended {
            row.lines.clone_from(&lines);
        }
        if mended.is_empty() {
            // Nothing was found in it: what was typed is kept, so that it can be mended further.
            if let Some(rejection) = &mut self.rows[place].rejection {
                text.clone_into(&mut rejection.text);
            }
            return Ok(());
        }
        for row in &mut mended {
            if let Some(rejection) = &mut row.rejection {
                rejection.lines = lines.first().copied().unwrap_or(rejection.lines);
            }
        }
        // The first is what the record is now; what else was in the text comes behind it.
        mended[0].number = row;
        for more in &mut mended[1..] {
            more.number = self.next_number();
        }
        self.rows.splice(place..=place, mended);
        self.judge_from(open, number, oversight)
    }
}

fn in_source(rows: Vec<PreviewedRow>, source: usize) -> impl Iterator<Item = PreviewedRow> {
    rows.into_iter()
        .map(move |row| PreviewedRow { source, ..row })
}

/// Whether an edit is of all rows, or reads some again: not while more of them come.
const fn is_of_all(edit: &PreviewEdit) -> bool {
    match edit {
        PreviewEdit::Tick { .. } | PreviewEdit::Answer { .. } => false,
        PreviewEdit::TickAll { .. }
        | PreviewEdit::AnswerAll { .. }
        | PreviewEdit::Format { .. }
        | PreviewEdit::Columns { .. }
        | PreviewEdit::Mend { .. } => true,
    }
}

/// Returns why nothing is done yet.
pub(super) fn still_reading() -> Failure {
    Failure::of(FailureCode::Conflict).because(Cause::StillReading)
}

const fn answered(answer: DuplicateAnswer) -> Option<OnDuplicate> {
    match answer {
        DuplicateAnswer::Same => Some(OnDuplicate::Same),
        DuplicateAnswer::Different => Some(OnDuplicate::Different),
        DuplicateAnswer::Later => None,
    }
}

const fn column_field(field: wire::preview::ColumnField) -> ColumnField {
    use wire::preview::ColumnField as Wire;
    match field {
        Wire::Title => ColumnField::Title,
        Wire::Authors => ColumnField::Authors,
        Wire::Abstract => ColumnField::Abstract,
        Wire::Year => ColumnField::Year,
        Wire::Venue => ColumnField::Venue,
        Wire::Identifier => ColumnField::Identifier,
        Wire::Link => ColumnField::Link,
        Wire::Tags => ColumnField::Tags,
        Wire::State => ColumnField::State,
        Wire::Starred => ColumnField::Starred,
        Wire::Why => ColumnField::Why,
        Wire::Note => ColumnField::Note,
        Wire::AddedAt => ColumnField::AddedAt,
        Wire::StartedAt => ColumnField::StartedAt,
        Wire::FinishedAt => ColumnField::FinishedAt,
    }
}

pub(super) const fn wire_column_field(field: ColumnField) -> wire::preview::ColumnField {
    use wire::preview::ColumnField as Wire;
    match field {
        ColumnField::Title => Wire::Title,
        ColumnField::Authors => Wire::Authors,
        ColumnField::Abstract => Wire::Abstract,
        ColumnField::Year => Wire::Year,
        ColumnField::Venue => Wire::Venue,
        ColumnField::Identifier => Wire::Identifier,
        ColumnField::Link => Wire::Link,
        ColumnField::Tags => Wire::Tags,
        ColumnField::State => Wire::State,
        ColumnField::Starred => Wire::Starred,
        ColumnField::Why => Wire::Why,
        ColumnField::Note => Wire::Note,
        ColumnField::AddedAt => Wire::AddedAt,
        ColumnField::StartedAt => Wire::StartedAt,
        ColumnField::FinishedAt => Wire::FinishedAt,
    }
}
