//! An entry's fields become a candidate.

use crate::candidate::{Candidate, Found, Rejection, RejectionReason, WorkKind};
use crate::clean::{Dialect, clean_line, clean_paragraphs};
use crate::fields::author::bibtex_authors;
use crate::fields::date::{day_in, year_in};
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::links_in;
use crate::reference::record::{
    add_files, add_identifier, add_keywords, add_tags_and_states, add_urls, state_named,
    with_subtitle,
};

use super::details::add_details;
use super::files::paths_in;
use super::lex::Entry;
use super::own::{add_own, add_own_identifiers};

/// Turns an entry into a candidate, or a rejection where neither title nor identifier names it.
pub(super) fn found(entry: Entry) -> Found {
    let candidate = candidate(&entry);
    if candidate.title.is_empty() && candidate.identifiers.is_empty() {
        let reason = RejectionReason::NothingNamesIt;
        return Found::Rejection(Rejection::new(entry.lines, reason, &entry.text));
    }
    Found::Candidate(Box::new(candidate))
}

fn candidate(entry: &Entry) -> Candidate {
    let line = |name: &str| {
        entry
            .get(name)
            .map(|value| clean_line(value, Dialect::Tex))
            .filter(|text| !text.is_empty())
    };
    let is_book = matches!(
        entry.kind.as_str(),
        "book" | "mvbook" | "collection" | "proceedings" | "mvproceedings" | "booklet"
    );
    let mut candidate = Candidate {
        title: with_subtitle(
            line("title").unwrap_or_default(),
            &line("subtitle").unwrap_or_default(),
        ),
        kind: if is_book {
            WorkKind::Book
        } else {
            WorkKind::Paper
        },
        lines: vec![entry.lines],
        ..Candidate::default()
    };
    if let Some(names) = entry
        .get("author")
        .or_else(|| entry.get("editor").filter(|_| is_book))
    {
        candidate.add_authors(bibtex_authors(names));
    }
    candidate.abstract_text = entry
        .get("abstract")
        .map(|value| clean_paragraphs(value, Dialect::Tex))
        .filter(|text| !text.is_empty());
    candidate.year = ["date", "year", "issued", "eventdate"]
        .iter()
        .find_map(|name| year_in(entry.get(name)?));
    candidate.venue = [
        "journaltitle",
        "journal",
        "booktitle",
        "maintitle",
        "eventtitle",
        "series",
        "school",
        "institution",
        "publisher",
        "howpublished",
    ]
    .iter()
    .filter(|&&name| !(is_book && name == "booktitle"))
    .find_map(|name| line(name).filter(|text| !text.contains("://")));
    add_identifiers(&mut candidate, entry, is_book);
    add_own_identifiers(&mut candidate, entry);
    add_links(&mut candidate, entry);
    add_marks(&mut candidate, entry);
    add_details(&mut candidate, entry, is_book);
    add_own(&mut candidate, entry);
    candidate.citation_key = Some(entry.key.clone()).filter(|key| !key.is_empty());
    candidate
}

fn add_identifiers(candidate: &mut Candidate, entry: &Entry, is_book: bool) {
    let plain = |name: &str| entry.get(name).map(|value| clean_line(value, Dialect::Tex));
    add_identifier(
        candidate,
        plain("doi").and_then(|doi| Identifier::doi(&doi)),
    );
    if let Some(eprint) = plain("eprint") {
        let kind = plain("eprinttype")
            .or_else(|| plain("archiveprefix"))
            .unwrap_or_default();
        let identifier = match kind.to_ascii_lowercase().as_str() {
            "pubmed" | "pmid" => Identifier::pubmed(&eprint),
            "" | "arxiv" => Identifier::arxiv(&eprint).or_else(|| Identifier::recognise(&eprint)),
            _ => None,
        };
        add_identifier(candidate, identifier);
    }
    for name in ["arxivid", "arxiv"] {
        add_identifier(
            candidate,
            plain(name).and_then(|id| Identifier::recognise(&id)),
        );
    }
    add_identifier(
        candidate,
        plain("pmid").and_then(|id| Identifier::pubmed(&id)),
    );
    if is_book {
        add_identifier(
            candidate,
            plain("isbn").and_then(|isbn| Identifier::isbn(&isbn)),
        );
    }
    for (name, scheme) in [
        ("openreview", Scheme::OpenReview),
        ("acl", Scheme::Acl),
        ("s2id", Scheme::SemanticScholar),
    ] {
        let value =
            plain(name).filter(|value| !value.contains(char::is_whitespace) && !value.is_empty());
        add_identifier(candidate, value.map(|value| Identifier { scheme, value }));
    }
    // "arXiv preprint arXiv:2607.90012" is where many exports keep the id.
    for name in ["journal", "note", "howpublished", "number"] {
        let value = plain(name).unwrap_or_default();
        if let Some(at) = value.to_ascii_lowercase().find("arxiv:") {
            add_identifier(candidate, Identifier::arxiv(&value[at..]));
        }
    }
}

