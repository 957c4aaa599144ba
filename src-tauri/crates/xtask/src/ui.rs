//! The interface: its packages, its build, its checks; each only when something changed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;
use std::{fs, io};

use crate::steps::{Stop, command, project_folder, succeed};

/// The name by which npm is started: on Windows it is a script, and only its whole name will do.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Installs what the interface is built with, unless the lock file is the one it was installed by.
pub fn install() -> Result<(), Stop> {
    let folder = folder();
    let lock = read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.offprint-installed-by");
    if fs::read(&stamp).is_ok_and(|installed_by| installed_by == lock) {
        println!("The interface's packages are in place.");
        return Ok(());
    }
    succeed(&mut npm(&["ci", "--no-audit", "--no-fund"]))?;
    write(&stamp, &lock)
}

/// Builds the interface into `ui/dist`, unless it was built from the same files.
///
/// Everything that compiles the window reads `ui/dist`, lints included.
pub fn build() -> Result<(), Stop> {
    let folder = folder();
    let stamp = folder.join("node_modules/.offprint-built-from");
    let sources =
        list_of_sources(&folder).map_err(|error| Stop::new(format!("reading ui: {error}")))?;
    let is_built = folder.join("dist/index.html").is_file();
    if is_built && fs::read_to_string(&stamp).is_ok_and(|built_from| built_from == sources) {
        println!("The interface is built.");
        return Ok(());
    }
    succeed(&mut npm(&["run", "build"]))?;
    write(&stamp, sources.as_bytes())
}

/// Checks types, lints, and runs the interface's own tests.
pub fn check() -> Result<(), Stop> {
    for script in ["check", "lint", "test"] {
        succeed(&mut npm(&["run", script]))?;
    }
    Ok(())
}

fn folder() -> PathBuf {
    project_folder().join("ui")
}

/// Returns `npm` with the given arguments, in the interface's folder.
fn npm(arguments: &[&str]) -> Command {
    let mut npm = command(NPM, arguments);
    npm.current_dir(folder()).env("CI", "1");
    npm
}

/// Lists every file that the built interface may depend on, with its length and time.
fn list_of_sources(folder: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)? {
            let entry = entry?;
            let path = entry.path();
            let is_made = next == *folder
                && (entry.file_name() == "node_modules" || entry.file_name() == "dist");
            if is_made {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                files.push((path, entry.metadata()?));
            }
        }
    }
    files.sort_by(|left, right| left.0.cmp(&right.0));
    let mut list = String::new();
    for (path, about) in files {
        let changed = about
            .modified()?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_nanos();
        let name = path.strip_prefix(folder).unwrap_or(&path).display();
        writeln!(list, "{name} {} {changed}", about.len()).expect("a string takes any text");
    }
    Ok(list)
}

fn read(path: &Path) -> Result<Vec<u8>, Stop> {
    fs::read(path).map_err(|error| Stop::new(format!("reading {}: {error}", path.display())))
}

fn write(path: &Path, content: &[u8]) -> Result<(), Stop> {
    fs::write(path, content)
        .map_err(|error| Stop::new(format!("writing {}: {error}", path.display())))
}
