//! PubMed's XML.

use offprint_source::SourceText;

use crate::candidate::Found;
use crate::fields::author::Author;
use crate::fields::identifier::Identifier;
use crate::grammar::xml_tree::Element;
use crate::read::ReadError;
use crate::reference::record::without_full_stop;
use crate::reference::work::Work;

/// Reads PubMed's XML, articles and books; see [`super::read_records`]. Subject headings, addresses
/// of authors, grants, references and the dates of processing are left out.
///
/// Source: the NLM's PubMed DTD of 2025; oddities met since are in
/// `tests/samples/references/pubmed-xml/`.
pub fn read_pubmed_xml(text: SourceText) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    let is_record = |name: &str| matches!(name, "PubmedArticle" | "PubmedBookArticle");
    super::read_records(text, is_record, work)
}

fn work(record: &Element) -> Work {
    match record.first(&["BookDocument"]) {
        Some(document) => book(record, document),
        None => article(record),
    }
}

fn article(record: &Element) -> Work {
    let none = Element::default();
    let citation = record.first(&["MedlineCitation"]).unwrap_or(&none);
    let article = citation.first(&["Article"]).unwrap_or(&none);
    let journal = article.first(&["Journal"]).unwrap_or(&none);
    let kinds = article.texts_of(&["PublicationTypeList", "PublicationType"]);
    let is = |kind: &str| kinds.iter().any(|known| known == kind);
    let or = |text: String, other: String| if text.is_empty() { other } else { text };
    let pages = article.text_of(&["Pagination", "MedlinePgn"]);
    let start = article.text_of(&["Pagination", "StartPage"]);
    let csl_type = if is("Preprint") {
        "article"
    } else if is("Dataset") {
        "dataset"
    } else {
        "article-journal"
    };
    let genre = kinds
        .iter()
        .find(|kind| {
            let says_nothing = ["Journal Article", "English Abstract", "Preprint", "Dataset"];
            !says_nothing.contains(&kind.as_str()) && !kind.starts_with("Research Support")
        })
        .cloned();
    Work {
        csl_type,
        genre: genre.unwrap_or_default(),
        title: title(&or(
            article.text_of(&["ArticleTitle"]),
            article.text_of(&["VernacularTitle"]),
        )),
        authors: authors(&article.all(&["AuthorList", "Author"])),
        abstract_text: abstract_text(article),
        dates: [
            journal.first(&["JournalIssue", "PubDate"]),
            article.first(&["ArticleDate"]),
        ]
        .into_iter()
        .flatten()
        .map(date)
        .collect(),
        container: or(
            journal.text_of(&["Title"]),
            or(
                journal.text_of(&["ISOAbbreviation"]),
                citation.text_of(&["MedlineJournalInfo", "MedlineTA"]),
            ),
        ),
        volume: journal.text_of(&["JournalIssue", "Volume"]),
        issue: journal.text_of(&["JournalIssue", "Issue"]),
        pages: or(pages, start),
        serials: journal.texts_of(&["ISSN"]),
        language: article.text_of(&["Language"]),
        identifiers: identifiers(
            &citation.text_of(&["PMID"]),
            &[
                article.all(&["ELocationID"]),
                record.all(&["PubmedData", "ArticleIdList", "ArticleId"]),
            ]
            .concat(),
        ),
        urls: pmc_pages(&record.all(&["PubmedData", "ArticleIdList", "ArticleId"])),
        keywords: citation.texts_of(&["KeywordList", "Keyword"]),
        ..Work::default()
    }
}

