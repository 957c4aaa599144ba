//! From sources to one change: read, judge, write. The same for window, terminal and watcher.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use offprint_formats::candidate::{Found, LineSpan, Rejection, Warning};
use offprint_formats::detect::detect;
use offprint_formats::html::lines_of_html;
use offprint_formats::{Format, read};
use offprint_library::import::{
    Given, Import, Numbers, OnDuplicate, Planner, SourceFacts, SourceOrigin, WatchedStamp,
};
use offprint_library::{Actor, Change, ChangeSeq, Oversight};
use offprint_source::{Origin, Source, SourceError, folder};

use crate::failure::{Failure, FailureCode};
use crate::open_library::OpenLibrary;

/// The bundled sample digest: 24 invented papers.
pub const SAMPLE: &str = include_str!("../sample/digest.txt");

/// One thing to take in.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
    /// Text from the clipboard, standard input or the program itself.
    Bytes(Vec<u8>, Origin),
    /// What was copied: its text, and its HTML where there is one, which holds the links.
    Clipboard { text: String, html: Option<String> },
    /// A file of a watched folder, opened already.
    Watched(Source, WatchedStamp),
}

/// What to take in, and how.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The format, where the person names it; else it is recognised.
    pub format: Option<Format>,
    /// What the person gives to the papers that come in.
    pub given: Given,
    /// What becomes of possible duplicates.
    pub on_duplicate: OnDuplicate,
    /// Whether only to say what would come in.
    pub is_dry_run: bool,
}

/// Hears how far an import is, and can stop it.
pub trait ImportOversight: Oversight {
    /// So many papers were read so far, now from this source.
    fn reading(&self, _source: &str, _n_papers: usize) {}
    /// Whether a person can answer questions now.
    fn can_decide(&self) -> bool {
        false
    }
    /// Is what was found (its title) the paper that is here (its title)?
    fn decide(&self, _new: &str, _here: &str) -> OnDuplicate {
        OnDuplicate::Ask
    }
}

impl ImportOversight for offprint_library::NoOversight {}

/// One source that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenSource {
    /// Its numbers and papers.
    pub import: Import,
    /// What was mended while reading.
    pub warnings: Vec<Warning>,
    /// Whether its encoding is a guess.
    pub is_encoding_guessed: bool,
}

/// What came of an import.
#[derive(Clone, Debug, Default)]
pub struct ImportOutcome {
    /// Its place in the history; none where nothing was written.
    pub seq: Option<ChangeSeq>,
    /// The sources that could be read, in their order, also those without a paper.
    pub sources: Vec<TakenSource>,
    /// The sources that could not be taken in.
    pub failures: Vec<Failure>,
    /// Files met in folders that are no sources: not text, or without a paper.
    pub skipped: Vec<Failure>,
}

/// How often the person's wish to stop is looked at, in things found.
const FOUND_BETWEEN_LOOKS: usize = 64;

/// Takes sources in, all as one change.
///
/// Sources that fail cost only themselves and are listed. Cancelled, nothing is kept.
///
/// Errors: those of the library, and [`FailureCode::Cancelled`].
pub fn import(
    open: &OpenLibrary,
    inputs: Vec<Input>,
    options: &ImportOptions,
    by: Actor,
    oversight: &dyn ImportOversight,
) -> Result<ImportOutcome, Failure> {
    let mut reading = Reading {
        planner: open
            .read(|snapshot| Planner::new(snapshot, options.given.clone(), options.on_duplicate))?,
        options,
        oversight,
        outcome: ImportOutcome::default(),
        planned: Vec::new(),
    };
    for input in inputs {
        reading.take(input)?;
    }
    let Reading {
        planner,
        mut outcome,
        planned,
        ..
    } = reading;
    let mut plan = planner.finish();
    if !options.is_dry_run && oversight.can_decide() {
        open.read(|snapshot| plan.decide(snapshot, |new, here| oversight.decide(new, here)))?;
    }
    let imports = if options.is_dry_run {
        open.read(|snapshot| plan.preview(snapshot))?
    } else if plan.n_candidates() == 0 {
        Vec::new()
    } else {
        let library = open.library()?;
        let change = Change::AcceptImport(Box::new(plan));
        let applied = library
            .apply(change, by, oversight)
            .map_err(|error| open.failure(error))?;
        outcome.seq = applied.seq;
        applied.imports
    };
    for (place, import) in planned.into_iter().zip(imports) {
        outcome.sources[place].import = import;
    }
    Ok(outcome)
}

/// How the person came to a source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By its own name.
    Named,
    /// It lies in a folder that was named.
    InFolder,
}

struct Reading<'a> {
    planner: Planner,
    options: &'a ImportOptions,
    oversight: &'a dyn ImportOversight,
    outcome: ImportOutcome,
    /// For each source of the plan, its place among the outcome's sources.
    planned: Vec<usize>,
}

