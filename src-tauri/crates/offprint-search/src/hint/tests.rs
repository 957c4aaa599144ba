use offprint_formats::candidate::Candidate;
use offprint_formats::fields::author::Author;
use offprint_library::testing::{TestLibrary, candidate, set_star, set_state};
use offprint_library::{Actor, Change, FieldName, NoOversight, State, WhatToUndo};

use super::*;

/// Twenty papers that nothing joins, and four about glaciers.
fn library() -> TestLibrary {
    let test = TestLibrary::new();
    let others = (0..20).map(|number| {
        let letter = char::from(b'a' + number);
        candidate(&format!(
            "Invented{letter} story{letter} from harbour{letter}"
        ))
    });
    let about = [
        about(
            "Calving of tidewater glaciers",
            "Ice fronts calve where fjords warm.",
            "Ana Roe",
        ),
        about(
            "Glaciers that calve in fjords",
            "Tidewater fronts lose ice.",
            "Ben Stone",
        ),
        about(
            "How warm fjords make tidewater glaciers calve",
            "Fronts of ice.",
            "Ana Roe",
        ),
        about("Glaciers of a painter", "Colours and canvas.", "A. Roe"),
    ];
    test.import_all(about.into_iter().chain(others).collect());
    test
}

fn about(title: &str, abstract_text: &str, author: &str) -> Candidate {
    let (given, family) = author.rsplit_once(' ').unwrap();
    let mut candidate = candidate(title);
    candidate.abstract_text = Some(abstract_text.to_owned());
    candidate.authors = vec![Author {
        family: family.to_owned(),
        given: given.to_owned(),
    }];
    candidate
}

/// Follows the library and says what the hint for a paper is.
#[track_caller]
fn hint(decided: &mut DecidedPapers, test: &TestLibrary, paper: PaperId) -> String {
    let snapshot = test.snapshot();
    decided.follow(&snapshot).unwrap();
    let Some(hint) = decided.hint_for(&snapshot, paper).unwrap() else {
        return String::new();
    };
    let example = snapshot.rows_of(&[hint.example]).unwrap().remove(0).title;
    format!(
        "{:?} {} {} ~ {example}",
        hint.kind,
        hint.n_papers,
        hint.words.join(", ")
    )
}

#[test]
fn a_hint_names_what_was_kept_or_dropped_in_the_papers_own_words() {
    let test = library();
    let papers = test.papers();
    let mut decided = DecidedPapers::default();
    assert_eq!(
        hint(&mut decided, &test, papers[0]),
        "",
        "nothing is decided"
    );
    test.apply(set_state(&papers[1..2], State::Queued));
    let kept = "Kept 1 tidewater glaciers, Ice fronts calve ~ Glaciers that calve in fjords";
    assert_eq!(hint(&mut decided, &test, papers[0]), kept);
    test.apply(set_star(&papers[1..2]));
    test.apply(set_state(&papers[1..2], State::Dropped));
    assert_eq!(
        hint(&mut decided, &test, papers[0]),
        kept,
        "a star outweighs"
    );
    test.apply(Change::SetStar {
        papers: vec![papers[1]],
        is_starred: false,
    });
    assert!(hint(&mut decided, &test, papers[0]).starts_with("Dropped 1 "));
    test.library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(hint(&mut decided, &test, papers[0]), kept);
}

#[test]
fn weak_likeness_and_divided_decisions_are_no_hint() {
    let test = library();
    let papers = test.papers();
    let mut decided = DecidedPapers::default();
    // One word in common is too little; an initial is no name.
    test.apply(set_state(&papers[3..4], State::Read));
    assert_eq!(hint(&mut decided, &test, papers[1]), "");
    test.apply(set_state(&papers[..1], State::Read));
    test.apply(set_state(&papers[2..3], State::Dropped));
    assert_eq!(hint(&mut decided, &test, papers[1]), "");
}

#[test]
fn an_author_of_kept_papers_is_a_hint_where_words_are_none() {
    let test = library();
    let mut by_ana = about("Sonatas", "Strings and bows.", "Ana Roe");
    by_ana.authors.insert(
        0,
        Author {
            family: "Li".to_owned(),
            given: "J.".to_owned(),
        },
    );
    test.import_all(vec![by_ana]);
    let papers = test.papers();
    let mut decided = DecidedPapers::default();
    test.apply(set_state(&papers[1..2], State::Dropped));
    assert_eq!(hint(&mut decided, &test, papers[0]), "");
    test.apply(set_state(&[papers[1], papers[3]], State::Queued));
    assert!(hint(&mut decided, &test, papers[0]).starts_with("SameAuthor 2 Ana Roe ~ "));
}

#[test]
fn an_open_question_comes_first_and_what_is_in_the_trash_counts_no_more() {
    let test = library();
    test.import_all(vec![about(
        "Calving of tidewater glacier",
        "Other.",
        "Ana Roe",
    )]);
    let papers = test.papers();
    let mut decided = DecidedPapers::default();
    test.apply(set_state(&papers[2..4], State::Read));
    let double = "PossibleDuplicate 1  ~ Calving of tidewater glaciers";
    assert_eq!(hint(&mut decided, &test, papers[0]), double);
    test.apply(Change::MoveToTrash {
        papers: papers[1..4].to_vec(),
    });
    assert_eq!(hint(&mut decided, &test, papers[0]), "");
}

#[test]
fn following_on_finds_what_a_fresh_look_finds() {
    let test = library();
    let mut kept_up = DecidedPapers::default();
    let import = test.import("Tidewater glaciers calve\nFjords of tidewater glaciers");
    let papers = test.papers();
    let steps: Vec<Box<dyn Fn()>> = vec![
        Box::new(|| drop(test.apply(set_state(&papers[..3], State::Read)))),
        Box::new(|| {
            let what = WhatToUndo::Import(import.id.clone().unwrap().to_string());
            test.library
                .undo(&what, true, Actor::Window, &NoOversight)
                .unwrap();
        }),
        Box::new(|| drop(test.library.redo(Actor::Window, &NoOversight).unwrap())),
        Box::new(|| {
            let change = Change::Merge {
                keep: papers[2],
                gone: papers[0],
                take: vec![FieldName::Title, FieldName::Abstract],
            };
            test.apply(change);
        }),
        Box::new(|| drop(test.apply(set_state(&papers[3..4], State::Dropped)))),
    ];
    for step in steps {
        step();
        for paper in test.papers() {
            let mut fresh = DecidedPapers::default();
            let expected = hint(&mut fresh, &test, paper);
            assert_eq!(hint(&mut kept_up, &test, paper), expected);
        }
    }
}
