//! Entries that take fields from another: `crossref` and `xdata`.

use std::collections::HashMap;

use super::lex::Entry;

/// Entries that inherit, held back until all their parents are known.
#[derive(Default)]
pub(super) struct Waiting {
    heirs: Vec<Entry>,
    /// What may be inherited, by key in lower case; of entries that repeat a key the first counts.
    parents: HashMap<String, Entry>,
}

/// Parents of parents are followed this far; a circle ends here, too.
const LONGEST_CHAIN: usize = 8;

/// Collections have some ten fields that their parts could take. Each part gets its own copy, so
/// a parent of thousands would make a small source a large one.
const MOST_INHERITED: usize = 64;

/// What an entry never takes from its parent: it says what the parent itself is.
const OWN: &[&str] = &[
    "crossref",
    "xref",
    "ids",
    "doi",
    "url",
    "abstract",
    "note",
    "annote",
    "keywords",
    "file",
    "author",
    "eprint",
    "pages",
    "readstatus",
];

impl Waiting {
    /// Keeps an entry that inherits, and gives any other back at once.
    pub(super) fn take(&mut self, entry: Entry) -> Option<Entry> {
        if may_be_parent(&entry) && !entry.key.is_empty() {
            let light = Entry {
                fields: entry
                    .fields
                    .iter()
                    .filter(|(name, value)| {
                        (!OWN.contains(&name.as_str())
                            || entry.kind == "xdata"
                            || name == "crossref")
                            && value.len() < 4096
                    })
                    .take(MOST_INHERITED)
                    .cloned()
                    .collect(),
                kind: entry.kind.clone(),
                ..Entry::default()
            };
            self.parents
                .entry(entry.key.to_lowercase())
                .or_insert(light);
        }
        if entry.get("crossref").is_some() || entry.get("xdata").is_some() {
            self.heirs.push(entry);
            return None;
        }
        Some(entry)
    }

    /// Gives the entries that were held back, each with what it inherits.
    pub(super) fn resolved(self) -> impl Iterator<Item = Entry> {
        let Self { heirs, parents } = self;
        heirs
            .into_iter()
            .filter(|entry| entry.kind != "xdata")
            .map(move |mut heir| {
                let mut visited = vec![heir.key.to_lowercase()];
                let mut next = parents_of(&heir);
                while let Some((name, is_xdata)) = next.pop() {
                    if visited.len() > LONGEST_CHAIN || visited.contains(&name) {
                        continue;
                    }
                    if let Some(parent) = parents.get(&name) {
                        inherit(&mut heir, parent, is_xdata);
                        next.extend(parents_of(parent));
                    }
                    visited.push(name);
                }
                heir
            })
    }
}

/// Collections have parts; entries of other kinds are kept only if they are meant for it.
fn may_be_parent(entry: &Entry) -> bool {
    matches!(
        entry.kind.as_str(),
        "book"
            | "mvbook"
            | "collection"
            | "mvcollection"
            | "proceedings"
            | "mvproceedings"
            | "reference"
            | "periodical"
            | "xdata"
            | "conference"
            | "booklet"
            | "misc"
    ) || entry.get("crossref").is_some()
}

fn parents_of(entry: &Entry) -> Vec<(String, bool)> {
    let names = |field: &str, is_xdata: bool| {
        entry
            .get(field)
            .into_iter()
            .flat_map(|value| value.split(','))
            .map(move |name| (name.trim().to_lowercase(), is_xdata))
            .collect::<Vec<_>>()
    };
    let mut parents = names("crossref", false);
    parents.extend(names("xdata", true));
    parents.truncate(LONGEST_CHAIN);
    parents
}

/// Adds what the heir lacks. A collection's title is where its part appeared.
fn inherit(heir: &mut Entry, parent: &Entry, is_xdata: bool) {
    for (name, value) in &parent.fields {
        let name = match name.as_str() {
            "crossref" | "xdata" => continue,
            "title" | "subtitle" if is_xdata => name,
            "title" | "booktitle" if heir.get("journal").is_none() => "booktitle",
            "title" | "subtitle" | "isbn" => continue,
            _ => name,
        };
        if heir.get(name).is_none() {
            heir.fields.push((name.to_owned(), value.clone()));
        }
    }
}
