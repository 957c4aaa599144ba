//! Watched folders: new files are read once, when they have stopped growing, and left where they are.
//!
//! One process watches a library at a time. What became of each file is in a table that undo does not
//! reverse; a file is known by the hash of its content, so that a rename or a touch brings nothing twice.

use std::collections::HashSet;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use std::{io, mem};

use offprint_library::import::WatchedStamp;
use offprint_library::{
    Actor, Change, ExistingFiles, NoOversight, Oversight, WatchedFile, WatchedOutcome,
};
use offprint_platform::files;
use offprint_source::folder::files_in;
use offprint_source::watch::{Hints, Settling, Stamp, is_unfinished};
use offprint_source::{Source, SourceError};

use crate::failure::{Cause, Failure, FailureCode, NoFile};
use crate::import::{self, ImportOptions, ImportOutcome, ImportOversight, Input};
use crate::lock::try_lock;
use crate::mirror;
use crate::open_library::OpenLibrary;
use crate::wire::change::Applied;

const LOCK_FILE: &str = "watch.lock";

/// How long watching waits for what.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// A file must have looked the same for so long.
    pub settle: Duration,
    /// How often the list of folders, and whether each is there, is looked at.
    pub look: Duration,
    /// How often all files are looked at even if nothing told of a change.
    pub rescan: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            settle: Duration::from_secs(2),
            look: Duration::from_secs(1),
            rescan: Duration::from_secs(60),
        }
    }
}

/// What happened while watching.
#[derive(Clone, Debug)]
pub enum WatchEvent {
    /// This process watches from now on.
    Started,
    /// Another process watches this library; this one takes over when that one ends.
    AnotherWatches,
    /// A file was taken in.
    Taken(Box<ImportOutcome>),
    /// A file could not be read; it is tried again when it changes.
    Failed(Failure),
    /// A folder is not there.
    Missing(PathBuf),
    /// A missing folder is back.
    Back(PathBuf),
    /// The library cannot be read or written just now; watching tries again.
    Stalled(Failure),
}

/// Watching that goes on in a thread of its own until this is dropped.
#[derive(Debug)]
pub struct Watching {
    stop: Arc<AtomicBool>,
    wake: Sender<()>,
    thread: Option<JoinHandle<()>>,
}

impl Watching {
    /// Begins to watch the folders of a library.
    pub fn start(
        open: Arc<OpenLibrary>,
        pace: Pace,
        tell: impl Fn(WatchEvent) + Send + 'static,
    ) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (wake, woken) = mpsc::channel();
        let hint = wake.clone();
        let should_stop = stop.clone();
        let thread = thread::spawn(move || {
            let hints = Hints::new(move || {
                let _ = hint.send(());
            });
            let mut round = Round {
                open: &open,
                tell: &tell,
                should_stop: &should_stop,
                hints,
                settling: Settling::new(pace.settle),
                missing: Vec::new(),
                stalled: None,
            };
            let mut lock = None;
            let mut is_told_why_not = false;
            let mut last_scan: Option<Instant> = None;
            let mut is_hinted = true;
            while !should_stop.load(Ordering::Relaxed) {
                lock = lock.or_else(|| take_lock(open.folder(), &tell, &mut is_told_why_not));
                if lock.is_some() {
                    let is_due = last_scan.is_none_or(|at| at.elapsed() >= pace.rescan);
                    match round.look(is_hinted || is_due || round.settling.is_waiting()) {
                        Looked::AtAll => {
                            last_scan = Some(Instant::now());
                            is_hinted = false;
                        }
                        Looked::AtFolders => is_hinted = false,
                        // What was not looked at is looked at next time, whether or not anything hints.
                        Looked::NotToTheEnd => is_hinted = true,
                    }
                }
                let nap = if round.settling.is_waiting() {
                    pace.settle.min(pace.look) / 2
                } else {
                    pace.look
                };
                match woken.recv_timeout(nap.max(Duration::from_millis(20))) {
                    Ok(()) => {
                        is_hinted = true;
                        // One change tells itself many times over.
                        while woken.try_recv().is_ok() {}
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
        });
        Self {
            stop,
            wake,
            thread: Some(thread),
        }
    }

    /// Looks at the folders now, because their list may have changed.
    pub fn wake(&self) {
        let _ = self.wake.send(());
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.wake();
        if let Some(thread) = self.thread.take() {
            // A watcher that panicked has said so already.
            let _ = thread.join();
        }
    }
}

/// Takes the lock and tells that watching begins; where it cannot, tells once why not.
fn take_lock(
    library: &Path,
    tell: &impl Fn(WatchEvent),
    is_told_why_not: &mut bool,
) -> Option<File> {
    let why_not = match try_lock(library, LOCK_FILE) {
        Ok(Some(lock)) => {
            tell(WatchEvent::Started);
            return Some(lock);
        }
        Ok(None) => WatchEvent::AnotherWatches,
        Err(failure) => WatchEvent::Stalled(failure),
    };
    if !mem::replace(is_told_why_not, true) {
        tell(why_not);
    }
    None
}

/// Says whether some process, this one or another, watches the library in a folder.
pub fn is_watched(library: &Path) -> bool {
    let Ok(file) = File::open(library.join(LOCK_FILE)) else {
        return false;
    };
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}

struct Round<'a> {
    open: &'a OpenLibrary,
    tell: &'a dyn Fn(WatchEvent),
    should_stop: &'a AtomicBool,
    hints: Hints,
    settling: Settling,
    missing: Vec<PathBuf>,
    /// Why the last look did not come to its end; told once, however many looks it lasts.
    stalled: Option<Failure>,
}

/// How far a look came.
enum Looked {
    /// At the folders and their files.
    AtAll,
    /// At the folders; more was not asked for.
    AtFolders,
    /// The library was in the way, or watching is to end.
    NotToTheEnd,
}

impl Round<'_> {
    /// Looks at the folders, and at their files if asked.
    fn look(&mut self, looks_at_files: bool) -> Looked {
        match self.try_look(looks_at_files) {
            Ok(looked) => {
                self.stalled = None;
                looked
            }
            Err(failure) => {
                if self.stalled.as_ref() != Some(&failure) {
                    (self.tell)(WatchEvent::Stalled(failure.clone()));
                    self.stalled = Some(failure);
                }
                Looked::NotToTheEnd
            }
        }
    }

