//! Papers that the person adds, and details that the person edits.

use offprint_formats::candidate::Candidate;
use offprint_formats::fields::author::Author;
use offprint_formats::fields::identifier::Identifier;
use offprint_formats::fields::link::Link;
use offprint_library::import::{Entry, Outcome};
use offprint_library::snapshot::paper::WholePaper;
use offprint_library::testing::{TestLibrary, candidate, set_state};
use offprint_library::{
    Actor, Change, ChangeKind, Error, NoOversight, PaperId, Result, State, WhatToUndo,
};

use crate::THREE;

const RIVERS: &str = "How Rivers Remember Their Floods";

fn of(title: &str, doi: &str) -> Candidate {
    let mut found = candidate(title);
    found.authors = Author::parse("Ana Roe", offprint_formats::clean::Dialect::Plain)
        .into_iter()
        .collect();
    found.identifiers = Identifier::doi(doi).into_iter().collect();
    found.year = Some(2026);
    found
}

fn add(test: &TestLibrary, candidate: Candidate) -> Result<PaperId> {
    let change = Change::AddPaper {
        entry: Box::new(Entry::new(candidate)),
    };
    let applied = test.library.apply(change, Actor::Window, &NoOversight)?;
    let uid = applied.paper.expect("it names what it added");
    test.snapshot().resolve_paper(uid.as_str())
}

fn edit(test: &TestLibrary, paper: PaperId, candidate: Candidate) -> Result<Option<i64>> {
    edit_from(test, paper, None, candidate)
}

fn edit_from(
    test: &TestLibrary,
    paper: PaperId,
    base: Option<Candidate>,
    candidate: Candidate,
) -> Result<Option<i64>> {
    let change = Change::EditPaper {
        paper,
        entry: Box::new(Entry::new(candidate)),
        base: base.map(Box::new),
    };
    let applied = test.library.apply(change, Actor::Window, &NoOversight)?;
    Ok(applied.seq)
}

fn paper(test: &TestLibrary, id: PaperId) -> WholePaper {
    test.snapshot().paper(id).unwrap().expect("it is there")
}

fn undo(test: &TestLibrary) {
    let undone = test
        .library
        .undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)
        .unwrap();
    assert_eq!(undone.left.n(), 0);
}

#[test]
fn a_paper_is_added_undone_and_brought_back_with_its_id() {
    let test = TestLibrary::new();
    test.import(THREE);
    let before = test.picture();
    let id = add(&test, of("A Study of Kelp and Tides", "10.5555/kelp")).unwrap();
    let added = paper(&test, id);
    assert_eq!(added.row.state, State::Inbox);
    assert_eq!(added.row.authors[0].family, "Roe");
    assert_eq!(added.citation_key.as_deref(), Some("roe2026study"));
    assert_eq!(added.changes[0].kind, ChangeKind::AddPaper);
    assert_eq!(test.papers()[0], id, "it is the newest");
    let after = test.picture();
    undo(&test);
    assert!(test.picture() == before);
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    assert!(test.picture() == after);
}

#[test]
fn a_paper_that_is_here_is_named_and_not_added() {
    let test = TestLibrary::new();
    test.import(THREE);
    let here = test.papers()[0];
    let refused = |candidate| match add(&test, candidate) {
        Err(Error::PaperKnown {
            uid, is_trashed, ..
        }) => (test.snapshot().resolve_paper(&uid).unwrap(), is_trashed),
        other => panic!("{other:?}"),
    };
    let title = paper(&test, here).title;
    assert_eq!(refused(candidate(&title)), (here, false));
    test.apply(Change::MoveToTrash { papers: vec![here] });
    assert_eq!(refused(candidate(&title)), (here, true));
    let kelp = add(&test, of("A Study of Kelp", "10.5555/kelp")).unwrap();
    assert_eq!(
        refused(of("A Study of Kelp", "10.5555/kelp")),
        (kelp, false)
    );
    assert!(matches!(
        add(&test, Candidate::default()),
        Err(Error::Nameless)
    ));
}

