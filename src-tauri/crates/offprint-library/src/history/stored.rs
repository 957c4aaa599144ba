//! The facts of a change as the history keeps them: from them, not from sentences, words are made.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value, json};

use crate::error::Result;
use crate::paper::PaperId;
use crate::state::State;

/// What a row of the history says beside its kind. Absent facts are left out of the JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    pub title: Option<String>,
    pub other_title: Option<String>,
    pub to: Option<State>,
    pub is_starred: Option<bool>,
    pub tags_added: Vec<String>,
    pub tags_removed: Vec<String>,
    pub views_added: Vec<String>,
    pub views_removed: Vec<String>,
    pub sources: Vec<String>,
    pub imports: Vec<String>,
    pub n_added: Option<usize>,
    pub day: Option<String>,
    pub size: Option<u32>,
}

impl Facts {
    /// Names the paper, where it is one.
    pub fn about(db: &Connection, papers: &BTreeSet<PaperId>) -> Result<Self> {
        let title = match papers.first() {
            Some(paper) if papers.len() == 1 => db
                .prepare_cached("SELECT title FROM papers WHERE id = ?1")?
                .query_row([paper.0], |row| row.get(0))
                .optional()?,
            Some(_) | None => None,
        };
        Ok(Self {
            title,
            ..Self::default()
        })
    }

    pub fn to_json(&self) -> String {
        let mut facts = Map::new();
        let mut put = |name: &str, value: Value| {
            facts.insert(name.to_owned(), value);
        };
        if let Some(title) = &self.title {
            put("title", json!(title));
        }
        if let Some(title) = &self.other_title {
            put("other_title", json!(title));
        }
        if let Some(to) = self.to {
            put("to", json!(to.name()));
        }
        if let Some(is_starred) = self.is_starred {
            put("is_starred", json!(is_starred));
        }
        if let Some(n_added) = self.n_added {
            put("n_added", json!(n_added));
        }
        if let Some(day) = &self.day {
            put("day", json!(day));
        }
        if let Some(size) = self.size {
            put("size", json!(size));
        }
        let lists = [
            ("tags_added", &self.tags_added),
            ("tags_removed", &self.tags_removed),
            ("views_added", &self.views_added),
            ("views_removed", &self.views_removed),
            ("sources", &self.sources),
            ("imports", &self.imports),
        ];
        for (name, list) in lists {
            if !list.is_empty() {
                put(name, json!(list));
            }
        }
        Value::Object(facts).to_string()
    }

    pub fn from_json(json: &str) -> Self {
        let facts: Value = serde_json::from_str(json).unwrap_or(Value::Null);
        let list = |name: &str| -> Vec<String> {
            let texts = facts[name].as_array().into_iter().flatten();
            texts
                .filter_map(|text| text.as_str().map(str::to_owned))
                .collect()
        };
        Self {
            title: facts["title"].as_str().map(str::to_owned),
            other_title: facts["other_title"].as_str().map(str::to_owned),
            to: facts["to"].as_str().and_then(State::from_name),
            is_starred: facts["is_starred"].as_bool(),
            tags_added: list("tags_added"),
            tags_removed: list("tags_removed"),
            views_added: list("views_added"),
            views_removed: list("views_removed"),
            sources: list("sources"),
            imports: list("imports"),
            n_added: facts["n_added"]
                .as_u64()
                .and_then(|number| number.try_into().ok()),
            day: facts["day"].as_str().map(str::to_owned),
            size: facts["size"]
                .as_u64()
                .and_then(|number| number.try_into().ok()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_back_as_they_were_stored() {
        let facts = Facts {
            title: Some("“Quoted” title".into()),
            to: Some(State::Queued),
            is_starred: Some(false),
            tags_added: vec!["a b".into()],
            sources: vec!["may.txt".into()],
            n_added: Some(7),
            day: Some("2026-08-21".into()),
            size: Some(12),
            ..Facts::default()
        };
        assert_eq!(Facts::from_json(&facts.to_json()), facts);
        assert_eq!(Facts::from_json("{}"), Facts::default());
    }
}
