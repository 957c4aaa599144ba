//! Plain lists of papers: references, titles, and blocks of a title, authors and an abstract.
//!
//! `citation` reads what one reference says, `names` who wrote it.

mod citation;
mod names;

use std::collections::VecDeque;
use std::io;

use offprint_source::{Line, SourceText};

use crate::candidate::{Candidate, Found, LineSpan, Rejection, RejectionReason};
use crate::clean::{Dialect, clean_line, clean_paragraphs, join_wrapped_into};
use crate::detect::Head;
use crate::digest::link_list::papers_of_line;
use crate::digest::page_text::{is_author_list, numbered, unmark};
use crate::fields::author::listed_authors;
use crate::placed::PlacedLine;
use crate::read::ReadError;

use citation::Citation;
pub(crate) use names::cited_authors;

/// An item with a long abstract is smaller.
const LARGEST_ITEM_BYTES: usize = 1 << 20;

/// Reads a list of papers, one item at a time: each is a paper.
///
/// An item begins with its number or mark, or after an empty line. It is a reference
/// ("A. Roe, B. Lund. Title. Venue, 2026."), or a title with authors and an abstract on lines of
/// their own, or a title alone. What is neither is rejected with its text; headings are noise.
///
/// Errors: only those of reading `text` itself.
pub(crate) fn read_plain_list(
    text: SourceText,
) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    PlainList {
        text: Some(text),
        items: Items::default(),
    }
}

/// Whether most items are references: only these tell such a list from any other text.
pub(crate) fn is_plain_list(head: &Head<'_>) -> bool {
    let mut items = Items::default();
    let mut found: Vec<Vec<Line>> = Vec::new();
    for (text, number) in head.text.split('\n').zip(1..) {
        let text = text.trim_end_matches('\r').to_owned();
        found.extend(items.take(Line { number, text }));
    }
    found.extend(items.end());
    let n_references = found
        .iter()
        .filter(|item| is_reference(&joined(item)))
        .count();
    n_references >= 2 && n_references * 10 >= found.len() * 6
}

/// Whether a text is a reference with its year.
fn is_reference(text: &str) -> bool {
    Citation::parse(text).is_some_and(|found| found.year.is_some())
}

struct PlainList<I> {
    /// None once it is read to its end.
    text: Option<I>,
    items: Items,
}

impl<I: Iterator<Item = io::Result<Line>>> Iterator for PlainList<I> {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.items.found.pop_front() {
                return Some(Ok(found));
            }
            let item = match self.text.as_mut()?.next() {
                Some(Ok(line)) => self.items.take(line),
                Some(Err(error)) => {
                    self.text = None;
                    return Some(Err(error.into()));
                }
                None => {
                    self.text = None;
                    self.items.end()
                }
            };
            self.items.found.extend(item.map(|item| found_in(&item)));
        }
    }
}

/// Lines become items.
#[derive(Default)]
struct Items {
    lines: Vec<Line>,
    n_bytes: usize,
    follows_blank: bool,
    /// Items of this list begin with a mark, so that empty lines do not part them.
    are_marked: bool,
    /// The number of the item before the next.
    last_number: Option<u64>,
    found: VecDeque<Found>,
}

impl Items {
    /// Takes a line; returns the item that it ends.
    fn take(&mut self, mut line: Line) -> Option<Vec<Line>> {
        if line.text.trim().is_empty() {
            self.follows_blank = true;
            return None;
        }
        let follows_blank = std::mem::take(&mut self.follows_blank);
        let is_marked = self
            .take_long_number(&mut line)
            .unwrap_or_else(|| has_mark(&line.text));
        let begins = is_marked
            || (follows_blank && !(self.are_marked && line.text.starts_with([' ', '\t'])));
        self.are_marked |= is_marked;
        let ended = if begins { self.end() } else { None };
        if self.n_bytes + line.text.len() > LARGEST_ITEM_BYTES {
            let place = LineSpan::new(line.number, line.number);
            let reason = RejectionReason::TooLarge;
            self.found
                .push_back(Found::Rejection(Rejection::new(place, reason, &line.text)));
            return ended;
        }
        self.n_bytes += line.text.len();
        self.lines.push(line);
        ended
    }

