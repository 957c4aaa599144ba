//! A source is parted into messages.

use std::io;

use offprint_source::Line;

use crate::candidate::{LineSpan, Rejection};

/// Real mails with their attachments are smaller.
pub(super) const LARGEST_MESSAGE_BYTES: usize = 32 << 20;

/// What a line costs beside its text: a source may be nothing but line ends.
pub(super) const LINE_BYTES: usize = size_of::<Line>();

/// More empty lines than this in a row say nothing more.
const MOST_EMPTY_LINES: usize = 8;

/// A message as it stands in the source, or text without headers.
#[derive(Debug, Default)]
pub(super) struct RawMessage {
    pub(super) lines: Vec<Line>,
    /// It begins with headers, or stands in a box.
    pub(super) begins_as_mail: bool,
    /// The lines that were too much, and the start of their text.
    pub(super) cut: Option<(LineSpan, String)>,
}

impl RawMessage {
    pub(super) fn span(&self) -> LineSpan {
        let number = |line: Option<&Line>| line.map_or(1, |line| line.number);
        LineSpan::new(number(self.lines.first()), number(self.lines.last()))
    }

    /// Whether it has several headers: "To: the lighthouse" may begin any text.
    pub(super) fn has_headers(&self) -> bool {
        let block = self
            .lines
            .iter()
            .skip_while(|line| line.text.trim().is_empty());
        let headers = block
            .take_while(|line| !line.text.trim().is_empty())
            .filter(|line| names_mail_header(line.text.trim_start_matches('\u{feff}')));
        headers.count() >= 2
    }

    /// Returns its text, as much as a rejection keeps.
    pub(super) fn start(&self) -> String {
        start_of_lines(self.lines.iter().map(|line| &*line.text))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BoxKind {
    /// Text without headers. Where it is too long, the rest is read as a message of its own.
    Bare,
    One,
    /// Messages after lines that begin with "From ".
    Mbox,
    /// Apple Mail's: a line with the length, the message, a property list.
    Emlx,
}

/// The messages of a source, one at a time.
pub(super) struct Boxes<I> {
    lines: I,
    kind: Option<BoxKind>,
    message: RawMessage,
    largest_bytes: usize,
    n_bytes: usize,
    follows_blank: bool,
    /// How many empty lines there were just now.
    n_empty: usize,
    is_at_end: bool,
}

impl<I: Iterator<Item = io::Result<Line>>> Boxes<I> {
    pub(super) fn new(lines: I) -> Self {
        Self {
            lines,
            kind: None,
            message: RawMessage::default(),
            largest_bytes: LARGEST_MESSAGE_BYTES,
            n_bytes: 0,
            follows_blank: true,
            n_empty: 0,
            is_at_end: false,
        }
    }

    /// Takes a line; returns the message that it ends.
    fn take(&mut self, line: Line) -> Option<RawMessage> {
        let is_blank = line.text.trim().is_empty();
        let follows_blank = std::mem::replace(&mut self.follows_blank, is_blank);
        self.n_empty = if line.text.is_empty() {
            self.n_empty + 1
        } else {
            0
        };
        if self.n_empty > MOST_EMPTY_LINES {
            return None;
        }
        let kind = match self.kind {
            Some(kind) => kind,
            None if is_blank => return None,
            None => {
                let kind = kind_of_first(&line.text);
                self.kind = Some(kind);
                if kind == BoxKind::Emlx {
                    return None;
                }
                kind
            }
        };
        let mut ended = None;
        match kind {
            BoxKind::Mbox if follows_blank && is_separator(&line.text) => {
                return self.end();
            }
            BoxKind::Bare if self.n_bytes + LINE_BYTES + line.text.len() > self.largest_bytes => {
                ended = self.end();
            }
            BoxKind::Bare | BoxKind::One | BoxKind::Mbox | BoxKind::Emlx => {}
        }
        self.add(line);
        ended
    }

    fn add(&mut self, mut line: Line) {
        self.message.begins_as_mail = self.kind != Some(BoxKind::Bare);
        // What looks like a separator within a message was quoted.
        if self.kind == Some(BoxKind::Mbox)
            && line.text.trim_start_matches('>').starts_with("From ")
            && line.text.starts_with('>')
        {
            line.text.remove(0);
        }
        let n_bytes = self.n_bytes + LINE_BYTES + line.text.len();
        if n_bytes <= self.largest_bytes && self.message.cut.is_none() {
            self.n_bytes = n_bytes;
            self.message.lines.push(line);
            return;
        }
        match &mut self.message.cut {
            Some((span, text)) => {
                span.last = line.number;
                if text.len() < Rejection::MAX_TEXT_BYTES {
                    text.push('\n');
                    text.push_str(start_of(&line.text));
                }
            }
            None => {
                let span = LineSpan::new(line.number, line.number);
                self.message.cut = Some((span, start_of(&line.text).to_owned()));
            }
        }
    }

    fn end(&mut self) -> Option<RawMessage> {
        self.n_bytes = 0;
        let mut message = std::mem::take(&mut self.message);
        if self.kind == Some(BoxKind::Emlx) {
            without_property_list(&mut message.lines);
        }
        (!message.lines.is_empty() || message.cut.is_some()).then_some(message)
    }
}

impl<I: Iterator<Item = io::Result<Line>>> Iterator for Boxes<I> {
    type Item = io::Result<RawMessage>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_at_end {
            let ended = match self.lines.next() {
                Some(Ok(line)) => self.take(line),
                Some(Err(error)) => {
                    self.is_at_end = true;
                    return Some(Err(error));
                }
                None => {
                    self.is_at_end = true;
                    self.end()
                }
            };
            if let Some(message) = ended {
                return Some(Ok(message));
            }
        }
        None
    }
}

/// Returns the text of lines, as much as a rejection keeps.
pub(super) fn start_of_lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(start_of(line));
        text.push('\n');
        if text.len() > Rejection::MAX_TEXT_BYTES {
            break;
        }
    }
    text
}

