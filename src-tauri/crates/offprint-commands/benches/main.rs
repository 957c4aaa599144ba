//! `cargo xtask bench`: how long the things take that a person waits for, as one plain table.
//!
//! Everything runs on a real library in a folder on disk, as it does in the window. Imports alternate with
//! bare SQLite writing the same rows, so that both meet the same state of the machine.

mod bare_sqlite;
mod stopwatch;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bare_sqlite::BareRows;
use offprint_commands::import::{ImportOptions, ImportOutcome, Input, import};
use offprint_commands::wire::question::{Filter, Sort};
use offprint_commands::wire::{Answer, Question};
use offprint_commands::{Format, OpenLibrary, Origin};
use offprint_formats::candidate::Found;
use offprint_formats::read;
use offprint_library::snapshot::rows;
use offprint_library::{Actor, Change, NoOversight, State, WhatToUndo};
use offprint_source::Source;
use stopwatch::{Stopwatch, print_heading, print_ratio, timed};
use tempfile::TempDir;

/// How many entries the bibliography has, and so how many papers the library.
const N_PAPERS: usize = 10_000;
/// How many papers the digest has: as many as a page of search results.
const N_DIGEST: usize = 77;
/// How often an import is measured; once more before that, to warm up.
const IMPORT_RUNS: usize = 5;
/// How often what takes milliseconds is measured.
const SHORT_RUNS: usize = 50;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    // On the disk of the build, because the folder for temporary files may lie in memory.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let bibliography = folder.path().join("invented.bib");
    fs::write(&bibliography, offprint_testkit::bibtex_of(N_PAPERS))?;

    print_heading();
    reading(&bibliography)?;
    let open = importing(&folder, &bibliography)?;
    asking(&open)?;
    changing(&open)?;
    Ok(())
}

fn reading(bibliography: &Path) -> Outcome<()> {
    let digest = Source::from_bytes(
        offprint_testkit::digest_of(N_DIGEST).into_bytes(),
        Origin::Pasted,
    )?;
    Stopwatch::measure("read a digest of 77 papers", SHORT_RUNS, || {
        n_candidates(&digest, Format::PageText, N_DIGEST)
    })?;
    Stopwatch::measure("read a BibTeX file of 10,000 entries", IMPORT_RUNS, || {
        n_candidates(&Source::open(bibliography)?, Format::Bibtex, N_PAPERS)
    })?;
    Ok(())
}

fn n_candidates(source: &Source, format: Format, expected: usize) -> Outcome<()> {
    let mut n = 0;
    for found in read(source.text()?, format) {
        n += usize::from(matches!(found?, Found::Candidate(_)));
    }
    expect(n, expected, "papers read")
}

/// Measures the imports, and returns the last library for what comes after.
fn importing(folder: &TempDir, bibliography: &Path) -> Outcome<OpenLibrary> {
    let mut new = Stopwatch::new("import it, all of them new");
    let mut known = Stopwatch::new("import it again, all of them known");
    let mut bare = Stopwatch::new("bare SQLite: the same rows");
    let mut last = None;
    for run in 0..=IMPORT_RUNS {
        let (library, took_new) = timed(|| import_new(folder, bibliography))?;
        let (_, took_bare) = {
            let rows = BareRows::of(library.folder())?;
            let empty = folder.path().join(format!("bare-{run}.db"));
            let db = rows.make_empty(&empty)?;
            timed(|| rows.write(&db))?
        };
        let (outcome, took_known) = timed(|| import_file(&library, bibliography))?;
        expect(outcome.sources[0].import.numbers.known, N_PAPERS, "papers known")?;
        if run > 0 {
            new.note(took_new);
            bare.note(took_bare);
            known.note(took_known);
        }
        last = Some(library);
    }
    for stopwatch in [&new, &known, &bare] {
        stopwatch.print();
    }
    print_ratio("the first import to bare SQLite", &new, &bare);
    print_ratio("the second import to the first", &known, &new);
    Ok(last.expect("there was a run"))
}
