//! The words by which two texts are found to be alike: folded, without those that every text has.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use offprint_library::snapshot::texts::PaperText;

use crate::fold::fold;

/// Words of which texts of this kind are made whatever they are about.
static STOP_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("stop_words.txt").split_whitespace().collect());

/// A word, by its number.
pub(crate) type TermId = u32;

/// All words that were met, each with a number.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    ids: HashMap<String, TermId>,
    /// What each word that was met is, also those that say nothing: most words are met again and again.
    of_words: HashMap<String, Option<TermId>>,
}

impl Terms {
    /// Returns the number of a word as it is written, which is a new one where it was not met before; none of one
    /// that says nothing.
    fn number_of(&mut self, word: &str) -> Option<TermId> {
        if let Some(known) = self.of_words.get(word) {
            return *known;
        }
        let next = self.ids.len() as TermId;
        let id = term_of(word).map(|term| *self.ids.entry(term.to_owned()).or_insert(next));
        self.of_words.insert(word.to_owned(), id);
        id
    }

    /// Returns the number of a word that was met.
    pub(crate) fn get(&self, term: &str) -> Option<TermId> {
        self.ids.get(term).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns the words of a paper with their weights, as [`weights_of`] does; new words get numbers.
    pub(crate) fn weights_of(&mut self, text: &PaperText) -> Vec<(TermId, f32)> {
        weights_of(text, |word| self.number_of(word))
    }
}

/// Returns the words of a paper with how much each says of it, by number: what stands in the title says more,
/// and what is repeated a little more. Words that have no number are passed over.
pub(crate) fn weights_of(
    text: &PaperText,
    mut number_of: impl FnMut(&str) -> Option<TermId>,
) -> Vec<(TermId, f32)> {
    const OF_TITLE: f32 = 2.0;
    let mut weights: Vec<(TermId, f32)> = Vec::new();
    for (text, weight) in [(&text.title, OF_TITLE), (&text.abstract_text, 1.0)] {
        each_word(&fold(text), |word, _| {
            weights.extend(number_of(word).map(|term| (term, weight)));
        });
    }
    weights.sort_unstable_by_key(|(term, _)| *term);
    weights.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 += next.1;
        }
        is_same
    });
    for (_, weight) in &mut weights {
        *weight = 1.0 + weight.ln();
    }
    weights
}

/// Calls `visit` for each word of a folded text that says what the text is about, with its place.
///
/// Formulas are passed over. A plural is the same word.
pub(crate) fn each_term(folded: &str, mut visit: impl FnMut(&str, Range<usize>)) {
    each_word(folded, |word, place| {
        if let Some(term) = term_of(word) {
            visit(term, place);
        }
    });
}

/// Calls `visit` for each word of a folded text, but for those in formulas.
fn each_word(folded: &str, mut visit: impl FnMut(&str, Range<usize>)) {
    let mut is_formula = false;
    for (place, part) in parts_at_dollars(folded) {
        if !is_formula {
            let mut from = None;
            for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
                match (from, c.is_alphanumeric()) {
                    (None, true) => from = Some(at),
                    (Some(start), false) => {
                        from = None;
                        visit(&part[start..at], place + start..place + at);
                    }
                    (None, false) | (Some(_), true) => {}
                }
            }
        }
        is_formula = !is_formula;
    }
}

/// Parts a text at its dollar signs; where one is left over at the end, what follows it is text as well.
fn parts_at_dollars(text: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut place = 0;
    for part in text.split('$') {
        parts.push((place, part));
        place += part.len() + 1;
    }
    if parts.len() % 2 == 0
        && let Some((place, part)) = parts.pop()
    {
        // Between the two a formula of nothing.
        parts.push((place, ""));
        parts.push((place, part));
    }
    parts
}

/// Returns what a word counts as; none where it says nothing of what a text is about.
pub(crate) fn term_of(word: &str) -> Option<&str> {
    const FEWEST_LETTERS: usize = 3;
    let begins_with_letter = word.chars().next().is_some_and(char::is_alphabetic);
    let is_short = word.len() < FEWEST_LETTERS && word.is_ascii();
    if is_short || !begins_with_letter || STOP_WORDS.contains(word) {
        return None;
    }
    let term = singular(word);
    (!STOP_WORDS.contains(term)).then_some(term)
}

/// Takes off what a plural has more, and the `y` that it changes.
fn singular(word: &str) -> &str {
    const FEWEST_LETTERS: usize = 5;
    if word.len() < FEWEST_LETTERS {
        return word;
    }
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix('y')) {
        return stem;
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem,
        Some(_) | None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        each_term(&fold(text), |term, place| {
            assert!(fold(text)[place].starts_with(term));
            found.push(term.to_owned());
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn what_every_abstract_says_is_no_term_and_plurals_are_one() {
        check(
            "We propose novel Glaciers; a glacier, extensive experiments on studies of Größe",
            &["glacier", "glacier", "große"],
        );
        check(
            "super-resolution, ResNet-101 (SR)",
            &["super", "resolution", "resnet"],
        );
        check(
            "salinities and salinity of a class of basis",
            &["salinit", "salinit", "class"],
        );
    }

    #[test]
    fn formulas_are_passed_over_and_a_lone_dollar_begins_none() {
        check("rivers $\\mathcal{floods}$ reefs", &["river", "reef"]);
        check("it costs 5$ for rivers", &["cost", "river"]);
        check("$x$ tides $y", &["tide"]);
        check("", &[]);
    }
}
