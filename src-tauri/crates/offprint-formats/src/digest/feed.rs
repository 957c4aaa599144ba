//! RSS and Atom feeds that were saved as a file.
//!
//! `entry` reads one entry's XML. The file is parted into entries first, so that a broken one costs
//! no other, and so that each knows its lines.

mod entry;

use std::collections::VecDeque;
use std::io;
use std::panic::catch_unwind;

use offprint_source::{Line, SourceText};

use crate::candidate::{Candidate, Found, LineSpan, Rejection, RejectionReason};
use crate::detect::Head;
use crate::grammar::markup;
use crate::read::ReadError;

/// An entry with its whole text is smaller.
const LARGEST_ENTRY_BYTES: usize = 4 << 20;

/// Reads the entries of a feed: RSS 0.9 to 2.0, RDF Site Summary, Atom.
///
/// An entry that names no work by an identifier is rejected as no paper; what is around the entries
/// is noise. Holds one entry in memory, at most 4 MiB of it; a larger one is rejected.
///
/// Errors: only those of reading `text` itself.
/// Source: RFC 4287 (Atom), the RSS 1.0 and 2.0 specifications, and the modules `dc`, `prism` and
/// arXiv's own; the samples in `tests/samples/feeds/`.
pub(crate) fn read_feed(text: SourceText) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    Feed {
        text: Some(text),
        scan: Scan::default(),
    }
}

/// Whether the outermost element is a feed's.
pub(crate) fn is_feed(head: &Head<'_>) -> bool {
    let mut text = head.text.trim_start_matches('\u{feff}').trim_start();
    while let Some(rest) = markup::after_prolog(text) {
        text = rest.trim_start();
    }
    let root_end = text.find('>').unwrap_or(text.len());
    let root = &text[..root_end];
    let name = root
        .split([' ', '\t', '\n', '\r', '/'])
        .next()
        .unwrap_or("");
    match name
        .rsplit_once(':')
        .map_or(name.trim_start_matches('<'), |(_, name)| name)
    {
        "rss" => true,
        "feed" => root.contains("www.w3.org/2005/Atom") || root.contains("purl.org/atom"),
        "RDF" => root.contains("purl.org/rss/1.0") || root.contains("my.netscape.com/rdf"),
        _ => false,
    }
}

struct Feed<I> {
    /// None once it is read to its end.
    text: Option<I>,
    scan: Scan,
}

impl<I: Iterator<Item = io::Result<Line>>> Iterator for Feed<I> {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.scan.found.pop_front() {
                return Some(Ok(found));
            }
            match self.text.as_mut()?.next() {
                Some(Ok(line)) => self.scan.take(&line),
                Some(Err(error)) => {
                    self.text = None;
                    return Some(Err(error.into()));
                }
                None => {
                    self.text = None;
                    self.scan.finish();
                }
            }
        }
    }
}

/// What the text at hand is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Markup,
    /// Between `<![CDATA[` and `]]>`, where tags are text.
    CData,
    Comment,
}

/// Finds the entries in the lines.
#[derive(Default)]
struct Scan {
    within: Within,
    entry: Option<Open>,
    noise: Option<LineSpan>,
    found: VecDeque<Found>,
}

/// An entry whose end has not come yet.
struct Open {
    name: &'static str,
    xml: String,
    lines: LineSpan,
    is_too_large: bool,
}

