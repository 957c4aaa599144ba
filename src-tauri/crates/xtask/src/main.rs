//! `cargo xtask`: sets up, starts and checks Offprint.
//!
//! One file per task. Never more than the standard library, so that it builds in seconds on a
//! machine that has nothing yet.

mod bench;
mod run;
mod setup;
mod steps;
mod test;
mod ui;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use steps::Stop;

const HELP: &str = "\
cargo xtask run [PATH…] [--library DIR]
    Sets up everything, builds Offprint and opens its window with the given files and folders
    imported. The first time takes about ten minutes. Without a display it imports and lists in
    the terminal. Without --library it is your own library, in its usual place.

cargo xtask test [--quick]
    Sets up everything and checks everything: formatting, lints, every test, and the end-to-end
    tests in a real window on a hidden screen. --quick leaves the window out.

cargo xtask window-tests [NAME…]
    Only the tests in a real window, or those of them whose names hold NAME. Their pictures are in
    target/window-pictures.

cargo xtask screenshots
    A picture of every screen, in light and dark, narrow and with large text, in
    target/window-pictures. What axe-core or a ruler finds wrong on one is said.

cargo xtask setup
    Only sets up: system libraries and what the interface needs.

cargo xtask bench [core [large] | window [PAPERS] [PART…]]
    Runs the benchmarks, built as a release is, and prints what they say: those of the core, or of
    it only what is measured on a large library, and on Linux those of the window on a hidden
    screen, with 100,000 invented papers or as many as you say. Parts of the latter are memory,
    keys, places, scrolling, start.
";

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.to_string_lossy().into_owned(), rest),
        None => ("help".to_owned(), [].as_slice()),
    };
    if rest
        .iter()
        .any(|argument| argument == "--help" || argument == "-h")
    {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    let outcome = match task.as_str() {
        "run" => run::run(rest),
        "test" => test::run(rest),
        "window-tests" => test::window_only(rest),
        "screenshots" => test::screenshots(rest),
        "setup" => setup::run(rest),
        "bench" => bench::run(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(0)
        }
        other => Err(Stop::usage(format!("there is no task “{other}”"))),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(stop) => {
            eprintln!("\n{stop}");
            if stop.code == steps::WRONG_USAGE {
                eprintln!("\n{HELP}");
            }
            ExitCode::from(stop.code)
        }
    }
}
