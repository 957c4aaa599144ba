//! What the columns and fields of a list have in common: they build one candidate.

use std::borrow::Cow;

use crate::Format;
use crate::candidate::{
    Candidate, DetailKind, Found, FoundState, LineSpan, Rejection, RejectionReason, Warning,
    WarningKind, WorkKind,
};
use crate::clean::{Dialect, clean_line, clean_paragraphs};
use crate::fields::author::{Author, family_first, listed_authors};
use crate::fields::date::{month_and_day_in, year_in};
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::issn::issn_in;
use crate::fields::link::{Link, links_in};
use crate::fields::moment::written_moment;
use crate::fields::pages::{page_range, page_ranges};
use crate::reference::kinds::csl_type_of_words;
use crate::reference::record::{
    add_files, add_identifier, add_keywords, add_urls, is_key, note_text, state_named, take_extra,
};

use super::columns::Field;

/// What a list holds beside papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListKind {
    /// Works: a bibliography, or a table of someone's own.
    Works,
    /// Pages of any kind, some of them papers.
    Pages,
}

/// The value of a field: a text that may stand for several, or several.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Several(Vec<String>),
    /// Names that the source parts itself.
    Names(Vec<Author>),
}

impl ListKind {
    /// Returns what a list of this format holds, where nothing else tells.
    pub(super) fn of(format: Format) -> Self {
        match format {
            Format::Csv | Format::Json | Format::JsonLines | Format::ZoteroCsv => ListKind::Works,
            _ => ListKind::Pages,
        }
    }
}

impl<'a> Value<'a> {
    pub(super) fn text(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }

    /// Returns the value as one text.
    pub(super) fn as_text(&self) -> Cow<'_, str> {
        match self {
            Value::Text(text) => Cow::Borrowed(text.as_ref()),
            Value::Several(texts) => Cow::Owned(texts.join("; ")),
            Value::Names(names) => {
                let names: Vec<String> = names.iter().map(Author::display).collect();
                Cow::Owned(names.join("; "))
            }
        }
    }
}

/// A candidate while its fields are read.
#[derive(Default)]
pub(super) struct Record {
    pub candidate: Candidate,
    /// What the list says in place of a title.
    address: Option<String>,
    /// For where there are no others.
    short_authors: String,
    /// The first page and the last one, where they are fields of their own.
    pages: [String; 2],
    warnings: Vec<Warning>,
}

impl Record {
    pub(super) fn on(lines: LineSpan) -> Self {
        Self {
            candidate: Candidate {
                lines: vec![lines],
                ..Candidate::default()
            },
            ..Self::default()
        }
    }

