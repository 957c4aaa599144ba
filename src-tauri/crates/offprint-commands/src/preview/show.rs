//! What the sheet shows of an open preview.

use offprint_formats::candidate::{Candidate, LineSpan, Rejection, Warning, WarningKind};
use offprint_formats::detect::DetectReason;
use offprint_library::import::{Met, Numbers, OnDuplicate, Outcome, SourceOrigin};
use offprint_library::{Snapshot, State};

use super::edit::wire_column_field;
use super::row::{PreviewedRow, words_to_find};
use super::{ImportPreview, PreviewedSource};
use crate::compare::{Side, compare, compared_paper, likeness, wire_grounds};
use crate::failure::{Failure, FailureCode};
use crate::open_library::OpenLibrary;
use crate::wire;
use crate::wire::convert::{wire_link, wire_rejection_reason, wire_state};
use crate::wire::preview::{
    ComparedPaper, Comparison, DuplicateAnswer, PaperHere, PreviewAnswer, PreviewFilter,
    PreviewLine, PreviewNumbers, PreviewOutcome, PreviewQuestion, PreviewRecord, PreviewRow,
    PreviewSource, PreviewWarning,
};

/// How many marks the ribbon has at most.
const MOST_MARKS: usize = 240;
const MOST_WARNINGS: usize = 200;
/// How many authors a row names.
const AUTHORS_IN_A_ROW: usize = 3;
/// How many of its own lines a record shows.
pub(crate) const MOST_LINES: u32 = 400;
pub(crate) const LETTERS_IN_A_LINE: usize = 4_000;
/// How much of a rejected record can be mended by hand.
const MOST_TEXT_BYTES: usize = 1 << 20;

impl ImportPreview {
    /// Returns what the head and the foot of the sheet say; `preview` is its number.
    pub fn head(&self, preview: u32) -> wire::preview::ImportPreview {
        let mut per_source = vec![Numbers::default(); self.sources.len()];
        let mut all = Numbers::default();
        let (mut n_tickable, mut n_ticked, mut n_undecided) = (0, 0, 0);
        for row in &self.rows {
            let outcome = row.outcome();
            per_source[row.source].count(outcome);
            all.count(outcome);
            let is_ticked = row.is_ticked();
            n_tickable += u32::from(is_ticked.is_some());
            n_ticked += u32::from(is_ticked == Some(true));
            n_undecided += u32::from(outcome == Outcome::Possible && row.answer.is_none());
        }
        for (numbers, source) in per_source.iter_mut().zip(&self.sources) {
            numbers.noise_lines = source.read.noise_lines;
            all.noise_lines += source.read.noise_lines;
        }
        wire::preview::ImportPreview {
            preview,
            sources: self
                .sources
                .iter()
                .zip(per_source)
                .map(|(source, numbers)| wire_source(source, wire_numbers(&numbers)))
                .collect(),
            failures: self.failures.clone(),
            skipped: self.skipped.clone(),
            numbers: wire_numbers(&all),
            n_added: self.n_added() as u32,
            n_tickable,
            n_ticked,
            n_undecided,
            ribbon: self.ribbon(),
            is_reading: self.is_reading,
            revision: self.revision,
            is_small: false,
        }
    }

    fn ribbon(&self) -> Vec<PreviewOutcome> {
        let n_marks = self.rows.len().min(MOST_MARKS);
        (0..n_marks)
            .map(|mark| {
                let from = mark * self.rows.len() / n_marks;
                let to = (mark + 1) * self.rows.len() / n_marks;
                let n_votes = |outcome: PreviewOutcome| {
                    let rows = self.rows[from..to].iter();
                    rows.filter(|row| wire_outcome(row.outcome()) == outcome)
                        .count()
                };
                // Of as many, the last wins: the rarer kinds are what one looks for.
                let winner = OUTCOMES.into_iter().max_by_key(|outcome| n_votes(*outcome));
                winner.unwrap_or(PreviewOutcome::New)
            })
            .collect()
    }

