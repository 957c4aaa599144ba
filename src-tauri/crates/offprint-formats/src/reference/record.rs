//! What the fields of bibliographies have in common, whatever the format calls them.

use std::collections::HashSet;

use crate::candidate::{Candidate, FoundState};
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};

/// Adds an identifier once, where a field held one.
pub(super) fn add_identifier(candidate: &mut Candidate, identifier: Option<Identifier>) {
    if let Some(identifier) = identifier {
        candidate.add_identifier(identifier);
    }
}

/// Adds an address, and the identifier in it if it is of a work.
pub(super) fn add_url(candidate: &mut Candidate, url: &str) {
    let Some(link) = Link::parse(url) else {
        return;
    };
    let identifier = Identifier::from_url(&link.url);
    let is_better_known = identifier
        .as_ref()
        .is_some_and(|id| id.scheme == Scheme::Url)
        && candidate
            .identifiers
            .iter()
            .any(|id| id.scheme != Scheme::Url);
    if !is_better_known {
        add_identifier(candidate, identifier);
    }
    candidate.add_link(link);
}

/// Adds the address of a file, if it is on the web.
pub(super) fn add_pdf(candidate: &mut Candidate, url: &str) {
    if let Some(link) = Link::parse(url) {
        let kind = LinkKind::Pdf;
        candidate.add_link(Link { kind, ..link });
    }
}

/// Takes keywords: one that says where the paper stands is a state, any other a tag, once.
pub(super) fn add_keywords<'a>(
    candidate: &mut Candidate,
    keywords: impl IntoIterator<Item = &'a str>,
) {
    let marks = &mut candidate.marks;
    let mut known: HashSet<String> = marks.tags.iter().map(|tag| tag.to_lowercase()).collect();
    for keyword in keywords {
        let keyword = keyword.trim();
        if keyword.is_empty() {
            continue;
        }
        match state_named(keyword) {
            Some(state) => marks.state = marks.state.or(Some(state)),
            None if known.insert(keyword.to_lowercase()) => marks.tags.push(keyword.to_owned()),
            None => {}
        }
    }
}

/// What reference managers and people call the six states.
pub(super) fn state_named(word: &str) -> Option<FoundState> {
    Some(
        match word
            .trim()
            .to_ascii_lowercase()
            .replace(['_', ' '], "-")
            .as_str()
        {
            "to-read" | "toread" | "unread" | "queued" | "read-later" => FoundState::Queued,
            "reading" | "in-progress" => FoundState::Reading,
            "read" | "have-read" | "finished" => FoundState::Read,
            "skimmed" => FoundState::Skimmed,
            "dropped" | "not-reading" => FoundState::Dropped,
            "inbox" => FoundState::Inbox,
            _ => return None,
        },
    )
}
