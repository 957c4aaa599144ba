//! Watched folders, with a pace that tests can wait for by states.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use offprint_commands::OpenLibrary;
use offprint_commands::failure::{Cause, Failure, FailureCode, NoText};
use offprint_commands::library::snapshot::rows::Filter;
use offprint_commands::library::{
    Actor, Change, FailureNote, HistoryFilter, NoOversight, WatchedFile, WatchedOutcome, WhatToUndo,
};
use offprint_commands::watch::{Pace, WatchEvent, Watching, add_folder, is_watched, retry};
use offprint_commands::wire;
use offprint_commands::wire::answer::Answer;
use offprint_commands::wire::question::Question;
use rusqlite::Connection;
use tempfile::TempDir;

const ONE: &str = "@misc{a, title = {How Rivers Remember Their Floods}}\n";
const TWO: &str = "@misc{b, title = {Why Dunes Walk at Night}}\n";
const THREE: &str = "@misc{c, title = {On the Growth of Mosses in Winter}}\n";

fn open(folder: &Path) -> Arc<OpenLibrary> {
    Arc::new(OpenLibrary::at(folder.join("library")))
}

/// A library, and a folder that is not watched yet.
fn with_inbox() -> (TempDir, Arc<OpenLibrary>, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let open = open(folder.path());
    let inbox = folder.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    (folder, open, inbox)
}

#[track_caller]
fn add(open: &OpenLibrary, folder: &Path, takes_existing: bool) {
    add_folder(open, folder, takes_existing, Actor::Terminal, &NoOversight).unwrap();
}

fn watch(open: &Arc<OpenLibrary>) -> (Watching, Receiver<WatchEvent>) {
    watch_with_rescan(open, Duration::from_millis(500))
}

fn watch_with_rescan(
    open: &Arc<OpenLibrary>,
    rescan: Duration,
) -> (Watching, Receiver<WatchEvent>) {
    open.library().unwrap();
    let (tell, heard) = channel();
    let pace = Pace {
        settle: Duration::from_millis(60),
        look: Duration::from_millis(40),
        rescan,
    };
    let watching = Watching::start(open.clone(), pace, move |event| {
        let _ = tell.send(event);
    });
    (watching, heard)
}

#[track_caller]
fn wait_for(heard: &Receiver<WatchEvent>, what: impl Fn(&WatchEvent) -> bool) {
    loop {
        let event = heard
            .recv_timeout(Duration::from_secs(60))
            .expect("it happens");
        if what(&event) {
            return;
        }
    }
}

fn is_taken(event: &WatchEvent) -> bool {
    matches!(event, WatchEvent::Taken(_))
}

fn count(open: &OpenLibrary) -> usize {
    open.read(|snapshot| snapshot.count(&Filter::default()))
        .unwrap()
}

#[test]
fn a_second_watcher_waits_and_takes_over_when_the_first_ends() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (open(folder.path()), open(folder.path()));
    let (watching, heard) = watch(&first);
    wait_for(&heard, |event| matches!(event, WatchEvent::Started));
    assert!(is_watched(first.folder()));
    let (_other, heard) = watch(&second);
    wait_for(&heard, |event| matches!(event, WatchEvent::AnotherWatches));
    drop(watching);
    wait_for(&heard, |event| matches!(event, WatchEvent::Started));
}

#[test]
fn a_folder_that_is_replaced_and_filled_at_once_is_still_read() {
    let (_folder, open, inbox) = with_inbox();
    add(&open, &inbox, false);
    let (_watching, heard) = watch(&open);
    wait_for(&heard, |event| matches!(event, WatchEvent::Started));
    fs::remove_dir(&inbox).unwrap();
    fs::create_dir_all(inbox.join("a/b/c")).unwrap();
    fs::write(inbox.join("a/b/c/new.bib"), ONE).unwrap();
    wait_for(&heard, is_taken);
    assert_eq!(count(&open), 1);
}

#[test]
fn a_folder_that_is_added_while_watching_is_watched() {
    let folder = tempfile::tempdir().unwrap();
    let open = open(folder.path());
    let (watching, heard) = watch(&open);
    let inbox = folder.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    fs::write(inbox.join("old.bib"), ONE).unwrap();
    add_folder(&open, &inbox, true, Actor::Window, &NoOversight).unwrap();
    watching.wake();
    wait_for(&heard, is_taken);
    assert_eq!(count(&open), 1);
}