impl Scan {
    fn take(&mut self, line: &Line) {
        let mut rest = line.text.as_str();
        // A remark or a CDATA section that never ends would cost all entries below it; where both
        // begin a line, the entry is the likelier.
        if self.within != Within::Markup && opened_entry(rest.trim_start()).is_some() {
            self.within = Within::Markup;
        }
        let mut is_in_entry = self.entry.is_some();
        loop {
            let Some(at) = rest.find(match self.within {
                Within::Markup => "<",
                Within::CData => "]]>",
                Within::Comment => "-->",
            }) else {
                self.push(rest, line.number);
                self.push("\n", line.number);
                break;
            };
            let n_read = at + self.step(&rest[at..]);
            let tag = &rest[at..n_read];
            match (&self.entry, self.within) {
                (None, Within::Markup) => {
                    if let Some(name) = opened_entry(&rest[at..]) {
                        self.begin(name, line.number);
                        is_in_entry = true;
                        self.push(tag, line.number);
                    }
                }
                (Some(open), Within::Markup) if closes(&rest[at..], open.name) => {
                    let end = format!("</{}>", open.name);
                    self.push(&rest[..at], line.number);
                    self.push(&end, line.number);
                    self.end(true);
                }
                // One that lacks its end ends where the next one begins.
                (Some(_), Within::Markup) if opened_entry(&rest[at..]).is_some() => {
                    self.push(&rest[..at], line.number);
                    self.end(false);
                    if let Some(name) = opened_entry(&rest[at..]) {
                        self.begin(name, line.number);
                        self.push(tag, line.number);
                    }
                }
                _ => self.push(&rest[..n_read], line.number),
            }
            rest = &rest[n_read..];
        }
        if !is_in_entry && !line.text.trim().is_empty() {
            let first = self.noise.map_or(line.number, |noise| noise.first);
            self.noise = Some(LineSpan::new(first, line.number));
        }
    }

    /// Goes on past a sign that was found; returns how long what stands there is.
    fn step(&mut self, text: &str) -> usize {
        match self.within {
            Within::CData | Within::Comment => {
                self.within = Within::Markup;
                3
            }
            Within::Markup if text.starts_with("<![CDATA[") => {
                self.within = Within::CData;
                9
            }
            Within::Markup if text.starts_with("<!--") => {
                self.within = Within::Comment;
                4
            }
            Within::Markup => 1,
        }
    }

    fn begin(&mut self, name: &'static str, number: u32) {
        self.found.extend(self.noise.take().map(Found::Noise));
        self.entry = Some(Open {
            name,
            xml: String::new(),
            lines: LineSpan::new(number, number),
            is_too_large: false,
        });
    }

    fn push(&mut self, text: &str, number: u32) {
        if let Some(open) = &mut self.entry {
            open.lines.last = number;
            if open.xml.len() + text.len() > LARGEST_ENTRY_BYTES {
                open.is_too_large = true;
                let n_left = Rejection::MAX_TEXT_BYTES.saturating_sub(open.xml.len());
                open.xml.push_str(&text[..text.floor_char_boundary(n_left)]);
            } else {
                open.xml.push_str(text);
            }
        }
    }

    fn end(&mut self, is_closed: bool) {
        let Some(open) = self.entry.take() else {
            return;
        };
        let reject = |reason| Found::Rejection(Rejection::new(open.lines, reason, &open.xml));
        if open.is_too_large {
            self.found.push_back(reject(RejectionReason::TooLarge));
            return;
        }
        let candidate = catch_unwind(|| entry::candidate(&open.xml, open.lines));
        self.found.push_back(match candidate {
            Ok(candidate) => judged(candidate, &open),
            Err(_) if is_closed => reject(RejectionReason::Malformed),
            Err(_) => reject(RejectionReason::NeverCloses),
        });
    }

    fn finish(&mut self) {
        self.end(false);
        self.found.extend(self.noise.take().map(Found::Noise));
    }
}

/// A paper, or the rejection of what names no work.
fn judged(candidate: Candidate, open: &Open) -> Found {
    if !candidate.identifiers.is_empty() {
        Found::Candidate(Box::new(candidate))
    } else if candidate.title.is_empty() {
        let reason = RejectionReason::NothingNamesIt;
        Found::Rejection(Rejection::new(open.lines, reason, &open.xml))
    } else {
        Found::Rejection(Rejection::not_a_paper(open.lines, &open.xml, candidate))
    }
}

/// Whether a text begins with a tag that opens an entry: `<item>`, `<item rdf:about="…">`, `<entry>`.
fn opened_entry(text: &str) -> Option<&'static str> {
    let names = ["item", "entry"].into_iter();
    names.filter(|_| text.starts_with('<')).find(|name| {
        text.get(1..)
            .and_then(|rest| rest.strip_prefix(name))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['>', ' ', '\t', '/']))
    })
}

fn closes(text: &str, name: &str) -> bool {
    text.strip_prefix("</")
        .and_then(|rest| rest.strip_prefix(name))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['>', ' ', '\t']))
}
