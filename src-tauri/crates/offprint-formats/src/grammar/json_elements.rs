//! JSON parted into its records, one at a time, however long the document is.

mod element;

use std::io;

use offprint_source::Line;
use serde::de::IgnoredAny;

use crate::ReadError;
use crate::candidate::{LineSpan, Rejection, RejectionReason};

use element::{End, Kind, Open, Place};

/// One record of a JSON document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum JsonElement {
    /// A value that begins and ends; whether it is JSON inside, its reader sees.
    Whole { lines: LineSpan, text: String },
    /// One that never ends, or is too large.
    Broken(Rejection),
}

/// What a tree of JSON is made of, in its order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum JsonPart {
    /// A value that holds no others.
    Element(JsonElement),
    /// An object whose elements follow: an object with the fields that stand before them.
    FolderBegins { lines: LineSpan, fields: String },
    /// The end of the innermost of these, with the fields that stand behind its elements.
    FolderEnds { lines: LineSpan, fields: String },
}

/// An element is not larger; what is, is rejected.
pub(crate) const LARGEST_ELEMENT_BYTES: usize = 8 << 20;

/// Parts a JSON document into its elements: those of the outermost array, or of the arrays inside
/// the outermost object whose keys `holds_elements` accepts. Without such an array, the outermost
/// value is the one element; several of them may follow one another.
///
/// Brackets are only counted, so that no nesting is too deep and a broken element costs no other:
/// an object ends where its braces are even, or before an object that stands where only a key may,
/// and a line's end ends a string. Where a brace is missing otherwise (the source ends, the element
/// is no JSON or grows too large, though a line in it begins as its own first line did) it is read
/// once more, and ends before the next such line. What stands between elements and belongs to none
/// (a wrapper's other fields, commas) is passed over. Holds a line and an element in memory; the
/// work grows with the text alone.
///
/// Errors: only those of reading `lines`.
/// Source: RFC 8259.
pub(crate) fn json_elements<L>(
    lines: L,
    holds_elements: fn(&str) -> bool,
) -> impl Iterator<Item = Result<JsonElement, ReadError>>
where
    L: Iterator<Item = io::Result<Line>>,
{
    JsonParts::new(lines, holds_elements, false).filter_map(|part| match part {
        Ok(JsonPart::Element(element)) => Some(Ok(element)),
        Ok(JsonPart::FolderBegins { .. } | JsonPart::FolderEnds { .. }) => None,
        Err(error) => Some(Err(error)),
    })
}

/// Parts a JSON document whose elements may hold elements in turn, under the same keys, as
/// [`json_elements`] does; the outermost object is no folder.
///
/// Errors: only those of reading `lines`.
pub(crate) fn json_tree<L>(lines: L, holds_elements: fn(&str) -> bool) -> JsonParts<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    JsonParts::new(lines, holds_elements, true)
}

/// Parts JSON Lines: what is on a line is one element. Empty lines are passed over.
///
/// Errors: only those of reading `lines`.
pub(crate) fn json_lines<L>(lines: L) -> impl Iterator<Item = Result<JsonElement, ReadError>>
where
    L: Iterator<Item = io::Result<Line>>,
{
    lines
        .filter(|line| !matches!(line, Ok(line) if line.text.trim().is_empty()))
        .map(|line| {
            let line = line?;
            let lines = LineSpan::new(line.number, line.number);
            Ok(if line.text.len() > LARGEST_ELEMENT_BYTES {
                JsonElement::Broken(Rejection::new(lines, RejectionReason::TooLarge, &line.text))
            } else {
                JsonElement::Whole {
                    lines,
                    text: line.text,
                }
            })
        })
}

/// The parts of a JSON document; see [`json_tree`].
pub(crate) struct JsonParts<L> {
    lines: L,
    holds_elements: fn(&str) -> bool,
    /// Whether elements may hold elements.
    is_tree: bool,
    /// An element is not larger.
    largest_bytes: usize,
    /// Lines of an element that did not end, to be read again.
    again: Option<Again>,
    line: Line,
    /// How much of the line is read.
    at: usize,
    /// Where the line's first sign is, blanks aside; none in a further piece of a line.
    line_begins_at: Option<usize>,
    /// The outermost object, while an array inside it is read.
    wrapper: Option<Open>,
    is_in_array: bool,
    /// How many folders are open, each in the array of the one around it.
    n_folders: usize,
    /// What is being read.
    element: Option<Open>,
    /// An element in which a line began as its own did: if nothing follows that may stand behind an
    /// element, it has ended with the bracket of what is around it.
    doubtful: Option<Open>,
}

