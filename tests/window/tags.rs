//! Tags as such are renamed, made one, coloured and deleted, each with its undo.

use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, DIGEST};
use crate::terminal::{count_of_papers, offprint, offprint_json};
use crate::window::Window;

#[test]
fn tags_are_renamed_merged_coloured_and_deleted_and_all_is_undone() {
    let place = Place::new();
    let digest = place.source("digest.txt", DIGEST);
    let more = place.source("more.bib", BIBLIOGRAPHY);
    offprint_json(
        &place,
        &["import", &digest.display().to_string(), "--tag", "week 31"],
    );
    offprint(
        &place,
        &["import", &more.display().to_string(), "--tag", "boats"],
    );
    let n_boats = count_of_papers(&place, &["--tag", "boats"]);
    let window = Window::open(&place);
    window.see("option", "");
    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.type_text("all tags\n");
    window.see("heading", "All tags");

    window.click("button", "Rename “boats”");
    window.see("textbox", "New name of “boats”");
    window.press("Control+a");
    window.type_text("ferries\n");
    window.see("link", "ferries");
    window.see_words("Renamed “boats” to “ferries”");
    assert_eq!(count_of_papers(&place, &["--tag", "ferries"]), n_boats);

    window.click("button", "Colour of “ferries”");
    window.click("menuitemradio", "Plum");
    window.see_words("Changed the colour of “ferries”");
    window.picture("tags-coloured");

    // A name that is another tag's makes them one, once it is confirmed.
    window.click("button", "Rename “ferries”");
    window.see("textbox", "New name of “ferries”");
    window.press("Control+a");
    window.type_text("week 31\n");
    window.see("dialog", "Merge “ferries” into “week 31”?");
    window.click("button", "Merge");
    window.see_gone("link", "ferries");
    window.see_words("Merged “ferries” into “week 31”");
    assert_eq!(count_of_papers(&place, &["--tag", "week 31"]), 5 + n_boats);

    window.click("button", "Delete “week 31”");
    window.see_words("No tag yet");
    window.picture("tags-none");
    for _ in 0..4 {
        window.press("u");
    }
    window.see("button", "Rename “boats”");
    window.see("button", "Rename “week 31”");
    window.close();
    assert_eq!(count_of_papers(&place, &["--tag", "boats"]), n_boats);
    assert_eq!(count_of_papers(&place, &["--tag", "week 31"]), 5);
}
