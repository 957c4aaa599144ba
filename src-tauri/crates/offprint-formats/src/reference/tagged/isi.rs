//! Web of Science's tagged text: `PT J` to `ER`.

use crate::fields::author::{Author, names_in};
use crate::fields::identifier::Identifier;
use crate::fields::pages::page_range;
use crate::reference::kinds::csl_type_of_words;
use crate::reference::work::Work;

use super::{Fields, Part, Place, Tagged, split_spaced};

/// Records from `PT` to `ER`, between `FN`, `VR` and `EF`, which are noise.
///
/// Cited references, addresses, funding, counts and the provider's own keywords (`ID`) are left
/// out.
///
/// Source: Web of Science Help, "Field Tags"; oddities met since are in
/// `tests/samples/references/isi/`.
pub(crate) struct Isi;

impl Tagged for Isi {
    const HAS_END_LINE: bool = true;

    fn part<'a>(line: &'a str, place: &Place<'_>) -> Part<'a> {
        match split_spaced(line) {
            Some((tag, value)) if tag == "PT" => Part::Begins(Some((tag, value))),
            Some((tag, value)) if tag == "ER" && value.is_empty() => Part::Ends,
            Some((tag, _)) if matches!(tag.as_str(), "FN" | "VR" | "EF") => Part::Noise,
            Some((tag, value)) if place.record.is_some() => Part::Field(tag, value),
            Some((tag, value)) if matches!(tag.as_str(), "AU" | "TI" | "DI" | "UT") => {
                Part::BeginsLate(tag, value)
            }
            Some(_) => Part::Noise,
            None => Part::GoesOn(line),
        }
    }

    fn work(fields: &Fields) -> Work {
        let csl_type = csl_type(fields);
        // Names in full, and else with initials; those of groups stand apart.
        let names = ["AF", "AU", "BF", "BA"]
            .into_iter()
            .find(|tag| !fields.first(&[tag]).is_empty())
            .unwrap_or("AU");
        let groups = fields.values(&["GP", "CA"]).flat_map(str::lines);
        let groups = groups.filter_map(Author::group);
        let dates = match (fields.first(&["PD"]), fields.first(&["PY"])) {
            ("", year) => vec![year.to_owned()],
            (day, year) => vec![format!("{day} {year}"), year.to_owned()],
        };
        let page_range = page_range(fields.first(&["BP"]), fields.first(&["EP"]));
        let mut work = Work {
            csl_type,
            genre: fields
                .parts(&["DT"])
                .map(str::trim)
                .find(|kind| !matches!(*kind, "" | "Article" | "Book" | "Book Chapter"))
                .unwrap_or_default()
                .to_owned(),
            title: fields.owned(&["TI"]),
            authors: fields
                .values(&[names])
                .flat_map(names_in)
                .chain(groups)
                .collect(),
            editors: fields.values(&["BE", "ED"]).flat_map(names_in).collect(),
            abstract_text: fields.owned(&["AB"]),
            dates,
            container: fields.owned(&["SO", "CT", "JI", "J9"]),
            series: fields.owned(&["SE"]),
            volume: fields.owned(&["VL"]),
            issue: fields.owned(&["IS"]),
            number: fields.owned(&["PN"]),
            pages: if page_range.is_empty() {
                fields.owned(&["AR"])
            } else {
                page_range
            },
            publisher: fields.owned(&["PU"]),
            place: fields.owned(&["PI"]),
            serials: fields.all(&["SN", "EI", "BN"]),
            language: fields.owned(&["LA"]),
            ..Work::default()
        };
        let dois = fields.values(&["DI", "D2"]).filter_map(Identifier::doi);
        let pubmed = fields.values(&["PM"]).filter_map(Identifier::pubmed);
        work.identifiers = dois.chain(pubmed).collect();
        // Keywords go on from line to line, also within a word group.
        let keywords = fields.values(&["DE"]).map(|value| value.replace('\n', " "));
        work.keywords = keywords
            .flat_map(|value| value.split(';').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        work
    }
}

fn csl_type(fields: &Fields) -> &'static str {
    let kinds = || {
        let kinds = fields.parts(&["DT"]).map(csl_type_of_words);
        kinds.filter(|kind| !kind.is_empty())
    };
    match fields.first(&["PT"]) {
        "P" => "patent",
        // "Article; Book Chapter" is a chapter.
        "B" | "C" | "S" => match kinds().find(|kind| *kind != "article-journal") {
            Some(kind) => kind,
            None if !fields.first(&["CT"]).is_empty() => "paper-conference",
            None => "",
        },
        // A journal may print the papers of a conference.
        _ => match kinds().next() {
            Some("paper-conference") | None => "article-journal",
            Some(kind) => kind,
        },
    }
}
