//! A preview is judged, edited and accepted, and writes nothing before that.

use offprint_commands::library::import::Given;
use offprint_commands::library::{Actor, NoOversight, State, WhatToUndo};
use offprint_commands::preview::ImportPreview;
use offprint_commands::wire::preview::{
    ColumnField, DuplicateAnswer, FieldName, PreviewAnswer, PreviewEdit, PreviewFilter,
    PreviewOutcome, PreviewQuestion, PreviewRow,
};
use offprint_commands::wire::question::Filter;
use offprint_commands::wire::{Answer, Change, Question};
use offprint_commands::{OpenLibrary, Origin, import};

struct Test {
    _folder: tempfile::TempDir,
    open: OpenLibrary,
}

impl Test {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let open = OpenLibrary::at(folder.path().join("library"));
        Self {
            _folder: folder,
            open,
        }
    }

    fn preview(&self, texts: &[&str]) -> ImportPreview {
        ImportPreview::of(&self.open, inputs(texts), &NoOversight).unwrap()
    }

    fn import(&self, text: &str) {
        let options = import::ImportOptions::default();
        let by = Actor::Terminal;
        import::import(&self.open, inputs(&[text]), &options, by, &NoOversight).unwrap();
    }

    fn rows(&self, preview: &ImportPreview, filter: PreviewFilter) -> Vec<PreviewRow> {
        let question = PreviewQuestion::Rows {
            filter,
            from_row: 0,
            n_rows: 100,
        };
        match preview.ask(&self.open, &question).unwrap() {
            PreviewAnswer::Rows { rows, .. } => rows,
            other => panic!("another answer: {other:?}"),
        }
    }

    fn edit(&self, preview: &mut ImportPreview, edit: PreviewEdit) {
        preview.edit(&self.open, &edit, &NoOversight).unwrap();
    }

    fn n_papers(&self) -> u32 {
        let question = Question::Rows {
            filter: Filter::default(),
            sort: Default::default(),
            from_row: 0,
            n_rows: 0,
        };
        match self.open.ask(&question).unwrap() {
            Answer::Rows { total, .. } => total,
            other => panic!("another answer: {other:?}"),
        }
    }
}

fn inputs(texts: &[&str]) -> Vec<import::Input> {
    texts
        .iter()
        .map(|text| import::Input::Bytes(text.as_bytes().to_vec(), Origin::Pasted))
        .collect()
}

fn only(outcome: PreviewOutcome) -> PreviewFilter {
    PreviewFilter {
        outcome: Some(outcome),
        ..PreviewFilter::default()
    }
}

const THREE: &str =
    "@article{a, title = {Why Dunes Walk at Night}, author = {Haugen, Ida}, year = 2026}
@article{b, title = {How Rivers Remember Their Floods}, year = 2025}
@article{c, year = 2024}
@article{d, title = {Editorial}}
";

#[test]
fn a_preview_adds_up_and_writes_nothing() {
    let test = Test::new();
    let preview = test.preview(&[THREE, "@article{e, title = {Why Dunes Walk at Night}}"]);
    let head = preview.head(1);
    let numbers = head.numbers;
    assert_eq!((numbers.found, numbers.new, numbers.known), (5, 3, 1));
    assert_eq!((numbers.rejected, head.n_added, head.n_ticked), (1, 3, 3));
    assert_eq!(head.sources.len(), 2);
    assert_eq!(head.sources[0].numbers.found, 4);
    assert_eq!(head.ribbon.len(), 5);
    let rows = test.rows(&preview, PreviewFilter::default());
    let lines: Vec<_> = rows.iter().map(|row| row.lines[0]).collect();
    assert_eq!(lines, [(1, 1), (2, 2), (3, 3), (4, 4), (1, 1)]);
    assert_eq!(rows[0].authors, ["Ida Haugen"]);
    assert_eq!(
        rows[4].here.as_ref().unwrap().title.as_deref(),
        Some("Why Dunes Walk at Night")
    );
    let found = PreviewFilter {
        find: "haug dunes".to_owned(),
        ..PreviewFilter::default()
    };
    assert_eq!(test.rows(&preview, found).len(), 1);
    assert!(!test.open.folder().exists(), "a preview makes no library");
}

