//! A page saved as HTML.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use offprint_source::{Line, SourceText};

use crate::candidate::{Candidate, Found, LineSpan, Rejection, RejectionReason};
use crate::detect::Head;
use crate::digest::{link_list, page_text};
use crate::html::placed_lines_of_html;
use crate::mail;
use crate::placed::{PlacedLine, PlacedText};
use crate::read::ReadError;

/// Pages with pictures written into them are smaller.
const LARGEST_PAGE_BYTES: usize = 64 << 20;

/// Reads a saved page: what a person sees of it is read as the text of a page, with its links.
///
/// A page that has no authors and abstracts, and more links to papers than titles, is read for its
/// links alone; a mail of a known sender that was saved is read as that. All is found in the lines of the file. Holds the page in memory, at
/// most 64 MiB of it; what comes after is rejected.
///
/// Errors: only those of reading `text` itself.
pub(crate) fn read_html_page(
    text: SourceText,
) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    HtmlPage {
        text: Some(text),
        found: VecDeque::new(),
    }
}

/// Whether a text is HTML: it begins with its outermost element, or with a tag and has several.
pub(crate) fn is_html(head: &Head<'_>) -> bool {
    const TAGS: [&str; 12] = [
        "<html", "<head", "<body", "<div", "<p>", "<p ", "<a href", "<table", "<ul", "<li", "<h1",
        "<span",
    ];
    let mut text = head.text.trim_start_matches('\u{feff}').trim_start();
    // XHTML has an XML declaration, and pages are saved with remarks above.
    while let Some(end) = ["<?xml", "<!--"]
        .iter()
        .find_map(|start| text.starts_with(start).then(|| text.find('>')).flatten())
    {
        text = text[end + 1..].trim_start();
    }
    let starts_with = |start: &str| {
        text.get(..start.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(start))
    };
    if starts_with("<!doctype html") || starts_with("<html") {
        return true;
    }
    let is_tag = TAGS.iter().any(|tag| starts_with(tag));
    is_tag && {
        let lower = text.to_ascii_lowercase();
        TAGS.iter()
            .map(|tag| lower.matches(tag).count())
            .sum::<usize>()
            >= 3
    }
}

struct HtmlPage<I> {
    /// None once it is read.
    text: Option<I>,
    found: VecDeque<Found>,
}

impl<I: Iterator<Item = io::Result<Line>>> Iterator for HtmlPage<I> {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(text) = self.text.take() {
            match read_page(text) {
                Ok(found) => self.found.extend(found),
                Err(error) => return Some(Err(error.into())),
            }
        }
        self.found.pop_front().map(Ok)
    }
}

fn read_page(lines: impl Iterator<Item = io::Result<Line>>) -> io::Result<Vec<Found>> {
    let mut page = PlacedText::default();
    let mut rest: Option<(LineSpan, String)> = None;
    for line in lines {
        let line = line?;
        let place = LineSpan::new(line.number, line.number);
        if let Some((span, text)) = &mut rest {
            span.last = line.number;
            if text.len() < Rejection::MAX_TEXT_BYTES {
                text.push_str(&line.text);
                text.push('\n');
            }
        } else if page.as_str().len() + line.text.len() > LARGEST_PAGE_BYTES {
            rest = Some((place, line.text));
        } else {
            page.push(&line.text, place);
            page.push("\n", place);
        }
    }
    let mut found = catch_unwind(AssertUnwindSafe(|| found_in(&page))).unwrap_or_else(|_| {
        let whole = page.lines_of(&(0..page.as_str().len()));
        let reason = RejectionReason::Malformed;
        vec![Found::Rejection(Rejection::new(
            whole,
            reason,
            page.as_str(),
        ))]
    });
    found.extend(rest.map(|(span, text)| {
        Found::Rejection(Rejection::new(span, RejectionReason::TooLarge, &text))
    }));
    Ok(found)
}

fn found_in(page: &PlacedText) -> Vec<Found> {
    let lines = placed_lines_of_html(page);
    if let Some(found) = mail::read_known(&lines) {
        return found;
    }
    let found: Vec<Found> = page_text::read_placed_lines(&lines).collect();
    let papers = || {
        found.iter().filter_map(|found| match found {
            Found::Candidate(paper) => Some(paper),
            Found::Rejection(_) | Found::Warning(_) | Found::Noise(_) => None,
        })
    };
    // Text with links in it has nothing but these.
    let is_bare = |paper: &Candidate| paper.abstract_text.is_none() && paper.authors.is_empty();
    if papers().all(|paper| is_bare(paper)) {
        let linked = links_of(&lines);
        if linked.len() > papers().count() {
            return mail::with_noise(linked, &lines);
        }
    }
    found
}

fn links_of(lines: &[PlacedLine]) -> Vec<Found> {
    lines
        .iter()
        .flat_map(link_list::papers_of_line)
        .map(|paper| Found::Candidate(Box::new(paper)))
        .collect()
}
