//! Watched folders.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::time::Duration;

use offprint_commands::failure::{Failure, FailureCode};
use offprint_commands::import::ImportOptions;
use offprint_commands::library::{Actor, Change, WatchedOutcome};
use offprint_commands::mirror::{Mirroring, QUIET};
use offprint_commands::watch::{self as core, Pace, WatchEvent, Watching};
use serde_json::{Value, json};

use crate::args::Watch;
use crate::print::say;
use crate::print::{self, words};
use crate::run::{Answered, Outcome, Terminal, import, mirror, told};

pub(super) fn watch(terminal: &Terminal, action: Watch) -> Answered {
    match action {
        Watch::Add { folder, existing } => add(terminal, &folder, existing),
        Watch::List => list(terminal),
        Watch::Remove { folder } => remove(terminal, &folder),
        Watch::Retry { path } => {
            let outcome = core::retry(&terminal.open, &path, Actor::Terminal, terminal)?;
            Ok(import::answer(
                terminal,
                &outcome,
                &ImportOptions::default(),
            ))
        }
        Watch::Run => run(terminal),
    }
}

fn absolute(folder: &Path) -> PathBuf {
    core::watched_path(folder).unwrap_or_else(|_| folder.to_owned())
}

fn add(terminal: &Terminal, folder: &Path, existing: bool) -> Answered {
    let applied = core::add_folder(&terminal.open, folder, existing, Actor::Terminal, terminal)?;
    if terminal.is_json {
        print::json(&json!({ "change": applied.seq, "n_papers": 0 }));
        return Ok(Outcome::Done);
    }
    let name = print::safe(&absolute(folder).display().to_string());
    match applied.seq {
        None => {
            say!("{name} is watched already.");
            if existing {
                say!("The files that were there and not read are taken in, too.");
            }
        }
        Some(_) => {
            say!("{name} is watched from now on. New files are read once and left where they are.");
            if existing {
                say!("The files that are there are taken in, too.");
            }
            if !core::is_watched(terminal.open.folder()) {
                say!("Nothing watches just now: open the window, or run: offprint watch run");
            }
        }
    }
    Ok(Outcome::Done)
}

fn remove(terminal: &Terminal, folder: &Path) -> Answered {
    let path = absolute(folder).display().to_string();
    let applied = terminal.open.apply(
        Change::UnwatchFolder { path: path.clone() },
        Actor::Terminal,
        terminal,
    )?;
    if applied.seq.is_none() {
        let sentence = "this folder is not watched. See: offprint watch list";
        return Err(told(FailureCode::NotFound, sentence).about(path));
    }
    if terminal.is_json {
        print::json(&json!({ "change": applied.seq, "n_papers": 0 }));
    } else {
        say!(
            "{} is watched no more. What came from it stays.",
            print::safe(&path)
        );
    }
    Ok(Outcome::Done)
}

/// So many files are listed, and for people so many rejected records of each.
const MOST_FILES: usize = 50;
const MOST_REJECTIONS: usize = 20;