#[test]
fn what_is_ticked_comes_in_as_one_change() {
    let test = Test::new();
    let mut preview = test.preview(&[THREE]);
    test.edit(
        &mut preview,
        PreviewEdit::Tick {
            row: 1,
            is_ticked: false,
        },
    );
    assert_eq!(preview.head(1).n_added, 2);
    let given = Given {
        state: Some(State::Queued),
        ..Given::default()
    };
    let outcome = preview
        .accept(&test.open, &given, Actor::Window, &NoOversight)
        .unwrap();
    let numbers = outcome.sources[0].import.numbers;
    assert_eq!((numbers.found(), numbers.new, numbers.added), (4, 3, 2));
    assert_eq!(test.n_papers(), 2);
    test.open
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(test.n_papers(), 0);
}

#[test]
fn answers_of_a_preview_are_heeded_and_kept() {
    for (answer, n_papers) in [
        (DuplicateAnswer::Same, 3),
        (DuplicateAnswer::Different, 4),
        (DuplicateAnswer::Later, 4),
    ] {
        let test = Test::new();
        test.import("@article{x, title = {Editorial}}");
        let mut preview = test.preview(&[THREE]);
        let asked = test.rows(&preview, only(PreviewOutcome::Possible));
        assert_eq!((asked.len(), asked[0].is_ticked), (1, Some(true)));
        assert!(asked[0].here.as_ref().unwrap().id.is_some());
        test.edit(
            &mut preview,
            PreviewEdit::Answer {
                row: asked[0].row,
                answer,
            },
        );
        preview
            .accept(&test.open, &Given::default(), Actor::Window, &NoOversight)
            .unwrap();
        assert_eq!(test.n_papers(), n_papers, "{answer:?}");
        let is_open = answer == DuplicateAnswer::Later;
        let elsewhere = test.preview(&["@article{y, title = {Editorial}}"]).head(2);
        assert_eq!(elsewhere.numbers.possible == 1, is_open, "{answer:?}");
        let again = test.preview(&["@article{x, title = {Editorial}}"]).head(3);
        assert_eq!(again.numbers.known, 1, "the very same source");
    }
}

