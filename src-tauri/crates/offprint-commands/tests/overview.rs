//! Groups, saved views, the history's days, and what became of an import.

use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::library::{Actor, HistoryFilter, NoOversight, WhatToUndo};
use offprint_commands::search::{Query, search};
use offprint_commands::wire::answer::{Actor as WireActor, ChangeKind};
use offprint_commands::wire::past::{ChangedValue, ImportDetail, SightingText, ValueChange};
use offprint_commands::wire::preview::FieldName;
use offprint_commands::wire::question::{Filter, Sort, State};
use offprint_commands::wire::views::{Group, GroupKey, SavedView};
use offprint_commands::wire::{Answer, Change, Question};
use offprint_commands::{OpenLibrary, Origin};
use tempfile::TempDir;

/// Two imports, of 3 and of 300 papers.
fn library() -> (TempDir, OpenLibrary, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    let few = "@article{a, title = {Rivers in Flood}, year = {2024}}
@article{b, title = {Reefs in Bloom}, year = {2026}}
@article{c, title = {Dunes Without a Date}}\n";
    for text in [few.to_owned(), offprint_testkit::bibtex_of(300)] {
        let inputs = vec![Input::Bytes(text.into_bytes(), Origin::Pasted)];
        let options = ImportOptions::default();
        import(&open, inputs, &options, Actor::Window, &NoOversight).unwrap();
    }
    let question = Question::Ids {
        filter: Filter::default(),
        sort: Sort::Added,
        from_row: 0,
        to_row: 999,
    };
    let Answer::Ids { papers } = open.ask(&question).unwrap() else {
        panic!("another answer");
    };
    (folder, open, papers)
}

#[track_caller]
fn change(open: &OpenLibrary, change: &Change) {
    let applied = open.change(change, Actor::Window, &NoOversight).unwrap();
    assert!(applied.seq.is_some());
}

#[track_caller]
fn set_state(open: &OpenLibrary, papers: &[String], to: State) {
    let papers = papers.to_vec();
    change(open, &Change::SetState { papers, to });
}

#[track_caller]
fn groups(open: &OpenLibrary, filter: Filter, sort: Sort) -> Vec<Group> {
    match open.ask(&Question::Groups { filter, sort }).unwrap() {
        Answer::Groups { groups } => groups,
        answer => panic!("{answer:?}"),
    }
}

fn spans(groups: &[Group]) -> Vec<(&str, u32, u32)> {
    groups
        .iter()
        .map(|group| (group.key.as_str(), group.from_row, group.n_rows))
        .collect()
}

#[test]
fn a_list_is_parted_where_import_state_or_year_changes() {
    let (_folder, open, papers) = library();
    set_state(&open, &papers[300..302], State::Dropped);
    let by_import = groups(&open, Filter::default(), Sort::Added);
    assert_eq!(spans(&by_import), [("2", 0, 300), ("1", 300, 3)]);
    let GroupKey::Arrival { imports, .. } = &by_import[1].of else {
        panic!("{by_import:?}");
    };
    assert_eq!(imports.len(), 1);
    let by_state = groups(&open, Filter::default(), Sort::State);
    assert_eq!(spans(&by_state), [("inbox", 0, 301), ("dropped", 301, 2)]);
    let few = Filter {
        import: Some(imports[0].id.clone()),
        ..Filter::default()
    };
    let by_year = groups(&open, few, Sort::Year);
    assert_eq!(
        spans(&by_year),
        [("2026", 0, 1), ("2024", 1, 1), ("", 2, 1)]
    );
    let found = Filter {
        query: Some("in year:2000-".to_owned()),
        ..Filter::default()
    };
    let by_year = groups(&open, found.clone(), Sort::Year);
    let n_rows: u32 = by_year.iter().map(|group| group.n_rows).sum();
    let Answer::Rows { total, .. } = open
        .ask(&Question::Rows {
            filter: found,
            sort: Sort::Year,
            from_row: 0,
            n_rows: 1,
        })
        .unwrap()
    else {
        panic!("another answer");
    };
    assert_eq!(n_rows, total);
    assert_eq!(groups(&open, Filter::default(), Sort::Title), []);
}

#[track_caller]
fn detail(open: &OpenLibrary, import: &str) -> ImportDetail {
    let import = import.to_owned();
    match open.ask(&Question::ImportDetail { import }).unwrap() {
        Answer::ImportDetail { detail } => *detail.unwrap(),
        answer => panic!("{answer:?}"),
    }
}

