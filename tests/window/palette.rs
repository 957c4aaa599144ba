//! Whatever can be done is found by its name, and by a key of the person's own.

use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::count_of_papers;
use crate::window::Window;

#[test]
fn what_is_typed_into_the_palette_is_done() {
    let place = Place::new();
    let digest = place.source("digest.txt", DIGEST);
    let window = Window::open_with(&place, &[&digest.display().to_string()]);
    let [first, second, ..] = TITLES;
    window.click("option", first);
    window.see_chosen(first);

    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.type_text("skim");
    window.picture("palette");
    window.press("Enter");
    window.see_gone("dialog", "Command palette");
    window.see_chosen(second);
    assert_eq!(count_of_papers(&place, &["--state", "skimmed"]), 1);

    // A paper is found by a word in it, wherever it stands.
    window.press("Control+k");
    window.type_text("lanterns");
    window.see("option", "Lanterns");
    window.press("Enter");
    window.see("heading", "All papers");
    window.see_chosen(first);

    window.press("Control+k");
    window.see("combobox", "Command palette");
    window.press("Control+k");
    window.see_gone("dialog", "Command palette");
    window.close();
}

#[test]
fn a_key_of_ones_own_works_at_once_and_after_a_restart() {
    let place = Place::new();
    let digest = place.source("digest.txt", DIGEST);
    let window = Window::open_with(&place, &[&digest.display().to_string()]);
    let [first, second, ..] = TITLES;
    window.see("option", first);

    window.press("Control+,");
    window.click("tab", "Keyboard");
    window.click("button", "Drop: D. Change");
    window.see_words("Press a key…");
    window.press("9");
    window.see("button", "Drop: 9. Change");
    window.picture("key-changed");
    window.press("g");
    window.press("i");
    window.click("option", first);
    window.see_chosen(first);
    window.press("d");
    window.press("9");
    window.see_chosen(second);
    assert_eq!(count_of_papers(&place, &["--state", "dropped"]), 1);
    window.close();

    let settings = place.device_settings();
    assert!(
        settings.contains("drop"),
        "no key of one's own in {settings}"
    );
    let window = Window::open(&place);
    window.click("option", second);
    window.see_chosen(second);
    window.press("9");
    window.see("link", "Inbox, 3 papers");
    assert_eq!(count_of_papers(&place, &["--state", "dropped"]), 2);
    window.close();
}
