use offprint_formats::candidate::Candidate;
use offprint_formats::fields::author::Author;
use offprint_formats::fields::identifier::{Identifier, Scheme};
use offprint_formats::fields::link::{Link, LinkKind};
use offprint_library::import::Grounds;
use offprint_library::snapshot::duplicates::OpenQuestion;
use offprint_library::testing::{TestLibrary, candidate, set_star, set_state};
use offprint_library::{
    Actor, Change, DuplicateVerdict, Error, FieldName, NoOversight, PaperId, State, WhatToUndo,
};

/// A preprint and what it became; the one says what the other does not.
fn preprint() -> Candidate {
    Candidate {
        authors: vec![author("Roe"), author("Quill")],
        year: Some(2025),
        abstract_text: Some("Rivers keep a record of their floods in their bends.".into()),
        identifiers: vec![identifier(Scheme::Arxiv, "2601.90001")],
        links: vec![link("https://example.org/preprint")],
        ..candidate("How Rivers Remember Their Floods")
    }
}

fn published() -> Candidate {
    Candidate {
        authors: vec![author("Roe"), author("Quill"), author("Marsh")],
        year: Some(2026),
        venue: Some("Journal of Invented Rivers".into()),
        identifiers: vec![identifier(Scheme::Doi, "10.5555/rivers.7")],
        links: vec![link("https://example.org/journal")],
        ..candidate("How Rivers Remember the Floods")
    }
}

fn author(family: &str) -> Author {
    Author {
        family: family.into(),
        given: "Ana".into(),
    }
}

fn identifier(scheme: Scheme, value: &str) -> Identifier {
    let value = value.into();
    Identifier { scheme, value }
}

fn link(url: &str) -> Link {
    Link {
        kind: LinkKind::Paper,
        url: url.into(),
    }
}

/// A library with both: the preprint came first.
fn with_two() -> (TestLibrary, PaperId, PaperId) {
    let test = TestLibrary::new();
    test.import_all(vec![preprint()]);
    test.clock.advance(60_000);
    test.import_all(vec![published()]);
    let papers = test.papers();
    (test, papers[1], papers[0])
}

fn merge(keep: PaperId, gone: PaperId, take: &[FieldName]) -> Change {
    Change::Merge {
        keep,
        gone,
        take: take.to_vec(),
    }
}

fn different(one: PaperId, other: PaperId) -> Change {
    Change::AnswerDuplicate {
        one,
        other,
        verdict: DuplicateVerdict::Different,
    }
}

fn split(test: &TestLibrary) -> Change {
    Change::Split {
        merge: test.snapshot().answers(1).unwrap()[0].merge.unwrap(),
    }
}

fn note(paper: PaperId, text: &str) -> Change {
    Change::SetNote {
        paper,
        text: text.to_owned(),
        session: None,
        base: None,
    }
}

fn why(paper: PaperId, why: &str) -> Change {
    Change::SetWhy {
        paper,
        why: why.to_owned(),
    }
}

fn tag(paper: PaperId, tag: &str) -> Change {
    Change::EditTags {
        papers: vec![paper],
        add: vec![tag.to_owned()],
        remove: vec![],
    }
}

#[track_caller]
fn undo(test: &TestLibrary) {
    let undone = test
        .library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(undone.left.n(), 0);
}

fn open_questions(test: &TestLibrary) -> Vec<OpenQuestion> {
    let snapshot = test.snapshot();
    let questions = snapshot.open_questions(100).unwrap();
    assert_eq!(
        snapshot.counts(test.today()).unwrap().duplicates,
        questions.len()
    );
    questions
}

/// All that the library says of a paper, in a few lines.
#[track_caller]
fn show(test: &TestLibrary, paper: PaperId) -> String {
    let paper = test.snapshot().paper(paper).unwrap().unwrap();
    let row = &paper.row;
    let authors: Vec<&str> = row.authors.iter().map(|a| a.family.as_str()).collect();
    let named: Vec<&str> = paper.identifiers.iter().map(|i| i.value.as_str()).collect();
    format!(
        "{} | {} | {:?} | {:?} | {} | {} | {} links | {} sightings\n{:?}{} | {:?} | {:?} | {:?}",
        row.title,
        authors.join(", "),
        row.year,
        row.venue,
        named.join(", "),
        paper.abstract_text.is_some(),
        paper.links.len(),
        paper.sightings.len(),
        row.state,
        if row.is_starred { "*" } else { "" },
        row.tags,
        row.why,
        paper.note,
    )
}

