//! What was copied elsewhere comes in with one key.

use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::count_of_papers;
use crate::window::{Clipboard, Window};

#[test]
fn a_copied_page_is_pasted_into_the_inbox() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");

    let _clipboard = Clipboard::holding(DIGEST);
    window.press("Control+v");
    window.take_in();

    window.see_words("5 found = 5 new + 0 known");
    for title in TITLES {
        window.see("option", title);
    }
    assert_eq!(count_of_papers(&place, &[]), 5);
    window.picture("pasted");
    window.close();
}

#[test]
fn text_without_a_paper_is_said_to_have_none_and_changes_nothing() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");

    let _clipboard = Clipboard::holding("milk\n");
    window.press("Control+v");

    window.see_words("No papers found");
    assert_eq!(count_of_papers(&place, &[]), 0);
    window.picture("pasted-nothing");
    window.close();
}
