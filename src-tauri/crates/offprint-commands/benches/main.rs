//! `cargo xtask bench core`: how long the things take that a person waits for, as one plain table.
//!
//! Everything runs on a real library in a folder on disk, as it does in the window. Imports take turns
//! with bare SQLite that writes the same rows, so that both meet the same state of the machine.

mod bare_sqlite;
mod large_library;
mod stopwatch;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use bare_sqlite::BareSqlite;
use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::preview::PreviewSlot;
use offprint_commands::wire::preview::ImportPreview;
use offprint_commands::wire::question::{Filter, Sort};
use offprint_commands::wire::{Answer, Question};
use offprint_commands::{Format, OpenLibrary, Origin};
use offprint_formats::candidate::Found;
use offprint_formats::read;
use offprint_library::import::{Given, Numbers};
use offprint_library::{Actor, Change, NoOversight, State, WhatToUndo, snapshot};
use offprint_source::Source;
use stopwatch::{Stopwatch, print_heading, print_ratio};

/// How many papers the library has on which questions and changes are measured.
const N_PAPERS: usize = 10_000;
/// How many papers the large sources have.
const N_MANY: usize = 100_000;
/// How many papers the digest has: as many as a long page of search results.
const N_DIGEST: usize = 77;
/// How many rows a list is asked for.
const N_ROWS: usize = 100;
/// How often something that takes a second is measured.
const LONG_RUNS: usize = 5;
/// How often something that takes several seconds is measured.
const LONGEST_RUNS: usize = 3;
/// How often something that takes milliseconds is measured.
const SHORT_RUNS: usize = 50;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, library, source] = arguments.as_slice()
        && [MEMORY, MEMORY_OF_PREVIEW].contains(&flag.as_str())
    {
        let is_preview = flag == MEMORY_OF_PREVIEW;
        return use_memory(Path::new(library), Path::new(source), is_preview);
    }
    // Beside the build, because the system's temporary folder may lie in memory.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let folder = folder.path();
    print_heading();
    // Cargo adds a word of its own behind it.
    if arguments.first().is_some_and(|first| first == LARGE) {
        let [large, ..] = SourceFile::of_each_kind(folder, N_MANY)?;
        return large_library::measure(&large.path, folder);
    }
    let text = offprint_testkit::digest_of(N_DIGEST).into_bytes();
    let digest = Source::from_bytes(text, Origin::Pasted)?;
    Stopwatch::measure("read a digest of 77 papers", SHORT_RUNS, || {
        read_all(&digest, Format::PageText, N_DIGEST)
    })?;
    let small = SourceFile::of_each_kind(folder, N_PAPERS)?;
    let large = SourceFile::of_each_kind(folder, N_MANY)?;
    for source in &large {
        source.reading()?;
    }
    for source in small.iter().chain(&large) {
        source.importing(folder)?;
    }
    for source in &large {
        source.memory(folder)?;
    }
    large[0].previewing(folder)?;
    let open = new_library(&folder.join("library"))?;
    let options = ImportOptions {
        given: Given {
            state: Some(State::Queued),
            tags: vec!["Harvest".to_owned()],
            why: None,
        },
        ..ImportOptions::default()
    };
    let mut given = Stopwatch::new("import 10,000 BibTeX, queued and tagged");
    let queued = new_library(&folder.join("queued"))?;
    given.time(|| import_file(&queued, &small[0].path, &options))?;
    given.print();
    import_file(&open, &small[0].path, &ImportOptions::default())?;
    asking(&open)?;
    changing(&open, folder)?;
    large_library::measure(&large[0].path, folder)
}

/// An invented source on disk.
struct SourceFile {
    path: PathBuf,
    kind: &'static str,
    format: Format,
    n_papers: usize,
    n_bytes: u64,
}

impl SourceFile {
    fn of_each_kind(folder: &Path, n_papers: usize) -> Outcome<[Self; 3]> {
        let of = |kind, format, name: &str, text: String| -> Outcome<Self> {
            let path = folder.join(format!("{n_papers}-{name}"));
            fs::write(&path, &text)?;
            Ok(Self {
                path,
                kind,
                format,
                n_papers,
                n_bytes: text.len() as u64,
            })
        };
        Ok([
            of(
                "BibTeX",
                Format::Bibtex,
                "invented.bib",
                offprint_testkit::bibtex_of(n_papers),
            )?,
            of(
                "RIS",
                Format::Ris,
                "invented.ris",
                offprint_testkit::ris_of(n_papers),
            )?,
            of(
                "digest",
                Format::PageText,
                "invented.txt",
                offprint_testkit::digest_of(n_papers),
            )?,
        ])
    }

    fn name(&self, what: &str) -> String {
        format!("{what} {} {}", self.n_papers, self.kind)
    }

