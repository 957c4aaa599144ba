use offprint_testkit::{sample, sample_names};

use super::show::show;
use super::{candidates_in, found_in};
use crate::candidate::{DetailKind, Found, WorkKind};
use crate::detect::detect;
use crate::{ColumnField, ColumnMatch, Format, ReadOptions, columns_key, columns_of, read_with};
use offprint_source::{Origin, Source};

/// The folders of samples; each is named as its format.
pub(super) const FOLDERS: [&str; 14] = [
    "csv",
    "json",
    "jsonl",
    "pocket",
    "instapaper",
    "readwise",
    "omnivore",
    "matter",
    "pinboard",
    "readability",
    "wallabag",
    "zotero-csv",
    "bookmarks",
    "opml",
];

fn source(content: &[u8]) -> Source {
    Source::from_bytes(content.to_vec(), Origin::Pasted).expect("text")
}

#[test]
fn every_list_is_read_as_it_was_reviewed() {
    for folder in FOLDERS {
        for name in sample_names(&format!("lists/{folder}")) {
            let content = sample(&name);
            let format = detect(source(&content).head(), Some(&name)).format;
            assert_eq!(format.name(), folder, "{name}");
            let short = name.trim_start_matches("lists/").replace(['.', '/'], "_");
            insta::assert_snapshot!(short, show(&found_in(&content, format)));
        }
    }
}

#[test]
fn an_isbn_names_a_book_and_no_chapter_of_it_whatever_the_order_of_the_columns() {
    const ISBN: &str = "9780306406157";
    let found_of = |text: &str, format| {
        let candidates = candidates_in(text.as_bytes(), format);
        let [candidate] = &candidates[..] else {
            panic!("one paper: {text}");
        };
        let is_named = candidate.identifiers.iter().any(|id| id.value == ISBN);
        let container = candidate.details.get(DetailKind::ContainerIsbn);
        let is_book = candidate.kind == WorkKind::Book;
        assert_eq!(
            (is_named, !is_named),
            (is_book, container == Some(ISBN)),
            "{text}"
        );
        is_book
    };
    for (kind, is_book) in [
        ("Chapter", false),
        ("Book Chapter", false),
        ("book-chapter", false),
        ("inbook", false),
        ("InCollection", false),
        ("Book Part", false),
        ("Conference Paper", false),
        ("inproceedings", false),
        ("Something new", false),
        ("Book", true),
        ("monograph", true),
    ] {
        for (format, text) in [
            (
                Format::Csv,
                format!("title,year,isbn,doi,type\nKelp,2020,{ISBN},10.5555/kelp,{kind}\n"),
            ),
            (
                Format::Csv,
                format!("title,type,year,doi,isbn\nKelp,{kind},2020,10.5555/kelp,{ISBN}\n"),
            ),
            (
                Format::Json,
                format!(
                    "[{{\"title\":\"Kelp\",\"isbn\":\"{ISBN}\",\"doi\":\"10.5555/kelp\",\"type\":\"{kind}\"}}]"
                ),
            ),
        ] {
            assert_eq!(found_of(&text, format), is_book, "{text}");
        }
    }
    for (text, is_book) in [
        (format!("title,isbn,year\nKelp,{ISBN},2020\n"), true),
        (format!("title,isbn,type\nKelp,{ISBN},Paperback\n"), true),
        (
            format!("title,isbn,book title\nKelp,{ISBN},All of the sea\n"),
            false,
        ),
    ] {
        assert_eq!(found_of(&text, Format::Csv), is_book, "{text}");
    }
}

