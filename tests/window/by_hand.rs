//! A paper is written by hand, edited, and refused where it is there already.

use crate::place::Place;
use crate::terminal::{count_of_papers, offprint_json};
use crate::window::Window;

#[test]
fn a_paper_is_added_by_hand_edited_and_not_taken_twice() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    window.press("Control+n");
    window.see("dialog", "Add a paper");
    window.type_text("Pruning an Orchard by Moonlight");
    window.press("Tab");
    window.type_text("Chidi Okafor");
    window.press("Tab");
    window.type_text("2024");
    window.press("Control+Enter");
    window.see_gone("dialog", "Add a paper");
    window.see_chosen("Pruning an Orchard by Moonlight");

    window.press("e");
    window.see("dialog", "Edit details");
    window.click("textbox", "Venue");
    window.type_text("Journal of Orchards");
    window.press("Control+Enter");
    window.see_gone("dialog", "Edit details");
    window.see_words("Journal of Orchards");

    // The same once more stays in the form, with the reason.
    window.press("Control+n");
    window.see("dialog", "Add a paper");
    window.type_text("Pruning an orchard by moonlight");
    window.press("Control+Enter");
    window.see_words("This paper is in the library already");
    window.picture("by-hand-refused");
    window.press("Escape");
    window.see_gone("dialog", "Add a paper");
    // What was typed is kept: the window asks before it closes, and the form has it again.
    window.ask_to_close();
    window.see("dialog", "Not everything is saved");
    window.press("Enter");
    window.see_gone("dialog", "Not everything is saved");
    window.press("Control+n");
    window.see("dialog", "Add a paper");
    window.press("End");
    window.type_text(", Part II");
    window.press("Control+Enter");
    window.see_gone("dialog", "Add a paper");
    window.see_chosen("Pruning an orchard by moonlight, Part II");
    window.close();
    assert_eq!(count_of_papers(&place, &[]), 2);
    let found = offprint_json(&place, &["list", "--search", "okafor"]);
    let paper = &found["papers"][0];
    assert_eq!(paper["title"], "Pruning an Orchard by Moonlight");
    assert_eq!(paper["authors"][0], "Chidi Okafor");
}
