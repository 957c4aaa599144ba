//! Bibliographies in XML: EndNote's, PubMed's, and Zotero's RDF.

pub(crate) mod endnote;
pub(crate) mod pubmed;
pub(crate) mod zotero_rdf;

use offprint_source::SourceText;

use crate::Format;
use crate::candidate::{Found, LineSpan, Rejection, RejectionReason};
use crate::detect::{DetectReason, Detected, Head};
use crate::grammar::xml_elements::xml_elements;
use crate::grammar::xml_tree::Element;
use crate::read::ReadError;

use super::record::found_in_work;
use super::work::Work;

/// Tells XML bibliographies by their outermost element and what only it has.
pub(crate) fn detect(head: &Head<'_>) -> Option<Detected> {
    let text = head.text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let has = |part: &str| text.contains(part);
    let format = if has("<PubmedArticleSet") || has("<PubmedArticle>") || has("<PubmedBookArticle")
    {
        Format::PubmedXml
    } else if has("<rdf:RDF")
        && (has("http://purl.org/net/biblio#") || has("http://www.zotero.org/namespaces/export#"))
    {
        Format::ZoteroRdf
    } else if has("<records>")
        && (has("<record>") || has("<record "))
        && (has("<ref-type") || has("<titles>"))
    {
        Format::EndnoteXml
    } else {
        return None;
    };
    Some(Detected::of(format, DetectReason::RootElement))
}

/// Reads a document whose records stand for themselves, one at a time, in file order.
///
/// Yields a candidate per record; a rejection for one that never ends, is not well-formed, is
/// larger than 4 MB, or has neither title nor identifier. Holds one record in memory.
///
/// Errors: only those of reading `text` itself; content never fails.
fn read_records(
    text: SourceText,
    is_record: fn(&str) -> bool,
    work: fn(&Element) -> Work,
) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    xml_elements(text, is_record).filter_map(move |element| {
        let whole = |lines, text: &str| match Element::parse(text) {
            Some(element) => found_in_work(work(&element), lines, text),
            None => malformed(lines, text),
        };
        element.map(|element| element.found(whole)).transpose()
    })
}

fn malformed(lines: LineSpan, text: &str) -> Found {
    Found::Rejection(Rejection::new(lines, RejectionReason::Malformed, text))
}
