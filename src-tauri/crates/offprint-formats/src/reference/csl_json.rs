//! CSL-JSON, as Zotero, Mendeley, pandoc and many services write it.

use offprint_source::SourceText;
use serde_json::{Map, Value};

use crate::Format;
use crate::candidate::{Candidate, DetailKind, Found, FoundMarks, Rejection, RejectionReason};
use crate::detect::{DetectReason, Detected, Head};
use crate::fields::author::Author;
use crate::fields::identifier::Identifier;
use crate::grammar::json_elements::{JsonElement, json_elements};
use crate::read::ReadError;

use super::json_lines;
use super::record::{found, is_key, with_subtitle};
use super::work::Work;

/// Reads CSL-JSON one item at a time, in file order: an array of items, an object that holds it as
/// `items`, or one item.
///
/// Yields a candidate per item; a rejection for what is no object, is not JSON, is nested deeper
/// than 128 levels, never ends, or has neither title nor identifier. Holds one item in memory.
///
/// Errors: only those of reading `text` itself; content never fails.
/// Source: the CSL-JSON schema 1.0.2; what programs write beside it is in
/// `tests/samples/references/csl-json/`.
pub fn read_csl_json(text: SourceText) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    json_elements(text, |key| key == "items").map(|element| {
        Ok(match element? {
            JsonElement::Broken(rejection) => Found::Rejection(rejection),
            JsonElement::Whole { lines, text } => {
                match serde_json::from_str::<Map<String, Value>>(&text) {
                    Ok(item) => {
                        let item = answered(item);
                        let mut candidate = work(&item).candidate(lines);
                        add_own(&mut candidate, &item);
                        found(candidate, lines, &text)
                    }
                    Err(_) => {
                        Found::Rejection(Rejection::new(lines, RejectionReason::Malformed, &text))
                    }
                }
            }
        })
    })
}

/// Tells CSL-JSON by one of CSL's types beside fields that are spelled as CSL does.
pub(crate) fn detect(head: &Head<'_>) -> Option<Detected> {
    let text = head.text.trim_start_matches('\u{feff}').trim_start();
    let is_json = text.starts_with(['[', '{']);
    let has = |name: &str| text.contains(&format!("\"{name}\""));
    let has_type = || {
        text.match_indices("\"type\"").take(100).any(|(at, name)| {
            let value = text[at + name.len()..].trim_start().strip_prefix(':');
            let value = value.and_then(|value| value.trim_start().strip_prefix('"'));
            let word = value.and_then(|value| value.split('"').next());
            word.is_some_and(|word| csl_type_of(word).is_some())
        })
    };
    // Other programs know the parts of a name, too, beside authors that are one text.
    let has_names = || {
        has("family")
            && ["author", "editor"].iter().any(|role| {
                let name = format!("\"{role}\"");
                text.split(&name).skip(1).take(100).any(|value| {
                    let value = value.trim_start().strip_prefix(':');
                    value.is_some_and(|value| value.trim_start().starts_with('['))
                })
            })
    };
    let is_csl = is_json
        && (has("title") || has("DOI"))
        && has_type()
        && (has("issued") || has("container-title") || has("DOI") || has_names());
    is_csl.then(|| Detected::of(Format::CslJson, DetectReason::FieldNames))
}

