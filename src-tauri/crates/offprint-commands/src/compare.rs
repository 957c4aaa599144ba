//! Two papers side by side: what differs, word by word, and how alike they are.

use offprint_formats::candidate::{Candidate, DetailKind, Details};
use offprint_formats::fields::author::Author;
use offprint_formats::fields::identifier::{Identifier, Scheme};
use offprint_library::import::Grounds;
use offprint_library::snapshot::paper::WholePaper;
use offprint_library::snapshot::rows::Row;
use offprint_library::{Error, Snapshot};
use similar::{Algorithm, DiffTag, capture_diff_slices, get_diff_ratio};

use crate::failure::Failure;
use crate::wire::convert::wire_state;
use crate::wire::preview::{
    ComparedField, ComparedPaper, Comparison, DiffPiece, DuplicateGrounds, FieldName,
};

/// Past so many words of a text the rest is compared as one: the time for words grows with their square.
const MOST_WORDS: usize = 1_000;
/// So many letters of a title are looked at for likeness.
const MOST_LETTERS: usize = 300;

/// What the world says of a paper, or of one that a source holds.
#[derive(Clone, Debug, Default)]
pub struct Side {
    pub title: String,
    pub authors: Vec<Author>,
    pub year: Option<i32>,
    pub venue: Option<String>,
    pub identifiers: Vec<Identifier>,
    /// Addresses.
    pub links: Vec<String>,
    pub abstract_text: Option<String>,
    pub details: Details,
}

impl Side {
    /// Takes what a source says.
    pub fn of_candidate(candidate: &Candidate) -> Self {
        Self {
            title: candidate.title.clone(),
            authors: candidate.authors.clone(),
            year: candidate.year,
            venue: candidate.venue.clone(),
            identifiers: candidate.identifiers.clone(),
            links: candidate
                .links
                .iter()
                .map(|link| link.url.clone())
                .collect(),
            abstract_text: candidate.abstract_text.clone(),
            details: candidate.details.clone(),
        }
    }

    /// Takes what the library says.
    pub fn of_paper(paper: &WholePaper) -> Self {
        Self {
            title: paper.title.clone(),
            venue: paper.row.venue.clone(),
            identifiers: paper.identifiers.clone(),
            links: paper.links.iter().map(|link| link.url.clone()).collect(),
            abstract_text: paper.abstract_text.clone(),
            details: paper.details.clone(),
            ..Self::of_row(&paper.row)
        }
    }

    /// Takes what a row says: enough for [`likeness`].
    pub fn of_row(row: &Row) -> Self {
        Self {
            title: row.title.clone(),
            authors: row.authors.clone(),
            year: row.year,
            ..Self::default()
        }
    }
}

/// What came of comparing two sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// One for each field; details only where a side has some.
    pub fields: Vec<ComparedField>,
    /// How alike they are, in percent.
    pub likeness: u32,
    /// What the first side could fill in on the other.
    pub fills: Vec<FieldName>,
}

/// Compares two sides field by field.
pub fn compare(one: &Side, other: &Side) -> Compared {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let year = |side: &Side| side.year.map(|year| year.to_string()).unwrap_or_default();
    let venues = (optional(&one.venue), optional(&other.venue));
    let abstracts = (optional(&one.abstract_text), optional(&other.abstract_text));
    let mut fields = vec![
        of_texts(FieldName::Title, &one.title, &other.title),
        of_lists(FieldName::Authors, &names(one), &names(other)),
        of_texts(FieldName::Year, &year(one), &year(other)),
        of_texts(FieldName::Venue, &venues.0, &venues.1),
        of_lists(FieldName::Identifiers, &named(one), &named(other)),
        of_lists(FieldName::Links, &one.links, &other.links),
        of_texts(FieldName::Abstract, &abstracts.0, &abstracts.1),
    ];
    let (details, others) = (told(&one.details), told(&other.details));
    if !(details.is_empty() && others.is_empty()) {
        fields.push(of_lists(FieldName::Details, &details, &others));
    }
    let can_fill = |field: &&ComparedField| match field.field {
        // These are united, whatever is there.
        FieldName::Identifiers | FieldName::Links | FieldName::Details => {
            field.one.iter().any(|piece| piece.differs)
        }
        FieldName::Title
        | FieldName::Authors
        | FieldName::Year
        | FieldName::Venue
        | FieldName::Abstract => field.other.is_empty() && !field.one.is_empty(),
    };
    Compared {
        fills: fields
            .iter()
            .filter(can_fill)
            .map(|field| field.field)
            .collect(),
        likeness: likeness(one, other),
        fields,
    }
}

