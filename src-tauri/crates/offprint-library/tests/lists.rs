use offprint_formats::fields::link::Link;
use offprint_library::snapshot::filter::DaySpan;
use offprint_library::snapshot::groups::GroupKey;
use offprint_library::snapshot::rows::{Filter, Sort};
use offprint_library::testing::{TestLibrary, candidate, set_state};
use offprint_library::{Actor, Change, Error, NoOversight, PaperId, QueueSpot, State, WhatToUndo};
use offprint_platform::clock::{Clock, Day};

fn titles(test: &TestLibrary, filter: &Filter, sort: Sort) -> Vec<String> {
    let rows = test.snapshot().rows(filter, sort, 0, 100).unwrap();
    rows.into_iter().map(|row| row.title).collect()
}

fn all(test: &TestLibrary) -> Vec<PaperId> {
    test.snapshot()
        .ids(&Filter::default(), Sort::Title, 0, 100)
        .unwrap()
}

#[test]
fn the_newest_import_stands_first_in_the_order_of_its_source() {
    let test = TestLibrary::new();
    test.import("Beta of the rivers\nAlpha of the rivers");
    test.import("Delta of the rivers\nGamma of the rivers");
    assert_eq!(
        titles(&test, &Filter::default(), Sort::Added),
        [
            "Delta of the rivers",
            "Gamma of the rivers",
            "Beta of the rivers",
            "Alpha of the rivers"
        ]
    );
}

#[test]
fn filters_hold_together_and_tags_match_whatever_their_case() {
    let test = TestLibrary::new();
    test.import("Alpha of the rivers\nBeta of the rivers\nGamma of the rivers");
    let papers = all(&test);
    test.apply(Change::EditTags {
        papers: papers[..2].to_vec(),
        add: vec!["Field Work".into()],
        remove: vec![],
    });
    test.apply(set_state(&papers[1..], State::Read));
    let filter = Filter {
        states: vec![State::Read],
        tags: vec!["FIELD work".into()],
        ..Filter::default()
    };
    assert_eq!(titles(&test, &filter, Sort::Added), ["Beta of the rivers"]);
    assert_eq!(test.snapshot().count(&filter).unwrap(), 1);
}

#[test]
fn a_tag_keeps_the_spelling_in_which_the_library_knows_it() {
    let test = TestLibrary::new();
    test.import("Alpha of the rivers\nBeta of the rivers");
    let papers = all(&test);
    for (paper, tag) in papers.iter().zip(["LLMs", "llms"]) {
        let change = Change::EditTags {
            papers: vec![*paper],
            add: vec![tag.into()],
            remove: vec![],
        };
        test.apply(change);
    }
    let tags = test.snapshot().tags().unwrap();
    assert_eq!(
        (tags.len(), tags[0].name.as_str(), tags[0].n_papers),
        (1, "LLMs", 2)
    );
}

#[test]
fn a_hue_goes_with_its_tag_and_comes_back_with_it() {
    let test = TestLibrary::new();
    test.import("Alpha of the rivers\nBeta of the rivers");
    let papers = all(&test);
    let tag = |paper: PaperId, tag: &str| Change::EditTags {
        papers: vec![paper],
        add: vec![tag.into()],
        remove: vec![],
    };
    test.apply(tag(papers[0], "Rivers"));
    test.apply(tag(papers[1], "sand"));
    let hue = |tag: &str, hue| Change::SetTagHue {
        tag: tag.into(),
        hue,
    };
    let rename = |from: &str, to: &str| Change::RenameTag {
        from: from.into(),
        to: to.into(),
    };
    let hues = || -> Vec<(String, Option<u8>)> {
        let tags = test.snapshot().tags().unwrap();
        tags.into_iter().map(|tag| (tag.name, tag.hue)).collect()
    };
    let undo = || {
        let undone = test
            .library
            .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
            .unwrap();
        assert_eq!(undone.left.n(), 0);
    };
    let before = test.picture();
    test.apply(hue("rivers", Some(7)));
    test.apply(rename("Rivers", "Streams"));
    assert_eq!(
        hues(),
        [("sand".to_owned(), None), ("Streams".to_owned(), Some(7))]
    );
    test.apply(hue("sand", Some(2)));
    // Of two tags that become one, that which was there keeps its hue.
    test.apply(rename("streams", "sand"));
    assert_eq!(hues(), [("sand".to_owned(), Some(2))]);
    undo();
    assert_eq!(hues()[1], ("Streams".to_owned(), Some(7)));
    test.apply(Change::DeleteTag {
        tag: "streams".into(),
    });
    test.apply(tag(papers[0], "Streams"));
    assert_eq!(hues()[1], ("Streams".to_owned(), None));
    test.apply(hue("sand", None));
    assert_eq!(hues()[0], ("sand".to_owned(), None));
    for _ in 0..6 {
        undo();
    }
    assert!(test.picture() == before);
    let refused = test
        .library
        .apply(hue("sand", Some(8)), Actor::Window, &NoOversight);
    assert!(matches!(refused, Err(Error::OutOfRange { .. })));
}

