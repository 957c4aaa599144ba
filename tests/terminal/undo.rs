use crate::offprint::{Offprint, with_three};

#[test]
fn undo_and_redo_across_processes() {
    let (offprint, ids) = with_three();
    offprint.json(&["state", "dropped", &ids[0], &ids[1]]);
    assert_eq!(
        offprint.json(&["undo"]),
        serde_json::json!({ "changes": [2], "n_kept": 0 })
    );
    assert_eq!(offprint.json(&["list", "--state", "inbox"])["total"], 3);
    assert_eq!(offprint.json(&["redo"])["changes"], serde_json::json!([2]));
    assert_eq!(offprint.json(&["list", "--state", "dropped"])["total"], 2);
    assert_eq!(
        offprint.json(&["undo", "--steps", "2"])["changes"],
        serde_json::json!([2, 1])
    );
    assert_eq!(offprint.json(&["list"])["total"], 0);
    offprint.json(&["redo", "--steps", "2"]);
    assert_eq!(offprint.ids(), ids, "the same papers with the same ids");
}

#[test]
fn an_import_is_undone_by_its_id_and_keeps_what_was_worked_on() {
    let (offprint, ids) = with_three();
    offprint.json(&["star", &ids[0]]);
    let import = offprint.json(&["history"])["changes"][1]["imports"][0]
        .as_str()
        .unwrap()
        .to_owned();
    let answer = offprint.run(&["undo", "--import", &import[..8]]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(
        answer.out.contains("may.txt") && answer.out.contains("1 is kept"),
        "{}",
        answer.out
    );
    assert_eq!(offprint.json(&["list"])["total"], 1);
}

#[test]
fn an_undo_that_leaves_something_is_done_in_part() {
    let (offprint, ids) = with_three();
    offprint.json(&["state", "queued", &ids[0], &ids[1]]);
    offprint.json(&["state", "read", &ids[0]]);
    let answer = offprint.run(&["undo", "--change", "2", "--json"]);
    answer.check_error(3, "conflict");
    assert_eq!(offprint.json(&["list", "--state", "inbox"])["total"], 2);
}

#[test]
fn there_is_nothing_to_undo_in_an_empty_library() {
    let offprint = Offprint::new();
    let answer = offprint.run(&["undo", "--json"]);
    answer.check_error(1, "nothing_to_undo");
    let too_many = with_three().0.run(&["undo", "--steps", "5", "--json"]);
    assert_eq!(
        (too_many.code, &too_many.json()["changes"]),
        (3, &serde_json::json!([1]))
    );
}

#[test]
fn redo_says_in_its_own_words_that_there_is_nothing_to_bring_back() {
    let (offprint, _) = with_three();
    let answer = offprint.run(&["redo"]);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("to bring back"), "{}", answer.err);
    offprint.json(&["undo"]);
    let answer = offprint.run(&["redo", "--steps", "2"]);
    assert_eq!(answer.code, 3);
    assert!(
        answer
            .err
            .contains("othing more to bring back: 1 of 2 steps"),
        "{}",
        answer.err
    );
}

#[test]
fn what_is_no_import_id_names_no_import() {
    let (offprint, _) = with_three();
    let id = offprint.json(&["history"])["changes"][0]["imports"][0]
        .as_str()
        .unwrap()
        .to_owned();
    for given in ["", " ", &id[..1], &id[..3], "%", "no such"] {
        let answer = offprint.run(&["undo", "--import", given, "--json"]);
        answer.check_error(1, "not_found");
    }
    assert_eq!(offprint.json(&["list"])["total"], 3);
}
