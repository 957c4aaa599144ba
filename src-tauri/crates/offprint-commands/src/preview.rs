//! What sources hold, before anything of it comes in: the sheet of the window, and `--dry-run`.
//!
//! Candidates lie in a temporary file, so that memory holds only what a row shows. Judging is the
//! library's own; accepting passes the same candidates through the funnel, with what was decided.

mod edit;
mod growth;
mod row;
pub(crate) mod show;
mod slot;
mod spool;

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use offprint_formats::candidate::Candidate;
use offprint_library::import::{
    Arrival, Course, Entry, Given, Import, ImportedPaper, Met, Numbers, OnDuplicate, Outcome,
    Preview, PreviewMark,
};
use offprint_library::{Actor, PaperId};

use crate::failure::{Failure, FailureCode};
use crate::import::reading::{How, ReadSource};
use crate::import::stream::{Deliver, stream};
use crate::import::{ImportOutcome, ImportOversight, Input, Looking, TakenSource};
use crate::open_library::OpenLibrary;
use growth::read_inputs;
use row::PreviewedRow;
pub use slot::PreviewSlot;
use spool::Spool;

/// The sources of one gesture, read and judged.
pub struct ImportPreview {
    sources: Vec<PreviewedSource>,
    /// All records in the order of the sources.
    rows: Vec<PreviewedRow>,
    spool: Arc<Spool>,
    /// Knows the papers of the library and, after them, those of the rows.
    judge: Preview,
    failures: Vec<Failure>,
    skipped: Vec<Failure>,
    /// What becomes of possible duplicates about which nothing is said.
    on_duplicate: OnDuplicate,
    /// Whether the sources are not read to their end yet: more rows come.
    is_reading: bool,
    /// How often it has grown or was edited.
    revision: u32,
    /// How many numbers were given to rows.
    n_numbers: u32,
}

struct PreviewedSource {
    read: ReadSource,
    /// The text that is kept with its import.
    text: Option<String>,
    /// How many lines it has, once somebody asked.
    n_lines: OnceLock<u32>,
    /// The papers that it has shown in an earlier import.
    shown_before: HashSet<PaperId>,
    /// Where judging it began.
    mark: PreviewMark,
}

impl ImportPreview {
    /// Begins with nothing, against the library as it is now.
    ///
    /// Errors: [`FailureCode::Cancelled`]; those of reading the library.
    fn empty(
        open: &OpenLibrary,
        on_duplicate: OnDuplicate,
        oversight: &dyn ImportOversight,
    ) -> Result<Self, Failure> {
        Ok(Self {
            sources: Vec::new(),
            rows: Vec::new(),
            spool: Arc::default(),
            judge: begin_judging(open, oversight)?,
            failures: Vec::new(),
            skipped: Vec::new(),
            on_duplicate,
            is_reading: true,
            revision: 0,
            n_numbers: 0,
        })
    }

    /// Reads inputs to their end and judges what they hold.
    ///
    /// Errors: [`FailureCode::Cancelled`], and those of reading the library and of the temporary folder.
    pub fn of(
        open: &OpenLibrary,
        inputs: Vec<Input>,
        oversight: &dyn ImportOversight,
    ) -> Result<Self, Failure> {
        let how = How::default().remembering(open)?;
        Self::read(open, inputs, how, OnDuplicate::Ask, oversight)
    }

    /// The same, read in another way.
    pub(crate) fn read(
        open: &OpenLibrary,
        inputs: Vec<Input>,
        how: How,
        on_duplicate: OnDuplicate,
        oversight: &dyn ImportOversight,
    ) -> Result<Self, Failure> {
        let mut preview = Self::empty(open, on_duplicate, oversight)?;
        let spool = preview.spool.clone();
        let end = read_inputs(open, inputs, how, &spool, oversight, &mut |growth| {
            preview.grow(growth);
            Ok(())
        })?;
        preview.end(end);
        Ok(preview)
    }

    /// Gives back to the library what judging looked at: whoever judges next need not read it again.
    fn give_back(&mut self, open: &OpenLibrary) {
        if let Some(library) = open.library_if_open() {
            self.judge.give_back(library);
        }
    }

    /// Returns how many papers come in if it is accepted now.
    fn n_added(&self) -> usize {
        let mut taken_up = HashSet::new();
        let is_added = |row: &&PreviewedRow| match row.course {
            Some(Course::ComeIn) => true,
            // Two sources can show the same one.
            Some(Course::TakeUp) => taken_up.insert(row.judged.and_then(|judged| judged.met)),
            Some(Course::BeThatOne | Course::Meet | Course::LeaveOut) | None => false,
        };
        self.rows.iter().filter(is_added).count()
    }

    fn candidate(&self, row: &PreviewedRow) -> Result<Option<Candidate>, Failure> {
        row.place.map(|place| self.spool.get(place)).transpose()
    }

    /// Returns the possible duplicates of each source, with the titles here.
    fn doubts(&self, open: &OpenLibrary) -> Result<Vec<Vec<(String, String)>>, Failure> {
        let mut doubts = vec![Vec::new(); self.sources.len()];
        for row in &self.rows {
            if let Some(here) = title_here(open, &self.rows, row)? {
                doubts[row.source].push((row.title.clone(), here));
            }
        }
        Ok(doubts)
    }

