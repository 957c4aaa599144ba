//! The terminal command: `offprint`. It reads what was typed, asks the core, and prints the answer.
//!
//! COMMANDS.md is its contract: commands, options, JSON and exit codes. It holds no rules.

mod args;
mod print;
mod run;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Arguments;
use crate::run::{Outcome, Terminal};

fn main() -> ExitCode {
    let wants_json = std::env::args_os().any(|argument| argument == "--json");
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return answer_of_parser(&error, wants_json),
    };
    let terminal = match Terminal::new(&arguments) {
        Ok(terminal) => terminal,
        Err(failure) => {
            print::failure(&failure, wants_json);
            return ExitCode::from(1);
        }
    };
    match run::run(&terminal, arguments.command) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::InPart) => ExitCode::from(3),
        Ok(Outcome::Failed) => ExitCode::from(1),
        Err(failure) => {
            print::failure(&failure, terminal.is_json);
            ExitCode::from(
                if failure.code == offprint_commands::failure::FailureCode::Usage {
                    2
                } else {
                    1
                },
            )
        }
    }
}

/// Help and version are answers, all else is wrong usage.
fn answer_of_parser(error: &clap::Error, wants_json: bool) -> ExitCode {
    if wants_json && error.use_stderr() {
        let text = error.render().to_string();
        let message = text
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("error: ");
        print::usage_as_json(message);
    } else {
        // The pipe may be closed already; there is nobody to tell.
        let _ = error.print();
    }
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}
