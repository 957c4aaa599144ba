//! Days: until when papers are hidden, and by when they are to be read.

use offprint_commands::day_words::read_day;
use offprint_commands::failure::{Cause, Failure, FailureCode};
use offprint_commands::library::{Change, PaperId};
use offprint_platform::clock::Day;

use crate::print::words;
use crate::run::changes::apply;
use crate::run::{Answered, Terminal};

pub(super) fn snooze(terminal: &Terminal, items: Vec<String>) -> Answered {
    let (papers, until) = papers_and_day(terminal, items)?;
    apply(
        terminal,
        Change::Snooze { papers, until },
        |n| match until {
            Some(day) => format!("Snoozed {} until {day}.", words::papers(n)),
            None => format!("Ended the snooze of {}.", words::papers(n)),
        },
    )
}

pub(super) fn due(terminal: &Terminal, items: Vec<String>) -> Answered {
    let (papers, on) = papers_and_day(terminal, items)?;
    apply(terminal, Change::SetDue { papers, on }, |n| match on {
        Some(day) => format!("{} due on {day}.", words::papers(n)),
        None => format!("Took the due day off {}.", words::papers(n)),
    })
}

/// Parts ids from the day behind them; a day may be of several words, as in `in 2 weeks`, quoted or not.
fn papers_and_day(
    terminal: &Terminal,
    mut items: Vec<String>,
) -> Result<(Vec<PaperId>, Option<Day>), Failure> {
    let today = terminal.open.today();
    // As many of the last words as name a day together: an id of digits only is none of them.
    const MOST_WORDS: usize = 4;
    let most = MOST_WORDS.min(items.len().saturating_sub(1));
    let found = (1..=most).rev().find_map(|n_words| {
        let at = items.len() - n_words;
        let text = items[at..].join(" ");
        let is_off = text == "off";
        let day = read_day(&text, today);
        (is_off || day.is_some()).then_some((at, day))
    });
    let Some((at, day)) = found else {
        let given = items.pop().unwrap_or_default();
        return Err(Failure::of(FailureCode::Usage)
            .about(given)
            .because(Cause::NoDay));
    };
    items.truncate(at);
    Ok((terminal.open.papers(&items)?, day))
}
