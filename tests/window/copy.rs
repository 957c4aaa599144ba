//! Papers leave by the clipboard: as references, as BibTeX, as links.

use crate::place::Place;
use crate::terminal::{offprint, offprint_json};
use crate::window::{Clipboard, Window};

const PAPERS: &str = "\
@article{ferry,
  title = {The Ferry Schedule as a Partial Order},
  author = {Halvorsen, Mari and Ito, Kenji},
  year = {2023},
  journal = {Letters on Tides},
  doi = {10.5555/ferry.7},
}
@article{orchard,
  title = {Pruning an {Orchard} of Decision Trees by Moonlight},
  author = {Okafor, Chidi},
  year = {2024},
}
";

#[test]
fn what_is_copied_is_on_the_clipboard_of_the_system() {
    let place = Place::new();
    let file = place.source("refs.bib", PAPERS);
    offprint_json(&place, &["import", &file.display().to_string()]);
    let window = Window::open(&place);
    let ferry = "The Ferry Schedule as a Partial Order";

    window.click("option", ferry);
    window.see_chosen(ferry);
    window.press("Control+Shift+c");
    window.see_words("Copied the reference");
    see_copied(
        &window,
        "Halvorsen, M., & Ito, K. (2023). The Ferry Schedule as a Partial Order. Letters on Tides. https://doi.org/10.5555/ferry.7",
    );

    // By the menu of the paper, as one who knows no keys does it.
    window.click("button", "More");
    window.picture("copy-menu");
    window.click("menuitem", "Copy the link");
    window.see_words("Copied the link");
    see_copied(&window, "https://doi.org/10.5555/ferry.7");

    window.press("Control+a");
    window.see_words("2 papers selected");
    window.press("Shift+y");
    window.see_words("Copied 2 papers as BibTeX");
    let terminal = offprint(&place, &["export", "--format", "bibtex"]);
    see_copied(&window, &String::from_utf8_lossy(&terminal.stdout));
    window.picture("copied");
    window.close();
}

/// Waits until the clipboard, as any other program reads it, holds this text.
#[track_caller]
fn see_copied(window: &Window, text: &str) {
    window.wait_until(&format!("on the clipboard:\n{text}"), || {
        (Clipboard::text().trim_end() == text.trim_end()).then_some(())
    });
}
