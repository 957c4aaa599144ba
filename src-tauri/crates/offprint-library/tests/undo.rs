use std::sync::{Arc, Mutex};

use offprint_formats::candidate::{Candidate, FoundMarks};
use offprint_library::import::{Given, OnDuplicate};
use offprint_library::testing::{
    TestLibrary, accept_import, candidate, candidates, set_star, set_state,
};
use offprint_library::{
    Actor, Announcement, Change, Error, ExistingFiles, HistoryFilter, LeftPart, NoOversight,
    PaperId, QueueSpot, State, WhatToUndo,
};

use crate::THREE;

fn apply(test: &TestLibrary, change: Change) -> i64 {
    test.apply(change).seq.expect("something changes")
}

fn undo(test: &TestLibrary, what: WhatToUndo) -> offprint_library::Undone {
    test.library
        .undo(&what, false, Actor::Window, &NoOversight)
        .unwrap()
}

fn states(test: &TestLibrary, papers: &[PaperId]) -> Vec<State> {
    let rows = test.snapshot().rows_of(papers).unwrap();
    rows.into_iter().map(|row| row.state).collect()
}

fn note(paper: PaperId, text: &str, session: Option<&str>) -> Change {
    Change::SetNote {
        paper,
        text: text.to_owned(),
        session: session.map(str::to_owned),
        base: None,
    }
}

#[test]
fn an_undone_import_keeps_what_the_person_worked_on_and_says_how_many() {
    let test = TestLibrary::new();
    test.import(THREE);
    let all = test.papers();
    apply(&test, set_star(&[all[1]]));
    apply(&test, note(all[2], "Compare with ours.", None));
    let test = test.reopen();
    let undone = undo(&test, WhatToUndo::Change(1));
    assert_eq!(
        (undone.n_removed, undone.n_kept, undone.left.n()),
        (1, 2, 0)
    );
    assert_eq!(test.papers(), [all[1], all[2]]);
    undo(&test, WhatToUndo::Change(undone.seqs[0]));
    assert_eq!(test.papers(), all, "the undo itself can be undone");
    let again = undo(&test, WhatToUndo::Change(1));
    assert_eq!(
        (again.n_removed, again.n_kept),
        (1, 2),
        "and the change again"
    );
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    assert_eq!(test.papers(), all);
}

