//! BibTeX and BibLaTeX, as people and programs really write them.
//!
//! In two steps, both linear and without recursion. `split` cuts the lines into blocks, each from
//! an entry's head to its closing brace; where that is missing, to the next line that is a head.
//! `lex` reads a block into fields and mends what it can. So one bad entry costs no other.
//! Then `paper` turns fields into a candidate.
//!
//! An entry that refers to another waits for the end of the source, since parents come last.

mod crossref;
mod details;
mod files;
mod lex;
mod macros;
mod own;
mod paper;
mod split;

use std::collections::VecDeque;

use offprint_source::SourceText;

use crate::candidate::{Found, LineSpan, Rejection, RejectionReason, Warning, WarningKind};
use crate::read::ReadError;

pub(crate) use details::{csl_type, genre, has_issues, is_preprint};

use crossref::Waiting;
use macros::Macros;
use split::{Block, Splitter};

/// Reads BibTeX and BibLaTeX one entry at a time, in file order; entries with a `crossref` or
/// `xdata` come last, or where 8 MB of them wait, with what they inherit so far.
///
/// Yields a candidate per entry; a rejection for one without title and identifier, for one
/// that never closes, and for one that macros make too large; a warning for each thing that was mended. Holds one entry in memory, the
/// macros, and of the fields that entries may inherit and of the entries that inherit 8 MB each.
///
/// Errors: only those of reading `text` itself.
/// Source: the BibTeX and BibLaTeX manuals; oddities met since are in
/// `tests/samples/references/bibtex/`.
pub fn read_bibtex(text: SourceText) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    Bibtex {
        text: Some(text),
        splitter: Splitter::default(),
        macros: Macros::default(),
        waiting: Waiting::default(),
        found: VecDeque::new(),
    }
}

struct Bibtex {
    /// None once it is read to its end.
    text: Option<SourceText>,
    splitter: Splitter,
    macros: Macros,
    waiting: Waiting,
    found: VecDeque<Found>,
}

impl Iterator for Bibtex {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(Ok(found));
            }
            match self.text.as_mut()?.next() {
                Some(Ok(line)) => {
                    self.splitter.take(line);
                    self.take_blocks();
                }
                Some(Err(error)) => {
                    self.text = None;
                    return Some(Err(error.into()));
                }
                None => {
                    self.text = None;
                    self.splitter.finish();
                    self.take_blocks();
                    for entry in self.waiting.resolved() {
                        self.found.push_back(paper::found(entry));
                    }
                }
            }
        }
    }
}

impl Bibtex {
    fn take_blocks(&mut self) {
        while let Some(block) = self.splitter.pop() {
            match block {
                Block::Entry { text, lines } => self.take_entry(text, lines),
                Block::Unclosed { text, lines } => {
                    self.reject(lines, RejectionReason::NeverCloses, &text);
                }
                Block::Headless { text, lines } => {
                    self.reject(lines, RejectionReason::Malformed, &text);
                }
                Block::TooLarge { text, lines } => {
                    self.reject(lines, RejectionReason::TooLarge, &text);
                }
            }
        }
    }

    fn reject(&mut self, lines: LineSpan, reason: RejectionReason, text: &str) {
        let rejection = Rejection::new(lines, reason, text);
        self.found.push_back(Found::Rejection(rejection));
    }

    fn take_entry(&mut self, text: String, lines: LineSpan) {
        let Some(head) = lex::head(&text) else {
            return;
        };
        match head.kind.as_str() {
            // Free text, and what TeX runs: nothing in them is a paper.
            "comment" | "preamble" => return,
            "string" => {
                lex::define_macros(&text, &head, &mut self.macros);
                return;
            }
            _ => {}
        }
        let (entry, mut mended) = lex::entry(text, head, lines, &mut self.macros);
        if entry.key.is_empty() && entry.kind != "set" {
            mended.push((WarningKind::MissingKey, String::new()));
        }
        for (kind, detail) in mended {
            self.found.push_back(Found::Warning(Warning {
                lines,
                kind,
                detail,
            }));
        }
        if entry.is_too_large {
            self.reject(lines, RejectionReason::TooLarge, &entry.text);
            return;
        }
        // A set only groups entries that stand for themselves.
        if entry.kind == "set" {
            return;
        }
        for entry in self.waiting.take(entry) {
            if entry.kind != "xdata" {
                self.found.push_back(paper::found(entry));
            }
        }
    }
}
