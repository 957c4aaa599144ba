//! `cargo xtask test`: everything that can be checked, in one go.

use std::ffi::OsString;
use std::process::Command;

use crate::setup::{self, Purpose};
use crate::steps::{Steps, Stop, cargo, command, is_installed, output_of, succeed};
use crate::ui;

/// The hidden screen: room for the window and, beside it, for what files are dragged from.
const SCREEN: &str = "-screen 0 1600x1000x24";

/// The tests that need a screen, by the name of their target.
const WINDOW_TESTS: &str = "window";

/// Does the whole check, or all of it but the window.
pub fn run(arguments: &[OsString]) -> Result<u8, Stop> {
    let is_quick = match arguments {
        [] => false,
        [only] if only == "--quick" => true,
        _ => return Err(Stop::usage("`test` takes nothing but --quick")),
    };
    // The same packages in every call: features are joined over all that are chosen, and another
    // choice compiles much of it a second time. So it is targets that are chosen, not packages.
    let packages: &[&str] = if is_quick {
        &["--workspace", "--exclude", "offprint-desktop"]
    } else {
        &["--workspace"]
    };
    let first_time = |words| if is_quick { "" } else { words };
    let drives_the_window = !is_quick && cfg!(target_os = "linux");
    let judges_dependencies = is_installed("cargo-deny");
    let n_steps = 9 + usize::from(judges_dependencies) + usize::from(drives_the_window);
    let mut steps = Steps::new(n_steps);

    steps.step("Looking for what the checks need", "", || {
        setup::machine(if is_quick {
            Purpose::Core
        } else {
            Purpose::of_all_checks()
        })
    })?;
    steps.step("Installing the interface's packages", "", ui::install)?;
    steps.step("Building the interface", "", ui::build)?;
    steps.step("Formatting", "", || {
        succeed(&mut cargo(["fmt", "--all", "--check"]))
    })?;
    if judges_dependencies {
        steps.step("Licences and origins of what is used", "", || {
            succeed(&mut cargo(["deny", "check", "licenses", "bans", "sources"]))
        })?;
    }
    steps.step("Lints", first_time("some minutes the first time"), || {
        let mut clippy = cargo(["clippy", "--all-targets", "--locked"]);
        succeed(clippy.args(packages).args(["--", "--deny", "warnings"]))
    })?;
    let note = first_time("some minutes the first time");
    steps.step("Building everything that is tested", note, || {
        let mut build = cargo(["build", "--locked", "--lib", "--bins", "--tests"]);
        succeed(build.args(packages))
    })?;
    steps.step("Tests of the core and of the terminal command", "", || {
        let mut test = cargo(["test", "--locked"]);
        test.args(packages).args(["--lib", "--bins"]);
        for name in test_targets()? {
            test.args(["--test", &name]);
        }
        succeed(&mut test)
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
    drive_window(in_a_window(names))
}

/// `cargo xtask screenshots`: a picture of every screen in every look.
pub fn screenshots(arguments: &[OsString]) -> Result<u8, Stop> {
    if !arguments.is_empty() {
        return Err(Stop::usage("`screenshots` takes no arguments"));
    }
    let mut tests = in_a_window(&["screens::".into()]);
    tests.env("OFFPRINT_SCREENSHOTS", "1");
    let code = drive_window(tests)?;
    println!("The pictures are in target/window-pictures.");
    Ok(code)
}

fn drive_window(mut tests: Command) -> Result<u8, Stop> {
    if !cfg!(target_os = "linux") {
        return Err(Stop::new("The tests in a real window run on Linux only."));
    }
    let mut steps = Steps::new(5);
    steps.step("Looking for what the checks need", "", || {
        setup::machine(Purpose::WindowTests)
    })?;
    steps.step("Installing the interface's packages", "", ui::install)?;
    steps.step("Building the interface", "", ui::build)?;
    let note = "some minutes the first time";
    steps.step("Building everything that is tested", note, || {
        let build = ["build", "--locked", "--lib", "--bins", "--tests"];
        succeed(cargo(build).arg("--workspace"))
    })?;
    steps.step("Tests in a real window", "on a hidden screen", || {
        succeed(&mut tests)
    })?;
    steps.print_times();
    Ok(0)
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
        WINDOW_TESTS,
    ]);
    // There is one screen: in turn, so that each is said to run only when it does.
    tests.args(["--", "--test-threads=1"]).args(names);
    // On a desktop with Wayland the window would otherwise open there, before the person's eyes.
    tests
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11");
    tests
}

/// Returns the names of all test targets but the window's, as Cargo tells them.
fn test_targets() -> Result<Vec<String>, Stop> {
    let words = ["metadata", "--no-deps", "--format-version", "1", "--locked"];
    let metadata = output_of("cargo", &words).ok_or_else(|| {
        Stop::new("Cargo does not say which tests there are: `cargo metadata --locked` fails")
    })?;
    Ok(test_targets_in(&metadata))
}

/// Reads the names out of Cargo's JSON, which begins a test target with its kind.
///
/// Source: `cargo metadata`, format version 1.
fn test_targets_in(metadata: &str) -> Vec<String> {
    let targets = metadata.split(r#"{"kind":["test"],"#).skip(1);
    let names = targets.filter_map(|target| target.split_once(r#""name":""#)?.1.split('"').next());
    names
        .filter(|name| *name != WINDOW_TESTS)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_target_is_run_and_the_window_s_is_left_to_the_screen() {
        let words = ["metadata", "--no-deps", "--format-version", "1"];
        let metadata = output_of("cargo", &words).unwrap();
        assert_eq!(metadata.matches(r#""name":"window""#).count(), 1);
        let targets = test_targets_in(&metadata);
        assert!(targets.contains(&"terminal".to_owned()), "{targets:?}");
        assert!(!targets.contains(&WINDOW_TESTS.to_owned()), "{targets:?}");
    }
}
