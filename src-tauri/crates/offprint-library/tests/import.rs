use std::sync::atomic::{AtomicUsize, Ordering};

use offprint_formats::candidate::{
    Candidate, FoundMarks, FoundState, LineSpan, Rejection, RejectionReason,
};
use offprint_formats::fields::author::Author;
use offprint_formats::fields::identifier::{Identifier, Scheme};
use offprint_library::import::{
    Arrival, Decision, Entry, Given, Import, Intake, OnDuplicate, Outcome,
};
use offprint_library::snapshot::rows::{Filter, Sort};
use offprint_library::testing::{
    TestLibrary, accept_import, candidate, candidates, facts, set_state,
};
use offprint_library::{
    Actor, Change, Error, HistoryFilter, Library, NoOversight, Oversight, State, WhatToUndo,
};
use proptest::prelude::*;

use crate::THREE;

fn outcomes(import: &Import) -> Vec<Outcome> {
    import.papers.iter().map(|paper| paper.outcome).collect()
}

fn count(test: &TestLibrary) -> usize {
    test.snapshot().count(&Filter::default()).unwrap()
}

fn with_arxiv(value: &str, title: &str) -> Candidate {
    let identifier = Identifier {
        scheme: Scheme::Arxiv,
        value: value.to_owned(),
    };
    Candidate {
        identifiers: vec![identifier],
        ..candidate(title)
    }
}

#[test]
fn a_repeated_import_adds_nothing_and_is_a_sighting() {
    let test = TestLibrary::new();
    assert_eq!(outcomes(&test.import(THREE)), [Outcome::New; 3]);
    let again = test.import(THREE);
    assert_eq!(outcomes(&again), [Outcome::Known; 3]);
    assert_eq!((again.numbers.added, again.numbers.known), (0, 3));
    assert_eq!(count(&test), 3);
    let paper = test.snapshot().resolve_paper(&test.any_uid()).unwrap();
    assert_eq!(
        test.snapshot()
            .paper(paper)
            .unwrap()
            .unwrap()
            .sightings
            .len(),
        2
    );
}

#[test]
fn what_was_dropped_is_dropped_before() {
    let test = TestLibrary::new();
    test.import(THREE);
    test.apply(set_state(&test.papers()[..1], State::Dropped));
    assert_eq!(
        outcomes(&test.import(THREE)),
        [Outcome::DroppedBefore, Outcome::Known, Outcome::Known]
    );
}

#[test]
fn a_paper_twice_in_one_source_is_repeated_and_gives_what_the_first_lacked() {
    let test = TestLibrary::new();
    let import = test.import_all(vec![
        candidate("Why Dunes Walk at Night"),
        with_arxiv("2607.90012", "Why Dunes Walk at Night"),
    ]);
    assert_eq!(outcomes(&import), [Outcome::New, Outcome::Repeated]);
    assert_eq!(import.papers[0].id, import.papers[1].id);
    let again = test.import_all(vec![
        with_arxiv("2607.90012", ""),
        with_arxiv("2607.90012", "Why Dunes Walk at Night"),
    ]);
    assert_eq!(outcomes(&again), [Outcome::Known, Outcome::Repeated]);
    assert_eq!(count(&test), 1);
}

#[test]
fn a_paper_named_by_its_identifier_gets_its_title_when_one_comes() {
    let test = TestLibrary::new();
    let import = test.import_all(vec![with_arxiv("2607.90012", "")]);
    assert_eq!(import.papers[0].title, "arXiv:2607.90012");
    let title = || {
        test.snapshot()
            .rows(&Filter::default(), Sort::Added, 0, 1)
            .unwrap()[0]
            .title
            .clone()
    };
    assert_eq!(title(), "arXiv:2607.90012");
    test.import_all(vec![with_arxiv("2607.90012", "Why Dunes Walk at Night")]);
    assert_eq!(title(), "Why Dunes Walk at Night");
}

#[test]
fn a_possible_duplicate_comes_in_with_an_open_question_unless_it_was_answered() {
    for (answer, n_papers, n_questions) in [
        (OnDuplicate::Ask, 2, 1),
        (OnDuplicate::Same, 1, 0),
        (OnDuplicate::Different, 2, 0),
    ] {
        let test = TestLibrary::new();
        test.import("Editorial");
        let change = accept_import(vec![candidate("Editorial")], Given::default(), answer);
        let applied = test.apply(change);
        assert_eq!(outcomes(&applied.imports[0]), [Outcome::Possible]);
        assert_eq!(count(&test), n_papers, "{answer:?}");
        let questions: i64 = test
            .database()
            .query_row("SELECT count(*) FROM questions", [], |row| row.get(0))
            .unwrap();
        assert_eq!(questions, n_questions, "{answer:?}");
    }
}

