//! One block becomes an entry: its kind, its key, its fields, and what had to be mended.

use crate::candidate::{LineSpan, WarningKind};

use super::macros::{Macro, Macros};
use super::split::word_length;

/// An entry as written: values with their TeX, names of fields in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) kind: String,
    pub(super) key: String,
    /// In the order of the source; the first of a name counts.
    pub(super) fields: Vec<(String, String)>,
    pub(super) lines: LineSpan,
    /// As it was written, for a rejection.
    pub(super) text: String,
    /// Macros would have made it larger than an entry can be; what they stand for is left out.
    pub(super) is_too_large: bool,
}

impl Entry {
    /// Returns a field's value, if it is not blank.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(known, value)| known == name && !value.trim().is_empty())
            .map(|(_, value)| value.as_str())
    }
}

/// What a block begins with.
pub(super) struct Head {
    pub(super) kind: String,
    /// Where the block's inside begins and ends.
    start: usize,
    end: usize,
}

pub(super) type Mended = Vec<(WarningKind, String)>;

/// Reads `@kind{`.
pub(super) fn head(block: &str) -> Option<Head> {
    let rest = block.strip_prefix('@')?;
    let word = rest.trim_start();
    let n_word = word_length(word);
    let kind = word[..n_word].to_ascii_lowercase();
    let opener = block.len() - word.len() + n_word;
    let start = opener + block[opener..].find(['{', '('])? + 1;
    let end = block.len().saturating_sub(1).max(start);
    Some(Head { kind, start, end })
}

/// Defines what an `@string` block holds; several in one block are allowed.
pub(super) fn define_macros(block: &str, head: &Head, macros: &mut Macros) {
    macros.count_read(block.len());
    let mut lexer = Lexer::new(&block[head.start..head.end]);
    let mut mended = Mended::new();
    while let Some((name, value)) = lexer.field(macros, &mut mended) {
        let value = (!std::mem::take(&mut lexer.is_too_large)).then_some(value);
        macros.count_expanded(std::mem::take(&mut lexer.n_expanded));
        macros.define(&name, value);
    }
}

