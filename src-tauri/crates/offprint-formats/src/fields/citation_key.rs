//! Citation keys: family name, year, first telling word of the title, in ASCII; without authors its first words.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::fields::author::Author;
use crate::fields::title_key::title_key;

/// A key is not longer: programs cut longer ones, or take them for text.
const LONGEST_BYTES: usize = 128;

/// Where no author is known, so many telling words of the title stand in the key.
const WORDS_WITHOUT_AUTHORS: usize = 3;
/// A part before a hyphen that is no longer does not tell anything by itself: "non-convex", "k-means", "pre-training".
const LONGEST_PREFIX: usize = 3;

/// Makes the key that a paper has unless another one has it: `roe2026kelp`, and without authors
/// `kelpassociativememory2026`.
///
/// Lower-case ASCII letters and digits; never empty.
pub fn stem(title: &str, authors: &[Author], year: Option<i32>) -> String {
    let family = authors
        .first()
        .and_then(|author| author.family.split_whitespace().next_back())
        .map(ascii)
        .unwrap_or_default();
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    let mut words = telling_words(title);
    let mut stem = if family.is_empty() {
        let first: String = words.take(WORDS_WITHOUT_AUTHORS).collect();
        let name = if first.is_empty() { "paper" } else { &first };
        format!("{name}{year}")
    } else {
        let word = words.next().unwrap_or_default();
        format!("{family}{year}{word}")
    };
    // Letters that keep keys apart come behind it.
    stem.truncate(LONGEST_BYTES - 8);
    stem
}

/// Returns the words of a title that say something, in ASCII.
fn telling_words(title: &str) -> impl Iterator<Item = String> {
    title
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | '/' | '–' | '—'))
        .flat_map(|word| match word.split_once('-') {
            Some((before, _)) if ascii(before).len() > LONGEST_PREFIX => word.split('-').collect(),
            Some(_) | None => vec![word],
        })
        .map(ascii)
        .filter(|word| word.len() > 1 && !EMPTY_WORDS.contains(&word.as_str()))
}

/// Returns the letters and digits of a text in ASCII; Greek letters by their names.
fn ascii(text: &str) -> String {
    let mut ascii = String::new();
    for c in title_key(text).chars() {
        match GREEK.iter().find(|(letter, _)| *letter == c) {
            Some((_, name)) => ascii.push_str(name),
            None if c.is_ascii() => ascii.push(c),
            None => {}
        }
    }
    ascii
}

/// Returns the key to try after `n` others of a stem were taken: `roe2026kelp`, then
/// `roe2026kelpa`, `roe2026kelpb`, … `roe2026kelpaa`.
pub fn disambiguated(stem: &str, n: usize) -> String {
    let mut n = n;
    let mut letters = Vec::new();
    while n > 0 {
        n -= 1;
        letters.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    stem.chars().chain(letters.into_iter().rev()).collect()
}

/// Whether a key can stand in a `.bib` file and be cited: no blanks, none of the signs that BibTeX
/// and TeX read as their own, at most 128 bytes.
///
/// Source: BibTeX's `id_class`, and the characters that biber refuses.
pub fn is_valid(key: &str) -> bool {
    let is_read_as_other = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '"' | '#' | '%' | '\'' | '(' | ')' | ',' | '=' | '{' | '}' | '\\' | '~' | '$'
            )
    };
    (1..=LONGEST_BYTES).contains(&key.len()) && !key.contains(is_read_as_other)
}

/// The keys that are taken, so that no two are the same. Only hashes are kept: should two keys ever share
/// one, the second gets a letter without need.
#[derive(Debug, Default)]
pub struct Keys {
    taken: HashSet<u64>,
    /// How many keys of a stem were tried; those before are taken.
    n_tried: HashMap<u64, usize>,
    /// Those taken that may be free again, in their order.
    unsettled: Vec<u64>,
}

/// How many keys were taken, to come back to.
#[derive(Clone, Copy, Debug)]
pub struct KeysMark(usize);

impl Keys {
    /// Takes a key. Says whether it was free.
    pub fn take(&mut self, key: &str) -> bool {
        let key = hash(key);
        let is_free = self.taken.insert(key);
        if is_free {
            self.unsettled.push(key);
        }
        is_free
    }

    /// Says that what is taken stays so: marks of before hold no longer.
    pub fn settle(&mut self) {
        self.unsettled = Vec::new();
    }