#[test]
fn an_id_may_be_shortened_while_it_is_unambiguous() {
    let test = TestLibrary::new();
    test.import("Alpha of the rivers");
    let snapshot = test.snapshot();
    let uid = test.any_uid();
    assert!(snapshot.resolve_paper(&uid[..4]).is_ok());
    assert!(matches!(
        snapshot.resolve_paper(&uid[..3]),
        Err(Error::NoSuchPaper { .. })
    ));
    assert!(matches!(
        snapshot.resolve_paper("zzzz"),
        Err(Error::NoSuchPaper { .. })
    ));
}

#[test]
fn the_states_add_up_to_all_papers() {
    let test = TestLibrary::new();
    test.import("Alpha of the rivers\nBeta of the rivers\nGamma of the rivers");
    test.apply(set_state(&all(&test)[..1], State::Skimmed));
    let counts = test.snapshot().counts(test.today()).unwrap();
    assert_eq!(counts.by_state.values().sum::<usize>(), counts.all);
    assert_eq!((counts.all, counts.imports[0].n_undecided), (3, 2));
}

#[test]
fn an_import_that_added_nothing_is_the_latest_but_not_among_those_to_go_through() {
    let test = TestLibrary::new();
    let first = test.import("Alpha of the rivers\nBeta of the rivers");
    let counts = |test: &TestLibrary| test.snapshot().counts(test.today()).unwrap();
    assert_eq!(counts(&test).latest_import, first.id);
    let again = test.import("Alpha of the rivers");
    assert_eq!(again.numbers.added, 0);
    let shown = counts(&test);
    assert_eq!(shown.latest_import, again.id);
    let listed: Vec<_> = shown.imports.into_iter().map(|one| Some(one.uid)).collect();
    assert_eq!(listed, std::slice::from_ref(&first.id));
    let third = test.import("Alpha of the rivers\nGamma of the rivers");
    let listed: Vec<_> = counts(&test)
        .imports
        .into_iter()
        .map(|one| Some(one.uid))
        .collect();
    assert_eq!(listed, [third.id, first.id]);
}

#[test]
fn a_paper_is_placed_before_a_queued_one_and_before_itself_stays() {
    let test = TestLibrary::new();
    test.import(
        "Alpha of the rivers\nBeta of the rivers\nGamma of the rivers\nDelta of the rivers",
    );
    let papers = all(&test);
    let [alpha, beta, delta, gamma] = papers[..] else {
        panic!("four")
    };
    let place = |papers: &[PaperId], spot| {
        let change = Change::PlaceInQueue {
            papers: papers.to_vec(),
            spot,
        };
        test.library.apply(change, Actor::Terminal, &NoOversight)
    };
    place(&[alpha, beta, gamma], QueueSpot::End).unwrap();
    assert_eq!(place(&[alpha], QueueSpot::Before(alpha)).unwrap().seq, None);
    place(&[gamma], QueueSpot::Before(beta)).unwrap();
    assert_eq!(test.queue(), [alpha, gamma, beta]);
    place(&[beta, gamma], QueueSpot::Before(gamma)).unwrap();
    assert_eq!(
        test.queue(),
        [alpha, beta, gamma],
        "its place is kept by the next that stays"
    );
    assert!(matches!(
        place(&[alpha], QueueSpot::Before(delta)),
        Err(Error::NotQueued)
    ));
}

