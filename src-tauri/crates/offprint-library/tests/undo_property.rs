//! Any sequence of changes, undone one by one, gives the library back as it was; redone, as it became.

use offprint_formats::candidate::Candidate;
use offprint_formats::fields::author::Author;
use offprint_formats::fields::identifier::{Identifier, Scheme};
use offprint_library::import::{Entry, Given, OnDuplicate};
use offprint_library::snapshot::duplicates::Answer;
use offprint_library::snapshot::rows::{Filter, Sort};
use offprint_library::testing::{TestLibrary, accept_import, candidate};
use offprint_library::{
    Actor, Change, DuplicateVerdict, Error, ExistingFiles, FieldName, NoOversight, PaperId,
    QueueSpot, State, WhatToUndo,
};
use proptest::prelude::*;

/// A change still without its papers: numbers pick among those that are there.
#[derive(Clone, Debug)]
enum Step {
    Import(Vec<u8>, Option<u8>),
    State(Vec<u8>, u8),
    Star(Vec<u8>, bool),
    Tags(Vec<u8>, u8, u8),
    Rename(u8, u8),
    DeleteTag(u8),
    Why(u8, String),
    Note(u8, String, bool),
    Queue(Vec<u8>, u8, u8),
    Add(u8),
    Edit(u8, u8),
    Snooze(Vec<u8>, Option<u8>),
    Due(Vec<u8>, Option<u8>),
    QueueSize(u8),
    Keep(Vec<u8>),
    Hue(u8, Option<u8>),
    Trash(Vec<u8>),
    PutBack(Vec<u8>),
    EmptyTrash,
    Key(u8, u8),
    Merge(u8, u8, bool),
    Split(u8),
    Different(u8, u8),
    TakeBack(u8),
    Watch(u8, bool),
    Mirror(Option<u8>),
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let papers = || prop::collection::vec(any::<u8>(), 1..4);
    let text = || {
        prop::sample::select(vec!["", "One line", "# Two\n\nlines", "Three"])
            .prop_map(str::to_owned)
    };
    prop_oneof![
        3 => (prop::collection::vec(0..30u8, 1..8), prop::option::of(0..6u8)).prop_map(|(t, s)| Step::Import(t, s)),
        3 => (papers(), 0..6u8).prop_map(|(p, s)| Step::State(p, s)),
        1 => (papers(), any::<bool>()).prop_map(|(p, s)| Step::Star(p, s)),
        2 => (papers(), 0..5u8, 0..5u8).prop_map(|(p, a, r)| Step::Tags(p, a, r)),
        1 => (0..5u8, 0..5u8).prop_map(|(a, b)| Step::Rename(a, b)),
        1 => (0..5u8).prop_map(Step::DeleteTag),
        1 => (any::<u8>(), text()).prop_map(|(p, t)| Step::Why(p, t)),
        2 => (any::<u8>(), text(), any::<bool>()).prop_map(|(p, t, s)| Step::Note(p, t, s)),
        3 => (papers(), 0..5u8, any::<u8>()).prop_map(|(p, s, b)| Step::Queue(p, s, b)),
        1 => (0..30u8).prop_map(Step::Add),
        2 => (any::<u8>(), 0..30u8).prop_map(|(p, n)| Step::Edit(p, n)),
        2 => (papers(), prop::option::of(1..4u8)).prop_map(|(p, d)| Step::Snooze(p, d)),
        1 => (papers(), prop::option::of(1..4u8)).prop_map(|(p, d)| Step::Due(p, d)),
        1 => (1..4u8).prop_map(Step::QueueSize),
        1 => papers().prop_map(Step::Keep),
        1 => (0..5u8, prop::option::of(0..8u8)).prop_map(|(t, h)| Step::Hue(t, h)),
        2 => papers().prop_map(Step::Trash),
        1 => papers().prop_map(Step::PutBack),
        1 => Just(Step::EmptyTrash),
        1 => (any::<u8>(), 0..3u8).prop_map(|(p, k)| Step::Key(p, k)),
        3 => (any::<u8>(), any::<u8>(), any::<bool>()).prop_map(|(k, g, t)| Step::Merge(k, g, t)),
        2 => any::<u8>().prop_map(Step::Split),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Step::Different(a, b)),
        1 => any::<u8>().prop_map(Step::TakeBack),
        1 => (0..3u8, any::<bool>()).prop_map(|(f, w)| Step::Watch(f, w)),
        1 => prop::option::of(0..3u8).prop_map(Step::Mirror),
        1 => Just(Step::Reopen),
    ]
}

const TAGS: [&str; 5] = ["memory", "Memory", "field work", "ünïcode", "to read"];

fn pick(all: &[PaperId], numbers: &[u8]) -> Vec<PaperId> {
    let mut picked: Vec<PaperId> = Vec::new();
    for number in numbers {
        match all.get(usize::from(*number) % all.len().max(1)) {
            Some(paper) if !picked.contains(paper) => picked.push(*paper),
            Some(_) | None => {}
        }
    }
    picked
}

