//! The library: one folder, one database, one writer in this process, any number of readers.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use offprint_platform::clock::Clock;
use rusqlite::Connection;

use crate::change::{Announcement, ChangeSeq, Oversight};
use crate::error::{Error, Result};
use crate::identity::index::IdentityIndex;
use crate::identity::judge::{Answers, Judge, JudgeMark};
use crate::identity::kept::KeptIndex;
use crate::moving;
use crate::snapshot::Snapshot;
use crate::store::open;

type Listener = Box<dyn Fn(&Announcement) + Send + Sync>;

/// A library that is open for writing. Shared between threads; several processes may each have one.
pub struct Library {
    folder: PathBuf,
    writer: Mutex<Connection>,
    clock: Arc<dyn Clock>,
    listeners: Mutex<Vec<Listener>>,
    identity: Mutex<KeptIndex>,
}

/// A judge of one change, and how to have back what it looks at.
pub(crate) struct HiredJudge {
    pub judge: Judge,
    start: JudgeMark,
    as_of: ChangeSeq,
}

impl Library {
    /// Opens the library of a folder; makes folder and database where there are none.
    ///
    /// Errors: [`Error::Newer`], [`Error::Damaged`], [`Error::ReadOnly`], [`Error::DiskFull`],
    /// [`Error::Busy`], [`Error::Moved`], [`Error::Folder`]. What was there is unchanged after each.
    pub fn open(folder: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        moving::check_has_not_moved(folder)?;
        let path = folder.join(open::DATABASE_FILE);
        let writer = if moving::holds_library(folder) {
            // Between the two looks it may have been moved: none is made in its stead.
            open::open_for_writing(&path)
                .or_else(|error| moving::check_is_here(folder).and(Err(error)))?
        } else {
            make_folder(folder)?;
            open::open_or_make(&path)?
        };
        Ok(Self::around(folder, writer, clock))
    }

    pub(crate) fn around(folder: &Path, writer: Connection, clock: Arc<dyn Clock>) -> Self {
        Self {
            folder: folder.to_path_buf(),
            writer: Mutex::new(writer),
            clock,
            listeners: Mutex::new(Vec::new()),
            identity: Mutex::default(),
        }
    }

    /// Returns the library's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the clock that dates its changes.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Opens a read-only view.
    ///
    /// Errors: as for [`Library::open`].
    pub fn snapshot(&self) -> Result<Snapshot> {
        Snapshot::open(&self.folder)
    }

    /// Calls `listener` after each change that this process commits.
    pub fn subscribe(&self, listener: impl Fn(&Announcement) + Send + Sync + 'static) {
        self.lock_listeners().push(Box::new(listener));
    }

    pub(crate) fn announce(&self, announcement: &Announcement) {
        for listener in self.lock_listeners().iter() {
            listener(announcement);
        }
    }

    /// Reads what identity looks at ahead of an import, while its sources are read: then no other process has
    /// to wait for that.
    ///
    /// Errors: [`Error::Cancelled`]; those of reading the library.
    pub fn prepare_import(&self, oversight: &dyn Oversight) -> Result<()> {
        let snapshot = self.snapshot()?;
        let newest = snapshot.newest_seq()?;
        let is_ready = {
            let mut identity = self.identity();
            identity.hear_of(newest);
            identity.is_of(newest)
        };
        if !is_ready {
            let index = IdentityIndex::of_library(snapshot.db(), oversight)?;
            self.identity().keep(newest, index);
        }
        Ok(())
    }

    /// Hears of a change that another process made, so that nothing of before is kept.
    pub fn hear_of(&self, seq: ChangeSeq) {
        self.identity().hear_of(seq);
    }

    /// Hands out what identity looks at, if it is kept as it was after a change, to whoever gives it back.
    pub(crate) fn lend_identity(&self, seq: ChangeSeq) -> Option<IdentityIndex> {
        self.identity().lend(seq)
    }

    /// Keeps what identity looks at, as it was after a change.
    pub(crate) fn keep_identity(&self, seq: ChangeSeq, index: IdentityIndex) {
        self.identity().keep(seq, index);
    }

    /// Returns a judge for an import that is the change `seq`, inside its transaction.
    ///
    /// Errors: [`Error::Cancelled`]; those of the database.
    pub(crate) fn judge(
        &self,
        db: &Connection,
        seq: ChangeSeq,
        oversight: &dyn Oversight,
    ) -> Result<HiredJudge> {
        let as_of: ChangeSeq = db.query_row(
            "SELECT coalesce(max(seq), 0) FROM changes WHERE seq < ?1",
            [seq],
            |row| row.get(0),
        )?;
        let lent = self.lend_identity(as_of);
        let index = match lent {
            Some(index) => index,
            None => IdentityIndex::of_library(db, oversight)?,
        };
        let judge = Judge::around(index, Answers::read(db)?);
        Ok(HiredJudge {
            start: judge.mark(),
            judge,
            as_of,
        })
    }

    /// Keeps what a judge looked at: as it is after its change, if that was made, else as it was before.
    pub(crate) fn dismiss(&self, hired: HiredJudge, made: Option<ChangeSeq>) {
        let HiredJudge {
            judge,
            start,
            as_of,
        } = hired;
        match made {
            Some(seq) => {
                if let Some(index) = judge.into_index() {
                    self.keep_identity(seq, index);
                }
            }
            None => self.keep_identity(as_of, judge.into_index_of(start)),
        }
    }

    fn identity(&self) -> MutexGuard<'_, KeptIndex> {
        self.identity.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A writer whose holder panicked has rolled back: its transaction was dropped.
    pub(crate) fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same where nobody holds it.
    pub(crate) fn try_writer(&self) -> Option<MutexGuard<'_, Connection>> {
        match self.writer.try_lock() {
            Ok(writer) => Some(writer),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Opens the database anew where the library went to another folder and came back: what is open then is the file
    /// that went. Where another library came in its stead, it stays so, and nothing can be written.
    pub(crate) fn find_again(&self, writer: &mut Connection) -> Result<()> {
        if !open::is_left(writer)? || moving::check_is_here(&self.folder).is_err() {
            return Ok(());
        }
        let here = open::open_for_writing(&self.folder.join(open::DATABASE_FILE))?;
        if moving::goes_on_from(&here, writer)? {
            *writer = here;
            *self.identity() = KeptIndex::default();
        }
        Ok(())
    }

    fn lock_listeners(&self) -> MutexGuard<'_, Vec<Listener>> {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Library")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        let writer = self.writer();
        // Both only tidy; another process in the library makes them come to nothing.
        let _ = writer.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
    }
}

/// The library is the person's own: where the system knows it, nobody else may read it.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let made = fs::create_dir_all(folder);
    #[cfg(unix)]
    let made = made.and_then(|()| {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
    });
    made.map_err(|error| Error::Folder {
        path: folder.to_path_buf(),
        error,
    })
}
