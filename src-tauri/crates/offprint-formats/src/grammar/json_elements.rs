//! JSON parted into its records, one at a time, however long the document is.

use std::io;

use offprint_source::Line;

use crate::ReadError;
use crate::candidate::{LineSpan, Rejection, RejectionReason};

/// One record of a JSON document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum JsonElement {
    /// A value that begins and ends; whether it is JSON inside, its reader sees.
    Whole { lines: LineSpan, text: String },
    /// One that never ends, or is too large.
    Broken(Rejection),
}

/// An element is not larger; what is, is rejected.
pub(crate) const LARGEST_ELEMENT_BYTES: usize = 8 << 20;

/// Parts a JSON document into its elements: those of the outermost array, or of the arrays inside
/// the outermost object whose keys `holds_elements` accepts. Without such an array, the outermost
/// value is the one element; several of them may follow one another.
///
/// Brackets are only counted, so that no nesting is too deep and a broken element costs no other:
/// an object ends where its braces are even, a line's end ends a string, and where a brace is
/// missing (the source ends, or the element grows too large) it is read once more, and ends before
/// the next line that begins as its own did. What stands between elements and belongs to none (a
/// wrapper's other fields, commas) is passed over. Holds a line and an element in memory; the work
/// grows with the text alone.
///
/// Errors: only those of reading `lines`.
/// Source: RFC 8259.
pub(crate) fn json_elements<L>(lines: L, holds_elements: fn(&str) -> bool) -> JsonElements<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    JsonElements {
        lines,
        holds_elements,
        largest_bytes: LARGEST_ELEMENT_BYTES,
        again: None,
        line: Line::default(),
        at: 0,
        wrapper: None,
        is_in_array: false,
        element: None,
        string: InString::No,
        mending: Mending::No,
    }
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

/// The elements of a JSON document; see [`json_elements`].
pub(crate) struct JsonElements<L> {
    lines: L,
    holds_elements: fn(&str) -> bool,
    /// An element is not larger.
    largest_bytes: usize,
    /// Lines of an element that did not end, to be read again.
    again: Option<Again>,
    line: Line,
    /// How much of the line is read.
    at: usize,
    /// The outermost object, while an array inside it is read.
    wrapper: Option<Open>,
    is_in_array: bool,
    /// What is being read.
    element: Option<Open>,
    string: InString,
    mending: Mending,
}

/// Whether lines tell where the next element begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mending {
    No,
    /// An element did not end and is read once more.
    Tried,
    /// Lines have ended one: from here on they do.
    Found,
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum InString {
    No,
    Yes,
    /// After a backslash.
    Escaped,
}

/// An element while it is read.
struct Open {
    kind: Kind,
    /// How many brackets of its own kind are open.
    depth: usize,
    lines: LineSpan,
    text: String,
    is_too_large: bool,
    /// How its first line begins, where the element begins it.
    first_line: Option<FirstLine>,
    /// What is known of it as the outermost object, which may hold the elements.
    outermost: Option<Outermost>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    Scalar,
}

/// How a line begins: with these blanks and a brace, and whether anything follows.
struct FirstLine {
    beginning: String,
    goes_on: bool,
}

#[derive(Default)]
struct Outermost {
    n_arrays: usize,
    /// The string that was read last.
    key: String,
    /// Whether a colon followed it, and nothing else yet.
    is_key: bool,
    /// Whether it held elements, so that it is none itself.
    held_elements: bool,
}

/// A key is not longer.
const LONGEST_KEY_BYTES: usize = 200;

impl<L> Iterator for JsonElements<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    type Item = Result<JsonElement, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(element) = self.read_line() {
                return Some(Ok(element));
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
                    if let Some(element) = self.begin_line(line) {
                        return Some(Ok(element));
                    }
                }
                Some(Err(error)) => return Some(Err(error.into())),
                None => {
                    let element = self.element.take()?;
                    if let Some(element) = self.end_early(element) {
                        return Some(Ok(element));
                    }
                }
            }
        }
    }
}

