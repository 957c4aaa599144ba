use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use offprint_formats::candidate::Candidate;
use offprint_library::import::{Given, OnDuplicate};
use offprint_library::snapshot::rows::{Filter, Snoozed, Sort};
use offprint_library::testing::{TestLibrary, accept_import, candidate, candidates, set_state};
use offprint_library::{
    Actor, Change, Error, HistoryFilter, Library, NoOversight, Oversight, QueueSpot, Snapshot,
    State, WhatToUndo,
};
use offprint_platform::clock::SystemClock;
use rusqlite::Connection;

fn open(folder: &Path) -> Result<Library, Error> {
    Library::open(folder, Arc::new(SystemClock))
}

#[test]
fn reading_where_there_is_no_library_sees_an_empty_one_and_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = Snapshot::open(folder.path()).unwrap();
    assert_eq!(snapshot.count(&Filter::default()).unwrap(), 0);
    assert_eq!(
        snapshot
            .history(&HistoryFilter::default(), 0, 10)
            .unwrap()
            .0,
        0
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_library_newer_than_the_program_is_refused_and_left_as_it_is() {
    let test = TestLibrary::new();
    test.import("Alpha of the rivers");
    let path = test.path().join("library.db");
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(matches!(
        Snapshot::open(test.path()),
        Err(Error::Newer { found: 99, .. })
    ));
    assert!(matches!(
        open(test.path()),
        Err(Error::Newer { found: 99, .. })
    ));
}

#[test]
fn a_file_that_is_no_library_is_damaged_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let rubbish = "not a database at all, but long enough to have a header ".repeat(40);
    fs::write(&path, &rubbish).unwrap();
    assert!(matches!(
        Snapshot::open(folder.path()),
        Err(Error::Damaged { .. })
    ));
    assert!(matches!(open(folder.path()), Err(Error::Damaged { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), rubbish);
    fs::remove_file(&path).unwrap();
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE recipes (name TEXT)")
        .unwrap();
    assert!(
        matches!(open(folder.path()), Err(Error::Damaged { .. })),
        "another program's database"
    );
}

#[test]
fn a_library_on_a_read_only_medium_can_be_read_but_not_changed() {
    let test = TestLibrary::new();
    test.import("Alpha of the rivers");
    let folder = test.path().to_path_buf();
    let test = test.reopen();
    drop(test.snapshot());
    let snapshot = Snapshot::open(&folder).unwrap();
    assert_eq!(snapshot.count(&Filter::default()).unwrap(), 1);
    let db = test.database();
    let refused = db.execute("DELETE FROM papers", []).map_err(Error::from);
    assert!(matches!(refused, Err(Error::ReadOnly)));
}

#[test]
fn a_full_disk_loses_only_the_change_in_flight() {
    let test = TestLibrary::new();
    test.import("Alpha of the rivers");
    let before = test.picture();
    test.limit_size();
    let many = (0..3000)
        .map(|i| candidate(&format!("An invented study, number {i}, of rivers")))
        .collect();
    let plan = accept_import(many, Default::default(), Default::default());
    let refused = test.library.apply(plan, Actor::Terminal, &NoOversight);
    assert!(matches!(refused, Err(Error::DiskFull)), "{refused:?}");
    assert!(test.picture() == before);
    // A small change still fits.
    test.apply(set_state(&test.papers(), State::Read));
}

#[test]
fn a_change_waits_for_another_process_and_says_so() {
    #[derive(Default)]
    struct Listens {
        is_told: AtomicBool,
    }
    impl Oversight for Listens {
        fn waiting(&self, is_waiting: bool) {
            self.is_told.store(is_waiting, Ordering::SeqCst);
        }
    }
    let test = TestLibrary::new();
    test.import("Alpha of the rivers");
    let papers = test.papers();
    let other = Connection::open(test.path().join("library.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let listens = Listens::default();
    thread::scope(|scope| {
        let change = set_state(&papers, State::Read);
        let applying = scope.spawn(|| test.library.apply(change, Actor::Window, &listens));
        while !listens.is_told.load(Ordering::SeqCst) {
            assert!(!applying.is_finished(), "it waits");
            thread::yield_now();
        }
        other.execute_batch("COMMIT").unwrap();
        assert!(applying.join().unwrap().unwrap().seq.is_some());
    });
    assert!(
        !listens.is_told.load(Ordering::SeqCst),
        "and says when the wait is over"
    );
}

/// A library as a released version left it; never made again once released.
fn kept_library(version: u32) -> PathBuf {
    let libraries = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/samples/libraries"
    );
    Path::new(libraries).join(format!("version-{version}.db"))
}

#[test]
fn a_change_of_thousands_of_papers_tells_how_far_it_is_and_may_be_stopped() {
    const N_PAPERS: u64 = 6_000;
    /// Stops once it has heard that so many papers are done.
    struct StopsAt(usize, AtomicBool);
    impl Oversight for StopsAt {
        fn progress(&self, n_done: usize, n_all: usize) {
            assert_eq!(n_all, N_PAPERS as usize);
            self.1.fetch_or(n_done >= self.0, Ordering::SeqCst);
        }
        fn is_cancelled(&self) -> bool {
            self.1.load(Ordering::SeqCst)
        }
    }
    let late = || StopsAt(5_500, AtomicBool::new(false));
    let test = TestLibrary::new();
    let titles = (1..=N_PAPERS).map(|n| format!("{:x}", n.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
    test.import_all(titles.map(|title| candidate(&title)).collect());
    let star = || Change::SetStar {
        papers: test.papers(),
        is_starred: true,
    };
    let before = test.picture();
    let stopped = test.library.apply(star(), Actor::Window, &late());
    assert!(matches!(stopped, Err(Error::Cancelled)));
    assert!(test.picture() == before);
    test.apply(star());
    let after = test.picture();
    let newest = WhatToUndo::Newest;
    let stopped = test.library.undo(&newest, false, Actor::Window, &late());
    assert!(matches!(stopped, Err(Error::Cancelled)));
    assert!(test.picture() == after);
    let would = test.library.would_undo(&newest, false, &late());
    assert!(matches!(would, Err(Error::Cancelled)));
    test.library
        .undo(&newest, false, Actor::Window, &NoOversight)
        .unwrap();
    assert!(test.picture() == before);
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    assert!(test.picture() == after);
}

#[test]
fn thousands_of_papers_are_taken_out_in_parts_and_that_may_be_stopped() {
    const N_PAPERS: usize = 4_500;
    /// Stops once it has heard that so much of so much is done.
    struct StopsAt(usize, AtomicUsize);
    impl Oversight for StopsAt {
        fn progress(&self, n_done: usize, n_all: usize) {
            assert!(n_done <= n_all);
            let percent = 100 * n_done / n_all;
            let before = self.1.fetch_max(percent, Ordering::SeqCst);
            assert!(percent >= before, "it goes once from nothing to all");
        }
        fn is_cancelled(&self) -> bool {
            self.1.load(Ordering::SeqCst) >= self.0
        }
    }
    let late = || StopsAt(80, AtomicUsize::new(0));
    let to_the_end = || StopsAt(101, AtomicUsize::new(0));
    let test = TestLibrary::new();
    let titles =
        || (1..=N_PAPERS as u64).map(|n| format!("{:x}", n.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
    let imported = test.import_all(titles().map(|title| candidate(&title)).collect());
    let papers = test.papers();
    test.apply(Change::MoveToTrash { papers });
    let before = test.picture();
    let undo = |what, oversight: &dyn Oversight| {
        let undone = test.library.undo(&what, true, Actor::Window, oversight);
        undone.map(|undone| undone.left.n())
    };
    let empty = |oversight: &dyn Oversight| {
        let emptied = Change::EmptyTrash;
        test.library.apply(emptied, Actor::Window, oversight)
    };
    assert!(matches!(empty(&late()), Err(Error::Cancelled)));
    assert!(test.picture() == before);
    let emptied = empty(&NoOversight).unwrap().seq.unwrap();
    let n_parts: i64 = test
        .database()
        .query_row(
            "SELECT count(*) FROM edits WHERE seq = ?1 AND kind = 'removed' AND tbl = 'papers'",
            [emptied],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(n_parts, 3, "each part is an edit of its own");
    let after = test.picture();
    let stopped = undo(WhatToUndo::Newest, &late());
    assert!(matches!(stopped, Err(Error::Cancelled)));
    assert!(test.picture() == after);
    assert_eq!(undo(WhatToUndo::Newest, &NoOversight).unwrap(), 0);
    assert!(test.picture() == before);
    test.library.redo(Actor::Window, &to_the_end()).unwrap();
    assert_eq!(undo(WhatToUndo::Newest, &to_the_end()).unwrap(), 0);

    let dated = titles().map(|title| Candidate {
        year: Some(2026),
        ..candidate(&title)
    });
    test.import_all(dated.collect());
    assert_eq!(undo(WhatToUndo::Newest, &to_the_end()).unwrap(), 0);
    assert!(test.picture() == before);

    let import = || WhatToUndo::Import(imported.id.clone().unwrap().to_string());
    assert!(matches!(undo(import(), &late()), Err(Error::Cancelled)));
    assert!(test.picture() == before);
    assert_eq!(undo(import(), &NoOversight).unwrap(), 0);
    let n_papers = || -> i64 {
        let db = test.database();
        db.query_row("SELECT count(*) FROM papers", [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!(n_papers(), 0);
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    assert!(test.picture() == before);
}

/// Opens a copy of it, which upgrades it.
fn upgraded(version: u32) -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(kept_library(version), folder.path().join("library.db")).unwrap();
    let library = open(folder.path()).unwrap();
    (folder, library)
}

fn undo_all(library: &Library, n_changes: usize) {
    for _ in 0..n_changes {
        let undone = library
            .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
            .unwrap();
        assert_eq!(undone.left.n(), 0);
    }
    let snapshot = library.snapshot().unwrap();
    assert_eq!(snapshot.count(&Filter::default()).unwrap(), 0);
}

#[test]
fn a_library_of_version_1_opens_and_its_history_can_be_undone() {
    let (_folder, library) = upgraded(1);
    let snapshot = library.snapshot().unwrap();
    let rows = snapshot
        .rows(&Filter::default(), Sort::Title, 0, 10)
        .unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows[0].note_first_line.as_deref(),
        Some("Compare with ours.")
    );
    undo_all(&library, 3);
}

#[test]
fn a_library_of_version_2_opens_and_knows_since_when_papers_are_queued() {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let (_folder, library) = upgraded(2);
    let snapshot = library.snapshot().unwrap();
    let rows = snapshot
        .rows(&Filter::default(), Sort::Title, 0, 10)
        .unwrap();
    let begin = rows[0].added_at.as_millis();
    let queued: Vec<(&str, Option<i64>)> = rows
        .iter()
        .map(|row| {
            let day = row.queued_at.map(|at| (at.as_millis() - begin) / DAY);
            (row.title.split(' ').next().unwrap(), day)
        })
        .collect();
    assert_eq!(
        queued,
        [
            ("Alpha", None),
            // Queued, read, and queued again on the third day.
            ("Beta", Some(3)),
            ("Delta", Some(4)),
            ("Epsilon", Some(4)),
            ("Gamma", Some(3)),
        ]
    );
    // Of what was taken out before the upgrade nothing is lacking either.
    library.redo(Actor::Window, &NoOversight).unwrap();
    let snapshot = library.snapshot().unwrap();
    assert_eq!(snapshot.count(&Filter::default()).unwrap(), 6);
    undo_all(&library, 7);
}

#[test]
fn a_library_of_version_3_opens_and_is_grouped_by_year() {
    let (_folder, library) = upgraded(3);
    let snapshot = library.snapshot().unwrap();
    let groups = snapshot.groups(&Filter::default(), Sort::Year).unwrap();
    let n_rows: Vec<usize> = groups.iter().map(|group| group.n_rows).collect();
    assert_eq!(n_rows, [5]);
    library.redo(Actor::Window, &NoOversight).unwrap();
    undo_all(&library, 7);
}

#[test]
fn a_library_of_version_4_opens_and_its_inbox_leaves_out_what_is_hidden() {
    let (_folder, library) = upgraded(4);
    let inbox = |until: &str| Filter {
        states: vec![State::Inbox],
        snoozed: Snoozed::Hidden(until.parse().unwrap()),
        ..Filter::default()
    };
    let papers = library
        .snapshot()
        .unwrap()
        .ids(&inbox("2098-08-06"), Sort::Added, 0, 10)
        .unwrap();
    let n_waiting = papers.len();
    let snooze = Change::Snooze {
        papers: papers[..1].to_vec(),
        until: Some("2099-09-01".parse().unwrap()),
    };
    library.apply(snooze, Actor::Window, &NoOversight).unwrap();
    let snapshot = library.snapshot().unwrap();
    assert_eq!(snapshot.count(&inbox("2099-08-31")).unwrap(), n_waiting - 1);
    assert_eq!(snapshot.count(&inbox("2099-09-01")).unwrap(), n_waiting);
    library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    library.redo(Actor::Window, &NoOversight).unwrap();
}

#[test]
fn an_old_library_can_be_read_before_anything_is_written() {
    for version in [1, 2, 3, 4] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("library.db");
        fs::copy(kept_library(version), &file).unwrap();
        let snapshot = Snapshot::open(folder.path()).unwrap();
        assert!(snapshot.count(&Filter::default()).unwrap() >= 3);
        let copy = format!("backups/library-version-{version}.db");
        assert!(folder.path().join(copy).is_file());
    }
}

/// Makes the sample of the present version, before it is released: name the file in the variable.
#[test]
fn write_sample_library() {
    let Some(path) = std::env::var_os("OFFPRINT_WRITE_SAMPLE_LIBRARY") else {
        return;
    };
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let test = TestLibrary::new();
    test.import("Alpha of the rivers\nBeta of the rivers\nGamma of the rivers");
    let papers = test
        .snapshot()
        .ids(&Filter::default(), Sort::Title, 0, 3)
        .unwrap();
    let note = Change::SetNote {
        paper: papers[0],
        text: "Compare with ours.".into(),
        session: None,
        base: None,
    };
    test.apply(note);
    test.clock.advance(DAY);
    test.apply(set_state(&papers[1..2], State::Queued));
    test.clock.advance(DAY);
    test.apply(set_state(&papers[1..2], State::Read));
    test.clock.advance(DAY);
    test.apply(Change::PlaceInQueue {
        papers: vec![papers[2], papers[1]],
        spot: QueueSpot::Top,
    });
    test.clock.advance(DAY);
    let given = Given {
        state: Some(State::Queued),
        tags: vec!["field work".into()],
        why: None,
    };
    test.apply(accept_import(
        candidates("Delta of the hills\nEpsilon of the hills"),
        given,
        OnDuplicate::Ask,
    ));
    let undone = test.import("Zeta of the sea");
    assert_eq!(undone.numbers.added, 1);
    test.library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    let test = test.reopen();
    let _ = fs::remove_file(&path);
    test.database()
        .execute("VACUUM INTO ?1", [path.to_str().unwrap()])
        .unwrap();
}
