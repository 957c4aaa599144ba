//! XML parted into its records, one at a time, however long the document is.

use std::io;

use offprint_source::Line;

use crate::ReadError;
use crate::candidate::{Found, LineSpan, Rejection, RejectionReason};

/// One part of an XML document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum XmlElement {
    /// A record from its start tag to its end tag; whether it is XML inside, its reader sees.
    Whole { lines: LineSpan, text: String },
    /// One that never ends or begins, or is too large.
    Broken {
        lines: LineSpan,
        text: String,
        reason: RejectionReason,
    },
    /// Lines that hold no record.
    Between(LineSpan),
}

impl XmlElement {
    /// What a part is to a reader that makes something of whole records alone.
    pub(crate) fn found(self, whole: impl FnOnce(LineSpan, &str) -> Found) -> Option<Found> {
        match self {
            Self::Whole { lines, text } => Some(whole(lines, &text)),
            Self::Broken {
                lines,
                text,
                reason,
            } => Some(Found::Rejection(Rejection::new(lines, reason, &text))),
            Self::Between(_) => None,
        }
    }
}

/// An element is not larger; what is, is rejected.
const LARGEST_ELEMENT_BYTES: usize = 4 << 20;

/// Parts an XML document into the outermost of the elements whose names `is_record` accepts.
///
/// Only their tags are looked for, so that nothing inside is too deep or too broken. A record never
/// holds another of its name, nor a line that begins one with its own indentation: where one begins
/// inside it, its end tag is missing. An end tag alone ends a record whose start tag is broken.
/// Holds a line and a record in memory; the work grows with the text alone.
///
/// Errors: only those of reading `lines`.
/// Source: XML 1.0, section 3.1. Tags in comments and CDATA are taken for tags: the programs whose
/// exports are read write neither, and one that never ended would cost all records after it.
pub(crate) fn xml_elements<L>(lines: L, is_record: fn(&str) -> bool) -> XmlElements<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    XmlElements::new(lines, is_record, false)
}

/// Parts a document as [`xml_elements`] does, but takes tags in comments and CDATA for text, unless
/// a record's begins a line or the section does not end before others.
pub(crate) fn xml_elements_with_sections<L>(lines: L, is_record: fn(&str) -> bool) -> XmlElements<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    XmlElements::new(lines, is_record, true)
}

/// The records of an XML document; see [`xml_elements`].
pub(crate) struct XmlElements<L> {
    lines: L,
    is_record: fn(&str) -> bool,
    /// Whether comments and CDATA are known.
    has_sections: bool,
    line: Line,
    /// How much of the line is read.
    at: usize,
    /// What ends the comment or the CDATA section that is read.
    section_end: Option<&'static str>,
    open: Option<Open>,
    /// What stands since the last record: where, and as much of it as a rejection keeps.
    between: Option<(LineSpan, String)>,
    /// Whether a record is or was in the line.
    line_has_record: bool,
    /// The lines without records since the last one.
    free_lines: Option<LineSpan>,
    /// What comes after the lines before it.
    next: Option<XmlElement>,
}

struct Open {
    name: String,
    lines: LineSpan,
    text: String,
    is_too_large: bool,
    /// Whether the end of its start tag is still to come.
    is_in_tag: bool,
    /// The blanks before its start tag, where it begins its line and is indented.
    indentation: Option<String>,
}

impl<L> Iterator for XmlElements<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    type Item = Result<XmlElement, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(element) = self.next.take() {
            return Some(Ok(element));
        }
        loop {
            if let Some(element) = self.read_line() {
                return Some(Ok(self.after_free_lines(element)));
            }
            self.end_line();
            match self.lines.next() {
                Some(Ok(line)) => {
                    if let Some(element) = self.begin_line(line) {
                        return Some(Ok(self.after_free_lines(element)));
                    }
                }
                Some(Err(error)) => return Some(Err(error.into())),
                None => {
                    self.line = Line::default();
                    let open = self.open.take();
                    let broken = open.map(|open| open.broken(RejectionReason::NeverCloses));
                    return match broken {
                        Some(broken) => Some(Ok(self.after_free_lines(broken))),
                        None => self.free_lines.take().map(XmlElement::Between).map(Ok),
                    };
                }
            }
        }
    }
}

