//! What to read now, and what has waited for long.

use offprint_library::testing::{TestLibrary, set_star, set_state};
use offprint_library::{Actor, Change, NoOversight, PaperId, QueueSpot, Reason, State, WhatToUndo};
use offprint_platform::clock::Clock;

const DAY: i64 = 24 * 60 * 60 * 1000;

fn of_five() -> (TestLibrary, [PaperId; 5]) {
    let test = TestLibrary::new();
    let names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"];
    let titles: Vec<String> = names.map(|name| format!("{name} of the rivers")).to_vec();
    test.import(&titles.join("\n"));
    let papers = test.papers().try_into().expect("five");
    (test, papers)
}

fn next(test: &TestLibrary) -> Vec<(PaperId, Reason)> {
    let suggested = test.snapshot().next(test.clock.now()).unwrap();
    suggested
        .into_iter()
        .map(|found| (found.paper, found.reason))
        .collect()
}

fn waiting(test: &TestLibrary) -> Vec<PaperId> {
    test.snapshot().waiting(test.clock.now()).unwrap()
}

fn in_days(test: &TestLibrary, n: i64) -> Option<offprint_platform::clock::Day> {
    test.today().plus_days(n)
}

#[test]
fn an_inbox_that_nothing_was_done_with_suggests_nothing() {
    let (test, _) = of_five();
    assert_eq!(next(&test), []);
}

#[test]
fn each_suggestion_has_its_reason() {
    let (test, [alpha, beta, gamma, delta, epsilon]) = of_five();
    test.apply(set_state(&[alpha, beta], State::Queued));
    test.apply(set_star(&[delta]));
    assert_eq!(
        next(&test),
        [
            (alpha, Reason::InQueue { place: 1 }),
            (delta, Reason::Starred),
            (beta, Reason::InQueue { place: 2 }),
        ]
    );
    test.apply(set_state(&[gamma], State::Reading));
    let due = |paper, n| Change::SetDue {
        papers: vec![paper],
        on: in_days(&test, n),
    };
    test.apply(due(epsilon, 14));
    let day = |n| in_days(&test, n).unwrap().to_string();
    let at = Some(test.clock.now());
    assert_eq!(
        next(&test),
        [
            (epsilon, Reason::DueSoon { day: day(14) }),
            (gamma, Reason::Begun { at }),
            (alpha, Reason::InQueue { place: 1 }),
        ]
    );
    test.apply(due(epsilon, 15));
    test.apply(due(beta, -1));
    assert_eq!(next(&test)[0], (beta, Reason::Overdue { day: day(-1) }));
    assert!(next(&test).iter().all(|(paper, _)| *paper != epsilon));
}

#[test]
fn what_is_hidden_trashed_or_finished_is_not_suggested() {
    let (test, [alpha, beta, gamma, ..]) = of_five();
    test.apply(set_state(&[alpha, beta, gamma], State::Queued));
    test.apply(set_star(&[alpha, beta, gamma]));
    test.apply(Change::Snooze {
        papers: vec![alpha],
        until: in_days(&test, 2),
    });
    test.apply(Change::MoveToTrash { papers: vec![beta] });
    test.apply(set_state(&[gamma], State::Read));
    assert_eq!(next(&test), []);
    test.clock.advance(2 * DAY);
    assert_eq!(next(&test).len(), 1);
}

#[test]
fn an_old_one_is_among_the_three() {
    let (test, [alpha, beta, gamma, delta, epsilon]) = of_five();
    let since = test.clock.now();
    test.apply(set_state(&[alpha], State::Queued));
    test.clock.advance(40 * DAY);
    test.apply(Change::PlaceInQueue {
        papers: vec![beta],
        spot: QueueSpot::Top,
    });
    test.apply(set_state(&[gamma], State::Reading));
    test.apply(Change::SetDue {
        papers: vec![delta, epsilon],
        on: in_days(&test, 1),
    });
    let suggested = next(&test);
    assert_eq!(suggested.len(), 3);
    assert_eq!(suggested[2], (alpha, Reason::WaitingLongest { since }));
}

#[test]
fn what_waits_for_over_a_month_is_asked_about_once_a_month() {
    let (test, [alpha, beta, gamma, ..]) = of_five();
    test.apply(set_state(&[beta], State::Queued));
    test.clock.advance(DAY);
    test.apply(set_state(&[alpha, gamma], State::Queued));
    test.clock.advance(31 * DAY);
    assert_eq!(waiting(&test), [beta]);
    test.clock.advance(DAY);
    assert_eq!(waiting(&test), [beta, alpha, gamma]);
    let before = test.picture();
    let keep = |papers: &[PaperId]| Change::KeepWaiting {
        papers: papers.to_vec(),
    };
    assert_eq!(test.apply(keep(&[beta, gamma])).n_papers, 2);
    assert_eq!(waiting(&test), [alpha]);
    test.clock.advance(32 * DAY);
    assert_eq!(waiting(&test), [beta, alpha, gamma]);
    // What is queued anew waits anew, whatever was answered.
    test.apply(set_state(&[alpha], State::Inbox));
    test.apply(set_state(&[alpha], State::Queued));
    assert_eq!(waiting(&test), [beta, gamma]);
    for _ in 0..3 {
        test.library
            .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
            .unwrap();
    }
    assert!(test.picture() == before);
}

#[test]
fn only_queued_papers_are_kept_waiting() {
    let (test, [alpha, ..]) = of_five();
    let keep = Change::KeepWaiting {
        papers: vec![alpha],
    };
    assert_eq!(test.apply(keep).seq, None);
}
