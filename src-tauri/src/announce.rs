//! Sends what happened to the window, one event each.

use offprint_commands::failure::Failure;
use offprint_commands::library::{Announcement, ChangeKind};
use offprint_commands::mirror::MirrorReport;
use offprint_commands::watch::WatchEvent;
use offprint_commands::wire::convert::wire_announcement;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager};

use crate::running::Running;

/// A word of the watching that concerns the person: what failed, or that it goes well.
#[derive(Clone, Serialize)]
struct WatchingWord {
    failure: Option<Failure>,
}

/// What of the mirror could not be brought up to date.
#[derive(Clone, Serialize)]
struct MirroringWord {
    failure: Option<Failure>,
    left: Vec<String>,
}

/// Tells of a change. A window that is closing hears no more, and that is no fault.
pub(crate) fn change(app: &AppHandle, announcement: &Announcement) {
    let _ = app.emit("announcement", wire_announcement(announcement));
    let may_concern_folders = matches!(
        announcement.kind,
        None | Some(
            ChangeKind::WatchFolder
                | ChangeKind::UnwatchFolder
                | ChangeKind::Undo
                | ChangeKind::Redo
        )
    );
    // What the watching itself noted is in no history; waking it for that would go round for ever.
    if may_concern_folders && announcement.seq.is_some() {
        app.state::<Running>().wake_watching();
    }
}

/// Tells how the watching goes.
pub(crate) fn watching(app: &AppHandle, event: &WatchEvent) {
    let failure = match event {
        WatchEvent::Stalled(failure) => Some(failure.clone()),
        // A file that cannot be read stands among the files of its folder, which is watched all the same.
        WatchEvent::Failed(_)
        | WatchEvent::Started
        | WatchEvent::AnotherWatches
        | WatchEvent::Taken(_)
        | WatchEvent::Missing(_)
        | WatchEvent::Back(_) => None,
    };
    let _ = app.emit("watching", WatchingWord { failure });
}

/// Tells what of the mirror could not be brought up to date. That all of it was is no news.
pub(crate) fn mirroring(app: &AppHandle, updated: Result<MirrorReport, Failure>) {
    let word = match updated {
        Ok(report) if report.left.is_empty() => return,
        Ok(report) => MirroringWord {
            failure: None,
            left: report.left.into_iter().collect(),
        },
        Err(failure) => MirroringWord {
            failure: Some(failure),
            left: Vec::new(),
        },
    };
    let _ = app.emit("mirroring", word);
}