impl<L> XmlElements<L> {
    fn new(lines: L, is_record: fn(&str) -> bool, has_sections: bool) -> Self {
        Self {
            lines,
            is_record,
            has_sections,
            line: Line::default(),
            at: 0,
            section_end: None,
            open: None,
            between: None,
            line_has_record: false,
            free_lines: None,
            next: None,
        }
    }

    /// Hands on the lines without records that stand before an element, and then the element.
    fn after_free_lines(&mut self, element: XmlElement) -> XmlElement {
        match self.free_lines.take() {
            Some(lines) => {
                self.next = Some(element);
                XmlElement::Between(lines)
            }
            None => element,
        }
    }

    /// Goes on to the next line, before which a record may end.
    fn begin_line(&mut self, line: Line) -> Option<XmlElement> {
        // A very long line comes in pieces that share a number.
        let is_new = line.number != self.line.number;
        self.line = line;
        self.at = 0;
        if !is_new {
            return None;
        }
        let text = self.line.text.trim_start();
        let begins_record = self.begins_record(text);
        if begins_record {
            self.section_end = None;
        }
        let n_blank = self.line.text.len() - text.len();
        let open = self.open.as_mut()?;
        let is_alike = open.indentation.as_deref() == Some(&self.line.text[..n_blank]);
        if begins_record && (is_alike || is_name(&text[1..], &open.name)) {
            return self.break_off();
        }
        open.push("\n");
        open.lines.last = self.line.number;
        None
    }

    fn end_line(&mut self) {
        if !self.line_has_record && !self.line.text.trim().is_empty() {
            let number = self.line.number;
            let first = self.free_lines.map_or(number, |lines| lines.first);
            self.free_lines = Some(LineSpan::new(first, number));
        }
        self.line_has_record = self.open.is_some();
    }

    /// Reads on in the line, to its end or to that of a record.
    fn read_line(&mut self) -> Option<XmlElement> {
        while self.at < self.line.text.len() {
            let rest = &self.line.text[self.at..];
            if let Some(end) = self.section_end {
                let found = rest.find(end);
                self.section_end = found.is_none().then_some(end);
                self.push(found.map_or(rest.len(), |at| at + end.len()));
                continue;
            }
            let is_in_tag = self.open.as_ref().is_some_and(|open| open.is_in_tag);
            let Some(at) = rest.find(if is_in_tag {
                &['<', '>'][..]
            } else {
                &['<'][..]
            }) else {
                self.push(rest.len());
                break;
            };
            if is_in_tag && rest[at..].starts_with('>') {
                let is_whole = rest[..at].ends_with('/');
                self.push(at + 1);
                if let Some(open) = &mut self.open {
                    open.is_in_tag = false;
                }
                if is_whole {
                    return self.open.take().map(Open::whole);
                }
                continue;
            }
            self.push(at);
            let element = if is_in_tag {
                // No attribute holds this sign.
                self.break_off()
            } else {
                self.read_tag()
            };
            if element.is_some() {
                return element;
            }
        }
        None
    }

    /// Reads a tag's beginning.
    fn read_tag(&mut self) -> Option<XmlElement> {
        let rest = &self.line.text[self.at..];
        let after = &rest[1..];
        if self.has_sections {
            let section = [("<![CDATA[", "]]>"), ("<!--", "-->")];
            let section = section
                .into_iter()
                .find(|(begin, _)| rest.starts_with(begin));
            if let Some((begin, end)) = section {
                if let Some(n_broken) = self.n_unclosed(begin, end) {
                    self.push(n_broken);
                    return None;
                }
                self.section_end = Some(end);
                self.push(begin.len());
                return None;
            }
        }
        let ended = after.strip_prefix('/').map(name_of);
        let is_its_end = match (&self.open, ended) {
            (Some(open), Some(name)) => name == open.name,
            (None, Some(name)) => (self.is_record)(name),
            (_, None) => false,
        };
        if is_its_end {
            let end = rest.find('>').map(|end| end + 1);
            self.push(end.unwrap_or(rest.len()));
            if let Some(open) = &mut self.open {
                if end.is_none() {
                    // Its bracket stands on the next line.
                    open.push(">");
                }
                return self.open.take().map(Open::whole);
            }
            self.line_has_record = true;
            self.free_lines = None;
            let (lines, text) = self.between.take()?;
            return Some(XmlElement::Broken {
                lines,
                text,
                reason: RejectionReason::Malformed,
            });
        }
        match &self.open {
            Some(open) if is_name(after, &open.name) => return self.break_off(),
            None if self.begins_record(rest) => self.begin_record(),
            _ => self.push(1),
        }
        None
    }

