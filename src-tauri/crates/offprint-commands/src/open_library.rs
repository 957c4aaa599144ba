//! The application without a face: a library, where it is, and the clock.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use offprint_library::{Library, PaperId, Snapshot, holds_library};
use offprint_platform::clock::{Clock, Day, SystemClock};
use offprint_platform::places::{LibraryPlace, SaidBy};
use offprint_search::{DecidedPapers, Hint, Query};

use crate::ask::LookedAt;
use crate::failure::Failure;

/// A library that is opened when it is first needed: for reading without making anything, for writing
/// with all that it takes. Shared between threads.
pub struct OpenLibrary {
    folder: PathBuf,
    if_missing: IfMissing,
    /// Whether there was a library in the folder: one that has gone since was moved or is out of reach.
    was_there: AtomicBool,
    clock: Arc<dyn Clock>,
    library: OnceLock<Library>,
    opening: Mutex<()>,
    /// The latest searches, the last one first, each with its answer once that is found.
    searches: Mutex<Vec<Arc<LatestSearch>>>,
    /// What the person decided, as of the last hint.
    decided: Mutex<DecidedPapers>,
    /// Files that sightings came from.
    looked_at: LookedAt,
    /// Read-only connections that wait for the next question.
    idle: Mutex<Vec<Snapshot>>,
}

/// What it means where a folder holds no library.
enum IfMissing {
    /// That it is empty; it is made by the first change, unless one was there already.
    Empty,
    /// That it cannot be reached: the person has put it there.
    Unreachable,
    /// Nobody could say where it is.
    Unknown(Failure),
}

/// How many searches are kept: of the list, of the palette, of a link that is being written, and one more.
const MOST_SEARCHES: usize = 4;

/// A search at one moment of the library.
struct LatestSearch {
    queries: Vec<Query>,
    seq: i64,
    today: Day,
    /// Locked while it is looked for: who asks the same waits, and who asks another thing does not.
    papers: Mutex<Option<Arc<[PaperId]>>>,
}

impl OpenLibrary {
    /// Points to the library in a folder. Nothing is opened or made yet.
    pub fn at(folder: PathBuf) -> Self {
        Self::pointing_to(folder, IfMissing::Empty)
    }

    /// Points to the library of a place. Where the settings say that it is in a folder in which none is, a drive is
    /// missing, or the folder was moved: no other is made in its stead.
    pub fn of(place: &LibraryPlace) -> Self {
        let if_missing = match place.said_by {
            SaidBy::Settings => IfMissing::Unreachable,
            SaidBy::Argument | SaidBy::Variable | SaidBy::System => IfMissing::Empty,
        };
        Self::pointing_to(place.folder.clone(), if_missing)
    }

    /// Stands for a library of which nobody can say where it is: it cannot be opened, and this is why.
    pub fn unknown(why: Failure) -> Self {
        Self::pointing_to(PathBuf::new(), IfMissing::Unknown(why))
    }

    fn pointing_to(folder: PathBuf, if_missing: IfMissing) -> Self {
        let was_there = match if_missing {
            IfMissing::Empty => holds_library(&folder),
            IfMissing::Unreachable => true,
            IfMissing::Unknown(_) => false,
        };
        Self {
            was_there: AtomicBool::new(was_there),
            folder,
            if_missing,
            clock: Arc::new(SystemClock),
            library: OnceLock::new(),
            opening: Mutex::new(()),
            idle: Mutex::new(Vec::new()),
            searches: Mutex::new(Vec::new()),
            decided: Mutex::default(),
            looked_at: LookedAt::default(),
        }
    }

    /// Returns the library's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Returns the files that sightings came from.
    pub(crate) fn looked_at(&self) -> &LookedAt {
        &self.looked_at
    }

    /// Returns the present day where the person is.
    pub fn today(&self) -> Day {
        self.clock.now().local_day()
    }

    /// Returns the library, open for writing; makes it where there is none.
    ///
    /// Errors: why it cannot be opened, with its folder. The next call tries again.
    pub fn library(&self) -> Result<&Library, Failure> {
        let _one_at_a_time = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(library) = self.library.get() {
            return Ok(library);
        }
        self.check_reachable()?;
        let library =
            Library::open(&self.folder, self.clock.clone()).map_err(|error| self.failure(error))?;
        Ok(self.library.get_or_init(|| library))
    }

    fn check_reachable(&self) -> Result<(), Failure> {
        if let IfMissing::Unknown(why) = &self.if_missing {
            return Err(why.clone());
        }
        if holds_library(&self.folder) {
            self.was_there.store(true, Ordering::Relaxed);
        } else if self.was_there.load(Ordering::Relaxed) {
            let folder = self.folder.clone();
            return Err(self.failure(offprint_library::Error::Gone { folder }));
        }
        Ok(())
    }

