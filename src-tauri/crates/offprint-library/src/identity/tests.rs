use offprint_formats::candidate::Candidate;
use offprint_formats::fields::author::Author;
use offprint_formats::fields::identifier::{Identifier, Scheme};

use super::Grounds::{IdentifierOnly, NearTitle, TitleOnly};
use super::Verdict::{Different, Possible, Same};
use super::*;
use crate::testing::candidate;

fn by(families: &[&str], mut candidate: Candidate) -> Candidate {
    let author = |family: &&str| Author {
        family: (*family).to_owned(),
        given: String::new(),
    };
    candidate.authors = families.iter().map(author).collect();
    candidate
}

fn with(scheme: Scheme, value: &str, mut candidate: Candidate) -> Candidate {
    candidate.identifiers.push(Identifier {
        scheme,
        value: value.to_owned(),
    });
    candidate
}

fn in_year(year: i32, mut candidate: Candidate) -> Candidate {
    candidate.year = Some(year);
    candidate
}

#[track_caller]
fn check(one: &Candidate, other: &Candidate, expected: Verdict) {
    let ((one, _), (other, _)) = (Traits::of(one), Traits::of(other));
    assert_eq!(judge(one.view(), other.view()), expected);
    assert_eq!(
        judge(other.view(), one.view()),
        expected,
        "the other way round"
    );
}

#[test]
fn a_title_matches_whatever_its_case_and_punctuation() {
    check(
        &candidate("Folding Gradients in Deep Stacks"),
        &candidate("FOLDING GRADIENTS, in deep stacks."),
        Same(Grounds::Title),
    );
    check(
        &candidate("Folding Gradients in Deep Stacks"),
        &candidate("Folding Gradients in Flat Stacks"),
        Different,
    );
}

#[test]
fn a_shared_identifier_is_the_same_paper_whatever_the_title() {
    let preprint = with(
        Scheme::Arxiv,
        "2607.90012",
        candidate("Folding Gradients in Deep Stacks"),
    );
    let published = with(
        Scheme::Arxiv,
        "2607.90012",
        candidate("Folding Gradients in Deep Stacks, Revisited"),
    );
    check(&preprint, &published, Same(Grounds::Identifier));
}

#[test]
fn a_shared_identifier_with_an_unlike_title_and_no_author_in_common_is_asked_about() {
    let one = by(
        &["Okonjo"],
        with(
            Scheme::Doi,
            "10.5555/1",
            candidate("Folding Gradients in Deep Stacks"),
        ),
    );
    let other = by(
        &["Petrosyan"],
        with(
            Scheme::Doi,
            "10.5555/1",
            candidate("On the Growth of Mosses in Winter"),
        ),
    );
    check(&one, &other, Possible(IdentifierOnly));
}

#[test]
fn a_short_title_alone_is_asked_about() {
    check(
        &candidate("Editorial"),
        &candidate("Editorial"),
        Possible(TitleOnly),
    );
    check(
        &by(&["Haugen"], candidate("Reply")),
        &by(&["Haugen"], candidate("Reply")),
        Same(Grounds::Title),
    );
}

#[test]
fn different_dois_authors_or_years_contradict_a_same_title() {
    let title = "A Field Guide to Silent Divergence";
    let with_doi = |doi| with(Scheme::Doi, doi, candidate(title));
    check(
        &with_doi("10.5555/1"),
        &with_doi("10.5555/2"),
        Possible(TitleOnly),
    );
    check(
        &by(&["Haugen"], candidate(title)),
        &by(&["Torvik"], candidate(title)),
        Possible(TitleOnly),
    );
    check(
        &in_year(2020, candidate(title)),
        &in_year(2023, candidate(title)),
        Possible(TitleOnly),
    );
    check(
        &in_year(2020, candidate(title)),
        &in_year(2022, candidate(title)),
        Same(Grounds::Title),
    );
}

#[test]
fn a_typo_or_a_subtitle_is_asked_about_where_an_author_fits() {
    let title = "A Field Guide to Silent Divergence";
    let typo = "A Feild Guide to Silent Divergence";
    let longer = "A Field Guide to Silent Divergence: What Logs Do Not Show";
    check(
        &by(&["Haugen"], candidate(title)),
        &by(&["Haugen"], candidate(typo)),
        Possible(NearTitle),
    );
    check(
        &by(&["Haugen"], candidate(title)),
        &by(&["Haugen"], candidate(longer)),
        Possible(NearTitle),
    );
    check(
        &by(&["Haugen"], candidate(title)),
        &by(&["Torvik"], candidate(typo)),
        Different,
    );
}

