//! What was finished, what waits, and how long things take. Papers in the trash are in no number.

mod period;
mod tally;

use std::collections::HashMap;
use std::path::Path;

use offprint_platform::clock::{Day, Timestamp};

use crate::change::watching::below;
use crate::error::Result;
use crate::snapshot::Snapshot;
use crate::state::State;
use crate::tag::tag_key;

pub use self::period::{Period, Step};
pub use self::tally::{DAY_CLASSES, Durations, Finishes, InboxAges, Pace, StepCounts};
use self::tally::{Mark, inbox_ages, pace, step_counts, times};

/// How many tags and sources are told apart.
const N_LARGEST: usize = 5;

/// What the library tells of a period and of the present.
#[derive(Clone, Debug, PartialEq)]
pub struct Insights {
    /// From when to when, and in which steps.
    pub period: Period,
    /// What was added and finished in each step, in order of time.
    pub steps: Vec<StepCounts>,
    /// From the moment at which they were queued to that at which they were finished: of the papers finished in the
    /// period, those that were queued before.
    pub from_queued: Durations,
    /// From their arrival to the moment at which they were finished: of all papers finished in the period.
    pub from_added: Durations,
    /// How long the papers of the inbox wait now.
    pub inbox: InboxAges,
    /// The tags that most papers have, the largest first, whenever they were finished.
    pub tags: Vec<TagShare>,
    /// How many tags there are.
    pub n_tags: usize,
    /// The sources that brought most papers in the period, the largest first.
    pub sources: Vec<SourceShare>,
    /// How many sources brought papers in the period.
    pub n_sources: usize,
    /// How it goes, and where that leads.
    pub pace: Pace,
    /// By how much the inbox grew in the period; negative where it shrank. Snoozed papers count as waiting.
    pub inbox_growth: i64,
}

/// Where the papers of a tag stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagShare {
    /// The tag.
    pub name: String,
    /// The hue that the person gave it, from 0.
    pub hue: Option<u8>,
    /// Read or skimmed.
    pub finished: usize,
    /// Queued, or being read.
    pub queued: usize,
    /// Not decided, snoozed ones too.
    pub inbox: usize,
    /// Dropped.
    pub dropped: usize,
}

/// Where the papers stand that a source brought. A paper belongs to the source that brought it first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceShare {
    /// The watched folder that the files came from, or else the name of the source.
    pub name: String,
    /// Whether it is a watched folder.
    pub is_folder: bool,
    /// Queued, being read, read or skimmed.
    pub kept: usize,
    /// Not decided, snoozed ones too.
    pub inbox: usize,
    /// Dropped.
    pub dropped: usize,
}

impl SourceShare {
    fn n_papers(&self) -> usize {
        self.kept + self.inbox + self.dropped
    }
}

impl Snapshot {
    /// Returns what the library tells of the time since a day, or of all its time.
    pub fn insights(&self, from: Option<Day>, now: Timestamp) -> Result<Insights> {
        self.at_one_moment(|snapshot| {
            let marks = snapshot.marks(now.local_day())?;
            let period = Period::of(from, &marks, now);
            let (tags, n_tags) = snapshot.tag_shares(&marks)?;
            let (sources, n_sources) = snapshot.source_shares(&marks, &period)?;
            let finished_times = |begin: fn(&Mark) -> Option<i64>| times(&marks, &period, begin);
            Ok(Insights {
                steps: step_counts(&marks, &period),
                from_queued: finished_times(|mark| mark.queued_at),
                from_added: finished_times(|mark| Some(mark.added_at)),
                inbox: inbox_ages(&marks, now),
                tags,
                n_tags,
                sources,
                n_sources,
                pace: pace(&marks, &period),
                inbox_growth: snapshot.inbox_growth(&marks, &period)?,
                period,
            })
        })
    }

