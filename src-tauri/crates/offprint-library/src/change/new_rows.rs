//! New rows of one table, to be written together.

use rusqlite::ToSql;
use rusqlite::types::{Null, ToSqlOutput};

use crate::store::tables::Table;

/// A value of a new row. Text is borrowed, so that it is copied once, into the database.
pub(crate) type Cell<'a> = ToSqlOutput<'a>;

/// New rows of a table, in their order.
pub(crate) struct NewRows<'a> {
    pub table: &'static Table,
    /// The key of each row; one without gets the next when it is written.
    pub keys: Vec<Option<i64>>,
    /// The columns of each row in the table's order, one row behind the other.
    cells: Vec<Cell<'a>>,
}

impl<'a> NewRows<'a> {
    pub const fn of(table: &'static Table) -> Self {
        Self {
            table,
            keys: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// Adds a row, whose columns stand in their table's order. Those not given are null.
    pub fn add(
        &mut self,
        key: Option<i64>,
        row: impl IntoIterator<Item = (&'static str, Cell<'a>)>,
    ) {
        self.keys.push(key);
        let mut row = row.into_iter().peekable();
        for column in self.table.columns {
            let given = row.next_if(|(name, _)| name == column);
            self.cells.push(or_null(given.map(|(_, cell)| cell)));
        }
        assert!(row.next().is_none(), "columns stand in their table's order");
    }

    /// Returns the values of some rows, without their keys.
    pub fn values(&self, from_row: usize, n_rows: usize) -> &[Cell<'a>] {
        let width = self.table.columns.len();
        &self.cells[from_row * width..(from_row + n_rows) * width]
    }

    /// Returns the values of the rows that get these keys, each behind its key.
    pub fn values_with_keys<'s>(
        &'s self,
        from_row: usize,
        keys: &'s [i64],
    ) -> impl Iterator<Item = &'s dyn ToSql> {
        let rows = self.values(from_row, keys.len());
        let rows = rows.chunks_exact(self.table.columns.len());
        keys.iter().zip(rows).flat_map(|(key, cells)| {
            let cells = cells.iter().map(|cell| cell as &dyn ToSql);
            std::iter::once(key as &dyn ToSql).chain(cells)
        })
    }
}

/// Makes a cell of what may be absent.
pub(crate) fn or_null<'a>(value: Option<impl Into<Cell<'a>>>) -> Cell<'a> {
    value.map_or_else(|| Null.into(), Into::into)
}
