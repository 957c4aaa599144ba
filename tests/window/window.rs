//! Offprint's window, as a person has it before them: what is there, by role and name; keys;
//! clicks; pictures.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;
use std::{fs, mem};

use serde_json::{Value, json};

use crate::driver::{Driver, Refusal, wait_for};
use crate::place::{Place, pictures};
use crate::xdotool::{ask_xdotool, windows_of, xdotool};

/// The name by which WebDriver hands over an element.
/// Source: W3C WebDriver, "Elements".
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

const FIND: &str = include_str!("find.js");

/// How long a screen must not have changed before its picture is kept.
const STANDS_STILL: Duration = Duration::from_millis(200);

/// Something the page shows.
#[derive(Debug)]
pub struct Shown {
    id: String,
    pub name: String,
}

/// Asks a window of the screen to close, as its button does.
pub fn ask_to_close(window: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window/close_window.py");
    let asked = Command::new("/usr/bin/python3")
        .arg(script)
        .arg(window)
        .status();
    assert!(
        asked.is_ok_and(|status| status.success()),
        "the window was not asked to close"
    );
}

/// Where a window lies on the screen, in pixels.
pub struct Area {
    pub left: i32,
    pub top: i32,
    pub width: i32,
    pub height: i32,
}

/// An open window on a test's library.
pub struct Window<'place> {
    place: &'place Place,
    driver: Driver,
}

