//! Which format a source is written in, from its content; its name's ending only breaks a tie.

use crate::{Format, digest, mail, reading_list, reference};

/// A format, and what gave it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detected {
    pub format: Format,
    pub reason: DetectReason,
}

/// What gave a format away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DetectReason {
    /// A line that begins an entry: `@article{`.
    EntryHead,
    /// Lines that begin with a format's tags: `TY  - JOUR`, `PMID- 123`, `%A Roe`.
    TagLines,
    /// The headers of a mail: `From:`, `Subject:`.
    MailHeaders,
    /// The body of a mail of a known sender, without its headers.
    MailBody,
    /// The outermost element of an XML document, and its children.
    RootElement,
    /// The names of a JSON document's fields.
    FieldNames,
    /// The names of a table's columns.
    ColumnNames,
    /// HTML.
    Markup,
    /// Lines that are links to papers.
    LinkLines,
    /// Lines that are titles.
    TitleLines,
    /// Nothing in the content; the name's ending.
    FileName,
    /// Nothing else fits, so it is taken for a page's text.
    NothingElse,
}

/// What there is to tell a format from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head<'a> {
    /// Up to 64 kB from the start of the source, on whole lines where it has lines.
    pub text: &'a str,
    /// The ending of its name without the dot, in lower case; empty where there is none.
    pub ending: &'a str,
}

impl<'a> Head<'a> {
    /// Returns the lines that hold anything.
    pub fn lines(&self) -> impl Iterator<Item = &'a str> {
        self.text
            .split(['\n', '\r'])
            .filter(|line| !line.trim().is_empty())
    }
}

impl Detected {
    /// A format and what gave it away.
    pub(crate) fn of(format: Format, reason: DetectReason) -> Self {
        Self { format, reason }
    }
}

/// The families of formats, the strictest first: each says what it knows for its own.
const FAMILIES: &[fn(&Head<'_>) -> Option<Detected>] = &[
    mail::detect,
    reference::json_lines::detect,
    reading_list::detect_links,
    reading_list::detect_table,
    reference::detect,
    reading_list::detect_objects,
    mail::detect_body,
    digest::detect,
];

/// Tells the format of a source from its first lines, since endings lie.
pub fn detect(head: &str, file_name: Option<&str>) -> Detected {
    let ending = file_name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default();
    let head = Head {
        text: head,
        ending: &ending,
    };
    FAMILIES
        .iter()
        .find_map(|detect| detect(&head))
        .unwrap_or(Detected::of(Format::PageText, DetectReason::NothingElse))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, file_name: Option<&str>, expected: Format) {
        assert_eq!(detect(head, file_name).format, expected);
    }

    #[test]
    fn content_says_the_format_and_endings_lie() {
        check("@article{a,\n title={B}}", Some("a.ris"), Format::Bibtex);
        check(
            "\u{feff}TY  - JOUR\nTI  - A\nER  - \n",
            Some("a.bib"),
            Format::Ris,
        );
        check(
            "Database export\n\nTY - JOUR\r\nT1 - A\r\nER -",
            None,
            Format::Ris,
        );
        check("TI  - A\nAU  - B\nPY  - 2026\n", None, Format::Ris);
        check(
            "some words first\n  @Book (a, title={B})",
            Some("x.txt"),
            Format::Bibtex,
        );
        check(
            "A title\nAn abstract by ana@example.org\n@ana wrote",
            Some("a.bib"),
            Format::Bibtex,
        );
        check("A title\nAn abstract", Some("a.ris"), Format::PageText);
        check("@dataclass\nclass A: pass", None, Format::PageText);
        check("", None, Format::PageText);
        let ours =
            r#"{"id":"1","citation_key":"kelp","kind":"paper","title":"A","identifiers":[]}"#;
        check(ours, Some("a.txt"), Format::JsonLines);
        check(
            r#"{"title":"A","identifiers":[]}"#,
            Some("a.jsonl"),
            Format::JsonLines,
        );
        check("{\"a\": 1}\n{\"b\": 2}", None, Format::PageText);
        check("[{\"title\": \"A\", \"url\": \"x\"}]", None, Format::Json);
        check("Title,Authors\nA,B", None, Format::Csv);
        check("Title, or authors\nA,B", None, Format::PageText);
    }
}
