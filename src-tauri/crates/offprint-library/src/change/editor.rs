//! The only code that writes rows. It notes an [`Edit`] for each, which is the way back.

use std::slice::from_ref;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use crate::change::edit::{self, Columns, Edit};
use crate::change::new_rows::{Cell, NewRows};
use crate::change::{ChangeSeq, Oversight};
use crate::error::{Damage, Error, Result};
use crate::store::tables::{PAPERS, Table, values_of};

/// So many new rows go into one statement, and those left over into one each: beginning and ending a statement
/// costs about as much as writing a short row.
const ROWS_AT_ONCE: usize = 16;

/// So many edits are held before they are written into the history: a change may be about all papers.
const MOST_HELD: usize = 5_000;

/// Writes rows inside one transaction and notes what it did to each.
pub(crate) struct Editor<'db> {
    db: &'db Connection,
    oversight: &'db dyn Oversight,
    /// The change that the edits are of; none where it has no place in the history.
    seq: Option<ChangeSeq>,
    /// Those that are not in the history yet.
    edits: Vec<Edit>,
    n_stored: usize,
    /// For each table that got rows, in the order of their first.
    inserts: Vec<Inserts>,
    /// Whether something was written that history does not hold.
    has_remembered: bool,
}

/// A moment inside a change, to which it can go back.
pub(crate) struct SavePoint {
    n_edits: usize,
    /// The edits that are runs of new rows, with where each ended.
    range_ends: Vec<(usize, i64)>,
    has_remembered: bool,
}

/// What is kept of a table between one new row and the next.
struct Inserts {
    table: &'static Table,
    insert_one: String,
    insert_many: String,
    /// The key of the next row, once it was asked for.
    next_key: Option<i64>,
    /// Where in the edits its latest range is, so that a run of new rows stays one edit.
    latest_range: Option<usize>,
}

impl<'db> Editor<'db> {
    pub fn new(db: &'db Connection, seq: Option<ChangeSeq>, oversight: &'db dyn Oversight) -> Self {
        Self {
            db,
            oversight,
            seq,
            edits: Vec::new(),
            n_stored: 0,
            inserts: Vec::new(),
            has_remembered: false,
        }
    }

