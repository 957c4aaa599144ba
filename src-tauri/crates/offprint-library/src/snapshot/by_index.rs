//! Large lists in an order that an index has. The index is read along and kept is what the list holds: whole papers,
//! with their abstracts, are not read, and nothing is sorted.

use std::collections::HashMap;
use std::ops::Range;

use crate::error::Result;
use crate::paper::{PaperId, Uid};
use crate::snapshot::Snapshot;

/// To look a paper up costs as much as to pass so many in an index.
const PASSED_FOR_ONE: usize = 16;

/// The places of papers in a list, looked up by their numbers. Those are dense: they only grow, one by one.
pub(crate) struct Places {
    by_number: Vec<u32>,
}

impl Places {
    const NONE: u32 = u32::MAX;

    pub fn of(papers: &[PaperId]) -> Self {
        let highest = papers.iter().map(|paper| paper.0).max().unwrap_or(0);
        let mut by_number = vec![Self::NONE; usize::try_from(highest).unwrap_or(0) + 1];
        for (place, paper) in (0..).zip(papers) {
            if let Ok(at) = usize::try_from(paper.0) {
                by_number[at] = place;
            }
        }
        Self { by_number }
    }

    /// Returns the place of a paper; none where it is not in the list.
    pub fn of_paper(&self, number: i64) -> Option<u32> {
        let at = usize::try_from(number).ok()?;
        let place = *self.by_number.get(at)?;
        (place != Self::NONE).then_some(place)
    }
}

impl Snapshot {
    /// Says whether so many papers are sooner found by reading an index of all along than one by one.
    pub(crate) fn is_read_along(&self, n_papers: usize) -> Result<bool> {
        let highest = self.number("SELECT coalesce(max(id), 0) FROM papers")?;
        Ok(n_papers.saturating_mul(PASSED_FOR_ONE) >= highest)
    }

    /// Returns the papers of a list by title.
    pub(crate) fn by_title(&self, list: &[PaperId]) -> Result<Vec<PaperId>> {
        let places = Places::of(list);
        let mut select = self.db().prepare_cached(
            "SELECT id FROM papers INDEXED BY papers_by_title_key ORDER BY title_key, id",
        )?;
        let mut rows = select.query([])?;
        let mut papers = Vec::with_capacity(list.len());
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            if places.of_paper(number).is_some() {
                papers.push(PaperId(number));
            }
        }
        Ok(papers)
    }

    /// Returns the years of a list, newest first and none last, with how many of its papers each has; and the papers
    /// in this order, those of a year in that of the list.
    pub(crate) fn by_year(&self, list: &[PaperId]) -> Result<(Vec<PaperId>, Vec<OfYear>)> {
        let places = Places::of(list);
        let mut select = self.db().prepare_cached(
            "SELECT id, year FROM papers INDEXED BY papers_by_year ORDER BY year DESC",
        )?;
        let mut rows = select.query([])?;
        let mut order: Vec<u32> = Vec::with_capacity(list.len());
        let mut years: Vec<OfYear> = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(place) = places.of_paper(row.get(0)?) else {
                continue;
            };
            let year: Option<i64> = row.get(1)?;
            let at = order.len();
            order.push(place);
            match years.last_mut() {
                Some(of) if of.year == year => of.papers.end = at + 1,
                Some(_) | None => years.push(OfYear {
                    year,
                    papers: at..at + 1,
                }),
            }
        }
        for of in &years {
            order[of.papers.clone()].sort_unstable();
        }
        let papers = order.into_iter().map(|place| list[place as usize]);
        Ok((papers.collect(), years))
    }

    /// Returns the ids that people and other programs use, of many papers.
    pub(crate) fn uids_read_along(&self, papers: &[PaperId]) -> Result<Vec<Uid>> {
        let places = Places::of(papers);
        let mut uids: Vec<Option<Uid>> = vec![None; papers.len()];
        // The index of what must be unique holds nothing but both.
        let mut select = self
            .db()
            .prepare_cached("SELECT id, uid FROM papers ORDER BY uid")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(place) = places.of_paper(row.get(0)?) {
                uids[place as usize] = Some(Uid::from_database(row.get(1)?));
            }
        }
        Ok(uids.into_iter().flatten().collect())
    }

    /// Finds many papers by their ids; none for what is not the whole id of one.
    pub(crate) fn papers_read_along(&self, given: &[String]) -> Result<Vec<Option<PaperId>>> {
        let places: HashMap<&str, usize> = given.iter().map(String::as_str).zip(0..).collect();
        let mut papers = vec![None; given.len()];
        let mut select = self
            .db()
            .prepare_cached("SELECT id, uid FROM papers ORDER BY uid")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(&place) = row
                .get_ref(1)?
                .as_str()
                .ok()
                .and_then(|uid| places.get(uid))
            {
                papers[place] = Some(PaperId(row.get(0)?));
            }
        }
        Ok(papers)
    }
}

/// The papers of a list that were published in one year.
pub(crate) struct OfYear {
    pub year: Option<i64>,
    pub papers: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::rows::{Filter, Snoozed, Sort};
    use crate::state::State;
    use crate::testing::TestLibrary;

    fn plan_of(snapshot: &Snapshot, filter: &Filter, what: &str) -> String {
        let query = snapshot.query(filter, Sort::Added).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN SELECT {what} {}", query.from);
        let mut select = snapshot.db().prepare(&sql).unwrap();
        let steps = select.query_map(rusqlite::params_from_iter(query.values), |row| {
            row.get::<_, String>(3)
        });
        let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
        steps.join("\n")
    }

    #[test]
    fn the_inbox_is_listed_and_counted_without_reading_a_row_of_it() {
        let test = TestLibrary::new();
        let snapshot = test.snapshot();
        for state in [State::Inbox, State::Queued] {
            let filter = Filter {
                states: vec![state],
                snoozed: Snoozed::Hidden(test.today()),
                ..Filter::default()
            };
            for what in ["count(*)", "m.paper_id", "m.arrival, count(*)"] {
                let plan = plan_of(&snapshot, &filter, what);
                assert!(plan.contains("COVERING INDEX marks_by_state"), "{plan}");
            }
        }
    }
}
