//! Pasting: the clipboard's HTML is read where it gives no less than the text beside it.

use offprint_commands::OpenLibrary;
use offprint_commands::import::{ImportOptions, ImportOutcome, Input, import};
use offprint_commands::library::snapshot::rows::{Filter, Sort};
use offprint_commands::library::{Actor, NoOversight};

const PAGE: &str = include_str!("../../../../tests/samples/pages/cards_and_rows.html");

/// The same page as text: each of the first two papers twice, and no identifier at all.
const TEXT: &str = "\
Sign Up
Daily Papers
Submitted by
tidewell
42
Kelp Forests as Associative Memories
Tidepool Labs
· 4 authors
3
Submitted by
kaisa
17
Lantern Routing: Sparse Mixtures That Switch Off Their Experts
· 12 authors
1
Upvote 42
Kelp Forests as Associative Memories

We study how a kelp forest remembers a storm. Using four years of drone images we show that the bent growth of single fronds stores the direction of past swells, and that a simple linear model recovers the last nine storms from one photograph. The results suggest a cheap archive of waves for coasts without buoys.
Jul 3, 2026GitHubPDF
Upvote 17
Lantern Routing: Sparse Mixtures That Switch Off Their Experts

Mixtures of experts keep all experts in memory even when most of them are never asked. We propose Lantern, a routing method that learns which experts may be switched off for an hour at a time. On six language tasks it halves the memory at equal accuracy, and we prove a bound on the regret of a wrong switch. Code is available at https://github.com/offprint-samples/lantern.
Upvote 8
GlacierNet

Glaciers move slowly, and the models that predict them do so too. We train a graph network on eleven years of radar images and show that it predicts the yearly flow of four hundred glaciers within three percent. The network runs on a laptop, and its errors are largest where the bed is soft.
";

const WITH_IDENTIFIERS: [&str; 3] = [
    "Kelp Forests as Associative Memories 2607.90101",
    "Lantern Routing: Sparse Mixtures That Switch Off Their Experts 2607.90102",
    "GlacierNet 2607.90103",
];
const WITHOUT: [&str; 3] = [
    "Kelp Forests as Associative Memories",
    "Lantern Routing: Sparse Mixtures That Switch Off Their Experts",
    "GlacierNet",
];

fn paste(open: &OpenLibrary, text: &str, html: Option<&str>) -> ImportOutcome {
    let input = Input::Clipboard {
        text: text.to_owned(),
        html: html.map(str::to_owned),
    };
    let options = ImportOptions::default();
    import(open, vec![input], &options, Actor::Window, &NoOversight).unwrap()
}

/// Each paper of a library: its title and what names it.
fn papers(open: &OpenLibrary) -> Vec<String> {
    open.read(|snapshot| {
        let mut papers = Vec::new();
        for row in snapshot.rows(&Filter::default(), Sort::Added, 0, 100)? {
            let mut paper = row.title.clone();
            for identifier in snapshot.whole(row)?.identifiers {
                paper.push(' ');
                paper.push_str(&identifier.value);
            }
            papers.push(paper);
        }
        Ok::<_, offprint_commands::library::Error>(papers)
    })
    .unwrap()
}

/// Pastes into a library of its own.
#[track_caller]
fn check(text: &str, html: Option<&str>, expected: &[&str]) -> ImportOutcome {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    let outcome = paste(&open, text, html);
    assert_eq!(papers(&open), expected);
    outcome
}

#[test]
fn a_pasted_page_has_the_identifiers_that_its_html_links_to() {
    check(TEXT, None, &WITHOUT);
    check(TEXT, Some(PAGE), &WITH_IDENTIFIERS);
    check("", Some(PAGE), &WITH_IDENTIFIERS);
}

#[test]
fn a_card_and_its_row_are_one_paper_and_a_second_paste_adds_none() {
    let folder = tempfile::tempdir().unwrap();
    let open = OpenLibrary::at(folder.path().join("library"));
    for html in [None, Some(PAGE), Some(PAGE)] {
        paste(&open, TEXT, html);
        assert_eq!(papers(&open).len(), 3);
    }
}

#[test]
fn html_that_gives_less_than_the_text_is_left() {
    for html in [
        "",
        "<p>Please sign in to copy.</p>",
        TEXT,
        &format!("<span>{TEXT}</span>"),
        &PAGE[..PAGE.len() * 2 / 3],
        "<div hidden><!--",
    ] {
        let outcome = check(TEXT, Some(html), &WITHOUT);
        assert_eq!(
            outcome.sources[0].import.source.size_bytes,
            TEXT.len() as u64
        );
    }
}

#[test]
fn a_bibliography_copied_from_a_page_stays_one() {
    let text = "@misc{kelp, title = {Kelp as a Library}, doi = {10.5555/kelp}}";
    let outcome = check(text, Some(PAGE), &["Kelp as a Library 10.5555/kelp"]);
    assert_eq!(outcome.sources[0].import.source.format, "bibtex");
}

#[test]
fn what_is_larger_than_a_page_is_read_as_its_text() {
    let text = format!("{TEXT}{}", " ".repeat(4 << 20));
    check(&text, Some(PAGE), &WITHOUT);
}

#[test]
fn an_empty_clipboard_is_a_failure_and_no_import() {
    for html in [None, Some(""), Some("<p>"), Some("<p></p>")] {
        let outcome = check("", html, &[]);
        assert_eq!((outcome.seq, outcome.failures.len()), (None, 1));
    }
}
