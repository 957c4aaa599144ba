//! RIS: `TY  - JOUR` to `ER  -`.

use crate::clean::{Dialect, clean_line, without_entities};
use crate::fields::author::{Author, names_in};
use crate::fields::date::day_in;
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};
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
    const KEEPS_BLANK_LINES: bool = true;

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
    let has_issues = has_issues(csl_type);
    let is_serial = is_serial(csl_type);

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
        authors: fields.values(&["AU", "A1"]).flat_map(names).collect(),
        editors: fields
            .values(if is_book || is_part {
                &["ED", "A2"]
            } else {
                &["ED"]
            })
            .flat_map(names)
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
    let own_note = fields.first(&["RN"]);
    if !own_note.is_empty() {
        work.marks.note = Some(without_entities(own_note));
    }
    for note in fields.values(&["N1"]) {
        let is_extra = |line: &str| line.trim_start().starts_with("Read_Status");
        if note.lines().any(is_extra) {
            work.extra.push_str(note);
            work.extra.push('\n');
        } else {
            work.notes.push(note.to_owned());
        }
    }
    for (name, value) in fields
        .values(&["U1"])
        .filter_map(|own| own.split_once(": "))
    {
        take_own(&mut work, name, value);
    }
    work
}

/// A name with no comma but one behind it is a group's, and is not parted.
fn names(value: &str) -> Vec<Author> {
    match value.trim().strip_suffix(',') {
        Some(group) if !group.contains(',') && !group.trim().is_empty() => vec![Author {
            family: clean_line(group, Dialect::Plain),
            given: String::new(),
        }],
        _ => names_in(value),
    }
}

/// Takes what Offprint writes because RIS has no tag for it.
fn take_own(work: &mut Work, name: &str, value: &str) {
    let line = || clean_line(value, Dialect::Plain);
    let day = || day_in(value).map(str::to_owned);
    match name {
        "type" => work.told_type = line(),
        "genre" => work.genre = line(),
        "number" => work.number = value.to_owned(),
        "issue" => work.issue = value.to_owned(),
        "remark" => work.remark = value.to_owned(),
        "issn" | "container_isbn" => work.serials.push(value.to_owned()),
        "tag" => work.marks.tags.push(line()),
        "why" => work.marks.why = Some(line()),
        "starred" => work.marks.is_starred = value == "true",
        "added" => work.marks.added_at = day(),
        "started" => work.marks.started_on = day(),
        "finished" => work.marks.finished_on = day(),
        "due" => work.marks.due_on = day(),
        "snoozed" => work.marks.snoozed_until = day(),
        "identifier" => {
            let named = value.split_once(':');
            let identifier =
                named.and_then(|(scheme, value)| Identifier::of(Scheme::from_name(scheme)?, value));
            work.identifiers.extend(identifier);
        }
        "link" => {
            let named = value.split_once(' ');
            let link = named.and_then(|(kind, url)| Link::of(LinkKind::from_name(kind), url));
            work.links.extend(link);
        }
        _ => {}
    }
}

/// Whether `IS` is an issue; elsewhere it is a number.
pub(crate) fn has_issues(csl_type: &str) -> bool {
    csl_type.starts_with("article") || csl_type.is_empty()
}

/// Whether `SN` is an ISSN or ISBN; elsewhere it is a number.
pub(crate) fn is_serial(csl_type: &str) -> bool {
    !matches!(csl_type, "report" | "patent" | "standard")
}

/// What a type of reference is in CSL's words; empty for one that is unknown or says nothing.
pub(crate) fn csl_type(kind: &str) -> &'static str {
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
