//! PubMed's own tagged text: `.nbib`, and what its site calls "PubMed format".

use crate::fields::author::{Author, family_first};
use crate::fields::identifier::Identifier;
use crate::reference::record::without_full_stop;
use crate::reference::work::Work;

use super::{Fields, Part, Place, Tagged, split_dashed};

/// Records that begin with `PMID-`; one without it begins with a tag after a blank line.
///
/// Subject headings, addresses of authors, grants and the dates of processing are left out.
///
/// Source: PubMed Help, "MEDLINE/PubMed Data Element (Field) Descriptions"; oddities met since are
/// in `tests/samples/references/nbib/`.
pub(crate) struct Nbib;

impl Tagged for Nbib {
    const HAS_END_LINE: bool = false;

    fn part<'a>(line: &'a str, place: &Place<'_>) -> Part<'a> {
        // Values go on behind six blanks, and may then look like a tag.
        let is_indented = line.starts_with("    ");
        match split_tag(line).filter(|_| !is_indented) {
            Some((tag, value)) if tag == "PMID" => Part::Begins(Some((tag, value))),
            Some((tag, value)) if place.record.is_none() || place.is_after_blank => {
                Part::Begins(Some((tag, value)))
            }
            Some((tag, value)) => Part::Field(tag, value),
            None if place.is_after_blank && !is_indented => Part::Noise,
            None => Part::GoesOn(line),
        }
    }

    fn work(fields: &Fields) -> Work {
        let tag = |full: &'static str, short| {
            if fields.first(&[full]).is_empty() {
                short
            } else {
                full
            }
        };
        let (names, editors) = (tag("FAU", "AU"), tag("FED", "ED"));
        let groups = fields.values(&["CN"]).filter_map(Author::group);
        let csl_type = csl_type(fields);
        let is_in_book = matches!(csl_type, "book" | "chapter");
        let mut work = Work {
            csl_type,
            genre: fields
                .values(&["PT"])
                .find(|kind| !says_nothing(kind))
                .unwrap_or_default()
                .to_owned(),
            title: title(fields),
            authors: fields
                .values(&[names])
                .filter_map(family_first)
                .chain(groups)
                .collect(),
            editors: fields.values(&[editors]).filter_map(family_first).collect(),
            abstract_text: fields.owned(&["AB", "OAB"]),
            dates: fields.all(&["DP", "DEP", "EDAT"]),
            container: fields.owned(if csl_type == "chapter" {
                &["BTI", "JT", "TA"]
            } else {
                &["JT", "TA", "CTI"]
            }),
            volume: fields.owned(&["VI"]),
            issue: fields.owned(&["IP"]),
            pages: fields.owned(&["PG"]),
            edition: fields.owned(&["EN"]),
            serials: fields.all(&["IS", "ISBN"]),
            language: fields.owned(&["LA"]),
            keywords: fields.all(&["OT"]),
            ..Work::default()
        };
        // Of a journal, PL is the country.
        if is_in_book {
            work.publisher = fields.owned(&["PB"]);
            work.place = fields.owned(&["PL"]);
        }
        let pubmed = fields.values(&["PMID"]).filter_map(Identifier::pubmed);
        let dois = fields
            .values(&["LID", "AID", "SO"])
            .filter(|value| value.contains("[doi]") || value.contains("doi:"))
            .filter_map(Identifier::doi);
        work.identifiers = dois.chain(pubmed).collect();
        work.urls = fields
            .values(&["PMC"])
            .filter(|id| id.starts_with("PMC"))
            .map(|id| format!("https://www.ncbi.nlm.nih.gov/pmc/articles/{id}/"))
            .collect();
        work
    }
}

/// Splits `PMID- 123`, `TI  - A title`, and `TI-A title`, which some programs write.
pub(crate) fn split_tag(line: &str) -> Option<(String, &str)> {
    let tight = || {
        let (tag, value) = line.split_once('-')?;
        let tag = tag.trim_end();
        let is_tag =
            (2..=4).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_uppercase());
        is_tag.then(|| (tag.to_owned(), value.trim()))
    };
    split_dashed(line, 4).or_else(tight)
}

/// A title on several lines may have its tag on each, and may stand there twice.
fn title(fields: &Fields) -> String {
    let mut title = String::new();
    for line in fields.values(&["TI"]) {
        let is_whole = title.ends_with(['.', '?', '!', ']']);
        if !is_whole && !title.ends_with(line) {
            if !title.is_empty() {
                title.push('\n');
            }
            title.push_str(line);
        }
    }
    if title.is_empty() {
        title = fields.owned(&["BTI", "CTI", "VTI", "TT"]);
    }
    // The title of what is not in English stands in brackets.
    let bare = without_full_stop(&title);
    let inside = bare
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    without_full_stop(inside.unwrap_or(bare)).to_owned()
}

fn csl_type(fields: &Fields) -> &'static str {
    let is = |kind: &str| fields.values(&["PT"]).any(|known| known == kind);
    if is("Preprint") {
        "article"
    } else if is("Book Chapter") || is("Section") || is("Chapter") {
        "chapter"
    } else if is("Book") || is("Books and Documents") {
        "book"
    } else if is("Dataset") {
        "dataset"
    } else {
        "article-journal"
    }
}

/// Types that nearly every record has.
fn says_nothing(kind: &str) -> bool {
    matches!(
        kind,
        "Journal Article" | "English Abstract" | "Preprint" | "Book" | "Book Chapter" | "Dataset"
    ) || kind.starts_with("Research Support")
}