    fn try_look(&mut self, looks_at_files: bool) -> Result<Looked, Failure> {
        let folders: Vec<PathBuf> = self
            .open
            .read(|snapshot| snapshot.watched_folders())?
            .into_iter()
            .map(PathBuf::from)
            .collect();
        let came_back = self.tell_missing(&folders);
        self.hints.watch(&folders);
        if !(looks_at_files || came_back) {
            return Ok(Looked::AtFolders);
        }
        let mut listed = HashSet::new();
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            for path in files_in(folder).files {
                if self.should_stop.load(Ordering::Relaxed) {
                    return Ok(Looked::NotToTheEnd);
                }
                if !is_unfinished(&path) {
                    self.look_at(&path, folder)?;
                    listed.insert(path);
                }
            }
        }
        self.settling.keep_only(|path| listed.contains(path));
        Ok(Looked::AtAll)
    }

    fn tell_missing(&mut self, folders: &[PathBuf]) -> bool {
        let mut came_back = false;
        self.missing.retain(|folder| folders.contains(folder));
        for folder in folders {
            let was_missing = self.missing.contains(folder);
            match (folder.is_dir(), was_missing) {
                (false, false) => {
                    self.missing.push(folder.clone());
                    (self.tell)(WatchEvent::Missing(folder.clone()));
                }
                (true, true) => {
                    self.missing.retain(|missing| missing != folder);
                    came_back = true;
                    (self.tell)(WatchEvent::Back(folder.clone()));
                }
                (true, false) | (false, true) => {}
            }
        }
        came_back
    }

    /// Deals with one file, if it is new or has changed, and has settled.
    fn look_at(&mut self, path: &Path, folder: &Path) -> Result<(), Failure> {
        // Gone again, or not to be looked at: the next listing tells.
        let Ok(stamp) = Stamp::of(path) else {
            return Ok(());
        };
        let name = path.display().to_string();
        let before = self.open.read(|snapshot| snapshot.watched_file(&name))?;
        if before.is_some_and(|before| is_as(&before, stamp)) {
            self.settling.forget(path);
            return Ok(());
        }
        if !self.settling.has_settled(path, stamp, Instant::now()) {
            return Ok(());
        }
        let taken = take(self.open, path, stamp, folder)?;
        // Only now: one that the library could not take waits on.
        self.settling.forget(path);
        match taken {
            TakenFile::Already | TakenFile::Gone => {}
            TakenFile::Taken(outcome) => (self.tell)(WatchEvent::Taken(Box::new(outcome))),
            TakenFile::Failed(failure) => (self.tell)(WatchEvent::Failed(failure)),
        }
        Ok(())
    }
}

