//! One parser for the search field, the terminal and saved views. It never fails.

use std::ops::Range;

use offprint_library::State;
use offprint_library::snapshot::rows::{Filter, Snoozed};
use offprint_platform::clock::Day;

use crate::days::Days;
use crate::fold::fold;

/// One word or phrase that must, or must not, be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Folded text; words of a phrase are parted by single spaces.
    pub text: String,
    /// Whether papers that hold it are left out.
    pub is_excluded: bool,
}

/// What a person asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases; all must hold.
    pub terms: Vec<Term>,
    /// `tag:`: the paper has each of them.
    pub tags: Vec<String>,
    /// `is:` with a state, `unread` or `finished`: the paper is in one of them.
    pub states: Vec<State>,
    /// `is:starred`.
    pub is_starred: bool,
    /// `is:snoozed`.
    pub is_snoozed: bool,
    /// `has:note`.
    pub has_note: bool,
    /// `has:abstract`.
    pub has_abstract: bool,
    /// `has:code`.
    pub has_code: bool,
    /// `has:due`.
    pub has_due: bool,
    /// `year:2020`, `year:2018-2020`, `year:2018-` or `year:-2020`: first and last year.
    pub years: Option<(i32, i32)>,
    /// `from:`: seen in a source, or in a folder, with each of these in its name.
    pub sources: Vec<String>,
    /// `added:`.
    pub added: Option<Days>,
    /// `finished:`.
    pub finished: Option<Days>,
    /// `due:`.
    pub due: Option<Days>,
}

/// What a part of a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// A word like any other.
    Word,
    /// `"exact words"`.
    Exact,
    /// `-word`.
    Without,
    /// `tag:`.
    Tag,
    /// `is:`.
    Is,
    /// `year:`.
    Year,
    /// `from:`.
    From,
    /// `has:`.
    Has,
    /// `added:`.
    Added,
    /// `finished:`.
    Finished,
    /// `due:`.
    Due,
}

impl PartKind {
    /// The kinds that are typed with a name and a colon, in the order in which they are offered.
    pub const NAMED: [PartKind; 8] = [
        PartKind::Tag,
        PartKind::Is,
        PartKind::Year,
        PartKind::From,
        PartKind::Has,
        PartKind::Added,
        PartKind::Finished,
        PartKind::Due,
    ];

    /// Returns the name before the colon.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            PartKind::Word | PartKind::Exact | PartKind::Without => None,
            PartKind::Tag => Some("tag"),
            PartKind::Is => Some("is"),
            PartKind::Year => Some("year"),
            PartKind::From => Some("from"),
            PartKind::Has => Some("has"),
            PartKind::Added => Some("added"),
            PartKind::Finished => Some("finished"),
            PartKind::Due => Some("due"),
        }
    }

    fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::NAMED
            .into_iter()
            .find(|kind| kind.name() == Some(&*name))
    }
}

/// What `has:` may ask for.
pub const HAS_VALUES: [&str; 4] = ["note", "abstract", "code", "due"];
/// What `is:` may ask for beside the states.
pub const IS_VALUES: [&str; 4] = ["starred", "snoozed", "unread", "finished"];

/// One part of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// What it is.
    pub kind: PartKind,
    /// What it asks for, without name, quotation marks and minus.
    pub value: String,
}

