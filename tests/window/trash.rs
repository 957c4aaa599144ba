//! A library of one paper: it is triaged, goes to the trash and comes back, also after the trash was emptied.

use crate::place::Place;
use crate::terminal::{count_of_papers, offprint_json};
use crate::window::Window;

const ONE: &str = "@misc{one, title = {The Only Lighthouse}, year = {2026}}";
const TITLE: &str = "The Only Lighthouse";

#[test]
fn the_one_paper_is_triaged_thrown_away_put_back_and_taken_out_with_an_undo() {
    let place = Place::new();
    let file = place.source("one.bib", ONE);
    offprint_json(&place, &["import", &file.display().to_string()]);
    let window = Window::open(&place);
    window.see("link", "Inbox, 1 paper");
    window.press("Control+t");
    window.see("application", "Triage");
    window.press("q");
    window.see("heading", "The one paper is decided");
    window.picture("triage-of-one");
    window.press("Escape");
    window.see_words("The inbox is empty");

    window.press("g");
    window.press("a");
    window.see_chosen(TITLE);
    window.press("n");
    window.see("textbox", "Note");
    window.type_text("It blinks.");
    window.press("Escape");
    window.see("option", "It blinks.");
    window.press("Delete");
    window.see_words("Moved “The Only Lighthouse” to the trash");
    window.see("link", "All papers, 0 papers");
    window.press("g");
    window.press("x");
    window.see_chosen(TITLE);
    window.see_words("In the trash since");
    window.picture("trash-of-one");
    window.click("button", "Put back");
    window.see("link", "Queue, 1 paper");

    window.press("g");
    window.press("a");
    window.see_chosen(TITLE);
    window.press("Delete");
    window.see("link", "All papers, 0 papers");
    window.press("g");
    window.press("x");
    window.see_chosen(TITLE);
    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.type_text("empty the trash\n");
    window.see("dialog", "Empty the trash?");
    window.see_words("1 paper, 1 with a note, is taken out.");
    window.picture("trash-to-empty");
    window.click("button", "Empty the trash");
    window.see_gone("option", TITLE);
    window.press("u");
    window.see("option", TITLE);
    window.press("u");
    window.see("link", "Queue, 1 paper");
    window.close();
    assert_eq!(count_of_papers(&place, &["--search", "has:note"]), 1);
}
