//! When are two candidates the same paper? PRODUCT.md, "Identity". Pure: values in, a verdict out.

mod by_hash;
pub(crate) mod fingerprint;
pub(crate) mod index;
pub(crate) mod judge;
pub(crate) mod kept;
mod near;
#[cfg(test)]
mod tests;
mod words;

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

/// What identity looks at: of a candidate, or of a paper in the library. Texts are hashed, but for the key
/// of the title, in which typos are looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    pub(crate) title_key: String,
    /// How many bytes of that key each word has; empty where that cannot be told.
    pub(crate) words: Vec<u8>,
    /// The hash of `title_key`; 0 where there is no title.
    pub(crate) title: u64,
    /// The hash of the key of the title without its subtitle, if it has one and the rest is telling.
    pub(crate) main_title: Option<u64>,
    pub(crate) is_telling: bool,
    /// Those that name this work; an ISBN only of a whole book.
    pub(crate) identifiers: Vec<u64>,
    /// Whether one of them is a DOI.
    pub(crate) has_doi: bool,
    pub(crate) year: Option<i32>,
    /// The keys of the authors' family names.
    pub(crate) families: Vec<u32>,
    /// A hash of the first letters of the abstract's key.
    pub(crate) abstract_key: Option<i64>,
}

/// [`Traits`], wherever they are kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    /// Empty where only the hash is left.
    pub title_key: &'a str,
    pub words: &'a [u8],
    pub title: u64,
    pub main_title: Option<u64>,
    pub is_telling: bool,
    pub identifiers: &'a [u64],
    pub has_doi: bool,
    pub year: Option<i32>,
    pub families: &'a [u32],
    pub abstract_key: Option<i64>,
}

impl View<'_> {
    /// Returns them as they are kept by themselves.
    pub fn to_traits(self) -> Traits {
        Traits {
            title_key: self.title_key.to_owned(),
            words: self.words.to_vec(),
            title: self.title,
            main_title: self.main_title,
            is_telling: self.is_telling,
            identifiers: self.identifiers.to_vec(),
            has_doi: self.has_doi,
            year: self.year,
            families: self.families.to_vec(),
            abstract_key: self.abstract_key,
        }
    }
}

/// Why two are thought to be the same, or nearly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grounds {
    /// They share an identifier.
    Identifier,
    /// Their title keys are the same.
    Title,
    /// They share an identifier, but neither title nor authors.
    IdentifierOnly,
    /// The same title key, but too short a title or something that contradicts.
    TitleOnly,
    /// A title that is nearly the same, with fitting authors or abstract, or with none that could be compared.
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
    /// Returns the traits of a candidate, and the keys of its authors' family names.
    pub(crate) fn of(candidate: &Candidate) -> (Self, Vec<String>) {
        let family_keys: Vec<String> = candidate
            .authors
            .iter()
            .map(|author| family_key(&author.family))
            .collect();
        let traits = Self {
            year: candidate.year,
            abstract_key: candidate.abstract_text.as_deref().and_then(abstract_key),
            ..Self::of_parts(
                &candidate.title,
                title_key(&candidate.title),
                &candidate.identifiers,
                candidate.kind == WorkKind::Book,
                family_keys.iter().map(String::as_str),
            )
        };
        (traits, family_keys)
    }

    /// Returns what follows from a title, its key, identifiers and the keys of family names; year and
    /// abstract are still absent.
    pub(crate) fn of_parts<'a>(
        title: &str,
        title_key: String,
        identifiers: &[Identifier],
        is_book: bool,
        family_keys: impl Iterator<Item = &'a str>,
    ) -> Self {
        let naming = identifiers
            .iter()
            .filter(|identifier| names_the_work(identifier, is_book));
        Self {
            title: match title_key.as_str() {
                "" => 0,
                key => stable_hash(key),
            },
            main_title: main_key(title).map(|key| stable_hash(&key)),
            is_telling: is_telling(title, &title_key),
            words: words::lengths(title, &title_key),
            title_key,
            has_doi: naming
                .clone()
                .any(|identifier| identifier.scheme == Scheme::Doi),
            identifiers: naming
                .map(|identifier| {
                    stable_hash(&format!(
                        "{}:{}",
                        identifier.scheme.name(),
                        identifier.value
                    ))
                })
                .collect(),
            families: family_keys.map(|key| stable_hash(key) as u32).collect(),
            ..Self::default()
        }
    }

    /// Returns them as they are judged.
    pub(crate) fn view(&self) -> View<'_> {
        View {
            title_key: &self.title_key,
            words: &self.words,
            title: self.title,
            main_title: self.main_title,
            is_telling: self.is_telling,
            identifiers: &self.identifiers,
            has_doi: self.has_doi,
            year: self.year,
            families: &self.families,
            abstract_key: self.abstract_key,
        }
    }
}

