use serde_json::json;

use crate::offprint::with_three;

#[test]
fn papers_go_to_the_trash_and_are_put_back() {
    let (offprint, ids) = with_three();
    let answer = offprint.json(&["trash", &ids[0], &ids[1][..8]]);
    assert_eq!(answer, json!({ "change": 2, "n_papers": 2 }));
    assert_eq!(offprint.ids(), ids[2..]);
    assert_eq!(offprint.json(&["search", "rivers"])["total"], 0);
    assert_eq!(offprint.json(&["stats"])["papers"], 1);
    let exported = offprint.run(&["export", "--format", "jsonl"]).out;
    assert_eq!(exported.lines().count(), 1);
    let list = offprint.json(&["trash", "list"]);
    assert_eq!(list["total"], 2);
    let at = list["papers"][0]["trashed_at"].as_str().unwrap();
    assert!(at.len() == 24 && at.ends_with('Z'), "{at}");
    let answer = offprint.json(&["trash", "put-back", &ids[0]]);
    assert_eq!(answer, json!({ "change": 3, "n_papers": 1 }));
    assert_eq!(offprint.ids(), [ids[0].clone(), ids[2].clone()]);
    let history = offprint.json(&["history"]);
    assert_eq!(history["changes"][0]["kind"], "put_back");
    assert_eq!(
        history["changes"][0]["label"],
        "Put back “How Rivers Remember Their Floods”"
    );
    assert_eq!(
        history["changes"][1]["label"],
        "Moved 2 papers to the trash"
    );
}

#[test]
fn a_paper_in_the_trash_is_shown_with_the_way_back() {
    let (offprint, ids) = with_three();
    offprint.json(&["trash", &ids[0]]);
    let shown = offprint.json(&["show", &ids[0]]);
    assert!(shown["trashed_at"].is_string());
    let words = offprint.run(&["show", &ids[0]]).out;
    let way_back = format!("offprint trash put-back {}", &ids[0][..8]);
    assert!(words.contains(&way_back), "{words}");
}

#[test]
fn an_emptied_trash_comes_back_by_undo() {
    let (offprint, ids) = with_three();
    offprint.json(&["trash", &ids[0]]);
    let answer = offprint.run(&["trash", "empty"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(
        answer.out,
        "Emptied the trash: 1 paper. Until the next backup, undo brings it back.\n"
    );
    let gone = offprint.run(&["show", &ids[0], "--json"]);
    gone.check_error(1, "not_found");
    assert_eq!(
        offprint.run(&["trash", "list"]).out,
        "The trash is empty.\n"
    );
    offprint.json(&["undo", "--steps", "2"]);
    assert_eq!(offprint.ids(), ids);
    offprint.json(&["redo", "--steps", "2"]);
    offprint
        .run(&["show", &ids[0], "--json"])
        .check_error(1, "not_found");
    let again = offprint.json(&["trash", "empty", "--yes"]);
    assert_eq!(again, json!({ "change": null, "n_papers": 0 }));
}

#[test]
fn the_trash_alone_is_wrong_usage() {
    let (offprint, _) = with_three();
    assert_eq!(offprint.run(&["trash"]).code, 2);
    offprint
        .run(&["trash", "put-back", "0000", "--json"])
        .check_error(1, "not_found");
}
