//! The XML of one entry becomes a candidate.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::candidate::{Candidate, DetailKind, LineSpan};
use crate::clean::{Dialect, clean_line, clean_paragraphs};
use crate::digest::plain_list::cited_authors;
use crate::fields::author::listed_authors;
use crate::fields::date::{year_in, year_of_arxiv_id};
use crate::fields::identifier::{Identifier, Scheme, address_of_doi};
use crate::fields::link::{Link, LinkKind};
use crate::html::lines_of_html;

/// An element without others in it.
struct Leaf {
    /// With its prefix, as in `dc:creator`; the name around it before that of an author.
    name: String,
    text: String,
    /// Where an Atom link leads.
    href: Option<String>,
}

/// Reads an entry; what breaks the rules of XML ends it, and what came before counts.
pub(super) fn candidate(xml: &str, lines: LineSpan) -> Candidate {
    let leaves = leaves(xml);
    let all = |names: &'static [&'static str]| {
        names.iter().flat_map(|name| {
            let of_name = leaves.iter().filter(move |leaf| leaf.name == *name);
            of_name
                .map(|leaf| leaf.text.trim())
                .filter(|text| !text.is_empty())
        })
    };
    let mut candidate = Candidate {
        lines: vec![lines],
        ..Candidate::default()
    };
    let title = all(&["title", "dc:title"]).next().unwrap_or("");
    let (title, id) = without_arxiv_id(&line_of(title));
    candidate.title = title;
    if let Some(identifier) = id {
        candidate.add_identifier(identifier);
    }
    for text in all(&[
        "prism:doi",
        "arxiv:doi",
        "dc:identifier",
        "guid",
        "id",
        "arxiv:DOI",
    ]) {
        if let Some(identifier) = identifier_in(text) {
            candidate.add_identifier(identifier);
        }
    }
    let hrefs = leaves.iter().filter_map(|leaf| leaf.href.as_deref());
    for address in hrefs.chain(all(&["link", "prism:url", "feedburner:origLink"])) {
        if let Some(link) = Link::parse(address) {
            if let Some(identifier) = Identifier::from_url(&link.url) {
                candidate.add_identifier(identifier);
            }
            candidate.add_link(link);
        }
    }
    for name in all(&["author/name", "dc:creator", "author", "dc:contributor"]) {
        if candidate.authors.is_empty() || !name.contains('@') {
            add_authors(&mut candidate, name);
        }
    }
    candidate.abstract_text = all(&[
        "description",
        "summary",
        "content:encoded",
        "content",
        "dc:description",
    ])
    .map(abstract_of)
    .filter(|text| !text.is_empty())
    .max_by_key(String::len);
    candidate.year = all(&[
        "prism:publicationDate",
        "prism:coverDate",
        "dc:date",
        "published",
        "pubDate",
        "updated",
    ])
    .find_map(year_in)
    .or_else(|| {
        let mut ids = candidate.identifiers.iter();
        ids.find(|id| id.scheme == Scheme::Arxiv)
            .and_then(|id| year_of_arxiv_id(&id.value))
    });
    let venue = all(&[
        "arxiv:journal_ref",
        "arxiv:journal_reference",
        "prism:publicationName",
    ])
    .next();
    candidate.venue = venue.map(line_of);
    let details = [
        (DetailKind::Remark, "arxiv:comment"),
        (DetailKind::Volume, "prism:volume"),
        (DetailKind::Issue, "prism:number"),
        (DetailKind::Issn, "prism:issn"),
    ];
    for (kind, name) in details {
        if let Some(leaf) = leaves.iter().find(|leaf| leaf.name == name) {
            candidate.details.add(kind, line_of(&leaf.text));
        }
    }
    if candidate
        .links
        .iter()
        .all(|link| link.kind != LinkKind::Paper)
        && let Some(id) = candidate.identifiers.first()
    {
        let page = page_of(id);
        page.into_iter().for_each(|page| candidate.add_link(page));
    }
    candidate
}

/// The page of a work whose identifier says where it is, for entries without a link.
fn page_of(identifier: &Identifier) -> Option<Link> {
    let url = match identifier.scheme {
        Scheme::Doi => address_of_doi(&identifier.value),
        Scheme::Arxiv => format!("https://arxiv.org/abs/{}", identifier.value),
        Scheme::OpenReview
        | Scheme::Acl
        | Scheme::PubMed
        | Scheme::Isbn
        | Scheme::SemanticScholar
        | Scheme::Url => return None,
    };
    Some(Link {
        kind: LinkKind::Paper,
        url,
    })
}

fn identifier_in(text: &str) -> Option<Identifier> {
    // arXiv's own ids: "oai:arXiv.org:2607.90001v1".
    match text.strip_prefix("oai:arXiv.org:") {
        Some(id) => Identifier::arxiv(id),
        None => Identifier::recognise(text),
    }
}

