//! Fields that only Offprint writes: what other programs have no field for.

use crate::candidate::Candidate;
use crate::fields::date::day_in;
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};

use super::lex::Entry;

/// Takes all further identifiers: `doi:10.5555/kelp openreview:x`.
pub(super) fn add_own_identifiers(candidate: &mut Candidate, entry: &Entry) {
    for named in words(entry, "identifiers") {
        let identifier = named
            .split_once(':')
            .and_then(|(scheme, value)| Identifier::of(Scheme::from_name(scheme)?, value));
        if let Some(identifier) = identifier {
            candidate.add_identifier(identifier);
        }
    }
}

/// Takes all further links, `code https://…`, and the days that a paper is due or hidden until.
pub(super) fn add_own(candidate: &mut Candidate, entry: &Entry) {
    let mut links = words(entry, "links");
    while let (Some(kind), Some(url)) = (links.next(), links.next()) {
        if let Some(link) = Link::of(LinkKind::from_name(kind), url) {
            candidate.add_link(link);
        }
    }
    let day = |name: &str| Some(day_in(entry.get(name)?)?.to_owned());
    candidate.marks.due_on = day("due");
    candidate.marks.snoozed_until = day("snoozed");
}

fn words<'a>(entry: &'a Entry, name: &str) -> impl Iterator<Item = &'a str> {
    entry.get(name).unwrap_or_default().split_whitespace()
}