impl Query {
    /// Reads a query as a person types it: words, `"exact words"`, `-word`, `tag:`, `is:`, `year:`, `from:`, `has:`,
    /// `added:`, `finished:`, `due:`.
    ///
    /// What it does not know as a filter is a word like any other.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for part in parts(text) {
            query.take(&part);
        }
        query
    }

    /// Says whether one query can ask for what this one asks for and what another does. Several states, or the same
    /// filter for years or days twice, would ask for more in one query than in two.
    pub fn joins(&self, other: &Self) -> bool {
        fn differ<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
            one.is_some() && other.is_some() && one != other
        }
        // A state leaves out what is hidden, unless that is asked for.
        let hides = |one: &Self, other: &Self| {
            !one.states.is_empty() && !one.is_snoozed && other.is_snoozed
        };
        let states_differ =
            !self.states.is_empty() && !other.states.is_empty() && self.states != other.states;
        !(states_differ
            || hides(self, other)
            || hides(other, self)
            || differ(&self.years, &other.years)
            || differ(&self.added, &other.added)
            || differ(&self.finished, &other.finished)
            || differ(&self.due, &other.due))
    }

    /// Says whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns what is asked for beside words, on a day.
    pub fn filter(&self, today: Day) -> Filter {
        let span = |days: Option<Days>, is_ahead| {
            days.map(|days| days.span(today, is_ahead))
                .unwrap_or_default()
        };
        Filter {
            states: self.states.clone(),
            is_starred: self.is_starred,
            tags: self.tags.clone(),
            // As in the lists: what is hidden is in neither the inbox nor the queue.
            snoozed: match (self.is_snoozed, self.states.is_empty()) {
                (true, _) => Snoozed::Only(today),
                (false, false) => Snoozed::Hidden(today),
                (false, true) => Snoozed::Shown,
            },
            years: self.years,
            sources: self.sources.clone(),
            has_note: self.has_note,
            has_abstract: self.has_abstract,
            has_code: self.has_code,
            has_due: self.has_due,
            added: span(self.added, false),
            finished: span(self.finished, false),
            due: span(self.due, true),
            ..Filter::default()
        }
    }

    fn take(&mut self, part: &Part) {
        let value = part.value.as_str();
        match part.kind {
            PartKind::Word | PartKind::Exact | PartKind::Without => {
                let folded = fold(value);
                let words: Vec<&str> = folded.split_whitespace().collect();
                if !words.is_empty() {
                    self.terms.push(Term {
                        text: words.join(" "),
                        is_excluded: part.kind == PartKind::Without,
                    });
                }
            }
            PartKind::Tag => self.tags.push(value.to_owned()),
            PartKind::From => self.sources.push(value.to_owned()),
            PartKind::Is => match value {
                "starred" => self.is_starred = true,
                "snoozed" => self.is_snoozed = true,
                _ => self.states.extend(states_of(value)),
            },
            PartKind::Has => match value {
                "note" => self.has_note = true,
                "abstract" => self.has_abstract = true,
                "code" => self.has_code = true,
                _ => self.has_due = true,
            },
            PartKind::Year => self.years = years_of(value),
            PartKind::Added => self.added = Days::parse(value),
            PartKind::Finished => self.finished = Days::parse(value),
            PartKind::Due => self.due = Days::parse(value),
        }
    }
}

/// Reads the parts of what was typed, in order. A filter that has no value yet is none: it should not empty the list.
pub fn parts(text: &str) -> Vec<Part> {
    pieces(text)
        .into_iter()
        .filter_map(|place| part_of(text, place))
        .collect()
}

/// Returns the piece that is being typed at a place: where it begins and ends, both in bytes.
pub fn piece_at(text: &str, place: usize) -> Range<usize> {
    pieces(text)
        .into_iter()
        .find(|piece| piece.start < place && place <= piece.end)
        .unwrap_or(place..place)
}

fn part_of(text: &str, place: Range<usize>) -> Option<Part> {
    let piece = text[place.clone()].replace(['“', '”'], "\"");
    let part = |kind, value: &str| {
        Some(Part {
            place: place.clone(),
            kind,
            value: value.to_owned(),
        })
    };
    if let Some((name, value)) = piece.split_once(':')
        && let Some(kind) = PartKind::named(name)
    {
        let value = value.trim_matches('"').trim();
        if value.is_empty() {
            return None;
        }
        if let Some(value) = value_of(kind, value) {
            return part(kind, &value);
        }
    }
    let (kind, value) = match piece.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (PartKind::Without, rest),
        Some(_) | None if piece.starts_with('"') => (PartKind::Exact, piece.as_str()),
        Some(_) | None => (PartKind::Word, piece.as_str()),
    };
    part(kind, value.trim_matches('"'))
}

/// Returns what a named part asks for, as it is shown; none where it is no such value.
fn value_of(kind: PartKind, value: &str) -> Option<String> {
    let lower = value.to_lowercase();
    let is_one = match kind {
        PartKind::Tag | PartKind::From => return Some(value.to_owned()),
        PartKind::Is => IS_VALUES.contains(&&*lower) || State::from_name(&lower).is_some(),
        PartKind::Has => HAS_VALUES.contains(&&*lower),
        PartKind::Year => years_of(&lower).is_some(),
        PartKind::Added | PartKind::Finished | PartKind::Due => Days::parse(&lower).is_some(),
        PartKind::Word | PartKind::Exact | PartKind::Without => false,
    };
    is_one.then_some(lower)
}

fn states_of(name: &str) -> Vec<State> {
    let is_of = |state: &State| match name {
        "unread" => state.is_unread(),
        "finished" => state.is_finished(),
        _ => state.name() == name,
    };
    State::ALL.into_iter().filter(is_of).collect()
}

