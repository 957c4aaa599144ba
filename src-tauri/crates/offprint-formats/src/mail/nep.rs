//! Reports of new working papers, as RePEc sends them: a number and a title, then labels.

use crate::candidate::{Candidate, DetailKind, Found};
use crate::clean::{Dialect, clean_line, clean_paragraphs};
use crate::fields::author::listed_authors;
use crate::fields::date::year_in;
use crate::fields::identifier::Identifier;
use crate::fields::link::links_in;
use crate::placed::PlacedLine;

use super::{found_or_rejected, span_of_lines};

/// Whether lines are a report: numbered titles, and addresses or classes as only these have them.
pub(super) fn is_report(lines: &[PlacedLine]) -> bool {
    let has = |what: &str| lines.iter().filter(|line| line.text.contains(what)).count();
    let n_labels = lines
        .iter()
        .filter(|line| matches!(label(&line.text), Some((Label::Url | Label::Other, _))))
        .count();
    let n_titles = (0..lines.len())
        .filter(|&at| begins_record(lines, at))
        .count();
    n_titles > 0 && n_labels > 0 && (has("repec.org/") > 0 || has("JEL") > 0)
}

/// Reads the papers of a report.
///
/// Source: the reports as RePEc's "New Economics Papers" sends them; `tests/samples/mails/`.
pub(super) fn read(lines: &[PlacedLine]) -> Vec<Found> {
    let starts: Vec<usize> = (0..lines.len())
        .filter(|&at| begins_record(lines, at))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| record(&lines[start..end]))
        .collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Authors,
    Abstract,
    Date,
    Url,
    /// Keywords and classes.
    Other,
}

/// A numbered title begins a record where a label follows before the next one.
fn begins_record(lines: &[PlacedLine], at: usize) -> bool {
    const FARTHEST: usize = 60;
    if numbered(&lines[at].text).is_none() {
        return false;
    }
    lines[at + 1..]
        .iter()
        .take(FARTHEST)
        .take_while(|line| numbered(&line.text).is_none())
        .any(|line| label(&line.text).is_some())
}

/// `12. A title`, at the start of the line but for blanks.
fn numbered(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let title = line[n_digits..].strip_prefix('.')?;
    ((1..=3).contains(&n_digits) && title.starts_with([' ', '\t']) && !title.trim().is_empty())
        .then(|| title.trim())
}

fn label(line: &str) -> Option<(Label, &str)> {
    let (name, value) = line.trim().split_once(':')?;
    let label = match name.trim().to_ascii_lowercase().as_str() {
        "by" | "author" | "authors" | "author(s)" => Label::Authors,
        "abstract" => Label::Abstract,
        "date" => Label::Date,
        "url" => Label::Url,
        "keywords" | "jel" => Label::Other,
        _ => return None,
    };
    Some((label, value.trim()))
}

fn record(lines: &[PlacedLine]) -> Found {
    let mut title = numbered(&lines[0].text).unwrap_or("").to_owned();
    let mut values: Vec<(Label, String)> = Vec::new();
    // Names without a label stand one to a line, the abstract in a paragraph of its own.
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    let mut n_used = 1;
    let mut is_in_title = true;
    let mut is_closed = false;
    for (at, line) in lines.iter().enumerate().skip(1) {
        let text = line.text.trim();
        if is_end(text) || (is_closed && text.is_empty()) {
            break;
        }
        match (label(text), values.last_mut()) {
            (Some((label, value)), _) => {
                is_closed |= label == Label::Url;
                values.push((label, value.to_owned()));
            }
            (None, _) if text.is_empty() => {
                is_in_title = false;
                paragraphs.push(Vec::new());
                if let Some((Label::Abstract, value)) = values.last_mut() {
                    value.push('\n');
                }
            }
            (None, Some((_, value))) => {
                value.push('\n');
                value.push_str(text);
            }
            (None, None) if is_in_title => {
                title.push(' ');
                title.push_str(text);
            }
            (None, None) => {
                if let Some(paragraph) = paragraphs.last_mut() {
                    paragraph.push(text);
                }
            }
        }
        if !text.is_empty() {
            n_used = at + 1;
        }
    }
    let used = &lines[..n_used];
    let mut candidate = Candidate {
        title: clean_line(&title, Dialect::Plain),
        lines: vec![span_of_lines(used)],
        ..Candidate::default()
    };
    candidate.details.add(DetailKind::Type, "report");
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let text = paragraph.join("\n");
        if n == 0 && !values.iter().any(|(label, _)| *label == Label::Authors) {
            values.push((Label::Authors, text));
        } else {
            values.push((Label::Abstract, text));
        }
    }
    for (label, value) in values {
        add(&mut candidate, label, &value);
    }
    found_or_rejected(candidate, used)
}

fn add(candidate: &mut Candidate, label: Label, value: &str) {
    match label {
        Label::Authors => {
            candidate.add_authors(value.split(['\n', ';']).flat_map(|name| {
                let name = without_affiliation(name);
                listed_authors(&name.replace(',', ""))
            }));
        }
        Label::Abstract => {
            let text = clean_paragraphs(value, Dialect::Plain);
            if candidate.abstract_text.is_none() && !text.is_empty() {
                candidate.abstract_text = Some(text);
            }
        }
        Label::Date => candidate.year = year_in(value),
        Label::Url => {
            for link in links_in(value) {
                if let Some(identifier) = Identifier::from_url(&link.url) {
                    candidate.add_identifier(identifier);
                }
                candidate.add_link(link);
            }
        }
        Label::Other => {}
    }
}

/// Takes off where an author works, which is in brackets.
fn without_affiliation(name: &str) -> &str {
    name.split(['(', '[']).next().unwrap_or(name).trim()
}

/// A rule, or what stands below the last paper.
fn is_end(text: &str) -> bool {
    let is_rule = text.len() >= 10
        && text
            .bytes()
            .all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'*'));
    is_rule || text.starts_with("This nep-") || text.starts_with("This issue is")
}
