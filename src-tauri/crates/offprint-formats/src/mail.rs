//! Mails that tell of papers: one, or a box of them, or the text of one without its headers.
//!
//! Each message is read by what is in it, whoever sent it: mails are forwarded, and boxes are mixed.
//!
//! The steps, each in a file of its own:
//! - `boxes`: a source is parted into messages;
//! - `parts`: a message is parted into its texts, `transfer` decodes them;
//! - `arxiv`, `scholar`, `nep`: what the known senders write;
//! - `letter`: any other mail, for its links to papers.

mod arxiv;
mod boxes;
mod letter;
mod nep;
mod parts;
mod scholar;
mod transfer;

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use offprint_source::{Line, SourceText};

use crate::Format;
use crate::candidate::{Candidate, Found, LineSpan, Rejection, RejectionReason};
use crate::detect::{DetectReason, Detected, Head};
use crate::html::placed_lines_of_html;
use crate::placed::PlacedLine;
use crate::read::ReadError;

use boxes::{Boxes, RawMessage};
use parts::{Body, Message};

/// Reads the papers that mails tell of, one message at a time.
///
/// The source is a message (`.eml`), a box of them (`mbox`), a message as Apple Mail keeps it
/// (`.emlx`), or the text of one. Messages within messages are read, too. Each candidate has the
/// mail it came in. Holds one message in memory, at most [`boxes::LARGEST_MESSAGE_BYTES`] of it;
/// the rest of a larger one is rejected.
///
/// Errors: only those of reading `text` itself.
/// Source: RFC 5322, 2045, 2046 and 4155 (mbox); the samples in `tests/samples/mails/`.
pub(crate) fn read_mail(text: SourceText) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    Mails {
        messages: Some(Boxes::new(text)),
        found: VecDeque::new(),
    }
}

/// Tells mails by their headers at the very start.
pub(crate) fn detect(head: &Head<'_>) -> Option<Detected> {
    let mut messages = messages_in(head).peekable();
    let first = messages.peek()?;
    if !first.begins_as_mail || !first.has_headers() {
        return None;
    }
    let kinds: Vec<Kind> = messages
        .flat_map(|raw| parts::messages_of(raw).messages)
        .map(|message| kind_of(&message))
        .collect();
    let first = kinds.first().copied().unwrap_or(Kind::Letter);
    let is_mixed = kinds.iter().any(|kind| *kind != first);
    let format = if is_mixed {
        Format::Mail
    } else {
        first.format()
    };
    Some(Detected::of(format, DetectReason::MailHeaders))
}

/// Tells the text of a mail without its headers, where it is one of the known senders'.
pub(crate) fn detect_body(head: &Head<'_>) -> Option<Detected> {
    let lines = messages_in(head)
        .flat_map(|raw| raw.lines)
        .map(parts::placed);
    let lines = without_quotes(lines.collect());
    let format = if arxiv::is_listing(&lines) {
        Format::ArxivMail
    } else if scholar::is_alert(&lines) {
        Format::ScholarMail
    } else if nep::is_report(&lines) {
        Format::Mail
    } else {
        return None;
    };
    Some(Detected::of(format, DetectReason::MailBody))
}

fn messages_in<'a>(head: &Head<'a>) -> impl Iterator<Item = RawMessage> + use<'a> {
    let lines = head.text.split('\n').zip(1..).map(|(text, number)| {
        io::Result::Ok(Line {
            number,
            text: text.trim_end_matches('\r').to_owned(),
        })
    });
    Boxes::new(lines).map_while(Result::ok)
}

struct Mails<I> {
    /// None once they are read to their end.
    messages: Option<Boxes<I>>,
    found: VecDeque<Found>,
}

impl<I: Iterator<Item = io::Result<Line>>> Iterator for Mails<I> {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(Ok(found));
            }
            match self.messages.as_mut()?.next() {
                Some(Ok(raw)) => self.found.extend(read_guarded(raw)),
                Some(Err(error)) => {
                    self.messages = None;
                    return Some(Err(error.into()));
                }
                None => self.messages = None,
            }
        }
    }
}

/// Reads a message; one that makes the library fail costs that message.
fn read_guarded(raw: RawMessage) -> Vec<Found> {
    let (lines, start) = (raw.span(), raw.start());
    catch_unwind(AssertUnwindSafe(|| read_message(raw))).unwrap_or_else(|_| {
        let reason = RejectionReason::Malformed;
        vec![Found::Rejection(Rejection::new(lines, reason, &start))]
    })
}

fn read_message(mut raw: RawMessage) -> Vec<Found> {
    let cut = raw.cut.take();
    let parted = parts::messages_of(raw);
    let mut found = Vec::new();
    for message in parted.messages {
        read_bodies(message, &mut found);
    }
    for (lines, text) in parted.too_large.into_iter().chain(cut) {
        let reason = RejectionReason::TooLarge;
        found.push(Found::Rejection(Rejection::new(lines, reason, &text)));
    }
    found
}

/// What a message is, by what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Arxiv,
    Scholar,
    Nep,
    Letter,
}

impl Kind {
    fn format(self) -> Format {
        match self {
            Kind::Arxiv => Format::ArxivMail,
            Kind::Scholar => Format::ScholarMail,
            Kind::Nep | Kind::Letter => Format::Mail,
        }
    }

