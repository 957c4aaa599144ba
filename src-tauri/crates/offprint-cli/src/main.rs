//! The terminal command: `offprint`. It reads what was typed, asks the core, and prints the answer.
//!
//! Its commands, options, JSON and exit codes are a contract: docs/COMMANDS.md. It holds no
//! rules.

mod args;
mod print;
mod run;

use std::process::ExitCode;

use clap::Parser;
use offprint_commands::failure::{Failure, FailureCode};

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
        Ok(_) if !print::is_output_whole() => {
            let failure = Failure::of(FailureCode::DiskFull).about("standard output");
            print::failure(&failure, terminal.is_json);
            ExitCode::from(1)
        }
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::InPart) => ExitCode::from(3),
        Ok(Outcome::Failed) => ExitCode::from(1),
        Err(failure) => {
            print::failure(&failure, terminal.is_json);
            ExitCode::from(if failure.code == FailureCode::Usage {
                2
            } else {
                1
            })
        }
    }
}

/// Help and version are answers, all else is wrong usage.
fn answer_of_parser(error: &clap::Error, wants_json: bool) -> ExitCode {
    if wants_json && error.use_stderr() {
        let text = error.render().to_string();
        // What is missing or wrong stands in the lines before the usage.
        let lines = text.lines().map(str::trim);
        let lines: Vec<&str> = lines
            .take_while(|line| !line.starts_with("Usage:"))
            .filter(|line| !line.is_empty())
            .collect();
        print::usage_as_json(lines.join(" ").trim_start_matches("error: "));
    } else {
        // The pipe may be closed already; there is nobody to tell.
        let _ = error.print();
    }
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}