    const fn runs(&self) -> usize {
        if self.n_papers > N_PAPERS {
            LONGEST_RUNS
        } else {
            LONG_RUNS
        }
    }

    /// Reads it, without judging or writing.
    fn reading(&self) -> Outcome<()> {
        let mut reading = Stopwatch::new(self.name("read"));
        for _ in 0..self.runs() {
            let source = Source::open(&self.path)?;
            reading.time(|| read_all(&source, self.format, self.n_papers))?;
        }
        reading.print_speed(self.n_papers, self.n_bytes);
        Ok(())
    }

    /// Takes it into an empty library, then again into the full one, in turns with bare SQLite.
    fn importing(&self, folder: &Path) -> Outcome<()> {
        let mut new = Stopwatch::new(self.name("import"));
        let mut known = Stopwatch::new("  again: all are known");
        let mut bare = Stopwatch::new("  bare SQLite, the same rows");
        let plain = ImportOptions::default();
        // The first turn is for warming up.
        for run in 0..=self.runs() {
            let place = folder.join(format!("{run}-{}-{}", self.n_papers, self.kind));
            let open = new_library(&place)?;
            let mut turn = (Stopwatch::new(""), Stopwatch::new(""), Stopwatch::new(""));
            let (new, known, bare) = match run {
                0 => (&mut turn.0, &mut turn.1, &mut turn.2),
                _ => (&mut new, &mut known, &mut bare),
            };
            let numbers = new.time(|| import_file(&open, &self.path, &plain))?;
            expect("papers added", numbers.added, self.n_papers)?;
            let sqlite = BareSqlite::of_library(open.folder())?;
            let file = place.with_extension("db");
            let db = sqlite.make_empty(&file)?;
            bare.time(|| sqlite.write_rows(&db))?;
            drop((db, sqlite));
            let numbers = known.time(|| import_file(&open, &self.path, &plain))?;
            expect("papers known", numbers.known, self.n_papers)?;
            drop(open);
            fs::remove_dir_all(&place)?;
            fs::remove_file(&file)?;
        }
        new.print_speed(self.n_papers, self.n_bytes);
        bare.print();
        known.print();
        print_ratio("  import : bare SQLite", &new, &bare);
        print_ratio("  again : import", &known, &new);
        Ok(())
    }

    /// Shows it in a preview, then a digest over the library that holds all of it.
    fn previewing(&self, folder: &Path) -> Outcome<()> {
        let mut first = Stopwatch::new(self.name("preview: first rows of"));
        let mut whole = Stopwatch::new(self.name("preview: all of"));
        let open = new_library(&folder.join("preview"))?;
        for _ in 0..self.runs() {
            let input = Input::Path(self.path.clone());
            preview(&open, input, &mut first, &mut whole, self.n_papers)?;
        }
        first.print();
        whole.print();
        import_file(&open, &self.path, &ImportOptions::default())?;
        let mut digest = Stopwatch::new(format!("preview: a digest, {} here", self.n_papers));
        let mut nothing = Stopwatch::new("");
        for _ in 0..LONG_RUNS {
            let text = offprint_testkit::digest_of(N_DIGEST).into_bytes();
            let input = Input::Bytes(text, Origin::Pasted);
            preview(&open, input, &mut nothing, &mut digest, N_DIGEST)?;
        }
        digest.print();
        Ok(())
    }

    /// Says how much memory a process of its own needs at most to show it, to take it in, and again.
    fn memory(&self, folder: &Path) -> Outcome<()> {
        let place = folder.join(format!("memory-{}", self.kind));
        for (what, flag) in [
            ("memory: preview", MEMORY_OF_PREVIEW),
            ("memory: import", MEMORY),
            ("memory: again,", MEMORY),
        ] {
            let out = Command::new(std::env::current_exe()?)
                .arg(flag)
                .args([&place, &self.path])
                .output()?;
            let peak = String::from_utf8(out.stdout)?;
            println!("{:<38} {:>10}", self.name(what), peak.trim());
        }
        Ok(())
    }
}

/// Asks for what is measured on a large library only.
const LARGE: &str = "large";
/// Asks this program, as a process of its own, how much memory an import needs.
const MEMORY: &str = "--memory";
/// The same for a preview.
const MEMORY_OF_PREVIEW: &str = "--memory-of-preview";

fn use_memory(library: &Path, source: &Path, is_preview: bool) -> Outcome<()> {
    let open = new_library(library)?;
    match is_preview {
        true => {
            let inputs = vec![Input::Path(source.to_path_buf())];
            PreviewSlot::default()
                .read(&open, inputs, 0, &NoOversight, drop)
                .map_err(failed)?;
        }
        false => {
            import_file(&open, source, &ImportOptions::default())?;
        }
    }
    // Only Linux tells the peak in a file; elsewhere nothing is printed.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    if let Some(peak) = peak {
        println!("{} MB", peak / 1024);
    }
    Ok(())
}

