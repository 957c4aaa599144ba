//! A paper's links are opened by the system, in the browser that the person uses.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::terminal::{offprint_json, titles_of};
use crate::window::Window;

/// What [`DIGEST`] ends with, and where the code is instead.
const RECORDINGS: &str = "and release the recordings of nine evenings.";
const CODE: &str = "https://github.com/offprint-samples/birds";
const PAPER: &str = "https://birds.example/echo";

#[test]
fn keys_open_links_and_a_queued_papers_own_begins_it() {
    let mut place = Place::new();
    let opened = put_browser(&mut place);
    let with_code = DIGEST.replace(RECORDINGS, &format!("Code is available at {CODE}."));
    let digest = place.source("digest.txt", &with_code);
    offprint_json(&place, &["import", &digest.display().to_string()]);
    let birds = TITLES[4];
    let found = offprint_json(&place, &["list", "--search", "birds"]);
    let id = found["papers"][0]["id"].as_str().expect("an id");
    offprint_json(&place, &["edit", id, "--link", PAPER]);
    offprint_json(&place, &["state", "queued", id]);
    let window = Window::open(&place);
    window.see("link", "Queue, 1 paper");
    window.press("g");
    window.press("q");
    window.see_chosen(birds);
    window.see("button", "Code");
    assert!(!opened.exists(), "nothing is opened by being shown");

    // The code is looked at without beginning to read.
    window.press("c");
    see_opened(&window, &opened, CODE);
    window.see_words("in your browser");
    assert_eq!(titles_of(&place, &["--state", "queued"]), [birds]);

    window.press("p");
    see_opened(&window, &opened, PAPER);
    window.see_words("Reading now");
    window.close();
    assert_eq!(titles_of(&place, &["--state", "reading"]), [birds]);
}

/// The page of a bibliography's entry is an address like any other, and the paper's own where nothing else is.
const BIBLIOGRAPHY: &str = "@misc{eel2026,
  title = {How Eels Find the Sea Again},
  url = {https://eels.example/sea},
  bdsk-url-1 = {https://github.com/offprint-samples/eels}
}
";

#[test]
fn buttons_open_links_and_that_to_a_bibliographys_url_begins_it() {
    let mut place = Place::new();
    let opened = put_browser(&mut place);
    let file = place.source("eels.bib", BIBLIOGRAPHY);
    let file = file.display().to_string();
    offprint_json(&place, &["import", &file, "--state", "queued"]);
    let window = Window::open(&place);
    let eels = "How Eels Find the Sea Again";
    window.see("link", "Queue, 1 paper");
    window.press("g");
    window.press("q");
    window.see_chosen(eels);

    window.click("button", "Code");
    see_opened(&window, &opened, "https://github.com/offprint-samples/eels");
    assert_eq!(titles_of(&place, &["--state", "queued"]), [eels]);

    window.click("button", "Link");
    see_opened(&window, &opened, "https://eels.example/sea");
    window.see_words("Reading now");
    window.close();
    assert_eq!(titles_of(&place, &["--state", "reading"]), [eels]);
}

#[test]
fn a_link_that_no_program_opens_is_said_and_begins_nothing() {
    let mut place = Place::new();
    let openers = [
        "xdg-open",
        "gio",
        "gnome-open",
        "kde-open6",
        "kde-open5",
        "kde-open",
    ];
    put_openers(&mut place, &openers, "exit 4");
    let file = place.source("eels.bib", BIBLIOGRAPHY);
    let file = file.display().to_string();
    offprint_json(&place, &["import", &file, "--state", "queued"]);
    let window = Window::open(&place);
    window.see("link", "Queue, 1 paper");
    window.press("g");
    window.press("q");
    let eels = "How Eels Find the Sea Again";
    window.see_chosen(eels);

    window.click("button", "Link");
    let said = "Your system found no program that opens https://eels.example/sea.";
    window.see("group", said);
    assert_eq!(alert(&window), said);
    window.picture("link-not-opened");
    assert_eq!(titles_of(&place, &["--state", "queued"]), [eels]);

    window.click("button", "Close");
    window.see_gone("group", said);
    assert_eq!(alert(&window), "", "a screen reader would come upon it");
    window.close();
}

/// Returns what screen readers come upon in the region of failures.
fn alert(window: &Window) -> String {
    let text = "return document.querySelector('[role=alert]').textContent";
    let text = window.script(text, &[]).expect("the region is there");
    text.as_str().unwrap_or_default().to_owned()
}

/// Puts a browser before the system's own, and returns the file in which it notes what it was asked to open.
fn put_browser(place: &mut Place) -> PathBuf {
    let note = "printf '%s' \"$1\" > \"$(dirname \"$0\")/opened\"";
    put_openers(place, &["xdg-open"], note).join("opened")
}

/// Puts programs before the system's own, all of which do the same, and returns their folder.
fn put_openers(place: &mut Place, names: &[&str], does: &str) -> PathBuf {
    let folder = place.source_folder("bin");
    for name in names {
        let program = folder.join(name);
        fs::write(&program, format!("#!/bin/sh\n{does}\n")).expect("a temporary folder");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it may be run");
    }
    let usual = std::env::var("PATH").unwrap_or_default();
    place.set_variable("PATH", format!("{}:{usual}", folder.display()));
    folder
}

/// Waits until the browser was asked to open this address.
#[track_caller]
fn see_opened(window: &Window, opened: &Path, address: &str) {
    window.wait_until(&format!("{address} in the browser"), || {
        (fs::read_to_string(opened).ok()? == address).then_some(())
    });
}
