//! XML parted into its records, one at a time, however long the document is.

use std::io;

use offprint_source::Line;

use crate::ReadError;
use crate::candidate::{LineSpan, Rejection, RejectionReason};

/// One record of an XML document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum XmlElement {
    /// From its start tag to its end tag; whether it is XML inside, its reader sees.
    Whole { lines: LineSpan, text: String },
    /// One that never ends, or is too large.
    Broken(Rejection),
}

/// An element is not larger; what is, is rejected.
const LARGEST_ELEMENT_BYTES: usize = 4 << 20;

/// Parts an XML document into the outermost of the elements whose names `is_record` accepts.
///
/// Only their tags are looked for, so that nothing inside is too deep or too broken. A record never
/// holds another of its name: where one begins inside it, its end tag is missing. What is in no
/// record is passed over. Holds a line and a record in memory; the work grows with the text alone.
///
/// Errors: only those of reading `lines`.
/// Source: XML 1.0, section 3.1. Tags in comments and CDATA are taken for tags: the programs whose
/// exports are read write neither, and one that never ended would cost all records after it.
pub(crate) fn xml_elements<L>(lines: L, is_record: fn(&str) -> bool) -> XmlElements<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    XmlElements {
        lines,
        is_record,
        line: Line::default(),
        at: 0,
        open: None,
    }
}

/// The records of an XML document; see [`xml_elements`].
pub(crate) struct XmlElements<L> {
    lines: L,
    is_record: fn(&str) -> bool,
    line: Line,
    /// How much of the line is read.
    at: usize,
    open: Option<Open>,
}

struct Open {
    name: String,
    lines: LineSpan,
    text: String,
    is_too_large: bool,
    /// Whether the end of its start tag is still to come.
    is_in_tag: bool,
}

impl<L> Iterator for XmlElements<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    type Item = Result<XmlElement, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(element) = self.read_line() {
                return Some(Ok(element));
            }
            match self.lines.next() {
                Some(Ok(line)) => {
                    if let Some(open) = self.open.as_mut() {
                        open.push("\n");
                    }
                    self.line = line;
                    self.at = 0;
                }
                Some(Err(error)) => return Some(Err(error.into())),
                None => {
                    let open = self.open.take()?;
                    return Some(Ok(open.broken(RejectionReason::NeverCloses)));
                }
            }
        }
    }
}

impl<L> XmlElements<L> {
    /// Reads on in the line, to its end or to that of a record.
    fn read_line(&mut self) -> Option<XmlElement> {
        while self.at < self.line.text.len() {
            let rest = &self.line.text[self.at..];
            let Some(open) = &mut self.open else {
                self.read_between();
                continue;
            };
            let begins_anew = open.ends_before(rest);
            if !begins_anew {
                open.lines.last = self.line.number;
            }
            if open.is_in_tag {
                let end = rest.find('>').map(|end| end + 1);
                let n_read = end.unwrap_or(rest.len());
                open.push(&rest[..n_read]);
                self.at += n_read;
                open.is_in_tag = end.is_none();
                if end.is_some() && rest[..n_read].ends_with("/>") {
                    return self.open.take().map(Open::whole);
                }
                continue;
            }
            let Some(tag) = rest.find('<') else {
                open.push(rest);
                self.at = self.line.text.len();
                break;
            };
            let after = &rest[tag + 1..];
            if is_name(after.strip_prefix('/').unwrap_or_default(), &open.name) {
                let end = rest[tag..].find('>').map(|end| tag + end + 1);
                let n_read = end.unwrap_or(rest.len());
                open.push(&rest[..n_read]);
                if end.is_none() {
                    // Its bracket stands on the next line.
                    open.push(">");
                }
                self.at += n_read;
                return self.open.take().map(Open::whole);
            }
            if is_name(after, &open.name) {
                open.push(&rest[..tag]);
                self.at += tag;
                let open = self.open.take();
                return open.map(|open| open.broken(RejectionReason::NeverCloses));
            }
            open.push(&rest[..=tag]);
            self.at += tag + 1;
        }
        None
    }

    /// Goes on to the next tag, which may begin a record.
    fn read_between(&mut self) {
        let rest = &self.line.text[self.at..];
        let Some(tag) = rest.find('<') else {
            self.at = self.line.text.len();
            return;
        };
        let after = &rest[tag + 1..];
        let n_name = after
            .find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<'))
            .unwrap_or(after.len());
        let name = &after[..n_name];
        if (self.is_record)(name) {
            let mut open = Open {
                name: name.to_owned(),
                lines: LineSpan::new(self.line.number, self.line.number),
                text: String::new(),
                is_too_large: false,
                is_in_tag: true,
            };
            open.push(&rest[tag..tag + 1 + n_name]);
            self.open = Some(open);
        }
        self.at += tag + 1 + n_name;
    }
}

impl Open {
    /// Whether a record of the same name begins here, with nothing but blanks before it.
    fn ends_before(&self, text: &str) -> bool {
        let tag = text.trim_start().strip_prefix('<');
        !self.is_in_tag && tag.is_some_and(|tag| is_name(tag, &self.name))
    }

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
        XmlElement::Broken(Rejection::new(self.lines, reason, &self.text))
    }
}

/// Whether a tag has this name, and no longer one.
fn is_name(tag: &str, name: &str) -> bool {
    tag.strip_prefix(name).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace)
    })
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
                XmlElement::Broken(broken) => format!(
                    "{}-{} {:?} {}",
                    broken.lines.first, broken.lines.last, broken.reason, broken.text
                ),
            })
            .collect()
    }

    #[test]
    fn records_are_parted_wherever_they_stand() {
        assert_eq!(
            parted("<?xml?>\n<all><r a='1'>x</r><r\nb='2'>\n<t/></r\n><rest>no</rest><s/></all>"),
            ["2-2 <r a='1'>x</r>", "2-4 <r\nb='2'>\n<t/></r>", "5-5 <s/>"]
        );
    }

    #[test]
    fn a_record_that_never_ends_costs_no_other() {
        assert_eq!(
            parted("<r>one\n<r>two</r><r>three"),
            [
                "1-1 NeverCloses <r>one\n",
                "2-2 <r>two</r>",
                "2-2 NeverCloses <r>three"
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_fail(text in "[<>/rs='\n a]{0,60}") {
            parted(&text);
        }
    }
}