#[test]
fn what_became_of_an_import_adds_up_and_its_ribbon_follows_the_source() {
    let (_folder, open, papers) = library();
    set_state(&open, &papers[..150], State::Dropped);
    set_state(&open, &papers[150..152], State::Queued);
    change(
        &open,
        &Change::MoveToTrash {
            papers: papers[152..153].to_vec(),
        },
    );
    let until = open.today().plus_days(9).unwrap().to_string();
    change(
        &open,
        &Change::Snooze {
            papers: papers[153..154].to_vec(),
            until: Some(until),
        },
    );
    let Answer::Counts { counts } = open.ask(&Question::Counts).unwrap() else {
        panic!("another answer");
    };
    let many = &counts.imports[0].id;
    let of = detail(&open, many);
    assert_eq!(
        (of.added, of.dropped, of.queued, of.trash, of.snoozed),
        (300, 150, 2, 1, 1)
    );
    let sum = of.inbox + of.queued + of.reading + of.read + of.skimmed + of.dropped;
    assert_eq!(sum + of.snoozed + of.trash + of.gone, of.added);
    assert_eq!(of.marked, 153, "what is only in the trash carries no mark");
    assert_eq!(detail(&open, &counts.imports[1].id).marked, 0);
    let Answer::Ribbon { marks, n_papers } = open
        .ask(&Question::Ribbon {
            import: many.clone(),
        })
        .unwrap()
    else {
        panic!("another answer");
    };
    assert_eq!((marks.len(), n_papers), (240, 300));
    assert_eq!(marks.iter().map(|mark| mark.n_papers).sum::<u32>(), 300);
    assert_eq!(marks[0].state, State::Dropped);
    assert_eq!(marks[239].state, State::Inbox);
    let gone = Question::ImportDetail {
        import: "0000".to_owned(),
    };
    assert_eq!(
        open.ask(&gone).unwrap(),
        Answer::ImportDetail { detail: None }
    );
}

#[test]
fn saved_views_are_counted_kept_and_undone() {
    let (_folder, open, papers) = library();
    set_state(&open, &papers[..4], State::Read);
    let view = |name: &str, query: &str, sort| SavedView {
        name: name.to_owned(),
        query: query.to_owned(),
        sort,
    };
    let views = vec![
        view("Done", "is:finished", Sort::Year),
        view("Reefs", "reefs bloom", Sort::Relevance),
    ];
    let shown = || match open.ask(&Question::SavedViews).unwrap() {
        Answer::SavedViews { views } => views,
        answer => panic!("{answer:?}"),
    };
    assert_eq!(shown(), []);
    change(
        &open,
        &Change::SetSavedViews {
            views: views.clone(),
        },
    );
    let counted = shown();
    assert_eq!(
        counted
            .iter()
            .map(|one| one.view.clone())
            .collect::<Vec<_>>(),
        views
    );
    assert_eq!(counted[0].n_papers, Some(4));
    assert_eq!(counted[1].n_papers, Some(1));
    let again = Change::SetSavedViews { views };
    let nothing = open.change(&again, Actor::Window, &NoOversight).unwrap();
    assert_eq!(nothing.seq, None);
    open.undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(shown(), []);
}

#[test]
fn the_history_names_the_saved_view_that_a_change_was_about() {
    let (_folder, open, _) = library();
    let view = |name: &str, query: &str| SavedView {
        name: name.to_owned(),
        query: query.to_owned(),
        sort: Sort::Added,
    };
    let (done, reefs) = (view("Done", "is:finished"), view("Reefs", "reefs"));
    let renamed = view("Read", "is:finished");
    let narrower = view("Read", "is:finished year:2026-");
    let names = |views: &[SavedView]| {
        let views = views.to_vec();
        change(&open, &Change::SetSavedViews { views });
        let (_, rows) = open
            .read(|snapshot| snapshot.history(&HistoryFilter::default(), 0, 1))
            .unwrap();
        (rows[0].views_added.clone(), rows[0].views_removed.clone())
    };
    let names_of = |added: &[&str], removed: &[&str]| {
        let owned = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        (owned(added), owned(removed))
    };
    assert_eq!(names(std::slice::from_ref(&done)), names_of(&["Done"], &[]));
    let both = [done, reefs.clone()];
    assert_eq!(names(&both), names_of(&["Reefs"], &[]));
    let both = [renamed.clone(), reefs.clone()];
    assert_eq!(names(&both), names_of(&["Read"], &["Done"]));
    assert_eq!(
        names(&[reefs.clone(), renamed]),
        names_of(&[], &[]),
        "their order alone"
    );
    let both = [reefs.clone(), narrower];
    assert_eq!(names(&both), names_of(&["Read"], &["Read"]));
    assert_eq!(names(&[reefs]), names_of(&[], &["Read"]));
    assert_eq!(names(&[]), names_of(&[], &["Reefs"]));
}

