//! Copied HTML: samples in, the lines that a person sees, and what the reader makes of them.

use offprint_testkit::{mutated, sample, sample_names};
use proptest::prelude::*;

use super::show::show;
use super::{candidates_in, found_in};
use crate::Format;
use crate::html::lines_of_html;

fn lines_of(name: &str) -> String {
    lines_of_html(&String::from_utf8(sample(name)).expect("UTF-8"))
}

#[test]
fn every_page_is_turned_into_lines_and_read_as_it_was_reviewed() {
    for name in sample_names("pages") {
        let short = name.trim_start_matches("pages/").replace('.', "_");
        let lines = lines_of(&name);
        let found = show(&found_in(lines.as_bytes(), Format::PageText));
        insta::assert_snapshot!(short, format!("{found}\n{lines}"));
    }
}

#[test]
fn every_paper_of_a_page_has_the_identifier_that_it_links_to() {
    for (name, n_papers) in [
        ("arxiv_listing", 3),
        ("cards_and_rows", 3),
        ("formulas", 1),
        ("fragment_with_header", 2),
        ("linked_cards", 3),
        ("nasty", 3),
        ("table", 3),
    ] {
        let lines = lines_of(&format!("pages/{name}.html"));
        let papers = candidates_in(lines.as_bytes(), Format::PageText);
        assert_eq!(papers.len(), n_papers, "{name}");
        for paper in papers {
            assert_eq!(paper.identifiers.len(), 1, "{name}: {}", paper.title);
        }
    }
}

#[test]
fn pages_with_wrong_bytes_are_read_without_failing() {
    for name in sample_names("pages") {
        let content = sample(&name);
        for seed in 0..40 {
            let page = mutated(&content, seed);
            let lines = lines_of_html(&String::from_utf8_lossy(&page));
            found_in(lines.as_bytes(), Format::PageText);
        }
    }
}

proptest! {
    /// Brackets and other signs in a title neither end its link nor begin another.
    #[test]
    fn a_link_is_read_back_with_its_text(title in "Kelp[a-zé\\[\\]()! ]{0,30} as Memory") {
        let html = format!("<h2><a href='https://arxiv.org/abs/2607.90101'>{title}</a></h2>");
        let papers = candidates_in(lines_of_html(&html).as_bytes(), Format::PageText);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(papers.len(), 1);
        prop_assert_eq!(&papers[0].title, &title);
        prop_assert_eq!(papers[0].identifiers.len(), 1);
    }
}
