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
/// An item begins with its number or mark, after an empty line, or with a line that is a reference
/// right below another. It is a reference ("A. Roe, B. Lund. Title. Venue, 2026."), or a title with
/// authors and an abstract on lines of their own, or a title alone. What is neither is rejected
/// with its text, and so are other lines between references of one line each; headings are noise.
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
    let mut found: Vec<Item> = Vec::new();
    for (text, number) in head.text.split('\n').zip(1..) {
        let text = text.trim_end_matches('\r').to_owned();
        found.extend(items.take(Line { number, text }));
    }
    found.extend(items.end());
    let n_references = found
        .iter()
        .filter(|item| is_reference(&joined(&item.lines)))
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
            let items = match self.text.as_mut()?.next() {
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
            self.items.found.extend(items.iter().map(found_in));
        }
    }
}

/// Lines that say one thing.
struct Item {
    lines: Vec<Line>,
    /// It stands among references of one line each, where a title alone is none.
    is_among_references: bool,
}

/// Lines become items.
#[derive(Default)]
struct Items {
    lines: Vec<Line>,
    /// The item being gathered begins with a mark.
    is_marked: bool,
    /// Which of its lines is a reference by itself.
    reference: Option<usize>,
    n_bytes: usize,
    follows_blank: bool,
    /// Items of this list begin with a mark, so that empty lines do not part them.
    are_marked: bool,
    /// The number of the item before the next.
    last_number: Option<u64>,
    /// Lines so far that do not go on with another, and those of them that are references.
    n_lines: usize,
    n_references: usize,
    found: VecDeque<Found>,
}

impl Items {
    /// Takes a line; returns the items that it ends.
    fn take(&mut self, mut line: Line) -> Vec<Item> {
        if line.text.trim().is_empty() {
            self.follows_blank = true;
            return Vec::new();
        }
        let follows_blank = std::mem::take(&mut self.follows_blank);
        let is_marked = self
            .take_long_number(&mut line)
            .unwrap_or_else(|| has_mark(&line.text));
        let is_reference = is_reference(&line.text);
        let is_next = is_reference
            && self.reference.is_some()
            && self
                .lines
                .last()
                .is_none_or(|above| !breaks_off(&above.text));
        let begins = is_marked
            || is_next
            || (follows_blank && !(self.are_marked && line.text.starts_with([' ', '\t'])));
        self.are_marked |= is_marked;
        if begins || !goes_on(&self.lines, &line.text, is_reference) {
            self.n_lines += 1;
            self.n_references += usize::from(is_reference);
        }
        let ended = if begins { self.end() } else { Vec::new() };
        if self.n_bytes + line.text.len() > LARGEST_ITEM_BYTES {
            let place = LineSpan::new(line.number, line.number);
            let reason = RejectionReason::TooLarge;
            self.found
                .push_back(Found::Rejection(Rejection::new(place, reason, &line.text)));
            return ended;
        }
        self.n_bytes += line.text.len();
        if self.lines.is_empty() {
            self.is_marked = is_marked;
        }
        if is_reference {
            self.reference = Some(self.lines.len());
        }
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

    /// Ends the item, which is several where references have one line each.
    fn end(&mut self) -> Vec<Item> {
        self.n_bytes = 0;
        let lines = std::mem::take(&mut self.lines);
        let reference = self.reference.take();
        let are_lines = self.n_references >= 2 && self.n_references * 2 >= self.n_lines;
        let is_among_references = are_lines && !self.is_marked && reference.is_some();
        let mut items: Vec<Item> = Vec::new();
        for (line, at) in lines.into_iter().zip(0..) {
            let is_reference = Some(at) == reference;
            match items.last_mut() {
                Some(item)
                    if !is_among_references || goes_on(&item.lines, &line.text, is_reference) =>
                {
                    item.lines.push(line);
                }
                Some(_) | None => items.push(Item {
                    lines: vec![line],
                    is_among_references,
                }),
            }
        }
        items
    }
}

/// Whether a line among references goes on with what is above it.
fn goes_on(above: &[Line], line: &str, is_reference: bool) -> bool {
    let last = above.last().map_or("", |line| line.text.trim_end());
    if is_reference {
        return breaks_off(last);
    }
    let ends = last.ends_with(|c: char| c == '.' || c.is_ascii_digit()) || ends_in_address(last);
    !(ends && says_where(above))
        || line.starts_with(|c: char| {
            c.is_whitespace() || c.is_lowercase() || c.is_ascii_digit() || c == '('
        })
        || citation::without_addresses(line).is_empty()
}

fn ends_in_address(line: &str) -> bool {
    let last_word = line.split_whitespace().next_back().unwrap_or("");
    citation::without_addresses(last_word).is_empty()
}

/// Whether what is a reference says where it appeared, so that no more is to come.
fn says_where(item: &[Line]) -> bool {
    /// A reference of more lines is none.
    const MOST_LINES: usize = 30;
    item.len() > MOST_LINES
        || item.iter().any(|line| ends_in_address(&line.text))
        || Citation::parse(&joined(item)).is_none_or(|found| found.venue.is_some())
}

/// Whether a line stops within a list of names.
fn breaks_off(line: &str) -> bool {
    line.trim_end().ends_with([',', '&', ';'])
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

fn found_in(item: &Item) -> Found {
    let is_among_references = item.is_among_references;
    let item = &item.lines[..];
    let lines = LineSpan::new(item[0].number, item[item.len() - 1].number);
    if item.len() == 1 && (item[0].text.trim_start().starts_with('#') || is_heading(&item[0].text))
    {
        return Found::Noise(lines);
    }
    let text = joined(item);
    let citation = Citation::parse(&text);
    let is_left_over = is_among_references && citation.is_none();
    let mut candidate = match citation {
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
    if (candidate.title.is_empty() || is_left_over) && candidate.identifiers.is_empty() {
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
