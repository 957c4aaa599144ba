//! RSS and Atom feeds that were saved as a file.
//!
//! `entry` reads one entry's XML. The file is parted into entries first, so that a broken one costs
//! no other, and so that each knows its lines.

mod entry;

use std::panic::catch_unwind;

use offprint_source::SourceText;

use crate::candidate::{Candidate, Found, LineSpan, Rejection, RejectionReason};
use crate::detect::Head;
use crate::grammar::markup;
use crate::grammar::xml_elements::{XmlElement, xml_elements_with_sections};
use crate::read::ReadError;

/// Reads the entries of a feed: RSS 0.9 to 2.0, RDF Site Summary, Atom.
///
/// An entry that names no work by an identifier is rejected as no paper; what is around the entries
/// is noise. Holds one entry in memory, at most 4 MiB of it; a larger one is rejected.
///
/// Errors: only those of reading `text` itself.
/// Source: RFC 4287 (Atom), the RSS 1.0 and 2.0 specifications, and the modules `dc`, `prism` and
/// arXiv's own; the samples in `tests/samples/feeds/`.
pub(crate) fn read_feed(text: SourceText) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    xml_elements_with_sections(text, |name| matches!(name, "item" | "entry"))
        .map(|element| element.map(found))
}

/// Whether the outermost element is a feed's.
pub(crate) fn is_feed(head: &Head<'_>) -> bool {
    let mut text = head.text.trim_start_matches('\u{feff}').trim_start();
    while let Some(rest) = markup::after_prolog(text) {
        text = rest.trim_start();
    }
    let root_end = text.find('>').unwrap_or(text.len());
    let root = &text[..root_end];
    let name = root
        .split([' ', '\t', '\n', '\r', '/'])
        .next()
        .unwrap_or("");
    match name
        .rsplit_once(':')
        .map_or(name.trim_start_matches('<'), |(_, name)| name)
    {
        "rss" => true,
        // Some write no namespace; then an entry tells.
        "feed" => {
            let is_atom = root.contains("www.w3.org/2005/Atom") || root.contains("purl.org/atom");
            is_atom || (!root.contains("xmlns=") && text.contains("<entry"))
        }
        "RDF" => root.contains("purl.org/rss/1.0") || root.contains("my.netscape.com/rdf"),
        _ => false,
    }
}

fn found(element: XmlElement) -> Found {
    let (lines, text, reason) = match element {
        XmlElement::Between(lines) => return Found::Noise(lines),
        XmlElement::Whole { lines, text } => (lines, text, RejectionReason::Malformed),
        XmlElement::Broken {
            lines,
            text,
            reason: reason @ RejectionReason::NeverCloses,
        } => (lines, text, reason),
        XmlElement::Broken {
            lines,
            text,
            reason,
        } => return Found::Rejection(Rejection::new(lines, reason, &text)),
    };
    // Of an entry that lacks its end, what there is counts.
    match catch_unwind(|| entry::candidate(&text, lines)) {
        Ok(candidate) => judged(candidate, lines, &text),
        Err(_) => Found::Rejection(Rejection::new(lines, reason, &text)),
    }
}

/// A paper, or the rejection of what names no work.
fn judged(candidate: Candidate, lines: LineSpan, text: &str) -> Found {
    if !candidate.identifiers.is_empty() {
        Found::Candidate(Box::new(candidate))
    } else if candidate.title.is_empty() {
        let reason = RejectionReason::NothingNamesIt;
        Found::Rejection(Rejection::new(lines, reason, text))
    } else {
        Found::Rejection(Rejection::not_a_paper(lines, text, candidate))
    }
}
