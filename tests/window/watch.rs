//! A folder where digests arrive is read without a hand on the window.

use std::fs;

use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, DIGEST, TITLES};
use crate::terminal::offprint_json;
use crate::window::Window;

#[test]
fn a_file_put_into_a_watched_folder_appears_by_itself() {
    let place = Place::new();
    let folder = place.source_folder("digests");
    fs::write(folder.join("was there before.bib"), BIBLIOGRAPHY).expect("a file in the folder");
    offprint_json(&place, &["watch", "add", &folder.display().to_string()]);
    let window = Window::open(&place);
    window.wait_until("the title", || {
        window.title().contains("Offprint").then_some(())
    });

    let arrived = folder.join("today.txt");
    fs::write(&arrived, DIGEST).expect("a file in the folder");

    for title in TITLES {
        window.see("option", title);
    }
    // What was there when the folder was added is read only if the person says so.
    window.see("link", "Inbox, 5 papers");
    assert_eq!(
        fs::read_to_string(&arrived).expect("the file"),
        DIGEST,
        "the original was touched"
    );
    window.press("g");
    window.press("w");
    window.see_words("today.txt");
    window.picture("watched-folders");

    // One that cannot be read is said where it stands; the folder is watched on.
    fs::write(
        folder.join("cut.bib"),
        "@article{half, title = {A file that was cut",
    )
    .expect("a file in the folder");
    window.see_words("No papers found in “cut.bib”");
    window.see_gone("alert", "Offprint cannot watch now");
    fs::write(folder.join("later.bib"), BIBLIOGRAPHY).expect("a file in the folder");
    window.see_words("later.bib");
    window.close();
}