#[test]
fn a_number_is_no_typo_whoever_wrote_both() {
    for [one, other] in [
        [
            "The Sediment Budget of Braided Rivers, Part I",
            "The Sediment Budget of Braided Rivers, Part II",
        ],
        [
            "Report of the Invented Survey of Rivers 2019",
            "Report of the Invented Survey of Rivers 2020",
        ],
        [
            "Tracking Sediment Plumes in 2D",
            "Tracking Sediment Plumes in 3D",
        ],
    ] {
        let of = |title| by(&["Haugen"], candidate(title));
        check(&of(one), &of(other), Different);
    }
}

/// As a digest tells of a paper: an abstract and no authors.
fn in_digest(title: &str) -> Candidate {
    Candidate {
        abstract_text: Some("We follow loose gravel through forty invented rivers.".into()),
        ..candidate(title)
    }
}

/// As a bibliography does: authors, a year and no abstract.
fn in_bibliography(title: &str) -> Candidate {
    in_year(2025, by(&["Haugen", "Okonjo"], candidate(title)))
}

#[test]
fn where_only_titles_can_be_compared_a_typo_or_a_subtitle_is_asked_about() {
    for [one, other] in [
        [
            "Modelling the Behaviour of Gravel in Braided Rivers",
            "Modeling the Behavior of Gravel in Braided Rivers",
        ],
        [
            "Sediment Transport in Braided River Networks",
            "Sediment Transprot in Braided River Networks",
        ],
        [
            "Sediment Transport in a Braided River Network",
            "Sediment Transport in Braided River Networks",
        ],
        [
            "Learned Priors for Gravel Bed Datasets",
            "Learned Priors for a Gravel-Bed Data Set",
        ],
        [
            "Gravel Remembers the Flood",
            "Gravel Remembers the Flood: Evidence from Forty Rivers",
        ],
    ] {
        check(
            &in_digest(one),
            &in_bibliography(other),
            Possible(NearTitle),
        );
        check(
            &in_digest(other),
            &in_bibliography(one),
            Possible(NearTitle),
        );
    }
}

#[test]
fn where_only_titles_can_be_compared_other_words_are_other_papers() {
    for [one, other] in [
        [
            "The Sediment Budget of Braided Rivers, Part I",
            "The Sediment Budget of Braided Rivers, Part II",
        ],
        [
            "Sediment Transport in Braided Rivers",
            "Sediment Transport in Braided Rivers: A Survey",
        ],
        [
            "Sediment Transport in Braided Rivers",
            "Sediment Transport in Braided Rivers: Part II, Gravel",
        ],
        [
            "Report of the Invented River Survey",
            "Report of the Invented River Survey: 2024",
        ],
        [
            "Supervised Segmentation of River Beds",
            "Unsupervised Segmentation of River Beds",
        ],
        [
            "Symmetric Flow in Braided Channels",
            "Asymmetric Flow in Braided Channels",
        ],
        [
            "Online Planning for River Gauges",
            "Offline Planning for River Gauges",
        ],
        [
            "Flood Forecasts with a CNN of Gauges",
            "Flood Forecasts with a GNN of Gauges",
        ],
        [
            "Sand Bars of the Lower Basin",
            "Sand Bars of the Tower Basin",
        ],
        [
            "Deep Networks of River Gauges",
            "Deeper Networks of River Gauges",
        ],
        [
            "Planning Gauges with AI Agents",
            "Planning Gauges with Agents",
        ],
        [
            "河床における砂利の輸送の研究報告",
            "河床における砂州の輸送の研究報告",
        ],
    ] {
        check(&in_digest(one), &in_bibliography(other), Different);
    }
}

#[test]
fn where_only_titles_can_be_compared_years_and_dois_still_contradict() {
    let digest = in_digest("Modelling the Behaviour of Gravel in Rivers");
    let other = in_bibliography("Modeling the Behavior of Gravel in Rivers");
    check(&in_year(2021, digest.clone()), &other, Different);
    check(
        &with(Scheme::Doi, "10.5555/1", digest.clone()),
        &with(Scheme::Doi, "10.5555/2", other.clone()),
        Different,
    );
    // Both have an abstract, and these differ.
    let other = Candidate {
        abstract_text: Some("Something else altogether is told in this abstract of ours.".into()),
        ..other
    };
    check(&digest, &other, Different);
}

