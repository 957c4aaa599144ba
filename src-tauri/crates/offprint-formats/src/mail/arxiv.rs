//! arXiv's daily listings: records between lines of `\\`.

use crate::candidate::{Candidate, DetailKind, Found, LineSpan};
use crate::clean::{Dialect, clean_line, clean_paragraphs};
use crate::fields::author::{Author, listed_authors};
use crate::fields::date::year_of_arxiv_id;
use crate::fields::identifier::Identifier;
use crate::fields::link::{Link, LinkKind};
use crate::placed::PlacedLine;

use super::{found_or_rejected, span_of_lines};

/// Whether some lines hold a record of a listing.
pub(super) fn is_listing(lines: &[PlacedLine]) -> bool {
    (0..lines.len()).any(|at| record_at(lines, at).is_some())
}

/// Reads the new, cross-listed and replaced papers of a listing. Replaced ones have no abstract.
///
/// Source: the mails as arXiv sends them, new and from before 2007; `tests/samples/mails/`.
pub(super) fn read(lines: &[PlacedLine]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some(id) = record_at(lines, at) else {
            at += 1;
            continue;
        };
        let end = end_of_record(lines, at);
        let record = &lines[at..end];
        let texts: Vec<&str> = record.iter().map(|line| line.text.as_str()).collect();
        let candidate = candidate(id, &texts, span_of_lines(record));
        found.push(found_or_rejected(candidate, record));
        at = end;
    }
    found
}

/// What the record that begins at a line gives as its identifier.
///
/// It begins with `arXiv:2607.90001` or `Paper: hep-th/9901001`, and its date or title comes next.
fn record_at(lines: &[PlacedLine], at: usize) -> Option<&str> {
    let id = id_of_head(lines[at].text.trim())?;
    let next = lines[at + 1..]
        .iter()
        .take(4)
        .map(|line| line.text.trim())
        .find(|line| !line.is_empty())?;
    let goes_on = ["Date:", "Date ", "From:", "Title:", "replaced with"]
        .iter()
        .any(|start| next.starts_with(start));
    goes_on.then_some(id)
}

fn id_of_head(head: &str) -> Option<&str> {
    if let Some(rest) = head.strip_prefix("arXiv:") {
        return rest.split_whitespace().next();
    }
    let (between, id) = head.strip_prefix("Paper")?.split_once(':')?;
    let is_label = between.is_empty() || between.trim().starts_with('(');
    is_label.then(|| id.split_whitespace().next()).flatten()
}

/// Returns where the record ends, its closing line included.
fn end_of_record(lines: &[PlacedLine], start: usize) -> usize {
    let mut n_marks = 0;
    for at in start + 1..lines.len() {
        let text = lines[at].text.trim();
        if is_rule(text) || record_at(lines, at).is_some() {
            // The mark above the next record is that record's.
            let is_its_mark = lines[at - 1].text.trim() == "\\\\";
            let begins_next = !is_rule(text) && is_its_mark && at - 1 > start;
            return if begins_next { at - 1 } else { at };
        }
        if text.starts_with("\\\\") {
            n_marks += 1;
            if n_marks == 2 || text.contains("://") {
                return at + 1;
            }
        }
    }
    lines.len()
}

/// A line of dashes, or of dashes and percent signs between the sections.
fn is_rule(text: &str) -> bool {
    text.len() >= 10 && text.bytes().all(|byte| matches!(byte, b'-' | b'%'))
}

fn candidate(id: &str, record: &[&str], lines: LineSpan) -> Candidate {
    let header_end = record
        .iter()
        .position(|line| line.trim().starts_with("\\\\"))
        .unwrap_or(record.len());
    let mut candidate = Candidate {
        lines: vec![lines],
        ..Candidate::default()
    };
    if let Some(identifier) = Identifier::arxiv(id) {
        candidate.year = year_of_arxiv_id(&identifier.value);
        candidate.add_link(Link {
            kind: LinkKind::Paper,
            url: format!("https://arxiv.org/abs/{}", identifier.value),
        });
        candidate.add_identifier(identifier);
    }
    candidate.details.add(DetailKind::Type, "article");
    for (name, value) in fields(&record[1..header_end.max(1)]) {
        let line = || clean_line(&value, Dialect::Tex);
        match name {
            "Title" => candidate.title = line(),
            "Author" | "Authors" => {
                candidate.add_authors(authors(&line()));
            }
            "Comments" | "Comment" => candidate.details.add(DetailKind::Remark, line()),
            "Report-no" => candidate.details.add(DetailKind::Number, line()),
            "Journal-ref" => candidate.venue = Some(line()).filter(|venue| !venue.is_empty()),
            "DOI" => {
                for doi in value.split_whitespace().filter_map(Identifier::doi) {
                    candidate.add_identifier(doi);
                }
            }
            _ => {}
        }
    }
    let text: Vec<&str> = record
        .get(header_end + 1..)
        .unwrap_or_default()
        .iter()
        .copied()
        .take_while(|line| !line.trim().starts_with("\\\\"))
        .collect();
    let text = clean_paragraphs(&with_paragraphs(&text), Dialect::Tex);
    candidate.abstract_text = Some(text).filter(|text| !text.is_empty());
    candidate
}

/// Reads the names, without where each author works: that is in brackets. Before a colon stands
/// a group's name.
fn authors(line: &str) -> Vec<Author> {
    let mut names = String::with_capacity(line.len());
    let mut depth = 0_usize;
    for c in line.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => names.push(c),
            _ => {}
        }
    }
    let (group, names) = match names.split_once(':') {
        Some((group, names)) if !group.contains(',') => (Some(group), names),
        _ => (None, &*names),
    };
    let group = group.map(|group| Author {
        family: group.trim().to_owned(),
        given: String::new(),
    });
    group.into_iter().chain(listed_authors(names)).collect()
}

/// In an abstract, the lines are flush; one that is indented begins a paragraph.
fn with_paragraphs(lines: &[&str]) -> String {
    let is_indented = |line: &&str| line.starts_with(' ');
    // Of older listings every line is indented.
    let n_indented = lines.iter().filter(|line| is_indented(line)).count();
    let marks_paragraphs = n_indented * 2 < lines.len();
    let mut text = String::new();
    for line in lines {
        if marks_paragraphs && is_indented(line) {
            text.push('\n');
        }
        text.push_str(line.trim());
        text.push('\n');
    }
    text
}

/// The fields of a record's head, each with the lines that it goes on with.
fn fields<'a>(lines: &[&'a str]) -> Vec<(&'a str, String)> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    for line in lines {
        let known = line.split_once(':').filter(|(name, _)| is_field(name));
        match (known, fields.last_mut()) {
            (Some((name, value)), _) => fields.push((name, value.trim().to_owned())),
            (None, Some((_, value))) if line.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (None, _) => {}
        }
    }
    fields
}

fn is_field(name: &str) -> bool {
    const NAMES: [&str; 15] = [
        "Title",
        "Author",
        "Authors",
        "Categories",
        "Comments",
        "Comment",
        "Report-no",
        "Journal-ref",
        "DOI",
        "MSC-class",
        "ACM-class",
        "License",
        "Proxy",
        "From",
        "Subj-class",
    ];
    NAMES.contains(&name) || name.starts_with("Date")
}