impl<'place> Window<'place> {
    /// Opens the window on the place's library.
    pub fn open(place: &'place Place) -> Window<'place> {
        Window::open_with(place, &[])
    }

    /// Opens the window as a person does who names no library.
    pub fn open_usual(place: &'place Place) -> Window<'place> {
        let offprint = Path::new(env!("CARGO_BIN_EXE_offprint-desktop"));
        Window::open_program(place, offprint, &[])
    }

    /// Opens the window on the place's library, with these paths to import.
    pub fn open_with(place: &'place Place, paths: &[&str]) -> Window<'place> {
        let library = place.library().display().to_string();
        let arguments: Vec<String> = ["--library", &library]
            .iter()
            .chain(paths)
            .map(|word| (*word).to_owned())
            .collect();
        let offprint = Path::new(env!("CARGO_BIN_EXE_offprint-desktop"));
        Window::open_program(place, offprint, &arguments)
    }

    /// Opens the window of a program, at home in the place.
    pub fn open_program(
        place: &'place Place,
        program: &Path,
        arguments: &[String],
    ) -> Window<'place> {
        Window {
            place,
            driver: Driver::start(place, program, arguments),
        }
    }

    /// Closes the window, as its button does, and waits until the program has ended.
    pub fn close(self) {
        self.ask_to_close();
        self.see_closed();
    }

    /// Asks the window to close, as its button does.
    pub fn ask_to_close(&self) {
        let (window, _) = self.on_screen();
        ask_to_close(&window);
    }

    /// Waits until the program has ended.
    pub fn see_closed(self) {
        assert!(
            self.driver.window_ended(),
            "the window was asked to close, and did not"
        );
    }

    /// Waits for something of this role whose name holds `name`, and returns it.
    #[track_caller]
    pub fn see(&self, role: &str, name: &str) -> Shown {
        self.wait_until(&format!("a {role} named “{name}”"), || {
            self.find(role, name).into_iter().next()
        })
    }

    /// Waits until nothing of this role has a name that holds `name`.
    #[track_caller]
    pub fn see_gone(&self, role: &str, name: &str) {
        self.wait_until(&format!("no {role} named “{name}”"), || {
            self.find(role, name).is_empty().then_some(())
        });
    }

    /// Waits until the page shows these words anywhere.
    #[track_caller]
    pub fn see_words(&self, words: &str) {
        self.wait_until(&format!("the words “{words}”"), || {
            self.text().contains(words).then_some(())
        });
    }

    /// Clicks on something of this role and name, as soon as it is there.
    #[track_caller]
    pub fn click(&self, role: &str, name: &str) {
        // It may be drawn anew between finding and clicking: then it is found again.
        self.wait_until(&format!("a {role} named “{name}” to click on"), || {
            let shown = self.find(role, name).into_iter().next()?;
            self.driver
                .session("POST", &format!("/element/{}/click", shown.id), &json!({}))
                .ok()
        });
    }

    /// Clicks on something shown with the mouse while a key is held: `Control`, `Shift`.
    #[track_caller]
    pub fn click_holding(&self, held: &str, shown: &Shown) {
        let pause = json!({"type": "pause"});
        let keys = json!([
            {"type": "keyDown", "value": key(held)}, pause, pause, pause, {"type": "keyUp", "value": key(held)},
        ]);
        let onto = json!({"type": "pointerMove", "x": 0, "y": 0, "origin": {ELEMENT: shown.id}});
        let mouse = json!([
            pause, onto, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}, pause,
        ]);
        let actions = json!({"actions": [
            {"type": "key", "id": "keyboard", "actions": keys},
            {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": mouse},
        ]});
        self.driver
            .session("POST", "/actions", &actions)
            .expect("the mouse clicks");
    }

    /// Returns everything of this role whose name holds `name`, in the page's order.
    pub fn find(&self, role: &str, name: &str) -> Vec<Shown> {
        let Ok(found) = self.script(FIND, &[role.into(), name.into()]) else {
            return Vec::new();
        };
        let found = found.as_array().cloned().unwrap_or_default();
        found
            .iter()
            .filter_map(|pair| {
                let id = pair[0][ELEMENT].as_str()?.to_owned();
                Some(Shown {
                    id,
                    name: pair[1].as_str()?.to_owned(),
                })
            })
            .collect()
    }

    /// Returns an attribute of something shown; none where it has none or is no longer there.
    pub fn attribute(&self, shown: &Shown, name: &str) -> Option<String> {
        let path = format!("/element/{}/attribute/{name}", shown.id);
        self.driver
            .session("GET", &path, &Value::Null)
            .ok()?
            .as_str()
            .map(str::to_owned)
    }

    /// Returns the text of something shown; none where it is no longer there.
    pub fn text_of(&self, shown: &Shown) -> Option<String> {
        let path = format!("/element/{}/text", shown.id);
        self.driver
            .session("GET", &path, &Value::Null)
            .ok()?
            .as_str()
            .map(str::to_owned)
    }

    /// Returns what a field holds.
    #[track_caller]
    pub fn value(&self, field: &str) -> String {
        self.wait_until(&format!("a field named “{field}”"), || {
            let field = self.find("textbox", field).into_iter().next()?;
            let path = format!("/element/{}/property/value", field.id);
            let value = self.driver.session("GET", &path, &Value::Null).ok()?;
            value.as_str().map(str::to_owned)
        })
    }

    /// Returns a point of something shown, on the screen: the middle of its width, and this part of its height from
    /// its top.
    #[track_caller]
    pub fn point_on_screen(&self, shown: &Shown, part: f64) -> (i32, i32) {
        let path = format!("/element/{}/rect", shown.id);
        let rect = self
            .driver
            .session("GET", &path, &Value::Null)
            .unwrap_or_else(|refusal| panic!("“{}” has no place: {}", shown.name, refusal.words));
        let side = |name: &str| rect[name].as_f64().unwrap_or_default();
        let (_, area) = self.on_screen();
        let x = side("x") + side("width") / 2.0;
        let y = side("y") + side("height") * part;
        // Whole pixels are exact enough for a hand.
        (area.left + x.round() as i32, area.top + y.round() as i32)
    }

    /// Waits until the list says that it has so many rows.
    #[track_caller]
    pub fn see_rows(&self, n_rows: u64) {
        self.wait_until(&format!("a list of {n_rows} rows"), || {
            let row = self.find("option", "").into_iter().next()?;
            (self.attribute(&row, "aria-setsize")? == n_rows.to_string()).then_some(())
        });
    }

    /// Waits until the row of the list that is chosen names this paper.
    #[track_caller]
    pub fn see_chosen(&self, title: &str) {
        self.wait_until(&format!("“{title}” chosen in the list"), || {
            let is_chosen =
                |row: &Shown| self.attribute(row, "aria-selected").as_deref() == Some("true");
            self.find("option", title)
                .iter()
                .any(is_chosen)
                .then_some(())
        });
    }

    /// Returns all the text that the page shows.
    pub fn text(&self) -> String {
        let text = self
            .script("return document.body.innerText", &[])
            .unwrap_or_default();
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Returns the title of the page.
    pub fn title(&self) -> String {
        let title = self
            .driver
            .session("GET", "/title", &Value::Null)
            .unwrap_or_default();
        title.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script in the page and returns what it returns.
    pub fn script(&self, script: &str, arguments: &[Value]) -> Result<Value, Refusal> {
        self.driver.session(
            "POST",
            "/execute/sync",
            &json!({"script": script, "args": arguments}),
        )
    }

    /// Runs a script that calls its last argument with its answer, and returns that.
    #[track_caller]
    pub fn script_to_the_end(&self, script: &str) -> Value {
        self.driver
            .session(
                "POST",
                "/execute/async",
                &json!({"script": script, "args": []}),
            )
            .unwrap_or_else(|refusal| panic!("the script did not end: {}", refusal.words))
    }

    /// Gives the window another size, in pixels, and waits until the page has it.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        let (window, _) = self.on_screen();
        ask_xdotool(&[
            "windowsize",
            "--sync",
            &window,
            &width.to_string(),
            &height.to_string(),
        ]);
        self.wait_until(&format!("the window {width} pixels wide"), || {
            let inner = self.script("return innerWidth", &[]).ok()?;
            (inner.as_u64()? == u64::from(width)).then_some(())
        });
        // A window that changed its size may have lost the keyboard, as no window manager gives it back.
        self.wait_until("the window with the keyboard", || {
            xdotool(&["windowfocus", &window]);
            let has = self.script("return document.hasFocus()", &[]).ok()?;
            has.as_bool()?.then_some(())
        });
    }

    /// Presses one key, or several held together: `q`, `Enter`, `Shift+u`, `Control+v`.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        let keys: Vec<String> = keys.split('+').map(key).collect();
        let down = keys
            .iter()
            .map(|key| json!({"type": "keyDown", "value": key}));
        let up = keys
            .iter()
            .rev()
            .map(|key| json!({"type": "keyUp", "value": key}));
        self.act(&down.chain(up).collect::<Vec<_>>());
    }

    /// Imports what the sheet of an import shows.
    #[track_caller]
    pub fn take_in(&self) {
        self.see("dialog", "Import");
        self.press("Control+Enter");
        self.see_gone("dialog", "Import");
    }

    /// Types text where the focus is, one key after another.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let strokes = text.chars().flat_map(|letter| {
            let letter = if letter == '\n' {
                key("Enter")
            } else {
                letter.to_string()
            };
            [
                json!({"type": "keyDown", "value": letter}),
                json!({"type": "keyUp", "value": letter}),
            ]
        });
        self.act(&strokes.collect::<Vec<_>>());
    }

    #[track_caller]
    fn act(&self, strokes: &[Value]) {
        let actions = json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]});
        self.driver
            .session("POST", "/actions", &actions)
            .expect("the keys are pressed");
    }

    /// Waits until something is so, and returns it. Fails with what was waited for.
    #[track_caller]
    pub fn wait_until<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        wait_for(look).unwrap_or_else(|| panic!("never came: {what}"))
    }

    /// Leaves a picture of the window as `NAME.png`, as it is on the screen when it is drawn.
    pub fn picture(&self, name: &str) {
        let screen = self.screen_when_drawn();
        // Cut out of the screen: of the window alone none can be taken while something is dragged.
        let (_, area) = self.on_screen();
        let part = format!("{}x{}+{}+{}", area.width, area.height, area.left, area.top);
        let file = pictures().join(format!("{name}.png"));
        let is_kept = keep(&screen, &["-crop", &part, "+repage"], &file);
        assert!(is_kept, "no picture {}", file.display());
    }

    /// Returns a picture of the whole screen, taken when it shows what the page holds.
    fn screen_when_drawn(&self) -> Vec<u8> {
        // What the page holds is drawn with the next frame, and later on the screen: wait for the
        // frame, then until the screen stands still. A blinking cursor never does; it may blink.
        let frame = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";
        let script = json!({"script": frame, "args": []});
        let _ = self.driver.session("POST", "/execute/async", &script);
        let mut screen = screen_as_ppm();
        for _ in 0..20 {
            thread::sleep(STANDS_STILL);
            let before = mem::replace(&mut screen, screen_as_ppm());
            if before == screen {
                break;
            }
        }
        screen
    }

    /// Returns the process of the window.
    pub fn process(&self) -> u32 {
        self.driver.window_process()
    }

    /// Returns the window by its number on the screen, and where it lies there.
    pub fn on_screen(&self) -> (String, Area) {
        self.wait_until("the window on the screen", || {
            let windows = windows_of(self.process(), "").into_iter().map(|window| {
                let area = area_of(&window);
                (window, area)
            });
            // Menus and hints are windows, too; none of them is as large.
            windows.max_by_key(|(_, area)| area.width * area.height)
        })
    }

    /// Writes all that helps to see why a test failed.
    fn report_failure(&self) {
        let test = thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        let file = pictures().join(format!("FAILED-{test}.png"));
        let picture = match keep(&self.screen_when_drawn(), &[], &file) {
            true => file.display().to_string(),
            false => "none could be taken".to_owned(),
        };
        let log = fs::read_to_string(self.place.log()).unwrap_or_default();
        eprintln!(
            "picture: {picture}\n\nthe page showed:\n{}\n\nthe window wrote:\n{log}",
            self.text()
        );
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.report_failure();
        }
    }
}