fn read_all(source: &Source, format: Format, n_expected: usize) -> Outcome<()> {
    let mut n_candidates = 0;
    for found in read(source.text()?, format) {
        n_candidates += usize::from(matches!(found?, Found::Candidate(_)));
    }
    expect("papers read", n_candidates, n_expected)
}

/// Makes an empty library, so that an import is measured without that.
fn new_library(folder: &Path) -> Outcome<OpenLibrary> {
    let open = OpenLibrary::at(folder.to_path_buf());
    open.library().map_err(failed)?;
    Ok(open)
}

fn import_file(open: &OpenLibrary, path: &Path, options: &ImportOptions) -> Outcome<Numbers> {
    let inputs = vec![Input::Path(path.to_path_buf())];
    let outcome = import(open, inputs, options, Actor::Terminal, &NoOversight).map_err(failed)?;
    Ok(outcome.sources[0].import.numbers)
}

/// Times a preview until its first rows can be shown, and until all are there.
fn preview(
    open: &OpenLibrary,
    input: Input,
    first: &mut Stopwatch,
    whole: &mut Stopwatch,
    n_expected: usize,
) -> Outcome<()> {
    let previews = PreviewSlot::default();
    let mut number = 0;
    whole.time(|| {
        let started = Instant::now();
        let shown = |head: ImportPreview| {
            first.note(started.elapsed());
            number = head.preview;
        };
        let inputs = vec![input];
        previews
            .read(open, inputs, 0, &NoOversight, shown)
            .map_err(failed)
    })?;
    let head = previews.grown(number, 0).map_err(failed)?;
    expect("papers shown", head.numbers.found as usize, n_expected)
}

fn asking(open: &OpenLibrary) -> Outcome<()> {
    let last = N_PAPERS - N_ROWS;
    for (name, from_row) in [
        ("100 rows of 10,000, first", 0),
        ("100 rows of 10,000, middle", last / 2),
        ("100 rows of 10,000, last", last),
    ] {
        Stopwatch::measure(name, SHORT_RUNS, || {
            ask_for_rows(open, Filter::default(), Sort::Added, from_row)
        })?;
    }
    let found = Filter {
        query: Some("glaciers reefs".to_owned()),
        ..Filter::default()
    };
    Stopwatch::measure("search 10,000 for two words", LONG_RUNS, || {
        ask_for_rows(open, found.clone(), Sort::Relevance, 0)
    })
}

fn ask_for_rows(open: &OpenLibrary, filter: Filter, sort: Sort, from_row: usize) -> Outcome<()> {
    let question = Question::Rows {
        filter,
        sort,
        from_row: from_row as u32,
        n_rows: N_ROWS as u32,
    };
    match open.ask(&question).map_err(failed)? {
        Answer::Rows { rows, .. } => expect("rows", rows.len(), N_ROWS),
        other => Err(format!("another answer: {other:?}").into()),
    }
}

/// Measures one change with its wait for the disk, beside bare SQLite that changes the same row.
fn changing(open: &OpenLibrary, folder: &Path) -> Outcome<()> {
    let library = open.library().map_err(failed)?;
    let sqlite = BareSqlite::of_library(open.folder())?;
    let db = sqlite.make_empty(&folder.join("bare-change.db"))?;
    // With all its rows, so that both write into files of the same size.
    sqlite.write_rows(&db)?;
    let papers = library.snapshot()?.ids(
        &snapshot::rows::Filter::default(),
        snapshot::rows::Sort::Added,
        0,
        SHORT_RUNS,
    )?;
    let mut change = Stopwatch::new("set one paper's state");
    let mut undo = Stopwatch::new("undo that");
    let mut bare = Stopwatch::new("bare SQLite, the same row");
    for paper in papers {
        let set_state = Change::SetState {
            papers: vec![paper],
            to: State::Read,
        };
        change.time(|| Ok(library.apply(set_state, Actor::Window, &NoOversight)?))?;
        undo.time(|| Ok(library.undo(&WhatToUndo::Newest, false, Actor::Window, &NoOversight)?))?;
        bare.time(|| bare_sqlite::set_state(&db, paper.number()))?;
    }
    change.print();
    undo.print();
    bare.print();
    print_ratio("one change : bare SQLite", &change, &bare);
    Ok(())
}

fn expect(what: &str, n_found: usize, n_expected: usize) -> Outcome<()> {
    match n_found == n_expected {
        true => Ok(()),
        false => Err(format!("{what}: {n_found} instead of {n_expected}").into()),
    }
}

fn failed(failure: offprint_commands::failure::Failure) -> Box<dyn Error> {
    format!("{failure:?}").into()
}
