//! Citation keys: family name, year, first telling word of the title, in ASCII.

use std::collections::{HashMap, HashSet};

use crate::fields::title_key::title_key;

use super::Record;

/// The keys given out so far, so that no two are the same.
#[derive(Default)]
pub(super) struct Keys {
    given: HashSet<String>,
    /// How many letters were tried behind a stem; those before are taken.
    n_tried: HashMap<String, usize>,
}

impl Keys {
    /// Makes a key: `roe2026kelp`, and with a letter after it where that one is taken.
    pub(super) fn make(&mut self, record: &Record) -> String {
        let stem = stem(record);
        let mut key = stem.clone();
        let n_tried = self.n_tried.entry(stem.clone()).or_default();
        while !self.given.insert(key.clone()) {
            key = format!("{stem}{}", letters(*n_tried));
            *n_tried += 1;
        }
        key
    }
}

fn stem(record: &Record) -> String {
    let ascii = |text: &str| -> String { title_key(text).chars().filter(char::is_ascii).collect() };
    let family = record
        .authors
        .first()
        .and_then(|author| author.family.split_whitespace().next_back())
        .map(ascii)
        .unwrap_or_default();
    let year = record.year.map(|year| year.to_string()).unwrap_or_default();
    let word = record
        .title
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | ':' | '/' | '–' | '—'))
        .map(ascii)
        .find(|word| word.len() > 1 && !EMPTY_WORDS.contains(&word.as_str()))
        .unwrap_or_default();
    let stem = format!("{family}{year}{word}");
    if stem.is_empty() {
        "paper".to_owned()
    } else {
        stem
    }
}

/// `a`, `b`, … `z`, `aa`, `ab`, …
fn letters(n: usize) -> String {
    let mut n = n + 1;
    let mut letters = Vec::new();
    while n > 0 {
        n -= 1;
        letters.push(b'a' + (n % 26) as u8);
        n /= 26;
    }
    letters.iter().rev().map(|&byte| char::from(byte)).collect()
}

const EMPTY_WORDS: &[&str] = &[
    "the", "an", "on", "of", "in", "to", "for", "and", "with", "is", "are", "do", "does", "can",
    "how", "why", "what", "when", "from", "towards", "toward", "at", "by", "as", "it", "we", "via",
    "not",
];