    /// Answers a question about its rows and lines.
    ///
    /// Errors: a row or a source that is not there; those of the library, the source and the temporary file.
    pub fn ask(
        &self,
        open: &OpenLibrary,
        question: &PreviewQuestion,
    ) -> Result<PreviewAnswer, Failure> {
        match question {
            PreviewQuestion::Rows {
                filter,
                from_row,
                n_rows,
            } => {
                let places = self.places(filter);
                let ticks = || {
                    places
                        .iter()
                        .filter_map(|&place| self.rows[place].is_ticked())
                };
                let shown = places
                    .iter()
                    .skip(*from_row as usize)
                    .take(*n_rows as usize);
                let rows = open.read(|snapshot| {
                    shown
                        .map(|&place| self.wire_row(snapshot, place))
                        .collect::<Result<Vec<_>, Failure>>()
                })?;
                Ok(PreviewAnswer::Rows {
                    total: places.len() as u32,
                    n_tickable: ticks().count() as u32,
                    n_ticked: ticks().filter(|is_ticked| *is_ticked).count() as u32,
                    rows,
                })
            }
            PreviewQuestion::Record { row } => {
                let record = open.read(|snapshot| self.record(snapshot, *row))?;
                Ok(PreviewAnswer::Record {
                    record: Box::new(record),
                })
            }
            PreviewQuestion::Lines {
                source,
                from_line,
                n_lines,
            } => {
                let (total, lines) = self.lines(*source as usize, *from_line, *n_lines)?;
                Ok(PreviewAnswer::Lines { total, lines })
            }
            PreviewQuestion::Comparison { row } => {
                let comparison = open.read(|snapshot| self.comparison(snapshot, *row))?;
                Ok(PreviewAnswer::Comparison {
                    comparison: Box::new(comparison),
                })
            }
        }
    }

    /// Returns the places of the rows that a filter lets through.
    pub(super) fn places(&self, filter: &PreviewFilter) -> Vec<usize> {
        let words = words_to_find(&filter.find);
        let fits = |row: &PreviewedRow| -> bool {
            filter
                .outcome
                .is_none_or(|outcome| wire_outcome(row.outcome()) == outcome)
                && filter
                    .source
                    .is_none_or(|source| row.source == source as usize)
                && row.holds(&words)
        };
        (0..self.rows.len())
            .filter(|&place| fits(&self.rows[place]))
            .collect()
    }

    /// Returns where the row with this number stands now.
    ///
    /// Errors: it is not there (any more).
    pub(super) fn place_of(&self, number: u32) -> Result<usize, Failure> {
        self.rows
            .iter()
            .position(|row| row.number == number)
            .ok_or_else(|| Failure::of(FailureCode::NotFound))
    }

    fn wire_row(&self, snapshot: &Snapshot, place: usize) -> Result<PreviewRow, Failure> {
        let row = &self.rows[place];
        let candidate = self.candidate(row)?.unwrap_or_default();
        let mut link_kinds = Vec::new();
        for link in &candidate.links {
            let kind = wire_link(link).kind;
            if !link_kinds.contains(&kind) {
                link_kinds.push(kind);
            }
        }
        let outcome = row.outcome();
        let likeness = self.likeness(snapshot, row, &candidate)?;
        Ok(PreviewRow {
            row: row.number,
            source: row.source as u32,
            outcome: wire_outcome(outcome),
            title: row.title.clone(),
            authors: candidate
                .authors
                .iter()
                .take(AUTHORS_IN_A_ROW)
                .map(|author| author.display())
                .collect(),
            n_authors: candidate.authors.len() as u32,
            year: candidate.year,
            venue: candidate.venue,
            link_kinds,
            lines: row.lines.iter().map(pair).collect(),
            is_ticked: row.is_ticked(),
            answer: (outcome == Outcome::Possible).then_some(match row.answer {
                Some(OnDuplicate::Same) => DuplicateAnswer::Same,
                Some(OnDuplicate::Different) => DuplicateAnswer::Different,
                Some(OnDuplicate::Ask) | None => DuplicateAnswer::Later,
            }),
            likeness,
            here: self.here(snapshot, row)?,
            rejection: row
                .rejection
                .as_ref()
                .map(|rejection| wire_rejection_reason(rejection.reason)),
        })
    }

