//! RIS: `TY  - JOUR` to `ER  -`.

use crate::fields::author::names_in;
use crate::fields::identifier::Identifier;
use crate::fields::pages::page_range;
use crate::reference::record::{is_key, state_named};
use crate::reference::work::Work;

use super::{Fields, Part, Place, Tagged, split_dashed};

/// RIS records. Reading goes on at the next `TY`, whether or not an `ER` came; a record without
/// `TY` begins with the first tag after an `ER` that says what the work is.
///
/// Source: the RIS tag list as published by its makers; oddities met since are in
/// `tests/samples/references/ris/`.
pub(crate) struct Ris;

impl Tagged for Ris {
    const HAS_END_LINE: bool = true;

    fn part<'a>(line: &'a str, place: &Place<'_>) -> Part<'a> {
        match split_tag(line) {
            Some((tag, value)) if tag == "TY" => Part::Begins(Some((tag, value))),
            // One that goes on after `ER` is a sentence, and ends no record.
            Some((tag, value)) if tag == "ER" && value.is_empty() => Part::Ends,
            Some((tag, value)) if tag != "ER" => match place.record {
                Some(_) => Part::Field(tag, value),
                None if begins_record(&tag) => Part::BeginsLate(tag, value),
                // The provider's own lines before the first record look like tags, too.
                None => Part::Noise,
            },
            // A line without a tag goes on with the value before it, indented or not.
            _ => Part::GoesOn(line),
        }
    }

    fn work(fields: &Fields) -> Work {
        work(fields)
    }
}

/// Splits `TI  - A title`.
pub(crate) fn split_tag(line: &str) -> Option<(String, &str)> {
    split_dashed(line, 2)
}

/// Whether a tag may begin a record whose `TY` is missing: one that says what the work is.
fn begins_record(tag: &str) -> bool {
    matches!(
        tag,
        "TI" | "T1" | "AU" | "A1" | "ST" | "ID" | "DO" | "PY" | "Y1"
    )
}

/// Turns a record's fields into a work.
///
/// `N1` is a note: of the person in what a reference manager wrote, and there its *Extra* too.
fn work(fields: &Fields) -> Work {
    let csl_type = csl_type(&fields.first(&["TY"]).to_ascii_uppercase());
    let is_book = csl_type == "book";
    let is_part = matches!(csl_type, "chapter" | "paper-conference");
    let has_issues = csl_type.starts_with("article") || csl_type.is_empty();
    let is_serial = !matches!(csl_type, "report" | "patent" | "standard");

    let mut work = Work {
        csl_type,
        // BT is the book's own title in a book, and where it appeared in a chapter.
        title: [
            &["TI", "T1", "CT"][..],
            if is_part { &[] } else { &["BT"] },
            &["ST"],
        ]
        .map(|tags| fields.first(tags))
        .into_iter()
        .find(|title| !title.trim().is_empty())
        .unwrap_or_default()
        .to_owned(),
        authors: fields.values(&["AU", "A1"]).flat_map(names_in).collect(),
        editors: fields
            .values(if is_book || is_part {
                &["ED", "A2"]
            } else {
                &["ED"]
            })
            .flat_map(names_in)
            .collect(),
        abstract_text: fields.owned(&["AB", "N2"]),
        dates: fields.all(&["PY", "Y1", "DA"]),
        container: fields.owned(&["T2", "JO", "JF", "JA", "J2", "BT", "C3"]),
        series: fields.owned(if is_book { &["T3", "T2"] } else { &["T3"] }),
        volume: fields.owned(&["VL"]),
        pages: page_range(fields.first(&["SP"]), fields.first(&["EP"])),
        edition: fields.owned(&["ET"]),
        publisher: fields.owned(&["PB"]),
        place: fields.owned(&["CY", "PP"]),
        language: fields.owned(&["LA"]),
        ..Work::default()
    };
    let number = fields.owned(&["IS"]);
    if has_issues {
        work.issue = number;
    } else {
        work.number = number;
    }
    if is_serial {
        work.serials = fields.all(&["SN"]);
    } else if work.number.is_empty() {
        work.number = fields.owned(&["SN"]);
    }
    let is_doi = |value: &&str| Identifier::doi(value).is_some();
    work.genre = fields
        .values(&["M3"])
        .find(|value| !is_doi(value) && !value.contains("://"))
        .unwrap_or_default()
        .to_owned();
    if work.pages.is_empty() {
        let article_number = fields.values(&["C7"]).find(|value| !is_doi(value));
        work.pages = article_number.unwrap_or_default().to_owned();
    }

    let dois = fields
        .values(&["DO", "M3", "L3", "AN", "C7"])
        .filter_map(Identifier::doi);
    let named = fields
        .values(&["AN", "M1", "ID"])
        .filter(|value| {
            value.to_ascii_lowercase().starts_with("arxiv") || value.starts_with("PMID")
        })
        .filter_map(Identifier::recognise);
    work.identifiers = dois.chain(named).collect();
    work.citation_key = fields
        .values(&["ID"])
        .find(|value| is_key(value))
        .unwrap_or_default()
        .to_owned();
    work.urls = fields
        .values(&["UR", "L2", "LK"])
        .flat_map(|value| value.split(['\n', ';', ' ']))
        .filter(|part| part.contains("://"))
        .map(str::to_owned)
        .collect();
    let paths = fields
        .values(&["L2", "L4"])
        .filter(|value| !value.contains("://"));
    work.files = fields
        .values(&["L1"])
        .flat_map(|value| value.split(['\n', ';']))
        .chain(paths)
        .map(str::to_owned)
        .collect();
    work.keywords = fields
        .values(&["KW"])
        .flat_map(|value| value.split(['\n', ';']))
        .map(str::to_owned)
        .collect();
    work.marks.state = fields
        .values(&["C1", "U1"])
        .find_map(|value| state_named(value.strip_prefix("Read_Status:")?));
    for note in fields.values(&["RN", "N1"]) {
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