    /// Returns the marks of all papers, in the order of their ids.
    fn marks(&self, today: Day) -> Result<Vec<Mark>> {
        let mut select = self.db().prepare_cached(
            "SELECT m.paper_id, state, arrival, added_at, queued_at, finished_at, coalesce(snoozed_until > ?1, 0)
             FROM marks m LEFT JOIN trash t ON t.paper_id = m.paper_id
             WHERE t.paper_id IS NULL ORDER BY m.paper_id",
        )?;
        let mut rows = select.query([today.to_string()])?;
        let mut marks = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(state) = row.get_ref(1)?.as_str().ok().and_then(State::from_name) else {
                continue;
            };
            let finished_at: Option<i64> = row.get(5)?;
            marks.push(Mark {
                paper: row.get(0)?,
                state,
                arrival: row.get(2)?,
                added_at: row.get(3)?,
                queued_at: row.get(4)?,
                finished_at: finished_at.filter(|_| state.is_finished()),
                is_hidden: row.get(6)?,
            });
        }
        Ok(marks)
    }

    /// Returns the largest tags, and how many there are.
    fn tag_shares(&self, marks: &[Mark]) -> Result<(Vec<TagShare>, usize)> {
        let mut select = self
            .db()
            .prepare_cached("SELECT paper_id FROM paper_tags WHERE tag_key = ?1")?;
        let mut shares = Vec::new();
        let tags = self.tags()?;
        let n_tags = tags.len();
        for tag in tags.into_iter().take(N_LARGEST) {
            let mut share = TagShare {
                finished: 0,
                queued: 0,
                inbox: 0,
                dropped: 0,
                hue: tag.hue,
                name: tag.name,
            };
            let mut rows = select.query([tag_key(&share.name)])?;
            while let Some(row) = rows.next()? {
                let Some(place) = place_of(marks, row.get(0)?) else {
                    continue;
                };
                match marks[place].state {
                    State::Inbox => share.inbox += 1,
                    State::Queued | State::Reading => share.queued += 1,
                    State::Read | State::Skimmed => share.finished += 1,
                    State::Dropped => share.dropped += 1,
                }
            }
            shares.push(share);
        }
        Ok((shares, n_tags))
    }

    /// Returns the largest sources, and how many there are.
    fn source_shares(&self, marks: &[Mark], period: &Period) -> Result<(Vec<SourceShare>, usize)> {
        let sources = self.sources_since(period.begins_at())?;
        let mut shares: HashMap<(String, bool), SourceShare> = HashMap::new();
        let mut is_counted = vec![false; marks.len()];
        let mut select = self.db().prepare_cached(
            "SELECT import_id, paper_id FROM sightings WHERE outcome IN ('new', 'possible') ORDER BY id",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let Some(place) = place_of(marks, row.get(1)?) else {
                continue;
            };
            // Of two papers that became one, each had a source that brought it.
            if std::mem::replace(&mut is_counted[place], true) {
                continue;
            }
            let Some(source) = sources.get(&row.get(0)?) else {
                continue;
            };
            let share = shares.entry(source.clone()).or_insert_with(|| SourceShare {
                name: source.0.clone(),
                is_folder: source.1,
                kept: 0,
                inbox: 0,
                dropped: 0,
            });
            match marks[place].state {
                State::Inbox => share.inbox += 1,
                State::Queued | State::Reading | State::Read | State::Skimmed => share.kept += 1,
                State::Dropped => share.dropped += 1,
            }
        }
        let mut shares: Vec<SourceShare> = shares.into_values().collect();
        shares.sort_by(|one, other| {
            let by_size = other.n_papers().cmp(&one.n_papers());
            by_size.then_with(|| (&one.name, one.is_folder).cmp(&(&other.name, other.is_folder)))
        });
        let n_sources = shares.len();
        shares.truncate(N_LARGEST);
        Ok((shares, n_sources))
    }

    /// Returns the name of the source of each import since a moment, and whether that is a watched folder.
    fn sources_since(&self, begin: Timestamp) -> Result<HashMap<i64, (String, bool)>> {
        let folders: Vec<(String, String)> = self
            .watched_folders()?
            .into_iter()
            .map(|folder| (below(&folder), folder))
            .collect();
        let mut select = self
            .db()
            .prepare_cached("SELECT id, name, path FROM imports WHERE at >= ?1")?;
        let sources = select.query_map([begin.as_millis()], |row| {
            let name: String = row.get(1)?;
            let path: Option<String> = row.get(2)?;
            let folder = path.and_then(|path| {
                let (_, folder) = folders.iter().find(|(below, _)| path.starts_with(below))?;
                Some(Path::new(folder).file_name()?.to_str()?.to_owned())
            });
            let source = match folder {
                Some(folder) => (folder, true),
                None => (name, false),
            };
            Ok((row.get(0)?, source))
        })?;
        Ok(sources.collect::<rusqlite::Result<_>>()?)
    }

    fn inbox_growth(&self, marks: &[Mark], period: &Period) -> Result<i64> {
        let waits = |state: State| state == State::Inbox;
        let now = marks.iter().filter(|mark| waits(mark.state)).count() as i64;
        let first: Option<i64> = self
            .db()
            .prepare_cached("SELECT min(seq) FROM changes WHERE at >= ?1")?
            .query_row([period.begins_at().as_millis()], |row| row.get(0))?;
        let Some(first) = first else {
            return Ok(0);
        };
        let was_there: Vec<&Mark> = marks.iter().filter(|mark| mark.arrival < first).collect();
        if was_there.is_empty() {
            return Ok(now);
        }
        // Where a paper stood then is what the first change of its state since found.
        let mut select = self.db().prepare_cached(
            "SELECT row_id, json_extract(before, '$.state'), min(id) FROM edits
             WHERE seq >= ?1 AND kind = 'row' AND tbl = 'marks' AND json_extract(before, '$.state') IS NOT NULL
             GROUP BY row_id",
        )?;
        let mut rows = select.query([first])?;
        let mut stood: HashMap<i64, bool> = HashMap::new();
        while let Some(row) = rows.next()? {
            let state = State::from_name(row.get_ref(1)?.as_str().unwrap_or_default());
            stood.insert(row.get(0)?, state.is_some_and(waits));
        }
        let waited = |mark: &&&Mark| *stood.get(&mark.paper).unwrap_or(&waits(mark.state));
        Ok(now - was_there.iter().filter(waited).count() as i64)
    }
}

fn place_of(marks: &[Mark], paper: i64) -> Option<usize> {
    marks.binary_search_by_key(&paper, |mark| mark.paper).ok()
}