#[test]
fn an_isbn_joins_books_but_not_the_papers_in_them() {
    let chapter = |title| with(Scheme::Isbn, "9783161484100", candidate(title));
    check(
        &chapter("How Rivers Remember Their Floods"),
        &chapter("Why Dunes Walk at Night"),
        Different,
    );
    let book = |title| Candidate {
        kind: WorkKind::Book,
        ..chapter(title)
    };
    check(
        &book("How Rivers Remember"),
        &book("How Rivers Remember, second edition"),
        Same(Grounds::Identifier),
    );
}

#[test]
fn the_index_finds_a_title_with_two_typos_among_many() {
    let mut index = index::IdentityIndex::default();
    for number in 0..500 {
        let title = format!("An Invented Study Number {number} of Rivers and Their Floods");
        let (traits, _) = Traits::of(&by(&["Haugen"], candidate(&title)));
        index.add(index::PaperRef::Planned(number), false, &traits);
    }
    let asked = by(
        &["Haugen"],
        candidate("An Invnted Study Number 321 of Rivers and Their Flods"),
    );
    let (traits, _) = Traits::of(&asked);
    let found = index.find(&traits, &|_, _| None).expect("it is near");
    assert_eq!(found.grounds, NearTitle);
    assert!(!found.is_same);
}

#[test]
fn the_index_finds_a_near_title_where_nothing_else_can_be_compared() {
    let mut index = index::IdentityIndex::default();
    for number in 0..500 {
        let title = format!("An Invented Study Number {number} of Rivers and Their Floods");
        let (traits, _) = Traits::of(&in_digest(&title));
        index.add(index::PaperRef::Planned(number), false, &traits);
    }
    let found = |asked: &Candidate| {
        let (traits, _) = Traits::of(asked);
        index.find(&traits, &|_, _| None)
    };
    let typo = "An Invnted Study Number 321 of Rivers and Their Floods";
    let near = found(&in_bibliography(typo)).expect("it is near");
    assert_eq!(near.paper, index::PaperRef::Planned(321));
    assert_eq!(near.grounds, NearTitle);
    let other = "An Invented Study Number 777 of Rivers and Their Floods";
    assert_eq!(found(&in_bibliography(other)), None);
}

#[test]
fn an_index_that_took_papers_back_is_as_if_they_had_never_come() {
    // Enough with the same title and the same pieces that no more fit under one key.
    let papers: Vec<Traits> = (0..900_u32)
        .map(|number| {
            let title = match number % 3 {
                0 => "An Invented Study of Rivers: What Remains".to_owned(),
                1 => format!("An Invented Study of Rivers and Floods, {}", number % 40),
                _ => format!("Why Dune {number} Walks at Night"),
            };
            let of = by(&["Haugen"], candidate(&title));
            let identifier = format!("10.5555/{}", number % 300);
            Traits::of(&with(Scheme::Doi, &identifier, of)).0
        })
        .collect();
    let index_of = |papers: &[Traits]| {
        let mut index = index::IdentityIndex::default();
        for (number, traits) in papers.iter().enumerate() {
            index.add(index::PaperRef::Planned(number as u32), false, traits);
        }
        index
    };
    let answers = |index: &index::IdentityIndex| -> Vec<_> {
        let one = |traits: &Traits| index.find(traits, &|_, _| None);
        papers.iter().map(one).collect()
    };
    for length in [0, 1, 299, 650, 900] {
        let (few, rest) = papers.split_at(length);
        let mut index = index_of(few);
        let mark = index.mark();
        for (number, traits) in (length as u32..).zip(rest) {
            index.add(index::PaperRef::Planned(number), false, traits);
            index.fill(number / 2, &papers[(number as usize * 7) % papers.len()]);
        }
        index.take_back_to(mark);
        assert_eq!(answers(&index), answers(&index_of(few)), "{length} left");
        for (number, traits) in (length as u32..).zip(rest) {
            index.add(index::PaperRef::Planned(number), false, traits);
        }
        assert_eq!(answers(&index), answers(&index_of(&papers)), "all again");
    }
}

#[test]
fn a_subtitle_is_judged_the_same_where_of_the_shorter_title_only_a_hash_is_left() {
    let longer = "A Survey Method for Rivers: Evidence from Forty";
    for (longer, expected) in [
        (longer, Possible(NearTitle)),
        ("A Survey Method for Rivers: A Tutorial", Different),
    ] {
        let (shorter, _) = Traits::of(&in_digest("A Survey Method for Rivers"));
        let gone = Traits {
            title_key: String::new(),
            words: Vec::new(),
            ..shorter.clone()
        };
        let (longer, _) = Traits::of(&in_bibliography(longer));
        for shorter in [shorter, gone] {
            assert_eq!(judge(shorter.view(), longer.view()), expected);
            assert_eq!(judge(longer.view(), shorter.view()), expected);
        }
    }
}