    /// Takes the number of an item off a line where it is long. None where the line has no long
    /// number, false where it is the year or the page at which a reference was wrapped: that of an
    /// item follows the one before, or stands in front of a reference.
    fn take_long_number(&mut self, line: &mut Line) -> Option<bool> {
        let (number, rest) = numbered(line.text.trim_start())?;
        let follows = number.checked_sub(1) == self.last_number;
        let is_long = number >= 1000;
        if is_long && !follows && !is_reference(rest) {
            return Some(false);
        }
        self.last_number = Some(number);
        if is_long {
            line.text = rest.to_owned();
        }
        is_long.then_some(true)
    }

    fn end(&mut self) -> Option<Vec<Line>> {
        self.n_bytes = 0;
        let lines = std::mem::take(&mut self.lines);
        (!lines.is_empty()).then_some(lines)
    }
}

/// Whether a line begins with a number or a bullet.
fn has_mark(line: &str) -> bool {
    let line = line.trim_start();
    !line.starts_with('#') && unmark(line).is_marked && !line.starts_with("**")
}

fn joined(item: &[Line]) -> String {
    let mut text = String::new();
    for line in item {
        join_wrapped_into(&mut text, line.text.trim());
    }
    text
}

fn found_in(item: &[Line]) -> Found {
    let lines = LineSpan::new(item[0].number, item[item.len() - 1].number);
    if item.len() == 1 && (item[0].text.trim_start().starts_with('#') || is_heading(&item[0].text))
    {
        return Found::Noise(lines);
    }
    let text = joined(item);
    let mut candidate = match Citation::parse(&text) {
        Some(citation) => citation.into_candidate(),
        None => block(item),
    };
    candidate.lines = vec![lines];
    let whole = PlacedLine { lines, text };
    if let [linked] = &mut papers_of_line(&whole)[..] {
        for identifier in std::mem::take(&mut linked.identifiers) {
            candidate.add_identifier(identifier);
        }
        for link in std::mem::take(&mut linked.links) {
            candidate.add_link(link);
        }
    }
    if candidate.title.is_empty() && candidate.identifiers.is_empty() {
        let reason = RejectionReason::NothingNamesIt;
        return Found::Rejection(Rejection::new(lines, reason, &whole.text));
    }
    Found::Candidate(Box::new(candidate))
}

/// `References`, `Reading list:`: a word or two above the items.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let is_name = matches!(
        line.trim_end_matches(':').to_ascii_lowercase().as_str(),
        "references" | "bibliography" | "literature" | "further reading" | "works cited"
    );
    is_name || (line.ends_with(':') && line.split_whitespace().count() <= 4)
}

/// Reads a title, authors and an abstract, each on lines of their own.
fn block(item: &[Line]) -> Candidate {
    let mut candidate = Candidate::default();
    let unmarked = unmark(&item[0].text);
    let title = clean_line(&citation::without_addresses(&unmarked.text), Dialect::Plain);
    // Longer ones are text, and what has hardly a letter is no title.
    let n_letters = title.chars().filter(|c| c.is_alphabetic()).count();
    if title.len() <= 500 && n_letters >= 3 {
        candidate.title = title;
    }
    let mut text = String::new();
    for line in &item[1..] {
        let line = clean_line(&line.text, Dialect::Plain);
        let names = line.strip_prefix("by ").unwrap_or(&line);
        if candidate.authors.is_empty() && text.is_empty() && is_author_list(names) {
            candidate.add_authors(listed_authors(names));
        } else if !citation::without_addresses(&line).is_empty() {
            text.push_str(&line);
            text.push('\n');
        }
    }
    let text = clean_paragraphs(&text, Dialect::Plain);
    candidate.abstract_text = Some(text).filter(|text| text.split_whitespace().count() >= 8);
    candidate
}
