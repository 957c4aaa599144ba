//! Any mail: papers as a page shows them, and links to papers in its text.

use std::collections::HashMap;

use crate::candidate::{Candidate, Found};
use crate::digest::link_list::papers_of_line;
use crate::digest::page_text::{read_placed_lines, reads_as_title};
use crate::fields::identifier::Identifier;
use crate::placed::PlacedLine;

/// Reads the papers that a letter shows or links to.
///
/// What the page-text reader makes of its lines counts where it has an abstract, or an identifier and
/// a title as papers have them. Any other link to a paper is a paper, too, by the link's text; several to the same
/// one are one. What stands below a letter for its sender's sake, to unsubscribe and the like, is
/// passed over.
pub(super) fn read(lines: &[PlacedLine]) -> Vec<Found> {
    let lines: Vec<PlacedLine> = lines.iter().map(without_footer).collect();
    let mut found: Vec<Found> = read_placed_lines(&lines).filter(is_shown_paper).collect();
    let mut shown = found.iter().map(Found::span).collect::<Vec<_>>();
    shown.sort();
    let mut at = 0;
    let mut linked: Vec<Candidate> = Vec::new();
    for line in &lines {
        while shown
            .get(at)
            .is_some_and(|span| span.last < line.lines.first)
        {
            at += 1;
        }
        let is_shown = shown
            .get(at)
            .is_some_and(|span| span.first <= line.lines.last);
        if !is_shown {
            linked.extend(papers_of_line(line));
        }
    }
    add_linked(&mut found, linked);
    found.sort_by_key(Found::span);
    found
}

/// Headings and names have the shape of titles, too, and a mail has more of them than a page.
fn is_shown_paper(found: &Found) -> bool {
    match found {
        Found::Candidate(paper) => {
            let is_titled = !paper.title.contains("://") && reads_as_title(&paper.title);
            paper.abstract_text.is_some()
                || (!paper.identifiers.is_empty() && (is_titled || !paper.authors.is_empty()))
        }
        Found::Rejection(_) | Found::Warning(_) => true,
        Found::Noise(_) => false,
    }
}

/// Adds papers by link. One that is there already stands in one more place.
fn add_linked(found: &mut Vec<Found>, linked: Vec<Candidate>) {
    let mut known: HashMap<Identifier, usize> = HashMap::new();
    for (at, found) in found.iter().enumerate() {
        if let Found::Candidate(paper) = found {
            known.extend(paper.identifiers.iter().cloned().map(|id| (id, at)));
        }
    }
    for paper in linked {
        let place = paper.identifiers.iter().find_map(|id| known.get(id));
        match place.and_then(|&at| found.get_mut(at)) {
            Some(Found::Candidate(first)) => {
                if first.title.is_empty() {
                    first.title = paper.title;
                }
                let lines = paper
                    .lines
                    .iter()
                    .filter(|span| !first.lines.contains(span));
                let lines: Vec<_> = lines.copied().collect();
                first.lines.extend(lines);
                for link in paper.links {
                    first.add_link(link);
                }
            }
            _ => {
                let at = found.len();
                known.extend(paper.identifiers.iter().cloned().map(|id| (id, at)));
                found.push(Found::Candidate(Box::new(paper)));
            }
        }
    }
}

fn without_footer(line: &PlacedLine) -> PlacedLine {
    const WORDS: [&str; 8] = [
        "unsubscribe",
        "manage your preferences",
        "manage preferences",
        "email preferences",
        "notification settings",
        "view in browser",
        "view this email in your browser",
        "privacy policy",
    ];
    let lower = line.text.to_lowercase();
    let is_footer = line.text.len() < 2000 && WORDS.iter().any(|word| lower.contains(word));
    PlacedLine {
        lines: line.lines,
        text: if is_footer {
            String::new()
        } else {
            line.text.clone()
        },
    }
}