impl<L> JsonElements<L> {
    /// Goes on to the next line, before which an element may end.
    fn begin_line(&mut self, line: Line) -> Option<JsonElement> {
        // A very long line comes in pieces that share a number.
        let is_new = line.number != self.line.number;
        self.line = line;
        self.at = 0;
        if !is_new {
            return None;
        }
        self.string = InString::No;
        let element = self.element.as_mut()?;
        let ends_before = element.kind == Kind::Scalar
            || (self.mending != Mending::No && element.begins_like(&self.line.text));
        if !ends_before {
            element.push("\n");
            if element.passes(self.largest_bytes) {
                self.limit();
            }
            return None;
        }
        let element = self.element.take()?;
        Some(match element.kind {
            Kind::Scalar => element.whole(),
            Kind::Object | Kind::Array => {
                self.mending = Mending::Found;
                element.broken(RejectionReason::NeverCloses)
            }
        })
    }

    /// Reads on in the line, to its end or to that of an element.
    fn read_line(&mut self) -> Option<JsonElement> {
        while self.at < self.line.text.len() {
            let Some(element) = &mut self.element else {
                self.read_between();
                continue;
            };
            let start = self.at;
            let end = element.read(&self.line.text, &mut self.at, &mut self.string);
            element.lines.last = self.line.number;
            element.push(&self.line.text[start..self.at]);
            let is_too_large = element.passes(self.largest_bytes);
            match end {
                End::OfLine if is_too_large => self.limit(),
                End::OfLine => {}
                End::OfElement => {
                    if is_too_large {
                        element.cut();
                    }
                    let element = self.element.take()?;
                    let is_wrapper = element
                        .outermost
                        .as_ref()
                        .is_some_and(|object| object.held_elements);
                    if !is_wrapper {
                        return Some(element.whole());
                    }
                }
                End::BeforeArray => {
                    let object = element.outermost.get_or_insert_default();
                    if (self.holds_elements)(&object.key) {
                        object.held_elements = true;
                        element.text.clear();
                        self.wrapper = self.element.take();
                        self.is_in_array = true;
                    } else {
                        object.n_arrays += 1;
                    }
                }
            }
        }
        None
    }

    /// Reads a byte that is in no element; it may begin one.
    fn read_between(&mut self) {
        let byte = self.line.text.as_bytes()[self.at];
        match byte {
            b'[' if !self.is_in_array => self.is_in_array = true,
            b']' if self.is_in_array => {
                self.is_in_array = false;
                self.element = self.wrapper.take();
            }
            b',' | b']' | b'}' => {}
            byte if byte.is_ascii_whitespace() => {}
            byte => {
                let kind = match byte {
                    b'{' => Kind::Object,
                    b'[' => Kind::Array,
                    _ => Kind::Scalar,
                };
                // Its first byte is read as part of it.
                self.element = Some(Open::begin(kind, &self.line, self.at, self.is_in_array));
                return;
            }
        }
        self.at += 1;
    }

    /// The source is over before the element is. Unless it is so already, the element is read once
    /// more, now by its lines.
    fn end_early(&mut self, element: Open) -> Option<JsonElement> {
        if element.kind == Kind::Scalar {
            return Some(element.whole());
        }
        if element
            .outermost
            .as_ref()
            .is_some_and(|object| object.held_elements)
        {
            return None;
        }
        if self.mending != Mending::No || !element.can_be_read_again() {
            return Some(element.broken(RejectionReason::NeverCloses));
        }
        self.read_again(element);
        None
    }

    /// The element is too large, maybe since it lacks its end and has taken in those after it.
    fn limit(&mut self) {
        let Some(mut element) = self.element.take() else {
            return;
        };
        if self.mending == Mending::No && element.can_be_read_again() {
            element.push(&self.line.text[self.at..]);
            self.read_again(element);
            return;
        }
        // No line has ended it: it is as large as that, and the others are as whole as before.
        if self.mending == Mending::Tried {
            self.mending = Mending::No;
        }
        element.cut();
        self.element = Some(element);
    }

