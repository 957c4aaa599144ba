//! The mouse, the keys and the windows of the screen, by xdotool.

use std::process::{Command, Stdio};

/// Lets xdotool do something, which must succeed.
#[track_caller]
pub fn xdotool(arguments: &[&str]) {
    let status = Command::new("xdotool").args(arguments).status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "xdotool {arguments:?}"
    );
}

/// Returns what xdotool answers; nothing where it finds nothing.
pub fn ask_xdotool(arguments: &[&str]) -> String {
    let output = Command::new("xdotool")
        .args(arguments)
        .stderr(Stdio::null())
        .output();
    output
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default()
}

/// Returns the windows of a process that are on the screen and whose title fits the pattern.
pub fn windows_of(process: u32, title: &str) -> Vec<String> {
    let process = process.to_string();
    let search = ["search", "--onlyvisible", "--all", "--pid", &process];
    let found = ask_xdotool(&[&search[..], &["--name", title]].concat());
    found.lines().map(str::to_owned).collect()
}
