//! Papers that the person adds, and details that the person edits.

mod base;

use std::collections::{BTreeSet, HashSet};

use offprint_formats::candidate::Candidate;
use offprint_formats::fields::author::Author;
use offprint_formats::fields::identifier::{Identifier, Scheme};
use offprint_formats::fields::link::{Link, LinkKind};
use offprint_platform::clock::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use crate::change::ChangeSeq;
use crate::change::apply::Effect;
use crate::change::edit::Columns;
use crate::change::editor::Editor;
use crate::error::{Error, Result};
use crate::history::stored::Facts;
use crate::identity::index::PaperRef;
use crate::identity::judge::{Judge, Judgement};
use crate::import::Entry;
use crate::paper::{PaperId, Uid};
use crate::snapshot::rows::title_from_identifier;
use crate::state::State;
use crate::store::tables::{AUTHORS, IDENTIFIERS, LINKS, MARKS, PAPERS, QUESTIONS, Table};

/// Adds a paper to the inbox. One that may be here comes in with an open question.
///
/// Errors: [`Error::PaperKnown`] where it is here, in the trash or not; [`Error::Nameless`] where neither a title nor
/// an identifier names it.
pub(crate) fn add(
    editor: &mut Editor<'_>,
    entry: &Entry,
    judge: &mut Judge,
    seq: ChangeSeq,
    now: Timestamp,
) -> Result<Effect> {
    check_name(entry)?;
    judge.begin_source(HashSet::new());
    let doubt = meet(editor.db(), judge, entry)?;
    let candidate = &entry.candidate;
    let uid = Uid::random();
    let key = judge.citation_keys().give(&entry.key_stem);
    let mut row = columns_of(entry);
    row.extend([
        ("uid", text(uid.as_str())),
        ("is_book", Value::Integer(0)),
        ("citation_key", text(&key)),
    ]);
    let paper = PaperId(editor.insert(&PAPERS, None, row)?);
    write_authors(editor, paper, entry)?;
    for identifier in &candidate.identifiers {
        let columns = identifier_columns(identifier.scheme.name(), &identifier.value);
        insert_part(editor, &IDENTIFIERS, paper, columns)?;
    }
    for link in &candidate.links {
        let columns = vec![("kind", text(link.kind.name())), ("url", text(&link.url))];
        insert_part(editor, &LINKS, paper, columns)?;
    }
    let marks = vec![
        ("arrival", Value::Integer(seq)),
        ("added_at", Value::Integer(now.as_millis())),
        ("state", text(State::Inbox.name())),
        ("starred", Value::Integer(0)),
    ];
    editor.insert(&MARKS, Some(paper.0), marks)?;
    judge.came_in(PaperRef::Kept(paper), &entry.traits);
    if let Some((other, grounds)) = doubt {
        ask(editor, paper, other, grounds)?;
    }
    Ok(Effect {
        facts: Facts::about(editor.db(), &[paper].into())?,
        papers: [paper].into(),
        brought: Some(uid),
        ..Effect::default()
    })
}

/// Gives a paper the facts that the person wrote: those that differ from `base`, from which the writing began, or all
/// where there is none. What was taken from it no import brings back.
///
/// `judge` is asked for only where title or identifiers are others: it may have to read all papers.
///
/// Errors: as for [`add`], where the title or an identifier makes it another paper that is here;
/// [`Error::FactsDiffer`] where what was changed is another by now; [`Error::NoSuchPaper`].
pub(crate) fn edit(
    editor: &mut Editor<'_>,
    paper: PaperId,
    entry: &Entry,
    base: Option<&Candidate>,
    judge: impl FnOnce() -> Result<Judge>,
) -> Result<Effect> {
    let missing = || Error::NoSuchPaper {
        given: paper.0.to_string(),
    };
    let present = editor.row(&PAPERS, paper.0)?.ok_or_else(missing)?;
    let merged = match base {
        Some(base) => {
            let now = candidate_of(editor.db(), paper, &present)?;
            Some(Entry::new(base::merge(base, &entry.candidate, now)?))
        }
        None => None,
    };
    let entry = merged.as_ref().unwrap_or(entry);
    check_name(entry)?;
    let mut own = OwnFields::of(&present);
    let mut effect = Effect::default();
    let wanted = columns_of(entry);
    for field in ["title", "abstract", "year", "venue"] {
        let value = |columns: &Columns| columns.iter().find(|(name, _)| *name == field).cloned();
        let is_empty = |value: &Value| *value == Value::Null || *value == text("");
        let before = &present[PAPERS.place_of(field).expect("it is a column")];
        let after = value(&wanted).map_or(Value::Null, |(_, value)| value);
        own.settle(field, is_empty(before), is_empty(&after));
    }
    let mut is_changed = editor.update(&PAPERS, paper.0, &wanted)?;
    let is_renamed = is_changed
        && wanted
            .iter()
            .any(|(name, value)| *name == "title_key" && present[place_of("title_key")] != *value);
    is_changed |= edit_authors(editor, paper, entry, &mut own)?;
    let has_other_identifiers = edit_identifiers(editor, paper, entry, &mut own)?;
    is_changed |= has_other_identifiers;
    is_changed |= edit_links(editor, paper, entry, &mut own)?;
    is_changed |= editor.update(&PAPERS, paper.0, &[("own_fields", own.stored())])?;
    if is_renamed || has_other_identifiers {
        let mut judge = judge()?;
        judge.begin_source(HashSet::new());
        judge.set_aside(PaperRef::Kept(paper));
        if let Some((other, grounds)) = meet(editor.db(), &judge, entry)?
            && !is_asked(editor.db(), paper, other)?
        {
            ask(editor, paper, other, grounds)?;
        }
    }
    if is_changed {
        effect.papers.insert(paper);
    }
    effect.facts = Facts::about(editor.db(), &effect.papers)?;
    Ok(effect)
}