/// Returns how alike two papers are, in percent: by the letters of their titles, the families of their authors and
/// their years, as far as both sides have them.
pub fn likeness(one: &Side, other: &Side) -> u32 {
    let mut votes: Vec<(f32, f32)> = Vec::new();
    let letters = |side: &Side| -> Vec<char> {
        side.title
            .chars()
            .flat_map(char::to_lowercase)
            .filter(|letter| letter.is_alphanumeric())
            .take(MOST_LETTERS)
            .collect()
    };
    let (title, other_title) = (letters(one), letters(other));
    if !title.is_empty() && !other_title.is_empty() {
        let steps = capture_diff_slices(Algorithm::Myers, &title, &other_title);
        votes.push((3.0, get_diff_ratio(&steps, title.len(), other_title.len())));
    }
    let families = |side: &Side| -> Vec<String> {
        let families = side
            .authors
            .iter()
            .map(|author| author.family.to_lowercase());
        families.collect()
    };
    let (authors, other_authors) = (families(one), families(other));
    if !authors.is_empty() && !other_authors.is_empty() {
        let n_shared = authors
            .iter()
            .filter(|name| other_authors.contains(name))
            .count();
        let n_most = authors.len().max(other_authors.len());
        votes.push((2.0, n_shared as f32 / n_most as f32));
    }
    if let (Some(year), Some(other_year)) = (one.year, other.year) {
        let vote = match year.abs_diff(other_year) {
            0 => 1.0,
            1 | 2 => 0.5,
            _ => 0.0,
        };
        votes.push((1.0, vote));
    }
    let all: f32 = votes.iter().map(|(weight, _)| weight).sum();
    let alike: f32 = votes.iter().map(|(weight, vote)| weight * vote).sum();
    match votes.is_empty() {
        true => 0,
        // Only what is the same is as alike as can be.
        false => (alike / all * 100.0).floor() as u32,
    }
}

/// Compares two papers of the library; "same" would fill in on the second.
///
/// Errors: ids that name nothing, and those of reading the library.
pub fn compare_papers(snapshot: &Snapshot, one: &str, other: &str) -> Result<Comparison, Failure> {
    let find = |given: &str| {
        let paper = snapshot.resolve_paper(given)?;
        let row = snapshot.rows_of(&[paper])?.pop();
        let row = row.ok_or_else(|| Error::NoSuchPaper {
            given: given.to_owned(),
        })?;
        snapshot.whole(row)
    };
    let (one, other) = (find(one)?, find(other)?);
    let grounds = snapshot.question_between(one.row.id, other.row.id)?;
    let compared = compare(&Side::of_paper(&one), &Side::of_paper(&other));
    Ok(Comparison {
        fields: compared.fields,
        grounds: wire_grounds(grounds.unwrap_or(Grounds::NearTitle)),
        likeness: compared.likeness,
        fills: compared.fills,
        one: compared_paper(&one),
        other: compared_paper(&other),
    })
}

/// Returns what is told of a paper of the library beside its fields.
pub fn compared_paper(paper: &WholePaper) -> ComparedPaper {
    let row = &paper.row;
    ComparedPaper {
        id: Some(row.uid.to_string()),
        title: row.title.clone(),
        source: row.source.clone(),
        added_at: Some(row.added_at.to_iso()),
        state: Some(wire_state(row.state)),
        is_starred: row.is_starred,
        tags: row.tags.clone(),
        note_first_line: row.note_first_line.clone(),
        n_sightings: paper.sightings.len() as u32,
    }
}

