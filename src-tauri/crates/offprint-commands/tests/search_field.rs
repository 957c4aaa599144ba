//! What the search field asks for.

use offprint_commands::OpenLibrary;
use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::library::import::Given;
use offprint_commands::library::{Actor, NoOversight, State};
use offprint_commands::wire::question::{Filter, Sort};
use offprint_commands::wire::{Answer, Change, Question};
use tempfile::TempDir;

fn library() -> (TempDir, OpenLibrary) {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    let files = [
        (
            "alert.bib",
            "Rivers in Flood",
            "2024",
            State::Read,
            "Field Work",
        ),
        ("reefs.bib", "Reefs in Bloom", "2026", State::Queued, "flow"),
    ];
    for (name, title, year, state, tag) in files {
        let path = folder.path().join(name);
        std::fs::write(
            &path,
            format!("@article{{a, title = {{{title}}}, year = {year}}}\n"),
        )
        .unwrap();
        let options = ImportOptions {
            given: Given {
                state: Some(state),
                tags: vec![tag.to_owned()],
                why: None,
            },
            ..ImportOptions::default()
        };
        import(
            &open,
            vec![Input::Path(path)],
            &options,
            Actor::Window,
            &NoOversight,
        )
        .unwrap();
    }
    (folder, open)
}

#[track_caller]
fn found(open: &OpenLibrary, filter: Filter) -> Vec<String> {
    let question = Question::Rows {
        filter,
        sort: Sort::Relevance,
        from_row: 0,
        n_rows: 10,
    };
    match open.ask(&question).unwrap() {
        Answer::Rows { rows, .. } => rows.into_iter().map(|row| row.title).collect(),
        answer => panic!("{answer:?}"),
    }
}

fn typed(query: &str) -> Filter {
    Filter {
        query: Some(query.to_owned()),
        ..Filter::default()
    }
}

#[test]
fn filters_may_be_typed_and_asked_for_alike() {
    let (_folder, open) = library();
    for query in [
        "from:ALERT",
        "year:2024",
        "is:read",
        "added:7d -reefs",
        "finished:7d flood",
    ] {
        assert_eq!(found(&open, typed(query)), ["Rivers in Flood"], "{query}");
    }
    for query in [
        "has:note",
        "has:code in",
        "is:snoozed",
        "added:2020",
        "due:7d",
    ] {
        assert_eq!(found(&open, typed(query)), Vec::<String>::new(), "{query}");
    }
    let asked = Filter {
        year_to: Some(2025),
        source: Some("alert".to_owned()),
        added_from: Some("2020-01-01".to_owned()),
        finished_to: Some("2999-12-31".to_owned()),
        ..typed("in")
    };
    assert_eq!(found(&open, asked), ["Rivers in Flood"]);
    let no_day = Filter {
        added_from: Some("soon".to_owned()),
        ..Filter::default()
    };
    let question = Question::Ids {
        filter: no_day,
        sort: Sort::Added,
        from_row: 0,
        to_row: 9,
    };
    assert!(open.ask(&question).is_err());
}

#[test]
fn a_typed_query_is_told_apart_into_chips_and_words() {
    let (_folder, open) = library();
    let text = "𝛼-rays tag:\"field work\" -dunes is: year:2018-";
    let question = Question::ReadQuery {
        text: text.to_owned(),
    };
    let Answer::ReadQuery { chips, words } = open.ask(&question).unwrap() else {
        panic!("another answer");
    };
    let shown: Vec<String> = chips
        .iter()
        .map(|chip| format!("{:?} {} {}..{}", chip.kind, chip.value, chip.from, chip.to))
        .collect();
    assert_eq!(words, "𝛼-rays");
    assert_eq!(
        shown,
        [
            "Tag field work 8..24",
            "Without dunes 25..31",
            "Year 2018- 36..46"
        ]
    );
    let utf16: Vec<u16> = text.encode_utf16().collect();
    for chip in chips {
        let cut = &utf16[chip.from as usize..chip.to as usize];
        assert_eq!(String::from_utf16(cut).unwrap(), chip.text);
    }
}

#[test]
fn two_queries_are_joined_only_where_one_asks_for_the_parts_of_both() {
    let (_folder, open) = library();
    let check = |one: &str, other: &str, expected: Option<&str>| {
        let question = Question::JoinQueries {
            one: one.to_owned(),
            other: other.to_owned(),
        };
        let Answer::JoinQueries { query } = open.ask(&question).unwrap() else {
            panic!("another answer");
        };
        assert_eq!(query.as_deref(), expected, "{one} and {other}");
    };
    check("kelp", "is:queued", Some("kelp is:queued"));
    check("", "is:queued", Some("is:queued"));
    check("is:read", "is:queued", None);
    // A phrase that is not closed goes on to the end, whatever comes there.
    check("is:queued", "\"kelp", Some("is:queued \"kelp"));
    check("\"kelp", "is:queued", None);
    check("\"kelp", "reef\" tide", None);
    check("tag:“field", "is:queued", None);
}