    /// Reads an element, to the end of the open line, once more by its lines.
    fn read_again(&mut self, element: Open) {
        self.mending = Mending::Tried;
        let beginning = element
            .first_line
            .map_or(String::new(), |line| line.beginning);
        let mut text = element.text;
        text.insert_str(0, beginning.trim_end_matches('{'));
        self.again = Some(Again {
            text,
            at: 0,
            number: element.lines.first,
        });
        self.line = Line::default();
        self.at = 0;
        self.string = InString::No;
    }
}

/// Where the reading of an element stopped.
enum End {
    OfLine,
    OfElement,
    /// After the bracket of an array that is a field's value in the outermost object.
    BeforeArray,
}

impl Open {
    fn begin(kind: Kind, line: &Line, at: usize, is_in_array: bool) -> Self {
        let begins_line = line.text[..at].trim().is_empty();
        Self {
            kind,
            depth: 0,
            lines: LineSpan::new(line.number, line.number),
            text: String::new(),
            is_too_large: false,
            first_line: (begins_line && kind == Kind::Object).then(|| FirstLine {
                beginning: line.text[..=at].to_owned(),
                goes_on: !line.text[at + 1..].trim().is_empty(),
            }),
            outermost: (kind == Kind::Object && !is_in_array).then(Outermost::default),
        }
    }

    /// Reads from `at` to the line's end or the element's.
    fn read(&mut self, line: &str, at: &mut usize, string: &mut InString) -> End {
        let start = *at;
        while let Some(&byte) = line.as_bytes().get(*at) {
            if *string != InString::No {
                *string = match (byte, *string) {
                    (_, InString::Escaped) => InString::Yes,
                    (b'\\', _) => InString::Escaped,
                    (b'"', _) => InString::No,
                    _ => InString::Yes,
                };
                if *string != InString::No
                    && let Some(object) = &mut self.outermost
                    && object.key.len() < LONGEST_KEY_BYTES
                    && byte.is_ascii()
                {
                    object.key.push(char::from(byte));
                }
                *at += 1;
                continue;
            }
            let is_first = *at == start && self.text.is_empty();
            match (self.kind, byte) {
                (Kind::Scalar, b',' | b'[' | b']' | b'{' | b'}') if !is_first => {
                    return End::OfElement;
                }
                (Kind::Object, b'{') | (Kind::Array, b'[') => self.depth += 1,
                (Kind::Object, b'}') | (Kind::Array, b']') => self.depth -= 1,
                (_, b'"') => *string = InString::Yes,
                _ => {}
            }
            *at += 1;
            if self.depth == 0 && self.kind != Kind::Scalar {
                return End::OfElement;
            }
            if let Some(object) = &mut self.outermost
                && object.is_before_array(byte)
            {
                return End::BeforeArray;
            }
        }
        End::OfLine
    }

    fn push(&mut self, text: &str) {
        let is_kept = !self
            .outermost
            .as_ref()
            .is_some_and(|object| object.held_elements);
        if !self.is_too_large && is_kept {
            self.text.push_str(text);
        }
    }

    fn passes(&self, largest_bytes: usize) -> bool {
        !self.is_too_large && self.text.len() > largest_bytes
    }

    /// Keeps only the start of what is too large.
    fn cut(&mut self) {
        self.is_too_large = true;
        let start = self.text.floor_char_boundary(Rejection::MAX_TEXT_BYTES);
        self.text.truncate(start);
        self.text.shrink_to_fit();
    }

    /// Whether it has lines that tell where the next one begins.
    fn can_be_read_again(&self) -> bool {
        !self.is_too_large && self.lines.first < self.lines.last && self.first_line.is_some()
    }

