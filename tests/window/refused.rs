//! The library does not take what is done: the window says why in place, and keeps what was typed.

use std::fs;

use crate::disk::{Disk, set_writable};
use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, DIGEST, TITLES};
use crate::system_dialog::SystemDialog;
use crate::terminal::{count_of_papers, import_digest, offprint_json, offprint_usual};
use crate::window::{Clipboard, Window};

const NO_ROOM: &str = "There is no room left on the disk";

#[test]
fn a_full_disk_is_told_in_place_and_all_is_saved_once_there_is_room() {
    let mut place = Place::new();
    let library = place.library();
    let disk = Disk::of(&mut place, &library);
    import_digest(&place);
    let [first, second, ..] = TITLES;
    let window = Window::open(&place);
    window.click("option", first);
    window.see_chosen(first);

    disk.fill();
    window.press("q");
    window.see_words(NO_ROOM);
    window.see_chosen(first);
    window.see("link", "Inbox, 5 papers");
    window.picture("full-list");

    window.press("n");
    window.see("textbox", "Note");
    window.type_text("Ask Ana.\nToday.");
    window.see_words("The text below stays here");
    window.see_words("Not saved since");
    window.picture("full-note");
    window.press("Escape");
    window.see_words("Today.");

    window.press("j");
    window.see_chosen(second);
    window.press("e");
    window.see("dialog", "Edit details");
    window.press("Control+a");
    window.type_text("A Loud Bound");
    window.press("Control+Enter");
    window.see("alert", "What you typed stays here.");
    assert_eq!(window.value("Title"), "A Loud Bound");
    window.picture("full-form");
    window.press("Escape");
    window.see_gone("dialog", "Edit details");

    let _clipboard = Clipboard::holding(BIBLIOGRAPHY);
    window.press("Control+v");
    window.see("dialog", "Import");
    window.press("Control+Enter");
    window.see("alert", &format!("That was not done. {NO_ROOM}"));
    window.see_words("2 of 4 will be added");
    window.picture("full-import");
    window.press("Escape");
    window.see_gone("dialog", "Import");

    window.press("Control+t");
    window.see("application", "Triage");
    window.see("article", first);
    window.press("d");
    window.see("alert", &format!("Not decided: {NO_ROOM}"));
    window.see("article", first);
    window.picture("full-triage");
    window.press("Escape");
    window.see("link", "Inbox, 5 papers");

    disk.free();
    // The note by itself, the form where it is sent again.
    window.see("option", "Ask Ana.");
    window.click("option", second);
    window.see_chosen(second);
    window.press("e");
    window.see("dialog", "Edit details");
    assert_eq!(window.value("Title"), "A Loud Bound");
    window.press("Control+Enter");
    window.see_gone("dialog", "Edit details");
    window.see_chosen("A Loud Bound");
    window.press("q");
    window.see("link", "Queue, 1 paper");
    window.close();
    assert_eq!(count_of_papers(&place, &["--search", "has:note"]), 1);
    assert_eq!(count_of_papers(&place, &["--search", "loud"]), 1);
    assert_eq!(count_of_papers(&place, &["--state", "dropped"]), 0);
    assert_eq!(count_of_papers(&place, &[]), 5);
}

#[test]
fn a_why_a_tag_and_a_day_that_are_refused_stay_in_their_fields_until_there_is_room() {
    let mut place = Place::new();
    let library = place.library();
    let disk = Disk::of(&mut place, &library);
    import_digest(&place);
    let first = TITLES[0];
    let window = Window::open(&place);
    window.click("option", first);
    window.see_chosen(first);
    disk.fill();

    window.press("w");
    window.see("textbox", "Why I saved it");
    window.type_text("Ana asked");
    window.press("Enter");
    window.see("alert", &format!("This is not saved yet. {NO_ROOM}"));
    assert_eq!(window.value("Why I saved it"), "Ana asked");
    window.picture("full-why");
    disk.free();
    window.press("Enter");
    window.see("button", "Ana asked");
    window.see_gone("textbox", "Why I saved it");

    disk.fill();
    window.press("t");
    window.see("combobox", "Tags");
    window.type_text("to try");
    window.press("Enter");
    window.see("alert", &format!("Not tagged with “to try”. {NO_ROOM}"));
    window.see("option", "New tag “to try”");
    window.picture("full-tag");
    disk.free();
    window.press("Enter");
    window.see("link", "to try, 1 paper");
    window.press("Escape");

    disk.fill();
    window.press("Shift+z");
    window.see("dialog", "Due day");
    window.type_text("in 2 weeks");
    window.press("Enter");
    window.see("alert", NO_ROOM);
    assert_eq!(window.value("Day"), "in 2 weeks");
    window.picture("full-day");
    window.press("Escape");
    window.see_gone("dialog", "Due day");
    disk.free();
    window.close();
    let kept = offprint_json(&place, &["list", "--search", "tag:\"to try\""]);
    assert_eq!(kept["papers"][0]["why"], "Ana asked");
}

