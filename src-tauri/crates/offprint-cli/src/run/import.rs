//! Taking sources in.

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::atomic::Ordering;

use offprint_commands::failure::Failure;
use offprint_commands::import::{
    self as core, ImportOptions, ImportOutcome, ImportOversight, Input,
};
use offprint_commands::library::Actor;
use offprint_commands::library::import::{Given, OnDuplicate};
use offprint_commands::{Origin, read_standard_input};

use crate::args::{self, Import};
use crate::print::{self, say_error};
use crate::run::{Answered, Outcome, Terminal};

pub(super) fn import(terminal: &Terminal, arguments: Import) -> Answered {
    let options = ImportOptions {
        format: arguments.format,
        given: Given {
            state: arguments.state,
            tags: arguments.tags,
            why: arguments.why,
        },
        on_duplicate: match arguments.on_duplicate {
            args::OnDuplicate::Ask => OnDuplicate::Ask,
            args::OnDuplicate::Same => OnDuplicate::Same,
            args::OnDuplicate::Different => OnDuplicate::Different,
        },
        is_dry_run: arguments.dry_run,
        takes_all_links: arguments.all_links,
        columns: arguments.columns,
    };
    let inputs = arguments
        .paths
        .iter()
        .map(|path| input(path))
        .collect::<Result<Vec<Input>, Failure>>()?;
    // Not before: reading standard input waits for as long as the other end likes.
    terminal.heed_ctrl_c();
    let outcome = core::import(&terminal.open, inputs, &options, Actor::Terminal, terminal)?;
    Ok(answer(terminal, &outcome, &options))
}

fn input(path: &Path) -> Result<Input, Failure> {
    if path != Path::new("-") {
        return Ok(Input::Path(path.to_owned()));
    }
    let bytes = read_standard_input(io::stdin().lock())?;
    Ok(Input::Bytes(bytes, Origin::StandardInput))
}

/// Prints what came of it, and says how it ended.
pub(super) fn answer(
    terminal: &Terminal,
    outcome: &ImportOutcome,
    options: &ImportOptions,
) -> Outcome {
    if terminal.is_json {
        print::json(&print::import_json(outcome, options));
    } else {
        let n_left_open = n_left_open(terminal, outcome, options);
        print::import(outcome, options, Actor::Terminal, n_left_open);
    }
    print::troubles(outcome, options, terminal.is_json);
    let has_papers = outcome
        .sources
        .iter()
        .any(|source| !source.import.papers.is_empty());
    let has_rejected = outcome
        .sources
        .iter()
        .any(|source| source.import.numbers.rejected > 0);
    match (outcome.failures.is_empty() && !has_rejected, has_papers) {
        (true, _) => Outcome::Done,
        (false, true) => Outcome::InPart,
        (false, false) => Outcome::Failed,
    }
}

/// How many questions the import left open: the person was not asked, or did not answer.
fn n_left_open(terminal: &Terminal, outcome: &ImportOutcome, options: &ImportOptions) -> usize {
    match options.on_duplicate {
        OnDuplicate::Same | OnDuplicate::Different => 0,
        OnDuplicate::Ask if terminal.can_decide() => terminal.n_unanswered.load(Ordering::Relaxed),
        OnDuplicate::Ask => n_possible(outcome),
    }
}

/// How many possible duplicates the import met.
pub(super) fn n_possible(outcome: &ImportOutcome) -> usize {
    let numbers = outcome.sources.iter().map(|taken| taken.import.numbers);
    numbers.map(|numbers| numbers.possible).sum()
}

/// Asks whether two papers are the same; without an answer the question stays open.
pub(super) fn ask_same(new: &str, known: &str) -> OnDuplicate {
    // Not locked while the answer is waited for: Ctrl-C has something to say there, too.
    say_error!(
        "Are these the same paper?\n  new:  {}\n  here: {}",
        print::safe(new),
        print::safe(known)
    );
    let mut out = io::stderr();
    let _ = write!(out, "[s]ame, [d]ifferent, Enter decides later: ");
    let _ = out.flush();
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line).is_err() {
        return OnDuplicate::Ask;
    }
    match line.trim().to_lowercase().chars().next() {
        Some('s') => OnDuplicate::Same,
        Some('d') => OnDuplicate::Different,
        _ => OnDuplicate::Ask,
    }
}
