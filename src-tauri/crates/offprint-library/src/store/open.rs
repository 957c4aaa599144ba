//! Opening and upgrading the database: one step, the same for window, terminal and watcher.

use std::fs::{self, File};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, MAIN_DB, OpenFlags};

use crate::change::accept_import::citation_keys;
use crate::error::{Damage, Error, Result};

/// The file's name inside the library folder.
pub(crate) const DATABASE_FILE: &str = "library.db";

/// The folder of copies inside the library folder.
pub(crate) const BACKUPS_FOLDER: &str = "backups";

/// How long another process is waited for.
pub(crate) const GIVE_UP_AFTER: Duration = Duration::from_secs(30);

/// The pause before a file that another process holds is opened again.
const TRY_AGAIN_AFTER: Duration = Duration::from_millis(20);

/// "Ofpt", so that other programs can tell what the file is. SQLite's `application_id`.
const APPLICATION_ID: i64 = 0x4F66_7074;

/// "Ofmv": what [`APPLICATION_ID`] becomes in the file of a library that has gone to another folder, before the file is
/// taken away. A program that still has it open would else write into a file that nobody finds any more.
const LEFT_ID: i64 = 0x4F66_6D76;

/// The upgrades, oldest first; only ever added to. The n-th brings a database to version n.
const MIGRATIONS: [&str; 5] = [
    include_str!("migrations/001.sql"),
    include_str!("migrations/002.sql"),
    include_str!("migrations/003.sql"),
    include_str!("migrations/004.sql"),
    include_str!("migrations/005.sql"),
];

/// The newest version of the schema that this program knows.
pub(crate) const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// Opens the database for writing, and upgrades it where it is old. None is made where there is none.
///
/// Errors: [`Error::Newer`], [`Error::Damaged`], [`Error::ReadOnly`], [`Error::DiskFull`], [`Error::Busy`];
/// the file is unchanged after each.
pub(crate) fn open_for_writing(path: &Path) -> Result<Connection> {
    patiently(|| try_for_writing(path, OpenFlags::empty()))
}

/// Opens the database for writing as [`open_for_writing`] does, and makes it where there is none.
///
/// Errors: the same.
pub(crate) fn open_or_make(path: &Path) -> Result<Connection> {
    patiently(|| try_for_writing(path, OpenFlags::SQLITE_OPEN_CREATE))
}

fn try_for_writing(path: &Path, if_missing: OpenFlags) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(path, flags | if_missing)?;
    configure(&db)?;
    check_version(&db)?;
    // SQLite opens a file that may not be written to all the same; it would stay so when it may.
    if db.is_readonly(MAIN_DB)? {
        return Err(Error::ReadOnly);
    }
    // Switching an existing WAL database to WAL again is a read; a new one needs the write lock for it.
    db.pragma_update(None, "journal_mode", "WAL")?;
    // Full: a committed change survives a power cut, not only a crash.
    db.pragma_update(None, "synchronous", "FULL")?;
    if version(&db)? < SCHEMA_VERSION {
        upgrade(&mut db, path)?;
    }
    Ok(db)
}

/// Marks the database of a library that has gone to another folder.
///
/// Errors: [`Error::Database`].
pub(crate) fn mark_as_left(db: &Connection) -> Result<()> {
    Ok(db.pragma_update(None, "application_id", LEFT_ID)?)
}

/// Says whether a database that is open is that of a library that has gone to another folder, whatever is in its
/// folder by now.
pub(crate) fn is_left(db: &Connection) -> Result<bool> {
    let id: i64 = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    Ok(id == LEFT_ID)
}

/// Opens the database read-only: a write fails in SQLite, not in review. One of an older version is upgraded first.
///
/// On a read-only medium, where the write-ahead log's shared memory cannot be made, it is opened as
/// immutable. A file in which nothing was written yet, because its making was cut short, is an empty library.
/// Errors: as for writing.
pub(crate) fn open_for_reading(path: &Path) -> Result<Connection> {
    patiently(|| try_for_reading(path))
}

