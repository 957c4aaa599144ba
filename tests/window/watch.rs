//! A folder where digests arrive is read without a hand on the window.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, DIGEST, TITLES};
use crate::system_dialog::SystemDialog;
use crate::terminal::{count_of_papers, offprint_json};
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

#[test]
fn a_folder_is_watched_by_its_dialog_a_failed_file_tried_again_and_a_lost_folder_located() {
    let mut place = Place::new();
    place.heed_rights();
    let folder = place.source_folder("digests");
    fs::write(folder.join("was there before.bib"), BIBLIOGRAPHY).expect("a file in the folder");
    let locked = folder.join("locked.txt");
    fs::write(&locked, DIGEST).expect("a file in the folder");
    set_readable(&locked, false);
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    window.press("g");
    window.press("w");
    window.see_words("No folder is watched yet");
    window.click("button", "Watch a folder");
    SystemDialog::of(&window, "Select Folder").answer(&folder);
    window.see("dialog", "Watch “digests”");
    window.click("radio", "Also the files that are there");
    window.click("button", "Watch");
    window.see_words("3 new");
    // One problem: it is said at the file, and counted in the sidebar.
    window.see_words("“locked.txt” cannot be read");
    window.see("button", "Try again: “locked.txt”");
    window.see("link", "Watched folders, 1");
    window.picture("watched-failed");
    set_readable(&locked, true);
    window.click("button", "Try again: “locked.txt”");
    window.see_gone("button", "Try again: “locked.txt”");
    window.see("link", "Inbox, 7 papers");

    let now_here = place.source_folder("moved").join("digests");
    fs::rename(&folder, &now_here).expect("the folder is moved");
    window.see_words("Not found. Is the drive connected?");
    window.picture("watched-missing");
    window.click("button", "Locate “digests”");
    SystemDialog::of(&window, "Select Folder").answer(&now_here);
    window.see_gone("button", "Locate “digests”");
    fs::write(
        now_here.join("later.bib"),
        "@misc{later, title = {Umbrellas as Slowly Moving Roofs}}",
    )
    .expect("a file in the folder");
    window.see_words("later.bib");
    window.see("link", "Inbox, 8 papers");
    assert_eq!(count_of_papers(&place, &[]), 8);
    window.close();
}

fn set_readable(file: &Path, is_readable: bool) {
    let mode = if is_readable { 0o644 } else { 0o000 };
    fs::set_permissions(file, Permissions::from_mode(mode)).expect("it is ours");
}
