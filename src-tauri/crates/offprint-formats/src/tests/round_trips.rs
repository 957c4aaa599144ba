//! What is written is read back the same, and written again it is the same bytes.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::candidates_in;
use crate::Format;
use crate::candidate::{Candidate, DetailKind, Details, FoundState, WorkKind};
use crate::clean::{Dialect, clean_line, clean_paragraphs};
use crate::fields::author::Author;
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};
use crate::write::{Moment, ReadingList, Record, WriteFormat, write_all};

fn written(format: WriteFormat, records: &[Record]) -> String {
    let mut out = Vec::new();
    write_all(
        &mut out,
        format,
        &ReadingList::default(),
        records.iter().cloned(),
    )
    .expect("memory does not fail");
    String::from_utf8(out).expect("text")
}

/// What a library in London holds of a candidate that came into it.
fn record_of(candidate: Candidate) -> Record {
    let marks = candidate.marks;
    let moment = |told: String| Moment {
        on: told[..10].to_owned(),
        at: if told.len() == 10 {
            told + "T00:00:00.000Z"
        } else {
            told
        },
    };
    let state = match marks.state {
        None | Some(FoundState::Inbox) => "inbox",
        Some(FoundState::Queued) => "queued",
        Some(FoundState::Reading) => "reading",
        Some(FoundState::Read) => "read",
        Some(FoundState::Skimmed) => "skimmed",
        Some(FoundState::Dropped) => "dropped",
    };
    Record {
        uid: candidate.uid.unwrap_or_default(),
        title: candidate.title,
        authors: candidate.authors,
        abstract_text: candidate.abstract_text,
        year: candidate.year,
        venue: candidate.venue,
        kind: candidate.kind,
        identifiers: candidate.identifiers,
        links: candidate.links,
        details: candidate.details,
        citation_key: candidate.citation_key,
        state: state.to_owned(),
        tags: marks.tags,
        why: marks.why,
        note: marks.note,
        is_starred: marks.is_starred,
        added: marks.added_at.map(moment),
        started: marks.started_on.map(moment),
        finished: marks.finished_on.map(moment),
        due_on: marks.due_on,
        snoozed_until: marks.snoozed_until,
    }
}

#[track_caller]
fn read_back(text: &str, format: Format) -> Vec<Record> {
    candidates_in(text.as_bytes(), format)
        .into_iter()
        .map(record_of)
        .collect()
}

/// Text as a library holds it: cleaned, and never only signs.
fn line(pattern: &'static str) -> impl Strategy<Value = String> {
    pattern
        .prop_map(|text| clean_line(&text, Dialect::Plain))
        .prop_filter("has a letter", |text| text.contains(char::is_alphanumeric))
}

