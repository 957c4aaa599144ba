//! Watched folders: new files are read once, when they have stopped growing, and left where they are.
//!
//! One process watches a library at a time. What became of each file is in a table that undo does not
//! reverse; a file is known by the hash of its content, so that a rename or a touch brings nothing twice.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use offprint_library::import::WatchedStamp;
use offprint_library::{Actor, Change, NoOversight, Oversight, WatchedFile, WatchedOutcome};
use offprint_source::folder::files_in;
use offprint_source::watch::{Hints, Settling, Stamp, is_unfinished};
use offprint_source::{Source, SourceError};

use crate::failure::{Failure, FailureCode};
use crate::import::{self, ImportOptions, ImportOutcome, Input};
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
    Taken {
        /// Its path.
        path: String,
        /// What came of it.
        outcome: Box<ImportOutcome>,
    },
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
                hints,
                settling: Settling::new(pace.settle),
                missing: Vec::new(),
            };
            let mut lock = None;
            let mut is_told = false;
            let mut last_scan: Option<Instant> = None;
            let mut is_hinted = true;
            while !should_stop.load(Ordering::Relaxed) {
                if lock.is_none() {
                    lock = try_lock(open.folder());
                    match &lock {
                        Some(_) => tell(WatchEvent::Started),
                        None if !is_told => {
                            is_told = true;
                            tell(WatchEvent::AnotherWatches);
                        }
                        None => {}
                    }
                }
                if lock.is_some() {
                    let is_due = last_scan.is_none_or(|at| at.elapsed() >= pace.rescan);
                    if round.look(is_hinted || is_due || round.settling.is_waiting()) {
                        last_scan = Some(Instant::now());
                    }
                    is_hinted = false;
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

fn try_lock(library: &Path) -> Option<File> {
    let file = File::create(library.join(LOCK_FILE)).ok()?;
    match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => None,
    }
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
    hints: Hints,
    settling: Settling,
    missing: Vec<PathBuf>,
}

impl Round<'_> {
    /// Looks at the folders, and at their files if asked. Says whether the files were looked at.
    fn look(&mut self, looks_at_files: bool) -> bool {
        let folders: Vec<PathBuf> = match self.open.read(|snapshot| snapshot.watched_folders()) {
            Ok(folders) => folders.into_iter().map(PathBuf::from).collect(),
            Err(failure) => {
                (self.tell)(WatchEvent::Stalled(failure));
                return false;
            }
        };
        let came_back = self.tell_missing(&folders);
        self.hints.watch(&folders);
        if !(looks_at_files || came_back) {
            return false;
        }
        let mut listed = Vec::new();
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            listed.extend(
                files_in(folder)
                    .files
                    .into_iter()
                    .filter(|path| !is_unfinished(path)),
            );
        }
        for path in &listed {
            if let Err(failure) = self.look_at(path) {
                (self.tell)(WatchEvent::Stalled(failure));
                return false;
            }
        }
        self.settling
            .keep_only(|path| listed.iter().any(|listed| listed == path));
        true
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
    fn look_at(&mut self, path: &Path) -> Result<(), Failure> {
        // Gone again, or not to be looked at: the next listing tells.
        let Ok(stamp) = Stamp::of(path) else {
            return Ok(());
        };
        let name = path.display().to_string();
        let before = self.open.read(|snapshot| snapshot.watched_file(&name))?;
        let is_as_before = before.is_some_and(|file| {
            file.size_bytes == stamp.size_bytes && file.modified_at == stamp.modified_at
        });
        if is_as_before {
            self.settling.forget(path);
            return Ok(());
        }
        if !self.settling.has_settled(path, stamp, Instant::now()) {
            return Ok(());
        }
        self.settling.forget(path);
        match take(self.open, path, stamp, false)? {
            TakenFile::Already => {}
            TakenFile::Taken(outcome) => (self.tell)(WatchEvent::Taken {
                path: name,
                outcome: Box::new(outcome),
            }),
            TakenFile::Failed(failure) => (self.tell)(WatchEvent::Failed(failure)),
        }
        Ok(())
    }
}

enum TakenFile {
    Already,
    Taken(ImportOutcome),
    Failed(Failure),
}

