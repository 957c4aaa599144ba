//! Lines that hold links to papers.

use crate::candidate::Candidate;
use crate::clean::{Dialect, clean_line};
use crate::digest::page_text::{linked_texts, may_name_a_work, reads_as_title, unmark};
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind, links_in};
use crate::placed::PlacedLine;

/// Nobody sees more in one line.
const MOST_PAPERS: usize = 200;

/// Returns the papers that a line links to or names by an identifier. Text beside a link may be
/// its title; where a line has several papers only the text of the link itself may.
pub(crate) fn papers_of_line(line: &PlacedLine) -> Vec<Candidate> {
    let mut papers: Vec<Candidate> = Vec::new();
    let mut others: Vec<Link> = Vec::new();
    let linked = linked_texts(&line.text);
    let text = unmark(&line.text).text;
    let bare = links_in(&text).into_iter().map(|link| ("", link));
    for (text, link) in linked.into_iter().chain(bare) {
        let named = Identifier::from_url(&link.url).filter(|id| id.scheme != Scheme::Url);
        let Some(identifier) = named else {
            others.push(link);
            continue;
        };
        let Some(paper) = paper_of(&mut papers, identifier, line) else {
            break;
        };
        paper.add_link(link);
        if paper.title.is_empty() {
            let begins_low = text.trim_start().starts_with(char::is_lowercase);
            paper.title = title_in(text).filter(|_| !begins_low).unwrap_or_default();
        }
    }
    for identifier in typed_identifiers(&text) {
        if paper_of(&mut papers, identifier, line).is_none() {
            break;
        }
    }
    if let [paper] = &mut papers[..] {
        if paper.title.is_empty() {
            let title = beside_addresses(&text).and_then(|text| title_in(&text));
            paper.title = title
                .filter(|title| reads_as_title(title))
                .unwrap_or_default();
        }
        for link in others {
            if matches!(link.kind, LinkKind::Code | LinkKind::Pdf) {
                paper.add_link(link);
            }
        }
    }
    papers
}

/// Returns the paper that has an identifier, or has none of its scheme yet: one line tells several
/// identifiers of one paper. None where a line has too many.
fn paper_of<'a>(
    papers: &'a mut Vec<Candidate>,
    identifier: Identifier,
    line: &PlacedLine,
) -> Option<&'a mut Candidate> {
    let is_its = |paper: &Candidate| {
        let mut of_scheme = paper
            .identifiers
            .iter()
            .filter(|id| id.scheme == identifier.scheme);
        of_scheme.all(|known| *known == identifier)
    };
    let at = match papers.iter().position(is_its) {
        Some(at) => at,
        None if papers.len() >= MOST_PAPERS => return None,
        None => {
            papers.push(Candidate {
                lines: vec![line.lines],
                ..Candidate::default()
            });
            papers.len() - 1
        }
    };
    papers[at].add_identifier(identifier);
    Some(&mut papers[at])
}

/// Identifiers that are written with their scheme: `arXiv:2607.90012`, `doi:10.5555/kelp`.
fn typed_identifiers(text: &str) -> impl Iterator<Item = Identifier> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | ',' | ';')))
        .filter(|word| is_typed(word))
        .filter_map(Identifier::recognise)
}

fn is_typed(word: &str) -> bool {
    ["arxiv:", "doi:", "pmid:"].iter().any(|start| {
        word.get(..start.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(start))
    })
}

/// Returns what stands on one side of a text's addresses and identifiers. None where a sentence
/// goes on around them.
fn beside_addresses(text: &str) -> Option<String> {
    let is_address = |word: &str| {
        let word = word.trim_start_matches(['(', '[', '<']);
        word.contains("://")
            || is_typed(word)
            || word.starts_with("10.")
            || word.contains("arxiv.org/")
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.iter().position(|word| is_address(word));
    let last = words.iter().rposition(|word| is_address(word));
    let (before, after) = match (first, last) {
        (Some(first), Some(last)) => (&words[..first], &words[last + 1..]),
        _ => (&words[..], &words[..0]),
    };
    let (longer, shorter) = if before.len() >= after.len() {
        (before, after)
    } else {
        (after, before)
    };
    let text = longer.join(" ");
    let is_around = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '–' | '—' | ':' | '|' | ',' | ';' | '(' | '[' | '<' | ')' | '>'
            )
    };
    (shorter.len() < 3).then(|| text.trim_matches(is_around).to_owned())
}

/// A text as a title, if it may be one.
fn title_in(text: &str) -> Option<String> {
    let title = clean_line(text, Dialect::Plain);
    (!title.contains("://") && may_name_a_work(&title)).then_some(title)
}
