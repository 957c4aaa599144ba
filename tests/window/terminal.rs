//! The terminal command, on the library of a test's window.

use std::process::{Command, Output};

use serde_json::Value;

use crate::place::{Place, programs};
use crate::sources::DIGEST;

/// Runs `offprint` and returns what came of it.
pub fn offprint(place: &Place, arguments: &[&str]) -> Output {
    let program = programs().join("offprint");
    assert!(
        program.is_file(),
        "the terminal command is not built: run `cargo xtask window-tests`"
    );
    let mut command = Command::new(program);
    place.is_home_of(&mut command);
    command
        .env("OFFPRINT_LIBRARY", place.library())
        .args(arguments);
    command.output().expect("the terminal command starts")
}

/// Runs `offprint` as a person does who names no library, and returns what it wrote.
#[track_caller]
pub fn offprint_usual(place: &Place, arguments: &[&str]) -> String {
    let mut command = Command::new(programs().join("offprint"));
    place.is_home_of(&mut command);
    let output = command.args(arguments).output();
    let output = output.expect("the terminal command starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "offprint {arguments:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs `offprint` with `--json`, which must succeed, and returns its answer.
#[track_caller]
pub fn offprint_json(place: &Place, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
    let output = offprint(place, &arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "offprint {arguments:?} ended with {}: {said}",
        output.status
    );
    serde_json::from_slice(&output.stdout).expect("an answer in JSON")
}

/// Imports the digest with its five papers.
#[track_caller]
pub fn import_digest(place: &Place) {
    let digest = place.source("digest.txt", DIGEST);
    offprint_json(place, &["import", &digest.display().to_string()]);
}

/// Returns how many papers `offprint list` counts, with further options to it.
#[track_caller]
pub fn count_of_papers(place: &Place, options: &[&str]) -> u64 {
    let arguments: Vec<&str> = ["list"].iter().chain(options).copied().collect();
    offprint_json(place, &arguments)["total"]
        .as_u64()
        .expect("a total")
}

/// Returns the titles that `offprint list` has, with further options to it, in its order.
#[track_caller]
pub fn titles_of(place: &Place, options: &[&str]) -> Vec<String> {
    let arguments: Vec<&str> = ["list"].iter().chain(options).copied().collect();
    let listed = offprint_json(place, &arguments);
    let papers = listed["papers"].as_array().cloned().unwrap_or_default();
    let titles = papers.iter().filter_map(|paper| paper["title"].as_str());
    titles.map(str::to_owned).collect()
}
