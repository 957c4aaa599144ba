//! In triage a paper is shown with what the person made of papers like it, in words.

use std::fmt::Write as _;

use crate::place::Place;
use crate::terminal::offprint_json;
use crate::window::Window;

/// Two papers on glaciers and two on organ pipes, with two between them, and others that nothing joins.
fn bibliography() -> String {
    let alike = [
        (
            "Glaciers That Calve in Fjords",
            "Tidewater fronts lose ice.",
        ),
        ("Organ Pipes Tuned by Frost", "Cold lead hums a comma low."),
        ("A Map of Empty Benches", "We sat on each of them."),
        ("Seven Ways to Fold a Tent", "Six of them need a friend."),
        (
            "Calving of Tidewater Glaciers",
            "Ice fronts calve where fjords warm.",
        ),
        (
            "Frost and the Tuning of Organ Pipes",
            "A comma is lost where lead is cold.",
        ),
    ];
    let mut text = String::new();
    for (n, (title, about)) in alike.iter().enumerate() {
        let _ = writeln!(
            text,
            "@misc{{a{n}, title = {{{title}}}, abstract = {{{about}}}}}"
        );
    }
    for letter in 'a'..='t' {
        let _ = writeln!(
            text,
            "@misc{{o{letter}, title = {{Invented{letter} Story{letter} From Harbour{letter}}}}}"
        );
    }
    text
}

#[test]
fn the_card_says_in_words_what_was_kept_and_dropped_of_papers_like_it() {
    let place = Place::new();
    let file = place.source("frost.bib", &bibliography());
    offprint_json(&place, &["import", &file.display().to_string()]);
    let window = Window::open(&place);
    window.see("link", "Inbox, 26 papers");
    window.press("Control+t");
    window.see("application", "Triage");
    window.see("article", "Glaciers That Calve in Fjords");
    // Nothing is decided, so there is nothing to say.
    assert!(!window.text().contains("Like a paper"), "{}", window.text());
    window.press("q");
    window.see("article", "Organ Pipes Tuned by Frost");
    window.press("d");
    window.see("article", "A Map of Empty Benches");
    window.press("s");
    window.see("article", "Seven Ways to Fold a Tent");
    window.press("s");

    window.see("article", "Calving of Tidewater Glaciers");
    window.see_words("Like a paper you kept: “");
    let words = hint(&window);
    assert!(words.contains("“Tidewater Glaciers”"), "{words}");
    window.picture("hint-kept");
    window.press("ArrowRight");

    window.see("article", "Frost and the Tuning of Organ Pipes");
    window.see_words("Like a paper you dropped: “");
    let words = hint(&window);
    assert!(words.contains("“Organ Pipes”"), "{words}");
    window.picture("hint-dropped");

    window.press("Escape");
    window.see("option", "Calving of Tidewater Glaciers");
    window.close();
}

/// Returns the line in which the card tells of papers like its own.
fn hint(window: &Window) -> String {
    let text = window.text();
    let line = text.lines().find(|line| line.starts_with("Like a paper"));
    line.unwrap_or_default().to_owned()
}
