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

use super::boxes::RawMessage;
use super::transfer::{self, Encoding};

/// Real mails have no parts deeper than some five in each other, and each level is a further pass.
const MOST_DEPTH: usize = 24;

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
#[derive(Default)]
pub(super) struct Parted {
    pub(super) messages: Vec<Message>,
    /// Parts that are in too many others.
    pub(super) too_deep: Vec<LineSpan>,
}

pub(super) fn placed(line: Line) -> PlacedLine {
    PlacedLine {
        lines: LineSpan::new(line.number, line.number),
        text: line.text,
    }
}

/// Parts a message into itself and those within it, each with its texts.
pub(super) fn messages_of(raw: &RawMessage) -> Parted {
    let lines: Vec<PlacedLine> = raw.lines.iter().cloned().map(placed).collect();
    let mut parted = Parted::default();
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
            let last = lines[lines.len() - 1].lines.last;
            self.too_deep
                .push(LineSpan::new(lines[0].lines.first, last));
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
        } else if is_message {
            let text = transfer::decoded(lines, head.encoding, head.charset.as_deref());
            let lines: Vec<PlacedLine> = text.lines().collect();
            self.take_message(&lines, true, depth + 1);
        } else if (head.media_type.starts_with("text/") || multipart.is_some())
            && !head.is_attachment
            && !matches!(&*head.media_type, "text/calendar" | "text/vcard")
        {
            let body = Body {
                is_html: head.media_type == "text/html",
                text: transfer::decoded(lines, head.encoding, head.charset.as_deref()),
            };
            let bodies = &mut self.messages[at].bodies;
            match alternatives {
                Some(place) => bodies[place].push(body),
                None => bodies.push(vec![body]),
            }
        }
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
