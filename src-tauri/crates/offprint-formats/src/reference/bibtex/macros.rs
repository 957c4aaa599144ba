//! Abbreviations: the months, and what `@string` defines.

use std::collections::HashMap;

/// The macros of one source, by name in lower case.
///
/// Macros are made of macros, so ten lines can stand for gigabytes. What they add is therefore
/// counted, in each entry and in all of the source.
#[derive(Default)]
pub(super) struct Macros {
    /// None where what it stands for is too long.
    defined: HashMap<String, Option<String>>,
    n_read: usize,
    n_expanded: usize,
}

/// What a word stands for.
pub(super) enum Macro<'a> {
    Defined(&'a str),
    TooLong,
    Undefined,
}

/// The longest abstracts have some ten kilobytes, and macros stand for names of journals.
const LONGEST_EXPANSION: usize = 1024 * 1024;
/// How many times longer than it is written macros may make a source. A short name in a short
/// entry stands for some hundred letters, which is three times the entry.
const LARGEST_GROWTH: usize = 16;

impl Macros {
    /// Defines a macro; `None` is one that stands for too much.
    pub(super) fn define(&mut self, name: &str, value: Option<String>) {
        self.defined.insert(name.to_ascii_lowercase(), value);
    }

    /// Whether an entry or a definition may be made this much longer by macros.
    pub(super) fn may_expand(&self, n_bytes: usize) -> bool {
        n_bytes <= LONGEST_EXPANSION
            && self.n_expanded + n_bytes <= LONGEST_EXPANSION + self.n_read * LARGEST_GROWTH
    }

    pub(super) fn count_read(&mut self, n_bytes: usize) {
        self.n_read += n_bytes;
    }

    pub(super) fn count_expanded(&mut self, n_bytes: usize) {
        self.n_expanded += n_bytes;
    }

    pub(super) fn value(&self, name: &str) -> Macro<'_> {
        let name = name.to_ascii_lowercase();
        match self.defined.get(&name) {
            Some(Some(value)) => Macro::Defined(value),
            Some(None) => Macro::TooLong,
            None => MONTHS
                .iter()
                .find(|(known, _)| *known == name)
                .map_or(Macro::Undefined, |&(_, value)| Macro::Defined(value)),
        }
    }
}

const MONTHS: [(&str, &str); 25] = [
    ("jan", "January"),
    ("feb", "February"),
    ("mar", "March"),
    ("apr", "April"),
    ("may", "May"),
    ("jun", "June"),
    ("jul", "July"),
    ("aug", "August"),
    ("sep", "September"),
    ("sept", "September"),
    ("oct", "October"),
    ("nov", "November"),
    ("dec", "December"),
    ("january", "January"),
    ("february", "February"),
    ("march", "March"),
    ("april", "April"),
    ("june", "June"),
    ("july", "July"),
    ("august", "August"),
    ("september", "September"),
    ("october", "October"),
    ("november", "November"),
    ("december", "December"),
    ("acmcs", "ACM Computing Surveys"),
];
