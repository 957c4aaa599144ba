//! Reading lists that are JSON objects: `json`, `jsonl`, and the lists that programs export.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::io;

use offprint_source::Line;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value as Json;

use crate::candidate::{Found, LineSpan, Rejection, RejectionReason};
use crate::clean::{Dialect, clean_line};
use crate::fields::author::Author;
use crate::grammar::json_elements::{self, JsonElement, json_elements};
use crate::reference::json_lines;
use crate::{Format, ReadError};

use super::columns::{ColumnMatch, Field, FoundColumn, field_named, plain_name};
use super::programs;
use super::record::{ListKind, Record, Value};

/// Reads JSON objects, one at a time; of nested ones each field is named as `outer.inner`.
///
/// Yields a candidate per object that names a work, and a rejection for what is no JSON. `columns`
/// counts fields in the order in which the source first has them. Holds one object in memory.
///
/// Errors: only those of reading `lines`.
pub(crate) fn read_objects<L>(
    lines: L,
    format: Format,
    columns: Option<ColumnMatch>,
) -> impl Iterator<Item = Result<Found, ReadError>>
where
    L: Iterator<Item = io::Result<Line>> + Send + 'static,
{
    Objects {
        elements: elements(lines, format),
        format,
        columns: columns.unwrap_or_default(),
        places: HashMap::new(),
        found: VecDeque::new(),
    }
}

/// Returns the fields of the objects that `lines` begins with, as columns.
pub(super) fn columns_in<L>(lines: L, format: Format) -> Vec<FoundColumn>
where
    L: Iterator<Item = io::Result<Line>> + Send + 'static,
{
    let mut columns: Vec<FoundColumn> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for element in elements(lines, format) {
        let Ok(JsonElement::Whole { text, .. }) = element else {
            continue;
        };
        for (name, value) in fields_of(serde_json::from_str(&text).unwrap_or_default()) {
            let place = *places.entry(name).or_insert_with_key(|name| {
                let field = field_of_path(name, &plain_name(name)).and_then(Field::choice);
                columns.push(FoundColumn {
                    field,
                    ..FoundColumn::named(name.clone())
                });
                columns.len() - 1
            });
            columns[place].show(&value.as_text());
        }
    }
    columns
}

/// The parts of a JSON source that may be records.
type Elements = Box<dyn Iterator<Item = Result<JsonElement, ReadError>> + Send>;

pub(super) fn elements<L>(lines: L, format: Format) -> Elements
where
    L: Iterator<Item = io::Result<Line>> + Send + 'static,
{
    if format == Format::JsonLines {
        Box::new(json_elements::json_lines(lines))
    } else {
        Box::new(json_elements(lines, holds_records))
    }
}

/// What programs and people call the list in a document that holds more than it.
fn holds_records(key: &str) -> bool {
    matches!(
        plain_name(key).as_str(),
        "items"
            | "papers"
            | "articles"
            | "bookmarks"
            | "references"
            | "entries"
            | "records"
            | "results"
            | "documents"
            | "works"
            | "publications"
            | "list"
            | "readinglist"
            | "library"
            | "data"
            | "rows"
            | "hits"
            | "saved"
    )
}

/// Whether an object on one line is a document that holds the list.
pub(super) fn holds_list(text: &str) -> bool {
    names_in(text).iter().any(|name| holds_records(name))
}

/// Returns the names of an object's own fields, as [`plain_name`] gives them; its end may be cut off.
pub(super) fn names_in(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut start, mut is_escaped) = (0_usize, None, false);
    let mut last = "";
    for (at, byte) in text.bytes().enumerate() {
        match (byte, start) {
            _ if is_escaped => is_escaped = false,
            (b'\\', Some(_)) => is_escaped = true,
            (b'"', Some(from)) => {
                last = &text[from..at];
                start = None;
            }
            (_, Some(_)) => {}
            (b'"', None) => start = Some(at + 1),
            (b'{' | b'[', None) => depth += 1,
            (b'}' | b']', None) => depth = depth.saturating_sub(1),
            (b':', None) if depth == 1 => names.push(plain_name(last)),
            (_, None) => {}
        }
    }
    names
}

struct Objects {
    elements: Elements,
    format: Format,
    columns: ColumnMatch,
    /// In which place the source first had each field.
    places: HashMap<String, usize>,
    found: VecDeque<Found>,
}

/// Fields past so many different ones are as their names say.
const MOST_COLUMNS: usize = 10_000;