fn book(record: &Element, document: &Element) -> Work {
    let none = Element::default();
    let book = document.first(&["Book"]).unwrap_or(&none);
    let own_title = document.text_of(&["ArticleTitle"]);
    let is_chapter = !own_title.is_empty();
    let book_title = book.text_of(&["BookTitle"]);
    // A book's own people are told apart by the type of the list.
    let people = |of: &Element, kind: &str| -> Vec<Author> {
        let lists = of.all(&["AuthorList"]).into_iter();
        let lists = lists.filter(|list| list.attribute("Type").unwrap_or("authors") == kind);
        authors(
            &lists
                .flat_map(|list| list.all(&["Author"]))
                .collect::<Vec<_>>(),
        )
    };
    let mut authors = people(document, "authors");
    if authors.is_empty() {
        authors = people(book, "authors");
    }
    let ids = [
        document.all(&["ArticleIdList", "ArticleId"]),
        record.all(&["PubmedBookData", "ArticleIdList", "ArticleId"]),
    ]
    .concat();
    Work {
        csl_type: if is_chapter { "chapter" } else { "book" },
        title: title(if is_chapter { &own_title } else { &book_title }),
        authors,
        editors: people(book, "editors"),
        abstract_text: abstract_text(document),
        dates: book.first(&["PubDate"]).map(date).into_iter().collect(),
        container: if is_chapter {
            title(&book_title)
        } else {
            String::new()
        },
        series: book.text_of(&["CollectionTitle"]),
        volume: book.text_of(&["Volume"]),
        edition: book.text_of(&["Edition"]),
        publisher: book.text_of(&["Publisher", "PublisherName"]),
        place: book.text_of(&["Publisher", "PublisherLocation"]),
        serials: book.texts_of(&["Isbn"]),
        language: document.text_of(&["Language"]),
        identifiers: identifiers(&document.text_of(&["PMID"]), &ids),
        urls: pmc_pages(&ids),
        keywords: document.texts_of(&["KeywordList", "Keyword"]),
        ..Work::default()
    }
}

/// The title of what is not in English stands in brackets, and all end with a full stop.
fn title(text: &str) -> String {
    let bare = without_full_stop(text);
    let inside = bare
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    without_full_stop(inside.unwrap_or(bare)).to_owned()
}

fn authors(people: &[&Element]) -> Vec<Author> {
    let author = |person: &&Element| {
        let family = person.text_of(&["LastName"]);
        if family.is_empty() {
            return Author::group(&person.text_of(&["CollectiveName"]));
        }
        let [given, initials, suffix] =
            ["ForeName", "Initials", "Suffix"].map(|name| person.text_of(&[name]));
        let given = if given.is_empty() { initials } else { given };
        Some(Author {
            family: Author::group(format!("{family} {suffix}").trim())?.family,
            given: Author::group(&given)
                .map(|name| name.family)
                .unwrap_or_default(),
        })
    };
    people.iter().filter_map(author).collect()
}

/// The parts of a structured abstract, each a paragraph behind its label.
fn abstract_text(article: &Element) -> String {
    let parts = article.all(&["Abstract", "AbstractText"]).into_iter();
    let parts = parts.map(|part| match part.attribute("Label") {
        Some(label) if !label.is_empty() => format!("{label}: {}", part.text()),
        _ => part.text(),
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

fn date(date: &Element) -> String {
    let parts = ["Year", "Month", "Day", "MedlineDate"].map(|name| date.text_of(&[name]));
    parts.join(" ").trim().to_owned()
}

fn identifiers(pmid: &str, ids: &[&Element]) -> Vec<Identifier> {
    let is_doi = |id: &&&Element| {
        id.attribute("EIdType") == Some("doi") || id.attribute("IdType") == Some("doi")
    };
    let dois = ids.iter().filter(is_doi);
    let dois = dois.filter_map(|id| Identifier::doi(&id.text()));
    dois.chain(Identifier::pubmed(pmid)).collect()
}

fn pmc_pages(ids: &[&Element]) -> Vec<String> {
    let pmc = ids
        .iter()
        .filter(|id| id.attribute("IdType") == Some("pmc"));
    pmc.map(|id| format!("https://www.ncbi.nlm.nih.gov/pmc/articles/{}/", id.text()))
        .collect()
}
