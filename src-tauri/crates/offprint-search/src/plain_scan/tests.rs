use offprint_library::testing::{TestLibrary, candidate, set_state};
use offprint_library::{Change, State};

use super::*;

fn titles(test: &TestLibrary, query: &str) -> Vec<String> {
    let snapshot = test.snapshot();
    let found = search(&snapshot, &Query::parse(query), today()).unwrap();
    snapshot
        .rows_of(&found.papers)
        .unwrap()
        .into_iter()
        .map(|row| row.title)
        .collect()
}

fn today() -> Day {
    "2026-08-06".parse().unwrap()
}

fn library() -> TestLibrary {
    let test = TestLibrary::new();
    let mut dunes = candidate("Why Dunes Walk at Night");
    dunes.abstract_text = Some("Sand moves, and rivers of it cross the Größe of deserts.".into());
    test.import_all(vec![candidate("How Rivers Remember Their Floods"), dunes]);
    test
}

#[test]
fn a_title_goes_before_an_abstract_and_all_words_must_hold() {
    let test = library();
    assert_eq!(
        titles(&test, "RIVERS"),
        [
            "How Rivers Remember Their Floods",
            "Why Dunes Walk at Night"
        ]
    );
    assert_eq!(titles(&test, "rivers sand"), ["Why Dunes Walk at Night"]);
    assert_eq!(
        titles(&test, "rivers -sand"),
        ["How Rivers Remember Their Floods"]
    );
    assert_eq!(titles(&test, "\"walk at\" grosse"), Vec::<String>::new());
    assert_eq!(
        titles(&test, "\"walk at\" große"),
        ["Why Dunes Walk at Night"]
    );
}

#[test]
fn a_word_of_the_note_is_found_and_shown() {
    let test = library();
    let snapshot = test.snapshot();
    let paper = search(&snapshot, &Query::parse("dunes"), today())
        .unwrap()
        .papers[0];
    let note = Change::SetNote {
        paper,
        text: "# Half-remembered\n\nwinnowing of grains".into(),
        session: None,
        base: None,
    };
    test.apply(note);
    assert_eq!(
        titles(&test, "winnow has:note"),
        ["Why Dunes Walk at Night"]
    );
    let hit = Hit::of(&test.snapshot(), paper, &Query::parse("winnow")).unwrap();
    let fragment = hit.fragment.unwrap();
    assert_eq!(
        (
            fragment.field,
            &fragment.text[fragment.matches[0].0..fragment.matches[0].1]
        ),
        (Field::Note, "winnow")
    );
}

#[test]
fn an_empty_query_finds_all() {
    assert_eq!(titles(&library(), "  ").len(), 2);
}

#[test]
fn several_queries_must_all_hold_each_read_for_itself() {
    let test = library();
    let papers = test.papers();
    test.apply(set_state(&papers[..1], State::Read));
    let found = |texts: &[&str]| {
        let queries: Vec<Query> = texts.iter().map(|text| Query::parse(text)).collect();
        let snapshot = test.snapshot();
        search_all(&snapshot, &queries, today(), &|| true)
            .unwrap()
            .papers
    };
    assert_eq!(found(&["is:read is:inbox"]).len(), 2);
    assert_eq!(found(&["is:read", "is:inbox"]), []);
    assert_eq!(found(&["is:read is:inbox", "is:read"]), papers[..1]);
    assert_eq!(found(&["is:read is:inbox", "is:read rivers"]), papers[..1]);
    assert_eq!(found(&["rivers", "sand"]), papers[1..2]);
    assert_eq!(found(&["", "-sand"]), papers[..1]);
    assert_eq!(found(&[]).len(), 2);
}