/// Hashes a text to the same number in every version of the program: the library keeps such numbers.
pub(crate) fn stable_hash(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    let first: [u8; 8] = hash.as_bytes()[..8]
        .try_into()
        .expect("a hash has 32 bytes");
    u64::from_le_bytes(first)
}

/// Judges two that an identifier, a title key or a near title has brought together.
pub(crate) fn judge(one: View<'_>, other: View<'_>) -> Verdict {
    let has_author_in_common = one.families.iter().any(|key| other.families.contains(key));
    let shares_identifier = one
        .identifiers
        .iter()
        .any(|identifier| other.identifiers.contains(identifier));
    if shares_identifier {
        return if has_author_in_common || !are_unlike(one.title_key, other.title_key) {
            Verdict::Same(Grounds::Identifier)
        } else {
            Verdict::Possible(Grounds::IdentifierOnly)
        };
    }
    let abstracts_agree = one.abstract_key.is_some() && one.abstract_key == other.abstract_key;
    if one.title != 0 && one.title == other.title {
        let is_sure = one.is_telling || other.is_telling || abstracts_agree || has_author_in_common;
        return if is_sure && !contradict(one, other, has_author_in_common) {
            Verdict::Same(Grounds::Title)
        } else {
            Verdict::Possible(Grounds::TitleOnly)
        };
    }
    // The edit distance comes last: it costs the most.
    let is_near = if abstracts_agree || has_author_in_common {
        is_near(one, other)
    } else {
        !can_compare(one, other)
            && !contradict(one, other, has_author_in_common)
            && is_near_by_title_alone(one, other)
    };
    if is_near {
        Verdict::Possible(Grounds::NearTitle)
    } else {
        Verdict::Different
    }
}

/// Whether both have authors, or both an abstract: a digest often lacks the first, a bibliography the second.
fn can_compare(one: View<'_>, other: View<'_>) -> bool {
    !one.families.is_empty() && !other.families.is_empty()
        || one.abstract_key.is_some() && other.abstract_key.is_some()
}

/// Two that share no identifier contradict each other by their DOIs, their authors or their years.
fn contradict(one: View<'_>, other: View<'_>, has_author_in_common: bool) -> bool {
    let have_other_dois = one.has_doi && other.has_doi;
    let have_other_authors =
        !one.families.is_empty() && !other.families.is_empty() && !has_author_in_common;
    let are_years_apart = matches!((one.year, other.year), (Some(a), Some(b)) if a.abs_diff(b) > MOST_YEARS_APART.unsigned_abs());
    have_other_dois || have_other_authors || are_years_apart
}

/// Titles are unlike when neither begins the other and fewer than six letters in ten agree.
fn are_unlike(one: &str, other: &str) -> bool {
    const LEAST_LIKENESS: f64 = 0.6;
    // Time grows with the square of what is compared, and no title is told apart only beyond that.
    const MOST_BYTES: usize = 400;
    let (one, other) = (
        &one[..one.floor_char_boundary(MOST_BYTES)],
        &other[..other.floor_char_boundary(MOST_BYTES)],
    );
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

fn is_near(one: View<'_>, other: View<'_>) -> bool {
    let is_same_but_for_subtitle =
        one.main_title == Some(other.title) || other.main_title == Some(one.title);
    is_same_but_for_subtitle
        || near::is_within_typos(one.title_key, other.title_key)
            && !words::have_other_numbers(one, other)
}

/// Where only the titles can be compared, they must have the same words, but for a typo or the spelling; what
/// stands behind them must not tell of another work ("A Survey").
fn is_near_by_title_alone(one: View<'_>, other: View<'_>) -> bool {
    if one.main_title == Some(other.title) {
        return words::may_be_subtitle(one);
    }
    if other.main_title == Some(one.title) {
        return words::may_be_subtitle(other);
    }
    near::is_within_typos(one.title_key, other.title_key)
        && !words::have_other_numbers(one, other)
        && words::differ_in_spelling(one, other)
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
    Some(stable_hash(&key) as i64)
}
