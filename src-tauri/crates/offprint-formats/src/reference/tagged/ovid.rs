//! Ovid's exports: fields named in words with indented values, or with dashed tags.

use crate::fields::author::{Author, family_first};
use crate::fields::identifier::Identifier;
use crate::fields::pages::page_ranges;
use crate::reference::kinds::csl_type_of_words;
use crate::reference::record::without_full_stop;
use crate::reference::work::Work;

use super::{Fields, Part, Place, Tagged, split_dashed};

/// Records that begin with `<1>`, or where there are no such lines with `VN  - Ovid`.
///
/// Subject headings and the database's own fields are left out.
///
/// Source: Ovid's "Citation" and "Reprint/Medlars" export as its databases write them; oddities met
/// since are in `tests/samples/references/ovid/`.
pub(crate) struct Ovid;

impl Tagged for Ovid {
    const HAS_END_LINE: bool = false;

    fn part<'a>(line: &'a str, place: &Place<'_>) -> Part<'a> {
        if is_record_head(line) {
            return Part::Begins(None);
        }
        let is_indented = line.starts_with([' ', '\t']);
        let field = if is_indented {
            None
        } else {
            split_dashed(line, 4).or_else(|| Some((named(line)?.to_owned(), "")))
        };
        match (field, place.record) {
            (Some((tag, value)), Some(record)) if tag == "VN" => {
                if record.first(&["VN", "TI", "AN"]).is_empty() {
                    Part::Field(tag, value)
                } else {
                    Part::Begins(Some((tag, value)))
                }
            }
            (Some((tag, value)), Some(_)) => Part::Field(tag, value),
            (Some((tag, value)), None) if tag == "VN" => Part::Begins(Some((tag, value))),
            (Some(_), None) => Part::Noise,
            // A field that is not known: its value must not be added to the one before it.
            (None, Some(_)) if !is_indented && place.is_after_blank => Part::Noise,
            (None, Some(_)) if !is_indented && is_name(line) => Part::Field(String::new(), ""),
            (None, _) => Part::GoesOn(line),
        }
    }

    fn work(fields: &Fields) -> Work {
        let source = Source::of(fields.first(&["SO"]));
        let or_source = |tags: &[&str], of_source: &str| {
            let own = fields.owned(tags);
            if own.is_empty() {
                of_source.to_owned()
            } else {
                own
            }
        };
        let is_medline = fields
            .values(&["DB", "ST", "VN"])
            .any(|value| value.to_ascii_uppercase().contains("MEDLINE"));
        let csl_type = match fields
            .parts(&["PT"])
            .map(csl_type_of_words)
            .find(|kind| !kind.is_empty())
        {
            Some(kind) => kind,
            None if source.container.is_empty() && fields.first(&["JN", "JF"]).is_empty() => "",
            None => "article-journal",
        };
        let authors = if fields.first(&["FA"]).is_empty() {
            "AU"
        } else {
            "FA"
        };
        let mut work = Work {
            csl_type,
            title: without_full_stop(fields.first(&["TI"])).to_owned(),
            authors: fields.values(&[authors]).flat_map(names).collect(),
            editors: fields.values(&["ED"]).flat_map(names).collect(),
            abstract_text: fields.owned(&["AB"]),
            dates: fields.all(&["DP", "YR", "DE", "SO"]),
            container: or_source(&["JN", "JF", "BT"], source.container),
            volume: or_source(&["VO", "VI"], source.volume),
            issue: or_source(&["IP", "IS"], source.issue),
            pages: or_source(&["PG"], &page_ranges(source.pages)),
            publisher: fields.owned(&["PB"]),
            place: fields.owned(&["PL"]),
            serials: fields.all(&["SN", "IB"]),
            language: fields.owned(&["LG", "LA"]),
            keywords: fields
                .parts(&["KW"])
                .map(|word| without_full_stop(word.trim()).to_owned())
                .collect(),
            ..Work::default()
        };
        let dois = fields.values(&["DO", "DI"]).filter_map(Identifier::doi);
        let pubmed = fields
            .values(if is_medline {
                &["PM", "AN", "UI"]
            } else {
                &["PM"]
            })
            .filter_map(Identifier::pubmed);
        work.identifiers = dois.chain(pubmed).collect();
        work.urls = fields
            .values(&["UR"])
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect();
        work
    }
}

