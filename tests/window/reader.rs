//! A screen reader: what it gets of a page, by role, name and state.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::driver::wait_for;

/// One line of the accessibility tree.
#[derive(Debug)]
struct Heard {
    /// As AT-SPI names it.
    role: String,
    name: String,
    states: String,
}

/// A screen reader, that reads the page of one window.
pub struct Reader {
    process: Child,
    answers: BufReader<ChildStdout>,
}

impl Reader {
    /// Starts to read the page of a program.
    pub fn of(program: u32) -> Reader {
        let script =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window/accessibility_tree.py");
        let mut process = Command::new("/usr/bin/python3")
            .arg(script)
            .arg(program.to_string())
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
    pub fn hear(&mut self, role: &str, name: &str) {
        self.wait_to_hear(&format!("a {role} “{name}”"), |heard| {
            heard.is(role, name)
        });
    }

    /// Waits until the focus is on something of this role whose name holds `name`.
    #[track_caller]
    pub fn hear_focus(&mut self, role: &str, name: &str) {
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
