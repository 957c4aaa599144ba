use std::fs;
use std::path::Path;

use serde_json::json;

use crate::offprint::with_three;

#[test]
fn every_command_that_changes_something_brings_the_mirror_up_to_date() {
    let (offprint, ids) = with_three();
    assert_eq!(
        offprint.json(&["mirror"]),
        json!({ "folder": null, "since": null })
    );
    let on = offprint.run(&["mirror", "on", "mirror"]);
    assert_eq!(on.code, 0, "{}", on.err);
    assert!(on.out.contains("2 files written"), "{}", on.out);
    let told = offprint.json(&["mirror"]);
    let folder = Path::new(told["folder"].as_str().unwrap());
    assert_eq!(
        folder.canonicalize().unwrap(),
        offprint.path("mirror").canonicalize().unwrap()
    );
    assert!(told["since"].is_string(), "{told}");

    offprint.json(&["state", "read", &ids[0]]);
    let papers = offprint.path("mirror/papers");
    let files = || fs::read_dir(&papers).unwrap().count();
    assert_eq!(files(), 1);
    let now = offprint.json(&["mirror", "now"]);
    let nothing: [&str; 0] = [];
    assert_eq!(
        (&now["written"], &now["removed"]),
        (&json!(nothing), &json!(nothing))
    );
    offprint.json(&["undo"]);
    assert_eq!(files(), 0);

    offprint.json(&["mirror", "off"]);
    offprint.json(&["state", "read", &ids[0]]);
    assert_eq!(files(), 0);
    assert!(offprint.path("mirror/library.bib").exists());
    offprint
        .run(&["mirror", "now", "--json"])
        .check_error(1, "not_found");
    let history = offprint.run(&["history"]).out;
    assert!(
        history.contains("Mirrored the library no more"),
        "{history}"
    );
}

#[test]
fn what_is_written_and_removed_is_told() {
    let (offprint, ids) = with_three();
    offprint.json(&["mirror", "on", "mirror"]);
    offprint.json(&["state", "read", &ids[0]]);
    let papers = offprint.path("mirror/papers");
    let ours = fs::read_dir(&papers).unwrap().next().unwrap().unwrap();
    let name = ours.file_name().into_string().unwrap();
    fs::remove_file(ours.path()).unwrap();
    let now = offprint.run(&["mirror", "now"]);
    assert_eq!(now.out, format!("wrote    papers/{name}\n"));
    assert_eq!(
        offprint.run(&["mirror", "now"]).out,
        "The mirror was up to date.\n"
    );

    fs::write(ours.path(), "Mine.\n").unwrap();
    let now = offprint.run(&["mirror", "now"]);
    assert_eq!(now.code, 3, "{}", now.err);
    assert!(
        now.err.contains(&name) && now.err.contains("not written"),
        "{}",
        now.err
    );
    assert_eq!(fs::read_to_string(ours.path()).unwrap(), "Mine.\n");
    let now = offprint.run(&["mirror", "now", "--json"]);
    now.check_error(3, "conflict");
}

#[test]
fn a_mirror_that_cannot_be_written_is_told_and_fails_no_command() {
    let (offprint, ids) = with_three();
    offprint.json(&["mirror", "on", "mirror"]);
    fs::remove_dir_all(offprint.path("mirror")).unwrap();
    let star = offprint.run(&["star", &ids[0]]);
    assert_eq!(star.code, 0);
    assert!(
        star.err.contains("the mirror was not updated"),
        "{}",
        star.err
    );
    assert!(!offprint.path("mirror").exists());
    let star = offprint.run(&["star", &ids[1], "--json"]);
    assert_eq!((star.code, star.err.as_str()), (0, ""));
    let list = offprint.run(&["list"]);
    assert_eq!(list.err, "", "reading updates nothing");
    let place = offprint.run(&["mirror"]).out;
    assert!(place.contains("is the drive connected?"), "{place}");
    let refused = offprint.run(&["watch", "add", "mirror", "--json"]);
    refused.check_error(1, "not_found");
    offprint.json(&["mirror", "on", "mirror"]);
    let refused = offprint.run(&["watch", "add", "mirror", "--json"]);
    refused.check_error(1, "unsupported");
}