fn in_trash(test: &TestLibrary) -> Vec<PaperId> {
    let filter = Filter {
        is_trashed: true,
        ..Filter::default()
    };
    let snapshot = test.library.snapshot().unwrap();
    snapshot.ids(&filter, Sort::Trashed, 0, 1000).unwrap()
}

fn pick_of(test: &TestLibrary, number: u8, of: impl Fn(&Answer) -> Option<i64>) -> Option<i64> {
    let answered = test.library.snapshot().unwrap().answers(100).unwrap();
    let found: Vec<i64> = answered.iter().filter_map(of).collect();
    found.get(usize::from(number) % found.len().max(1)).copied()
}

/// A number stands for the same paper whenever it comes.
fn numbered(number: u8, has_abstract: bool) -> Candidate {
    let mut found = candidate(&format!("An invented study, number {number}, of rivers"));
    found.authors = vec![Author {
        family: format!("Roe{}", number % 3),
        given: "Ana".to_owned(),
    }];
    found.identifiers = vec![Identifier {
        scheme: Scheme::Doi,
        value: format!("10.5555/{}", number / 2),
    }];
    if has_abstract {
        found.abstract_text = Some(format!("{number} ").repeat(40) + "words that fill an abstract");
        found.year = Some(2026);
    }
    found
}