fn try_for_reading(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let db = Connection::open_with_flags(path, flags)?;
    let attempt = configure(&db).and_then(|()| check_version(&db));
    let db = match attempt {
        Ok(()) => db,
        Err(Error::ReadOnly | Error::Database(_)) => {
            let db = Connection::open_with_flags(immutable(path), flags)?;
            configure(&db)?;
            check_version(&db)?;
            db
        }
        Err(error) => return Err(error),
    };
    match version(&db)? {
        0 => open_empty(),
        SCHEMA_VERSION => Ok(db),
        _ => open_older(path, flags),
    }
}

/// Upgrades a library of an older version, so that it can be read. Where it cannot be written to, a copy in memory
/// is upgraded instead.
fn open_older(path: &Path, flags: OpenFlags) -> Result<Connection> {
    match try_for_writing(path, OpenFlags::empty()) {
        Ok(upgraded) => {
            drop(upgraded);
            let db = Connection::open_with_flags(path, flags)?;
            configure(&db)?;
            Ok(db)
        }
        Err(Error::ReadOnly | Error::Folder { .. } | Error::DiskFull) => upgraded_in_memory(path),
        Err(error) => Err(error),
    }
}

fn upgraded_in_memory(path: &Path) -> Result<Connection> {
    let db = Connection::open_in_memory()?;
    configure(&db)?;
    db.execute("ATTACH ?1 AS older", [immutable(path)])?;
    let version: i64 = db.query_row("PRAGMA older.user_version", [], |row| row.get(0))?;
    let (known, later) = MIGRATIONS.split_at(usize::try_from(version).unwrap_or(0));
    for migration in known {
        db.execute_batch(migration)?;
    }
    let tables: Vec<String> = db
        .prepare(
            "SELECT name FROM older.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let moment = db.unchecked_transaction()?;
    for table in tables {
        moment.execute_batch(&format!(
            "INSERT INTO main.\"{table}\" SELECT * FROM older.\"{table}\""
        ))?;
    }
    moment.commit()?;
    db.execute_batch("DETACH older")?;
    for migration in later {
        db.execute_batch(migration)?;
    }
    if version < 2 {
        citation_keys::give_to_all(&db)?;
    }
    db.pragma_update(None, "query_only", true)?;
    Ok(db)
}

/// Returns the address of a file that nobody writes to.
pub(crate) fn immutable(path: &Path) -> String {
    format!("file:{}?immutable=1", percent_encoded(path))
}

/// Opens again while others hold the file, for as long as a change would wait for them.
///
/// SQLite's own waiting does not serve here: where several processes turn a new file to WAL at once, it answers
/// "busy" at once to all but one, lest they wait for each other for ever.
fn patiently<T>(open: impl Fn() -> Result<T>) -> Result<T> {
    let since = Instant::now();
    loop {
        match open() {
            Err(Error::Busy) if since.elapsed() < GIVE_UP_AFTER => thread::sleep(TRY_AGAIN_AFTER),
            outcome => return outcome,
        }
    }
}

/// Makes an empty library in memory: what reading commands see where there is no library.
pub(crate) fn open_empty() -> Result<Connection> {
    let db = Connection::open_in_memory()?;
    configure(&db)?;
    for migration in MIGRATIONS {
        db.execute_batch(migration)?;
    }
    db.pragma_update(None, "query_only", true)?;
    Ok(db)
}

fn configure(db: &Connection) -> Result<()> {
    db.set_prepared_statement_cache_capacity(96);
    db.busy_timeout(Duration::from_secs(5))?;
    db.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cache_size = -32000;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    Ok(())
}

fn check_version(db: &Connection) -> Result<()> {
    // All of one moment: another process may be making the tables just now.
    let moment = db.unchecked_transaction()?;
    let version = version(&moment)?;
    let application: i64 = moment.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if version > SCHEMA_VERSION {
        return Err(Error::Newer {
            found: version,
            known: SCHEMA_VERSION,
        });
    }
    if application != APPLICATION_ID && (application != 0 || version != 0 || has_tables(&moment)?) {
        return Err(Error::Damaged(Damage::Foreign));
    }
    Ok(())
}

fn version(db: &Connection) -> Result<i64> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn has_tables(db: &Connection) -> Result<bool> {
    Ok(
        db.query_row("SELECT count(*) > 0 FROM sqlite_schema", [], |row| {
            row.get(0)
        })?,
    )
}

fn upgrade(db: &mut Connection, path: &Path) -> Result<()> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another process may have upgraded it while this one waited for the lock.
    let version = version(&tx)?;
    if version > 0 && version < SCHEMA_VERSION {
        back_up(path, version)?;
    }
    for (number, migration) in MIGRATIONS
        .iter()
        .enumerate()
        .skip(usize::try_from(version).unwrap_or(0))
    {
        tx.execute_batch(migration)?;
        tx.pragma_update(None, "user_version", number as i64 + 1)?;
    }
    if (1..2).contains(&version) {
        // Version 1 knew no citation keys.
        citation_keys::give_to_all(&tx)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.commit()?;
    Ok(())
}

/// Copies the library of an older version to its backups before the first step of its upgrade.
///
/// The copy has its name once it is whole. One of an upgrade that was cut short is replaced: the library is
/// the same, or newer.
fn back_up(path: &Path, version: i64) -> Result<()> {
    let folder = path.with_file_name(BACKUPS_FOLDER);
    let failed = |error| Error::Folder {
        path: folder.clone(),
        error,
    };
    fs::create_dir_all(&folder).map_err(failed)?;
    let copy = folder.join(format!("library-version-{version}.db"));
    let unfinished = folder.join(format!(".library-version-{version}.db.part"));
    if unfinished.try_exists().map_err(failed)? {
        fs::remove_file(&unfinished).map_err(failed)?;
    }
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    db.execute("VACUUM INTO ?1", [unfinished.to_string_lossy()])?;
    File::options()
        .write(true)
        .open(&unfinished)
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::rename(&unfinished, &copy))
        .map_err(failed)
}