/// Text that is read again by its lines.
struct Again {
    text: String,
    at: usize,
    number: u32,
}

impl Again {
    fn next_line(&mut self) -> Option<Line> {
        let rest = self.text.get(self.at..)?;
        let text = rest.split('\n').next().unwrap_or(rest).to_owned();
        self.at += text.len() + 1;
        self.number += 1;
        Some(Line {
            number: self.number - 1,
            text,
        })
    }
}

impl<L> Iterator for JsonParts<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    type Item = Result<JsonPart, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(part) = self.read_line() {
                return Some(Ok(part));
            }
            let next = match self.again.as_mut().and_then(Again::next_line) {
                Some(line) => Some(Ok(line)),
                None => {
                    self.again = None;
                    self.lines.next()
                }
            };
            match next {
                Some(Ok(line)) => {
                    if let Some(part) = self.begin_line(line) {
                        return Some(Ok(part));
                    }
                }
                Some(Err(error)) => return Some(Err(error.into())),
                None => {
                    let element = self.element.take().or_else(|| self.doubtful.take())?;
                    if let Some(part) = self.end_early(element) {
                        return Some(Ok(part));
                    }
                }
            }
        }
    }
}

impl<L> JsonParts<L> {
    fn new(lines: L, holds_elements: fn(&str) -> bool, is_tree: bool) -> Self {
        Self {
            lines,
            holds_elements,
            is_tree,
            largest_bytes: LARGEST_ELEMENT_BYTES,
            again: None,
            line: Line::default(),
            at: 0,
            line_begins_at: None,
            wrapper: None,
            is_in_array: false,
            n_folders: 0,
            element: None,
            doubtful: None,
        }
    }

    /// Goes on to the next line, before which an element may end.
    fn begin_line(&mut self, line: Line) -> Option<JsonPart> {
        // A very long line comes in pieces that share a number.
        let is_new = line.number != self.line.number;
        self.line = line;
        self.at = 0;
        let text = &self.line.text;
        let n_blank = text.len() - text.trim_start().len();
        self.line_begins_at = is_new.then_some(n_blank);
        if !is_new {
            return None;
        }
        let element = self.element.as_mut()?;
        if element.kind == Kind::Scalar {
            return self.element.take().map(Open::whole);
        }
        if element.begins_like(&self.line.text) {
            if element.is_read_again {
                return self.break_off();
            }
            element.has_alike = true;
        }
        element.end_line();
        if element.passes(self.largest_bytes) {
            self.limit();
        }
        None
    }

    /// Reads on in the line, to its end or to that of an element.
    fn read_line(&mut self) -> Option<JsonPart> {
        while self.at < self.line.text.len() {
            let Some(element) = &mut self.element else {
                if let Some(part) = self.read_between() {
                    return Some(part);
                }
                continue;
            };
            let (start, last) = (self.at, element.lines.last);
            let end = element.read(&self.line.text, &mut self.at, self.line_begins_at);
            element.lines.last = self.line.number;
            element.push(&self.line.text[start..self.at]);
            let is_too_large = element.passes(self.largest_bytes);
            let part = match end {
                End::OfLine => {
                    if is_too_large {
                        self.limit();
                    }
                    None
                }
                End::OfElement => {
                    if is_too_large {
                        element.cut();
                    }
                    self.end()
                }
                End::Missing => {
                    if Some(self.at) == self.line_begins_at {
                        element.lines.last = last;
                    }
                    self.break_off()
                }
                End::BeforeArray => self.begin_array(),
            };
            if part.is_some() {
                return part;
            }
        }
        None
    }

