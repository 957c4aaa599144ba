//! An edit: what a change did to one row or to a range of rows, and how it is stored.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};
use serde_json::{Map, Value as Json};

use crate::change::packed::{pack, unpack};
use crate::error::{Damage, Error, Result};
use crate::store::tables::Table;

/// Some columns of a row with their values.
pub(crate) type Columns = Vec<(&'static str, Value)>;

/// What a change did. Undo is these, turned round.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// One row: its columns before and after. `before` is none for a new row (then `after` is whole),
    /// `after` for a row taken out (then `before` is whole); else both hold the changed columns only.
    Row {
        table: &'static Table,
        row_id: i64,
        paper: Option<i64>,
        before: Option<Columns>,
        after: Option<Columns>,
    },
    /// The rows with these ids, both ends included, are new. Ids are never given out twice.
    Range {
        table: &'static Table,
        first: i64,
        last: i64,
    },
    /// These rows, whole and with their key first, were taken out: by the undo of an import, or
    /// because the trash was emptied.
    Removed {
        table: &'static Table,
        rows: Vec<Vec<Value>>,
    },
}

/// Writes the edits of a change into the history.
pub(crate) fn store(db: &Connection, seq: i64, edits: &[Edit]) -> Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO edits (seq, kind, tbl, row_id, last_id, paper_id, before, after, packed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for edit in edits {
        match edit {
            Edit::Row {
                table,
                row_id,
                paper,
                before,
                after,
            } => insert.execute(params![
                seq,
                "row",
                table.name,
                row_id,
                None::<i64>,
                paper,
                before.as_ref().map(to_json),
                after.as_ref().map(to_json),
                None::<Vec<u8>>,
            ])?,
            Edit::Range { table, first, last } => insert.execute(params![
                seq,
                "range",
                table.name,
                first,
                last,
                None::<i64>,
                None::<String>,
                None::<String>,
                None::<Vec<u8>>,
            ])?,
            Edit::Removed { table, rows } => insert.execute(params![
                seq,
                "removed",
                table.name,
                rows.len() as i64,
                None::<i64>,
                None::<i64>,
                None::<String>,
                None::<String>,
                pack(rows),
            ])?,
        };
    }
    Ok(())
}

/// Reads the edits of a change, in the order in which they were made.
pub(crate) fn load(db: &Connection, seq: i64) -> Result<Vec<Edit>> {
    load_where(db, seq, "1")
}

/// Reads the runs of new rows of a change, in the order in which they were made.
pub(crate) fn load_ranges(db: &Connection, seq: i64) -> Result<Vec<Edit>> {
    load_where(db, seq, "kind = 'range'")
}

/// Reads the rows of one table that a change took out, in the order in which that was done.
pub(crate) fn load_removed(
    db: &Connection,
    seq: i64,
    table: &'static Table,
) -> Result<Vec<Vec<Value>>> {
    let edits = load_where(
        db,
        seq,
        &format!("kind = 'removed' AND tbl = '{}'", table.name),
    )?;
    let rows = edits.into_iter().flat_map(|edit| match edit {
        Edit::Removed { rows, .. } => rows,
        Edit::Row { .. } | Edit::Range { .. } => Vec::new(),
    });
    Ok(rows.collect())
}

/// Says whether a change took out rows of a table.
pub(crate) fn has_removed(db: &Connection, seq: i64, table: &'static Table) -> Result<bool> {
    Ok(db
        .prepare_cached(&format!(
            "SELECT 1 {OF_CHANGE} AND kind = 'removed' AND tbl = ?2"
        ))?
        .exists(params![seq, table.name])?)
}

/// Returns how many rows of a table a change took out.
pub(crate) fn n_removed(db: &Connection, seq: i64, table: &'static Table) -> Result<usize> {
    let n: i64 = db
        .prepare_cached(&format!(
            "SELECT coalesce(sum(row_id), 0) {OF_CHANGE} AND kind = 'removed' AND tbl = ?2"
        ))?
        .query_row(params![seq, table.name], |row| row.get(0))?;
    Ok(usize::try_from(n).unwrap_or(0))
}

/// Reads what a change did to the rows of one paper, and its runs of new rows, in the order in which they were made.
pub(crate) fn load_about(db: &Connection, seq: i64, paper: i64) -> Result<Vec<Edit>> {
    let mut edits = Vec::new();
    // Along the edits of the paper: those of the change may be as many as the library has papers.
    let mut select = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM edits INDEXED BY edits_by_paper WHERE paper_id = ?1 AND seq = ?2 ORDER BY id"
    ))?;
    let mut rows = select.query([paper, seq])?;
    while let Some(row) = rows.next()? {
        edits.push(read(row, seq)?);
    }
    edits.extend(load_ranges(db, seq)?);
    Ok(edits)
}

/// Which edits of a change are gone through.
#[derive(Clone, Copy)]
pub(crate) enum Which {
    All,
    /// Those of one row each.
    Rows,
    /// Those that took out many.
    Removed,
}

