use super::*;
use crate::Format;
use crate::candidate::{Candidate, DetailKind};
use crate::tests::candidates_in;

fn moment(at: &str, on: &str) -> Moment {
    Moment {
        at: at.to_owned(),
        on: on.to_owned(),
    }
}

fn record(title: &str) -> Record {
    Record {
        uid: "p1".to_owned(),
        title: title.to_owned(),
        authors: vec![
            Author {
                family: "Østergård".into(),
                given: "Åsa".into(),
            },
            Author {
                family: "The Tidepool and Kelp Group".into(),
                given: String::new(),
            },
        ],
        abstract_text: Some("We read kelp at 5 % of the cost.\n\nIt helps.".into()),
        year: Some(2026),
        venue: Some("Journal of Tides & Rocks".into()),
        identifiers: vec![
            Identifier {
                scheme: Scheme::Doi,
                value: "10.5555/kelp_1".into(),
            },
            Identifier {
                scheme: Scheme::Arxiv,
                value: "2607.90012".into(),
            },
        ],
        links: vec![Link {
            kind: LinkKind::Code,
            url: "https://github.com/asa/kelp_x".into(),
        }],
        state: "queued".into(),
        tags: vec!["kelp".into(), "to the sea".into()],
        why: Some("the *method*".into()),
        note: Some("Good.\n\n- a point".into()),
        is_starred: true,
        added: Some(moment("2026-07-03T22:15:00.000Z", "2026-07-04")),
        started: Some(moment("2026-07-04T08:15:00.000Z", "2026-07-04")),
        ..Record::default()
    }
}

fn written(format: WriteFormat, records: Vec<Record>) -> String {
    let mut out = Vec::new();
    write_all(
        &mut out,
        format,
        &ReadingList::default(),
        records.into_iter(),
    )
    .expect("memory does not fail");
    String::from_utf8(out).expect("text")
}

fn read_back(text: &str) -> Vec<Candidate> {
    candidates_in(text.as_bytes(), Format::Bibtex)
}

#[test]
fn bibtex_is_written_with_a_key_of_name_year_and_word() {
    insta::assert_snapshot!(written(
        WriteFormat::Bibtex,
        vec![record("The Kelp: 100 % of $x_1$"), record("Kelp")]
    ));
}

#[test]
fn markdown_is_a_reading_list_by_state() {
    let done = Record {
        state: "read".into(),
        why: None,
        note: None,
        identifiers: vec![],
        links: vec![],
        is_starred: false,
        ..record("Done [2]")
    };
    insta::assert_snapshot!(written(WriteFormat::Markdown, vec![done, record("Kelp")]));
}

#[test]
fn markdown_by_tag_has_a_paper_under_each_of_its_tags() {
    let tagged = |title: &str, tags: &[&str]| Record {
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        ..record(title)
    };
    let records = [
        tagged("Kelp", &["tides", "*Foam*"]),
        tagged("Sand", &[]),
        tagged("Salt", &["tides"]),
    ];
    let mut out = Vec::new();
    let format = WriteFormat::Markdown;
    let list = ReadingList {
        grouping: Grouping::Tag,
        ..ReadingList::default()
    };
    write_all(&mut out, format, &list, records.into_iter()).expect("memory does not fail");
    let text = String::from_utf8(out).expect("text is written");
    let heads: Vec<&str> = text
        .lines()
        .filter_map(|line| {
            let title = || line.split_once('[').and_then(|(_, rest)| rest.get(..4));
            line.strip_prefix("## ")
                .or_else(|| line.starts_with("- ").then(title).flatten())
        })
        .collect();
    let expected = [
        "\\*Foam\\*",
        "Kelp",
        "tides",
        "Kelp",
        "Salt",
        "Without a tag",
        "Sand",
    ];
    assert_eq!(heads, expected);
}

#[test]
fn json_lines_hold_every_field() {
    insta::assert_snapshot!(written(WriteFormat::JsonLines, vec![record("Kelp")]));
}

#[test]
fn what_is_written_as_bibtex_is_read_back_the_same() {
    let record = record("The Kelp: 100 % of $x_{1}$");
    let papers = read_back(&written(WriteFormat::Bibtex, vec![record.clone()]));
    let paper = &papers[0];
    assert_eq!(paper.title, record.title);
    assert_eq!(paper.authors, record.authors);
    assert_eq!(paper.abstract_text, record.abstract_text);
    assert_eq!((paper.year, &paper.venue), (record.year, &record.venue));
    assert_eq!(paper.identifiers, record.identifiers);
    assert_eq!(paper.links, record.links);
    assert_eq!(paper.marks.tags, record.tags);
    assert_eq!(paper.marks.note.as_deref(), Some("Good.\n\n- a point"));
    assert!(paper.marks.is_starred);
    assert_eq!(paper.marks.why, record.why);
    assert_eq!(paper.marks.started_on.as_deref(), Some("2026-07-04"));
    assert_eq!(paper.marks.finished_on, None);
}

