//! Lines become blocks: each from an entry's head to where it closes.

use std::collections::VecDeque;

use offprint_source::Line;

use crate::candidate::{LineSpan, Rejection};

/// A piece of the source that is one entry, or was meant to be.
#[derive(Debug)]
pub(super) enum Block {
    /// From `@` to the closing brace.
    Entry { text: String, lines: LineSpan },
    /// From `@` to the next head or the end: no brace closes it.
    Unclosed { text: String, lines: LineSpan },
    /// Larger than an entry can be.
    TooLarge { text: String, lines: LineSpan },
    /// Lines outside of entries that hold a field: an entry whose head is broken, or the rest of one
    /// that closed too early.
    Headless { text: String, lines: LineSpan },
}

/// Cuts lines into blocks. Looks at each byte a fixed number of times, however broken the source.
#[derive(Default)]
pub(super) struct Splitter {
    open: Option<Open>,
    /// Lines outside of entries without an empty one between.
    stray: Option<Stray>,
    done: VecDeque<Block>,
}

struct Stray {
    /// As much of it as a rejection keeps.
    text: String,
    lines: LineSpan,
    has_field: bool,
}

struct Open {
    text: String,
    lines: LineSpan,
    /// `}` or `)`: what closes it.
    closer: u8,
    /// How many braces are open, its own among them.
    depth: u64,
    /// Round brackets within an entry in round brackets.
    n_round: u32,
    is_too_large: bool,
}

/// An entry with its abstract has some kilobytes. Past this it is not kept, only counted through.
const LARGEST_ENTRY_BYTES: usize = 16 << 20;

impl Splitter {
    pub(super) fn pop(&mut self) -> Option<Block> {
        self.done.pop_front()
    }

    pub(super) fn take(&mut self, line: Line) {
        let mut rest = line.text.as_str();
        if let Some(open) = &mut self.open {
            if begins_entry(rest) {
                // No value holds a line that is the head of an entry with a key and a comma.
                let open = self.open.take();
                self.done.extend(open.map(Open::unclosed));
            } else if open.awaits_brace()
                && !rest.trim_start().starts_with(['{', '('])
                && !rest.trim().is_empty()
            {
                // Only a word after an @: a mention, not an entry.
                self.open = None;
            } else {
                open.lines.last = line.number;
                open.push("\n");
                match open.take(rest) {
                    Some(n) => {
                        rest = &rest[n..];
                        let open = self.open.take();
                        self.done.extend(open.map(Open::closed));
                    }
                    None => return,
                }
            }
        }
        while let Some(at) = find_head(rest) {
            self.finish_stray();
            let mut open = Open::new(line.number);
            match open.take(&rest[at..]) {
                Some(n) => {
                    self.done.push_back(open.closed());
                    rest = &rest[at + n..];
                }
                None => {
                    self.open = Some(open);
                    return;
                }
            }
        }
        self.take_stray(rest, line.number);
    }

    /// Takes the rest of a line, in which no entry begins.
    fn take_stray(&mut self, rest: &str, number: u32) {
        let text = rest.trim();
        if text.is_empty() {
            self.finish_stray();
            return;
        }
        let stray = self.stray.get_or_insert_with(|| Stray {
            text: String::new(),
            lines: LineSpan::new(number, number),
            has_field: false,
        });
        stray.lines.last = number;
        stray.has_field |= begins_field(text);
        let n_left = Rejection::MAX_TEXT_BYTES.saturating_sub(stray.text.len());
        stray
            .text
            .push_str(&text[..text.floor_char_boundary(n_left)]);
        stray.text.push('\n');
    }

    fn finish_stray(&mut self) {
        if let Some(Stray { text, lines, .. }) = self.stray.take_if(|stray| stray.has_field) {
            self.done.push_back(Block::Headless { text, lines });
        }
        self.stray = None;
    }

    pub(super) fn finish(&mut self) {
        self.finish_stray();
        if let Some(open) = self.open.take()
            && !open.awaits_brace()
        {
            self.done.push_back(open.unclosed());
        }
    }
}

impl Open {
    fn new(number: u32) -> Self {
        Self {
            text: String::new(),
            lines: LineSpan::new(number, number),
            closer: b'}',
            depth: 0,
            n_round: 0,
            is_too_large: false,
        }
    }