    fn of(lines: &[PlacedLine], is_from_scholar: bool) -> Self {
        if arxiv::is_listing(lines) {
            Kind::Arxiv
        } else if is_from_scholar || scholar::is_alert(lines) {
            Kind::Scholar
        } else if nep::is_report(lines) {
            Kind::Nep
        } else {
            Kind::Letter
        }
    }
}

/// Tells the kind of the first body that is of a known one.
fn kind_of(message: &Message) -> Kind {
    message
        .bodies
        .iter()
        .flatten()
        .map(|body| Kind::of(&lines_of(body), message.is_from_scholar()))
        .find(|kind| *kind != Kind::Letter)
        .unwrap_or(Kind::Letter)
}

fn lines_of(body: &Body) -> Vec<PlacedLine> {
    if body.is_html {
        placed_lines_of_html(&body.text)
    } else {
        without_quotes(body.text.lines().collect())
    }
}

/// Takes the marks of a quotation off, where most lines have them: others may begin with such a
/// sign, too.
fn without_quotes(mut lines: Vec<PlacedLine>) -> Vec<PlacedLine> {
    const MOST_LEVELS: usize = 8;
    for _ in 0..MOST_LEVELS {
        let n_lines = lines.iter().filter(|line| !line.text.trim().is_empty());
        let n_quoted = lines
            .iter()
            .filter(|line| line.text.starts_with('>'))
            .count();
        if n_quoted * 2 <= n_lines.count() {
            break;
        }
        for line in &mut lines {
            if line.text.starts_with('>') {
                let n = if line.text[1..].starts_with(' ') {
                    2
                } else {
                    1
                };
                line.text.drain(..n);
            }
        }
    }
    lines
}

/// Reads what a message shows. Of alternatives, the last one that has papers is read: it says most.
/// arXiv's listings are the other way round, since they are made as plain text.
fn read_bodies(message: Message, out: &mut Vec<Found>) {
    let is_from_scholar = message.is_from_scholar();
    for alternatives in &message.bodies {
        let mut readings: Vec<(Kind, Vec<Found>)> = Vec::new();
        for body in alternatives.iter().rev() {
            let lines = lines_of(body);
            let kind = Kind::of(&lines, is_from_scholar);
            let found = read_lines(&lines, kind);
            let has_papers = found
                .iter()
                .any(|found| matches!(found, Found::Candidate(_)));
            if kind == Kind::Arxiv {
                readings.clear();
            }
            readings.push((kind, with_noise(found, &lines)));
            if has_papers && (kind != Kind::Letter || alternatives.len() == 1) {
                break;
            }
        }
        let best = readings
            .into_iter()
            .rev()
            .max_by_key(|(_, found)| n_papers(found));
        if let Some((_, mut found)) = best {
            for found in &mut found {
                if let Found::Candidate(candidate) = found {
                    candidate.mail = message.mail.clone();
                }
            }
            out.extend(found);
        }
    }
}

fn n_papers(found: &[Found]) -> usize {
    found
        .iter()
        .filter(|found| matches!(found, Found::Candidate(_)))
        .count()
}

/// Reads lines that a known sender wrote; none where they are anybody else's.
pub(crate) fn read_known(lines: &[PlacedLine]) -> Option<Vec<Found>> {
    let kind = Kind::of(lines, false);
    (kind != Kind::Letter).then(|| with_noise(read_lines(lines, kind), lines))
}

fn read_lines(lines: &[PlacedLine], kind: Kind) -> Vec<Found> {
    match kind {
        Kind::Arxiv => arxiv::read(lines),
        Kind::Scholar => scholar::read(lines),
        Kind::Nep => nep::read(lines),
        Kind::Letter => letter::read(lines),
    }
}

/// Adds the lines that hold something and are in nothing that was found, as noise.
pub(crate) fn with_noise(found: Vec<Found>, lines: &[PlacedLine]) -> Vec<Found> {
    let mut whole = Vec::with_capacity(found.len());
    let mut rest = lines
        .iter()
        .filter(|line| !line.text.trim().is_empty())
        .peekable();
    let mut covered_to = 0;
    let mut skip_to = |span: LineSpan, whole: &mut Vec<Found>| {
        let mut noise: Option<LineSpan> = None;
        while let Some(line) = rest.next_if(|line| line.lines.first <= span.last) {
            if line.lines.last < span.first && line.lines.first > covered_to {
                let first = noise.map_or(line.lines.first, |noise| noise.first);
                noise = Some(LineSpan::new(first, line.lines.last));
            }
        }
        whole.extend(noise.map(Found::Noise));
        covered_to = covered_to.max(span.last);
    };
    for found in found {
        skip_to(found.span(), &mut whole);
        whole.push(found);
    }
    let end = LineSpan::new(u32::MAX, u32::MAX);
    skip_to(end, &mut whole);
    whole
}

/// A candidate as it is found, or the rejection of what neither a title nor an identifier names.
fn found_or_rejected(candidate: Candidate, lines: &[PlacedLine]) -> Found {
    if candidate.title.is_empty() && candidate.identifiers.is_empty() {
        let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let reason = RejectionReason::NothingNamesIt;
        return Found::Rejection(Rejection::new(
            span_of_lines(lines),
            reason,
            &text.join("\n"),
        ));
    }
    Found::Candidate(Box::new(candidate))
}

/// The source's lines that some lines come from.
fn span_of_lines(lines: &[PlacedLine]) -> LineSpan {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => LineSpan::new(first.lines.first, last.lines.last),
        _ => LineSpan::new(1, 1),
    }
}
