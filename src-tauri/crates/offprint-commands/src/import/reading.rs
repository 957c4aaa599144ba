//! From inputs to what arrives of them: each source is opened, recognised and read.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use offprint_formats::candidate::{Found, LineSpan, Rejection, RejectionReason, Warning};
use offprint_formats::detect::{DetectReason, detect};
use offprint_formats::{
    ColumnMatch, Format, FoundColumn, ReadError, ReadOptions, columns_key, columns_of, read_with,
};
use offprint_library::import::{Arrival, Entry, SourceFacts, SourceOrigin, WatchedStamp};
use offprint_source::{Origin, Source, SourceError, folder};

use super::paste::text_of_paste;
use super::{ImportOversight, Input, path_of};
use crate::failure::{Cause, Failure, FailureCode};
use crate::open_library::OpenLibrary;

/// How often the person's wish to stop is looked at, in things found.
const FOUND_BETWEEN_LOOKS: usize = 64;

/// How sources are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct How {
    /// The format, where the person names it; else it is recognised.
    pub format: Option<Format>,
    /// What the columns of a table hold, where the person says so.
    pub columns: Option<ColumnMatch>,
    /// What the person said before, by the keys of tables.
    pub remembered: HashMap<String, ColumnMatch>,
    /// Whether links to pages that are no papers come in as well.
    pub takes_all_links: bool,
}

/// A source, as far as it was read.
#[derive(Clone, Debug)]
pub(crate) struct ReadSource {
    pub source: Source,
    pub facts: SourceFacts,
    pub format: Format,
    /// What gave the format away; none where the person named it.
    pub reason: Option<DetectReason>,
    /// The columns of a table, as they were read.
    pub columns: Vec<FoundColumn>,
    /// What the person said of them for this import.
    pub columns_said: Option<ColumnMatch>,
    pub warnings: Vec<Warning>,
    pub n_candidates: usize,
    pub n_rejections: usize,
    pub noise_lines: usize,
    /// The rejected records, while it has shown no paper: then nothing else would list them.
    pub rejections: Vec<Rejection>,
}

/// What is read of sources, in their order.
pub(crate) enum Read<'a> {
    /// The next source begins.
    Begin(&'a ReadSource),
    /// A candidate of it.
    Entry(Box<Entry>),
    /// A record of it that could not be a candidate.
    Rejection(Box<Rejection>),
    /// It ends, with its text where there is no file to look at again.
    End(&'a ReadSource, Option<String>),
    /// Its reading failed half-way, or it lies in a folder and holds nothing: it is no source.
    Withdraw,
}

/// Takes what is read. Answers whether more is wanted.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(Read<'_>) -> bool;

impl Read<'_> {
    /// Returns it as it arrives at the library.
    pub fn into_arrival(self) -> Arrival {
        match self {
            Read::Begin(source) => Arrival::Begin(Box::new(source.facts.clone())),
            Read::Entry(entry) => Arrival::Entry(entry),
            Read::Rejection(rejection) => Arrival::Rejection(rejection),
            Read::End(source, text) => source.end(text),
            Read::Withdraw => Arrival::Withdraw,
        }
    }
}

/// Reads inputs one after the other.
pub(crate) struct Reader<'a> {
    how: How,
    oversight: &'a dyn ImportOversight,
    n_candidates: usize,
    /// The sources that could be read, in their order; those that lie in a folder and hold nothing are left out.
    pub sources: Vec<ReadSource>,
    /// The sources that could not be taken in.
    pub failures: Vec<Failure>,
    /// Files met in folders that are no sources: not text, or without a paper.
    pub skipped: Vec<Failure>,
}

/// How the person came to a source.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// By its own name.
    Named,
    /// It lies in a folder that was named.
    InFolder,
}

impl How {
    /// Whether the person said, now or before, what the columns of this table hold.
    fn says_columns_of(&self, head: &str) -> bool {
        if self.columns.is_none() && self.remembered.is_empty() {
            return false;
        }
        let columns = columns_of(head, Format::Csv);
        let is_said = || self.remembered.contains_key(&columns_key(&columns));
        columns.len() > 1 && (self.columns.is_some() || is_said())
    }

    /// The same with what the library remembers of the columns of tables.
    ///
    /// Errors: those of reading the library.
    pub fn remembering(self, open: &OpenLibrary) -> Result<Self, Failure> {
        let stored = open.read(|snapshot| snapshot.settings_beginning(COLUMNS_SETTING))?;
        let said = |(key, text): (String, String)| Some((key, ColumnMatch::from_text(&text)?));
        Ok(Self {
            remembered: stored.into_iter().filter_map(said).collect(),
            ..self
        })
    }
}

impl ReadSource {
    /// Returns the setting that remembers what the person said of its columns.
    pub fn setting(&self) -> Option<(String, String)> {
        let said = self.columns_said.as_ref()?;
        let name = format!("{COLUMNS_SETTING}{}", columns_key(&self.columns));
        Some((name, said.to_text()))
    }

