//! The process that draws the page ends by itself: for want of memory, or as it fails.

use std::fs;
use std::process::{Child, Command};

use crate::driver::{children_of, wait_for};
use crate::place::Place;
use crate::reader::Reader;
use crate::sources::TITLES;
use crate::terminal::{import_digest, titles_of};
use crate::window::ask_to_close;
use crate::xdotool::{windows_of, xdotool};

#[test]
fn a_page_that_ends_is_begun_anew_and_says_so() {
    let place = Place::new();
    import_digest(&place);
    let [first, second, ..] = TITLES;
    let program = Undriven::start(&place);
    let mut reader = Reader::of(program.process());
    reader.hear("list box", "Inbox");
    reader.hear("list item", first);

    program.end_page();
    reader.hear("panel", "The page had stopped and was opened again");
    reader.hear_focus("list item", first);
    // And it works as before.
    program.press("d");
    reader.hear_focus("list item", second);
    let dropped =
        wait_for(|| (titles_of(&place, &["--state", "dropped"]) == [first]).then_some(()));
    assert!(dropped.is_some(), "the new page does not reach the library");
    program.close();
}

/// The program, as a person starts it: a driver ends its session with the page.
struct Undriven(Child);

impl Undriven {
    fn start(place: &Place) -> Undriven {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offprint-desktop"));
        place.is_home_of(&mut command);
        command.arg("--library").arg(place.library());
        Undriven(command.spawn().expect("the program starts"))
    }

    fn process(&self) -> u32 {
        self.0.id()
    }

    /// Ends the process that draws the page, as the system does for want of memory.
    fn end_page(&self) {
        let page = children_of(self.process()).into_iter().find(|child| {
            let name = fs::read_to_string(format!("/proc/{child}/comm")).unwrap_or_default();
            // A name is cut after fifteen letters.
            name.starts_with("WebKitWebProces")
        });
        let page = page.expect("a process draws the page").to_string();
        let ended = Command::new("kill").args(["-KILL", &page]).status();
        assert!(ended.is_ok_and(|status| status.success()));
    }

    fn press(&self, key: &str) {
        xdotool(&["windowfocus", "--sync", &self.window()]);
        xdotool(&["key", key]);
    }

    fn close(mut self) {
        ask_to_close(&self.window());
        let ended = self.0.wait();
        assert!(ended.is_ok_and(|status| status.success()));
    }

    fn window(&self) -> String {
        let windows = windows_of(self.process(), "Offprint");
        windows.into_iter().next().expect("it is on the screen")
    }
}

impl Drop for Undriven {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
