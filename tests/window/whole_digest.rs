//! A digest of the size that people meet: 77 papers, gone through to the end by keys alone.

use offprint_testkit::digest_of;

use crate::place::Place;
use crate::terminal::{count_of_papers, titles_of};
use crate::window::{Clipboard, Window};

const N_PAPERS: usize = 77;

/// What is pressed on one paper after the other, again and again: most are dropped, as in life.
const KEYS: [&str; 7] = ["d", "q", "d", "s", "d", "r", "d"];

#[test]
fn a_digest_of_77_papers_is_triaged_to_the_end_by_keys_alone() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    let clipboard = Clipboard::holding(&digest_of(N_PAPERS));
    window.press("Control+v");
    window.take_in();
    drop(clipboard);
    window.see("link", "Inbox, 77 papers");
    window.press("Control+t");
    for n in 0..N_PAPERS {
        window.see("article", &format!(", {} of 77", n + 1));
        if n % 10 == 1 {
            window.press("f");
            window.see("button", "Star");
        }
        window.press(KEYS[n % KEYS.len()]);
    }
    // Eleven times seven: each key was pressed on eleven papers, and the most frequent on four times as many.
    window.see("heading", "All 77 decided");
    window.see(
        "img",
        "77 of 77 decided: 11 queued, 11 read, 11 skimmed, 44 dropped",
    );
    window.see_words("11 to read");
    window.see_words("The queue holds 11 of 10");
    window.picture("triage-end-of-77");
    window.press("Enter");
    window.see("heading", "Reading");
    window.see("link", "Queue, 10 papers");
    window.close();
    for (state, n_papers) in [
        ("inbox", 0),
        ("reading", 1),
        ("queued", 10),
        ("read", 11),
        ("skimmed", 11),
        ("dropped", 44),
    ] {
        assert_eq!(
            count_of_papers(&place, &["--state", state]),
            n_papers,
            "{state}"
        );
    }
    assert_eq!(count_of_papers(&place, &["--starred"]), 8);
    assert_eq!(
        titles_of(&place, &["--state", "queued", "--sort", "queue"]).len(),
        10
    );
}
