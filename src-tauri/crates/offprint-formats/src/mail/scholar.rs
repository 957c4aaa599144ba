//! Google Scholar's alerts: a title, a byline, a few words of the text.

use crate::candidate::{Candidate, DetailKind, Found, WorkKind};
use crate::clean::{Dialect, clean_line, join_wrapped_into};
use crate::digest::page_text::{Unmarked, unmark};
use crate::fields::author::listed_authors;
use crate::fields::date::year_in;
use crate::fields::identifier::Identifier;
use crate::fields::link::{Link, links_in};
use crate::placed::PlacedLine;

use super::{found_or_rejected, span_of_lines};

/// Whether lines are an alert: links as only these have them, or bylines above the words with which
/// all of them end.
pub(super) fn is_alert(lines: &[PlacedLine]) -> bool {
    let n_links = lines
        .iter()
        .filter(|line| is_linked_title(&line.text))
        .count();
    let has_bylines = n_links > 0 || lines.iter().any(|line| is_byline(&line.text));
    n_links >= 2 || (has_bylines && lines.iter().any(|line| is_footer(&line.text)))
}

/// Reads the entries of an alert.
///
/// The text that stands below the byline is kept as the abstract where it is a sentence at least,
/// cut as it is: there is nothing better.
/// Source: the alerts as they are sent, and as mail programs show them; `tests/samples/mails/`.
pub(super) fn read(lines: &[PlacedLine]) -> Vec<Found> {
    let starts = starts_of_entries(lines);
    let mut found = Vec::new();
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(lines.len(), |next| next.title);
        found.push(entry(&lines[start.title..end], start.byline - start.title));
    }
    found
}

/// Where an entry's title begins, and where its title has ended.
struct Start {
    title: usize,
    byline: usize,
}

fn starts_of_entries(lines: &[PlacedLine]) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    let mut ended = 0;
    for at in 0..lines.len() {
        let text = &lines[at].text;
        if is_linked_title(text) {
            // In plain text the address may stand below its title.
            let is_bare = text.trim_start_matches(['<', '(']).starts_with("http");
            let title = if is_bare {
                first_of_title(lines, at, ended)
            } else {
                at
            };
            if starts.last().is_none_or(|start| start.byline <= title) {
                starts.push(Start {
                    title,
                    byline: at + 1,
                });
                ended = at + 1;
            }
        } else if is_byline(text) {
            let above = starts.last().is_some_and(|start| {
                lines[start.byline..at]
                    .iter()
                    .all(|line| line.text.trim().is_empty())
            });
            let title = first_of_title(lines, at, ended);
            if !above && title < at {
                starts.push(Start { title, byline: at });
            }
            ended = at + 1;
        }
    }
    starts
}

/// Returns where the title above a line begins: it may be broken over three lines, but where no
/// empty line says where it begins it is one.
fn first_of_title(lines: &[PlacedLine], at: usize, ended: usize) -> usize {
    const MOST_LINES: usize = 3;
    let is_blank = |at: usize| lines[at].text.trim().is_empty();
    let mut last = at;
    while last > ended && is_blank(last - 1) {
        last -= 1;
    }
    if last == ended {
        return at;
    }
    let mut first = last - 1;
    while first > ended && !is_blank(first - 1) && last - first < MOST_LINES {
        first -= 1;
    }
    let begins_after_gap = first == ended || is_blank(first - 1);
    if begins_after_gap && !(ended > 0 && first == ended) {
        first
    } else {
        last - 1
    }
}

fn entry(lines: &[PlacedLine], n_title: usize) -> Found {
    let mut candidate = Candidate::default();
    let mut title = String::new();
    for line in &lines[..n_title] {
        let unmarked = unmarked(&line.text);
        join_wrapped_into(&mut title, unmarked.text.trim());
        for link in unmarked.links {
            add_link(&mut candidate, link);
        }
    }
    let (mark, title) = without_mark(&title);
    candidate.title = clean_line(title, Dialect::Plain);
    if matches!(mark, "BOOK" | "B" | "LIBRO" | "LIVRE" | "BUCH" | "LIVRO") {
        candidate.kind = WorkKind::Book;
        candidate.details.add(DetailKind::Type, "book");
    }
    let mut at = next_text(lines, n_title);
    let mut n_used = n_title;
    let is_there = |at: usize| lines.get(at).is_some_and(|line| !is_footer(&line.text));
    if is_there(at) && lines[at].text.contains(['-', '–', ',', '…']) && lines[at].text.len() < 500
    {
        add_byline(&mut candidate, &lines[at].text);
        n_used = at + 1;
        at = next_text(lines, at + 1);
        let text = snippet(&lines[at..]);
        if let Some((text, n_lines)) = text {
            candidate.abstract_text = Some(text);
            n_used = at + n_lines;
        }
    }
    let used = &lines[..n_used];
    candidate.lines = vec![span_of_lines(used)];
    found_or_rejected(candidate, used)
}

fn next_text(lines: &[PlacedLine], from: usize) -> usize {
    let is_text = |line: &PlacedLine| !line.text.trim().is_empty();
    let rest = lines.get(from..).unwrap_or_default();
    rest.iter()
        .position(is_text)
        .map_or(lines.len(), |n| from + n)
}

