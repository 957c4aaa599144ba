//! What the person writes of a paper, read and cleaned as what a source says of one.

use offprint_formats::candidate::Candidate;
use offprint_formats::clean::{Dialect, clean_line, clean_paragraphs};
use offprint_formats::fields::author::Author;
use offprint_formats::fields::identifier::{Identifier, Scheme};
use offprint_formats::fields::link::{Link, LinkKind};
use offprint_library::import::Entry;

use crate::failure::{Cause, Failure, FailureCode};
use crate::wire::answer;
use crate::wire::change::PaperFacts;

/// The years that a paper can be of.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2999;

/// Makes an entry of what the person wrote.
///
/// Errors: those of [`candidate_of`]; `usage` with a year that no paper can be of.
pub(crate) fn entry_of(facts: &PaperFacts, known: &[Author]) -> Result<Box<Entry>, Failure> {
    if let Some(year) = facts.year.filter(|year| !YEARS.contains(year)) {
        return Err(cannot_be(&year.to_string(), Cause::NoYear));
    }
    Ok(Box::new(Entry::new(candidate_of(facts, known)?)))
}

fn cannot_be(value: &str, cause: Cause) -> Failure {
    Failure::of(FailureCode::Usage).about(value).because(cause)
}

/// Reads facts as the person writes them. An identifier given as its address is read as well, and a name as it is
/// read in `known` stays parted as it is there.
///
/// Errors: `usage` with the value that cannot be read, and what it was to be.
pub(crate) fn candidate_of(facts: &PaperFacts, known: &[Author]) -> Result<Candidate, Failure> {
    let line = |text: &str| clean_line(text, Dialect::Plain);
    let of_some = |text: String| (!text.is_empty()).then_some(text);
    let mut candidate = Candidate {
        title: line(&facts.title),
        year: facts.year,
        venue: facts.venue.as_deref().map(line).and_then(of_some),
        abstract_text: facts
            .abstract_text
            .as_deref()
            .map(|text| clean_paragraphs(text, Dialect::Plain))
            .and_then(of_some),
        ..Candidate::default()
    };
    for name in facts.authors.iter().filter(|name| !name.trim().is_empty()) {
        let same = known.iter().find(|author| author.display() == name.trim());
        let author = same
            .cloned()
            .or_else(|| Author::parse(name, Dialect::Plain));
        candidate
            .authors
            .push(author.ok_or_else(|| cannot_be(name, Cause::NoAuthor))?);
    }
    for identifier in &facts.identifiers {
        let answer::Identifier { scheme, value } = identifier;
        let read = Scheme::from_name(scheme)
            .and_then(|scheme| Identifier::of(scheme, value))
            .ok_or_else(|| cannot_be(value, Cause::NoIdentifier))?;
        if !candidate.identifiers.contains(&read) {
            candidate.identifiers.push(read);
        }
    }
    for link in &facts.links {
        let kind = match link.kind {
            answer::LinkKind::Paper => LinkKind::Paper,
            answer::LinkKind::Code => LinkKind::Code,
            answer::LinkKind::Pdf => LinkKind::Pdf,
            answer::LinkKind::Other => LinkKind::Other,
        };
        let read =
            Link::of(kind, link.url.trim()).ok_or_else(|| cannot_be(&link.url, Cause::NoLink))?;
        if !candidate.links.iter().any(|other| other.url == read.url) {
            candidate.links.push(read);
        }
    }
    Ok(candidate)
}
