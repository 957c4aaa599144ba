//! Scrolling the whole list: are there blank rows, and how long is a frame?

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::page::Page;
use crate::screen::{Part, Screen};
use crate::table::{Figures, print_heading, print_line};

const N_TURNS: usize = 3;
/// How long one way of scrolling goes on.
const N_STEPS: u16 = 120;
const STEP: Duration = Duration::from_millis(16);
/// How long it is looked at after that.
const AFTERWARDS: Duration = Duration::from_millis(600);
const BETWEEN_LOOKS: Duration = Duration::from_millis(4);

const LIST: &str = "document.querySelector('[role=listbox]')";
const SCROLLER: &str = "document.documentElement";

const CHEQUER: &str = "document.querySelector('.whole').classList.toggle('chequered')";

/// A way of scrolling, by its name.
type Way = (&'static str, fn(&Page<'_>, &Screen) -> Outcome<()>);

/// What one way of scrolling came to, over its turns.
#[derive(Default)]
struct Seen {
    /// Every frame, in ms.
    frames: Figures,
    /// Of each turn: the longest time that a row's place was blank in the page, and on the screen; in ms.
    blank_in_page: Figures,
    blank_on_screen: Figures,
}

/// Scrolls by wheel, by keys and by the scroll bar, in both windows by turns, and prints what it showed.
pub fn measure(offprint: &Page<'_>, empty: &Page<'_>, screen: &Screen) -> Outcome<()> {
    let ways: [Way; 3] = [
        ("wheel, 60 notches a second", by_wheel),
        ("`PageDown`, 30 a second", by_page),
        ("the scroll bar, to the middle in a second", by_scroll_bar),
    ];
    let mut seen = Vec::new();
    for (name, way) in ways {
        let (mut ours, mut other, mut chequered) =
            (Seen::default(), Seen::default(), Seen::default());
        for _ in 0..N_TURNS {
            for (page, list, seen) in [(offprint, LIST, &mut ours), (empty, SCROLLER, &mut other)] {
                to_top(page, list)?;
                scroll(page, list, screen, (name, way), seen)?;
            }
            // Once more, as what is not drawn yet is seen only there.
            empty.run::<serde_json::Value>(CHEQUER)?;
            to_top(empty, SCROLLER)?;
            scroll(empty, SCROLLER, screen, (name, way), &mut chequered)?;
            empty.run::<serde_json::Value>(CHEQUER)?;
        }
        other.blank_on_screen = chequered.blank_on_screen;
        seen.push((name, ours, other));
    }
    to_top(offprint, LIST)?;
    print_heading("a frame while scrolling", "ms");
    for (name, ours, other) in &seen {
        print_line(name, &ours.frames, Some(&other.frames));
    }
    print_heading("longest time that a row was blank", "ms");
    for (name, ours, other) in &seen {
        // The empty window's page has no rows that could be late.
        print_line(&format!("{name}: in the page"), &ours.blank_in_page, None);
        print_line(
            &format!("{name}: on the screen"),
            &ours.blank_on_screen,
            Some(&other.blank_on_screen),
        );
    }
    Ok(())
}

fn to_top(page: &Page<'_>, list: &str) -> Outcome<()> {
    page.focus()?;
    page.press("Home")?;
    page.run::<serde_json::Value>(&format!("{list}.scrollTop = 0"))?;
    page.wait_for(&format!("{list}.scrollTop === 0"))?;
    page.rest();
    Ok(())
}

