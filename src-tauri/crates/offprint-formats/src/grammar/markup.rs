//! HTML, and XML that is as flat, as a run of tags and texts with their places.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Read};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use html5gum::{DefaultEmitter, HtmlString, IoReader, Spanned, Token, Tokenizer};
use offprint_source::Line;

use crate::ReadError;
use crate::candidate::LineSpan;

/// A tag or a text, and the bytes that it stands on.
pub(crate) struct Piece {
    pub kind: PieceKind,
    pub place: Range<usize>,
}

/// What a piece is. Names are in lower case.
pub(crate) enum PieceKind {
    Start {
        name: String,
        attributes: BTreeMap<String, String>,
        is_closed: bool,
    },
    End(String),
    /// Text with its entities decoded.
    Text(String),
}

/// The pieces of a source, as they are read.
///
/// No tree is built, so that neither depth nor tags without an end cost more than their length.
/// Lines stay in memory until they are forgotten ([`Markup::forget_before`]), and no more than
/// 16 MB of them: past that the source is over ([`Markup::was_too_large`]).
///
/// Errors: only those of reading the lines.
pub(crate) struct Markup<L: Iterator<Item = io::Result<Line>>> {
    tokens: Tokenizer<IoReader<Bytes<L>>, DefaultEmitter<usize>>,
    kept: Arc<Mutex<Kept>>,
    /// Where the last piece ends.
    end: usize,
}

/// Takes off one thing that stands above the outermost element: a declaration, a remark, a
/// document type with its entities.
pub(crate) fn after_prolog(text: &str) -> Option<&str> {
    let end = if text.starts_with("<?") {
        "?>"
    } else if text.starts_with("<!--") {
        "-->"
    } else if text.starts_with("<!") && text.split('>').next()?.contains('[') {
        "]>"
    } else if text.starts_with("<!") {
        ">"
    } else {
        return None;
    };
    text.find(end).map(|at| &text[at + end.len()..])
}

impl<L: Iterator<Item = io::Result<Line>>> Markup<L> {
    pub(crate) fn new(lines: L) -> Self {
        let kept = Arc::default();
        let bytes = Bytes {
            lines,
            line: Vec::new(),
            n_read: 0,
            kept: Arc::clone(&kept),
        };
        Self {
            tokens: Tokenizer::new_with_emitter(
                IoReader::new(bytes),
                DefaultEmitter::new_with_span(),
            ),
            kept,
            end: 0,
        }
    }

    /// Returns the lines that a piece stands on.
    pub(crate) fn lines_of(&self, place: &Range<usize>) -> LineSpan {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.lines_of(place)
    }

    /// Returns the source's own text of a place, as far as it is kept.
    pub(crate) fn text_of(&self, place: &Range<usize>) -> String {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.text_of(place)
    }

    /// Lets go of the lines that end before a place.
    pub(crate) fn forget_before(&mut self, at: usize) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        while kept.lines.get(1).is_some_and(|line| line.start <= at) {
            kept.lines.pop_front();
        }
        kept.forgotten_to = kept.forgotten_to.max(at);
    }

    /// Returns the place behind the last piece, once all are read: a tag that never ends.
    pub(crate) fn rest(&self) -> Option<Range<usize>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = self.end..kept.n_given;
        (!kept.text_of(&rest).trim().is_empty()).then_some(rest)
    }

    /// Returns the lines that were not read because what stands before them is too large.
    pub(crate) fn was_too_large(&self) -> Option<LineSpan> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.too_large
    }
}

impl<L: Iterator<Item = io::Result<Line>>> Iterator for Markup<L> {
    type Item = Result<Piece, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let token = match self.tokens.next()? {
                Ok(token) => token,
                Err(error) => return Some(Err(error.into())),
            };
            let piece = match token {
                Token::StartTag(tag) => Piece {
                    place: tag.span.start..tag.span.end,
                    kind: PieceKind::Start {
                        name: text(&tag.name),
                        attributes: tag.attributes.iter().map(attribute).collect(),
                        is_closed: tag.self_closing,
                    },
                },
                Token::EndTag(tag) => Piece {
                    place: tag.span.start..tag.span.end,
                    kind: PieceKind::End(text(&tag.name)),
                },
                Token::String(string) => Piece {
                    place: string.span.start..string.span.end,
                    kind: PieceKind::Text(text(&string)),
                },
                Token::Comment(comment) => {
                    self.end = comment.span.end;
                    continue;
                }
                Token::Doctype(doctype) => {
                    self.end = doctype.span.end;
                    continue;
                }
                Token::Error(_) => continue,
            };
            self.end = piece.place.end;
            return Some(Ok(piece));
        }
    }
}

fn text(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

fn attribute((name, value): (&HtmlString, &Spanned<HtmlString, usize>)) -> (String, String) {
    (text(name), text(value))
}

/// The lines that were given to the tokenizer and not forgotten yet.
#[derive(Default)]
struct Kept {
    lines: VecDeque<KeptLine>,
    n_given: usize,
    forgotten_to: usize,
    too_large: Option<LineSpan>,
}

struct KeptLine {
    /// Where it starts among all bytes.
    start: usize,
    number: u32,
    text: String,
}

/// More than this is not kept for one piece.
const MOST_BYTES: usize = 16 << 20;

impl Kept {
    fn place_of(&self, at: usize) -> usize {
        self.lines
            .partition_point(|line| line.start <= at)
            .saturating_sub(1)
    }

    fn lines_of(&self, place: &Range<usize>) -> LineSpan {
        let number = |at: usize| {
            self.lines
                .get(self.place_of(at))
                .map_or(1, |line| line.number)
        };
        let last = place.end.saturating_sub(1).max(place.start);
        LineSpan::new(number(place.start), number(last))
    }

    fn text_of(&self, place: &Range<usize>) -> String {
        let mut text = String::new();
        for line in self.lines.iter().skip(self.place_of(place.start)) {
            if line.start >= place.end {
                break;
            }
            let from = line
                .text
                .floor_char_boundary(place.start.saturating_sub(line.start));
            let to = line.text.floor_char_boundary(place.end - line.start);
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&line.text[from.min(to)..to]);
        }
        text
    }
}

/// Gives lines to the tokenizer as bytes.
struct Bytes<L> {
    lines: L,
    line: Vec<u8>,
    n_read: usize,
    kept: Arc<Mutex<Kept>>,
}

impl<L: Iterator<Item = io::Result<Line>>> Read for Bytes<L> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.n_read == self.line.len() && !self.next_line()? {
            return Ok(0);
        }
        let n = into.len().min(self.line.len() - self.n_read);
        into[..n].copy_from_slice(&self.line[self.n_read..self.n_read + n]);
        self.n_read += n;
        Ok(n)
    }
}

impl<L: Iterator<Item = io::Result<Line>>> Bytes<L> {
    fn next_line(&mut self) -> io::Result<bool> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.too_large.is_some() {
            return Ok(false);
        }
        let Some(line) = self.lines.next().transpose()? else {
            return Ok(false);
        };
        if kept.n_given - kept.forgotten_to > MOST_BYTES {
            let rest = self.lines.by_ref().flatten().last();
            let last = rest.map_or(line.number, |rest| rest.number);
            kept.too_large = Some(LineSpan::new(line.number, last));
            return Ok(false);
        }
        self.line.clear();
        self.line.extend_from_slice(line.text.as_bytes());
        self.line.push(b'\n');
        self.n_read = 0;
        let start = kept.n_given;
        kept.n_given += self.line.len();
        kept.lines.push_back(KeptLine {
            start,
            number: line.number,
            text: line.text,
        });
        Ok(true)
    }
}
