//! Reading lists that are tables: `csv`, and the tables that programs export.

use std::collections::VecDeque;
use std::io;

use offprint_source::Line;

use crate::candidate::{Found, WarningKind};
use crate::grammar::rows::{Row, Rows, TableRow, rows};
use crate::{Format, ReadError};

use super::columns::{ColumnMatch, Field, FoundColumn, field_named, plain_name};
use super::record::{ListKind, Record, Value};
use super::{ours, programs};

/// Reads a table, one row at a time; its first row names the columns.
///
/// Yields a candidate per row that names a work. Where `format` is a program's, the program's own
/// names count, else well-known ones, unless `columns` says otherwise. Cells past the last column
/// are told by a warning. Holds one row in memory.
///
/// Errors: only those of reading `lines`.
pub(crate) fn read_table<L>(
    lines: L,
    format: Format,
    columns: Option<ColumnMatch>,
) -> impl Iterator<Item = Result<Found, ReadError>>
where
    L: Iterator<Item = io::Result<Line>>,
{
    Table {
        rows: rows(lines),
        format,
        columns: columns.unwrap_or_default(),
        our_names: None,
        layout: None,
        found: VecDeque::new(),
    }
}

/// Returns the columns of the table that begins with `lines`.
pub(super) fn columns_in<L>(lines: L) -> Vec<FoundColumn>
where
    L: Iterator<Item = io::Result<Line>>,
{
    let mut rows = rows(lines).filter_map(|row| match row {
        Ok(TableRow::Whole(row)) => Some(row.cells),
        Ok(TableRow::Broken(_)) | Err(_) => None,
    });
    let names = rows.next().unwrap_or_default();
    let plain_names: Vec<String> = names.iter().map(|name| plain_name(name)).collect();
    let program = programs::table_of(Format::Csv, &plain_names);
    let mut columns: Vec<FoundColumn> = names.into_iter().map(FoundColumn::named).collect();
    if let Some(program) = program {
        for (column, name) in columns.iter_mut().zip(&plain_names) {
            column.field = program.field_named(name).and_then(Field::choice);
        }
    }
    for cells in rows {
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.show(&cell);
        }
    }
    columns
}

/// Returns the names in the first row.
pub(super) fn names_in<L>(lines: L) -> Vec<String>
where
    L: Iterator<Item = io::Result<Line>>,
{
    match rows(lines).next() {
        Some(Ok(TableRow::Whole(row))) => row.cells,
        Some(Ok(TableRow::Broken(_)) | Err(_)) | None => Vec::new(),
    }
}

/// Whether there are several rows, as wide as the first one, which has three columns or more.
pub(super) fn has_even_rows<L>(lines: L) -> bool
where
    L: Iterator<Item = io::Result<Line>>,
{
    let mut widths = rows(lines).filter_map(|row| match row {
        Ok(TableRow::Whole(row)) => Some(row.cells.len()),
        Ok(TableRow::Broken(_)) | Err(_) => None,
    });
    let first = widths.next().unwrap_or_default();
    let widths: Vec<usize> = widths.take(20).collect();
    first >= 3 && widths.len() >= 2 && widths.iter().all(|width| *width == first)
}

struct Table<L> {
    rows: Rows<L>,
    format: Format,
    columns: ColumnMatch,
    /// The names of the columns, where the table is the one that Offprint writes.
    our_names: Option<Vec<String>>,
    /// None until the names are read.
    layout: Option<Layout>,
    found: VecDeque<Found>,
}

/// What each column holds.
pub(super) struct Layout {
    fields: Vec<Option<Field>>,
    kind: ListKind,
}

impl<L> Iterator for Table<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(Ok(found));
            }
            match self.rows.next()? {
                Ok(TableRow::Whole(row)) => self.take(&row),
                Ok(TableRow::Broken(rejection)) => return Some(Ok(Found::Rejection(rejection))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<L> Table<L> {
    fn take(&mut self, row: &Row) {
        if let Some(names) = &self.our_names {
            self.found.push_back(ours::found(names, row));
            return;
        }
        match &self.layout {
            None if self.columns.0.is_empty() && ours::are_ours(&row.cells) => {
                self.our_names = Some(row.cells.clone());
            }
            None => self.layout = Some(Layout::of(&row.cells, self.format, &self.columns)),
            Some(layout) => self.found.extend(layout.found_in(row)),
        }
    }
}

impl Layout {
    pub(super) fn of(names: &[String], format: Format, columns: &ColumnMatch) -> Self {
        let names: Vec<String> = names.iter().map(|name| plain_name(name)).collect();
        let program = programs::table_of(format, &names);
        let fields = names.iter().enumerate().map(|(place, name)| match program {
            Some(program) => columns.field_at(place, program.field_named(name)),
            // An index lists its authors shortly, and whole beside.
            None if name == "authors" && names.iter().any(|name| name == "authorfullnames") => {
                columns.field_at(place, None)
            }
            None => columns.field_at(place, field_named(name)),
        });
        Self {
            fields: fields.collect(),
            kind: program.map_or(ListKind::of(format), |program| program.kind),
        }
    }

    pub(super) fn found_in(&self, row: &Row) -> Vec<Found> {
        let mut record = Record::on(row.lines);
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            return vec![Found::Noise(row.lines)];
        }
        for (field, cell) in self.fields.iter().zip(&row.cells) {
            if let Some(field) = field {
                // Goodreads writes a number as a formula, so that spreadsheets leave it alone.
                let text = cell
                    .strip_prefix("=\"")
                    .and_then(|cell| cell.strip_suffix('"'));
                record.put(*field, &Value::text(text.unwrap_or(ours::unmarked(cell))));
            }
        }
        let n_columns = self.fields.len();
        let stray = row
            .cells
            .iter()
            .skip(n_columns)
            .find(|cell| !cell.trim().is_empty());
        if let Some(stray) = stray {
            record.warn(WarningKind::StrayText, stray);
        }
        if row.is_unclosed {
            record.warn(WarningKind::UnclosedQuote, "");
        }
        record.found(self.kind, &row.text)
    }
}
