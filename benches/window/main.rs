//! `cargo xtask bench window`: how quick Offprint's window is, beside a window with nothing in it.
//!
//! Both are real, on one hidden screen, and have their turns in one run, so that both meet the same
//! state of the machine. Keys and mouse are those of the X server. What a page shows is watched in
//! the page; what is on the screen is fetched from the X server again and again. No figure fails.

mod empty;
mod keys;
mod library;
mod memory;
mod page;
mod places;
mod screen;
mod scrolling;
mod start;
mod table;

// The tools of the tests in a real window; not all of each is needed here.
#[allow(dead_code)]
#[path = "../../tests/window/driver.rs"]
mod driver;
#[allow(dead_code)]
#[path = "../../tests/window/place.rs"]
mod place;
#[allow(dead_code)]
#[path = "../../tests/window/window.rs"]
mod window;
#[allow(dead_code)]
#[path = "../../tests/window/xdotool.rs"]
mod xdotool;

use std::env;
use std::error::Error;
use std::path::Path;

use page::Page;
use place::Place;
use screen::{Part, Screen};
use start::Rows;
use window::Window;

/// How many papers the library has, unless another number is given.
const N_PAPERS: usize = 100_000;
/// What can be measured by itself.
const PARTS: [&str; 5] = ["memory", "keys", "places", "scrolling", "start"];
/// Where the empty window stands on the screen, beside Offprint's.
const BESIDE: i32 = 1280;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments
        .iter()
        .any(|argument| argument == empty::EMPTY_WINDOW)
    {
        empty::run();
        return Ok(());
    }
    let number = arguments.iter().find_map(|argument| argument.parse().ok());
    let words: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|word| PARTS.contains(word))
        .collect();
    let is_wanted = |part: &str| words.is_empty() || words.contains(&part);
    let place = Place::new();
    let source = place.source("invented.bib", "");
    library::fill(&place.library(), &source, number.unwrap_or(N_PAPERS))?;
    let screen = Screen::open()?;
    let own = env::current_exe()?.display().to_string();
    let window = Window::open(&place);
    window.see("option", "");
    let offprint = Page::new(window, &screen, 0)?;
    let window = Window::open_program(&place, Path::new(&own), &[empty::EMPTY_WINDOW.to_owned()]);
    let empty = Page::new(window, &screen, BESIDE)?;
    offprint.focus()?;
    offprint.press("j")?;
    offprint.wait_for(keys::CURSOR)?;
    let rows = rows_of(&offprint)?;

    if is_wanted("memory") {
        memory::print("once opened", &offprint, &empty);
    }
    if is_wanted("keys") {
        keys::measure(&offprint, &empty)?;
    }
    if is_wanted("places") {
        places::measure(&offprint, &empty)?;
    }
    if is_wanted("scrolling") {
        scrolling::measure(&offprint, &empty, &screen)?;
    }
    if is_wanted("memory") {
        memory::print("after all that", &offprint, &empty);
    }
    drop((offprint, empty));
    if is_wanted("start") {
        start::measure(&place, &screen, rows)?;
    }
    Ok(())
}

/// Returns Offprint's program.
fn offprint() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_offprint-desktop"))
}

/// Returns where the titles are, from the second row on: the first is chosen.
fn rows_of(offprint: &Page<'_>) -> Outcome<Rows> {
    let whole = offprint.part("document.querySelector('[role=listbox]')")?;
    let row_px = offprint.run("return document.querySelector('[role=option]').offsetHeight")?;
    Ok(Rows {
        titles: Part {
            left: whole.left + 48,
            width: 160,
            ..whole
        },
        row_px,
    })
}
