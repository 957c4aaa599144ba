//! What is much too long is shown all the same, and written on.

use crate::place::Place;
use crate::sources::TITLES;
use crate::terminal::{import_digest, offprint_json};
use crate::window::Window;

const PARAGRAPH: &str = "The bound is **tight** on rings, and $\\eta = 0.1$ holds for grids.\n\n";

/// Imports the five papers, and returns the first one's id.
fn with_first(place: &Place) -> String {
    import_digest(place);
    let listed = offprint_json(place, &["list", "--search", "lanterns"]);
    listed["papers"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

#[test]
fn a_note_of_a_megabyte_is_shown_written_on_and_saved() {
    let place = Place::new();
    let id = with_first(&place);
    let part = PARAGRAPH.repeat(100_000 / PARAGRAPH.len() + 1);
    for _ in 0..10 {
        offprint_json(&place, &["note", &id, "--append", &part]);
    }
    let window = Window::open(&place);
    window.click("option", TITLES[0]);
    window.see_chosen(TITLES[0]);
    window.see("group", "Note");
    window.see_words("The bound is tight on rings");
    window.picture("note-of-a-megabyte");
    window.press("n");
    window.see("textbox", "Note");
    window.press("Control+Home");
    window.type_text("Read again.\n");
    window.press("Escape");
    window.see("option", "Read again.");
    window.close();
    let note = &offprint_json(&place, &["note", &id])["note"];
    let note = note.as_str().expect("a note");
    assert!(note.starts_with("Read again.\n"), "{}", &note[..40]);
    assert!(note.len() > 1_000_000, "{} bytes are left", note.len());
}

#[test]
fn three_hundred_tags_are_shown_on_their_paper_and_in_their_place() {
    let place = Place::new();
    let id = with_first(&place);
    let tags: Vec<String> = (1..=300).map(|n| format!("+subject {n:03}")).collect();
    let arguments: Vec<&str> = ["tag", &id]
        .into_iter()
        .chain(tags.iter().map(String::as_str))
        .collect();
    offprint_json(&place, &arguments);
    let window = Window::open(&place);
    window.click("option", TITLES[0]);
    window.see_chosen(TITLES[0]);
    window.see_words("subject 300");
    window.picture("three-hundred-tags");
    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.type_text("all tags\n");
    window.see("heading", "All tags");
    window.see("button", "subject 300");
    window.picture("place-of-three-hundred-tags");
    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.type_text("subject 217");
    window.see("option", "subject 217");
    window.press("Enter");
    window.see("heading", "subject 217");
    window.see("option", TITLES[0]);
    window.close();
}
