//! A paper's links: the first of each kind in the field that programs know, and all others in one of
//! ours.

use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};
use crate::write::{Record, tex};

use super::Fields;

pub(super) struct Links {
    url: Option<Link>,
    code: Option<Link>,
    pdf: Option<Link>,
    others: Vec<Link>,
}

impl Links {
    pub(super) fn of(record: &Record) -> Self {
        let mut links = Self {
            url: None,
            code: None,
            pdf: None,
            others: Vec::new(),
        };
        for link in &record.links {
            let link = Link {
                kind: link.kind,
                url: tex::address(&link.url),
            };
            let place = match link.kind {
                LinkKind::Paper | LinkKind::Other => &mut links.url,
                LinkKind::Code => &mut links.code,
                LinkKind::Pdf => &mut links.pdf,
            };
            if place.is_none() && comes_back(&link) && brings_nothing(&link, record) {
                *place = Some(link);
            } else {
                links.others.push(link);
            }
        }
        links.others.sort_by_key(|link| link.kind);
        links
    }

    /// Whether the address in `url` says this already to who reads it.
    pub(super) fn tell(&self, identifier: &Identifier, record: &Record) -> bool {
        let is_only = record.identifiers.iter().all(|id| id.scheme == Scheme::Url);
        let of_url = self
            .url
            .as_ref()
            .and_then(|link| Identifier::from_url(&link.url));
        is_only && of_url.as_ref() == Some(identifier)
    }

    pub(super) fn add(self, fields: &mut Fields) {
        for (name, link) in [("url", self.url), ("code", self.code), ("pdf", self.pdf)] {
            fields.add(name, link.map(|link| link.url).unwrap_or_default());
        }
        let others = self.others.into_iter();
        let others: Vec<String> = others
            .map(|link| format!("{} {}", link.kind.name(), link.url))
            .collect();
        fields.add("links", others.join(" "));
    }
}

/// Whether an address stands in a field as it is and is read as the same link.
fn comes_back(link: &Link) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() && !"\"<>`|\\{}^".contains(c);
    link.url.chars().all(is_plain)
        && Link::parse(&link.url).is_some_and(|read| {
            read.url == link.url && (read.kind == link.kind || link.kind == LinkKind::Pdf)
        })
}

/// Whether reading it brings no identifier along that the paper does not have. That of a PDF is
/// not looked at.
fn brings_nothing(link: &Link, record: &Record) -> bool {
    let has_better = || record.identifiers.iter().any(|id| id.scheme != Scheme::Url);
    match Identifier::from_url(&link.url) {
        _ if link.kind == LinkKind::Pdf => true,
        None => true,
        Some(id) => (id.scheme == Scheme::Url && has_better()) || record.identifiers.contains(&id),
    }
}
