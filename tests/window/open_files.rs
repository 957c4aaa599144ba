//! Files, and a folder of them, are chosen in the system's dialog for opening.

use std::fs;

use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, DIGEST, TITLES};
use crate::system_dialog::SystemDialog;
use crate::terminal::count_of_papers;
use crate::window::Window;
use crate::xdotool::windows_of;

#[test]
fn a_chosen_file_is_shown_before_it_comes_in() {
    let place = Place::new();
    let digest = place.source("digest.txt", DIGEST);
    let window = Window::open(&place);
    window.see_words("Drop a digest here");

    window.press("Control+o");
    let dialog = SystemDialog::of(&window, "Open File");
    window.press("Control+o");
    window.see_words("A dialog for files is open already");
    let open = windows_of(window.process(), "^Open File$");
    assert_eq!(open.len(), 1, "a second dialog lies over the first");
    dialog.cancel();
    window.click("button", "Choose a file");
    let dialog = SystemDialog::of(&window, "Open File");
    window.picture("open-files");
    dialog.answer(&digest);

    window.see("dialog", "Import “digest.txt”");
    window.take_in();
    window.see("option", TITLES[0]);
    assert_eq!(count_of_papers(&place, &[]), 5);
    window.close();
}

#[test]
fn a_chosen_folder_is_shown_whole_before_it_comes_in() {
    let place = Place::new();
    let folder = place.source_folder("week 31");
    let inner = place.source_folder("week 31/references");
    fs::write(folder.join("page.txt"), DIGEST).expect("a file in the folder");
    fs::write(inner.join("more.bib"), BIBLIOGRAPHY).expect("a file in the folder");
    fs::write(folder.join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0")
        .expect("a file in the folder");
    let window = Window::open(&place);
    window.see_words("Drop a digest here");

    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.type_text("import a folder");
    window.press("Enter");
    SystemDialog::of(&window, "Select Folder").cancel();
    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.type_text("import a folder");
    window.press("Enter");
    let dialog = SystemDialog::of(&window, "Select Folder");
    window.picture("open-folder");
    dialog.answer(&folder);

    window.see("dialog", "Import");
    window.see_words("7 of 9 will be added");
    window.picture("open-folder-sheet");
    see_first_row_whole(&window);
    assert_eq!(count_of_papers(&place, &[]), 0);
    window.take_in();
    window.see("link", "Inbox, 7 papers");
    assert_eq!(count_of_papers(&place, &[]), 7);

    // What was chosen together goes together.
    window.press("u");
    window.see_words("Drop a digest here");
    assert_eq!(count_of_papers(&place, &[]), 0);
    window.close();
}

/// Waits until nothing covers the first row of the sheet, which is where one begins.
#[track_caller]
fn see_first_row_whole(window: &Window) {
    let look = "const row = document.querySelector('[role=grid] [role=row][aria-rowindex=\"1\"]');
        const list = row?.closest('[role=grid]');
        return row && row.getBoundingClientRect().top >= list.getBoundingClientRect().top";
    window.wait_until("the first row whole", || {
        (window.script(look, &[]).ok()?.as_bool()?).then_some(())
    });
}