enum TakenFile {
    /// Its content is known.
    Already,
    /// It went away while it was looked at.
    Gone,
    Taken(ImportOutcome),
    Failed(Failure),
}

/// Takes a file of a watched folder, unless its content is known, and remembers what became of it.
fn take(
    open: &OpenLibrary,
    path: &Path,
    stamp: Stamp,
    folder: &Path,
) -> Result<TakenFile, Failure> {
    let by = Actor::Watcher;
    let name = path.display().to_string();
    let source = match Source::open(path) {
        Ok(source) => source,
        Err(SourceError::NotFound { .. }) => return Ok(TakenFile::Gone),
        Err(error) => return failed(open, &name, stamp, error.into(), by),
    };
    let hash = source.hash().to_hex();
    let folder = folder.display().to_string();
    let is_known = open.read(|snapshot| {
        Ok::<_, offprint_library::Error>(
            snapshot.is_taken(&hash)? || snapshot.is_left(&hash, &folder)?,
        )
    })?;
    if is_known {
        let file = file(open, name, stamp, Some(hash), WatchedOutcome::Already);
        note(open, file, by)?;
        return Ok(TakenFile::Already);
    }
    take_in(open, source, name, stamp, by, &NoOversight)
}

/// Takes an opened file in, known or not, and remembers what became of it.
fn take_in(
    open: &OpenLibrary,
    source: Source,
    name: String,
    stamp: Stamp,
    by: Actor,
    oversight: &dyn ImportOversight,
) -> Result<TakenFile, Failure> {
    let watched = WatchedStamp {
        path: name.clone(),
        size_bytes: stamp.size_bytes,
        modified_at: stamp.modified_at,
    };
    let input = Input::Watched(source, watched);
    let outcome = import::import(open, vec![input], &ImportOptions::default(), by, oversight)?;
    match outcome.failures.first() {
        Some(failure) => failed(open, &name, stamp, failure.clone(), by),
        None => Ok(TakenFile::Taken(outcome)),
    }
}

fn failed(
    open: &OpenLibrary,
    name: &str,
    stamp: Stamp,
    failure: Failure,
    by: Actor,
) -> Result<TakenFile, Failure> {
    let outcome = WatchedOutcome::Failed(failure.note());
    note(open, file(open, name.to_owned(), stamp, None, outcome), by)?;
    Ok(TakenFile::Failed(failure))
}

fn file(
    open: &OpenLibrary,
    path: String,
    stamp: Stamp,
    hash: Option<String>,
    outcome: WatchedOutcome,
) -> WatchedFile {
    WatchedFile {
        path,
        size_bytes: stamp.size_bytes,
        modified_at: stamp.modified_at,
        hash,
        at: open.clock().now(),
        outcome,
    }
}

fn note(open: &OpenLibrary, file: WatchedFile, by: Actor) -> Result<(), Failure> {
    let change = Change::NoteWatchedFile(Box::new(file));
    open.apply(change, by, &NoOversight).map(drop)
}

/// Returns the path under which a folder is watched: absolute, and the same however it was typed.
///
/// Errors: there is no current folder that a relative path could begin at.
pub fn watched_path(folder: &Path) -> io::Result<PathBuf> {
    if let Ok(real) = files::real_path(folder) {
        return Ok(real);
    }
    // A separator at the end goes away with its components.
    Ok(std::path::absolute(folder)?.components().collect())
}

/// Watches a folder from now on. The files that are there now are read only if the person says so, and
/// then also those that were left when the folder was added before.
///
/// One transaction, however many files there are; they are read before it.
///
/// Errors: a folder that is not there, or that the mirror keeps; [`FailureCode::Cancelled`]; those of the library.
pub fn add_folder(
    open: &OpenLibrary,
    folder: &Path,
    takes_existing: bool,
    by: Actor,
    oversight: &dyn Oversight,
) -> Result<Applied, Failure> {
    let change = change_that_adds(open, folder, takes_existing, oversight)?;
    open.apply(change, by, oversight)
}

