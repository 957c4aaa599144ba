//! An open window of either kind: its page, its place on the screen, its keys.

use std::thread;
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Outcome;
use crate::driver::wait_for;
use crate::screen::{Part, Screen};
use crate::window::{Area, Window};

const PAGE: &str = include_str!("page.js");
/// How long a window is left alone before a key, so that what the key before it began has ended.
const REST: Duration = Duration::from_millis(250);

/// How long a part of the screen must not have changed before a key is pressed.
const STANDS_STILL: Duration = Duration::from_millis(150);

/// From a key to what it brings, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Answered {
    /// From when the page heard it until it held the change.
    pub changed: f64,
    /// From when the page heard it until it had drawn the change: until the second frame after it began.
    pub drawn: f64,
    /// From when it was pressed until the first pixel was another on the screen.
    pub seen: f64,
}

/// A window that is driven, and looked at.
pub struct Page<'a> {
    window: Window<'a>,
    screen: &'a Screen,
    number: u32,
    area: Area,
}

impl<'a> Page<'a> {
    /// Takes a window that has opened, and puts its left edge there on the screen.
    pub fn new(window: Window<'a>, screen: &'a Screen, left: i32) -> Outcome<Self> {
        let (number, _) = window.on_screen();
        crate::xdotool::xdotool(&["windowmove", "--sync", &number, &left.to_string(), "0"]);
        let (_, area) = window.on_screen();
        let page = Self {
            number: number.parse()?,
            window,
            screen,
            area,
        };
        page.run::<Value>(PAGE)?;
        Ok(page)
    }

    pub fn process(&self) -> u32 {
        self.window.process()
    }

    /// Gives it the keys, and waits until it rests.
    pub fn focus(&self) -> Outcome<()> {
        self.screen.focus(self.number)?;
        self.rest();
        Ok(())
    }

    pub fn rest(&self) {
        thread::sleep(REST);
    }

    pub fn press(&self, keys: &str) -> Outcome<()> {
        self.screen.press(keys)?;
        Ok(())
    }

    /// Runs a script in the page and returns what it returns.
    pub fn run<T: DeserializeOwned>(&self, script: &str) -> Outcome<T> {
        let answer = self.window.script(script, &[]);
        let answer = answer.map_err(|refusal| refusal.words)?;
        Ok(serde_json::from_value(answer)?)
    }

    /// Waits until an expression of the page is true.
    pub fn wait_for(&self, expression: &str) -> Outcome<()> {
        let script = format!("return Boolean({expression})");
        let came = wait_for(|| self.run::<bool>(&script).ok()?.then_some(()));
        came.ok_or_else(|| format!("never came: {expression}").into())
    }

    /// Returns where an element lies on the screen; `expression` is of the page.
    pub fn part(&self, expression: &str) -> Outcome<Part> {
        let script = format!(
            "const {{ left, top, width, height }} = ({expression}).getBoundingClientRect();
             return [left, top, Math.min(width, innerWidth - left), Math.min(height, innerHeight - top)].map(Math.round)"
        );
        let [left, top, width, height]: [i32; 4] = self.run(&script)?;
        Ok(Part {
            left: i16::try_from(left + self.area.left)?,
            top: i16::try_from(top + self.area.top)?,
            width: u16::try_from(width)?,
            height: u16::try_from(height)?,
        })
    }

    /// Presses a key and waits until it has been answered, in the page and on the screen.
    ///
    /// `look` is an expression of the page that becomes another, `place` an element there: pixels
    /// count where it lies when the key is pressed.
    pub fn answer(&self, keys: &str, look: &str, place: &str) -> Outcome<Answered> {
        self.rest();
        let whole = self.part(place)?;
        // The larger a picture, the longer it takes to fetch.
        let part = Part {
            width: whole.width.min(480),
            height: whole.height.min(80),
            ..whole
        };
        self.run::<Value>(&format!("bench.await(() => {look})"))?;
        let before = self.still(part)?;
        let pressed = self.screen.press(keys)?;
        let seen = self.screen.wait_until(part, |now| now != before)?;
        let Awaited { changed, drawn } = self.awaited(keys)?;
        let seen = (seen - pressed).as_secs_f64() * 1000.0;
        Ok(Answered {
            changed,
            drawn,
            seen,
        })
    }

    /// Presses keys one after another and waits, from the last of them on, until `look` is another
    /// and has been drawn. Returns how long that took, in milliseconds.
    pub fn answer_in_page(&self, keys: &[&str], look: &str) -> Outcome<f64> {
        self.rest();
        let [first @ .., last] = keys else {
            return Err("no key to press".into());
        };
        for key in first {
            self.screen.press(key)?;
            thread::sleep(Duration::from_millis(30));
        }
        self.run::<Value>(&format!("bench.await(() => {look})"))?;
        self.screen.press(last)?;
        Ok(self.awaited(last)?.drawn)
    }

    /// Returns what a part of the screen shows once it stands still.
    fn still(&self, part: Part) -> Outcome<Vec<u8>> {
        let mut before = self.screen.look(part)?;
        loop {
            thread::sleep(STANDS_STILL);
            let now = self.screen.look(part)?;
            if now == before {
                return Ok(now);
            }
            before = now;
        }
    }

    fn awaited(&self, keys: &str) -> Outcome<Awaited> {
        let awaited =
            || -> Option<Awaited> { self.run::<Option<_>>("return bench.awaited()").ok()? };
        wait_for(awaited).ok_or_else(|| format!("{keys} was never answered").into())
    }
}

#[derive(Deserialize)]
struct Awaited {
    changed: f64,
    drawn: f64,
}
