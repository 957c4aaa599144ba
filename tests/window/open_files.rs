//! Files are chosen in the system's dialog for opening.

use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
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
