//! Lists: which papers, in which order, and the rows that show them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use offprint_formats::fields::author::Author;
use offprint_platform::clock::{Day, Timestamp};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::error::{Error, Result};
use crate::import::Outcome;
use crate::paper::{PaperId, Uid};
use crate::snapshot::Snapshot;
use crate::snapshot::filter::DaySpan;
use crate::state::State;
use crate::tag::tag_key;

/// Which papers a list holds. All that is given must hold; the default is the whole library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One of these; empty means any.
    pub states: Vec<State>,
    /// Only starred ones.
    pub is_starred: bool,
    /// Every one of these tags, whatever their case.
    pub tags: Vec<String>,
    /// Seen in the import with this id, or whose id begins so.
    pub import: Option<String>,
    /// With `import`: only what had one of these outcomes in it; empty means any.
    pub outcomes: Vec<Outcome>,
    /// Only those in the trash. Otherwise none of them: they are in no list.
    pub is_trashed: bool,
    /// What becomes of papers that are hidden until a day.
    pub snoozed: Snoozed,
    /// Published in one of the years from the first to the last.
    pub years: Option<(i32, i32)>,
    /// Seen in a source whose name or folder has each of these, whatever the case.
    pub sources: Vec<String>,
    /// Only those with a note.
    pub has_note: bool,
    /// Only those with an abstract.
    pub has_abstract: bool,
    /// Only those with a link to code.
    pub has_code: bool,
    /// Only those with a due day.
    pub has_due: bool,
    /// Added on one of these days.
    pub added: DaySpan,
    /// Finished on one of these days.
    pub finished: DaySpan,
    /// Due on one of these days.
    pub due: DaySpan,
    /// Only these, as a search found them.
    pub among: Option<Arc<[PaperId]>>,
}

/// What a list does with inbox and queued papers that are hidden until a day later than the one given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Snoozed {
    /// It holds them like others.
    #[default]
    Shown,
    /// It does not hold them.
    Hidden(Day),
    /// It holds only them.
    Only(Day),
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Newest import first, the source's order inside it.
    #[default]
    Added,
    /// By title.
    Title,
    /// By year, newest first; those without last.
    Year,
    /// By state, inbox first.
    State,
    /// The person's own order; what is not queued last.
    Queue,
    /// Those moved to the trash last first.
    Trashed,
    /// Those that come back first, first; what is not snoozed last.
    Snoozed,
    /// The order of [`Filter::among`].
    Given,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The local number.
    pub id: PaperId,
    /// The id that people use.
    pub uid: Uid,
    /// The title, else the identifier that names it; never empty unless it has neither.
    pub title: String,
    /// In order.
    pub authors: Vec<Author>,
    /// Year of publication.
    pub year: Option<i32>,
    /// Place of publication.
    pub venue: Option<String>,
    /// The name of the source that it came from first.
    pub source: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Whether it is a favourite.
    pub is_starred: bool,
    /// In the order in which they were given.
    pub tags: Vec<String>,
    /// Why it was saved.
    pub why: Option<String>,
    /// The note's first line with words.
    pub note_first_line: Option<String>,
    /// The first 240 letters of the abstract.
    pub abstract_start: Option<String>,
    /// The day by which it should be read.
    pub due_on: Option<String>,
    /// The day until which it is, or was, hidden.
    pub snoozed_until: Option<String>,
    /// When it came.
    pub added_at: Timestamp,
    /// When it was begun.
    pub started_at: Option<Timestamp>,
    /// When it was finished.
    pub finished_at: Option<Timestamp>,
    /// When it was last queued.
    pub queued_at: Option<Timestamp>,
    /// When it was moved to the trash, if it is there.
    pub trashed_at: Option<Timestamp>,
}

impl Row {
    /// Says whether the paper is hidden on a day: not yet back in the inbox or the queue.
    pub fn is_snoozed(&self, today: Day) -> bool {
        let is_waiting = matches!(self.state, State::Inbox | State::Queued);
        let until = self.snoozed_until.as_deref();
        is_waiting && until.is_some_and(|until| until > today.to_string().as_str())
    }
}

