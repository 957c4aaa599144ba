//! The floor: SQLite alone, with a library's schema and settings, writing the very rows of that library.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use crate::Outcome;

/// A library's schema and all its rows, in memory.
pub struct BareSqlite {
    /// Tables and indexes, as the library made them.
    schema: String,
    tables: Vec<BareTable>,
}

struct BareTable {
    insert: String,
    rows: Vec<Vec<Value>>,
}

impl BareSqlite {
    /// Reads schema and rows of the library in a folder.
    pub fn of_library(folder: &Path) -> Outcome<Self> {
        let db = Connection::open_with_flags(
            folder.join("library.db"),
            OpenFlags::SQLITE_OPEN_READ_ONLY,
        )?;
        // What SQLite makes by itself has no SQL or a name of its own.
        let made = "FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'";
        let schema = db
            .prepare(&format!("SELECT sql {made} ORDER BY type = 'index', rowid"))?
            .query_map([], |row| row.get(0))?
            .collect::<Result<Vec<String>, _>>()?
            .join(";\n");
        let tables = db
            .prepare(&format!("SELECT name {made} AND type = 'table'"))?
            .query_map([], |row| row.get(0))?
            .collect::<Result<Vec<String>, _>>()?
            .iter()
            .map(|name| BareTable::of(&db, name))
            .collect::<Outcome<_>>()?;
        Ok(Self { schema, tables })
    }

    /// Makes a database with the same tables, indexes and settings, and no rows.
    pub fn make_empty(&self, path: &Path) -> Outcome<Connection> {
        let db = Connection::open(path)?;
        // As the library sets them, in offprint-library's store/open.rs.
        db.execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA cache_size = -32000;
             PRAGMA temp_store = MEMORY;
             PRAGMA journal_size_limit = 67108864;",
        )?;
        db.execute_batch(&self.schema)?;
        Ok(db)
    }

    /// Writes all rows in one transaction, table by table, each with one prepared statement.
    pub fn write_rows(&self, db: &Connection) -> Outcome<()> {
        db.execute_batch("BEGIN IMMEDIATE")?;
        for table in &self.tables {
            let mut insert = db.prepare(&table.insert)?;
            for row in &table.rows {
                insert.execute(params_from_iter(row))?;
            }
        }
        Ok(db.execute_batch("COMMIT")?)
    }
}

impl BareTable {
    fn of(db: &Connection, name: &str) -> Outcome<Self> {
        let mut select = db.prepare(&format!("SELECT * FROM {name}"))?;
        let n_columns = select.column_count();
        let rows = select
            .query_map([], |row| {
                (0..n_columns).map(|place| row.get(place)).collect()
            })?
            .collect::<Result<_, _>>()?;
        let marks = vec!["?"; n_columns].join(", ");
        Ok(Self {
            insert: format!("INSERT INTO {name} VALUES ({marks})"),
            rows,
        })
    }
}

/// Sets a state in a transaction of its own, with neither rule nor history.
pub fn set_state(db: &Connection, paper: i64) -> Outcome<()> {
    db.execute_batch("BEGIN IMMEDIATE")?;
    db.prepare_cached("UPDATE marks SET state = 'skimmed' WHERE paper_id = ?1")?
        .execute([paper])?;
    Ok(db.execute_batch("COMMIT")?)
}
