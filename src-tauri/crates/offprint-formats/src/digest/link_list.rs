//! Lines that hold links to papers.

use std::collections::{HashMap, VecDeque};
use std::io;

use offprint_source::{Line, SourceText};

use crate::candidate::{Candidate, Found, LineSpan, Rejection};
use crate::clean::{Dialect, clean_line};
use crate::detect::Head;
use crate::digest::page_text::{
    is_author_list, linked_texts, may_name_a_work, may_stand_for_a_work, reads_as_title, unmark,
};
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind, links_in};
use crate::placed::PlacedLine;
use crate::read::ReadError;

/// Reads a list of links: each line that links to papers, or names them by their identifiers, gives
/// these, whatever else is known of them.
///
/// Text beside a link may be its title, and so may the line right above an address that stands
/// alone. A link to a page that is no paper is rejected as such; other lines are noise.
///
/// Errors: only those of reading `text` itself.
pub(crate) fn read_link_list(
    text: SourceText,
) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    LinkList {
        text: Some(text),
        above: None,
        found: VecDeque::new(),
    }
}

/// Whether most lines are short ones with links, some of them to papers: half of them, or any where
/// every line with a link holds little else.
pub(crate) fn is_link_list(head: &Head<'_>) -> bool {
    const MOST_WORDS: usize = 25;
    const MOST_WORDS_OF_A_PAGE: usize = 8;
    let (mut n_lines, mut n_links, mut n_papers) = (0, 0, 0);
    let mut are_bare = true;
    for text in head.lines() {
        // Abstracts are for the page-text reader, wherever their links stand.
        let shown = unmark(text).text;
        let is_word = |word: &&str| !word.contains("://");
        let n_words = shown.split_whitespace().filter(is_word).count();
        if n_words > MOST_WORDS {
            return false;
        }
        n_lines += 1;
        let line = PlacedLine {
            text: text.to_owned(),
            ..PlacedLine::default()
        };
        let is_paper = !papers_of_line(&line).is_empty();
        n_papers += usize::from(is_paper);
        let is_link = is_paper || text.contains("://");
        n_links += usize::from(is_link);
        are_bare &= !is_link || n_words <= MOST_WORDS_OF_A_PAGE;
    }
    n_papers > 0 && (n_papers * 2 >= n_links || are_bare) && n_links * 3 >= n_lines * 2
}

struct LinkList<I> {
    /// None once it is read to its end.
    text: Option<I>,
    /// A line without links, right above.
    above: Option<PlacedLine>,
    found: VecDeque<Found>,
}

impl<I: Iterator<Item = io::Result<Line>>> LinkList<I> {
    fn take(&mut self, line: Line) {
        let line = PlacedLine {
            lines: LineSpan::new(line.number, line.number),
            text: line.text,
        };
        let above = self.above.take();
        let mut papers = papers_of_line(&line);
        let page = if papers.is_empty() {
            page_of(&line)
        } else {
            None
        };
        if papers.is_empty() && page.is_none() {
            self.found
                .extend(above.map(|above| Found::Noise(above.lines)));
            self.above = Some(line).filter(|line| !line.text.trim().is_empty());
            return;
        }
        let named = match &mut papers[..] {
            [paper] if paper.title.is_empty() => above.as_ref().and_then(title_above),
            _ => None,
        };
        match (named, above) {
            (Some(title), Some(above)) => {
                papers[0].title = title;
                papers[0].lines = vec![LineSpan::new(above.lines.first, line.lines.last)];
            }
            (_, above) => self
                .found
                .extend(above.map(|above| Found::Noise(above.lines))),
        }
        let papers = papers
            .into_iter()
            .map(|paper| Found::Candidate(Box::new(paper)));
        self.found.extend(papers);
        self.found.extend(
            page.map(|page| Found::Rejection(Rejection::not_a_paper(line.lines, &line.text, page))),
        );
    }
}

impl<I: Iterator<Item = io::Result<Line>>> Iterator for LinkList<I> {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(Ok(found));
            }
            match self.text.as_mut()?.next() {
                Some(Ok(line)) => self.take(line),
                Some(Err(error)) => {
                    self.text = None;
                    return Some(Err(error.into()));
                }
                None => {
                    self.text = None;
                    let above = self.above.take();
                    self.found
                        .extend(above.map(|above| Found::Noise(above.lines)));
                }
            }
        }
    }
}

