//! The mirror: a folder of plain files that follows the library, for note programs, LaTeX and git.
//!
//! One Markdown file for each paper that has a note or has left the inbox, and the whole library as BibTeX and as
//! JSON Lines. An update renders what there is and writes only where bytes differ; one that follows another in
//! the same process renders only the papers that changed between them, as long as every file is as that one left
//! it. What Offprint did not write is never touched.

mod changed;
mod full;
mod lists;
mod mirroring;
mod paper_files;
mod remembered;
mod stopped;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use offprint_library::{Actor, Change, Oversight, Snapshot};
use offprint_platform::files::{self, write_whole};

use crate::export::failure_of_writing;
use crate::failure::{Cause, Failure, FailureCode};
use crate::lock::try_lock;
use crate::open_library::OpenLibrary;
use crate::watch::watched_path;
use crate::wire;
use crate::wire::change::Applied;
use changed::write_changed;
use full::write_all;
use remembered::Moment;
use stopped::Stopped;

pub use mirroring::{Mirroring, QUIET};
pub use remembered::Remembered;

const LOCK_FILE: &str = "mirror.lock";
/// The file that makes a folder a mirror. Without it nothing is written: a drive may not be connected, or the
/// folder be another one.
const MARKER: &str = ".offprint-mirror";
const MARKER_TEXT: &str = "Offprint keeps papers/, library.bib and library.jsonl in this folder as its library is.\n\
                           Edit them in Offprint; other files are left alone.\n";
const PAPERS: &str = "papers";
const BIBLIOGRAPHY: &str = "library.bib";
const EVERYTHING: &str = "library.jsonl";

/// What an update of the mirror did. Names are below the folder, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MirrorReport {
    /// Where the mirror is.
    pub folder: PathBuf,
    /// Files that were made or rewritten.
    pub written: BTreeSet<String>,
    /// Files of ours that were removed.
    pub removed: BTreeSet<String>,
    /// Files that could not be written, since something that is not ours has their name.
    pub left: BTreeSet<String>,
    /// How many papers were rendered for it.
    pub n_rendered: usize,
}

impl MirrorReport {
    /// Whether anything was done, or could not be done.
    pub fn is_of_something(&self) -> bool {
        !(self.written.is_empty() && self.removed.is_empty() && self.left.is_empty())
    }
}

/// How an update of the mirror ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mirrored {
    /// There is no mirror.
    Off,
    /// Another process is updating it, and sees to it that nothing is missed.
    ByAnother,
    /// It is as the library is.
    Done(MirrorReport),
}

/// Brings the mirror to what the library is, and goes on while that changes. Renders all of it.
///
/// Errors: the folder is not there or is no mirror; those of writing to it and of reading the library.
pub fn update(open: &OpenLibrary) -> Result<Mirrored, Failure> {
    update_from(open, &mut Remembered::default())
}

/// Brings the mirror to what the library is as [`update`] does, but renders only what changed since the last
/// update for which the same was `remembered`, where all is as that one left it.
///
/// Errors: as for [`update`].
pub fn update_from(open: &OpenLibrary, remembered: &mut Remembered) -> Result<Mirrored, Failure> {
    let mut report: Option<MirrorReport> = None;
    loop {
        let Some(folder) = open.read(|snapshot| snapshot.mirror_folder())? else {
            return Ok(report.map_or(Mirrored::Off, Mirrored::Done));
        };
        let Some(mut lock) = try_lock(open.folder(), LOCK_FILE)? else {
            return Ok(report.map_or(Mirrored::ByAnother, Mirrored::Done));
        };
        let signed = remembered.sign(&mut lock);
        signed.map_err(|error| failed(&open.folder().join(LOCK_FILE), &error))?;
        let moment = open.read(Moment::of)?;
        let seq = moment.seq;
        let report = report.get_or_insert_default();
        report.folder = PathBuf::from(folder);
        open.read(|snapshot| write(snapshot, moment, remembered, report))?;
        drop(lock);
        // Only now: who found the lock taken has committed before, and relies on this look.
        if open.read(|snapshot| snapshot.newest_seq())? == seq {
            return Ok(Mirrored::Done(report.clone()));
        }
    }
}