#[test]
fn an_undone_import_can_take_out_marked_papers_too() {
    let test = TestLibrary::new();
    test.import(THREE);
    apply(&test, set_star(&test.papers()));
    let undone = test
        .library
        .undo(&WhatToUndo::Change(1), true, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!((undone.n_removed, undone.n_kept), (3, 0));
}

#[test]
fn a_mark_that_was_taken_back_does_not_keep_a_paper() {
    let test = TestLibrary::new();
    test.import(THREE);
    let all = test.papers();
    apply(&test, set_state(&[all[0]], State::Queued));
    undo(&test, WhatToUndo::Newest);
    apply(&test, set_state(&[all[1]], State::Read));
    apply(&test, set_state(&[all[1]], State::Inbox));
    assert_eq!(undo(&test, WhatToUndo::Change(1)).n_kept, 0);
}

#[test]
fn marks_that_the_import_itself_gave_do_not_keep_a_paper() {
    let test = TestLibrary::new();
    let given = Given {
        state: Some(State::Queued),
        tags: vec!["rivers".into()],
        why: Some("for the talk".into()),
    };
    let plan = accept_import(candidates(THREE), given, OnDuplicate::Ask);
    apply(&test, plan);
    let undone = undo(&test, WhatToUndo::Newest);
    assert_eq!((undone.n_removed, undone.n_kept), (3, 0));
    assert!(test.papers().is_empty());
}

#[test]
fn a_paper_that_another_standing_import_shows_is_kept() {
    let test = TestLibrary::new();
    let first = test.import(THREE);
    let second = test.import("Why Dunes Walk at Night");
    let id = |import: &offprint_library::import::Import| import.id.clone().unwrap().to_string();
    let undone = undo(&test, WhatToUndo::Import(id(&first)));
    assert_eq!((undone.n_removed, undone.n_kept), (2, 1));
    let undone = undo(&test, WhatToUndo::Import(id(&second)[..6].to_owned()));
    assert_eq!(undone.change.imports, [id(&second)]);
}

#[test]
fn what_an_import_gave_to_a_known_paper_goes_with_its_undo() {
    let test = TestLibrary::new();
    test.import(THREE);
    let before = test.picture();
    let mut richer = candidate("Why Dunes Walk at Night");
    richer.abstract_text =
        Some("Dunes move when nobody looks; we looked, and measured how far they walk.".into());
    richer.year = Some(2026);
    test.import_all(vec![richer]);
    let paper = test.snapshot().paper(test.papers()[1]).unwrap().unwrap();
    assert!(paper.abstract_text.is_some());
    undo(&test, WhatToUndo::Newest);
    assert!(test.picture() == before);
}

#[test]
fn the_saves_of_one_session_are_undone_as_one_and_shown_as_one() {
    let test = TestLibrary::new();
    test.import(THREE);
    let paper = test.papers()[0];
    apply(&test, note(paper, "Before", None));
    for text in ["Before a", "Before an", "Before and after"] {
        apply(&test, note(paper, text, Some("evening")));
    }
    let snapshot = test.snapshot();
    assert_eq!(
        snapshot
            .history(&HistoryFilter::default(), 0, 10)
            .unwrap()
            .0,
        3,
        "import, note, session"
    );
    undo(&test, WhatToUndo::Newest);
    assert_eq!(
        test.snapshot().note(paper).unwrap().as_deref(),
        Some("Before")
    );
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    assert_eq!(
        test.snapshot().note(paper).unwrap().as_deref(),
        Some("Before and after")
    );
    undo(&test, WhatToUndo::Newest);
    assert_eq!(
        test.snapshot().note(paper).unwrap().as_deref(),
        Some("Before")
    );
}

#[test]
fn an_older_change_is_undone_by_itself_where_later_work_allows_it() {
    let test = TestLibrary::new();
    test.import(THREE);
    let all = test.papers();
    let drop = apply(&test, set_state(&all, State::Dropped));
    apply(&test, set_state(&[all[0]], State::Read));
    apply(&test, set_star(&[all[1]]));
    let undone = undo(&test, WhatToUndo::Change(drop));
    assert_eq!(undone.left.n(), 1);
    assert_eq!(
        states(&test, &all),
        [State::Read, State::Inbox, State::Inbox]
    );
}

#[test]
fn an_undo_that_could_put_nothing_back_is_refused_and_changes_nothing() {
    let test = TestLibrary::new();
    test.import(THREE);
    let paper = test.papers()[0];
    let first = apply(&test, set_state(&[paper], State::Queued));
    apply(&test, set_state(&[paper], State::Read));
    let refused = test
        .library
        .undo(
            &WhatToUndo::Change(first),
            false,
            Actor::Window,
            &NoOversight,
        )
        .unwrap_err();
    assert!(matches!(refused, Error::Conflict { seq, .. } if seq == first));
    assert_eq!(
        test.snapshot().change(first).unwrap().unwrap().undone_by,
        None
    );
}

#[test]
fn undo_never_takes_back_what_the_watcher_did() {
    let test = TestLibrary::new();
    let plan = accept_import(candidates(THREE), Given::default(), OnDuplicate::Ask);
    test.library
        .apply(plan, Actor::Watcher, &NoOversight)
        .unwrap();
    let refused = test
        .library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight);
    assert!(matches!(refused, Err(Error::NothingToUndo)));
    assert_eq!(
        undo(&test, WhatToUndo::Change(1)).n_removed,
        3,
        "but by its number it is"
    );
}

#[test]
fn redo_ends_where_a_newer_change_stands_but_not_at_one_of_the_watcher() {
    let test = TestLibrary::new();
    test.import(THREE);
    let paper = test.papers()[0];
    apply(&test, set_star(&[paper]));
    undo(&test, WhatToUndo::Newest);
    let plan = accept_import(
        vec![candidate("A Fourth Paper of Some Length")],
        Given::default(),
        OnDuplicate::Ask,
    );
    test.library
        .apply(plan, Actor::Watcher, &NoOversight)
        .unwrap();
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    undo(&test, WhatToUndo::Newest);
    apply(&test, set_state(&[paper], State::Read));
    assert!(matches!(
        test.library.redo(Actor::Window, &NoOversight),
        Err(Error::NothingToUndo)
    ));
}

