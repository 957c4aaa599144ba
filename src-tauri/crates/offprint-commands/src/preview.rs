//! What sources hold, before anything of it comes in: the sheet of the window, and `--dry-run`.
//!
//! Candidates lie in a temporary file, so that memory holds only what a row shows. Judging is the
//! library's own; accepting passes the same candidates through the funnel, with what was decided.

mod edit;
mod show;
mod slot;
mod spool;

use std::collections::HashSet;
use std::sync::OnceLock;

use offprint_formats::candidate::{Candidate, LineSpan, Rejection};
use offprint_formats::fields::title_key::text_key;
use offprint_library::Actor;
use offprint_library::import::{
    Arrival, Decision, Entry, Given, Import, ImportedPaper, Judged, Met, Numbers, OnDuplicate,
    Outcome, Preview, Traits,
};

use crate::failure::{Failure, FailureCode};
use crate::import::reading::{How, ReadSource, Reader};
use crate::import::stream::stream;
use crate::import::{ImportOutcome, ImportOversight, Input, TakenSource};
use crate::open_library::OpenLibrary;
pub use slot::PreviewSlot;
use spool::{Place, Spool};

/// The sources of one gesture, read and judged.
pub struct ImportPreview {
    sources: Vec<PreviewedSource>,
    /// All records in the order of the sources.
    rows: Vec<PreviewedRow>,
    spool: Spool,
    failures: Vec<Failure>,
    skipped: Vec<Failure>,
    /// What becomes of possible duplicates about which nothing is said.
    on_duplicate: OnDuplicate,
}

struct PreviewedSource {
    read: ReadSource,
    /// The text that is kept with its import.
    text: Option<String>,
    /// How many lines it has, once somebody asked.
    n_lines: OnceLock<u32>,
}

struct PreviewedRow {
    source: usize,
    /// Where its candidate lies; none for a rejected record that could not be one.
    place: Option<Place>,
    traits: Option<Traits>,
    /// For people: the title, else an identifier, else the first line of a rejected record.
    title: String,
    /// Title and authors, as they are searched.
    find_key: String,
    lines: Vec<LineSpan>,
    rejection: Option<Box<Rejection>>,
    judged: Option<Judged>,
    /// What the person said of it by hand; none for what it is by default.
    is_ticked: Option<bool>,
    answer: Option<OnDuplicate>,
}

impl PreviewedRow {
    fn outcome(&self) -> Outcome {
        match (&self.rejection, self.judged) {
            (None, Some(judged)) => judged.outcome,
            _ => Outcome::Rejected,
        }
    }

