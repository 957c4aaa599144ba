use std::fs;

use serde_json::json;

use crate::offprint::{Offprint, with_three};

#[test]
fn a_paper_is_added_and_one_that_is_here_is_named() {
    let (offprint, ids) = with_three();
    let added = offprint.json(&["add", "--title", "A Study of Kelp", "--doi", "10.5555/KELP"]);
    let id = added["id"].as_str().unwrap();
    let paper = offprint.json(&["show", id]);
    assert_eq!(
        (&paper["title"], &paper["state"]),
        (&json!("A Study of Kelp"), &json!("inbox"))
    );
    assert_eq!(
        paper["identifiers"],
        json!([{ "scheme": "doi", "value": "10.5555/kelp" }])
    );
    let again = offprint.run(&["add", "--doi", "https://doi.org/10.5555/kelp", "--json"]);
    again.check_error(1, "conflict");
    assert!(again.err.contains(id), "{}", again.err);
    let title = offprint.json(&["show", &ids[0]])["title"].clone();
    let known = offprint.run(&["add", "--title", title.as_str().unwrap(), "--json"]);
    known.check_error(1, "conflict");
    offprint.run(&["add", "--json"]).check_error(2, "usage");
    offprint
        .run(&["add", "--arxiv", "nonsense", "--json"])
        .check_error(2, "usage");
    offprint.json(&["undo"]);
    assert_eq!(offprint.json(&["list"])["total"], 3);
}

#[test]
fn a_part_is_edited_and_the_others_stay() {
    let offprint = Offprint::new();
    let source = "@article{rivers,\n  title = {How Rivers Remember Their Floods},\n  \
                  author = {Roe, Ana and {The River Group}},\n  year = 2024,\n  journal = {Rivers}\n}\n";
    let file = offprint.file("rivers.bib", source);
    offprint.import(&file);
    let id = &offprint.ids()[0];
    offprint.json(&["edit", id, "--year", "2025", "--venue", ""]);
    let paper = offprint.json(&["show", id]);
    assert_eq!(paper["year"], 2025);
    assert!(paper["venue"].is_null());
    assert_eq!(paper["authors"], json!(["Ana Roe", "The River Group"]));
    let authors = offprint.json(&["edit", id, "--authors", "Lund, Bo; Ana Roe"]);
    assert_eq!(authors["n_papers"], 1);
    assert_eq!(
        offprint.json(&["show", id])["authors"],
        json!(["Bo Lund", "Ana Roe"])
    );
    // What was taken away does not come back with the same source.
    fs::write(&file, format!("{source}\n")).unwrap();
    offprint.import(&file);
    assert!(offprint.json(&["show", id])["venue"].is_null());
    let history = offprint.json(&["history"]);
    assert_eq!(
        history["changes"][1]["label"],
        "Edited “How Rivers Remember Their Floods”"
    );
    offprint
        .run(&["edit", id, "--year", "soon", "--json"])
        .check_error(2, "usage");
}

/// Puts a program of this name where the command looks first; it writes down what it was asked to open.
#[cfg(target_os = "linux")]
fn with_browser(offprint: &Offprint, arguments: &[&str]) -> std::process::Output {
    use std::os::unix::fs::PermissionsExt;
    let script = "#!/bin/sh\nprintf '%s' \"$1\" > \"$(dirname \"$0\")/opened\"\n";
    let program = offprint.file("bin/xdg-open", script);
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let folder = program.parent().map(std::path::Path::display).unwrap();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
    let mut command = offprint.command(arguments);
    command.env("PATH", path).output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn opening_a_queued_papers_own_link_starts_it() {
    let (offprint, ids) = with_three();
    let id = &ids[0];
    offprint.json(&["state", "queued", id]);
    let opened = || fs::read_to_string(offprint.path("bin/opened")).unwrap_or_default();
    assert!(!with_browser(&offprint, &["open", id]).status.success());
    assert_eq!(opened(), "", "it has no link");
    offprint.json(&["edit", id, "--doi", "10.5555/rivers"]);
    assert!(
        !with_browser(&offprint, &["open", id, "--code"])
            .status
            .success()
    );
    let output = with_browser(&offprint, &["open", id]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(opened(), "https://doi.org/10.5555/rivers");
    assert_eq!(offprint.json(&["show", id])["state"], "reading");
    offprint.json(&["edit", id, "--link", "https://rivers.example/floods"]);
    assert!(with_browser(&offprint, &["open", id]).status.success());
    assert_eq!(opened(), "https://rivers.example/floods");
}

/// The page of a bibliography's entry is an address like any other; it is the paper's own where nothing else is.
#[cfg(target_os = "linux")]
#[test]
fn the_url_of_a_bibliographys_entry_opens_and_starts_it() {
    let offprint = Offprint::new();
    let bibliography = "@misc{eel2026,\n  title = {How Eels Find the Sea Again},\n  \
         url = {https://eels.example/sea}\n}\n";
    let file = offprint.file("eels.bib", bibliography);
    offprint.json(&["import", &file.display().to_string(), "--state", "queued"]);
    let listed = offprint.json(&["list"]);
    let id = listed["papers"][0]["id"].as_str().unwrap();
    let output = with_browser(&offprint, &["open", id]);
    assert!(output.status.success(), "{output:?}");
    let opened = fs::read_to_string(offprint.path("bin/opened")).unwrap();
    assert_eq!(opened, "https://eels.example/sea");
    assert_eq!(offprint.json(&["show", id])["state"], "reading");
}
