//! A digest is gone through one paper at a time, by keys alone.

use serde_json::Value;

use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{count_of_papers, offprint_json};
use crate::window::Window;

#[test]
fn a_digest_is_triaged_by_keys_alone_and_taken_up_again_after_a_restart() {
    let place = Place::new();
    let digest = place.source("digest.txt", DIGEST);
    offprint_json(&place, &["import", &digest.display().to_string()]);
    let [first, second, third, fourth, fifth] = TITLES;

    let window = Window::open(&place);
    window.see("link", "Inbox, 5 papers");
    window.press("Control+t");
    window.see("application", "Triage");
    see_card(&window, first, "1 of 5");
    window.picture("triage");

    window.press("q");
    see_card(&window, second, "2 of 5");
    window.press("d");
    see_card(&window, third, "3 of 5");
    window.press("u");
    see_card(&window, second, "2 of 5");
    window.see("img", "1 of 5 decided: 1 queued");
    window.press("s");
    // Why, without leaving the paper: what is typed decides nothing.
    see_card(&window, third, "3 of 5");
    window.press("w");
    window.see("textbox", "Why I saved it");
    window.type_text("quoted in the draft\n");
    window.press("f");
    window.see("button", "Star");
    window.press("ArrowRight");
    see_card(&window, fourth, "4 of 5");
    window.press("Escape");
    window.see("link", "Inbox, 3 papers");
    window.see("option", third);
    window.close();
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 1);
    assert_eq!(count_of_papers(&place, &["--state", "skimmed"]), 1);
    assert_eq!(count_of_papers(&place, &["--starred"]), 1);

    // It stands where it stood, in another process.
    let window = Window::open(&place);
    window.see("link", "Inbox, 3 papers");
    window.press("g");
    window.press("t");
    see_card(&window, fourth, "4 of 5");

    // What the terminal decides meanwhile is marked here.
    let listed = offprint_json(&place, &["list", "--state", "inbox"]);
    let papers = listed["papers"].as_array().expect("papers");
    let is_fifth = |paper: &&Value| paper["title"].as_str() == Some(fifth);
    let paper = papers.iter().find(is_fifth).expect("the fifth");
    let id = paper["id"].as_str().expect("an id");
    offprint_json(&place, &["state", "read", id]);
    window.see("img", "3 of 5 decided: 1 queued, 1 read, 1 skimmed");

    window.press("d");
    // What was skipped is come round to.
    see_card(&window, third, "");
    window.press("Shift+q");
    window.see("heading", "All 5 decided");
    window.see_words("2 to read");
    window.picture("triage-end");
    window.press("Enter");
    window.see("heading", "Reading");
    window.see("option", third);
    assert_eq!(count_of_papers(&place, &["--state", "reading"]), 1);
    assert_eq!(count_of_papers(&place, &["--state", "inbox"]), 0);
    window.close();
}

/// Waits until the card of this paper has the focus, and is named by its title and place.
#[track_caller]
fn see_card(window: &Window, title: &str, place: &str) {
    window.wait_until(&format!("the card of “{title}”, {place}"), || {
        let card = window.find("article", title).into_iter().next()?;
        let focused = window
            .script("return document.activeElement?.tagName.toLowerCase()", &[])
            .ok()?;
        (card.name.contains(place) && focused.as_str() == Some("article")).then_some(())
    });
}
