//! A preview grows while its sources are read, so that the first papers of a long one show at once.

use std::collections::HashSet;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use offprint_library::PaperId;
use offprint_library::import::{Course, Met, OnDuplicate, Preview};

use super::row::PreviewedRow;
use super::spool::Spool;
use super::{ImportPreview, PreviewedSource, begin_judging};
use crate::failure::Failure;
use crate::import::reading::{How, Read, ReadSource, Reader};
use crate::import::{ImportOversight, Input};
use crate::open_library::OpenLibrary;

/// So many pieces are handed over at once, or fewer after so long.
const MOST_PIECES: usize = 1_000;
const MOST_WAIT: Duration = Duration::from_millis(100);

/// A piece by which a preview grows.
pub(super) enum Growth {
    /// The next source begins, with the papers that it has shown in an earlier import.
    Begin(Box<ReadSource>, HashSet<PaperId>),
    /// A record of it.
    Row(Box<PreviewedRow>),
    /// It ends, with the text that is kept with its import.
    End(Box<ReadSource>, Option<String>),
    /// It is no source after all.
    Withdraw,
}

/// What is told of all sources once they are read.
pub(super) struct End {
    pub failures: Vec<Failure>,
    pub skipped: Vec<Failure>,
}

/// Takes pieces. An error of it ends the reading.
pub(super) type Grow<'a> = &'a mut dyn FnMut(Vec<Growth>) -> Result<(), Failure>;

/// Decides something of a row as soon as it is judged; gets the rows before it, too.
pub(super) type Decide<'a> =
    &'a mut dyn FnMut(&[PreviewedRow], &mut PreviewedRow) -> Result<(), Failure>;

/// Reads inputs one after the other and hands over what a preview of them grows by.
///
/// Errors: cancelled, those of the temporary folder and those of `grow`.
pub(super) fn read_inputs(
    open: &OpenLibrary,
    inputs: Vec<Input>,
    how: How,
    spool: &Spool,
    oversight: &dyn ImportOversight,
    grow: Grow<'_>,
) -> Result<End, Failure> {
    let mut reader = Reader::new(how, oversight);
    let mut pieces = Pieces::new(open, spool, grow);
    for input in inputs {
        let taken = reader.take(input, &mut |read| pieces.take(read));
        pieces.check(taken)?;
    }
    pieces.hand_over()?;
    Ok(End {
        failures: reader.failures,
        skipped: reader.skipped,
    })
}

/// Makes pieces of what is read: candidates go to the spool, what a row shows stays.
pub(super) struct Pieces<'a> {
    open: &'a OpenLibrary,
    spool: &'a Spool,
    grow: Grow<'a>,
    waiting: Vec<Growth>,
    handed_over_at: Instant,
    failure: Option<Failure>,
}

impl<'a> Pieces<'a> {
    pub fn new(open: &'a OpenLibrary, spool: &'a Spool, grow: Grow<'a>) -> Self {
        Self {
            open,
            spool,
            grow,
            waiting: Vec::new(),
            handed_over_at: Instant::now(),
            failure: None,
        }
    }

    /// Answers whether more is wanted.
    pub fn take(&mut self, read: Read<'_>) -> bool {
        let put = self.put(read);
        let is_well = put.is_ok();
        self.failure = self.failure.take().or(put.err());
        is_well
    }

    fn put(&mut self, read: Read<'_>) -> Result<(), Failure> {
        self.waiting.push(match read {
            Read::Begin(source) => {
                let hash = &source.facts.hash;
                let shown_before = self.open.read(|snapshot| snapshot.papers_of_source(hash))?;
                Growth::Begin(Box::new(source.clone()), shown_before)
            }
            Read::Entry(entry) => {
                Growth::Row(Box::new(PreviewedRow::of_entry(*entry, self.spool)?))
            }
            Read::Rejection(rejection) => {
                Growth::Row(Box::new(PreviewedRow::of_rejection(rejection, self.spool)?))
            }
            Read::End(source, text) => Growth::End(Box::new(source.clone()), text),
            Read::Withdraw => Growth::Withdraw,
        });
        // After the end of a source, opening the next can take long.
        let is_end = matches!(self.waiting.last(), Some(Growth::End(..)));
        let is_time = self.handed_over_at.elapsed() >= MOST_WAIT;
        match self.waiting.len() >= MOST_PIECES || is_time || is_end {
            true => self.hand_over(),
            false => Ok(()),
        }
    }