/// A line above an address as its title; a heading is one of several papers.
fn title_above(above: &PlacedLine) -> Option<String> {
    let is_heading =
        above.text.trim_start().starts_with('#') || above.text.trim_end().ends_with(':');
    title_in(&unmark(&above.text).text).filter(|_| !is_heading)
}

/// What a line with a link that names no paper would be.
fn page_of(line: &PlacedLine) -> Option<Candidate> {
    let text = unmark(&line.text).text;
    let linked = linked_texts(&line.text);
    let text_of_link = linked
        .first()
        .map(|(text, _)| clean_line(text, Dialect::Plain));
    let mut links: Vec<Link> = linked.into_iter().map(|(_, link)| link).collect();
    links.extend(links_in(&text));
    let first = links.first()?.url.clone();
    let title = text_of_link
        .or_else(|| beside_addresses(&text))
        .map(|text| clean_line(&text, Dialect::Plain))
        .filter(|text| !text.is_empty())
        .unwrap_or(first);
    let mut page = Candidate {
        title,
        lines: vec![line.lines],
        ..Candidate::default()
    };
    links.into_iter().for_each(|link| page.add_link(link));
    Some(page)
}

/// Returns the papers that a line links to or names by an identifier. Text beside a link may be
/// its title; where a line has several papers only the text of the link itself may.
///
/// Identifiers of different schemes are those of one paper, unless the line has two of one scheme.
pub(crate) fn papers_of_line(line: &PlacedLine) -> Vec<Candidate> {
    let text = unmark(&line.text).text;
    let linked = linked_texts(&line.text);
    let bare = links_in(&text).into_iter().map(|link| ("", link));
    let mut named: Vec<(Identifier, Option<Link>, &str)> = Vec::new();
    let mut others: Vec<Link> = Vec::new();
    for (text, link) in linked.into_iter().chain(bare) {
        match Identifier::from_url(&link.url).filter(|id| id.scheme != Scheme::Url) {
            Some(identifier) => named.push((identifier, Some(link), text)),
            None => others.push(link),
        }
    }
    named.extend(typed_identifiers(&text).map(|identifier| (identifier, None, "")));
    let mut of_scheme = HashMap::new();
    let are_several = named
        .iter()
        .any(|(one, ..)| *of_scheme.entry(one.scheme).or_insert(one) != one);
    let mut papers: Vec<Candidate> = Vec::new();
    let mut places: HashMap<Identifier, usize> = HashMap::new();
    for (identifier, link, text) in named {
        let known = match are_several {
            true => places.get(&identifier).copied(),
            false => papers.len().checked_sub(1),
        };
        let at = known.unwrap_or_else(|| {
            papers.push(Candidate {
                lines: vec![line.lines],
                ..Candidate::default()
            });
            places.insert(identifier.clone(), papers.len() - 1);
            papers.len() - 1
        });
        let paper = &mut papers[at];
        paper.add_identifier(identifier);
        if let Some(link) = link {
            paper.add_link(link);
        }
        let begins_low = text.trim_start().starts_with(char::is_lowercase);
        if paper.title.is_empty() && !begins_low {
            paper.title = title_in(text).unwrap_or_default();
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

/// Identifiers that are written with their scheme: `arXiv:2607.90012`, `doi: 10.5555/kelp`.
fn typed_identifiers(text: &str) -> impl Iterator<Item = Identifier> {
    let words = text
        .split_whitespace()
        .map(|word| word.trim_matches(['(', ')', '[', ']', ',', ';', '.']));
    let next = words.clone().skip(1).chain([""]);
    words.zip(next).filter_map(|(word, next)| {
        if word.ends_with(':') && is_typed(word) {
            return Identifier::recognise(&format!("{word}{next}"));
        }
        is_typed(word)
            .then(|| Identifier::recognise(word))
            .flatten()
    })
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
    let is_short_title = || {
        title.split_whitespace().count() >= 3
            && reads_as_title(&title)
            && may_stand_for_a_work(&title)
            && !is_author_list(&title)
    };
    (!title.contains("://") && (may_name_a_work(&title) || is_short_title())).then_some(title)
}