impl Iterator for Objects {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(Ok(found));
            }
            match self.elements.next()? {
                Ok(JsonElement::Whole { lines, text }) => self.take(lines, &text),
                Ok(JsonElement::Broken(rejection)) => {
                    return Some(Ok(Found::Rejection(rejection)));
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Objects {
    fn take(&mut self, lines: LineSpan, text: &str) {
        if self.columns.0.is_empty() && json_lines::is_ours(text) {
            self.found.push_back(json_lines::found(text, lines));
            return;
        }
        let mut record = Record::on(lines);
        let kind = if text.starts_with('{') {
            let Ok(object) = serde_json::from_str::<Object>(text) else {
                return self.reject(lines, text);
            };
            self.put_fields(&mut record, fields_of(object))
        } else {
            let Ok(value) = serde_json::from_str::<Json>(text) else {
                return self.reject(lines, text);
            };
            let Json::String(text) = value else {
                return self.reject(lines, text);
            };
            // A bare list of addresses or identifiers.
            record.put(Field::Identifier(None), &Value::text(&text));
            record.put(Field::Link, &Value::text(&text));
            ListKind::Pages
        };
        self.found.extend(record.found(kind, text));
    }

    fn reject(&mut self, lines: LineSpan, text: &str) {
        let rejection = Rejection::new(lines, RejectionReason::Malformed, text);
        self.found.push_back(Found::Rejection(rejection));
    }

    fn put_fields(&mut self, record: &mut Record, fields: Vec<(String, Value<'_>)>) -> ListKind {
        let names: Vec<String> = fields.iter().map(|(name, _)| plain_name(name)).collect();
        let program = programs::objects_of(self.format, &names);
        for ((name, value), plain_name) in fields.into_iter().zip(&names) {
            let field = match program {
                Some(program) => program.field_named(plain_name),
                None => self.field_of(name.clone(), field_of_path(&name, plain_name)),
            };
            if let Some(field) = field {
                record.put(field, &value);
            }
        }
        program.map_or(ListKind::of(self.format), |program| program.kind)
    }

    fn field_of(&mut self, name: String, by_name: Option<Field>) -> Option<Field> {
        if self.columns.0.is_empty() {
            return by_name;
        }
        let n_places = self.places.len();
        let place = match self.places.get(&name) {
            Some(place) => *place,
            None if n_places < MOST_COLUMNS => *self.places.entry(name).or_insert(n_places),
            None => return by_name,
        };
        self.columns.field_at(place, by_name)
    }
}

/// Returns what a field holds by its name; of a nested one, the inner name may be a scheme's.
fn field_of_path(name: &str, plain: &str) -> Option<Field> {
    field_named(plain).or_else(|| {
        let inner = field_named(&plain_name(name.rsplit_once('.')?.1))?;
        matches!(inner, Field::Identifier(_)).then_some(inner)
    })
}

/// The fields of an object in the order of the source, which `serde_json` would sort.
#[derive(Default)]
pub(super) struct Object(Vec<(String, Json)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Object;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Object(fields))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// Returns an object's fields, those of nested ones as `outer.inner`.
fn fields_of(object: Object) -> Vec<(String, Value<'static>)> {
    let mut fields = Vec::new();
    for (name, value) in object.0 {
        add_fields(&mut fields, name, value);
    }
    fields
}

/// `serde_json` parses no deeper than 128, and so this goes no deeper.
fn add_fields(fields: &mut Vec<(String, Value<'static>)>, name: String, value: Json) {
    let value = match value {
        Json::Object(inner) if name == "abstract_inverted_index" => {
            Value::Text(Cow::Owned(text_of_index(&inner)))
        }
        Json::Object(inner) => {
            for (inner_name, inner) in inner {
                add_fields(fields, format!("{name}.{inner_name}"), inner);
            }
            return;
        }
        Json::Array(values) => {
            let names: Option<Vec<Author>> = values.iter().map(author_of).collect();
            match names {
                Some(names) if !names.is_empty() => Value::Names(names),
                Some(_) | None => Value::Several(values.iter().filter_map(text_of).collect()),
            }
        }
        scalar => Value::Text(Cow::Owned(text_of(&scalar).unwrap_or_default())),
    };
    fields.push((name, value));
}

/// `{"family": "Roe", "given": "Ana"}`, in the words of several programs.
fn author_of(value: &Json) -> Option<Author> {
    let part = |names: [&str; 4]| {
        let part = names.into_iter().find_map(|name| value.get(name)?.as_str());
        part.map(|part| clean_line(part, Dialect::Plain))
    };
    Some(Author {
        family: part(["family", "lastName", "last_name", "last"])
            .filter(|family| !family.is_empty())?,
        given: part(["given", "firstName", "first_name", "first"]).unwrap_or_default(),
    })
}

/// Returns the text of an index that has the places of each word, as OpenAlex gives abstracts.
fn text_of_index(index: &serde_json::Map<String, Json>) -> String {
    let places = index.iter().flat_map(|(word, places)| {
        let places = places.as_array().into_iter().flatten();
        places.filter_map(move |place| Some((place.as_u64()?, word.as_str())))
    });
    let mut places: Vec<(u64, &str)> = places.collect();
    places.sort_unstable();
    let words: Vec<&str> = places.into_iter().map(|(_, word)| word).collect();
    words.join(" ")
}

/// Returns a value's text; of an object, that of the field which names it.
fn text_of(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Bool(is) => Some(is.to_string()),
        Json::Number(number) => Some(number.to_string()),
        // OpenAlex has an author within an authorship.
        Json::Object(inner) if inner.get("author").is_some_and(Json::is_object) => {
            text_of(&inner["author"])
        }
        Json::Object(inner) => [
            "name",
            "display_name",
            "label",
            "tag",
            "title",
            "url",
            "href",
            "text",
            "value",
        ]
        .into_iter()
        .find_map(|name| inner.get(name)?.as_str())
        .map(str::to_owned),
        Json::Null | Json::Array(_) => None,
    }
}
