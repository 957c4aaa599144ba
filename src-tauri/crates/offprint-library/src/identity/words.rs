//! What two titles differ in, where their keys are nearly the same: in how a word is spelt, or in what they say.
//!
//! "Part I" and "Part II" are one letter apart and two papers; "behavior" and "behaviour" are one word.

use super::{View, stable_hash};
use offprint_formats::fields::title_key::title_key;

/// In shorter words another letter mostly makes another word ("CNN" and "GNN", "hard" and "card").
const LEAST_LETTERS: usize = 5;
/// So many letters of a word before an "s" make a plural of it.
const LEAST_LETTERS_BEFORE_S: usize = 3;
/// Words that come and go with whoever copies a title.
const FUNCTION_WORDS: [&str; 8] = ["a", "an", "for", "in", "of", "on", "the", "to"];
/// Beginnings that are two letters apart and mean the contrary.
const CONTRARIES: [(&str, &str); 4] = [
    ("on", "off"),
    ("min", "max"),
    ("micro", "macro"),
    ("inter", "intra"),
];
/// Words of a subtitle that tell of another work beside the one without it.
const OF_ANOTHER_WORK: [&str; 22] = [
    "addendum",
    "appendix",
    "chapter",
    "comment",
    "comments",
    "commentary",
    "corrigendum",
    "erratum",
    "introduction",
    "overview",
    "part",
    "perspective",
    "rejoinder",
    "reply",
    "response",
    "retraction",
    "review",
    "revisited",
    "supplement",
    "supplementary",
    "survey",
    "tutorial",
];

/// Returns how many bytes of a title's key each of its words has. Empty where words cannot be told in the key.
pub(super) fn lengths(title: &str, key: &str) -> Vec<u8> {
    let mut lengths = Vec::new();
    let mut sum = 0;
    for word in title.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '—' | '/'))
    {
        let length = if word.is_ascii() && !word.contains('\\') {
            word.bytes().filter(u8::is_ascii_alphanumeric).count()
        } else {
            title_key(word).len()
        };
        sum += length;
        match u8::try_from(length) {
            Ok(0) => {}
            Ok(length) => lengths.push(length),
            Err(_) => return Vec::new(),
        }
    }
    // TeX that goes over several words is read otherwise as a whole.
    if sum == key.len() {
        lengths
    } else {
        Vec::new()
    }
}

/// Says whether the numbers of two titles differ: "Part I" and "Part II", "in 2D" and "in 3D", "Type A" and "Type B".
pub(super) fn have_other_numbers(one: View<'_>, other: View<'_>) -> bool {
    match (words_of(one), words_of(other)) {
        (Some(one), Some(other)) => numbers(&one) != numbers(&other),
        _ => false,
    }
}

/// Says whether two titles that are a few letters apart have the same words, but for how these are spelt. False
/// where words cannot be told.
pub(super) fn differ_in_spelling(one: View<'_>, other: View<'_>) -> bool {
    let (Some(one), Some(other)) = (words_of(one), words_of(other)) else {
        return false;
    };
    let telling = |words: Vec<&'_ str>| -> Vec<String> {
        let is_telling = |word: &&str| !FUNCTION_WORDS.contains(word);
        words
            .into_iter()
            .filter(is_telling)
            .map(String::from)
            .collect()
    };
    let (one, other) = (telling(one), telling(other));
    let (one, other) = without_common_ends(&one, &other);
    if one.len() == other.len() {
        let mut pairs = one.iter().zip(other);
        return pairs.all(|(one, other)| are_one_word(one, other));
    }
    // One of them has a word in two parts.
    !one.is_empty() && !other.is_empty() && are_one_word(&one.concat(), &other.concat())
}

/// Says whether what a title has more than its main title may be a subtitle of the same work. False where words
/// cannot be told.
pub(super) fn may_be_subtitle(longer: View<'_>) -> bool {
    let Some(words) = words_of(longer) else {
        return false;
    };
    // Where the main title ends only its hash tells: of a paper that is gone, its key is, too.
    let mut end = 0;
    let n_before = words.iter().position(|word| {
        end += word.len();
        longer.main_title == Some(stable_hash(&longer.title_key[..end]))
    });
    let Some(n_before) = n_before else {
        return false;
    };
    let subtitle = &words[n_before + 1..];
    let begins_with_number = subtitle.first().is_some_and(|word| is_number(word));
    !begins_with_number && !subtitle.iter().any(|word| OF_ANOTHER_WORK.contains(word))
}

/// Returns the words of a title's key; none where they cannot be told.
fn words_of(of: View<'_>) -> Option<Vec<&str>> {
    let mut from = 0;
    let word = |length: &u8| {
        let to = from + usize::from(*length);
        let word = of.title_key.get(from..to);
        from = to;
        word
    };
    let words: Option<Vec<&str>> = of.words.iter().map(word).collect();
    words.filter(|words| !words.is_empty())
}

fn numbers(words: &[&str]) -> String {
    let mut numbers = String::new();
    for word in words.iter().filter(|word| is_number(word)) {
        if word.contains(char::is_numeric) {
            // "COVID-19" and "Covid19" say the same.
            numbers.extend(word.chars().filter(|c| c.is_numeric()));
        } else {
            numbers.push_str(word);
        }
        numbers.push(' ');
    }
    numbers
}

/// Whether a word counts: by digits, in Roman numerals, by a letter.
fn is_number(word: &str) -> bool {
    let is_roman = word
        .bytes()
        .all(|letter| matches!(letter, b'i' | b'v' | b'x'));
    let is_letter = word.chars().count() == 1 && word != "a";
    word.contains(char::is_numeric) || is_roman || is_letter
}

fn are_one_word(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (shorter, longer) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let n_letters = shorter.chars().count();
    if longer.strip_prefix(shorter) == Some("s") && n_letters >= LEAST_LETTERS_BEFORE_S {
        return true;
    }
    // A character of Chinese or Japanese is a word.
    let are_spelt = !one.chars().chain(other.chars()).any(|c| c >= '\u{2e80}');
    n_letters >= LEAST_LETTERS
        && are_spelt
        && one.chars().next() == other.chars().next()
        && !are_contrary(one, other)
}

fn are_contrary(one: &str, other: &str) -> bool {
    CONTRARIES.iter().any(|(this, that)| {
        one.starts_with(this) && other.starts_with(that)
            || one.starts_with(that) && other.starts_with(this)
    })
}

fn without_common_ends<'a>(one: &'a [String], other: &'a [String]) -> (&'a [String], &'a [String]) {
    let n_before = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[n_before..], &other[n_before..]);
    let pairs = one.iter().rev().zip(other.iter().rev());
    let n_behind = pairs.take_while(|(a, b)| a == b).count();
    (
        &one[..one.len() - n_behind],
        &other[..other.len() - n_behind],
    )
}
