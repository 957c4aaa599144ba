//! What watched folders bring is told by the system: only where the person wants it, and looks elsewhere.

use std::fs;
use std::path::PathBuf;

use crate::desktop::Desktop;
use crate::place::Place;
use crate::sources::{BIBLIOGRAPHY, DIGEST};
use crate::terminal::offprint_json;
use crate::window::Window;
use crate::xdotool::{ask_xdotool, xdotool};

const LATER: &str = "@misc{later, title = {Umbrellas as Slowly Moving Roofs}, year = {2024}}";

fn watched_folder(place: &Place) -> PathBuf {
    let folder = place.source_folder("digests");
    offprint_json(place, &["watch", "add", &folder.display().to_string()]);
    folder
}

fn has_keyboard(window: &str) -> bool {
    ask_xdotool(&["getwindowfocus"]).trim() == window
}

/// Turns the keyboard to the window, or away from it, and waits until it has noticed.
fn look_at(window: &Window, is_in_front: bool) {
    let (number, _) = window.on_screen();
    // A window below the mouse has the keyboard where the screen has it.
    xdotool(&["mousemove", "1590", "990"]);
    let screen = ask_xdotool(&["search", "--maxdepth", "0", "--name", ""]);
    xdotool(&[
        "windowfocus",
        if is_in_front { &number } else { screen.trim() },
    ]);
    window.wait_until("the keyboard where it is meant to be", || {
        (is_in_front == has_keyboard(&number)).then_some(())
    });
}

#[test]
fn one_burst_is_one_notification_and_a_click_on_it_leads_to_the_import() {
    let desktop = Desktop::start();
    let place = Place::new();
    place.set_device("[notifications]\nwatched-folders = true\n");
    let folder = watched_folder(&place);
    let window = Window::open(&place);
    window.see("heading", "");
    look_at(&window, false);

    // Both arrive in one moment, so that they are met by one look and settle together.
    let arriving = place.source_folder("arriving");
    fs::write(arriving.join("today.txt"), DIGEST).expect("a file in the folder");
    fs::write(arriving.join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0")
        .expect("a file in the folder");
    fs::rename(&arriving, &folder).expect("the watched folder is empty");
    let told = desktop.wait_for_notification();
    assert_eq!(told.title, "5 papers from digests");
    assert_eq!(told.body, "“today.txt”. 1 file could not be read");

    desktop.click(told.id);
    window.see("button", "Undo import");
    let (number, _) = window.on_screen();
    window.wait_until("the window in front", || {
        has_keyboard(&number).then_some(())
    });

    // Before the eyes nothing is told: the next that is told is what came after.
    look_at(&window, true);
    fs::write(folder.join("seen.bib"), BIBLIOGRAPHY).expect("a file in the folder");
    window.press("g");
    window.press("a");
    window.see("option", "The Ferry Schedule");
    look_at(&window, false);
    fs::write(folder.join("later.bib"), LATER).expect("a file in the folder");
    let told = desktop.wait_for_notification();
    assert_eq!(
        (&*told.title, &*told.body),
        ("1 paper from digests", "“later.bib”")
    );
    window.close();
}

#[test]
fn nothing_is_told_where_it_is_not_switched_on() {
    let desktop = Desktop::start();
    let place = Place::new();
    let folder = watched_folder(&place);
    let window = Window::open(&place);
    window.see("heading", "");
    look_at(&window, false);
    fs::write(folder.join("today.txt"), DIGEST).expect("a file in the folder");
    window.see_words("Lanterns for Sparse Reward Valleys");

    look_at(&window, true);
    window.press("Control+,");
    window.click("tab", "Import");
    window.click("switch", "Tell me of new papers");
    window.picture("notifications");
    window.wait_until("the settings written", || {
        place
            .device_settings()
            .contains("watched-folders")
            .then_some(())
    });
    look_at(&window, false);
    fs::write(folder.join("later.bib"), LATER).expect("a file in the folder");
    let told = desktop.wait_for_notification();
    assert_eq!(
        told.title, "1 paper from digests",
        "what came before was told"
    );
    window.close();
}
