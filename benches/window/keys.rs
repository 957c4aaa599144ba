//! From a key to what it changes, in both windows by turns.

use crate::Outcome;
use crate::page::{Answered, Page};
use crate::table::{Figures, print_heading, print_line};

/// How often each window has its turn, and how often a key is pressed in one.
const N_TURNS: usize = 3;
const N_PRESSES: usize = 10;

/// The row of the list that the keys act on.
pub const CURSOR: &str = "document.querySelector('[role=listbox] [aria-selected=true]')";
/// The paper that is decided about in triage.
pub const CARD: &str = "document.querySelector('article')";

/// What a key changes in the empty window.
pub const FLIPPED: &str = "(document.body.className || 'not')";

/// Picks one of the figures that a key gave.
type Figure = fn(&Answered) -> f64;

/// One key: what it does, what becomes another by it, and where on the screen.
struct Key {
    name: &'static str,
    keys: &'static str,
    look: String,
    place: String,
    answers: Vec<Answered>,
}

impl Key {
    fn new(name: &'static str, keys: &'static str, look: String, place: String) -> Self {
        Self {
            name,
            keys,
            look,
            place,
            answers: Vec::new(),
        }
    }

    fn press(&mut self, page: &Page<'_>) -> Outcome<()> {
        for _ in 0..N_PRESSES {
            self.answers
                .push(page.answer(self.keys, &self.look, &self.place)?);
        }
        Ok(())
    }

    fn figures(&self, of: Figure) -> Figures {
        self.answers.iter().map(of).collect()
    }
}

/// Presses each key often, and prints how long it was until the page had changed, until that was
/// drawn, and until it was seen on the screen.
pub fn measure(offprint: &Page<'_>, empty: &Page<'_>) -> Outcome<()> {
    let row = format!("({CURSOR}?.textContent + {CURSOR}?.getAttribute('aria-posinset'))");
    // The row below, or where that is not in sight, the row that makes room for it.
    let below = format!(
        "((cursor, list) => {{
            const row = list.querySelector(`[aria-posinset=\"${{1 + Number(cursor.getAttribute('aria-posinset'))}}\"]`);
            const isInSight = row?.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom;
            return isInSight ? row : cursor;
        }})({CURSOR}, document.querySelector('[role=listbox]'))"
    );
    let mut in_list = [
        Key::new("`J`, the next row", "j", row.clone(), below),
        Key::new("`F`, a star", "f", row.clone(), CURSOR.to_owned()),
        Key::new("`Q`, into the queue", "q", row, CURSOR.to_owned()),
    ];
    let card = format!("{CARD}?.getAttribute('aria-label')");
    let mut in_triage = [
        Key::new("triage: `D`, drop", "d", card.clone(), CARD.to_owned()),
        Key::new(
            "triage: `Q`, into the queue",
            "q",
            card.clone(),
            CARD.to_owned(),
        ),
    ];
    let mut flip = Key::new("flip", "f", FLIPPED.to_owned(), "document.body".to_owned());
    // What a message is drawn with is compiled when the first one ever comes up on a computer.
    for _ in 0..2 {
        offprint.focus()?;
        offprint.answer("f", &in_list[1].look, CURSOR)?;
    }
    for _ in 0..N_TURNS {
        offprint.focus()?;
        for key in &mut in_list {
            key.press(offprint)?;
        }
        empty.focus()?;
        flip.press(empty)?;
        offprint.focus()?;
        offprint.press("Control+t")?;
        offprint.wait_for(CARD)?;
        for key in &mut in_triage {
            key.press(offprint)?;
        }
        offprint.press("Escape")?;
        offprint.wait_for(CURSOR)?;
    }
    let kinds: [(&str, Figure); 3] = [
        ("from hearing a key to the change in the page", |answer| {
            answer.changed
        }),
        (
            "from hearing a key to the frame after the change",
            |answer| answer.drawn,
        ),
        ("from pressing a key to changed pixels", |answer| {
            answer.seen
        }),
    ];
    for (what, of) in kinds {
        print_heading(what, "ms");
        let neighbour = flip.figures(of);
        for key in in_list.iter().chain(&in_triage) {
            print_line(key.name, &key.figures(of), Some(&neighbour));
        }
    }
    Ok(())
}