#[test]
fn an_answer_counts_for_what_stands_behind_it() {
    let test = Test::new();
    test.import("@article{x, title = {Editorial}}");
    let mut preview =
        test.preview(&["@article{a, title = {Editorial}}\n@article{b, title = {Editorial}}"]);
    let outcomes = |preview: &ImportPreview| {
        let rows = test.rows(preview, PreviewFilter::default());
        rows.iter().map(|row| row.outcome).collect::<Vec<_>>()
    };
    let possible = PreviewOutcome::Possible;
    assert_eq!(outcomes(&preview), [possible, possible]);
    let answer = |answer| PreviewEdit::Answer { row: 0, answer };
    test.edit(&mut preview, answer(DuplicateAnswer::Same));
    assert_eq!(outcomes(&preview), [possible, PreviewOutcome::Repeated]);
    assert_eq!(preview.head(1).n_added, 0);
    test.edit(&mut preview, answer(DuplicateAnswer::Later));
    assert_eq!(outcomes(&preview), [possible, possible]);
    let all_same = PreviewEdit::AnswerAll {
        answer: DuplicateAnswer::Same,
    };
    test.edit(&mut preview, all_same);
    assert_eq!(outcomes(&preview), [possible, PreviewOutcome::Repeated]);
    assert_eq!(preview.head(1).n_undecided, 0);
    preview
        .accept(&test.open, &Given::default(), Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(test.n_papers(), 1);
}

#[test]
fn what_is_the_same_as_a_row_comes_in_with_it_alone() {
    for is_wanted in [false, true] {
        let test = Test::new();
        let mut preview = test.preview(&[
            "@article{a, title = {Editorial}}",
            "@article{b, title = {Editorial}}",
            "@article{c, title = {Editorial}}",
        ]);
        let all_same = PreviewEdit::AnswerAll {
            answer: DuplicateAnswer::Same,
        };
        test.edit(&mut preview, all_same);
        assert_eq!(preview.head(1).n_added, 1);
        for is_ticked in [false, true, is_wanted] {
            test.edit(&mut preview, PreviewEdit::Tick { row: 0, is_ticked });
            assert_eq!(preview.head(1).n_added, u32::from(is_ticked));
        }
        preview
            .accept(&test.open, &Given::default(), Actor::Window, &NoOversight)
            .unwrap();
        assert_eq!(test.n_papers(), u32::from(is_wanted));
    }
}

#[test]
fn what_an_emptied_trash_held_is_met_by_later_rows_once_it_is_ticked() {
    let test = Test::new();
    let text = "@article{x, title = {Why Dunes Walk at Night}}";
    test.import(text);
    let question = Question::Rows {
        filter: Filter::default(),
        sort: Default::default(),
        from_row: 0,
        n_rows: 1,
    };
    let papers = match test.open.ask(&question).unwrap() {
        Answer::Rows { rows, .. } => vec![rows[0].id.clone()],
        other => panic!("another answer: {other:?}"),
    };
    for change in [Change::MoveToTrash { papers }, Change::EmptyTrash] {
        test.open
            .change(&change, Actor::Window, &NoOversight)
            .unwrap();
    }
    let mut preview = test.preview(&[
        "@article{a, title = {Why Dunes Walk at Night}, doi = {10.5555/dunes}}
@article{b, doi = {10.5555/dunes}}",
    ]);
    let numbers = preview.head(1).numbers;
    assert_eq!((numbers.dropped, numbers.new), (1, 1));
    let tick = PreviewEdit::Tick {
        row: 0,
        is_ticked: true,
    };
    test.edit(&mut preview, tick);
    let head = preview.head(1);
    assert_eq!((head.numbers.repeated, head.n_added), (1, 1));
    preview
        .accept(&test.open, &Given::default(), Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(test.n_papers(), 1);
}

#[test]
fn a_rejected_record_can_be_mended() {
    let test = Test::new();
    let mut preview = test.preview(&[THREE]);
    let rejected = test
        .rows(&preview, only(PreviewOutcome::Rejected))
        .remove(0);
    let mend = |text: &str| PreviewEdit::Mend {
        row: rejected.row,
        text: text.to_owned(),
    };
    test.edit(&mut preview, mend("nothing that can be read"));
    assert_eq!(preview.head(1).numbers.rejected, 1);
    test.edit(
        &mut preview,
        mend("@article{c, title = {Mosses in Winter}, year = 2024}"),
    );
    let rows = test.rows(&preview, PreviewFilter::default());
    assert_eq!(rows[2].title, "Mosses in Winter");
    assert_eq!(
        (rows[2].lines.clone(), rows[2].outcome),
        (vec![(3, 3)], PreviewOutcome::New)
    );
    preview
        .accept(&test.open, &Given::default(), Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(test.n_papers(), 4);
}

#[test]
fn a_source_can_be_read_as_another_format() {
    let test = Test::new();
    let mut preview = test.preview(&["@article{z, title = {First}}", THREE]);
    let read_as = |format: Option<&str>| PreviewEdit::Format {
        source: 1,
        format: format.map(str::to_owned),
    };
    test.edit(&mut preview, read_as(Some("ris")));
    let head = preview.head(1);
    assert_eq!(
        (head.sources[1].format.as_str(), head.sources[1].reason),
        ("ris", None)
    );
    assert_eq!(head.sources[0].numbers.found, 1);
    test.edit(&mut preview, read_as(None));
    assert_eq!(preview.head(1).numbers.found, 5);
}

#[test]
fn the_lines_of_a_source_can_be_looked_at() {
    let test = Test::new();
    let preview = test.preview(&[THREE]);
    let question = PreviewQuestion::Lines {
        source: 0,
        from_line: 2,
        n_lines: 2,
    };
    let PreviewAnswer::Lines { total, lines } = preview.ask(&test.open, &question).unwrap() else {
        panic!("another answer");
    };
    assert_eq!((total, lines.len(), lines[0].number), (4, 2, 2));
    assert!(lines[0].is_used && lines[0].text.contains("Rivers"));
    let PreviewAnswer::Record { record } = preview
        .ask(&test.open, &PreviewQuestion::Record { row: 2 })
        .unwrap()
    else {
        panic!("another answer");
    };
    assert_eq!(
        record.text.as_deref().map(str::trim),
        Some("@article{c, year = 2024}")
    );
}

const TABLE: &str = "Werk,Wer,Wann,Jahr
Why Dunes Walk at Night,\"Haugen, Ida\",2026-03-04,2026
How Rivers Remember Their Floods,\"Roe, Ana\",2026-03-05,2025
";

#[test]
fn what_the_person_says_of_a_tables_columns_is_remembered_once_it_came_in() {
    let test = Test::new();
    let mut preview = test.preview(&[TABLE]);
    test.edit(
        &mut preview,
        PreviewEdit::Format {
            source: 0,
            format: Some("csv".to_owned()),
        },
    );
    let columns = preview.head(1).sources[0].columns.clone();
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["Werk", "Wer", "Wann", "Jahr"]);
    assert_eq!(columns[1].example, "Haugen, Ida");
    let fields = vec![
        Some(ColumnField::Title),
        Some(ColumnField::Authors),
        Some(ColumnField::AddedAt),
        None,
    ];
    test.edit(&mut preview, PreviewEdit::Columns { source: 0, fields });
    let rows = test.rows(&preview, PreviewFilter::default());
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].title, "Why Dunes Walk at Night");
    assert_eq!(
        (rows[0].authors.as_slice(), rows[0].year),
        (["Ida Haugen".to_owned()].as_slice(), None)
    );
    let accepted = preview.accept(&test.open, &Given::default(), Actor::Window, &NoOversight);
    assert_eq!(accepted.unwrap().sources[0].import.numbers.added, 2);

    let options = import::ImportOptions {
        format: Some(offprint_commands::Format::Csv),
        is_dry_run: true,
        ..import::ImportOptions::default()
    };
    let again = import::import(
        &test.open,
        inputs(&[TABLE]),
        &options,
        Actor::Terminal,
        &NoOversight,
    );
    let again = again.unwrap().sources.remove(0).import;
    assert_eq!(again.papers[0].title, "Why Dunes Walk at Night");
    assert_eq!(again.numbers.known, 2, "{again:?}");
}

