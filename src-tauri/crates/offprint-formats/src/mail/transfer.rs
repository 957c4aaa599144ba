//! A part's text as it was before it was encoded for its way.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;

use crate::candidate::LineSpan;
use crate::placed::{PlacedLine, PlacedText};

/// How the text of a part was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    None,
    QuotedPrintable,
    Base64,
}

impl Encoding {
    /// Finds an encoding by its name in `Content-Transfer-Encoding`.
    pub(super) fn named(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => Encoding::QuotedPrintable,
            "base64" => Encoding::Base64,
            _ => Encoding::None,
        }
    }
}

/// Decodes a part's text. What is not encoded is text already, whatever character set it names.
pub(super) fn decoded(
    lines: &[PlacedLine],
    encoding: Encoding,
    charset: Option<&str>,
) -> PlacedText {
    let mut text = PlacedText::default();
    match encoding {
        Encoding::None => {
            for line in lines {
                push_line(&mut text, line);
            }
        }
        Encoding::QuotedPrintable => {
            let mut open = QuotedLine::default();
            for line in lines {
                open.add(line);
                if !open.goes_on {
                    std::mem::take(&mut open).finish(charset, &mut text);
                }
            }
            open.finish(charset, &mut text);
        }
        Encoding::Base64 => {
            // One wrong letter would cost the whole.
            let letters: Vec<u8> = lines
                .iter()
                .flat_map(|line| line.text.bytes())
                .filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
                .collect();
            let whole = span_of(lines);
            match base64_decode(&letters) {
                Some(bytes) => text.push(&text_in(&bytes, charset), whole),
                None => lines.iter().for_each(|line| push_line(&mut text, line)),
            }
        }
    }
    text
}

fn push_line(text: &mut PlacedText, line: &PlacedLine) {
    text.push(&line.text, line.lines);
    text.push("\n", line.lines);
}

fn span_of(lines: &[PlacedLine]) -> LineSpan {
    let first = lines.first().map_or(1, |line| line.lines.first);
    LineSpan::new(first, lines.last().map_or(first, |line| line.lines.last))
}

fn text_in(bytes: &[u8], charset: Option<&str>) -> String {
    match charset.and_then(|name| charset_decoder(name.as_bytes())) {
        Some(decode) => decode(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// A line of the text, which may be on many lines of the mail.
#[derive(Default)]
struct QuotedLine {
    bytes: Vec<u8>,
    /// Where each of the mail's lines begins in it.
    starts: Vec<(usize, LineSpan)>,
    goes_on: bool,
}

impl QuotedLine {
    /// Adds a line of the mail. What is no escape is what it is.
    fn add(&mut self, line: &PlacedLine) {
        self.starts.push((self.bytes.len(), line.lines));
        let quoted = line.text.trim_end().as_bytes();
        self.goes_on = quoted.last() == Some(&b'=');
        let quoted = &quoted[..quoted.len() - usize::from(self.goes_on)];
        let mut at = 0;
        while at < quoted.len() {
            let digits = quoted.get(at + 1..at + 3).filter(|_| quoted[at] == b'=');
            let byte = digits
                .and_then(|digits| std::str::from_utf8(digits).ok())
                .and_then(|digits| u8::from_str_radix(digits, 16).ok());
            self.bytes.push(byte.unwrap_or(quoted[at]));
            at += if byte.is_some() { 3 } else { 1 };
        }
        if !self.goes_on {
            self.bytes.push(b'\n');
        }
    }

    fn finish(self, charset: Option<&str>, out: &mut PlacedText) {
        let whole = match (self.starts.first(), self.starts.last()) {
            (Some((_, first)), Some((_, last))) => LineSpan::new(first.first, last.last),
            _ => return,
        };
        // A letter may be on two lines of the mail, so the whole is decoded at once. In UTF-8 the
        // places stay where they were.
        match String::from_utf8(self.bytes) {
            Ok(text) if is_utf8(charset) || text.is_ascii() => {
                for (at, (start, lines)) in self.starts.iter().enumerate() {
                    let end = self.starts.get(at + 1).map_or(text.len(), |(end, _)| *end);
                    let start = text.floor_char_boundary(*start);
                    out.push(&text[start..text.floor_char_boundary(end)], *lines);
                }
            }
            Ok(text) => out.push(&text_in(text.as_bytes(), charset), whole),
            Err(error) => out.push(&text_in(error.as_bytes(), charset), whole),
        }
    }
}

fn is_utf8(charset: Option<&str>) -> bool {
    charset.is_none_or(|name| {
        let name = name.to_ascii_lowercase();
        matches!(name.as_str(), "utf-8" | "utf8" | "us-ascii")
    })
}