impl Reading<'_> {
    fn take(&mut self, input: Input) -> Result<(), Failure> {
        let (source, watched) = match input {
            Input::Path(path) if path.is_dir() => return self.take_folder(&path),
            Input::Path(path) => (Source::open(&path), None),
            Input::Bytes(bytes, origin) => (Source::from_bytes(bytes, origin), None),
            Input::Clipboard { text, html } => {
                let text = text_of_paste(text, html.as_deref(), self.options.format);
                (Source::from_bytes(text.into_bytes(), Origin::Pasted), None)
            }
            Input::Watched(source, stamp) => (Ok(source), Some(stamp)),
        };
        let failure = self.take_source(source, watched, Place::Named)?;
        self.outcome.failures.extend(failure);
        Ok(())
    }

    /// In a folder, what is no source is passed over and listed; what cannot be read is a failure.
    fn take_folder(&mut self, path: &Path) -> Result<(), Failure> {
        let found = folder::files_in(path);
        self.outcome
            .failures
            .extend(found.errors.into_iter().map(Failure::from));
        let n_before = self.outcome.sources.len();
        for file in found.files {
            match self.take_source(Source::open(&file), None, Place::InFolder)? {
                Some(failure)
                    if matches!(failure.code, FailureCode::NotText | FailureCode::NoPapers) =>
                {
                    self.outcome.skipped.push(failure);
                }
                failure => self.outcome.failures.extend(failure),
            }
        }
        if self.outcome.sources.len() == n_before && self.outcome.failures.is_empty() {
            let failure = Failure::of(FailureCode::NoPapers).about(path.display().to_string());
            self.outcome
                .failures
                .push(failure.because("a folder without sources"));
        }
        Ok(())
    }

    /// Reads one source into the plan. Returns why it came to nothing, if it did.
    fn take_source(
        &mut self,
        source: Result<Source, SourceError>,
        watched: Option<WatchedStamp>,
        place: Place,
    ) -> Result<Option<Failure>, Failure> {
        let source = match source {
            Ok(source) => source,
            Err(error) => return Ok(Some(error.into())),
        };
        let name = source.name();
        let format = self
            .options
            .format
            .unwrap_or_else(|| detect(source.head(), Some(&name)).format);
        let facts = facts_of(&source, format, watched);
        let path = path_of(&facts).to_owned();
        let text = match source.text() {
            Ok(text) => text,
            Err(error) => return Ok(Some(error.into())),
        };
        self.planner.begin_source(facts.clone());
        let mut read_so_far = ReadSoFar::default();
        let failure = self.read_all(read(text, format), &name, &path, &mut read_so_far)?;
        if let Some(failure) = failure {
            // What a source gave before it failed is not half taken in.
            self.planner.withdraw_source();
            return Ok(Some(failure));
        }
        let n_candidates = self
            .planner
            .end_source(read_so_far.noise_lines, kept_text(&source)?);
        let first_rejected = read_so_far
            .rejections
            .first()
            .map(|rejection| rejection.lines.first);
        if place == Place::Named || n_candidates > 0 || first_rejected.is_some() {
            if n_candidates > 0 {
                self.planned.push(self.outcome.sources.len());
            }
            self.outcome.sources.push(TakenSource {
                import: empty_import(facts, &read_so_far),
                warnings: read_so_far.warnings,
                is_encoding_guessed: source.encoding_is_guessed(),
            });
        }
        if n_candidates > 0 {
            return Ok(None);
        }
        Ok(Some(Failure {
            line: first_rejected,
            ..Failure::of(FailureCode::NoPapers).about(path)
        }))
    }

    fn read_all(
        &mut self,
        mut found: Box<dyn Iterator<Item = Result<Found, offprint_formats::ReadError>> + Send>,
        name: &str,
        path: &str,
        so_far: &mut ReadSoFar,
    ) -> Result<Option<Failure>, Failure> {
        for n_found in 0_usize.. {
            if n_found.is_multiple_of(FOUND_BETWEEN_LOOKS) {
                self.oversight.reading(name, self.planner.n_candidates());
                if self.oversight.is_cancelled() {
                    return Err(Failure::of(FailureCode::Cancelled));
                }
            }
            // Readers do not panic; if one does all the same, it costs its source and not the program.
            let Ok(next) = catch_unwind(AssertUnwindSafe(|| found.next())) else {
                return Ok(Some(
                    Failure::of(FailureCode::Unsupported)
                        .about(path)
                        .because("the reader failed"),
                ));
            };
            match next {
                None => break,
                Some(Err(error)) => return Ok(Some(Failure::of_reading(&error, path))),
                Some(Ok(Found::Candidate(candidate))) => self.planner.add(*candidate),
                Some(Ok(Found::Rejection(rejection))) => {
                    so_far.rejections.push(rejection.clone());
                    self.planner.reject(rejection);
                }
                Some(Ok(Found::Warning(warning))) => so_far.warnings.push(warning),
                Some(Ok(Found::Noise(LineSpan { first, last }))) => {
                    so_far.noise_lines += (last - first) as usize + 1;
                }
            }
        }
        Ok(None)
    }
}

