//! What programs rely on: shapes of JSON and exit codes.

use rusqlite::Connection;
use serde_json::Value;

use crate::offprint::{Offprint, THREE, with_three};

fn keys(document: &Value) -> Vec<&str> {
    document
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn every_json_has_the_keys_of_the_contract() {
    let offprint = Offprint::new();
    let digest = offprint.file("may.txt", THREE);
    let import = offprint.import(&digest);
    assert_eq!(keys(&import), ["change", "imports"]);
    assert_eq!(
        keys(&import["imports"][0]),
        [
            "added",
            "dropped",
            "encoding",
            "format",
            "found",
            "id",
            "known",
            "new",
            "papers",
            "possible",
            "rejected",
            "rejections",
            "repeated",
            "source",
            "warnings"
        ]
    );
    assert_eq!(
        keys(&import["imports"][0]["papers"][0]),
        ["id", "lines", "outcome", "title"]
    );
    let row = [
        "added_at",
        "authors",
        "due_on",
        "id",
        "note_first_line",
        "snoozed_until",
        "starred",
        "state",
        "tags",
        "title",
        "venue",
        "why",
        "year",
    ];
    let list = offprint.json(&["list"]);
    assert_eq!(keys(&list), ["papers", "total"]);
    assert_eq!(keys(&list["papers"][0]), row);
    let id = list["papers"][0]["id"].as_str().unwrap();
    assert!(
        id.len() == 32
            && id
                .bytes()
                .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    );
    let show = offprint.json(&["show", id]);
    let more = [
        "abstract",
        "changes",
        "dates",
        "identifiers",
        "links",
        "note",
        "sightings",
    ];
    let mut expected = [row.as_slice(), more.as_slice()].concat();
    expected.sort_unstable();
    assert_eq!(keys(&show), expected);
    assert_eq!(
        keys(&show["sightings"][0]),
        ["at", "import", "lines", "position", "source"]
    );
    assert_eq!(keys(&show["dates"]), ["finished", "started"]);
    let history = offprint.json(&["history"]);
    assert_eq!(
        keys(&history["changes"][0]),
        [
            "at",
            "by",
            "imports",
            "kind",
            "label",
            "n_papers",
            "seq",
            "undoes",
            "undone_by"
        ]
    );
    let at = history["changes"][0]["at"].as_str().unwrap();
    assert!(at.len() == 24 && at.ends_with('Z'), "{at}");
    assert_eq!(
        keys(&offprint.json(&["search", "dunes"])["papers"][0])[3],
        "fragment"
    );
}

#[test]
fn wrong_usage_is_2_and_says_so_as_json_too() {
    let offprint = Offprint::new();
    for arguments in [
        &["frobnicate"][..],
        &["state", "finished", "abcd"],
        &["tag", "abcd"],
        &["list", "--limit", "x"],
        &[],
    ] {
        let answer = offprint.run(arguments);
        assert_eq!(answer.code, 2, "{arguments:?}");
        assert!(!answer.err.is_empty());
    }
    let answer = offprint.run(&["state", "finished", "abcd", "--json"]);
    answer.check_error(2, "usage");
    assert!(!offprint.library().exists());
}

#[test]
fn ids_may_be_shortened_and_an_unknown_one_is_not_found() {
    let (offprint, ids) = with_three();
    assert_eq!(offprint.run(&["show", &ids[0][..4]]).code, 0);
    for unknown in [
        "abc",
        "zzzzzzzz",
        "0123456789012345678901234567890123456789",
    ] {
        let answer = offprint.run(&["show", unknown, "--json"]);
        answer.check_error(1, "not_found");
    }
}

#[test]
fn a_beginning_that_several_imports_share_is_ambiguous_and_names_them() {
    let offprint = Offprint::new();
    for (name, uid) in [("may.txt", "abcd0"), ("june.txt", "abcd1")] {
        let file = offprint.file(name, THREE);
        offprint.import(&file);
        let library = Connection::open(offprint.database()).unwrap();
        let change = "UPDATE imports SET uid = ?1 || substr(uid, 6) WHERE name = ?2";
        assert_eq!(library.execute(change, [uid, name]).unwrap(), 1);
    }
    for arguments in [
        &["list", "--import", "abcd"][..],
        &["undo", "--import", "abcd"],
    ] {
        let answer = offprint.run(&[arguments, &["--json"]].concat());
        answer.check_error(1, "ambiguous_id");
        assert!(answer.err.contains("may.txt") && answer.err.contains("june.txt"));
    }
    assert_eq!(offprint.json(&["list", "--import", "abcd1"])["total"], 3);
}

#[test]
fn reading_commands_see_an_empty_library_where_there_is_none_and_make_nothing() {
    let offprint = Offprint::new();
    for arguments in [
        &["list"][..],
        &["history"],
        &["stats"],
        &["search", "x"],
        &["export"],
        &["tags"],
        &["watch", "list"],
    ] {
        assert_eq!(offprint.run(arguments).code, 0, "{arguments:?}");
        assert!(!offprint.library().exists(), "{arguments:?}");
    }
}

#[test]
fn titles_cannot_steer_the_terminal() {
    let offprint = Offprint::new();
    offprint.file(
        "evil.bib",
        "@misc{a, title = {Evil \u{1b}[2J\u{202e} Title \u{7} of Papers}}",
    );
    offprint.json(&["import", "evil.bib"]);
    for arguments in [&["list"][..], &["history"], &["search", "evil"]] {
        let out = offprint.run(arguments).out;
        assert!(!out.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{out:?}");
    }
}

#[test]
fn help_and_version_are_answers() {
    let offprint = Offprint::new();
    assert_eq!(offprint.run(&["--help"]).code, 0);
    assert!(offprint.run(&["--version"]).out.starts_with("offprint "));
}

#[test]
fn shells_get_what_they_need_to_complete_commands() {
    let offprint = Offprint::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = offprint.run(&["completions", shell]);
        assert_eq!(run.code, 0, "{shell}: {}", run.err);
        assert!(run.out.contains("on-duplicate"), "{shell}");
    }
    assert_eq!(offprint.run(&["completions", "abacus"]).code, 2);
    assert!(!offprint.path("library").exists(), "nothing is made");
}
