//! Where the terminal looks for the library: what the settings say, what was moved, what is missing.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::offprint::{Answer, Offprint, answer};

/// Runs the command as a person does who names no library.
fn run(offprint: &Offprint, arguments: &[&str]) -> Answer {
    let mut command: Command = offprint.command(arguments);
    command
        .env_remove("OFFPRINT_LIBRARY")
        .env("HOME", offprint.path("home"))
        .env("XDG_CONFIG_HOME", offprint.path("config"))
        .env("XDG_DATA_HOME", offprint.path("data"));
    answer(command.output().unwrap())
}

fn set_library(offprint: &Offprint, library: &Path) {
    let settings = format!("library = '{}'\n", library.display());
    offprint.file("config/offprint/settings.toml", settings);
}

#[test]
fn the_library_is_where_the_settings_say_also_beside_a_mistake() {
    let offprint = Offprint::new();
    let list = offprint.file(
        "list.bib",
        "@misc{a, title = {An Invented Study of Rivers}}",
    );
    let list = list.to_str().unwrap();
    assert_eq!(run(&offprint, &["import", list]).code, 0);
    assert!(offprint.path("data/offprint/library.db").is_file());

    fs::create_dir(offprint.path("drive")).unwrap();
    fs::rename(
        offprint.path("data/offprint"),
        offprint.path("drive/papers"),
    )
    .unwrap();
    set_library(&offprint, &offprint.path("drive/papers"));
    assert!(run(&offprint, &["list"]).out.contains("Rivers"));
    let settings = offprint.path("config/offprint/settings.toml");
    let line = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, format!("{line}[appearance\n")).unwrap();
    assert!(run(&offprint, &["list"]).out.contains("Rivers"));

    // A drive that is not there is told, and nothing is made in its stead.
    fs::rename(offprint.path("drive"), offprint.path("away")).unwrap();
    for arguments in [&["list"][..], &["import", list]] {
        let answer = run(&offprint, arguments);
        assert_eq!(answer.code, 1, "{arguments:?}");
        assert!(
            answer
                .err
                .contains("drive/papers: the library is not here any more"),
            "{}",
            answer.err
        );
    }
    assert!(!offprint.path("drive").exists());
    assert!(!offprint.path("data/offprint").exists());

    // Where one cannot tell which library is meant, none is taken.
    fs::write(&settings, "library = /drive/papers\n").unwrap();
    let answer = run(&offprint, &["list"]);
    assert_eq!(answer.code, 1);
    assert!(
        answer.err.contains("settings.toml, line 1"),
        "{}",
        answer.err
    );
}

#[test]
fn a_library_that_has_moved_is_followed_and_its_old_folder_names_the_new() {
    let offprint = Offprint::new();
    let list = offprint.file(
        "list.bib",
        "@misc{a, title = {An Invented Study of Rivers}}",
    );
    assert_eq!(run(&offprint, &["import", list.to_str().unwrap()]).code, 0);
    let (old, new) = (offprint.path("data/offprint"), offprint.path("new"));
    fs::create_dir(&new).unwrap();
    fs::copy(old.join("library.db"), new.join("library.db")).unwrap();
    // As a move leaves it that was cut short before the settings knew.
    fs::write(old.join("moved-to"), new.to_str().unwrap()).unwrap();
    assert!(run(&offprint, &["list"]).out.contains("Rivers"));

    let old = old.display().to_string();
    let answer = run(&offprint, &["--library", &old, "list", "--json"]);
    assert_eq!(answer.code, 1);
    let error: serde_json::Value = serde_json::from_str(&answer.err).unwrap();
    assert_eq!(error["error"]["code"], "not_found");
    assert_eq!(error["error"]["path"], new.display().to_string());

    // Once nothing else is left there, no second library begins in the old folder.
    fs::remove_file(Path::new(&old).join("library.db")).unwrap();
    let list = list.to_str().unwrap();
    for arguments in [&["list"][..], &["import", list]] {
        let named = [&["--library", &old], arguments].concat();
        let answer = run(&offprint, &named);
        assert_eq!(answer.code, 1);
        assert!(
            answer.err.contains("the library was moved here"),
            "{}",
            answer.err
        );
    }
    assert!(!Path::new(&old).join("library.db").exists());
    assert!(run(&offprint, &["list"]).out.contains("Rivers"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_library_that_the_settings_name_in_the_wrong_place_is_told() {
    let offprint = Offprint::new();
    let settings = "[appearance]\ntheme = \"dark\"\nlibrary = \"/drive/papers\"\n";
    offprint.file("config/offprint/settings.toml", settings);
    let answer = run(&offprint, &["list"]);
    assert_eq!(answer.code, 0);
    assert!(
        answer
            .err
            .contains("settings.toml, line 3: `library` stands below [appearance]"),
        "{}",
        answer.err
    );
    // Programs get one document, and the answer is right.
    assert_eq!(run(&offprint, &["list", "--json"]).err, "");
    let other = offprint.path("other").display().to_string();
    let named = run(&offprint, &["--library", &other, "list"]);
    assert_eq!(named.err, "", "where it is was said");
}