#[test]
fn undo_restores_the_queue_order_after_reopening() {
    let test = TestLibrary::new();
    test.import(THREE);
    let all = test.papers();
    apply(&test, set_state(&all, State::Queued));
    apply(
        &test,
        Change::PlaceInQueue {
            papers: vec![all[2]],
            spot: QueueSpot::Top,
        },
    );
    apply(
        &test,
        Change::PlaceInQueue {
            papers: vec![all[0]],
            spot: QueueSpot::Down,
        },
    );
    assert_eq!(test.queue(), [all[2], all[1], all[0]]);
    let test = test.reopen();
    undo(&test, WhatToUndo::Newest);
    undo(&test, WhatToUndo::Newest);
    assert_eq!(test.queue(), all);
}

fn import_of(test: &TestLibrary, titles: &str) -> i64 {
    test.import(titles);
    test.snapshot().newest_seq().unwrap()
}

#[test]
fn redo_by_row_leaves_what_has_nothing_to_stand_on() {
    let test = TestLibrary::new();
    let first = import_of(&test, THREE);
    let second = import_of(&test, THREE);
    let undo_second = undo(&test, WhatToUndo::Change(second)).seqs[0];
    undo(&test, WhatToUndo::Change(first));
    let redone = undo(&test, WhatToUndo::Change(undo_second));
    assert_eq!(redone.left.n(), 3, "the sightings' papers are not there");
    assert!(test.papers().is_empty());
}

#[test]
fn an_undone_import_that_came_again_is_not_brought_back_beside_itself() {
    let test = TestLibrary::new();
    let first = import_of(&test, THREE);
    let undone = undo(&test, WhatToUndo::Change(first)).seqs[0];
    import_of(&test, "Why Dunes Walk at Night");
    let redone = undo(&test, WhatToUndo::Change(undone));
    assert_eq!(redone.left.n(), 1);
    assert_eq!(test.papers().len(), 3);
}

#[test]
fn a_folder_that_is_watched_again_is_left_by_the_undo_of_its_first_unwatching() {
    let test = TestLibrary::new();
    let path = || "/invented".to_owned();
    apply(
        &test,
        Change::WatchFolder {
            path: path(),
            existing: ExistingFiles::Take,
            in_place_of: None,
        },
    );
    let unwatch = apply(&test, Change::UnwatchFolder { path: path() });
    apply(
        &test,
        Change::WatchFolder {
            path: path(),
            existing: ExistingFiles::Take,
            in_place_of: None,
        },
    );
    let refused = test.library.undo(
        &WhatToUndo::Change(unwatch),
        false,
        Actor::Window,
        &NoOversight,
    );
    assert!(
        matches!(refused, Err(Error::Conflict { .. })),
        "{refused:?}"
    );
}

#[test]
fn an_undo_is_not_made_twice_through_its_redo() {
    let test = TestLibrary::new();
    import_of(&test, THREE);
    apply(&test, set_star(&test.papers()));
    undo(&test, WhatToUndo::Newest);
    let redo = test.library.redo(Actor::Window, &NoOversight).unwrap().seqs[0];
    undo(&test, WhatToUndo::Change(redo));
    let again = test.library.undo(
        &WhatToUndo::Change(redo),
        false,
        Actor::Window,
        &NoOversight,
    );
    assert!(matches!(again, Err(Error::NothingToUndo)));
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    let rows = test.snapshot().rows_of(&test.papers()).unwrap();
    assert!(rows.iter().all(|row| row.is_starred));
}

#[test]
fn what_an_undo_left_is_taken_back_when_it_can_be() {
    let test = TestLibrary::new();
    import_of(&test, THREE);
    let all = test.papers();
    let queued = apply(&test, set_state(&all, State::Queued));
    let read = apply(&test, set_state(&[all[0]], State::Read));
    assert_eq!(undo(&test, WhatToUndo::Change(queued)).left.n(), 1);
    undo(&test, WhatToUndo::Change(read));
    assert_eq!(undo(&test, WhatToUndo::Change(queued)).left.n(), 0);
    assert_eq!(states(&test, &all), [State::Inbox; 3]);
}