/// Parts what arXiv's feeds have behind a title: `A title. (arXiv:2607.90001v1 [cs.LG])`.
fn without_arxiv_id(title: &str) -> (String, Option<Identifier>) {
    let parted = title
        .rsplit_once("(arXiv:")
        .and_then(|(title, id)| Some((title, Identifier::arxiv(id)?)));
    match parted {
        Some((title, id)) => (title.trim().trim_end_matches('.').to_owned(), Some(id)),
        None => (title.to_owned(), None),
    }
}

/// Adds the names of an element: one, several in a line, or "ana@tide.example (Ana Roe)".
fn add_authors(candidate: &mut Candidate, text: &str) {
    let line = line_of(text);
    let line = match line.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')'),
        _ => &line,
    };
    let authors = cited_authors(line).unwrap_or_else(|| listed_authors(line));
    candidate.add_authors(authors);
}

fn line_of(text: &str) -> String {
    clean_line(&shown(text).replace('\n', " "), Dialect::Plain)
}

/// An abstract, without what arXiv's feeds put above it.
fn abstract_of(text: &str) -> String {
    let text = shown(text);
    let text = match text.split_once("Abstract:") {
        Some((above, rest)) if above.len() < 200 => rest,
        _ => &text,
    };
    let text = clean_paragraphs(text, Dialect::Plain);
    // Journals repeat above it where and when it appeared.
    match text.split_once("\n\n") {
        Some((above, rest)) if above.len() < 300 && above.contains("doi:") => rest.to_owned(),
        _ => text,
    }
}

/// Texts of feeds are plain or HTML, and nothing says which.
fn shown(text: &str) -> String {
    let is_html =
        text.contains("</") || text.contains("/>") || text.contains("<p>") || text.contains("<br>");
    if !is_html {
        return text.to_owned();
    }
    let mut shown = String::new();
    for line in lines_of_html(text).lines() {
        shown.push_str(&crate::digest::page_text::unmark(line).text);
        shown.push('\n');
    }
    shown
}

/// Returns the elements that hold text, in their order. Elements in a text are part of it, as of
/// Atom's XHTML.
fn leaves(xml: &str) -> Vec<Leaf> {
    const MOST_LEAVES: usize = 10_000;
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut depth = 0_usize;
    let mut is_in_author = false;
    while leaves.len() < MOST_LEAVES {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                let name = tag.name().into_inner().to_owned();
                if depth == 2 || (depth == 3 && is_in_author) {
                    is_in_author |= depth == 2 && name == "author";
                    leaves.push(leaf(&tag, if depth == 3 { "author/" } else { "" }));
                } else if depth > 2 {
                    push(&mut leaves, &format!("<{name}>"));
                }
            }
            Ok(Event::Empty(tag)) if depth == 1 => leaves.push(leaf(&tag, "")),
            Ok(Event::Empty(_)) => push(&mut leaves, " "),
            Ok(Event::End(tag)) => {
                if depth > 2 && !is_in_author {
                    push(&mut leaves, &format!("</{}>", tag.name().into_inner()));
                }
                is_in_author &= depth != 2;
                depth = depth.saturating_sub(1);
            }
            Ok(Event::Text(text)) => push(&mut leaves, &text.xml10_content()),
            Ok(Event::CData(text)) => push(&mut leaves, &text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => push(&mut leaves, &resolved(&reference)),
            Ok(Event::Eof) | Err(_) => break,
            Ok(Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_)) => {}
        }
    }
    leaves
}

fn leaf(tag: &BytesStart<'_>, around: &str) -> Leaf {
    let attribute = |name: &str| {
        let found = tag
            .html_attributes()
            .flatten()
            .take(100)
            .find(|found| found.key.into_inner() == name)?;
        Some(clean_line(&found.value, Dialect::Plain))
    };
    let name = tag.name().into_inner();
    // Atom's links lead to the feed itself and to comments, too.
    let is_ours = attribute("rel")
        .is_none_or(|rel| matches!(&*rel, "alternate" | "related" | "enclosure" | "via"));
    let href = (name == "link" && is_ours)
        .then(|| attribute("href"))
        .flatten();
    Leaf {
        name: format!("{around}{name}"),
        text: String::new(),
        href,
    }
}

fn push(leaves: &mut [Leaf], text: &str) {
    if let Some(leaf) = leaves.last_mut() {
        leaf.text.push_str(text);
    }
}

/// What a reference stands for. Those that a document defines itself stay as they are: they can
/// stand for more than any memory holds.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    match &*reference.xml10_content() {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => format!("&{other};"),
    }
}