/// Reads the facts of a paper as a candidate's, of which `row` is its own row.
fn candidate_of(db: &Connection, paper: PaperId, row: &[Value]) -> Result<Candidate> {
    let text_of = |column| match &row[place_of(column)] {
        Value::Text(text) => Some(text.clone()),
        Value::Null | Value::Integer(_) | Value::Real(_) | Value::Blob(_) => None,
    };
    let year = match row[place_of("year")] {
        Value::Integer(year) => i32::try_from(year).ok(),
        Value::Null | Value::Real(_) | Value::Text(_) | Value::Blob(_) => None,
    };
    let authors = parts_of(db, SELECT_AUTHORS, paper)?.into_iter();
    let identifiers = parts_of(db, SELECT_IDENTIFIERS, paper)?.into_iter();
    let links = parts_of(db, SELECT_LINKS, paper)?.into_iter();
    Ok(Candidate {
        title: text_of("title").unwrap_or_default(),
        authors: authors
            .map(|(_, family, given)| Author { family, given })
            .collect(),
        year,
        venue: text_of("venue"),
        abstract_text: text_of("abstract"),
        identifiers: identifiers
            .filter_map(|(_, scheme, value)| {
                Scheme::from_name(&scheme).map(|scheme| Identifier { scheme, value })
            })
            .collect(),
        links: links
            .map(|(_, kind, url)| Link {
                kind: LinkKind::from_name(&kind),
                url,
            })
            .collect(),
        ..Candidate::default()
    })
}

fn check_name(entry: &Entry) -> Result<()> {
    let candidate = &entry.candidate;
    match candidate.title.is_empty() && candidate.identifiers.is_empty() {
        true => Err(Error::Nameless),
        false => Ok(()),
    }
}

/// Returns the paper that it may be, and why.
fn meet(db: &Connection, judge: &Judge, entry: &Entry) -> Result<Option<(PaperId, &'static str)>> {
    Ok(match judge.judge(&entry.traits) {
        Judgement::Known(met) | Judgement::Repeated(met) => match met.paper {
            PaperRef::Kept(id) => return Err(known(db, id)?),
            // Of a paper that is gone the person may want another copy.
            PaperRef::Planned(_) | PaperRef::Forgotten(_) => None,
        },
        Judgement::Possible(doubt) => match doubt.paper {
            PaperRef::Kept(id) => Some((id, doubt.grounds.name())),
            PaperRef::Planned(_) | PaperRef::Forgotten(_) => None,
        },
        Judgement::New => None,
    })
}

fn known(db: &Connection, paper: PaperId) -> Result<Error> {
    let (uid, title, is_trashed) = db
        .prepare_cached(
            "SELECT uid, title, EXISTS (SELECT 1 FROM trash WHERE paper_id = id) FROM papers WHERE id = ?1",
        )?
        .query_row([paper.0], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
    let title = match title.is_empty() {
        false => title,
        true => db
            .prepare_cached("SELECT scheme, value FROM identifiers WHERE paper_id = ?1 LIMIT 1")?
            .query_row([paper.0], |row| {
                let (scheme, value): (String, String) = (row.get(0)?, row.get(1)?);
                Ok(title_from_identifier(&scheme, &value))
            })
            .optional()?
            .unwrap_or_default(),
    };
    Ok(Error::PaperKnown {
        uid,
        title,
        is_trashed,
    })
}

fn ask(
    editor: &mut Editor<'_>,
    paper: PaperId,
    other: PaperId,
    grounds: &'static str,
) -> Result<()> {
    let question = vec![
        ("paper_id", Value::Integer(paper.0)),
        ("other_paper_id", Value::Integer(other.0)),
        ("grounds", text(grounds)),
    ];
    editor.insert(&QUESTIONS, None, question)?;
    Ok(())
}

/// Whether it is asked already, or was answered, whether two papers are the same.
fn is_asked(db: &Connection, one: PaperId, other: PaperId) -> Result<bool> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM questions WHERE (paper_id, other_paper_id) IN (VALUES (?1, ?2), (?2, ?1))
             UNION SELECT 1 FROM answers WHERE (paper_id, other_paper_id) IN (VALUES (?1, ?2), (?2, ?1))",
        )?
        .exists([one.0, other.0])?)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn place_of(column: &str) -> usize {
    PAPERS.place_of(column).expect("it is a column")
}

