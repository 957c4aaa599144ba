//! Abbreviations: the months, and what `@string` defines.

use std::collections::HashMap;

/// The macros of one source, by name in lower case.
#[derive(Default)]
pub(super) struct Macros {
    defined: HashMap<String, String>,
}

impl Macros {
    pub(super) fn define(&mut self, name: &str, value: String) {
        self.defined.insert(name.to_ascii_lowercase(), value);
    }

    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let name = name.to_ascii_lowercase();
        if let Some(value) = self.defined.get(&name) {
            return Some(value);
        }
        MONTHS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, value)| value)
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
