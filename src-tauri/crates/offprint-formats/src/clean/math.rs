//! Math is left as it was written, between single dollars.

/// The longest span taken for math; a lone `$` is then no more than a few letters' work.
const LONGEST_BYTES: usize = 400;

/// A span of math at the start of a text.
#[derive(Clone, Copy)]
pub(crate) struct MathSpan<'a> {
    pub(crate) inside: &'a str,
    pub(crate) length: usize,
}

/// `$…$` and `$$…$$`. "costs $5 and $10" is not math: a digit after the first dollar, a space
/// before the second.
pub(crate) fn dollar_span(text: &str) -> Option<MathSpan<'_>> {
    let mark = if text.starts_with("$$") { "$$" } else { "$" };
    let after = text.strip_prefix(mark)?;
    let end = find_unescaped(after, mark)?;
    let inside = &after[..end];
    let begins_with_digit = inside.starts_with(|c: char| c.is_ascii_digit());
    let is_price = mark == "$" && begins_with_digit && inside.ends_with(char::is_whitespace);
    if inside.trim().is_empty() || is_price || is_words(inside) {
        return None;
    }
    Some(MathSpan {
        inside,
        length: end + 2 * mark.len(),
    })
}

/// Several words and nothing that only math has: the dollars on both sides are lone ones.
fn is_words(inside: &str) -> bool {
    let is_word = |word: &&str| word.len() >= 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let n_words = inside
        .split(|c: char| !c.is_alphanumeric())
        .filter(is_word)
        .count();
    let has_math = inside.contains(['\\', '^', '_', '=', '+', '<', '>', '|', '*']);
    let is_spaced = inside.starts_with(' ') && inside.ends_with(' ');
    !has_math && (n_words >= 2 || (is_spaced && n_words >= 1))
}

/// `\(…\)` and `\[…\]`.
pub(super) fn bracket_span(text: &str) -> Option<MathSpan<'_>> {
    let (after, closer) = if let Some(after) = text.strip_prefix(r"\(") {
        (after, r"\)")
    } else {
        (text.strip_prefix(r"\[")?, r"\]")
    };
    let end = within(after).find(closer)?;
    let inside = &after[..end];
    (!inside.trim().is_empty() && !inside.contains('$')).then_some(MathSpan {
        inside,
        length: end + 4,
    })
}

/// Adds a span to `out` and returns how much of the text it was.
pub(super) fn push(span: MathSpan<'_>, out: &mut String) -> usize {
    out.push('$');
    let n_before = out.len();
    for c in span.inside.chars() {
        if c.is_whitespace() {
            if out.len() > n_before && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !super::is_invisible(c) {
            out.push(c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out.push('$');
    span.length
}

fn find_unescaped(text: &str, mark: &str) -> Option<usize> {
    let text = within(text);
    let mut from = 0;
    loop {
        let at = from + text[from..].find(mark)?;
        if !text[..at].ends_with('\\') {
            return Some(at);
        }
        from = at + mark.len();
    }
}

fn within(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_BYTES)]
}
