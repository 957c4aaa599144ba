//! A message is parted into its texts.
//!
//! `mail-parser` reads the headers and decodes; the parts are parted here, by lines, so that each
//! text knows its lines, and so that parts within parts cost no stack.

use std::sync::Arc;

use mail_parser::{HeaderName, Message as ParsedHeaders, MessageParser, MimeHeaders};
use offprint_source::Line;

use crate::candidate::{LineSpan, Mail};
use crate::clean::{Dialect, clean_line};
use crate::placed::{PlacedLine, PlacedText};

use super::boxes::{LARGEST_MESSAGE_BYTES, LINE_BYTES, RawMessage, start_of_lines};
use super::transfer::{self, Encoding};

/// Real mails have no parts deeper than some five in each other, and each level is a further pass.
const MOST_DEPTH: usize = 24;

/// What is decoded of a message and of all that is in it, lines' costs included: messages within
/// messages are decoded once for each that they are in.
const MOST_DECODED_BYTES: usize = 2 * LARGEST_MESSAGE_BYTES;

/// A message and what it shows.
#[derive(Debug, Default)]
pub(super) struct Message {
    /// None of text without headers.
    pub(super) mail: Option<Arc<Mail>>,
    /// Its texts in their order; what says the same several times is one of these.
    pub(super) bodies: Vec<Vec<Body>>,
}

#[derive(Debug)]
pub(super) struct Body {
    pub(super) is_html: bool,
    pub(super) text: PlacedText,
}

impl Message {
    pub(super) fn is_from_scholar(&self) -> bool {
        self.mail
            .as_ref()
            .and_then(|mail| mail.sender.as_deref())
            .is_some_and(|sender| sender.contains("scholaralerts-noreply@google."))
    }
}

/// A message and those within it.
pub(super) struct Parted {
    pub(super) messages: Vec<Message>,
    /// Parts that are in too many others, or that are too much to decode, and how they begin.
    pub(super) too_large: Vec<(LineSpan, String)>,
    /// How much may still be decoded.
    n_left: usize,
}

pub(super) fn placed(line: Line) -> PlacedLine {
    PlacedLine {
        lines: LineSpan::new(line.number, line.number),
        text: line.text,
    }
}

/// Parts a message into itself and those within it, each with its texts.
pub(super) fn messages_of(raw: RawMessage) -> Parted {
    messages_within(raw, MOST_DECODED_BYTES)
}

fn messages_within(raw: RawMessage, most_decoded_bytes: usize) -> Parted {
    let lines: Vec<PlacedLine> = raw.lines.into_iter().map(placed).collect();
    let mut parted = Parted {
        messages: Vec::new(),
        too_large: Vec::new(),
        n_left: most_decoded_bytes,
    };
    parted.take_message(&lines, raw.begins_as_mail, 0);
    parted
}

/// The headers of a part that matter here.
struct PartHead {
    media_type: String,
    boundary: Option<String>,
    charset: Option<String>,
    encoding: Encoding,
    is_attachment: bool,
    file_name: String,
}

impl Parted {
    fn take_message(&mut self, lines: &[PlacedLine], is_mail: bool, depth: usize) {
        let at = self.messages.len();
        self.messages.push(Message::default());
        let n_head = if is_mail { n_header_lines(lines) } else { 0 };
        let headers = text_of(&lines[..n_head]);
        let parsed = MessageParser::default().parse_headers(headers.as_bytes());
        self.messages[at].mail = parsed.as_ref().and_then(mail_of).map(Arc::new);
        let head = PartHead::of(parsed.as_ref());
        self.take_body(&head, &lines[n_head..], at, None, depth);
    }

    fn take_part(
        &mut self,
        lines: &[PlacedLine],
        at: usize,
        alternatives: Option<usize>,
        depth: usize,
        is_of_digest: bool,
    ) {
        let n_head = n_header_lines(lines);
        let headers = text_of(&lines[..n_head]);
        let parsed = MessageParser::default().parse_headers(headers.as_bytes());
        let mut head = PartHead::of(parsed.as_ref());
        let has_type = parsed.is_some_and(|parsed| parsed.content_type().is_some());
        if is_of_digest && !has_type {
            head.media_type = "message/rfc822".to_owned();
        }
        self.take_body(&head, &lines[n_head..], at, alternatives, depth);
    }

