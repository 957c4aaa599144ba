//! Another process holds the library: the window shows what is done at once, says that it waits, and goes on after it.

use rusqlite::Connection;

use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, TITLES};
use crate::terminal::{count_of_papers, import_digest};
use crate::window::{Clipboard, Window};

const WAITING: &str = "Another Offprint is writing; waiting";

/// Another process that writes, from `begin` to `end`.
struct Other(Connection);

impl Other {
    fn on(place: &Place) -> Other {
        let file = place.library().join("library.db");
        Other(Connection::open(file).expect("the library's file"))
    }

    fn begin(&self) {
        self.0
            .execute_batch("BEGIN IMMEDIATE")
            .expect("the library is free");
    }

    fn end(&self) {
        self.0.execute_batch("ROLLBACK").expect("it is held");
    }
}

fn open_five(place: &Place) -> Window<'_> {
    import_digest(place);
    let window = Window::open(place);
    window.see("option", TITLES[0]);
    window
}

#[test]
fn what_is_decided_and_written_meanwhile_shows_at_once_and_is_saved_after() {
    let place = Place::new();
    let [first, second, third, fourth, _] = TITLES;
    let window = open_five(&place);
    let other = Other::on(&place);
    window.click("option", first);
    window.see_chosen(first);

    other.begin();
    window.press("q");
    window.see_gone("option", first);
    window.see_chosen(second);
    window.press("n");
    window.see("textbox", "Note");
    window.type_text("Ask Ana.\nToday.");
    window.press("Escape");
    window.see_words("Today.");
    window.see("paragraph", WAITING);
    window.picture("slow-list");
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 0);
    other.end();
    window.see_gone("paragraph", WAITING);
    window.see("link", "Queue, 1 paper");
    window.see("option", "Ask Ana.");
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 1);

    // The same in triage, where there is no sidebar to say it in.
    window.press("Control+t");
    window.see("application", "Triage");
    window.see("article", second);
    other.begin();
    window.press("d");
    window.see("article", third);
    window.press("s");
    window.see("article", fourth);
    window.see("paragraph", WAITING);
    window.picture("slow-triage");
    assert_eq!(count_of_papers(&place, &["--state", "dropped"]), 0);
    other.end();
    window.see_gone("paragraph", WAITING);
    window.see("article", fourth);
    window.press("Escape");
    window.see("link", "Inbox, 2 papers");
    assert_eq!(count_of_papers(&place, &["--state", "dropped"]), 1);
    assert_eq!(count_of_papers(&place, &["--state", "skimmed"]), 1);
    window.close();
}

#[test]
fn a_form_and_an_import_wait_in_their_place() {
    let place = Place::new();
    let first = TITLES[0];
    let window = open_five(&place);
    let other = Other::on(&place);
    window.click("option", first);
    window.see_chosen(first);

    window.press("e");
    window.see("dialog", "Edit details");
    window.press("Control+a");
    window.type_text("Lamps for Valleys");
    other.begin();
    window.press("Control+Enter");
    window.wait_until("the form that says that it waits", || {
        let form = window.find("dialog", "Edit details").into_iter().next()?;
        window
            .text_of(&form)
            .filter(|text| text.contains(WAITING))
            .map(|_| ())
    });
    assert_eq!(window.value("Title"), "Lamps for Valleys");
    window.picture("slow-form");
    other.end();
    window.see_gone("dialog", "Edit details");
    window.see("option", "Lamps for Valleys");
    window.see_gone("paragraph", WAITING);

    // An import waits beside the list, in which one goes on working.
    let _clipboard = Clipboard::holding(BIBLIOGRAPHY);
    window.press("Control+v");
    window.see("dialog", "Import");
    other.begin();
    window.take_in();
    window.see("progressbar", WAITING);
    window.press("j");
    window.see_chosen(TITLES[1]);
    window.picture("slow-import");
    other.end();
    window.see_words("4 found = 2 new + 1 known");
    window.see("link", "Inbox, 7 papers");
    assert_eq!(count_of_papers(&place, &[]), 7);

    // In a window without its sidebar it is said as well.
    window.resize(760, 800);
    other.begin();
    window.press("f");
    window.see("paragraph", WAITING);
    window.picture("slow-narrow");
    // Nothing lies over the foot of the rail.
    window.click("link", "Settings");
    window.see("heading", "Settings");
    other.end();
    window.see_gone("paragraph", WAITING);
    assert_eq!(count_of_papers(&place, &["--starred"]), 1);
    window.close();
}
