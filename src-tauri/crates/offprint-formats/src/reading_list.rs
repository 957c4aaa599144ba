//! Reading lists: tables and lists of one's own, and what programs export, with their read marks.

mod browser;
mod columns;
mod links;
pub(crate) mod objects;
mod ours;
mod programs;
pub(crate) mod readwise;
mod record;
pub(crate) mod table;

use std::io;

use offprint_source::{Line, SourceText};

use crate::candidate::Found;
use crate::detect::{DetectReason, Detected, Head};
use crate::grammar::json_elements::JsonElement;
use crate::{Format, ReadError};

pub use columns::{ColumnField, ColumnMatch, FoundColumn, columns_key};

use columns::{Field, field_named, plain_name};

/// Returns the columns of a table, or the fields of a JSON list as columns, from the first lines of
/// a source; none for formats whose columns nobody can choose.
///
/// Each has its name, an example, and what the name says that it holds.
pub fn columns_of(head: &str, format: Format) -> Vec<FoundColumn> {
    let lines = lines_of(head).into_iter();
    match format {
        Format::Csv => table::columns_in(lines),
        Format::Json | Format::JsonLines => objects::columns_in(lines, format),
        _ => Vec::new(),
    }
}

/// Reads what a program exports in more than one way: markup, JSON, or a table.
pub(crate) fn read_export(
    mut text: SourceText,
    format: Format,
) -> Box<dyn Iterator<Item = Result<Found, ReadError>> + Send> {
    let mut first = Vec::new();
    let mut sign = None;
    for line in text.by_ref() {
        sign = line
            .as_ref()
            .map_or(Some(' '), |line| line.text.trim().chars().next());
        first.push(line);
        if sign.is_some() {
            break;
        }
    }
    let lines = first.into_iter().chain(text);
    match (sign, format) {
        (Some('<'), _) => Box::new(links::read_links(lines)),
        (Some('{' | '['), Format::Bookmarks) => Box::new(browser::read_backup(lines)),
        (Some('{' | '['), _) => Box::new(objects::read_objects(lines, format, None)),
        (_, Format::Bookmarks | Format::Opml) => Box::new(links::read_links(lines)),
        (_, _) => Box::new(table::read_table(lines, format, None)),
    }
}

/// Tells lists of links by their markup, and browsers' backups by their fields.
pub(crate) fn detect_links(head: &Head<'_>) -> Option<Detected> {
    let start = head.text.trim_start_matches('\u{feff}').trim_start();
    let first = &start[..start.floor_char_boundary(2000)];
    let has = |text: &str| first.to_ascii_lowercase().contains(text);
    if start.starts_with('{') {
        let is_backup =
            has("\"text/x-moz-place-container\"") || (has("\"roots\"") && has("\"bookmark_bar\""));
        return is_backup.then(|| Detected::of(Format::Bookmarks, DetectReason::FieldNames));
    }
    if !start.starts_with('<') {
        return None;
    }
    if has("<opml") {
        return Some(Detected::of(Format::Opml, DetectReason::RootElement));
    }
    let format =
        if has("<!doctype netscape-bookmark-file-1") || (has("<dl><p>") && has(" add_date=")) {
            Format::Bookmarks
        } else if has("<title>pocket export</title>") {
            Format::Pocket
        } else if has("<title>instapaper: export</title>") {
            Format::Instapaper
        } else {
            return None;
        };
    Some(Detected::of(format, DetectReason::Markup))
}

/// Tells tables by the names of their columns.
pub(crate) fn detect_table(head: &Head<'_>) -> Option<Detected> {
    // A table of Markdown's kind is a page's.
    if head.text.trim_start().starts_with('|') || head.lines().nth(1).is_some_and(is_rule) {
        return None;
    }
    let names = table::names_in(lines_of(head.text).into_iter());
    let is_table_name = |name: &String| {
        name.len() <= 60 && !name.contains(['@', '{', '}', '%', '<', '>', '\\', '[', ']', '#'])
    };
    if names.len() < 2 || !names.iter().all(is_table_name) {
        return None;
    }
    let names: Vec<String> = names.iter().map(|name| plain_name(name)).collect();
    if readwise::are_highlights(&names) {
        return Some(Detected::of(Format::Readwise, DetectReason::ColumnNames));
    }
    if let Some(program) = programs::told_table(&names) {
        return Some(Detected::of(program.format, DetectReason::ColumnNames));
    }
    let is_ending = matches!(head.ending, "csv" | "tsv" | "tab");
    if are_of_papers(&names, is_ending) {
        return Some(Detected::of(Format::Csv, DetectReason::ColumnNames));
    }
    // Its rows would else pass for titles. The person can say what the columns hold.
    let is_table = is_ending && table::has_even_rows(lines_of(head.text).into_iter());
    is_table.then(|| Detected::of(Format::Csv, DetectReason::FileName))
}

/// Tells lists in JSON by the names of their fields.
pub(crate) fn detect_objects(head: &Head<'_>) -> Option<Detected> {
    let start = head.text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with(['{', '[']) {
        return None;
    }
    let lines = lines_of(head.text);
    let is_lines = start.starts_with('{') && are_lines_of_objects(&lines);
    let format = if is_lines {
        Format::JsonLines
    } else {
        Format::Json
    };
    let first = objects::elements(lines.into_iter(), format).next()?.ok()?;
    let text = match first {
        JsonElement::Whole { text, .. } => text,
        // An object longer than the head.
        JsonElement::Broken(rejection) => rejection.text,
    };
    let names: Vec<String> = objects::names_in(&text);
    if let Some(program) = programs::told_objects(&names) {
        return Some(Detected::of(program.format, DetectReason::FieldNames));
    }
    let is_ending = matches!(head.ending, "json" | "jsonl" | "ndjson");
    are_of_papers(&names, is_ending).then(|| Detected::of(format, DetectReason::FieldNames))
}

/// `---|---`, below the names of a table in Markdown.
fn is_rule(line: &str) -> bool {
    line.contains("---") && line.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '))
}

/// Whether names are those of a table of papers: what names a work, and one more, unless the
/// file's ending speaks for a table, too.
fn are_of_papers(names: &[String], is_ending: bool) -> bool {
    let fields: Vec<Field> = names.iter().filter_map(|name| field_named(name)).collect();
    let names_work = fields
        .iter()
        .any(|field| matches!(field, Field::Title | Field::Identifier(_) | Field::Link));
    names_work && (is_ending || fields.len() >= 2)
}

/// Whether lines are objects by themselves, most of them and the first one.
fn are_lines_of_objects(lines: &[io::Result<Line>]) -> bool {
    let texts: Vec<&str> = lines
        .iter()
        .flatten()
        .map(|line| line.text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    let is_object = |text: &str| text.starts_with('{') && text.ends_with('}');
    match texts.as_slice() {
        [] => false,
        // An object by itself is a list with one line, unless it holds the list.
        [only] => is_object(only) && !objects::holds_list(only),
        [first, rest @ ..] => {
            let n_objects = rest.iter().filter(|text| text.starts_with('{')).count();
            is_object(first) && n_objects * 2 >= rest.len()
        }
    }
}

fn lines_of(text: &str) -> Vec<io::Result<Line>> {
    (1..)
        .zip(text.split(['\n', '\r']))
        .map(|(number, text)| {
            let text = text.to_owned();
            Ok(Line { number, text })
        })
        .collect()
}
