//! The application without a face: a library, where it is, and the clock.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use offprint_library::snapshot::rows::{Filter, Sort};
use offprint_library::{Error, Library, PaperId, Snapshot, holds_library, moved_to};
use offprint_platform::clock::{Clock, Day, SystemClock};
use offprint_platform::places::{LibraryPlace, SaidBy};
use offprint_search::{DecidedPapers, Hint, Query};

use crate::ask::LookedAt;
use crate::failure::Failure;
use crate::latest::{Latest, Moment};

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
    /// The latest searches.
    searches: Latest<Vec<Query>>,
    /// The latest lists: which papers, in which order.
    lists: Latest<(Filter, Sort)>,
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

/// How many connections wait for the next question. A window asks many things at once now and then, and each
/// connection keeps up to 32 MB of what it has read.
const MOST_IDLE: usize = 3;

/// How many searches are kept: of the list, of the palette, of a link that is being written, and one more.
const MOST_SEARCHES: usize = 4;

/// How many lists are kept: that on the screen, and two more. Each takes eight bytes a paper.
const MOST_LISTS: usize = 3;

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
            searches: Latest::new(MOST_SEARCHES),
            lists: Latest::new(MOST_LISTS),
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

    /// Returns the library where it is open for writing already.
    pub(crate) fn library_if_open(&self) -> Option<&Library> {
        self.library.get()
    }

    fn check_reachable(&self) -> Result<(), Failure> {
        if let IfMissing::Unknown(why) = &self.if_missing {
            return Err(why.clone());
        }
        if holds_library(&self.folder) {
            self.was_there.store(true, Ordering::Relaxed);
        } else if self.was_there.load(Ordering::Relaxed) {
            let folder = self.folder.clone();
            return Err(self.failure(match moved_to(&folder)? {
                Some(to) => Error::Moved { to },
                None => Error::Gone { folder },
            }));
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
            Some(gone) if gone.has_gone().map_err(|error| self.failure(error))? => {
                let again = gone.again(&self.folder);
                if again.is_err() {
                    // It knows which library this was: another that comes here is not taken for it.
                    self.put_by(gone);
                }
                again.map_err(|error| self.failure(error))?
            }
            Some(snapshot) => snapshot,
            None => {
                self.check_reachable()?;
                Snapshot::open(&self.folder).map_err(|error| self.failure(error))?
            }
        };
        let answer = read(&snapshot)?;
        self.put_by(snapshot);
        Ok(answer)
    }

    fn put_by(&self, snapshot: Snapshot) {
        // An empty view stands for a library that is not there; it may be there next time.
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if snapshot.is_of_a_file() && idle.len() < MOST_IDLE {
            idle.push(snapshot);
        }
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
        self.read(|snapshot| snapshot.resolve_papers(ids))
    }

    /// Finds the papers that hold all of some queries.
    ///
    /// Errors: those of reading the library.
    pub(crate) fn search(
        &self,
        snapshot: &Snapshot,
        queries: &[Query],
    ) -> Result<Arc<[PaperId]>, Failure> {
        let moment = self.moment(snapshot)?;
        let look = |queries: &Vec<Query>, is_wanted: &dyn Fn() -> bool| {
            let found = offprint_search::search_all(snapshot, queries, moment.today, is_wanted)?;
            Ok::<_, Error>(found.papers)
        };
        Ok(self.searches.papers(queries.to_vec(), moment, look)?)
    }

    /// Says that nobody waits for what a query by itself finds any more: a search that goes on ends with "cancelled".
    /// One within a saved view, of which the query is a part, goes on.
    pub fn leave_search(&self, text: &str) {
        self.searches.leave(&vec![Query::parse(text)]);
    }

    /// Returns all papers of a list, in its order.
    ///
    /// Errors: those of reading the library, and an import that is not there.
    pub(crate) fn listed(
        &self,
        snapshot: &Snapshot,
        filter: &Filter,
        sort: Sort,
    ) -> Result<Arc<[PaperId]>, Failure> {
        let moment = self.moment(snapshot)?;
        let list = (filter.clone(), sort);
        Ok(self.lists.papers(list, moment, |(filter, sort), _| {
            snapshot.ids(filter, *sort, 0, usize::MAX)
        })?)
    }

    fn moment(&self, snapshot: &Snapshot) -> Result<Moment, Failure> {
        Ok(Moment {
            seq: snapshot.newest_seq()?,
            today: self.today(),
        })
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
    pub(crate) fn failure(&self, error: Error) -> Failure {
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
    use super::*;

    #[test]
    fn who_leaves_a_search_leaves_no_list_of_which_it_is_a_part() {
        let folder = tempfile::tempdir().unwrap();
        let open = OpenLibrary::at(folder.path().to_owned());
        let moment = Moment {
            seq: 0,
            today: open.today(),
        };
        let is_wanted_after_leaving = |queries: &[&str]| {
            let mut is_wanted_still = true;
            let queries = queries.iter().map(|text| Query::parse(text)).collect();
            let look = |_: &Vec<Query>, is_wanted: &dyn Fn() -> bool| {
                open.leave_search("rivers");
                is_wanted_still = is_wanted();
                Ok::<_, Error>(Vec::new())
            };
            open.searches.papers(queries, moment, look).unwrap();
            is_wanted_still
        };
        assert!(is_wanted_after_leaving(&["is:queued", "rivers"]));
        assert!(!is_wanted_after_leaving(&["rivers"]));
    }
}