/// Reads an entry's key and fields.
pub(super) fn entry(
    block: String,
    head: Head,
    lines: LineSpan,
    macros: &mut Macros,
) -> (Entry, Mended) {
    macros.count_read(block.len());
    let mut lexer = Lexer::new(&block[head.start..head.end]);
    let mut mended = Mended::new();
    let mut entry = Entry {
        kind: head.kind,
        key: lexer.key(&mut mended),
        lines,
        ..Entry::default()
    };
    while let Some(field) = lexer.field(macros, &mut mended) {
        entry.fields.push(field);
    }
    entry.is_too_large = lexer.is_too_large;
    macros.count_expanded(lexer.n_expanded);
    entry.text = block;
    (entry, mended)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// After the first quotation mark that never closes, values in quotes end with their line.
    /// Otherwise each of many such marks would be looked for to the end of the block.
    quotes_end_with_line: bool,
    /// How much of the values came out of macros.
    n_expanded: usize,
    is_too_large: bool,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            quotes_end_with_line: false,
            n_expanded: 0,
            is_too_large: false,
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Reads the key: all up to the first comma. What looks like a field is none.
    fn key(&mut self, mended: &mut Mended) -> String {
        self.skip_blanks();
        let rest = self.rest();
        let end = rest
            .find([',', '=', '\n', '{', '"', '#'])
            .unwrap_or(rest.len());
        match rest.as_bytes().get(end) {
            Some(b',') => {
                self.at += end + 1;
                rest[..end].trim().to_owned()
            }
            // `@article{title = …`: no key.
            Some(b'=') => String::new(),
            Some(b'\n') => {
                let after = rest[end..].trim_start();
                if after.starts_with(',') {
                    self.at += rest.len() - after.len() + 1;
                } else if rest[..end].trim().contains(char::is_whitespace) {
                    return String::new();
                } else {
                    self.at += end;
                    mended.push((WarningKind::MissingComma, rest[..end].trim().to_owned()));
                }
                rest[..end].trim().to_owned()
            }
            Some(_) => String::new(),
            None => {
                self.at = self.text.len();
                rest.trim().to_owned()
            }
        }
    }

    /// Reads the next field; none at the end.
    fn field(&mut self, macros: &Macros, mended: &mut Mended) -> Option<(String, String)> {
        loop {
            self.skip_between();
            if self.at >= self.text.len() {
                return None;
            }
            let rest = self.rest();
            let n_name = rest
                .bytes()
                .take_while(|&byte| {
                    byte.is_ascii_alphanumeric()
                        || matches!(byte, b'_' | b'-' | b':' | b'.' | b'+' | b'/')
                        || byte >= 0x80
                })
                .count();
            if n_name == 0 {
                // Something that no field begins with; the next may follow.
                self.at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let name = rest[..n_name].to_lowercase();
            self.at += n_name;
            self.skip_blanks();
            match self.peek() {
                Some(b'=') => self.at += 1,
                Some(b'{' | b'"') => mended.push((WarningKind::MissingEquals, name.clone())),
                // A word that is no field's name, left over from a broken value.
                _ => continue,
            }
            let value = self.value(macros, mended);
            self.check_comma(&name, mended);
            return Some((name, value));
        }
    }

    /// Skips commas, blanks, and lines behind `%` between fields.
    fn skip_between(&mut self) {
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b',' | b';') => self.at += 1,
                Some(b'%') => {
                    let rest = self.rest();
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                _ => return,
            }
        }
    }

    fn check_comma(&mut self, name: &str, mended: &mut Mended) {
        self.skip_blanks();
        // A value that its line's end closed has no comma after that end.
        let is_told = mended
            .last()
            .is_some_and(|(kind, _)| *kind == WarningKind::UnclosedQuote);
        match self.peek() {
            _ if is_told => {}
            None | Some(b',' | b'}' | b')') => {}
            Some(_) => mended.push((WarningKind::MissingComma, name.to_owned())),
        }
    }

    /// Reads a value: parts joined by `#`.
    fn value(&mut self, macros: &Macros, mended: &mut Mended) -> String {
        let mut value = String::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'{') => self.braced(&mut value),
                Some(b'"') => self.quoted(&mut value, mended),
                Some(b'#') => {}
                Some(_) => self.bare(&mut value, macros, mended),
                None => return value,
            }
            self.skip_blanks();
            if self.peek() != Some(b'#') {
                return value;
            }
            self.at += 1;
        }
    }

    fn braced(&mut self, value: &mut String) {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut depth = 0_usize;
        let mut at = self.at;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        value.push_str(&self.text[start..at]);
                        self.at = at + 1;
                        return;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        // The block's own brace was needed here: the splitter found it balanced otherwise.
        value.push_str(&self.text[start..]);
        self.at = self.text.len();
    }

    fn quoted(&mut self, value: &mut String, mended: &mut Mended) {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut depth = 0_i64;
        let mut at = start;
        let mut line_end = None;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' => depth -= 1,
                b'\n' => {
                    line_end = line_end.or(Some(at));
                    if self.quotes_end_with_line {
                        break;
                    }
                }
                b'"' if depth <= 0 && self.closes_quote(at) => {
                    value.push_str(&self.text[start..at]);
                    self.at = at + 1;
                    return;
                }
                _ => {}
            }
            at += 1;
        }
        // Told once: the marks after it are mostly wrong because of it.
        if !self.quotes_end_with_line {
            mended.push((WarningKind::UnclosedQuote, String::new()));
        }
        self.quotes_end_with_line = true;
        let end = line_end.unwrap_or(self.text.len());
        value.push_str(
            self.text[start..end]
                .trim_end()
                .trim_end_matches([',', '"']),
        );
        self.at = end;
    }

    /// A quotation mark closes a value if what a value ends with follows: `"The "best" paper"` is
    /// one value.
    fn closes_quote(&self, at: usize) -> bool {
        let after = self.text[at + 1..].trim_start_matches([' ', '\t']);
        match after.as_bytes().first() {
            None | Some(b',' | b'#' | b'}' | b')' | b'\n' | b'\r' | b';') => true,
            // The comma was forgotten, and the next field follows on the line.
            Some(_) => {
                let n_name = word_length(after);
                n_name > 0 && after[n_name..].trim_start_matches(' ').starts_with('=')
            }
        }
    }

    /// A number, a macro, or a value whose braces were forgotten, to the comma or the line's end.
    fn bare(&mut self, value: &mut String, macros: &Macros, mended: &mut Mended) {
        let rest = self.rest();
        let end = rest.find([',', '\n', '#', '}']).unwrap_or(rest.len());
        let text = rest[..end].trim();
        self.at += end;
        if end == 0 {
            // A stray closing brace; step over it, so that reading goes on.
            self.at += usize::from(rest.starts_with('}'));
        } else if text.bytes().all(|byte| byte.is_ascii_digit()) {
            value.push_str(text);
        } else {
            match macros.value(text) {
                Macro::Defined(known) if macros.may_expand(self.n_expanded + known.len()) => {
                    self.n_expanded += known.len();
                    value.push_str(known);
                }
                Macro::Defined(_) | Macro::TooLong => self.is_too_large = true,
                Macro::Undefined => {
                    value.push_str(text);
                    mended.push((
                        WarningKind::UndefinedMacro,
                        text.chars().take(100).collect(),
                    ));
                }
            }
        }
    }
}
