//! What is set holds at once, is written, and is there after a restart.

use crate::place::Place;
use crate::terminal::import_digest;
use crate::window::Window;

#[test]
fn theme_density_and_language_hold_at_once_and_after_a_restart() {
    let place = Place::new();
    place.set_device("# my own line\n[appearance]\ntheme = \"light\"\n");
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    window.press("Control+,");
    window.click("tab", "Appearance");
    window.press("Tab");
    window.press("ArrowRight");
    window.wait_until("the dark theme", || (ground(&window) < 90).then_some(()));
    window.press("Tab");
    window.press("ArrowLeft");
    window.click("tab", "General");
    window.press("Tab");
    window.press("ArrowRight");
    window.press("ArrowRight");
    window.see("tab", "Aussehen");
    window.picture("settings-changed");
    window.close();

    let written = place.device_settings();
    for part in ["# my own line", "\"dark\"", "\"compact\"", "\"de\""] {
        assert!(written.contains(part), "no {part} in {written}");
    }
    let window = Window::open(&place);
    window.see("link", "Eingang");
    window.wait_until("the dark theme", || (ground(&window) < 90).then_some(()));
    window.close();
}

#[test]
fn rows_are_as_high_as_the_density_that_is_chosen() {
    let place = Place::new();
    import_digest(&place);
    let window = Window::open(&place);
    let usual = row_height(&window);

    window.press("Control+,");
    window.click("tab", "Appearance");
    window.press("Tab");
    window.press("Tab");
    window.press("ArrowLeft");
    window.click("link", "Inbox, 5 papers");
    let compact = row_height(&window);
    assert!(compact < usual, "compact {compact}, usual {usual}");
    window.picture("rows-compact");

    // The palette leads there as well.
    window.press("Control+k");
    window.type_text("density");
    window.press("Enter");
    window.see("radiogroup", "Density");
    window.click("tab", "Appearance");
    window.press("Tab");
    window.press("Tab");
    window.press("ArrowRight");
    window.press("ArrowRight");
    window.click("link", "Inbox, 5 papers");
    let roomy = row_height(&window);
    assert!(roomy > usual, "roomy {roomy}, usual {usual}");
    window.picture("rows-roomy");
    window.close();
}

/// Waits until a row of the list is there, and returns how high it is, in pixels.
#[track_caller]
fn row_height(window: &Window) -> u64 {
    let look = "return document.querySelector('[role=option]')?.offsetHeight ?? 0";
    window.wait_until("a row of the list", || {
        let height = window.script(look, &[]).ok()?.as_u64()?;
        (height > 0).then_some(height)
    })
}

/// Returns how bright the page's ground is, from 0 to 255.
fn ground(window: &Window) -> u64 {
    let look =
        "return Number(/\\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0] ?? 255)";
    let bright = window.script(look, &[]).unwrap_or_default();
    bright.as_u64().unwrap_or(255)
}
