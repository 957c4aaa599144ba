//! What a source holds is shown before anything of it comes in.

use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, DIGEST, TITLES};
use crate::terminal::count_of_papers;
use crate::window::{Clipboard, Window};

#[test]
fn what_is_unticked_stays_out_and_the_rest_comes_in_as_given() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    let _clipboard = Clipboard::holding(DIGEST);
    window.press("Control+v");
    window.see("dialog", "Import");

    window.press(" ");
    window.see_words("4 of 5 will be added");
    window.press("ArrowDown");
    window.press("Enter");
    window.see("region", "What this row was read from");
    window.picture("sheet-lines");
    window.press("Escape");
    window.see_gone("region", "What this row was read from");
    window.click("button", "Put in");
    window.click("menuitemradio", "Queue");
    window.take_in();

    window.see("link", "Queue, 4 papers");
    assert_eq!(count_of_papers(&place, &[]), 4);
    window.close();
}

#[test]
fn a_closed_sheet_leaves_nothing_and_a_rejected_record_can_be_fixed_in_the_next() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    let _clipboard = Clipboard::holding(BIBLIOGRAPHY);
    window.press("Control+v");
    window.see("dialog", "Import");
    window.press("Escape");
    window.see_gone("dialog", "Import");
    assert_eq!(count_of_papers(&place, &[]), 0);

    window.press("Control+v");
    window.see("dialog", "Import");
    window.click("tab", "rejected");
    window.click("button", "Fix by hand");
    window.see("textbox", "The text, to be fixed");
    window.press("Control+a");
    window.type_text(&format!("@misc{{named, title = {{{}}}}}", TITLES[0]));
    window.picture("sheet-fix");
    window.press("Control+Enter");
    window.see_words("4 of 4 will be added");
    window.take_in();
    window.see("option", TITLES[0]);
    assert_eq!(count_of_papers(&place, &[]), 4);
    window.close();
}
