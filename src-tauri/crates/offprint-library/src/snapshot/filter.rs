//! The parts of a filter that look beyond a paper's marks: its facts, its sources, and days.

use offprint_platform::clock::{Day, Timestamp};
use rusqlite::types::Value;

use crate::error::Result;
use crate::snapshot::Snapshot;
use crate::snapshot::rows::Filter;

/// Days from the first to the last, both included; without one of them as far as there are days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DaySpan {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
}

impl DaySpan {
    /// Says whether it leaves no day out.
    pub const fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Adds that a column of moments lies in it, where the person is.
    fn of_moments(&self, column: &str, parts: &mut Conditions) {
        if let Some(from) = self.from {
            let begins = Timestamp::start_of(from).as_millis();
            parts.add(format!("{column} >= ?"), [Value::Integer(begins)]);
        }
        if let Some(after) = self.to.and_then(|to| to.plus_days(1)) {
            let begins = Timestamp::start_of(after).as_millis();
            parts.add(format!("{column} < ?"), [Value::Integer(begins)]);
        }
    }

    /// Adds that a column of days lies in it.
    fn of_days(&self, column: &str, parts: &mut Conditions) {
        for (sign, day) in [(">=", self.from), ("<=", self.to)] {
            if let Some(day) = day {
                parts.add(format!("{column} {sign} ?"), [Value::Text(day.to_string())]);
            }
        }
    }
}

/// Conditions of a statement, and what is bound in them, in their order.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    pub conditions: Vec<String>,
    pub values: Vec<Value>,
}

impl Conditions {
    fn add(&mut self, condition: String, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition);
        self.values.extend(values);
    }
}

impl Snapshot {
    /// Returns the conditions on a paper (`m`) by its facts, its sources and days.
    pub(crate) fn further_conditions(&self, filter: &Filter) -> Result<Conditions> {
        let mut parts = Conditions::default();
        if let Some((first, last)) = filter.years {
            parts.add(
                "m.paper_id IN (SELECT id FROM papers WHERE year BETWEEN ? AND ?)".to_owned(),
                [first, last].map(|year| Value::Integer(i64::from(year))),
            );
        }
        for source in &filter.sources {
            // The numbers are our own, so they may stand in the statement.
            let imports: Vec<String> = self
                .imports_of_source(source)?
                .iter()
                .map(ToString::to_string)
                .collect();
            let imports = imports.join(", ");
            parts.add(
                format!(
                    "m.paper_id IN (SELECT paper_id FROM sightings WHERE import_id IN ({imports}))"
                ),
                [],
            );
        }
        for (is_asked, condition) in [
            (
                filter.has_note,
                "m.paper_id IN (SELECT paper_id FROM notes)",
            ),
            (
                filter.has_abstract,
                "m.paper_id IN (SELECT id FROM papers WHERE abstract <> '')",
            ),
            (
                filter.has_code,
                "m.paper_id IN (SELECT paper_id FROM links WHERE kind = 'code')",
            ),
            (filter.has_due, "m.due_on IS NOT NULL"),
        ] {
            if is_asked {
                parts.add(condition.to_owned(), []);
            }
        }
        filter.added.of_moments("m.added_at", &mut parts);
        filter.finished.of_moments("m.finished_at", &mut parts);
        filter.due.of_days("m.due_on", &mut parts);
        Ok(parts)
    }

    /// Returns the years of publication with how many papers each has, newest first, without those in the trash.
    pub fn years(&self) -> Result<Vec<(i32, usize)>> {
        let mut select = self.db().prepare_cached(
            "SELECT year, count(*) FROM papers
             WHERE year IS NOT NULL AND id NOT IN (SELECT paper_id FROM trash)
             GROUP BY year ORDER BY year DESC",
        )?;
        let years =
            select.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize)))?;
        Ok(years.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the names of all sources, each once, the latest first.
    pub fn source_names(&self) -> Result<Vec<String>> {
        let mut select = self
            .db()
            .prepare_cached("SELECT name FROM imports GROUP BY name ORDER BY max(id) DESC")?;
        let names = select.query_map([], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the imports whose source has these words in its name, or in the path of its folder.
    fn imports_of_source(&self, words: &str) -> Result<Vec<i64>> {
        let wanted = words.trim().to_lowercase();
        let mut select = self
            .db()
            .prepare_cached("SELECT id, name, coalesce(path, '') FROM imports")?;
        let mut rows = select.query([])?;
        let mut imports = Vec::new();
        while let Some(row) = rows.next()? {
            let texts = [row.get_ref(1)?, row.get_ref(2)?];
            let has = |text: &str| text.to_lowercase().contains(&wanted);
            if texts.iter().any(|text| text.as_str().is_ok_and(has)) {
                imports.push(row.get(0)?);
            }
        }
        Ok(imports)
    }
}
