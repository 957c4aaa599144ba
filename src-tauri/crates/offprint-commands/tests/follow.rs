//! A change made by one process is heard in another; two open libraries on one folder stand for them.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use offprint_commands::follow::Following;
use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::library::{
    Actor, Announcement, Change, ChangeKind, NoOversight, State, WhatToUndo,
};
use offprint_commands::{OpenLibrary, Origin};

const TWO: &str = "@misc{a, title = {How Rivers Remember Their Floods}}\n@misc{b, title = {Why Dunes Walk at Night}}";

fn open(folder: &Path) -> Arc<OpenLibrary> {
    Arc::new(OpenLibrary::at(folder.to_owned()))
}

fn import_two(open: &OpenLibrary) {
    let input = Input::Bytes(TWO.into(), Origin::Pasted);
    import(
        open,
        vec![input],
        &ImportOptions::default(),
        Actor::Terminal,
        &NoOversight,
    )
    .unwrap();
}

fn follow(open: Arc<OpenLibrary>) -> (Following, Receiver<Announcement>) {
    let (tell, heard) = channel();
    let following = Following::start(open, move |announcement| {
        let _ = tell.send(announcement.clone());
    });
    (following.unwrap(), heard)
}

fn next(heard: &Receiver<Announcement>) -> Announcement {
    heard
        .recv_timeout(Duration::from_secs(60))
        .expect("it is heard")
}

#[test]
fn another_process_is_heard_with_the_papers_that_it_touched() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (open(folder.path()), open(folder.path()));
    let (_following, heard) = follow(here);
    import_two(&there);
    let announcement = next(&heard);
    assert_eq!(
        (announcement.seq, announcement.kind),
        (Some(1), Some(ChangeKind::Import))
    );
    assert_eq!(announcement.papers.as_ref().map(Vec::len), Some(2));
    let paper = there
        .read(|snapshot| snapshot.resolve_paper(announcement.papers.unwrap()[0].as_str()))
        .unwrap();
    let change = Change::SetState {
        papers: vec![paper],
        to: State::Queued,
    };
    there.apply(change, Actor::Terminal, &NoOversight).unwrap();
    let announcement = next(&heard);
    assert_eq!(
        (announcement.seq, announcement.kind, announcement.n_papers),
        (Some(2), Some(ChangeKind::SetState), 1)
    );
}

#[test]
fn a_change_of_this_process_is_heard_once() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (open(folder.path()), open(folder.path()));
    let (_following, heard) = follow(here.clone());
    import_two(&here);
    assert_eq!(next(&heard).seq, Some(1));
    // The next word is of the other process's change, and not of ours again.
    import_two(&there);
    assert_eq!(next(&heard).seq, Some(2));
}

#[test]
fn what_this_process_takes_back_together_is_heard_once() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (open(folder.path()), open(folder.path()));
    let (_following, heard) = follow(here.clone());
    import_two(&here);
    import_two(&here);
    assert_eq!([next(&heard).seq, next(&heard).seq], [Some(1), Some(2)]);
    here.undo(&WhatToUndo::Since(1), false, Actor::Window, &NoOversight)
        .unwrap();
    let undone = next(&heard);
    assert_eq!((undone.seq, undone.n_changes), (Some(4), 2));
    import_two(&there);
    assert_eq!(next(&heard).seq, Some(5));
}
