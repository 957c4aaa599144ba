//! The main job by keys alone, as a screen reader has it: from copied text to a paper that was read, and found again.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::driver::wait_for;
use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{count_of_papers, titles_of};
use crate::window::{Clipboard, Window};

/// One line of the accessibility tree.
#[derive(Debug)]
struct Heard {
    /// As AT-SPI names it.
    role: String,
    name: String,
    states: String,
}

#[test]
fn a_screen_reader_hears_the_main_job_through_to_its_end() {
    let place = Place::new();
    let [first, second, third, fourth, fifth] = TITLES;
    let _copied = Clipboard::holding(DIGEST);
    let window = Window::open(&place);
    let mut reader = Reader::of(&window);
    reader.hear("heading", "Drop a digest here");
    reader.hear("landmark", "Views");

    window.press("Control+v");
    reader.hear("dialog", "Import");
    reader.hear("push button", "Import 5");
    window.press("Control+Enter");
    reader.hear("link", "Inbox, 5 papers");
    reader.hear("list box", "Inbox");
    reader.hear_focus("list item", first);

    window.press("Control+t");
    reader.hear_focus("article", &format!("{first}, 1 of 5"));
    reader.hear("tool bar", "Decide");
    for name in ["Queue", "Read", "Skimmed", "Drop"] {
        reader.hear("toggle button", name);
    }
    reader.hear("push button", "Undo");
    for (key, next) in [("q", second), ("d", third), ("q", fourth), ("s", fifth)] {
        window.press(key);
        reader.hear_focus("article", next);
    }
    window.press("d");
    reader.hear("heading", "All 5 decided");

    // Reading begins, and ends with a line to remember.
    window.press("Enter");
    reader.hear("heading", "Reading");
    reader.hear_focus("list item", first);
    // What is asked for goes by itself where nobody answers.
    window.press("r");
    window.press("n");
    reader.hear_focus("entry", "What will you remember?");
    window.type_text("Seven lamps are enough.\n");
    reader.hear("link", "Finished, 2 papers");

    // And it is found again by what was written.
    window.press("/");
    reader.hear_focus("combo box", "Search");
    window.type_text("lamps");
    reader.hear("list item", first);
    window.press("Enter");
    reader.hear_focus("list item", first);
    window.close();
    assert_eq!(titles_of(&place, &["--state", "read"]), [first]);
    assert_eq!(count_of_papers(&place, &["--search", "lamps"]), 1);
    assert_eq!(titles_of(&place, &["--state", "queued"]), [third]);
}

/// A screen reader, that reads the page of one window.
struct Reader {
    process: Child,
    answers: BufReader<ChildStdout>,
}

impl Reader {
    fn of(window: &Window) -> Reader {
        let script =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window/accessibility_tree.py");
        let mut process = Command::new("/usr/bin/python3")
            .arg(script)
            .arg(window.process().to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the system's Python is installed: run `cargo xtask window-tests`");
        let answers = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        Reader { process, answers }
    }

    /// Waits until something of this role is there whose name holds `name`.
    #[track_caller]
    fn hear(&mut self, role: &str, name: &str) {
        self.wait_to_hear(&format!("a {role} “{name}”"), |heard| {
            heard.is(role, name)
        });
    }

    /// Waits until the focus is on something of this role whose name holds `name`.
    #[track_caller]
    fn hear_focus(&mut self, role: &str, name: &str) {
        self.wait_to_hear(&format!("the focus on the {role} “{name}”"), |heard| {
            heard.is(role, name) && heard.states.contains("focused")
        });
    }

    #[track_caller]
    fn wait_to_hear(&mut self, what: &str, is_it: impl Fn(&Heard) -> bool) {
        let heard = wait_for(|| self.page().iter().any(&is_it).then_some(()));
        assert!(
            heard.is_some(),
            "a screen reader never heard {what}, but {:#?}",
            self.page()
        );
    }

    /// Returns the page as it is; empty where there is none yet.
    fn page(&mut self) -> Vec<Heard> {
        let ask = self.process.stdin.as_mut().expect("its input is a pipe");
        writeln!(ask).expect("the reader runs");
        let mut page = Vec::new();
        loop {
            let mut line = String::new();
            let n_bytes = self.answers.read_line(&mut line).expect("the reader runs");
            assert!(n_bytes > 0, "the reader ended");
            let mut parts = line.trim_end_matches('\n').split('\t').map(str::to_owned);
            let (Some(role), Some(name), Some(states)) = (parts.next(), parts.next(), parts.next())
            else {
                return page;
            };
            page.push(Heard { role, name, states });
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Heard {
    fn is(&self, role: &str, name: &str) -> bool {
        self.role == role && self.name.contains(name)
    }
}