#[track_caller]
fn check_suggestions(open: &OpenLibrary, text: &str, cursor: u32, expected: &[&str]) {
    let question = Question::Suggest {
        text: text.to_owned(),
        cursor,
    };
    let Answer::Suggest {
        from,
        to,
        suggestions,
    } = open.ask(&question).unwrap()
    else {
        panic!("another answer");
    };
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let typed = String::from_utf16(&utf16[from as usize..to as usize]).unwrap();
    let shown: Vec<String> = suggestions
        .iter()
        .map(|one| match one.n_papers {
            Some(n) => format!("{typed} > {} ({n})", one.text),
            None => format!("{typed} > {}", one.text),
        })
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn what_is_typed_is_completed_where_the_cursor_stands() {
    let (_folder, open) = library();
    check_suggestions(
        &open,
        "rivers tag:f",
        12,
        &["tag:f > tag:\"Field Work\" (1)", "tag:f > tag:flow (1)"],
    );
    check_suggestions(&open, "tag:wo", 6, &["tag:wo > tag:\"Field Work\" (1)"]);
    check_suggestions(
        &open,
        "f is:read",
        1,
        &[
            "f > from:",
            "f > finished:",
            "f > is:finished",
            "f > tag:\"Field Work\" (1)",
            "f > tag:flow (1)",
        ],
    );
    check_suggestions(
        &open,
        "𝛼 year:",
        8,
        &["year: > year:2026 (1)", "year: > year:2024 (1)"],
    );
    check_suggestions(&open, "from:r", 6, &["from:r > from:reefs.bib"]);
    check_suggestions(&open, "is:sk", 5, &["is:sk > is:skimmed"]);
    check_suggestions(&open, "rivers ", 7, &[]);
    check_suggestions(&open, "", 99, &[]);
}

#[test]
fn an_empty_answer_says_what_to_loosen() {
    let (_folder, open) = library();
    let ways = |query: &str| match open
        .ask(&Question::Loosen {
            query: query.to_owned(),
        })
        .unwrap()
    {
        Answer::Loosen { ways } => ways,
        answer => panic!("{answer:?}"),
    };
    let found = ways("in is:read tag:flow");
    let shown: Vec<(&str, u32)> = found
        .iter()
        .map(|way| (&*way.without, way.n_papers))
        .collect();
    assert_eq!(shown, [("is:read", 1), ("tag:flow", 1)]);
    assert_eq!(found[0].query, "in tag:flow");
    assert_eq!(ways("rivers"), []);
}

#[test]
fn what_is_hidden_is_narrowed_by_its_state_too() {
    let (_folder, open) = library();
    let question = Question::Ids {
        filter: typed("reefs"),
        sort: Sort::Added,
        from_row: 0,
        to_row: 0,
    };
    let Answer::Ids { papers } = open.ask(&question).unwrap() else {
        panic!("no ids");
    };
    let until = Some("9999-01-01".to_owned());
    let snooze = Change::Snooze { papers, until };
    open.change(&snooze, Actor::Window, &NoOversight).unwrap();
    let hidden = |query: &str| Filter {
        is_snoozed: true,
        ..typed(query)
    };
    assert_eq!(found(&open, hidden("is:queued")), ["Reefs in Bloom"]);
    assert!(found(&open, hidden("is:inbox")).is_empty());
    assert!(found(&open, typed("is:queued")).is_empty());
}

#[test]
fn a_query_within_another_narrows_it_where_both_ask_for_states_or_years() {
    let (_folder, open) = library();
    let within = |within: &str, query: &str| Filter {
        within: Some(within.to_owned()),
        ..typed(query)
    };
    // In one query states add up, and the last year counts.
    assert_eq!(found(&open, typed("is:read is:queued")).len(), 2);
    assert!(found(&open, within("is:read", "is:queued")).is_empty());
    assert_eq!(
        found(&open, within("is:read is:queued", "is:queued")),
        ["Reefs in Bloom"]
    );
    assert_eq!(found(&open, typed("year:2024 year:2026")).len(), 1);
    assert!(found(&open, within("year:2024", "year:2026")).is_empty());
    assert_eq!(
        found(&open, within("year:2020-", "year:-2025")),
        ["Rivers in Flood"]
    );
    assert_eq!(found(&open, within("bloom", "reefs")), ["Reefs in Bloom"]);
    assert!(found(&open, within("flood", "reefs")).is_empty());
    assert_eq!(found(&open, within("is:read", "")), ["Rivers in Flood"]);
}

#[test]
fn rows_groups_and_places_of_a_narrowed_query_agree() {
    let (_folder, open) = library();
    let filter = Filter {
        within: Some("in is:unread".to_owned()),
        ..typed("year:2020-")
    };
    let groups = Question::Groups {
        filter: filter.clone(),
        sort: Sort::Year,
    };
    let Answer::Groups { groups } = open.ask(&groups).unwrap() else {
        panic!("no groups");
    };
    let keys: Vec<(&str, u32)> = groups
        .iter()
        .map(|group| (group.key.as_str(), group.n_rows))
        .collect();
    assert_eq!(keys, [("2026", 1)]);
    let ids = Question::Ids {
        filter: filter.clone(),
        sort: Sort::Year,
        from_row: 0,
        to_row: 9,
    };
    let Answer::Ids { papers } = open.ask(&ids).unwrap() else {
        panic!("no ids");
    };
    assert_eq!(papers.len(), 1);
    let row_of = Question::RowOf {
        filter,
        sort: Sort::Year,
        paper: papers[0].clone(),
    };
    assert_eq!(open.ask(&row_of).unwrap(), Answer::RowOf { row: Some(0) });
}
