//! Papers leave as a file, through the system's dialog for saving.

use std::fs;

use crate::place::Place;
use crate::sources::{DIGEST, TITLES};
use crate::system_dialog::SystemDialog;
use crate::terminal::{offprint, offprint_json};
use crate::window::Window;

/// A library of five papers with tags, one of them with a note.
fn a_library(place: &Place) {
    let file = place.source("digest.txt", DIGEST);
    let path = file.display().to_string();
    offprint_json(place, &["import", &path, "--tag", "field work"]);
    let found = offprint_json(place, &["search", "lanterns"]);
    let id = found["papers"][0]["id"].as_str().expect("an id");
    offprint_json(place, &["note", id, "--set", "Ask for the *moon* data."]);
}

#[test]
fn the_library_is_written_as_the_terminal_writes_it() {
    let place = Place::new();
    a_library(&place);
    let folder = place.source_folder("written");
    let window = Window::open(&place);
    window.see("option", TITLES[0]);

    for (label, format, file) in [
        ("BibTeX for reference", "bibtex", "all.bib"),
        ("RIS", "ris", "all.ris"),
        ("Markdown", "markdown", "all.md"),
        ("JSON Lines", "jsonl", "all.jsonl"),
    ] {
        window.press("Control+e");
        window.see("dialog", "Export");
        window.click("radio", label);
        if format == "markdown" {
            window.picture("export");
        }
        window.click("button", "Save…");
        window.see_gone("dialog", "Export");
        let dialog = SystemDialog::of(&window, "Save File");
        if format == "markdown" {
            window.picture("export-save");
        }
        let file = folder.join(file);
        dialog.answer(&file);

        let name = file.file_name().expect("a name").to_string_lossy();
        window.see_words(&format!("Wrote 5 papers to “{name}”"));
        let written = fs::read_to_string(&file).expect("the file is there");
        let terminal = offprint(&place, &["export", "--format", format]);
        assert!(
            terminal.status.success(),
            "offprint export --format {format}"
        );
        assert_eq!(
            written,
            String::from_utf8_lossy(&terminal.stdout),
            "{format}"
        );
    }
    window.close();
}

#[test]
fn a_dialog_that_is_closed_writes_nothing() {
    let place = Place::new();
    a_library(&place);
    let window = Window::open(&place);
    window.see("option", TITLES[0]);

    window.press("Control+e");
    window.see("dialog", "Export");
    window.press("Enter");
    SystemDialog::of(&window, "Save File").cancel();

    // What is done next is done at once, and is the only thing that is said.
    window.press("Control+Shift+l");
    window.see_words("There is no link to copy");
    assert!(!window.text().contains("Wrote"));
    window.close();
}