#[test]
fn a_list_is_narrowed_by_facts_sources_and_days() {
    let test = TestLibrary::new();
    let mut old = candidate("Alpha of the rivers");
    old.year = Some(2018);
    old.abstract_text = Some("Of floods.".to_owned());
    let mut new = candidate("Beta of the rivers");
    new.year = Some(2026);
    new.links = vec![Link::parse("https://github.com/rivers/beta").unwrap()];
    test.import_all(vec![old, new]);
    let [alpha, beta] = all(&test)[..] else {
        panic!("two")
    };
    let added = test.clock.now().local_day();
    test.clock.advance(3 * 86_400_000);
    test.apply(set_state(&[alpha], State::Read));
    test.apply(Change::SetNote {
        paper: alpha,
        text: "Remember the floods.".to_owned(),
        session: None,
        base: None,
    });
    test.apply(Change::SetDue {
        papers: vec![beta],
        on: added.plus_days(9),
    });
    let finished = test.clock.now().local_day();
    let check = |filter: Filter, expected: &[&str]| {
        assert_eq!(titles(&test, &filter, Sort::Title), expected, "{filter:?}");
        assert_eq!(test.snapshot().count(&filter).unwrap(), expected.len());
    };
    let (a, b) = ("Alpha of the rivers", "Beta of the rivers");
    let from = |from: Day| DaySpan {
        from: Some(from),
        to: None,
    };
    let to = |to: Day| DaySpan {
        from: None,
        to: Some(to),
    };
    let plain = Filter::default;
    check(
        Filter {
            years: Some((2018, 2025)),
            ..plain()
        },
        &[a],
    );
    check(
        Filter {
            years: Some((2019, i32::MAX)),
            ..plain()
        },
        &[b],
    );
    check(
        Filter {
            has_note: true,
            ..plain()
        },
        &[a],
    );
    check(
        Filter {
            has_abstract: true,
            ..plain()
        },
        &[a],
    );
    check(
        Filter {
            has_code: true,
            ..plain()
        },
        &[b],
    );
    check(
        Filter {
            has_due: true,
            ..plain()
        },
        &[b],
    );
    check(
        Filter {
            sources: vec!["Pasted".to_owned()],
            ..plain()
        },
        &[a, b],
    );
    check(
        Filter {
            sources: vec!["pasted".to_owned(), "mail".to_owned()],
            ..plain()
        },
        &[],
    );
    check(
        Filter {
            added: to(added),
            ..plain()
        },
        &[a, b],
    );
    check(
        Filter {
            added: from(finished),
            ..plain()
        },
        &[],
    );
    check(
        Filter {
            finished: from(finished),
            ..plain()
        },
        &[a],
    );
    check(
        Filter {
            finished: to(added),
            ..plain()
        },
        &[],
    );
    check(
        Filter {
            due: to(added.plus_days(9).unwrap()),
            ..plain()
        },
        &[b],
    );
    check(
        Filter {
            due: to(added.plus_days(8).unwrap()),
            ..plain()
        },
        &[],
    );
    assert_eq!(test.snapshot().years().unwrap(), [(2026, 1), (2018, 1)]);
}

#[test]
fn a_list_that_is_most_of_the_library_has_the_same_order_as_one_that_is_little_of_it() {
    let test = TestLibrary::new();
    let with_year = |n: usize| {
        let mut candidate = candidate(&format!("{} of the rivers {n}", ["Moss", "Dunes"][n % 2]));
        candidate.year = (!n.is_multiple_of(7)).then_some(2000 + (n * n % 5) as i32);
        candidate
    };
    for import in 0..4 {
        test.import_all((0..16).map(|n| with_year(import * 16 + n)).collect());
    }
    let added = test.papers();
    let rows = test.snapshot().rows_of(&added).unwrap();
    for n_listed in [1, 2, 3, 5, 8, 40, 64] {
        let listed: Vec<PaperId> = added.iter().copied().take(n_listed).collect();
        let tag = format!("first {n_listed}");
        test.apply(Change::EditTags {
            papers: listed,
            add: vec![tag.clone()],
            remove: vec![],
        });
        let filter = Filter {
            tags: vec![tag],
            ..Filter::default()
        };
        let mut expected: Vec<_> = rows.iter().take(n_listed).collect();
        expected.sort_by_key(|row| (row.title.to_lowercase(), row.id));
        let expected: Vec<PaperId> = expected.iter().map(|row| row.id).collect();
        let snapshot = test.snapshot();
        let by_title = snapshot.ids(&filter, Sort::Title, 0, 100).unwrap();
        assert_eq!(by_title, expected, "{n_listed} by title");
        let mut expected: Vec<_> = rows.iter().take(n_listed).collect();
        // A stable order: what is of one year stays as it was added.
        expected.sort_by_key(|row| std::cmp::Reverse(row.year));
        let years: Vec<Option<i32>> = expected.iter().map(|row| row.year).collect();
        let expected: Vec<PaperId> = expected.iter().map(|row| row.id).collect();
        let by_year = snapshot.ids(&filter, Sort::Year, 0, 100).unwrap();
        assert_eq!(by_year, expected, "{n_listed} by year");
        let groups = snapshot.groups(&filter, Sort::Year).unwrap();
        let grouped = groups.iter().flat_map(|group| match group.key {
            GroupKey::Year(year) => vec![year; group.n_rows],
            _ => panic!("another group"),
        });
        assert_eq!(grouped.collect::<Vec<_>>(), years);
        let stretch = snapshot.ids(&filter, Sort::Title, 1, 3).unwrap();
        assert_eq!(
            stretch,
            by_title.iter().copied().skip(1).take(3).collect::<Vec<_>>()
        );
        let uids = snapshot.uids_of(&by_title).unwrap();
        let one_by_one: Vec<_> = by_title
            .iter()
            .map(|paper| snapshot.uid_of(*paper).unwrap().unwrap())
            .collect();
        assert_eq!(uids, one_by_one);
        let ids: Vec<String> = uids.iter().map(ToString::to_string).collect();
        assert_eq!(snapshot.resolve_papers(&ids).unwrap(), by_title);
        let twice = [
            ids[0].clone(),
            ids[0].to_uppercase(),
            ids[0][..12].to_owned(),
        ];
        let found = snapshot
            .resolve_papers(&[&ids[..], &twice].concat())
            .unwrap();
        assert_eq!(found[n_listed..], [by_title[0]; 3]);
    }
}
