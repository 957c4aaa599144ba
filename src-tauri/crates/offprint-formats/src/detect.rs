//! Which format a source is written in, from its content; its name's ending only breaks a tie.

use crate::Format;
use crate::reference::ris::{Tag, split_tag};

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
    /// Lines of two-letter tags, `TY  - JOUR` among them.
    TagLines,
    /// Nothing in the content; the name's ending.
    FileName,
    /// Nothing else fits, so it is taken for a page's text.
    NothingElse,
}

/// Tells the format of a source from its first lines, since endings lie.
pub fn detect(head: &str, file_name: Option<&str>) -> Detected {
    let n_entry_heads = lines(head).filter(|line| is_entry_head(line)).count();
    let tags: Vec<Tag> = lines(head)
        .filter_map(|line| Some(split_tag(line)?.0))
        .collect();
    let n_tag_lines = tags.len();
    let n_lines = lines(head).count();
    let begins_record = tags.contains(b"TY");
    let found = |format, reason| Detected { format, reason };
    if n_tag_lines > n_entry_heads
        && (begins_record || (n_tag_lines >= 3 && n_tag_lines * 2 > n_lines))
    {
        return found(Format::Ris, DetectReason::TagLines);
    }
    if n_entry_heads > 0 {
        return found(Format::Bibtex, DetectReason::EntryHead);
    }
    let ending = file_name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, ending)| ending);
    match ending.map(str::to_ascii_lowercase).as_deref() {
        // With no entry in the first 64 kB there may still be some behind a long preamble.
        Some("bib" | "bibtex") if head.contains('@') => {
            found(Format::Bibtex, DetectReason::FileName)
        }
        Some("ris") if n_tag_lines > 0 => found(Format::Ris, DetectReason::FileName),
        _ => found(Format::PageText, DetectReason::NothingElse),
    }
}

fn lines(head: &str) -> impl Iterator<Item = &str> {
    head.split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty())
}

/// `@word{key,` and `@word(`; an address or a mention in a letter is none.
fn is_entry_head(line: &str) -> bool {
    let Some(rest) = line
        .trim_start_matches(['\u{feff}', ' ', '\t'])
        .strip_prefix('@')
    else {
        return false;
    };
    let rest = rest.trim_start();
    let n_word = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
        .count();
    let opener = rest[n_word..].trim_start();
    // With round brackets only the known kinds: decorators of programs look the same.
    let is_known = [
        "article",
        "book",
        "inproceedings",
        "misc",
        "string",
        "comment",
        "preamble",
    ]
    .iter()
    .any(|kind| rest[..n_word].eq_ignore_ascii_case(kind));
    n_word >= 3 && (opener.starts_with('{') || (is_known && opener.starts_with('(')))
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
    }
}
