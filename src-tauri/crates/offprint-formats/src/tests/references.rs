use offprint_source::{Origin, Source};
use offprint_testkit::{bibtex_of, ris_of, sample, sample_names};

use super::show::show;
use super::{candidates_in, found_in, titles_in};
use crate::Format;
use crate::detect::detect;

/// Each is named for its format.
pub(super) const FOLDERS: [&str; 12] = [
    "references/bibtex",
    "references/ris",
    "references/jsonl",
    "references/nbib",
    "references/refer",
    "references/isi",
    "references/refworks",
    "references/ovid",
    "references/csl-json",
    "references/endnote-xml",
    "references/pubmed-xml",
    "references/zotero-rdf",
];

fn format_of(content: &[u8], name: &str) -> Format {
    let source = Source::from_bytes(content.to_vec(), Origin::Pasted).expect("a text");
    detect(source.head(), Some(name)).format
}

#[test]
fn every_sample_is_read_as_it_was_reviewed() {
    for folder in FOLDERS {
        for name in sample_names(folder) {
            let content = sample(&name);
            let format = format_of(&content, &name);
            if !name.contains("really_") {
                assert!(folder.ends_with(format.name()), "{name}: {}", format.name());
            }
            let short = name
                .trim_start_matches("references/")
                .replace(['.', '/', '-'], "_");
            insta::assert_snapshot!(short, show(&found_in(&content, format)));
        }
    }
}

/// The DOIs of one volume differ only behind an angle bracket.
#[test]
fn papers_of_one_old_volume_stay_apart_in_every_format() {
    const PLACES: [&str; 2] = ["<0130:KAT>2.0.CO;2", "<0448:SAW>2.0.CO;2-K"];
    let volume = "10.5555/0099-4928(1963)020";
    let all = |head: &str, one: fn(&str) -> String, tail: &str| {
        let both = PLACES.map(|place| one(&format!("{volume}{place}")));
        format!("{head}{}{tail}", both.concat())
    };
    let bibtex = |doi: &str| format!("@article{{k, title = {{Kelp}}, doi = {{{doi}}}}}\n");
    let in_tex = |doi: &str| {
        let doi = doi.replace('<', "$<$").replace('>', "\\textgreater{}");
        format!("@article{{k, title = {{Kelp}}, url = {{https://doi.org/{doi}}}}}\n")
    };
    let ris = |doi: &str| format!("TY  - JOUR\nTI  - Kelp\nDO  - {doi}\nER  - \n");
    let csv = |doi: &str| format!("Kelp,{doi}\n");
    let csl = |doi: &str| {
        format!("{{\"type\":\"article-journal\",\"title\":\"Kelp\",\"DOI\":\"{doi}\"}}\n,")
    };
    let pubmed = |doi: &str| {
        let doi = doi.replace('<', "&lt;").replace('>', "&gt;");
        format!(
            "<PubmedArticle><MedlineCitation><Article><ArticleTitle>Kelp</ArticleTitle>\
            <ELocationID EIdType=\"doi\">{doi}</ELocationID></Article></MedlineCitation></PubmedArticle>"
        )
    };
    let bare = |doi: &str| format!("https://doi.org/{doi}\n");
    let page = |doi: &str| {
        let doi = doi
            .replace('<', "%3C")
            .replace('>', "%3e")
            .replace(';', "%3B");
        format!("- https://journals.tide.example/doi/{doi}, read it\n")
    };
    let typed = |doi: &str| format!("doi:{doi}.\n");
    let jsonl = |doi: &str| {
        format!(
            "{{\"title\":\"Kelp\",\"identifiers\":[{{\"scheme\":\"doi\",\"value\":\"{doi}\"}}]}}\n"
        )
    };
    let xml = (
        "<?xml version=\"1.0\"?><PubmedArticleSet>",
        "</PubmedArticleSet>",
    );
    for (format, text) in [
        (Format::Bibtex, all("", bibtex, "")),
        (Format::Bibtex, all("", in_tex, "")),
        (Format::Ris, all("", ris, "")),
        (Format::Csv, all("title,doi\n", csv, "")),
        (Format::CslJson, all("[", csl, "{}]")),
        (Format::PubmedXml, all(xml.0, pubmed, xml.1)),
        (Format::LinkList, all("", bare, "")),
        (Format::LinkList, all("", page, "")),
        (Format::LinkList, all("", typed, "")),
        (Format::JsonLines, all("", jsonl, "")),
    ] {
        let found = candidates_in(text.as_bytes(), format);
        let dois = found.iter().flat_map(|paper| &paper.identifiers);
        let dois: Vec<&str> = dois.map(|doi| doi.value.as_str()).collect();
        let expected = PLACES.map(|place| format!("{volume}{}", place.to_lowercase()));
        assert_eq!(dois, expected, "{text}");
    }
}