#[test]
fn a_paper_that_may_be_here_comes_in_with_a_question() {
    let test = TestLibrary::new();
    let first = add(&test, candidate("Editorial")).unwrap();
    let second = add(&test, candidate("Editorial")).unwrap();
    let open = test.snapshot().open_questions(10).unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].paper.id, open[0].other.id), (second, first));
}

#[test]
fn an_import_knows_what_was_added_and_gives_it_what_it_lacks() {
    let test = TestLibrary::new();
    let mut by_hand = candidate(RIVERS);
    by_hand.venue = Some("Journal of Rivers".into());
    let id = add(&test, by_hand).unwrap();
    let mut found = of(RIVERS, "10.5555/rivers");
    found.venue = Some("Another Journal".into());
    let import = test.import_all(vec![found]);
    assert_eq!(import.papers[0].outcome, Outcome::Known);
    let known = paper(&test, id);
    assert_eq!(known.row.venue.as_deref(), Some("Journal of Rivers"));
    assert_eq!(known.identifiers.len(), 1);
    // It is what the import shows, too; the adding cannot be undone without that.
    let what = WhatToUndo::Change(1);
    let torn = test.library.undo(&what, false, Actor::Window, &NoOversight);
    assert!(matches!(torn, Err(Error::Conflict { .. })));
}

#[test]
fn what_was_edited_stays_and_what_was_taken_away_does_not_come_back() {
    let test = TestLibrary::new();
    let mut found = of(RIVERS, "10.5555/wrong");
    found.venue = Some("A Wrong Journal".into());
    found.links = Link::parse("https://rivers.example/old")
        .into_iter()
        .collect();
    test.import_all(vec![found.clone()]);
    let id = test.papers()[0];
    let before = test.picture();
    let mut edited = of("How Rivers Remember Their Floods", "10.5555/right");
    edited.authors.extend(Author::group("The River Group"));
    edited.year = Some(2025);
    assert!(edit(&test, id, edited.clone()).unwrap().is_some());
    assert_eq!(edit(&test, id, edited).unwrap(), None, "it is so already");
    test.import_all(vec![found.clone()]);
    let now = paper(&test, id);
    assert_eq!((now.row.venue, now.row.year), (None, Some(2025)));
    assert_eq!(now.row.authors.len(), 2);
    assert!(now.links.is_empty());
    let values: Vec<&str> = now.identifiers.iter().map(|it| &*it.value).collect();
    assert_eq!(values, ["10.5555/right"]);
    // What is given again is lacking no more, and may be filled once more when it goes.
    undo(&test);
    undo(&test);
    assert!(test.picture() == before);
    test.library.redo(Actor::Window, &NoOversight).unwrap();
    edit(&test, id, found.clone()).unwrap();
    assert_eq!(
        paper(&test, id).row.venue.as_deref(),
        Some("A Wrong Journal")
    );
}

#[test]
fn an_edit_that_makes_a_paper_another_is_refused_or_asked_about() {
    let test = TestLibrary::new();
    let one = add(&test, of("A Study of Kelp and Tides", "10.5555/kelp")).unwrap();
    let two = add(&test, of("On Sand", "10.5555/sand")).unwrap();
    let before = test.picture();
    let refused = edit(&test, two, of("On Sand", "10.5555/kelp"));
    // Another title under the same identifier, by the same author: the same work.
    assert!(matches!(refused, Err(Error::PaperKnown { .. })));
    assert!(test.picture() == before);
    edit(&test, two, candidate("A Study of Kelp and Winds")).unwrap();
    assert_eq!(test.snapshot().open_questions(9).unwrap().len(), 0);
    edit(
        &test,
        two,
        of("A Study of Kelps and Tides", "10.5555/other"),
    )
    .unwrap();
    let open = test.snapshot().open_questions(9).unwrap();
    assert_eq!((open[0].paper.id, open[0].other.id), (two, one));
    edit(&test, two, of("A Study of Kelp and Tide", "10.5555/other")).unwrap();
    assert_eq!(test.snapshot().open_questions(9).unwrap().len(), 1);
    // What concerns neither title nor identifier asks nothing.
    let mut same = of("A Study of Kelp and Tides", "10.5555/kelp");
    same.venue = Some("Kelp Letters".into());
    edit(&test, one, same).unwrap();
    assert_eq!(test.snapshot().open_questions(9).unwrap().len(), 1);
}

