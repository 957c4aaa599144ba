//! The papers that are here are looked at once, for one preview after the other and for the import of one.

use std::sync::atomic::{AtomicUsize, Ordering};

use offprint_commands::failure::{Failure, FailureCode};
use offprint_commands::import::{ImportOptions, ImportOversight, Input, import};
use offprint_commands::library::import::Given;
use offprint_commands::library::{Actor, NoOversight, Oversight, WhatToUndo};
use offprint_commands::preview::PreviewSlot;
use offprint_commands::wire::preview::{DuplicateAnswer, ImportPreview, PreviewEdit};
use offprint_commands::{OpenLibrary, Origin};
use rusqlite::Connection;

const DUNES: &str = "@article{a, title = {Why Dunes Walk at Night}, doi = {10.5555/a}}\n";
const RIVERS: &str = "@article{b, title = {A Slow History of Rivers}, doi = {10.5555/b}}\n";
const EDITORIAL: &str = "@article{c, title = {Editorial}}\n";

/// Counts how often the papers that are here were looked at.
#[derive(Default)]
struct Looks {
    n: AtomicUsize,
    is_cancelled: bool,
}

impl Oversight for Looks {
    fn is_cancelled(&self) -> bool {
        self.is_cancelled
    }
}

impl ImportOversight for Looks {
    fn looking(&self, n_done: usize, _: usize) {
        self.n
            .fetch_add(usize::from(n_done == 0), Ordering::Relaxed);
    }
}

struct Test {
    _folder: tempfile::TempDir,
    open: OpenLibrary,
    previews: PreviewSlot,
}

impl Test {
    /// A library with one paper, opened anew: nothing is kept of what was looked at.
    fn with_dunes() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("library");
        let before = OpenLibrary::at(place.clone());
        let options = ImportOptions::default();
        import(
            &before,
            input(&[DUNES]),
            &options,
            Actor::Window,
            &NoOversight,
        )
        .unwrap();
        let open = OpenLibrary::at(place);
        open.library().unwrap();
        Self {
            open,
            _folder: folder,
            previews: PreviewSlot::default(),
        }
    }

    fn preview(&self, entries: &[&str], looks: &Looks) -> Result<ImportPreview, Failure> {
        let mut head = None;
        let show = |shown| head = Some(shown);
        self.previews
            .read(&self.open, input(entries), 0, looks, show)?;
        Ok(head.expect("it is shown"))
    }
}

fn input(entries: &[&str]) -> Vec<Input> {
    vec![Input::Bytes(entries.concat().into_bytes(), Origin::Pasted)]
}

fn new_and_known(head: &ImportPreview) -> (u32, u32) {
    (head.numbers.new, head.numbers.known)
}

#[test]
fn the_papers_that_are_here_are_looked_at_once_until_something_else_changes() {
    let test = Test::with_dunes();
    let looks = Looks::default();
    let n_looks = || looks.n.load(Ordering::Relaxed);
    let head = test.preview(&[DUNES, RIVERS], &looks).unwrap();
    assert_eq!((new_and_known(&head), n_looks()), ((1, 1), 1));
    test.previews.close(&test.open, head.preview);

    let head = test.preview(&[RIVERS], &looks).unwrap();
    assert_eq!(
        (new_and_known(&head), n_looks()),
        ((1, 0), 1),
        "what was closed came not in"
    );
    let (given, by) = (Given::default(), Actor::Window);
    test.previews
        .accept(&test.open, head.preview, &given, by, &looks)
        .unwrap();
    let head = test.preview(&[DUNES, RIVERS], &looks).unwrap();
    assert_eq!((new_and_known(&head), n_looks()), ((0, 2), 1));
    test.previews.close(&test.open, head.preview);

    let newest = WhatToUndo::Newest;
    test.open.undo(&newest, false, by, &NoOversight).unwrap();
    let head = test.preview(&[DUNES, RIVERS], &looks).unwrap();
    assert_eq!((new_and_known(&head), n_looks()), ((1, 1), 2));
}

#[test]
fn a_preview_that_could_not_be_accepted_judges_as_before() {
    let test = Test::with_dunes();
    let looks = Looks::default();
    let head = test
        .preview(&[DUNES, EDITORIAL, EDITORIAL], &looks)
        .unwrap();
    let accept = || {
        let (given, by) = (Given::default(), Actor::Window);
        test.previews
            .accept(&test.open, head.preview, &given, by, &looks)
    };
    let other = Connection::open(test.open.folder().join("library.db")).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER refuses BEFORE INSERT ON imports BEGIN SELECT raise(ABORT, 'no'); END",
        )
        .unwrap();
    accept().unwrap_err();
    other.execute_batch("DROP TRIGGER refuses").unwrap();
    let edit = PreviewEdit::AnswerAll {
        answer: DuplicateAnswer::Same,
    };
    let again = test
        .previews
        .edit(&test.open, head.preview, &edit, &NoOversight)
        .unwrap();
    assert_eq!(new_and_known(&again), new_and_known(&head));
    assert_eq!(again.numbers.possible, 1);
    let outcome = accept().unwrap();
    assert_eq!(outcome.sources[0].import.numbers.added, 1);
}

#[test]
fn looking_at_the_papers_that_are_here_may_be_cancelled() {
    let test = Test::with_dunes();
    let looks = Looks {
        is_cancelled: true,
        ..Looks::default()
    };
    let failure = test.preview(&[RIVERS], &looks).unwrap_err();
    assert_eq!(failure.code, FailureCode::Cancelled);
}

#[test]
fn an_edit_after_another_process_wrote_looks_again_says_so_and_may_be_cancelled() {
    let test = Test::with_dunes();
    let head = test.preview(&[DUNES, RIVERS], &Looks::default()).unwrap();
    let other = OpenLibrary::at(test.open.folder().to_owned());
    let options = ImportOptions::default();
    import(
        &other,
        input(&[RIVERS]),
        &options,
        Actor::Terminal,
        &NoOversight,
    )
    .unwrap();
    let format = PreviewEdit::Format {
        source: 0,
        format: None,
    };
    let edit = |looks: &Looks| test.previews.edit(&test.open, head.preview, &format, looks);
    let looks = Looks::default();
    assert_eq!(new_and_known(&edit(&looks).unwrap()), (0, 2));
    assert_eq!(looks.n.load(Ordering::Relaxed), 1);

    import(
        &other,
        input(&[EDITORIAL]),
        &options,
        Actor::Terminal,
        &NoOversight,
    )
    .unwrap();
    let stopping = Looks {
        is_cancelled: true,
        ..Looks::default()
    };
    assert_eq!(edit(&stopping).unwrap_err().code, FailureCode::Cancelled);
    assert_eq!(new_and_known(&edit(&Looks::default()).unwrap()), (0, 2));
}