#[test]
fn a_fact_that_a_later_import_shows_too_stays() {
    let test = TestLibrary::new();
    import_of(&test, THREE);
    let richer = || {
        let mut richer = candidate("Why Dunes Walk at Night");
        richer.year = Some(2026);
        richer
    };
    test.import_all(vec![richer()]);
    let second = test.snapshot().newest_seq().unwrap();
    test.import_all(vec![richer()]);
    undo(&test, WhatToUndo::Change(second));
    let rows = test.snapshot().rows_of(&test.papers()).unwrap();
    assert_eq!(rows[1].year, Some(2026));
}

#[test]
fn a_paper_goes_with_the_last_import_that_shows_it() {
    let test = TestLibrary::new();
    let first = import_of(&test, THREE);
    let second = import_of(&test, "Why Dunes Walk at Night");
    assert_eq!(undo(&test, WhatToUndo::Change(first)).n_kept, 1);
    assert_eq!(undo(&test, WhatToUndo::Change(second)).n_removed, 1);
    assert!(test.papers().is_empty());
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    assert_eq!(test.papers().len(), 1);
}

#[test]
fn an_import_is_named_by_at_least_four_digits() {
    let test = TestLibrary::new();
    import_of(&test, THREE);
    for id in ["", "9", "abc", "\"", "%%%%"] {
        let what = WhatToUndo::Import(id.to_owned());
        let refused = test.library.undo(&what, false, Actor::Window, &NoOversight);
        assert!(matches!(refused, Err(Error::NoSuchChange { .. })), "{id}");
    }
}

#[test]
fn a_note_that_was_changed_meanwhile_is_not_overwritten() {
    let test = TestLibrary::new();
    import_of(&test, THREE);
    let paper = test.papers()[0];
    apply(&test, note(paper, "Ours", None));
    apply(
        &test,
        Change::AppendToNote {
            paper,
            text: "Theirs".into(),
        },
    );
    let save = Change::SetNote {
        paper,
        text: "Ours, and more".into(),
        session: None,
        base: Some("Ours".into()),
    };
    let refused = test.library.apply(save, Actor::Window, &NoOversight);
    assert!(matches!(refused, Err(Error::NoteDiffers)));
    assert_eq!(
        test.snapshot().note(paper).unwrap().as_deref(),
        Some("Ours\n\nTheirs")
    );
}

#[test]
fn marks_that_came_by_a_merge_and_went_again_keep_no_paper() {
    let test = TestLibrary::new();
    test.import(THREE);
    let merge = |keep, gone| Change::Merge {
        keep,
        gone,
        take: vec![],
    };
    let [one, other, _] = test.papers()[..] else {
        panic!("three papers");
    };
    apply(&test, merge(one, other));
    let before = test.picture();
    test.import("A Grammar of Tides");
    let new = *test.papers().iter().max().unwrap();
    apply(&test, merge(new, one));
    let answered = test.snapshot().answers(9).unwrap();
    let latest = answered.iter().find_map(|answer| answer.merge).unwrap();
    apply(&test, Change::Split { merge: latest });
    for _ in 0..2 {
        undo(&test, WhatToUndo::Newest);
    }
    assert_eq!(undo(&test, WhatToUndo::Newest).n_kept, 0);
    assert!(test.picture() == before);
}

#[test]
fn a_note_that_a_source_told_in_two_places_stays_whole_with_a_kept_paper() {
    let noted = |title: &str, note: Option<&str>| Candidate {
        marks: FoundMarks {
            note: note.map(str::to_owned),
            ..FoundMarks::default()
        },
        ..candidate(title)
    };
    let test = TestLibrary::new();
    test.import_all(vec![
        noted("Why Dunes Walk at Night", Some("First")),
        noted("On the Growth of Mosses in Winter", None),
        noted("How Rivers Remember Their Floods", Some("Other")),
        noted("Why Dunes Walk at Night", Some("Second")),
    ]);
    let paper = *test.papers().iter().min().unwrap();
    apply(&test, set_star(&[paper]));
    let undone = undo(&test, WhatToUndo::Change(1));
    assert_eq!((undone.n_kept, undone.left.n()), (1, 0));
    let note: String = test
        .database()
        .query_row("SELECT text FROM notes", [], |row| row.get(0))
        .unwrap();
    assert_eq!(note, "First\n\nSecond");
}