    /// Takes a field's value. Of fields that have one value the first counts.
    pub(super) fn put(&mut self, field: Field, value: &Value<'_>) {
        let text = value.as_text();
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let candidate = &mut self.candidate;
        let line = || clean_line(text, Dialect::Plain);
        let moment = || written_moment(text);
        match field {
            Field::Title => self.put_title(text),
            Field::Authors => self.put_authors(value),
            Field::Abstract => {
                let text = clean_paragraphs(text, Dialect::Plain);
                candidate.abstract_text.get_or_insert(text);
            }
            Field::Year => self.put_date(text),
            Field::Venue => {
                candidate.venue.get_or_insert_with(line);
            }
            Field::Identifier(scheme) => self.put_identifiers(scheme, text),
            Field::Link => self.put_links(text),
            Field::Tags => self.put_tags(value),
            Field::TagWords => self.put_each_tag(text.split_whitespace()),
            Field::Folder => self.put_folder(text),
            Field::State => match state_of(text) {
                Some(state) => {
                    candidate.marks.state.get_or_insert(state);
                }
                None => self.put_tags(value),
            },
            Field::IsRead => match is_yes(text) {
                Some(true) => candidate.marks.state = Some(FoundState::Read),
                Some(false) => {
                    candidate.marks.state.get_or_insert(FoundState::Queued);
                }
                None => match (moment(), state_of(text)) {
                    (Some(moment), _) => {
                        candidate.marks.state = Some(FoundState::Read);
                        candidate.marks.finished_on.get_or_insert(moment);
                    }
                    (None, Some(state)) => {
                        candidate.marks.state.get_or_insert(state);
                    }
                    (None, None) => {}
                },
            },
            Field::WasRead => {
                if is_yes(text) == Some(true) {
                    candidate.marks.state = Some(FoundState::Read);
                }
            }
            Field::IsQueued => {
                if is_yes(text) == Some(true) {
                    candidate.marks.state.get_or_insert(FoundState::Queued);
                }
            }
            Field::Starred => {
                candidate.marks.is_starred |=
                    is_yes(text) == Some(true) || text.starts_with(['★', '⭐']);
            }
            Field::Why => {
                candidate.marks.why.get_or_insert_with(line);
            }
            Field::Note => self.put_note(&note_of(text)),
            Field::AddedAt => {
                candidate.marks.added_at = candidate.marks.added_at.take().or_else(moment)
            }
            Field::StartedAt => {
                candidate.marks.started_on = candidate.marks.started_on.take().or_else(moment);
            }
            Field::FinishedAt => {
                candidate.marks.finished_on = candidate.marks.finished_on.take().or_else(moment);
            }
            Field::DueOn => {
                candidate.marks.due_on = candidate.marks.due_on.take().or_else(|| day(text));
            }
            Field::SnoozedUntil => {
                candidate.marks.snoozed_until =
                    candidate.marks.snoozed_until.take().or_else(|| day(text));
            }
            Field::CitationKey => {
                if is_key(text) {
                    candidate
                        .citation_key
                        .get_or_insert_with(|| text.to_owned());
                }
            }
            Field::Uid => {
                let is_uid = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
                if is_uid {
                    candidate
                        .uid
                        .get_or_insert_with(|| text.to_ascii_lowercase());
                }
            }
            Field::Extra => {
                let rest = take_extra(candidate, text);
                candidate
                    .details
                    .add(DetailKind::Remark, clean_line(&rest, Dialect::Plain));
            }
            Field::ShortAuthors => self.short_authors = text.to_owned(),
            Field::Shelves => {
                for shelf in text.split(',').map(str::trim) {
                    match state_of(shelf) {
                        Some(state) => {
                            self.candidate.marks.state.get_or_insert(state);
                        }
                        None => self.put_each_tag([shelf].into_iter()),
                    }
                }
            }
            Field::OfBook => self.put_type("book"),
            Field::FirstPage => self.pages[0] = text.to_owned(),
            Field::LastPage => self.pages[1] = text.to_owned(),
            Field::Detail(DetailKind::Type) => self.put_type(text),
            Field::Detail(kind) => self.put_detail(kind, value),
        }
    }

    /// Says that something was mended.
    pub(super) fn warn(&mut self, kind: WarningKind, detail: &str) {
        let lines = self.candidate.lines[0];
        self.warnings.push(Warning {
            lines: LineSpan::new(lines.last, lines.last),
            kind,
            detail: clean_line(&detail[..detail.floor_char_boundary(200)], Dialect::Plain),
        });
    }

    /// Judges what was read: a paper, a page that is none, or nothing at all. `text` is the
    /// source's own.
    pub(super) fn found(self, kind: ListKind, text: &str) -> Vec<Found> {
        let Self {
            mut candidate,
            address,
            short_authors,
            pages: [first, last],
            warnings,
        } = self;
        if candidate.authors.is_empty() {
            candidate.add_authors(authors_in(&short_authors));
        }
        if !first.is_empty() {
            let pages = page_range(&first, &last);
            candidate.details.add(DetailKind::Pages, pages);
        }
        judge_isbn(&mut candidate);
        let lines = candidate.lines[0];
        let is_described = !candidate.authors.is_empty()
            || candidate.abstract_text.is_some()
            || candidate.venue.is_some()
            || candidate.year.is_some();
        let is_paper = !candidate.identifiers.is_empty()
            || (!candidate.title.is_empty()
                && kind == ListKind::Works
                && (is_described || candidate.links.is_empty()));
        let mut found: Vec<Found> = warnings.into_iter().map(Found::Warning).collect();
        if is_paper {
            found.push(Found::Candidate(Box::new(candidate)));
            return found;
        }
        if candidate.title.is_empty() {
            let link = candidate.links.first().map(|link| link.url.clone());
            candidate.title = address.or(link).unwrap_or_default();
        }
        found.push(Found::Rejection(if candidate.title.is_empty() {
            Rejection::new(lines, RejectionReason::NothingNamesIt, text)
        } else {
            Rejection::not_a_paper(lines, text, candidate)
        }));
        found
    }

