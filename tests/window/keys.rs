//! The inbox is gone through with single keys, and every one of them can be taken back.

use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::count_of_papers;
use crate::window::Window;

#[test]
fn papers_are_marked_with_single_keys_and_undone_in_turn() {
    let place = Place::new();
    let digest = place.source("digest.txt", DIGEST);
    let window = Window::open_with(&place, &[&digest.display().to_string()]);
    let [first, second, third, fourth, _fifth] = TITLES;
    window.see("link", "Inbox, 5 papers");

    window.click("option", first);
    window.see_chosen(first);
    window.press("j");
    window.see_chosen(second);
    window.press("k");
    window.see_chosen(first);

    // What is marked leaves the inbox, and the next paper takes its place.
    window.press("q");
    window.see("link", "Queue, 1 paper");
    window.see("link", "Inbox, 4 papers");
    window.see_gone("option", first);
    window.see_chosen(second);
    window.press("r");
    window.see("link", "Inbox, 3 papers");
    window.see_chosen(third);
    window.press("d");
    window.see("link", "Inbox, 2 papers");
    window.see_chosen(fourth);
    window.picture("three-marked");
    for (state, n_papers) in [("queued", 1), ("read", 1), ("dropped", 1), ("inbox", 2)] {
        assert_eq!(
            count_of_papers(&place, &["--state", state]),
            n_papers,
            "{state}"
        );
    }

    window.press("u");
    window.see("link", "Inbox, 3 papers");
    window.see("option", third);
    window.press("u");
    window.see("link", "Inbox, 4 papers");
    window.press("u");
    window.see("link", "Inbox, 5 papers");
    let row = window.see("option", first);
    assert!(
        row.name.starts_with("Inbox"),
        "its row is read out as “{}”",
        row.name
    );
    assert_eq!(count_of_papers(&place, &["--state", "inbox"]), 5);
    window.close();
}

#[test]
fn the_keys_are_listed_on_one() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    window.press("?");
    window.see("dialog", "Keyboard");
    window.picture("keyboard");
    window.press("Escape");
    window.see_gone("dialog", "Keyboard");
    window.close();
}