    fn take_body(
        &mut self,
        head: &PartHead,
        lines: &[PlacedLine],
        at: usize,
        alternatives: Option<usize>,
        depth: usize,
    ) {
        let lines = match lines.first() {
            Some(blank) if blank.text.is_empty() => &lines[1..],
            _ => lines,
        };
        if lines.is_empty() {
            return;
        }
        let is_message = matches!(&*head.media_type, "message/rfc822" | "message/global")
            || (head.media_type.starts_with("application/") && head.file_name.ends_with(".eml"));
        let multipart = head.media_type.strip_prefix("multipart/");
        if (is_message || multipart.is_some()) && depth >= MOST_DEPTH {
            self.reject(lines);
        } else if let (Some(subtype), Some(boundary)) = (multipart, &head.boundary) {
            let alternatives = match alternatives {
                None if subtype == "alternative" => {
                    self.messages[at].bodies.push(Vec::new());
                    Some(self.messages[at].bodies.len() - 1)
                }
                known => known,
            };
            for part in parts_between(lines, boundary) {
                self.take_part(part, at, alternatives, depth + 1, subtype == "digest");
            }
        } else if is_message && head.encoding == Encoding::None {
            self.take_message(lines, true, depth + 1);
        } else if is_message {
            if let Some(text) = self.decoded(head, lines) {
                let lines: Vec<PlacedLine> = text.lines().collect();
                drop(text);
                self.take_message(&lines, true, depth + 1);
            }
        } else if (head.media_type.starts_with("text/") || multipart.is_some())
            && !head.is_attachment
            && !matches!(&*head.media_type, "text/calendar" | "text/vcard")
        {
            let Some(text) = self.decoded(head, lines) else {
                return;
            };
            let body = Body {
                is_html: head.media_type == "text/html",
                text,
            };
            let bodies = &mut self.messages[at].bodies;
            match alternatives {
                Some(place) => bodies[place].push(body),
                None => bodies.push(vec![body]),
            }
        }
    }

    /// Decodes a part; rejects it where that is too much.
    fn decoded(&mut self, head: &PartHead, lines: &[PlacedLine]) -> Option<PlacedText> {
        let n_bytes = lines.iter().map(|line| line.text.len() + LINE_BYTES).sum();
        let Some(n_left) = self.n_left.checked_sub(n_bytes) else {
            self.reject(lines);
            return None;
        };
        self.n_left = n_left;
        Some(transfer::decoded(
            lines,
            head.encoding,
            head.charset.as_deref(),
        ))
    }

    fn reject(&mut self, lines: &[PlacedLine]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        let span = LineSpan::new(first.lines.first, last.lines.last);
        let text = start_of_lines(lines.iter().map(|line| &*line.text));
        self.too_large.push((span, text));
    }
}

impl PartHead {
    fn of(parsed: Option<&ParsedHeaders<'_>>) -> Self {
        let content_type = parsed.and_then(|parsed| parsed.content_type());
        let attribute = |name: &str| {
            let value = content_type.and_then(|found| found.attribute(name));
            value.map(str::to_owned)
        };
        let media_type = content_type.map_or("text/plain".to_owned(), |found| {
            let subtype = found.subtype().unwrap_or("plain");
            format!("{}/{subtype}", found.ctype()).to_ascii_lowercase()
        });
        let encoding = parsed
            .and_then(|parsed| parsed.content_transfer_encoding())
            .unwrap_or_default();
        let disposition = parsed.and_then(|parsed| parsed.content_disposition());
        let file_name = parsed.and_then(|parsed| parsed.attachment_name());
        Self {
            media_type,
            boundary: attribute("boundary").filter(|boundary| !boundary.is_empty()),
            charset: attribute("charset"),
            encoding: Encoding::named(encoding),
            is_attachment: disposition.is_some_and(|found| found.is_attachment()),
            file_name: file_name.unwrap_or_default().to_ascii_lowercase(),
        }
    }
}

