//! What the window asks for a pass of triage.

use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::library::{Actor, NoOversight};
use offprint_commands::wire::question::{Filter, State};
use offprint_commands::wire::triage::{Hint, HintKind, PassPaper, TriageOrder};
use offprint_commands::wire::{Answer, Change, Question};
use offprint_commands::{OpenLibrary, Origin};
use tempfile::TempDir;

fn library(n_papers: usize) -> (TempDir, OpenLibrary) {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    let text = offprint_testkit::bibtex_of(n_papers).into_bytes();
    let inputs = vec![Input::Bytes(text, Origin::Pasted)];
    let options = ImportOptions::default();
    import(&open, inputs, &options, Actor::Window, &NoOversight).unwrap();
    (folder, open)
}

#[track_caller]
fn pass(open: &OpenLibrary, order: TriageOrder, since: Option<u64>) -> (Vec<PassPaper>, u32, u64) {
    let filter = Filter {
        states: vec![State::Inbox],
        ..Filter::default()
    };
    pass_of(open, filter, order, since)
}

#[track_caller]
fn pass_of(
    open: &OpenLibrary,
    filter: Filter,
    order: TriageOrder,
    since: Option<u64>,
) -> (Vec<PassPaper>, u32, u64) {
    let question = Question::Triage {
        filter,
        order,
        since,
    };
    match open.ask(&question).unwrap() {
        Answer::Triage {
            papers,
            n_more,
            seq,
        } => (papers, n_more, seq),
        answer => panic!("{answer:?}"),
    }
}

#[track_caller]
fn set_state(open: &OpenLibrary, papers: &[PassPaper], to: State) {
    let papers = papers.iter().map(|paper| paper.id.clone()).collect();
    let change = Change::SetState { papers, to };
    open.change(&change, Actor::Window, &NoOversight).unwrap();
}

#[test]
fn each_order_holds_the_same_papers_and_a_pass_goes_on_where_it_was_left() {
    let (_folder, open) = library(40);
    let (came, n_more, began) = pass(&open, TriageOrder::AsCame, None);
    assert_eq!((came.len(), n_more), (40, 0));
    set_state(&open, &came[..3], State::Dropped);
    for order in [
        TriageOrder::AsCame,
        TriageOrder::Newest,
        TriageOrder::Likeness,
    ] {
        let (papers, _, seq) = pass(&open, order, Some(began));
        assert!(seq > began);
        assert_eq!(
            papers,
            pass(&open, order, Some(began)).0,
            "the same each time"
        );
        let mut ids: Vec<&str> = papers.iter().map(|paper| paper.id.as_str()).collect();
        let mut expected: Vec<&str> = came.iter().map(|paper| paper.id.as_str()).collect();
        ids.sort_unstable();
        expected.sort_unstable();
        assert_eq!(ids, expected);
        let n_decided = papers
            .iter()
            .filter(|paper| paper.state == State::Dropped)
            .count();
        assert_eq!(n_decided, 3);
    }
    assert_eq!(pass(&open, TriageOrder::AsCame, None).0.len(), 37);
}

#[test]
fn a_pass_is_of_at_most_two_thousand_and_says_how_many_wait_beyond() {
    let (_folder, open) = library(2_050);
    let (papers, n_more, began) = pass(&open, TriageOrder::Likeness, None);
    assert_eq!((papers.len(), n_more), (2_000, 50));
    let (came, ..) = pass(&open, TriageOrder::AsCame, None);
    set_state(&open, &came[..10], State::Queued);
    let (papers, n_more, _) = pass(&open, TriageOrder::AsCame, Some(began));
    assert_eq!((papers.len(), n_more), (2_000, 50));
    assert_eq!(pass(&open, TriageOrder::AsCame, None).1, 40);
}

#[test]
fn the_papers_of_an_import_beyond_two_thousand_come_in_the_next_pass() {
    let (_folder, open) = library(2_050);
    let Answer::Counts { counts } = open.ask(&Question::Counts).unwrap() else {
        panic!("no counts");
    };
    let scope = Filter {
        import: Some(counts.imports[0].id.clone()),
        ..Filter::default()
    };
    let (papers, n_more, _) = pass_of(&open, scope.clone(), TriageOrder::AsCame, None);
    assert_eq!((papers.len(), n_more), (2_000, 50));
    set_state(&open, &papers, State::Dropped);
    let (papers, n_more, _) = pass_of(&open, scope, TriageOrder::AsCame, None);
    let undecided = papers.iter().filter(|paper| paper.state == State::Inbox);
    assert_eq!((papers.len(), undecided.count(), n_more), (2_000, 50, 0));
}

#[test]
fn a_hint_follows_what_is_decided_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    let mut text = offprint_testkit::bibtex_of(40);
    text.push_str("@article{a, title = {Tidewater Glaciers That Calve in Fjords}}\n");
    text.push_str("@article{b, title = {Calving of Tidewater Glaciers in Warm Fjords}}\n");
    let inputs = vec![Input::Bytes(text.into_bytes(), Origin::Pasted)];
    let options = ImportOptions::default();
    import(&open, inputs, &options, Actor::Window, &NoOversight).unwrap();
    let (came, ..) = pass(&open, TriageOrder::AsCame, None);
    let hint = |paper: &str| -> Option<Hint> {
        let paper = paper.to_owned();
        match open.ask(&Question::Hint { paper }).unwrap() {
            Answer::Hint { hint } => hint,
            answer => panic!("{answer:?}"),
        }
    };
    let asked = came[41].id.as_str();
    assert_eq!(hint(asked), None);
    set_state(&open, &came[40..41], State::Read);
    let found = hint(asked).unwrap();
    assert_eq!((found.kind, found.n_papers), (HintKind::Kept, 1));
    assert_eq!(found.words, ["Tidewater Glaciers", "Fjords"]);
    assert_eq!(
        found.example.title,
        "Tidewater Glaciers That Calve in Fjords"
    );
    set_state(&open, &came[40..41], State::Inbox);
    assert_eq!(hint(asked), None);
    assert_eq!(hint("0000"), None);
}