fn change_of(step: &Step, test: &TestLibrary, all: &[PaperId]) -> Option<Change> {
    let one = |number: u8| all.get(usize::from(number) % all.len().max(1)).copied();
    Some(match step {
        Step::Import(titles, state) => {
            // Some bring an abstract only later.
            let candidates = titles
                .iter()
                .enumerate()
                .map(|(place, number)| numbered(*number, place % 3 == 2))
                .collect();
            let given = Given {
                state: state.map(|number| State::ALL[usize::from(number)]),
                tags: vec![TAGS[0].to_owned()],
                why: None,
            };
            accept_import(candidates, given, OnDuplicate::Ask)
        }
        Step::State(papers, to) => Change::SetState {
            papers: pick(all, papers),
            to: State::ALL[usize::from(*to)],
        },
        Step::Star(papers, is_starred) => Change::SetStar {
            papers: pick(all, papers),
            is_starred: *is_starred,
        },
        Step::Tags(papers, add, remove) => Change::EditTags {
            papers: pick(all, papers),
            add: vec![TAGS[usize::from(*add)].to_owned()],
            remove: vec![TAGS[usize::from(*remove)].to_owned()],
        },
        Step::Rename(from, to) => Change::RenameTag {
            from: TAGS[usize::from(*from)].to_owned(),
            to: TAGS[usize::from(*to)].to_owned(),
        },
        Step::DeleteTag(tag) => Change::DeleteTag {
            tag: TAGS[usize::from(*tag)].to_owned(),
        },
        Step::Why(paper, why) => Change::SetWhy {
            paper: one(*paper)?,
            why: why.clone(),
        },
        Step::Note(paper, text, is_session) => Change::SetNote {
            paper: one(*paper)?,
            text: text.clone(),
            session: is_session.then(|| format!("session of {paper}")),
            base: None,
        },
        Step::Queue(papers, spot, before) => Change::PlaceInQueue {
            papers: pick(all, papers),
            spot: match spot {
                0 => QueueSpot::Top,
                1 => QueueSpot::End,
                2 => QueueSpot::Up,
                3 => QueueSpot::Down,
                _ => QueueSpot::Before(one(*before)?),
            },
        },
        Step::Add(number) => Change::AddPaper {
            entry: Box::new(Entry::new(numbered(*number, false))),
        },
        Step::Edit(paper, number) => Change::EditPaper {
            paper: one(*paper)?,
            entry: Box::new(Entry::new(numbered(*number, number % 2 == 0))),
            base: None,
        },
        Step::Snooze(papers, in_days) => Change::Snooze {
            papers: pick(all, papers),
            until: in_days.and_then(|n| test.today().plus_days(n.into())),
        },
        Step::Due(papers, in_days) => Change::SetDue {
            papers: pick(all, papers),
            on: in_days.and_then(|n| test.today().plus_days(n.into())),
        },
        Step::QueueSize(size) => Change::SetQueueSize {
            size: u32::from(*size),
        },
        Step::Keep(papers) => Change::KeepWaiting {
            papers: pick(all, papers),
        },
        Step::Hue(tag, hue) => Change::SetTagHue {
            tag: TAGS[usize::from(*tag)].to_owned(),
            hue: *hue,
        },
        Step::Trash(papers) => Change::MoveToTrash {
            papers: pick(all, papers),
        },
        Step::PutBack(papers) => Change::PutBack {
            papers: pick(&in_trash(test), papers),
        },
        Step::EmptyTrash => Change::EmptyTrash,
        Step::Key(paper, number) => Change::SetCitationKey {
            paper: one(*paper)?,
            key: format!("roe2026{number}"),
        },
        Step::Merge(keep, gone, takes_all) => Change::Merge {
            keep: one(*keep)?,
            gone: one(*gone)?,
            take: match takes_all {
                true => vec![FieldName::Title, FieldName::Authors, FieldName::Abstract],
                false => vec![],
            },
        },
        Step::Split(number) => Change::Split {
            merge: pick_of(test, *number, |answered| answered.merge)?,
        },
        Step::Different(one_of, other) => Change::AnswerDuplicate {
            one: one(*one_of)?,
            other: one(*other)?,
            verdict: DuplicateVerdict::Different,
        },
        Step::TakeBack(number) => Change::TakeBackAnswer {
            answer: pick_of(test, *number, |answered| Some(answered.answer))?,
        },
        Step::Watch(folder, true) => Change::WatchFolder {
            path: format!("/invented/{folder}"),
            existing: ExistingFiles::Take,
            in_place_of: None,
        },
        Step::Watch(folder, false) => Change::UnwatchFolder {
            path: format!("/invented/{folder}"),
        },
        Step::Mirror(folder) => Change::SetMirror {
            folder: folder.map(|folder| format!("/invented/{folder}")),
        },
        Step::Reopen => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_undone_one_by_one_gives_the_library_back(steps in prop::collection::vec(step(), 1..25)) {
        let mut test = TestLibrary::new();
        let mut before = Vec::new();
        for step in &steps {
            if matches!(step, Step::Reopen) {
                test = test.reopen();
                continue;
            }
            let all = test.library.snapshot()?.ids(&Default::default(), Default::default(), 0, 1000)?;
            let picture = test.picture();
            let Some(change) = change_of(step, &test, &all) else { continue };
            let is_session = matches!(&change, Change::SetNote { session: Some(_), .. });
            let applied = match test.library.apply(change, Actor::Window, &NoOversight) {
                Err(Error::NotQueued | Error::CannotSnooze | Error::PaperKnown { .. } | Error::CitationKeyTaken { .. }) => continue,
                applied => applied?,
            };
            prop_assert!(applied.seq.is_some() || picture == test.picture(), "no change, yet it differs");
            if applied.seq.is_some() {
                before.push((picture, is_session));
            }
        }
        // Sessions come back as one; their sequences are tried by themselves in `undo.rs`.
        prop_assume!(before.iter().filter(|(_, is_session)| *is_session).count() < 2);
        let end = test.picture();
        test = test.reopen();
        for (picture, _) in before.iter().rev() {
            let undone = test.library.undo(&WhatToUndo::Newest, false, Actor::Terminal, &NoOversight)?;
            prop_assert_eq!(undone.left.n(), 0);
            prop_assert!(&test.picture() == picture, "undo of {:?} left a difference", undone.change);
        }
        prop_assert!(test.library.undo(&WhatToUndo::Newest, false, Actor::Terminal, &NoOversight).is_err());
        for _ in &before {
            let redone = test.library.redo(Actor::Window, &NoOversight)?;
            prop_assert_eq!(redone.left.n(), 0);
        }
        prop_assert!(test.picture() == end, "redo brings back exactly what undo took out");
        // And once more: undo after redo.
        for (picture, _) in before.iter().rev() {
            test.library.undo(&WhatToUndo::Newest, false, Actor::Terminal, &NoOversight)?;
            prop_assert!(&test.picture() == picture);
        }
    }

    #[test]
    fn rows_undone_and_redone_in_any_order_end_without_an_error(
        steps in prop::collection::vec(step(), 1..16),
        picks in prop::collection::vec((any::<u8>(), any::<bool>()), 1..24),
    ) {
        let mut test = TestLibrary::new();
        for step in &steps {
            if matches!(step, Step::Reopen) {
                test = test.reopen();
                continue;
            }
            let all = test.library.snapshot()?.ids(&Default::default(), Default::default(), 0, 1000)?;
            if let Some(change) = change_of(step, &test, &all) {
                match test.library.apply(change, Actor::Window, &NoOversight) {
                    Ok(_) | Err(Error::NotQueued | Error::CannotSnooze | Error::PaperKnown { .. } | Error::CitationKeyTaken { .. }) => {}
                    Err(error) => prop_assert!(false, "{error}"),
                }
            }
        }
        for (pick, takes_marked) in picks {
            let newest = test.library.snapshot()?.newest_seq()?;
            let what = WhatToUndo::Change(i64::from(pick) % newest.max(1) + 1);
            match test.library.undo(&what, takes_marked, Actor::Window, &NoOversight) {
                Ok(_) | Err(Error::NothingToUndo | Error::Conflict { .. } | Error::NoSuchChange { .. }) => {}
                Err(error) => prop_assert!(false, "{what:?}: {error}"),
            }
            match test.library.redo(Actor::Window, &NoOversight) {
                Ok(_) | Err(Error::NothingToUndo | Error::Conflict { .. }) => {}
                Err(error) => prop_assert!(false, "redo after {what:?}: {error}"),
            }
            let n_broken: i64 = test.database().query_row(
                "SELECT (SELECT count(*) FROM pragma_foreign_key_check)
                      + (SELECT count(*) FROM papers WHERE id NOT IN (SELECT paper_id FROM marks))",
                [],
                |row| row.get(0),
            ).unwrap();
            prop_assert_eq!(n_broken, 0);
        }
    }
}
