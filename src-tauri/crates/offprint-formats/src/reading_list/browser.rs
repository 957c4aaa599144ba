//! Browsers' own backups of bookmarks, which are JSON: trees of folders.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, OnceLock};

use offprint_source::Line;
use serde_json::Value as Json;

use crate::ReadError;
use crate::candidate::{Found, LineSpan, Rejection, RejectionReason, Warning, WarningKind};
use crate::grammar::json_elements::{JsonElement, JsonPart, JsonParts, json_tree};

use super::columns::Field;
use super::links::is_root;
use super::record::{ListKind, Record, Value};

/// Reads a backup, one bookmark at a time.
///
/// Yields a candidate per bookmark that names a work, with the folders around it as tags; of the
/// others a rejection as no paper. A bookmark that is broken or over 8 MB is rejected, and of a
/// folder whose own fields are, a warning says that its name is not known. Chromium names a folder
/// behind what it holds: up to 8 MB of bookmarks wait for the names, and what is more comes with
/// those that are known. Holds no more.
///
/// Errors: only those of reading `lines`.
/// Source: the backups of Firefox, and the file in which Chromium keeps bookmarks.
pub(crate) fn read_backup<L>(lines: L) -> impl Iterator<Item = Result<Found, ReadError>>
where
    L: Iterator<Item = io::Result<Line>>,
{
    Backup {
        parts: json_tree(lines, |key| key == "children"),
        folders: Vec::new(),
        n_deeper: 0,
        waiting: VecDeque::new(),
        n_released: 0,
        n_waiting_bytes: 0,
        found: VecDeque::new(),
    }
}

/// So much waits for the names of folders.
const MOST_WAITING_BYTES: usize = 8 << 20;
/// Folders that are deeper than this lend no name.
const DEEPEST_NAMED: usize = 100;

struct Backup<L> {
    parts: JsonParts<L>,
    /// The folders around, from the outermost.
    folders: Vec<Arc<Folder>>,
    /// How many more are around that lend no name.
    n_deeper: usize,
    waiting: VecDeque<Waiting>,
    /// How many of these wait no longer.
    n_released: usize,
    n_waiting_bytes: usize,
    found: VecDeque<Found>,
}

struct Folder {
    /// Not set while it may still come.
    name: OnceLock<String>,
    outer: Option<Arc<Folder>>,
}

/// A bookmark, or what is found already, in its place among them.
struct Waiting {
    item: Item,
    folder: Option<Arc<Folder>>,
}

enum Item {
    Element { lines: LineSpan, text: String },
    Found(Found),
}

impl<L> Iterator for Backup<L>
where
    L: Iterator<Item = io::Result<Line>>,
{
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(Ok(found));
            }
            if self.n_released > 0 {
                self.n_released -= 1;
                let waiting = self.waiting.pop_front()?;
                self.found.extend(waiting.found());
                continue;
            }
            match self.parts.next() {
                Some(Ok(part)) => self.take(part),
                Some(Err(error)) => return Some(Err(error)),
                None if self.waiting.is_empty() => return None,
                None => self.release(),
            }
        }
    }
}

impl<L> Backup<L> {
    fn take(&mut self, part: JsonPart) {
        match part {
            JsonPart::Element(JsonElement::Whole { lines, text }) => {
                self.n_waiting_bytes += text.len();
                self.wait(Item::Element { lines, text });
            }
            JsonPart::Element(JsonElement::Broken(rejection)) => {
                self.n_waiting_bytes += rejection.text.len();
                self.wait(Item::Found(Found::Rejection(rejection)));
            }
            JsonPart::FolderBegins { lines, fields } => self.begin_folder(lines, &fields),
            JsonPart::FolderEnds { lines, fields } => self.end_folder(lines, &fields),
        }
        let are_named = self
            .folders
            .iter()
            .all(|folder| folder.name.get().is_some());
        if are_named || self.n_waiting_bytes > MOST_WAITING_BYTES {
            self.release();
        }
    }

    fn wait(&mut self, item: Item) {
        self.n_waiting_bytes += size_of::<Waiting>();
        self.waiting.push_back(Waiting {
            item,
            folder: self.folders.last().cloned(),
        });
    }

    fn begin_folder(&mut self, lines: LineSpan, fields: &str) {
        let name = self.name_in(lines, fields);
        if self.folders.len() == DEEPEST_NAMED {
            self.n_deeper += 1;
            return;
        }
        self.n_waiting_bytes += size_of::<Folder>() + name.as_ref().map_or(0, String::len);
        self.folders.push(Arc::new(Folder {
            name: name.map_or_else(OnceLock::new, OnceLock::from),
            outer: self.folders.last().cloned(),
        }));
    }

    fn end_folder(&mut self, lines: LineSpan, fields: &str) {
        let name = self.name_in(lines, fields);
        if self.n_deeper > 0 {
            self.n_deeper -= 1;
        } else if let Some(folder) = self.folders.pop() {
            folder.name.get_or_init(|| name.unwrap_or_default());
        }
    }

