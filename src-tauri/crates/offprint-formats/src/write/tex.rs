//! Text as TeX reads it, so that our own reader and others get the same text back.

use crate::clean::{Dialect, clean_line, math};

/// Writes a line that TeX sets and in which BibTeX finds its end. Math stays as it is, unless the
/// text would not come back so: then its dollars are signs.
pub(super) fn line(text: &str) -> String {
    let escaped = escaped(text);
    if clean_line(&escaped, Dialect::Tex) == text {
        escaped
    } else {
        signs(text)
    }
}

/// Writes paragraphs, parted by an empty line.
pub(super) fn paragraphs(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(line);
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// Writes the person's own text so that each of its signs and line ends comes back.
pub(super) fn literal(text: &str) -> String {
    signs(&text.replace("\r\n", "\n").replace('\t', "    "))
}

/// An address is no text: only what would end the field or the line is written otherwise.
pub(super) fn address(value: &str) -> String {
    value
        .replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
}

/// Writes text so that TeX sets it and BibTeX finds its end. Math stays as it is.
fn escaped(text: &str) -> String {
    let lone = lone_braces(text);
    let mut lone = lone.iter().peekable();
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let mut n_read = c.len_utf8();
        match math::dollar_span(rest).filter(|span| closes_itself(span.inside)) {
            Some(span) => {
                out.push_str(&rest[..span.length]);
                n_read = span.length;
                while lone.next_if(|&&brace| brace < at + n_read).is_some() {}
            }
            None => push_sign(
                &mut out,
                c,
                &rest[n_read..],
                lone.next_if_eq(&&at).is_some(),
            ),
        }
        rest = &rest[n_read..];
    }
    out
}

/// Writes each sign for itself, dollars too.
fn signs(text: &str) -> String {
    let lone = lone_braces(text);
    let mut lone = lone.iter().peekable();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let is_at_end = after.is_empty() || after.starts_with('\n');
        // Programs take blanks there for the file's own.
        if c == ' ' && (is_at_end || out.is_empty() || out.ends_with([' ', '\n'])) {
            out.push_str("\\ ");
        } else {
            push_sign(&mut out, c, after, lone.next_if_eq(&&at).is_some());
        }
    }
    out
}

fn push_sign(out: &mut String, c: char, after: &str, is_lone_brace: bool) {
    match c {
        // Braces without a partner would end the field elsewhere, even behind a backslash.
        '{' if is_lone_brace => out.push_str("\\textbraceleft{}"),
        '}' if is_lone_brace => out.push_str("\\textbraceright{}"),
        '{' | '}' | '$' | '&' | '%' | '#' | '_' => {
            out.push('\\');
            out.push(c);
        }
        // At the start of a line it would be the head of an entry.
        '@' if begins_line(out) => out.push_str("{@}"),
        '\\' => out.push_str("\\textbackslash{}"),
        '~' => out.push_str("\\textasciitilde{}"),
        '<' => out.push_str("\\textless{}"),
        // Two in a row would be read as one longer sign.
        '-' | '`' | '\'' if after.starts_with(c) => {
            out.push(c);
            out.push_str("{}");
        }
        other => out.push(other),
    }
}

fn begins_line(out: &str) -> bool {
    let before = out.trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with('\n')
}

/// Whether math can stand as it is, for readers that count `\\{` as a brace and for those that
/// do not.
fn closes_itself(math: &str) -> bool {
    let without_escapes = math
        .replace("\\\\", "")
        .replace("\\{", "")
        .replace("\\}", "");
    lone_braces(math).is_empty()
        && lone_braces(&without_escapes).is_empty()
        && !math.ends_with('\\')
}

/// The places of braces that have no partner.
fn lone_braces(text: &str) -> Vec<usize> {
    let mut open = Vec::new();
    let mut lone = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open.push(at),
            b'}' if open.pop().is_none() => lone.push(at),
            _ => {}
        }
    }
    lone.extend(open);
    lone.sort_unstable();
    lone
}