fn screen_as_ppm() -> Vec<u8> {
    let import = Command::new("import")
        .args(["-window", "root", "ppm:-"])
        .output();
    import
        .expect("ImageMagick is installed: run `cargo xtask window-tests`")
        .stdout
}

/// Writes a picture into a file, after ImageMagick's `changes` to it. False where it could not.
fn keep(picture: &[u8], changes: &[&str], file: &Path) -> bool {
    let mut convert = Command::new("convert");
    convert
        .arg("ppm:-")
        .args(changes)
        .arg(file)
        .stdin(Stdio::piped());
    let Ok(mut converting) = convert.spawn() else {
        return false;
    };
    let mut input = converting.stdin.take().expect("its input is a pipe");
    let is_taken = input.write_all(picture).is_ok();
    drop(input);
    converting.wait().is_ok_and(|status| status.success()) && is_taken
}

fn area_of(window: &str) -> Area {
    let shell = ask_xdotool(&["getwindowgeometry", "--shell", window]);
    let value = |name: &str| {
        let number = shell
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        number
            .and_then(|number| number.parse().ok())
            .unwrap_or_default()
    };
    Area {
        left: value("X"),
        top: value("Y"),
        width: value("WIDTH"),
        height: value("HEIGHT"),
    }
}

/// The clipboard, filled by another program as it is by a person who copied something.
///
/// Under X11 its content lives as long as the program that offers it.
pub struct Clipboard {
    offering: Child,
}