    /// Asks about each open question: `decide` gets the title found and the title here. What was answered
    /// before counts for what is asked later.
    pub(crate) fn decide_each(
        &mut self,
        open: &OpenLibrary,
        decide: impl Fn(&str, &str) -> OnDuplicate,
        oversight: &dyn ImportOversight,
    ) -> Result<(), Failure> {
        if self.sources.is_empty() {
            return Ok(());
        }
        self.judge_each_from(open, 0, oversight, &mut |before, row| {
            if let Some(here) = title_here(open, before, row)? {
                row.answer = Some(decide(&row.title, &here));
            }
            Ok(())
        })
    }

    /// Returns what the import would be, for `--dry-run`.
    pub(crate) fn outcome(self, open: &OpenLibrary) -> Result<ImportOutcome, Failure> {
        let mut doubts = self.doubts(open)?;
        let mut imports: Vec<Import> = self
            .sources
            .iter()
            .map(|source| Import {
                numbers: Numbers {
                    noise_lines: source.read.noise_lines,
                    ..Numbers::default()
                },
                ..Import::nothing_of(source.read.facts.clone())
            })
            .collect();
        for row in self.rows {
            let import = &mut imports[row.source];
            let outcome = row.outcome();
            import.numbers.count(outcome);
            match row.rejection {
                Some(rejection) => import.rejections.push(*rejection),
                None => {
                    import.numbers.added += usize::from(row.course == Some(Course::ComeIn));
                    import.papers.push(ImportedPaper {
                        id: None,
                        title: row.title,
                        outcome,
                        lines: row.lines,
                    });
                }
            }
        }
        let sources = self.sources.into_iter().zip(imports);
        Ok(ImportOutcome {
            seq: None,
            sources: sources
                .zip(&mut doubts)
                .map(|((source, import), doubts)| TakenSource {
                    doubts: std::mem::take(doubts),
                    ..source.read.taken(Some(import))
                })
                .collect(),
            failures: self.failures,
            skipped: self.skipped,
        })
    }

    /// Takes in what is ticked, with what was decided, as one change. The preview stays as it is, so that it
    /// can be accepted again where the library was busy.
    ///
    /// Errors: those of the library; nothing is then kept.
    pub fn accept(
        &mut self,
        open: &OpenLibrary,
        given: &Given,
        by: Actor,
        oversight: &dyn ImportOversight,
    ) -> Result<ImportOutcome, Failure> {
        // Both at once would take its memory twice, and reading it again its time.
        self.give_back(open);
        let produce = |sink: Deliver<'_>| {
            let mut send = |arrival| match sink(arrival) {
                true => Ok(()),
                false => Err(Failure::of(FailureCode::Cancelled)),
            };
            let mut rows = self.rows.iter().peekable();
            for (number, source) in self.sources.iter().enumerate() {
                send(Arrival::Begin(Box::new(source.read.facts.clone())))?;
                while let Some(row) = rows.next_if(|row| row.source == number) {
                    match &row.rejection {
                        Some(rejection) if row.is_ticked() != Some(true) => {
                            send(Arrival::Rejection(rejection.clone()))?;
                        }
                        _ => {
                            if let Some(mut candidate) = self.candidate(row)? {
                                // Of a mended record those of the text that was mended.
                                candidate.lines.clone_from(&row.lines);
                                let entry = Entry::new(candidate).decided(row.decision());
                                send(Arrival::Entry(Box::new(entry)))?;
                            }
                        }
                    }
                }
                send(source.read.end(source.text.clone()))?;
            }
            Ok(())
        };
        let written = stream(open, given, self.on_duplicate, by, oversight, produce)?;
        let mut imports = written.imports.into_iter().peekable();
        let sources = self.sources.iter().map(|source| {
            let facts = &source.read.facts;
            // What was pasted has another name by now.
            let import = imports.next_if(|import| {
                import.source.origin == facts.origin && import.source.hash == facts.hash
            });
            source.read.taken(import)
        });
        Ok(ImportOutcome {
            seq: written.seq,
            sources: sources.collect(),
            failures: self.failures.clone(),
            skipped: self.skipped.clone(),
        })
    }
}

/// Begins to judge against the library as it is now.
fn begin_judging(open: &OpenLibrary, oversight: &dyn ImportOversight) -> Result<Preview, Failure> {
    open.read(|snapshot| Preview::new(snapshot, open.library_if_open(), &Looking(oversight)))
}

/// Returns the title of the paper that a possible duplicate may be; none for any other row.
fn title_here(
    open: &OpenLibrary,
    before: &[PreviewedRow],
    row: &PreviewedRow,
) -> Result<Option<String>, Failure> {
    let is_possible = row.outcome() == Outcome::Possible;
    let met = row.judged.filter(|_| is_possible).and_then(|it| it.met);
    Ok(match met {
        Some(Met::Here(id)) => open
            .read(|snapshot| snapshot.rows_of(&[id]))?
            .pop()
            .map(|row| row.title),
        Some(Met::Earlier(place)) => Some(before[place as usize].title.clone()),
        Some(Met::Forgotten(_)) | None => None,
    })
}
