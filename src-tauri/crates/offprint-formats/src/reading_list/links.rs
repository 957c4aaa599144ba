//! Lists of links in markup: browsers' bookmarks, Pocket's and Instapaper's pages, OPML.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::ops::Range;

use offprint_source::Line;

use crate::ReadError;
use crate::candidate::{Found, Rejection, RejectionReason};
use crate::grammar::markup::{Markup, Piece, PieceKind};

use super::columns::Field;
use super::record::{ListKind, Record, Value};

/// Reads the links of a page, one at a time, with the folders and headings that they stand under.
///
/// Yields a candidate per link that names a work; of the others a rejection as no paper. A folder or
/// heading that says where a paper stands is a state, else the innermost ones are tags. Feeds are
/// noise. Holds one link in memory, and the names of the folders around it.
///
/// Errors: only those of reading `lines`.
/// Source: the Netscape bookmark file that browsers write; OPML 2.0, whose outlines are links, too.
pub(crate) fn read_links<L>(lines: L) -> impl Iterator<Item = Result<Found, ReadError>>
where
    L: Iterator<Item = io::Result<Line>>,
{
    Links {
        markup: Markup::new(lines),
        is_over: false,
        folders: Vec::new(),
        next_folder: String::new(),
        section: String::new(),
        outlines: Vec::new(),
        heading: None,
        link: None,
        found: VecDeque::new(),
    }
}

struct Links<L: Iterator<Item = io::Result<Line>>> {
    markup: Markup<L>,
    is_over: bool,
    /// The folders around, from the outermost.
    folders: Vec<String>,
    /// The folder whose list begins next.
    next_folder: String,
    /// The heading above a list that has no folders.
    section: String,
    /// For each outline that is open, whether it is a folder.
    outlines: Vec<bool>,
    heading: Option<Heading>,
    link: Option<OpenLink>,
    found: VecDeque<Found>,
}

/// A heading while its text is read.
struct Heading {
    is_folder: bool,
    text: String,
}

/// A link while its text is read, and what stands below it.
struct OpenLink {
    attributes: BTreeMap<String, String>,
    place: Range<usize>,
    title: String,
    note: String,
    part: Part,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Behind,
    Note,
}

/// So many of the folders around a link are its tags, the innermost ones.
const MOST_FOLDERS: usize = 4;

impl<L: Iterator<Item = io::Result<Line>>> Iterator for Links<L> {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(Ok(found));
            }
            if self.is_over {
                return None;
            }
            match self.markup.next() {
                Some(Ok(piece)) => self.take(piece),
                Some(Err(error)) => {
                    self.is_over = true;
                    return Some(Err(error));
                }
                None => {
                    self.is_over = true;
                    self.finish_link();
                    self.reject_rest();
                }
            }
        }
    }
}

impl<L: Iterator<Item = io::Result<Line>>> Links<L> {
    fn take(&mut self, piece: Piece) {
        let Piece { kind, place } = piece;
        match kind {
            PieceKind::Text(text) => self.take_text(&text, &place),
            PieceKind::End(name) => self.take_end(&name, &place),
            PieceKind::Start {
                name,
                attributes,
                is_closed,
            } => match name.as_str() {
                "a" => self.begin_link(attributes, place.clone()),
                "outline" => self.take_outline(attributes, place.clone(), is_closed),
                "dd" => {
                    if let Some(link) = &mut self.link {
                        link.part = Part::Note;
                    }
                }
                "dt" | "li" | "hr" => self.finish_link(),
                "dl" => {
                    self.finish_link();
                    self.folders.push(std::mem::take(&mut self.next_folder));
                }
                "h1" | "h2" | "h3" => {
                    self.finish_link();
                    self.heading = Some(Heading {
                        is_folder: name == "h3",
                        text: String::new(),
                    });
                }
                _ => {}
            },
        }
        if self.link.is_none() {
            self.markup.forget_before(place.start);
        }
    }

    /// Rejects what is behind the last piece: a tag that never ends, or lines that were not read.
    fn reject_rest(&mut self) {
        let reject =
            |lines, reason, text: &str| Found::Rejection(Rejection::new(lines, reason, text));
        let rest = self.markup.rest().map(|place| {
            let text = self.markup.text_of(&place);
            reject(
                self.markup.lines_of(&place),
                RejectionReason::NeverCloses,
                text.trim_end(),
            )
        });
        let unread = self.markup.was_too_large();
        let unread = unread.map(|lines| reject(lines, RejectionReason::TooLarge, ""));
        self.found.extend(rest.into_iter().chain(unread));
    }