#[test]
fn a_question_stays_open_until_it_is_answered() {
    let (test, old, new) = with_two();
    let questions = open_questions(&test);
    assert_eq!(questions.len(), 1);
    assert_eq!((questions[0].paper.id, questions[0].other.id), (new, old));
    assert_eq!(questions[0].grounds, Grounds::NearTitle);
    assert_eq!(questions[0].asked_at, test.library.clock().now());
    test.apply(different(old, new));
    assert_eq!(open_questions(&test), []);
    let answered = test.snapshot().answers(10).unwrap();
    assert_eq!(answered[0].verdict, DuplicateVerdict::Different);
    assert_eq!(answered[0].other.as_ref().unwrap().id, new);
    assert_eq!(test.apply(different(new, old)).seq, None, "answered before");
    undo(&test);
    assert_eq!(open_questions(&test), questions);
    assert_eq!(test.snapshot().answers(10).unwrap(), []);
}

#[test]
fn an_answer_that_is_taken_back_opens_the_question_again() {
    let (test, old, new) = with_two();
    test.apply(different(old, new));
    let answer = test.snapshot().answers(1).unwrap()[0].answer;
    test.apply(Change::TakeBackAnswer { answer });
    let questions = open_questions(&test);
    assert_eq!(questions[0].grounds, Grounds::NearTitle);
    let again = Change::TakeBackAnswer { answer };
    assert_eq!(test.apply(again).seq, None);
    undo(&test);
    assert_eq!(open_questions(&test), []);
}

#[test]
fn a_question_about_a_paper_in_the_trash_waits_there_with_it() {
    let (test, old, _) = with_two();
    let papers = vec![old];
    test.apply(Change::MoveToTrash {
        papers: papers.clone(),
    });
    assert_eq!(open_questions(&test), []);
    test.apply(Change::PutBack { papers });
    assert_eq!(open_questions(&test).len(), 1);
}

#[test]
fn of_two_that_are_the_same_one_gets_what_it_lacked_and_keeps_what_it_had() {
    let (test, old, new) = with_two();
    let before = test.picture();
    test.apply(merge(old, new, &[]));
    assert_eq!(test.papers(), [old]);
    assert_eq!(
        show(&test, old),
        "How Rivers Remember Their Floods | Roe, Quill | Some(2025) | Some(\"Journal of Invented Rivers\") \
         | 2601.90001, 10.5555/rivers.7 | true | 2 links | 2 sightings\nInbox | [] | None | None"
    );
    assert_eq!(open_questions(&test), []);
    let after = test.picture();
    let test = test.reopen();
    undo(&test);
    assert_eq!(test.picture(), before);
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    assert_eq!(test.picture(), after);
}

#[test]
fn what_is_taken_goes_before_what_the_kept_one_says() {
    let (test, old, new) = with_two();
    let before = test.picture();
    let take = [
        FieldName::Title,
        FieldName::Authors,
        FieldName::Year,
        FieldName::Abstract,
    ];
    test.apply(merge(old, new, &take));
    assert_eq!(
        show(&test, old),
        "How Rivers Remember the Floods | Roe, Quill, Marsh | Some(2026) | Some(\"Journal of Invented Rivers\") \
         | 2601.90001, 10.5555/rivers.7 | true | 2 links | 2 sightings\nInbox | [] | None | None"
    );
    undo(&test);
    assert_eq!(test.picture(), before);
}

#[test]
fn all_that_the_person_wrote_on_either_is_on_the_one_that_stays() {
    let (test, old, new) = with_two();
    test.apply(tag(old, "rivers"));
    test.apply(tag(new, "Rivers"));
    test.apply(tag(new, "to cite"));
    test.apply(set_star(&[new]));
    test.apply(note(old, "Bends fade."));
    test.apply(note(new, "# Marsh\n\nThe third author did the sand."));
    test.apply(why(old, "compare with ours"));
    test.apply(why(new, "the printed one"));
    test.apply(set_state(&[old], State::Skimmed));
    test.apply(set_state(&[new], State::Read));
    let before = test.picture();
    test.apply(merge(old, new, &[]));
    let shown = show(&test, old);
    let marks = shown.lines().nth(1).unwrap();
    assert_eq!(
        marks,
        "Read* | [\"rivers\", \"to cite\"] | Some(\"compare with ours\") \
         | Some(\"Bends fade.\\n\\n# Marsh\\n\\nThe third author did the sand.\\n\\n> the printed one\")"
    );
    undo(&test);
    assert_eq!(test.picture(), before);
}