fn list(terminal: &Terminal) -> Answered {
    let (folders, files) = terminal.open.read(|snapshot| {
        let mut files = Vec::new();
        for file in snapshot.watched_files(MOST_FILES)? {
            let rejections = match &file.outcome {
                WatchedOutcome::Taken { import, .. } => snapshot
                    .import(import.as_str())?
                    .map_or_else(Vec::new, |import| import.rejections),
                WatchedOutcome::Already
                | WatchedOutcome::ThereBefore
                | WatchedOutcome::Failed(_)
                | WatchedOutcome::Ignored(_) => Vec::new(),
            };
            files.push((file, rejections));
        }
        Ok::<_, Failure>((snapshot.watched_folders()?, files))
    })?;
    let is_watched = core::is_watched(terminal.open.folder());
    if terminal.is_json {
        let folders: Vec<Value> = folders
            .iter()
            .map(|path| json!({ "path": path, "found": Path::new(path).is_dir(), "watched": is_watched }))
            .collect();
        let files: Vec<Value> = files
            .iter()
            .map(|(file, rejections)| {
                let (outcome, import, found, new, failure) = match &file.outcome {
                    WatchedOutcome::Taken {
                        import,
                        n_found,
                        n_new,
                    } => ("taken", Some(import.as_str()), *n_found, *n_new, None),
                    WatchedOutcome::Already => ("already", None, 0, 0, None),
                    WatchedOutcome::ThereBefore => ("there_before", None, 0, 0, None),
                    WatchedOutcome::Failed(failure) => ("failed", None, 0, 0, Some(&failure.code)),
                    WatchedOutcome::Ignored(failure) => {
                        ("ignored", None, 0, 0, Some(&failure.code))
                    }
                };
                let rejections: Vec<Value> = rejections.iter().map(print::rejection_json).collect();
                json!({
                    "path": file.path, "at": file.at.to_iso(), "outcome": outcome, "import": import,
                    "found": found, "new": new, "code": failure, "rejections": rejections,
                })
            })
            .collect();
        print::json(&json!({ "folders": folders, "files": files }));
        return Ok(Outcome::Done);
    }
    if folders.is_empty() {
        say!("No folder is watched yet. Choose one with: offprint watch add DIR");
    }
    for path in &folders {
        let how = match (Path::new(path).is_dir(), is_watched) {
            (false, _) => "not found; is the drive connected?",
            (true, true) => "watching",
            (true, false) => {
                "nothing watches just now; open the window, or run: offprint watch run"
            }
        };
        say!("{}  ({how})", print::safe(path));
    }
    for (file, rejections) in &files {
        say!(
            "  {}  {}  {}",
            print::moment(file.at),
            print::safe(&file.path),
            words::watched(file, rejections.len())
        );
        for rejection in rejections.iter().take(MOST_REJECTIONS) {
            say!("      {}", words::rejected(rejection));
        }
        if rejections.len() > MOST_REJECTIONS {
            say!("      and {} more", rejections.len() - MOST_REJECTIONS);
        }
    }
    Ok(Outcome::Done)
}

/// Watches here until Ctrl-C.
fn run(terminal: &Terminal) -> Answered {
    terminal.heed_ctrl_c();
    terminal.open.library()?;
    let (send, receive) = mpsc::channel();
    let watching = Watching::start(terminal.open.clone(), Pace::default(), move |event| {
        let _ = send.send(event);
    });
    let is_json = terminal.is_json;
    let mirroring = Mirroring::start(terminal.open.clone(), QUIET, move |updated| match updated {
        _ if is_json => {}
        Ok(report) => mirror::tell_left(&report),
        Err(failure) => mirror::tell_failure(&failure),
    })?;
    while !terminal.is_stopped.load(Ordering::Relaxed) {
        match receive.recv_timeout(Duration::from_millis(100)) {
            Ok(WatchEvent::AnotherWatches) => {
                let failure = told(
                    FailureCode::LibraryBusy,
                    "another Offprint watches this library.",
                );
                return Err(failure.about(terminal.open.folder().display().to_string()));
            }
            Ok(event) => tell(terminal, &event),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    drop(watching);
    drop(mirroring);
    if !terminal.is_json {
        say!("Watching ended.");
    }
    Ok(Outcome::Done)
}

fn tell(terminal: &Terminal, event: &WatchEvent) {
    match event {
        WatchEvent::Taken(outcome) if terminal.is_json => {
            print::json_line(&print::import_json(outcome, &ImportOptions::default()))
        }
        WatchEvent::Taken(outcome) => {
            // Nobody is asked while folders are watched.
            let n_left_open = import::n_possible(outcome);
            let options = ImportOptions::default();
            print::import(outcome, &options, Actor::Watcher, n_left_open);
            print::troubles(outcome, &options, terminal.is_json);
        }
        WatchEvent::Failed(failure) | WatchEvent::Stalled(failure) => {
            print::failure(failure, terminal.is_json)
        }
        _ if terminal.is_json => {}
        WatchEvent::Started => say!("Watching. End it with Ctrl-C."),
        WatchEvent::AnotherWatches => {}
        WatchEvent::Missing(folder) => say!(
            "{}: not found; is the drive connected?",
            print::safe(&folder.display().to_string())
        ),
        WatchEvent::Back(folder) => say!(
            "{}: back again.",
            print::safe(&folder.display().to_string())
        ),
    }
}
