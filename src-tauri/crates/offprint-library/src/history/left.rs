//! What an undo leaves as it is, since later work made it different.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::edit::Columns;
use crate::store::tables::{
    ANSWERS, AUTHORS, IDENTIFIERS, LINKS, MARKS, MERGES, NOTES, PAPER_TAGS, PAPERS, QUESTIONS,
    SIGHTINGS, TRASH, Table,
};

/// What of a paper, or of the library, an undo can leave, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftPart {
    /// Where it stands.
    State,
    /// Its place in the queue.
    Place,
    /// Whether it is starred.
    Star,
    /// Its tags.
    Tags,
    /// Why it was saved.
    Why,
    /// Its note.
    Note,
    /// When it is due, and until when it is hidden.
    Days,
    /// What the world says about it.
    Facts,
    /// Whether it is the same as another.
    Duplicates,
    /// Whether it is there, or in the trash.
    Paper,
    /// What is of no paper, such as a setting.
    Other,
}

/// A paper, or else a row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    Paper(i64),
    Row(&'static str, i64),
}

/// What was left, each part with the papers that it was left of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left(BTreeMap<LeftPart, BTreeSet<Whose>>);

impl Left {
    /// Says whether nothing was left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns of how many papers something was left; what is of no paper counts as one.
    pub fn n(&self) -> usize {
        let all: BTreeSet<&Whose> = self.0.values().flatten().collect();
        all.len()
    }

    /// Returns what was left, in the order of [`LeftPart`], and of how many papers.
    pub fn parts(&self) -> impl Iterator<Item = (LeftPart, usize)> {
        self.0.iter().map(|(part, whose)| (*part, whose.len()))
    }

    /// Returns one paper that was left as a whole.
    pub(crate) fn of_paper(paper: i64) -> Self {
        let mut left = Self::default();
        left.add_papers(&BTreeSet::from([paper]));
        left
    }

    /// Adds papers that were left as a whole.
    pub(crate) fn add_papers(&mut self, papers: &BTreeSet<i64>) {
        for &paper in papers {
            self.note(LeftPart::Paper, Whose::Paper(paper));
        }
    }

    /// Adds a row; `columns` are those that would have been changed, where it would have been neither made nor taken
    /// away.
    pub(crate) fn add(
        &mut self,
        table: &'static Table,
        row_id: i64,
        paper: Option<i64>,
        columns: Option<&Columns>,
    ) {
        let whose = paper.map_or(Whose::Row(table.name, row_id), Whose::Paper);
        match columns.filter(|_| table.name == MARKS.name) {
            Some(columns) => {
                for part in parts_of_marks(columns) {
                    self.note(part, whose);
                }
            }
            None => self.note(part_of_table(table), whose),
        }
    }

    /// Adds all that another holds.
    pub(crate) fn extend(&mut self, other: Left) {
        for (part, whose) in other.0 {
            self.0.entry(part).or_default().extend(whose);
        }
    }

    /// Returns what either holds.
    pub(crate) fn and(mut self, other: Left) -> Left {
        self.extend(other);
        self
    }

    fn note(&mut self, part: LeftPart, whose: Whose) {
        self.0.entry(part).or_default().insert(whose);
    }
}

/// Dates and the place in the queue follow from a state that was set with them.
fn parts_of_marks(columns: &Columns) -> BTreeSet<LeftPart> {
    let mut parts: BTreeSet<LeftPart> = columns
        .iter()
        .filter_map(|(column, _)| match *column {
            "state" => Some(LeftPart::State),
            "starred" => Some(LeftPart::Star),
            "why" => Some(LeftPart::Why),
            "due_on" | "snoozed_until" | "kept_at" => Some(LeftPart::Days),
            "queue_order" => Some(LeftPart::Place),
            _ => None,
        })
        .collect();
    if parts.contains(&LeftPart::State) {
        parts.remove(&LeftPart::Place);
    }
    if parts.is_empty() {
        parts.insert(LeftPart::State);
    }
    parts
}

fn part_of_table(table: &Table) -> LeftPart {
    let is = |tables: &[&Table]| tables.iter().any(|one| one.name == table.name);
    if is(&[&PAPER_TAGS]) {
        LeftPart::Tags
    } else if is(&[&NOTES]) {
        LeftPart::Note
    } else if is(&[&AUTHORS, &IDENTIFIERS, &LINKS, &PAPERS]) {
        LeftPart::Facts
    } else if is(&[&QUESTIONS, &ANSWERS, &MERGES]) {
        LeftPart::Duplicates
    } else if is(&[&MARKS, &TRASH, &SIGHTINGS]) {
        LeftPart::Paper
    } else {
        LeftPart::Other
    }
}