#[test]
fn the_further_state_stays_with_its_place_in_the_queue() {
    for (kept, gone, after) in [
        (State::Inbox, State::Queued, State::Queued),
        (State::Queued, State::Dropped, State::Queued),
        (State::Dropped, State::Inbox, State::Inbox),
        (State::Reading, State::Queued, State::Reading),
        (State::Skimmed, State::Reading, State::Skimmed),
    ] {
        let (test, old, new) = with_two();
        test.apply(set_state(&[old], kept));
        test.apply(set_state(&[new], gone));
        test.apply(merge(old, new, &[]));
        let row = &test.snapshot().rows_of(&[old]).unwrap()[0];
        assert_eq!(row.state, after, "{kept:?} and {gone:?}");
        let is_queued = after == State::Queued;
        assert_eq!(test.queue().contains(&old), is_queued);
        assert_eq!(row.finished_at.is_some(), after.is_finished());
    }
}

#[test]
fn two_that_were_made_one_are_two_again() {
    let (test, old, new) = with_two();
    test.apply(tag(new, "to cite"));
    test.apply(note(new, "Printed."));
    let (first, second) = (show(&test, old), show(&test, new));
    test.apply(merge(old, new, &[FieldName::Title, FieldName::Authors]));
    test.apply(set_state(&[old], State::Queued));
    let merged = test.picture();
    test.apply(split(&test));
    assert_eq!(show(&test, new), second, "the one that went is as it was");
    let facts = |shown: &str| shown.lines().next().unwrap().to_owned();
    assert_eq!(facts(&show(&test, old)), facts(&first));
    assert!(
        show(&test, old).contains("Queued | [\"to cite\"] | None | Some(\"Printed.\")"),
        "the person's marks stay on both"
    );
    assert_eq!(open_questions(&test), [], "it is not asked again");
    let answered = test.snapshot().answers(10).unwrap();
    assert_eq!(answered.len(), 1);
    assert_eq!(answered[0].verdict, DuplicateVerdict::Different);
    undo(&test);
    assert_eq!(test.picture(), merged);
}

#[test]
fn a_fact_that_changed_since_the_merge_stays_when_the_two_are_parted() {
    let (test, old, new) = with_two();
    test.apply(merge(old, new, &[FieldName::Year]));
    // A later source brings an identifier to what is one paper now.
    let mut again = published();
    again
        .identifiers
        .push(identifier(Scheme::Arxiv, "2601.90007"));
    let import = test.import_all(vec![again]);
    assert_eq!(import.numbers.known, 1, "what went is found where it went");
    test.apply(split(&test));
    assert!(show(&test, old).contains("2601.90001, 2601.90007"));
    assert!(show(&test, new).contains("10.5555/rivers.7"));
}

#[test]
fn a_paper_that_swallowed_another_can_go_into_a_third_and_all_can_be_parted() {
    let (test, old, new) = with_two();
    test.import("A Third View of the Rivers and Floods");
    let third = test.papers()[0];
    let before = (show(&test, old), show(&test, new), show(&test, third));
    test.apply(merge(old, new, &[]));
    test.apply(merge(third, old, &[]));
    assert_eq!(test.papers(), [third]);
    let first_merge = test.snapshot().answers(10).unwrap()[1].merge.unwrap();
    test.apply(Change::Split { merge: first_merge });
    assert_eq!(show(&test, new), before.1);
    test.apply(split_of(&test));
    // It went into the third with the venue that it had learned by then.
    let venue = "Some(\"Journal of Invented Rivers\")";
    assert_eq!(show(&test, old), before.0.replacen("None", venue, 1));
    assert_eq!(show(&test, third).lines().next(), before.2.lines().next());
}

