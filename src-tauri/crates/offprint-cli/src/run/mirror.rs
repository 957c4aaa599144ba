//! The mirror: a folder of plain files that follows the library.

use std::path::Path;

use offprint_commands::failure::{Failure, FailureCode};
use offprint_commands::library::Actor;
use offprint_commands::mirror::{self as core, MirrorReport, Mirrored};
use serde_json::json;

use crate::args::Mirror;
use crate::print::{self, say, say_error};
use crate::run::{Answered, Outcome, Terminal, told};

pub(super) fn mirror(terminal: &Terminal, action: Option<Mirror>) -> Answered {
    match action {
        None => place(terminal),
        Some(Mirror::On { folder }) => on(terminal, &folder),
        Some(Mirror::Off) => off(terminal),
        Some(Mirror::Now) => now(terminal),
    }
}

/// Brings the mirror up to date after a command that may have changed something.
///
/// What fails here is told, and is not the command's failure.
pub(super) fn follow(terminal: &Terminal) {
    if !terminal.open.is_open_for_writing() {
        return;
    }
    match core::update(&terminal.open) {
        // With --json standard error holds the command's own failure or nothing.
        _ if terminal.is_json => {}
        Ok(Mirrored::Done(report)) => tell_left(&report),
        Ok(Mirrored::Off | Mirrored::ByAnother) => {}
        Err(failure) => tell_failure(&failure),
    }
}

/// Says that the mirror is not up to date.
pub(super) fn tell_failure(failure: &Failure) {
    say_error!("offprint: the mirror was not updated");
    print::failure(failure, false);
}

/// Names the files whose places are taken.
pub(super) fn tell_left(report: &MirrorReport) {
    for name in &report.left {
        let path = report.folder.join(name).display().to_string();
        say_error!(
            "offprint: {}: not written, as what is there is not the mirror's. Move it away.",
            print::safe(&path)
        );
    }
}

fn place(terminal: &Terminal) -> Answered {
    let (folder, since) = terminal.open.read(|snapshot| {
        Ok::<_, Failure>((snapshot.mirror_folder()?, snapshot.mirrored_since()?))
    })?;
    if terminal.is_json {
        print::json(&json!({ "folder": folder, "since": since.map(|at| at.to_iso()) }));
        return Ok(Outcome::Done);
    }
    let Some(folder) = folder else {
        say!("There is no mirror. Turn one on with: offprint mirror on DIR");
        return Ok(Outcome::Done);
    };
    let since = since.map_or(String::new(), |at| format!(" since {}", print::moment(at)));
    say!("Mirrored to {}{since}.", print::safe(&folder));
    if !core::is_mirror(Path::new(&folder)) {
        say!("It is not there, or is no mirror just now; is the drive connected?");
    }
    Ok(Outcome::Done)
}

fn on(terminal: &Terminal, folder: &Path) -> Answered {
    let applied = core::turn_on(&terminal.open, folder, Actor::Terminal, terminal)?;
    let mirrored = core::update(&terminal.open)?;
    let n_written = match &mirrored {
        Mirrored::Done(report) => report.written.len(),
        Mirrored::Off | Mirrored::ByAnother => 0,
    };
    if terminal.is_json {
        print::json(&json!({ "change": applied.seq, "n_papers": 0 }));
    } else {
        say!(
            "The library is mirrored to {} from now on: {n_written} files written.",
            print::safe(&folder.display().to_string())
        );
    }
    Ok(outcome_of(terminal, &mirrored))
}

fn off(terminal: &Terminal) -> Answered {
    let applied = core::turn_off(&terminal.open, Actor::Terminal, terminal)?;
    if terminal.is_json {
        print::json(&json!({ "change": applied.seq, "n_papers": 0 }));
    } else if applied.seq.is_some() {
        say!("The library is mirrored no more. The files stay.");
    } else {
        say!("There was no mirror.");
    }
    Ok(Outcome::Done)
}

fn now(terminal: &Terminal) -> Answered {
    let mirrored = core::update(&terminal.open)?;
    match &mirrored {
        Mirrored::Off => {
            let sentence = "there is no mirror. Turn one on with: offprint mirror on DIR";
            return Err(told(FailureCode::NotFound, sentence));
        }
        Mirrored::ByAnother => {
            let sentence = "another Offprint updates the mirror.";
            return Err(told(FailureCode::LibraryBusy, sentence));
        }
        Mirrored::Done(report) if terminal.is_json => print::json(&json!({
            "folder": report.folder.display().to_string(),
            "written": report.written,
            "removed": report.removed,
        })),
        Mirrored::Done(report) => {
            for name in &report.written {
                say!("wrote    {}", print::safe(name));
            }
            for name in &report.removed {
                say!("removed  {}", print::safe(name));
            }
            if report.written.is_empty() && report.removed.is_empty() {
                say!("The mirror was up to date.");
            }
        }
    }
    Ok(outcome_of(terminal, &mirrored))
}

/// Done, or in part where a file could not be written; those are told then.
fn outcome_of(terminal: &Terminal, mirrored: &Mirrored) -> Outcome {
    match mirrored {
        Mirrored::Done(report) if !report.left.is_empty() => {
            if terminal.is_json {
                let sentence = "not written, as what is there is not the mirror's. Move it away.";
                let failure = told(FailureCode::Conflict, sentence);
                let left: Vec<String> = report.left.iter().cloned().collect();
                print::failure(&failure.about(left.join(", ")), true);
            } else {
                tell_left(report);
            }
            Outcome::InPart
        }
        Mirrored::Done(_) | Mirrored::Off | Mirrored::ByAnother => Outcome::Done,
    }
}
