use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout};

use crate::offprint::{Offprint, THREE};

/// `watch run` in the background; ended when dropped.
struct Watch {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Watch {
    fn start(offprint: &Offprint) -> Self {
        let mut child = offprint.start(&["watch", "run"]);
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut watch = Self { child, out };
        watch.wait_for("Watching");
        watch
    }

    /// Reads on until a line holds these words.
    #[track_caller]
    fn wait_for(&mut self, words: &str) -> String {
        loop {
            let mut line = String::new();
            assert!(
                self.out.read_line(&mut line).unwrap() > 0,
                "it ended without saying “{words}”"
            );
            if line.contains(words) {
                return line;
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A library that watches an empty folder `inbox`.
fn with_inbox() -> Offprint {
    let offprint = Offprint::new();
    std::fs::create_dir(offprint.path("inbox")).unwrap();
    offprint.json(&["watch", "add", "inbox"]);
    offprint
}

#[test]
fn files_that_come_are_taken_once_and_left_as_they_are() {
    let offprint = Offprint::new();
    std::fs::create_dir(offprint.path("inbox")).unwrap();
    offprint.file("inbox/old.txt", THREE);
    offprint.json(&["watch", "add", "inbox"]);
    let mut watch = Watch::start(&offprint);
    let new = "@article{k, title = {Kelp as a Library of the Sea}, year = 2026}";
    let path = offprint.file("inbox/new.bib", new);
    watch.wait_for("1 found = 1 new");
    assert_eq!(
        offprint.json(&["list"])["total"],
        1,
        "what was there before was not read"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), new);
    // A rename is known by its content; the file that follows shows that the watcher has passed it.
    std::fs::rename(&path, offprint.path("inbox/renamed.bib")).unwrap();
    offprint.file(
        "inbox/third.bib",
        "@article{l, title = {Lichens as a Map of the Wind}, year = 2026}",
    );
    watch.wait_for("1 found = 1 new");
    let history = offprint.json(&["history"]);
    let imports = history["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|change| change["kind"] == "import");
    assert!(imports.clone().all(|change| change["by"] == "watcher"));
    assert_eq!(imports.count(), 2);
}

#[test]
fn files_that_came_while_nothing_watched_are_taken_at_the_next_start() {
    let offprint = with_inbox();
    offprint.file("inbox/may.txt", THREE);
    let mut watch = Watch::start(&offprint);
    watch.wait_for("3 found = 3 new");
    let way_back = watch.wait_for("Take it back with: offprint undo --import ");
    let id = way_back.trim_end().rsplit(' ').next().unwrap();
    offprint.json(&["undo", "--import", id]);
    assert_eq!(offprint.json(&["list"])["total"], 0);
}

#[test]
fn existing_files_are_taken_if_the_person_says_so() {
    let offprint = Offprint::new();
    offprint.file("inbox/may.txt", THREE);
    offprint.json(&["watch", "add", "inbox", "--existing"]);
    Watch::start(&offprint).wait_for("3 found = 3 new");
}

#[test]
fn a_file_that_cannot_be_read_is_listed_and_tried_again_when_it_changes() {
    let offprint = with_inbox();
    offprint.file("inbox/letter.txt", "Dear Ilse,\nthank you.\n");
    let mut watch = Watch::start(&offprint);
    let letter = loop {
        let files = offprint.json(&["watch", "list"])["files"].clone();
        if let Some(file) = files.as_array().unwrap().first() {
            break file.clone();
        }
    };
    assert_eq!(
        (&letter["outcome"], &letter["code"]),
        (&"failed".into(), &"no_papers".into())
    );
    offprint.file("inbox/letter.txt", THREE);
    watch.wait_for("3 found = 3 new");
    assert_eq!(offprint.json(&["list"])["total"], 3);
}

#[test]
fn entries_that_are_rejected_are_told_with_their_lines_and_the_reason() {
    let offprint = with_inbox();
    let refs = "@article{k, title = {Kelp as a Library of the Sea}, year = 2026}\n\n@article{l, title = {Lichens\n";
    offprint.file("inbox/refs.bib", refs);
    Watch::start(&offprint).wait_for("1 rejected");
    let files = offprint.json(&["watch", "list"])["files"].clone();
    assert_eq!(
        files[0]["rejections"][0]["lines"],
        serde_json::json!([3, 3])
    );
    let reason = files[0]["rejections"][0]["reason"].as_str().unwrap();
    let listed = offprint.run(&["watch", "list"]).out;
    let line = format!("line 3: {reason}");
    assert!(
        listed.contains("2 papers found, 1 new, 1 rejected:"),
        "{listed}"
    );
    assert!(listed.contains(&line), "{listed}");
}

#[test]
fn a_missing_folder_is_told_and_picked_up_when_it_is_back() {
    let offprint = Offprint::new();
    std::fs::create_dir(offprint.path("drive")).unwrap();
    offprint.json(&["watch", "add", "drive"]);
    std::fs::remove_dir(offprint.path("drive")).unwrap();
    let mut watch = Watch::start(&offprint);
    watch.wait_for("not found");
    offprint.file("drive/may.txt", THREE);
    watch.wait_for("back");
    watch.wait_for("3 found = 3 new");
}

#[test]
fn an_undone_import_is_not_taken_again_by_itself_but_on_demand() {
    let offprint = with_inbox();
    offprint.file("inbox/may.txt", THREE);
    let mut watch = Watch::start(&offprint);
    watch.wait_for("3 found = 3 new");
    let refused = offprint.run(&["undo", "--json"]);
    assert_eq!(
        refused.json()["changes"],
        serde_json::json!([1]),
        "the watcher's work is not the newest of the person"
    );
    offprint.json(&["redo"]);
    let import = offprint.json(&["history", "--limit", "9"])["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|change| change["kind"] == "import")
        .unwrap()["imports"][0]
        .as_str()
        .unwrap()
        .to_owned();
    offprint.json(&["undo", "--import", &import]);
    offprint.file(
        "inbox/b.bib",
        "@article{k, title = {Kelp as a Library of the Sea}, year = 2026}",
    );
    watch.wait_for("b.bib");
    assert_eq!(
        offprint.json(&["list"])["total"],
        1,
        "may.txt was not taken again"
    );
    offprint.json(&["watch", "retry", "inbox/may.txt"]);
    assert_eq!(offprint.json(&["list"])["total"], 4);
    offprint.json(&["undo"]);
    assert_eq!(
        offprint.json(&["list"])["total"],
        1,
        "what was taken again is the person's to undo"
    );
}

#[test]
fn a_folder_that_is_not_there_is_refused_and_one_not_watched_cannot_be_removed() {
    let offprint = Offprint::new();
    let answer = offprint.run(&["watch", "add", "nowhere", "--json"]);
    answer.check_error(1, "not_found");
    let answer = offprint.run(&["watch", "remove", "nowhere", "--json"]);
    answer.check_error(1, "not_found");
}

#[cfg(unix)]
#[test]
fn a_folder_is_watched_once_however_it_is_named() {
    let offprint = Offprint::new();
    std::fs::create_dir(offprint.path("inbox")).unwrap();
    std::os::unix::fs::symlink("inbox", offprint.path("link")).unwrap();
    for name in ["inbox", "inbox/", "./inbox/../inbox", "link"] {
        offprint.json(&["watch", "add", name]);
    }
    assert_eq!(
        offprint.json(&["watch", "list"])["folders"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}
