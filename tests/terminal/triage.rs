use crate::offprint::with_three;

#[test]
fn from_the_inbox_to_a_finished_paper_with_a_note() {
    let (offprint, ids) = with_three();
    offprint.json(&["state", "queued", &ids[1], &ids[0]]);
    offprint.json(&["queue", &ids[0], "--top"]);
    let queue = offprint.json(&["list", "--state", "queued", "--sort", "queue"]);
    assert_eq!(queue["papers"][0]["id"], ids[0].as_str());
    offprint.json(&["why", &ids[0], "compare with  our\nbends"]);
    offprint.json(&["state", "reading", &ids[0]]);
    offprint.json(&["note", &ids[0], "--set", "# Bends\n\nMemory fades."]);
    offprint.json(&["note", &ids[0], "--append", "Ask about sand."]);
    offprint.json(&["tag", &ids[0], "+rivers", "--add", "Field Work"]);
    offprint.json(&["star", &ids[0]]);
    offprint.json(&["state", "read", &ids[0]]);
    let paper = offprint.json(&["show", &ids[0][..8]]);
    assert_eq!(paper["state"], "read");
    assert_eq!(paper["why"], "compare with our bends");
    assert_eq!(paper["note"], "# Bends\n\nMemory fades.\n\nAsk about sand.");
    assert_eq!(paper["note_first_line"], "Bends");
    assert_eq!(paper["tags"], serde_json::json!(["rivers", "Field Work"]));
    assert_eq!(paper["starred"], true);
    assert!(paper["dates"]["started"].is_string() && paper["dates"]["finished"].is_string());
    assert_eq!(
        paper["changes"].as_array().unwrap().len(),
        10,
        "{}",
        paper["changes"]
    );
    assert_eq!(
        offprint.run(&["note", &ids[0]]).out,
        "# Bends\n\nMemory fades.\n\nAsk about sand.\n"
    );
}

#[test]
fn lists_filter_sort_and_page() {
    let (offprint, ids) = with_three();
    offprint.json(&["state", "read", &ids[2]]);
    offprint.json(&["tag", &ids[2], "+Moss"]);
    let total = |arguments: &[&str]| offprint.json(arguments)["total"].clone();
    assert_eq!(total(&["list", "--unread"]), 2);
    assert_eq!(total(&["list", "--state", "read,skimmed"]), 1);
    assert_eq!(total(&["list", "--tag", "MOSS"]), 1);
    assert_eq!(total(&["list", "--starred"]), 0);
    assert_eq!(total(&["list", "--search", "dunes"]), 1);
    assert_eq!(total(&["list", "--limit", "1"]), 3);
    let second = offprint.json(&["list", "--sort", "title", "--limit", "1", "--offset", "1"]);
    assert_eq!(
        second["papers"][0]["title"],
        "On the Growth of Mosses in Winter"
    );
}

#[test]
fn a_search_finds_words_of_abstracts_and_notes_and_shows_them() {
    let (offprint, ids) = with_three();
    offprint.json(&[
        "note",
        &ids[0],
        "--set",
        "A half-remembered word: zwischenzug.",
    ]);
    let found = offprint.json(&["search", "ZWISCHEN"]);
    assert_eq!(
        (&found["total"], &found["papers"][0]["id"]),
        (&1.into(), &ids[0].as_str().into())
    );
    assert!(
        found["papers"][0]["fragment"]
            .as_str()
            .unwrap()
            .contains("zwischenzug")
    );
    assert_eq!(offprint.json(&["search", "nothing like it"])["total"], 0);
}

#[test]
fn a_change_that_changes_nothing_is_no_change() {
    let (offprint, ids) = with_three();
    let answer = offprint.json(&["state", "inbox", &ids[0]]);
    assert_eq!(answer, serde_json::json!({ "change": null, "n_papers": 0 }));
    assert_eq!(offprint.json(&["history"])["total"], 1);
}