    /// Whether a line begins as the element's own first line did.
    fn begins_like(&self, line: &str) -> bool {
        self.first_line.as_ref().is_some_and(|first| {
            line.strip_prefix(&first.beginning)
                .is_some_and(|rest| rest.trim().is_empty() != first.goes_on)
        })
    }

    fn whole(self) -> JsonElement {
        if self.is_too_large {
            return self.broken(RejectionReason::TooLarge);
        }
        JsonElement::Whole {
            lines: self.lines,
            text: self.text,
        }
    }

    fn broken(self, reason: RejectionReason) -> JsonElement {
        let reason = if self.is_too_large {
            RejectionReason::TooLarge
        } else {
            reason
        };
        JsonElement::Broken(Rejection::new(self.lines, reason, self.text.trim_end()))
    }
}

impl Outermost {
    /// Takes a byte outside of strings. Tells whether it opens an array that is a field's value,
    /// with no other array around it.
    fn is_before_array(&mut self, byte: u8) -> bool {
        let was_key = self.is_key;
        match byte {
            b'"' => {
                self.key.clear();
                self.is_key = false;
            }
            b':' => self.is_key = true,
            byte if byte.is_ascii_whitespace() => {}
            b'[' => {
                self.is_key = false;
                if was_key && self.n_arrays == 0 {
                    return true;
                }
                self.n_arrays += 1;
            }
            b']' => {
                self.is_key = false;
                self.n_arrays = self.n_arrays.saturating_sub(1);
            }
            _ => self.is_key = false,
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elements(text: &str, holds_elements: fn(&str) -> bool) -> Vec<JsonElement> {
        let lines = (1..).zip(text.split('\n')).map(|(number, text)| {
            Ok(Line {
                number,
                text: text.to_owned(),
            })
        });
        json_elements(lines, holds_elements)
            .map(|element| element.expect("memory can be read"))
            .collect()
    }

    fn shown(text: &str) -> Vec<String> {
        elements(text, |key| key == "items")
            .into_iter()
            .map(|element| match element {
                JsonElement::Whole { lines, text } => {
                    format!("{}-{} {}", lines.first, lines.last, text.replace('\n', "⏎"))
                }
                JsonElement::Broken(rejection) => format!(
                    "{}-{} {:?} {}",
                    rejection.lines.first,
                    rejection.lines.last,
                    rejection.reason,
                    rejection.text.replace('\n', "⏎")
                ),
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn elements_are_those_of_the_outermost_array() {
        check(
            "[\n {\"a\": [1, {}]},\n {\n \"b\": \"]}\\\"\"\n }, [2], 3, \"x,\"]\n",
            &[
                r#"2-2 {"a": [1, {}]}"#,
                r#"3-5 {⏎ "b": "]}\""⏎ }"#,
                "5-5 [2]",
                "5-5 3",
                r#"5-5 "x,""#,
            ],
        );
        check("", &[]);
        check("[]", &[]);
    }

    #[test]
    fn elements_of_a_wrapper_are_those_under_a_known_key() {
        check(
            r#"{"n": 2, "tags": ["x", {"items": [0]}], "data": {"items": [{"a": 1}, {"b": 2}]}, "z": "}"} {"items": [3]}"#,
            &[r#"1-1 {"a": 1}"#, r#"1-1 {"b": 2}"#, "1-1 3"],
        );
        check(
            "{\"items\": 1,\n\"others\": [{}]}\n{\"a\": 2}",
            &["1-2 {\"items\": 1,⏎\"others\": [{}]}", "3-3 {\"a\": 2}"],
        );
    }

    #[test]
    fn a_broken_element_costs_no_other() {
        check(
            "[\n  {\"a\": \"never closed},\n  {\"b\": [2},\n  {\"c\": 3}\n]",
            &[
                r#"2-2 NeverCloses {"a": "never closed},"#,
                r#"3-3 {"b": [2}"#,
                r#"4-4 {"c": 3}"#,
            ],
        );
        check(
            "[\n  {\n    \"a\": {\"x\": 1\n  },\n  {\n    \"b\": \"open\n  },\n  {\n    \"c\": 3",
            &[
                "2-4 NeverCloses {⏎    \"a\": {\"x\": 1⏎  },",
                "5-7 {⏎    \"b\": \"open⏎  }",
                "8-9 NeverCloses {⏎    \"c\": 3",
            ],
        );
        check("[1, {\"a\": 1", &["1-1 1", "1-1 NeverCloses {\"a\": 1"]);
        check(
            "some text\nmore {}",
            &["1-1 some text", "2-2 more ", "2-2 {}"],
        );
    }

    /// As [`shown`], where an element has at most so many bytes.
    fn shown_within(largest_bytes: usize, text: &str) -> Vec<String> {
        let lines = (1..).zip(text.split('\n')).map(|(number, text)| {
            Ok(Line {
                number,
                text: text.to_owned(),
            })
        });
        let mut elements = json_elements(lines, |key| key == "items");
        elements.largest_bytes = largest_bytes;
        elements
            .map(|element| match element.expect("memory can be read") {
                JsonElement::Whole { lines, .. } => format!("{}-{}", lines.first, lines.last),
                JsonElement::Broken(rejection) => format!(
                    "{}-{} {:?}",
                    rejection.lines.first, rejection.lines.last, rejection.reason
                ),
            })
            .collect()
    }

    #[test]
    fn an_element_that_grows_too_large_without_its_end_costs_no_other() {
        for (before, after) in [("[", "]"), ("{\"items\": [", "]}")] {
            let mut text = format!("{before}\n  {{\"a\": 0}},\n  {{\"b\": [1, {{}},\n");
            for n in 0..50 {
                text.push_str(&format!("  {{\"c\": {n}}},\n"));
            }
            text.push_str(after);
            let mut expected = vec!["2-2".to_owned(), "3-3 NeverCloses".to_owned()];
            expected.extend((4..54).map(|line| format!("{line}-{line}")));
            assert_eq!(shown_within(200, &text), expected);
        }
        // Empty lines grow it, too.
        let text = format!("[\n {{\"b\":{}\n {{\"c\": 1}},\n", "\n".repeat(300));
        assert_eq!(shown_within(200, &text), ["2-303 TooLarge"]);
    }

    #[test]
    fn a_large_element_costs_no_other_and_mends_none() {
        let large = format!("{{\n{}\"z\": 1\n}}", "\"a\": 1,\n".repeat(50));
        let nested = "{\n\"b\":\n{\n\"c\": 1\n}\n}";
        let text = format!("[{large},\n{large},\n{nested},\n{large},\n{nested}]");
        assert_eq!(
            shown_within(200, &text),
            [
                "1-53 TooLarge",
                "54-106 TooLarge",
                "107-112",
                "113-165 TooLarge",
                "166-171"
            ]
        );
    }

    /// Sizes at which a reader that goes back, or into each bracket, would not come to an end.
    #[test]
    fn hostile_documents_take_no_longer_than_others_of_their_size() {
        let n = 200_000;
        for text in [
            "[".repeat(n),
            "{".repeat(n),
            "[{".repeat(n),
            "[{\"a\":".repeat(n),
            "{\"items\":[".repeat(n),
            format!("[\n{}", "{\"a\"\n".repeat(n)),
            format!("[\n{}", " {\n".repeat(n)),
            format!("[{}]", "{},".repeat(n)),
            format!("[\"{}", "\\".repeat(n)),
            format!("[{{\"a\": \"{}\"}}, {{}}]", "x".repeat(50 * n)),
        ] {
            elements(&text, |key| key == "items");
        }
        let large = format!("[{{\"a\": \"{}\"}}, {{}}]", "x".repeat(45 * n));
        let reasons: Vec<bool> = elements(&large, |_| false)
            .iter()
            .map(|element| matches!(element, JsonElement::Whole { .. }))
            .collect();
        assert_eq!(reasons, [false, true]);
    }
}