/// Parts a query at spaces, but not inside quotation marks; each piece with its place in bytes.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut begun = None;
    let mut is_quoted = false;
    for (at, c) in text.char_indices() {
        is_quoted ^= matches!(c, '"' | '“' | '”');
        if c.is_whitespace() && !is_quoted {
            pieces.extend(begun.take().map(|begun| begun..at));
        } else {
            begun.get_or_insert(at);
        }
    }
    pieces.extend(begun.map(|begun| begun..text.len()));
    pieces
}

/// Reads `2020`, `2018-2020`, `2018-` and `-2020`.
fn years_of(text: &str) -> Option<(i32, i32)> {
    let Some((first, last)) = text.split_once('-') else {
        let year = text.parse().ok()?;
        return Some((year, year));
    };
    match (first, last) {
        ("", "") => None,
        (first, "") => Some((first.parse().ok()?, i32::MAX)),
        ("", last) => Some((i32::MIN, last.parse().ok()?)),
        (first, last) => Some((first.parse().ok()?, last.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, terms: &[(&str, bool)]) {
        let expected: Vec<Term> = terms
            .iter()
            .map(|(text, is_excluded)| Term {
                text: (*text).to_owned(),
                is_excluded: *is_excluded,
            })
            .collect();
        assert_eq!(Query::parse(text).terms, expected);
    }

    #[test]
    fn words_phrases_and_exclusions_are_told_apart() {
        check("Gradient  Größe", &[("gradient", false), ("große", false)]);
        check(
            "\"exact  words\" -not",
            &[("exact words", false), ("not", true)],
        );
        check("“curly quotes” -", &[("curly quotes", false), ("-", false)]);
        check("\"never closed", &[("never closed", false)]);
    }

    #[test]
    fn two_queries_are_one_where_that_asks_for_the_same() {
        #[track_caller]
        fn check(one: &str, other: &str, expected: bool) {
            for (one, other) in [(one, other), (other, one)] {
                let (one, other) = (Query::parse(one), Query::parse(other));
                assert_eq!(one.joins(&other), expected);
            }
        }
        check("is:queued", "tag:field kelp -tide has:note", true);
        check("is:queued", "is:starred", true);
        check("is:queued", "is:queued", true);
        check("is:unread", "is:inbox is:queued is:reading", true);
        check("is:queued", "is:inbox", false);
        check("is:finished", "IS:Read", false);
        check("is:queued", "is:snoozed", false);
        check("is:snoozed", "is:snoozed is:queued", true);
        check("year:2020", "year:2018-2020", false);
        check("added:7d", "finished:7d", true);
        check("added:7d", "added:30d", false);
        // A word that only looks like a filter is a word.
        check("is:odd", "is:inbox", true);
        check("\"year: 2020\"", "year:2018", true);
    }

    #[test]
    fn filters_are_taken_out_and_unknown_ones_are_words() {
        let query = Query::parse(
            "tag:\"field work\" is:unread is:starred year:2018-2020 has:note has:Code from:alert added:7d tag: foo:bar is:odd",
        );
        assert_eq!(query.tags, ["field work"]);
        assert_eq!(query.states, [State::Inbox, State::Queued, State::Reading]);
        assert!(query.is_starred && query.has_note && query.has_code);
        assert_eq!(query.years, Some((2018, 2020)));
        assert_eq!(query.sources, ["alert"]);
        assert_eq!(query.added, Days::parse("7d"));
        assert_eq!(query.terms.len(), 2);
        assert_eq!(Query::parse("year:2018-").years, Some((2018, i32::MAX)));
        assert_eq!(Query::parse("year:-2018").years, Some((i32::MIN, 2018)));
        assert_eq!(Query::parse("year:-").terms.len(), 1);
    }

    #[test]
    fn each_part_knows_its_place_and_what_is_half_typed_is_none() {
        let text = "größe  TAG:“field work” -dunes is: is:Read";
        let found: Vec<(&str, PartKind, String)> = parts(text)
            .into_iter()
            .map(|part| (&text[part.place], part.kind, part.value))
            .collect();
        let expected = [
            ("größe", PartKind::Word, "größe"),
            ("TAG:“field work”", PartKind::Tag, "field work"),
            ("-dunes", PartKind::Without, "dunes"),
            ("is:Read", PartKind::Is, "read"),
        ];
        assert_eq!(
            found,
            expected.map(|(text, kind, value)| (text, kind, value.to_owned()))
        );
        assert_eq!(piece_at("ab tag:x", 8), 3..8);
        assert_eq!(piece_at("ab tag:x", 3), 3..3);
        assert_eq!(piece_at("ab ", 2), 0..2);
    }
}
