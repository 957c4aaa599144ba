//! The questions of the window about papers that may be the same.

use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::library::{Actor, NoOversight};
use offprint_commands::wire::answer::DuplicatePair;
use offprint_commands::wire::change::DuplicateVerdict;
use offprint_commands::wire::preview::{DuplicateGrounds, FieldName};
use offprint_commands::wire::{Answer, Change, Question};
use offprint_commands::{OpenLibrary, Origin};
use tempfile::TempDir;

const PREPRINT: &str =
    "@article{a, title = {How Rivers Remember Their Floods}, author = {Roe, Ana}, year = {2025}}\n";
const PUBLISHED: &str =
    "@article{b, title = {How Rivers Remember the Floods}, author = {Roe, Ana}, year = {2026},
  doi = {10.5555/rivers.7}}\n";

fn with_question() -> (TempDir, OpenLibrary, DuplicatePair) {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    for text in [PREPRINT, PUBLISHED] {
        let inputs = vec![Input::Bytes(text.as_bytes().to_vec(), Origin::Pasted)];
        import(
            &open,
            inputs,
            &ImportOptions::default(),
            Actor::Window,
            &NoOversight,
        )
        .unwrap();
    }
    let (total, mut pairs, decided) = duplicates(&open);
    assert_eq!((total, pairs.len(), decided.len()), (1, 1, 0));
    let pair = pairs.remove(0);
    (folder, open, pair)
}

type Duplicates = (
    u32,
    Vec<DuplicatePair>,
    Vec<offprint_commands::wire::answer::DecidedPair>,
);

#[track_caller]
fn duplicates(open: &OpenLibrary) -> Duplicates {
    match open.ask(&Question::Duplicates).unwrap() {
        Answer::Duplicates {
            total,
            open,
            decided,
        } => (total, open, decided),
        answer => panic!("{answer:?}"),
    }
}

#[track_caller]
fn change(open: &OpenLibrary, change: &Change) {
    let applied = open.change(change, Actor::Window, &NoOversight).unwrap();
    assert!(applied.seq.is_some());
}

#[test]
fn an_open_pair_is_compared_field_by_field() {
    let (_folder, open, pair) = with_question();
    assert_eq!(pair.grounds, DuplicateGrounds::NearTitle);
    assert!((80..100).contains(&pair.likeness), "{}", pair.likeness);
    let question = Question::Comparison {
        one: pair.paper.id.clone(),
        other: pair.other.id.clone(),
    };
    let Answer::Comparison { comparison } = open.ask(&question).unwrap() else {
        panic!("another answer");
    };
    assert_eq!(comparison.likeness, pair.likeness);
    assert_eq!(comparison.fills, [FieldName::Identifiers]);
    assert_eq!(comparison.fields[0].one[1].text, "the ");
    assert_eq!(comparison.other.n_sightings, 1);
}

#[test]
fn a_pair_that_was_decided_is_listed_and_can_be_opened_again() {
    let (_folder, open, pair) = with_question();
    let answer = |verdict| Change::AnswerDuplicate {
        one: pair.other.id.clone(),
        other: pair.paper.id.clone(),
        verdict,
    };
    change(&open, &answer(DuplicateVerdict::Different));
    let (total, _, decided) = duplicates(&open);
    assert_eq!((total, decided.len()), (0, 1));
    assert_eq!(decided[0].verdict, DuplicateVerdict::Different);
    let answer_number = decided[0].answer;
    change(
        &open,
        &Change::TakeBackAnswer {
            answer: answer_number,
        },
    );
    assert_eq!(duplicates(&open).0, 1);
    change(&open, &answer(DuplicateVerdict::Same));
    let (total, _, decided) = duplicates(&open);
    assert_eq!((total, decided[0].verdict), (0, DuplicateVerdict::Same));
    assert_eq!(decided[0].paper.id, pair.other.id);
    assert_eq!(
        decided[0].gone_title.as_deref(),
        Some("How Rivers Remember the Floods")
    );
    let merge = decided[0].merge.unwrap();
    change(&open, &Change::Split { merge });
    let Answer::Counts { counts } = open.ask(&Question::Counts).unwrap() else {
        panic!("another answer");
    };
    assert_eq!((counts.all, counts.duplicates), (2, 0));
}