/// The words below the byline, and how many lines they are on.
fn snippet(lines: &[PlacedLine]) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut n_lines = 0;
    for line in lines {
        if line.text.trim().is_empty() || is_footer(&line.text) || is_button(&line.text) {
            break;
        }
        join_wrapped_into(&mut text, unmarked(&line.text).text.trim());
        n_lines += 1;
    }
    let text = clean_line(&text, Dialect::Plain);
    let n_words = text.split_whitespace().count();
    let is_sentence = n_words >= 8 || (!text.is_ascii() && text.chars().count() >= 24);
    is_sentence.then_some((text, n_lines))
}

/// Reads `A Roe, B Lund… - Journal of Kelp, 2026 - publisher.example`.
fn add_byline(candidate: &mut Candidate, line: &str) {
    let line = clean_line(&unmarked(line).text, Dialect::Plain);
    let mut parts = parts_of_byline(&line);
    let authors = parts.next().unwrap_or("").trim();
    candidate.add_authors(listed_authors(authors.trim_end_matches('…')));
    let Some(place) = parts.next() else { return };
    candidate.year = year_in(place);
    let venue = match place.rsplit_once(',') {
        Some((venue, year)) if year_in(year).is_some() => venue,
        Some(_) | None if place.trim().len() == 4 && candidate.year.is_some() => "",
        Some(_) | None => place,
    };
    let venue = venue.trim().trim_end_matches('…').trim();
    // Of a preprint the number stands in the venue's place.
    if let Some((_, id)) = venue.split_once("arXiv:") {
        if let Some(identifier) = Identifier::arxiv(id) {
            candidate.add_identifier(identifier);
        }
    } else if parts.next().is_some() || candidate.year.is_some() {
        candidate.venue = Some(venue.to_owned()).filter(|venue| !venue.is_empty());
    }
}

fn parts_of_byline(line: &str) -> impl Iterator<Item = &str> {
    line.split(" - ").flat_map(|part| part.split(" – "))
}

fn add_link(candidate: &mut Candidate, link: Link) {
    if link.url.contains("scholar.google.") {
        return;
    }
    if let Some(identifier) = Identifier::from_url(&link.url) {
        candidate.add_identifier(identifier);
    }
    candidate.add_link(link);
}

/// Takes the links off a line, those of Markdown and those that stand bare.
fn unmarked(line: &str) -> Unmarked {
    let mut unmarked = unmark(line);
    if unmarked.text.contains("://") {
        unmarked.links.extend(links_in(&unmarked.text));
        let words: Vec<&str> = unmarked
            .text
            .split_whitespace()
            .filter(|word| !word.contains("://"))
            .collect();
        unmarked.text = words.join(" ");
    }
    unmarked
}

/// Parts `[PDF]` and its like from the title. Some have it twice.
fn without_mark(title: &str) -> (&str, &str) {
    let (mut mark, mut rest) = ("", title.trim());
    while let Some((inside, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let is_mark = inside.chars().count() <= 14 && !inside.contains(char::is_lowercase);
        if !is_mark || after.trim().is_empty() {
            break;
        }
        (mark, rest) = (inside, after.trim_start());
    }
    (mark, rest)
}

fn is_linked_title(line: &str) -> bool {
    line.contains("scholar_url?") && line.contains("scholar.google.")
}

/// Whether a line is a byline by its looks: names with initials, a place, a year.
fn is_byline(line: &str) -> bool {
    if line.len() > 500 || !line.contains(['-', '–']) {
        return false;
    }
    let line = clean_line(line, Dialect::Plain);
    let mut parts = parts_of_byline(&line);
    let (Some(authors), Some(place)) = (parts.next(), parts.next()) else {
        return false;
    };
    let has_year = place
        .rsplit([',', ' '])
        .next()
        .is_some_and(|word| word.len() == 4 && year_in(word).is_some());
    let is_initials = |word: &str| {
        let n = word.chars().count();
        (1..=3).contains(&n) && word.chars().all(|c| c.is_uppercase())
    };
    let mut names = authors
        .split(',')
        .map(str::trim)
        .filter(|name| *name != "…");
    let n_words = |name: &str| name.split_whitespace().count();
    has_year
        && names.clone().all(|name| (1..=5).contains(&n_words(name)))
        && names.any(|name| {
            // Names in other scripts have no initials.
            name.split_whitespace().next().is_some_and(is_initials)
                || (!name.is_ascii() && n_words(name) == 1)
        })
}

/// Whether a line stands below all entries, and says why the mail was sent.
fn is_footer(line: &str) -> bool {
    const NAMES: [&str; 7] = [
        "Google Scholar",
        "Google Académico",
        "Google Acadêmico",
        "Google Akademik",
        "Google Академия",
        "Google 学术",
        "Google 學術",
    ];
    let is_of_scholar = line.contains("scholar.google.") && !is_linked_title(line);
    is_of_scholar || NAMES.iter().any(|name| line.contains(name))
}

/// Whether a line is what one can do with an entry.
fn is_button(line: &str) -> bool {
    const WORDS: [&str; 8] = [
        "save", "twitter", "linkedin", "facebook", "email", "share", "x", "cite",
    ];
    let is_word = |word: &str| {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_ascii_lowercase();
        word.is_empty() || WORDS.contains(&word.as_str())
    };
    line.split_whitespace().all(is_word)
}
