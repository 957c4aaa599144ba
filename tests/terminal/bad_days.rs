use std::fs;

use offprint_testkit::digest_of;
use rusqlite::Connection;

use crate::offprint::{Offprint, THREE, answer, with_three};

#[test]
fn each_kind_of_bad_source_has_its_code_and_leaves_no_library() {
    let offprint = Offprint::new();
    offprint.file("empty.txt", "");
    let bytes: Vec<u8> = (0..2000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    offprint.file("binary.dat", bytes);
    offprint.file("paper.pdf", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n");
    offprint.file(
        "letter.txt",
        "Dear Ilse,\nthank you for the moss.\nYours, Mateo\n",
    );
    fs::create_dir(offprint.path("bare")).unwrap();
    for (source, error) in [
        ("nowhere.txt", "not_found"),
        ("bare", "no_papers"),
        ("empty.txt", "no_papers"),
        ("binary.dat", "not_text"),
        ("paper.pdf", "not_text"),
        ("letter.txt", "no_papers"),
    ] {
        let answer = offprint.run(&["import", source, "--json"]);
        answer.check_error(1, error);
        assert!(answer.error()["path"].as_str().unwrap().ends_with(source));
        assert!(!offprint.library().exists(), "{source}");
    }
    let answer = offprint.run(&["import", "letter.txt", "--json"]);
    assert_eq!(
        answer.json()["imports"][0]["found"],
        0,
        "its import still comes"
    );
}

#[cfg(unix)]
#[test]
fn a_device_or_a_pipe_is_refused_unread() {
    let offprint = Offprint::new();
    offprint
        .run(&["import", "/dev/zero", "--json"])
        .check_error(1, "not_a_file");
    let pipe = offprint.path("pipe");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    offprint
        .run(&["import", "pipe", "--json"])
        .check_error(1, "not_a_file");
}

#[test]
fn archives_and_documents_are_refused_by_what_they_are() {
    let offprint = Offprint::new();
    let mut tar = vec![0; 257];
    tar.extend(b"ustar\x0000");
    tar.resize(512, 0);
    tar.extend(THREE.repeat(100).bytes());
    for (name, content, what) in [
        ("a.zip", &b"PK\x03\x04\x14\0rest"[..], "a zip archive"),
        (
            "a.docx",
            b"PK\x03\x04\x14\0[Content_Types].xml",
            "an office document",
        ),
        ("a.txt.gz", b"\x1f\x8b\x08\0rest", "a gzip archive"),
        ("a.tar", &tar, "a tar archive"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n", "a PDF"),
        ("library.db", b"SQLite format 3\0rest", "a database"),
    ] {
        offprint.file(name, content);
        let answer = offprint.run(&["import", name, "--json"]);
        answer.check_error(1, "not_text");
        assert!(answer.err.contains(what), "{name}: {}", answer.err);
        assert!(!offprint.library().exists(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_form_a_loop_are_followed_once() {
    let offprint = Offprint::new();
    offprint.file("folder/in/may.txt", THREE);
    for (from, to) in [
        ("loop", "."),
        ("in/up", ".."),
        ("in/other", "../in"),
        ("nowhere", "absent"),
    ] {
        std::os::unix::fs::symlink(to, offprint.path(&format!("folder/{from}"))).unwrap();
    }
    let self_link = offprint.path("folder/itself");
    std::os::unix::fs::symlink(&self_link, &self_link).unwrap();
    let answer = offprint.run(&["import", "folder", "--json"]);
    assert_eq!(
        answer.json()["imports"].as_array().unwrap().len(),
        1,
        "{answer:?}"
    );
    assert_eq!(offprint.json(&["list"])["total"], 3);
}

#[test]
fn a_link_is_one_of_the_web_or_none() {
    let offprint = Offprint::new();
    let odd = [
        "javascript:alert(1)",
        "data:text/html,kelp",
        "file:///etc/passwd",
        "offprint://kelp",
        "vbscript:x",
    ];
    let list = |form: &dyn Fn(usize, &str) -> String| -> String {
        odd.iter()
            .enumerate()
            .map(|(n, url)| form(n, url))
            .collect()
    };
    let title = |n: usize| format!("How Kelp Number {n} Remembers the Tide");
    offprint.file(
        "a.bib",
        list(&|n, url| {
            format!(
                "@misc{{a{n}, title = {{{}}}, url = {{{url}}}, file = {{:{url}:PDF}}}}\n",
                title(n)
            )
        }),
    );
    offprint.file(
        "b.ris",
        list(&|n, url| {
            format!(
                "TY  - JOUR\nTI  - {}\nUR  - {url}\nL1  - {url}\nER  - \n",
                title(n + 10)
            )
        }),
    );
    offprint.file(
        "c.csv",
        format!(
            "title,url\n{}",
            list(&|n, url| format!("{},\"{url}\"\n", title(n + 20)))
        ),
    );
    offprint.file(
        "d.jsonl",
        list(&|n, url| {
            format!("{{\"title\": \"{}\", \"kind\": \"paper\", \"citation_key\": \"k{n}\", \"identifiers\": \
                     [{{\"scheme\": \"url\", \"value\": \"{url}\"}}], \"links\": [{{\"kind\": \"pdf\", \"url\": \"{url}\"}}]}}\n", title(n + 30))
        }),
    );
    offprint.json(&["import", "a.bib", "b.ris", "c.csv", "d.jsonl"]);
    let ids = offprint.ids();
    assert_eq!(ids.len(), 4 * odd.len());
    for id in ids {
        let paper = offprint.json(&["show", &id]);
        assert_eq!(
            (&paper["links"], &paper["identifiers"]),
            (&serde_json::json!([]), &serde_json::json!([])),
            "{paper}"
        );
    }
}

/// Whatever a file, a folder, a title or a mark is called, a terminal shows it and does not obey it.
#[cfg(unix)]
#[test]
fn no_name_and_no_text_steers_a_terminal() {
    let offprint = Offprint::new();
    let odd = "\u{1b}[2J\u{1b}]0;x\u{7}\u{202e}\u{2066}\u{9b}31m";
    let name = format!("may\n{odd}.bib");
    let folder = format!("folder\n{odd}");
    // A text of many control characters would be no text.
    let words = "Kelp keeps the tide. ".repeat(300);
    let entry = |n: usize| {
        format!(
            "{words}\n@article{{k{n}{odd}, title = {{Kelp {odd} {n}}}, author = {{Roe{odd}, Ana}}, journal = {{T{odd}}}, \
                 keywords = {{a{odd}}}, annote = {{n{odd}}}, comment = {{w{odd}}}, file = {{{odd}.pdf}}}}\n"
        )
    };
    offprint.file(
        &name,
        entry(1)
            + &entry(2)
            + &format!("@article{{c, note = {{nothing{odd}}}}}\n@article{{d, title = kelp{odd}}}"),
    );
    offprint.file(&format!("{folder}/{name}"), entry(3));
    let check = |arguments: &[&str], code: i32| {
        let answer = offprint.run(arguments);
        assert_eq!(answer.code, code, "{arguments:?}: {answer:?}");
        let is_harmful = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(
            !answer.out.contains(is_harmful),
            "{arguments:?}: {:?}",
            answer.out
        );
        assert!(
            !answer.err.contains(is_harmful),
            "{arguments:?}: {:?}",
            answer.err
        );
        answer
    };
    // One of the records names nothing.
    check(&["import", &name, "--dry-run"], 3);
    check(&["import", &name, "--dry-run", "--json"], 3);
    check(&["import", &name, &folder], 3);
    let ids = offprint.ids();
    check(&["why", &ids[0], &format!("w{odd}")], 0);
    check(&["tag", &ids[0], &format!("+t{odd}")], 0);
    check(&["note", &ids[0], "--set", &format!("n{odd}")], 0);
    check(&["watch", "add", &folder], 0);
    for is_json in [false, true] {
        let json: &[&str] = if is_json { &["--json"] } else { &[] };
        for arguments in [
            &["list"][..],
            &["show", &ids[0]],
            &["history"],
            &["stats"],
            &["tags"],
            &["search", "kelp"],
            &["watch", "list"],
            &["duplicates"],
        ] {
            check(&[arguments, json].concat(), 0);
        }
        for arguments in [
            &["import", &format!("absent{odd}")][..],
            &["show", odd],
            &["export", "--output", &format!("absent{odd}/x.bib")],
        ] {
            check(&[arguments, json].concat(), 1);
        }
    }
    let watched = check(&["watch", "list", "--json"], 0).json();
    assert!(watched.to_string().contains("folder\\n"), "{watched}");
}

#[test]
fn one_bad_source_of_several_costs_only_itself() {
    let offprint = Offprint::new();
    offprint.file("may.txt", THREE);
    let answer = offprint.run(&["import", "nowhere.txt", "may.txt", "--json"]);
    answer.check_error(3, "not_found");
    assert_eq!(answer.json()["imports"][0]["new"], 3);
}

#[test]
fn a_text_of_20_megabytes_comes_in() {
    let offprint = Offprint::new();
    let n_papers = 1000 * 20_000_000 / digest_of(1000).len() + 1000;
    let text = digest_of(n_papers);
    assert!(text.len() > 20_000_000);
    offprint.file("large.txt", &text);
    let answer = offprint.run(&["import", "large.txt", "--json"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(answer.json()["imports"][0]["new"], n_papers);
}

#[test]
fn a_damaged_a_newer_and_a_foreign_database_are_refused_and_left_alone() {
    for (content, error) in [("damaged", "library_damaged"), ("newer", "library_newer")] {
        let (offprint, _) = with_three();
        if content == "damaged" {
            fs::write(offprint.database(), "no database at all ".repeat(500)).unwrap();
        } else {
            Connection::open(offprint.database())
                .unwrap()
                .pragma_update(None, "user_version", 77)
                .unwrap();
        }
        let before = fs::read(offprint.database()).unwrap();
        for arguments in [
            &["list", "--json"][..],
            &["import", "may.txt", "--json"],
            &["undo", "--json"],
        ] {
            offprint.run(arguments).check_error(1, error);
        }
        assert_eq!(fs::read(offprint.database()).unwrap(), before);
    }
}

#[test]
fn a_database_that_holds_nothing_yet_is_an_empty_library() {
    let offprint = Offprint::new();
    fs::create_dir(offprint.library()).unwrap();
    fs::write(offprint.database(), "").unwrap();
    assert_eq!(offprint.json(&["list"])["total"], 0);
    assert_eq!(offprint.json(&["history"])["total"], 0);
    let digest = offprint.file("may.txt", THREE);
    offprint.import(&digest);
    assert_eq!(offprint.json(&["list"])["total"], 3);
}

#[cfg(unix)]
#[test]
fn a_library_that_may_only_be_read_can_be_read() {
    let (offprint, _) = with_three();
    // Root may write to a read-only folder; a folder in place of the file that SQLite wants may stop even root.
    let _ = fs::remove_file(offprint.library().join("library.db-wal"));
    let _ = fs::remove_file(offprint.library().join("library.db-shm"));
    fs::create_dir(offprint.library().join("library.db-wal")).unwrap();
    fs::create_dir(offprint.library().join("library.db-shm")).unwrap();
    assert_eq!(offprint.json(&["list"])["total"], 3);
    let answer = offprint.run(&["state", "read", &offprint.ids()[0], "--json"]);
    answer.check_error(1, "read_only");
    assert_eq!(offprint.json(&["list", "--state", "inbox"])["total"], 3);
}

#[test]
fn an_export_that_cannot_be_written_says_so() {
    let (offprint, _) = with_three();
    fs::create_dir(offprint.path("folder")).unwrap();
    for (place, code, words) in [
        (
            "folder",
            "not_a_file",
            "folder: this is a folder, and was not written to",
        ),
        ("nowhere/may.bib", "not_found", "cannot be written"),
    ] {
        let answer = offprint.run(&["export", "--output", place, "--json"]);
        answer.check_error(1, code);
        assert!(answer.err.contains(words), "{}", answer.err);
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_keeps_what_was_there() {
    let (offprint, _) = with_three();
    offprint.file("large.txt", digest_of(3000));
    // A limit on the size of files, with its signal ignored, fails as a full disk does.
    let script = "trap '' XFSZ; ulimit -f 1200; exec \"$0\" import large.txt --json";
    let output = std::process::Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_offprint")])
        .env("OFFPRINT_LIBRARY", offprint.library())
        .current_dir(offprint.path(""))
        .output()
        .unwrap();
    answer(output).check_error(1, "disk_full");
    assert_eq!(offprint.json(&["list"])["total"], 3);
    offprint.json(&["import", "large.txt"]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_in_the_middle_of_an_import_leaves_nothing() {
    let (offprint, _) = with_three();
    offprint.file("large.txt", digest_of(20_000));
    let lock = Connection::open(offprint.database()).unwrap();
    lock.execute_batch("BEGIN IMMEDIATE").unwrap();
    let child = offprint.start(&["import", "large.txt", "--json"]);
    // It reads, then waits for the lock; wherever it is, Ctrl-C ends it.
    wait_until_it_heeds_ctrl_c(child.id());
    interrupt(child.id());
    let ended = answer(child.wait_with_output().unwrap());
    lock.execute_batch("ROLLBACK").unwrap();
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(ended.err.contains("cancelled"), "{}", ended.err);
    assert_eq!(offprint.json(&["list"])["total"], 3);
    assert_eq!(offprint.json(&["history"])["total"], 1);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_an_import_that_still_waits_for_standard_input() {
    use std::io::Write;
    use std::os::unix::process::ExitStatusExt;
    let offprint = Offprint::new();
    let mut child = offprint
        .command(&["import", "-"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // More than a pipe holds: once it is written, the command reads.
    let mut input = child.stdin.take().unwrap();
    input.write_all(&vec![b'a'; 1 << 20]).unwrap();
    interrupt(child.id());
    let interrupted = 2;
    assert_eq!(child.wait().unwrap().signal(), Some(interrupted));
    assert!(!offprint.library().exists());
}

/// `script` gives a command a terminal, with a person's typing at its other end.
#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_at_the_question_of_a_duplicate_leaves_nothing() {
    use std::io::{Read, Write};
    let offprint = Offprint::new();
    offprint.file("a.bib", "@article{a, title = {Editorial}, year = 2026}");
    offprint.json(&["import", "a.bib"]);
    offprint.file("b.bib", "@article{b, title = {Editorial}, year = 2026}");
    // `exec`: no shell stays between the two, which Ctrl-C would end as well, with its own 130.
    let line = format!("exec {} import b.bib", env!("CARGO_BIN_EXE_offprint"));
    let mut child = std::process::Command::new("script")
        .args(["-q", "-e", "-c", &line, "/dev/null"])
        .env("OFFPRINT_LIBRARY", offprint.library())
        .current_dir(offprint.path(""))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let (mut typing, mut out) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut shown = String::new();
    while !shown.ends_with("later: ") {
        let mut letter = [0];
        assert_eq!(out.read(&mut letter).unwrap(), 1, "{shown}");
        shown.push(char::from(letter[0]));
    }
    typing.write_all(b"\x03").unwrap();
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "{rest}");
    assert!(rest.contains("ancelled"), "{rest}");
    assert_eq!(offprint.json(&["list"])["total"], 1);
}

#[cfg(unix)]
fn interrupt(pid: u32) {
    let mut kill = std::process::Command::new("kill");
    assert!(
        kill.args(["-INT", &pid.to_string()])
            .status()
            .unwrap()
            .success()
    );
}

/// Waits until the process has its own handler for the signal (SigCgt of /proc).
#[cfg(unix)]
fn wait_until_it_heeds_ctrl_c(pid: u32) {
    loop {
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let caught = status
            .lines()
            .find_map(|line| line.strip_prefix("SigCgt:"))
            .unwrap();
        let caught = u64::from_str_radix(caught.trim(), 16).unwrap();
        if caught & (1 << (2 - 1)) != 0 {
            return;
        }
        std::thread::yield_now();
    }
}

#[test]
fn an_export_goes_to_standard_output_by_a_dash_and_never_over_the_library() {
    let (offprint, _) = with_three();
    let dash = offprint.run(&["export", "--output", "-"]);
    assert!(dash.out.contains("Why Dunes Walk at Night") && !offprint.path("-").exists());
    let answer = offprint.run(&["export", "--output", "library/library.db", "--json"]);
    answer.check_error(1, "unsupported");
    assert_eq!(offprint.json(&["list"])["total"], 3);
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_failure_but_a_closed_pipe_is_none() {
    let (offprint, _) = with_three();
    for arguments in [&["list"][..], &["list", "--json"], &["stats"], &["history"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let status = offprint
            .command(arguments)
            .stdout(full)
            .stderr(std::process::Stdio::null())
            .status();
        assert_eq!(status.unwrap().code(), Some(1), "{arguments:?}");
    }
    let mut child = offprint.start(&["list"]);
    drop(child.stdout.take());
    assert_eq!(answer(child.wait_with_output().unwrap()).code, 0);
}

#[test]
fn what_only_looks_for_something_makes_no_library() {
    let offprint = Offprint::new();
    for arguments in [
        &["undo"][..],
        &["redo"],
        &["undo", "--change", "1"],
        &["undo", "--import", "abcd"],
    ] {
        assert_eq!(offprint.run(arguments).code, 1, "{arguments:?}");
        assert!(!offprint.library().exists(), "{arguments:?}");
    }
}

#[test]
fn the_first_commands_of_a_library_may_come_all_at_once() {
    let offprint = Offprint::new();
    offprint.file("may.txt", THREE);
    let mut children: Vec<_> = (0..6)
        .map(|_| offprint.start(&["import", "may.txt"]))
        .collect();
    children.extend((0..6).map(|_| offprint.start(&["list"])));
    for child in children {
        let ended = answer(child.wait_with_output().unwrap());
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    assert_eq!(offprint.json(&["list"])["total"], 3);
}