fn add_links(candidate: &mut Candidate, entry: &Entry) {
    let links = |name: &str| {
        let value = entry.get(name).map(unescaped).unwrap_or_default();
        links_in(&value)
    };
    let addresses = ["url", "ee", "howpublished", "bdsk-url-1", "bdsk-url-2"];
    for name in addresses {
        let links = links(name);
        add_urls(candidate, links.iter().map(|link| link.url.as_str()));
    }
    let pdfs = links("pdf").into_iter().map(|link| link.url);
    let mut files: Vec<String> = pdfs.collect();
    files.extend(entry.get("file").map(paths_in).unwrap_or_default());
    // Papers and BibDesk keep the address of a file on the disk here.
    let local = entry.get("local-url").or_else(|| entry.get("localfile"));
    files.extend(local.map(str::to_owned));
    add_files(candidate, files.iter().map(String::as_str));
    let links = links("code");
    add_urls(candidate, links.iter().map(|link| link.url.as_str()));
}

/// Takes the TeX out of an address, and leaves its tildes and dashes.
fn unescaped(value: &str) -> String {
    value
        .replace("\\url{", " ")
        .replace("{\\textasciitilde}", "~")
        .replace("\\textasciitilde", "~")
        .replace("{\\_}", "_")
        .replace("\\textless", "%3C")
        .replace("\\textgreater", "%3E")
        .replace("$<$", "%3C")
        .replace("$>$", "%3E")
        .replace("{<}", "%3C")
        .replace("{>}", "%3E")
        .replace("{}", "")
        .replace(['\\', '{'], "")
        .replace('}', " ")
}

/// Cleans a note, and keeps its lines: they are those of lists and programs. Blanks at a line's
/// ends are the file's indent, unless they are written `\ `.
fn note(value: &str) -> String {
    // Two characters that no text holds go through the cleaning as letters do.
    const LINE_END: char = '\u{fdd0}';
    const BLANK: char = '\u{fdd1}';
    let mut kept = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(' ')) => {
                chars.next();
                kept.push(BLANK);
            }
            ('\\', Some(&next)) => {
                chars.next();
                kept.extend([c, next]);
            }
            (LINE_END | BLANK, _) => {}
            _ => kept.push(c),
        }
    }
    let mut lines = String::with_capacity(kept.len());
    for line in kept.lines() {
        lines.push_str(line.trim());
        lines.push(LINE_END);
    }
    clean_line(&lines, Dialect::Tex)
        .replace(LINE_END, "\n")
        .replace(BLANK, " ")
        .trim_matches('\n')
        .to_owned()
}

fn add_marks(candidate: &mut Candidate, entry: &Entry) {
    candidate.marks.state = entry.get("readstatus").and_then(state_named);
    for name in ["keywords", "keyword", "mendeley-tags"] {
        if let Some(value) = entry.get(name) {
            take_keywords(candidate, value);
        }
    }
    add_jabref_marks(candidate, entry);
    candidate.marks.note = entry
        .get("annote")
        .or_else(|| entry.get("annotation"))
        .map(note)
        .filter(|text| !text.is_empty());
    candidate.marks.why = entry
        .get("comment")
        .map(|value| clean_line(value, Dialect::Tex))
        .filter(|text| !text.is_empty());
    let day = |name: &str| Some(day_in(entry.get(name)?)?.to_owned());
    candidate.marks.started_on = day("started");
    candidate.marks.finished_on = day("finished");
    // JabRef's, its older one, and BibDesk's.
    let added = ["creationdate", "timestamp", "date-added"];
    candidate.marks.added_at = added.into_iter().find_map(day);
    candidate.marks.is_starred = entry
        .get("ranking")
        .is_some_and(|rank| rank.contains("rank5"))
        || entry
            .get("starred")
            .is_some_and(|value| matches!(value.trim(), "true" | "yes" | "1"));
}

/// Takes keywords, parted by `;` where there is one, otherwise by commas. One in braces is a tag
/// whatever it holds and says.
fn take_keywords(candidate: &mut Candidate, value: &str) {
    let parts_at = if parts(value, ';').len() > 1 {
        ';'
    } else {
        ','
    };
    let keywords: Vec<(String, bool)> = parts(value, parts_at)
        .into_iter()
        .map(|part| {
            let keyword = clean_line(part, Dialect::Tex);
            let part = part.trim();
            let is_braced = part.starts_with('{') && part.ends_with('}');
            (keyword, is_braced && parts(part, '}').len() == 2)
        })
        .collect();
    let keywords = keywords.iter();
    add_tags_and_states(
        candidate,
        keywords.map(|(word, is_tag)| (word.as_str(), *is_tag)),
    );
}

/// Splits a value at a sign that stands outside braces.
fn parts(value: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut is_escaped) = (0_i64, 0, false);
    for (at, c) in value.char_indices() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match c {
            '\\' => is_escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if c == sign && depth <= 0 {
            parts.push(&value[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&value[start..]);
    parts
}

/// Takes JabRef's groups and its special fields as tags: `prio1`, `relevant`, `printed`,
/// `qualityAssured`, and ranks below five stars; five are a star of ours.
fn add_jabref_marks(candidate: &mut Candidate, entry: &Entry) {
    if let Some(groups) = entry.get("groups") {
        let groups = clean_line(groups, Dialect::Tex);
        add_keywords(candidate, groups.split(','));
    }
    for name in [
        "priority",
        "ranking",
        "relevance",
        "qualityassured",
        "printed",
    ] {
        let value = entry.get(name).map(str::trim).unwrap_or_default();
        if value.bytes().all(|byte| byte.is_ascii_alphanumeric()) && value != "rank5" {
            add_keywords(candidate, [value]);
        }
    }
}
