//! A library goes out in each format that can hold it, comes into an empty one, and goes out again as the same
//! bytes.

use serde_json::{Value, json};

use crate::offprint::Offprint;

fn paper(number: usize, more: Value) -> Value {
    let mut paper = json!({
        "id": format!("{number:032x}"),
        "citation_key": format!("roe2026kelp{number}"),
        "kind": "paper",
        "title": format!("Kelp Memory, Part {number}"),
        "authors": [{ "family": "Roe", "given": "Ana" }],
        "year": 2026,
        "venue": "Journal of Invented Tides",
        "identifiers": [{ "scheme": "doi", "value": format!("10.5555/kelp.{number}") }],
        "links": [{ "kind": "paper", "url": format!("https://doi.org/10.5555/kelp.{number}") }],
        "state": "inbox",
        "added_at": format!("2026-05-{:02}T00:00:00.000Z", number + 1),
    });
    paper
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    paper
}

/// Papers that use all that a library keeps, each odd in another way. Moments are at the day's start, since most
/// formats know days only.
fn odd_papers() -> Vec<Value> {
    let odd = [
        json!({
            "title": "On $O(n^2)$ & {Braces}: 100 % of Kelp_s #1 ~ “tests” — \\alpha < β, é ŧ 王 🦀",
            "abstract": "First paragraph, with $x_i$ & <b>.\n\nSecond one: \"quoted\", {braced}, 50 %.",
            "authors": [
                { "family": "Roe", "given": "Ana María" },
                { "family": "van der Berg", "given": "J. P." },
                { "family": "Ångström-Ødegård", "given": "Ž." },
                { "family": "The Kelp and Tide Collaboration" },
                { "family": "王", "given": "小明" },
            ],
        }),
        json!({
            "state": "reading", "started_at": "2026-05-20T00:00:00.000Z", "starred": true,
            "tags": ["to the sea", "c; d", "x#y", "Čaj", "50 %"],
            "why": "Because of {this}: 50 % of it; see \"there\", #2 & more",
            "note": "# Head\n\n- one\n- two *bold* `code`\n\n> quote\n\n```\nfn main() {\n    kelp();\n}\n```\nlast & least",
            "due_on": "2026-12-24", "snoozed_until": "2026-12-01",
        }),
        json!({ "state": "read", "started_at": "2026-05-20T00:00:00.000Z", "finished_at": "2026-05-21T00:00:00.000Z" }),
        json!({ "state": "skimmed", "finished_at": "2026-05-22T00:00:00.000Z", "note": "=1+1" }),
        json!({ "state": "dropped", "why": "=HYPERLINK(\"x\")", "tags": ["-x", "@y"] }),
        json!({ "state": "queued", "tags": ["read"], "title": "=Kelp" }),
        json!({
            "title": "", "authors": [], "year": null, "venue": null, "links": [],
            "identifiers": [{ "scheme": "arxiv", "value": "2607.90001" }],
        }),
        json!({
            "kind": "book", "title": "A Book of Kelp", "identifiers": [{ "scheme": "isbn", "value": "9780306406157" }],
            "links": [],
            "details": {
                "type": "book", "editor": ["Moss, Bo", "The Society"], "series": "Tides & Sons", "volume": "3",
                "edition": "2", "publisher": "Invented {Press}", "publisher_place": "Åhus", "month": "7", "day": "3",
                "language": "sv", "remark": "Signed copy", "attachment": ["files/kelp one.pdf"],
            },
        }),
        json!({
            "identifiers": [
                { "scheme": "doi", "value": "10.5555/many.1" }, { "scheme": "doi", "value": "10.5555/many.2" },
                { "scheme": "arxiv", "value": "2607.90002" }, { "scheme": "pubmed", "value": "99000001" },
                { "scheme": "openreview", "value": "kelp_ID-1" }, { "scheme": "acl", "value": "2026.kelp-1.1" },
            ],
            "links": [
                { "kind": "paper", "url": "https://tide.example/a_(b)?c=d&e=%20f#g" },
                { "kind": "code", "url": "https://github.com/ana/kelp" },
                { "kind": "pdf", "url": "https://tide.example/kelp.pdf" },
                { "kind": "pdf", "url": "https://tide.example/other.pdf" },
                { "kind": "other", "url": "https://tide.example/data" },
            ],
            "details": { "type": "article-journal", "volume": "12", "issue": "3", "pages": "1–20", "issn": "0317-8471" },
        }),
        json!({
            "authors": [], "details": { "type": "thesis", "genre": "PhD thesis", "publisher": "University of Tides" },
        }),
        json!({
            "details": { "type": "paper-conference", "container_isbn": "9780306406157", "number": "e12", "pages": "5" },
        }),
        json!({ "title": "Kelp, or: A Title; with – Signs / and \\ and ^ and $5", "authors": [{ "family": "Roe, Jr." }] }),
    ];
    odd.into_iter()
        .enumerate()
        .map(|(number, more)| paper(number, more))
        .collect()
}

fn exported(offprint: &Offprint, format: &str) -> String {
    let answer = offprint.run(&["export", "--format", format]);
    assert_eq!(answer.code, 0, "{format}: {}", answer.err);
    answer.out
}

fn imported(name: &str, text: &str, format: Option<&str>) -> Offprint {
    let offprint = Offprint::new();
    offprint.file(name, text);
    let mut arguments = vec!["import", name, "--on-duplicate", "different"];
    arguments.extend(format.into_iter().flat_map(|format| ["--format", format]));
    let import = offprint.json(&arguments);
    let numbers = &import["imports"][0];
    assert_eq!(numbers["found"], numbers["added"], "{name}: {import:#}");
    offprint
}

/// Names the first line that differs, since whole libraries are hard to compare by eye.
#[track_caller]
fn check_same(format: &str, once: &str, twice: &str) {
    for (number, (one, other)) in once.lines().zip(twice.lines()).enumerate() {
        assert_eq!(one, other, "{format}, line {}", number + 1);
    }
    assert_eq!(once, twice, "{format}");
}

#[test]
fn a_library_comes_back_from_each_format_as_the_same_bytes() {
    let lines: Vec<String> = odd_papers()
        .iter()
        .map(|paper| format!("{paper}\n"))
        .collect();
    let first = imported("library.jsonl", &lines.concat(), None);
    assert_eq!(first.json(&["list"])["total"], lines.len());
    for (format, name) in [
        ("jsonl", "out.jsonl"),
        ("bibtex", "out.bib"),
        ("biblatex", "out.bib"),
        ("ris", "out.ris"),
        ("csl-json", "out.json"),
        ("csv", "out.csv"),
    ] {
        let once = exported(&first, format);
        let second = imported(name, &once, None);
        check_same(format, &once, &exported(&second, format));
    }
}

/// What the first library was made of is what JSON Lines hold.
#[test]
fn json_lines_give_back_what_came_in() {
    let papers = odd_papers();
    let lines: Vec<String> = papers.iter().map(|paper| format!("{paper}\n")).collect();
    let offprint = imported("library.jsonl", &lines.concat(), None);
    let out = exported(&offprint, "jsonl");
    let mut back: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    back.sort_by_key(|paper| paper["id"].as_str().map(str::to_owned));
    assert_eq!(back.len(), papers.len());
    for (paper, back) in papers.iter().zip(&back) {
        for (name, value) in paper.as_object().unwrap() {
            let is_told = !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
            if is_told && name != "authors" {
                assert_eq!(&back[name], value, "{name} of {}", paper["title"]);
            }
        }
    }
}