#[test]
fn all_that_happened_since_a_change_is_taken_back_and_goes_forward_step_by_step() {
    let test = TestLibrary::new();
    test.import(THREE);
    let papers = test.papers();
    test.apply(set_state(&papers[..1], State::Queued));
    test.apply(set_star(&papers[1..2]));
    undo(&test, WhatToUndo::Newest);
    let before = test.picture();
    let first = test.snapshot().newest_seq().unwrap() + 1;
    // Something older brought back, something done and undone, an import, and work on what it brought.
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    test.apply(set_state(&papers[..1], State::Reading));
    undo(&test, WhatToUndo::Newest);
    test.import("A Late Study of Reefs");
    let late = test.papers()[0];
    test.apply(set_state(&[late, papers[0]], State::Read));
    let after = test.picture();
    let undone = undo(&test, WhatToUndo::Since(first));
    assert_eq!(
        (undone.n_changes, undone.n_kept, undone.left.n()),
        (3, 0, 0)
    );
    assert_eq!(undone.n_removed, 1);
    assert_eq!(test.picture(), before);
    let again = test.library.undo(
        &WhatToUndo::Since(first),
        false,
        Actor::Window,
        &NoOversight,
    );
    assert!(matches!(again, Err(Error::NothingToUndo)), "{again:?}");
    for _ in 0..3 {
        test.library.redo(Actor::Window, &NoOversight).unwrap();
    }
    assert_eq!(test.picture(), after);
}

#[test]
fn what_was_undone_since_is_brought_back_and_a_cancelled_gesture_leaves_nothing() {
    struct Cancels;
    impl offprint_library::Oversight for Cancels {
        fn is_cancelled(&self) -> bool {
            true
        }
    }
    let test = TestLibrary::new();
    test.import(THREE);
    let papers = test.papers();
    test.apply(set_state(&papers[..1], State::Queued));
    let before = test.picture();
    let first = test.snapshot().newest_seq().unwrap() + 1;
    undo(&test, WhatToUndo::Newest);
    test.apply(set_star(&papers[1..2]));
    let after = test.picture();
    let what = WhatToUndo::Since(first);
    let cancelled = test.library.undo(&what, false, Actor::Window, &Cancels);
    assert!(matches!(cancelled, Err(Error::Cancelled)), "{cancelled:?}");
    assert_eq!(test.picture(), after);
    assert_eq!(undo(&test, what).n_changes, 2);
    assert_eq!(test.picture(), before);
    let missing = test
        .library
        .undo(&WhatToUndo::Since(999), false, Actor::Window, &NoOversight);
    assert!(
        matches!(missing, Err(Error::NoSuchChange { .. })),
        "{missing:?}"
    );
}

#[test]
fn what_came_after_the_question_is_not_taken_back_with_everything_since() {
    let test = TestLibrary::new();
    test.import(THREE);
    let papers = test.papers();
    let first = apply(&test, set_state(&papers[..1], State::Queued));
    let last = apply(&test, set_star(&papers[1..2]));
    let what = WhatToUndo::Between(first, last);
    let would = test.library.would_undo(&what, false, &NoOversight).unwrap();
    assert_eq!(would.n_changes, 2);
    assert_eq!(
        would.seqs.iter().min(),
        Some(&(last + 1)),
        "told as the next of the history"
    );
    test.apply(set_star(&papers[2..]));
    assert_eq!(undo(&test, what.clone()).n_changes, 2);
    assert_eq!(states(&test, &papers[..1]), [State::Inbox]);
    let starred = test.snapshot().rows_of(&papers).unwrap();
    let starred: Vec<_> = starred.iter().map(|row| row.is_starred).collect();
    assert_eq!(starred, [false, false, true], "what another did stays");
    let again = test.library.undo(&what, false, Actor::Window, &NoOversight);
    assert!(matches!(again, Err(Error::NothingToUndo)), "{again:?}");
}