/// Makes the change of [`add_folder`].
pub(crate) fn change_that_adds(
    open: &OpenLibrary,
    folder: &Path,
    takes_existing: bool,
    oversight: &dyn Oversight,
) -> Result<Change, Failure> {
    let path = path_to_watch(open, folder)?;
    let is_new = !open
        .read(|snapshot| snapshot.watched_folders())?
        .contains(&path);
    let existing = if takes_existing {
        ExistingFiles::Take
    } else if is_new {
        ExistingFiles::Leave(files_to_leave(open, path.as_ref(), oversight)?)
    } else {
        ExistingFiles::Leave(Vec::new())
    };
    Ok(Change::WatchFolder {
        path,
        existing,
        in_place_of: None,
    })
}

/// Makes the change that watches a folder where it is now. Files that were taken, or left, where it was are known by
/// their content; what came since is taken.
pub(crate) fn change_that_locates(
    open: &OpenLibrary,
    from: &str,
    to: &Path,
    oversight: &dyn Oversight,
) -> Result<Change, Failure> {
    let path = path_to_watch(open, to)?;
    let mut left = Vec::new();
    for file in files_to_leave(open, path.as_ref(), oversight)? {
        let Some(hash) = &file.hash else { continue };
        if open.read(|snapshot| snapshot.is_left(hash, from))? {
            left.push(file);
        }
    }
    Ok(Change::WatchFolder {
        path,
        existing: ExistingFiles::Leave(left),
        in_place_of: Some(from.to_owned()),
    })
}

/// Returns the path by which a folder is watched; refuses what is none, and the mirror.
fn path_to_watch(open: &OpenLibrary, folder: &Path) -> Result<String, Failure> {
    let not_found = |error: io::Error| {
        Failure::of(FailureCode::NotFound)
            .about(folder.display().to_string())
            .saying(error)
    };
    let folder = watched_path(folder).map_err(not_found)?;
    if !folder.metadata().map_err(not_found)?.is_dir() {
        let failure = Failure::of(FailureCode::NotAFile).about(folder.display().to_string());
        return Err(failure.because(Cause::NoFile { what: NoFile::File }));
    }
    mirror::refuse_to_watch(open, &folder)?;
    Ok(folder.display().to_string())
}

/// Reads the files of a folder that is not watched yet, but for those of which is known what became of them.
fn files_to_leave(
    open: &OpenLibrary,
    folder: &Path,
    oversight: &dyn Oversight,
) -> Result<Vec<WatchedFile>, Failure> {
    let mut left = Vec::new();
    for path in files_in(folder).files {
        if oversight.is_cancelled() {
            return Err(Failure::of(FailureCode::Cancelled));
        }
        let Ok(stamp) = Stamp::of(&path) else {
            continue;
        };
        let name = path.display().to_string();
        let before = open.read(|snapshot| snapshot.watched_file(&name))?;
        if before.is_some_and(|before| is_as(&before, stamp)) {
            continue;
        }
        let hash = Source::open(&path)
            .ok()
            .map(|source| source.hash().to_hex());
        left.push(file(open, name, stamp, hash, WatchedOutcome::ThereBefore));
    }
    Ok(left)
}

fn is_as(file: &WatchedFile, stamp: Stamp) -> bool {
    file.size_bytes == stamp.size_bytes && file.modified_at == stamp.modified_at
}

/// Takes a file of a watched folder again, whatever became of it before.
///
/// Errors: why it cannot be read; those of the library.
pub fn retry(
    open: &OpenLibrary,
    path: &Path,
    by: Actor,
    oversight: &dyn ImportOversight,
) -> Result<ImportOutcome, Failure> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let stamp = Stamp::of(&path).map_err(|error| {
        Failure::of(FailureCode::NotFound)
            .about(path.display().to_string())
            .saying(error)
    })?;
    let name = path.display().to_string();
    let taken = match Source::open(&path) {
        Ok(source) => take_in(open, source, name, stamp, by, oversight)?,
        Err(error) => failed(open, &name, stamp, error.into(), by)?,
    };
    match taken {
        TakenFile::Taken(outcome) => Ok(outcome),
        TakenFile::Failed(failure) => Err(failure),
        TakenFile::Already | TakenFile::Gone => Err(Failure::of(FailureCode::NotFound)
            .about(path.display().to_string())
            .because(Cause::WentAway)),
    }
}
