use std::ops::ControlFlow;

use offprint_library::snapshot::rows::{Filter, Sort};
use offprint_library::testing::{TestLibrary, set_star, set_state};
use offprint_library::{Actor, Change, ChangeKind, Error, NoOversight, PaperId, State, WhatToUndo};

use crate::THREE;

fn with_three() -> (TestLibrary, Vec<PaperId>) {
    let test = TestLibrary::new();
    test.import(THREE);
    let papers = test.papers();
    (test, papers)
}

fn trash(papers: &[PaperId]) -> Change {
    Change::MoveToTrash {
        papers: papers.to_vec(),
    }
}

fn put_back(papers: &[PaperId]) -> Change {
    Change::PutBack {
        papers: papers.to_vec(),
    }
}

#[track_caller]
fn in_trash(test: &TestLibrary) -> Vec<PaperId> {
    let filter = Filter {
        is_trashed: true,
        ..Filter::default()
    };
    let snapshot = test.snapshot();
    let papers = snapshot.ids(&filter, Sort::Trashed, 0, 100).unwrap();
    assert_eq!(snapshot.count(&filter).unwrap(), papers.len());
    papers
}

#[track_caller]
fn undo(test: &TestLibrary, what: WhatToUndo) -> offprint_library::Undone {
    test.library
        .undo(&what, false, Actor::Window, &NoOversight)
        .unwrap()
}

#[track_caller]
fn redo(test: &TestLibrary) -> offprint_library::Undone {
    test.library.redo(Actor::Window, &NoOversight).unwrap()
}

