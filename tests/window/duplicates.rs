//! Two papers that may be the same are looked at side by side, made one, and parted again.

use crate::full_library::ALIKE;
use crate::place::Place;
use crate::terminal::{count_of_papers, offprint_json};
use crate::window::Window;

#[test]
fn a_pair_is_made_one_taken_back_and_kept_apart() {
    let place = Place::new();
    let file = place.source("alike.bib", ALIKE);
    offprint_json(&place, &["import", &file.display().to_string()]);
    let window = Window::open(&place);
    window.see("link", "Duplicates, 1 open question");
    window.press("g");
    window.press("u");
    window.see("heading", "Duplicates");
    window.see("option", "Rivers Remember");
    window.press("Enter");
    window.see("table", "");
    window.picture("pair");
    window.press("1");
    window.see_words("What does the one paper get?");
    window.picture("pair-one");
    window.press("Control+Enter");
    window.see("link", "All papers, 1 paper");
    window.see_words("No question is open");
    assert_eq!(count_of_papers(&place, &[]), 1);

    window.press("u");
    window.see("link", "All papers, 2 papers");
    window.see("option", "Rivers Remember");
    window.press("Enter");
    window.press("2");
    window.see_words("No question is open");
    window.close();
    assert_eq!(count_of_papers(&place, &[]), 2);
}