#[test]
fn pasted_text_is_known_by_its_first_title() {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    let paste = |title: &str| {
        let text = format!(
            "@misc{{a, title = {{{title}}}, year = 2026}}\n@misc{{b, title = {{On Sand}}}}"
        );
        let inputs = vec![Input::Bytes(text.into_bytes(), Origin::Pasted)];
        let options = ImportOptions::default();
        let outcome = import(&open, inputs, &options, Actor::Window, &NoOversight).unwrap();
        outcome.sources[0].import.source.name.clone()
    };
    assert_eq!(
        paste("How Rivers Remember Their Floods"),
        "pasted text: How Rivers Remember Their Floods"
    );
    let found = |query: &str| {
        let query = Query::parse(query);
        let found = open.read(|snapshot| search(snapshot, &query, open.today()));
        found.unwrap().papers.len()
    };
    paste("“Kelp” as a \"Library\" of the Sea");
    assert_eq!(found("from:\"pasted text: Kelp as a Library\""), 2);
    // A long one ends with a whole word.
    let long = paste(&"Sand and Water ".repeat(20));
    assert_eq!(
        long,
        format!("pasted text: {}…", "Sand and Water ".repeat(6).trim_end())
    );
    let (_, rows) = open
        .read(|snapshot| snapshot.history(&HistoryFilter::default(), 0, 1))
        .unwrap();
    assert_eq!(rows[0].sources, [long]);
}

#[test]
fn the_history_is_told_whole_and_by_paper() {
    let (_folder, open, papers) = library();
    set_state(&open, &papers[..1], State::Read);
    set_state(&open, &papers[1..2], State::Read);
    for (paper, expected) in [(Some(papers[0].clone()), 2), (None, 4)] {
        let history = Question::History {
            paper,
            kinds: vec![],
            by: None,
            from_row: 0,
            n_rows: 10,
        };
        let Answer::History { total, changes } = open.ask(&history).unwrap() else {
            panic!("another answer");
        };
        assert_eq!((total as usize, changes.len()), (expected, expected));
        // What an import added is told apart from what it saw again; nothing else adds.
        for change in changes {
            let is_import = change.change == ChangeKind::Import;
            assert_eq!(change.n_added.is_some(), is_import, "{change:?}");
            assert!(change.n_added.unwrap_or(0) <= change.n_papers);
        }
    }
}

#[track_caller]
fn history(open: &OpenLibrary, kinds: &[ChangeKind], by: Option<WireActor>) -> Vec<ChangeKind> {
    let question = Question::History {
        paper: None,
        kinds: kinds.to_vec(),
        by,
        from_row: 0,
        n_rows: 10,
    };
    match open.ask(&question).unwrap() {
        Answer::History { total, changes } => {
            assert_eq!(total as usize, changes.len());
            changes.iter().map(|change| change.change).collect()
        }
        answer => panic!("{answer:?}"),
    }
}

#[test]
fn the_history_shows_the_kinds_and_the_makers_that_are_asked_for() {
    let (_folder, open, papers) = library();
    set_state(&open, &papers[..2], State::Dropped);
    let star = Change::SetStar {
        papers: papers[..1].to_vec(),
        is_starred: true,
    };
    open.change(&star, Actor::Terminal, &NoOversight).unwrap();
    use ChangeKind::{Import, SetStar, SetState};
    assert_eq!(
        history(&open, &[], None),
        [SetStar, SetState, Import, Import]
    );
    assert_eq!(
        history(&open, &[Import, SetStar], None),
        [SetStar, Import, Import]
    );
    assert_eq!(history(&open, &[], Some(WireActor::Terminal)), [SetStar]);
    assert_eq!(history(&open, &[Import], Some(WireActor::Terminal)), []);
    assert_eq!(history(&open, &[ChangeKind::Merge], None), []);
}