    fn here(&self, snapshot: &Snapshot, row: &PreviewedRow) -> Result<Option<PaperHere>, Failure> {
        let Some(met) = row
            .judged
            .filter(|_| row.rejection.is_none())
            .and_then(|judged| judged.met)
        else {
            return Ok(None);
        };
        let nothing = PaperHere {
            id: None,
            title: None,
            state: None,
            since: None,
            trashed_at: None,
            emptied_at: None,
        };
        Ok(Some(match met {
            Met::Earlier(place) => PaperHere {
                title: Some(self.rows[place as usize].title.clone()),
                ..nothing
            },
            Met::Forgotten(row) => {
                let times = snapshot.forgotten_at(row)?;
                PaperHere {
                    trashed_at: times.map(|(trashed_at, _)| trashed_at.to_iso()),
                    emptied_at: times.map(|(_, emptied_at)| emptied_at.to_iso()),
                    ..nothing
                }
            }
            Met::Here(id) => match snapshot.standing(id)? {
                None => nothing,
                Some(standing) => PaperHere {
                    id: Some(standing.uid.to_string()),
                    title: Some(standing.title),
                    state: Some(wire_state(standing.state)),
                    since: Some(standing.since.to_iso()),
                    trashed_at: standing.trashed_at.map(|at| at.to_iso()),
                    emptied_at: None,
                },
            },
        }))
    }

    /// Returns the two sides of a possible duplicate: what was found, and what is here or came before it.
    fn met_side(
        &self,
        snapshot: &Snapshot,
        met: Met,
    ) -> Result<Option<(Side, ComparedPaper)>, Failure> {
        match met {
            Met::Here(id) => {
                let Some(row) = snapshot.rows_of(&[id])?.pop() else {
                    return Ok(None);
                };
                let paper = snapshot.whole(row)?;
                Ok(Some((Side::of_paper(&paper), compared_paper(&paper))))
            }
            Met::Earlier(place) => self.found_side(&self.rows[place as usize]).map(Some),
            Met::Forgotten(_) => Ok(None),
        }
    }

    fn found_side(&self, row: &PreviewedRow) -> Result<(Side, ComparedPaper), Failure> {
        let candidate = self.candidate(row)?.unwrap_or_default();
        let marks = &candidate.marks;
        let paper = ComparedPaper {
            id: None,
            title: row.title.clone(),
            source: Some(self.sources[row.source].read.facts.name.clone()),
            added_at: None,
            state: None,
            is_starred: marks.is_starred,
            tags: marks.tags.clone(),
            note_first_line: marks.note.as_deref().map(|note| {
                let line = note.lines().find(|line| !line.trim().is_empty());
                line.unwrap_or_default().trim().to_owned()
            }),
            n_sightings: 0,
        };
        Ok((Side::of_candidate(&candidate), paper))
    }

    fn comparison(&self, snapshot: &Snapshot, row: u32) -> Result<Comparison, Failure> {
        let of_row = &self.rows[self.place_of(row)?];
        let judged = of_row
            .judged
            .and_then(|judged| judged.met.zip(judged.grounds));
        let nothing = || Failure::of(FailureCode::NotFound);
        let (met, grounds) = judged.ok_or_else(nothing)?;
        let (found, one) = self.found_side(of_row)?;
        let (here, other) = self.met_side(snapshot, met)?.ok_or_else(nothing)?;
        let compared = compare(&found, &here);
        Ok(Comparison {
            fields: compared.fields,
            grounds: wire_grounds(grounds),
            likeness: compared.likeness,
            fills: compared.fills,
            one,
            other,
        })
    }

    /// Returns how alike a possible duplicate and the known paper are, in percent.
    fn likeness(
        &self,
        snapshot: &Snapshot,
        row: &PreviewedRow,
        candidate: &Candidate,
    ) -> Result<Option<u32>, Failure> {
        let is_possible = row.outcome() == Outcome::Possible;
        let here = match row
            .judged
            .filter(|_| is_possible)
            .and_then(|judged| judged.met)
        {
            Some(Met::Here(id)) => snapshot.rows_of(&[id])?.pop().map(|row| Side::of_row(&row)),
            Some(Met::Earlier(place)) => Some(self.found_side(&self.rows[place as usize])?.0),
            Some(Met::Forgotten(_)) | None => None,
        };
        Ok(here.map(|here| likeness(&Side::of_candidate(candidate), &here)))
    }