    fn put_title(&mut self, text: &str) {
        if !self.candidate.title.is_empty() {
            return;
        }
        let title = clean_line(text, Dialect::Plain);
        // A page without a title is often listed by its address.
        if is_address(&title) {
            self.address.get_or_insert(title.clone());
            self.put_links(&title);
            return;
        }
        // "[2607.90012] A Title" is how arXiv names its pages.
        let id_and_title = title
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
            .and_then(|(id, rest)| Some((Identifier::arxiv(id)?, rest.trim())));
        match id_and_title {
            Some((identifier, rest)) => {
                self.candidate.title = rest.to_owned();
                self.candidate.add_identifier(identifier);
            }
            None => self.candidate.title = title,
        }
    }

    fn put_authors(&mut self, value: &Value<'_>) {
        match value {
            Value::Names(names) => self.candidate.add_authors(names.iter().cloned()),
            Value::Several(names) => self.candidate.add_authors(
                names
                    .iter()
                    .filter_map(|name| Author::parse(name, Dialect::Plain)),
            ),
            Value::Text(names) => self.candidate.add_authors(authors_in(names)),
        }
    }

    fn put_identifiers(&mut self, scheme: Option<Scheme>, text: &str) {
        for part in parts_of_identifiers(scheme, text) {
            // "doi:10.5555/1", as the export writes it; an address has such a head, too.
            let stated = part.split_once(':').and_then(|(name, value)| {
                Some((Scheme::from_name(&name.to_ascii_lowercase())?, value))
            });
            let identifier = match (stated, scheme) {
                (Some((scheme, value)), _) => identifier_of(scheme, value.trim()),
                (None, Some(scheme)) => identifier_of(scheme, part),
                (None, None) => Identifier::recognise(part.trim_end_matches(',')),
            };
            add_identifier(&mut self.candidate, identifier);
            if let Some(link) = Link::parse(part) {
                self.candidate.add_link(link);
            }
        }
    }

    /// Takes the addresses in a text. One without `http`, as in `lab.example/kelp`, is none.
    fn put_links(&mut self, text: &str) {
        let links = links_in(text);
        add_urls(
            &mut self.candidate,
            links.iter().map(|link| link.url.as_str()),
        );
    }

    fn put_tags(&mut self, value: &Value<'_>) {
        match value {
            Value::Several(tags) => self.put_each_tag(tags.iter().map(String::as_str)),
            Value::Text(tags) => match serde_json::from_str::<Vec<String>>(tags) {
                Ok(tags) => self.put_each_tag(tags.iter().map(String::as_str)),
                Err(_) => self.put_each_tag(parted(tags)),
            },
            Value::Names(_) => self.put_each_tag(parted(&value.as_text())),
        }
    }

    fn put_each_tag<'t>(&mut self, tags: impl Iterator<Item = &'t str>) {
        let tags: Vec<String> = tags.map(|tag| clean_line(tag, Dialect::Plain)).collect();
        add_keywords(&mut self.candidate, tags.iter().map(String::as_str));
    }

    fn put_folder(&mut self, text: &str) {
        match text.to_lowercase().as_str() {
            "starred" | "favorites" | "liked" => self.candidate.marks.is_starred = true,
            "home" => {}
            _ => match state_of(text) {
                Some(state) => {
                    self.candidate.marks.state.get_or_insert(state);
                }
                None => self.put_each_tag([text].into_iter()),
            },
        }
    }

    fn put_note(&mut self, text: &str) {
        match &mut self.candidate.marks.note {
            Some(note) if note.contains(text) => {}
            Some(note) => {
                note.push_str("\n\n");
                note.push_str(text);
            }
            None => self.candidate.marks.note = Some(text.to_owned()),
        }
    }

    fn put_date(&mut self, text: &str) {
        self.candidate.year = self.candidate.year.or_else(|| year_in(text));
        let (month, day) = month_and_day_in(text);
        for (kind, number) in [(DetailKind::Month, month), (DetailKind::Day, day)] {
            if let Some(number) = number {
                self.candidate.details.add(kind, number.to_string());
            }
        }
    }

    fn put_type(&mut self, text: &str) {
        let csl_type = csl_type_of_words(text);
        let is_csl =
            text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let details = &mut self.candidate.details;
        match csl_type {
            "" if is_csl => details.add(DetailKind::Type, text),
            "" => details.add(DetailKind::Genre, clean_line(text, Dialect::Plain)),
            _ => details.add(DetailKind::Type, csl_type),
        }
    }

    fn put_detail(&mut self, kind: DetailKind, value: &Value<'_>) {
        let line = |text: &str| clean_line(text, Dialect::Plain);
        let texts: Vec<String> = match (kind, value) {
            (DetailKind::Editor, Value::Text(names)) => {
                authors_in(names).iter().map(Author::inverted).collect()
            }
            (_, Value::Names(names)) => names.iter().map(Author::inverted).collect(),
            (_, Value::Several(texts)) => texts.iter().map(|text| line(text)).collect(),
            (DetailKind::Attachment, Value::Text(texts)) => {
                add_files(&mut self.candidate, texts.split([';', '\n']));
                return;
            }
            (DetailKind::Pages, Value::Text(text)) => vec![page_ranges(text)],
            (DetailKind::Issn, Value::Text(text)) => issn_in(text).into_iter().collect(),
            (_, Value::Text(text)) => vec![line(text)],
        };
        let details = &mut self.candidate.details;
        if kind.is_many() {
            details.add_all(kind, texts);
        } else if let Some(text) = texts.into_iter().next() {
            details.add(kind, text);
        }
    }
}