    /// Whether it is ticked; none where it cannot be.
    fn is_ticked(&self) -> Option<bool> {
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
    fn is_held_back(&self) -> bool {
        self.rejection.is_some() && self.place.is_some()
    }

    fn decision(&self) -> Decision {
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

impl ImportPreview {
    /// Reads inputs and judges what they hold, for the window.
    ///
    /// Errors: cancelled, and those of reading the library and of the temporary folder.
    pub fn of(
        open: &OpenLibrary,
        inputs: Vec<Input>,
        oversight: &dyn ImportOversight,
    ) -> Result<Self, Failure> {
        let how = How::default().remembering(open)?;
        Self::open(open, inputs, how, OnDuplicate::Ask, oversight)
    }

    /// Reads inputs and judges what they hold.
    ///
    /// Errors: [`FailureCode::Cancelled`], and those of reading the library and of the temporary folder.
    pub(crate) fn open(
        open: &OpenLibrary,
        inputs: Vec<Input>,
        how: How,
        on_duplicate: OnDuplicate,
        oversight: &dyn ImportOversight,
    ) -> Result<Self, Failure> {
        let mut reader = Reader::new(how, oversight);
        let mut rows = Rows::new(Spool::default());
        for input in inputs {
            reader.take(input, &mut |arrival| rows.take(arrival))?;
        }
        let (parts, spool) = rows.give_back();
        let parts = parts?;
        // What lies in a folder and holds nothing is no source, but what it arrived as is among the parts.
        let mut parts = parts.into_iter();
        let mut sources = Vec::new();
        let mut all_rows = Vec::new();
        for read in reader.sources {
            let part = parts
                .by_ref()
                .find(|part| part.hash == read.facts.hash && part.name == read.facts.name);
            let part = part.expect("what was read has arrived");
            let source = sources.len();
            all_rows.extend(
                part.rows
                    .into_iter()
                    .map(|row| PreviewedRow { source, ..row }),
            );
            sources.push(PreviewedSource {
                read,
                text: part.text,
                n_lines: OnceLock::new(),
            });
        }
        let mut preview = Self {
            sources,
            rows: all_rows,
            spool,
            failures: reader.failures,
            skipped: reader.skipped,
            on_duplicate,
        };
        preview.judge_all(open)?;
        Ok(preview)
    }

    /// Judges all rows anew, because the sources or the library are others than before.
    fn judge_all(&mut self, open: &OpenLibrary) -> Result<(), Failure> {
        open.read(|snapshot| {
            let mut judge = Preview::new(snapshot)?;
            let mut source = None;
            let mut row_of = Vec::new();
            for (place, row) in self.rows.iter_mut().enumerate() {
                if source != Some(row.source) {
                    source = Some(row.source);
                    judge.begin_source();
                }
                let comes = row.rejection.is_none() || row.is_ticked() == Some(true);
                let Some(traits) = row.traits.as_ref().filter(|_| comes) else {
                    row.judged = None;
                    continue;
                };
                let mut judged = judge.judge(traits, row.answer.unwrap_or(self.on_duplicate));
                row_of.push(place as u32);
                if let Some(Met::Earlier(number)) = judged.met {
                    judged.met = Some(Met::Earlier(row_of[number as usize]));
                }
                row.judged = Some(judged);
            }
            Ok::<(), Failure>(())
        })
    }

    /// Returns how many papers come in if it is accepted now.
    fn n_added(&self) -> usize {
        let mut taken_up = HashSet::new();
        let is_added = |row: &&PreviewedRow| {
            let Some(judged) = row.judged.filter(|_| row.is_ticked() == Some(true)) else {
                return false;
            };
            match judged.outcome {
                Outcome::New | Outcome::Possible => true,
                // Two sources can show the same one.
                Outcome::DroppedBefore => row.rejection.is_none() && taken_up.insert(judged.met),
                Outcome::Known | Outcome::Repeated | Outcome::Rejected => false,
            }
        };
        self.rows.iter().filter(is_added).count()
    }

    fn candidate(&self, row: &PreviewedRow) -> Result<Option<Candidate>, Failure> {
        row.place.map(|place| self.spool.get(place)).transpose()
    }

    /// Returns the title of the paper that a possible duplicate may be; none for any other row.
    fn title_here(
        &self,
        open: &OpenLibrary,
        row: &PreviewedRow,
    ) -> Result<Option<String>, Failure> {
        let is_possible = row.outcome() == Outcome::Possible;
        Ok(
            match row
                .judged
                .filter(|_| is_possible)
                .and_then(|judged| judged.met)
            {
                Some(Met::Here(id)) => open
                    .read(|snapshot| snapshot.rows_of(&[id]))?
                    .pop()
                    .map(|row| row.title),
                Some(Met::Earlier(row)) => Some(self.rows[row as usize].title.clone()),
                Some(Met::Forgotten(_)) | None => None,
            },
        )
    }

    /// Returns the possible duplicates of each source, with the titles here.
    fn doubts(&self, open: &OpenLibrary) -> Result<Vec<Vec<(String, String)>>, Failure> {
        let mut doubts = vec![Vec::new(); self.sources.len()];
        for row in &self.rows {
            if let Some(here) = self.title_here(open, row)? {
                doubts[row.source].push((row.title.clone(), here));
            }
        }
        Ok(doubts)
    }

    /// Asks about each open question: `decide` gets the title found and the title here.
    pub(crate) fn decide_each(
        &mut self,
        open: &OpenLibrary,
        decide: impl Fn(&str, &str) -> OnDuplicate,
    ) -> Result<(), Failure> {
        for place in 0..self.rows.len() {
            let Some(here) = self.title_here(open, &self.rows[place])? else {
                continue;
            };
            self.rows[place].answer = Some(decide(&self.rows[place].title, &here));
        }
        Ok(())
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
                    let is_same = self.on_duplicate == OnDuplicate::Same;
                    let is_added =
                        outcome == Outcome::New || (outcome == Outcome::Possible && !is_same);
                    import.numbers.added += usize::from(is_added);
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
        &self,
        open: &OpenLibrary,
        given: &Given,
        by: Actor,
        oversight: &dyn ImportOversight,
    ) -> Result<ImportOutcome, Failure> {
        let produce = |sink: crate::import::reading::Sink<'_>| {
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
                send(Arrival::End {
                    noise_lines: source.read.noise_lines,
                    text: source.text.clone(),
                    setting: source.read.setting(),
                })?;
            }
            Ok(())
        };
        let written = stream(open, given, OnDuplicate::Ask, by, oversight, produce)?;
        let mut imports = written.imports.into_iter().peekable();
        let sources = self.sources.iter().map(|source| {
            let import = imports.next_if(|import| import.source == source.read.facts);
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

/// What arrived of one source.
struct Part {
    name: String,
    hash: String,
    rows: Vec<PreviewedRow>,
    text: Option<String>,
}

/// Gathers what arrives: candidates go to the spool, what a row shows stays.
struct Rows {
    spool: Spool,
    parts: Vec<Part>,
    failure: Option<Failure>,
}

impl Rows {
    fn new(spool: Spool) -> Self {
        Self {
            spool,
            parts: Vec::new(),
            failure: None,
        }
    }

    /// Returns what arrived, and the spool whatever happened.
    fn give_back(self) -> (Result<Vec<Part>, Failure>, Spool) {
        let parts = match self.failure {
            Some(failure) => Err(failure),
            None => Ok(self.parts),
        };
        (parts, self.spool)
    }

    fn take(&mut self, arrival: Arrival) -> bool {
        if let Err(failure) = self.put(arrival) {
            self.failure = Some(failure);
            return false;
        }
        true
    }

    fn put(&mut self, arrival: Arrival) -> Result<(), Failure> {
        match arrival {
            Arrival::Begin(facts) => self.parts.push(Part {
                name: facts.name,
                hash: facts.hash,
                rows: Vec::new(),
                text: None,
            }),
            Arrival::Entry(entry) => {
                let row = self.row_of(*entry)?;
                self.part().rows.push(row);
            }
            Arrival::Rejection(mut rejection) => {
                let row = match rejection.candidate.take() {
                    Some(candidate) => self.row_of(Entry::new(*candidate))?,
                    None => PreviewedRow {
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
                self.part().rows.push(PreviewedRow {
                    lines: vec![rejection.lines],
                    rejection: Some(rejection),
                    ..row
                });
            }
            Arrival::End { text, .. } => self.part().text = text,
            Arrival::Withdraw => {
                self.parts.pop();
            }
            Arrival::Abandon => {}
        }
        Ok(())
    }

    fn part(&mut self) -> &mut Part {
        self.parts.last_mut().expect("a source was begun")
    }

    fn row_of(&mut self, entry: Entry) -> Result<PreviewedRow, Failure> {
        let candidate = entry.candidate();
        let families = candidate.authors.iter().map(|author| &*author.family);
        let found: Vec<&str> = std::iter::once(&*candidate.title).chain(families).collect();
        Ok(PreviewedRow {
            source: 0,
            place: Some(self.spool.put(candidate)?),
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
}

/// So many letters of a row's title and authors are searched.
const FIND_LETTERS: usize = 300;

fn first_line(text: &str) -> String {
    const LETTERS: usize = 200;
    let line = text.lines().find(|line| !line.trim().is_empty());
    line.unwrap_or_default()
        .trim()
        .chars()
        .take(LETTERS)
        .collect()
}
