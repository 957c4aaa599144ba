//! TeX outside math: accents, text commands, braces.

use unicode_normalization::char::compose;

use super::symbols::{self, TextCommand};
use super::{Dialect, push, push_char};

/// The braces that are open, and for each whether it is left out of the text.
///
/// In a page's text "{0, 1}" is a set, while the braces of `\textit{…}` and `{\"o}` are TeX.
#[derive(Default)]
pub(super) struct Braces {
    is_left_out: Vec<bool>,
}

impl Braces {
    pub(super) fn open(&mut self, text: &str, dialect: Dialect, out: &mut String) -> usize {
        let is_left_out = dialect == Dialect::Tex || text[1..].starts_with('\\');
        self.is_left_out.push(is_left_out);
        if !is_left_out {
            push_char(out, '{');
        }
        1
    }

    pub(super) fn close(&mut self, out: &mut String) -> usize {
        if !self.is_left_out.pop().unwrap_or(false) {
            push_char(out, '}');
        }
        1
    }

    fn open_argument(&mut self) {
        self.is_left_out.push(true);
    }
}

/// Reads the command that `text` begins with, and returns how much of the text it was.
pub(super) fn command(
    text: &str,
    dialect: Dialect,
    braces: &mut Braces,
    out: &mut String,
) -> usize {
    let after = &text[1..];
    let Some(first) = after.chars().next() else {
        return push(out, '\\', 1);
    };
    if !first.is_ascii_alphabetic() {
        return symbol_command(first, after, out) + 1;
    }
    let n_name = after
        .bytes()
        .position(|b| !b.is_ascii_alphabetic())
        .unwrap_or(after.len());
    let name = &after[..n_name];
    let rest = &after[n_name..];
    if let Some(mark) = symbols::letter_accent(name)
        && let Some(n) = accent(mark, rest, out)
    {
        return 1 + n_name + n;
    }
    match symbols::text_command(name) {
        Some(TextCommand::Symbol(symbol)) => {
            for c in symbol.chars() {
                push_char(out, c);
            }
            1 + n_name + gap_after(rest)
        }
        Some(TextCommand::Wraps) => match argument_start(rest) {
            Some(n) => {
                braces.open_argument();
                1 + n_name + n
            }
            None => 1 + n_name + gap_after(rest),
        },
        Some(TextCommand::Switch) => 1 + n_name + gap_after(rest),
        Some(TextCommand::Hides) => 1 + n_name + whole_argument(rest).unwrap_or(0),
        // The command goes and its argument stays; one without an argument is kept as it is,
        // for it may be a path or a name.
        None => match argument_start(rest) {
            Some(n) if rest.starts_with('{') && dialect == Dialect::Tex => {
                braces.open_argument();
                1 + n_name + n
            }
            _ => {
                out.push('\\');
                out.push_str(name);
                1 + n_name
            }
        },
    }
}

/// A backslash and one character that is no letter.
fn symbol_command(first: char, after: &str, out: &mut String) -> usize {
    let n_first = first.len_utf8();
    if let Some(mark) = symbols::sign_accent(first)
        && let Some(n) = accent(mark, &after[n_first..], out)
    {
        return n_first + n;
    }
    match first {
        '&' | '%' | '$' | '#' | '_' | '{' | '}' | '"' | '\'' | '`' | '^' | '~' | '*' | '['
        | ']' => push(out, first, n_first),
        '\\' | ' ' | ',' | ';' | ':' | '>' | '\n' | '\t' => push(out, ' ', n_first),
        '-' | '/' | '!' => n_first,
        other => {
            out.push('\\');
            push(out, other, n_first)
        }
    }
}

/// Puts `mark` on the letter that follows, in braces or not. None if no letter does.
fn accent(mark: char, rest: &str, out: &mut String) -> Option<usize> {
    let is_braced = |text: &str| text.starts_with('{');
    let trimmed = rest.trim_start_matches(' ');
    let n_blanks = rest.len() - trimmed.len();
    let (inside, n_before) = if is_braced(trimmed) {
        (&trimmed[1..], n_blanks + 1)
    } else {
        (trimmed, n_blanks)
    };
    let (base, n_base) = base_letter(inside)?;
    let n_after = if is_braced(trimmed) {
        // More than one letter, as in `\"{ou}`: the accent is on the first of them.
        let end = inside.bytes().take(16).position(|byte| byte == b'}')?;
        push_accented(base, mark, out);
        for c in inside[n_base.min(end)..end].chars() {
            push_char(out, c);
        }
        end + 1
    } else {
        push_accented(base, mark, out);
        n_base
    };
    Some(n_before + n_after)
}

fn push_accented(base: char, mark: char, out: &mut String) {
    match compose(base, mark) {
        Some(composed) => out.push(composed),
        None => {
            out.push(base);
            out.push(mark);
        }
    }
}

/// The letter an accent goes on: `e`, or `\i` and `\j`, which lose their missing dot.
fn base_letter(text: &str) -> Option<(char, usize)> {
    for (command, letter) in [("\\i", 'i'), ("\\j", 'j')] {
        if let Some(rest) = text.strip_prefix(command)
            && !rest.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            let n_blanks = usize::from(rest.starts_with(' '));
            return Some((letter, command.len() + n_blanks));
        }
    }
    let first = text.chars().next().filter(|c| c.is_alphabetic())?;
    Some((first, first.len_utf8()))
}

/// The blanks or the empty braces that only end a command's name.
fn gap_after(rest: &str) -> usize {
    if rest.starts_with("{}") {
        return 2;
    }
    usize::from(rest.starts_with(' '))
}

/// How much to skip to be inside the argument: blanks and its brace.
fn argument_start(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start_matches(' ');
    trimmed
        .starts_with('{')
        .then(|| rest.len() - trimmed.len() + 1)
}

fn whole_argument(rest: &str) -> Option<usize> {
    let start = argument_start(rest)?;
    let end = rest
        .bytes()
        .skip(start)
        .take(400)
        .position(|byte| byte == b'}')?;
    Some(start + end + 1)
}
