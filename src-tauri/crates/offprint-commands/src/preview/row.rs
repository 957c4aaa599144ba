//! A row of the sheet.

use offprint_formats::candidate::{LineSpan, Rejection};
use offprint_formats::fields::title_key::text_key;
use offprint_library::import::{Decision, Entry, Judged, Met, OnDuplicate, Outcome, Traits};

use super::spool::{Place, Spool};
use crate::failure::Failure;

/// So many letters of a row's title and authors are searched.
pub(super) const FIND_LETTERS: usize = 300;

/// One record of a source: what a row of the sheet needs at once.
pub(super) struct PreviewedRow {
    pub source: usize,
    /// Where its candidate lies; none for a rejected record that could not be one.
    pub place: Option<Place>,
    pub traits: Option<Traits>,
    /// For people: the title, else an identifier, else the first line of a rejected record.
    pub title: String,
    /// Title and authors, as they are searched.
    pub find_key: String,
    pub lines: Vec<LineSpan>,
    pub rejection: Option<Box<Rejection>>,
    pub judged: Option<Judged>,
    /// What the person said of it by hand; none for what it is by default.
    pub is_ticked: Option<bool>,
    pub answer: Option<OnDuplicate>,
}

impl PreviewedRow {
    /// Returns what became of it.
    pub fn outcome(&self) -> Outcome {
        match (&self.rejection, self.judged) {
            (None, Some(judged)) => judged.outcome,
            _ => Outcome::Rejected,
        }
    }

    /// Whether it is ticked; none where it cannot be.
    pub fn is_ticked(&self) -> Option<bool> {
        let (is_tickable, is_by_default) = match self.outcome() {
            Outcome::New => (true, true),
            Outcome::Possible => (self.answer != Some(OnDuplicate::Same), true),
            Outcome::DroppedBefore => (true, false),
            Outcome::Rejected => (self.place.is_some(), false),
            Outcome::Known | Outcome::Repeated => (false, false),
        };
        is_tickable.then(|| self.is_ticked.unwrap_or(is_by_default))
    }

    /// Whether it is a rejected record that can come in all the same.
    pub fn is_held_back(&self) -> bool {
        self.rejection.is_some() && self.place.is_some()
    }

    /// Returns what was decided about it, as the funnel takes it.
    pub fn decision(&self) -> Decision {
        let is_ticked = self.is_ticked();
        let is_of_dropped = self.outcome() == Outcome::DroppedBefore;
        Decision {
            is_left_out: is_ticked == Some(false) && !is_of_dropped,
            is_taken_up: is_ticked == Some(true) && is_of_dropped,
            answer: self.answer,
            about: match self.judged.and_then(|judged| judged.met) {
                Some(Met::Here(id)) => Some(id),
                Some(Met::Earlier(_) | Met::Forgotten(_)) | None => None,
            },
        }
    }
}

impl PreviewedRow {
    /// Makes a row of a candidate, which goes to the spool. Its source is said where it is placed.
    pub fn of_entry(entry: Entry, spool: &Spool) -> Result<Self, Failure> {
        let candidate = entry.candidate();
        let families = candidate.authors.iter().map(|author| &*author.family);
        let found: Vec<&str> = std::iter::once(&*candidate.title).chain(families).collect();
        Ok(Self {
            source: 0,
            place: Some(spool.put(candidate)?),
            title: entry.title(),
            find_key: text_key(&found.join(" "), FIND_LETTERS),
            lines: candidate.lines.clone(),
            traits: Some(entry.into_traits()),
            rejection: None,
            judged: None,
            is_ticked: None,
            answer: None,
        })
    }

    /// The same of a record that could not be a candidate, or is held back.
    pub fn of_rejection(mut rejection: Box<Rejection>, spool: &Spool) -> Result<Self, Failure> {
        let row = match rejection.candidate.take() {
            Some(candidate) => Self::of_entry(Entry::new(*candidate), spool)?,
            None => Self {
                source: 0,
                place: None,
                traits: None,
                title: first_line(&rejection.text),
                find_key: text_key(&rejection.text, FIND_LETTERS),
                lines: Vec::new(),
                rejection: None,
                judged: None,
                is_ticked: None,
                answer: None,
            },
        };
        Ok(Self {
            lines: vec![rejection.lines],
            rejection: Some(rejection),
            ..row
        })
    }
}

fn first_line(text: &str) -> String {
    const LETTERS: usize = 200;
    let line = text.lines().find(|line| !line.trim().is_empty());
    line.unwrap_or_default()
        .trim()
        .chars()
        .take(LETTERS)
        .collect()
}