    /// Returns a folder's name, where it is among these fields.
    fn name_in(&mut self, lines: LineSpan, fields: &str) -> Option<String> {
        let Ok(fields) = serde_json::from_str::<Json>(fields) else {
            let (kind, detail) = (WarningKind::StrayText, String::new());
            self.wait(Item::Found(Found::Warning(Warning {
                lines,
                kind,
                detail,
            })));
            return None;
        };
        name_of(&fields).map(str::to_owned)
    }

    /// Lets go what waits, with the names of folders that are known.
    fn release(&mut self) {
        self.n_waiting_bytes = 0;
        self.n_released = self.waiting.len();
    }
}

impl Waiting {
    fn found(self) -> Vec<Found> {
        match self.item {
            Item::Found(found) => vec![found],
            Item::Element { lines, text } => found_in(&text, lines, self.folder.as_deref()),
        }
    }
}

fn name_of(node: &Json) -> Option<&str> {
    ["title", "name"]
        .into_iter()
        .find_map(|name| node.get(name)?.as_str())
}

fn found_in(text: &str, lines: LineSpan, folder: Option<&Folder>) -> Vec<Found> {
    let node = serde_json::from_str::<Json>(text).ok();
    let Some(node) = node.filter(Json::is_object) else {
        let rejection = Rejection::new(lines, RejectionReason::Malformed, text);
        return vec![Found::Rejection(rejection)];
    };
    let get = |name: &str| node.get(name)?.as_str();
    let address = match (get("uri").or_else(|| get("url")), get("type")) {
        (Some(address), _) => address,
        // A folder here holds nothing.
        (None, Some("text/x-moz-place-separator" | "text/x-moz-place-container" | "folder")) => {
            return Vec::new();
        }
        (None, _) => "",
    };
    let name = name_of(&node).unwrap_or_default();
    let mut record = Record::on(lines);
    let mut put = |field, value: &str| record.put(field, &Value::text(value));
    put(Field::Title, name);
    put(Field::Link, address);
    if let Some(tags) = get("tags") {
        put(Field::Tags, tags);
    }
    if let Some(moment) = node.get("dateAdded").and_then(Json::as_i64) {
        put(Field::AddedAt, &moment.to_string());
    }
    let mut next = folder;
    while let Some(folder) = next {
        if let Some(name) = folder.name.get().filter(|name| !is_root(name)) {
            put(Field::Folder, name);
        }
        next = folder.outer.as_deref();
    }
    record.found(ListKind::Pages, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tags of each bookmark, and what else was found.
    fn tags_in(text: &str) -> Vec<String> {
        let lines = (1..).zip(text.split('\n')).map(|(number, text)| {
            let text = text.to_owned();
            Ok(Line { number, text })
        });
        read_backup(lines)
            .map(|found| match found.expect("memory can be read") {
                Found::Candidate(paper) => paper.marks.tags.join(", "),
                Found::Rejection(rejection) => format!("{:?}", rejection.reason),
                Found::Warning(warning) => format!("{:?}", warning.kind),
                Found::Noise(_) => "noise".to_owned(),
            })
            .collect()
    }

    const PAGE: &str = "{\"title\": \"Kelp\", \"uri\": \"https://doi.org/10.5555/kelp\"}";

    #[test]
    fn folders_lend_their_names_wherever_these_stand() {
        let before = format!(
            "{{\"title\": \"\", \"children\": [{{\"title\": \"menu\", \"children\": [\n\
             {{\"title\": \"Sea\", \"children\": [{PAGE}, {{\"title\": \"Sand\", \"children\": [{PAGE}]}}, {PAGE}]}}, {PAGE}]}}]}}"
        );
        let behind = format!(
            "{{\"roots\": {{\"bookmark_bar\": {{\"children\": [\n\
             {{\"children\": [{PAGE}, {{\"children\": [{PAGE}], \"name\": \"Sand\"}}, {PAGE}], \"name\": \"Sea\"}}, {PAGE}],\n\
             \"name\": \"Bookmarks bar\"}}}}}}"
        );
        for text in [before, behind] {
            assert_eq!(tags_in(&text), ["Sea", "Sand, Sea", "Sea", ""]);
        }
    }

    #[test]
    fn a_broken_name_of_a_folder_costs_the_name() {
        let text = format!(
            "{{\"children\": [{{\"title\": \"\\x\", \"children\": [{PAGE}]}}, {{\"title\": \"Sea\", \"children\": [{PAGE}]}}]}}"
        );
        assert_eq!(tags_in(&text), ["StrayText", "", "Sea"]);
    }

    #[test]
    fn no_depth_of_folders_costs_a_bookmark() {
        let n = 20_000;
        let open = "{\"title\": \"Sea\", \"children\": [";
        for text in [
            format!("{}{PAGE}{}", open.repeat(n), "]}".repeat(n)),
            format!("{}{PAGE}", open.repeat(n)),
            format!("{}{PAGE}", "{\"children\": [".repeat(n)),
            format!("{}{PAGE}", format!("{open}{PAGE},").repeat(n)),
        ] {
            let tags = tags_in(&text);
            assert!(tags.iter().all(|tags| tags == "Sea" || tags.is_empty()));
            assert!(!tags.is_empty());
        }
    }
}