#[test]
fn columns_are_told_by_their_names_and_shown_with_an_example() {
    let show_columns = |head: &str, format| {
        let columns = columns_of(head, format);
        let columns = columns.iter().map(|column| {
            let field = column.field.map(|field| format!("{field:?}"));
            let field = field.unwrap_or_default();
            format!("{}|{}|{field}", column.name, column.example)
        });
        columns.collect::<Vec<_>>()
    };
    assert_eq!(
        show_columns("Title;Rating;DOI\n;5;\nKelp;4;10.5555/1", Format::Csv),
        ["Title|Kelp|Title", "Rating|5|", "DOI|10.5555/1|Identifier"]
    );
    assert_eq!(
        show_columns(
            "[{\"zeta\": 1, \"title\": null}, {\"title\": \"Kelp\", \"ids\": {\"doi\": \"x\"}}, {\"cut",
            Format::Json
        ),
        ["zeta|1|", "title|Kelp|Title", "ids.doi|x|Identifier"]
    );
    assert_eq!(
        show_columns(
            "{\"title\": \"Kelp\"}\n{\"url\": \"x\"}\n{\"c",
            Format::JsonLines
        ),
        ["title|Kelp|Title", "url|x|Link"]
    );
    assert_eq!(
        show_columns("@article{a, title={B}}", Format::Bibtex),
        [""; 0]
    );
}

#[test]
fn a_table_keeps_its_key_while_its_names_are_the_same() {
    let key = |head| columns_key(&columns_of(head, Format::Csv));
    assert_eq!(key("Title,My Rating\nA,1"), key("title;my_rating\nB;2"));
    assert_ne!(key("Title,My Rating"), key("Title,Rating"));
    assert_ne!(key("ab,c"), key("a,bc"));
    assert_eq!(key("Title,My Rating"), "5b26baefd664d4cc");
}

fn titles_and_notes(text: &str, format: Format, columns: &[Option<ColumnField>]) -> Vec<String> {
    let options = ReadOptions {
        columns: Some(ColumnMatch(columns.to_vec())),
    };
    read_with(
        source(text.as_bytes()).text().expect("memory"),
        format,
        &options,
    )
    .map(|found| match found.expect("memory can be read") {
        Found::Candidate(paper) => {
            format!("{}|{}", paper.title, paper.marks.note.unwrap_or_default())
        }
        Found::Rejection(rejection) => format!("{:?}", rejection.reason),
        Found::Warning(_) | Found::Noise(_) => String::new(),
    })
    .collect()
}

#[test]
fn the_person_says_what_columns_hold() {
    use ColumnField::{Note, Title};
    let table = "Title,What,DOI\nshelf 3,Kelp,10.5555/1\nshelf 4,Sand,10.5555/2";
    assert_eq!(
        titles_and_notes(table, Format::Csv, &[Some(Note), Some(Title), None]),
        ["Kelp|shelf 3", "Sand|shelf 4"]
    );
    assert_eq!(
        titles_and_notes(table, Format::Csv, &[None, None, None]),
        ["NothingNamesIt", "NothingNamesIt"]
    );
    // What is not said is as the names say.
    assert_eq!(titles_and_notes(table, Format::Csv, &[None]), ["|", "|"]);
    let json = r#"[{"a": "Kelp"}, {"b": "n", "a": "Sand"}]"#;
    assert_eq!(
        titles_and_notes(json, Format::Json, &[Some(Title), Some(Note)]),
        ["Kelp|", "Sand|n"]
    );
    // The scheme of an identifier is still its name's.
    let ids = "PMID,name\n123,Kelp";
    let options = [Some(ColumnField::Identifier), Some(Title)];
    assert_eq!(titles_and_notes(ids, Format::Csv, &options), ["Kelp|"]);
}

#[test]
fn names_are_read_as_indexes_write_them() {
    for (table, expected) in [
        (
            "Title,Authors\nKelp,\"Roe A, van Dyk-Lund BC.\"",
            "Roe, A; van Dyk-Lund, BC",
        ),
        (
            "Title;Authors\nKelp;\"Roe A.; Moss B.-C.\"",
            "Roe, A; Moss, B.-C",
        ),
        ("Title,Authors\nKelp,\"A Roe, B Moss\"", "Roe, A; Moss, B"),
        ("Title,Authors\nKelp,Malcolm X", "X, Malcolm"),
        (
            "Authors,Author full names,Title\nRoe A.; Moss B.,\"Roe, Ana (57200000001); Moss, Bo (57200000002)\",Kelp",
            "Roe, Ana; Moss, Bo",
        ),
    ] {
        let found = candidates_in(table.as_bytes(), Format::Csv);
        let names: Vec<String> = found[0]
            .authors
            .iter()
            .map(|author| author.inverted())
            .collect();
        assert_eq!(names.join("; "), expected, "{table}");
    }
    let object = br#"[{"title": "Kelp", "author": [{"last": "Roe", "first": "Ana", "formatted": "Roe A"}]}]"#;
    assert_eq!(
        candidates_in(object, Format::Json)[0].authors[0].inverted(),
        "Roe, Ana"
    );
}

