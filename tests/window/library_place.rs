//! The library goes to another folder, and comes back; another one takes its place; its drive is missing.

use std::fs;
use std::path::Path;

use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, DIGEST, TITLES};
use crate::system_dialog::SystemDialog;
use crate::terminal::{import_digest, offprint_usual};
use crate::window::Window;

const FERRY: &str = "The Ferry Schedule as a Partial Order";

/// A library of five papers in the usual place.
fn usual(place: &Place) {
    let file = place.source("digest.txt", DIGEST);
    offprint_usual(place, &["import", &file.display().to_string()]);
}

fn go_to_your_data(window: &Window) {
    window.press("Control+,");
    window.click("tab", "Your data");
}

/// Returns what is in the folder of a library that has gone from it.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder stays");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries.flatten().map(name).collect()
}

#[test]
fn the_library_is_moved_and_brought_back_and_all_go_on_with_it() {
    let place = Place::new();
    usual(&place);
    let watched = place.source_folder("digests");
    offprint_usual(&place, &["watch", "add", &watched.display().to_string()]);
    let disk = place.source_folder("disk");
    let window = Window::open_usual(&place);
    window.see("option", TITLES[0]);
    window.press("f");

    go_to_your_data(&window);
    window.see_words("5 papers");
    window.picture("library-place");
    window.click("button", "Move the library");
    SystemDialog::of(&window, "Select Folder").answer(&disk);
    window.see_words(&format!("The library is in {} now", disk.display()));

    assert!(disk.join("library.db").is_file());
    assert_eq!(names_in(&place.usual_library()), ["moved-to"]);
    assert!(
        place
            .device_settings()
            .contains(&disk.display().to_string())
    );
    assert!(offprint_usual(&place, &["list", "--starred"]).contains(TITLES[0]));

    // What the window and the watching do goes there, and undo reaches back over the move.
    fs::write(watched.join("more.bib"), BIBLIOGRAPHY).expect("a file in the folder");
    window.see("option", FERRY);
    assert!(offprint_usual(&place, &["search", "ferry"]).contains(FERRY));
    offprint_usual(&place, &["undo"]);
    assert!(!offprint_usual(&place, &["list", "--starred"]).contains(TITLES[0]));

    go_to_your_data(&window);
    window.see_words(&disk.display().to_string());
    window.click("button", "Back to it");
    window.see("dialog", "Back to the usual place?");
    window.picture("library-place-back");
    window.click("button", "Move the library");
    window.see_words(&format!(
        "The library is in {} now",
        place.usual_library().display()
    ));
    assert!(place.usual_library().join("library.db").is_file());
    assert_eq!(names_in(&disk), ["moved-to"]);
    assert!(!place.device_settings().contains("library"));
    window.close();
}

#[test]
fn a_folder_with_something_in_it_is_refused_and_another_library_takes_its_place() {
    let place = Place::new();
    usual(&place);
    let full = place.source_folder("music");
    fs::write(full.join("song.txt"), "la").expect("a file in the folder");
    let empty = place.source_folder("fresh");
    let window = Window::open_usual(&place);
    window.see("option", TITLES[0]);
    go_to_your_data(&window);
    window.click("button", "Move the library");
    SystemDialog::of(&window, "Select Folder").answer(&full);
    window.see_words("There is something else in “music”");
    window.picture("library-place-refused");
    assert_eq!(fs::read_dir(&full).expect("the folder").count(), 1);

    window.click("button", "Use another");
    SystemDialog::of(&window, "Select Folder").answer(&empty);
    window.see("dialog", "Make a new library in “fresh”?");
    window.picture("library-place-new");
    window.click("button", "Make a new library");
    window.see_words(&format!("This is the library in {}", empty.display()));
    window.see_words("Drop a digest here");
    assert!(offprint_usual(&place, &["list"]).contains("No papers"));

    go_to_your_data(&window);
    window.see_words("There is another library in");
    window.click("button", "Back to it");
    window.click("button", "Open it");
    window.see("option", TITLES[0]);
    assert!(empty.join("library.db").is_file(), "the other one stays");
    window.close();
}

#[test]
fn a_missing_drive_is_told_and_another_library_can_be_opened() {
    let place = Place::new();
    import_digest(&place);
    let drive = place.source_folder("drive").join("papers");
    place.set_device(&format!("library = '{}'\n", drive.display()));
    let window = Window::open_usual(&place);
    window.see("heading", "Offprint cannot open your library");
    window.see_words("Is the drive connected?");
    window.see_words("This is the folder that you chose in Settings.");
    window.picture("library-missing");
    window.click("button", "Try again");
    window.see_words("Is the drive connected?");
    assert!(!drive.exists(), "no library is made in its stead");

    window.click("button", "Use another library");
    SystemDialog::of(&window, "Select Folder").answer(&place.library());
    window.see("option", TITLES[0]);
    assert!(
        place
            .device_settings()
            .contains(&place.library().display().to_string())
    );
    window.close();
}

#[test]
fn a_library_that_is_named_for_this_run_is_not_to_be_moved() {
    let place = Place::new();
    import_digest(&place);
    let window = Window::open(&place);
    window.see("option", TITLES[0]);
    go_to_your_data(&window);
    window.see_words("Fixed for this run by --library");
    assert!(window.find("button", "Move the library").is_empty());
    window.close();
}

#[test]
fn a_library_that_was_put_back_opens_once_the_word_of_its_move_is_taken_away() {
    let place = Place::new();
    import_digest(&place);
    let word = place.library().join("moved-to");
    fs::write(&word, "/media/lost/Papers").expect("a file in the library's folder");
    let window = Window::open(&place);
    window.see_words("it is in /media/lost/Papers now");
    window.see_words("remove the file moved-to from it");
    fs::remove_file(&word).expect("the word is taken away");
    window.click("button", "Try again");
    window.see("option", TITLES[0]);
    window.close();
}
