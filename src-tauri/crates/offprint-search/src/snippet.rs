//! The piece of text that matched, and where in it.

use crate::fold::fold_with_places;
use crate::query::Query;

/// Which text of a paper matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Its title.
    Title,
    /// The person's note.
    Note,
    /// The person's why.
    Why,
    /// An author's name.
    Author,
    /// Its abstract.
    Abstract,
    /// Its place of publication.
    Venue,
    /// One of its tags.
    Tag,
    /// One of its identifiers.
    Identifier,
}

impl Field {
    /// Returns the field's name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Note => "note",
            Field::Why => "why",
            Field::Author => "author",
            Field::Abstract => "abstract",
            Field::Venue => "venue",
            Field::Tag => "tag",
            Field::Identifier => "identifier",
        }
    }

    /// How much a match in the field counts. The person's own words go before the paper's.
    pub(crate) const fn weight(self) -> u32 {
        match self {
            Field::Title => 12,
            Field::Note | Field::Why => 8,
            Field::Tag => 6,
            Field::Author | Field::Identifier => 5,
            Field::Abstract => 3,
            Field::Venue => 2,
        }
    }
}

/// A piece of text around the first match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Where it is from.
    pub field: Field,
    /// One line of some 160 letters; `…` where it was cut.
    pub text: String,
    /// Where the matches are, as byte positions in `text`: start and end.
    pub matches: Vec<(usize, usize)>,
}

/// Little stands before a match, so that it is seen also where a row is narrow.
const BEFORE: usize = 24;
const AFTER: usize = 136;

/// Cuts a fragment out of a text that matches.
pub(crate) fn fragment(field: Field, text: &str, query: &Query) -> Option<Fragment> {
    let all = matches_in(text, query);
    let (first, _) = *all.first()?;
    let start = back(text, first, BEFORE);
    let end = forth(text, first, AFTER);
    let mut cut = String::new();
    if start > 0 {
        cut.push('…');
    }
    let shift = cut.len();
    cut.extend(
        text[start..end]
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c }),
    );
    // Every white space is one byte in the fragment; only those that are more bytes long would shift matches.
    let is_shifted = text[start..end]
        .chars()
        .any(|c| c.is_whitespace() && c.len_utf8() > 1);
    let matches = if is_shifted {
        matches_in(&cut, query)
    } else {
        let inside = all
            .into_iter()
            .filter(|(from, to)| *from >= start && *to <= end);
        inside
            .map(|(from, to)| (from - start + shift, to - start + shift))
            .collect()
    };
    if end < text.len() {
        cut.push('…');
    }
    Some(Fragment {
        field,
        text: cut,
        matches,
    })
}

/// Finds all matches of a query's words in a text, as byte positions, in order and without overlap.
fn matches_in(text: &str, query: &Query) -> Vec<(usize, usize)> {
    let (folded, places) = fold_with_places(text);
    let mut found: Vec<(usize, usize)> = Vec::new();
    for term in query.terms.iter().filter(|term| !term.is_excluded) {
        for (from, hit) in folded.match_indices(&term.text) {
            let start = places[from];
            // The end is where the next character of the text begins.
            let last = places[from + hit.len() - 1];
            let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
            found.push((start, end));
        }
    }
    found.sort_unstable();
    let mut apart: Vec<(usize, usize)> = Vec::new();
    for (start, end) in found {
        match apart.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => apart.push((start, end)),
        }
    }
    apart
}

/// Goes back some letters, then to the beginning of a word.
fn back(text: &str, from: usize, n: usize) -> usize {
    let start = text[..from]
        .char_indices()
        .rev()
        .nth(n)
        .map_or(0, |(place, _)| place);
    if start == 0 {
        return 0;
    }
    text[start..from]
        .find(char::is_whitespace)
        .map_or(start, |space| {
            start
                + space
                + text[start + space..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8)
        })
}

/// Goes on some letters, then back to the end of a word.
fn forth(text: &str, from: usize, n: usize) -> usize {
    match text[from..].char_indices().nth(n) {
        None => text.len(),
        Some((length, _)) => text[from..from + length]
            .rfind(char::is_whitespace)
            .map_or(from + length, |space| from + space),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_is_found_whatever_its_case_and_accents_and_told_in_the_text_itself() {
        let text = "Die Größe der ﬁnalen Schicht";
        let query = Query::parse("grosse GRÖSSE finalen große");
        let found: Vec<&str> = matches_in(text, &query)
            .into_iter()
            .map(|(a, b)| &text[a..b])
            .collect();
        assert_eq!(found, ["Größe", "ﬁnalen"]);
    }

    #[test]
    fn a_fragment_is_cut_at_words_and_marks_what_matched() {
        let text = format!(
            "{} the needle itself {}",
            "hay and ".repeat(40),
            "more hay ".repeat(40)
        );
        let fragment = fragment(Field::Abstract, &text, &Query::parse("needle")).unwrap();
        let (from, to) = fragment.matches[0];
        assert_eq!(&fragment.text[from..to], "needle");
        assert!(fragment.text.starts_with('…') && fragment.text.ends_with('…'));
        assert!(fragment.text.chars().count() < 180);
    }
}
