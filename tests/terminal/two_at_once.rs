use rusqlite::Connection;

use crate::offprint::{answer, with_three};

#[test]
fn a_command_waits_for_another_process_and_says_so() {
    let (offprint, ids) = with_three();
    let other = Connection::open(offprint.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut child = offprint.start(&["state", "read", &ids[0]]);
    // It says so after two seconds; reading its word waits for that state, not for a time.
    let mut said = String::new();
    let mut err = std::io::BufReader::new(child.stderr.take().unwrap());
    std::io::BufRead::read_line(&mut err, &mut said).unwrap();
    assert!(said.contains("waiting"), "{said}");
    other.execute_batch("ROLLBACK").unwrap();
    let ended = answer(child.wait_with_output().unwrap());
    assert_eq!(ended.code, 0);
    assert_eq!(offprint.json(&["list", "--state", "read"])["total"], 1);
}

#[test]
fn many_processes_write_one_library_and_nothing_is_lost() {
    let (offprint, ids) = with_three();
    let tags: Vec<String> = (0..8).map(|n| format!("+tag{n}")).collect();
    let children: Vec<_> = tags
        .iter()
        .map(|tag| offprint.start(&["tag", &ids[0], tag]))
        .collect();
    for child in children {
        let ended = answer(child.wait_with_output().unwrap());
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    assert_eq!(
        offprint.json(&["show", &ids[0]])["tags"]
            .as_array()
            .unwrap()
            .len(),
        8
    );
    assert_eq!(offprint.json(&["history"])["total"], 9);
}
