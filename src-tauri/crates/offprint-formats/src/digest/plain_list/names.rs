//! The names in front of a reference's title, in whatever order its style has them.

use crate::clean::Dialect;
use crate::fields::author::Author;

/// Reads the names in front of a title; none where they are no names.
pub(crate) fn cited_authors(text: &str) -> Option<Vec<Author>> {
    let text = text.trim().trim_end_matches([',', ':', ';']);
    // The full stop of an initial is its own.
    let last = text.trim_end_matches('.').rsplit([' ', '.']).next();
    let text = match last {
        Some(word) if is_initial(word) => text,
        Some(_) | None => text.trim_end_matches('.'),
    };
    let text = text
        .strip_suffix(" et al")
        .unwrap_or(text)
        .trim_end_matches(',');
    let text = text
        .replace(" & ", ", ")
        .replace(", and ", ", ")
        .replace(" and ", ", ");
    let separator = if text.contains(';') { ';' } else { ',' };
    let mut names: Vec<String> = Vec::new();
    for part in text
        .split(separator)
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match names.last_mut() {
            Some(family) if is_initials(part) && !family.contains(',') => {
                *family = format!("{family}, {part}");
            }
            _ => names.push(part.to_owned()),
        }
    }
    // "Roe, Ana, and Bo Lund": the first is turned round.
    if names.len() >= 2
        && names[0].starts_with(char::is_uppercase)
        && !names[0].contains([' ', ','])
        && names[1].split(' ').count() <= 2
    {
        let given = names.remove(1);
        names[0] = format!("{}, {given}", names[0]);
    }
    let are_names = !names.is_empty() && names.iter().all(|name| is_name(name));
    let has_mark = names.len() >= 2
        || names[..]
            .iter()
            .any(|name| name.contains(',') || name.split_whitespace().any(is_initials));
    (are_names && has_mark).then(|| {
        names
            .iter()
            .filter_map(|name| Author::parse(&reordered(name), Dialect::Plain))
            .collect()
    })
}

/// `Roe A` as `Roe, A`.
fn reordered(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((family, initials))
            if !name.contains(',')
                && (1..=3).contains(&initials.len())
                && initials.chars().all(|c| c.is_ascii_uppercase()) =>
        {
            format!("{family}, {initials}")
        }
        _ => name.to_owned(),
    }
}

/// `A.`, `A. B.`, `AB`, `J.-P.`
fn is_initials(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let n_letters = letters.clone().count();
    (1..=4).contains(&n_letters)
        && letters.clone().all(char::is_uppercase)
        && text
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | ' '))
        && (text.contains('.') || n_letters <= 3)
}

fn is_name(name: &str) -> bool {
    let n_words = name.split_whitespace().count();
    (1..=6).contains(&n_words)
        && name.chars().count() <= 60
        && name.starts_with(char::is_alphabetic)
        // Many scripts know no capitals.
        && name
            .split_whitespace()
            .any(|word| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()))
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '?' | '!' | ':' | '(' | '/'))
}

/// Whether a word is one capital letter, whose full stop ends no sentence.
pub(super) fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && word.starts_with(char::is_uppercase)
}