    /// Reads a byte that is in no element; it may begin one.
    fn read_between(&mut self) -> Option<JsonPart> {
        let byte = self.line.text.as_bytes()[self.at];
        let is_behind_element = !byte.is_ascii_whitespace() && byte != b'}';
        if is_behind_element && let Some(element) = self.doubtful.take() {
            return Some(element.whole());
        }
        match byte {
            b'[' if !self.is_in_array => self.is_in_array = true,
            b']' if self.n_folders > 0 => {
                self.n_folders -= 1;
                self.element = Some(Open::rest_of_folder(self.line.number));
            }
            b']' if self.is_in_array => {
                self.is_in_array = false;
                self.element = self.wrapper.take();
                if let Some(wrapper) = &mut self.element {
                    wrapper.end_array();
                }
            }
            // A bracket too many has closed the array.
            b',' => self.is_in_array = true,
            b']' | b'}' => {}
            b'[' if self.is_stray_bracket() => {}
            byte if byte.is_ascii_whitespace() => {}
            byte => {
                let kind = match byte {
                    b'{' => Kind::Object,
                    b'[' => Kind::Array,
                    _ => Kind::Scalar,
                };
                let place = Place {
                    is_in_array: self.is_in_array,
                    may_hold_elements: self.is_tree || !self.is_in_array,
                    is_read_again: self.again.is_some(),
                };
                // Its first byte is read as part of it.
                self.element = Some(Open::begin(kind, &self.line, self.at, place));
                return None;
            }
        }
        self.at += 1;
        None
    }

    /// Whether the bracket that is read opens no element: what follows would be one by itself.
    fn is_stray_bracket(&self) -> bool {
        let rest = self.line.text[self.at + 1..].trim_start();
        rest.starts_with(['{', ','])
    }

    /// The bracket of an array that is a field's value was read; it may hold the elements.
    fn begin_array(&mut self) -> Option<JsonPart> {
        let element = self.element.as_mut()?;
        if !(self.holds_elements)(&element.key) {
            return None;
        }
        if !self.is_in_array {
            element.begin_elements();
            self.wrapper = self.element.take();
            self.is_in_array = true;
            return None;
        }
        if !element.is_in_own_array() {
            return None;
        }
        element.push("]}");
        self.n_folders += 1;
        let element = self.element.take()?;
        Some(JsonPart::FolderBegins {
            lines: element.lines,
            fields: element.text,
        })
    }

    /// The braces of an element are even. It is read once more, now by its lines, if it has taken in
    /// others.
    fn end(&mut self) -> Option<JsonPart> {
        let element = self.element.take()?;
        if element.held_elements {
            return None;
        }
        if element.is_rest_of_folder {
            return Some(element.end_of_folder());
        }
        if element.can_be_read_again() {
            if serde_json::from_str::<IgnoredAny>(&element.text).is_err() {
                self.read_again(element);
                return None;
            }
            if self.is_in_array {
                self.doubtful = Some(element);
                return None;
            }
        }
        Some(element.whole())
    }

    /// An element ends here though its braces are not even.
    fn break_off(&mut self) -> Option<JsonPart> {
        let element = self.element.take()?;
        if element.held_elements {
            self.is_in_array = true;
            return None;
        }
        if element.is_rest_of_folder {
            return Some(element.end_of_folder());
        }
        Some(element.broken(RejectionReason::NeverCloses))
    }

    /// The source is over before the element is.
    fn end_early(&mut self, element: Open) -> Option<JsonPart> {
        if element.kind == Kind::Scalar {
            return Some(element.whole());
        }
        if element.can_be_read_again() && !element.held_elements {
            self.read_again(element);
            return None;
        }
        self.element = Some(element);
        self.break_off()
    }

    /// The element is too large, maybe since it lacks its end and has taken in those after it.
    fn limit(&mut self) {
        let Some(mut element) = self.element.take() else {
            return;
        };
        if element.can_be_read_again() {
            self.read_again(element);
            return;
        }
        // No line has ended it: it is as large as that.
        element.is_read_again = false;
        element.cut();
        self.element = Some(element);
    }

    /// Reads an element, and the rest of the open line, once more by its lines.
    fn read_again(&mut self, mut element: Open) {
        element.push(&self.line.text[self.at..]);
        self.again = Some(Again {
            at: 0,
            number: element.lines.first,
            text: element.into_lines(),
        });
        self.line = Line::default();
        self.at = 0;
    }
}

#[cfg(test)]
mod tests;
