//! Snooze, due days, and the planned size of the queue.

use offprint_library::snapshot::rows::{Filter, Row, Snoozed, Sort};
use offprint_library::testing::{TestLibrary, set_state};
use offprint_library::{
    Actor, Change, Error, HistoryFilter, NoOversight, PaperId, QueueSpot, State, WhatToUndo,
};
use offprint_platform::clock::{Clock, Day};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn of_four() -> (TestLibrary, [PaperId; 4]) {
    let test = TestLibrary::new();
    test.import(
        "Alpha of the rivers\nBeta of the rivers\nGamma of the rivers\nDelta of the rivers",
    );
    let papers = test.papers().try_into().expect("four");
    (test, papers)
}

fn in_days(test: &TestLibrary, n: i64) -> Day {
    test.today().plus_days(n).unwrap()
}

fn snooze(test: &TestLibrary, papers: &[PaperId], n_days: i64) -> Result<Option<i64>, Error> {
    let change = Change::Snooze {
        papers: papers.to_vec(),
        until: Some(in_days(test, n_days)),
    };
    let applied = test.library.apply(change, Actor::Window, &NoOversight)?;
    Ok(applied.seq)
}

fn listed(test: &TestLibrary, states: &[State], snoozed: Snoozed, sort: Sort) -> Vec<PaperId> {
    let filter = Filter {
        states: states.to_vec(),
        snoozed,
        ..Filter::default()
    };
    test.snapshot().ids(&filter, sort, 0, 100).unwrap()
}

fn row(test: &TestLibrary, paper: PaperId) -> Row {
    test.snapshot().rows_of(&[paper]).unwrap().remove(0)
}

fn undo(test: &TestLibrary) {
    let undone = test
        .library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(undone.left.n(), 0);
}

#[test]
fn a_snoozed_paper_is_in_neither_list_nor_count_until_its_day() {
    let (test, [alpha, beta, gamma, delta]) = of_four();
    test.apply(set_state(&[gamma, delta], State::Queued));
    snooze(&test, &[alpha, delta], 3).unwrap();
    snooze(&test, &[gamma], 1).unwrap();
    let hidden = |test: &TestLibrary| Snoozed::Hidden(test.today());
    let only = |test: &TestLibrary| Snoozed::Only(test.today());
    assert_eq!(
        listed(&test, &[State::Inbox], hidden(&test), Sort::Added),
        [beta]
    );
    assert_eq!(
        listed(&test, &[State::Queued], hidden(&test), Sort::Queue),
        []
    );
    assert_eq!(
        listed(&test, &[], only(&test), Sort::Snoozed),
        [gamma, alpha, delta],
        "the one that comes back first stands first"
    );
    assert_eq!(listed(&test, &[], Snoozed::Shown, Sort::Added).len(), 4);
    let counts = test.snapshot().counts(test.today()).unwrap();
    assert_eq!((counts.snoozed, counts.all), (3, 4));
    assert_eq!(counts.by_state[&State::Inbox], 1);
    assert_eq!(counts.by_state[&State::Queued], 0);
    assert_eq!(counts.imports[0].n_undecided, 1);
    test.clock.advance(DAY);
    assert_eq!(
        listed(&test, &[State::Queued], hidden(&test), Sort::Queue),
        [gamma]
    );
    test.clock.advance(2 * DAY);
    assert_eq!(listed(&test, &[], only(&test), Sort::Snoozed), []);
    assert_eq!(test.snapshot().counts(test.today()).unwrap().snoozed, 0);
}

#[test]
fn only_papers_of_inbox_and_queue_are_snoozed() {
    let (test, [alpha, beta, ..]) = of_four();
    test.apply(set_state(&[alpha], State::Read));
    assert!(matches!(
        snooze(&test, &[alpha], 1),
        Err(Error::CannotSnooze)
    ));
    assert!(snooze(&test, &[alpha, beta], 1).unwrap().is_some());
    assert_eq!(row(&test, alpha).snoozed_until, None);
    assert!(row(&test, beta).snoozed_until.is_some());
}

#[test]
fn a_snooze_ends_on_a_day_to_come() {
    let (test, [alpha, ..]) = of_four();
    for n_days in [0, -1] {
        assert!(matches!(
            snooze(&test, &[alpha], n_days),
            Err(Error::PastDay { .. })
        ));
    }
}

#[test]
fn deciding_on_a_snoozed_paper_ends_its_snooze_and_undo_brings_it_back() {
    let (test, [alpha, beta, gamma, delta]) = of_four();
    test.apply(set_state(&[delta], State::Queued));
    snooze(&test, &[alpha, beta, gamma, delta], 5).unwrap();
    let before = test.picture();
    test.apply(set_state(&[alpha], State::Dropped));
    // To put it where it stands already is to want it back.
    test.apply(set_state(&[beta], State::Inbox));
    for (paper, spot) in [(gamma, QueueSpot::End), (delta, QueueSpot::Top)] {
        test.apply(Change::PlaceInQueue {
            papers: vec![paper],
            spot,
        });
    }
    for paper in [alpha, beta, gamma, delta] {
        assert_eq!(row(&test, paper).snoozed_until, None);
    }
    for _ in 0..4 {
        undo(&test);
    }
    assert!(test.picture() == before);
}

#[test]
fn a_snooze_that_is_over_does_not_make_a_repeated_decision_a_change() {
    let (test, [alpha, ..]) = of_four();
    snooze(&test, &[alpha], 1).unwrap();
    test.clock.advance(2 * DAY);
    assert_eq!(test.apply(set_state(&[alpha], State::Inbox)).seq, None);
}

