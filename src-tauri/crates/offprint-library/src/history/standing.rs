//! May a row stand in the library as it is now? Asked before a row is put back.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::Result;
use crate::store::tables::{Refers, Table};

/// Says whether what a row refers to is there, and no other row has what only one may have.
///
/// `row` is whole, in the order of the table's columns.
pub(super) fn may_stand(
    db: &Connection,
    table: &'static Table,
    row_id: i64,
    row: &[Value],
) -> Result<bool> {
    for (column, refers) in table.refers_to {
        let sql = match refers {
            Refers::Paper => "SELECT 1 FROM papers WHERE id = ?1",
            Refers::Import => "SELECT 1 FROM imports WHERE id = ?1",
        };
        let is_there = match table.number_in(row_id, row, column) {
            Some(id) => db.prepare_cached(sql)?.exists([id])?,
            None => false,
        };
        if !is_there {
            return Ok(false);
        }
    }
    if table.unique.is_empty() {
        return Ok(true);
    }
    let conditions: Vec<String> = table
        .unique
        .iter()
        .map(|column| format!("\"{column}\" = ?"))
        .collect();
    let sql = format!(
        "SELECT 1 FROM {} WHERE {} AND {} <> ?",
        table.name,
        conditions.join(" AND "),
        table.key
    );
    let values = table
        .unique
        .iter()
        .filter_map(|column| table.place_of(column))
        .map(|place| row[place].clone());
    let is_taken = db
        .prepare_cached(&sql)?
        .exists(params_from_iter(values.chain([Value::Integer(row_id)])))?;
    Ok(!is_taken)
}
