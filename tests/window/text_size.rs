//! Text is made larger and smaller by keys, as in a browser.

use crate::place::Place;
use crate::rulers::sticking_out;
use crate::sources::TITLES;
use crate::terminal::import_digest;
use crate::window::Window;

#[test]
fn keys_make_all_text_larger_lose_nothing_and_hold_after_a_restart() {
    let place = Place::new();
    import_digest(&place);
    let third = TITLES[2];
    let window = Window::open(&place);
    window.click("option", third);
    window.see_chosen(third);

    for size in [115, 130, 150, 175, 200, 200] {
        window.press("Control+=");
        see_size(&window, size);
    }
    // The one pane that is left is the list, and the paper is still the chosen one and in view.
    window.see_chosen(third);
    assert_eq!(sticking_out(&window), [""; 0]);
    window.picture("text-200-by-keys");
    window.press("Enter");
    window.see("heading", third);
    assert_eq!(sticking_out(&window), [""; 0]);
    window.press("Escape");
    window.see_chosen(third);

    // In a field the keys hold as well, and what is typed there stays.
    window.press("n");
    window.see("textbox", "Note");
    window.type_text("Large enough");
    window.press("Control+-");
    see_size(&window, 175);
    window.press("Control+0");
    see_size(&window, 100);
    window.type_text(", and small again.");
    window.press("Escape");
    window.see("option", "Large enough, and small again.");

    // Whatever lies over the window, too.
    window.press("?");
    window.see("dialog", "Keyboard");
    window.press("Control+=");
    see_size(&window, 115);
    window.press("Control+=");
    see_size(&window, 130);
    window.press("Escape");
    window.see_gone("dialog", "Keyboard");
    window.close();

    let settings = place.device_settings();
    assert!(settings.contains("text-size = 130"), "{settings}");
    let window = Window::open(&place);
    window.see("option", third);
    see_size(&window, 130);
    window.close();
}

/// Waits until the text has this size, in per cent of the usual one.
#[track_caller]
fn see_size(window: &Window, size: u32) {
    let look = "return parseFloat(getComputedStyle(document.documentElement).fontSize) / 0.16";
    window.wait_until(&format!("text at {size} %"), || {
        let now = window.script(look, &[]).ok()?.as_f64()?;
        ((now - f64::from(size)).abs() < 0.5).then_some(())
    });
}
