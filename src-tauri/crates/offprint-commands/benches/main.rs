//! `cargo xtask bench`: how long the things take that a person waits for, as one plain table.
//!
//! Everything runs on a real library in a folder on disk, as it does in the window. Imports take turns
//! with bare SQLite that writes the same rows, so that both meet the same state of the machine.

mod bare_sqlite;
mod stopwatch;

use std::error::Error;
use std::fs;
use std::path::Path;

use bare_sqlite::BareSqlite;
use offprint_commands::import::{ImportOptions, Input, import};
use offprint_commands::wire::question::{Filter, Sort};
use offprint_commands::wire::{Answer, Question};
use offprint_commands::{Format, OpenLibrary, Origin};
use offprint_formats::candidate::Found;
use offprint_formats::read;
use offprint_library::import::{Given, Numbers};
use offprint_library::{Actor, Change, NoOversight, State, WhatToUndo, snapshot};
use offprint_source::Source;
use stopwatch::{Stopwatch, print_heading, print_ratio};

/// How many entries the bibliography has, and so how many papers the library.
const N_PAPERS: usize = 10_000;
/// How many papers the digest has: as many as a long page of search results.
const N_DIGEST: usize = 77;
/// How many rows a list is asked for.
const N_ROWS: usize = 100;
/// How often something that takes a second is measured.
const LONG_RUNS: usize = 5;
/// How often something that takes milliseconds is measured.
const SHORT_RUNS: usize = 50;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    // Beside the build, because the system's temporary folder may lie in memory.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let bibliography = folder.path().join("invented.bib");
    fs::write(&bibliography, offprint_testkit::bibtex_of(N_PAPERS))?;

    print_heading();
    reading(&bibliography)?;
    let open = importing(folder.path(), &bibliography)?;
    asking(&open)?;
    changing(&open, folder.path())
}

fn reading(bibliography: &Path) -> Outcome<()> {
    let text = offprint_testkit::digest_of(N_DIGEST).into_bytes();
    let digest = Source::from_bytes(text, Origin::Pasted)?;
    Stopwatch::measure("read a digest of 77 papers", SHORT_RUNS, || {
        read_all(&digest, Format::PageText, N_DIGEST)
    })?;
    Stopwatch::measure("read a BibTeX file of 10,000 entries", LONG_RUNS, || {
        read_all(&Source::open(bibliography)?, Format::Bibtex, N_PAPERS)
    })
}

fn read_all(source: &Source, format: Format, n_expected: usize) -> Outcome<()> {
    let mut n_candidates = 0;
    for found in read(source.text()?, format) {
        n_candidates += usize::from(matches!(found?, Found::Candidate(_)));
    }
    expect("papers read", n_candidates, n_expected)
}

/// Measures imports into new libraries, and returns the last of these for what comes after.
fn importing(folder: &Path, bibliography: &Path) -> Outcome<OpenLibrary> {
    let mut new = Stopwatch::new("import it: all are new");
    let mut known = Stopwatch::new("import it again: all are known");
    let mut given = Stopwatch::new("import it: all new, queued and tagged");
    let mut bare = Stopwatch::new("bare SQLite, the same rows");
    let queued_and_tagged = ImportOptions {
        given: Given {
            state: Some(State::Queued),
            tags: vec!["Harvest".to_owned()],
            why: None,
        },
        ..ImportOptions::default()
    };
    let plain = ImportOptions::default();
    // The first library is for warming up.
    let mut open = new_library(&folder.join("warm-up"))?;
    import_file(&open, bibliography, &plain)?;
    for run in 1..=LONG_RUNS {
        open = new_library(&folder.join(format!("library-{run}")))?;
        let numbers = new.time(|| import_file(&open, bibliography, &plain))?;
        expect("papers added", numbers.added, N_PAPERS)?;
        let sqlite = BareSqlite::of_library(open.folder())?;
        let db = sqlite.make_empty(&folder.join(format!("bare-{run}.db")))?;
        bare.time(|| sqlite.write_rows(&db))?;
        let numbers = known.time(|| import_file(&open, bibliography, &plain))?;
        expect("papers known", numbers.known, N_PAPERS)?;
        let other = new_library(&folder.join(format!("queued-{run}")))?;
        given.time(|| import_file(&other, bibliography, &queued_and_tagged))?;
    }
    new.print();
    known.print();
    given.print();
    bare.print();
    print_ratio("first import : bare SQLite", &new, &bare);
    print_ratio("second import : first import", &known, &new);
    Ok(open)
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