impl Clipboard {
    pub fn holding(text: &str) -> Clipboard {
        let mut offering = Command::new("xclip")
            // Quiet means in the foreground, so that it can be ended.
            .args(["-selection", "clipboard", "-quiet", "-in"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("xclip is installed: run `cargo xtask window-tests`");
        let mut input = offering.stdin.take().expect("its input is a pipe");
        input
            .write_all(text.as_bytes())
            .expect("xclip takes the text");
        drop(input);
        let is_offered = wait_for(|| (Clipboard::text() == text).then_some(()));
        assert!(is_offered.is_some(), "the clipboard never held the text");
        Clipboard { offering }
    }

    /// Returns the text on the clipboard, as another program reads it; none where there is none.
    pub fn text() -> String {
        let held = Command::new("xclip")
            .args(["-selection", "clipboard", "-out"])
            .stderr(Stdio::null())
            .output();
        held.map(|held| String::from_utf8_lossy(&held.stdout).into_owned())
            .unwrap_or_default()
    }
}

impl Drop for Clipboard {
    fn drop(&mut self) {
        let _ = self.offering.kill();
        let _ = self.offering.wait();
    }
}

/// Returns the letter by which WebDriver names a key.
/// Source: W3C WebDriver, "Keyboard actions", normalised key values.
fn key(name: &str) -> String {
    let letter = match name {
        "Backspace" => '\u{e003}',
        "Tab" => '\u{e004}',
        "Enter" => '\u{e007}',
        "Shift" => '\u{e008}',
        "Control" => '\u{e009}',
        "Escape" => '\u{e00c}',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "Alt" => '\u{e00a}',
        "ArrowLeft" => '\u{e012}',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "Delete" => '\u{e017}',
        "F10" => '\u{e03a}',
        letter => return letter.to_owned(),
    };
    letter.to_string()
}
