//! One line of a page: its cleaned text, its links, and what kind of line it is.

use std::collections::HashSet;

use offprint_source::Line;

use crate::candidate::LineSpan;
use crate::clean::{Dialect, clean_line};
use crate::fields::identifier::Identifier;
use crate::fields::link::{Link, LinkKind, links_in};

use super::markdown::{self, Unmarked, unmark};
use super::noise;
use super::prose::{self, Shape};
use super::title;

/// A line, or lines that belong together.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) lines: LineSpan,
    /// Cleaned, without marks and labels.
    pub(super) text: String,
    /// As it was, for a rejection; only kept of prose.
    pub(super) raw: String,
    pub(super) kind: RowKind,
    /// A heading, a list item, bold, a link, or labelled.
    pub(super) is_marked: bool,
    pub(super) is_indented: bool,
    pub(super) follows_blank: bool,
    /// How wide the column is, where lines were joined.
    pub(super) wrap_width: Option<usize>,
    pub(super) links: Vec<Link>,
    pub(super) identifiers: Vec<Identifier>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Blank,
    Noise,
    /// Noise that only stands beside a paper.
    CardMark,
    /// Where and when it appeared: a line below the authors that ends in a year.
    Venue,
    /// Says that the next line is a person's name.
    NameComes,
    /// What follows is about the paper shown.
    Tail,
    /// Names of authors; empty where the label stands alone.
    Authors,
    /// The label "Abstract", alone.
    AbstractComes,
    /// Nothing but addresses and identifiers.
    Address,
    Code,
    Phrase,
    Sentence,
    Prose,
    /// Prose that a label says is the abstract.
    Abstract,
}

impl Row {
    pub(super) fn new(line: &Line, follows_blank: bool) -> Self {
        let unmarked = unmark(&line.text);
        let is_indented = line.text.starts_with([' ', '\t', '\u{a0}']);
        let cleaned = clean_line(&unmarked.text, Dialect::Plain);
        let text = noise::without_glued_button(&cleaned);
        let mut row = Self {
            lines: LineSpan::new(line.number, line.number),
            text: String::new(),
            raw: String::new(),
            kind: RowKind::Blank,
            is_marked: unmarked.is_marked || unmarked.is_link,
            is_indented,
            follows_blank,
            wrap_width: None,
            links: Vec::new(),
            identifiers: Vec::new(),
        };
        row.classify(text, &unmarked, line.text.trim_start().starts_with('|'));
        row.add_links(unmarked);
        if row.kind == RowKind::Noise && !row.links.is_empty() {
            // "PDF" and "Code" are noise by themselves, and name what they link to.
            row.links.retain(|link| link.kind != LinkKind::Other);
            if !row.links.is_empty() {
                row.kind = RowKind::Address;
            }
        }
        if matches!(
            row.kind,
            RowKind::Prose | RowKind::Abstract | RowKind::Sentence | RowKind::Phrase
        ) {
            row.raw = line.text.clone();
        }
        row
    }

    /// Makes rows of a list's or a table's line that holds a title and what is said of it. None
    /// where it does not; the line is then one row.
    pub(super) fn of_item(line: &Line, follows_blank: bool) -> Option<Vec<Self>> {
        let parts = markdown::parts_of_item(&line.text)?;
        let mut rows: Vec<Self> = Vec::with_capacity(parts.len());
        for part in parts {
            let line = Line {
                number: line.number,
                text: part.to_owned(),
            };
            rows.push(Self::new(&line, false));
        }
        let is_title = |row: &Self| {
            matches!(
                row.kind,
                RowKind::Phrase | RowKind::Code | RowKind::Sentence
            ) && (row.is_marked || title::is_telling(&row.text))
        };
        let is_text = |row: &Self| matches!(row.kind, RowKind::Prose | RowKind::Sentence);
        let title_at = rows.iter().position(is_title)?;
        let mut title = rows.remove(title_at);
        // Years and venues in cells of their own say nothing by themselves.
        rows.retain(|row| is_text(row) || matches!(row.kind, RowKind::Authors | RowKind::Address));
        if !rows.iter().any(is_text) {
            return None;
        }
        // A sentence belongs to the title right above it; an abstract closes what came before.
        rows.sort_by_key(|row| match row.kind {
            RowKind::Sentence => 0,
            RowKind::Prose => 2,
            _ => 1,
        });
        title.kind = RowKind::Phrase;
        title.is_marked = true;
        title.follows_blank = follows_blank;
        rows.insert(0, title);
        Some(rows)
    }