#[track_caller]
fn change_detail(open: &OpenLibrary, seq: u64) -> (Vec<String>, Vec<ValueChange>) {
    match open.ask(&Question::ChangeDetail { seq }).unwrap() {
        Answer::ChangeDetail { papers, values } => {
            (papers.into_iter().map(|row| row.id).collect(), values)
        }
        answer => panic!("{answer:?}"),
    }
}

#[test]
fn a_change_names_its_papers_and_what_was_there_before() {
    let (_folder, open, papers) = library();
    set_state(&open, &papers[..1], State::Queued);
    let (touched, values) = change_detail(&open, 3);
    assert_eq!(touched, papers[..1]);
    assert_eq!(
        values,
        [ValueChange {
            name: ChangedValue::State,
            before: Some("inbox".to_owned()),
            after: Some("queued".to_owned()),
        }]
    );
    let why = Change::SetWhy {
        paper: papers[0].clone(),
        why: "For May".to_owned(),
    };
    change(&open, &why);
    let (_, values) = change_detail(&open, 4);
    assert_eq!(values[0].before, None);
    assert_eq!(values[0].after.as_deref(), Some("For May"));

    // Of several papers it names each, and of an import the first hundred; what was before is told of one alone.
    set_state(&open, &papers[..3], State::Dropped);
    let (mut touched, values) = change_detail(&open, 5);
    touched.sort();
    let mut dropped = papers[..3].to_vec();
    dropped.sort();
    assert_eq!(touched, dropped);
    assert_eq!(values, []);
    let (touched, values) = change_detail(&open, 2);
    assert_eq!(touched.len(), 100);
    assert_eq!(values, []);
    assert_eq!(change_detail(&open, 99), (vec![], vec![]));
}

#[test]
fn a_sighting_shows_the_lines_behind_it_what_it_gave_and_what_differs() {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    let take = |input: Input| {
        let options = ImportOptions::default();
        import(&open, vec![input], &options, Actor::Window, &NoOversight).unwrap()
    };
    let pasted =
        "@article{a, title = {Rivers in Flood},\n  doi = {10.1234/rivers}, year = {2024}}\n";
    take(Input::Bytes(pasted.into(), Origin::Pasted));
    let path = folder.path().join("later.bib");
    let later = "@misc{x, title = {Dunes}}\n\n@article{a, title = {Rivers in flood},\n  doi = {10.1234/rivers}, year = {2025},\n  abstract = {Water.}}\n";
    std::fs::write(&path, later).unwrap();
    take(Input::Path(path.clone()));
    let paper = open
        .read(|snapshot| {
            let rows = snapshot.rows(&Default::default(), Default::default(), 0, 9)?;
            let known = rows.into_iter().find(|row| row.year == Some(2024)).unwrap();
            snapshot.paper(known.id)
        })
        .unwrap()
        .unwrap();
    let detail = |place: usize| {
        let seen = &paper.sightings[place];
        let question = Question::Sighting {
            paper: paper.row.uid.to_string(),
            import: seen.import.to_string(),
            position: seen.position as u32,
        };
        let Answer::Sighting { sighting } = open.ask(&question).unwrap() else {
            panic!("another answer");
        };
        *sighting.unwrap()
    };
    let first = detail(0);
    assert_eq!((first.text, first.is_first), (SightingText::Kept, true));
    assert_eq!((first.path, first.lines.len()), (None, 2));
    assert!(first.given.is_empty());
    let second = detail(1);
    assert_eq!(
        (second.text, second.is_first),
        (SightingText::InFile, false)
    );
    assert_eq!(second.path.as_deref(), path.to_str());
    let lines: Vec<_> = second.lines.iter().map(|line| line.number).collect();
    assert_eq!(lines, [3, 4, 5]);
    assert_eq!(second.given, [FieldName::Abstract]);
    let differing: Vec<_> = second
        .fields
        .iter()
        .filter(|f| !f.is_equal)
        .map(|f| f.field)
        .collect();
    assert_eq!(differing, [FieldName::Title, FieldName::Year]);
    std::fs::write(&path, "@misc{x, title = {Other}}\n").unwrap();
    let changed = detail(1);
    assert_eq!(
        (changed.text, changed.lines.len()),
        (SightingText::Changed, 0)
    );
    assert!(changed.fields.is_empty());
    std::fs::remove_file(&path).unwrap();
    assert_eq!(detail(1).text, SightingText::Gone);
}
