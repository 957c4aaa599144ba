//! The main job by keys alone, as a screen reader has it: from copied text to a paper that was read, and found again.

use crate::place::Place;
use crate::reader::Reader;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{count_of_papers, titles_of};
use crate::window::{Clipboard, Window};

#[test]
fn a_screen_reader_hears_the_main_job_through_to_its_end() {
    let place = Place::new();
    let [first, second, third, fourth, fifth] = TITLES;
    let _copied = Clipboard::holding(DIGEST);
    let window = Window::open(&place);
    let mut reader = Reader::of(window.process());
    reader.hear("heading", "Drop a digest here");
    reader.hear("landmark", "Views");

    window.press("Control+v");
    reader.hear("dialog", "Import");
    reader.hear("push button", "Import 5");
    window.press("Control+Enter");
    reader.hear("link", "Inbox, 5 papers");
    reader.hear("list box", "Inbox");
    reader.hear_focus("list item", first);

    window.press("Control+t");
    reader.hear_focus("article", &format!("{first}, 1 of 5"));
    reader.hear("tool bar", "Decide");
    for name in ["Queue", "Read", "Skimmed", "Drop"] {
        reader.hear("toggle button", name);
    }
    reader.hear("push button", "Undo");
    for (key, next) in [("q", second), ("d", third), ("q", fourth), ("s", fifth)] {
        window.press(key);
        reader.hear_focus("article", next);
    }
    window.press("d");
    reader.hear("heading", "All 5 decided");

    // Reading begins, and ends with a line to remember.
    window.press("Enter");
    reader.hear("heading", "Reading");
    reader.hear_focus("list item", first);
    // Whoever types at once answers.
    window.press("r");
    reader.hear_focus("entry", "What will you remember?");
    window.type_text("Seven lamps are enough.\n");
    reader.hear("link", "Finished, 2 papers");

    // And it is found again by what was written.
    window.press("/");
    reader.hear_focus("combo box", "Search");
    window.type_text("lamps");
    reader.hear("list item", first);
    window.press("Enter");
    reader.hear_focus("list item", first);
    window.close();
    assert_eq!(titles_of(&place, &["--state", "read"]), [first]);
    assert_eq!(count_of_papers(&place, &["--search", "lamps"]), 1);
    assert_eq!(titles_of(&place, &["--state", "queued"]), [third]);
}