    /// The transaction, for rules that read.
    pub fn db(&self) -> &'db Connection {
        self.db
    }

    /// What hears how far the change is, and says whether to stop.
    pub fn oversight(&self) -> &'db dyn Oversight {
        self.oversight
    }

    pub fn has_edits(&self) -> bool {
        self.n_stored > 0 || !self.edits.is_empty()
    }

    /// Tells how far a rule is that goes through many papers or edits, and writes what it did so far into the
    /// history. None of the editor's own save points may be open.
    ///
    /// Errors: [`Error::Cancelled`]; those of the database.
    pub fn step(&mut self, n_done: usize, n_all: usize) -> Result<()> {
        if self.oversight.is_cancelled() {
            return Err(Error::Cancelled);
        }
        self.oversight.progress(n_done, n_all);
        if self.edits.len() >= MOST_HELD {
            self.let_go()?;
        }
        Ok(())
    }

    /// Writes what is held into the history, unless a run of new rows is among it that may still grow.
    fn let_go(&mut self) -> Result<()> {
        let mut inserts = self.inserts.iter();
        match inserts.any(|inserts| inserts.latest_range.is_some()) {
            true => Ok(()),
            false => self.store(),
        }
    }

    /// Writes the edits that are held into the history.
    pub fn store(&mut self) -> Result<()> {
        if let Some(seq) = self.seq {
            edit::store(self.db, seq, &self.edits)?;
            self.n_stored += self.edits.len();
            self.edits.clear();
        }
        Ok(())
    }

    pub fn has_remembered(&self) -> bool {
        self.has_remembered
    }

    /// Returns what was done and is not in the history yet, in order: what a rule did since it last went through many
    /// papers or edits.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Reads a row whole, in the order of the table's columns.
    pub fn row(&self, table: &'static Table, row_id: i64) -> Result<Option<Vec<Value>>> {
        read_row(self.db, table, row_id)
    }

    /// Inserts a row and notes it by itself. Columns not given are null.
    pub fn insert(
        &mut self,
        table: &'static Table,
        row_id: Option<i64>,
        values: Columns,
    ) -> Result<i64> {
        // What is stored is the whole row, so that undo can tell whether it was touched since.
        let row: Vec<Value> = table
            .columns
            .iter()
            .map(|column| value_in(&values, column))
            .collect();
        let columns = table.columns.iter().copied();
        let mut rows = NewRows::of(table);
        rows.add(row_id, columns.zip(row.iter().map(Cell::from)));
        let row_id = self.write(&rows)?[0];
        let paper = table.paper_of(row_id, &row);
        let whole = table.columns.iter().copied().zip(row).collect();
        self.edits.push(Edit::Row {
            table,
            row_id,
            paper,
            before: None,
            after: Some(whole),
        });
        Ok(row_id)
    }

    /// Inserts a row that belongs to a run of new ones, as [`insert_all`](Self::insert_all) does.
    pub fn insert_in_range<'a>(
        &mut self,
        table: &'static Table,
        row_id: Option<i64>,
        row: impl IntoIterator<Item = (&'static str, Cell<'a>)>,
    ) -> Result<i64> {
        let row_id = match row_id {
            Some(row_id) => row_id,
            None => self.new_id(table)?,
        };
        let mut rows = NewRows::of(table);
        rows.add(Some(row_id), row);
        self.insert_all(&rows)?;
        Ok(row_id)
    }

    /// Inserts rows that belong to a run of new ones; runs are noted as one range of ids per table.
    pub fn insert_all(&mut self, rows: &NewRows<'_>) -> Result<()> {
        let table = rows.table;
        let place = self.inserts_of(table);
        for row_id in self.write(rows)? {
            if let Some(latest) = self.inserts[place].latest_range
                && let Edit::Range { last, .. } = &mut self.edits[latest]
                && *last + 1 == row_id
            {
                *last = row_id;
                continue;
            }
            self.inserts[place].latest_range = Some(self.edits.len());
            self.edits.push(Edit::Range {
                table,
                first: row_id,
                last: row_id,
            });
        }
        Ok(())
    }

    /// Returns the id of a row that is going to be inserted, and gives it to no other.
    pub fn new_id(&mut self, table: &'static Table) -> Result<i64> {
        let place = self.inserts_of(table);
        let key = match self.inserts[place].next_key {
            Some(key) => key,
            // As AUTOINCREMENT has it: above all that are there, and all that ever were.
            None => {
                let sql = format!(
                    "SELECT 1 + max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?1), 0),
                                    coalesce((SELECT max({}) FROM {}), 0))",
                    table.key, table.name
                );
                let mut select = self.db.prepare_cached(&sql)?;
                select.query_row([table.name], |row| row.get(0))?
            }
        };
        self.inserts[place].next_key = Some(key + 1);
        Ok(key)
    }

    /// Whether a row belongs to the latest run of new rows: undo takes it out whole, so what becomes of it in
    /// the same change need not be noted. Rows under a paper's own id are as new as that paper: their runs have
    /// gaps, and would say otherwise of all but the last.
    fn is_new(&self, table: &'static Table, row_id: i64) -> bool {
        let is_under_paper = !table.gives_ids && table.key == "paper_id";
        let table = if is_under_paper { &PAPERS } else { table };
        let inserts = self
            .inserts
            .iter()
            .find(|inserts| inserts.table.name == table.name);
        inserts
            .and_then(|inserts| inserts.latest_range)
            .is_some_and(|place| {
                matches!(self.edits[place], Edit::Range { first, last, .. } if (first..=last).contains(&row_id))
            })
    }

    /// Marks this moment, to come back to it or to keep what was written since. Marks do not nest.
    pub fn save_point(&mut self) -> Result<SavePoint> {
        self.db.execute_batch("SAVEPOINT source")?;
        let range_ends = self.inserts.iter().filter_map(|inserts| {
            let place = inserts.latest_range?;
            match self.edits[place] {
                Edit::Range { last, .. } => Some((place, last)),
                Edit::Row { .. } | Edit::Removed { .. } => None,
            }
        });
        Ok(SavePoint {
            n_edits: self.edits.len(),
            range_ends: range_ends.collect(),
            has_remembered: self.has_remembered,
        })
    }

    /// Keeps what was written since the mark.
    pub fn keep(&mut self, _mark: SavePoint) -> Result<()> {
        Ok(self.db.execute_batch("RELEASE source")?)
    }

    /// Takes back what was written since the mark, and its edits.
    pub fn roll_back_to(&mut self, mark: SavePoint) -> Result<()> {
        self.db
            .execute_batch("ROLLBACK TO source; RELEASE source")?;
        self.edits.truncate(mark.n_edits);
        self.has_remembered = mark.has_remembered;
        for inserts in &mut self.inserts {
            inserts.latest_range = None;
            inserts.next_key = None;
        }
        for (place, end) in mark.range_ends {
            if let Edit::Range { table, last, .. } = &mut self.edits[place] {
                *last = end;
                let name = table.name;
                let inserts = self
                    .inserts
                    .iter_mut()
                    .find(|inserts| inserts.table.name == name);
                if let Some(inserts) = inserts {
                    inserts.latest_range = Some(place);
                }
            }
        }
        Ok(())
    }

    /// Sets some columns of a row. Says whether anything became different.
    pub fn update(
        &mut self,
        table: &'static Table,
        row_id: i64,
        values: &[(&'static str, Value)],
    ) -> Result<bool> {
        let Some(row) = self.row(table, row_id)? else {
            return Ok(false);
        };
        let mut before = Columns::new();
        let mut after = Columns::new();
        for (column, value) in values {
            let present = &row[table
                .place_of(column)
                .expect("rules name columns of their table")];
            if present != value {
                before.push((column, present.clone()));
                after.push((column, value.clone()));
            }
        }
        if after.is_empty() {
            return Ok(false);
        }
        self.set_columns(table, row_id, &after)?;
        if self.is_new(table, row_id) {
            return Ok(true);
        }
        let paper = table.paper_of(row_id, &row);
        self.edits.push(Edit::Row {
            table,
            row_id,
            paper,
            before: Some(before),
            after: Some(after),
        });
        Ok(true)
    }

    /// Takes a row out. Says whether it was there.
    pub fn delete(&mut self, table: &'static Table, row_id: i64) -> Result<bool> {
        let Some(row) = self.row(table, row_id)? else {
            return Ok(false);
        };
        let paper = table.paper_of(row_id, &row);
        self.delete_row(table, row_id)?;
        let before = table.columns.iter().copied().zip(row).collect();
        self.edits.push(Edit::Row {
            table,
            row_id,
            paper,
            before: Some(before),
            after: None,
        });
        Ok(true)
    }

    /// Takes out the rows that a condition names (it may refer to `temp` tables) and keeps them packed, in the history
    /// and not in memory. None of the editor's own save points may be open.
    pub fn remove_where(&mut self, table: &'static Table, condition: &str) -> Result<usize> {
        const ROWS_PER_EDIT: usize = 5_000;
        let sql = format!(
            "SELECT {} FROM {} WHERE {condition} ORDER BY {}",
            table.all_columns(),
            table.name,
            table.key
        );
        let mut select = self.db.prepare(&sql)?;
        let mut found = select.query([])?;
        let mut rows = Vec::new();
        let mut n_rows = 0;
        while let Some(row) = found.next()? {
            rows.push(values_of(row)?);
            n_rows += 1;
            if rows.len() == ROWS_PER_EDIT {
                self.edits.push(Edit::Removed {
                    table,
                    rows: std::mem::take(&mut rows),
                });
                self.let_go()?;
            }
        }
        if !rows.is_empty() {
            self.edits.push(Edit::Removed { table, rows });
            self.let_go()?;
        }
        if n_rows > 0 {
            self.db
                .execute(&format!("DELETE FROM {} WHERE {condition}", table.name), [])?;
        }
        Ok(n_rows)
    }

    /// Puts a removed row back, its key first. Not noted: redo is undone by undoing what it redid.
    pub fn put_back(&mut self, table: &'static Table, row: &[Value]) -> Result<bool> {
        let sql = table.insert_statement("INSERT OR IGNORE");
        Ok(self
            .db
            .prepare_cached(&sql)?
            .execute(params_from_iter(row))?
            == 1)
    }

    /// Writes a row of a table that undo does not reverse.
    pub fn remember(&mut self, sql: &str, values: impl rusqlite::Params) -> Result<()> {
        let n_rows = self.db.prepare_cached(sql)?.execute(values)?;
        self.has_remembered |= n_rows > 0;
        Ok(())
    }

    /// Writes rows, and gives keys to those without. Returns the keys.
    fn write(&mut self, rows: &NewRows<'_>) -> Result<Vec<i64>> {
        let place = self.inserts_of(rows.table);
        let mut keys = Vec::with_capacity(rows.keys.len());
        for given in &rows.keys {
            keys.push(match *given {
                Some(key) => key,
                None => self.new_id(rows.table)?,
            });
        }
        let inserts = &mut self.inserts[place];
        if let (Some(next), Some(highest)) = (inserts.next_key, keys.iter().max())
            && *highest >= next
        {
            inserts.next_key = None;
        }
        let (many, rest) = keys.as_chunks::<ROWS_AT_ONCE>();
        for (chunk, keys) in many.iter().enumerate() {
            let from_row = chunk * ROWS_AT_ONCE;
            let mut insert = self.db.prepare_cached(&inserts.insert_many)?;
            if rows.table.gives_ids {
                insert.execute(params_from_iter(rows.values(from_row, ROWS_AT_ONCE)))?;
                // Ids only grow, so if the last is as foreseen, all are.
                if self.db.last_insert_rowid() != keys[ROWS_AT_ONCE - 1] {
                    return Err(Error::Damaged(Damage::Ids(rows.table.name)));
                }
            } else {
                insert.execute(params_from_iter(rows.values_with_keys(from_row, keys)))?;
            }
        }
        for (n, key) in rest.iter().enumerate() {
            let from_row = many.len() * ROWS_AT_ONCE + n;
            self.db
                .prepare_cached(&inserts.insert_one)?
                .execute(params_from_iter(
                    rows.values_with_keys(from_row, from_ref(key)),
                ))?;
        }
        Ok(keys)
    }

    /// Returns the place of a table in `inserts`; writes its statements when it is first asked for.
    fn inserts_of(&mut self, table: &'static Table) -> usize {
        let known = self
            .inserts
            .iter()
            .position(|inserts| inserts.table.name == table.name);
        if let Some(place) = known {
            return place;
        }
        self.inserts.push(Inserts {
            table,
            insert_one: table.insert_statement("INSERT"),
            insert_many: table.insert_rows_statement(ROWS_AT_ONCE),
            next_key: None,
            latest_range: None,
        });
        self.inserts.len() - 1
    }

    fn set_columns(&self, table: &'static Table, row_id: i64, values: &Columns) -> Result<()> {
        let set: Vec<String> = values
            .iter()
            .map(|(column, _)| format!("\"{column}\" = ?"))
            .collect();
        let sql = format!(
            "UPDATE {} SET {} WHERE {} = ?",
            table.name,
            set.join(", "),
            table.key
        );
        let given = values
            .iter()
            .map(|(_, value)| value.clone())
            .chain([Value::Integer(row_id)]);
        self.db
            .prepare_cached(&sql)?
            .execute(params_from_iter(given))?;
        Ok(())
    }

    fn delete_row(&self, table: &'static Table, row_id: i64) -> Result<()> {
        let sql = format!("DELETE FROM {} WHERE {} = ?1", table.name, table.key);
        self.db.prepare_cached(&sql)?.execute([row_id])?;
        Ok(())
    }
}

/// Reads a row whole, in the order of the table's columns.
pub(crate) fn read_row(
    db: &Connection,
    table: &'static Table,
    row_id: i64,
) -> Result<Option<Vec<Value>>> {
    let sql = format!(
        "SELECT {} FROM {} WHERE {} = ?1",
        table.quoted_columns(),
        table.name,
        table.key
    );
    let mut select = db.prepare_cached(&sql)?;
    Ok(select.query_row([row_id], values_of).optional()?)
}

fn value_in(values: &Columns, column: &str) -> Value {
    values
        .iter()
        .find(|(name, _)| *name == column)
        .map_or(Value::Null, |(_, value)| value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Actor, ChangeKind, NoOversight};
    use crate::store::tables::SIGHTINGS;
    use crate::testing::TestLibrary;

    #[test]
    fn what_is_taken_out_is_not_held_once_it_is_in_the_history() {
        let test = TestLibrary::new();
        test.import("Why Dunes Walk at Night\nA Slow History of Rivers");
        let kind = Some(ChangeKind::EmptyTrash);
        let mut n_removed = 0;
        let written = test
            .library
            .write(kind, Actor::Window, &NoOversight, |editor, _| {
                n_removed = editor.remove_where(&SIGHTINGS, "TRUE")?;
                assert!(editor.edits().is_empty(), "it is gone from memory");
                assert!(editor.has_edits());
                Err(Error::Cancelled)
            });
        assert!(matches!(written, Err(Error::Cancelled)));
        assert_eq!(n_removed, 2);
    }
}
