//! What a shell needs to complete commands and options.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::args::Arguments;
use crate::print::say;
use crate::run::Outcome;

/// Prints the script for a shell; nothing of a library is looked at.
pub(super) fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "offprint", &mut script);
    say!("{}", String::from_utf8_lossy(&script).trim_end());
    Outcome::Done
}