/// Returns why two are held to be the same, as it crosses.
pub const fn wire_grounds(grounds: Grounds) -> DuplicateGrounds {
    match grounds {
        Grounds::Identifier | Grounds::IdentifierOnly => DuplicateGrounds::IdentifierOnly,
        Grounds::Title | Grounds::TitleOnly => DuplicateGrounds::TitleOnly,
        Grounds::NearTitle => DuplicateGrounds::NearTitle,
    }
}

fn names(side: &Side) -> Vec<String> {
    side.authors.iter().map(Author::display).collect()
}

fn named(side: &Side) -> Vec<String> {
    let name = |identifier: &Identifier| {
        let scheme = match identifier.scheme {
            Scheme::Arxiv => "arXiv",
            Scheme::Url => return identifier.value.clone(),
            Scheme::OpenReview => "OpenReview",
            Scheme::SemanticScholar => "Semantic Scholar",
            Scheme::PubMed => "PubMed",
            Scheme::Doi | Scheme::Acl | Scheme::Isbn => &identifier.scheme.name().to_uppercase(),
        };
        format!("{scheme} {}", identifier.value)
    };
    side.identifiers.iter().map(name).collect()
}

fn told(details: &Details) -> Vec<String> {
    let pairs = details.iter();
    pairs
        .map(|(kind, text)| match (kind, text) {
            (DetailKind::Type, "article-journal") => "journal article".to_owned(),
            (DetailKind::Type, "paper-conference") => "conference paper".to_owned(),
            (DetailKind::Type, "article") => "preprint".to_owned(),
            (DetailKind::Type | DetailKind::Genre, text) => text.to_owned(),
            (DetailKind::Issn, text) => format!("ISSN {text}"),
            (DetailKind::ContainerIsbn, text) => format!("in ISBN {text}"),
            (kind, text) => format!("{} {text}", kind.name().replace('_', " ")),
        })
        .collect()
}

/// Compares two texts word by word.
fn of_texts(field: FieldName, one: &str, other: &str) -> ComparedField {
    let (words, other_words) = (words(one), words(other));
    let keys = |words: &[&str]| -> Vec<String> {
        words.iter().map(|word| word.trim().to_owned()).collect()
    };
    let (keys, other_keys) = (keys(&words), keys(&other_words));
    let (mut pieces, mut other_pieces) = (Vec::new(), Vec::new());
    for step in capture_diff_slices(Algorithm::Myers, &keys, &other_keys) {
        let differs = step.tag() != DiffTag::Equal;
        push(&mut pieces, &words[step.old_range()].concat(), differs);
        push(
            &mut other_pieces,
            &other_words[step.new_range()].concat(),
            differs,
        );
    }
    compared(field, pieces, other_pieces)
}

/// Cuts a text into words, each with the space behind it.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    if words.len() > MOST_WORDS {
        let n_letters: usize = words[..MOST_WORDS].iter().map(|word| word.len()).sum();
        words.truncate(MOST_WORDS);
        words.push(&text[n_letters..]);
    }
    words
}

/// Compares two lists: of each, what the other does not hold differs, wherever it stands.
fn of_lists(field: FieldName, one: &[String], other: &[String]) -> ComparedField {
    let pieces = |list: &[String], other: &[String]| {
        let mut pieces = Vec::new();
        for (place, entry) in list.iter().enumerate() {
            let comma = if place + 1 < list.len() { ", " } else { "" };
            push(
                &mut pieces,
                &format!("{entry}{comma}"),
                !other.contains(entry),
            );
        }
        pieces
    };
    compared(field, pieces(one, other), pieces(other, one))
}

fn compared(field: FieldName, one: Vec<DiffPiece>, other: Vec<DiffPiece>) -> ComparedField {
    ComparedField {
        field,
        is_equal: one.iter().chain(&other).all(|piece| !piece.differs),
        one,
        other,
    }
}

fn push(pieces: &mut Vec<DiffPiece>, text: &str, differs: bool) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.differs == differs => last.text.push_str(text),
        Some(_) | None => pieces.push(DiffPiece {
            text: text.to_owned(),
            differs,
        }),
    }
}

#[cfg(test)]
mod tests;