#[test]
fn what_is_not_saved_stops_the_closing_of_the_window_and_is_there_when_one_stays() {
    let mut place = Place::new();
    let library = place.library();
    let disk = Disk::of(&mut place, &library);
    import_digest(&place);
    let first = TITLES[0];
    let window = Window::open(&place);
    window.click("option", first);
    window.see_chosen(first);
    window.press("Control+n");
    window.see("dialog", "Add a paper");
    window.type_text("Half a Title");
    window.press("Escape");
    window.see_words("What you typed is kept");
    disk.fill();
    window.press("n");
    window.see("textbox", "Note");
    window.type_text("Not to be lost.");

    window.ask_to_close();
    window.see("dialog", "Not everything is saved");
    window.see_words(&format!("The note on “{first}” is not saved."));
    window.see_words("The paper that you are writing is not saved.");
    window.picture("closing-unsaved");
    window.click("button", "Copy the text");
    window.see_words("Copied the text");
    assert_eq!(Clipboard::text(), "Not to be lost.\n\nHalf a Title");
    window.click("button", "Stay");
    window.see_gone("dialog", "Not everything is saved");
    window.see_words("Not to be lost.");

    disk.free();
    window.see("option", "Not to be lost.");
    window.press("Escape");
    window.press("Control+n");
    window.see("dialog", "Add a paper");
    assert_eq!(window.value("Title"), "Half a Title");
    window.press("Control+Enter");
    window.see("option", "Half a Title");
    window.close();
    assert_eq!(count_of_papers(&place, &["--search", "has:note"]), 1);
    assert_eq!(count_of_papers(&place, &[]), 6);
}

#[test]
fn what_is_not_saved_stops_the_move_of_the_library() {
    let mut place = Place::new();
    let library = place.usual_library();
    let disk = Disk::of(&mut place, &library);
    let digest = place.source("digest.txt", DIGEST);
    offprint_usual(&place, &["import", &digest.display().to_string()]);
    let first = TITLES[0];
    let to = place.source_folder("elsewhere");
    let window = Window::open_usual(&place);
    window.click("option", first);
    window.see_chosen(first);
    disk.fill();
    window.press("n");
    window.see("textbox", "Note");
    window.type_text("Not to be lost.");
    window.see_words("The text below stays here");
    window.press("Escape");

    window.press("Control+,");
    window.click("tab", "Your data");
    window.click("button", "Move the library");
    SystemDialog::of(&window, "Select Folder").answer(&to);
    window.see("alert", "Something you wrote is not saved yet.");
    window.picture("move-unsaved");
    assert_eq!(fs::read_dir(&to).expect("the folder").count(), 0);

    // A form that is half written stops it as well.
    disk.free();
    window.press("g");
    window.press("i");
    window.see("option", "Not to be lost.");
    window.press("Control+n");
    window.see("dialog", "Add a paper");
    window.type_text("Half a Title");
    window.press("Escape");
    window.press("Control+,");
    window.click("tab", "Your data");
    window.click("button", "Move the library");
    SystemDialog::of(&window, "Select Folder").answer(&to);
    window.see("alert", "Something you wrote is not saved yet.");
    window.press("Control+n");
    assert_eq!(window.value("Title"), "Half a Title");
    window.press("Control+Enter");
    window.see("option", "Half a Title");

    // Nothing is left to be saved, so it goes.
    window.press("Control+,");
    window.click("tab", "Your data");
    window.click("button", "Move the library");
    SystemDialog::of(&window, "Select Folder").answer(&to);
    window.see_words(&format!("The library is in {} now", to.display()));
    window.see("option", "Not to be lost.");
    window.see("option", "Half a Title");
    window.close();
}

#[test]
fn a_library_that_may_not_be_written_to_is_told_and_opens_once_it_may() {
    let mut place = Place::new();
    place.heed_rights();
    import_digest(&place);
    let first = TITLES[0];
    set_writable(&place.library(), false);
    let window = Window::open(&place);
    window.see("heading", "Offprint cannot open your library");
    window.see_words("The library cannot be written to");
    window.see_words("Give yourself the right to write to this folder");
    window.picture("library-read-only");
    window.click("button", "Try again");
    window.see("heading", "Offprint cannot open your library");
    // The terminal reads it all the same.
    assert_eq!(count_of_papers(&place, &[]), 5);

    set_writable(&place.library(), true);
    window.click("button", "Try again");
    window.click("option", first);
    window.see_chosen(first);
    window.press("q");
    window.see("link", "Queue, 1 paper");
    window.close();
    assert_eq!(count_of_papers(&place, &["--state", "queued"]), 1);
}

#[test]
fn a_file_that_is_no_library_is_told_left_as_it_is_and_another_can_be_used() {
    let place = Place::new();
    import_digest(&place);
    let list = place.source("digest.txt", DIGEST);
    offprint_usual(&place, &["import", &list.display().to_string()]);
    let file = place.usual_library().join("library.db");
    let garbage = "this was a library once\n".repeat(4_000);
    for name in ["library.db-wal", "library.db-shm"] {
        let _ = fs::remove_file(place.usual_library().join(name));
    }
    fs::write(&file, &garbage).expect("the library's file");

    let window = Window::open_usual(&place);
    window.see("heading", "Offprint cannot open your library");
    window.see_words("It has not been changed.");
    window.see_words("If you have a copy of the folder");
    window.see_words(&place.usual_library().display().to_string());
    window.picture("library-damaged");
    window.click("button", "Try again");
    window.see("heading", "Offprint cannot open your library");
    window.click("button", "Copy details");
    window.wait_until("the details on the clipboard", || {
        Clipboard::text().contains("library_damaged").then_some(())
    });
    window.click("button", "Use another library");
    SystemDialog::of(&window, "Select Folder").answer(&place.library());
    window.see("option", TITLES[0]);
    assert_eq!(fs::read_to_string(&file).expect("the file"), garbage);
    window.close();
}