    /// Whether the opening brace has not come yet: it may stand on the next line.
    fn awaits_brace(&self) -> bool {
        self.depth == 0
    }

    fn push(&mut self, text: &str) {
        if self.text.len() + text.len() > LARGEST_ENTRY_BYTES {
            self.is_too_large = true;
        } else {
            self.text.push_str(text);
        }
    }

    /// Goes through a line, and tells where in it the entry closes.
    ///
    /// A backslash takes the next character's meaning, so `\{` counts for nothing: BibTeX itself
    /// counts it, but files written by people and programs alike do not.
    fn take(&mut self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' if self.depth > 0 => at += 1,
                b'(' if self.awaits_brace() => {
                    self.closer = b')';
                    self.depth = 1;
                }
                b'{' => self.depth += 1,
                // Before the opening brace nothing but the entry's kind can stand.
                b'}' if !self.awaits_brace() && (self.closer == b'}' || self.depth > 1) => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        self.push(&text[..at + 1]);
                        return Some(at + 1);
                    }
                }
                b'(' if self.closer == b')' && self.depth == 1 => self.n_round += 1,
                b')' if self.closer == b')' && self.depth == 1 && self.n_round > 0 => {
                    self.n_round -= 1
                }
                b')' if self.closer == b')' && self.depth == 1 => {
                    self.push(&text[..at + 1]);
                    return Some(at + 1);
                }
                _ => {}
            }
            at += 1;
        }
        self.push(text);
        None
    }

    fn closed(self) -> Block {
        let Self { text, lines, .. } = self;
        if self.is_too_large {
            Block::TooLarge { text, lines }
        } else {
            Block::Entry { text, lines }
        }
    }

    fn unclosed(self) -> Block {
        let Self { text, lines, .. } = self;
        Block::Unclosed { text, lines }
    }
}

/// Finds where an entry begins in a line: an `@` at its start or after another entry's end, a
/// word, and a brace or nothing more. Lines behind `%` hold none.
fn find_head(line: &str) -> Option<usize> {
    let trimmed = line.trim_start_matches(['\u{feff}', ' ', '\t', '}', ')', ',', ';']);
    if trimmed.starts_with('%') {
        return None;
    }
    split_head(trimmed).map(|_| line.len() - trimmed.len())
}

/// Splits `@word` followed by a brace or the line's end into the word and what follows it.
fn split_head(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('@')?.trim_start();
    let (word, after) = rest.split_at(word_length(rest));
    let after = after.trim_start();
    let is_head = !word.is_empty() && (after.is_empty() || after.starts_with(['{', '(']));
    is_head.then_some((word, after))
}

/// Whether a line begins as a field does whose value is in braces or quotation marks.
fn begins_field(line: &str) -> bool {
    let line = line.trim_start_matches([',', ' ']);
    let value = line[word_length(line)..].trim_start().strip_prefix('=');
    let value = value.map(str::trim_start);
    word_length(line) > 0 && value.is_some_and(|value| value.starts_with(['{', '"']))
}

/// A head with a key and a comma, at the start of a line: `@article{key,`, or one of `@string`,
/// `@comment` and `@preamble`.
fn begins_entry(line: &str) -> bool {
    let Some((word, after)) = split_head(line.trim_start()) else {
        return false;
    };
    let Some(inside) = after.strip_prefix(['{', '(']) else {
        return false;
    };
    if word.eq_ignore_ascii_case("string") {
        return inside.contains('=');
    }
    if word.eq_ignore_ascii_case("comment") || word.eq_ignore_ascii_case("preamble") {
        return true;
    }
    let key_end = inside
        .find([',', '=', '{', '}', '"'])
        .unwrap_or(inside.len());
    let key = inside[..key_end].trim();
    let ends_in_comma = inside[key_end..].starts_with(',');
    let is_key = !key.is_empty() && key.len() <= 200;
    // A key alone on its line: the comma was forgotten, or stands on the next.
    let is_alone = key_end == inside.len() && !key.contains(char::is_whitespace);
    is_key && (ends_in_comma || is_alone)
}

pub(super) fn word_length(text: &str) -> usize {
    text.bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
        .count()
}