    fn take_text(&mut self, text: &str, place: &Range<usize>) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        } else if let Some(link) = &mut self.link {
            match link.part {
                Part::Title => link.title.push_str(text),
                Part::Note => link.note.push_str(text),
                Part::Behind => return,
            }
            let n_blanks = text.len() - text.trim_end().len();
            if n_blanks < text.len() {
                link.place.end = (place.end - n_blanks).max(link.place.end);
            }
        }
    }

    fn take_end(&mut self, name: &str, place: &Range<usize>) {
        match name {
            "a" => {
                if let Some(link) = &mut self.link {
                    link.place.end = place.end;
                    link.part = Part::Behind;
                }
            }
            "h1" | "h2" | "h3" => {
                let Some(heading) = self.heading.take() else {
                    return;
                };
                let text = heading.text.trim().to_owned();
                let text = if is_root(&text) { String::new() } else { text };
                if heading.is_folder {
                    self.next_folder = text;
                } else {
                    self.section = text;
                }
            }
            "dl" => {
                self.finish_link();
                self.folders.pop();
            }
            "outline" if self.outlines.pop() == Some(true) => {
                self.folders.pop();
            }
            _ => {}
        }
    }

    fn begin_link(&mut self, attributes: BTreeMap<String, String>, place: Range<usize>) {
        self.finish_link();
        self.heading = None;
        self.link = Some(OpenLink {
            attributes,
            place,
            title: String::new(),
            note: String::new(),
            part: Part::Title,
        });
    }

    /// An outline is a link, a feed, or else a folder of those inside.
    fn take_outline(
        &mut self,
        attributes: BTreeMap<String, String>,
        place: Range<usize>,
        is_closed: bool,
    ) {
        let get = |names: [&str; 2]| {
            let value = names.into_iter().find_map(|name| attributes.get(name));
            value.filter(|value| !value.is_empty()).cloned()
        };
        let name = get(["text", "title"]).unwrap_or_default();
        let is_feed = attributes.contains_key("xmlurl");
        let address = get(["url", "htmlurl"]).filter(|_| !is_feed);
        if !is_closed {
            let is_folder = address.is_none() && !is_feed;
            self.outlines.push(is_folder);
            if is_folder {
                self.folders.push(name.clone());
            }
        }
        if is_feed {
            let lines = self.markup.lines_of(&place);
            self.found.push_back(Found::Noise(lines));
        } else if let Some(address) = address {
            let mut attributes = attributes;
            attributes.insert("href".to_owned(), address);
            self.begin_link(attributes, place);
            if let Some(link) = &mut self.link {
                link.title = name;
            }
            self.finish_link();
        }
    }

    fn finish_link(&mut self) {
        let Some(link) = self.link.take() else {
            return;
        };
        let lines = self.markup.lines_of(&link.place);
        if link.attributes.contains_key("feedurl") {
            self.found.push_back(Found::Noise(lines));
            return;
        }
        let mut record = Record::on(lines);
        let text = self.markup.text_of(&link.place);
        let mut put = |field, value: &str| record.put(field, &Value::text(value));
        put(Field::Title, &link.title);
        for (name, field) in ATTRIBUTES {
            if let Some(value) = link.attributes.get(name) {
                put(field, value);
            }
        }
        let note: Vec<&str> = link.note.trim().lines().map(str::trim).collect();
        put(Field::Note, &note.join("\n"));
        let named = self.folders.iter().rev().filter(|name| !name.is_empty());
        for folder in named.take(MOST_FOLDERS) {
            put(Field::Folder, folder);
        }
        put(Field::Folder, &self.section);
        self.found.extend(record.found(ListKind::Pages, &text));
    }
}

/// What the attributes of links say, in all such lists.
const ATTRIBUTES: [(&str, Field); 8] = [
    ("href", Field::Link),
    ("add_date", Field::AddedAt),
    ("time_added", Field::AddedAt),
    ("created", Field::AddedAt),
    ("tags", Field::Tags),
    ("category", Field::Tags),
    ("toread", Field::IsQueued),
    ("_note", Field::Note),
];

/// What browsers call the folders that they make themselves.
pub(super) fn is_root(folder: &str) -> bool {
    matches!(
        folder.to_lowercase().as_str(),
        "bookmarks"
            | "bookmarks bar"
            | "bookmarks toolbar"
            | "bookmarks menu"
            | "other bookmarks"
            | "mobile bookmarks"
            | "favorites"
            | "favorites bar"
            | "imported"
            | "menu"
            | "toolbar"
            | "unfiled"
            | "mobile"
    )
}
