//! A library in a temporary folder, builders, and a plain picture of all that it holds.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use offprint_formats::candidate::{Candidate, LineSpan};
use offprint_platform::clock::{Clock, Day, FixedClock, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::change::packed::pack;
use crate::import::{
    Arrival, Entry, Given, Import, Intake, OnDuplicate, SourceFacts, SourceOrigin,
};
use crate::library::Library;
use crate::snapshot::rows::{Filter, Sort};
use crate::store::open::{self, DATABASE_FILE};
use crate::store::tables;
use crate::{Actor, Applied, Change, NoOversight, PaperId, Snapshot, State};

/// A real library in a temporary folder, with a clock that stands still.
#[derive(Debug)]
pub struct TestLibrary {
    /// The library.
    pub library: Library,
    /// Its clock; move it with `advance`.
    pub clock: Arc<FixedClock>,
    folder: TempDir,
}

impl Default for TestLibrary {
    fn default() -> Self {
        Self::new()
    }
}

impl TestLibrary {
    /// Makes an empty library. It does not wait for the disk.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let clock = Arc::new(FixedClock::at(Timestamp::from_millis(1_786_000_000_000)));
        let library = open_fast(folder.path(), clock.clone());
        Self {
            library,
            clock,
            folder,
        }
    }

    /// Closes the library and opens it again, as a restart does.
    pub fn reopen(self) -> Self {
        let Self {
            library,
            clock,
            folder,
        } = self;
        drop(library);
        let library = open_fast(folder.path(), clock.clone());
        Self {
            library,
            clock,
            folder,
        }
    }

    /// Returns the day that its clock shows.
    pub fn today(&self) -> Day {
        self.clock.now().local_day()
    }

    /// Returns its folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Imports papers with these titles, one a line, as one pasted text.
    pub fn import(&self, titles: &str) -> Import {
        self.import_all(candidates(titles))
    }

    /// Imports candidates as one pasted text.
    pub fn import_all(&self, candidates: Vec<Candidate>) -> Import {
        self.apply(accept_import(
            candidates,
            Given::default(),
            OnDuplicate::Ask,
        ))
        .imports
        .into_iter()
        .next()
        .expect("there is one source")
    }

    /// Applies a change that the person makes.
    #[track_caller]
    pub fn apply(&self, change: Change) -> Applied {
        self.library
            .apply(change, Actor::Window, &NoOversight)
            .expect("it can be changed")
    }

    /// Opens a view of it.
    #[track_caller]
    pub fn snapshot(&self) -> Snapshot {
        self.library.snapshot().expect("it can be read")
    }

    /// Returns all its papers, newest import first.
    #[track_caller]
    pub fn papers(&self) -> Vec<PaperId> {
        self.listed(&Filter::default(), Sort::Added)
    }

    /// Returns its queue.
    #[track_caller]
    pub fn queue(&self) -> Vec<PaperId> {
        let filter = Filter {
            states: vec![State::Queued],
            ..Filter::default()
        };
        self.listed(&filter, Sort::Queue)
    }

    fn listed(&self, filter: &Filter, sort: Sort) -> Vec<PaperId> {
        self.snapshot()
            .ids(filter, sort, 0, usize::MAX)
            .expect("it can be read")
    }

    /// Returns the id of one paper.
    pub fn any_uid(&self) -> String {
        let db = self.database();
        db.query_row("SELECT uid FROM papers ORDER BY id LIMIT 1", [], |row| {
            row.get(0)
        })
        .expect("there is a paper")
    }

    /// Returns all that the history covers, as bytes: equal for equal libraries.
    pub fn picture(&self) -> Vec<(&'static str, Vec<u8>)> {
        let db = self.database();
        tables::ALL
            .into_iter()
            .map(|table| {
                let sql = format!(
                    "SELECT {} FROM {} ORDER BY {}",
                    table.all_columns(),
                    table.name,
                    table.key
                );
                let mut select = db.prepare(&sql).expect("the table is there");
                let rows: Vec<Vec<Value>> = select
                    .query_map([], tables::values_of)
                    .and_then(Iterator::collect)
                    .expect("the table can be read");
                (table.name, pack(&rows))
            })
            .collect()
    }

    /// Makes the disk seem nearly full: the database may grow by a few pages only.
    pub fn limit_size(&self) {
        let writer = self.library.writer();
        let n_pages: i64 = writer
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .expect("it is a pragma");
        writer
            .pragma_update(None, "max_page_count", n_pages + 8)
            .expect("it is a pragma");
    }

    /// Opens the database itself, past the library.
    pub fn database(&self) -> Connection {
        Connection::open_with_flags(
            self.path().join(DATABASE_FILE),
            OpenFlags::SQLITE_OPEN_READ_ONLY,
        )
        .expect("the database is there")
    }
}

fn open_fast(folder: &Path, clock: Arc<FixedClock>) -> Library {
    let writer = open::open_or_make(&folder.join(DATABASE_FILE)).expect("it can be made");
    writer
        .pragma_update(None, "synchronous", "OFF")
        .expect("it is a known pragma");
    Library::around(folder, writer, clock)
}

/// Returns a candidate that has only a title.
pub fn candidate(title: &str) -> Candidate {
    Candidate {
        title: title.to_owned(),
        ..Candidate::default()
    }
}

/// Returns candidates that have only titles, one a line.
pub fn candidates(titles: &str) -> Vec<Candidate> {
    titles
        .lines()
        .map(|title| candidate(title.trim()))
        .collect()
}

/// Returns the change that takes candidates in as one pasted text.
pub fn accept_import(
    candidates: Vec<Candidate>,
    given: Given,
    on_duplicate: OnDuplicate,
) -> Change {
    let mut arrivals = vec![Arrival::Begin(Box::new(facts("pasted text")))];
    for (place, mut candidate) in candidates.into_iter().enumerate() {
        if candidate.lines.is_empty() {
            candidate.lines = vec![LineSpan::new(place as u32 + 1, place as u32 + 1)];
        }
        arrivals.push(Arrival::Entry(Box::new(Entry::new(candidate))));
    }
    arrivals.push(Arrival::End {
        noise_lines: 0,
        text: Some("the text".to_owned()),
        setting: None,
    });
    Change::AcceptImport(Box::new(Intake::of(arrivals, given, on_duplicate)))
}

/// Returns the change that gives papers a state.
pub fn set_state(papers: &[PaperId], to: State) -> Change {
    Change::SetState {
        papers: papers.to_vec(),
        to,
    }
}

/// Returns the change that gives papers a star.
pub fn set_star(papers: &[PaperId]) -> Change {
    Change::SetStar {
        papers: papers.to_vec(),
        is_starred: true,
    }
}

/// Returns the facts of a source of this name, with a content of its own.
pub fn facts(name: &str) -> SourceFacts {
    static N_SOURCES: AtomicUsize = AtomicUsize::new(0);
    let number = N_SOURCES.fetch_add(1, Ordering::Relaxed);
    SourceFacts {
        origin: SourceOrigin::Pasted,
        name: name.to_owned(),
        format: "page-text".to_owned(),
        encoding: "UTF-8".to_owned(),
        hash: format!("{number:064x}"),
        size_bytes: 8,
        watched: None,
    }
}
