//! `cargo xtask bench`: runs the benchmarks.

use std::ffi::OsString;

use crate::steps::{Stop, cargo, succeed};

/// Runs the benchmark of the core, built as a release is; its table is what this prints.
pub fn run(arguments: &[OsString]) -> Result<u8, Stop> {
    let mut bench = cargo([
        "bench",
        "--package",
        "offprint-commands",
        "--bench",
        "speed",
        "--locked",
    ]);
    if !arguments.is_empty() {
        bench.arg("--").args(arguments);
    }
    succeed(&mut bench)?;
    Ok(0)
}
