//! From starting the program to what it shows, and to the first key that it answers.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use crate::empty::EMPTY_WINDOW;
use crate::place::Place;
use crate::screen::{Part, Screen};
use crate::scrolling::has_blank_row;
use crate::table::{Figures, print_heading, print_line};
use crate::{Outcome, offprint};

const N_TURNS: usize = 5;
/// How long a key that was not answered is waited for before it is pressed again.
const BEFORE_AGAIN: Duration = Duration::from_millis(100);
/// How long a program is given to be gone before the next starts.
const AFTER_END: Duration = Duration::from_secs(2);
/// The background of the empty window, as the screen has it: blue, green, red.
const EMPTY_COLOUR: [u8; 3] = [0x55, 0x44, 0x33];

/// Where the rows are in Offprint's window, and how high one is.
#[derive(Clone, Copy)]
pub struct Rows {
    pub titles: Part,
    pub row_px: usize,
}

/// What one program needed, over its turns, in ms.
#[derive(Default)]
struct Started {
    shown: Figures,
    usable: Figures,
}

/// Starts both programs by turns, without a driver, and prints how long each needed.
pub fn measure(place: &Place, screen: &Screen, rows: Rows) -> Outcome<()> {
    let (mut ours, mut other) = (Started::default(), Started::default());
    for _ in 0..N_TURNS {
        let mut command = Command::new(offprint());
        command.arg("--library").arg(place.library());
        let has_rows = |now: &[u8]| !has_blank_row(now, rows.titles.width, rows.row_px);
        start(
            place,
            screen,
            command,
            rows.titles,
            has_rows,
            "j",
            &mut ours,
        )?;
        let mut command = Command::new(env::current_exe()?);
        command.arg(EMPTY_WINDOW);
        let is_painted = |now: &[u8]| now.chunks_exact(4).any(|pixel| pixel[..3] == EMPTY_COLOUR);
        start(
            place,
            screen,
            command,
            rows.titles,
            is_painted,
            "f",
            &mut other,
        )?;
    }
    print_heading("from starting the program", "ms");
    print_line(
        "to all rows in sight; empty: to its page",
        &ours.shown,
        Some(&other.shown),
    );
    print_line(
        "to the first key answered",
        &ours.usable,
        Some(&other.usable),
    );
    Ok(())
}

fn start(
    place: &Place,
    screen: &Screen,
    mut command: Command,
    part: Part,
    is_shown: impl Fn(&[u8]) -> bool,
    key: &str,
    noted: &mut Started,
) -> Outcome<()> {
    place.is_home_of(&mut command);
    let started = Instant::now();
    let child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let _running = Running(child);
    let shown = screen.wait_until(part, is_shown)?;
    screen.focus(screen.uppermost()?)?;
    let before = screen.look(part)?;
    let mut pressed: Option<Instant> = None;
    let usable = loop {
        if pressed.is_none_or(|at| at.elapsed() > BEFORE_AGAIN) {
            pressed = Some(screen.press(key)?);
        }
        if screen.look(part)? != before {
            break Instant::now();
        }
    };
    noted.shown.note((shown - started).as_secs_f64() * 1000.0);
    noted.usable.note((usable - started).as_secs_f64() * 1000.0);
    Ok(())
}

/// A program that ends with this value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
        thread::sleep(AFTER_END);
    }
}
