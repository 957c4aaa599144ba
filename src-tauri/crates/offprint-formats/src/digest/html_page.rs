//! A page saved as HTML.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use offprint_source::{Line, SourceText};

use crate::candidate::{Candidate, Found, LineSpan, Rejection, RejectionReason};
use crate::detect::Head;
use crate::digest::{link_list, page_text};
use crate::grammar::markup;
use crate::html::placed_lines_of_html;
use crate::mail;
use crate::placed::{PlacedLine, PlacedText};
use crate::read::ReadError;

/// Pages are smaller, but for what is written into them, which does not count. What is made of a page takes
/// several times its size.
const LARGEST_PAGE_BYTES: usize = 16 << 20;

/// Reads a saved page: what a person sees of it is read as the text of a page, with its links.
///
/// A page that has no authors and abstracts, and more links to papers than titles, is read for its
/// links alone; a mail of a known sender that was saved is read as that. All is found in the lines
/// of the file. Holds the page in memory, at most 16 MiB of it without its pictures; what comes after is
/// rejected.
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
    let starts_with = |text: &str, start: &str| {
        text.get(..start.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(start))
    };
    let mut text = head.text.trim_start_matches('\u{feff}').trim_start();
    // XHTML has an XML declaration, and pages are saved with remarks above.
    while !starts_with(text, "<!doctype html")
        && let Some(rest) = markup::after_prolog(text)
    {
        text = rest.trim_start();
    }
    if starts_with(text, "<!doctype html") || starts_with(text, "<html") {
        return true;
    }
    let is_tag = TAGS.iter().any(|tag| starts_with(text, tag));
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
    read_page_within(lines, LARGEST_PAGE_BYTES)
}

fn read_page_within(
    lines: impl Iterator<Item = io::Result<Line>>,
    largest_bytes: usize,
) -> io::Result<Vec<Found>> {
    let mut page = PlacedText::default();
    let mut place = LineSpan::new(1, 1);
    let mut rest: Option<(LineSpan, String)> = None;
    for line in lines {
        let mut line = line?;
        leave_out_embedded(&mut line.text);
        // Empty lines have no place of their own: a page may be mostly line ends.
        if !line.text.is_empty() {
            place = LineSpan::new(line.number, line.number);
        }
        if let Some((span, text)) = &mut rest {
            span.last = line.number;
            if text.len() < Rejection::MAX_TEXT_BYTES {
                text.push_str(&line.text);
                text.push('\n');
            }
        } else if page.as_str().len() + line.text.len() > largest_bytes {
            rest = Some((LineSpan::new(line.number, line.number), line.text));
        } else {
            page.push(&line.text, place);
            page.push("\n", place);
        }
    }
    let whole = page.lines_of(&(0..page.as_str().len()));
    let n_start = page.as_str().floor_char_boundary(Rejection::MAX_TEXT_BYTES);
    let start = page.as_str()[..n_start].to_owned();
    let mut found = catch_unwind(AssertUnwindSafe(|| found_in(page))).unwrap_or_else(|_| {
        let reason = RejectionReason::Malformed;
        vec![Found::Rejection(Rejection::new(whole, reason, &start))]
    });
    found.extend(rest.map(|(span, text)| {
        Found::Rejection(Rejection::new(span, RejectionReason::TooLarge, &text))
    }));
    Ok(found)
}

/// Leaves out what a page holds in itself, such as its pictures and fonts: programs that save a page as one file
/// write them there, and they are most of it (RFC 2397, `;base64,` and the data).
fn leave_out_embedded(line: &mut String) {
    const MARK: &str = ";base64,";
    let Some(first) = line.find(MARK) else {
        return;
    };
    let mut kept = String::from(&line[..first]);
    let mut rest = &line[first..];
    while let Some(at) = rest.find(MARK) {
        let data = at + MARK.len();
        let is_data = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'%');
        let n_data = rest.bytes().skip(data).take_while(|b| is_data(*b)).count();
        kept.push_str(&rest[..data]);
        rest = &rest[data + n_data..];
    }
    kept.push_str(rest);
    *line = kept;
}

fn found_in(page: PlacedText) -> Vec<Found> {
    let lines = placed_lines_of_html(&page);
    drop(page);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_and_declarations_above_a_page_hide_it_from_nobody() {
        let is_page = |text: &str| is_html(&Head { text, ending: "" });
        for above in [
            "<!-- saved by <b>hand</b> > here -->\n",
            "<?xml version=\"1.0\"?><!-- > --> <!doctype HTML>",
            "<!DOCTYPE html [ <!ENTITY a \">\"> ]>",
        ] {
            assert!(is_page(&format!("{above}<html><body>")), "{above}");
        }
        assert!(!is_page("<!-- <html> never ends"));
        assert!(!is_page("<?xml version=\"1.0\"?><rss>"));
    }

    #[test]
    fn pictures_within_a_page_do_not_count() {
        let link =
            |n| format!("<p><a href=\"https://arxiv.org/abs/2601.9000{n}\">Kelp {n}</a></p>");
        let picture = format!(
            "<img src=\"data:image/png;base64,{}\">",
            "iVBORw0KGgo/+=%3D".repeat(200)
        );
        let text = format!("{}{picture}{}{picture}{}", link(1), link(2), link(3));
        let line = Ok(Line { number: 1, text });
        let found = read_page_within([line].into_iter(), 1000).expect("memory can be read");
        let n_papers = found
            .iter()
            .filter(|found| matches!(found, Found::Candidate(_)))
            .count();
        assert_eq!(n_papers, 3, "{found:?}");
    }

    #[test]
    fn a_page_is_read_to_its_limit_and_the_rest_rejected() {
        let link = "<p><a href=\"https://arxiv.org/abs/2601.90001\">Kelp and its tides</a></p>";
        let text = format!("{}{link}\n{}\n{link}", "\n".repeat(500), "x".repeat(600));
        let lines = text.split('\n').zip(1..).map(|(text, number)| {
            Ok(Line {
                number,
                text: text.to_owned(),
            })
        });
        let found = read_page_within(lines, 1000).expect("memory can be read");
        let spans: Vec<(bool, LineSpan)> = found
            .iter()
            .map(|found| (matches!(found, Found::Candidate(_)), found.span()))
            .collect();
        let expected = [
            (true, LineSpan::new(501, 501)),
            (false, LineSpan::new(502, 503)),
        ];
        assert_eq!(spans, expected);
    }
}
