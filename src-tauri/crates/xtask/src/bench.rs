//! `cargo xtask bench`: runs the benchmarks.

use std::ffi::OsString;
use std::process::Command;

use crate::setup::{self, Purpose};
use crate::steps::{Stop, cargo, command, succeed};
use crate::ui;

/// The hidden screen: two windows fit beside each other.
const SCREEN: &str = "-screen 0 2560x900x24";

/// Runs the benchmark of the core, that of the window, or both, built as a release is; their tables
/// are what this prints.
pub fn run(arguments: &[OsString]) -> Result<u8, Stop> {
    match arguments.split_first() {
        None => {
            core(&[])?;
            // Where it cannot be driven, the core's figures are all there is.
            if cfg!(target_os = "linux") {
                window(&[])?;
            }
        }
        Some((which, rest)) if which == "core" => core(rest)?,
        Some((which, rest)) if which == "window" => window(rest)?,
        Some((other, _)) => {
            let other = other.to_string_lossy();
            return Err(Stop::usage(format!("`bench` does not know “{other}”")));
        }
    }
    Ok(0)
}

fn core(arguments: &[OsString]) -> Result<(), Stop> {
    let bench = [
        "bench",
        "--package",
        "offprint-commands",
        "--bench",
        "speed",
    ];
    let mut bench = cargo(bench);
    bench.arg("--locked");
    if !arguments.is_empty() {
        bench.arg("--").args(arguments);
    }
    succeed(&mut bench)
}

fn window(arguments: &[OsString]) -> Result<(), Stop> {
    if !cfg!(target_os = "linux") {
        return Err(Stop::new(
            "The window is driven, and so measured, on Linux only.",
        ));
    }
    setup::machine(Purpose::WindowTests)?;
    ui::install()?;
    ui::build()?;
    // Built before there is a screen, which is waited for as long as the figures take.
    succeed(cargo(WINDOW).arg("--no-run"))?;
    let mut bench = on_a_screen();
    if !arguments.is_empty() {
        bench.arg("--").args(arguments);
    }
    succeed(&mut bench)
}

const WINDOW: [&str; 6] = [
    "bench",
    "--package",
    "offprint-desktop",
    "--bench",
    "window-speed",
    "--locked",
];

/// Returns the benchmark of the window, under a message bus and a screen of its own.
fn on_a_screen() -> Command {
    let mut bench = command("dbus-run-session", ["--", "xvfb-run", "-a", "-s", SCREEN]);
    bench.arg("cargo").args(WINDOW);
    // On a desktop with Wayland the windows would otherwise open there, before the person's eyes.
    bench
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11");
    bench
}