/// Writes what differs, and removes the files of papers that have none any more.
fn write(
    snapshot: &Snapshot,
    moment: Moment,
    remembered: &mut Remembered,
    report: &mut MirrorReport,
) -> Result<(), Failure> {
    // Whatever ends this before its end, what was known is so no more.
    let known = remembered.known.take();
    let papers = papers_of_mirror(&report.folder)?;
    let mut written = match known {
        Some(known) => write_changed(snapshot, &papers, moment.clone(), known, report),
        None => Err(Stopped::Unclear),
    };
    // The first time the lists are compared as they are rendered; if they change under it, the second is for good.
    for compares in [true, false] {
        if matches!(written, Err(Stopped::Unclear)) {
            written = write_all(snapshot, &papers, moment.clone(), compares, report);
        }
    }
    match written {
        Ok(known) => remembered.known = known,
        Err(Stopped::Failed(failure)) => return Err(failure),
        // Of what is not read nothing is unclear.
        Err(Stopped::Unclear) => {
            return Err(Failure::of(FailureCode::NotFound)
                .about(report.folder.display().to_string())
                .because(Cause::MirrorInUse));
        }
    }
    Ok(())
}

/// Returns the folder of the papers' own files; makes it where there is none.
fn papers_of_mirror(folder: &Path) -> Result<PathBuf, Failure> {
    if !is_mirror(folder) {
        return Err(Failure::of(FailureCode::NotFound)
            .about(folder.display().to_string())
            .because(Cause::NoMirror));
    }
    let papers = folder.join(PAPERS);
    match papers.symlink_metadata() {
        Ok(there) if there.is_dir() => {}
        // A link may lead out of the folder.
        Ok(_) => {
            let failure = Failure::of(FailureCode::Unsupported).about(papers.display().to_string());
            return Err(failure.because(Cause::MirrorNeedsFolder));
        }
        Err(_) => fs::create_dir(&papers).map_err(|error| failed(&papers, &error))?,
    }
    Ok(papers)
}

/// Mirrors the library to a folder from now on; makes the folder where there is none. [`update`] fills it.
///
/// Files that are there already may stay, but none may have a name that the mirror needs.
///
/// Errors: a folder that cannot be a mirror, with the reason; those of the disk and of the library.
pub fn turn_on(
    open: &OpenLibrary,
    folder: &Path,
    by: Actor,
    oversight: &dyn Oversight,
) -> Result<Applied, Failure> {
    let change = change_that_turns_on(open, folder)?;
    open.apply(change, by, oversight)
}

/// Makes the folder a mirror, as [`turn_on`] does, and returns the change that is left to apply.
pub(crate) fn change_that_turns_on(open: &OpenLibrary, folder: &Path) -> Result<Change, Failure> {
    let about = |failure: Failure| failure.about(folder.display().to_string());
    let was_there = folder.exists();
    fs::create_dir_all(folder).map_err(|error| about(failure_of_writing(&error)))?;
    let checked = check_place(open, folder);
    if checked.is_err() && !was_there {
        // One that is not empty stays, and so does one that cannot be removed: it was only made in vain.
        let _ = fs::remove_dir(folder);
    }
    let path = checked.map_err(about)?;
    write_whole(&path.join(MARKER), MARKER_TEXT.as_bytes())
        .map_err(|error| about(failure_of_writing(&error)))?;
    let folder = Some(path.display().to_string());
    Ok(Change::SetMirror { folder })
}

/// Mirrors the library no more. The files stay.
///
/// Errors: those of the library.
pub fn turn_off(
    open: &OpenLibrary,
    by: Actor,
    oversight: &dyn Oversight,
) -> Result<Applied, Failure> {
    open.apply(Change::SetMirror { folder: None }, by, oversight)
}