/// Larger text is no copied page, and is not read twice.
const LARGEST_COPIED_TEXT: usize = 4 << 20;
/// Browsers write each element's style into the HTML, which makes it some ten times the text.
const LARGEST_COPIED_HTML: usize = 32 << 20;

/// Returns what a paste is read from, and kept as: the lines of its HTML, where these give no less
/// than its text does.
fn text_of_paste(text: String, html: Option<&str>, format: Option<Format>) -> String {
    let Some(html) = html else {
        return text;
    };
    let is_too_large = text.len() > LARGEST_COPIED_TEXT || html.len() > LARGEST_COPIED_HTML;
    // Some programs give their text to whoever asks for HTML.
    if is_too_large || !html.contains('<') {
        return text;
    }
    // Reading foreign content costs the paste at most, not the program.
    let lines = catch_unwind(AssertUnwindSafe(|| {
        let of_text = Yield::of(&text, format)?;
        let lines = lines_of_html(html);
        let of_lines = Yield::of(&lines, format)?;
        let is_better = of_lines.n_papers > 0 && of_lines.is_no_less_than(&of_text);
        is_better.then_some(lines)
    }));
    lines.ok().flatten().unwrap_or(text)
}

/// What a text gives, when it is read as a page's.
#[derive(Default)]
struct Yield {
    n_papers: usize,
    n_abstracts: usize,
    n_identifiers: usize,
}

impl Yield {
    /// Reads a text without taking anything in. None where it is of another format.
    fn of(text: &str, format: Option<Format>) -> Option<Self> {
        let Ok(source) = Source::from_pasted(text) else {
            return Some(Self::default());
        };
        let format = format.unwrap_or_else(|| detect(source.head(), None).format);
        match format {
            Format::PageText => {}
            Format::Bibtex | Format::Ris | Format::JsonLines => return None,
        }
        let mut of_text = Self::default();
        for found in read(source.text().ok()?, format) {
            if let Ok(Found::Candidate(candidate)) = found {
                of_text.n_papers += 1;
                of_text.n_abstracts += usize::from(candidate.abstract_text.is_some());
                of_text.n_identifiers += candidate.identifiers.len();
            }
        }
        Some(of_text)
    }

    fn is_no_less_than(&self, other: &Self) -> bool {
        self.n_papers >= other.n_papers
            && self.n_abstracts >= other.n_abstracts
            && self.n_identifiers >= other.n_identifiers
    }
}

#[derive(Default)]
struct ReadSoFar {
    rejections: Vec<Rejection>,
    warnings: Vec<Warning>,
    noise_lines: usize,
}

fn facts_of(source: &Source, format: Format, watched: Option<WatchedStamp>) -> SourceFacts {
    SourceFacts {
        origin: match source.origin() {
            Origin::File(path) => SourceOrigin::File(path.display().to_string()),
            Origin::Pasted => SourceOrigin::Pasted,
            Origin::StandardInput => SourceOrigin::StandardInput,
            Origin::Sample => SourceOrigin::Sample,
        },
        name: source.name(),
        format: format.name().to_owned(),
        encoding: source.encoding().to_owned(),
        hash: source.hash().to_hex(),
        size_bytes: source.size_bytes(),
        watched,
    }
}

/// Returns where a source is: its path, or its name where it is no file.
pub fn path_of(source: &SourceFacts) -> &str {
    match &source.origin {
        SourceOrigin::File(path) => path,
        SourceOrigin::Pasted | SourceOrigin::StandardInput | SourceOrigin::Sample => &source.name,
    }
}

/// The text of what has no file is kept with the import.
fn kept_text(source: &Source) -> Result<Option<String>, Failure> {
    match source.origin() {
        Origin::File(_) | Origin::Sample => Ok(None),
        Origin::Pasted | Origin::StandardInput => {
            let mut text = String::new();
            for line in source.text()? {
                let line = line.map_err(|error| {
                    Failure::of(FailureCode::NotFound).because(error.to_string())
                })?;
                text.push_str(&line.text);
                text.push('\n');
            }
            Ok(Some(text))
        }
    }
}

fn empty_import(source: SourceFacts, so_far: &ReadSoFar) -> Import {
    Import {
        id: None,
        source,
        numbers: Numbers {
            rejected: so_far.rejections.len(),
            noise_lines: so_far.noise_lines,
            ..Numbers::default()
        },
        papers: Vec::new(),
        rejections: so_far.rejections.clone(),
    }
}
