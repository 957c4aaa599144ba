//! `cargo xtask test`: everything that can be checked, in one go.

use std::ffi::OsString;
use std::process::Command;

use crate::setup::{self, Purpose};
use crate::steps::{Steps, Stop, cargo, command, succeed};
use crate::ui;

/// The hidden screen: room for the window and, beside it, for what files are dragged from.
const SCREEN: &str = "-screen 0 1600x1000x24";

/// Does the whole check, or all of it but the window.
pub fn run(arguments: &[OsString]) -> Result<u8, Stop> {
    let is_quick = match arguments {
        [] => false,
        [only] if only == "--quick" => true,
        _ => return Err(Stop::usage("`test` takes nothing but --quick")),
    };
    // Always the same packages: features are joined over what is chosen, and another choice would
    // compile much of it a second time.
    let packages: &[&str] = if is_quick {
        &["--workspace", "--exclude", "offprint-desktop"]
    } else {
        &["--workspace"]
    };
    let drives_the_window = !is_quick && cfg!(target_os = "linux");
    let mut steps = Steps::new(if drives_the_window { 10 } else { 9 });

    steps.step("Looking for what the checks need", "", || {
        setup::machine(purpose(is_quick))
    })?;
    steps.step("Installing the interface's packages", "", ui::install)?;
    steps.step("Building the interface", "", ui::build)?;
    steps.step("Formatting", "", || {
        succeed(&mut cargo(["fmt", "--all", "--check"]))
    })?;
    let lints_first_time = if is_quick {
        ""
    } else {
        "some four minutes the first time"
    };
    steps.step("Lints", lints_first_time, || {
        let mut clippy = cargo(["clippy", "--all-targets", "--locked"]);
        succeed(clippy.args(packages).args(["--", "--deny", "warnings"]))
    })?;
    let build_first_time = if is_quick {
        ""
    } else {
        "about five minutes the first time"
    };
    steps.step(
        "Building everything that is tested",
        build_first_time,
        || succeed(cargo(["build", "--locked", "--lib", "--bins", "--tests"]).args(packages)),
    )?;
    steps.step("Tests of the core and of the terminal command", "", || {
        // All targets but the window's.
        let targets = ["--lib", "--bins", "--test", "terminal"];
        succeed(cargo(["test", "--locked"]).args(packages).args(targets))
    })?;
    steps.step("Examples in the documentation", "", || {
        succeed(cargo(["test", "--locked", "--doc"]).args(packages))
    })?;
    steps.step("Checks of the interface", "", ui::check)?;
    if drives_the_window {
        steps.step("Tests in a real window", "on a hidden screen", || {
            succeed(&mut in_a_window(&[]))
        })?;
    }

    steps.print_times();
    if is_quick {
        println!("\nAll is well, the window left out: `cargo xtask test` has it in.");
    } else if drives_the_window {
        println!("\nAll is well.");
    } else {
        println!(
            "\nAll is well. The window was built but not driven: those tests run on Linux only."
        );
    }
    Ok(0)
}

/// `cargo xtask window-tests`: only the tests in a real window, or some of them.
pub fn window_only(names: &[OsString]) -> Result<u8, Stop> {
    if !cfg!(target_os = "linux") {
        return Err(Stop::new("The tests in a real window run on Linux only."));
    }
    let mut steps = Steps::new(5);
    steps.step("Looking for what the checks need", "", || {
        setup::machine(Purpose::WindowTests)
    })?;
    steps.step("Installing the interface's packages", "", ui::install)?;
    steps.step("Building the interface", "", ui::build)?;
    steps.step(
        "Building the window",
        "about five minutes the first time",
        || {
            succeed(&mut cargo([
                "build",
                "--locked",
                "--workspace",
                "--lib",
                "--bins",
                "--tests",
            ]))
        },
    )?;
    steps.step("Tests in a real window", "on a hidden screen", || {
        succeed(&mut in_a_window(names))
    })?;
    steps.print_times();
    Ok(0)
}

fn purpose(is_quick: bool) -> Purpose {
    if is_quick {
        Purpose::Core
    } else if cfg!(target_os = "linux") {
        Purpose::WindowTests
    } else {
        Purpose::Window
    }
}

/// Returns the tests in a real window, under a message bus and a screen of their own.
fn in_a_window(names: &[OsString]) -> Command {
    let mut tests = command("dbus-run-session", ["--", "xvfb-run", "-a", "-s", SCREEN]);
    tests.args([
        "cargo",
        "test",
        "--locked",
        "--workspace",
        "--test",
        "window",
    ]);
    if !names.is_empty() {
        tests.arg("--").args(names);
    }
    // On a desktop with Wayland the window would otherwise open there, before the person's eyes.
    tests
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11");
    tests
}
