//! From sources to one change: read, judge, write. The same for window, terminal and watcher.

mod paste;
pub(crate) mod reading;
pub(crate) mod stream;

use std::path::PathBuf;

use offprint_formats::candidate::Warning;
use offprint_formats::detect::DetectReason;
use offprint_formats::{ColumnMatch, Format};
use offprint_library::import::{
    Given, Import, Numbers, OnDuplicate, SourceFacts, SourceOrigin, WatchedStamp,
};
use offprint_library::{Actor, ChangeSeq, Oversight};
use offprint_source::{Origin, Source};

use crate::failure::Failure;
use crate::open_library::OpenLibrary;
use crate::preview::ImportPreview;
use crate::wire;
use crate::wire::convert::state_of;
use reading::{How, ReadSource, Reader};
use stream::stream;

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
    /// Whether links to pages that are no papers come in as well.
    pub takes_all_links: bool,
    /// What the columns of tables hold, where the person says so. It is remembered for tables with the same
    /// columns.
    pub columns: Option<ColumnMatch>,
}

/// Hears how far an import is, and can stop it.
pub trait ImportOversight: Oversight {
    /// So many papers were read so far, now from this source.
    fn reading(&self, _source: &str, _n_papers: usize) {}
    /// So many of the papers that are here, of so many, were looked at: what is read is compared with them.
    fn looking(&self, _n_done: usize, _n_all: usize) {}
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

/// What an import's oversight hears while the papers that are here are looked at.
pub(crate) struct Looking<'a>(pub &'a dyn ImportOversight);

impl Oversight for Looking<'_> {
    fn waiting(&self, is_waiting: bool) {
        self.0.waiting(is_waiting);
    }

    fn progress(&self, n_done: usize, n_all: usize) {
        self.0.looking(n_done, n_all);
    }

    fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}

/// One source that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenSource {
    /// Its numbers and papers.
    pub import: Import,
    /// What was mended while reading.
    pub warnings: Vec<Warning>,
    /// Whether its encoding is a guess.
    pub is_encoding_guessed: bool,
    /// What gave its format away; none where the person named it.
    pub reason: Option<DetectReason>,
    /// Of a dry run: possible duplicates, each with the title found and the title here.
    pub doubts: Vec<(String, String)>,
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

/// Takes sources in, all as one change.
///
/// Sources are read on a thread of their own, ahead of judging and writing. Those that fail cost only
/// themselves and are listed. Cancelled, nothing is kept.
///
/// Errors: those of the library, and [`Cancelled`](crate::failure::FailureCode::Cancelled).
pub fn import(
    open: &OpenLibrary,
    inputs: Vec<Input>,
    options: &ImportOptions,
    by: Actor,
    oversight: &dyn ImportOversight,
) -> Result<ImportOutcome, Failure> {
    let how = How {
        format: options.format,
        columns: options.columns.clone(),
        takes_all_links: options.takes_all_links,
        ..How::default()
    }
    .remembering(open)?;
    let asks = oversight.can_decide() && options.on_duplicate == OnDuplicate::Ask;
    if options.is_dry_run || asks {
        let mut preview = ImportPreview::read(open, inputs, how, options.on_duplicate, oversight)?;
        if options.is_dry_run {
            return preview.outcome(open);
        }
        preview.decide_each(open, |new, here| oversight.decide(new, here), oversight)?;
        return preview.accept(open, &options.given, by, oversight);
    }
    let mut reader = Reader::new(how, oversight);
    let written = stream(
        open,
        &options.given,
        options.on_duplicate,
        by,
        oversight,
        |sink| {
            for input in inputs {
                reader.take(input, &mut |read| sink(read.into_arrival()))?;
            }
            Ok(())
        },
    )?;
    let mut outcome = ImportOutcome {
        seq: written.seq,
        failures: reader.failures,
        skipped: reader.skipped,
        sources: Vec::new(),
    };
    let mut imports = written.imports.into_iter();
    outcome.sources = reader
        .sources
        .into_iter()
        .map(|read| {
            let import = match read.n_candidates {
                0 => None,
                _ => imports.next(),
            };
            read.taken(import)
        })
        .collect();
    Ok(outcome)
}

impl ReadSource {
    /// Returns what came of it; of a source without a paper nothing is in the library.
    pub(crate) fn taken(&self, import: Option<Import>) -> TakenSource {
        TakenSource {
            is_encoding_guessed: self.source.encoding_is_guessed(),
            import: import.unwrap_or_else(|| Import {
                numbers: Numbers {
                    rejected: self.n_rejections,
                    noise_lines: self.noise_lines,
                    ..Numbers::default()
                },
                rejections: self.rejections.clone(),
                ..Import::nothing_of(self.facts.clone())
            }),
            warnings: self.warnings.clone(),
            reason: self.reason,
            doubts: Vec::new(),
        }
    }
}

/// Returns where a source is: its path, or its name where it is no file.
pub fn path_of(source: &SourceFacts) -> &str {
    match &source.origin {
        SourceOrigin::File(path) => path,
        SourceOrigin::Pasted | SourceOrigin::StandardInput | SourceOrigin::Sample => &source.name,
    }
}

/// Takes what the window says that the person gives.
pub fn given_of(given: wire::preview::Given) -> Given {
    Given {
        state: given.state.map(state_of),
        tags: given.tags,
        why: given.why.filter(|why| !why.trim().is_empty()),
    }
}
