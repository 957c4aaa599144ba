//! BibTeX and BibLaTeX that our own reader and others read back the same.

mod kind;
mod links;
mod venue;

use std::io;

use crate::candidate::DetailKind;
use crate::clean::{Dialect, clean_line};
use crate::fields::author::Author;
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::pages::page_ranges;
use crate::reference::record::state_named;

use super::{Moment, Record, tex};
use links::Links;

/// The two dialects: which names of entries and fields there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavour {
    Bibtex,
    Biblatex,
}

/// The fields of one entry, written already; none is empty.
#[derive(Default)]
struct Fields(Vec<(&'static str, String)>);

impl Fields {
    fn add(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.0.push((name, value));
        }
    }

    /// Puts them into the order in which they stand in every entry.
    fn sort(&mut self) {
        let place = |name: &str| ORDER.iter().position(|known| *known == name);
        self.0
            .sort_by_key(|(name, _)| place(name).unwrap_or(ORDER.len()));
    }

    /// Adds a line of text, cleaned as the library keeps it.
    fn add_line(&mut self, name: &'static str, text: Option<&str>) {
        self.add(name, text.map(tex::line).unwrap_or_default());
    }
}

#[rustfmt::skip]
const ORDER: [&str; 50] = [
    "author", "editor", "journal", "journaltitle", "booktitle", "series", "volume", "number", "issue", "pages", "eid",
    "edition", "school", "institution", "publisher", "howpublished", "address", "location", "date", "year", "month",
    "day", "type", "csltype", "issn", "isbn", "doi", "eprint", "archiveprefix", "eprinttype", "pmid", "openreview",
    "acl", "s2id", "identifiers", "url", "code", "pdf", "links", "file", "langid", "language", "note", "abstract",
    "keywords", "readstatus", "comment", "annote", "starred", "date-added",
];

pub(super) fn write(
    out: &mut dyn io::Write,
    record: &Record,
    key: &str,
    flavour: Flavour,
) -> io::Result<()> {
    let entry = kind::of(record, flavour);
    let mut fields = Fields::default();
    add_people(&mut fields, record, entry.name);
    add_date(&mut fields, record, flavour);
    add_details(&mut fields, record, &entry, flavour);
    venue::add(&mut fields, record, entry.name, flavour);
    let links = Links::of(record);
    add_identifiers(&mut fields, record, &links, entry.name == "book", flavour);
    links.add(&mut fields);
    add_marks(&mut fields, record);

    fields.sort();

    writeln!(out, "@{}{{{key},", entry.name)?;
    // Two braces: styles would otherwise turn names in a title to lower case.
    if !record.title.is_empty() {
        writeln!(out, "  title = {{{{{}}}}},", tex::line(&record.title))?;
    }
    for (name, value) in &fields.0 {
        match *name {
            // The name of a macro, which styles put into the document's language.
            "month" => writeln!(out, "  month = {value},")?,
            name => writeln!(out, "  {name} = {{{value}}},")?,
        }
    }
    writeln!(out, "}}\n")
}

fn add_people(fields: &mut Fields, record: &Record, entry: &str) {
    let editors: Vec<&str> = record.details.all(DetailKind::Editor).collect();
    let authors: Vec<String> = record.authors.iter().map(Author::inverted).collect();
    // The editors of a book without authors stand in their place.
    if entry != "book" || authors != editors {
        let authors: Vec<String> = record.authors.iter().map(author).collect();
        fields.add("author", authors.join(" and "));
    }
    let editors: Vec<String> = editors.into_iter().map(editor).collect();
    fields.add("editor", editors.join(" and "));
}

/// `Family, Given`; a name that is not parted goes in braces, so that no program parts it.
fn author(author: &Author) -> String {
    let family = tex::line(&author.family);
    if author.given.is_empty() {
        return format!("{{{family}}}");
    }
    let given = tex::line(&author.given);
    let braced = |name: &str| match name.to_lowercase().contains(" and ") {
        true => format!("{{{name}}}"),
        false => name.to_owned(),
    };
    match family.rsplit_once(' ') {
        Some((family, suffix @ ("Jr." | "Sr." | "Jr" | "Sr" | "II" | "III" | "IV"))) => {
            format!("{}, {suffix}, {given}", braced(family))
        }
        _ => format!("{}, {given}", braced(&family)),
    }
}

fn editor(name: &str) -> String {
    let (family, given) = name.split_once(", ").unwrap_or((name, ""));
    author(&Author {
        family: family.to_owned(),
        given: given.to_owned(),
    })
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

fn add_date(fields: &mut Fields, record: &Record, flavour: Flavour) {
    let number = |kind| record.details.get(kind).and_then(|text| text.parse().ok());
    let month: Option<usize> = number(DetailKind::Month).filter(|n| (1..=12).contains(n));
    let day: Option<usize> = number(DetailKind::Day).filter(|n| (1..=31).contains(n));
    match (flavour, record.year, month, day) {
        (Flavour::Biblatex, Some(year), Some(month), Some(day)) => {
            fields.add("date", format!("{year:04}-{month:02}-{day:02}"));
        }
        (Flavour::Biblatex, Some(year), Some(month), None) => {
            fields.add("date", format!("{year:04}-{month:02}"));
        }
        (Flavour::Biblatex, Some(year), None, _) => fields.add("date", format!("{year:04}")),
        (_, year, month, day) => {
            fields.add(
                "year",
                year.map(|year| year.to_string()).unwrap_or_default(),
            );
            if let Some(month) = month {
                fields.add("month", MONTHS[month - 1]);
                fields.add("day", day.map(|day| day.to_string()).unwrap_or_default());
            }
        }
    }
}

fn add_details(fields: &mut Fields, record: &Record, entry: &kind::Entry, flavour: Flavour) {
    let get = |kind| record.details.get(kind);
    fields.add_line("type", entry.genre);
    fields.add("csltype", entry.csl_type.unwrap_or_default());
    fields.add_line("series", get(DetailKind::Series));
    fields.add_line("volume", get(DetailKind::Volume));
    // Programs keep the issue of a journal in `number`.
    if entry.has_issues {
        fields.add_line("number", get(DetailKind::Issue).or(get(DetailKind::Number)));
    } else {
        fields.add_line("issue", get(DetailKind::Issue));
        fields.add_line("number", get(DetailKind::Number));
    }
    match get(DetailKind::Pages) {
        Some(pages) if page_ranges(pages) == pages => {
            fields.add("pages", tex::line(pages).replace('–', "--"));
        }
        number => fields.add_line("eid", number),
    }
    fields.add_line("edition", get(DetailKind::Edition));
    fields.add_line(entry.publisher_field(), get(DetailKind::Publisher));
    let place = get(DetailKind::PublisherPlace);
    let language = get(DetailKind::Language);
    match flavour {
        Flavour::Bibtex => {
            fields.add_line("address", place);
            fields.add_line("language", language);
        }
        Flavour::Biblatex => {
            fields.add_line("location", place);
            let is_known = language.is_some_and(|name| BABEL_LANGUAGES.contains(&name));
            fields.add_line(if is_known { "langid" } else { "language" }, language);
        }
    }
    fields.add_line("issn", get(DetailKind::Issn));
    if entry.name != "book" {
        fields.add_line("isbn", get(DetailKind::ContainerIsbn));
    }
    fields.add_line("note", get(DetailKind::Remark));
    let files: Vec<String> = record
        .details
        .all(DetailKind::Attachment)
        .map(file)
        .collect();
    fields.add("file", files.join(";"));
}

/// The languages that `langid` may name: babel's commonest.
const BABEL_LANGUAGES: [&str; 24] = [
    "american",
    "australian",
    "austrian",
    "british",
    "canadian",
    "catalan",
    "czech",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "italian",
    "latin",
    "naustrian",
    "ngerman",
    "norsk",
    "polish",
    "portuguese",
    "russian",
    "spanish",
    "swedish",
];

/// `:path:TYPE`, as JabRef writes it.
fn file(path: &str) -> String {
    let mut file = String::from(":");
    for c in path.chars() {
        if matches!(c, '\\' | ':' | ';' | '{' | '}') {
            file.push('\\');
        }
        file.push(c);
    }
    let ending = path
        .rsplit_once('.')
        .map(|(_, ending)| ending)
        .unwrap_or_default();
    let is_type =
        (1..=4).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    file.push(':');
    if is_type {
        file.push_str(&ending.to_ascii_uppercase());
    }
    file
}

/// The first of each scheme in the field that programs know, and all others in one of ours.
fn add_identifiers(
    fields: &mut Fields,
    record: &Record,
    links: &Links,
    is_book: bool,
    flavour: Flavour,
) {
    let mut others: Vec<String> = Vec::new();
    for scheme in Scheme::ALL {
        let of_scheme = |id: &&Identifier| id.scheme == scheme;
        for (n, identifier) in record.identifiers.iter().filter(of_scheme).enumerate() {
            let value = tex::address(&identifier.value);
            let is_first = n == 0 && clean_line(&value, Dialect::Tex) == identifier.value;
            match scheme {
                Scheme::Doi if is_first => fields.add("doi", value),
                Scheme::Arxiv if is_first => {
                    fields.add("eprint", value);
                    let name = match flavour {
                        Flavour::Bibtex => "archiveprefix",
                        Flavour::Biblatex => "eprinttype",
                    };
                    fields.add(name, "arXiv");
                }
                Scheme::PubMed if is_first => fields.add("pmid", value),
                Scheme::Isbn if is_first && is_book => fields.add("isbn", value),
                Scheme::OpenReview if is_first => fields.add("openreview", value),
                Scheme::Acl if is_first => fields.add("acl", value),
                Scheme::SemanticScholar if is_first => fields.add("s2id", value),
                Scheme::Url if links.tell(identifier, record) => {}
                _ => others.push(format!("{}:{value}", scheme.name())),
            }
        }
    }
    fields.add("identifiers", others.join(" "));
}

fn add_marks(fields: &mut Fields, record: &Record) {
    let day = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.on.clone());
    fields.add(
        "abstract",
        record
            .abstract_text
            .as_deref()
            .map(tex::paragraphs)
            .unwrap_or_default(),
    );
    fields.add("readstatus", record.state.as_str());
    fields.add("keywords", keywords(&record.tags));
    fields.add("date-added", day(&record.added).unwrap_or_default());
    fields.add("started", day(&record.started).unwrap_or_default());
    fields.add("finished", day(&record.finished).unwrap_or_default());
    fields.add("due", record.due_on.as_deref().unwrap_or_default());
    fields.add(
        "snoozed",
        record.snoozed_until.as_deref().unwrap_or_default(),
    );
    let why = record.why.as_deref();
    let why = why.map(|why| tex::literal(&why.replace(['\r', '\n'], " ")));
    fields.add("comment", why.unwrap_or_default());
    fields.add(
        "annote",
        record.note.as_deref().map(tex::literal).unwrap_or_default(),
    );
    fields.add("starred", if record.is_starred { "true" } else { "" });
}

/// Tags, parted by commas. One that holds what would part it, or that would be read as a state,
/// goes in braces.
fn keywords(tags: &[String]) -> String {
    let tags = tags.iter().map(|tag| {
        let is_read_as_other = tag.contains([',', ';']) || state_named(tag).is_some();
        match is_read_as_other {
            true => format!("{{{}}}", tex::line(tag)),
            false => tex::line(tag),
        }
    });
    tags.collect::<Vec<_>>().join(", ")
}
