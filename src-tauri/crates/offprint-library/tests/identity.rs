//! Identity against a library that is on disk: what was kept must judge like what was read.

use offprint_formats::candidate::Candidate;
use offprint_formats::fields::author::Author;
use offprint_library::import::Outcome;
use offprint_library::testing::{TestLibrary, candidate};

fn by(family: &str, title: &str) -> Candidate {
    let author = Author {
        family: family.to_owned(),
        given: "I.".to_owned(),
    };
    Candidate {
        authors: vec![author],
        ..candidate(title)
    }
}

#[track_caller]
fn check(kept: Candidate, asked: Candidate, expected: Outcome) {
    let test = TestLibrary::new();
    test.import_all(vec![kept]);
    let test = test.reopen();
    assert_eq!(test.import_all(vec![asked]).papers[0].outcome, expected);
}

#[test]
fn accents_case_and_tex_do_not_make_another_paper() {
    check(
        candidate("Größe und Maß in $\\mu$LO"),
        candidate("GROSSE UND MASS IN μLO"),
        Outcome::Known,
    );
}

#[test]
fn a_typo_with_the_same_author_is_a_possible_duplicate() {
    let title = "A Field Guide to Silent Divergence";
    check(
        by("Haugen", title),
        by("Haugen", "A Feild Guide to Silent Divergence"),
        Outcome::Possible,
    );
    check(
        by("Haugen", title),
        by("Torvik", "A Feild Guide to Silent Divergence"),
        Outcome::New,
    );
}

#[test]
fn a_subtitle_more_or_less_is_a_possible_duplicate() {
    let title = "A Field Guide to Silent Divergence";
    let longer = "A Field Guide to Silent Divergence: What Logs Do Not Show";
    check(by("Haugen", title), by("Haugen", longer), Outcome::Possible);
    check(by("Haugen", longer), by("Haugen", title), Outcome::Possible);
}

/// What a digest tells of a paper.
fn in_digest(title: &str) -> Candidate {
    Candidate {
        abstract_text: Some("We follow loose gravel through forty invented rivers.".into()),
        ..candidate(title)
    }
}

#[test]
fn a_title_that_differs_a_little_is_asked_about_where_a_digest_has_no_authors() {
    let digest = in_digest("Modelling the Behaviour of Gravel in Braided Rivers");
    let reference = by(
        "Haugen",
        "Modeling the Behavior of Gravel in Braided Rivers",
    );
    check(digest.clone(), reference.clone(), Outcome::Possible);
    check(reference, digest, Outcome::Possible);
}

#[test]
fn the_parts_of_a_series_are_papers_of_their_own() {
    let [one, two] = ["I", "II"].map(|part| format!("The Sediment Budget of Rivers, Part {part}"));
    check(by("Haugen", &one), by("Haugen", &two), Outcome::New);
    check(in_digest(&one), by("Haugen", &two), Outcome::New);
}