fn percent_encoded(path: &Path) -> String {
    let mut address = String::new();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                address.push(byte as char)
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_library_is_copied_also_where_an_upgrade_was_cut_short() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(DATABASE_FILE);
        drop(open_or_make(&path).unwrap());
        let backups = folder.path().join(BACKUPS_FOLDER);
        fs::create_dir(&backups).unwrap();
        fs::write(backups.join("library-version-1.db"), "of the time before").unwrap();
        fs::write(backups.join(".library-version-1.db.part"), "half a copy").unwrap();
        back_up(&path, 1).unwrap();
        back_up(&path, 1).unwrap();
        let copy = Connection::open(backups.join("library-version-1.db")).unwrap();
        assert_eq!(version(&copy).unwrap(), SCHEMA_VERSION);
        assert_eq!(fs::read_dir(&backups).unwrap().count(), 1);
    }

    #[test]
    fn an_older_library_that_cannot_be_written_to_is_upgraded_in_memory() {
        for version in [1, 2, 3, 4] {
            let kept = format!(
                "{}/../../../tests/samples/libraries/version-{version}.db",
                env!("CARGO_MANIFEST_DIR")
            );
            let number = |db: &Connection, sql: &str| {
                db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
            };
            let older =
                Connection::open_with_flags(&kept, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
            let db = upgraded_in_memory(Path::new(&kept)).unwrap();
            for table in ["papers", "marks", "changes", "edits"] {
                let count = format!("SELECT count(*) FROM {table}");
                assert_eq!(number(&db, &count), number(&older, &count), "{table}");
            }
            let lacking = "SELECT count(*) FROM marks JOIN papers ON id = paper_id
                 WHERE (state = 'queued') > (queued_at IS NOT NULL) OR citation_key IS NULL";
            assert_eq!(number(&db, lacking), 0);
            assert!(db.execute("DELETE FROM marks", []).is_err());
        }
    }

    #[test]
    fn a_library_that_went_between_two_looks_is_not_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(DATABASE_FILE);
        assert!(open_for_writing(&path).is_err());
        assert!(!path.exists());
    }

    #[test]
    fn a_file_in_which_nothing_was_written_yet_is_an_empty_library() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(DATABASE_FILE);
        let n_papers = || {
            let db = open_for_reading(&path)?;
            Ok::<i64, Error>(db.query_row("SELECT count(*) FROM papers", [], |row| row.get(0))?)
        };
        fs::write(&path, "").unwrap();
        assert_eq!(n_papers().unwrap(), 0);
        assert_eq!(fs::read(&path).unwrap(), b"", "reading writes nothing");
        Connection::open(&path)
            .unwrap()
            .pragma_update(None, "journal_mode", "WAL")
            .unwrap();
        assert_eq!(n_papers().unwrap(), 0);
    }
}