#[test]
fn a_file_that_is_touched_or_renamed_brings_nothing_twice() {
    let (_folder, open, inbox) = with_inbox();
    add(&open, &inbox, false);
    let (_watching, heard) = watch(&open);
    fs::write(inbox.join("new.bib"), ONE).unwrap();
    wait_for(&heard, is_taken);
    fs::rename(inbox.join("new.bib"), inbox.join("other.bib")).unwrap();
    fs::write(inbox.join("other.bib"), ONE).unwrap();
    fs::write(inbox.join("third.bib"), TWO).unwrap();
    wait_for(&heard, is_taken);
    let (n_changes, _) = open
        .read(|snapshot| snapshot.history(&HistoryFilter::default(), 0, 10))
        .unwrap();
    assert_eq!(
        (count(&open), n_changes),
        (2, 3),
        "the folder and two imports"
    );
}

#[test]
fn an_undone_file_stays_away_also_when_its_path_has_held_another_since() {
    let (_folder, open, inbox) = with_inbox();
    add(&open, &inbox, false);
    let (_watching, heard) = watch(&open);
    fs::write(inbox.join("digest.bib"), ONE).unwrap();
    wait_for(&heard, is_taken);
    fs::write(inbox.join("digest.bib"), TWO).unwrap();
    wait_for(&heard, is_taken);
    let first_import = WhatToUndo::Change(2);
    open.undo(&first_import, false, Actor::Terminal, &NoOversight)
        .unwrap();
    assert_eq!(count(&open), 1);
    fs::write(inbox.join("again.bib"), ONE).unwrap();
    fs::write(inbox.join("other.bib"), THREE).unwrap();
    wait_for(&heard, is_taken);
    assert_eq!(count(&open), 2, "the second and the third paper");
}

#[test]
fn files_that_were_left_come_in_when_the_person_says_so_later() {
    let (_folder, open, inbox) = with_inbox();
    fs::write(inbox.join("old.bib"), ONE).unwrap();
    add(&open, &inbox, false);
    let (watching, heard) = watch(&open);
    fs::rename(inbox.join("old.bib"), inbox.join("renamed.bib")).unwrap();
    fs::write(inbox.join("new.bib"), TWO).unwrap();
    wait_for(&heard, is_taken);
    assert_eq!(count(&open), 1, "the old one was left, whatever its name");
    add(&open, &inbox, true);
    watching.wake();
    wait_for(&heard, is_taken);
    assert_eq!(count(&open), 2);
}

#[test]
fn a_file_that_was_left_in_one_folder_is_new_in_another() {
    let folder = tempfile::tempdir().unwrap();
    let open = open(folder.path());
    let (left, taken) = (folder.path().join("left"), folder.path().join("taken"));
    for inbox in [&left, &taken] {
        fs::create_dir(inbox).unwrap();
        fs::write(inbox.join("old.bib"), ONE).unwrap();
    }
    add(&open, &left, false);
    add(&open, &taken, true);
    let (_watching, heard) = watch(&open);
    wait_for(&heard, is_taken);
    assert_eq!(count(&open), 1);
}

