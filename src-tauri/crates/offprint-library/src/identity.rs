//! When are two candidates the same paper? PRODUCT.md, "Identity". Pure: values in, a verdict out.

mod by_hash;
pub(crate) mod fingerprint;
pub(crate) mod index;
mod near;
#[cfg(test)]
mod tests;

use offprint_formats::candidate::{Candidate, WorkKind};
use offprint_formats::fields::identifier::{Identifier, Scheme};
use offprint_formats::fields::title_key::{text_key, title_key};

/// A title of at least so many words, or so many letters, tells works apart by itself.
const TELLING_WORDS: usize = 4;
const TELLING_LETTERS: usize = 20;
/// Years further apart than this contradict.
const MOST_YEARS_APART: i32 = 2;
/// How many letters of an abstract's key must agree.
const ABSTRACT_LETTERS: usize = 200;

/// What identity looks at: of a candidate, or of a paper in the library.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Traits {
    pub title_key: String,
    /// The key of the title without its subtitle, if it has one and the rest is telling.
    pub main_key: Option<String>,
    pub is_telling: bool,
    /// Those that name this work; an ISBN only of a whole book.
    pub identifiers: Vec<Identifier>,
    pub year: Option<i32>,
    /// The keys of the authors' family names.
    pub family_keys: Vec<String>,
    /// A hash of the first letters of the abstract's key.
    pub abstract_key: Option<i64>,
}

/// Why two are thought to be the same, or nearly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Grounds {
    /// They share an identifier.
    Identifier,
    /// Their title keys are the same.
    Title,
    /// They share an identifier, but neither title nor authors.
    IdentifierOnly,
    /// The same title key, but too short a title or something that contradicts.
    TitleOnly,
    /// A title that is nearly the same, with fitting authors or abstract.
    NearTitle,
}

impl Grounds {
    /// Returns the grounds' name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Grounds::Identifier => "identifier",
            Grounds::Title => "title",
            Grounds::IdentifierOnly => "identifier_only",
            Grounds::TitleOnly => "title_only",
            Grounds::NearTitle => "near_title",
        }
    }
}

/// What identity says of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Same(Grounds),
    Possible(Grounds),
    Different,
}

impl Traits {
    /// Returns the traits of a candidate.
    pub fn of(candidate: &Candidate) -> Self {
        let is_book = candidate.kind == WorkKind::Book;
        Self {
            identifiers: candidate
                .identifiers
                .iter()
                .filter(|identifier| names_the_work(identifier, is_book))
                .cloned()
                .collect(),
            year: candidate.year,
            family_keys: candidate
                .authors
                .iter()
                .map(|author| family_key(&author.family))
                .collect(),
            abstract_key: candidate.abstract_text.as_deref().and_then(abstract_key),
            ..Self::of_title(&candidate.title, title_key(&candidate.title))
        }
    }

    /// Returns what follows from a title and its key; all else is still absent.
    pub fn of_title(title: &str, title_key: String) -> Self {
        Self {
            main_key: main_key(title),
            is_telling: is_telling(title, &title_key),
            title_key,
            ..Self::default()
        }
    }
}

/// Judges two that an identifier, a title key or a near title has brought together.
pub(crate) fn judge(one: &Traits, other: &Traits) -> Verdict {
    let has_author_in_common = one
        .family_keys
        .iter()
        .any(|key| other.family_keys.contains(key));
    let shares_identifier = one
        .identifiers
        .iter()
        .any(|identifier| other.identifiers.contains(identifier));
    if shares_identifier {
        return if has_author_in_common || !are_unlike(&one.title_key, &other.title_key) {
            Verdict::Same(Grounds::Identifier)
        } else {
            Verdict::Possible(Grounds::IdentifierOnly)
        };
    }
    let abstracts_agree = one.abstract_key.is_some() && one.abstract_key == other.abstract_key;
    if !one.title_key.is_empty() && one.title_key == other.title_key {
        let is_sure = one.is_telling || other.is_telling || abstracts_agree || has_author_in_common;
        return if is_sure && !contradict(one, other, has_author_in_common) {
            Verdict::Same(Grounds::Title)
        } else {
            Verdict::Possible(Grounds::TitleOnly)
        };
    }
    // The edit distance comes last: it costs the most.
    if (abstracts_agree || has_author_in_common) && is_near(one, other) {
        return Verdict::Possible(Grounds::NearTitle);
    }
    Verdict::Different
}

/// Two that share no identifier contradict each other by their DOIs, their authors or their years.
fn contradict(one: &Traits, other: &Traits, has_author_in_common: bool) -> bool {
    let has_doi = |traits: &Traits| {
        traits
            .identifiers
            .iter()
            .any(|identifier| identifier.scheme == Scheme::Doi)
    };
    let have_other_dois = has_doi(one) && has_doi(other);
    let have_other_authors =
        !one.family_keys.is_empty() && !other.family_keys.is_empty() && !has_author_in_common;
    let are_years_apart = matches!((one.year, other.year), (Some(a), Some(b)) if a.abs_diff(b) > MOST_YEARS_APART.unsigned_abs());
    have_other_dois || have_other_authors || are_years_apart
}

/// Titles are unlike when neither begins the other and fewer than six letters in ten agree.
fn are_unlike(one: &str, other: &str) -> bool {
    const LEAST_LIKENESS: f64 = 0.6;
    if one.is_empty() || other.is_empty() || one.starts_with(other) || other.starts_with(one) {
        return false;
    }
    let args = rapidfuzz::distance::levenshtein::Args::default().score_cutoff(LEAST_LIKENESS);
    rapidfuzz::distance::levenshtein::normalized_similarity_with_args(
        one.chars(),
        other.chars(),
        &args,
    )
    .is_none()
}

fn is_near(one: &Traits, other: &Traits) -> bool {
    let is_same_but_for_subtitle = one.main_key.as_deref() == Some(other.title_key.as_str())
        || other.main_key.as_deref() == Some(one.title_key.as_str());
    is_same_but_for_subtitle || near::is_within_typos(&one.title_key, &other.title_key)
}

/// An ISBN names a whole book, never a paper in it.
pub(crate) fn names_the_work(identifier: &Identifier, is_book: bool) -> bool {
    identifier.scheme != Scheme::Isbn || is_book
}

fn is_telling(title: &str, key: &str) -> bool {
    key.chars().count() >= TELLING_LETTERS || title.split_whitespace().count() >= TELLING_WORDS
}

/// Returns the key of what stands before a subtitle.
fn main_key(title: &str) -> Option<String> {
    let end = [": ", "? ", " – ", " — ", " - "]
        .iter()
        .filter_map(|mark| title.find(mark))
        .min()?;
    let key = title_key(&title[..end]);
    is_telling(&title[..end], &key).then_some(key)
}

/// Returns what two spellings of a family name have in common.
fn family_key(family: &str) -> String {
    const LETTERS: usize = 60;
    text_key(family, LETTERS)
}

/// Returns a hash of the first letters of an abstract's key; none where it has too few to tell.
fn abstract_key(text: &str) -> Option<i64> {
    const LEAST_LETTERS: usize = 40;
    let key = text_key(text, ABSTRACT_LETTERS);
    if key.chars().count() < LEAST_LETTERS {
        return None;
    }
    let hash = blake3::hash(key.as_bytes());
    let first: [u8; 8] = hash.as_bytes()[..8]
        .try_into()
        .expect("a hash has 32 bytes");
    Some(i64::from_le_bytes(first))
}
