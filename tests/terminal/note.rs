//! A note in the person's own editor. The editor of these tests is a script.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::offprint::{Answer, Offprint, answer, with_three};

fn with_a_note() -> (Offprint, String) {
    let (offprint, mut ids) = with_three();
    fs::create_dir(offprint.path("drafts")).unwrap();
    let id = ids.remove(0);
    offprint.json(&["note", &id, "--set", "Bends."]);
    (offprint, id)
}

fn edit(offprint: &Offprint, id: &str, script: &str, more: &[&str]) -> Answer {
    let editor = offprint.file("editor.sh", format!("#!/bin/sh\nset -e\n{script}\n"));
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = offprint.command(&[&["note", id, "--edit"], more].concat());
    command
        .env("VISUAL", &editor)
        .env("OFFPRINT", env!("CARGO_BIN_EXE_offprint"))
        .env("TMPDIR", offprint.path("drafts"));
    answer(command.output().unwrap())
}

fn drafts(offprint: &Offprint) -> Vec<PathBuf> {
    fs::read_dir(offprint.path("drafts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[track_caller]
fn check_kept(offprint: &Offprint, answer: &Answer, typed: &str) {
    let [draft] = drafts(offprint).try_into().unwrap();
    assert_eq!(fs::read_to_string(&draft).unwrap(), typed);
    assert_eq!(answer.code, 1);
    let named = format!("What you wrote is in {}", draft.display());
    assert!(answer.err.contains(&named), "{}", answer.err);
}

#[test]
fn a_note_is_written_in_a_file_of_the_person_alone_that_goes_away_once_it_is_saved() {
    let (offprint, id) = with_a_note();
    let script = "ls -l \"$1\" > looks; printf ' And sand.' >> \"$1\"";
    let edited = edit(&offprint, &id, script, &[]);
    assert_eq!((edited.code, edited.err.as_str()), (0, ""));
    assert_eq!(offprint.json(&["note", &id])["note"], "Bends. And sand.");
    assert_eq!(drafts(&offprint), Vec::<PathBuf>::new());
    let looks = fs::read_to_string(offprint.path("looks")).unwrap();
    assert!(
        looks.starts_with("-rw-------") && looks.trim_end().ends_with(".md"),
        "{looks}"
    );
}

#[test]
fn what_was_written_stays_where_the_note_was_changed_meanwhile() {
    let (offprint, id) = with_a_note();
    let script = format!("\"$OFFPRINT\" note {id} --set Dunes. >/dev/null; printf Typed. > \"$1\"");
    let refused = edit(&offprint, &id, &script, &["--json"]);
    assert_eq!(refused.error()["code"], "conflict");
    check_kept(&offprint, &refused, "Typed.");
    assert_eq!(offprint.json(&["note", &id])["note"], "Dunes.");
}

#[test]
fn what_was_written_stays_where_the_library_cannot_be_written() {
    let (offprint, id) = with_a_note();
    let script = "printf Typed. > \"$1\"; mv library moved; printf nothing > library";
    let refused = edit(&offprint, &id, script, &[]);
    check_kept(&offprint, &refused, "Typed.");
}

#[test]
fn what_was_written_stays_where_the_editor_fails_and_nothing_where_nothing_was() {
    let (offprint, id) = with_a_note();
    let failed = edit(&offprint, &id, "exit 1", &[]);
    assert_eq!(failed.code, 1);
    assert_eq!(drafts(&offprint), Vec::<PathBuf>::new());
    let failed = edit(&offprint, &id, "printf Typed. > \"$1\"; exit 1", &[]);
    check_kept(&offprint, &failed, "Typed.");
    assert_eq!(offprint.json(&["note", &id])["note"], "Bends.");
}