    /// Returns a mark to come back to.
    pub fn mark(&self) -> KeysMark {
        KeysMark(self.unsettled.len())
    }

    /// Frees the keys that were taken since a mark.
    pub fn take_back_to(&mut self, mark: KeysMark) {
        if self.unsettled.len() <= mark.0 {
            return;
        }
        for key in self.unsettled.drain(mark.0..) {
            self.taken.remove(&key);
        }
        // Of which stems they were is not known: all are tried from the first again.
        self.n_tried.clear();
    }

    /// Gives out a key: the stem itself, or with letters behind it where that one is taken.
    pub fn give(&mut self, stem: &str) -> String {
        let mut n_tried = self.n_tried.get(&hash(stem)).copied().unwrap_or(0);
        let key = loop {
            let key = disambiguated(stem, n_tried);
            n_tried += 1;
            if self.take(&key) {
                break key;
            }
        };
        self.n_tried.insert(hash(stem), n_tried);
        key
    }
}

fn hash(text: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(text)
}

const EMPTY_WORDS: &[&str] = &[
    "the", "an", "on", "of", "in", "to", "for", "and", "with", "is", "are", "do", "does", "can",
    "how", "why", "what", "when", "from", "towards", "toward", "at", "by", "as", "it", "we", "via",
    "not",
];

const GREEK: [(char, &str); 24] = [
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "epsilon"),
    ('ζ', "zeta"),
    ('η', "eta"),
    ('θ', "theta"),
    ('ι', "iota"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('ν', "nu"),
    ('ξ', "xi"),
    ('ο', "omicron"),
    ('π', "pi"),
    ('ρ', "rho"),
    ('σ', "sigma"),
    ('τ', "tau"),
    ('υ', "upsilon"),
    ('φ', "phi"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_name_year_and_word() {
        let author = |family: &str| Author {
            family: family.to_owned(),
            given: "Ana".to_owned(),
        };
        for (title, family, year, expected) in [
            (
                "The Kelp Forest",
                "Østergård",
                Some(2026),
                "ostergard2026kelp",
            ),
            ("On $\\mu$LO: a Study", "van den Berg", None, "bergmulo"),
            ("Non-Convex Tides", "Roe", Some(2026), "roe2026nonconvex"),
            ("Kelp-Bed Tides", "Roe", Some(2026), "roe2026kelp"),
            ("北京", "王", None, "paper"),
        ] {
            assert_eq!(stem(title, &[author(family)], year), expected);
        }
        for (title, year, expected) in [
            (
                "Input Convex Gradient Networks",
                None,
                "inputconvexgradient",
            ),
            ("On the Non-Convex Kelp", Some(2026), "nonconvexkelp2026"),
            ("$\\mu$LO: Learned Tides", None, "mulolearnedtides"),
            ("Kelp", Some(2026), "kelp2026"),
            ("北京", Some(2026), "paper2026"),
            ("", None, "paper"),
        ] {
            assert_eq!(stem(title, &[], year), expected);
        }
        let long = stem(&"a".repeat(4000), &[], None);
        assert!(is_valid(&disambiguated(&long, 1_000_000)));
    }

    /// Keys that are looked for anew from the first letter on take minutes here.
    #[test]
    fn papers_alike_have_keys_apart_however_many_they_are() {
        let mut keys = Keys::default();
        let stems = ["kelp", "kelpa", "kelp", "kelp", "kelpa", "kelp"];
        assert_eq!(
            stems.map(|stem| keys.give(stem)),
            ["kelp", "kelpa", "kelpb", "kelpc", "kelpaa", "kelpd"]
        );
        let made: HashSet<String> = (0..50_000).map(|_| keys.give("kelp")).collect();
        assert_eq!(made.len(), 50_000);
    }

    #[test]
    fn a_key_that_a_bibliography_cannot_hold_is_not_valid() {
        for key in [
            "roe2026kelp",
            "DBLP:conf/kelp/Roe26",
            "Roe_2026+a",
            "王2026",
        ] {
            assert!(is_valid(key), "{key}");
        }
        let long = "a".repeat(129);
        for key in [
            "", "a b", "a,b", "{a}", "a%", "a#b", "a=b", "a\\b", "a\u{a0}b", &long,
        ] {
            assert!(!is_valid(key), "{key}");
        }
    }
}
