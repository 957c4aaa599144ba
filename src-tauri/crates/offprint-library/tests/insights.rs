//! What was finished, what waits and how long things take, of a library that is lived in.

use offprint_library::snapshot::filter::DaySpan;
use offprint_library::snapshot::insights::{Insights, Step};
use offprint_library::snapshot::rows::{Filter, Sort};
use offprint_library::testing::{TestLibrary, set_state};
use offprint_library::{Actor, Change, NoOversight, PaperId, State, WhatToUndo};
use offprint_platform::clock::{Clock, Day};

const DAY: i64 = 24 * 60 * 60 * 1000;
const WEEK: i64 = 7 * DAY;

fn insights(test: &TestLibrary, from: Option<Day>) -> Insights {
    test.snapshot().insights(from, test.clock.now()).unwrap()
}

fn weeks_ago(test: &TestLibrary, n: i64) -> Option<Day> {
    test.today().plus_days(-7 * n)
}

/// Six papers that came four weeks ago, in the order of their source: read, skimmed, queued, dropped, in the trash
/// after it was read, and left in the inbox. One more came today.
fn lived_in() -> (TestLibrary, Vec<PaperId>) {
    let test = TestLibrary::new();
    test.import(
        "How Rivers Remember\nWhy Dunes Walk at Night\nGrowth of Mosses\nSlow Clocks\nPaper Cranes\nTide Tables",
    );
    let papers = test.papers();
    test.clock.advance(DAY);
    test.apply(set_state(&papers[..3], State::Queued));
    test.clock.advance(2 * DAY);
    test.apply(set_state(&papers[..1], State::Read));
    test.apply(set_state(&papers[4..5], State::Read));
    test.apply(Change::MoveToTrash {
        papers: vec![papers[4]],
    });
    test.clock.advance(WEEK * 3);
    test.apply(set_state(&papers[1..2], State::Skimmed));
    test.apply(set_state(&papers[3..4], State::Dropped));
    test.clock.advance(4 * DAY);
    test.import("Borrowed Attention");
    (test, papers)
}

#[test]
fn all_numbers_add_up() {
    let (test, _) = lived_in();
    for from in [
        None,
        weeks_ago(&test, 1),
        weeks_ago(&test, 11),
        test.today().plus_months(-40),
    ] {
        let told = insights(&test, from);
        let finished: usize = told
            .steps
            .iter()
            .map(|s| s.finished.read + s.finished.skimmed)
            .sum();
        let added: usize = told.steps.iter().map(|s| s.added).sum();
        assert_eq!(finished, told.pace.finished);
        assert_eq!(added, told.pace.added);
        assert_eq!(told.from_added.classes.iter().sum::<usize>(), finished);
        assert!(told.from_queued.classes.iter().sum::<usize>() <= finished);
        assert_eq!(told.steps.len(), told.period.begins.len());
        let counts = test.snapshot().counts(test.today()).unwrap();
        let inbox = told.inbox;
        let waiting =
            inbox.today + inbox.this_week + inbox.last_week + inbox.two_to_four_weeks + inbox.older;
        assert_eq!(waiting, counts.by_state[&State::Inbox]);
        // A list of those that were added by that day holds just those that wait long.
        let long = Filter {
            states: vec![State::Inbox],
            added: DaySpan {
                from: None,
                to: inbox.long_to,
            },
            ..Filter::default()
        };
        let listed = test.snapshot().ids(&long, Sort::Added, 0, 100).unwrap();
        assert_eq!(listed.len(), inbox.two_to_four_weeks + inbox.older);
        assert_eq!(told.pace.queued, counts.by_state[&State::Queued]);
    }
    let all = insights(&test, None);
    assert_eq!(
        (all.pace.finished, all.pace.added, all.pace.undated),
        (2, 6, 0)
    );
    let brought: usize = all
        .sources
        .iter()
        .map(|s| s.kept + s.inbox + s.dropped)
        .sum();
    assert_eq!(brought, 6);
}

#[test]
fn a_period_begins_with_its_week_and_counts_what_happened_in_it() {
    let (test, _) = lived_in();
    let told = insights(&test, weeks_ago(&test, 1));
    assert_eq!(told.period.step, Step::Week);
    assert_eq!(told.period.begins.len(), 2);
    assert_eq!(told.pace.finished, 1, "the skimmed one");
    assert_eq!(told.pace.added, 1);
    assert_eq!(told.from_queued.median_days, Some(23));
    assert_eq!(told.from_queued.classes, [0, 0, 0, 0, 1, 0]);
    let ever = insights(&test, None);
    assert_eq!(ever.from_queued.classes, [0, 1, 0, 0, 1, 0]);
    assert_eq!(ever.from_queued.median_days, Some(2));
    assert_eq!(ever.from_added.median_days, Some(3));
}

#[test]
fn the_inbox_grows_by_what_came_and_stayed() {
    let (test, papers) = lived_in();
    let growth = |test: &TestLibrary, weeks| insights(test, weeks_ago(test, weeks)).inbox_growth;
    // Two wait; a week ago the one that was dropped since waited beside the one that still does.
    assert_eq!(growth(&test, 1), 0);
    assert_eq!(growth(&test, 11), 2);
    assert_eq!(insights(&test, None).inbox_growth, 2);
    // What is undone counts as never made.
    test.apply(set_state(&papers[5..6], State::Queued));
    assert_eq!(growth(&test, 1), -1);
    test.library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(growth(&test, 1), 0);
}

#[test]
fn tags_and_sources_say_where_their_papers_stand() {
    let (test, papers) = lived_in();
    test.apply(Change::EditTags {
        papers: papers.clone(),
        add: vec!["Water".to_owned()],
        remove: Vec::new(),
    });
    for n in 0..6 {
        test.apply(Change::EditTags {
            papers: vec![papers[0]],
            add: vec![format!("small {n}")],
            remove: Vec::new(),
        });
    }
    let told = insights(&test, weeks_ago(&test, 1));
    assert_eq!((told.tags.len(), told.n_tags), (5, 7));
    assert_eq!(told.n_sources, 1);
    let water = &told.tags[0];
    assert_eq!(
        (
            water.name.as_str(),
            water.finished,
            water.queued,
            water.inbox,
            water.dropped
        ),
        ("Water", 2, 1, 1, 1)
    );
    // The source of four weeks ago is not of this period.
    let sizes = |told: &Insights| {
        told.sources
            .iter()
            .map(|s| (s.kept, s.inbox, s.dropped))
            .collect::<Vec<_>>()
    };
    assert_eq!(sizes(&told), [(0, 1, 0)]);
    assert_eq!(
        sizes(&insights(&test, None))
            .iter()
            .map(|s| s.0)
            .sum::<usize>(),
        3
    );
}

#[test]
fn an_empty_library_tells_nothing_and_fails_at_nothing() {
    let test = TestLibrary::new();
    let told = insights(&test, None);
    assert_eq!(told.steps.len(), 1);
    assert_eq!(
        (told.pace.finished, told.pace.per_week, told.pace.done_by),
        (0, 0.0, None)
    );
    assert_eq!((told.inbox_growth, told.from_added.median_days), (0, None));
    assert!(told.tags.is_empty() && told.sources.is_empty());
}