fn work(item: &Map<String, Value>) -> Work {
    let text = |name: &str| item.get(name).map(text_of).unwrap_or_default();
    let first = |names: &[&str]| {
        let texts = names.iter().map(|name| text(name));
        texts
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    };
    let names = |name: &str| -> Vec<Author> {
        let names = item.get(name).map(each).unwrap_or_default();
        names.iter().filter_map(author).collect()
    };
    let written = text("type");
    let csl_type = csl_type_of(&written);
    let mut work = Work {
        csl_type: csl_type.unwrap_or_default(),
        genre: text("genre"),
        title: with_subtitle(
            first(&["title", "title-short", "shortTitle"]),
            &text("subtitle"),
        ),
        authors: names("author"),
        editors: names("editor"),
        // Crossref's abstracts have this as their heading.
        abstract_text: text("abstract").replace("<jats:title>Abstract</jats:title>", ""),
        dates: item.get("issued").map(dates).unwrap_or_default(),
        container: first(&[
            "container-title",
            "journalAbbreviation",
            "event-title",
            "event",
        ]),
        series: text("collection-title"),
        volume: text("volume"),
        issue: text("issue"),
        number: text("number"),
        pages: first(&["page", "article-number", "page-first"]),
        edition: text("edition"),
        publisher: text("publisher"),
        place: text("publisher-place"),
        language: text("language"),
        extra: text("note"),
        ..Work::default()
    };
    for name in ["ISSN", "ISBN"] {
        let serials = item.get(name).map(each).unwrap_or_default();
        work.serials.extend(serials.iter().map(text_of));
    }
    // Zotero keeps the number of a preprint as "arXiv:2607.90012".
    let is_arxiv = work.number.to_ascii_lowercase().starts_with("arxiv:");
    let arxiv = is_arxiv.then(|| Identifier::arxiv(&work.number)).flatten();
    if arxiv.is_some() {
        work.number.clear();
    }
    work.identifiers = Identifier::doi(&text("DOI"))
        .into_iter()
        .chain(arxiv)
        .chain(Identifier::pubmed(&text("PMID")))
        .collect();
    let id = first(&["citation-key", "citation-label", "id"]);
    if is_key(&id) {
        work.citation_key = id.clone();
    } else {
        // Some services use what names the work as its id.
        work.identifiers.extend(Identifier::recognise(&id));
    }
    work.urls = vec![text("URL")];
    let keywords = item.get("keyword").map(each).unwrap_or_default();
    work.keywords = keywords
        .iter()
        .map(text_of)
        .flat_map(|words| {
            let parts_at = if words.contains(';') { ';' } else { ',' };
            words.split(parts_at).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    work.notes = vec![text("annote")];
    work
}

/// Takes what only Offprint writes, under `custom`: the person's marks, and identifiers and links
/// whole. Its own texts were cleaned before they were written, and a note keeps its lines.
fn add_own(candidate: &mut Candidate, item: &Map<String, Value>) {
    let custom = item.get("custom").and_then(Value::as_object);
    let uid = |custom: &Map<String, Value>| {
        let uid = custom.get("uid").and_then(Value::as_str)?;
        json_lines::is_uid(uid).then(|| uid.to_owned())
    };
    let Some((custom, uid)) = custom.and_then(|custom| Some((custom, uid(custom)?))) else {
        return;
    };
    let text = |name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
    candidate.uid = Some(uid);
    candidate.citation_key = text("citation-key");
    candidate.marks = FoundMarks {
        note: text("annote"),
        ..json_lines::marks(custom)
    };
    candidate.identifiers.clear();
    candidate.links.clear();
    json_lines::add_addresses(candidate, custom);
    let attachments = json_lines::list(custom, "attachments").filter_map(json_lines::line_of);
    candidate
        .details
        .add_all(DetailKind::Attachment, attachments);
}

/// A text or a number; of a list its first.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => match values.first() {
            Some(Value::Array(_)) | None => String::new(),
            Some(value) => text_of(value),
        },
        Value::Null | Value::Bool(_) | Value::Object(_) => String::new(),
    }
}

/// The values of a list; of anything else that one.
fn each(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values.clone(),
        other => vec![other.clone()],
    }
}

fn author(value: &Value) -> Option<Author> {
    let Value::Object(name) = value else {
        return Author::parse(&text_of(value), crate::clean::Dialect::Plain);
    };
    let part = |part: &str| name.get(part).map(text_of).unwrap_or_default();
    let join = |parts: [String; 2]| {
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    };
    let family = join([part("non-dropping-particle"), part("family")]);
    if family.is_empty() {
        return [part("literal"), part("name"), part("given")]
            .iter()
            .find_map(|name| Author::group(name));
    }
    let family = Author::group(&join([family, part("suffix")]))?.family;
    let given = join([part("given"), part("dropping-particle")]);
    let given = Author::group(&given).map(|name| name.family);
    Some(Author {
        family,
        given: given.unwrap_or_default(),
    })
}

/// A date: its parts, of a range the first; or as text, under one of several names.
fn dates(issued: &Value) -> Vec<String> {
    let Value::Object(date) = issued else {
        return vec![text_of(issued)];
    };
    let parts = date.get("date-parts").and_then(|parts| parts.get(0));
    let parts = parts.map(|parts| {
        let parts = each(parts).into_iter().map(|part| text_of(&part));
        let parts = parts.filter(|part| !part.is_empty() && part != "0");
        parts.take(3).collect::<Vec<_>>().join("-")
    });
    let texts = ["raw", "literal", "edtf", "year", "date"].into_iter();
    let texts = texts.filter_map(|name| date.get(name)).map(text_of);
    parts.into_iter().chain(texts).collect()
}

/// What Crossref answers holds its one work as `message`.
fn answered(mut item: Map<String, Value>) -> Map<String, Value> {
    match item.remove("message") {
        Some(Value::Object(work)) if item.contains_key("message-type") => work,
        Some(other) => {
            item.insert("message".to_owned(), other);
            item
        }
        None => item,
    }
}

/// Returns CSL's word for a type, which may be Crossref's.
fn csl_type_of(word: &str) -> Option<&'static str> {
    let csl = match word {
        "journal-article" => "article-journal",
        "proceedings-article" => "paper-conference",
        "book-chapter" | "book-section" | "book-part" => "chapter",
        "posted-content" => "article",
        "monograph" | "edited-book" | "reference-book" => "book",
        "dissertation" => "thesis",
        "peer-review" => "review",
        word => word,
    };
    TYPES.iter().find(|known| **known == csl).copied()
}

/// CSL's words for types.
const TYPES: [&str; 45] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];
