use offprint_testkit::{sample, sample_path};

use crate::offprint::{Offprint, THREE, with_three};

#[test]
fn a_digest_comes_in_is_known_the_second_time_and_dropped_before_the_third() {
    let offprint = Offprint::new();
    let digest = offprint.file("may.txt", THREE);
    let first = offprint.import(&digest);
    assert_eq!(first["imports"][0]["new"], 3);
    assert_eq!(
        first["imports"][0]["papers"][0]["title"],
        "How Rivers Remember Their Floods"
    );
    assert_eq!(
        first["imports"][0]["papers"][0]["lines"],
        serde_json::json!([1, 2])
    );
    assert_eq!(offprint.import(&digest)["imports"][0]["known"], 3);
    let ids = offprint.ids();
    offprint.json(&["state", "dropped", &ids[1], &ids[2]]);
    let third = &offprint.import(&digest)["imports"][0];
    assert_eq!(
        (&third["known"], &third["dropped"], &third["new"]),
        (&1.into(), &2.into(), &0.into())
    );
}

#[test]
fn every_sample_digest_comes_in_from_its_file_and_the_numbers_add_up() {
    for name in [
        "plain.txt",
        "glued_slogan.txt",
        "crlf_bom_invisible.txt",
        "latin1.txt",
        "utf16.txt",
        "lone_cr.txt",
    ] {
        let offprint = Offprint::new();
        let answer = offprint.import(&sample_path(&format!("digests/{name}")));
        let import = &answer["imports"][0];
        let sum: u64 = [
            "new", "known", "dropped", "possible", "repeated", "rejected",
        ]
        .iter()
        .map(|outcome| import[outcome].as_u64().unwrap())
        .sum();
        assert_eq!(import["found"], sum, "{name}");
        assert!(import["new"].as_u64().unwrap() >= 2, "{name}: {import}");
        assert_eq!(
            import["papers"].as_array().unwrap().len() as u64,
            sum,
            "{name}"
        );
    }
}

#[test]
fn standard_input_a_folder_and_two_files_at_once() {
    let offprint = Offprint::new();
    let answer = offprint.run_with_input(&["import", "-", "--json"], THREE.as_bytes());
    assert_eq!(
        (answer.code, &answer.json()["imports"][0]["source"]),
        (0, &"standard input".into())
    );
    offprint.file("folder/a/may.txt", THREE);
    offprint.file(
        "folder/b.bib",
        "@article{k, title = {Kelp as a Library}, year = 2026}",
    );
    offprint.file("folder/readme.md", "Nothing of note.");
    offprint.file("folder/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0");
    let folder = offprint.json(&["import", "folder"]);
    assert_eq!(folder["imports"].as_array().unwrap().len(), 2, "{folder}");
    assert_eq!(folder["imports"][1]["format"], "bibtex");
    let two = offprint.json(&["import", "folder/b.bib", "folder/a/may.txt"]);
    assert_eq!(two["imports"].as_array().unwrap().len(), 2);
    let history = offprint.json(&["history"]);
    assert_eq!(
        history["total"], 3,
        "what is taken in together is one change"
    );
    assert_eq!(
        history["changes"][0]["imports"].as_array().unwrap().len(),
        2
    );
}

#[test]
fn state_tags_and_why_go_to_the_papers_that_come_in() {
    let offprint = Offprint::new();
    offprint.file("may.txt", THREE);
    offprint.json(&[
        "import",
        "may.txt",
        "--state",
        "queued",
        "--tag",
        "field work",
        "--tag",
        "rivers",
        "--why",
        "for June",
    ]);
    let paper = &offprint.json(&["list"])["papers"][0];
    assert_eq!(
        (&paper["state"], &paper["why"]),
        (&"queued".into(), &"for June".into())
    );
    assert_eq!(paper["tags"], serde_json::json!(["field work", "rivers"]));
    let queue = offprint.json(&["list", "--sort", "queue"]);
    assert_eq!(
        queue["papers"][0]["title"],
        "How Rivers Remember Their Floods"
    );
}

#[test]
fn a_dry_run_writes_nothing_at_all() {
    let offprint = Offprint::new();
    offprint.file("may.txt", THREE);
    let answer = offprint.json(&["import", "may.txt", "--dry-run"]);
    assert_eq!(
        (&answer["change"], &answer["imports"][0]["id"]),
        (&().into(), &().into())
    );
    assert_eq!(answer["imports"][0]["new"], 3);
    assert_eq!(
        answer["imports"][0]["papers"][0]["id"],
        serde_json::Value::Null
    );
    assert!(!offprint.library().exists());
}

