//! The first minute with Offprint.

use crate::place::Place;
use crate::terminal::count_of_papers;
use crate::window::Window;

#[test]
fn a_new_library_offers_a_sample_of_24_papers_that_can_be_taken_out_again() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    window.picture("first-run");

    window.click("button", "Try it with a sample digest");
    window.see_words("24 found = 24 new + 0 known");
    window.see("link", "Inbox, 24 papers");
    assert_eq!(count_of_papers(&place, &["--state", "inbox"]), 24);
    window.picture("sample-imported");

    window.click("button", "Undo import");
    window.see_words("Took out 24 papers");
    assert_eq!(count_of_papers(&place, &[]), 0);
    window.close();
}
