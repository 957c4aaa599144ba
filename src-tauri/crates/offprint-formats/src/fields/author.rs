//! One author's name.

use crate::clean::{Dialect, clean_line};
use serde::{Deserialize, Serialize};

/// An author: the family name and what stands before it.
///
/// A name that cannot be parted, or that of a group, is all `family`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Author {
    /// The family name with its particles, or a whole name.
    pub family: String,
    /// Given names or initials; may be empty.
    pub given: String,
}

impl Author {
    /// Returns the name as it is read: given names, then the family name.
    pub fn display(&self) -> String {
        if self.given.is_empty() {
            self.family.clone()
        } else {
            format!("{} {}", self.given, self.family)
        }
    }

    /// Returns the name as lists sort it: the family name, a comma, the given names.
    pub fn inverted(&self) -> String {
        if self.given.is_empty() {
            self.family.clone()
        } else {
            format!("{}, {}", self.family, self.given)
        }
    }

    /// The name of a group, which is not parted.
    pub fn group(name: &str) -> Option<Self> {
        let name = clean_line(name, Dialect::Plain);
        name.contains(char::is_alphanumeric).then(|| Self {
            family: name,
            given: String::new(),
        })
    }

    /// Reads one name: `Family, Given`, `Family, Jr, Given` or `Given von Family`.
    ///
    /// Outer braces mark a group's name, which is not parted. None where there is no letter.
    pub fn parse(name: &str, dialect: Dialect) -> Option<Self> {
        let name = name.trim();
        let is_group = dialect == Dialect::Tex && is_wholly_braced(name);
        let name = clean_line(name, dialect);
        let name = name.trim_matches([',', ';', '*', '†', '‡', ' ']);
        if !name.contains(char::is_alphanumeric) {
            return None;
        }
        if is_group || name.len() > LONGEST_NAME_BYTES {
            return Some(Self {
                family: name.to_owned(),
                given: String::new(),
            });
        }
        if let Some((family, rest)) = without_number(name).split_once(',') {
            return Some(Self::from_inverted(family, rest));
        }
        Some(Self::from_reading_order(without_number(name)))
    }

    fn from_inverted(family: &str, rest: &str) -> Self {
        let family = family.trim();
        let (family, given) = match rest.split_once(',') {
            Some((suffix, given)) if is_suffix(suffix.trim()) => {
                (format!("{family} {}", suffix.trim()), given)
            }
            Some((given, suffix)) if is_suffix(suffix.trim()) => {
                (format!("{family} {}", suffix.trim()), given)
            }
            _ => (family.to_owned(), rest),
        };
        let given = given.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { family, given }
    }

    fn from_reading_order(name: &str) -> Self {
        let words: Vec<&str> = name.split_whitespace().collect();
        let mut n_end = words.len();
        if n_end > 2 && is_suffix(words[n_end - 1]) {
            n_end -= 1;
        }
        // The family name begins at the first small word, as in "Vincent van den Berg".
        let first_small = words[..n_end.saturating_sub(1)]
            .iter()
            .position(|word| is_particle(word));
        let start = match first_small {
            Some(0) | None => n_end.saturating_sub(1),
            Some(at) => at,
        };
        Self {
            family: words[start..].join(" "),
            given: words[..start].join(" "),
        }
    }
}

