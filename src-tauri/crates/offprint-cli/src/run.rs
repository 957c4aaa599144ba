//! What each command does: one function a command, in the file of its family.

mod by_hand;
mod changes;
mod completions;
mod duplicates;
mod export;
mod history;
mod import;
mod lists;
mod mirror;
mod plans;
mod trash;
mod watch;

use std::io::{self, IsTerminal};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use offprint_commands::OpenLibrary;
use offprint_commands::failure::{Cause, Failure, FailureCode};
use offprint_commands::import::ImportOversight;
use offprint_commands::library::import::OnDuplicate;
use offprint_commands::library::{DuplicateVerdict, Oversight};
use offprint_commands::place;

use crate::args::{Arguments, Command};
use crate::print::{self, say_error};

/// How a command ended, if it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it was done: exit 0.
    Done,
    /// What could be done was; the rest was told: exit 3.
    InPart,
    /// Nothing could be done, and every reason was told: exit 1.
    Failed,
}

pub(crate) type Answered = Result<Outcome, Failure>;

/// Makes a failure of which only the terminal speaks.
fn told(code: FailureCode, sentence: impl Into<String>) -> Failure {
    let sentence = sentence.into();
    Failure::of(code).because(Cause::Terminal { sentence })
}

/// The library, and how to answer.
pub(crate) struct Terminal {
    pub open: Arc<OpenLibrary>,
    pub is_json: bool,
    /// Set by Ctrl-C.
    pub is_stopped: Arc<AtomicBool>,
    /// Whether an answer of the person is waited for; nothing is written meanwhile.
    is_asking: Arc<AtomicBool>,
    /// How many questions the person left open.
    pub n_unanswered: AtomicUsize,
}

impl Terminal {
    pub fn new(arguments: &Arguments) -> Result<Self, Failure> {
        let place = place::find(arguments.library.as_deref())?;
        // With --json standard error holds one document, and this is not why something failed.
        if let Some(misplaced) = place::misplaced(Some(&place)).filter(|_| !arguments.json) {
            print::failure(&misplaced, false);
        }
        Ok(Self {
            open: Arc::new(OpenLibrary::of(&place)),
            is_json: arguments.json,
            is_stopped: Arc::default(),
            is_asking: Arc::default(),
            n_unanswered: AtomicUsize::new(0),
        })
    }

    /// From now on Ctrl-C does not end the program but asks it to stop. A second one ends it, and so does the
    /// first while a question is open, as nobody looks there whether to stop.
    pub fn heed_ctrl_c(&self) {
        let (is_stopped, is_asking) = (self.is_stopped.clone(), self.is_asking.clone());
        let is_json = self.is_json;
        let end = move |failure: &Failure| {
            print::failure(failure, is_json);
            process::exit(1);
        };
        // Only a second handler could fail, and there is one.
        let _ = ctrlc::set_handler(move || {
            let cancelled = Failure::of(FailureCode::Cancelled);
            if is_stopped.swap(true, Ordering::Relaxed) {
                end(&told(
                    FailureCode::Cancelled,
                    "ended at once. What was not finished was taken back.",
                ));
            } else if is_asking.load(Ordering::Relaxed) {
                say_error!("");
                end(&cancelled);
            }
        });
    }
}

impl Oversight for Terminal {
    fn waiting(&self, is_waiting: bool) {
        // With --json standard error holds one document at the most.
        if is_waiting && !self.is_json {
            say_error!("offprint: another Offprint is writing to the library; waiting for it");
        }
    }

    fn is_cancelled(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }
}

impl ImportOversight for Terminal {
    fn can_decide(&self) -> bool {
        !self.is_json && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    fn decide(&self, new: &str, here: &str) -> OnDuplicate {
        self.is_asking.store(true, Ordering::Relaxed);
        let answer = import::ask_same(new, here);
        self.is_asking.store(false, Ordering::Relaxed);
        if answer == OnDuplicate::Ask {
            self.n_unanswered.fetch_add(1, Ordering::Relaxed);
        }
        answer
    }
}

/// Runs a command, and brings the mirror up to date after it.
pub(crate) fn run(terminal: &Terminal, command: Command) -> Answered {
    let is_of_mirror = matches!(command, Command::Mirror { .. });
    let answered = run_alone(terminal, command);
    if !is_of_mirror {
        mirror::follow(terminal);
    }
    answered
}

fn run_alone(terminal: &Terminal, command: Command) -> Answered {
    match command {
        Command::Import(arguments) => import::import(terminal, arguments),
        Command::List(arguments) => lists::list(terminal, &arguments),
        Command::Show { id } => lists::show(terminal, &id),
        Command::Next => lists::next(terminal),
        Command::Search { query, limit } => lists::search(terminal, &query.join(" "), limit),
        Command::Stats => lists::stats(terminal),
        Command::Completions { shell } => Ok(completions::completions(shell)),
        Command::State { state, ids } => changes::state(terminal, state, &ids),
        Command::Star { ids, off } => changes::star(terminal, &ids, !off),
        Command::Tag { items, add, remove } => changes::tag(terminal, items, add, remove),
        Command::Tags { action } => changes::tags(terminal, action),
        Command::Why { id, text } => changes::why(terminal, &id, text),
        Command::Snooze(arguments) => plans::snooze(terminal, arguments.items),
        Command::Due(arguments) => plans::due(terminal, arguments.items),
        Command::Note(arguments) => changes::note(terminal, arguments),
        Command::Add(facts) => by_hand::add(terminal, facts),
        Command::Edit {
            id, key: Some(key), ..
        } => changes::cite_as(terminal, &id, key),
        Command::Edit {
            id,
            facts,
            key: None,
        } => by_hand::edit(terminal, &id, facts),
        Command::Open { id, code } => by_hand::open(terminal, &id, code),
        Command::Queue { ids, top, before } => {
            changes::queue(terminal, &ids, top, before.as_deref())
        }
        Command::Trash {
            action: None, ids, ..
        } => trash::move_there(terminal, &ids),
        Command::Trash {
            action: Some(action),
            ..
        } => trash::trash(terminal, &action),
        Command::Duplicates {
            same,
            different,
            split,
            decided,
        } => match (same.as_deref(), different.as_deref(), split) {
            (Some([one, other]), ..) => {
                duplicates::answer(terminal, one, other, DuplicateVerdict::Same)
            }
            (_, Some([one, other]), _) => {
                duplicates::answer(terminal, one, other, DuplicateVerdict::Different)
            }
            (.., Some(id)) => duplicates::split(terminal, &id),
            _ if decided => duplicates::decided(terminal),
            _ => duplicates::open_questions(terminal),
        },
        Command::History { limit, paper } => history::history(terminal, limit, paper.as_deref()),
        Command::Undo {
            steps,
            change,
            import,
            since,
        } => history::undo(terminal, steps, change, import, since),
        Command::Redo { steps } => history::redo(terminal, steps),
        Command::Export(arguments) => export::export(terminal, &arguments),
        Command::Watch { action } => watch::watch(terminal, action),
        Command::Mirror { action } => mirror::mirror(terminal, action),
    }
}