/// `<12>`, alone on its line.
pub(crate) fn is_record_head(line: &str) -> bool {
    let number = line
        .trim()
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    number.is_some_and(|number| {
        (1..=9).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The tag of a field that is named in words.
pub(crate) fn named(line: &str) -> Option<&'static str> {
    Some(match line.trim_end().to_ascii_lowercase().as_str() {
        "unique identifier" | "accession number" => "UI",
        "database" => "DB",
        "status" => "ST",
        "author" | "authors" | "author(s)" => "AU",
        "authors full name" => "FA",
        "editor" | "editors" => "ED",
        "title" => "TI",
        "book title" => "BT",
        "source" => "SO",
        "journal name" | "journal title" => "JN",
        "abstract" => "AB",
        "year of publication" => "YR",
        "date of publication" | "publication date" => "DP",
        "publication type" | "document type" => "PT",
        "digital object identifier" | "doi number" => "DO",
        "pmid" | "pubmed id" => "PM",
        "volume" => "VO",
        "issue" | "issue/part" | "issue part" => "IP",
        "page" | "pages" | "page number" => "PG",
        "issn" | "issn print" | "issn electronic" | "issn linking" => "SN",
        "isbn" => "IB",
        "language" => "LG",
        "publisher" => "PB",
        "place of publication" => "PL",
        "keyword" | "keywords" | "author keywords" | "keywords author" => "KW",
        "link to the ovid full text or citation" | "full text link" | "url" => "UR",
        _ => return None,
    })
}

/// A field's name in words: short, and not a sentence.
fn is_name(line: &str) -> bool {
    let line = line.trim_end();
    line.len() <= 60
        && line.starts_with(|c: char| c.is_ascii_uppercase())
        && !line.ends_with(['.', ',', ';', ':'])
        && line
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '/' | '(' | ')' | '-' | '&'))
}

/// One name on each line, or all on one: "Roe A. Lund B." and "Roe, Ana. Lund, Bo C..".
fn names(value: &str) -> Vec<Author> {
    let mut authors = Vec::new();
    for line in value.split([';', '\n']) {
        let has_commas = line.contains(',');
        let mut start = 0;
        for (at, _) in line.match_indices(". ") {
            // Behind initials, as in "Roe, A. B.", no other name begins.
            let begins_name = line[at + 2..]
                .split(". ")
                .next()
                .is_some_and(|n| n.contains(','));
            if !has_commas || begins_name {
                authors.extend(family_first(&line[start..at]));
                start = at + 2;
            }
        }
        authors.extend(family_first(&line[start..]));
    }
    authors
}

/// What "Annals of Tides. 7(3):12-20, 2026 Jul." says.
#[derive(Default)]
struct Source<'a> {
    container: &'a str,
    volume: &'a str,
    issue: &'a str,
    pages: &'a str,
}

impl<'a> Source<'a> {
    fn of(text: &'a str) -> Self {
        let Some((container, rest)) = text.split_once(". ") else {
            return Self::default();
        };
        let mut source = Self {
            container,
            ..Self::default()
        };
        let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '(' | ')' | ' ' | '-' | '/');
        let Some((numbers, rest)) = rest
            .split_once(':')
            .filter(|(numbers, _)| numbers.len() <= 30 && numbers.chars().all(is_sign))
        else {
            return source;
        };
        source.pages = rest.split([',', ';']).next().unwrap_or_default().trim();
        match numbers.trim().split_once('(') {
            Some((volume, issue)) => {
                source.volume = volume.trim();
                source.issue = issue.trim_end_matches(')').trim();
            }
            None => source.volume = numbers.trim(),
        }
        source
    }
}
