//! EndNote's XML.

use offprint_source::SourceText;

use crate::candidate::Found;
use crate::clean::Dialect;
use crate::fields::author::Author;
use crate::fields::identifier::Identifier;
use crate::grammar::xml_tree::Element;
use crate::read::ReadError;
use crate::reference::kinds::csl_type_of_words;
use crate::reference::record::is_key;
use crate::reference::work::Work;

/// Reads EndNote's XML; see [`super::read_records`]. Text comes in `<style>` elements, which say
/// only how it looks. Custom fields are left out.
///
/// Source: EndNote's `RSXML.dtd`; oddities met since are in
/// `tests/samples/references/endnote-xml/`.
pub fn read_endnote_xml(text: SourceText) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    super::read_records(text, |name| name == "record", work)
}

fn work(record: &Element) -> Work {
    let text = |way: &[&str]| record.text_of(way);
    let first = |ways: &[&[&str]]| {
        let texts = ways.iter().map(|way| record.text_of(way));
        texts
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    };
    let names = |way: &[&str]| -> Vec<Author> {
        record
            .texts_of(way)
            .iter()
            .filter_map(|name| author(name))
            .collect()
    };
    let kind = record.first(&["ref-type"]);
    let kind = kind
        .and_then(|kind| kind.attribute("name"))
        .unwrap_or_default();
    let csl_type = csl_type_of_words(kind);
    let is_article = csl_type.starts_with("article") || csl_type.is_empty();
    let mut dates = record.texts_of(&["dates", "pub-dates", "date"]);
    let year = text(&["dates", "year"]);
    for date in &mut dates {
        if !date.contains(&year) {
            *date = format!("{date} {year}");
        }
    }
    dates.push(year);
    let mut work = Work {
        csl_type,
        genre: text(&["work-type"]),
        title: first(&[&["titles", "title"], &["titles", "short-title"]]),
        authors: names(&["contributors", "authors", "author"]),
        editors: names(&["contributors", "secondary-authors", "author"]),
        abstract_text: text(&["abstract"]),
        dates,
        container: first(&[
            &["periodical", "full-title"],
            &["titles", "secondary-title"],
            &["periodical", "abbr-1"],
            &["titles", "alt-title"],
        ]),
        series: text(&["titles", "tertiary-title"]),
        volume: text(&["volume"]),
        pages: text(&["pages"]),
        edition: text(&["edition"]),
        publisher: text(&["publisher"]),
        place: text(&["pub-location"]),
        serials: text(&["isbn"]).lines().map(str::to_owned).collect(),
        language: text(&["language"]),
        notes: vec![text(&["research-notes"]), text(&["notes"])],
        ..Work::default()
    };
    if is_article {
        work.issue = text(&["number"]);
    } else {
        work.number = text(&["number"]);
    }
    let numbers = [text(&["electronic-resource-num"]), text(&["accession-num"])];
    work.identifiers = numbers
        .iter()
        .filter_map(|number| {
            let is_arxiv = number.to_ascii_lowercase().starts_with("arxiv");
            Identifier::doi(number).or_else(|| is_arxiv.then(|| Identifier::arxiv(number))?)
        })
        .collect();
    let provider = text(&["remote-database-name"]).to_ascii_lowercase();
    if provider.contains("pubmed") || provider.contains("medline") {
        work.identifiers.extend(Identifier::pubmed(&numbers[1]));
    }
    let label = text(&["label"]);
    if is_key(&label) {
        work.citation_key = label;
    }
    for way in [
        &["urls", "related-urls", "url"],
        &["urls", "web-urls", "url"],
    ] {
        for urls in record.texts_of(way) {
            work.urls.extend(urls.split_whitespace().map(str::to_owned));
        }
    }
    work.files = record.texts_of(&["urls", "pdf-urls", "url"]);
    for keywords in record.texts_of(&["keywords", "keyword"]) {
        work.keywords
            .extend(keywords.split(['\n', ';']).map(str::to_owned));
    }
    work
}

/// EndNote marks the name of a group by a comma at its end.
fn author(name: &str) -> Option<Author> {
    match name.trim().strip_suffix(',') {
        Some(group) => Author::group(group),
        None => Author::parse(name, Dialect::Plain),
    }
}