fn title() -> impl Strategy<Value = String> {
    prop_oneof![
        line(r#"[a-zA-Zé0-9北 &%#_$\\^~<>"'`,=@(){}\[\];:/–-]{1,60}"#),
        select(vec![
            "On $\\mu$LO and $x_{1}^{2}$: 100 % of it",
            "@article{nested, title = {x}}",
            "TY  - JOUR",
            "ER - and what follows",
            "AT&T <b>bold</b> &amp; &lt;i&gt; H_2O",
            "=SUM(A1:A9)",
            "-1 is a number; +1 another",
            "A \\textbf{title} with \\LaTeX{} left in it",
            "Unbalanced } and { braces",
            "Quote \"this\" and ''that'' --- so -- it - goes",
            "Ünïcødé 北京 العربية עברית 🐙",
            "to-read",
        ])
        .prop_map(|title| clean_line(title, Dialect::Plain)),
        Just("Word ".repeat(400).trim().to_owned()),
    ]
}

fn author() -> impl Strategy<Value = Author> {
    let person = (
        select(vec![
            "Roe",
            "van den Berg",
            "Østergård",
            "O'Neill-Vik",
            "Lund Jr.",
            "de la Cruz III",
            "王",
        ]),
        select(vec!["Ana", "Bo B.", "C.-D.", "Åsa É.", "小明"]),
    )
        .prop_map(|(family, given)| Author {
            family: family.to_owned(),
            given: given.to_owned(),
        });
    let group = select(vec![
        "The Tidepool and Kelp Group",
        "Kelp",
        "Tide, Inc.",
        "R&D Lab {Sea}",
        "DeepSea",
    ])
    .prop_map(|family| Author {
        family: family.to_owned(),
        given: String::new(),
    });
    prop_oneof![3 => person, 1 => group]
}

fn identifiers() -> impl Strategy<Value = Vec<Identifier>> {
    let all = [
        (Scheme::Arxiv, "2607.90012"),
        (Scheme::Arxiv, "hep-th/9901001"),
        (Scheme::Doi, "10.5555/kelp_1(2)"),
        (Scheme::Doi, "10.5555/preprint~2%"),
        (Scheme::Doi, "10.5555/0099-4928(1963)020<0130:KAT>2.0.CO;2"),
        (Scheme::PubMed, "99000001"),
        (Scheme::Isbn, "9780306406157"),
        (Scheme::OpenReview, "AbC-d_9"),
        (Scheme::Acl, "2026.acl-long.9999"),
        (
            Scheme::SemanticScholar,
            "0123456789abcdef0123456789abcdef01234567",
        ),
        (Scheme::Url, "https://lab.example/papers/kelp.pdf"),
    ];
    let all: Vec<Identifier> = all
        .into_iter()
        .filter_map(|(scheme, value)| Identifier::of(scheme, value))
        .collect();
    let n_all = all.len();
    subsequence(all, 0..=n_all).prop_shuffle()
}

fn links() -> impl Strategy<Value = Vec<Link>> {
    let all = [
        (LinkKind::Code, "https://github.com/asa/kelp_x"),
        (LinkKind::Code, "https://lab.example/~asa/code#top"),
        (LinkKind::Pdf, "https://lab.example/papers/kelp.pdf"),
        (LinkKind::Pdf, "https://lab.example/get?id=1&x={2}"),
        (
            LinkKind::Paper,
            "https://proceedings.mlr.press/v1/roe26a.html",
        ),
        (LinkKind::Paper, "https://arxiv.org/abs/2607.90012"),
        (LinkKind::Other, "https://blog.example/kelp;part=2"),
        (LinkKind::Other, "http://other.example/a%20b"),
        (
            LinkKind::Paper,
            "https://doi.org/10.5555/0099-4928(1963)020<0130:KAT>2.0.CO;2",
        ),
    ];
    let all: Vec<Link> = all
        .into_iter()
        .filter_map(|(kind, url)| Link::of(kind, url))
        .collect();
    let n_all = all.len();
    subsequence(all, 0..=n_all).prop_shuffle()
}

fn details() -> impl Strategy<Value = Details> {
    let types = [
        "article-journal",
        "paper-conference",
        "book",
        "chapter",
        "thesis",
        "report",
        "article",
        "dataset",
        "software",
        "webpage",
        "document",
    ];
    let text = |kind: DetailKind| match kind {
        DetailKind::Type => select(types.to_vec()).prop_map(str::to_owned).boxed(),
        DetailKind::Editor => select(vec!["Lund, Bo", "Vik, Caro C.", "Kelp Group"])
            .prop_map(str::to_owned)
            .boxed(),
        DetailKind::Month => (1_u32..=12).prop_map(|n| n.to_string()).boxed(),
        DetailKind::Day => (1_u32..=28).prop_map(|n| n.to_string()).boxed(),
        DetailKind::Pages => select(vec!["1–20", "7", "e1234", "xii–xiv"])
            .prop_map(str::to_owned)
            .boxed(),
        DetailKind::Issn => Just("0378-5955".to_owned()).boxed(),
        DetailKind::ContainerIsbn => Just("9780306406157".to_owned()).boxed(),
        DetailKind::Language => select(vec!["en", "de-AT", "english"])
            .prop_map(str::to_owned)
            .boxed(),
        DetailKind::Attachment => select(vec![
            "papers/kelp.pdf",
            "/home/ana/a; b: c.pdf",
            "C:\\papers\\kelp_1.pdf",
        ])
        .prop_map(str::to_owned)
        .boxed(),
        DetailKind::Volume | DetailKind::Issue | DetailKind::Number | DetailKind::Edition => {
            "[1-9][0-9]{0,2}".boxed()
        }
        DetailKind::Genre
        | DetailKind::Series
        | DetailKind::Publisher
        | DetailKind::PublisherPlace
        | DetailKind::Remark => line("[A-Za-zé&%$_ -]{1,20}").boxed(),
    };
    let kinds: Vec<_> = DetailKind::ALL
        .into_iter()
        .map(|kind| of(text(kind)))
        .collect();
    kinds.prop_map(|texts| {
        let mut details = Details::default();
        for (kind, text) in DetailKind::ALL.into_iter().zip(texts) {
            if let Some(text) = text {
                details.add(kind, text);
            }
        }
        details
    })
}

fn moment() -> impl Strategy<Value = Moment> {
    (1_u32..=28, 0_u32..24).prop_map(|(day, hour)| Moment {
        at: format!("2026-07-{day:02}T{hour:02}:15:00.250Z"),
        on: format!("2026-07-{day:02}"),
    })
}

fn note() -> impl Strategy<Value = String> {
    prop_oneof![
        r#"[a-zA-Zé0-9 &%#_$\\^~<>"'`,;=@(){}\[\]\n\t*-]{1,120}"#,
        select(vec![
            "- one\n- two\n  - three\n\n1. four",
            "```\n    let x = a  - b;\n\n\n}\n```",
            "ER  - \nTY  - JOUR\nAU  - x\n@article{a,\n}",
            "hard break  \nafter it &amp; <br> <p>x</p>",
            "=1+1",
        ])
        .prop_map(str::to_owned),
    ]
    .prop_map(|note| note.trim_matches('\n').replace('\t', "    "))
    .prop_filter("says something", |note| !note.trim().is_empty())
}

fn record() -> impl Strategy<Value = Record> {
    let facts = (
        title(),
        vec(author(), 0..5),
        of(vec(line(r#"[a-zA-Zé {}$%&\\"@,=<-]{1,80}"#), 1..3)),
        of(1900..2030_i32),
        of(line("[A-Za-zé&%$_{ -]{1,30}")),
        (identifiers(), links(), details()),
        of(select(vec!["roe2026kelp", "DBLP:conf/x/Roe26", "kelp"])),
    );
    let marks = (
        select(vec![
            "inbox", "queued", "reading", "read", "skimmed", "dropped",
        ]),
        subsequence(
            vec![
                "Kelp",
                "to the sea",
                "a, b",
                "c; d",
                "#x",
                "50 %",
                "_y_",
                "=z",
            ],
            0..6,
        ),
        of(line(r#"[a-zA-Zé0-9 &%#_$\\^~<>"'{}@*-]{1,60}"#)),
        of(note()),
        any::<bool>(),
        (of(moment()), of(moment()), of(moment())),
        (of(Just("2026-08-01")), of(Just("2026-07-30"))),
    );
    (facts, marks).prop_map(|(facts, marks)| {
        let (title, authors, paragraphs, year, venue, (identifiers, links, details), key) = facts;
        let (state, tags, why, note, is_starred, (added, started, finished), (due, snoozed)) =
            marks;
        let mut record = Record {
            uid: "0123456789abcdef0123456789abcdef".to_owned(),
            // A paper without a title is named by an identifier.
            title: if identifiers.len() == 3 {
                String::new()
            } else {
                title
            },
            abstract_text: paragraphs
                .map(|texts| clean_paragraphs(&texts.join("\n\n"), Dialect::Plain))
                .filter(|text| !text.is_empty()),
            year,
            venue,
            kind: match details.get(DetailKind::Type) {
                Some("book") => WorkKind::Book,
                _ => WorkKind::Paper,
            },
            identifiers,
            links,
            details,
            citation_key: key.map(str::to_owned),
            state: state.to_owned(),
            tags: tags.into_iter().map(str::to_owned).collect(),
            why: why.filter(|why| !why.is_empty()),
            note,
            is_starred,
            added,
            started,
            finished: finished.filter(|_| matches!(state, "read" | "skimmed")),
            due_on: due.map(str::to_owned),
            snoozed_until: snoozed.map(str::to_owned),
            ..Record::default()
        };
        // Readers take the editors of a book for its authors, where there are none.
        let editors = record.details.all(DetailKind::Editor);
        let editors: Vec<Author> = editors
            .filter(|_| authors.is_empty() && record.kind == WorkKind::Book)
            .filter_map(|name| Author::parse(&format!("{name},"), Dialect::Plain))
            .collect();
        for author in authors.into_iter().chain(editors) {
            if !record.authors.contains(&author) {
                record.authors.push(author);
            }
        }
        record
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn json_lines_lose_nothing(records in vec(record(), 1..4)) {
        let text = written(WriteFormat::JsonLines, &records);
        let back = read_back(&text, Format::JsonLines);
        let keyed: Vec<Record> = records
            .iter()
            .zip(&back)
            .map(|(record, back)| Record { citation_key: back.citation_key.clone(), ..record.clone() })
            .collect();
        prop_assert_eq!(&back, &keyed);
        prop_assert_eq!(written(WriteFormat::JsonLines, &back), text);
    }

    #[test]
    fn bibtex_comes_back_as_the_same_bytes(records in vec(record(), 1..4)) {
        comes_back(WriteFormat::Bibtex, Format::Bibtex, &records)?;
    }

    #[test]
    fn ris_comes_back_as_the_same_bytes(records in vec(record(), 1..4)) {
        comes_back(WriteFormat::Ris, Format::Ris, &records)?;
    }

    #[test]
    fn csv_comes_back_as_the_same_bytes(records in vec(record(), 1..4)) {
        comes_back(WriteFormat::Csv, Format::Csv, &records)?;
    }

    #[test]
    fn csl_json_comes_back_as_the_same_bytes(records in vec(record(), 1..4)) {
        comes_back(WriteFormat::CslJson, Format::CslJson, &records)?;
    }

    #[test]
    fn biblatex_comes_back_as_the_same_bytes(records in vec(record(), 1..4)) {
        comes_back(WriteFormat::Biblatex, Format::Bibtex, &records)?;
    }
}

/// Also checks that what a person wrote and what names the paper comes back, since a writer that
/// writes nothing would pass otherwise.
fn comes_back(
    written_as: WriteFormat,
    read_as: Format,
    records: &[Record],
) -> Result<(), TestCaseError> {
    let text = written(written_as, records);
    // A paper without title and identifier is rejected.
    let records = records
        .iter()
        .filter(|record| !record.title.is_empty() || !record.identifiers.is_empty());
    let back = read_back(&text, read_as);
    for (record, back) in records.clone().zip(&back) {
        prop_assert_eq!(&back.title, &record.title, "{}", text);
        prop_assert_eq!(&back.authors, &record.authors, "{}", text);
        prop_assert_eq!(&back.abstract_text, &record.abstract_text, "{}", text);
        let tags = |record: &Record| {
            let mut tags = record.tags.clone();
            tags.sort();
            tags
        };
        prop_assert_eq!(tags(back), tags(record), "{}", text);
        prop_assert_eq!(&back.why, &record.why, "{}", text);
        prop_assert_eq!(&back.note, &record.note, "{}", text);
        prop_assert_eq!(&back.state, &record.state, "{}", text);
        prop_assert_eq!(back.is_starred, record.is_starred);
        prop_assert_eq!(&back.due_on, &record.due_on);
        prop_assert_eq!(&back.snoozed_until, &record.snoozed_until);
        let on = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.on.clone());
        prop_assert_eq!(on(&back.added), on(&record.added));
        prop_assert_eq!(on(&back.started), on(&record.started));
        prop_assert_eq!(on(&back.finished), on(&record.finished));
        let sorted = |record: &Record| {
            let mut identifiers = record.identifiers.clone();
            let mut urls: Vec<String> = record.links.iter().map(|link| link.url.clone()).collect();
            identifiers.sort();
            urls.sort();
            (identifiers, urls.len())
        };
        prop_assert_eq!(sorted(back), sorted(record), "{}", text);
    }
    prop_assert_eq!(back.len(), records.count(), "{}", text);
    prop_assert_eq!(written(written_as, &back), text);
    Ok(())
}