    /// Hands over what waits.
    pub fn hand_over(&mut self) -> Result<(), Failure> {
        self.handed_over_at = Instant::now();
        (self.grow)(std::mem::take(&mut self.waiting))
    }

    /// Returns what came of reading, or why no more was wanted.
    pub fn check<T>(&mut self, read: Result<T, Failure>) -> Result<T, Failure> {
        match self.failure.take() {
            Some(failure) => Err(failure),
            None => read,
        }
    }
}

impl ImportPreview {
    /// Takes what was read, and judges it.
    pub(super) fn grow(&mut self, growth: Vec<Growth>) {
        self.revision += 1;
        for piece in growth {
            match piece {
                Growth::Begin(read, shown_before) => {
                    let mark = self.judge.begin_source(shown_before.clone());
                    self.sources.push(PreviewedSource {
                        shown_before,
                        read: *read,
                        text: None,
                        n_lines: OnceLock::new(),
                        mark,
                    });
                }
                Growth::Row(row) => {
                    let source = self.sources.len() - 1;
                    let number = self.next_number();
                    let mut row = PreviewedRow {
                        number,
                        source,
                        ..*row
                    };
                    judge_row(
                        &mut self.judge,
                        &mut row,
                        self.rows.len(),
                        self.on_duplicate,
                        |_| (),
                    );
                    self.rows.push(row);
                }
                Growth::End(read, text) => {
                    let source = self.sources.last_mut().expect("a source was begun");
                    source.read = *read;
                    source.text = text;
                }
                Growth::Withdraw => {
                    if let Some(source) = self.sources.pop() {
                        self.judge.back_to(source.mark);
                        let number = self.sources.len();
                        self.rows
                            .truncate(self.rows.partition_point(|row| row.source < number));
                    }
                }
            }
        }
    }

    /// Returns a number for a row that none had before.
    pub(super) const fn next_number(&mut self) -> u32 {
        self.n_numbers += 1;
        self.n_numbers - 1
    }

    /// All sources are read.
    pub(super) fn end(&mut self, end: End) {
        self.revision += 1;
        self.failures = end.failures;
        self.skipped = end.skipped;
        self.is_reading = false;
    }

    /// Sees what comes of each row, now that something else is decided, and judges anew from the first source on in
    /// which later rows meet something else for it.
    pub(super) fn settle(
        &mut self,
        open: &OpenLibrary,
        oversight: &dyn ImportOversight,
    ) -> Result<(), Failure> {
        use Course::{ComeIn, LeaveOut, Meet, TakeUp};
        for row in &mut self.rows {
            let judged = row.judged.filter(|_| row.is_candidate());
            let course = judged.map(|it| it.course(row.decision(), self.on_duplicate));
            let is_forgotten = matches!(judged.and_then(|it| it.met), Some(Met::Forgotten(_)));
            let is_met_alike = match (row.course, course) {
                (before, now) if before == now => row.is_candidate() == now.is_some(),
                // What is left out is met all the same.
                (Some(ComeIn | LeaveOut), Some(ComeIn | LeaveOut)) => true,
                // Of a forgotten paper another comes in.
                (Some(Meet | TakeUp), Some(Meet | TakeUp)) => !is_forgotten,
                _ => false,
            };
            if !is_met_alike {
                let source = row.source;
                return self.judge_from(open, source, oversight);
            }
            row.course = course;
        }
        Ok(())
    }

