//! A window that is closed in the middle of an import leaves nothing of it.

use rusqlite::Connection;

use crate::place::Place;
use crate::sources::DIGEST;
use crate::terminal::count_of_papers;
use crate::window::{Clipboard, Window};

#[test]
fn closing_the_window_in_the_middle_of_an_import_cancels_it() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    // Another process that holds the library keeps the import from ending.
    let other = Connection::open(place.library().join("library.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();

    let _clipboard = Clipboard::holding(DIGEST);
    window.press("Control+v");
    window.take_in();
    window.see_words("Another Offprint is writing; waiting");
    window.close();

    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(count_of_papers(&place, &[]), 0);
}
