//! A row of the sheet.

use offprint_formats::candidate::{LineSpan, Rejection};
use offprint_formats::fields::title_key::text_key;
use offprint_library::import::{
    Course, Decision, Entry, Judged, Met, OnDuplicate, Outcome, Traits,
};

use super::spool::{Place, Spool};
use crate::failure::Failure;

/// So many letters of a row's title, of its authors and of a rejected record are searched.
const FIND_LETTERS: usize = 300;

/// Returns the words of a search as [`PreviewedRow::holds`] looks for them.
pub(super) fn words_to_find(find: &str) -> Vec<String> {
    find.split_whitespace()
        .map(|word| text_key(word, FIND_LETTERS))
        .filter(|word| !word.is_empty())
        .collect()
}

/// One record of a source: what a row of the sheet needs at once.
pub(super) struct PreviewedRow {
    /// What it is asked for by; no other row of the preview ever had it.
    pub number: u32,
    pub source: usize,
    /// Where its candidate lies; none for a rejected record that could not be one.
    pub place: Option<Place>,
    pub traits: Option<Traits>,
    /// For people: the title, else an identifier, else the first line of a rejected record.
    pub title: String,
    /// The authors, as they are searched; the title's key is made where it is asked for.
    pub authors_key: Box<str>,
    pub lines: Vec<LineSpan>,
    pub rejection: Option<Box<Rejection>>,
    pub judged: Option<Judged>,
    /// What comes of it, as the judge last heard; none for a rejected record.
    pub course: Option<Course>,
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

    /// Whether its title, its authors or the text that was rejected hold each of these words.
    pub fn holds(&self, words: &[String]) -> bool {
        if words.is_empty() {
            return true;
        }
        let rejected = self.rejection.as_ref().map_or("", |it| it.text.as_str());
        let title = text_key(&self.title, FIND_LETTERS);
        let rejected = text_key(rejected, FIND_LETTERS);
        let texts = [&*title, &*self.authors_key, &*rejected];
        words
            .iter()
            .all(|word| texts.iter().any(|text| text.contains(&**word)))
    }

    /// Whether it is a candidate: a rejected record that can come in all the same is one only while it is ticked.
    pub fn is_candidate(&self) -> bool {
        self.traits.is_some() && (self.rejection.is_none() || self.is_ticked() == Some(true))
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
    /// Makes a row of a candidate, which goes to the spool. Its number and source are said where it is placed.
    pub fn of_entry(entry: Entry, spool: &Spool) -> Result<Self, Failure> {
        let candidate = entry.candidate();
        let families: String = candidate
            .authors
            .iter()
            .map(|author| &*author.family)
            .collect();
        Ok(Self {
            number: 0,
            source: 0,
            place: Some(spool.put(candidate)?),
            title: entry.title(),
            authors_key: text_key(&families, FIND_LETTERS).into(),
            lines: candidate.lines.clone(),
            traits: Some(entry.into_traits()),
            rejection: None,
            judged: None,
            course: None,
            is_ticked: None,
            answer: None,
        })
    }

    /// The same of a record that could not be a candidate, or is held back.
    pub fn of_rejection(mut rejection: Box<Rejection>, spool: &Spool) -> Result<Self, Failure> {
        let row = match rejection.candidate.take() {
            Some(candidate) => Self::of_entry(Entry::new(*candidate), spool)?,
            None => Self {
                number: 0,
                source: 0,
                place: None,
                traits: None,
                title: first_line(&rejection.text),
                authors_key: Box::default(),
                lines: Vec::new(),
                rejection: None,
                judged: None,
                course: None,
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