    /// Tells how far a comment or CDATA section goes that begins here and never ends: to its record's
    /// end, or to the first record, if in the same line another section begins or a record follows
    /// before it ends. None of one that ends, or that may on a later line.
    fn n_unclosed(&self, begin: &str, end: &str) -> Option<usize> {
        let rest = &self.line.text[self.at..];
        let is_edge = |tag: &str| match &self.open {
            Some(open) => {
                let ended = tag.strip_prefix("</").map(name_of);
                ended == Some(open.name.as_str())
            }
            None => self.begins_record(tag),
        };
        let mut edge = None;
        let mut has_record = false;
        for (at, _) in rest.match_indices(['<', '-', ']']) {
            if at < begin.len() {
                continue;
            }
            let here = &rest[at..];
            if here.starts_with(end) {
                return None;
            }
            match edge {
                None if is_edge(here) => {
                    edge = Some(at);
                    has_record = self.open.is_none();
                }
                None => {}
                Some(_) if here.starts_with(begin) => return edge,
                Some(_) => has_record |= self.begins_record(here),
            }
        }
        edge.filter(|_| has_record)
    }

    fn begin_record(&mut self) {
        let (before, rest) = self.line.text.split_at(self.at);
        let is_indented = !before.is_empty() && before.trim().is_empty();
        self.open = Some(Open {
            name: name_of(&rest[1..]).to_owned(),
            lines: LineSpan::new(self.line.number, self.line.number),
            text: String::new(),
            is_too_large: false,
            is_in_tag: true,
            indentation: is_indented.then(|| before.to_owned()),
        });
        self.between = None;
        self.line_has_record = true;
        self.push(1);
    }

    /// The record that is open lacks its end, and ends here.
    fn break_off(&mut self) -> Option<XmlElement> {
        self.line_has_record = true;
        let open = self.open.take()?;
        Some(open.broken(RejectionReason::NeverCloses))
    }

    /// Goes so far in the line; what is passed is in the record, or between two.
    fn push(&mut self, n_bytes: usize) {
        let text = &self.line.text[self.at..self.at + n_bytes];
        self.at += n_bytes;
        if let Some(open) = &mut self.open {
            open.push(text);
            return;
        }
        if self.between.is_none() && text.trim().is_empty() {
            return;
        }
        let number = self.line.number;
        let (lines, kept) = self
            .between
            .get_or_insert_with(|| (LineSpan::new(number, number), String::new()));
        if kept.len() < Rejection::MAX_TEXT_BYTES {
            if lines.last < number {
                kept.push('\n');
            }
            let n_left = Rejection::MAX_TEXT_BYTES.saturating_sub(kept.len());
            kept.push_str(&text[..text.floor_char_boundary(n_left)]);
        }
        lines.last = number;
    }

    fn begins_record(&self, text: &str) -> bool {
        text.strip_prefix('<')
            .is_some_and(|tag| (self.is_record)(name_of(tag)))
    }
}

impl Open {
    fn push(&mut self, text: &str) {
        if self.text.len() + text.len() > LARGEST_ELEMENT_BYTES {
            self.is_too_large = true;
        } else {
            self.text.push_str(text);
        }
    }

    fn whole(self) -> XmlElement {
        if self.is_too_large {
            return self.broken(RejectionReason::TooLarge);
        }
        XmlElement::Whole {
            lines: self.lines,
            text: self.text,
        }
    }

    fn broken(self, reason: RejectionReason) -> XmlElement {
        let reason = if self.is_too_large {
            RejectionReason::TooLarge
        } else {
            reason
        };
        XmlElement::Broken {
            lines: self.lines,
            text: self.text,
            reason,
        }
    }
}