#[test]
fn a_step_in_the_queue_goes_past_hidden_papers() {
    let (test, [alpha, beta, gamma, delta]) = of_four();
    test.apply(set_state(&[alpha, beta, gamma, delta], State::Queued));
    snooze(&test, &[beta, delta], 5).unwrap();
    let step = |paper, spot| {
        let change = Change::PlaceInQueue {
            papers: vec![paper],
            spot,
        };
        test.apply(change).seq.is_some()
    };
    assert!(step(gamma, QueueSpot::Up));
    assert_eq!(test.queue(), [gamma, alpha, beta, delta]);
    assert!(!step(gamma, QueueSpot::Up));
    assert!(step(gamma, QueueSpot::Down));
    assert_eq!(test.queue(), [alpha, gamma, beta, delta]);
    assert!(!step(gamma, QueueSpot::Down), "only hidden ones come after");
    assert!(row(&test, beta).snoozed_until.is_some());
}

#[test]
fn days_are_taken_off_again_and_undone() {
    let (test, [alpha, beta, ..]) = of_four();
    let before = test.picture();
    let due = |on| Change::SetDue {
        papers: vec![alpha, beta],
        on,
    };
    let on = in_days(&test, -3);
    assert_eq!(test.apply(due(Some(on))).n_papers, 2);
    assert_eq!(row(&test, beta).due_on, Some(on.to_string()));
    let history = test
        .snapshot()
        .history(&HistoryFilter::default(), 0, 1)
        .unwrap()
        .1;
    assert_eq!(history[0].day, Some(on.to_string()));
    assert_eq!(test.apply(due(Some(on))).seq, None);
    test.apply(due(None));
    assert_eq!(row(&test, beta).due_on, None);
    snooze(&test, &[alpha], 2).unwrap();
    test.apply(Change::Snooze {
        papers: vec![alpha],
        until: None,
    });
    assert_eq!(row(&test, alpha).snoozed_until, None);
    for _ in 0..4 {
        undo(&test);
    }
    assert!(test.picture() == before);
}

#[test]
fn the_planned_size_is_set_and_undone() {
    let (test, _) = of_four();
    let size = |test: &TestLibrary| test.snapshot().counts(test.today()).unwrap().queue_size;
    assert_eq!(size(&test), None);
    test.apply(Change::SetQueueSize { size: 5 });
    test.apply(Change::SetQueueSize { size: 7 });
    assert_eq!(size(&test), Some(7));
    undo(&test);
    assert_eq!(size(&test), Some(5));
    undo(&test);
    assert_eq!(size(&test), None);
    for size in [0, 1001] {
        let refused =
            test.library
                .apply(Change::SetQueueSize { size }, Actor::Window, &NoOversight);
        assert!(matches!(refused, Err(Error::OutOfRange { .. })));
    }
}

#[test]
fn a_paper_is_queued_since_it_last_came_into_the_queue() {
    let (test, [alpha, beta, ..]) = of_four();
    let begin = row(&test, alpha).added_at.as_millis();
    let queued = |paper| {
        let at = row(&test, paper).queued_at;
        at.map(|at| (at.as_millis() - begin) / DAY)
    };
    let place = |papers: &[PaperId], spot| {
        test.apply(Change::PlaceInQueue {
            papers: papers.to_vec(),
            spot,
        });
    };
    test.clock.advance(DAY);
    test.apply(set_state(&[alpha], State::Queued));
    test.clock.advance(DAY);
    place(&[beta, alpha], QueueSpot::Top);
    assert_eq!((queued(alpha), queued(beta)), (Some(1), Some(2)));
    test.apply(set_state(&[alpha], State::Read));
    assert_eq!(queued(alpha), Some(1));
    test.clock.advance(DAY);
    test.apply(set_state(&[alpha], State::Queued));
    assert_eq!(queued(alpha), Some(3));
    undo(&test);
    undo(&test);
    assert_eq!(queued(alpha), Some(1));
}

#[test]
fn days_with_papers_due_are_told_with_how_many_are_still_to_be_read() {
    let (test, [alpha, beta, gamma, delta]) = of_four();
    let (soon, late) = (in_days(&test, 2), in_days(&test, 9));
    for (papers, on) in [(vec![alpha, beta, delta], soon), (vec![gamma], late)] {
        let on = Some(on);
        test.apply(Change::SetDue { papers, on });
    }
    test.apply(set_state(&[delta], State::Read));
    test.apply(set_state(&[beta], State::Reading));
    let days = test.snapshot().due_days().unwrap();
    assert_eq!(days, [(soon.to_string(), 2), (late.to_string(), 1)]);
}

#[test]
fn what_could_go_from_the_queue_lacks_a_why_or_waits_longest() {
    let (test, [alpha, beta, gamma, delta]) = of_four();
    let could_go = |n| test.snapshot().could_go(test.clock.now(), n).unwrap();
    for paper in [alpha, beta, gamma, delta] {
        test.apply(set_state(&[paper], State::Queued));
        test.clock.advance(DAY);
    }
    assert_eq!(could_go(9), [alpha, beta, gamma, delta]);
    let why = "for the survey".to_owned();
    test.apply(Change::SetWhy { paper: alpha, why });
    assert_eq!(could_go(9), [beta, gamma, delta, alpha]);
    assert_eq!(could_go(2), [beta, gamma]);
    snooze(&test, &[beta], 3).unwrap();
    test.apply(Change::SetDue {
        papers: vec![gamma],
        on: Some(in_days(&test, 3)),
    });
    assert_eq!(could_go(9), [delta, alpha]);
    test.apply(Change::KeepWaiting {
        papers: vec![delta],
    });
    assert_eq!(could_go(9), [alpha]);
}