#[test]
fn one_broken_bibtex_entry_costs_only_itself_and_its_line_is_named() {
    let offprint = Offprint::new();
    let broken = "@article{a, title = {How Rivers Remember}, year = 2026}

@article{b, title = {Why Dunes Walk, year = 2026

@article{c, title = {On the Growth of Mosses}, year = 2025}
";
    offprint.file("broken.bib", broken);
    let answer = offprint.run(&["import", "broken.bib", "--json"]);
    assert_eq!(answer.code, 3, "{}", answer.err);
    let import = &answer.json()["imports"][0];
    assert_eq!(
        (&import["new"], &import["rejected"]),
        (&2.into(), &1.into())
    );
    assert_eq!(import["rejections"][0]["lines"][0], 3);
    assert_eq!(answer.error()["line"], 3);
    let for_people = offprint.run(&["import", "broken.bib"]);
    assert_eq!(for_people.code, 3);
    assert!(
        for_people.err.contains("broken.bib, line 3"),
        "{}",
        for_people.err
    );
}

#[test]
fn a_mended_bibtex_entry_comes_in_with_a_warning() {
    let offprint = Offprint::new();
    offprint.file(
        "mended.bib",
        "@article{a, title = {How Rivers Remember}\n year = 2026,\n journal = undefinedmacro}\n",
    );
    let import = &offprint.json(&["import", "mended.bib"])["imports"][0];
    assert_eq!(import["new"], 1);
    assert!(
        !import["warnings"].as_array().unwrap().is_empty(),
        "{import}"
    );
}

#[test]
fn a_guessed_encoding_is_told() {
    let offprint = Offprint::new();
    offprint.file("latin1.txt", sample("digests/latin1.txt"));
    let answer = offprint.run(&["import", "latin1.txt"]);
    assert!(answer.out.contains("windows-1252"), "{}", answer.out);
}

#[test]
fn a_possible_duplicate_asks_only_on_a_terminal() {
    let offprint = Offprint::new();
    offprint.file("a.bib", "@article{a, title = {Editorial}, year = 2026}");
    offprint.json(&["import", "a.bib"]);
    offprint.file("b.bib", "@article{b, title = {Editorial}, year = 2026}");
    let other = offprint.json(&["import", "b.bib"]);
    assert_eq!(
        (
            &other["imports"][0]["possible"],
            &other["imports"][0]["added"]
        ),
        (&1.into(), &1.into())
    );
    offprint.file("c.bib", "@article{c, title = {Editorial}, year = 2026}");
    let same = offprint.json(&["import", "c.bib", "--on-duplicate", "same"]);
    assert_eq!(same["imports"][0]["added"], 0);
    let unchanged = offprint.json(&["import", "b.bib"]);
    assert_eq!(unchanged["imports"][0]["known"], 1, "the very same source");
}

const BROKEN: &str = "@article{a, title = {How Rivers Remember}, doi = {10.5555/rivers}}

@article{b, title = {Why Dunes Walk, year = 2026
";

#[test]
fn the_rest_is_said_to_have_come_in_only_where_it_did() {
    let offprint = Offprint::new();
    offprint.file("broken.bib", BROKEN);
    let came_in = "The rest came in.";
    let dry = offprint.run(&["import", "broken.bib", "--dry-run"]);
    assert!(
        dry.err.contains("line 3") && !dry.err.contains(came_in),
        "{}",
        dry.err
    );
    let first = offprint.run(&["import", "broken.bib"]);
    assert!(first.err.contains(came_in), "{}", first.err);
    let again = offprint.run(&["import", "broken.bib"]);
    assert!(!again.err.contains(came_in), "{}", again.err);
}

#[test]
fn questions_are_said_to_stay_open_only_where_they_do() {
    let said = |more: &[&str]| {
        let offprint = Offprint::new();
        offprint.file("a.bib", "@article{a, title = {Editorial}, year = 2026}");
        offprint.json(&["import", "a.bib"]);
        // Something new beside it: papers come in, whatever becomes of the possible duplicate.
        offprint.file(
            "b.bib",
            "@article{b, title = {Kelp as a Library}, year = 2026}
             @article{a, title = {Editorial}, year = 2026}",
        );
        let out = offprint.run(&[&["import", "b.bib"], more].concat()).out;
        offprint.file("c.bib", "@article{c, title = {Editorial}, year = 2026}");
        let elsewhere = offprint.json(&["import", "c.bib"]);
        let is_asked_again = elsewhere["imports"][0]["possible"] == 1;
        (out.contains("stays open"), is_asked_again)
    };
    assert_eq!(said(&["--dry-run"]), (false, true));
    assert_eq!(said(&["--on-duplicate", "same"]), (false, false));
    assert_eq!(said(&["--on-duplicate", "different"]), (false, false));
    assert_eq!(said(&[]), (true, true));
}

#[test]
fn a_dry_run_gives_no_ids_also_for_papers_that_are_known() {
    let (offprint, _) = with_three();
    let papers = &offprint.json(&["import", "may.txt", "--dry-run"])["imports"][0]["papers"];
    for paper in papers.as_array().unwrap() {
        assert_eq!(
            (&paper["outcome"], &paper["id"]),
            (&"known".into(), &().into())
        );
    }
}

#[test]
fn each_file_of_a_folder_is_named_by_its_whole_path() {
    let offprint = Offprint::new();
    offprint.file("folder/may/broken.bib", BROKEN);
    offprint.file("folder/june/broken.bib", BROKEN);
    let answer = offprint.run(&["import", "folder"]);
    assert_eq!(answer.code, 3);
    for month in ["may", "june"] {
        let path = offprint.path("folder").join(month).join("broken.bib");
        let path = path
            .strip_prefix(offprint.path(""))
            .unwrap()
            .display()
            .to_string();
        assert!(answer.out.contains(&format!("{path} (")), "{}", answer.out);
        assert!(
            answer.err.contains(&format!("{path}, line 3")),
            "{}",
            answer.err
        );
    }
}

#[test]
fn what_the_columns_of_a_table_hold_can_be_said_once() {
    let offprint = Offprint::new();
    offprint.file("t.txt", "Werk;Wer;Wann\nKelp as a Library;Roe, Ana;2026\n");
    let columns = ["import", "t.txt", "--columns", "title,authors,year"];
    let import = &offprint.json(&columns)["imports"][0];
    assert_eq!(
        (&import["format"], &import["new"]),
        (&"csv".into(), &1.into())
    );
    offprint.file("u.txt", "Werk;Wer;Wann\nMosses in Winter;Lund, Bo;2025\n");
    let import = &offprint.json(&["import", "u.txt"])["imports"][0];
    assert_eq!(
        (&import["format"], &import["new"]),
        (&"csv".into(), &1.into())
    );
    let run = offprint.run(&["import", "u.txt", "--columns", "title,colour"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("the fields are title, authors"),
        "{}",
        run.err
    );
}

#[test]
fn a_dry_run_says_why_a_format_was_recognised_and_what_may_be_here_already() {
    let offprint = Offprint::new();
    offprint.file("a.bib", "@article{a, title = {Editorial}}");
    offprint.json(&["import", "a.bib"]);
    offprint.file("b.bib", "@article{b, title = {Editorial}, year = 2026}");
    let out = offprint.run(&["import", "b.bib", "--dry-run"]).out;
    assert!(out.contains("recognised by the head of an entry"), "{out}");
    assert!(
        out.contains("perhaps the same: Editorial / here: Editorial"),
        "{out}"
    );
}

#[test]
fn a_paper_says_in_which_mail_it_came() {
    let offprint = Offprint::new();
    let mail = "From: Alerts <alerts@tide.example>\nTo: ana@tide.example\nSubject: New on tides\n\
                Date: Thu, 2 Jul 2026 03:00:00 GMT\nMessage-ID: <1@tide.example>\n\n\
                Why Dunes Walk at Night\nhttps://arxiv.org/abs/2607.90012\n";
    offprint.file("alert.eml", mail);
    let import = &offprint.json(&["import", "alert.eml"])["imports"][0];
    let id = import["papers"][0]["id"].as_str().unwrap();
    let out = offprint.run(&["show", id]).out;
    let told = "in the mail New on tides · Alerts <alerts@tide.example> · 2026-07-02";
    assert!(out.contains(told), "{out}");
}
