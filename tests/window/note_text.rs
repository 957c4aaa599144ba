//! What stands in a note is shown as it is meant: links to papers, formulas, and hostile text as text.

use crate::place::Place;
use crate::sources::TITLES;
use crate::terminal::import_digest;
use crate::window::Window;

#[test]
fn a_note_links_a_paper_sets_formulas_and_runs_nothing() {
    let place = Place::new();
    import_digest(&place);
    let [first, second, ..] = TITLES;
    let window = Window::open(&place);
    window.click("option", first);
    window.see_chosen(first);
    window.press("n");
    window.see("textbox", "Note");
    window.type_text("See [[quiet");
    window.see("listbox", "Papers to link to");
    window.see("option", "A Quiet Bound on Noisy Gossip");
    window.picture("note-link");
    window.press("Enter");
    window.type_text(", it holds for $\\eta = 0.1$.\n\nBroken: $\\nosuch{1}^^2$.\n\n");
    window.type_text("<img src=x onerror=\"document.title='no'\"> is text, [this](javascript:document.title='no') is no link.");
    window.press("Escape");

    window.see("link", second);
    window.see("math", "η");
    window.see_words("$\\nosuch{1}^^2$");
    window.see_words("<img src=x onerror=");
    window.picture("note-text");
    let hostile =
        "return document.querySelectorAll('[data-detail] img, a[href^=javascript]').length";
    assert_eq!(window.script(hostile, &[]).expect("a number"), 0);
    assert!(window.title().contains("Offprint"), "{}", window.title());
    // The first line stands in the list, in words.
    window.see("option", &format!("See {second}, it holds for"));

    window.click("link", second);
    window.see("heading", second);
    window.see_chosen(second);
    window.close();
}
