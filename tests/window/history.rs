//! What was done stands in the history, and any of it can be taken back.

use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{count_of_papers, import_digest, offprint_json};
use crate::window::Window;

#[test]
fn one_change_and_then_everything_since_is_undone_from_the_history() {
    let place = Place::new();
    import_digest(&place);
    let [first, second, third, fourth, _] = TITLES;
    let window = Window::open(&place);
    window.click("option", first);
    window.see_chosen(first);
    window.press("q");
    window.see_chosen(second);
    window.press("d");
    window.see_chosen(third);
    window.press("r");
    window.see_chosen(fourth);
    window.press("f");
    window.see("link", "Starred, 1 paper");

    window.press("g");
    window.press("h");
    window.see("heading", "History");
    window.click("button", "Show each change: Triaged 3 papers");
    window.see("row", "Queued");
    // An older change alone, whatever came after it.
    window.click("button", "Undo: Dropped");
    window.see_words("Undone");
    window.picture("history-undone");
    assert_eq!(count_of_papers(&place, &["--state", "dropped"]), 0);
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 1);
    assert_eq!(count_of_papers(&place, &["--state", "read"]), 1);

    // Everything since the paper was queued, and that with it.
    window.click("row", "Queued “Lanterns");
    window.click("button", "Undo everything since then");
    window.see("dialog", "Undo");
    window.picture("history-undo-since");
    window.click("button", "Undo 3 changes");
    window.see_gone("dialog", "Undo");
    window.see("link", "Inbox, 5 papers");
    window.see("link", "Starred");
    window.close();
    assert_eq!(count_of_papers(&place, &["--state", "inbox"]), 5);
    assert_eq!(count_of_papers(&place, &["--starred"]), 0);
}

#[test]
fn the_history_of_one_paper_has_what_the_terminal_did() {
    let place = Place::new();
    let digest = place.source("digest.txt", DIGEST);
    offprint_json(&place, &["import", &digest.display().to_string()]);
    let window = Window::open(&place);
    window.click("option", TITLES[1]);
    window.see_chosen(TITLES[1]);
    window.press("h");
    window.see("row", "Seen first in “digest.txt”");

    let listed = offprint_json(&place, &["list", "--search", "gossip"]);
    let id = listed["papers"][0]["id"].as_str().expect("an id");
    offprint_json(&place, &["tag", id, "--add", "gossip"]);
    window.see("row", "by the terminal");
    window.see("row", "gossip");
    window.picture("history-of-a-paper");
    window.press("u");
    window.see_gone("link", "gossip, 1 paper");
    window.close();
    assert_eq!(count_of_papers(&place, &["--tag", "gossip"]), 0);
}
