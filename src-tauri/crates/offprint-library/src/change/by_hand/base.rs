//! What the person changed of a paper, apart from what happened to it while they wrote.

use offprint_formats::candidate::Candidate;
use offprint_formats::clean::{Dialect, clean_line, clean_paragraphs};
use offprint_formats::fields::author::Author;
use offprint_formats::fields::identifier::{Identifier, Scheme};
use offprint_formats::fields::link::Link;

use crate::error::{Error, Result};

/// Takes of `written` what differs from `base`, and the rest of `present`.
///
/// Errors: [`Error::FactsDiffer`] where the person changed what is another by now.
pub(super) fn merge(
    base: &Candidate,
    written: &Candidate,
    present: Candidate,
) -> Result<Candidate> {
    // What came from a source may be cleaned otherwise than what is written.
    let line = |text: &String| clean_line(text, Dialect::Plain);
    let paragraphs = |text: &String| clean_paragraphs(text, Dialect::Plain);
    let authors = |authors: &Vec<Author>| authors.iter().map(Author::display).collect::<Vec<_>>();
    Ok(Candidate {
        title: field(&base.title, &written.title, present.title, line)?,
        authors: field(&base.authors, &written.authors, present.authors, authors)?,
        year: field(&base.year, &written.year, present.year, |year| *year)?,
        venue: field(&base.venue, &written.venue, present.venue, |venue| {
            venue.as_ref().map(line)
        })?,
        abstract_text: field(
            &base.abstract_text,
            &written.abstract_text,
            present.abstract_text,
            |text| text.as_ref().map(paragraphs),
        )?,
        identifiers: identifiers(base, written, present.identifiers)?,
        links: links(base, written, present.links)?,
        ..present
    })
}

/// Takes one field; `seen` makes of it what the person sees.
fn field<T: Clone + PartialEq, S: PartialEq>(
    base: &T,
    written: &T,
    present: T,
    seen: impl Fn(&T) -> S,
) -> Result<T> {
    if written == base {
        return Ok(present);
    }
    let now = seen(&present);
    match now == seen(base) || now == seen(written) {
        true => Ok(written.clone()),
        false => Err(Error::FactsDiffer),
    }
}

/// Takes the identifiers: those of one scheme are one field.
fn identifiers(
    base: &Candidate,
    written: &Candidate,
    mut present: Vec<Identifier>,
) -> Result<Vec<Identifier>> {
    for scheme in Scheme::ALL {
        let of = |identifiers: &[Identifier]| {
            let mut of = identifiers.to_vec();
            of.retain(|identifier| identifier.scheme == scheme);
            of.sort();
            of
        };
        let (before, after) = (of(&base.identifiers), of(&written.identifiers));
        let merged = field(&before, &after, of(&present), Clone::clone)?;
        present.retain(|one| one.scheme != scheme || merged.contains(one));
        for identifier in merged {
            if !present.contains(&identifier) {
                present.push(identifier);
            }
        }
    }
    Ok(present)
}

/// Takes the links: each address is one field.
fn links(base: &Candidate, written: &Candidate, mut present: Vec<Link>) -> Result<Vec<Link>> {
    let of = |links: &[Link], url: &str| links.iter().find(|link| link.url == url).cloned();
    for Link { url, .. } in base.links.iter().chain(&written.links) {
        let (before, after) = (of(&base.links, url), of(&written.links, url));
        let now = of(&present, url);
        let merged = field(&before, &after, now.clone(), Clone::clone)?;
        if merged != now {
            match (present.iter_mut().find(|link| link.url == *url), merged) {
                (Some(link), Some(merged)) => *link = merged,
                (None, Some(merged)) => present.push(merged),
                (_, None) => present.retain(|link| link.url != *url),
            }
        }
    }
    Ok(present)
}
