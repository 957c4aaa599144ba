//! Browsers' own backups of bookmarks, which are JSON: trees of folders.

use std::io;

use offprint_source::Line;
use serde_json::Value as Json;

use crate::ReadError;
use crate::candidate::{Found, LineSpan, Rejection, RejectionReason};
use crate::grammar::json_elements::{JsonElement, json_elements};

use super::columns::Field;
use super::links::is_root;
use super::record::{ListKind, Record, Value};

/// Reads a backup, one of its outermost folders at a time, whose lines all its bookmarks have.
///
/// Yields a candidate per bookmark that names a work, with the folders around it as tags; of the
/// others a rejection as no paper. A folder over 8 MB is rejected. Holds one folder in memory.
///
/// Errors: only those of reading `lines`.
/// Source: the backups of Firefox, and the file in which Chromium keeps bookmarks.
pub(crate) fn read_backup<L>(lines: L) -> impl Iterator<Item = Result<Found, ReadError>>
where
    L: Iterator<Item = io::Result<Line>>,
{
    json_elements(lines, |key| key == "children").flat_map(|element| match element {
        Ok(JsonElement::Whole { lines, text }) => found_in(&text, lines),
        Ok(JsonElement::Broken(rejection)) => vec![Ok(Found::Rejection(rejection))],
        Err(error) => vec![Err(error)],
    })
}

fn found_in(text: &str, lines: LineSpan) -> Vec<Result<Found, ReadError>> {
    let Ok(outermost) = serde_json::from_str::<Json>(text) else {
        let rejection = Rejection::new(lines, RejectionReason::Malformed, text);
        return vec![Ok(Found::Rejection(rejection))];
    };
    let mut found = Vec::new();
    // The innermost folder is the last; `serde_json` parses no deeper than 128.
    let mut pending: Vec<(&Json, Vec<&str>)> = vec![(&outermost, Vec::new())];
    while let Some((node, folders)) = pending.pop() {
        let get = |names: [&str; 2]| names.into_iter().find_map(|name| node.get(name)?.as_str());
        let name = get(["title", "name"]).unwrap_or_default();
        if let Some(children) = node.get("children").and_then(Json::as_array) {
            let mut folders = folders;
            if !name.is_empty() && !is_root(name) {
                folders.push(name);
            }
            pending.extend(children.iter().rev().map(|child| (child, folders.clone())));
        } else if let Some(address) = get(["uri", "url"]) {
            found.extend(bookmark(node, name, address, &folders, lines));
        }
    }
    found.into_iter().map(Ok).collect()
}

fn bookmark(
    node: &Json,
    name: &str,
    address: &str,
    folders: &[&str],
    lines: LineSpan,
) -> Vec<Found> {
    let mut record = Record::on(lines);
    let mut put = |field, value: &str| record.put(field, &Value::text(value));
    put(Field::Title, name);
    put(Field::Link, address);
    if let Some(tags) = node.get("tags").and_then(Json::as_str) {
        put(Field::Tags, tags);
    }
    if let Some(moment) = node.get("dateAdded").and_then(Json::as_i64) {
        put(Field::AddedAt, &moment.to_string());
    }
    for folder in folders.iter().rev() {
        put(Field::Folder, folder);
    }
    record.found(ListKind::Pages, &format!("{name} {address}"))
}
