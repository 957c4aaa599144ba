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

    /// Waits as the window does until all is read.
    fn whole(&self, mut head: ImportPreview) -> ImportPreview {
        while head.is_reading {
            let newer = self.previews.grown(head.preview, head.revision).unwrap();
            assert!(newer.revision > head.revision);
            head = newer;
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
    let head = test.whole(first);
    assert_eq!(head.numbers.found, N_PAPERS);
    assert_eq!(head.numbers.repeated, N_PAPERS / 100);
    assert_eq!(head.n_added, N_PAPERS - N_PAPERS / 100 - 1);
}

#[test]
fn what_is_of_all_rows_is_refused_until_they_are_read() {
    let test = Test::new();
    let (first, read) = test.reading(|first| {
        let refused = test.edit(first.preview, &all_off()).unwrap_err();
        assert_eq!(refused.code, FailureCode::Conflict);
        let given = Given::default();
        let accepted = test.previews.accept(
            &test.open,
            first.preview,
            &given,
            Actor::Window,
            &NoOversight,
        );
        assert_eq!(accepted.unwrap_err().code, FailureCode::Conflict);
        first
    });
    read.unwrap();
    let head = test.edit(first.preview, &all_off()).unwrap();
    assert_eq!((head.numbers.found, head.n_ticked), (N_PAPERS, 0));
}

#[test]
fn closing_ends_the_reading_and_leaves_the_next_preview_alone() {
    let test = Test::new();
    let (preview, read) = test.reading(|first| {
        test.previews.close(&test.open, first.preview);
        first.preview
    });
    assert_eq!(read, Ok(()));
    let failure = test.previews.grown(preview, 0).unwrap_err();
    assert_eq!(failure.code, FailureCode::NotFound);
    assert!(!test.open.folder().exists(), "nothing came in");
}

#[test]
fn a_preview_that_is_replaced_while_it_is_read_does_not_stop_the_next() {
    let test = Test::new();
    let (next, read) = test.reading(|_| {
        let other = Gate::default();
        other.open();
        let mut next = None;
        test.previews
            .read(&test.open, vec![bibliography()], 0, &other, |head| {
                next = Some(head)
            })
            .unwrap();
        // The first is told to stop when another has its place.
        test.gate.is_cancelled.store(true, Ordering::Relaxed);
        next.unwrap()
    });
    assert_eq!(read, Ok(()));
    assert_eq!(test.whole(next).numbers.found, N_PAPERS);
}

#[test]
fn who_waits_for_more_is_told_that_reading_stopped() {
    let test = Test::new();
    let (first, read) = test.reading(|first| {
        test.gate.is_cancelled.store(true, Ordering::Relaxed);
        first
    });
    assert_eq!(read, Ok(()));
    let stopped = |mut head: ImportPreview| loop {
        match test.previews.grown(head.preview, head.revision) {
            Ok(newer) => head = newer,
            Err(failure) => return failure.code,
        }
    };
    assert_eq!(stopped(first), FailureCode::Cancelled);
}

#[test]
fn who_waits_for_more_is_told_that_the_reader_panicked() {
    struct Panics;
    impl Oversight for Panics {}
    impl ImportOversight for Panics {
        fn reading(&self, _: &str, n_papers: usize) {
            assert!(n_papers <= READ_AHEAD, "a fault of ours");
        }
    }
    let test = Test::new();
    let (shown, first) = channel();
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let show = |head| shown.send(head).unwrap();
            let inputs = vec![bibliography()];
            test.previews.read(&test.open, inputs, 0, &Panics, show)
        });
        let mut head: ImportPreview = first.recv().expect("it is shown");
        let failure = loop {
            match test.previews.grown(head.preview, head.revision) {
                Ok(newer) => head = newer,
                Err(failure) => break failure,
            }
        };
        assert_eq!(failure.code, FailureCode::Unsupported);
        assert!(reader.join().is_err());
    });
}

#[test]
fn a_source_that_fails_half_way_is_withdrawn_and_its_rows_are_no_others() {
    let test = Test::new();
    let bad = test.open.folder().with_extension("bib");
    let Input::Bytes(text, _) = bibliography() else {
        panic!("other input");
    };
    std::fs::write(&bad, &text).unwrap();
    let good = Input::Bytes(
        b"@article{a, title = {Why Dunes Walk at Night}}".to_vec(),
        Origin::Pasted,
    );
    let (shown, first) = channel();
    let head = thread::scope(|scope| {
        let inputs = vec![Input::Path(bad.clone()), good];
        let reader = scope.spawn(|| {
            let show = |head| shown.send(head).unwrap();
            test.previews.read(&test.open, inputs, 0, &test.gate, show)
        });
        let first: ImportPreview = first.recv().expect("it is shown");
        // As when a disk is taken away: what was there is not there any more.
        std::fs::write(&bad, "").unwrap();
        test.gate.open();
        reader.join().unwrap().unwrap();
        test.whole(first)
    });
    assert_eq!((head.sources.len(), head.numbers.found), (1, 1));
    assert_eq!(head.failures.len(), 1);
    let tick = PreviewEdit::Tick {
        row: 0,
        is_ticked: false,
    };
    let refused = test.edit(head.preview, &tick).unwrap_err();
    assert_eq!(refused.code, FailureCode::NotFound, "that row is gone");
}

#[test]
fn fewer_rows_than_the_device_wants_to_see_are_shown_when_all_are_read() {
    let test = Test::new();
    test.gate.open();
    let mut shown = None;
    let least_rows = N_PAPERS as usize + 1;
    test.previews
        .read(
            &test.open,
            vec![bibliography()],
            least_rows,
            &test.gate,
            |head| shown = Some(head),
        )
        .unwrap();
    let head = shown.unwrap();
    assert_eq!((head.is_reading, head.numbers.found), (false, N_PAPERS));
}
