//! Steps: numbered headings, one command after another, and what stops them.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, io};

/// The exit code of a task that could not be done.
pub const COULD_NOT: u8 = 1;
/// The exit code of a task that was asked for wrongly.
pub const WRONG_USAGE: u8 = 2;

/// Why a task went no further, in words for the person who started it.
#[derive(Debug)]
pub struct Stop {
    pub code: u8,
    pub words: String,
}

impl Stop {
    /// Returns a stop because something is missing or went wrong.
    pub fn new(words: impl Into<String>) -> Stop {
        Stop {
            code: COULD_NOT,
            words: words.into(),
        }
    }

    /// Returns a stop because the task was asked for wrongly.
    pub fn usage(words: impl Into<String>) -> Stop {
        Stop {
            code: WRONG_USAGE,
            words: words.into(),
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.words)
    }
}

/// The steps of one task: how many there are, which were done, how long each took.
pub struct Steps {
    total: usize,
    started: Instant,
    done: Vec<(String, Duration)>,
}

impl Steps {
    pub fn new(total: usize) -> Steps {
        Steps {
            total,
            started: Instant::now(),
            done: Vec::new(),
        }
    }

    /// Prints the heading of the next step, does it, and notes how long it took.
    ///
    /// `note` is said beside the name where the person should know what to expect.
    ///
    /// Errors: those of `work`, with the name of the step before them.
    pub fn step(
        &mut self,
        name: &str,
        note: &str,
        work: impl FnOnce() -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let place = self.done.len() + 1;
        let aside = if note.is_empty() {
            String::new()
        } else {
            format!(" ({note})")
        };
        println!(
            "\n[{place}/{}] {name}{aside}, {} so far",
            self.total,
            in_words(self.started.elapsed())
        );
        let started = Instant::now();
        work().map_err(|stop| Stop {
            code: stop.code,
            words: format!(
                "Stopped at step {place} of {}, “{name}”:\n{}",
                self.total, stop.words
            ),
        })?;
        self.done.push((name.to_owned(), started.elapsed()));
        Ok(())
    }

    /// Prints how long each step took, and all of them together.
    pub fn print_times(&self) {
        let width = self
            .done
            .iter()
            .map(|(name, _)| name.chars().count())
            .max()
            .unwrap_or(0)
            .max(8);
        println!();
        for (name, took) in &self.done {
            println!("  {name:<width$}  {:>10}", in_words(*took));
        }
        println!(
            "  {:<width$}  {:>10}",
            "Together",
            in_words(self.started.elapsed())
        );
    }
}

/// Writes a duration as a person would say it: `0 s`, `12 s`, `4 min 05 s`.
fn in_words(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// Returns the folder of the project, from wherever below it the task was called.
pub fn project_folder() -> PathBuf {
    // At run time, not at build time: a project that was moved takes its built xtask with it.
    let own = env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .or_else(|| env::current_dir().ok());
    own.as_deref()
        .and_then(|folder| {
            folder
                .ancestors()
                .find(|folder| folder.join("tauri.conf.json").is_file())
        })
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Returns the folder that Cargo builds into.
pub fn target_folder() -> PathBuf {
    let folder = env::var_os("CARGO_TARGET_DIR").filter(|value| !value.is_empty());
    // A relative one is meant from where the person stands, as Cargo means it.
    folder.map_or_else(
        || project_folder().join("target"),
        |folder| env::current_dir().unwrap_or_default().join(folder),
    )
}

/// Returns `cargo` with the given arguments, at home in the project's folder.
pub fn cargo<I: AsRef<OsStr>>(arguments: impl IntoIterator<Item = I>) -> Command {
    command("cargo", arguments)
}

/// Returns a command, at home in the project's folder, as if the person had typed it there.
pub fn command<I: AsRef<OsStr>>(program: &str, arguments: impl IntoIterator<Item = I>) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(project_folder());
    // What Cargo told this xtask of itself must not reach another Cargo: build scripts that look
    // at such a variable would be run again, now here and now where the person types.
    for (name, _) in env::vars_os() {
        let Some(name) = name.to_str() else { continue };
        let is_of_this_run = name.starts_with("CARGO_PKG_")
            || name.starts_with("CARGO_MANIFEST_")
            || matches!(
                name,
                "CARGO" | "CARGO_BIN_NAME" | "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE"
            )
            || matches!(name, "RUST_RECURSION_COUNT");
        if is_of_this_run {
            command.env_remove(name);
        }
    }
    if let Some(folder) = env::var_os("CARGO_TARGET_DIR").filter(|value| !value.is_empty()) {
        command.env(
            "CARGO_TARGET_DIR",
            env::current_dir().unwrap_or_default().join(folder),
        );
    }
    command
}

/// Runs a command with its output on the screen.
///
/// Errors: the command could not be started, or ended with another code than 0; both say how to
/// repeat it.
pub fn succeed(command: &mut Command) -> Result<(), Stop> {
    println!("$ {}", as_typed(command));
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    let ended = status
        .code()
        .map_or("was ended by a signal".to_owned(), |code| {
            format!("ended with code {code}")
        });
    Err(Stop::new(format!(
        "the command above {ended}. To repeat it, in {}:\n\n    {}",
        command
            .get_current_dir()
            .unwrap_or(Path::new("."))
            .display(),
        as_typed(command)
    )))
}

/// Runs a command quietly and returns what it wrote; none where it could not be run or failed.
pub fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Says whether a program of this name can be found.
pub fn is_installed(program: &str) -> bool {
    let Some(path) = env::var_os("PATH") else {
        return false;
    };
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).any(|folder| folder.join(&name).is_file())
}

/// Returns why a command could not be started.
pub fn not_started(command: &Command, error: &io::Error) -> Stop {
    Stop::new(format!(
        "{} could not be started: {error}",
        command.get_program().to_string_lossy()
    ))
}

/// Writes a command as one types it in a shell.
pub fn as_typed(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| quoted(&word.to_string_lossy()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn quoted(word: &str) -> String {
    let is_plain = !word.is_empty()
        && word
            .chars()
            .all(|letter| letter.is_alphanumeric() || "-_./:=@+,".contains(letter));
    if is_plain {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_types_it() {
        let mut command = Command::new("xvfb-run");
        command.args(["-s", "-screen 0 1x1x24", "it's", ""]);
        assert_eq!(
            as_typed(&command),
            r"xvfb-run -s '-screen 0 1x1x24' 'it'\''s' ''"
        );
    }

    #[test]
    fn a_duration_reads_as_a_person_says_it() {
        assert_eq!(in_words(Duration::from_millis(800)), "0 s");
        assert_eq!(in_words(Duration::from_secs(59)), "59 s");
        assert_eq!(in_words(Duration::from_secs(245)), "4 min 05 s");
    }

    #[test]
    fn a_failing_step_is_named_and_nothing_follows_it() {
        let mut steps = Steps::new(3);
        steps.step("Looking", "", || Ok(())).unwrap();
        let stop = steps
            .step("Reading", "", || Err(Stop::new("no paper")))
            .unwrap_err();
        assert_eq!(stop.words, "Stopped at step 2 of 3, “Reading”:\nno paper");
    }

    #[test]
    fn the_project_is_found_from_below() {
        assert!(project_folder().join("src-tauri/crates/xtask").is_dir());
    }
}