#[test]
fn a_folder_that_is_located_is_one_change_and_only_what_came_since_is_taken() {
    let (folder, open, inbox) = with_inbox();
    fs::write(inbox.join("left.bib"), ONE).unwrap();
    add(&open, &inbox, false);
    let found = folder.path().join("found");
    fs::rename(&inbox, &found).unwrap();
    fs::write(found.join("new.bib"), TWO).unwrap();
    let locate = wire::Change::LocateFolder {
        path: inbox.display().to_string(),
        found: found.display().to_string(),
    };
    let located = open.change(&locate, Actor::Window, &NoOversight).unwrap();
    let watched = || open.read(|snapshot| snapshot.watched_folders()).unwrap();
    assert_eq!(watched(), [found.display().to_string()]);
    let (_watching, heard) = watch(&open);
    wait_for(&heard, is_taken);
    assert_eq!(count(&open), 1, "the one that was left stays so");
    let seq = i64::try_from(located.seq.unwrap()).unwrap();
    let what = WhatToUndo::Change(seq);
    open.undo(&what, false, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(watched(), [inbox.display().to_string()]);
}

#[test]
fn a_folder_of_many_files_is_added_in_one_transaction() {
    let (_folder, open, inbox) = with_inbox();
    for n in 0..40 {
        fs::write(inbox.join(format!("{n}.bib")), ONE).unwrap();
    }
    let n_committed = Arc::new(AtomicUsize::new(0));
    let counter = n_committed.clone();
    open.library().unwrap().subscribe(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    add(&open, &inbox, false);
    assert_eq!(n_committed.load(Ordering::Relaxed), 1);
    let last = inbox.join("39.bib").display().to_string();
    let file = open.read(|snapshot| snapshot.watched_file(&last)).unwrap();
    assert_eq!(file.unwrap().outcome, WatchedOutcome::ThereBefore);
}

#[test]
fn a_folder_is_the_same_with_a_separator_at_its_end() {
    let (_folder, open, inbox) = with_inbox();
    add(&open, &inbox, false);
    let again = add_folder(&open, &inbox.join(""), false, Actor::Terminal, &NoOversight);
    assert_eq!(again.unwrap().seq, None);
}

#[test]
fn a_look_that_failed_is_made_again_at_once() {
    let (_folder, open, inbox) = with_inbox();
    fs::write(inbox.join("first.bib"), ONE).unwrap();
    add(&open, &inbox, true);
    let an_hour = Duration::from_secs(3600);
    let (_watching, heard) = watch_with_rescan(&open, an_hour);
    wait_for(&heard, is_taken);
    let rename = |from: &str, to: &str| {
        Connection::open(open.folder().join("library.db"))
            .unwrap()
            .execute_batch(&format!("ALTER TABLE {from} RENAME TO {to}"))
            .unwrap();
    };
    rename("watched_folders", "out_of_reach");
    fs::write(inbox.join("second.bib"), TWO).unwrap();
    wait_for(&heard, |event| matches!(event, WatchEvent::Stalled(_)));
    rename("out_of_reach", "watched_folders");
    wait_for(&heard, is_taken);
    assert_eq!(count(&open), 2);
}

#[test]
fn a_file_that_is_taken_again_is_the_persons_doing() {
    let folder = tempfile::tempdir().unwrap();
    let open = open(folder.path());
    let path = folder.path().join("new.bib");
    fs::write(&path, ONE).unwrap();
    retry(&open, &path, Actor::Terminal, &NoOversight).unwrap();
    open.undo(&WhatToUndo::Newest, false, Actor::Terminal, &NoOversight)
        .unwrap();
    assert_eq!(count(&open), 0);
}

/// What the window is told of watched folders: how much it counts, and of the newest file whether it is a problem.
fn problems(open: &OpenLibrary) -> (u32, Option<bool>) {
    let Answer::Counts { counts } = open.ask(&Question::Counts).unwrap() else {
        panic!("another answer");
    };
    let Answer::WatchedFolders { activity, .. } = open.ask(&Question::WatchedFolders).unwrap()
    else {
        panic!("another answer");
    };
    let newest = activity.first().map(|file| file.is_problem);
    (counts.watch_problems, newest)
}

#[test]
fn a_file_that_is_no_source_is_told_and_not_counted() {
    let (_folder, open, inbox) = with_inbox();
    fs::write(inbox.join("thesis.docx"), b"PK\x03\x04\0\0\0\0").unwrap();
    add(&open, &inbox, true);
    let (_watching, heard) = watch(&open);
    wait_for(&heard, |event| matches!(event, WatchEvent::Failed(_)));
    assert_eq!(problems(&open), (0, Some(false)));
}

#[test]
fn a_problem_is_counted_until_the_file_is_ignored_or_its_folder_not_watched() {
    let (_folder, open, inbox) = with_inbox();
    add(&open, &inbox, false);
    let note = |name: &str| {
        let file = WatchedFile {
            path: inbox.join(name).display().to_string(),
            size_bytes: 1,
            modified_at: 1,
            hash: None,
            at: open.clock().now(),
            outcome: WatchedOutcome::Failed(FailureNote {
                code: "not_found".to_owned(),
                line: None,
                detail: Some("permission denied".to_owned()),
            }),
        };
        let path = file.path.clone();
        let change = Change::NoteWatchedFile(Box::new(file));
        open.apply(change, Actor::Watcher, &NoOversight).unwrap();
        path
    };
    let path = note("refs.bib");
    assert_eq!(problems(&open), (1, Some(true)));
    let ignore = wire::Change::IgnoreWatchedFile { path: path.clone() };
    open.change(&ignore, Actor::Window, &NoOversight).unwrap();
    assert_eq!(problems(&open), (0, Some(false)));
    let Answer::WatchedFolders { activity, .. } = open.ask(&Question::WatchedFolders).unwrap()
    else {
        panic!("another answer");
    };
    assert!(activity[0].is_ignored);
    let said = activity[0].failure.as_ref().unwrap().said.as_deref();
    assert_eq!(said, Some("permission denied"));
    let again = open.change(&ignore, Actor::Window, &NoOversight);
    assert!(again.is_err(), "it did not fail any more");
    note("more.bib");
    assert_eq!(problems(&open), (1, Some(true)));
    let path = open.read(|snapshot| snapshot.watched_folders()).unwrap()[0].clone();
    let unwatch = wire::Change::UnwatchFolder { path };
    open.change(&unwatch, Actor::Window, &NoOversight).unwrap();
    assert_eq!(problems(&open), (0, Some(true)));
}

#[test]
fn a_file_that_was_taken_meanwhile_is_not_ignored() {
    let (_folder, open, inbox) = with_inbox();
    fs::write(inbox.join("refs.bib"), ONE).unwrap();
    add(&open, &inbox, true);
    let (_watching, heard) = watch(&open);
    wait_for(&heard, is_taken);
    let path = inbox.join("refs.bib").display().to_string();
    let ignore = wire::Change::IgnoreWatchedFile { path: path.clone() };
    assert!(open.change(&ignore, Actor::Window, &NoOversight).is_err());
    let file = open.read(|snapshot| snapshot.watched_file(&path)).unwrap();
    let outcome = file.unwrap().outcome;
    assert!(matches!(outcome, WatchedOutcome::Taken { .. }));
}

/// Notes failures, and says which are problems.
#[track_caller]
fn check_counted(failures: &[(Failure, bool)]) {
    let (_folder, open, inbox) = with_inbox();
    add(&open, &inbox, false);
    let mut n_counted = 0;
    for (n, (failure, is_counted)) in failures.iter().enumerate() {
        let file = WatchedFile {
            path: inbox.join(format!("{n}.bib")).display().to_string(),
            size_bytes: 1,
            modified_at: 1,
            hash: None,
            at: open.clock().now(),
            outcome: WatchedOutcome::Failed(failure.note()),
        };
        assert_eq!(file.outcome.is_problem(), *is_counted, "{failure:?}");
        let change = Change::NoteWatchedFile(Box::new(file));
        open.apply(change, Actor::Watcher, &NoOversight).unwrap();
        n_counted += u32::from(*is_counted);
        assert_eq!(problems(&open).0, n_counted, "{failure:?}");
    }
}

#[test]
fn a_source_that_could_not_be_read_is_counted_whatever_its_code() {
    let of = Failure::of;
    let no_text = |what| of(FailureCode::NotText).because(Cause::NoText { what });
    let rejected_in_line = Failure {
        line: Some(1),
        ..of(FailureCode::NoPapers)
    };
    let too_large = Cause::TooLarge { limit_bytes: 1 };
    check_counted(&[
        (of(FailureCode::NoPapers), false),
        (rejected_in_line, true),
        (of(FailureCode::Unsupported).because(too_large), true),
        (
            of(FailureCode::Unsupported).because(Cause::ReaderFailed),
            true,
        ),
        (no_text(NoText::Picture), false),
        (no_text(NoText::Binary), true),
        (
            of(FailureCode::Conflict).because(Cause::SourceDiffers),
            true,
        ),
    ]);
}

#[test]
fn a_bibliography_that_never_closes_is_counted() {
    let (_folder, open, inbox) = with_inbox();
    fs::write(inbox.join("refs.bib"), "@article{kelp, title = {Kelp\n").unwrap();
    add(&open, &inbox, true);
    let (_watching, heard) = watch(&open);
    wait_for(&heard, |event| matches!(event, WatchEvent::Failed(_)));
    assert_eq!(problems(&open), (1, Some(true)));
}

#[test]
fn content_that_nobody_knows_any_more_is_not_noted_as_known() {
    let folder = tempfile::tempdir().unwrap();
    let open = open(folder.path());
    let note = |path: &str, outcome| {
        let file = WatchedFile {
            path: path.to_owned(),
            size_bytes: 1,
            modified_at: 1,
            hash: Some("ab".to_owned()),
            at: open.clock().now(),
            outcome,
        };
        let change = Change::NoteWatchedFile(Box::new(file));
        open.apply(change, Actor::Watcher, &NoOversight).unwrap();
        open.read(|snapshot| snapshot.watched_file(path)).unwrap()
    };
    assert_eq!(note("/inbox/a", WatchedOutcome::Already), None);
    assert!(note("/inbox/b", WatchedOutcome::ThereBefore).is_some());
    assert!(note("/inbox/a", WatchedOutcome::Already).is_some());
}
