//! The one cleaning of text: TeX, entities, ligatures, invisible characters, spaces.
//!
//! Titles, names and abstracts are stored as they come out of here: TeX accents and text
//! commands as Unicode, math left as `$…$`, single spaces, NFC. One pass without recursion; the
//! work grows with the text and with nothing else, and no text makes it fail.

mod entities;
mod join;
pub(crate) mod math;
mod note_line;
pub(crate) mod symbols;
mod tex;

use unicode_normalization::{UnicodeNormalization, is_nfc};

pub(crate) use join::join_wrapped_into;
pub use note_line::plain_note_line;

/// How the text was written, which decides what its braces, dashes and quotes mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Text of a page: braces are braces unless they belong to a TeX command.
    Plain,
    /// A value of a bibliography: braces only group, `--` is a dash, ``` `` ``` a quotation mark.
    Tex,
}

/// Cleans a title, a name or a venue: what comes out is one line.
pub fn clean_line(text: &str, dialect: Dialect) -> String {
    let mut cleaned = String::with_capacity(text.len());
    clean_into(text, dialect, &mut cleaned);
    composed(cleaned)
}

/// Cleans an abstract: paragraphs stay apart by one empty line, other line ends become spaces.
pub fn clean_paragraphs(text: &str, dialect: Dialect) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut paragraph = String::new();
    let finish = |paragraph: &mut String, cleaned: &mut String| {
        let line = clean_line(paragraph, dialect);
        if !line.is_empty() {
            if !cleaned.is_empty() {
                cleaned.push_str("\n\n");
            }
            cleaned.push_str(&line);
        }
        paragraph.clear();
    };
    for line in text.lines() {
        if line.trim().is_empty() {
            finish(&mut paragraph, &mut cleaned);
        } else {
            join_wrapped_into(&mut paragraph, line.trim());
        }
    }
    finish(&mut paragraph, &mut cleaned);
    cleaned
}

/// Returns a text with its entities as the signs that they stand for, and all else as it is.
pub(crate) fn without_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (sign, n_read) = entities::decode(&rest[at..]).unwrap_or(('&', 1));
        out.push(sign);
        rest = &rest[at + n_read..];
    }
    out + rest
}

/// Takes a line that was cleaned before it was stored: blanks single, nothing unseen; signs stay.
pub(crate) fn clean_again(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        push_char(&mut cleaned, c);
    }
    cleaned.truncate(cleaned.trim_end().len());
    composed(cleaned)
}

fn composed(text: String) -> String {
    if text.is_ascii() || is_nfc(&text) {
        text
    } else {
        text.nfc().collect()
    }
}

/// The pass itself. `out` gets no space at either end and no two in a row.
fn clean_into(text: &str, dialect: Dialect, out: &mut String) {
    let mut braces = tex::Braces::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // The common case first: a run of plain letters is copied as it is.
        let n_plain = plain_prefix(rest);
        if n_plain > 0 {
            out.push_str(&rest[..n_plain]);
            rest = &rest[n_plain..];
            continue;
        }
        let n_read = match first {
            '$' => match math::dollar_span(rest) {
                Some(span) => math::push(span, out),
                None => push(out, '$', 1),
            },
            '\\' => match math::bracket_span(rest) {
                Some(span) => math::push(span, out),
                None => tex::command(rest, dialect, &mut braces, out),
            },
            '{' => braces.open(rest, dialect, out),
            '}' => braces.close(out),
            '&' => match entities::decode(rest) {
                Some((decoded, n)) => {
                    push_char(out, decoded);
                    n
                }
                None => push(out, '&', 1),
            },
            '<' => match entities::tag_length(rest) {
                Some((n, is_break)) => {
                    if is_break {
                        push_char(out, ' ');
                    }
                    n
                }
                None => push(out, '<', 1),
            },
            '~' => tilde(rest, text, dialect, out),
            '-' if dialect == Dialect::Tex && rest.starts_with("---") => push(out, '—', 3),
            '-' if dialect == Dialect::Tex && rest.starts_with("--") => push(out, '–', 2),
            '`' if dialect == Dialect::Tex && rest.starts_with("``") => push(out, '“', 2),
            '\'' if dialect == Dialect::Tex && rest.starts_with("''") => push(out, '”', 2),
            other => {
                push_char(out, other);
                other.len_utf8()
            }
        };
        rest = &rest[n_read..];
    }
    out.truncate(out.trim_end().len());
}

fn plain_prefix(text: &str) -> usize {
    let is_plain = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b',' | b'(' | b')' | b':' | b'/' | b';')
    };
    text.bytes()
        .position(|byte| !is_plain(byte))
        .unwrap_or(text.len())
}

/// A tie in TeX is a space; a tilde in an address or before a number is a tilde.
fn tilde(rest: &str, whole: &str, dialect: Dialect, out: &mut String) -> usize {
    let before = whole[..whole.len() - rest.len()].chars().next_back();
    let after = rest[1..].chars().next();
    let is_in_address = before == Some('/');
    let is_between =
        before.is_some_and(|c| !c.is_whitespace()) && after.is_some_and(|c| !c.is_whitespace());
    let is_tie = !is_in_address && (is_between || dialect == Dialect::Tex);
    push(out, if is_tie { ' ' } else { '~' }, 1)
}

fn push(out: &mut String, c: char, n_read: usize) -> usize {
    push_char(out, c);
    n_read
}

/// Adds a character as it is kept: spaces single, ligatures parted, the invisible left out.
pub(crate) fn push_char(out: &mut String, c: char) {
    if c.is_whitespace() {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        return;
    }
    match c {
        'ﬀ' => out.push_str("ff"),
        'ﬁ' => out.push_str("fi"),
        'ﬂ' => out.push_str("fl"),
        'ﬃ' => out.push_str("ffi"),
        'ﬄ' => out.push_str("ffl"),
        'ﬅ' | 'ﬆ' => out.push_str("st"),
        // Joiners carry meaning in scripts that join letters, and are page noise in others.
        '\u{200c}' | '\u{200d}' if out.chars().next_back().is_some_and(|c| c > '\u{5ff}') => {
            out.push(c);
        }
        c if is_invisible(c) => {}
        c => out.push(c),
    }
}

pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests;