fn scroll(
    page: &Page<'_>,
    list: &str,
    screen: &Screen,
    (name, way): Way,
    seen: &mut Seen,
) -> Outcome<()> {
    let whole = page.part(list)?;
    // Where titles and what stands below them begin, past the marks of the state.
    let titles = Part {
        left: whole.left + 48,
        width: 160,
        ..whole
    };
    let row_px: f64 =
        page.run("return document.querySelector('[role=option]')?.offsetHeight ?? 68")?;
    screen.move_mouse(whole.left + 200, whole.top + 200)?;
    page.run::<serde_json::Value>("bench.beginFrames()")?;
    let ends = AtomicBool::new(false);
    let (scrolled, blank) = thread::scope(|scope| {
        let looking = scope.spawn(|| blank_on_screen(titles, row_px as usize, &ends));
        let scrolled = way(page, screen);
        thread::sleep(AFTERWARDS);
        ends.store(true, Ordering::Relaxed);
        (scrolled, looking.join().expect("looking does not panic"))
    });
    scrolled?;
    let frames: Vec<(f64, f64)> = page.run("return bench.endFrames()")?;
    let scroll_top: f64 = page.run(&format!("return {list}.scrollTop"))?;
    if scroll_top == 0.0 {
        return Err(format!("nothing was scrolled by {name}").into());
    }
    for pair in frames.windows(2) {
        seen.frames.note(pair[1].0 - pair[0].0);
    }
    // Less than half a row is the space above the first row and below the last.
    let blank_frames = frames.iter().map(|(at, px)| (*at, *px > row_px / 2.0));
    seen.blank_in_page.note(longest(blank_frames));
    seen.blank_on_screen.note(blank?);
    Ok(())
}

fn by_wheel(_: &Page<'_>, screen: &Screen) -> Outcome<()> {
    for _ in 0..N_STEPS {
        screen.turn_wheel()?;
        thread::sleep(STEP);
    }
    Ok(())
}

fn by_page(page: &Page<'_>, _: &Screen) -> Outcome<()> {
    for _ in 0..N_STEPS / 2 {
        page.press("PageDown")?;
        thread::sleep(STEP * 2);
    }
    Ok(())
}

fn by_scroll_bar(page: &Page<'_>, screen: &Screen) -> Outcome<()> {
    const N_MOVES: i16 = 60;
    let list = if page.run::<bool>(&format!("return {LIST} !== null"))? {
        LIST
    } else {
        SCROLLER
    };
    let whole = page.part(list)?;
    let x = whole.left + i16::try_from(whole.width)? - 5;
    let top = whole.top + 12;
    let way = i16::try_from(whole.height)? / 2;
    // The bar shows itself to a mouse that comes near.
    screen.move_mouse(x - 20, top)?;
    thread::sleep(STEP * 4);
    screen.move_mouse(x, top)?;
    thread::sleep(STEP * 10);
    screen.hold_mouse(true)?;
    for move_ in 1..=N_MOVES {
        let y = i32::from(way) * i32::from(move_) / i32::from(N_MOVES);
        screen.move_mouse(x, top + i16::try_from(y)?)?;
        thread::sleep(STEP);
    }
    screen.hold_mouse(false)
}

/// Looks at the titles until told to end, and returns the longest time that one was missing, in ms.
fn blank_on_screen(titles: Part, row_px: usize, ends: &AtomicBool) -> Result<f64, String> {
    let look = || -> Outcome<f64> {
        let screen = Screen::open()?;
        let started = Instant::now();
        let mut looks = Vec::new();
        while !ends.load(Ordering::Relaxed) {
            let picture = screen.look(titles)?;
            let at = started.elapsed().as_secs_f64() * 1000.0;
            looks.push((at, has_blank_row(&picture, titles.width, row_px)));
            thread::sleep(BETWEEN_LOOKS);
        }
        Ok(longest(looks))
    };
    look().map_err(|error| error.to_string())
}

/// Returns the longest time that something was so, of moments in their order.
fn longest(moments: impl IntoIterator<Item = (f64, bool)>) -> f64 {
    let mut since = None;
    let mut longest = 0.0_f64;
    for (at, is_so) in moments {
        match (is_so, since) {
            (true, None) => since = Some(at),
            (false, Some(from)) => {
                longest = longest.max(at - from);
                since = None;
            }
            _ => {}
        }
    }
    longest
}

/// Says whether somewhere in a picture as many lines as a row has are of one colour each.
pub fn has_blank_row(picture: &[u8], width: u16, row_px: usize) -> bool {
    let mut n_plain = 0;
    for line in picture.chunks_exact(usize::from(width) * 4) {
        let (first, rest) = line.split_at(4);
        let is_plain = rest.chunks_exact(4).all(|pixel| pixel == first);
        n_plain = if is_plain { n_plain + 1 } else { 0 };
        if n_plain >= row_px {
            return true;
        }
    }
    false
}