/// Decides whether a complete record is a book, which its ISBN names, or a part of one: then the
/// ISBN is the book's, and names none of its chapters.
fn judge_isbn(candidate: &mut Candidate) {
    let is_isbn = |id: &Identifier| id.scheme == Scheme::Isbn;
    let has_isbn = candidate.identifiers.iter().any(is_isbn);
    let has_better = candidate.identifiers.iter().any(|id| !is_isbn(id));
    let details = &mut candidate.details;
    let is_book = match (
        details.get(DetailKind::Type),
        details.get(DetailKind::Genre),
    ) {
        (Some(csl_type), _) => csl_type == "book",
        (None, Some(_)) => has_isbn && !has_better && candidate.venue.is_none(),
        (None, None) => has_isbn && candidate.venue.is_none(),
    };
    if is_book {
        candidate.kind = WorkKind::Book;
        return;
    }
    for isbn in candidate.identifiers.extract_if(.., |id| is_isbn(id)) {
        details.add(DetailKind::ContainerIsbn, isbn.value);
    }
}

/// Returns what programs and people call a state, beyond what bibliographies do.
pub(super) fn state_of(text: &str) -> Option<FoundState> {
    if let Some(state) = state_named(text) {
        return Some(state);
    }
    let word: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match word.to_lowercase().as_str() {
        "archive" | "archived" | "readarchive" | "done" | "completed" | "complete" | "gelesen"
        | "lu" | "leído" | "leido" | "letto" | "gelezen" | "已读" | "既読" => FoundState::Read,
        "later" | "shortlist" | "readinglist" | "active" | "notstarted" | "planned" | "todo"
        | "queue" | "zulesen" | "ungelesen" | "àlire" | "porleer" | "daleggere" | "待读"
        | "未読" => FoundState::Queued,
        "currentlyreading" | "started" | "inreading" | "begonnen" | "encours" | "leyendo" => {
            FoundState::Reading
        }
        "new" | "feed" => FoundState::Inbox,
        "skim" | "skimmed" | "überflogen" => FoundState::Skimmed,
        "abandoned" | "wontread" | "didnotfinish" | "rejected" | "discarded" => FoundState::Dropped,
        _ => return None,
    })
}

/// Returns a note with its lines, which may be those of a list; what is HTML becomes Markdown.
fn note_of(text: &str) -> String {
    if text.starts_with('<') || text.contains("<br") {
        note_text(text)
    } else {
        text.to_owned()
    }
}

fn is_yes(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "1" | "true" | "yes" | "y" | "x" | "ja" | "oui" | "sí" | "si" | "✓" | "✔" | "✅" => {
            Some(true)
        }
        "0" | "false" | "no" | "n" | "nein" | "non" | "☐" | "-" => Some(false),
        _ => None,
    }
}

fn is_address(title: &str) -> bool {
    !title.contains(' ') && Link::parse(title).is_some()
}

fn day(text: &str) -> Option<String> {
    written_moment(text).map(|moment| moment[..10].to_owned())
}

/// Reads what stands in a column for identifiers of this scheme: one of it, or its address.
fn identifier_of(scheme: Scheme, value: &str) -> Option<Identifier> {
    if value.contains("://") {
        return Identifier::from_url(value);
    }
    Identifier::of(scheme, value)
}