fn start_of(text: &str) -> &str {
    &text[..text.floor_char_boundary(Rejection::MAX_TEXT_BYTES)]
}

fn kind_of_first(line: &str) -> BoxKind {
    let line = line.trim_start_matches('\u{feff}');
    let is_length = {
        let digits = line.trim();
        (1..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if is_separator(line) {
        BoxKind::Mbox
    } else if is_length {
        BoxKind::Emlx
    } else if names_mail_header(line) {
        BoxKind::One
    } else {
        BoxKind::Bare
    }
}

/// `From ana@example.org Thu Jul  2 10:00:00 2026`. Prose has no such time in it.
fn is_separator(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("From ") else {
        return false;
    };
    let is_number = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    let is_time = |word: &str| {
        let mut parts = word.split(':');
        parts.next().is_some_and(is_number) && parts.next().is_some_and(is_number)
    };
    let is_year = |word: &str| {
        word.len() == 4
            && matches!(word.get(..2), Some("19" | "20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    rest.len() < 300 && rest.split_whitespace().any(is_time) && rest.split_whitespace().any(is_year)
}

/// Whether a line is a header that only mails have.
fn names_mail_header(line: &str) -> bool {
    const NAMES: [&str; 20] = [
        "from",
        "subject",
        "date",
        "to",
        "cc",
        "received",
        "return-path",
        "message-id",
        "mime-version",
        "content-type",
        "delivered-to",
        "reply-to",
        "sender",
        "list-id",
        "dkim-signature",
        "authentication-results",
        "content-transfer-encoding",
        "envelope-to",
        "received-spf",
        "list-unsubscribe",
    ];
    let Some((name, _)) = line.split_once(':') else {
        return false;
    };
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_str()) || name.starts_with("x-") || name.starts_with("arc-")
}

/// Takes off the property list that Apple Mail adds.
fn without_property_list(lines: &mut Vec<Line>) {
    let start = (0..lines.len()).rev().find(|&at| {
        lines[at].text.starts_with("<?xml")
            && lines
                .get(at + 1)
                .is_some_and(|next| next.text.starts_with("<!DOCTYPE plist"))
    });
    if let Some(start) = start {
        lines.truncate(start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str, largest_bytes: usize) -> Vec<RawMessage> {
        let lines = text.split('\n').zip(1..).map(|(text, number)| {
            Ok(Line {
                number,
                text: text.to_owned(),
            })
        });
        let mut boxes = Boxes::new(lines);
        boxes.largest_bytes = largest_bytes;
        boxes
            .map(|message| message.expect("memory can be read"))
            .collect()
    }

    #[test]
    fn lines_are_counted_with_what_they_cost() {
        let text = format!("Subject: a\n\n{}", "b\n".repeat(1000));
        let found = messages(&text, 100 * LINE_BYTES);
        assert_eq!(found.len(), 1);
        assert!(found[0].lines.len() < 100);
        let cut = found[0].cut.as_ref().map(|(lines, _)| lines.last);
        assert_eq!(cut, Some(1003));
        let bare = messages(&"b\n".repeat(1000), 100 * LINE_BYTES);
        assert!(bare.iter().all(|message| message.lines.len() < 100));
        assert_eq!(bare[bare.len() - 1].span().last, 1001);
    }

    #[test]
    fn a_run_of_empty_lines_costs_as_few_of_them() {
        let text = format!("Subject: a\n\nb{}c", "\n".repeat(100_000));
        let found = messages(&text, 1000 * LINE_BYTES);
        assert_eq!(found[0].lines.len(), 4 + MOST_EMPTY_LINES);
        assert_eq!(found[0].span(), LineSpan::new(1, 100_003));
        assert!(found[0].cut.is_none());
    }
}