fn n_rows(test: &TestLibrary, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    let db = test.database();
    db.query_row(&sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_paper_in_the_trash_is_in_no_list_and_no_number() {
    let (test, papers) = with_three();
    test.apply(set_star(&papers));
    test.apply(Change::EditTags {
        papers: papers.clone(),
        add: vec!["rivers".into()],
        remove: vec![],
    });
    test.apply(Change::SetNote {
        paper: papers[0],
        text: "A note.".into(),
        session: None,
        base: None,
    });
    test.apply(trash(&papers[..1]));
    assert_eq!(test.papers(), papers[1..]);
    assert_eq!(in_trash(&test), papers[..1]);
    let snapshot = test.snapshot();
    let filter = |of: Filter| snapshot.ids(&of, Sort::Added, 0, 100).unwrap().len();
    let import = snapshot.paper(papers[0]).unwrap().unwrap().sightings[0]
        .import
        .to_string();
    for narrowed in [
        Filter::default(),
        Filter {
            is_starred: true,
            ..Filter::default()
        },
        Filter {
            states: vec![State::Inbox],
            ..Filter::default()
        },
        Filter {
            tags: vec!["rivers".into()],
            ..Filter::default()
        },
        Filter {
            import: Some(import),
            ..Filter::default()
        },
    ] {
        assert_eq!(filter(narrowed), 2);
    }
    let counts = snapshot.counts(test.today()).unwrap();
    assert_eq!(
        (counts.all, counts.by_state[&State::Inbox], counts.starred),
        (2, 2, 2)
    );
    assert_eq!((counts.trash, counts.imports[0].n_undecided), (1, 2));
    let tags: Vec<_> = counts
        .tags
        .iter()
        .map(|tag| (&*tag.name, tag.n_papers))
        .collect();
    assert_eq!(tags, [("rivers", 2)]);
    let stats = snapshot.stats(test.library.clock().now()).unwrap();
    assert_eq!((stats.added_last_7_days, stats.with_note), (2, 0));
    let mut searched = Vec::new();
    snapshot
        .each_search_text(|text| {
            searched.push(text.paper);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(searched, papers[1..]);
}

#[test]
fn a_paper_is_put_back_as_it_was_with_its_place_in_the_queue() {
    let (test, papers) = with_three();
    test.apply(set_state(&papers, State::Queued));
    let before = test.picture();
    test.apply(trash(&papers[1..2]));
    assert_eq!(test.queue(), [papers[0], papers[2]]);
    test.apply(put_back(&papers[1..2]));
    assert_eq!(test.queue(), papers);
    assert_eq!(test.picture(), before);
    undo(&test, WhatToUndo::Newest);
    assert_eq!(test.queue(), [papers[0], papers[2]]);
    undo(&test, WhatToUndo::Newest);
    assert_eq!(test.queue(), papers);
}

#[test]
fn what_is_in_the_trash_already_is_not_moved_again() {
    let (test, papers) = with_three();
    test.apply(trash(&papers[..1]));
    test.clock.advance(60_000);
    assert_eq!(test.apply(trash(&papers[..2])).n_papers, 1);
    assert_eq!(in_trash(&test), [papers[1], papers[0]], "the last first");
    assert_eq!(test.apply(trash(&papers[..2])).seq, None);
    assert_eq!(test.apply(put_back(&papers[2..])).seq, None);
}

#[test]
fn a_paper_in_the_trash_can_be_looked_at_and_says_since_when_it_is_there() {
    let (test, papers) = with_three();
    test.apply(trash(&papers[..1]));
    let paper = test.snapshot().paper(papers[0]).unwrap().unwrap();
    assert_eq!(paper.row.trashed_at, Some(test.library.clock().now()));
    assert_eq!(paper.changes[0].kind, ChangeKind::Trash);
    let other = test.snapshot().paper(papers[1]).unwrap().unwrap();
    assert_eq!(other.row.trashed_at, None);
}

#[test]
fn of_an_emptied_paper_only_a_fingerprint_remains_and_undo_brings_it_back_whole() {
    let (test, papers) = with_three();
    test.apply(set_star(&papers[..1]));
    test.apply(trash(&papers[..2]));
    let before = test.picture();
    let applied = test.apply(Change::EmptyTrash);
    assert_eq!(applied.n_papers, 2);
    assert_eq!((n_rows(&test, "papers"), n_rows(&test, "trash")), (1, 0));
    let traits: String = test
        .database()
        .query_row("SELECT traits FROM forgotten LIMIT 1", [], |row| row.get(0))
        .unwrap();
    assert!(!traits.to_lowercase().contains("rivers"), "{traits}");
    assert_eq!(n_rows(&test, "forgotten"), 2);
    let after = test.picture();
    let test = test.reopen();
    assert_eq!(undo(&test, WhatToUndo::Newest).left.n(), 0);
    assert_eq!(test.picture(), before);
    assert_eq!(redo(&test).left.n(), 0);
    assert_eq!(test.picture(), after);
    undo(&test, WhatToUndo::Newest);
    assert_eq!(test.picture(), before, "undone after it was redone");
}

#[test]
fn an_empty_trash_is_not_emptied() {
    let (test, _) = with_three();
    assert_eq!(test.apply(Change::EmptyTrash).seq, None);
}

#[test]
fn emptying_again_takes_out_what_was_written_since_and_undo_brings_that_back_too() {
    let (test, papers) = with_three();
    test.apply(trash(&papers[..2]));
    let emptied = test.apply(Change::EmptyTrash).seq.unwrap();
    let undone = undo(&test, WhatToUndo::Newest);
    test.apply(set_state(&papers[..1], State::Read));
    test.apply(put_back(&papers[1..2]));
    let before = test.picture();
    let redone = undo(&test, WhatToUndo::Change(undone.seqs[0]));
    assert_eq!((redone.n_removed, redone.left.n()), (1, 1));
    undo(&test, WhatToUndo::Change(emptied));
    assert_eq!(test.picture(), before);
}

#[test]
fn an_import_is_undone_with_its_papers_in_the_trash() {
    let (test, papers) = with_three();
    test.apply(trash(&papers[..1]));
    let before = test.picture();
    let undone = undo(&test, WhatToUndo::Change(1));
    assert_eq!((undone.n_removed, undone.n_kept), (3, 0));
    assert_eq!(in_trash(&test), []);
    undo(&test, WhatToUndo::Change(undone.seqs[0]));
    assert_eq!(test.picture(), before);
}

#[test]
fn an_import_is_undone_after_its_papers_left_the_trash() {
    let (test, papers) = with_three();
    test.apply(trash(&papers[..1]));
    let emptied = test.apply(Change::EmptyTrash).seq.unwrap();
    let undone = undo(&test, WhatToUndo::Change(1));
    assert_eq!((undone.n_removed, undone.n_kept), (2, 0));
    let brought = undo(&test, WhatToUndo::Change(emptied));
    assert_eq!(in_trash(&test), papers[..1]);
    assert_eq!(brought.left.n(), 1, "the sighting, whose import is gone");
}

#[test]
fn nothing_is_queued_before_a_paper_in_the_trash() {
    let (test, papers) = with_three();
    test.apply(set_state(&papers[..1], State::Queued));
    test.apply(trash(&papers[..1]));
    let change = Change::PlaceInQueue {
        papers: papers[1..].to_vec(),
        spot: offprint_library::QueueSpot::Before(papers[0]),
    };
    let refused = test.library.apply(change, Actor::Window, &NoOversight);
    assert!(matches!(refused, Err(Error::NotQueued)));
}

#[test]
fn what_was_in_the_trash_is_dropped_before_when_it_turns_up_again_and_still_comes_back_by_undo() {
    let (test, papers) = with_three();
    test.apply(trash(&papers[..1]));
    let seen = test.import(THREE).numbers;
    assert_eq!((seen.dropped, seen.known, seen.new), (1, 2, 0));
    assert_eq!(test.papers().len(), 2, "it stays in the trash");
    let emptied = test.apply(Change::EmptyTrash).seq.unwrap();
    let seen = test.import(THREE).numbers;
    assert_eq!((seen.dropped, seen.known, seen.new), (1, 2, 0));
    let undone = undo(&test, WhatToUndo::Change(emptied));
    assert_eq!(undone.left.n(), 0);
    assert_eq!(in_trash(&test), papers[..1]);
}