    fn record(&self, snapshot: &Snapshot, row: u32) -> Result<PreviewRecord, Failure> {
        let place = self.place_of(row)?;
        let of_row = &self.rows[place];
        let candidate = self.candidate(of_row)?.unwrap_or_default();
        let mut lines = Vec::new();
        for span in &of_row.lines {
            let n_left = MOST_LINES.saturating_sub(lines.len() as u32);
            let n_lines = (span.last - span.first + 1).min(n_left);
            lines.extend(self.lines(of_row.source, span.first, n_lines)?.1);
        }
        Ok(PreviewRecord {
            row: self.wire_row(snapshot, place)?,
            authors: candidate
                .authors
                .iter()
                .map(|author| author.display())
                .collect(),
            abstract_text: candidate.abstract_text,
            identifiers: candidate
                .identifiers
                .iter()
                .map(|identifier| wire::answer::Identifier {
                    scheme: identifier.scheme.name().to_owned(),
                    value: identifier.value.clone(),
                })
                .collect(),
            links: candidate.links.iter().map(wire_link).collect(),
            state: candidate
                .marks
                .state
                .map(|state| wire_state(State::from(state))),
            tags: candidate.marks.tags,
            why: candidate.marks.why,
            note: candidate.marks.note,
            lines,
            text: match &of_row.rejection {
                Some(rejection) => Some(self.text_of(of_row, rejection)?),
                None => None,
            },
        })
    }

    /// Returns the text of a rejected record, whole: of a long one the reader kept only the beginning.
    fn text_of(&self, row: &PreviewedRow, rejection: &Rejection) -> Result<String, Failure> {
        // Less than a letter below the limit can be a cut in the middle of one.
        if rejection.text.len() + 4 <= Rejection::MAX_TEXT_BYTES {
            return Ok(rejection.text.clone());
        }
        let mut whole = String::new();
        for line in self.sources[row.source].read.source.text()? {
            let line = line.map_err(|error| unreadable(&error))?;
            if line.number > rejection.lines.last || whole.len() > MOST_TEXT_BYTES {
                break;
            }
            if line.number >= rejection.lines.first {
                whole.push_str(&line.text);
                whole.push('\n');
            }
        }
        Ok(whole)
    }

    /// Returns how many lines a source has, and some of them, from 1.
    fn lines(
        &self,
        number: usize,
        from_line: u32,
        n_lines: u32,
    ) -> Result<(u32, Vec<PreviewLine>), Failure> {
        let source = self
            .sources
            .get(number)
            .ok_or_else(|| Failure::of(FailureCode::NotFound))?;
        let first_row = self.rows.partition_point(|row| row.source < number);
        let end_row = self.rows.partition_point(|row| row.source <= number);
        let used: Vec<LineSpan> = self.rows[first_row..end_row]
            .iter()
            .flat_map(|row| row.lines.iter().copied())
            .filter(|span| span.last >= from_line && span.first < from_line.saturating_add(n_lines))
            .collect();
        let total = self.n_lines(source)?;
        let mut shown = Vec::new();
        for line in source.read.source.text()? {
            let line = line.map_err(|error| unreadable(&error))?;
            if line.number >= from_line.saturating_add(n_lines) {
                break;
            }
            if line.number >= from_line {
                shown.push(PreviewLine {
                    number: line.number,
                    is_used: used
                        .iter()
                        .any(|span| (span.first..=span.last).contains(&line.number)),
                    text: line.text.chars().take(LETTERS_IN_A_LINE).collect(),
                });
            }
        }
        Ok((total, shown))
    }

    fn n_lines(&self, source: &PreviewedSource) -> Result<u32, Failure> {
        if let Some(n_lines) = source.n_lines.get() {
            return Ok(*n_lines);
        }
        let mut n_lines = 0;
        for line in source.read.source.text()? {
            n_lines = line.map_err(|error| unreadable(&error))?.number;
        }
        Ok(*source.n_lines.get_or_init(|| n_lines))
    }
}

pub(crate) fn unreadable(error: &std::io::Error) -> Failure {
    Failure::of(FailureCode::NotFound).saying(error)
}

