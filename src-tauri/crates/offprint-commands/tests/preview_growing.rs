//! A preview is shown, asked and edited while its source is still being read.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex};
use std::thread;

use offprint_commands::failure::{Failure, FailureCode};
use offprint_commands::import::{ImportOversight, Input};
use offprint_commands::library::import::Given;
use offprint_commands::library::{Actor, NoOversight, Oversight};
use offprint_commands::preview::PreviewSlot;
use offprint_commands::wire::preview::{
    ImportPreview, PreviewAnswer, PreviewEdit, PreviewFilter, PreviewQuestion,
};
use offprint_commands::{OpenLibrary, Origin};

const N_PAPERS: u32 = 5_000;
/// Past so many papers the reader waits for the test.
const READ_AHEAD: usize = 2_000;

/// Lets the reader past [`READ_AHEAD`] papers once it is open.
#[derive(Default)]
struct Gate {
    is_open: Mutex<bool>,
    opened: Condvar,
    is_cancelled: AtomicBool,
}

impl Gate {
    fn open(&self) {
        *self.is_open.lock().unwrap() = true;
        self.opened.notify_all();
    }
}

impl Oversight for Gate {
    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}

impl ImportOversight for Gate {
    fn reading(&self, _: &str, n_papers: usize) {
        if n_papers > READ_AHEAD {
            let is_open = self.is_open.lock().unwrap();
            drop(
                self.opened
                    .wait_while(is_open, |is_open| !*is_open)
                    .unwrap(),
            );
        }
    }
}

struct Test {
    _folder: tempfile::TempDir,
    open: OpenLibrary,
    previews: PreviewSlot,
    gate: Gate,
}

impl Test {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            open: OpenLibrary::at(folder.path().join("library")),
            _folder: folder,
            previews: PreviewSlot::default(),
            gate: Gate::default(),
        }
    }

    /// Reads the bibliography, and does `meanwhile` once the first of it shows. The gate opens behind it.
    fn reading<T>(&self, meanwhile: impl FnOnce(ImportPreview) -> T) -> (T, Result<(), Failure>) {
        let (shown, first): (Sender<_>, Receiver<_>) = channel();
        thread::scope(|scope| {
            let reader = scope.spawn(move || {
                let show = |head| shown.send(head).unwrap();
                self.previews
                    .read(&self.open, vec![bibliography()], 0, &self.gate, show)
            });
            let done = meanwhile(first.recv().expect("it is shown"));
            self.gate.open();
            (done, reader.join().unwrap())
        })
    }

    fn edit(&self, preview: u32, edit: &PreviewEdit) -> Result<ImportPreview, Failure> {
        self.previews.edit(&self.open, preview, edit, &NoOversight)
    }

    fn whole(&self, preview: u32) -> ImportPreview {
        let mut head = self.previews.grown(preview, u32::MAX).unwrap();
        while head.is_reading {
            head = self.previews.grown(preview, head.numbers.found).unwrap();
        }
        head
    }
}

/// Of each hundred papers the last has been met before.
fn bibliography() -> Input {
    let entry = |number: u32| {
        let number = number - u32::from(number % 100 == 99);
        format!(
            "@article{{k{number}, title = {{On Dune Number {number} and Its Walks at Night}}}}\n"
        )
    };
    let text: String = (0..N_PAPERS).map(entry).collect();
    Input::Bytes(text.into_bytes(), Origin::Pasted)
}

fn all_off() -> PreviewEdit {
    PreviewEdit::TickAll {
        filter: PreviewFilter::default(),
        is_ticked: false,
    }
}

#[test]
fn the_first_papers_show_while_the_rest_is_read() {
    let test = Test::new();
    let (first, read) = test.reading(|first| {
        assert!(first.is_reading);
        let n_found = first.numbers.found;
        assert!((1..N_PAPERS).contains(&n_found), "{n_found} are shown");
        let question = PreviewQuestion::Rows {
            filter: PreviewFilter::default(),
            from_row: 0,
            n_rows: 1,
        };
        let PreviewAnswer::Rows { rows, .. } = test
            .previews
            .ask(&test.open, first.preview, &question)
            .unwrap()
        else {
            panic!("another answer");
        };
        assert_eq!(rows[0].title, "On Dune Number 0 and Its Walks at Night");
        let off = PreviewEdit::Tick {
            row: 0,
            is_ticked: false,
        };
        let head = test.edit(first.preview, &off).unwrap();
        assert!(head.is_reading, "one row can be ticked meanwhile");
        first
    });
    read.unwrap();
    let head = test.whole(first.preview);
    assert_eq!(head.numbers.found, N_PAPERS);
    assert_eq!(head.numbers.repeated, N_PAPERS / 100);
    assert_eq!(head.n_added, N_PAPERS - N_PAPERS / 100 - 1);
}

#[test]
fn what_concerns_all_rows_waits_until_they_are_read() {
    let test = Test::new();
    thread::scope(|scope| {
        let (edited, read) = test.reading(|first| {
            let preview = first.preview;
            let test = &test;
            scope.spawn(move || test.edit(preview, &all_off()))
        });
        read.unwrap();
        let head = edited.join().unwrap().unwrap();
        assert!(!head.is_reading);
        assert_eq!((head.numbers.found, head.n_ticked), (N_PAPERS, 0));
    });
}

#[test]
fn an_import_takes_all_in_however_early_it_was_asked_for() {
    let test = Test::new();
    thread::scope(|scope| {
        let (accepted, read) = test.reading(|first| {
            let test = &test;
            scope.spawn(move || {
                let given = Given::default();
                let by = Actor::Window;
                test.previews
                    .accept(&test.open, first.preview, &given, by, &NoOversight)
            })
        });
        read.unwrap();
        let outcome = accepted.join().unwrap().unwrap();
        let n_added = outcome.sources[0].import.numbers.added;
        assert_eq!(n_added, (N_PAPERS - N_PAPERS / 100) as usize);
    });
}

#[test]
fn closing_ends_the_reading() {
    let test = Test::new();
    let (preview, read) = test.reading(|first| {
        test.previews.close(first.preview);
        first.preview
    });
    assert_eq!(read, Ok(()));
    let failure = test.previews.grown(preview, 0).unwrap_err();
    assert_eq!(failure.code, FailureCode::NotFound);
    assert!(!test.open.folder().exists(), "nothing came in");
}

#[test]
fn who_waits_for_more_is_told_that_reading_stopped() {
    let test = Test::new();
    thread::scope(|scope| {
        let (waits, read) = test.reading(|first| {
            let test = &test;
            let waits = scope.spawn(move || test.edit(first.preview, &all_off()));
            test.gate.is_cancelled.store(true, Ordering::Relaxed);
            waits
        });
        assert_eq!(read, Ok(()));
        assert_eq!(
            waits.join().unwrap().unwrap_err().code,
            FailureCode::Cancelled
        );
    });
}