#[test]
fn notes_come_back_with_their_lines_and_signs() {
    for note in [
        "- one\n- two\n  - three\n\n1. four\n2. five",
        "```rust\nfn main() {\n    let x = a  - b; // 100 % `--release`\n\n\n}\n```",
        "an entry:\n@article{a,\n  title = {b}\n}\n@misc(c, title = {d})\n  @string(e = 1)\n@comment",
        "a lone { here\nand } there }\nand {",
        "$x_1$ costs $5, C:\\new\\ ~a <b> &amp; \"quote\" ''x'' ^#",
        "hard break  \nafter it",
        "    indented code",
        "% @article{x,\n%}",
    ] {
        let record = Record {
            note: Some(note.to_owned()),
            why: Some("lone { and @x, $5".to_owned()),
            ..record("The Kelp {")
        };
        let text = written(
            WriteFormat::Bibtex,
            vec![record.clone(), self::record("Next")],
        );
        let papers = read_back(&text);
        assert_eq!(papers.len(), 2, "{text}");
        assert_eq!(papers[0].marks.note.as_deref(), Some(note), "{text}");
        assert_eq!(papers[0].marks.why, record.why);
        assert_eq!(papers[0].title, "The Kelp {");
        assert_eq!(papers[1].title, "Next");
        // Programs that count every brace find the same ends.
        let depth = text.matches('{').count() as i64 - text.matches('}').count() as i64;
        assert_eq!(depth, 0, "{text}");
        assert_eq!(
            text.lines()
                .filter(|line| line.trim_start().starts_with('@'))
                .count(),
            2
        );
    }
}

proptest::proptest! {
    #[test]
    fn any_title_and_abstract_come_back_from_bibtex(
        title in r#"[a-zA-Zé0-9 &%#_$\\^~<>"'`,=@(){}\[\]\-]{1,60}"#,
        text in r#"[a-zA-Z {}$%&\n\\"@,=-]{0,120}"#,
        note in r#"[a-zA-Zé0-9 &%#_$\\^~<>"'`,=@(){}\[\]\n-]{0,120}"#,
    ) {
        use crate::clean::{Dialect, clean_line};
        // What a library holds is clean.
        let title = clean_line(&title, Dialect::Plain);
        let text = clean_line(&text, Dialect::Plain);
        proptest::prop_assume!(title.chars().any(char::is_alphanumeric));
        let note = note.trim_matches('\n').to_owned();
        let record = Record { note: Some(note.clone()), title: title.clone(), abstract_text: Some(text.clone()).filter(|t| !t.is_empty()), ..record("") };
        let other = self::record("Another Paper");
        let papers = read_back(&written(WriteFormat::Bibtex, vec![record.clone(), other.clone()]));
        proptest::prop_assert_eq!(papers.len(), 2);
        proptest::prop_assert_eq!(&papers[1].title, &other.title);
        proptest::prop_assert_eq!(papers[0].marks.note.clone().unwrap_or_default(), note);
        // Dollars may pair differently once others are escaped; the rest is the same.
        if !title.contains('$') && !text.contains('$') {
            proptest::prop_assert_eq!(&papers[0].title, &title);
            proptest::prop_assert_eq!(&papers[0].abstract_text, &record.abstract_text);
        }
    }
}

fn detailed() -> Record {
    let mut details = Details::default();
    for (kind, text) in [
        (DetailKind::Type, "article-journal"),
        (DetailKind::Editor, "Vik, Caro"),
        (DetailKind::Volume, "12"),
        (DetailKind::Issue, "3"),
        (DetailKind::Pages, "1–20"),
        (DetailKind::Month, "7"),
        (DetailKind::Day, "3"),
        (DetailKind::Issn, "0378-5955"),
        (DetailKind::Language, "english"),
        (DetailKind::Attachment, "papers/kelp; final.pdf"),
    ] {
        details.add(kind, text);
    }
    Record {
        details,
        citation_key: Some("kelp:2026".to_owned()),
        due_on: Some("2026-08-01".to_owned()),
        title: "=Kelp & <b>Rocks</b>, $x_1$".to_owned(),
        ..record("")
    }
}

#[test]
fn the_details_of_a_paper_have_the_names_that_programs_know() {
    for format in [
        WriteFormat::Bibtex,
        WriteFormat::Biblatex,
        WriteFormat::Ris,
        WriteFormat::CslJson,
        WriteFormat::Csv,
    ] {
        let written = written(format, vec![detailed(), record("Kelp")]);
        insta::assert_snapshot!(format!("detailed_{}", format.name()), written);
    }
}

#[test]
fn csl_json_is_json_even_without_papers() {
    for records in [
        vec![],
        vec![record("Kelp")],
        vec![detailed(), record("Kelp")],
    ] {
        let n = records.len();
        let text = written(WriteFormat::CslJson, records);
        let items: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
        assert_eq!(items.len(), n);
    }
}

#[test]
fn what_a_spreadsheet_would_run_is_text_in_csv() {
    for title in ["=1+1", "+1", "-1", "@SUM(A1)", "'=1"] {
        let text = written(WriteFormat::Csv, vec![record(title)]);
        let row = text.lines().nth(1).expect("a row");
        assert!(row.starts_with(&format!("'{title},")), "{row}");
    }
}

