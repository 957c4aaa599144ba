//! The window and the terminal work on one library at the same moment.

use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, TITLES};
use crate::terminal::{import_digest, offprint, offprint_json};
use crate::window::Window;

#[test]
fn what_the_terminal_changes_appears_in_the_window() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");

    import_digest(&place);
    window.see("link", "Inbox, 5 papers");
    window.see("option", TITLES[0]);

    let listed = offprint_json(&place, &["list"]);
    let paper = listed["papers"][0]["id"].as_str().expect("an id");
    offprint_json(&place, &["state", "queued", paper]);
    window.see("link", "Queue, 1 paper");
    window.see("link", "Inbox, 4 papers");

    // Some of it rejected: code 3, and the rest comes in all the same.
    let bibliography = place.source("more.bib", BIBLIOGRAPHY);
    let output = offprint(&place, &["import", &bibliography.display().to_string()]);
    assert_eq!(output.status.code(), Some(3));
    window.see("link", "Inbox, 6 papers");

    offprint_json(&place, &["undo"]);
    window.see("link", "Inbox, 4 papers");
    window.picture("changed-by-the-terminal");
    window.close();
}
