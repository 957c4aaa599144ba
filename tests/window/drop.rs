//! Files dropped on the window come in.

use crate::drag;
use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, DIGEST, TITLES};
use crate::terminal::count_of_papers;
use crate::window::Window;

#[test]
fn a_dropped_digest_is_counted_and_all_of_it_is_in_the_list() {
    let place = Place::new();
    let digest = place.source("trending papers, may.txt", DIGEST);
    let before = std::fs::read(&digest).expect("the digest");
    let window = Window::open(&place);
    window.see_words("Drop a digest here");

    drag::drop_on(&window, &[&digest], || {
        window.see_words("Drop to look inside");
        window.see_words("trending papers, may.txt");
        window.picture("drop-overlay");
    });
    window.see("dialog", "Import “trending papers, may.txt”");
    assert_eq!(count_of_papers(&place, &[]), 0);
    window.picture("drop-sheet");
    window.take_in();

    window.see_words("5 found = 5 new + 0 known");
    window.see("link", "Inbox, 5 papers");
    for title in TITLES {
        window.see("option", title);
    }
    assert_eq!(window.find("option", "").len(), 5);
    assert_eq!(count_of_papers(&place, &[]), 5);
    window.picture("drop-imported");
    assert_eq!(
        std::fs::read(&digest).expect("the digest"),
        before,
        "the original was touched"
    );
    window.close();
}

#[test]
fn what_cannot_be_read_says_so_while_it_is_held_over_the_window() {
    let place = Place::new();
    let letter = place.source("letter.docx", "PK\u{3}\u{4} and so on");
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    drag::drop_on(&window, &[&letter], || {
        window.see_words("“letter.docx” is a zip archive or an office document");
        window.picture("drop-unsuited");
    });
    window.see_words("Nothing was imported");
    window.close();
}

#[test]
fn a_dropped_bibliography_says_what_is_new_known_and_left_out() {
    let place = Place::new();
    let window = Window::open(&place);
    let digest = place.source("digest.txt", DIGEST);
    window.see_words("Drop a digest here");
    drag::drop_on(&window, &[&digest], || {
        window.see_words("Drop to look inside")
    });
    window.take_in();
    window.see_words("5 found = 5 new");

    let bibliography = place.source("gossip and ferries.bib", BIBLIOGRAPHY);
    drag::drop_on(&window, &[&bibliography], || {
        window.see_words("Drop to look inside")
    });
    window.take_in();

    window.see_words("4 found = 2 new + 1 known");
    window.see_words("1 rejected");
    window.see("link", "Inbox, 7 papers");
    window.picture("drop-known-and-rejected");
    window.close();
}