/// Whether a paper (`m`) is hidden on the day that is given: not yet back.
pub(crate) const IS_SNOOZED: &str =
    "m.state IN ('inbox', 'queued') AND coalesce(m.snoozed_until > ?, 0)";

/// Names a paper that has no title yet.
pub(crate) fn title_from_identifier(scheme: &str, value: &str) -> String {
    let label = match scheme {
        "doi" => "doi:",
        "arxiv" => "arXiv:",
        "openreview" => "OpenReview:",
        "acl" => "ACL:",
        "pubmed" => "PMID:",
        "isbn" => "ISBN:",
        "s2" => "S2:",
        _ => "",
    };
    format!("{label}{value}")
}

/// A list as parts of a statement: from `FROM` to the last condition, the order, and what is bound.
pub(crate) struct Query {
    pub from: String,
    pub order: &'static str,
    pub values: Vec<Value>,
}

impl Snapshot {
    /// Returns how many papers a list holds.
    pub fn count(&self, filter: &Filter) -> Result<usize> {
        if let Some(among) = &filter.among {
            return Ok(self.ids_among(among, filter, Sort::Given)?.len());
        }
        let query = self.query(filter, Sort::Added)?;
        let sql = format!("SELECT count(*) {}", query.from);
        let n: i64 = self
            .db()
            .prepare_cached(&sql)?
            .query_row(params_from_iter(query.values), |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    /// Returns the papers of a list from one place on, at most `n_rows`. Places are from 0.
    pub fn ids(
        &self,
        filter: &Filter,
        sort: Sort,
        from_row: usize,
        n_rows: usize,
    ) -> Result<Vec<PaperId>> {
        if let Some(among) = &filter.among {
            let kept = self.ids_among(among, filter, sort)?;
            return Ok(kept.into_iter().skip(from_row).take(n_rows).collect());
        }
        if let Sort::Title | Sort::Year = sort {
            let list = self.ids(filter, Sort::Added, 0, usize::MAX)?;
            if self.is_read_along(list.len())? {
                let in_order = match sort {
                    Sort::Title => self.by_title(&list)?,
                    _ => self.by_year(&list)?.0,
                };
                return Ok(in_order.into_iter().skip(from_row).take(n_rows).collect());
            }
        }
        let mut query = self.query(filter, sort)?;
        let sql = format!(
            "SELECT m.paper_id {} ORDER BY {} LIMIT ? OFFSET ?",
            query.from, query.order
        );
        let span = [n_rows, from_row].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
        query.values.extend(span.map(Value::Integer));
        let mut select = self.db().prepare_cached(&sql)?;
        let ids = select.query_map(params_from_iter(query.values), |row| {
            Ok(PaperId(row.get(0)?))
        })?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// What a search found may be most of the library: it is joined here, and no statement grows with it.
    fn ids_among(&self, among: &[PaperId], filter: &Filter, sort: Sort) -> Result<Vec<PaperId>> {
        let rest = Filter {
            among: None,
            ..filter.clone()
        };
        if sort == Sort::Given && rest == Filter::default() {
            return Ok(among.to_vec());
        }
        let (listed, kept) = match sort {
            Sort::Given => (among.to_vec(), self.ids(&rest, Sort::Added, 0, usize::MAX)?),
            Sort::Added
            | Sort::Title
            | Sort::Year
            | Sort::State
            | Sort::Queue
            | Sort::Trashed
            | Sort::Snoozed => (self.ids(&rest, sort, 0, usize::MAX)?, among.to_vec()),
        };
        let kept: HashSet<PaperId> = kept.into_iter().collect();
        Ok(listed
            .into_iter()
            .filter(|paper| kept.contains(paper))
            .collect())
    }

    /// Returns rows of a list from one place on, at most `n_rows`. Places are from 0.
    pub fn rows(
        &self,
        filter: &Filter,
        sort: Sort,
        from_row: usize,
        n_rows: usize,
    ) -> Result<Vec<Row>> {
        self.rows_of(&self.ids(filter, sort, from_row, n_rows)?)
    }

    pub(crate) fn query(&self, filter: &Filter, sort: Sort) -> Result<Query> {
        let mut from = "FROM marks m".to_owned();
        let is_in = if filter.is_trashed { "IN" } else { "NOT IN" };
        let mut conditions = vec![format!("m.paper_id {is_in} (SELECT paper_id FROM trash)")];
        let mut values: Vec<Value> = Vec::new();
        if matches!(sort, Sort::Title | Sort::Year) {
            from.push_str(" JOIN papers p ON p.id = m.paper_id");
        }
        if !filter.states.is_empty() {
            let names: Vec<String> = filter
                .states
                .iter()
                .map(|state| format!("'{}'", state.name()))
                .collect();
            conditions.push(format!("m.state IN ({})", names.join(", ")));
        }
        if filter.is_starred {
            conditions.push("m.starred = 1".to_owned());
        }
        match filter.snoozed {
            Snoozed::Shown => {}
            Snoozed::Hidden(today) => {
                conditions.push(format!("NOT ({IS_SNOOZED})"));
                values.push(Value::Text(today.to_string()));
            }
            Snoozed::Only(today) => {
                conditions.push(IS_SNOOZED.to_owned());
                values.push(Value::Text(today.to_string()));
            }
        }
        for tag in &filter.tags {
            conditions.push(
                "m.paper_id IN (SELECT paper_id FROM paper_tags WHERE tag_key = ?)".to_owned(),
            );
            values.push(Value::Text(tag_key(tag)));
        }
        if let Some(import) = &filter.import {
            let outcomes: Vec<String> = filter
                .outcomes
                .iter()
                .map(|outcome| format!("'{}'", outcome.name()))
                .collect();
            let with_outcome = match outcomes.is_empty() {
                true => String::new(),
                false => format!(" AND outcome IN ({})", outcomes.join(", ")),
            };
            conditions.push(format!(
                "m.paper_id IN (SELECT paper_id FROM sightings WHERE import_id = ?{with_outcome})"
            ));
            values.push(Value::Integer(self.resolve_import(import)?));
        }
        let further = self.further_conditions(filter)?;
        conditions.extend(further.conditions);
        values.extend(further.values);
        from.push_str(" WHERE ");
        from.push_str(&conditions.join(" AND "));
        let order = match sort {
            Sort::Added | Sort::Given => "m.arrival DESC, m.paper_id",
            Sort::Title => "p.title_key, m.paper_id",
            // What has no year comes last: for SQLite nothing is less than any number.
            Sort::Year => "p.year DESC, m.arrival DESC, m.paper_id",
            Sort::State => {
                "CASE m.state WHEN 'inbox' THEN 0 WHEN 'queued' THEN 1 WHEN 'reading' THEN 2 WHEN 'read' THEN 3
                 WHEN 'skimmed' THEN 4 ELSE 5 END, m.arrival DESC, m.paper_id"
            }
            Sort::Trashed => {
                "(SELECT trashed_at FROM trash t WHERE t.paper_id = m.paper_id) DESC, m.arrival DESC, m.paper_id"
            }
            Sort::Snoozed => {
                "m.snoozed_until IS NULL, m.snoozed_until, m.arrival DESC, m.paper_id"
            }
            Sort::Queue => "m.queue_order IS NULL, m.queue_order, m.arrival DESC, m.paper_id",
        };
        Ok(Query {
            from,
            order,
            values,
        })
    }

    pub(crate) fn resolve_import(&self, given: &str) -> Result<i64> {
        let find = "SELECT id, uid, name FROM imports WHERE uid >= ?1 AND uid < ?1 || 'g' ORDER BY uid LIMIT 10";
        let missing = Error::NoSuchChange {
            given: given.to_owned(),
        };
        self.resolve(find, given, missing)
    }

    /// Returns the rows of these papers, in their order; those that are not there are left out.
    pub fn rows_of(&self, papers: &[PaperId]) -> Result<Vec<Row>> {
        let mut rows = Vec::with_capacity(papers.len());
        for chunk in papers.chunks(500) {
            rows.extend(self.rows_of_chunk(chunk)?);
        }
        Ok(rows)
    }

    fn rows_of_chunk(&self, papers: &[PaperId]) -> Result<Vec<Row>> {
        // The ids are our own numbers, so they may stand in the statement.
        let list: Vec<String> = papers.iter().map(|paper| paper.0.to_string()).collect();
        let list = list.join(", ");
        let mut authors = self.authors_of(&list)?;
        let mut tags = self.tags_of(&list)?;
        let sql = format!(
            "SELECT p.id, p.uid, p.title, p.year, p.venue, m.state, m.starred, m.why, n.first_line,
                    substr(p.abstract, 1, 240), m.due_on, m.snoozed_until, m.added_at, m.started_at, m.finished_at,
                    (SELECT i.name FROM sightings s JOIN imports i ON i.id = s.import_id
                     WHERE s.paper_id = p.id ORDER BY s.id LIMIT 1),
                    CASE WHEN p.title = '' THEN (SELECT scheme || char(31) || value FROM identifiers
                                                 WHERE paper_id = p.id ORDER BY id LIMIT 1) END,
                    t.trashed_at, m.queued_at
             FROM papers p JOIN marks m ON m.paper_id = p.id LEFT JOIN notes n ON n.paper_id = p.id
                 LEFT JOIN trash t ON t.paper_id = p.id
             WHERE p.id IN ({list})"
        );
        let mut select = self.db().prepare(&sql)?;
        let mut found: HashMap<i64, Row> = select
            .query_map([], |row| {
                let id: i64 = row.get(0)?;
                let mut title: String = row.get(2)?;
                if let Some((scheme, value)) = row
                    .get::<_, Option<String>>(16)?
                    .as_deref()
                    .and_then(|s| s.split_once('\u{1f}'))
                {
                    title = title_from_identifier(scheme, value);
                }
                Ok((
                    id,
                    Row {
                        id: PaperId(id),
                        uid: Uid::from_database(row.get(1)?),
                        title,
                        authors: authors.remove(&id).unwrap_or_default(),
                        year: row.get(3)?,
                        venue: row.get(4)?,
                        source: row.get(15)?,
                        state: row
                            .get_ref(5)?
                            .as_str()
                            .ok()
                            .and_then(State::from_name)
                            .unwrap_or(State::Inbox),
                        is_starred: row.get(6)?,
                        tags: tags.remove(&id).unwrap_or_default(),
                        why: row.get(7)?,
                        note_first_line: row.get(8)?,
                        abstract_start: row.get(9)?,
                        due_on: row.get(10)?,
                        snoozed_until: row.get(11)?,
                        added_at: Timestamp::from_millis(row.get(12)?),
                        started_at: row.get::<_, Option<i64>>(13)?.map(Timestamp::from_millis),
                        finished_at: row.get::<_, Option<i64>>(14)?.map(Timestamp::from_millis),
                        queued_at: row.get::<_, Option<i64>>(18)?.map(Timestamp::from_millis),
                        trashed_at: row.get::<_, Option<i64>>(17)?.map(Timestamp::from_millis),
                    },
                ))
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(papers
            .iter()
            .filter_map(|paper| found.remove(&paper.0))
            .collect())
    }

    pub(crate) fn authors_of(&self, list: &str) -> Result<HashMap<i64, Vec<Author>>> {
        let sql = format!(
            "SELECT paper_id, family, given FROM authors WHERE paper_id IN ({list}) ORDER BY paper_id, position"
        );
        let mut authors: HashMap<i64, Vec<Author>> = HashMap::new();
        let mut select = self.db().prepare(&sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let author = Author {
                family: row.get(1)?,
                given: row.get(2)?,
            };
            authors.entry(row.get(0)?).or_default().push(author);
        }
        Ok(authors)
    }

    fn tags_of(&self, list: &str) -> Result<HashMap<i64, Vec<String>>> {
        let sql = format!(
            "SELECT paper_id, tag FROM paper_tags WHERE paper_id IN ({list}) ORDER BY paper_id, id"
        );
        let mut tags: HashMap<i64, Vec<String>> = HashMap::new();
        let mut select = self.db().prepare(&sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            tags.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        Ok(tags)
    }
}