#[test]
fn a_tag_is_renamed_and_deleted_everywhere() {
    let (offprint, ids) = with_three();
    offprint.json(&["tag", &ids[0], &ids[1], "+llms"]);
    offprint.json(&["tags", "rename", "LLMS", "language models"]);
    assert_eq!(
        offprint.json(&["tags"])["tags"][0]["tag"],
        "language models"
    );
    offprint.json(&["tags", "delete", "Language Models"]);
    assert_eq!(offprint.json(&["tags"])["tags"], serde_json::json!([]));
    offprint.json(&["undo", "--steps", "3"]);
    assert_eq!(offprint.json(&["tags"])["tags"], serde_json::json!([]));
}

#[test]
fn a_paper_is_cited_under_the_key_that_it_was_given() {
    let (offprint, ids) = with_three();
    let answer = offprint.json(&["edit", &ids[0], "--key", "roe2026rivers"]);
    assert_eq!(answer, serde_json::json!({ "change": 2, "n_papers": 1 }));
    let bibtex = offprint.run(&["export"]).out;
    assert!(bibtex.contains("{roe2026rivers,"), "{bibtex}");
    let taken = offprint.run(&["edit", &ids[1], "--key", "roe2026rivers", "--json"]);
    taken.check_error(1, "conflict");
    assert!(taken.err.contains("How Rivers Remember"), "{}", taken.err);
    for key in [
        "",
        "two words",
        "a,b",
        "{a}",
        "50%",
        "a~b",
        "a\\b",
        "\"a\"",
        "#1",
    ] {
        offprint
            .run(&["edit", &ids[1], "--key", key, "--json"])
            .check_error(2, "usage");
    }
    offprint.json(&["undo"]);
    assert!(!offprint.run(&["export"]).out.contains("roe2026rivers"));
}

#[test]
fn a_reading_list_is_by_state_or_by_tag() {
    let (offprint, ids) = with_three();
    offprint.json(&["tag", &ids[0], &ids[1], "+rivers"]);
    let heads = |arguments: &[&str]| -> Vec<String> {
        let list = offprint.run(&[&["export", "--format", "markdown"], arguments].concat());
        let heads = list.out.lines().filter_map(|line| line.strip_prefix("## "));
        heads.map(str::to_owned).collect()
    };
    assert_eq!(heads(&["--by", "tag"]), ["rivers", "Without a tag"]);
    assert_eq!(heads(&[]), heads(&["--by", "state"]));
    assert_eq!(heads(&[]), ["Inbox"]);
}

#[test]
fn exports_come_back_the_same() {
    let (offprint, ids) = with_three();
    offprint.json(&["tag", &ids[0], "+rivers"]);
    let bibtex = offprint.run(&["export"]);
    assert_eq!(bibtex.code, 0);
    offprint.file("out.bib", &bibtex.out);
    let again = offprint.import(&offprint.path("out.bib"));
    assert_eq!(
        (&again["imports"][0]["known"], &again["imports"][0]["new"]),
        (&3.into(), &0.into())
    );
    let lines = offprint
        .run(&["export", "--format", "jsonl", "--tag", "rivers"])
        .out;
    assert_eq!(lines.lines().count(), 1);
    let written = offprint.json(&["export", "--format", "markdown", "--output", "list.md"]);
    assert_eq!(written["n_papers"], 3);
    assert!(
        std::fs::read_to_string(offprint.path("list.md"))
            .unwrap()
            .contains("Why Dunes Walk at Night")
    );
}

#[test]
fn the_states_in_stats_add_up() {
    let (offprint, ids) = with_three();
    offprint.json(&["state", "skimmed", &ids[0]]);
    offprint.json(&["snooze", &ids[1], "2999-01-01"]);
    let stats = offprint.json(&["stats"]);
    let snoozed = stats["snoozed"].as_u64().unwrap();
    assert_eq!(snoozed, 1);
    let sum: u64 = stats["states"]
        .as_object()
        .unwrap()
        .values()
        .map(|n| n.as_u64().unwrap())
        .sum();
    assert_eq!(stats["papers"], sum + snoozed);
    assert_eq!(stats["finished"]["last_7_days"], 1);
}
