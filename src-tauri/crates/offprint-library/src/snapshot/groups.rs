//! A list in groups: by import, state or year, with where each begins.

use std::collections::{HashMap, HashSet};

use offprint_platform::clock::Timestamp;
use rusqlite::params_from_iter;

use crate::change::ChangeSeq;
use crate::error::Result;
use crate::paper::PaperId;
use crate::snapshot::Snapshot;
use crate::snapshot::rows::{Filter, Sort};
use crate::state::State;

/// What the papers of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupKey {
    /// They came with one change: by an import, or by hand.
    Arrival {
        /// Which change.
        seq: ChangeSeq,
        /// When it was made.
        at: Timestamp,
        /// The ids and names of its sources; empty where it was no import.
        sources: Vec<(String, String)>,
    },
    /// Their state.
    State(State),
    /// Their year of publication, or that they have none.
    Year(Option<i32>),
}

/// Papers that stand together in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub key: GroupKey,
    /// The place of the first one, from 0.
    pub from_row: usize,
    /// How many there are.
    pub n_rows: usize,
}

impl Snapshot {
    /// Returns the groups of a list in its order; none where its order makes none. Together they hold all its rows.
    ///
    /// Errors: those of reading the library, and an import that is not there.
    pub fn groups(&self, filter: &Filter, sort: Sort) -> Result<Vec<Group>> {
        let column = match sort {
            Sort::Added => "m.arrival",
            Sort::State => "m.state",
            Sort::Year => "p.year",
            Sort::Title | Sort::Queue | Sort::Trashed | Sort::Snoozed | Sort::Given => {
                return Ok(Vec::new());
            }
        };
        let counted = self.counted(filter, sort, column)?;
        let mut from_row = 0;
        let mut groups = Vec::with_capacity(counted.len());
        for (value, n_rows) in counted {
            groups.push(Group {
                key: self.group_key(sort, value)?,
                from_row,
                n_rows,
            });
            from_row += n_rows;
        }
        Ok(groups)
    }

    /// Counts the papers of each value of a column, in the order of the list.
    fn counted(&self, filter: &Filter, sort: Sort, column: &str) -> Result<Vec<(Value, usize)>> {
        if sort == Sort::Year {
            let list = self.ids(filter, Sort::Added, 0, usize::MAX)?;
            if self.is_read_along(list.len())? {
                let (_, years) = self.by_year(&list)?;
                let counted = years.into_iter().map(|of| {
                    let year = of.year.map_or(Value::Nothing, Value::Number);
                    (year, of.papers.len())
                });
                return Ok(counted.collect());
            }
        }
        let query = self.query(filter, sort)?;
        let counted: HashMap<Value, usize> = match &filter.among {
            None => {
                let sql = format!("SELECT {column}, count(*) {} GROUP BY {column}", query.from);
                let mut select = self.db().prepare_cached(&sql)?;
                let rows = select.query_map(params_from_iter(query.values), |row| {
                    Ok((Value::of(row, 0)?, row.get::<_, i64>(1)? as usize))
                })?;
                rows.collect::<rusqlite::Result<_>>()?
            }
            Some(among) => {
                let among: HashSet<PaperId> = among.iter().copied().collect();
                let sql = format!("SELECT m.paper_id, {column} {}", query.from);
                let mut select = self.db().prepare_cached(&sql)?;
                let mut rows = select.query(params_from_iter(query.values))?;
                let mut counted = HashMap::new();
                while let Some(row) = rows.next()? {
                    if among.contains(&PaperId(row.get(0)?)) {
                        *counted.entry(Value::of(row, 1)?).or_default() += 1;
                    }
                }
                counted
            }
        };
        let mut counted: Vec<(Value, usize)> = counted.into_iter().collect();
        // As in the lists: the newest first, what has no year last, states as they are shown.
        counted.sort_by(|(one, _), (other, _)| match (one, other) {
            (Value::Number(one), Value::Number(other)) => other.cmp(one),
            (Value::Nothing, _) | (_, Value::Nothing) => one.cmp(other),
            (Value::State(one), Value::State(other)) => one.cmp(other),
            (Value::Number(_), Value::State(_)) | (Value::State(_), Value::Number(_)) => {
                one.cmp(other)
            }
        });
        Ok(counted)
    }

    fn group_key(&self, sort: Sort, value: Value) -> Result<GroupKey> {
        Ok(match value {
            Value::State(state) => GroupKey::State(state),
            Value::Number(year) if sort == Sort::Year => GroupKey::Year(i32::try_from(year).ok()),
            Value::Nothing => GroupKey::Year(None),
            Value::Number(seq) => {
                let at: i64 = self
                    .db()
                    .prepare_cached(
                        "SELECT coalesce((SELECT at FROM changes WHERE seq = ?1),
                                         (SELECT min(added_at) FROM marks WHERE arrival = ?1), 0)",
                    )?
                    .query_row([seq], |row| row.get(0))?;
                let mut select = self
                    .db()
                    .prepare_cached("SELECT uid, name FROM imports WHERE seq = ?1 ORDER BY id")?;
                let sources = select.query_map([seq], |row| Ok((row.get(0)?, row.get(1)?)))?;
                GroupKey::Arrival {
                    seq,
                    at: Timestamp::from_millis(at),
                    sources: sources.collect::<rusqlite::Result<_>>()?,
                }
            }
        })
    }
}

/// What a list is grouped by; nothing comes last.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Value {
    State(State),
    Number(i64),
    Nothing,
}

impl Value {
    fn of(row: &rusqlite::Row<'_>, place: usize) -> rusqlite::Result<Self> {
        use rusqlite::types::ValueRef;
        Ok(match row.get_ref(place)? {
            ValueRef::Integer(number) => Value::Number(number),
            ValueRef::Text(_) => {
                let name = row.get_ref(place)?.as_str().unwrap_or_default();
                Value::State(State::from_name(name).unwrap_or(State::Inbox))
            }
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Value::Nothing,
        })
    }
}
