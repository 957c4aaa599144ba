//! A saved view: a query under a name, kept with the library.

use serde_json::{Value, json};

use crate::snapshot::rows::Sort;

/// The name of the setting that holds the saved views.
pub(crate) const SAVED_VIEWS_SETTING: &str = "saved_views";

/// A query under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// What it is called.
    pub name: String,
    /// The query, as it is typed into a search.
    pub query: String,
    /// The order of its list.
    pub sort: Sort,
}

const SORTS: [(Sort, &str); 8] = [
    (Sort::Added, "added"),
    (Sort::Title, "title"),
    (Sort::Year, "year"),
    (Sort::State, "state"),
    (Sort::Queue, "queue"),
    (Sort::Trashed, "trashed"),
    (Sort::Snoozed, "snoozed"),
    (Sort::Given, "relevance"),
];

/// Writes views as the setting keeps them.
pub(crate) fn to_json(views: &[SavedView]) -> String {
    let views: Vec<Value> = views
        .iter()
        .map(|view| {
            let sort = SORTS.iter().find(|(sort, _)| *sort == view.sort);
            json!({ "name": view.name, "query": view.query, "sort": sort.map(|(_, name)| name) })
        })
        .collect();
    Value::Array(views).to_string()
}

/// Reads views as the setting keeps them; what is none is left out.
pub(crate) fn from_json(text: &str) -> Vec<SavedView> {
    let Ok(Value::Array(views)) = serde_json::from_str(text) else {
        return Vec::new();
    };
    views
        .iter()
        .filter_map(|view| {
            let text = |name: &str| view.get(name)?.as_str().map(str::to_owned);
            let sort = text("sort");
            let named = SORTS
                .iter()
                .find(|(_, name)| Some(*name) == sort.as_deref());
            Some(SavedView {
                name: text("name")?,
                query: text("query")?,
                sort: named.map_or(Sort::Added, |(sort, _)| *sort),
            })
        })
        .collect()
}