fn wire_source(source: &PreviewedSource, numbers: PreviewNumbers) -> PreviewSource {
    let read = &source.read;
    let (name, path) = match &read.facts.origin {
        SourceOrigin::File(path) => (Some(read.facts.name.clone()), Some(path.clone())),
        SourceOrigin::Pasted | SourceOrigin::StandardInput | SourceOrigin::Sample => (None, None),
    };
    PreviewSource {
        name,
        path,
        size_bytes: read.facts.size_bytes as f64,
        format: read.facts.format.clone(),
        reason: read.reason.map(wire_reason),
        encoding: read.facts.encoding.clone(),
        is_encoding_guessed: read.source.encoding_is_guessed(),
        numbers,
        warnings: read
            .warnings
            .iter()
            .take(MOST_WARNINGS)
            .map(wire_warning)
            .collect(),
        n_warnings: read.warnings.len() as u32,
        columns: read
            .columns
            .iter()
            .map(|column| wire::preview::PreviewColumn {
                name: column.name.clone(),
                example: column.example.clone(),
                field: column.field.map(wire_column_field),
            })
            .collect(),
    }
}

const fn wire_warning_kind(kind: WarningKind) -> wire::preview::WarningKind {
    match kind {
        WarningKind::MissingComma => wire::preview::WarningKind::MissingComma,
        WarningKind::MissingKey => wire::preview::WarningKind::MissingKey,
        WarningKind::MissingEquals => wire::preview::WarningKind::MissingEquals,
        WarningKind::UndefinedMacro => wire::preview::WarningKind::UndefinedMacro,
        WarningKind::UnclosedQuote => wire::preview::WarningKind::UnclosedQuote,
        WarningKind::MissingBoundary => wire::preview::WarningKind::MissingBoundary,
        WarningKind::StrayText => wire::preview::WarningKind::StrayText,
    }
}

fn wire_warning(warning: &Warning) -> PreviewWarning {
    PreviewWarning {
        lines: pair(&warning.lines),
        warning: wire_warning_kind(warning.kind),
        detail: warning.detail.clone(),
    }
}

const fn wire_reason(reason: DetectReason) -> wire::preview::DetectReason {
    use wire::preview::DetectReason as Wire;
    match reason {
        DetectReason::EntryHead => Wire::EntryHead,
        DetectReason::TagLines => Wire::TagLines,
        DetectReason::MailHeaders => Wire::MailHeaders,
        DetectReason::MailBody => Wire::MailBody,
        DetectReason::RootElement => Wire::RootElement,
        DetectReason::FieldNames => Wire::FieldNames,
        DetectReason::ColumnNames => Wire::ColumnNames,
        DetectReason::Markup => Wire::Markup,
        DetectReason::LinkLines => Wire::LinkLines,
        DetectReason::TitleLines => Wire::TitleLines,
        DetectReason::FileName => Wire::FileName,
        DetectReason::NothingElse => Wire::NothingElse,
    }
}

/// The outcomes in the order of the ribbon's votes.
const OUTCOMES: [PreviewOutcome; 6] = [
    PreviewOutcome::New,
    PreviewOutcome::Known,
    PreviewOutcome::Repeated,
    PreviewOutcome::Dropped,
    PreviewOutcome::Possible,
    PreviewOutcome::Rejected,
];

const fn wire_outcome(outcome: Outcome) -> PreviewOutcome {
    match outcome {
        Outcome::New => PreviewOutcome::New,
        Outcome::Known => PreviewOutcome::Known,
        Outcome::DroppedBefore => PreviewOutcome::Dropped,
        Outcome::Possible => PreviewOutcome::Possible,
        Outcome::Repeated => PreviewOutcome::Repeated,
        Outcome::Rejected => PreviewOutcome::Rejected,
    }
}

const fn wire_numbers(numbers: &Numbers) -> PreviewNumbers {
    PreviewNumbers {
        found: numbers.found() as u32,
        new: numbers.new as u32,
        known: numbers.known as u32,
        dropped: numbers.dropped as u32,
        possible: numbers.possible as u32,
        repeated: numbers.repeated as u32,
        rejected: numbers.rejected as u32,
        noise_lines: numbers.noise_lines as u32,
    }
}

const fn pair(span: &LineSpan) -> (u32, u32) {
    (span.first, span.last)
}
