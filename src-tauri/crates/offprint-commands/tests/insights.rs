//! Insights as the interface asks for them.

use offprint_commands::OpenLibrary;
use offprint_commands::Origin;
use offprint_commands::failure::FailureCode;
use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::library::{Actor, NoOversight};
use offprint_commands::wire::insights::{InsightStep, Insights};
use offprint_commands::wire::question::{Filter, Sort, State};
use offprint_commands::wire::{Answer, Change, Question};

fn ask(open: &OpenLibrary, from_day: Option<&str>) -> Insights {
    let from_day = from_day.map(str::to_owned);
    match open.ask(&Question::Insights { from_day }).unwrap() {
        Answer::Insights { insights } => *insights,
        answer => panic!("{answer:?}"),
    }
}

#[test]
fn the_window_is_told_what_a_library_of_today_tells() {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    assert_eq!(ask(&open, None).pace.added, 0);
    let text = offprint_testkit::bibtex_of(30);
    let inputs = vec![Input::Bytes(text.into_bytes(), Origin::Pasted)];
    import(
        &open,
        inputs,
        &ImportOptions::default(),
        Actor::Window,
        &NoOversight,
    )
    .unwrap();
    let all = Question::Ids {
        filter: Filter::default(),
        sort: Sort::Added,
        from_row: 0,
        to_row: 99,
    };
    let Answer::Ids { papers } = open.ask(&all).unwrap() else {
        panic!("another answer");
    };
    for (papers, to) in [(&papers[..4], State::Read), (&papers[4..6], State::Queued)] {
        let papers = papers.to_vec();
        let change = Change::SetState { papers, to };
        open.change(&change, Actor::Window, &NoOversight).unwrap();
    }
    let told = ask(&open, None);
    assert_eq!(told.step, InsightStep::Week);
    assert_eq!(
        (told.pace.added, told.pace.finished, told.pace.queued),
        (30, 4, 2)
    );
    assert_eq!(told.steps.last().map(|step| step.read), Some(4));
    assert_eq!((told.inbox.today, told.inbox_growth), (24, 24));
    assert_eq!(told.from_added.median_days, Some(0));
    let of_median: Vec<_> = told
        .from_added
        .classes
        .iter()
        .filter(|class| class.is_median)
        .collect();
    assert_eq!(
        (
            of_median[0].from_days,
            of_median[0].to_days,
            of_median[0].n_papers
        ),
        (0, Some(1), 4)
    );
    assert_eq!(
        told.from_added
            .classes
            .last()
            .and_then(|class| class.to_days),
        None
    );
    assert_eq!((told.sources[0].kept, told.sources[0].inbox), (6, 24));
    assert!(told.pace.done_by.is_some());
}

#[test]
fn what_is_no_day_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    let from_day = Some("last spring".to_owned());
    let failure = open.ask(&Question::Insights { from_day }).unwrap_err();
    assert_eq!(failure.code, FailureCode::Usage);
}
