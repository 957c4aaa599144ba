//! Watched folders, with a pace that tests can wait for by states.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use offprint_commands::OpenLibrary;
use offprint_commands::library::snapshot::rows::Filter;
use offprint_commands::library::{Actor, NoOversight};
use offprint_commands::watch::{Pace, WatchEvent, Watching, add_folder, is_watched};

const ONE: &str = "@misc{a, title = {How Rivers Remember Their Floods}}\n";

fn open(folder: &Path) -> Arc<OpenLibrary> {
    Arc::new(OpenLibrary::at(folder.join("library")))
}

fn watch(open: &Arc<OpenLibrary>) -> (Watching, Receiver<WatchEvent>) {
    open.library().unwrap();
    let (tell, heard) = channel();
    let pace = Pace {
        settle: Duration::from_millis(60),
        look: Duration::from_millis(40),
        rescan: Duration::from_millis(500),
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
    matches!(event, WatchEvent::Taken { .. })
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
    let folder = tempfile::tempdir().unwrap();
    let open = open(folder.path());
    let inbox = folder.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    add_folder(&open, &inbox, false, Actor::Terminal, &NoOversight).unwrap();
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
    let folder = tempfile::tempdir().unwrap();
    let open = open(folder.path());
    let inbox = folder.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    add_folder(&open, &inbox, false, Actor::Terminal, &NoOversight).unwrap();
    let (_watching, heard) = watch(&open);
    fs::write(inbox.join("new.bib"), ONE).unwrap();
    wait_for(&heard, is_taken);
    fs::rename(inbox.join("new.bib"), inbox.join("other.bib")).unwrap();
    fs::write(inbox.join("other.bib"), ONE).unwrap();
    fs::write(
        inbox.join("third.bib"),
        "@misc{b, title = {Why Dunes Walk at Night}}\n",
    )
    .unwrap();
    wait_for(&heard, is_taken);
    let (n_changes, _) = open.read(|snapshot| snapshot.history(None, 0, 10)).unwrap();
    assert_eq!(
        (count(&open), n_changes),
        (2, 3),
        "the folder and two imports"
    );
}