fn split_of(test: &TestLibrary) -> Change {
    let answered = test.snapshot().answers(10).unwrap();
    Change::Split {
        merge: answered.iter().find_map(|answer| answer.merge).unwrap(),
    }
}

#[test]
fn questions_and_answers_about_the_one_that_goes_move_over() {
    let (test, old, new) = with_two();
    test.import("A Third View of the Rivers and Floods");
    let third = test.papers()[0];
    test.apply(different(new, third));
    test.apply(merge(third, old, &[]));
    let questions = open_questions(&test);
    assert_eq!((questions[0].paper.id, questions[0].other.id), (new, third));
    test.apply(merge(third, new, &[]));
    assert_eq!(open_questions(&test), []);
    let verdicts: Vec<DuplicateVerdict> = test
        .snapshot()
        .answers(10)
        .unwrap()
        .into_iter()
        .map(|answered| answered.verdict)
        .collect();
    assert_eq!(verdicts, [DuplicateVerdict::Same; 2]);
}

#[test]
fn what_stays_is_in_the_library_if_one_of_the_two_was() {
    let (test, old, new) = with_two();
    test.apply(Change::MoveToTrash { papers: vec![old] });
    test.apply(merge(old, new, &[]));
    assert_eq!(test.papers(), [old]);
    undo(&test);
    assert_eq!(test.papers(), [new]);
    test.apply(Change::PutBack { papers: vec![old] });
    test.apply(Change::MoveToTrash { papers: vec![new] });
    test.apply(merge(old, new, &[]));
    assert_eq!(test.papers(), [old]);
}

#[test]
fn a_merge_is_not_done_again_over_what_was_written_since() {
    let (test, old, new) = with_two();
    test.apply(merge(old, new, &[]));
    let undone = test
        .library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    test.apply(tag(new, "kept apart"));
    let before = test.picture();
    let what = WhatToUndo::Change(undone.seqs[0]);
    let again = test.library.undo(&what, false, Actor::Window, &NoOversight);
    assert!(matches!(again, Err(Error::Conflict { .. })));
    assert_eq!(test.picture(), before);
}

#[test]
fn an_undone_import_keeps_a_paper_into_which_another_went() {
    let (test, old, new) = with_two();
    test.apply(merge(old, new, &[]));
    let undone = test
        .library
        .undo(&WhatToUndo::Change(1), false, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!((undone.n_removed, undone.n_kept), (0, 1));
    assert_eq!(test.papers(), [old]);
}

#[test]
fn an_import_is_undone_whole_once_its_papers_are_as_it_brought_them() {
    let test = TestLibrary::new();
    let before = test.picture();
    test.import_all(vec![preprint(), published()]);
    let papers = test.papers();
    test.apply(merge(papers[0], papers[1], &[]));
    test.apply(split(&test));
    for _ in 0..3 {
        undo(&test);
    }
    assert_eq!(test.picture(), before);
}

#[test]
fn one_paper_is_not_merged_with_itself_and_what_is_one_cannot_be_parted() {
    let (test, old, _) = with_two();
    assert_eq!(test.apply(merge(old, old, &[])).seq, None);
    assert_eq!(test.apply(different(old, old)).seq, None);
    let refused = test
        .library
        .apply(Change::Split { merge: 7 }, Actor::Window, &NoOversight);
    assert!(matches!(refused, Err(Error::NotMerged)));
}

#[test]
fn a_merge_is_found_by_the_paper_that_went_and_by_the_one_that_stays() {
    let (test, old, new) = with_two();
    let snapshot = test.snapshot();
    let uid = |paper| snapshot.uid_of(paper).unwrap().unwrap().to_string();
    let (stays, goes) = (uid(old), uid(new));
    assert!(matches!(
        test.snapshot().resolve_merge(&stays),
        Err(Error::NotMerged)
    ));
    test.apply(merge(old, new, &[]));
    let answered = &test.snapshot().answers(1).unwrap()[0];
    assert_eq!(
        answered.gone_title.as_deref(),
        Some("How Rivers Remember the Floods")
    );
    let merge = answered.merge.unwrap();
    assert_eq!(test.snapshot().resolve_merge(&goes[..8]).unwrap(), merge);
    assert_eq!(test.snapshot().resolve_merge(&stays).unwrap(), merge);
}
