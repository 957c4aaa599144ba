//! A record's tags become a work.

use crate::fields::author::names_in;
use crate::fields::identifier::Identifier;
use crate::fields::pages::page_range;
use crate::reference::record::{is_key, state_named};
use crate::reference::work::Work;

use super::Tag;

/// Whether a tag may begin a record whose `TY` is missing: one that says what the work is.
pub(super) fn begins_record(tag: Tag) -> bool {
    matches!(
        &tag,
        b"TI" | b"T1" | b"AU" | b"A1" | b"ST" | b"ID" | b"DO" | b"PY" | b"Y1"
    )
}

/// Turns a record's fields into a work.
///
/// `N1` is a note: of the person in what a reference manager wrote, and there its *Extra* too.
pub(super) fn work(fields: &[(Tag, String)]) -> Work {
    let values = |tags: &'static [&'static [u8; 2]]| {
        tags.iter().flat_map(move |&tag| {
            fields
                .iter()
                .filter(move |(known, value)| known == tag && !value.is_empty())
                .map(|(_, value)| value.as_str())
        })
    };
    type Tags = &'static [&'static Tag];
    let first = |tags: Tags| values(tags).next().unwrap_or_default();
    let owned = |tags: Tags| first(tags).to_owned();
    let all = |tags: Tags| values(tags).map(str::to_owned).collect::<Vec<_>>();
    let csl_type = csl_type(&first(&[b"TY"]).to_ascii_uppercase());
    let is_book = csl_type == "book";
    let is_part = matches!(csl_type, "chapter" | "paper-conference");
    let has_issues = csl_type.starts_with("article") || csl_type.is_empty();
    let is_serial = !matches!(csl_type, "report" | "patent" | "standard");

    let mut work = Work {
        csl_type,
        // BT is the book's own title in a book, and where it appeared in a chapter.
        title: [
            &[b"TI", b"T1", b"CT"][..],
            if is_part { &[] } else { &[b"BT"] },
            &[b"ST"],
        ]
        .map(first)
        .into_iter()
        .find(|title| !title.trim().is_empty())
        .unwrap_or_default()
        .to_owned(),
        authors: values(&[b"AU", b"A1"]).flat_map(names_in).collect(),
        editors: values(if is_book || is_part {
            &[b"ED", b"A2"]
        } else {
            &[b"ED"]
        })
        .flat_map(names_in)
        .collect(),
        abstract_text: owned(&[b"AB", b"N2"]),
        dates: all(&[b"PY", b"Y1", b"DA"]),
        container: owned(&[b"T2", b"JO", b"JF", b"JA", b"J2", b"BT", b"C3"]),
        series: owned(if is_book { &[b"T3", b"T2"] } else { &[b"T3"] }),
        volume: owned(&[b"VL"]),
        pages: page_range(first(&[b"SP"]), first(&[b"EP"])),
        edition: owned(&[b"ET"]),
        publisher: owned(&[b"PB"]),
        place: owned(&[b"CY", b"PP"]),
        language: owned(&[b"LA"]),
        ..Work::default()
    };
    let number = owned(&[b"IS"]);
    if has_issues {
        work.issue = number;
    } else {
        work.number = number;
    }
    if is_serial {
        work.serials = all(&[b"SN"]);
    } else if work.number.is_empty() {
        work.number = owned(&[b"SN"]);
    }
    let is_doi = |value: &&str| Identifier::doi(value).is_some();
    work.genre = values(&[b"M3"])
        .find(|value| !is_doi(value) && !value.contains("://"))
        .unwrap_or_default()
        .to_owned();
    if work.pages.is_empty() {
        let article_number = values(&[b"C7"]).find(|value| !is_doi(value));
        work.pages = article_number.unwrap_or_default().to_owned();
    }

    let dois = values(&[b"DO", b"M3", b"L3", b"AN", b"C7"]).filter_map(Identifier::doi);
    let named = values(&[b"AN", b"M1", b"ID"])
        .filter(|value| {
            value.to_ascii_lowercase().starts_with("arxiv") || value.starts_with("PMID")
        })
        .filter_map(Identifier::recognise);
    work.identifiers = dois.chain(named).collect();
    work.citation_key = values(&[b"ID"])
        .find(|value| is_key(value))
        .unwrap_or_default()
        .to_owned();
    work.urls = values(&[b"UR", b"L2", b"LK"])
        .flat_map(|value| value.split(['\n', ';', ' ']))
        .filter(|part| part.contains("://"))
        .map(str::to_owned)
        .collect();
    let paths = values(&[b"L2", b"L4"]).filter(|value| !value.contains("://"));
    work.files = values(&[b"L1"])
        .flat_map(|value| value.split(['\n', ';']))
        .chain(paths)
        .map(str::to_owned)
        .collect();
    work.keywords = values(&[b"KW"])
        .flat_map(|value| value.split(['\n', ';']))
        .map(str::to_owned)
        .collect();
    work.marks.state =
        values(&[b"C1", b"U1"]).find_map(|value| state_named(value.strip_prefix("Read_Status:")?));
    for note in values(&[b"RN", b"N1"]) {
        let is_extra = |line: &str| line.trim_start().starts_with("Read_Status");
        if note.lines().any(is_extra) {
            work.extra.push_str(note);
            work.extra.push('\n');
        } else {
            work.notes.push(note.to_owned());
        }
    }
    work
}

/// What a type of reference is in CSL's words; empty for one that is unknown or says nothing.
fn csl_type(kind: &str) -> &'static str {
    match kind {
        "JOUR" | "EJOUR" | "INPR" | "ABST" => "article-journal",
        "JFULL" => "periodical",
        "MGZN" => "article-magazine",
        "NEWS" => "article-newspaper",
        "CONF" | "CPAPER" => "paper-conference",
        "BOOK" | "EDBOOK" | "EBOOK" | "WHOLE" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "DICT" => "entry-dictionary",
        "ENCYC" => "entry-encyclopedia",
        "THES" => "thesis",
        "RPRT" | "GOVDOC" => "report",
        "UNPB" | "UNPD" | "MANSCPT" => "manuscript",
        "PREPRINT" => "article",
        "ELEC" | "WEB" => "webpage",
        "BLOG" => "post-weblog",
        "DATA" | "AGGR" | "DBASE" => "dataset",
        "COMP" => "software",
        "PAT" => "patent",
        "STAND" => "standard",
        "SLIDE" => "speech",
        "VIDEO" | "MPCT" => "motion_picture",
        "SOUND" => "song",
        "PCOMM" => "personal_communication",
        "GEN" => "document",
        _ => "",
    }
}