#[test]
fn what_an_undo_would_leave_is_told_and_nothing_is_done() {
    let test = TestLibrary::new();
    import_of(&test, THREE);
    let all = test.papers();
    let queued = apply(&test, set_state(&all, State::Queued));
    test.apply(Change::EditTags {
        papers: all[..2].to_vec(),
        add: vec!["dunes".to_owned()],
        remove: Vec::new(),
    });
    test.apply(Change::RenameTag {
        from: "dunes".to_owned(),
        to: "sand".to_owned(),
    });
    test.apply(set_state(&all[..2], State::Read));
    let before = (test.picture(), test.snapshot().newest_seq().unwrap());
    let told = |what: &WhatToUndo| test.library.would_undo(what, false, &NoOversight).unwrap();
    let left = |what| told(&what).left.parts().collect::<Vec<_>>();
    assert_eq!(
        left(WhatToUndo::Change(queued)),
        [(LeftPart::State, 2)],
        "their places in the queue went with the state"
    );
    let tagged = queued + 1;
    assert_eq!(left(WhatToUndo::Change(tagged + 1)), []);
    let conflict = test
        .library
        .would_undo(&WhatToUndo::Change(tagged), false, &NoOversight);
    assert!(
        matches!(&conflict, Err(Error::Conflict { left, .. }) if left.parts().eq([(LeftPart::Tags, 2)])),
        "{conflict:?}"
    );
    let both = told(&WhatToUndo::Each(vec![queued, tagged]));
    assert_eq!((both.n_changes, both.left.n()), (1, 2));
    assert_eq!(
        both.left.parts().collect::<Vec<_>>(),
        [(LeftPart::State, 2), (LeftPart::Tags, 2)]
    );
    assert_eq!(told(&WhatToUndo::Since(1)).sources.len(), 1);
    let after = (test.picture(), test.snapshot().newest_seq().unwrap());
    assert_eq!(after, before);
}

#[test]
fn several_changes_are_taken_back_together_and_those_undone_already_stay_so() {
    let test = TestLibrary::new();
    import_of(&test, THREE);
    let all = test.papers();
    let before = test.picture();
    let seqs: Vec<_> = [State::Queued, State::Reading, State::Read]
        .map(|state| apply(&test, set_state(&all, state)))
        .into();
    undo(&test, WhatToUndo::Newest);
    let undone = undo(&test, WhatToUndo::Each(seqs));
    assert_eq!((undone.n_changes, undone.left.n()), (2, 0));
    assert_eq!(test.picture(), before);
}

#[test]
fn several_changes_are_taken_back_and_brought_back_together_and_told_once() {
    let test = TestLibrary::new();
    test.import(THREE);
    let papers = test.papers();
    let seqs: Vec<i64> = papers
        .iter()
        .map(|paper| apply(&test, set_star(&[*paper])))
        .collect();
    let starred = test.picture();
    let told: Arc<Mutex<Vec<Announcement>>> = Arc::default();
    let hears = told.clone();
    test.library
        .subscribe(move |announcement| hears.lock().unwrap().push(announcement.clone()));
    let undone = undo(&test, WhatToUndo::Each(vec![seqs[0], seqs[2]]));
    assert_eq!((undone.n_changes, undone.seqs.len()), (2, 2));
    let redone = undo(&test, WhatToUndo::Each(undone.seqs));
    assert_eq!(redone.n_changes, 2);
    assert_eq!(test.picture(), starred);
    let newest = test.snapshot().newest_seq().unwrap();
    let told = told.lock().unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|one| (one.seq, one.n_changes, one.n_papers))
        .collect();
    assert_eq!(told, [(Some(newest - 2), 2, 2), (Some(newest), 2, 2)]);
}

#[test]
fn what_was_redone_and_undone_since_stands_as_before_once_all_of_it_is_taken_back() {
    let test = TestLibrary::new();
    test.import(THREE);
    let papers = test.papers();
    test.apply(set_state(&papers[..1], State::Queued));
    let before = test.picture();
    let first = test.snapshot().newest_seq().unwrap() + 1;
    undo(&test, WhatToUndo::Newest);
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    undo(&test, WhatToUndo::Newest);
    test.apply(set_star(&papers[1..2]));
    assert_eq!(undo(&test, WhatToUndo::Since(first)).n_changes, 2);
    assert_eq!(test.picture(), before);
    let nothing = test.library.undo(
        &WhatToUndo::Since(first),
        false,
        Actor::Window,
        &NoOversight,
    );
    assert!(matches!(nothing, Err(Error::NothingToUndo)), "{nothing:?}");
}
