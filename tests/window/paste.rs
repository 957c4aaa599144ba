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

/// On X11 the program that was copied from hands out so much in pieces.
#[test]
fn a_copy_of_megabytes_is_pasted_whole() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");

    let note = "x".repeat(LONG);
    let many: String = (0..N_MANY)
        .map(|n| format!("@misc{{k{n}, title = {{Dune {n} Walks at Night}}, note = {{{note}}}}}\n"))
        .collect();
    let _clipboard = Clipboard::holding(&many);
    window.press("Control+v");
    window.see_words("1,500 of 1,500 will be added");
    window.picture("pasted-many");
    window.press("Escape");
    assert_eq!(count_of_papers(&place, &[]), 0);
    window.close();
}

const N_MANY: usize = 1_500;
/// In bytes: some 3 MB in all.
const LONG: usize = 2_000;
