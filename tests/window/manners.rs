//! The window behaves as others on the system do: it keeps its place, there is one of it, and it looks as all do.

use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{import_digest, offprint_json, offprint_usual};
use crate::window::Window;
use crate::xdotool::{ask_xdotool, xdotool};

#[test]
fn size_and_place_are_kept_over_a_restart() {
    let place = Place::new();
    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    window.resize(1010, 640);
    let (number, _) = window.on_screen();
    xdotool(&["windowmove", "--sync", &number, "210", "130"]);
    window.close();

    let window = Window::open(&place);
    window.see_words("Drop a digest here");
    window.wait_until("the window where it was, as large as it was", || {
        let (_, area) = window.on_screen();
        ((area.left, area.top, area.width, area.height) == (210, 130, 1010, 640)).then_some(())
    });
    window.close();
}

#[test]
fn the_title_says_how_many_wait_in_the_inbox() {
    let place = Place::new();
    import_digest(&place);
    let window = Window::open(&place);
    window.see_chosen(TITLES[0]);
    see_title(&window, "Inbox (5) · Offprint");
    window.press("q");
    see_title(&window, "Inbox (4) · Offprint");
    window.press("u");
    see_title(&window, "Inbox (5) · Offprint");

    // What the terminal decides counts, too, and wherever one is.
    window.press("g");
    window.press("a");
    see_title(&window, "All papers · 5 in the inbox · Offprint");
    let listed = offprint_json(&place, &["list"]);
    let paper = listed["papers"][0]["id"].as_str().expect("an id");
    offprint_json(&place, &["state", "read", paper]);
    see_title(&window, "All papers · 4 in the inbox · Offprint");
    window.close();
}

/// Waits until the system calls the window so.
#[track_caller]
fn see_title(window: &Window, title: &str) {
    let (number, _) = window.on_screen();
    window.wait_until(&format!("the title “{title}”"), || {
        (ask_xdotool(&["getwindowname", &number]).trim() == title).then_some(())
    });
}

#[test]
fn a_second_start_gives_its_files_to_the_window_that_is_open() {
    let place = Place::new();
    let window = Window::open_usual(&place);
    window.see_words("Drop a digest here");
    let digest = place.source("digest.txt", DIGEST);

    let mut second = Command::new(env!("CARGO_BIN_EXE_offprint-desktop"));
    place.is_home_of(&mut second);
    let folder = digest.parent().expect("it lies in a folder");
    // As it is named where it was started from.
    let ended = second.arg("digest.txt").current_dir(folder).status();
    assert!(ended.is_ok_and(|status| status.success()));

    window.see_words("5 found = 5 new");
    window.see("option", TITLES[0]);
    window.picture("second-start");
    assert!(offprint_usual(&place, &["list"]).contains(TITLES[0]));
    window.close();
}

#[test]
fn the_systems_dark_its_contrast_and_its_rest_are_followed_at_once() {
    let place = Place::new();
    import_digest(&place);
    let mut system = SystemSettings::start();
    system.set("Net/ThemeName", "Adwaita");
    system.set("Gtk/EnableAnimations", "1");
    let window = Window::open(&place);
    window.see("option", TITLES[0]);
    see_media(&window, "(prefers-color-scheme: light)");
    see_media(&window, "(prefers-reduced-motion: no-preference)");
    let [light, line] = looks(&window);

    system.set("Net/ThemeName", "Adwaita-dark");
    see_media(&window, "(prefers-color-scheme: dark)");
    let [dark, _] = looks(&window);
    assert_ne!(light, dark, "the window is as light as before");
    window.picture("system-dark");

    system.set("Net/ThemeName", "HighContrast");
    see_media(&window, "(prefers-contrast: more)");
    let [_, strong] = looks(&window);
    assert_ne!(line, strong, "lines are as weak as before");
    window.picture("system-contrast");

    system.set("Gtk/EnableAnimations", "0");
    // The web view tells scripts at once, and draws by it when it next looks at its styles: at the next start at last.
    see_media(&window, "(prefers-reduced-motion: reduce)");
    window.close();
    let window = Window::open(&place);
    let look = "return getComputedStyle(document.documentElement).getPropertyValue('--t-sheet')";
    window.wait_until("a sheet that opens without moving", || {
        let lasts = window.script(look, &[]).ok()?;
        lasts.as_str()?.trim().starts_with('0').then_some(())
    });
    window.close();
}

/// Waits until this holds of the window's surroundings.
#[track_caller]
fn see_media(window: &Window, media: &str) {
    window.wait_until(media, || {
        let holds = window.script("return matchMedia(arguments[0]).matches", &[media.into()]);
        (holds.ok()?.as_bool()?).then_some(())
    });
}

/// Returns the colours of the page's ground and of its lines.
fn looks(window: &Window) -> [String; 2] {
    ["--bg-page", "--line"].map(|token| {
        let look =
            "return getComputedStyle(document.documentElement).getPropertyValue(arguments[0])";
        let colour = window.script(look, &[token.into()]).expect("a style");
        colour.as_str().unwrap_or_default().to_owned()
    })
}

/// What is set for all programs of the desktop.
struct SystemSettings {
    process: Child,
    answers: BufReader<ChildStdout>,
}

impl SystemSettings {
    fn start() -> SystemSettings {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window/system_settings.py");
        let mut process = Command::new("/usr/bin/python3")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the system's Python is installed: run `cargo xtask window-tests`");
        let answers = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        let mut settings = SystemSettings { process, answers };
        settings.hear();
        settings
    }

    fn set(&mut self, name: &str, value: &str) {
        let input = self.process.stdin.as_mut().expect("its input is a pipe");
        writeln!(input, "{name}={value}").expect("the settings are served");
        self.hear();
    }

    fn hear(&mut self) {
        let mut line = String::new();
        let n_bytes = self.answers.read_line(&mut line).expect("it answers");
        assert!(n_bytes > 0, "the desktop's settings cannot be served");
    }
}

impl Drop for SystemSettings {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