/// Parts identifiers that are written in one cell: at blanks, bars and semicolons, but for the one
/// within a DOI, as in `10.5555/0099-4928(1963)020<0130:KAT>2.0.CO;2`.
fn parts_of_identifiers(scheme: Option<Scheme>, text: &str) -> Vec<&str> {
    let begins_another = |rest: &str| {
        let rest = rest.trim_start_matches([';', '\'', '"']);
        let starts = ["10.", "http", "doi:", "arxiv:", "pmid:", "isbn"];
        let starts_so = |start: &&str| {
            rest.get(..start.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(start))
        };
        rest.is_empty() || starts.iter().any(starts_so)
    };
    // `2-K` is the version of a standard and its check digit.
    let is_version = |rest: &str| {
        let word = rest.split(';').next().unwrap_or(rest).as_bytes();
        matches!(word, [b'1' | b'2'] | [b'1' | b'2', b'-', _])
    };
    let mut parts = Vec::new();
    for word in text.split(['\n', ' ', '|']) {
        let mut start = 0;
        for (at, _) in word.match_indices(';') {
            let rest = &word[at + 1..];
            let is_doi = word[start..at].contains("10.");
            let is_within = is_doi && (is_version(rest) || scheme == Some(Scheme::Doi));
            if !is_within || begins_another(rest) {
                parts.push(&word[start..at]);
                start = at + 1;
            }
        }
        parts.push(&word[start..]);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Parts a list that is written in one cell: at `|`, `;` or lines, else at commas; brackets and
/// quotation marks of a program's own list are taken off.
fn parted(text: &str) -> impl Iterator<Item = &str> {
    let inside = text
        .trim()
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let at: &[char] = if text.contains(['|', ';', '；', '\n']) {
        &['|', ';', '；', '\n']
    } else {
        &[',', '，', '、']
    };
    inside
        .unwrap_or(text)
        .split(at)
        .map(move |part| match inside {
            Some(_) => part.trim().trim_matches(['"', '\'']),
            None => part.trim(),
        })
}

/// Reads the names in one cell: `Roe, Ana; Lund, Bo`, `Ana Roe, Bo Lund`, `Roe, Ana`.
fn authors_in(names: &str) -> Vec<Author> {
    if let Some(authors) = with_initials_behind(names) {
        return authors;
    }
    if names.contains([';', '；', '\n', '|']) {
        let names = names.split([';', '；', '\n', '|']);
        // Where names stand as "Roe, Ana", one without a comma is a group's.
        let is_inverted = names.clone().any(|name| name.contains(','));
        return names
            .filter_map(|name| match name.contains(',') || !is_inverted {
                true if !name.trim_end().ends_with(',') => Author::parse(name, Dialect::Plain),
                _ => whole_name(name.trim_end().trim_end_matches(',')),
            })
            .collect();
    }
    // "Roe, Ana" is one name, and so is each of "Roe, Ana and Lund, Bo".
    let is_inverted = |name: &str| {
        let (family, given) = name.split_once(',').unwrap_or((name, ""));
        !given.trim().is_empty() && !given.contains(',') && !family.trim().contains(' ')
    };
    let by_and: Vec<&str> = names.split(" and ").collect();
    if by_and.iter().all(|name| is_inverted(name)) {
        return by_and
            .into_iter()
            .filter_map(|name| Author::parse(name, Dialect::Plain))
            .collect();
    }
    listed_authors(names)
}

/// Reads `Roe AB, Lund C` and `Roe A.; Lund C.`, as indexes write them: where each name ends in initials and none
/// begins with them. A single name may be one of `Malcolm X`'s kind.
fn with_initials_behind(names: &str) -> Option<Vec<Author>> {
    let sign = if names.contains(';') { ';' } else { ',' };
    let names: Vec<&str> = names
        .split(sign)
        .map(|name| name.trim().trim_end_matches('.'))
        .collect();
    let is_initials = |word: &str| {
        word.chars().count() <= 5
            && word
                .chars()
                .all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
    };
    let is_such = |name: &&str| {
        name.split_once(' ')
            .is_some_and(|(first, _)| !is_initials(first))
            && name.rsplit(' ').next().is_some_and(is_initials)
    };
    let are_such = names.len() >= 2 && names.iter().all(is_such);
    are_such.then(|| names.into_iter().filter_map(family_first).collect())
}

/// Takes a name as it is, without parting it.
fn whole_name(name: &str) -> Option<Author> {
    let family = clean_line(name, Dialect::Plain);
    family.contains(char::is_alphanumeric).then(|| Author {
        family,
        given: String::new(),
    })
}
