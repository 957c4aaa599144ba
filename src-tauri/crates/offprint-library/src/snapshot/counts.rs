//! The numbers beside the views.

use std::collections::HashMap;

use offprint_platform::clock::{Day, Timestamp};
use rusqlite::OptionalExtension;

use crate::change::annotate::HUE_SETTINGS;
use crate::change::plan::QUEUE_SIZE_SETTING;
use crate::error::Result;
use crate::paper::Uid;
use crate::snapshot::Snapshot;
use crate::state::State;
use crate::tag::tag_key;

/// How many papers stand where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// For each state with papers that are not snoozed.
    pub by_state: HashMap<State, usize>,
    /// Inbox and queued papers that are hidden until a day.
    pub snoozed: usize,
    /// All papers, without those in the trash.
    pub all: usize,
    /// Starred ones.
    pub starred: usize,
    /// Papers in the trash; they are in no other number.
    pub trash: usize,
    /// Open questions whether two papers are the same.
    pub duplicates: usize,
    /// Tags, most used first.
    pub tags: Vec<TagCount>,
    /// The latest imports that added papers, newest first.
    pub imports: Vec<ImportCount>,
    /// The latest import, whether it added papers or not.
    pub latest_import: Option<Uid>,
    /// Watched folders.
    pub watched_folders: usize,
    /// How many papers the person plans to have in the queue; none where it was never set.
    pub queue_size: Option<u32>,
    /// Files in watched folders that could not be read, and about which something can be done.
    pub failed_files: usize,
}

/// A tag and how many papers have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagCount {
    /// The tag.
    pub name: String,
    /// How many papers outside the trash have it.
    pub n_papers: usize,
    /// The hue that the person gave it, from 0.
    pub hue: Option<u8>,
}

/// An import and how many of its papers are in the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportCount {
    /// Its id.
    pub uid: Uid,
    /// The source's name.
    pub name: String,
    /// The format's name.
    pub format: String,
    /// When.
    pub at: Timestamp,
    /// Papers that came with it and are neither decided nor snoozed.
    pub n_undecided: usize,
}

impl Snapshot {
    /// Returns the numbers beside the views, of one moment, as they are on a day.
    pub fn counts(&self, today: Day) -> Result<Counts> {
        self.at_one_moment(|snapshot| {
            let mut counts = Counts::default();
            let mut select = snapshot
                .db()
                .prepare_cached(
                "SELECT state, count(*) FROM marks WHERE paper_id NOT IN (SELECT paper_id FROM trash)
                 GROUP BY state",
            )?;
            let hidden = snapshot.n_snoozed(today)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let n = row.get::<_, i64>(1)? as usize;
                if let Some(state) = row.get_ref(0)?.as_str().ok().and_then(State::from_name) {
                    let n_hidden = hidden.get(&state).copied().unwrap_or(0);
                    counts.by_state.insert(state, n - n_hidden);
                    counts.snoozed += n_hidden;
                }
                counts.all += n;
            }
            counts.starred = snapshot.number(
                "SELECT count(*) FROM marks
                 WHERE starred = 1 AND paper_id NOT IN (SELECT paper_id FROM trash)",
            )?;
            counts.duplicates = snapshot.n_open_questions()?;
            counts.trash = snapshot.number("SELECT count(*) FROM trash")?;
            counts.watched_folders = snapshot.number("SELECT count(*) FROM watched_folders")?;
            counts.failed_files = snapshot.n_failed_files()?;
            counts.tags = snapshot.tags()?;
            counts.imports = snapshot.latest_imports(4, today)?;
            counts.latest_import = snapshot.latest_import()?;
            counts.queue_size = snapshot
                .setting(QUEUE_SIZE_SETTING)?
                .and_then(|size| size.parse().ok());
            Ok(counts)
        })
    }

    /// Returns all tags, most used first.
    pub fn tags(&self) -> Result<Vec<TagCount>> {
        let hues: HashMap<String, String> =
            self.settings_beginning(HUE_SETTINGS)?.into_iter().collect();
        // Of a key's spellings the first given is shown; min(id) picks the row that tag is read from.
        let mut select = self.db().prepare_cached(
            "SELECT tag, count(*), min(id) FROM paper_tags
             WHERE paper_id NOT IN (SELECT paper_id FROM trash)
             GROUP BY tag_key ORDER BY count(*) DESC, tag_key",
        )?;
        let tags = select.query_map([], |row| {
            let name: String = row.get(0)?;
            let hue = hues.get(&tag_key(&name));
            Ok(TagCount {
                n_papers: row.get::<_, i64>(1)? as usize,
                hue: hue.and_then(|hue| hue.parse().ok()),
                name,
            })
        })?;
        Ok(tags.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns how many papers of each state are hidden on a day.
    fn n_snoozed(&self, today: Day) -> Result<HashMap<State, usize>> {
        let mut select = self.db().prepare_cached(
            "SELECT state, count(*) FROM marks
             WHERE snoozed_until > ?1 AND state IN ('inbox', 'queued')
               AND paper_id NOT IN (SELECT paper_id FROM trash)
             GROUP BY state",
        )?;
        let mut rows = select.query([today.to_string()])?;
        let mut hidden = HashMap::new();
        while let Some(row) = rows.next()? {
            if let Some(state) = row.get_ref(0)?.as_str().ok().and_then(State::from_name) {
                hidden.insert(state, row.get::<_, i64>(1)? as usize);
            }
        }
        Ok(hidden)
    }

    fn latest_import(&self) -> Result<Option<Uid>> {
        let latest = self
            .db()
            .prepare_cached("SELECT uid FROM imports ORDER BY id DESC LIMIT 1")?
            .query_row([], |row| row.get(0).map(Uid::from_database))
            .optional()?;
        Ok(latest)
    }

    fn latest_imports(&self, n: usize, today: Day) -> Result<Vec<ImportCount>> {
        let mut select = self.db().prepare_cached(
            "SELECT i.uid, i.name, i.format, i.at,
                    (SELECT count(*) FROM sightings s JOIN marks m ON m.paper_id = s.paper_id
                     WHERE s.import_id = i.id AND s.outcome IN ('new', 'possible') AND m.state = 'inbox'
                       AND coalesce(m.snoozed_until, '') <= ?2
                       AND m.paper_id NOT IN (SELECT paper_id FROM trash))
             FROM imports i WHERE i.n_added > 0 ORDER BY i.id DESC LIMIT ?1",
        )?;
        let imports = select.query_map((n as i64, today.to_string()), |row| {
            Ok(ImportCount {
                uid: Uid::from_database(row.get(0)?),
                name: row.get(1)?,
                format: row.get(2)?,
                at: Timestamp::from_millis(row.get(3)?),
                n_undecided: row.get::<_, i64>(4)? as usize,
            })
        })?;
        Ok(imports.collect::<rusqlite::Result<_>>()?)
    }
}
