//! Invented papers by the thousand, for tests of size and for benches.

use std::fmt::Write;

use crate::odd::Dice;

struct Paper {
    title: String,
    authors: Vec<(String, String)>,
    year: u32,
    venue: &'static str,
    abstract_text: String,
    number: usize,
}

impl Paper {
    /// Invents the paper of a number; no two have the same title.
    fn invent(number: usize) -> Self {
        let mut dice = Dice::new(number as u64);
        let title = format!(
            "{} {} {} for {} {}: {} {}",
            dice.pick(&MANNERS),
            dice.pick(&THINGS),
            dice.pick(&MEANS),
            dice.pick(&MANNERS),
            dice.pick(&PLACES),
            dice.pick(&STUDIES),
            roman(number + 1),
        );
        let authors = (0..1 + dice.below(5))
            .map(|_| (dice.pick(&GIVEN).to_owned(), dice.pick(&FAMILY).to_owned()))
            .collect();
        let n_sentences = 5 + dice.below(5);
        let abstract_text = (0..n_sentences)
            .map(|_| {
                format!(
                    "{} {} {} {} {} {} by {} %.",
                    dice.pick(&OPENINGS),
                    dice.pick(&MANNERS).to_lowercase(),
                    dice.pick(&THINGS).to_lowercase(),
                    dice.pick(&VERBS),
                    dice.pick(&PLACES).to_lowercase(),
                    dice.pick(&MEASURES),
                    1 + dice.below(90),
                )
            })
            .collect::<Vec<_>>()
            .join(" ");
        Self {
            title,
            authors,
            year: 1990 + dice.below(37) as u32,
            venue: dice.pick(&VENUES),
            abstract_text,
            number,
        }
    }
}

/// Returns the text of a page with `n` papers: a title line and an abstract line each.
pub fn digest_of(n: usize) -> String {
    let mut text = String::new();
    for paper in (0..n).map(Paper::invent) {
        text.push_str(&paper.title);
        text.push('\n');
        text.push_str(&paper.abstract_text);
        if paper.number % 7 == 3 {
            let _ = write!(
                text,
                " Code is available at https://github.com/offprint-samples/p{}.",
                paper.number
            );
        }
        text.push('\n');
    }
    text
}

/// Returns a BibTeX file with `n` entries.
pub fn bibtex_of(n: usize) -> String {
    let mut text = String::new();
    for paper in (0..n).map(Paper::invent) {
        let authors: Vec<String> = paper
            .authors
            .iter()
            .map(|(given, family)| format!("{family}, {given}"))
            .collect();
        let _ = write!(
            text,
            "@article{{key{number},\n  author = {{{authors}}},\n  title = {{{{{title}}}}},\n  journal = {{{venue}}},\n  year = {year},\n  doi = {{10.5555/offprint.{number}}},\n  abstract = {{{abstract_text}}},\n}}\n\n",
            number = paper.number,
            authors = authors.join(" and "),
            title = paper.title,
            venue = paper.venue,
            year = paper.year,
            abstract_text = paper.abstract_text.replace('%', "\\%"),
        );
    }
    text
}

/// Returns a RIS file with `n` records.
pub fn ris_of(n: usize) -> String {
    let mut text = String::new();
    for paper in (0..n).map(Paper::invent) {
        let _ = writeln!(text, "TY  - JOUR\nTI  - {}", paper.title);
        for (given, family) in &paper.authors {
            let _ = writeln!(text, "AU  - {family}, {given}");
        }
        let _ = writeln!(
            text,
            "PY  - {}\nT2  - {}\nDO  - 10.5555/offprint.{}\nAB  - {}\nER  - \n",
            paper.year, paper.venue, paper.number, paper.abstract_text
        );
    }
    text
}

/// Writes a number as a volume's, so that a title ends in no digits.
fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    // Past some thousand, the thousands come as a number of their own.
    let mut rest = number % 4000;
    let mut text = if number >= 4000 {
        format!("{}-", number / 4000)
    } else {
        String::new()
    };
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

const MANNERS: [&str; 16] = [
    "Patient", "Sparse", "Tidal", "Shared", "Quiet", "Early", "Gentle", "Stubborn", "Hidden",
    "Folded", "Slow", "Borrowed", "Honest", "Distant", "Noisy", "Careful",
];
const THINGS: [&str; 16] = [
    "Kelp",
    "Lanterns",
    "Networks",
    "Glaciers",
    "Grammars",
    "Beetles",
    "Proofs",
    "Markets",
    "Membranes",
    "Maps",
    "Orbits",
    "Choirs",
    "Sensors",
    "Rivers",
    "Gradients",
    "Archives",
];
const MEANS: [&str; 12] = [
    "Models",
    "Measurements",
    "Estimators",
    "Interfaces",
    "Simulations",
    "Theory",
    "Methods",
    "Benchmarks",
    "Surveys",
    "Algorithms",
    "Experiments",
    "Bounds",
];
const PLACES: [&str; 14] = [
    "Harbours",
    "Kitchens",
    "Tide Pools",
    "Libraries",
    "Clouds",
    "Workshops",
    "Schools",
    "Reefs",
    "Cities",
    "Orchards",
    "Clinics",
    "Deserts",
    "Railways",
    "Cellars",
];
const STUDIES: [&str; 6] = [
    "A Study",
    "Evidence",
    "A Survey",
    "Field Notes",
    "Lessons",
    "An Analysis",
];
const OPENINGS: [&str; 8] = [
    "We show that",
    "In this paper we propose",
    "Our experiments find that",
    "The results suggest that",
    "We introduce",
    "Compared with earlier methods,",
    "A new analysis demonstrates that",
    "We measure how",
];
const VERBS: [&str; 6] = [
    "improve", "predict", "slow", "reshape", "explain", "outlast",
];
const MEASURES: [&str; 6] = [
    "the accuracy",
    "the cost",
    "the error",
    "the yield",
    "the delay",
    "the rate",
];
const VENUES: [&str; 6] = [
    "Journal of Invented Results",
    "Annals of Tides",
    "Proceedings of Nowhere",
    "Letters on Small Things",
    "Transactions on Patience",
    "Review of Kitchens",
];
const GIVEN: [&str; 12] = [
    "Ana", "Bo", "Caro", "Dmitri", "Eun", "Farid", "Greta", "Hiro", "Ines", "Jonah", "Kaisa",
    "Lindiwe",
];
const FAMILY: [&str; 14] = [
    "Roe",
    "Lund",
    "Vik",
    "Östergård",
    "Tidewell",
    "Marsh",
    "Kelpner",
    "Sandoz-Rey",
    "van der Brook",
    "Ito-Vale",
    "Okonjo-Lake",
    "Quill",
    "Nørby",
    "Ashgrove",
];
