//! What holds of every reader, whatever it is given.

use offprint_testkit::{mutated, odd_text, sample, sample_names};
use proptest::prelude::*;

use super::{candidates_in, found_in};
use crate::Format;
use crate::candidate::Found;
use crate::detect::detect;

fn check(content: &[u8]) {
    check_as(content, &Format::ALL);
}

fn check_as(content: &[u8], formats: &[Format]) {
    let n_lines = 1 + content
        .iter()
        .filter(|&&byte| byte == b'\n' || byte == b'\r')
        .count() as u32;
    for &format in formats {
        for found in found_in(content, format) {
            let spans = match &found {
                Found::Candidate(candidate) => {
                    assert!(!candidate.title.is_empty() || !candidate.identifiers.is_empty());
                    candidate.lines.clone()
                }
                Found::Rejection(rejection) => vec![rejection.lines],
                Found::Warning(warning) => vec![warning.lines],
                Found::Noise(lines) => vec![*lines],
            };
            assert!(!spans.is_empty());
            for span in spans {
                assert!(
                    span.first >= 1 && span.first <= span.last && span.last <= n_lines,
                    "{found:?}"
                );
            }
        }
    }
}

#[test]
fn samples_with_wrong_bytes_are_read_without_failing() {
    let folders = ["digests", "feeds", "links", "mails", "pages", "plain"]
        .into_iter()
        .chain(super::references::FOLDERS)
        .map(str::to_owned)
        .chain(super::lists::FOLDERS.map(|format| format!("lists/{format}")));
    let names = folders.flat_map(|folder| sample_names(&folder));
    for name in names {
        let content = sample(&name);
        if name.contains("utf16") {
            continue;
        }
        // Mostly as what they are: the cost would grow with the square of the formats' number.
        let format = detect(&String::from_utf8_lossy(&content), Some(&name)).format;
        for seed in 0..40 {
            check_as(&mutated(&content, seed), &[format]);
        }
        for seed in 40..43 {
            check(&mutated(&content, seed));
        }
    }
}

#[test]
fn pieces_in_no_order_are_read_without_failing() {
    for seed in 0..400 {
        check(odd_text(seed, 80).as_bytes());
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_fail(text in "(?s).{0,300}") {
        check(text.as_bytes());
    }

    #[test]
    fn no_bytes_make_a_reader_fail(content in proptest::collection::vec(any::<u8>(), 0..300)) {
        for format in Format::ALL {
            found_in(&content, format);
        }
    }
}

/// Cost as a shape: twice the papers give twice of everything, and nothing is read twice.
#[test]
fn twice_the_papers_give_twice_the_candidates() {
    let count = |text: String, format| candidates_in(text.as_bytes(), format).len();
    for n in [200, 400] {
        assert_eq!(count(offprint_testkit::digest_of(n), Format::PageText), n);
        assert_eq!(count(offprint_testkit::bibtex_of(n), Format::Bibtex), n);
        assert_eq!(count(offprint_testkit::ris_of(n), Format::Ris), n);
    }
}

/// What compares and lists titles takes them to be short.
#[test]
fn a_title_that_is_a_text_is_cut_behind_a_word() {
    let title = "Kelp and tides ".repeat(1000);
    let text = format!("TY  - JOUR\nTI  - {title}\nER  - \n");
    let found = candidates_in(text.as_bytes(), Format::Ris);
    let title = &found[0].title;
    assert!(title.ends_with(" tides…") || title.ends_with(" and…") || title.ends_with(" Kelp…"));
    assert!((1_980..=2_001).contains(&title.chars().count()));
    let word = format!("TY  - JOUR\nTI  - {}\nER  - \n", "é".repeat(3000));
    let found = candidates_in(word.as_bytes(), Format::Ris);
    assert_eq!(found[0].title.chars().count(), 2_001);
}