    fn classify(&mut self, text: &str, unmarked: &Unmarked, is_table: bool) {
        let (label, labelled) = title::split_label(text);
        self.text = labelled.to_owned();
        self.kind = match label {
            Some(title::Label::Title) => {
                self.is_marked = true;
                RowKind::Phrase
            }
            Some(title::Label::Authors) => {
                self.is_marked = true;
                RowKind::Authors
            }
            Some(title::Label::Abstract) if labelled.is_empty() => RowKind::AbstractComes,
            Some(title::Label::Abstract) => RowKind::Abstract,
            None if text.is_empty() && unmarked.text.trim().is_empty() => RowKind::Blank,
            None if text.is_empty() => RowKind::Noise,
            None => match noise::kind_of(text) {
                Some(kind) => kind,
                None => self.kind_of_content(text, unmarked, is_table),
            },
        };
    }

    /// Returns the kind of a line that is no page noise and has no label.
    fn kind_of_content(&mut self, text: &str, unmarked: &Unmarked, is_table: bool) -> RowKind {
        if self.is_address(text) {
            return RowKind::Address;
        }
        // A table's row is a paper's only if it links to one.
        let is_cells = is_table || text.matches(" | ").count() >= 2;
        let leads_to_work = |link: &Link| Identifier::from_url(&link.url).is_some();
        if is_cells && !unmarked.links.iter().any(leads_to_work) {
            return RowKind::Code;
        }
        match prose::shape(text) {
            Shape::Code if unmarked.is_link => RowKind::Phrase,
            Shape::Code => RowKind::Code,
            Shape::Prose => RowKind::Prose,
            Shape::Sentence => RowKind::Sentence,
            Shape::Phrase if !unmarked.is_marked && title::is_author_list(text) => RowKind::Authors,
            Shape::Phrase => RowKind::Phrase,
        }
    }

    /// Whether addresses and identifiers are all that a line holds, but for a word or two.
    fn is_address(&mut self, text: &str) -> bool {
        if text.len() > 400 {
            return false;
        }
        let mut n_words = 0;
        let mut found: Vec<Identifier> = Vec::new();
        let mut has_address = false;
        for word in text.split_whitespace() {
            let word = word.trim_matches(['[', ']', '(', ')', ',', ';', '|', '·']);
            let is_typed = word.len() > 6 && {
                let lower = word.to_ascii_lowercase();
                ["arxiv:", "doi:", "pmid:", "10."]
                    .iter()
                    .any(|start| lower.starts_with(start))
            };
            if word.contains("://") {
                has_address = true;
            } else if is_typed || word.contains("arxiv.org/") || word.contains("doi.org/") {
                match Identifier::recognise(word) {
                    Some(identifier) => found.push(identifier),
                    None => n_words += 1,
                }
            } else if word.contains(char::is_alphanumeric) {
                n_words += 1;
            }
        }
        if let Some(identifier) = bare_identifier(text) {
            found.push(identifier);
        }
        let is_address = (has_address || !found.is_empty()) && n_words <= 3;
        if is_address {
            self.identifiers = found;
        }
        is_address
    }

    fn add_links(&mut self, unmarked: Unmarked) {
        self.links = unmarked.links;
        if self.text.contains("http") {
            let mut known: HashSet<Link> = self.links.iter().cloned().collect();
            let links = links_in(&self.text).into_iter();
            self.links
                .extend(links.filter(|link| known.insert(link.clone())));
        }
        // An abstract may cite other works; only what stands outside one names this one.
        if matches!(
            self.kind,
            RowKind::Prose | RowKind::Abstract | RowKind::Sentence
        ) && !self.is_marked
        {
            return;
        }
        let mut known: HashSet<Identifier> = self.identifiers.iter().cloned().collect();
        let named = self
            .links
            .iter()
            .filter_map(|link| Identifier::from_url(&link.url));
        self.identifiers
            .extend(named.filter(|identifier| known.insert(identifier.clone())));
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(
            self.kind,
            RowKind::Phrase
                | RowKind::Sentence
                | RowKind::Prose
                | RowKind::Abstract
                | RowKind::Code
        )
    }
}

/// A line that is one identifier and no more: `2607.90012`, `arXiv: 2607.90012 [cs.LG]`.
fn bare_identifier(text: &str) -> Option<Identifier> {
    let lower = text.to_ascii_lowercase();
    if let Some(rest) = lower
        .strip_prefix("arxiv:")
        .or_else(|| lower.strip_prefix("arxiv "))
    {
        return Identifier::arxiv(rest.split_whitespace().next()?);
    }
    if let Some(rest) = lower.strip_prefix("doi:") {
        return Identifier::doi(rest);
    }
    (!text.contains(' '))
        .then(|| Identifier::arxiv(text))
        .flatten()
}
