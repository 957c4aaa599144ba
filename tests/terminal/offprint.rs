//! Runs the built command on a library in a temporary folder.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a library (made when something is first written) and room for files.
pub struct Offprint {
    folder: TempDir,
}

/// What a run answered.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Offprint {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    pub fn database(&self) -> PathBuf {
        self.library().join("library.db")
    }

    /// Writes a file beside the library.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
        command
            .args(arguments)
            .env("OFFPRINT_LIBRARY", self.library())
            .env("TZ", "UTC")
            .env_remove("NO_COLOR")
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Answer {
        answer(self.command(arguments).output().unwrap())
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Answer {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        answer(child.wait_with_output().unwrap())
    }

    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs a command that must succeed, and reads its JSON.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> Value {
        let answer = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(answer.code, 0, "{arguments:?}: {}", answer.err);
        answer.json()
    }

    /// Imports a file that must come in whole.
    #[track_caller]
    pub fn import(&self, path: &Path) -> Value {
        self.json(&["import", path.to_str().unwrap()])
    }

    /// The ids of all papers, in the order of the list.
    pub fn ids(&self) -> Vec<String> {
        let list = self.json(&["list", "--limit", "1000"]);
        list["papers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|paper| paper["id"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// A library into which [`THREE`] has come as `may.txt`, and the ids of its papers.
pub fn with_three() -> (Offprint, Vec<String>) {
    let offprint = Offprint::new();
    let digest = offprint.file("may.txt", THREE);
    offprint.import(&digest);
    let ids = offprint.ids();
    (offprint, ids)
}

impl Answer {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }

    /// The error document on standard error.
    #[track_caller]
    pub fn error(&self) -> Value {
        let document: Value =
            serde_json::from_str(&self.err).unwrap_or_else(|error| panic!("{error}: {}", self.err));
        document["error"].clone()
    }

    /// Checks how it ended, which error it told, and that it told it to a person.
    #[track_caller]
    pub fn check_error(&self, code: i32, error: &str) {
        let told = self.error();
        assert_eq!(
            (self.code, told["code"].as_str().unwrap()),
            (code, error),
            "{}",
            self.err
        );
        let message = told["message"].as_str().unwrap();
        assert!(
            !message.contains("panicked") && message.len() > 20,
            "{message}"
        );
    }
}

pub fn answer(output: std::process::Output) -> Answer {
    Answer {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A digest of three invented papers.
pub const THREE: &str = "How Rivers Remember Their Floods
Rivers keep a record of their floods in the width of their bends. We read forty such records and show that a bend \
remembers a flood for about a century, and that the memory fades with the second power of the distance.
Why Dunes Walk at Night
Dunes move when the wind is cold and dense. We followed nineteen dunes for two winters with stakes and lamps, and find \
that nine tenths of all movement happens between midnight and dawn, whatever the season.
On the Growth of Mosses in Winter
Mosses are thought to rest in winter. We weighed cushions of six species under snow and show that they grow through \
the cold months at a third of their summer pace, fed by light that passes thin snow.
";
