//! Bibliographies: one file per format.

pub mod bibtex;
pub mod csl_json;
pub mod json_lines;
pub(crate) mod tagged;
pub(crate) mod xml;

pub(crate) mod kinds;
pub(crate) mod record;
mod work;

use crate::Format;
use crate::detect::{DetectReason, Detected, Head};
use tagged::ris::split_tag;

/// Tells bibliographies: tag lines, then entries, then what only the name's ending says.
pub(crate) fn detect(head: &Head<'_>) -> Option<Detected> {
    let stricter = [xml::detect, csl_json::detect, tagged::detect];
    if let Some(detected) = stricter.iter().find_map(|detect| detect(head)) {
        return Some(detected);
    }
    let n_entry_heads = head.lines().filter(|line| is_entry_head(line)).count();
    let tags: Vec<String> = head
        .lines()
        .filter_map(|line| Some(split_tag(line)?.0))
        .collect();
    let n_tag_lines = tags.len();
    let begins_record = tags.iter().any(|tag| tag == "TY");
    if n_tag_lines > n_entry_heads
        && (begins_record || (n_tag_lines >= 3 && n_tag_lines * 2 > head.lines().count()))
    {
        return Some(Detected::of(Format::Ris, DetectReason::TagLines));
    }
    if n_entry_heads > 0 {
        return Some(Detected::of(Format::Bibtex, DetectReason::EntryHead));
    }
    match head.ending {
        // With no entry in the first 64 kB there may still be some behind a long preamble.
        "bib" | "bibtex" if head.text.contains('@') => {
            Some(Detected::of(Format::Bibtex, DetectReason::FileName))
        }
        "ris" if n_tag_lines > 0 => Some(Detected::of(Format::Ris, DetectReason::FileName)),
        _ => None,
    }
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
