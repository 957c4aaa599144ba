//! The tools of these tests do what they say.

use crate::place::Place;
use crate::window::Window;

#[test]
fn the_window_opens_and_is_named() {
    let place = Place::new();
    let window = Window::open(&place);
    window.wait_until("the title", || window.title().contains("Offprint").then_some(()));
    window.picture("window-opens");
    window.close();
}