#[test]
fn a_subtitle_belongs_to_the_title() {
    for (title, subtitle, expected) in [
        ("Kelp", "a memory", "Kelp: a memory"),
        ("Why kelp?", "A memory", "Why kelp? A memory"),
        ("Kelp: a memory", "a memory", "Kelp: a memory"),
        ("", "A memory", "A memory"),
        ("Kelp", "", "Kelp"),
    ] {
        let bibtex = format!("@book{{k, title = {{{title}}}, subtitle = {{{subtitle}}}}}");
        let csl = format!(
            r#"[{{"type": "book", "title": ["{title}"], "subtitle": ["{subtitle}"], "DOI": "10.5555/k"}}]"#
        );
        for (text, format) in [(bibtex, Format::Bibtex), (csl, Format::CslJson)] {
            assert_eq!(titles_in(text.as_bytes(), format), [expected], "{text}");
        }
    }
}

/// Programs for papers have CSL's words for types, and parts of names beside authors as one text.
#[test]
fn csl_json_is_known_by_its_own_spellings() {
    let text = |author: &str| {
        format!(r#"{{"title": "Kelp", "type": "article", {author}, "doi": "10.5555/k"}}"#)
    };
    let other = text(
        r#""author": "Roe, Ana and Lund, Bo",
        "author_list": [{"family": "Roe", "given": "Ana"}, {"family": "Lund", "given": "Bo"}]"#,
    );
    let own = text(r#""author": [{"family": "Roe", "given": "Ana"}]"#);
    assert_eq!(format_of(own.as_bytes(), "a.json"), Format::CslJson);
    assert_eq!(format_of(other.as_bytes(), "a.json"), Format::Json);
    let found = candidates_in(other.as_bytes(), Format::Json);
    let families: Vec<&str> = found[0]
        .authors
        .iter()
        .map(|one| one.family.as_str())
        .collect();
    assert_eq!(families, ["Roe", "Lund"]);
    assert_eq!(found[0].identifiers[0].value, "10.5555/k");
}

#[test]
fn one_bad_entry_costs_no_other() {
    let bad = [
        "@article{bad, title = {unbalanced {brace},\n year = 2026\n",
        "@article{bad, title = {extra}}, year = 2026}\n",
        "@article{bad title = {no comma} year = 2026}\n",
        "@article{bad, title = \"unclosed, year = 2026}\n",
        "@article{bad, title = \"The \"best\" paper\"}\n",
        "@article{bad, title {no equals}}\n",
        "@article{bad, title = A bare title, year = 2026}\n",
        "@article{ü é, title = {odd key}}\n",
        "@article{title = {no key}}\n",
        "@article(bad, title = {round}\n",
        "@article{bad, journal = undefined # \" x\", title = {t}}\n",
        "free text foo@bar.com and @article in a line\n",
        "@comment{x}\n% @article{y, title = {z}}\n",
        "@article{bad, title = {D:\\path $5 \\{ \\} }}\n",
        "@string{x = }\n@preamble{ \"\\newcommand{\\x}{y}\" }\n",
        "@article{c1, crossref = {c2}}\n@article{c2, crossref = {c1}}\n",
        "@\n@{\n@article\n@article{\n",
    ];
    let good = |n: u32| format!("@article{{good{n},\n  title = {{Good {n}}},\n  year = 2026\n}}\n");
    for bad in bad {
        let text = [good(1), good(2), bad.to_owned(), good(3), good(4)].concat();
        let titles = titles_in(text.as_bytes(), Format::Bibtex);
        for n in 1..=4 {
            assert!(titles.contains(&format!("Good {n}")), "{bad}: {titles:?}");
        }
    }
}

#[test]
fn large_bibliographies_are_read_to_their_end() {
    assert_eq!(
        candidates_in(bibtex_of(3000).as_bytes(), Format::Bibtex).len(),
        3000
    );
    assert_eq!(
        candidates_in(ris_of(3000).as_bytes(), Format::Ris).len(),
        3000
    );
}

fn numbered(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(line).collect()
}

/// Ten lines that would stand for ten thousand million bytes.
#[test]
fn macros_of_macros_stand_for_no_more_than_an_entry_can_hold() {
    let mut text = "@string{m0 = {0123456789}}\n".to_owned();
    for n in 1..10 {
        let ten_times = vec![format!("m{}", n - 1); 10].join(" # ");
        text.push_str(&format!("@string{{m{n} = {ten_times}}}\n"));
    }
    text.push_str("@article{a, title = {Before}, groups = m1}\n");
    text.push_str("@article{b, title = {Bomb}, note = m9}\n");
    text.push_str("@article{c, title = {After}, groups = m0}\n");
    let found = found_in(text.as_bytes(), Format::Bibtex);
    insta::assert_snapshot!(show(&found), @r#"
    11-11 Before
        tags: 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789
        key: a
        details: type=article-journal
    12-12 rejected: TooLarge "@article{b, title = {Bomb}, note = m9}"
    13-13 After
        tags: 0123456789
        key: c
        details: type=article-journal
    "#);
}

/// Inputs that made other readers quadratic. The sizes make a quadratic reader take minutes, so
/// a run that hangs here has found one.
#[test]
fn hostile_bibliographies_take_no_longer_than_others_of_their_size() {
    let hostile = [
        "@article{a,title={\n".repeat(16_000),
        format!(
            "@article{{a,\n{}}}\n",
            "f = \"never closed,\n".repeat(40_000)
        ),
        format!(
            "@article{{a, title = {}{{end}}}}\n",
            "{a} # ".repeat(200_000)
        ),
        format!(
            "@article{{a, title = {}{} }}\n",
            "{".repeat(500_000),
            "}".repeat(500_000)
        ),
        format!("@article{{a, {} }}\n", "f = {x}, ".repeat(200_000)),
        format!(
            "@article{{a, abstract = {{{}}}, title = {{T}} }}\n",
            "$ ".repeat(500_000)
        ),
        format!(
            "@article{{a, author = {{{}}}, title = {{T}} }}\n",
            "Roe, A. and ".repeat(100_000)
        ),
        "@".repeat(1_000_000),
        format!(
            "@article{{a, title = {{T}}, keywords = {{{}}} }}\n",
            numbered(100_000, |n| format!("tag {n}, "))
        ),
        format!(
            "@string{{big = {{{}}}}}\n{}",
            "x".repeat(900_000),
            numbered(20_000, |n| format!("@misc{{k{n}, title = big}}\n"))
        ),
        // The same through macros of macros.
        format!(
            "@string{{big = {{{}}}}}\n{}",
            "x".repeat(900_000),
            numbered(20_000, |n| format!("@string{{m{n} = big}}\n"))
        ),
    ];
    for text in hostile {
        found_in(text.as_bytes(), Format::Bibtex);
    }
    let links = numbered(25_000, |n| format!("https://tides.example/{n}.pdf "));
    found_in(
        format!("@article{{a, title = {{T}}, url = {{{links}}}}}").as_bytes(),
        Format::Bibtex,
    );
    found_in(
        format!(
            "@article{{a, title = {{T}}, file = {{{}}}}}",
            links.replace(' ', ";")
        )
        .as_bytes(),
        Format::Bibtex,
    );
    found_in(
        format!("A Title of Some Kind\n\n{links}\n").as_bytes(),
        Format::PageText,
    );
    found_in(links.replace(' ', "\n").as_bytes(), Format::PageText);
    for tag in ["AU", "ED", "UR", "L1", "L4", "DO", "KW", "N1", "SN"] {
        let lines = numbered(25_000, |n| format!("{tag}  - 10.5555/{n}, A.\n"));
        found_in(format!("TY  - CHAP\n{lines}").as_bytes(), Format::Ris);
    }
    let names = numbered(25_000, |n| format!("Roe{n}, A. and "));
    found_in(
        format!("@book{{a, editor = {{{names}}}, author = {{{names}}}}}").as_bytes(),
        Format::Bibtex,
    );
    let heirs = numbered(20_000, |n| {
        format!(
            "@incollection{{k{n}, crossref = {{k{}}}}}\n",
            (n + 1) % 20_000
        )
    });
    found_in(heirs.as_bytes(), Format::Bibtex);
    found_in("TY  - \n".repeat(30_000).as_bytes(), Format::Ris);
    found_in(
        format!("TY  - JOUR\n{}", "AB  - x\ny\n".repeat(100_000)).as_bytes(),
        Format::Ris,
    );
}

/// A hundred thousand of any line, in any format whose lines have tags.
#[test]
fn hostile_tagged_lines_take_no_longer_than_others_of_their_size() {
    let heads = [
        (Format::Nbib, "PMID- 99000001\n"),
        (Format::Refer, "%0 Journal Article\n"),
        (Format::Isi, "PT J\n"),
        (Format::RefWorks, "RT Journal Article\n"),
        (Format::Ovid, "<1>\n"),
    ];
    let lines = [
        "FAU - Roe#, A\n",
        "AU  - Roe#, A\n",
        "OT  - tag #\n",
        "TI  - part #\n",
        "%A Roe#, A\n",
        "%> file#.pdf\n",
        "AF Roe#, A\n",
        "DE tag #;\n",
        "A1 Roe#, A\n",
        "LK https://tides.example/#.pdf\n",
        "Authors\n  Roe#, A. Lund B. \n",
        "  goes on #\n",
        "\n",
        "ER\n",
        "#\n",
    ];
    for (format, head) in heads {
        found_in(head.repeat(20_000).as_bytes(), format);
        for line in lines {
            let many = numbered(15_000, |n| line.replace('#', &n.to_string()));
            found_in(format!("{head}{many}").as_bytes(), format);
        }
        let names = numbered(40_000, |n| format!("Roe{n}, A. "));
        for tag in ["AU  - ", "%A ", "AU ", "A1 ", "Authors\n  "] {
            found_in(format!("{head}{tag}{names}").as_bytes(), format);
        }
    }
}

#[test]
fn a_record_of_many_megabytes_is_rejected_and_costs_no_other() {
    let long = "x".repeat(1 << 20);
    let text = format!(
        "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\n{}ER  - \nTY  - JOUR\nTI  - Two\nER  - \n",
        format!("AB  - {long}\n").repeat(20)
    );
    let found = found_in(text.as_bytes(), Format::Ris);
    insta::assert_snapshot!(show(&found), @r#"
    1-3 One
        details: type=article-journal
    4-25 rejected: TooLarge "TY  - JOUR\nER  - \n"
    26-28 Two
        details: type=article-journal
    "#);
}

#[test]
fn hostile_json_and_xml_take_no_longer_than_others_of_their_size() {
    let csl = |field: &str| format!("[{{\"type\": \"book\", \"title\": \"T\", {field}}}]");
    let names = numbered(30_000, |n| format!("{{\"family\": \"Roe{n}\"}}, "));
    let words = numbered(30_000, |n| format!("\"word {n}\", "));
    for text in [
        "[".repeat(500_000),
        "{\"items\": [".repeat(100_000),
        "{\"a\": ".repeat(100_000),
        format!("[{}", "{\"title\": \"T\n".repeat(50_000)),
        "[{\"type\": \"book\", \"title\": \"T\"}".repeat(20_000),
        csl(&format!("\"author\": [{names} null]")),
        csl(&format!("\"editor\": [{names} 1]")),
        csl(&format!("\"keyword\": [{words} \"\"]")),
        csl(&format!("\"ISBN\": [{words} \"\"]")),
        csl(&format!("\"note\": \"{}\"", "PMID: 1\\n".repeat(100_000))),
    ] {
        found_in(text.as_bytes(), Format::CslJson);
    }
    let referred = numbered(20_000, |n| format!("<link:link rdf:resource=\"#{n}\"/>"));
    let files = numbered(20_000, |n| {
        format!(
            "<z:Attachment rdf:about=\"#{n}\"><rdf:resource rdf:resource=\"{n}.pdf\"/></z:Attachment>"
        )
    });
    let authors = numbered(30_000, |n| format!("<author>Roe{n}, A</author>"));
    for text in [
        "<record>".repeat(50_000),
        "<record><titles><title>".repeat(50_000),
        "<".repeat(500_000),
        format!("<record {}", "a='1' ".repeat(200_000)),
        format!("<record>{}</record>", "<a>".repeat(500_000)),
        format!("<record>{}</record>", "&".repeat(500_000)),
        format!("<record>{}</record>", "&amp;".repeat(200_000)),
        format!("<record><contributors><authors>{authors}</authors></contributors></record>"),
        "<PubmedArticle><a ".repeat(50_000),
        "<bib:Article rdf:about='#1'><dc:title>T</dc:title><link:link rdf:resource='#2'/></bib:Article>"
            .repeat(10_000),
        format!("<bib:Article><dc:title>T</dc:title>{referred}</bib:Article>{files}"),
        format!("{files}<bib:Article><dc:title>T</dc:title>{referred}</bib:Article>"),
    ] {
        for format in [Format::EndnoteXml, Format::PubmedXml, Format::ZoteroRdf] {
            found_in(text.as_bytes(), format);
        }
    }
}
