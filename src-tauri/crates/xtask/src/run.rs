//! `cargo xtask run`: sets up, builds and opens the window; in the terminal where there is none.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, path};

use crate::setup::{self, Purpose};
use crate::steps::{Steps, Stop, as_typed, cargo, not_started, succeed, target_folder};
use crate::ui;

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish {
    sources: Vec<PathBuf>,
    library: Option<PathBuf>,
}

/// Does the whole task. Returns the exit code of the window or of the import.
pub fn run(arguments: &[OsString]) -> Result<u8, Stop> {
    let wish = Wish::of(arguments)?;
    // Before ten minutes of building, not after.
    for source in &wish.sources {
        if !source.exists() {
            return Err(Stop::new(format!(
                "there is no file or folder {}",
                source.display()
            )));
        }
    }
    if has_display() {
        in_the_window(&wish)
    } else {
        in_the_terminal(&wish)
    }
}

fn in_the_window(wish: &Wish) -> Result<u8, Stop> {
    println!(
        "Setting up and building Offprint. The first time takes about ten minutes; later ones, seconds."
    );
    let mut steps = Steps::new(5);
    steps.step("Looking for what the window needs", "", || {
        setup::machine(Purpose::Window)
    })?;
    steps.step("Installing the interface's packages", "", ui::install)?;
    steps.step("Building the interface", "", ui::build)?;
    steps.step(
        "Building Offprint",
        "about eight minutes the first time",
        || {
            let packages = ["--package", "offprint-desktop", "--package", "offprint-cli"];
            succeed(cargo(["build", "--release", "--locked"]).args(packages))
        },
    )?;
    let window = built("offprint-desktop");
    let mut code = 0;
    steps.step("Opening the window", "close it to come back here", || {
        println!("The window's program is {}", window.display());
        println!("The terminal command is {}", built("offprint").display());
        println!("The library is {}", wish.library_in_words());
        code = exit_code(wish.command(&window).args(&wish.sources))?;
        Ok(())
    })?;
    Ok(code)
}

fn in_the_terminal(wish: &Wish) -> Result<u8, Stop> {
    println!(
        "There is no display here, so no window can open: Offprint does the same in the terminal.\n\
         The first time takes a few minutes; later ones, seconds."
    );
    let mut steps = Steps::new(if wish.sources.is_empty() { 2 } else { 3 });
    steps.step("Building the terminal command", "", || {
        succeed(&mut cargo([
            "build",
            "--release",
            "--locked",
            "--package",
            "offprint-cli",
        ]))
    })?;
    let offprint = built("offprint");
    println!("The terminal command is {}", offprint.display());
    println!("The library is {}", wish.library_in_words());
    let mut code = 0;
    if !wish.sources.is_empty() {
        steps.step("Importing", "", || {
            code = exit_code(wish.command(&offprint).arg("import").args(&wish.sources))?;
            Ok(())
        })?;
    }
    steps.step("Listing", "", || {
        let listed = exit_code(wish.command(&offprint).arg("list"))?;
        code = if code == 0 { listed } else { code };
        Ok(())
    })?;
    Ok(code)
}

impl Wish {
    fn of(arguments: &[OsString]) -> Result<Wish, Stop> {
        let mut wish = Wish::default();
        let mut rest = arguments.iter();
        let mut are_all_sources = false;
        while let Some(argument) = rest.next() {
            let text = argument.to_string_lossy();
            if are_all_sources || !text.starts_with('-') {
                wish.sources.push(from_here(Path::new(argument)));
            } else if text == "--" {
                are_all_sources = true;
            } else if text == "--library" {
                let folder = rest
                    .next()
                    .ok_or_else(|| Stop::usage("`--library` is followed by a folder"))?;
                wish.library = Some(from_here(Path::new(folder)));
            } else if let Some(folder) = text.strip_prefix("--library=") {
                wish.library = Some(from_here(Path::new(folder)));
            } else {
                return Err(Stop::usage(format!("`run` does not know “{text}”")));
            }
        }
        Ok(wish)
    }

    /// Returns one of Offprint's programs, told which library to use.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if let Some(library) = &self.library {
            command.arg("--library").arg(library);
        }
        command
    }

    fn library_in_words(&self) -> String {
        match &self.library {
            Some(folder) => folder.display().to_string(),
            None => "your own, in its usual place".to_owned(),
        }
    }
}

/// Returns the path as seen from anywhere: a window that is already open stands somewhere else.
fn from_here(path: &Path) -> PathBuf {
    path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

fn built(program: &str) -> PathBuf {
    target_folder()
        .join("release")
        .join(format!("{program}{}", env::consts::EXE_SUFFIX))
}

fn exit_code(command: &mut Command) -> Result<u8, Stop> {
    println!("$ {}\n", as_typed(command));
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    let code = status
        .code()
        .ok_or_else(|| Stop::new("it was ended by a signal"))?;
    Ok(u8::try_from(code).unwrap_or(1))
}

/// Says whether a window can open here.
#[cfg(any(target_os = "macos", windows))]
fn has_display() -> bool {
    true
}

/// Says whether a window can open here: a display is named, and it answers.
#[cfg(not(any(target_os = "macos", windows)))]
fn has_display() -> bool {
    let named = |variable: &str| env::var(variable).ok().filter(|value| !value.is_empty());
    let on_wayland = named("WAYLAND_DISPLAY").is_some_and(|display| {
        Path::new(&named("XDG_RUNTIME_DIR").unwrap_or_default())
            .join(display)
            .exists()
    });
    on_wayland || named("DISPLAY").is_some_and(|display| x_display_answers(&display))
}

/// Says whether an X server answers at `display`, such as `:0`, `:1.0` or `localhost:10.0`.
#[cfg(not(any(target_os = "macos", windows)))]
fn x_display_answers(display: &str) -> bool {
    use std::net::TcpStream;
    use std::os::unix::net::UnixStream;

    let Some((host, number)) = display.rsplit_once(':') else {
        return false;
    };
    let Ok(number) = number.split('.').next().unwrap_or_default().parse::<u16>() else {
        return false;
    };
    if host.is_empty() || host == "unix" {
        UnixStream::connect(format!("/tmp/.X11-unix/X{number}")).is_ok()
    } else {
        // X listens at 6000 and up, one port for each display.
        TcpStream::connect((host, 6000_u16.saturating_add(number))).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(words: &[&str]) -> Result<Wish, Stop> {
        Wish::of(&words.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn sources_are_taken_from_where_the_person_stands() {
        let here = env::current_dir().unwrap();
        let expected = Wish {
            sources: vec![here.join("may.txt"), here.join("-odd")],
            library: Some(here.join("lib")),
        };
        assert_eq!(
            wish(&["may.txt", "--library", "lib", "--", "-odd"]).unwrap(),
            expected
        );
        assert_eq!(
            wish(&["--library=lib", "may.txt", "--", "-odd"]).unwrap(),
            expected
        );
    }

    #[test]
    fn an_unknown_option_is_no_source() {
        assert_eq!(
            wish(&["--libary", "x"]).unwrap_err().words,
            "`run` does not know “--libary”"
        );
        assert!(wish(&["--library"]).is_err());
    }

    #[cfg(not(any(target_os = "macos", windows)))]
    #[test]
    fn a_display_that_does_not_answer_is_none() {
        assert!(!x_display_answers("nonsense"));
        assert!(!x_display_answers(":x"));
        assert!(!x_display_answers(":60123"));
    }
}