#[test]
fn a_table_of_unknown_columns_is_one_by_its_ending() {
    let towns =
        "city,region,population\nKelpton,Tide,9686\nMossby,Sand,14061\nReedham,Tide,29313\n";
    let format = |name| detect(towns, Some(name)).format;
    assert_eq!(
        (format("towns.csv"), format("towns.txt")),
        (Format::Csv, Format::PageText)
    );
    assert_eq!(candidates_in(towns.as_bytes(), Format::Csv), []);
    let prose = "On kelp, tides, and sand\nWe read kelp.\nAnd more, of it\n";
    assert_eq!(detect(prose, Some("a.csv")).format, Format::PageText);
}

/// Sizes at which a quadratic reader would not come to an end.
#[test]
fn hostile_lists_take_no_longer_than_others_of_their_size() {
    let many = |n: usize, piece: &str| piece.repeat(n);
    let tables = [
        format!("title,{}\nA,{}", many(50_000, "tags,"), many(50_000, "b,")),
        format!("title,tags\nA,\"{}\"", many(100_000, "x,")),
        format!("title,authors\nA,\"{}\"", many(50_000, "Roe; ")),
        format!("title,url\nA,\"{}\"", many(50_000, "https://a.example/x ")),
        format!("title,doi\nA,\"{}\"", many(100_000, "10.5555/1 ")),
        format!("title,note\n{}", many(50_000, "A,\"b\n")),
    ];
    for table in tables {
        found_in(table.as_bytes(), Format::Csv);
        columns_of(&table[..table.len().min(65_536)], Format::Csv);
    }
    let lists = [
        format!("[{}", many(50_000, "{\"title\": \"A\"},")),
        format!(
            "[{{\"title\": \"A\", \"tags\": [{}\"z\"]}}]",
            many(50_000, "\"x\",")
        ),
        format!("[{{{}\"title\": \"A\"}}]", many(50_000, "\"x\": 1,")),
        (0..20_000)
            .map(|n| format!("{{\"title\": \"A\", \"x{n}\": 1}}\n"))
            .collect(),
    ];
    for list in lists {
        found_in(list.as_bytes(), Format::Json);
        found_in(list.as_bytes(), Format::JsonLines);
        titles_and_notes(&list, Format::JsonLines, &[None]);
    }
    let links = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<dl>".to_owned();
    let link = "<dt><a href=\"https://arxiv.org/abs/2607.90001\">A</a>";
    for piece in [
        "<dl>",
        "<dt><h3>x</h3><dl>",
        "<dt><a href=\"x\">",
        "<dd>x",
        "<",
        "</dl>",
        "<outline text=\"x\">",
    ] {
        let text = format!("{links}{}{link}", many(20_000, piece));
        found_in(text.as_bytes(), Format::Bookmarks);
        let text = format!("{links}{}", many(20_000, &format!("{piece}{link}")));
        found_in(text.as_bytes(), Format::Bookmarks);
    }
    let unclosed = format!(
        "{links}{link}<a href=\"{}",
        many(900_000, "never closes, and so on\n")
    );
    let found = found_in(unclosed.as_bytes(), Format::Bookmarks);
    assert!(
        matches!(
            &found[..],
            [
                Found::Candidate(_),
                Found::Rejection(_),
                Found::Rejection(_)
            ]
        ),
        "{}",
        show(&found)
    );
    let nested = format!("{}{}", many(50_000, "{\"children\":["), many(50_000, "]}"));
    found_in(nested.as_bytes(), Format::Bookmarks);
    let table: String = "title,doi\n".to_owned()
        + &(0..20_000)
            .map(|n| format!("Paper {n},10.5555/{n}\n"))
            .collect::<String>();
    assert_eq!(candidates_in(table.as_bytes(), Format::Csv).len(), 20_000);
}
