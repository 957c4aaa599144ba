//! What the person wrote is there again, and no undone import takes it along.

use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{count_of_papers, offprint_json};
use crate::window::Window;

#[test]
fn a_note_and_a_tag_outlive_the_window_and_the_undoing_of_their_import() {
    let place = Place::new();
    let digest = place.source("digest.txt", DIGEST);
    let window = Window::open_with(&place, &[&digest.display().to_string()]);
    let second = TITLES[1];
    window.see("link", "Inbox, 5 papers");

    window.click("option", second);
    window.see_chosen(second);
    window.press("n");
    window.see("textbox", "Note");
    window.type_text("Try the careful listener on rings.\nThen on grids.");
    window.press("Escape");
    window.press("t");
    window.see("combobox", "Tags");
    window.type_text("to try");
    window.press("Enter");
    window.press("Escape");
    window.see("link", "to try, 1 paper");
    window.see("group", "Note");
    window.see_words("Then on grids.");
    window.picture("note-and-tag");
    window.close();

    let window = Window::open(&place);
    window.see("link", "Inbox, 5 papers");
    window.see("link", "to try, 1 paper");
    window.see("option", "Try the careful listener on rings.");
    window.click("option", second);
    window.see("group", "Note");
    window.see_words("Then on grids.");
    window.picture("note-and-tag-after-restart");

    // The import, made before the restart: what the person worked on stays.
    window.press("Shift+u");
    window.see_words("Took out 4 papers");
    window.see("link", "Inbox, 1 paper");
    window.see("option", second);
    window.see_gone("option", TITLES[0]);
    window.picture("import-undone-after-restart");
    let left = offprint_json(&place, &["list"]);
    assert_eq!(left["papers"][0]["title"], second);
    assert_eq!(left["papers"][0]["tags"][0], "to try");
    assert_eq!(
        left["papers"][0]["note_first_line"],
        "Try the careful listener on rings."
    );
    assert_eq!(count_of_papers(&place, &[]), 1);
    window.close();
}
