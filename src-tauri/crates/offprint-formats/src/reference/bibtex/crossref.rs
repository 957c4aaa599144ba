//! Entries that take fields from another: `crossref` and `xdata`.

use std::collections::HashMap;

use super::lex::Entry;

/// Entries that inherit, held back until all their parents are known, or until they are too many.
pub(super) struct Waiting {
    heirs: Vec<Entry>,
    n_heir_bytes: usize,
    /// What may be inherited, by key in lower case; of entries that repeat a key the first counts.
    parents: HashMap<String, Entry>,
    n_parent_bytes: usize,
    /// Of heirs and of parents, no more is held of each.
    most_bytes: usize,
}

/// Some ten thousand entries of either kind.
const MOST_BYTES: usize = 8 << 20;

impl Default for Waiting {
    fn default() -> Self {
        Self {
            heirs: Vec::new(),
            n_heir_bytes: 0,
            parents: HashMap::new(),
            n_parent_bytes: 0,
            most_bytes: MOST_BYTES,
        }
    }
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
    /// Keeps an entry that inherits, and gives any other back at once. Where those that are kept are
    /// too many, all come back with what they inherit from the parents known so far.
    pub(super) fn take(&mut self, entry: Entry) -> Vec<Entry> {
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
            let n_bytes = self.n_parent_bytes + bytes_of(&light) + entry.key.len();
            if n_bytes <= self.most_bytes {
                self.n_parent_bytes = n_bytes;
                self.parents
                    .entry(entry.key.to_lowercase())
                    .or_insert(light);
            }
        }
        if entry.get("crossref").is_none() && entry.get("xdata").is_none() {
            return vec![entry];
        }
        self.n_heir_bytes += bytes_of(&entry);
        self.heirs.push(entry);
        if self.n_heir_bytes <= self.most_bytes {
            return Vec::new();
        }
        self.resolved().collect()
    }

    /// Gives the entries that were held back, each with what it inherits.
    pub(super) fn resolved(&mut self) -> impl Iterator<Item = Entry> {
        self.n_heir_bytes = 0;
        let parents = &self.parents;
        std::mem::take(&mut self.heirs)
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

/// What an entry costs in memory.
fn bytes_of(entry: &Entry) -> usize {
    let fields = entry.fields.iter();
    let n_in_fields: usize = fields
        .map(|(name, value)| name.len() + value.len() + size_of::<(String, String)>())
        .sum();
    size_of::<Entry>() + entry.text.len() + n_in_fields
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

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: &str, key: &str, field: (&str, &str)) -> Entry {
        Entry {
            kind: kind.to_owned(),
            key: key.to_owned(),
            fields: vec![(field.0.to_owned(), field.1.to_owned())],
            ..Entry::default()
        }
    }

    #[test]
    fn what_waits_and_what_it_waits_for_is_bounded() {
        let mut waiting = Waiting {
            most_bytes: 4000,
            ..Waiting::default()
        };
        let mut n_out = 0;
        let mut n_joined = 0;
        for at in 0..1000 {
            let parent = entry("book", &format!("b{at}"), ("title", "Tides"));
            assert_eq!(waiting.take(parent).len(), 1);
            for heir in waiting.take(entry("inbook", "", ("crossref", &format!("b{at}")))) {
                n_out += 1;
                n_joined += usize::from(heir.get("booktitle").is_some());
            }
            assert!(waiting.heirs.len() + waiting.parents.len() < 50);
        }
        n_out += waiting.resolved().count();
        assert_eq!(n_out, 1000);
        assert!((5..50).contains(&n_joined));
    }

    #[test]
    fn entries_that_are_no_collections_are_not_kept() {
        let mut waiting = Waiting::default();
        waiting.take(entry("misc", "a", ("title", "Tides")));
        assert_eq!(waiting.parents.len(), 0);
    }
}
