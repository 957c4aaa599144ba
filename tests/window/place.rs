//! Where one test lives: a library, settings and sources of its own, and the screen to itself.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

/// There is one mouse, one clipboard and one screen: one test at a time.
static SCREEN: Mutex<()> = Mutex::new(());

/// A library, settings and sources for one test. All of it is gone with the value.
pub struct Place {
    folder: TempDir,
    variables: Vec<(&'static str, OsString)>,
    is_bound_by_rights: bool,
    _screen: MutexGuard<'static, ()>,
}

impl Place {
    pub fn new() -> Place {
        assert!(
            std::env::var_os("DISPLAY").is_some_and(|display| !display.is_empty()),
            "these tests need a screen of their own: run `cargo xtask test`, \
             or `cargo xtask window-tests` for them alone"
        );
        // A failed test before this one has left nothing on the screen either.
        let screen = SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::Builder::new()
            .prefix("offprint-window-")
            .tempdir();
        let place = Place {
            folder: folder.expect("a temporary folder"),
            variables: Vec::new(),
            is_bound_by_rights: false,
            _screen: screen,
        };
        for name in ["config", "data", "cache", "state", "sources"] {
            fs::create_dir(place.path(name)).expect("a folder in the temporary one");
        }
        place
    }

    /// Returns the folder of the library, which need not exist yet.
    pub fn library(&self) -> PathBuf {
        self.path("library")
    }

    /// Returns where the system of this place keeps a library of which nobody says where it is.
    pub fn usual_library(&self) -> PathBuf {
        self.path("data").join("offprint")
    }

    /// Returns what is set on this place's device; nothing where nothing is.
    pub fn device_settings(&self) -> String {
        fs::read_to_string(self.settings()).unwrap_or_default()
    }

    /// Writes a file that a person might have, and returns where it is.
    pub fn source(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path("sources").join(name);
        fs::write(&path, text).expect("a file in the temporary folder");
        path
    }

    /// Makes a folder that a person might have, and returns where it is.
    pub fn source_folder(&self, name: &str) -> PathBuf {
        let path = self.path("sources").join(name);
        fs::create_dir_all(&path).expect("a folder in the temporary one");
        path
    }

    /// Writes what is set on this place's device, in place of what was.
    pub fn set_device(&self, settings: &str) {
        let file = self.settings();
        let folder = file.parent().expect("it lies in a folder");
        fs::create_dir_all(folder).expect("a folder in the temporary one");
        fs::write(file, settings).expect("a file in the temporary folder");
    }

    /// Returns the file of what is set on this place's device, which need not be there.
    pub fn settings(&self) -> PathBuf {
        self.path("config").join("offprint").join("settings.toml")
    }

    /// Returns the file that the window's own output goes to.
    pub fn log(&self) -> PathBuf {
        self.path("window.log")
    }

    /// Sets a variable for all programs that are started in the place from now on.
    pub fn set_variable(&mut self, name: &'static str, value: impl Into<OsString>) {
        self.variables.push((name, value.into()));
    }

    /// Has windows be denied what may not be written to, as a person's are, also where root runs the tests.
    pub fn heed_rights(&mut self) {
        self.is_bound_by_rights = true;
    }

    /// Returns a program to be started with the rights of this place.
    pub fn program(&self, name: &str) -> Command {
        if !self.is_bound_by_rights || !is_root() {
            return Command::new(name);
        }
        let mut command = Command::new("setpriv");
        command
            .arg("--bounding-set=-dac_override,-dac_read_search")
            .arg(name);
        command
    }

    /// Gives a program this place's settings and data in place of the person's.
    pub fn is_home_of(&self, command: &mut Command) {
        command
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env_remove("OFFPRINT_LIBRARY")
            .env("LC_ALL", "C.UTF-8")
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Whether root runs this.
/// Source: proc(5), `status`: `Uid`, of which the first is the real one.
fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let user = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    user.and_then(|users| users.split_whitespace().next()) == Some("0")
}

/// Returns the folder of Cargo's build that holds Offprint's programs.
pub fn programs() -> &'static Path {
    let window = Path::new(env!("CARGO_BIN_EXE_offprint-desktop"));
    window.parent().expect("a program lies in a folder")
}

/// Returns where pictures are left, as `NAME.png`.
pub fn pictures() -> PathBuf {
    let folder = programs()
        .parent()
        .unwrap_or_else(|| programs())
        .join("window-pictures");
    fs::create_dir_all(&folder).expect("a folder beside the build");
    folder
}
