//! Papers that may be the same: the open questions, and what was answered.

use offprint_platform::clock::Timestamp;
use rusqlite::OptionalExtension;
use serde_json::Value as Json;

use crate::change::DuplicateVerdict;
use crate::error::Result;
use crate::import::Grounds;
use crate::paper::PaperId;
use crate::snapshot::Snapshot;
use crate::snapshot::rows::Row;

/// Two papers of which it is open whether they are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The one that came later.
    pub paper: Row,
    /// The one that was here.
    pub other: Row,
    /// Why it is asked.
    pub grounds: Grounds,
    /// Since when: the later one's arrival.
    pub asked_at: Timestamp,
}

/// An answer to "are these the same paper?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its number.
    pub answer: i64,
    /// What was answered.
    pub verdict: DuplicateVerdict,
    /// When.
    pub at: Timestamp,
    /// The paper that both are, or one of the two.
    pub paper: Row,
    /// The other of the two, if it is here.
    pub other: Option<Row>,
    /// Of two that became one: the title of the one that went.
    pub gone_title: Option<String>,
    /// Of two that became one: the merge, by which they can be parted again.
    pub merge: Option<i64>,
}

fn grounds_named(name: &str) -> Grounds {
    match name {
        "identifier" => Grounds::Identifier,
        "title" => Grounds::Title,
        "identifier_only" => Grounds::IdentifierOnly,
        "near_title" => Grounds::NearTitle,
        _ => Grounds::TitleOnly,
    }
}

const NONE_TRASHED: &str = "paper_id NOT IN (SELECT paper_id FROM trash)
    AND other_paper_id NOT IN (SELECT paper_id FROM trash)";

impl Snapshot {
    /// Returns how many questions are open. Those about a paper in the trash wait there with it.
    pub fn n_open_questions(&self) -> Result<usize> {
        self.number(&format!(
            "SELECT count(*) FROM questions WHERE {NONE_TRASHED}"
        ))
    }

