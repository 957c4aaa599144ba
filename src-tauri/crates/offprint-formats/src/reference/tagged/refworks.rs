//! RefWorks' tagged text: `RT Journal Article`.

use crate::fields::author::names_in;
use crate::fields::identifier::Identifier;
use crate::fields::pages::page_range;
use crate::reference::kinds::csl_type_of_words;
use crate::reference::record::is_key;
use crate::reference::work::Work;

use super::{Fields, Part, Place, Tagged, split_spaced};

/// Records that begin with `RT`.
///
/// Source: RefWorks Help, "RefWorks Tagged Format"; oddities met since are in
/// `tests/samples/references/refworks/`.
pub(crate) struct RefWorks;

impl Tagged for RefWorks {
    const HAS_END_LINE: bool = false;

    fn part<'a>(line: &'a str, place: &Place<'_>) -> Part<'a> {
        match split_tag(line) {
            Some((tag, value)) if tag == "RT" => Part::Begins(Some((tag, value))),
            Some((tag, value)) if tag == "ER" && value.is_empty() => Part::Ends,
            Some((tag, value)) if place.record.is_some() => Part::Field(tag, value),
            Some((tag, value)) if matches!(tag.as_str(), "A1" | "T1" | "DO") => {
                Part::BeginsLate(tag, value)
            }
            Some(_) => Part::Noise,
            // Only what is long has blank lines in it; a record's broken head is no part of the last one.
            None if place.is_after_blank
                && place
                    .record
                    .is_some_and(|record| !is_long(record.last_tag())) =>
            {
                Part::Noise
            }
            None => Part::GoesOn(line),
        }
    }

    fn work(fields: &Fields) -> Work {
        let csl_type = csl_type_of_words(fields.first(&["RT"]));
        let has_issues = csl_type.starts_with("article") || csl_type.is_empty();
        let mut work = Work {
            csl_type,
            title: fields.owned(&["T1", "WT", "ST"]),
            authors: fields.values(&["A1"]).flat_map(names_in).collect(),
            editors: fields.values(&["A2"]).flat_map(names_in).collect(),
            abstract_text: fields.owned(&["AB"]),
            dates: match (fields.first(&["FD"]), fields.first(&["YR"])) {
                ("", year) => vec![year.to_owned()],
                (day, year) if day.contains(year) => vec![day.to_owned()],
                (day, year) => vec![format!("{day} {year}"), year.to_owned()],
            },
            container: fields.owned(&["JF", "JO", "T2"]),
            series: fields.owned(&["T3"]),
            volume: fields.owned(&["VO"]),
            pages: page_range(fields.first(&["SP"]), fields.first(&["OP"])),
            edition: fields.owned(&["ED"]),
            publisher: fields.owned(&["PB"]),
            place: fields.owned(&["PP"]),
            serials: fields.all(&["SN"]),
            language: fields.owned(&["LA"]),
            keywords: fields.parts(&["K1"]).map(str::to_owned).collect(),
            notes: fields.all(&["NO"]),
            ..Work::default()
        };
        let number = fields.owned(&["IS"]);
        if has_issues {
            work.issue = number;
        } else {
            work.number = number;
        }
        let dois = fields.values(&["DO"]).filter_map(Identifier::doi);
        work.identifiers = dois.collect();
        let key = fields.first(&["ID"]);
        if is_key(key) {
            work.citation_key = key.to_owned();
        }
        work.urls = fields
            .values(&["LK", "UL", "UR"])
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect();
        work
    }
}

/// Whether a field may have paragraphs, or a list.
fn is_long(tag: &str) -> bool {
    matches!(tag, "AB" | "NO" | "K1" | "LK" | "UL" | "OL")
}

/// Splits `T1 A title`. Only tags that RefWorks knows, since a line of an abstract may begin with
/// a word of two capitals.
pub(crate) fn split_tag(line: &str) -> Option<(String, &str)> {
    const TAGS: [&str; 58] = [
        "RT", "SR", "ID", "A1", "A2", "A3", "A4", "A5", "A6", "T1", "T2", "T3", "JF", "JO", "YR",
        "FD", "VO", "IS", "SP", "OP", "K1", "AB", "NO", "PB", "PP", "ED", "SN", "LA", "AD", "AN",
        "AV", "CL", "CN", "CR", "DB", "DO", "DS", "IP", "LK", "LL", "MD", "OL", "PN", "RD", "RN",
        "RP", "SF", "ST", "SL", "UL", "UR", "U1", "U2", "U3", "WP", "WT", "WV", "ER",
    ];
    split_spaced(line).filter(|(tag, _)| TAGS.contains(&tag.as_str()))
}