fn mail_of(parsed: &ParsedHeaders<'_>) -> Option<Mail> {
    let line = |text: &str| {
        let line = clean_line(text, Dialect::Plain);
        (!line.is_empty()).then_some(line)
    };
    let sender = parsed.from().and_then(|from| from.first());
    let sender = sender.map(|sender| match (sender.name(), sender.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    });
    let is_day = |day: &str| crate::fields::date::day_in(day).is_some();
    let mail = Mail {
        subject: parsed.subject().and_then(line),
        // An address in angle brackets is no tag.
        sender: sender.map(|sender| sender.split_whitespace().collect::<Vec<_>>().join(" ")),
        sent_on: parsed
            .header(HeaderName::Date)
            .and_then(|date| date.as_datetime())
            .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
            .filter(|day| is_day(day)),
    };
    (mail != Mail::default()).then_some(mail)
}

/// How many lines of headers there are: up to the first empty line, if the first one is a header.
fn n_header_lines(lines: &[PlacedLine]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    if first.text.is_empty() || !is_header(&first.text) {
        return 0;
    }
    let end = lines.iter().position(|line| line.text.trim().is_empty());
    end.unwrap_or(lines.len())
}

fn is_header(line: &str) -> bool {
    let name = line.trim_start_matches('\u{feff}').split_once(':');
    name.is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic()) && name.len() < 80
    })
}

fn text_of(lines: &[PlacedLine]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(line.text.trim_start_matches('\u{feff}'));
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    text
}

/// Returns the parts between the lines of a boundary. The last one may lack its end.
fn parts_between<'a>(lines: &'a [PlacedLine], boundary: &str) -> Vec<&'a [PlacedLine]> {
    let mut parts = Vec::new();
    let mut start: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        let Some(rest) = line
            .text
            .strip_prefix("--")
            .and_then(|rest| rest.strip_prefix(boundary))
        else {
            continue;
        };
        let rest = rest.trim_end();
        if !(rest.is_empty() || rest == "--") {
            continue;
        }
        if let Some(start) = start {
            parts.push(&lines[start..at]);
        }
        start = Some(at + 1);
        if rest == "--" {
            return parts;
        }
    }
    if let Some(start) = start {
        parts.push(&lines[start..]);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in so many messages, each encoded in the one around it.
    fn nested(depth: usize) -> Vec<Line> {
        let mut text = format!("Subject: 0\n\n{}", "a line\n".repeat(100));
        for level in 1..=depth {
            let head = "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable";
            text = format!("Subject: {level}\n{head}\n\n{text}");
        }
        let lines = text.split('\n').zip(1..);
        lines
            .map(|(text, number)| Line {
                number,
                text: text.to_owned(),
            })
            .collect()
    }

    #[test]
    fn messages_in_each_other_are_decoded_within_a_limit() {
        let raw = |depth| RawMessage {
            lines: nested(depth),
            begins_as_mail: true,
            cut: None,
        };
        let most = 10 * 100 * (LINE_BYTES + 10);
        let parted = messages_within(raw(3), most);
        assert_eq!((parted.messages.len(), parted.too_large.len()), (4, 0));
        let parted = messages_within(raw(20), most);
        assert!((5..15).contains(&parted.messages.len()));
        let [(lines, text)] = &parted.too_large[..] else {
            panic!("one part is too much");
        };
        // Each message has four lines before the next.
        let n_above = parted.messages.len() as u32 * 4;
        assert_eq!((lines.first, lines.last), (n_above + 1, 183));
        assert!(text.starts_with("Subject: "));
    }

    #[test]
    fn what_is_not_encoded_is_not_decoded_again() {
        let mut lines = nested(20);
        lines.retain(|line| !line.text.contains("quoted-printable"));
        let n_bytes = lines.iter().map(|line| line.text.len() + LINE_BYTES).sum();
        let raw = RawMessage {
            lines,
            begins_as_mail: true,
            cut: None,
        };
        let parted = messages_within(raw, n_bytes);
        assert_eq!((parted.messages.len(), parted.too_large.len()), (21, 0));
    }
}