    /// Judges anew from a source on, because its rows or what was decided of them are others than before. If
    /// the library is, too, from the first source on.
    pub(super) fn judge_from(
        &mut self,
        open: &OpenLibrary,
        source: usize,
        oversight: &dyn ImportOversight,
    ) -> Result<(), Failure> {
        self.judge_each_from(open, source, oversight, &mut |_, _| Ok(()))
    }

    /// The same, and what is decided of a row meanwhile counts for those behind it.
    pub(super) fn judge_each_from(
        &mut self,
        open: &OpenLibrary,
        source: usize,
        oversight: &dyn ImportOversight,
        decide: Decide<'_>,
    ) -> Result<(), Failure> {
        let renewed = match open.read(|snapshot| self.judge.is_of(snapshot))? {
            true => None,
            false => {
                // What it looked at goes ahead of what it will look at. While sources are read, more is judged by it.
                if let Some(library) = open.library_if_open().filter(|_| !self.is_reading) {
                    self.judge.give_back(library);
                }
                Some(begin_judging(open, oversight)?)
            }
        };
        let first = match renewed {
            Some(judge) => {
                self.judge = judge;
                0
            }
            None => {
                self.judge.back_to(self.sources[source].mark);
                source
            }
        };
        let mut place = self.rows.partition_point(|row| row.source < first);
        for number in first..self.sources.len() {
            let shown_before = self.sources[number].shown_before.clone();
            self.sources[number].mark = self.judge.begin_source(shown_before);
            while self.rows.get(place).is_some_and(|row| row.source == number) {
                let (before, rest) = self.rows.split_at_mut(place);
                let mut decided = Ok(());
                judge_row(
                    &mut self.judge,
                    &mut rest[0],
                    place,
                    self.on_duplicate,
                    |row| decided = decide(before, row),
                );
                decided?;
                place += 1;
            }
        }
        Ok(())
    }
}

/// Judges one row; `decide` may then decide something of it. What is held back is met by others only while it
/// comes in.
fn judge_row(
    judge: &mut Preview,
    row: &mut PreviewedRow,
    place: usize,
    otherwise: OnDuplicate,
    decide: impl FnOnce(&mut PreviewedRow),
) {
    row.judged = None;
    row.course = None;
    if !row.is_candidate() {
        return;
    }
    if let Some(traits) = row.traits.take() {
        row.course = Some(judge.judge(place as u32, &traits, otherwise, |judged| {
            row.judged = Some(judged);
            decide(row);
            row.decision()
        }));
        row.traits = Some(traits);
    }
}

#[cfg(test)]
mod tests {
    use offprint_library::NoOversight;
    use offprint_library::import::Outcome;
    use offprint_source::Origin;

    use super::*;

    #[test]
    fn what_a_withdrawn_source_showed_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let open = OpenLibrary::at(folder.path().join("library"));
        let text = "@article{a, title = {Why Dunes Walk at Night}}";
        let input = || Input::Bytes(text.as_bytes().to_vec(), Origin::Pasted);
        let mut preview = ImportPreview::empty(&open, OnDuplicate::Ask, &NoOversight).unwrap();
        let spool = preview.spool.clone();
        let mut pieces = Vec::new();
        let inputs = vec![input(), input()];
        read_inputs(
            &open,
            inputs,
            How::default(),
            &spool,
            &NoOversight,
            &mut |growth| {
                pieces.extend(growth);
                Ok(())
            },
        )
        .unwrap();
        let end = pieces
            .iter_mut()
            .find(|piece| matches!(piece, Growth::End(..)));
        *end.unwrap() = Growth::Withdraw;
        preview.grow(pieces);
        let outcomes: Vec<_> = preview.rows.iter().map(PreviewedRow::outcome).collect();
        assert_eq!((preview.sources.len(), outcomes), (1, vec![Outcome::New]));
    }
}
