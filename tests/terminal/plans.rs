use crate::offprint::with_three;

#[test]
fn a_snoozed_paper_is_in_no_inbox_until_its_day() {
    let (offprint, ids) = with_three();
    let answer = offprint.run(&["snooze", &ids[0], &ids[1], "2999-01-01"]);
    assert_eq!(answer.out, "Snoozed 2 papers until 2999-01-01.\n");
    let inbox = offprint.json(&["list", "--state", "inbox"]);
    assert_eq!(inbox["total"], 1);
    offprint.json(&["snooze", &ids[1], "1", "jan", "2998"]);
    let snoozed = offprint.json(&["list", "--snoozed"]);
    assert_eq!(snoozed["papers"][0]["id"], ids[1].as_str());
    assert_eq!(snoozed["papers"][0]["snoozed_until"], "2998-01-01");
    offprint.json(&["snooze", &ids[0], &ids[1], "off"]);
    assert_eq!(offprint.json(&["list", "--snoozed"])["total"], 0);
    let history = offprint.json(&["history"]);
    let labels: Vec<&str> = history["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels[0], "Ended the snooze of 2 papers");
    assert!(labels[1].ends_with("until 2998-01-01"), "{}", labels[1]);
}

#[test]
fn what_cannot_be_snoozed_is_told() {
    let (offprint, ids) = with_three();
    offprint.json(&["state", "read", &ids[0]]);
    let refused = offprint.run(&["snooze", &ids[0], "2999-01-01", "--json"]);
    refused.check_error(1, "conflict");
    let past = offprint.run(&["snooze", &ids[1], "2001-01-01", "--json"]);
    past.check_error(2, "usage");
    let no_day = offprint.run(&["snooze", &ids[1], "soon", "--json"]);
    no_day.check_error(2, "usage");
}

#[test]
fn a_paper_is_due_on_a_day_that_is_written_as_people_do() {
    let (offprint, ids) = with_three();
    offprint.json(&["due", &ids[0], "21", "aug", "2998"]);
    assert_eq!(offprint.json(&["show", &ids[0]])["due_on"], "2998-08-21");
    offprint.json(&["due", &ids[0], "in 2 weeks"]);
    offprint.json(&["undo"]);
    assert_eq!(offprint.json(&["show", &ids[0]])["due_on"], "2998-08-21");
    let shown = offprint.run(&["list"]).out;
    assert!(shown.contains("due 2998-08-21"), "{shown}");
    offprint.json(&["due", &ids[0], "off"]);
    assert!(offprint.json(&["show", &ids[0]])["due_on"].is_null());
}

#[test]
fn what_to_read_next_comes_with_its_reason() {
    let (offprint, ids) = with_three();
    let nothing = offprint.run(&["next"]);
    assert!(nothing.out.starts_with("Nothing waits to be read."));
    offprint.json(&["state", "queued", &ids[0]]);
    offprint.json(&["due", &ids[1], "2001-01-01"]);
    offprint.json(&["state", "reading", &ids[2]]);
    let next = offprint.json(&["next"]);
    let papers = next["papers"].as_array().unwrap();
    let found: Vec<(&str, &str)> = papers
        .iter()
        .map(|paper| {
            let kind = paper["reason"]["kind"].as_str().unwrap();
            (paper["id"].as_str().unwrap(), kind)
        })
        .collect();
    assert_eq!(
        found,
        [
            (&*ids[1], "overdue"),
            (&*ids[2], "begun"),
            (&*ids[0], "in_queue"),
        ]
    );
    let shown = offprint.run(&["next"]).out;
    assert!(shown.contains("was due on 2001-01-01"), "{shown}");
    assert!(shown.contains("first in your queue"), "{shown}");
}