#[test]
fn a_possible_duplicate_stands_beside_the_paper_that_is_here() {
    let test = Test::new();
    test.import("@article{x, title = {Editorial}, year = 2019, author = {Haugen, Ida}}");
    let preview =
        test.preview(&["@article{x, title = {Editorial}, year = 2026, journal = {Kelp}}"]);
    let row = test.rows(&preview, PreviewFilter::default()).remove(0);
    assert_eq!(row.outcome, PreviewOutcome::Possible);
    assert!(row.likeness.is_some_and(|likeness| likeness > 50));
    let question = PreviewQuestion::Comparison { row: row.row };
    let PreviewAnswer::Comparison { comparison } = preview.ask(&test.open, &question).unwrap()
    else {
        panic!("another answer");
    };
    assert_eq!(comparison.fills, [FieldName::Venue]);
    assert_eq!(
        (comparison.one.id, comparison.other.id.is_some()),
        (None, true)
    );
    let year = comparison
        .fields
        .iter()
        .find(|field| field.field == FieldName::Year);
    assert!(!year.unwrap().is_equal);
}

#[test]
fn a_row_of_a_table_is_mended_under_the_names_of_its_columns() {
    let test = Test::new();
    let table = "title,doi,year\nWhy Dunes Walk at Night,10.5555/1,2026\n,,2025\n";
    let mut preview = test.preview(&[table]);
    let rejected = test
        .rows(&preview, only(PreviewOutcome::Rejected))
        .remove(0);
    let mend = PreviewEdit::Mend {
        row: rejected.row,
        text: "Mosses in Winter,,2025".to_owned(),
    };
    test.edit(&mut preview, mend);
    let rows = test.rows(&preview, only(PreviewOutcome::New));
    assert_eq!(
        (rows.len(), rows[1].title.as_str()),
        (2, "Mosses in Winter")
    );
    let accepted = preview.accept(&test.open, &Given::default(), Actor::Window, &NoOversight);
    let papers = accepted.unwrap().sources.remove(0).import.papers;
    assert_eq!(papers[1].lines, [offprint_commands::LineSpan::new(3, 3)]);
}

#[test]
fn much_that_is_rejected_makes_no_library() {
    let test = Test::new();
    let mut text = "@misc{a, year = {2026}}\n".repeat(3);
    text.push_str(&format!("@misc{{b, year = {{{}}}}}\n", "9".repeat(40_000)).repeat(600));
    let options = import::ImportOptions::default();
    let by = Actor::Terminal;
    let taken = import::import(&test.open, inputs(&[&text]), &options, by, &NoOversight).unwrap();
    assert_eq!(taken.sources[0].import.numbers.rejected, 603);
    assert!(!test.open.folder().exists());
}