/// Returns what stands in the paper's own row.
fn columns_of(entry: &Entry) -> Columns {
    let candidate = &entry.candidate;
    let or_null = |value: &Option<String>| value.as_deref().map_or(Value::Null, text);
    vec![
        ("title", text(&candidate.title)),
        ("title_key", text(&entry.traits.title_key)),
        ("abstract", or_null(&candidate.abstract_text)),
        (
            "abstract_key",
            entry
                .traits
                .abstract_key
                .map_or(Value::Null, Value::Integer),
        ),
        (
            "year",
            candidate
                .year
                .map_or(Value::Null, |year| Value::Integer(year.into())),
        ),
        ("venue", or_null(&candidate.venue)),
    ]
}

fn identifier_columns(scheme: &str, value: &str) -> Columns {
    vec![("scheme", text(scheme)), ("value", text(value))]
}

fn insert_part(
    editor: &mut Editor<'_>,
    table: &'static Table,
    paper: PaperId,
    mut columns: Columns,
) -> Result<()> {
    columns.push(("paper_id", Value::Integer(paper.0)));
    editor.insert(table, None, columns)?;
    Ok(())
}

fn write_authors(editor: &mut Editor<'_>, paper: PaperId, entry: &Entry) -> Result<()> {
    let authors = entry.candidate.authors.iter();
    for (position, (author, family_key)) in (0_i64..).zip(authors.zip(&entry.family_keys)) {
        let columns = vec![
            ("position", Value::Integer(position)),
            ("family", text(&author.family)),
            ("given", text(&author.given)),
            ("family_key", text(family_key)),
        ];
        insert_part(editor, &AUTHORS, paper, columns)?;
    }
    Ok(())
}

const SELECT_AUTHORS: &str =
    "SELECT id, family, given FROM authors WHERE paper_id = ?1 ORDER BY position";
const SELECT_IDENTIFIERS: &str =
    "SELECT id, scheme, value FROM identifiers WHERE paper_id = ?1 ORDER BY id";
const SELECT_LINKS: &str = "SELECT id, kind, url FROM links WHERE paper_id = ?1 ORDER BY id";