    /// Whether something was written, or was to be, since this was made.
    pub fn is_open_for_writing(&self) -> bool {
        self.library.get().is_some()
    }

    /// Answers from a read-only view. Where there is no library it is an empty one, and nothing is made.
    ///
    /// Errors: why it cannot be read, and those of `read`.
    pub fn read<T, E>(&self, read: impl FnOnce(&Snapshot) -> Result<T, E>) -> Result<T, Failure>
    where
        Failure: From<E>,
    {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let snapshot = match idle {
            Some(snapshot) => snapshot,
            None => {
                self.check_reachable()?;
                Snapshot::open(&self.folder).map_err(|error| self.failure(error))?
            }
        };
        let answer = read(&snapshot)?;
        // An empty view stands for a library that is not there; it may be there next time.
        if snapshot.is_of_a_file() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(snapshot);
        }
        Ok(answer)
    }

    /// Finds the paper whose id is this, or begins so.
    ///
    /// Errors: none or several do; those of reading the library.
    pub fn paper(&self, id: &str) -> Result<PaperId, Failure> {
        self.read(|snapshot| snapshot.resolve_paper(id))
    }

    /// Finds the papers whose ids are these, or begin so, in their order.
    ///
    /// Errors: as for [`OpenLibrary::paper`].
    pub fn papers(&self, ids: &[String]) -> Result<Vec<PaperId>, Failure> {
        self.read(|snapshot| {
            ids.iter()
                .map(|id| snapshot.resolve_paper(id))
                .collect::<Result<_, _>>()
        })
    }

    /// Finds the papers that hold all of some queries. While nothing has changed, a list that is scrolled asks the
    /// same again and again.
    ///
    /// Errors: those of reading the library.
    pub(crate) fn search(
        &self,
        snapshot: &Snapshot,
        queries: &[Query],
    ) -> Result<Arc<[PaperId]>, Failure> {
        let search = self.latest_search(queries, snapshot.newest_seq()?);
        let mut papers = search.papers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(papers) = &*papers {
            return Ok(papers.clone());
        }
        let found = offprint_search::search_all(snapshot, queries, search.today)?;
        Ok(papers.insert(found.papers.into()).clone())
    }

    /// Returns the search for some queries at a moment of the library, as the last one.
    fn latest_search(&self, queries: &[Query], seq: i64) -> Arc<LatestSearch> {
        let today = self.today();
        let mut searches = self.searches.lock().unwrap_or_else(PoisonError::into_inner);
        let same = searches
            .iter()
            .position(|one| one.seq == seq && one.today == today && one.queries == queries);
        let search = match same {
            Some(place) => searches.remove(place),
            None => Arc::new(LatestSearch {
                queries: queries.to_vec(),
                seq,
                today,
                papers: Mutex::new(None),
            }),
        };
        searches.insert(0, search.clone());
        searches.truncate(MOST_SEARCHES);
        search
    }

    /// Finds what the person should know of papers like one.
    ///
    /// Errors: those of reading the library.
    pub(crate) fn hint(
        &self,
        snapshot: &Snapshot,
        paper: PaperId,
    ) -> Result<Option<Hint>, Failure> {
        let mut decided = self.decided.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(snapshot.at_one_moment(|snapshot| {
            decided.follow(snapshot)?;
            decided.hint_for(snapshot, paper)
        })?)
    }

    /// Makes a failure of an error of this library, with its folder where none is named.
    pub(crate) fn failure(&self, error: offprint_library::Error) -> Failure {
        let mut failure = Failure::from(error);
        if failure.code.is_of_library() && failure.path.is_none() {
            failure.path = Some(self.folder.display().to_string());
        }
        failure
    }
}

impl std::fmt::Debug for OpenLibrary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenLibrary")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn who_looks_for_another_thing_does_not_wait_for_a_search_that_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let open = OpenLibrary::at(folder.path().to_path_buf());
        open.library().unwrap();
        let rivers = [Query::parse("rivers")];
        let seq = open.read(Snapshot::newest_seq).unwrap();
        let search = open.latest_search(&rivers, seq);
        let goes_on = search.papers.lock().unwrap();
        let (tell, told) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(|| {
                let dunes = [Query::parse("dunes")];
                tell.send(open.read(|snapshot| open.search(snapshot, &dunes)))
            });
            let found = told.recv_timeout(Duration::from_secs(60));
            // The other one may go on, whatever came of this.
            drop(goes_on);
            assert!(found.expect("it does not wait").unwrap().is_empty());
        });
        let again = open.latest_search(&rivers, seq);
        assert!(Arc::ptr_eq(&again, &search), "who asks the same shares it");
    }
}
