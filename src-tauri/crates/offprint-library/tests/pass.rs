//! A pass of triage: which papers it holds, also when it is taken up again.

use offprint_library::import::{Given, OnDuplicate};
use offprint_library::snapshot::pass::PassPaper;
use offprint_library::snapshot::rows::{Filter, Sort};
use offprint_library::testing::{TestLibrary, accept_import, candidate, set_state};
use offprint_library::{Actor, Change, NoOversight, PaperId, State, WhatToUndo};

const FOUR: &str =
    "Alpha of the rivers\nBeta of the rivers\nGamma of the rivers\nDelta of the rivers";

#[track_caller]
fn pass(test: &TestLibrary, filter: &Filter, since: Option<i64>) -> Vec<PassPaper> {
    let (papers, n_more) = pass_of(test, filter, since, 100);
    assert_eq!(n_more, 0);
    papers
}

#[track_caller]
fn pass_of(
    test: &TestLibrary,
    filter: &Filter,
    since: Option<i64>,
    most: usize,
) -> (Vec<PassPaper>, usize) {
    let today = "2026-08-06".parse().unwrap();
    let snapshot = test.snapshot();
    let pass = snapshot
        .pass(filter, since, Sort::Added, today, most)
        .unwrap();
    (pass.papers, pass.n_more)
}

fn ids(papers: &[PassPaper]) -> Vec<PaperId> {
    papers.iter().map(|paper| paper.id).collect()
}

fn inbox() -> Filter {
    Filter {
        states: vec![State::Inbox],
        ..Filter::default()
    }
}

fn of_import(id: &str) -> Filter {
    Filter {
        import: Some(id.to_owned()),
        ..inbox()
    }
}

#[test]
fn a_new_pass_holds_what_is_undecided_in_the_order_of_the_list() {
    let test = TestLibrary::new();
    test.import(FOUR);
    test.import("Epsilon of the rivers");
    let all = test.papers();
    test.apply(set_state(&all[1..2], State::Dropped));
    test.apply(Change::MoveToTrash {
        papers: vec![all[2]],
    });
    let found = pass(&test, &inbox(), None);
    assert_eq!(ids(&found), [all[0], all[3], all[4]]);
    assert!(found.iter().all(PassPaper::is_undecided));
}

#[test]
fn a_pass_taken_up_again_holds_what_was_decided_since_it_began() {
    let test = TestLibrary::new();
    test.import(FOUR);
    let all = test.papers();
    test.apply(set_state(&all[..1], State::Read));
    let began = test.snapshot().newest_seq().unwrap();
    test.apply(set_state(&all[1..2], State::Queued));
    test.apply(set_state(&all[1..2], State::Reading));
    test.apply(set_state(&all[..1], State::Skimmed));
    let states: Vec<State> = pass(&test, &inbox(), Some(began))
        .iter()
        .map(|paper| paper.state)
        .collect();
    assert_eq!(states, [State::Reading, State::Inbox, State::Inbox]);
    assert_eq!(pass(&test, &inbox(), None).len(), 2);
    // What is put back waits again.
    for _ in 0..3 {
        test.library
            .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
            .unwrap();
    }
    let found = pass(&test, &inbox(), Some(began));
    assert_eq!(ids(&found), all[1..]);
    assert!(found.iter().all(PassPaper::is_undecided));
}

#[test]
fn of_an_import_everything_that_it_added_is_of_the_pass() {
    let test = TestLibrary::new();
    test.import("Alpha of the rivers");
    let import = test.import(FOUR);
    let all = test.papers();
    test.apply(set_state(&all[..1], State::Dropped));
    let id = import.id.unwrap().to_string();
    let found = pass(&test, &of_import(&id), None);
    // The one that was known before is in the inbox and of the import: it waits, too.
    assert_eq!(found.len(), 4);
    assert_eq!(found.iter().filter(|paper| paper.is_undecided()).count(), 3);
    test.apply(set_state(&all[3..], State::Read));
    assert_eq!(ids(&pass(&test, &of_import(&id), None)), all[..3]);
}

#[test]
fn a_tag_is_a_scope_and_what_is_snoozed_waits_elsewhere() {
    let test = TestLibrary::new();
    let mut hidden = candidate("Alpha of the rivers");
    hidden.marks.snoozed_until = Some("2026-08-07".to_owned());
    let mut back = candidate("Beta of the rivers");
    back.marks.snoozed_until = Some("2026-08-06".to_owned());
    let given = Given {
        tags: vec!["Rivers".to_owned()],
        ..Given::default()
    };
    let applied = test.apply(accept_import(vec![hidden, back], given, OnDuplicate::Ask));
    test.import("Gamma of the rivers");
    let tagged = Filter {
        tags: vec!["rivers".to_owned()],
        ..inbox()
    };
    assert_eq!(pass(&test, &tagged, None).len(), 1);
    let id = applied.imports[0].id.as_ref().unwrap().to_string();
    let snoozed: Vec<bool> = pass(&test, &of_import(&id), None)
        .iter()
        .map(|paper| paper.is_snoozed)
        .collect();
    assert_eq!(snoozed, [true, false]);
}

#[test]
fn an_import_larger_than_a_pass_is_gone_through_to_its_end() {
    let test = TestLibrary::new();
    let import = test.import(FOUR);
    let scope = of_import(&import.id.unwrap().to_string());
    let all = test.papers();
    let (first, n_more) = pass_of(&test, &scope, None, 2);
    assert_eq!((ids(&first).as_slice(), n_more), (&all[..2], 2));
    let began = test.snapshot().newest_seq().unwrap();
    test.apply(set_state(&all[..1], State::Dropped));
    // What was decided in the pass keeps its place in it.
    let (same, n_more) = pass_of(&test, &scope, Some(began), 2);
    assert_eq!((ids(&same).as_slice(), n_more), (&all[..2], 2));
    test.apply(set_state(&all[1..2], State::Read));
    // A new one has no room for what was decided before.
    let (second, n_more) = pass_of(&test, &scope, None, 2);
    assert_eq!((ids(&second).as_slice(), n_more), (&all[2..], 0));
    let (wider, n_more) = pass_of(&test, &scope, None, 3);
    let expected = [all[0], all[2], all[3]];
    assert_eq!((ids(&wider).as_slice(), n_more), (&expected[..], 0));
    // Of those decided, the ones of this pass come before the ones of an earlier.
    let began = test.snapshot().newest_seq().unwrap();
    test.apply(set_state(&all[3..], State::Read));
    let (found, _) = pass_of(&test, &scope, Some(began), 2);
    assert_eq!(ids(&found), all[2..]);
}

#[test]
fn of_what_a_search_found_a_pass_takes_the_first_and_counts_the_rest() {
    let test = TestLibrary::new();
    test.import(FOUR);
    let all = test.papers();
    let found = Filter {
        among: Some(all[1..].into()),
        ..inbox()
    };
    let (papers, n_more) = pass_of(&test, &found, None, 2);
    assert_eq!((ids(&papers).as_slice(), n_more), (&all[1..3], 1));
}