/// Reads a file once and remembers what became of it. `again` takes it whether or not it was taken before.
fn take(open: &OpenLibrary, path: &Path, stamp: Stamp, again: bool) -> Result<TakenFile, Failure> {
    let name = path.display().to_string();
    let hash = match Source::open(path) {
        Ok(source) => source.hash().to_hex(),
        // It went away while it was looked at.
        Err(SourceError::NotFound { .. }) => return Ok(TakenFile::Already),
        Err(error) => return failed(open, &name, stamp, error.into()),
    };
    if !again && open.read(|snapshot| snapshot.is_taken(&hash))? {
        note(open, &name, stamp, Some(hash), WatchedOutcome::Already)?;
        return Ok(TakenFile::Already);
    }
    let watched = WatchedStamp {
        path: name.clone(),
        size_bytes: stamp.size_bytes,
        modified_at: stamp.modified_at,
    };
    let input = Input::Watched(path.to_owned(), watched);
    let outcome = import::import(
        open,
        vec![input],
        &ImportOptions::default(),
        Actor::Watcher,
        &NoOversight,
    )?;
    match outcome.failures.first() {
        Some(failure) => failed(open, &name, stamp, failure.clone()),
        None => Ok(TakenFile::Taken(outcome)),
    }
}

fn failed(
    open: &OpenLibrary,
    name: &str,
    stamp: Stamp,
    failure: Failure,
) -> Result<TakenFile, Failure> {
    let outcome = WatchedOutcome::Failed {
        code: failure.code.name().to_owned(),
        line: failure.line,
        detail: failure.detail.clone(),
    };
    note(open, name, stamp, None, outcome)?;
    Ok(TakenFile::Failed(failure))
}

fn note(
    open: &OpenLibrary,
    path: &str,
    stamp: Stamp,
    hash: Option<String>,
    outcome: WatchedOutcome,
) -> Result<(), Failure> {
    let file = WatchedFile {
        path: path.to_owned(),
        size_bytes: stamp.size_bytes,
        modified_at: stamp.modified_at,
        hash,
        at: open.clock().now(),
        outcome,
    };
    open.apply(
        Change::NoteWatchedFile(Box::new(file)),
        Actor::Watcher,
        &NoOversight,
    )
    .map(drop)
}

/// Watches a folder from now on. The files that are there now are read only if the person says so.
///
/// Errors: a folder that is not there; those of the library.
pub fn add_folder(
    open: &OpenLibrary,
    folder: &Path,
    takes_existing: bool,
    by: Actor,
    oversight: &dyn Oversight,
) -> Result<Applied, Failure> {
    let not_found = |error: std::io::Error| {
        Failure::of(FailureCode::NotFound)
            .about(folder.display().to_string())
            .because(error.to_string())
    };
    let folder = std::path::absolute(folder).map_err(not_found)?;
    if !folder.metadata().map_err(not_found)?.is_dir() {
        let failure = Failure::of(FailureCode::NotAFile).about(folder.display().to_string());
        return Err(failure.because("a file, not a folder"));
    }
    let path = folder.display().to_string();
    let is_new = !open
        .read(|snapshot| snapshot.watched_folders())?
        .contains(&path);
    if is_new && !takes_existing {
        for file in files_in(&folder).files {
            let Ok(stamp) = Stamp::of(&file) else {
                continue;
            };
            let name = file.display().to_string();
            if open
                .read(|snapshot| snapshot.watched_file(&name))?
                .is_none()
            {
                let hash = Source::open(&file)
                    .ok()
                    .map(|source| source.hash().to_hex());
                note(open, &name, stamp, hash, WatchedOutcome::ThereBefore)?;
            }
        }
    }
    open.apply(Change::WatchFolder { path }, by, oversight)
}

/// Takes a file of a watched folder again, whatever became of it before.
///
/// Errors: why it cannot be read; those of the library.
pub fn retry(open: &OpenLibrary, path: &Path) -> Result<ImportOutcome, Failure> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let stamp = Stamp::of(&path).map_err(|error| {
        Failure::of(FailureCode::NotFound)
            .about(path.display().to_string())
            .because(error.to_string())
    })?;
    match take(open, &path, stamp, true)? {
        TakenFile::Taken(outcome) => Ok(outcome),
        TakenFile::Failed(failure) => Err(failure),
        TakenFile::Already => Err(Failure::of(FailureCode::NotFound)
            .about(path.display().to_string())
            .because("it went away")),
    }
}