/// Reads two columns of a paper's rows in another table, each with its row's id.
fn parts_of(db: &Connection, sql: &str, paper: PaperId) -> Result<Vec<(i64, String, String)>> {
    let mut select = db.prepare_cached(sql)?;
    let parts = select.query_map([paper.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(parts.collect::<rusqlite::Result<_>>()?)
}

fn edit_authors(
    editor: &mut Editor<'_>,
    paper: PaperId,
    entry: &Entry,
    own: &mut OwnFields,
) -> Result<bool> {
    let present = parts_of(editor.db(), SELECT_AUTHORS, paper)?;
    let wanted = &entry.candidate.authors;
    own.settle("authors", present.is_empty(), wanted.is_empty());
    let is_same = present.len() == wanted.len()
        && present
            .iter()
            .zip(wanted)
            .all(|((_, family, given), author)| *family == author.family && *given == author.given);
    if is_same {
        return Ok(false);
    }
    for (row, ..) in present {
        editor.delete(&AUTHORS, row)?;
    }
    write_authors(editor, paper, entry)?;
    Ok(true)
}

fn edit_identifiers(
    editor: &mut Editor<'_>,
    paper: PaperId,
    entry: &Entry,
    own: &mut OwnFields,
) -> Result<bool> {
    let present = parts_of(editor.db(), SELECT_IDENTIFIERS, paper)?;
    let wanted = &entry.candidate.identifiers;
    let mut is_changed = false;
    for (row, scheme, value) in &present {
        let stays = wanted
            .iter()
            .any(|wanted| wanted.scheme.name() == scheme && wanted.value == *value);
        if !stays {
            own.settle(&identifier_name(scheme, value), false, true);
            is_changed |= editor.delete(&IDENTIFIERS, *row)?;
        }
    }
    for identifier in wanted {
        let scheme = identifier.scheme.name();
        let is_there = present
            .iter()
            .any(|(_, of, value)| of == scheme && *value == identifier.value);
        if !is_there {
            own.settle(&identifier_name(scheme, &identifier.value), true, false);
            let columns = identifier_columns(scheme, &identifier.value);
            insert_part(editor, &IDENTIFIERS, paper, columns)?;
            is_changed = true;
        }
    }
    Ok(is_changed)
}

fn edit_links(
    editor: &mut Editor<'_>,
    paper: PaperId,
    entry: &Entry,
    own: &mut OwnFields,
) -> Result<bool> {
    let present = parts_of(editor.db(), SELECT_LINKS, paper)?;
    let wanted = &entry.candidate.links;
    let mut is_changed = false;
    for (row, _, url) in &present {
        match wanted.iter().find(|wanted| wanted.url == *url) {
            Some(link) => {
                let kind = text(link.kind.name());
                is_changed |= editor.update(&LINKS, *row, &[("kind", kind)])?;
            }
            None => {
                own.settle(&link_name(url), false, true);
                is_changed |= editor.delete(&LINKS, *row)?;
            }
        }
    }
    for link in wanted {
        if !present.iter().any(|(.., url)| *url == link.url) {
            own.settle(&link_name(&link.url), true, false);
            let columns = vec![("kind", text(link.kind.name())), ("url", text(&link.url))];
            insert_part(editor, &LINKS, paper, columns)?;
            is_changed = true;
        }
    }
    Ok(is_changed)
}

fn identifier_name(scheme: &str, value: &str) -> String {
    format!("identifier:{scheme}:{value}")
}

fn link_name(url: &str) -> String {
    format!("link:{url}")
}

/// What the person took from a paper: names of fields, identifiers and links. As JSON in `own_fields`.
#[derive(Debug, Default)]
pub(crate) struct OwnFields(BTreeSet<String>);

impl OwnFields {
    fn of(row: &[Value]) -> Self {
        match &row[place_of("own_fields")] {
            Value::Text(stored) => Self::from_text(stored),
            Value::Null | Value::Integer(_) | Value::Real(_) | Value::Blob(_) => Self::default(),
        }
    }

    /// Reads them as they are stored.
    pub fn from_text(stored: &str) -> Self {
        Self(serde_json::from_str(stored).unwrap_or_default())
    }

    fn stored(&self) -> Value {
        match self.0.is_empty() {
            true => Value::Null,
            false => text(&serde_json::json!(self.0).to_string()),
        }
    }

    /// Notes what was taken away, and forgets of what is there again.
    fn settle(&mut self, name: &str, was_empty: bool, is_empty: bool) {
        if !is_empty {
            self.0.remove(name);
        } else if !was_empty {
            self.0.insert(name.to_owned());
        }
    }

    /// Whether the person took a field away.
    pub fn lacks(&self, field: &str) -> bool {
        self.0.contains(field)
    }

    /// Whether the person took this identifier away.
    pub fn lacks_identifier(&self, scheme: &str, value: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&identifier_name(scheme, value))
    }

    /// Whether the person took this link away.
    pub fn lacks_link(&self, url: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&link_name(url))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::change::{Actor, ChangeKind, NoOversight};
    use crate::testing::{TestLibrary, candidate};

    #[test]
    fn all_papers_are_read_only_for_another_title_or_other_identifiers() {
        let test = TestLibrary::new();
        test.import("How Rivers Remember Their Floods");
        let paper = test.papers()[0];
        let is_judged = |change: &dyn Fn(&mut Candidate)| {
            let mut wanted = candidate("How Rivers Remember Their Floods");
            change(&mut wanted);
            let entry = Entry::new(wanted);
            let is_asked_for = Cell::new(false);
            let written = test.library.write(
                Some(ChangeKind::EditPaper),
                Actor::Window,
                &NoOversight,
                |editor, seq| {
                    let db = editor.db();
                    edit(editor, paper, &entry, None, || {
                        is_asked_for.set(true);
                        Ok(test.library.judge(db, seq, &NoOversight)?.judge)
                    })
                },
            );
            assert!(written.unwrap().seq.is_some(), "something is changed");
            is_asked_for.get()
        };
        assert!(!is_judged(&|wanted| wanted.year = Some(2019)));
        assert!(!is_judged(
            &|wanted| wanted.abstract_text = Some("Long.".to_owned())
        ));
        assert!(is_judged(
            &|wanted| wanted.title = "Why Dunes Walk at Night".to_owned()
        ));
        assert!(is_judged(&|wanted| wanted.identifiers.push(Identifier {
            scheme: Scheme::Doi,
            value: "10.5555/dunes".to_owned(),
        })));
    }
}