impl Which {
    fn condition(self) -> &'static str {
        match self {
            Which::All => "1",
            Which::Rows => "kind = 'row'",
            Which::Removed => "kind = 'removed'",
        }
    }

    /// Returns how many rows these edits of a change are about; a run of new ones counts as one.
    pub fn n_rows(self, db: &Connection, seq: i64) -> Result<usize> {
        let n: i64 = db
            .prepare_cached(&format!(
                "SELECT coalesce(sum(CASE kind WHEN 'removed' THEN row_id ELSE 1 END), 0)
                 {OF_CHANGE} AND {}",
                self.condition()
            ))?
            .query_row([seq], |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }
}

/// The edits of a change from the last to the first, some at a time: there may be as many as papers.
pub(crate) struct FromTheLast {
    seq: i64,
    which: Which,
    before_id: i64,
}

impl FromTheLast {
    const AT_ONCE: usize = 5_000;

    pub fn of(seq: i64, which: Which) -> Self {
        Self {
            seq,
            which,
            before_id: i64::MAX,
        }
    }

    /// Reads the next ones; none after the first. What others write meanwhile does not matter.
    pub fn next(&mut self, db: &Connection) -> Result<Vec<Edit>> {
        let mut select = db.prepare_cached(&format!(
            "SELECT {COLUMNS}, id {OF_CHANGE} AND id < ?2 AND {} ORDER BY id DESC",
            self.which.condition()
        ))?;
        let mut rows = select.query([self.seq, self.before_id])?;
        let mut edits = Vec::new();
        while edits.len() < Self::AT_ONCE
            && let Some(row) = rows.next()?
        {
            self.before_id = row.get(8)?;
            let edit = read(row, self.seq)?;
            // Thousands of rows are in it.
            let is_large = matches!(edit, Edit::Removed { .. });
            edits.push(edit);
            if is_large {
                break;
            }
        }
        Ok(edits)
    }
}

/// Whatever was counted of the table when it was small, it may hold millions of edits by now.
const OF_CHANGE: &str = "FROM edits INDEXED BY edits_by_seq WHERE seq = ?1";

const COLUMNS: &str = "kind, tbl, row_id, last_id, paper_id, before, after, packed";

fn load_where(db: &Connection, seq: i64, condition: &str) -> Result<Vec<Edit>> {
    let mut select = db.prepare_cached(&format!(
        "SELECT {COLUMNS} {OF_CHANGE} AND {condition} ORDER BY id"
    ))?;
    let mut rows = select.query([seq])?;
    let mut edits = Vec::new();
    while let Some(row) = rows.next()? {
        edits.push(read(row, seq)?);
    }
    Ok(edits)
}

fn read(row: &Row<'_>, seq: i64) -> Result<Edit> {
    let kind: String = row.get(0)?;
    let name: String = row.get(1)?;
    let table = Table::named(&name).ok_or_else(|| damaged(seq))?;
    Ok(match kind.as_str() {
        "row" => Edit::Row {
            table,
            row_id: row.get(2)?,
            paper: row.get(4)?,
            before: row
                .get::<_, Option<String>>(5)?
                .map(|json| from_json(table, &json, seq))
                .transpose()?,
            after: row
                .get::<_, Option<String>>(6)?
                .map(|json| from_json(table, &json, seq))
                .transpose()?,
        },
        "range" => Edit::Range {
            table,
            first: row.get(2)?,
            last: row.get(3)?,
        },
        _ => Edit::Removed {
            table,
            rows: unpack(&row.get::<_, Vec<u8>>(7)?)
                .map(|rows| with_later_columns(table, rows))
                .ok_or_else(|| damaged(seq))?,
        },
    })
}

/// Rows that were packed before a table got further columns are without these: they are null.
fn with_later_columns(table: &Table, mut rows: Vec<Vec<Value>>) -> Vec<Vec<Value>> {
    for row in &mut rows {
        row.resize(table.columns.len() + 1, Value::Null);
    }
    rows
}

fn damaged(seq: i64) -> Error {
    Error::Damaged(Damage::Change(seq))
}

pub(crate) fn to_json(columns: &Columns) -> String {
    let map: Map<String, Json> = columns
        .iter()
        .map(|(column, value)| ((*column).to_owned(), json_of(value)))
        .collect();
    Json::Object(map).to_string()
}

pub(crate) fn from_json(table: &'static Table, json: &str, seq: i64) -> Result<Columns> {
    let Ok(Json::Object(map)) = serde_json::from_str(json) else {
        return Err(damaged(seq));
    };
    map.into_iter()
        .map(|(name, value)| {
            let column = table.columns.iter().copied().find(|column| *column == name);
            Some((column?, value_of(value)?))
        })
        .collect::<Option<Columns>>()
        .ok_or_else(|| damaged(seq))
}

/// No column that one row's edit holds is a blob; those travel packed.
fn json_of(value: &Value) -> Json {
    match value {
        Value::Null | Value::Blob(_) => Json::Null,
        Value::Integer(number) => Json::from(*number),
        Value::Real(number) => Json::from(*number),
        Value::Text(text) => Json::from(text.as_str()),
    }
}

fn value_of(json: Json) -> Option<Value> {
    match json {
        Json::Null => Some(Value::Null),
        Json::Number(number) => number
            .as_i64()
            .map(Value::Integer)
            .or_else(|| number.as_f64().map(Value::Real)),
        Json::String(text) => Some(Value::Text(text)),
        Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}
