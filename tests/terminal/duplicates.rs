use serde_json::json;

use crate::offprint::Offprint;

const PREPRINT: &str =
    "@article{a, title = {How Rivers Remember Their Floods}, author = {Roe, Ana}, year = {2025},
  eprint = {2601.90001}, archiveprefix = {arXiv}}\n";
const PUBLISHED: &str =
    "@article{b, title = {How Rivers Remember the Floods}, author = {Roe, Ana}, year = {2026},
  doi = {10.5555/rivers.7}}\n";

/// Two papers that may be the same: the one that was here first, and the other.
fn with_question() -> (Offprint, String, String) {
    let offprint = Offprint::new();
    offprint.import(&offprint.file("preprint.bib", PREPRINT));
    offprint.import(&offprint.file("published.bib", PUBLISHED));
    let ids = offprint.ids();
    (offprint, ids[1].clone(), ids[0].clone())
}

#[test]
fn open_questions_are_listed_with_the_reason_and_the_way_to_answer() {
    let (offprint, old, new) = with_question();
    let list = offprint.json(&["duplicates"]);
    assert_eq!(list["total"], 1);
    let question = &list["questions"][0];
    assert_eq!(question["paper"]["id"], new.as_str());
    assert_eq!(question["other"]["id"], old.as_str());
    assert_eq!(question["grounds"], "near_title");
    let words = offprint.run(&["duplicates"]).out;
    let way = format!("offprint duplicates --same {} {}", &old[..7], &new[..7]);
    assert!(words.contains(&way), "{words}");
    assert!(words.contains("nearly the same title"), "{words}");
}

#[test]
fn two_that_differ_are_not_asked_about_again() {
    let (offprint, old, new) = with_question();
    let answer = offprint.json(&["duplicates", "--different", &old, &new]);
    assert_eq!(answer, json!({ "change": 3, "n_papers": 2 }));
    assert_eq!(
        offprint.json(&["duplicates"]),
        json!({ "total": 0, "questions": [] })
    );
    let decided = offprint.json(&["duplicates", "--decided"]);
    assert_eq!(decided["answers"][0]["verdict"], "different");
    assert_eq!(
        offprint.json(&["history"])["changes"][0]["label"],
        "Kept “How Rivers Remember Their Floods” and “How Rivers Remember the Floods” apart"
    );
    offprint.json(&["undo"]);
    assert_eq!(offprint.json(&["duplicates"])["total"], 1);
}

#[test]
fn two_that_are_the_same_become_one_and_can_be_parted() {
    let (offprint, old, new) = with_question();
    offprint.json(&["note", &new, "--set", "Printed."]);
    offprint.json(&["duplicates", "--same", &old[..8], &new[..8]]);
    assert_eq!(offprint.ids(), [old.as_str()]);
    let kept = offprint.json(&["show", &old]);
    assert_eq!(kept["title"], "How Rivers Remember Their Floods");
    assert_eq!(kept["note"], "Printed.");
    assert_eq!(kept["identifiers"].as_array().unwrap().len(), 2);
    assert_eq!(kept["sightings"].as_array().unwrap().len(), 2);
    let words = offprint.run(&["duplicates", "--decided"]).out;
    assert!(words.contains("“How Rivers Remember the Floods"), "{words}");
    let again = offprint.file("again.bib", PUBLISHED.replace("Remember the", "Recall"));
    assert_eq!(offprint.import(&again)["imports"][0]["known"], 1);
    let parted = offprint.run(&["duplicates", "--split", &new[..8]]);
    assert_eq!(
        (parted.code, parted.out.as_str()),
        (0, "They are two papers again.\n")
    );
    assert_eq!(offprint.ids().len(), 2);
    let label = &offprint.json(&["history"])["changes"][0]["label"];
    assert!(
        label.as_str().unwrap().starts_with("Parted “How"),
        "{label}"
    );
    offprint.json(&["undo", "--steps", "2"]);
}

#[test]
fn what_is_one_paper_cannot_be_parted() {
    let (offprint, old, new) = with_question();
    for arguments in [
        &["duplicates", "--split", &old][..],
        &["duplicates", "--split", "0123456789"],
        &["duplicates", "--same", &old, "0123456789"],
    ] {
        offprint
            .run(&[arguments, &["--json"]].concat())
            .check_error(1, "not_found");
    }
    for arguments in [
        &["duplicates", "--same", &old][..],
        &["duplicates", "--same", &old, &new, "--decided"],
    ] {
        assert_eq!(offprint.run(arguments).code, 2);
    }
}
