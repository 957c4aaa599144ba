//! A true drag and drop: files leave another program's window under the mouse and fall on ours.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::driver::PATIENCE;
use crate::window::{Shown, Window};
use crate::xdotool::xdotool;

/// Where the other program's window lies: in the corner of the screen, beside ours.
const SOURCE: (i32, i32, i32, i32) = (1490, 930, 100, 60);

/// Between two movements of the mouse, so that both programs can answer to the first.
const PAUSE: Duration = Duration::from_millis(60);

/// Drags the files onto the window, looks while they hover there, and lets go.
pub fn drop_on(window: &Window, files: &[&Path], while_hovering: impl FnOnce()) {
    let source = DragSource::open(files);
    let (_, area) = window.on_screen();
    let (from_x, from_y) = (SOURCE.0 + SOURCE.2 / 2, SOURCE.1 + SOURCE.3 / 2);
    // Low in the window, so that what is dragged hides nothing of what the window says to it.
    let (to_x, to_y) = (area.left + area.width / 2, area.top + area.height * 7 / 8);
    move_mouse(from_x, from_y);
    mouse("mousedown");
    // A drag begins when the pressed mouse has moved some way.
    for step in 1..=4 {
        move_mouse(from_x - 6 * step, from_y - 6 * step);
    }
    source.wait_for("begun");
    let n_steps = 12;
    for step in 1..=n_steps {
        move_mouse(
            from_x + (to_x - from_x) * step / n_steps,
            from_y + (to_y - from_y) * step / n_steps,
        );
    }
    // One more, inside: the first movement over a window is its entry, the second its place.
    move_mouse(to_x + 3, to_y + 3);
    while_hovering();
    mouse("mouseup");
    source.wait_for("ended");
}

/// Takes something shown by the mouse, moves it onto another, at this part of its height from its top, and lets go
/// after a look.
pub fn drag_onto(
    window: &Window,
    what: &Shown,
    onto: &Shown,
    part: f64,
    while_hovering: impl FnOnce(),
) {
    let (from_x, from_y) = window.point_on_screen(what, 0.5);
    let (to_x, to_y) = window.point_on_screen(onto, part);
    move_mouse(from_x, from_y);
    mouse("mousedown");
    let n_steps = 8;
    for step in 1..=n_steps {
        move_mouse(
            from_x + (to_x - from_x) * step / n_steps,
            from_y + (to_y - from_y) * step / n_steps,
        );
    }
    while_hovering();
    mouse("mouseup");
}

/// Takes something shown by the mouse, and lets it go on what is there only once it is dragged, after a look.
pub fn drag_to_shown(
    window: &Window,
    what: &Shown,
    onto: (&str, &str),
    while_hovering: impl FnOnce(),
) {
    let (from_x, from_y) = window.point_on_screen(what, 0.5);
    move_mouse(from_x, from_y);
    mouse("mousedown");
    for step in 1..=4 {
        move_mouse(from_x + 6 * step, from_y);
    }
    // What lies over the window comes after what it lies over, which may go by the same name.
    window.wait_until("what it is dragged onto", || {
        (window.find(onto.0, onto.1).len() > 1).then_some(())
    });
    let found = window.find(onto.0, onto.1);
    let target = found.last().expect("it was found");
    let (to_x, to_y) = window.point_on_screen(target, 0.5);
    for step in 1..=8 {
        move_mouse(
            from_x + (to_x - from_x) * step / 8,
            from_y + (to_y - from_y) * step / 8,
        );
    }
    while_hovering();
    mouse("mouseup");
}

struct DragSource {
    process: Child,
    says: Receiver<String>,
}

impl DragSource {
    fn open(files: &[&Path]) -> DragSource {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window/drag_source.py");
        // The system's own Python has the bindings; another may stand first in the path.
        let mut process = Command::new("/usr/bin/python3")
            .arg(script)
            .args([SOURCE.0, SOURCE.1, SOURCE.2, SOURCE.3].map(|number| number.to_string()))
            .args(files)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the system's Python is installed: run `cargo xtask window-tests`");
        let output = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        let (say, says) = mpsc::channel();
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                if say.send(line).is_err() {
                    break;
                }
            }
        });
        let source = DragSource { process, says };
        source.wait_for("shown");
        source
    }

    fn wait_for(&self, word: &str) {
        loop {
            match self.says.recv_timeout(PATIENCE) {
                Ok(said) if said == word => return,
                Ok(_) => {}
                Err(_) => panic!("what is dragged from never said “{word}”"),
            }
        }
    }
}

impl Drop for DragSource {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn move_mouse(x: i32, y: i32) {
    xdotool(&["mousemove", "--sync", &x.to_string(), &y.to_string()]);
    thread::sleep(PAUSE);
}

fn mouse(what: &str) {
    xdotool(&[what, "1"]);
    thread::sleep(PAUSE);
}