/// The name that a tag begins with.
fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<'));
    &tag[..end.unwrap_or(tag.len())]
}

/// Whether a tag has this name, and no longer one.
fn is_name(tag: &str, name: &str) -> bool {
    name_of(tag) == name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Vec<String> {
        let lines = (1..).zip(text.split('\n')).map(|(number, text)| {
            Ok(Line {
                number,
                text: text.to_owned(),
            })
        });
        xml_elements(lines, |name| matches!(name, "r" | "s"))
            .map(|element| match element.expect("memory can be read") {
                XmlElement::Whole { lines, text } => {
                    format!("{}-{} {text}", lines.first, lines.last)
                }
                XmlElement::Broken {
                    lines,
                    text,
                    reason,
                } => format!("{}-{} {reason:?} {text}", lines.first, lines.last),
                XmlElement::Between(lines) => format!("{}-{} free", lines.first, lines.last),
            })
            .collect()
    }

    #[test]
    fn records_are_parted_wherever_they_stand() {
        assert_eq!(
            parted("<?xml?>\n<all><r a='1'>x</r><r\nb='2'>\n<t/></r\n><rest>no</rest><s/></all>"),
            [
                "1-1 free",
                "2-2 <r a='1'>x</r>",
                "2-4 <r\nb='2'>\n<t/></r>",
                "5-5 <s/>"
            ]
        );
    }

    #[test]
    fn a_record_that_never_ends_costs_no_other() {
        assert_eq!(
            parted("<r>one\n<r>two</r><r>three"),
            [
                "1-1 NeverCloses <r>one",
                "2-2 <r>two</r>",
                "2-2 NeverCloses <r>three"
            ]
        );
    }

    #[test]
    fn a_section_that_never_ends_costs_no_other_record_of_its_line() {
        let parted = |text: &str| {
            let line = Line {
                number: 1,
                text: text.to_owned(),
            };
            let elements = xml_elements_with_sections([Ok(line)].into_iter(), |name| name == "r");
            let texts = elements.map(|element| match element.expect("memory can be read") {
                XmlElement::Whole { text, .. } | XmlElement::Broken { text, .. } => text,
                XmlElement::Between(_) => "free".to_owned(),
            });
            texts.collect::<Vec<_>>().join("|")
        };
        for (begin, end) in [("<![CDATA[", "]]>"), ("<!--", "-->")] {
            let with_marks = |text: &str| text.replace('[', begin).replace(']', end);
            for (text, expected) in [
                (
                    "<a><r>[x</r><r>y</r><r>[z]</r></a>",
                    "<r>[x</r>|<r>y</r>|<r>[z]</r>",
                ),
                ("<a><r>[x</r><r>y</r></a>", "<r>[x</r>|<r>y</r>"),
                ("<a>[<r>x</r><r>[y]</r></a>", "<r>x</r>|<r>[y]</r>"),
                (
                    "<a><r>[</r><r>]x</r><r>y</r></a>",
                    "<r>[</r><r>]x</r>|<r>y</r>",
                ),
                ("<a>[<r>x</r>]<r>y</r></a>", "<r>y</r>"),
            ] {
                assert_eq!(parted(&with_marks(text)), with_marks(expected));
            }
        }
    }

    #[test]
    fn a_broken_start_tag_costs_no_other_and_is_told_of() {
        assert_eq!(
            parted("<all>\n<r a='1'\n<r>two</r>\n\n<r!>\nx</r>\n<s>y</s>\n</all>"),
            [
                "1-1 free",
                "2-2 NeverCloses <r a='1'",
                "3-3 <r>two</r>",
                "5-6 Malformed <r!>\nx</r>",
                "7-7 <s>y</s>",
                "8-8 free",
            ]
        );
        // Another record with the same indentation, though not of the same name.
        assert_eq!(
            parted("  <r>\n    <s>in</s>\n  <s>x</s>"),
            ["1-2 NeverCloses <r>\n    <s>in</s>", "3-3 <s>x</s>"]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_fail(text in "[<>/rs='\n a]{0,60}") {
            parted(&text);
        }
    }
}