    /// Returns its end, with the text that is kept with its import.
    pub fn end(&self, text: Option<String>) -> Arrival {
        Arrival::End {
            noise_lines: self.noise_lines,
            text,
            setting: self.setting(),
        }
    }

    /// Whether it shows nothing at all.
    const fn is_empty(&self) -> bool {
        self.n_candidates == 0 && self.n_rejections == 0
    }
}

/// What the names of settings begin with that remember the columns of tables; a table's key follows.
const COLUMNS_SETTING: &str = "columns:";

impl<'a> Reader<'a> {
    pub fn new(how: How, oversight: &'a dyn ImportOversight) -> Self {
        Self {
            how,
            oversight,
            n_candidates: 0,
            sources: Vec::new(),
            failures: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// Reads an input: a source, or all that lie in a folder.
    ///
    /// Errors: [`FailureCode::Cancelled`]. A source that fails is listed.
    pub fn take(&mut self, input: Input, sink: Sink<'_>) -> Result<(), Failure> {
        let (source, watched) = match input {
            Input::Path(path) if path.is_dir() => return self.take_folder(&path, sink),
            Input::Path(path) => (Source::open(&path), None),
            Input::Bytes(bytes, origin) => (Source::from_bytes(bytes, origin), None),
            Input::Clipboard { text, html } => {
                let text = text_of_paste(text, html.as_deref(), self.how.format);
                (Source::from_bytes(text.into_bytes(), Origin::Pasted), None)
            }
            Input::Watched(source, stamp) => (Ok(source), Some(stamp)),
        };
        let failure = self.take_source(source, watched, Place::Named, sink)?;
        self.failures.extend(failure);
        Ok(())
    }

    /// In a folder, what is no source is passed over and listed; what cannot be read is a failure.
    fn take_folder(&mut self, path: &Path, sink: Sink<'_>) -> Result<(), Failure> {
        let found = folder::files_in(path);
        self.failures
            .extend(found.errors.into_iter().map(Failure::from));
        let n_before = self.sources.len();
        for file in found.files {
            match self.take_source(Source::open(&file), None, Place::InFolder, sink)? {
                Some(failure)
                    if matches!(failure.code, FailureCode::NotText | FailureCode::NoPapers) =>
                {
                    self.skipped.push(failure);
                }
                failure => self.failures.extend(failure),
            }
        }
        if self.sources.len() == n_before && self.failures.is_empty() {
            let failure = Failure::of(FailureCode::NoPapers).about(path.display().to_string());
            self.failures.push(failure.because(Cause::NoSources));
        }
        Ok(())
    }

    /// Reads one source. Returns why it came to nothing, if it did.
    fn take_source(
        &mut self,
        source: Result<Source, SourceError>,
        watched: Option<WatchedStamp>,
        place: Place,
        sink: Sink<'_>,
    ) -> Result<Option<Failure>, Failure> {
        let source = match source {
            Ok(source) => source,
            Err(error) => return Ok(Some(error.into())),
        };
        let read = match self.read_source(source, watched, self.how.format, place, sink)? {
            Ok(read) => read,
            Err(failure) => return Ok(Some(failure)),
        };
        let failure = (read.n_candidates == 0).then(|| Failure {
            line: read.rejections.first().map(|first| first.lines.first),
            ..Failure::of(FailureCode::NoPapers).about(path_of(&read.facts))
        });
        if place == Place::Named || !read.is_empty() {
            self.sources.push(read);
        }
        Ok(failure)
    }

    /// Reads one source from its beginning to its end, in a format or in the one that is recognised.
    ///
    /// Errors: the outer one stops everything, the inner one costs this source.
    pub fn read_source(
        &mut self,
        source: Source,
        watched: Option<WatchedStamp>,
        format: Option<Format>,
        place: Place,
        sink: Sink<'_>,
    ) -> Result<Result<ReadSource, Failure>, Failure> {
        let name = source.name();
        let (format, reason) = match format {
            Some(format) => (format, None),
            None => {
                // Some formats are told by libraries, which may fail on what they never met.
                let told = catch_unwind(|| detect(source.head(), Some(&name)));
                match told {
                    Ok(detected) => (detected.format, Some(detected.reason)),
                    Err(_) => (Format::PageText, Some(DetectReason::NothingElse)),
                }
            }
        };
        // What the person says of its columns makes a table of what would be none by its names.
        let is_unsure = matches!(
            reason,
            Some(DetectReason::NothingElse | DetectReason::TitleLines)
        );
        let (format, reason) = match is_unsure && self.how.says_columns_of(source.head()) {
            true => (Format::Csv, Some(DetectReason::ColumnNames)),
            false => (format, reason),
        };
        let text = match source.text() {
            Ok(text) => text,
            Err(error) => return Ok(Err(error.into())),
        };
        let facts = facts_of(&source, format, watched);
        let mut columns = columns_of(source.head(), format);
        let columns_said = self.how.columns.clone().filter(|_| !columns.is_empty());
        let known = match columns.is_empty() {
            true => None,
            false => self.how.remembered.get(&columns_key(&columns)).cloned(),
        };
        let options = ReadOptions {
            columns: columns_said.clone().or(known),
        };
        if let Some(said) = &options.columns {
            for (column, field) in columns.iter_mut().zip(&said.0) {
                column.field = *field;
            }
        }
        let mut read_source = ReadSource {
            source,
            format,
            reason,
            columns,
            columns_said,
            facts,
            warnings: Vec::new(),
            n_candidates: 0,
            n_rejections: 0,
            noise_lines: 0,
            rejections: Vec::new(),
        };
        self.pass_on(Read::Begin(&read_source), sink)?;
        if let Err(failure) = self.read_all(
            read_with(text, format, &options),
            &name,
            &mut read_source,
            sink,
        )? {
            // What a source gave before it failed is not half taken in.
            self.pass_on(Read::Withdraw, sink)?;
            return Ok(Err(failure));
        }
        let text = match kept_text(&read_source.source) {
            Ok(text) => text,
            Err(failure) => {
                self.pass_on(Read::Withdraw, sink)?;
                return Ok(Err(failure));
            }
        };
        let end = match place == Place::InFolder && read_source.is_empty() {
            true => Read::Withdraw,
            false => Read::End(&read_source, text),
        };
        self.pass_on(end, sink)?;
        Ok(Ok(read_source))
    }

    fn read_all(
        &mut self,
        mut found: Box<dyn Iterator<Item = Result<Found, ReadError>> + Send>,
        name: &str,
        so_far: &mut ReadSource,
        sink: Sink<'_>,
    ) -> Result<Result<(), Failure>, Failure> {
        for n_found in 0_usize.. {
            if n_found.is_multiple_of(FOUND_BETWEEN_LOOKS) {
                self.oversight.reading(name, self.n_candidates);
                if self.oversight.is_cancelled() {
                    return Err(Failure::of(FailureCode::Cancelled));
                }
            }
            // Readers do not panic; if one does all the same, it costs its source and not the program.
            let Ok(next) = catch_unwind(AssertUnwindSafe(|| found.next())) else {
                return Ok(Err(Failure::of(FailureCode::Unsupported)
                    .about(path_of(&so_far.facts))
                    .because(Cause::ReaderFailed)));
            };
            let candidate = match next {
                None => break,
                Some(Err(error)) => {
                    return Ok(Err(Failure::of_reading(&error, path_of(&so_far.facts))));
                }
                Some(Ok(Found::Candidate(candidate))) => candidate,
                Some(Ok(Found::Rejection(mut rejection))) => {
                    let is_wanted =
                        self.how.takes_all_links && rejection.reason == RejectionReason::NotAPaper;
                    match rejection.candidate.take_if(|_| is_wanted) {
                        Some(candidate) => candidate,
                        None => {
                            so_far.n_rejections += 1;
                            if so_far.n_candidates == 0 {
                                so_far.rejections.push(rejection.clone());
                            }
                            self.pass_on(Read::Rejection(Box::new(rejection)), sink)?;
                            continue;
                        }
                    }
                }
                Some(Ok(Found::Warning(warning))) => {
                    so_far.warnings.push(warning);
                    continue;
                }
                Some(Ok(Found::Noise(LineSpan { first, last }))) => {
                    so_far.noise_lines += (last - first) as usize + 1;
                    continue;
                }
            };
            so_far.rejections.clear();
            so_far.n_candidates += 1;
            self.n_candidates += 1;
            let entry = catch_unwind(AssertUnwindSafe(|| Entry::new(*candidate)));
            let Ok(entry) = entry else {
                return Ok(Err(Failure::of(FailureCode::Unsupported)
                    .about(path_of(&so_far.facts))
                    .because(Cause::ReaderFailed)));
            };
            self.pass_on(Read::Entry(Box::new(entry)), sink)?;
        }
        Ok(Ok(()))
    }

    /// Where nobody wants more, the import has ended, and its own error says why.
    fn pass_on(&self, read: Read<'_>, sink: Sink<'_>) -> Result<(), Failure> {
        match sink(read) {
            true => Ok(()),
            false => Err(Failure::of(FailureCode::Cancelled)),
        }
    }
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

/// The text of what has no file is kept with the import.
fn kept_text(source: &Source) -> Result<Option<String>, Failure> {
    match source.origin() {
        Origin::File(_) | Origin::Sample => Ok(None),
        Origin::Pasted | Origin::StandardInput => {
            let mut text = String::new();
            for line in source.text()? {
                let line =
                    line.map_err(|error| Failure::of(FailureCode::NotFound).saying(error))?;
                text.push_str(&line.text);
                text.push('\n');
            }
            Ok(Some(text))
        }
    }
}