#[test]
fn an_import_is_judged_against_the_library_as_it_is_then() {
    let test = TestLibrary::new();
    test.library.prepare_import(&NoOversight).unwrap();
    test.import("Why Dunes Walk at Night");
    let change = accept_import(candidates(THREE), Given::default(), OnDuplicate::Ask);
    let applied = test
        .library
        .apply(change, Actor::Watcher, &NoOversight)
        .unwrap();
    assert_eq!(
        outcomes(&applied.imports[0]),
        [Outcome::New, Outcome::Known, Outcome::New]
    );
    assert_eq!(count(&test), 3);
}

/// Counts how often all papers are looked at ahead of an import.
#[derive(Default)]
struct Looks(AtomicUsize);

impl Oversight for Looks {
    fn progress(&self, n_done: usize, _: usize) {
        self.0
            .fetch_add(usize::from(n_done == 0), Ordering::Relaxed);
    }
}

impl Looks {
    fn n_of(library: &Library) -> usize {
        let looks = Looks::default();
        library.prepare_import(&looks).unwrap();
        looks.0.into_inner()
    }
}

/// Says to stop once it was asked so often.
struct StopsAt(usize, AtomicUsize);

impl Oversight for StopsAt {
    fn is_cancelled(&self) -> bool {
        self.1.fetch_add(1, Ordering::Relaxed) >= self.0
    }
}

