//! One parser for the search field, the terminal and, later, saved views. It never fails.

use offprint_library::State;

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
    /// `has:note`.
    pub has_note: bool,
    /// `year:2020` or `year:2018-2020`: first and last year.
    pub years: Option<(i32, i32)>,
}

impl Query {
    /// Reads a query as a person types it: words, `"exact words"`, `-word`, `tag:`, `is:`, `year:`, `has:note`.
    ///
    /// What it does not know as a filter is a word like any other.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for piece in pieces(text) {
            if !query.take_filter(&piece) {
                query.take_term(&piece);
            }
        }
        query
    }

    /// Says whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn take_filter(&mut self, piece: &str) -> bool {
        let Some((name, value)) = piece.split_once(':') else {
            return false;
        };
        let value = value.trim_matches('"').trim();
        if value.is_empty() {
            // Still being typed: it should not empty the list.
            return matches!(name, "tag" | "is" | "year" | "has");
        }
        match (name, value.to_lowercase().as_str()) {
            ("tag", _) => self.tags.push(value.to_owned()),
            ("is", "starred") => self.is_starred = true,
            ("is", "unread") => self
                .states
                .extend(State::ALL.into_iter().filter(|state| state.is_unread())),
            ("is", "finished") => self
                .states
                .extend(State::ALL.into_iter().filter(|state| state.is_finished())),
            ("is", name) => match State::from_name(name) {
                Some(state) => self.states.push(state),
                None => return false,
            },
            ("has", "note") => self.has_note = true,
            ("year", years) => match parse_years(years) {
                Some(years) => self.years = Some(years),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    fn take_term(&mut self, piece: &str) {
        let (is_excluded, piece) = match piece.strip_prefix('-') {
            Some(rest) if !rest.is_empty() => (true, rest),
            Some(_) | None => (false, piece),
        };
        let folded = fold(piece.trim_matches('"'));
        let words: Vec<&str> = folded.split_whitespace().collect();
        if !words.is_empty() {
            self.terms.push(Term {
                text: words.join(" "),
                is_excluded,
            });
        }
    }
}

/// Parts a query at spaces, but not inside quotation marks.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut is_quoted = false;
    for c in text.chars() {
        let c = if matches!(c, '“' | '”') { '"' } else { c };
        is_quoted ^= c == '"';
        if c.is_whitespace() && !is_quoted {
            pieces.push(std::mem::take(&mut piece));
        } else {
            piece.push(c);
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn parse_years(text: &str) -> Option<(i32, i32)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some((first.parse().ok()?, last.parse().ok()?))
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
    fn filters_are_taken_out_and_unknown_ones_are_words() {
        let query = Query::parse(
            "tag:\"field work\" is:unread is:starred year:2018-2020 has:note tag: foo:bar is:odd",
        );
        assert_eq!(query.tags, ["field work"]);
        assert_eq!(query.states, [State::Inbox, State::Queued, State::Reading]);
        assert!(query.is_starred && query.has_note);
        assert_eq!(query.years, Some((2018, 2020)));
        assert_eq!(query.terms.len(), 2);
    }
}