/// Returns where the library is mirrored, as it crosses.
///
/// Errors: those of reading the library.
pub(crate) fn wire_mirror(snapshot: &Snapshot) -> Result<Option<wire::answer::Mirror>, Failure> {
    let Some(folder) = snapshot.mirror_folder()? else {
        return Ok(None);
    };
    Ok(Some(wire::answer::Mirror {
        is_there: is_mirror(folder.as_ref()),
        since: snapshot.mirrored_since()?.map(|at| at.to_iso()),
        folder,
    }))
}

/// Says whether there is a mirror in a folder, up to date or not.
pub fn is_mirror(folder: &Path) -> bool {
    is_file(&folder.join(MARKER))
}

/// Refuses to watch a folder that the mirror is in, or that is in the mirror: what is written there would come
/// in again.
///
/// Errors: that; those of reading the library.
pub(crate) fn refuse_to_watch(open: &OpenLibrary, folder: &Path) -> Result<(), Failure> {
    match open.read(|snapshot| snapshot.mirror_folder())? {
        Some(mirror) if overlap(folder, mirror.as_ref()) => {
            Err(Failure::of(FailureCode::Unsupported)
                .about(folder.display().to_string())
                .because(Cause::Mirrored))
        }
        Some(_) | None => Ok(()),
    }
}

/// Refuses to move the library to where its own files would be taken in, or to where the mirror is.
///
/// Errors: that; those of reading the library.
pub(crate) fn refuse_to_hold_library(open: &OpenLibrary, folder: &Path) -> Result<(), Failure> {
    let inside = |other: &String| real_or_made(folder).starts_with(real(other.as_ref()));
    let refused = |cause: Cause| {
        let failure = Failure::of(FailureCode::Unsupported);
        Err(failure.about(folder.display().to_string()).because(cause))
    };
    let watched = open.read(|snapshot| snapshot.watched_folders())?;
    if watched.iter().any(inside) {
        return refused(Cause::InWatchedFolder);
    }
    match open.read(|snapshot| snapshot.mirror_folder())? {
        Some(mirror) if inside(&mirror) => refused(Cause::InMirror),
        Some(_) | None => Ok(()),
    }
}

/// Returns a path without links, of which the end need not be there yet.
fn real_or_made(path: &Path) -> PathBuf {
    let there = path.ancestors().find(|there| there.exists());
    match there.and_then(|there| Some((there, path.strip_prefix(there).ok()?))) {
        Some((there, rest)) => rest
            .components()
            .fold(real(there), |real, part| real.join(part)),
        None => path.to_owned(),
    }
}

/// Returns the path of a folder that can be the mirror.
fn check_place(open: &OpenLibrary, folder: &Path) -> Result<PathBuf, Failure> {
    let refused = |cause: Cause| Err(Failure::of(FailureCode::Unsupported).because(cause));
    let path = watched_path(folder).map_err(|error| failure_of_writing(&error))?;
    if real(&path).starts_with(real(open.folder())) {
        return refused(Cause::LibrarysOwnFolder);
    }
    let watched = open.read(|snapshot| snapshot.watched_folders())?;
    if let Some(watched) = watched
        .iter()
        .find(|watched| overlap(&path, watched.as_ref()))
    {
        return refused(Cause::MirrorWatched {
            folder: watched.clone(),
        });
    }
    if is_mirror(&path) {
        return Ok(path);
    }
    let in_the_way = [BIBLIOGRAPHY, EVERYTHING, MARKER].into_iter();
    let in_the_way = in_the_way.filter(|name| path.join(name).symlink_metadata().is_ok());
    if let Some(name) = in_the_way.into_iter().next() {
        return refused(Cause::InTheWay {
            name: name.to_owned(),
        });
    }
    Ok(path)
}

/// Whether one folder is the other, or is somewhere in it.
fn overlap(one: &Path, other: &Path) -> bool {
    let (one, other) = (real(one), real(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// Returns a path without links; as it is where it leads nowhere.
fn real(path: &Path) -> PathBuf {
    files::real_path(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether there is a plain file, not a link to one.
fn is_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|there| there.is_file())
}

/// Makes a failure of an error of reading or writing one file of the mirror.
fn failed(path: &Path, error: &io::Error) -> Failure {
    failure_of_writing(error).about(path.display().to_string())
}