fn citation_keys(test: &TestLibrary) -> Vec<String> {
    let db = test.database();
    let mut select = db
        .prepare("SELECT citation_key FROM papers ORDER BY citation_key")
        .unwrap();
    let keys = select.query_map([], |row| row.get(0)).unwrap();
    keys.collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn after_an_import_that_came_to_nothing_the_next_need_not_look_at_all_papers_again() {
    let [test, other] = [(); 2].map(|()| TestLibrary::new());
    for test in [&test, &other] {
        test.import("Editorial");
    }
    assert_eq!(Looks::n_of(&test.library), 0, "kept since the import");
    for n_questions in [0, 1] {
        let change = accept_import(candidates(THREE), Given::default(), OnDuplicate::Ask);
        let stops = StopsAt(n_questions, AtomicUsize::new(0));
        let cancelled = test.library.apply(change, Actor::Window, &stops);
        assert!(matches!(cancelled, Err(Error::Cancelled)));
        assert_eq!(Looks::n_of(&test.library), 0, "kept as it was before");
    }
    let nameless = Box::new(Entry::new(candidate("")));
    let change = Change::AddPaper { entry: nameless };
    let refused = test.library.apply(change, Actor::Window, &NoOversight);
    assert!(matches!(refused, Err(Error::Nameless)));
    assert_eq!(Looks::n_of(&test.library), 0, "kept as it was before");
    assert_eq!(outcomes(&test.import(THREE)), [Outcome::New; 3]);
    other.import(THREE);
    assert_eq!(citation_keys(&test), citation_keys(&other));
}

#[test]
fn what_is_kept_for_an_import_goes_once_another_process_changed_something() {
    let test = TestLibrary::new();
    test.import(THREE);
    assert_eq!(Looks::n_of(&test.library), 0);
    let newest = test.snapshot().newest_seq().unwrap();
    test.library.hear_of(newest);
    assert_eq!(Looks::n_of(&test.library), 0, "that one was its own");
    test.library.hear_of(newest + 1);
    assert_eq!(Looks::n_of(&test.library), 1);
}

fn begin(name: &str) -> Arrival {
    Arrival::Begin(Box::new(facts(name)))
}

fn entry(candidate: Candidate) -> Arrival {
    Arrival::Entry(Box::new(Entry::new(candidate)))
}

fn decided(candidate: Candidate, decision: Decision) -> Arrival {
    Arrival::Entry(Box::new(Entry::new(candidate).decided(decision)))
}

fn end(noise_lines: usize) -> Arrival {
    Arrival::End {
        noise_lines,
        text: None,
        setting: None,
    }
}

fn intake(arrivals: Vec<Arrival>) -> Change {
    let intake = Intake::of(arrivals, Given::default(), OnDuplicate::Ask);
    Change::AcceptImport(Box::new(intake))
}

#[test]
fn the_numbers_add_up_with_rejections_and_two_sources_are_one_change() {
    let test = TestLibrary::new();
    let rejection = Rejection {
        lines: LineSpan::new(7, 9),
        reason: RejectionReason::NothingNamesIt,
        text: "lost".into(),
        candidate: None,
    };
    let rejected = || Arrival::Rejection(Box::new(rejection.clone()));
    let applied = test.apply(intake(vec![
        begin("first"),
        entry(candidate("Why Dunes Walk at Night")),
        rejected(),
        end(4),
        begin("half read"),
        entry(candidate("How Rivers Remember Their Floods")),
        rejected(),
        Arrival::Withdraw,
        begin("second"),
        entry(candidate("Why Dunes Walk at Night")),
        entry(candidate("How Rivers Remember Their Floods")),
        end(0),
        begin("empty"),
        rejected(),
        end(12),
    ]));
    let [first, second] = applied.imports.as_slice() else {
        panic!("two sources")
    };
    assert_eq!(
        (
            first.numbers.found(),
            first.numbers.new,
            first.numbers.rejected
        ),
        (2, 1, 1)
    );
    assert_eq!(outcomes(second), [Outcome::Known, Outcome::New]);
    assert_eq!((second.numbers.found(), second.numbers.added), (2, 1));
    assert_eq!(count(&test), 2);
    assert_eq!(
        test.snapshot()
            .history(&HistoryFilter::default(), 0, 9)
            .unwrap()
            .0,
        1
    );
    let stored = test
        .snapshot()
        .import(first.id.as_ref().unwrap().as_str())
        .unwrap()
        .unwrap();
    assert_eq!(stored.rejections, [rejection]);
    assert_eq!(stored.numbers, first.numbers);
    let before = test.picture();
    test.library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(count(&test), 0);
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    assert!(test.picture() == before, "redo brings all of it back");
}

#[test]
fn nothing_is_written_where_no_source_holds_a_paper() {
    let test = TestLibrary::new();
    let before = test.picture();
    let applied = test.apply(intake(vec![begin("empty"), end(12)]));
    assert_eq!((applied.seq, applied.imports.len()), (None, 0));
    assert!(test.picture() == before);
}

#[test]
fn what_the_person_leaves_out_is_not_added_and_is_new_again_next_time() {
    let test = TestLibrary::new();
    let leave_out = Decision {
        is_left_out: true,
        ..Decision::default()
    };
    let applied = test.apply(intake(vec![
        begin("first"),
        decided(candidate("Why Dunes Walk at Night"), leave_out),
        entry(candidate("How Rivers Remember Their Floods")),
        entry(candidate("Why Dunes Walk at Night")),
        end(0),
    ]));
    let import = &applied.imports[0];
    assert_eq!(
        outcomes(import),
        [Outcome::New, Outcome::New, Outcome::Repeated]
    );
    assert_eq!((import.numbers.found(), import.numbers.added), (3, 1));
    assert_eq!(count(&test), 1);
    assert_eq!(
        outcomes(&test.import("Why Dunes Walk at Night")),
        [Outcome::New]
    );
}

#[test]
fn an_answer_is_kept_and_the_question_is_never_asked_again() {
    for (answer, n_papers) in [(OnDuplicate::Same, 1), (OnDuplicate::Different, 2)] {
        let test = TestLibrary::new();
        test.import("Editorial");
        let answered = Decision {
            answer: Some(answer),
            ..Decision::default()
        };
        let applied = test.apply(intake(vec![
            begin("first"),
            decided(candidate("Editorial"), answered),
            end(0),
        ]));
        assert_eq!(outcomes(&applied.imports[0]), [Outcome::Possible]);
        assert_eq!(count(&test), n_papers);
        let test = test.reopen();
        let again = test.import("Editorial");
        assert_eq!(again.numbers.possible, 0, "{answer:?}: {again:?}");
        if answer == OnDuplicate::Same {
            assert_eq!(outcomes(&again), [Outcome::Known]);
        }
    }
}

#[test]
fn what_is_the_same_by_answer_is_not_added_and_is_repeated_from_then_on() {
    let by = |family: &str| Candidate {
        authors: vec![Author {
            family: family.to_owned(),
            given: String::new(),
        }],
        ..candidate("Editorial")
    };
    let test = TestLibrary::new();
    let all = vec![by("Haugen"), by("Roe"), by("Roe")];
    let change = accept_import(all, Given::default(), OnDuplicate::Same);
    let import = test.apply(change).imports.remove(0);
    assert_eq!(
        outcomes(&import),
        [Outcome::New, Outcome::Possible, Outcome::Repeated]
    );
    assert_eq!((import.numbers.added, count(&test)), (1, 1));
}

#[test]
fn what_is_the_same_as_one_that_is_not_wanted_is_not_added() {
    let left_out = Decision {
        is_left_out: true,
        ..Decision::default()
    };
    let same = Decision {
        answer: Some(OnDuplicate::Same),
        ..Decision::default()
    };
    let test = TestLibrary::new();
    let applied = test.apply(intake(vec![
        begin("first"),
        entry(candidate("Why Dunes Walk at Night")),
        decided(candidate("Editorial"), left_out),
        decided(candidate("Editorial"), same),
        end(0),
    ]));
    assert_eq!(
        (applied.imports[0].numbers.added, count(&test)),
        (1, 1),
        "{:?}",
        applied.imports
    );

    let test = TestLibrary::new();
    test.import("Editorial");
    let papers = test.papers();
    test.apply(Change::MoveToTrash { papers });
    test.apply(Change::EmptyTrash);
    let change = accept_import(candidates("Editorial"), Given::default(), OnDuplicate::Same);
    let import = test.apply(change).imports.remove(0);
    assert_eq!((import.numbers.added, count(&test)), (0, 0), "{import:?}");
}

#[test]
fn what_an_emptied_trash_held_is_taken_up_once_and_known_from_then_on() {
    let test = TestLibrary::new();
    test.import(THREE);
    let papers = test.papers();
    test.apply(Change::MoveToTrash { papers });
    test.apply(Change::EmptyTrash);
    let taken_up = || {
        let take_up = Decision {
            is_taken_up: true,
            ..Decision::default()
        };
        decided(candidates(THREE).remove(0), take_up)
    };
    let arrivals = vec![
        begin("first"),
        taken_up(),
        end(0),
        begin("second"),
        taken_up(),
        end(0),
    ];
    let imports = test.apply(intake(arrivals)).imports;
    let added: Vec<usize> = imports.iter().map(|import| import.numbers.added).collect();
    assert_eq!((added, count(&test)), (vec![1, 0], 1));
    let again = test.import_all(vec![candidates(THREE).remove(0)]);
    assert_eq!(outcomes(&again), [Outcome::Known]);
}

#[test]
fn what_is_ticked_to_be_taken_up_is_so_beside_one_that_is_the_same_by_answer() {
    let by_answer = Decision {
        answer: Some(OnDuplicate::Same),
        ..Decision::default()
    };
    let take_up = Decision {
        is_taken_up: true,
        ..Decision::default()
    };
    let doi = Identifier {
        scheme: Scheme::Doi,
        value: "10.5555/editorial".to_owned(),
    };
    let named = |title| Candidate {
        identifiers: vec![doi.clone()],
        ..candidate(title)
    };
    let test = TestLibrary::new();
    test.import_all(vec![named("How Rivers Remember Their Floods")]);
    test.apply(set_state(&test.papers(), State::Dropped));
    let applied = test.apply(intake(vec![
        begin("first"),
        decided(named("Why Dunes Walk at Night"), by_answer),
        decided(named("How Rivers Remember Their Floods"), take_up),
        end(0),
    ]));
    assert_eq!(
        outcomes(&applied.imports[0]),
        [Outcome::Possible, Outcome::Repeated]
    );
    assert_eq!(applied.imports[0].numbers.added, 1);
}

#[test]
fn what_a_source_brought_that_failed_half_way_hides_no_identifier() {
    let test = TestLibrary::new();
    test.import("Why Dunes Walk at Night");
    let applied = test.apply(intake(vec![
        begin("broken"),
        entry(with_arxiv("2607.90012", "How Rivers Remember Their Floods")),
        Arrival::Withdraw,
        begin("whole"),
        entry(with_arxiv("2607.90012", "Why Dunes Walk at Night")),
        entry(with_arxiv("2607.90012", "")),
        end(0),
    ]));
    assert_eq!(
        outcomes(&applied.imports[0]),
        [Outcome::Known, Outcome::Repeated]
    );
    assert_eq!(count(&test), 1);
}

#[test]
fn what_was_dropped_can_be_taken_up_again() {
    let test = TestLibrary::new();
    test.import(THREE);
    test.apply(set_state(&test.papers()[..1], State::Dropped));
    let title = test
        .snapshot()
        .rows(&Filter::default(), Sort::Added, 0, 1)
        .unwrap()[0]
        .title
        .clone();
    let take_up = Decision {
        is_taken_up: true,
        ..Decision::default()
    };
    let before = test.picture();
    let applied = test.apply(intake(vec![
        begin("first"),
        decided(candidate(&title), take_up),
        end(0),
    ]));
    assert_eq!(outcomes(&applied.imports[0]), [Outcome::DroppedBefore]);
    assert_eq!(applied.imports[0].numbers.added, 1);
    let row = &test.snapshot().rows_of(&test.papers()[..1]).unwrap()[0];
    assert_eq!(row.state, State::Inbox);
    test.library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    assert!(test.picture() == before);
}

#[test]
fn found_marks_become_ours_on_new_papers_only() {
    let test = TestLibrary::new();
    let marked = |title| Candidate {
        marks: FoundMarks {
            state: Some(FoundState::Read),
            tags: vec!["Rivers".into(), "rivers".into()],
            note: Some("Good.".into()),
            is_starred: true,
            why: Some("for the talk".into()),
            finished_on: Some("2026-03-07".into()),
            ..FoundMarks::default()
        },
        ..candidate(title)
    };
    test.import("Why Dunes Walk at Night");
    test.import_all(vec![
        marked("Why Dunes Walk at Night"),
        marked("How Rivers Remember Their Floods"),
    ]);
    let rows = test
        .snapshot()
        .rows(&Filter::default(), Sort::Title, 0, 9)
        .unwrap();
    assert_eq!(
        (rows[0].state, rows[0].tags.as_slice()),
        (State::Read, ["Rivers".to_owned()].as_slice())
    );
    assert_eq!(rows[0].note_first_line.as_deref(), Some("Good."));
    assert_eq!(rows[0].why.as_deref(), Some("for the talk"));
    let finished = rows[0].finished_at.unwrap().local_day().to_string();
    assert_eq!(finished, "2026-03-07");
    assert_eq!(
        (rows[1].state, rows[1].tags.len(), rows[1].is_starred),
        (State::Inbox, 0, false)
    );
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    struct Stop;
    impl Oversight for Stop {
        fn is_cancelled(&self) -> bool {
            true
        }
    }
    let test = TestLibrary::new();
    let before = test.picture();
    let change = accept_import(candidates(THREE), Given::default(), OnDuplicate::Ask);
    let cancelled = test.library.apply(change, Actor::Terminal, &Stop);
    assert!(matches!(cancelled, Err(Error::Cancelled)));
    assert!(test.picture() == before);
    assert_eq!(test.snapshot().newest_seq().unwrap(), 0);
}

#[test]
fn twice_the_candidates_cost_twice_the_edits_and_a_large_import_only_a_handful() {
    let edits = |n: usize| {
        let test = TestLibrary::new();
        test.import_all(
            (0..n)
                .map(|i| candidate(&format!("An invented study, number {i}, of rivers")))
                .collect(),
        );
        let n_edits: i64 = test
            .database()
            .query_row("SELECT count(*) FROM edits", [], |row| row.get(0))
            .unwrap();
        n_edits
    };
    assert_eq!(edits(50), edits(1000));
}

#[test]
fn each_list_of_an_import_can_be_seen() {
    let test = TestLibrary::new();
    test.import("Why Dunes Walk at Night");
    let import = test.import(THREE);
    let titles = |outcome| {
        let filter = Filter {
            import: import.id.as_ref().map(ToString::to_string),
            outcomes: vec![outcome],
            ..Filter::default()
        };
        let rows = test.snapshot().rows(&filter, Sort::Added, 0, 9).unwrap();
        rows.into_iter().map(|row| row.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(Outcome::Known), ["Why Dunes Walk at Night"]);
    assert_eq!(titles(Outcome::New).len(), 2);
    assert!(titles(Outcome::DroppedBefore).is_empty());
}

#[test]
fn marks_of_a_repeated_entry_go_to_its_paper() {
    let test = TestLibrary::new();
    let marks = FoundMarks {
        tags: vec!["rivers".into()],
        note: Some("Read twice.".into()),
        ..FoundMarks::default()
    };
    let again = Candidate {
        marks,
        ..candidate("Why Dunes Walk at Night")
    };
    test.import_all(vec![candidate("Why Dunes Walk at Night"), again]);
    let rows = test
        .snapshot()
        .rows(&Filter::default(), Sort::Added, 0, 9)
        .unwrap();
    assert_eq!(rows[0].tags, ["rivers"]);
    assert_eq!(rows[0].note_first_line.as_deref(), Some("Read twice."));
}

#[test]
fn what_a_known_paper_learns_makes_it_known_by_that_too() {
    let by = |family: &str, title: &str| Candidate {
        authors: vec![Author {
            family: family.to_owned(),
            given: String::new(),
        }],
        ..candidate(title)
    };
    let test = TestLibrary::new();
    let import = test.import_all(vec![
        with_arxiv("2607.90012", ""),
        with_arxiv("2607.90012", "Why Dunes Walk at Night"),
        by("Haugen", "Why Dunes Walk at Night"),
    ]);
    assert_eq!(
        outcomes(&import),
        [Outcome::New, Outcome::Repeated, Outcome::Repeated]
    );
    assert_eq!(count(&test), 1);
}

#[test]
fn a_dropped_paper_is_dropped_before_by_all_that_its_source_says_of_it() {
    let test = TestLibrary::new();
    test.import("Why Dunes Walk at Night");
    test.apply(set_state(&test.papers(), State::Dropped));
    let applied = test.apply(intake(vec![
        begin("first"),
        entry(candidate("Why Dunes Walk at Night")),
        entry(with_arxiv("2607.90012", "Why Dunes Walk at Night")),
        end(0),
        begin("second"),
        entry(with_arxiv("2607.90012", "")),
        end(0),
    ]));
    assert_eq!(
        outcomes(&applied.imports[0]),
        [Outcome::DroppedBefore, Outcome::Repeated]
    );
    assert_eq!(outcomes(&applied.imports[1]), [Outcome::DroppedBefore]);
}

#[test]
fn what_was_held_apart_though_found_alike_is_known_the_next_time() {
    let test = TestLibrary::new();
    test.import("Editorial");
    let all = || candidates("Editorial");
    test.apply(accept_import(
        all(),
        Given::default(),
        OnDuplicate::Different,
    ));
    assert_eq!(count(&test), 2);
    let test = test.reopen();
    assert_eq!(outcomes(&test.import("Editorial")), [Outcome::Known]);
    assert_eq!(count(&test), 2);
}

#[test]
fn an_answer_about_another_paper_leaves_the_question_open() {
    let test = TestLibrary::new();
    test.import("Editorial");
    let meant = test.papers()[0];
    test.apply(Change::MoveToTrash {
        papers: vec![meant],
    });
    test.apply(Change::EmptyTrash);
    test.library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    test.import("Reply");
    let reply = test.papers()[0];
    let decision = Decision {
        answer: Some(OnDuplicate::Same),
        about: Some(reply),
        ..Decision::default()
    };
    let applied = test.apply(intake(vec![
        begin("first"),
        decided(candidate("Editorial"), decision),
        end(0),
    ]));
    assert_eq!(applied.imports[0].numbers.added, 1, "it was not about this");
}

#[test]
fn marks_at_two_places_of_a_source_are_all_kept() {
    let marked = |marks| Candidate {
        marks,
        ..candidate("Why Dunes Walk at Night")
    };
    let test = TestLibrary::new();
    test.import_all(vec![
        marked(FoundMarks {
            note: Some("First half.".to_owned()),
            ..FoundMarks::default()
        }),
        marked(FoundMarks {
            note: Some("Second half.".to_owned()),
            due_on: Some("2026-12-24".to_owned()),
            finished_on: Some("2026-01-02".to_owned()),
            ..FoundMarks::default()
        }),
    ]);
    let paper = test.papers()[0];
    let note = test.snapshot().note(paper).unwrap().unwrap();
    assert_eq!(note, "First half.\n\nSecond half.");
    let row = &test.snapshot().rows_of(&[paper]).unwrap()[0];
    assert_eq!(row.due_on.as_deref(), Some("2026-12-24"));
    assert_eq!(row.finished_at, None, "it is not finished");
}

/// More papers than are written at a time, after a source of which nothing is kept.
#[test]
fn hundreds_of_papers_come_in_whole_and_cost_a_handful_of_edits() {
    const N: usize = 300;
    let paper = |number: usize| {
        let author = |family: &str| Author {
            family: format!("{family}{number}"),
            given: "Ana".to_owned(),
        };
        let tagged = FoundMarks {
            tags: vec![format!("Tag {}", number % 3)],
            note: number.is_multiple_of(7).then(|| format!("Note {number}")),
            ..FoundMarks::default()
        };
        Candidate {
            authors: ["Roe", "Lund", "Haugen"][..number % 4]
                .iter()
                .map(|name| author(name))
                .collect(),
            marks: tagged,
            lines: vec![LineSpan::new(number as u32 + 1, number as u32 + 1)],
            // Two libraries may have given the same id.
            uid: Some(format!("{:032x}", number / 2)),
            ..with_arxiv(
                &format!("2607.{number:05}"),
                &format!("Letters to the Harbour Master, {number}th Bundle"),
            )
        }
    };
    let repeated = Candidate {
        abstract_text: Some("It comes late.".to_owned()),
        ..paper(N - 2)
    };
    let mut arrivals = vec![begin("half read")];
    arrivals.extend((0..N / 2).map(|number| entry(paper(number))));
    arrivals.extend([Arrival::Withdraw, begin("whole")]);
    arrivals.extend((0..N).map(|number| entry(paper(number))));
    arrivals.extend([entry(repeated), end(0)]);
    let test = TestLibrary::new();
    let applied = test.apply(intake(arrivals));
    let mut expected = vec![Outcome::New; N];
    expected.push(Outcome::Repeated);
    assert_eq!(outcomes(&applied.imports[0]), expected);

    let database = test.database();
    let rows = "SELECT p.title, p.abstract, i.value, s.lines, t.tag, n.text,
                       (SELECT group_concat(family) FROM (SELECT family FROM authors WHERE paper_id = p.id ORDER BY position))
                FROM papers p JOIN marks m ON m.paper_id = p.id JOIN identifiers i ON i.paper_id = p.id
                     JOIN sightings s ON s.paper_id = p.id AND s.outcome = 'new' JOIN paper_tags t ON t.paper_id = p.id
                     LEFT JOIN notes n ON n.paper_id = p.id
                ORDER BY p.id, s.position";
    type Row = (
        String,
        Option<String>,
        String,
        String,
        String,
        Option<String>,
        Option<String>,
    );
    let found: Vec<Row> = database
        .prepare(rows)
        .unwrap()
        .query_map([], |row| row.try_into())
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let written: Vec<Row> = (0..N)
        .map(|number| {
            let Candidate {
                title,
                identifiers,
                marks,
                lines,
                authors,
                ..
            } = paper(number);
            let families: Vec<String> = authors.into_iter().map(|author| author.family).collect();
            (
                title,
                (number == N - 2).then(|| "It comes late.".to_owned()),
                identifiers[0].value.clone(),
                format!("{0}-{0}", lines[0].first),
                marks.tags[0].clone(),
                marks.note,
                (!families.is_empty()).then(|| families.join(",")),
            )
        })
        .collect();
    assert_eq!(found, written);
    let number = |sql: &str| -> i64 { database.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(number("SELECT count(DISTINCT uid) FROM papers"), N as i64);
    // A note has its paper's id, and not every paper has one.
    let edits = number("SELECT count(*) FROM edits WHERE tbl <> 'notes'");
    let tables = number("SELECT count(DISTINCT tbl) FROM edits WHERE tbl <> 'notes'");
    assert_eq!(edits, tables, "a range for each table");

    let before = test.picture();
    let undone = test
        .library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight);
    undone.unwrap();
    assert_eq!(count(&test), 0);
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    assert!(test.picture() == before, "redo brings all of it back");
}

#[test]
fn what_a_source_brought_that_failed_half_way_keeps_neither_keys_nor_spellings() {
    let dunes = |tag: &str| Candidate {
        citation_key: Some("roe2026kelp".to_owned()),
        marks: FoundMarks {
            tags: vec![tag.to_owned()],
            ..FoundMarks::default()
        },
        ..candidate("Why Dunes Walk at Night")
    };
    let mosses = || entry(candidate("On the Growth of Mosses in Winter"));
    let test = TestLibrary::new();
    test.apply(intake(vec![
        begin("broken"),
        entry(dunes("MEMORY")),
        mosses(),
        Arrival::Withdraw,
        begin("whole"),
        entry(dunes("memory")),
        mosses(),
        end(0),
    ]));
    let texts = |sql: &str| -> Vec<String> {
        let db = test.database();
        let mut select = db.prepare(sql).unwrap();
        let rows = select.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let keys = texts("SELECT citation_key FROM papers ORDER BY id");
    assert_eq!(keys, ["roe2026kelp", "growthmosseswinter"]);
    assert_eq!(texts("SELECT tag FROM paper_tags"), ["memory"]);
}

#[test]
fn a_forgotten_paper_taken_up_by_a_source_that_failed_comes_in_with_the_next() {
    let test = TestLibrary::new();
    test.import("Why Dunes Walk at Night");
    let papers = test.papers();
    test.apply(Change::MoveToTrash { papers });
    test.apply(Change::EmptyTrash);
    let taken_up = || {
        let take_up = Decision {
            is_taken_up: true,
            ..Decision::default()
        };
        decided(candidate("Why Dunes Walk at Night"), take_up)
    };
    let applied = test.apply(intake(vec![
        begin("broken"),
        taken_up(),
        Arrival::Withdraw,
        begin("whole"),
        entry(candidate("Something Entirely Different About Moss")),
        taken_up(),
        end(0),
    ]));
    assert_eq!(applied.imports[0].numbers.added, 2);
    assert_eq!(test.papers().len(), 2);
}

#[test]
fn what_waits_to_be_written_is_taken_up_by_a_later_entry() {
    let dropped = Candidate {
        marks: FoundMarks {
            state: Some(FoundState::Dropped),
            ..FoundMarks::default()
        },
        ..candidate("Why Dunes Walk at Night")
    };
    let take_up = Decision {
        is_taken_up: true,
        ..Decision::default()
    };
    let test = TestLibrary::new();
    test.apply(intake(vec![
        begin("one"),
        entry(dropped),
        decided(candidate("Why Dunes Walk at Night"), take_up),
        end(0),
    ]));
    let state: String = test
        .database()
        .query_row("SELECT state FROM marks", [], |row| row.get(0))
        .unwrap();
    assert_eq!(state, "inbox");
}

/// Candidates that have much in common, from a small number.
fn alike(seed: u32) -> Candidate {
    let author = |family: &str| Author {
        family: family.to_owned(),
        given: String::new(),
    };
    let of = |n: u32, most: u32| (seed / n) % most;
    let title = [
        "Why Dunes Walk at Night and Rivers Do Not",
        "Why Dunes Walk at Nigth and Rivers Do Not",
        "Why Dunes Walk at Night and Rivers Do Not: A Study",
        "Introduction",
        "",
    ][of(1, 5) as usize];
    let mut found = Candidate {
        authors: [vec![], vec![author("Roe")], vec![author("Lund")]][of(5, 3) as usize].clone(),
        year: [None, Some(2000), Some(2020)][of(15, 3) as usize],
        ..candidate(title)
    };
    for (scheme, value) in [
        (
            Scheme::Arxiv,
            ["", "2607.00001", "2607.00002"][of(45, 3) as usize],
        ),
        (
            Scheme::Doi,
            ["", "10.5555/1", "10.5555/2"][of(135, 3) as usize],
        ),
    ] {
        if !value.is_empty() {
            let value = value.to_owned();
            found.identifiers.push(Identifier { scheme, value });
        }
    }
    if found.title.is_empty() && found.identifiers.is_empty() {
        "Untitled Notes on Moss and Winter".clone_into(&mut found.title);
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn one_import_finds_what_as_many_imports_find(seeds in prop::collection::vec(0..405_u32, 1..12)) {
        let (at_once, mut one_by_one) = (TestLibrary::new(), TestLibrary::new());
        let mut arrivals = vec![begin("all")];
        arrivals.extend(seeds.iter().map(|seed| entry(alike(*seed))));
        arrivals.push(end(0));
        at_once.apply(intake(arrivals));
        for seed in &seeds {
            one_by_one.apply(intake(vec![begin("one"), entry(alike(*seed)), end(0)]));
            // What is known is read anew, as by another process.
            one_by_one = one_by_one.reopen();
        }
        let held = |test: &TestLibrary| {
            let db = test.database();
            let count = |table: &str| -> i64 {
                db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
            };
            ["papers", "questions", "identifiers", "authors"].map(count)
        };
        prop_assert_eq!(held(&at_once), held(&one_by_one));
    }
}

#[test]
fn an_unchanged_source_brings_nothing_twice_however_little_its_records_say() {
    let source = facts("editorials");
    let import = || {
        intake(vec![
            Arrival::Begin(Box::new(source.clone())),
            entry(candidate("Introduction")),
            entry(candidate("Editorial")),
            entry(candidate("Introduction")),
            end(0),
        ])
    };
    let mut test = TestLibrary::new();
    let first = test.apply(import());
    assert_eq!(first.imports[0].numbers.added, 3);
    for _ in 0..2 {
        test = test.reopen();
        let again = test.apply(import());
        let numbers = again.imports[0].numbers;
        assert_eq!((numbers.added, numbers.known, numbers.repeated), (0, 2, 1));
    }
    let other = test.apply(intake(vec![
        begin("another"),
        entry(candidate("Introduction")),
        end(0),
    ]));
    assert_eq!(outcomes(&other.imports[0]), [Outcome::Possible]);
}

#[test]
fn of_an_unchanged_source_each_record_is_the_paper_that_it_was() {
    let by = |family: &str, abstract_text: Option<&str>| Candidate {
        authors: vec![Author {
            family: family.to_owned(),
            given: String::new(),
        }],
        abstract_text: abstract_text.map(str::to_owned),
        ..candidate("Introduction")
    };
    let source = facts("two introductions");
    let import = || {
        intake(vec![
            Arrival::Begin(Box::new(source.clone())),
            entry(by("Roe", None)),
            entry(by("Lund", Some("Of the second alone."))),
            end(0),
        ])
    };
    let test = TestLibrary::new();
    test.apply(import());
    let test = test.reopen();
    let again = test.apply(import());
    assert_eq!(outcomes(&again.imports[0]), [Outcome::Known; 2]);
    let n_abstracts: i64 = test
        .database()
        .query_row("SELECT count(abstract) FROM papers", [], |row| row.get(0))
        .unwrap();
    assert_eq!(n_abstracts, 1, "the first got nothing of the second");
}
