//! The screen and its keyboard and mouse, as the X server has them: what a person would see and do.

use std::thread;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConnectionExt as _, ImageFormat, InputFocus,
    KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::{CURRENT_TIME, NONE};

use crate::Outcome;
use crate::driver::PATIENCE;

/// How long the screen rests between two looks at it. A look itself takes a tenth of this.
const BETWEEN_LOOKS: Duration = Duration::from_micros(500);

/// Part of the screen, in pixels.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    pub left: i16,
    pub top: i16,
    pub width: u16,
    pub height: u16,
}

/// A connection to the screen.
pub struct Screen {
    connection: RustConnection,
    root: Window,
    first_keycode: u8,
    n_per_keycode: usize,
    keysyms: Vec<u32>,
}

impl Screen {
    pub fn open() -> Outcome<Self> {
        let (connection, number) = x11rb::connect(None)?;
        let setup = connection.setup();
        let root = setup.roots[number].root;
        let first_keycode = setup.min_keycode;
        let n_keycodes = setup.max_keycode - first_keycode + 1;
        let keyboard = connection
            .get_keyboard_mapping(first_keycode, n_keycodes)?
            .reply()?;
        Ok(Self {
            root,
            first_keycode,
            n_per_keycode: usize::from(keyboard.keysyms_per_keycode),
            keysyms: keyboard.keysyms,
            connection,
        })
    }

    /// Gives a window the keys.
    pub fn focus(&self, window: Window) -> Outcome<()> {
        self.connection
            .set_input_focus(InputFocus::PARENT, window, CURRENT_TIME)?
            .check()?;
        Ok(())
    }

    /// Returns the window that lies over all others and is as large as one of ours.
    pub fn uppermost(&self) -> Outcome<Window> {
        const LEAST_WIDTH: u16 = 800;
        let windows = self.connection.query_tree(self.root)?.reply()?.children;
        for window in windows.into_iter().rev() {
            let size = self.connection.get_geometry(window)?.reply();
            let is_shown = self.connection.get_window_attributes(window)?.reply();
            if size.is_ok_and(|size| size.width >= LEAST_WIDTH)
                && is_shown.is_ok_and(|it| it.map_state == MapState::VIEWABLE)
            {
                return Ok(window);
            }
        }
        Err("no window is on the screen".into())
    }

    /// Presses a key, or several held together: `j`, `Next`, `Control+t`. Returns when it was pressed.
    pub fn press(&self, keys: &str) -> Outcome<Instant> {
        let codes: Vec<u8> = keys
            .split('+')
            .map(|key| self.keycode(key))
            .collect::<Outcome<_>>()?;
        let pressed = Instant::now();
        for code in &codes {
            self.fake(KEY_PRESS_EVENT, *code, (0, 0))?;
        }
        for code in codes.iter().rev() {
            self.fake(KEY_RELEASE_EVENT, *code, (0, 0))?;
        }
        self.connection.flush()?;
        Ok(pressed)
    }

    /// Turns the wheel by one notch, downwards.
    pub fn turn_wheel(&self) -> Outcome<()> {
        const DOWN: u8 = 5;
        self.fake(BUTTON_PRESS_EVENT, DOWN, (0, 0))?;
        self.fake(BUTTON_RELEASE_EVENT, DOWN, (0, 0))?;
        self.connection.flush()?;
        Ok(())
    }

    pub fn move_mouse(&self, x: i16, y: i16) -> Outcome<()> {
        self.fake(MOTION_NOTIFY_EVENT, 0, (x, y))?;
        self.connection.flush()?;
        Ok(())
    }

    /// Presses the mouse's first button, or lets it go.
    pub fn hold_mouse(&self, is_held: bool) -> Outcome<()> {
        let event = if is_held {
            BUTTON_PRESS_EVENT
        } else {
            BUTTON_RELEASE_EVENT
        };
        self.fake(event, 1, (0, 0))?;
        self.connection.flush()?;
        Ok(())
    }

    /// Returns what a part of the screen shows: four bytes for each pixel, row by row.
    pub fn look(&self, part: Part) -> Outcome<Vec<u8>> {
        let image = self.connection.get_image(
            ImageFormat::Z_PIXMAP,
            self.root,
            part.left,
            part.top,
            part.width,
            part.height,
            u32::MAX,
        )?;
        Ok(image.reply()?.data)
    }

    /// Looks at a part of the screen until it is as wished, and returns when that was.
    pub fn wait_until(&self, part: Part, mut is_so: impl FnMut(&[u8]) -> bool) -> Outcome<Instant> {
        let started = Instant::now();
        loop {
            if is_so(&self.look(part)?) {
                return Ok(Instant::now());
            }
            if started.elapsed() > PATIENCE {
                return Err(format!("the screen never showed it, at {part:?}").into());
            }
            thread::sleep(BETWEEN_LOOKS);
        }
    }

    fn fake(&self, event: u8, detail: u8, (x, y): (i16, i16)) -> Outcome<()> {
        self.connection
            .xtest_fake_input(event, detail, CURRENT_TIME, NONE, x, y, 0)?;
        Ok(())
    }

    fn keycode(&self, key: &str) -> Outcome<u8> {
        let keysym = keysym(key)?;
        let of_each_code = self.keysyms.chunks(self.n_per_keycode);
        let place = of_each_code
            .into_iter()
            .position(|keysyms| keysyms.first() == Some(&keysym))
            .ok_or_else(|| format!("no key for {key}"))?;
        Ok(self.first_keycode + u8::try_from(place)?)
    }
}

/// Returns the number by which X names a key. Source: `keysymdef.h`.
fn keysym(key: &str) -> Outcome<u32> {
    Ok(match key {
        "Control" => 0xffe3,
        "Escape" => 0xff1b,
        "Home" => 0xff50,
        "PageDown" => 0xff56,
        "End" => 0xff57,
        letter => match letter.as_bytes() {
            [letter] => u32::from(*letter),
            _ => return Err(format!("no key is called {key}").into()),
        },
    })
}