/// Takes off what tells namesakes apart: `Bo Moss 0001` of dblp, `Moss, Bo (57200000002)` of Scopus.
fn without_number(name: &str) -> &str {
    let Some((rest, word)) = name.rsplit_once(' ') else {
        return name;
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let bracketed = word
        .strip_prefix('(')
        .and_then(|word| word.strip_suffix(')'));
    let tells_apart = match bracketed {
        Some(inside) => inside.len() >= 4 && is_number(inside),
        None => word.len() == 4 && word.starts_with("00") && is_number(word),
    };
    if tells_apart { rest.trim_end() } else { name }
}

/// A name is not longer; what is, is a sentence and not parted.
const LONGEST_NAME_BYTES: usize = 200;

/// Reads a name whose family name comes first, with or without a comma: `Roe AB`, `van Dyk-Lund C`,
/// `Roe, Ana`. Without a comma, the last word is initials if it is in capitals.
pub fn family_first(name: &str) -> Option<Author> {
    let name = name.trim().trim_end_matches('.');
    if !name.contains(',')
        && let Some((family, initials)) = name.rsplit_once(' ')
        && initials.chars().count() <= 5
        && initials
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
    {
        return Author::parse(&format!("{family}, {initials}"), Dialect::Plain);
    }
    Author::parse(name, Dialect::Plain)
}

/// Reads BibTeX's list of names, parted by `and` outside braces; `others` is left out.
pub fn bibtex_authors(list: &str) -> Vec<Author> {
    split_at_and(list)
        .into_iter()
        .filter(|name| !name.trim().eq_ignore_ascii_case("others"))
        .filter_map(|name| Author::parse(name, Dialect::Tex))
        .collect()
}

/// Reads the names of one value that is meant for one name: some programs put all into it, parted
/// by `;`, by lines, by `and`, or by commas behind initials.
pub fn names_in(value: &str) -> Vec<Author> {
    let names: Vec<&str> = if value.contains([';', '\n']) {
        value.split([';', '\n']).collect()
    } else if value.contains(" and ") {
        value.split(" and ").collect()
    } else if value.matches(',').count() >= 3 && value.contains("., ") {
        // "Roe, A., Lund, B., Vik, C."
        split_after_initials(value)
    } else {
        vec![value]
    };
    let names = names.into_iter();
    names
        .filter_map(|name| Author::parse(name, Dialect::Plain))
        .collect()
}

fn split_after_initials(value: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut start = 0;
    for (at, _) in value.match_indices("., ") {
        if value[start..at].contains(',') {
            names.push(&value[start..=at]);
            start = at + 3;
        }
    }
    names.push(&value[start..]);
    names
}

/// Reads the names of a page's line: `Ana Roe, Bo Lund and Caro Vik`.
pub fn listed_authors(line: &str) -> Vec<Author> {
    let line = line.trim().trim_end_matches(['.', '…']);
    let has_semicolons = line.contains(';');
    line.split(|c: char| c == ';' || c == '·' || c == '•' || (c == ',' && !has_semicolons))
        .flat_map(|part| part.split(" and "))
        .map(|name| {
            name.trim()
                .trim_start_matches("and ")
                .trim_start_matches("& ")
        })
        .filter(|name| !matches!(*name, "et al" | "et al." | "others"))
        .map(|name| name.trim_end_matches(" et al"))
        .filter_map(|name| Author::parse(name, Dialect::Plain))
        .collect()
}

fn split_at_and(list: &str) -> Vec<&str> {
    let bytes = list.as_bytes();
    let mut names = Vec::new();
    let (mut depth, mut start, mut at) = (0_i32, 0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            byte if byte.is_ascii_whitespace() && depth <= 0 => {
                let is_and = bytes
                    .get(at + 1..at + 4)
                    .is_some_and(|w| w.eq_ignore_ascii_case(b"and"))
                    && bytes.get(at + 4).is_none_or(u8::is_ascii_whitespace);
                if is_and {
                    names.push(&list[start..at]);
                    start = (at + 4).min(bytes.len());
                    at += 2;
                }
            }
            _ => {}
        }
        at += 1;
    }
    names.push(&list[start..]);
    names
}

fn is_wholly_braced(name: &str) -> bool {
    let Some(inside) = name
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    else {
        return false;
    };
    let mut depth = 0_i32;
    inside.bytes().all(|byte| {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        depth >= 0
    })
}

fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Jr" | "jr" | "Sr" | "sr" | "II" | "III" | "IV"
    )
}

fn is_particle(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && word.chars().count() <= 4 && !word.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, family: &str, given: &str) {
        let author = Author::parse(name, Dialect::Tex).expect("a name");
        assert_eq!(
            (author.family.as_str(), author.given.as_str()),
            (family, given)
        );
    }

    #[test]
    fn names_are_parted_in_either_order() {
        check("Roe, Ana B.", "Roe", "Ana B.");
        check("Ana B. Roe", "Roe", "Ana B.");
        check("Pim van den Berg", "van den Berg", "Pim");
        check("van den Berg, Pim", "van den Berg", "Pim");
        check("Roe, Jr., Bo", "Roe Jr.", "Bo");
        check("Bo Roe III", "Roe III", "Bo");
        check("{The Tidepool Group}", "The Tidepool Group", "");
        check(r#"{\"O}sterlund, {\AA}sa"#, "Österlund", "Åsa");
        check("Platon", "Platon", "");
        check("王小明", "王小明", "");
    }

    #[test]
    fn and_parts_names_only_outside_braces() {
        let names = |list| {
            bibtex_authors(list)
                .iter()
                .map(Author::display)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names("Roe, Ana and {Sand and Sea Lab} AND\nBo Lund and others"),
            ["Ana Roe", "Sand and Sea Lab", "Bo Lund"]
        );
        assert_eq!(
            names("Brand, Ida and Andersen, Mo"),
            ["Ida Brand", "Mo Andersen"]
        );
        assert_eq!(names(" and and "), Vec::<String>::new());
    }

    #[test]
    fn names_of_a_line_are_parted_at_commas() {
        let names: Vec<_> = listed_authors("Ana Roe, Bo Lund, and Caro Vik et al.")
            .iter()
            .map(Author::display)
            .collect();
        assert_eq!(names, ["Ana Roe", "Bo Lund", "Caro Vik"]);
    }

    proptest::proptest! {
        #[test]
        fn no_list_of_names_makes_it_fail(list in ".{0,80}", odd in "[{}\\\\, and]{0,40}") {
            for list in [&list, &odd] {
                bibtex_authors(list);
                listed_authors(list);
            }
        }
    }

    #[test]
    fn what_tells_namesakes_apart_is_no_part_of_a_name() {
        for (name, expected) in [
            ("Bo Moss 0001", "Moss, Bo"),
            ("Moss, Bo (57200000002)", "Moss, Bo"),
            ("Collaboration 2026", "2026, Collaboration"),
        ] {
            let author = Author::parse(name, Dialect::Plain).expect("a name");
            assert_eq!(author.inverted(), expected);
        }
    }
}