#[test]
fn an_added_paper_that_was_worked_on_is_not_torn_away() {
    let test = TestLibrary::new();
    let id = add(&test, candidate(RIVERS)).unwrap();
    test.apply(set_state(&[id], State::Queued));
    let refused = test
        .library
        .undo(&WhatToUndo::Change(1), false, Actor::Window, &NoOversight);
    assert!(matches!(refused, Err(Error::Conflict { .. })));
    assert_eq!(paper(&test, id).row.state, State::Queued);
}

#[test]
fn what_an_import_fills_while_the_person_writes_stays() {
    let test = TestLibrary::new();
    let base = of(RIVERS, "10.5555/rivers");
    let id = add(&test, base.clone()).unwrap();
    let mut found = base.clone();
    found.venue = Some("Journal of Rivers".into());
    found.abstract_text = Some("Floods leave traces.".into());
    found.identifiers.extend(Identifier::arxiv("2401.00001"));
    found.links = Link::parse("https://rivers.example/floods")
        .into_iter()
        .collect();
    test.import_all(vec![found.clone()]);
    let mut written = base.clone();
    written.year = Some(2025);
    written.links = Link::parse("https://rivers.example/mine")
        .into_iter()
        .collect();
    edit_from(&test, id, Some(base), written).unwrap();
    let now = paper(&test, id);
    assert_eq!(now.row.year, Some(2025));
    assert_eq!(now.row.venue.as_deref(), Some("Journal of Rivers"));
    assert_eq!(now.abstract_text.as_deref(), Some("Floods leave traces."));
    assert_eq!((now.identifiers.len(), now.links.len()), (2, 2));
}

#[test]
fn what_was_taken_away_by_the_person_alone_is_gone_for_good() {
    let test = TestLibrary::new();
    let mut base = of(RIVERS, "10.5555/rivers");
    base.venue = Some("A Wrong Journal".into());
    let id = add(&test, base.clone()).unwrap();
    let mut found = base.clone();
    found.abstract_text = Some("Floods leave traces.".into());
    test.import_all(vec![found.clone()]);
    let mut written = base.clone();
    written.venue = None;
    written.identifiers.clear();
    edit_from(&test, id, Some(base), written).unwrap();
    test.import_all(vec![found]);
    let now = paper(&test, id);
    assert_eq!(now.row.venue, None);
    assert!(now.identifiers.is_empty());
    assert_eq!(now.abstract_text.as_deref(), Some("Floods leave traces."));
}

#[test]
fn what_another_changed_meanwhile_is_not_written_over() {
    let test = TestLibrary::new();
    let base = of(RIVERS, "10.5555/rivers");
    let id = add(&test, base.clone()).unwrap();
    let with = |venue: &str, doi: &str| {
        let mut written = of(RIVERS, doi);
        written.venue = Some(venue.into());
        written
    };
    edit(&test, id, with("Journal of Rivers", "10.5555/other")).unwrap();
    let before = test.picture();
    let from_base = |written| edit_from(&test, id, Some(base.clone()), written);
    let refused = from_base(with("Journal of Floods", "10.5555/rivers"));
    assert!(matches!(refused, Err(Error::FactsDiffer)));
    let refused = from_base(of(RIVERS, "10.5555/third"));
    assert!(matches!(refused, Err(Error::FactsDiffer)));
    assert!(test.picture() == before);
    // Who wrote the same is not refused.
    let same = from_base(with("Journal of Rivers", "10.5555/other"));
    assert_eq!(same.unwrap(), None);
}