    /// Returns the open questions, newest first, at most `n`.
    pub fn open_questions(&self, n: usize) -> Result<Vec<OpenQuestion>> {
        let sql = format!(
            "SELECT paper_id, other_paper_id, grounds FROM questions WHERE {NONE_TRASHED}
             ORDER BY id DESC LIMIT ?1"
        );
        let mut select = self.db().prepare_cached(&sql)?;
        let found: Vec<(PaperId, PaperId, String)> = select
            .query_map([i64::try_from(n).unwrap_or(i64::MAX)], |row| {
                Ok((PaperId(row.get(0)?), PaperId(row.get(1)?), row.get(2)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut questions = Vec::with_capacity(found.len());
        for (paper, other, grounds) in found {
            let rows: [Row; 2] = match self.rows_of(&[paper, other])?.try_into() {
                Ok(rows) => rows,
                Err(_) => continue,
            };
            let [paper, other] = rows;
            questions.push(OpenQuestion {
                asked_at: paper.added_at.max(other.added_at),
                grounds: grounds_named(&grounds),
                paper,
                other,
            });
        }
        Ok(questions)
    }

    /// Returns why it is open whether two papers are the same; none where it is not.
    pub fn question_between(&self, one: PaperId, other: PaperId) -> Result<Option<Grounds>> {
        let found: Option<String> = self
            .db()
            .prepare_cached(
                "SELECT grounds FROM questions WHERE paper_id = ?1 AND other_paper_id = ?2
                 UNION SELECT grounds FROM questions WHERE paper_id = ?2 AND other_paper_id = ?1",
            )?
            .query_row((one.0, other.0), |row| row.get(0))
            .optional()?;
        Ok(found.map(|name| grounds_named(&name)))
    }

    /// Returns the answers, newest first, at most `n`.
    pub fn answers(&self, n: usize) -> Result<Vec<Answer>> {
        let mut select = self.db().prepare_cached(
            "SELECT id, paper_id, other_paper_id, verdict, at FROM answers ORDER BY id DESC LIMIT ?1",
        )?;
        let found: Vec<(i64, i64, Option<i64>, String, i64)> = select
            .query_map([i64::try_from(n).unwrap_or(i64::MAX)], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut answers = Vec::with_capacity(found.len());
        for (answer, paper, other, verdict, at) in found {
            let Some(row) = self.rows_of(&[PaperId(paper)])?.pop() else {
                continue;
            };
            let verdict = DuplicateVerdict::from_name(&verdict);
            let merge = match verdict {
                DuplicateVerdict::Same => self.merge_of_answer(paper, answer)?,
                DuplicateVerdict::Different => None,
            };
            let (merge, gone_title) = merge.unzip();
            answers.push(Answer {
                answer,
                verdict,
                at: Timestamp::from_millis(at),
                paper: row,
                other: match other {
                    Some(other) => self.rows_of(&[PaperId(other)])?.pop(),
                    None => None,
                },
                gone_title,
                merge,
            });
        }
        Ok(answers)
    }

    fn merge_of_answer(&self, paper: i64, answer: i64) -> Result<Option<(i64, String)>> {
        let merges = self.merged_into(PaperId(paper))?;
        Ok(merges
            .into_iter()
            .find(|merge| merge.answer == answer)
            .map(|merge| (merge.number, merge.title)))
    }

    /// Finds the merge that took the paper with this id, or whose id begins so, out of the library; else the only
    /// one into the paper with it.
    ///
    /// Errors: [`Error::NotMerged`](crate::Error::NotMerged), and ids that begin several.
    pub fn resolve_merge(&self, given: &str) -> Result<i64> {
        let Some(beginning) = crate::paper::Uid::beginning(given) else {
            return Err(crate::Error::NotMerged);
        };
        let mut select = self
            .db()
            .prepare("SELECT id, gone, at FROM merges ORDER BY id DESC")?;
        let mut rows = select.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let gone = row.get_ref(1)?.as_str().unwrap_or_default();
            let merge = MergeInto::of(row.get(0)?, gone, row.get(2)?);
            found.extend(merge.filter(|merge| merge.uid.starts_with(&beginning)));
        }
        match found.as_slice() {
            [merge] => return Ok(merge.number),
            [] => {}
            _ => {
                return Err(crate::Error::AmbiguousId {
                    given: given.to_owned(),
                    found: found
                        .into_iter()
                        .map(|merge| (merge.uid, merge.title))
                        .collect(),
                });
            }
        }
        let merges = self.merged_into(self.resolve_paper(given)?)?;
        match merges.as_slice() {
            [merge] => Ok(merge.number),
            [] => Err(crate::Error::NotMerged),
            _ => Err(crate::Error::AmbiguousId {
                given: given.to_owned(),
                found: merges
                    .into_iter()
                    .map(|merge| (merge.uid, merge.title))
                    .collect(),
            }),
        }
    }

    /// Returns what became one with a paper, newest first.
    pub fn merged_into(&self, paper: PaperId) -> Result<Vec<MergeInto>> {
        let mut select = self.db().prepare_cached(
            "SELECT id, gone, at FROM merges WHERE paper_id = ?1 ORDER BY id DESC",
        )?;
        let mut rows = select.query([paper.0])?;
        let mut merges = Vec::new();
        while let Some(row) = rows.next()? {
            let gone = row.get_ref(1)?.as_str().unwrap_or_default();
            merges.extend(MergeInto::of(row.get(0)?, gone, row.get(2)?));
        }
        Ok(merges)
    }
}

/// What went into a paper.
pub struct MergeInto {
    /// The number of the merge, by which they can be parted again.
    pub number: i64,
    answer: i64,
    /// Of the paper that went.
    uid: String,
    /// Of the paper that went.
    pub title: String,
    /// When they became one.
    pub at: Timestamp,
}

impl MergeInto {
    fn of(number: i64, gone: &str, at: i64) -> Option<Self> {
        let told: Json = serde_json::from_str(gone).ok()?;
        Some(Self {
            number,
            answer: told["answer"].as_i64()?,
            uid: told["uid"].as_str()?.to_owned(),
            title: told["title"].as_str().unwrap_or_default().to_owned(),
            at: Timestamp::from_millis(at),
        })
    }
}