#[test]
fn a_reference_is_one_line_as_authors_write_it() {
    let author = |given: &str, family: &str| Author {
        family: family.to_owned(),
        given: given.to_owned(),
    };
    assert_eq!(
        reference_line(&detailed()),
        "Østergård, Å., & The Tidepool and Kelp Group. (2026). =Kelp & <b>Rocks</b>, $x_1$. \
         Journal of Tides & Rocks, 12(3), 1–20. https://doi.org/10.5555/kelp_1"
    );
    let bare = Record {
        title: "Why Kelp?".to_owned(),
        ..Record::default()
    };
    assert_eq!(reference_line(&bare), "Why Kelp? (n.d.).");
    let one = Record {
        authors: vec![author("Anne-Bea C.", "Roe")],
        ..bare.clone()
    };
    assert_eq!(reference_line(&one), "Roe, A.-B. C. (n.d.). Why Kelp?");
    let many = Record {
        authors: (0..30).map(|n| author("小明", &format!("王{n}"))).collect(),
        ..bare
    };
    let line = reference_line(&many);
    assert!(line.contains("王18, 小明, … 王29, 小明. (n.d.)"), "{line}");
    assert!(!line.contains("王19"), "{line}");
}

#[test]
fn a_file_of_its_own_has_front_matter_and_the_note_as_it_is() {
    let record = Record {
        title: "Kelp: \"a\" \\ study # of - it\u{2028}".to_owned(),
        note: Some("# Mine\n\n---\n    code\n".to_owned()),
        ..detailed()
    };
    insta::assert_snapshot!(markdown::paper_file(&record));
}

#[test]
fn file_names_are_safe_on_every_system_and_apart() {
    let name = |key: &str| {
        markdown::file_name(&Record {
            uid: "0123456789abcdef0123456789abcdef".to_owned(),
            citation_key: Some(key.to_owned()),
            title: "Kelp".to_owned(),
            ..Record::default()
        })
    };
    for (key, expected) in [
        ("roe2026kelp", "roe2026kelp.md"),
        ("Roe2026", "Roe2026-0123456789ab.md"),
        ("DBLP:conf/x/Roe26", "DBLP-conf-x-Roe26-0123456789ab.md"),
        ("con", "con-0123456789ab.md"),
        ("lpt1.x", "_lpt1.x-0123456789ab.md"),
        ("../../etc/passwd", "-..-etc-passwd-0123456789ab.md"),
        (".hidden", "hidden-0123456789ab.md"),
        ("a.", "a-0123456789ab.md"),
        ("王2026", "王2026-0123456789ab.md"),
        ("not a key", "kelp-0123456789ab.md"),
    ] {
        let expected = match expected.strip_prefix('-') {
            Some(_) => format!("_{expected}"),
            None => expected.to_owned(),
        };
        assert_eq!(name(key), expected, "{key}");
    }
    assert!(name(&"a".repeat(4000)).len() <= 160);
}

#[test]
fn a_file_is_known_as_ours_by_its_id_and_its_name() {
    const ID: &str = "0123456789abcdef0123456789abcdef";
    let record = |key: &str| Record {
        uid: ID.to_owned(),
        citation_key: Some(key.to_owned()),
        note: Some(format!("offprint: \"{}\"", "f".repeat(32))),
        ..detailed()
    };
    let known = |name: &str, text: &str| markdown::paper_of_file(name, text).is_some();
    for key in ["roe2026kelp", "Roe2026", "DBLP:conf/x/Roe26", "con"] {
        let (name, text) = (
            markdown::file_name(&record(key)),
            markdown::paper_file(&record(key)),
        );
        assert_eq!(
            markdown::paper_of_file(&name, &text).as_deref(),
            Some(ID),
            "{name}"
        );
        assert!(
            known(&name, &text.replace('\n', "\r\n")),
            "as some checkouts write it"
        );
        assert!(!known(&name.replace(".md", " 2.md"), &text), "a copy");
        for not_ours in [
            text.replacen("offprint: ", "id: ", 1),
            text.replacen(ID, "0123", 1),
            format!("\n{text}"),
            String::new(),
        ] {
            assert!(!known(&name, &not_ours), "{not_ours}");
        }
    }
}

#[test]
fn what_a_format_cannot_hold_of_a_paper_is_told() {
    let lost = |format: WriteFormat| {
        format
            .losses(&detailed())
            .map(Part::name)
            .collect::<Vec<_>>()
    };
    for format in [
        WriteFormat::Bibtex,
        WriteFormat::CslJson,
        WriteFormat::Csv,
        WriteFormat::JsonLines,
    ] {
        assert_eq!(lost(format), [""; 0], "{}", format.name());
    }
    assert_eq!(
        lost(WriteFormat::Markdown),
        [
            "abstract",
            "identifiers",
            "links",
            "details",
            "tags",
            "days",
            "due",
            "citation_key"
        ]
    );
    let bare = Record {
        title: "Kelp".to_owned(),
        ..Record::default()
    };
    assert_eq!(WriteFormat::Markdown.losses(&bare).count(), 0);
}
