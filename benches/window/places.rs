//! From a key to the places that it opens, and from the last letter typed to what it finds.

use crate::Outcome;
use crate::keys::{CARD, CURSOR, FLIPPED};
use crate::page::Page;
use crate::table::{Figures, print_heading, print_line};

const N_RUNS: usize = 5;
/// A word that many papers have.
const WORD: [&str; 8] = ["g", "l", "a", "c", "i", "e", "r", "s"];

const PAPERS_OF_PALETTE: &str = "[...document.querySelectorAll('dialog [role=group]')].find((group) => group.firstElementChild.textContent === 'Papers')?.textContent";
const N_LISTED: &str =
    "document.querySelector('[role=listbox] [role=option]')?.getAttribute('aria-setsize')";

/// Opens each place often, and prints how long it took until it had been drawn, beside a key of the
/// empty window that changes its colour.
pub fn measure(page: &Page<'_>, empty: &Page<'_>) -> Outcome<()> {
    let mut triage = Figures::default();
    let mut palette = Figures::default();
    let mut found_in_palette = Figures::default();
    let mut search = Figures::default();
    let mut insights = Figures::default();
    let mut flip = Figures::default();
    for _ in 0..N_RUNS {
        empty.focus()?;
        flip.note(empty.answer_in_page(&["f"], FLIPPED)?);
        page.focus()?;
        triage.note(page.answer_in_page(&["Control+t"], &format!("{CARD}?.textContent"))?);
        back(page)?;
        let options = "document.querySelector('dialog[open] [role=option]')?.textContent";
        palette.note(page.answer_in_page(&["Control+k"], options)?);
        found_in_palette.note(page.answer_in_page(&WORD, PAPERS_OF_PALETTE)?);
        back(page)?;
        page.press("/")?;
        page.wait_for("document.activeElement?.matches('input')")?;
        search.note(page.answer_in_page(&WORD, N_LISTED)?);
        page.press("Escape")?;
        page.rest();
        back(page)?;
        insights.note(page.answer_in_page(
            &["g", "n"],
            "document.querySelector('main figure')?.textContent",
        )?);
        page.press("g")?;
        page.press("i")?;
        page.wait_for(CURSOR)?;
    }
    print_heading("until it had been drawn", "ms");
    for (name, figures) in [
        ("`Ctrl T`: triage of the inbox", &triage),
        ("`Ctrl K`: the palette", &palette),
        (
            "last letter typed: papers in the palette",
            &found_in_palette,
        ),
        ("last letter typed: the list of a search", &search),
        ("`G N`: insights", &insights),
    ] {
        print_line(name, figures, Some(&flip));
    }
    Ok(())
}

/// Leaves what lies open, and waits for the list.
fn back(page: &Page<'_>) -> Outcome<()> {
    page.press("Escape")?;
    page.wait_for(&format!(
        "!document.querySelector('dialog[open]') && {CURSOR}"
    ))?;
    page.rest();
    Ok(())
}
