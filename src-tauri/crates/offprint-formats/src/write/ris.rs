//! RIS: one record per paper, lines in CRLF as its makers ask for, in UTF-8.
//!
//! What RIS has no tag for stands in `U1`, which is the user's own, as `Name: value`.
//! Source: the RIS tag list as published by its makers.

use std::io;

use crate::candidate::{DetailKind, WorkKind};
use crate::fields::author::Author;
use crate::fields::identifier::{Identifier, Scheme};
use crate::fields::link::{Link, LinkKind};
use crate::fields::pages::page_range;
use crate::reference::record::state_named;
use crate::reference::tagged::ris::{csl_type, has_issues, is_serial, split_tag};

use super::{Moment, Record, plain};

pub(super) fn write(out: &mut dyn io::Write, record: &Record, key: &str) -> io::Result<()> {
    let mut lines = Lines::default();
    let kind = kind_of(record);
    let read_type = csl_type(kind);
    lines.add("TY", kind);
    lines.add("ID", key);
    lines.add_text("TI", Some(&record.title));
    add_people(&mut lines, record, read_type);
    add_details(&mut lines, record, read_type);
    add_names(&mut lines, record, read_type == "book");
    let text = record.abstract_text.as_deref().unwrap_or_default();
    lines.add_lines("AB", text.split('\n').map(plain::line));
    add_marks(&mut lines, record);
    lines.0.push_str("ER  - \r\n\r\n");
    out.write_all(lines.0.as_bytes())
}

/// The lines of a record, written already.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// Adds a line, unless its value is empty.
    fn add(&mut self, tag: &str, value: &str) {
        if !value.is_empty() {
            self.0.push_str(&format!("{tag}  - {value}\r\n"));
        }
    }

    fn add_text(&mut self, tag: &str, text: Option<&str>) {
        self.add(tag, &text.map(plain::line).unwrap_or_default());
    }

    /// Adds what RIS has no tag for.
    fn add_own(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.add("U1", &format!("{name}: {value}"));
        }
    }

    /// Adds a value of several lines. One that would be read as a tag begins with an entity.
    fn add_lines(&mut self, tag: &str, lines: impl Iterator<Item = String>) {
        let mut lines = lines.peekable();
        if lines.peek().is_some_and(|first| !first.is_empty()) {
            self.0.push_str(&format!("{tag}  - "));
            for (n, line) in lines.enumerate() {
                let mut signs = line.chars();
                match signs.next() {
                    Some(first) if n > 0 && split_tag(&line).is_some() => {
                        self.0.push_str(&plain::entity(first));
                        self.0.push_str(signs.as_str());
                    }
                    _ => self.0.push_str(&line),
                }
                self.0.push_str("\r\n");
            }
        }
    }
}

fn kind_of(record: &Record) -> &'static str {
    match (record.details.get(DetailKind::Type), record.kind) {
        (None, WorkKind::Book) => "BOOK",
        (None, WorkKind::Paper) if record.venue.is_some() => "JOUR",
        (Some(csl_type), _) => match csl_type {
            "article-journal" => "JOUR",
            "article-magazine" => "MGZN",
            "article-newspaper" => "NEWS",
            "periodical" => "JFULL",
            "paper-conference" => "CPAPER",
            "book" => "BOOK",
            "chapter" => "CHAP",
            "entry-dictionary" => "DICT",
            "entry-encyclopedia" => "ENCYC",
            "thesis" => "THES",
            "report" => "RPRT",
            // RIS has no preprints; `Type` says that it is one.
            "manuscript" | "article" => "UNPB",
            "webpage" => "ELEC",
            "post-weblog" => "BLOG",
            "dataset" => "DATA",
            "software" => "COMP",
            "patent" => "PAT",
            "standard" => "STAND",
            "speech" => "SLIDE",
            "motion_picture" => "VIDEO",
            "song" => "SOUND",
            "personal_communication" => "PCOMM",
            _ => "GEN",
        },
        (None, WorkKind::Paper) => "GEN",
    }
}

/// `Roe, Ana`; a group has a comma behind it, so that no program parts it.
fn name(author: &Author) -> String {
    let family = plain::line(&author.family);
    match author.given.is_empty() {
        true => format!("{},", family.replace(',', "&#44;")),
        false => format!("{family}, {}", plain::line(&author.given)),
    }
}

fn add_people(lines: &mut Lines, record: &Record, read_type: &str) {
    let editors: Vec<&str> = record.details.all(DetailKind::Editor).collect();
    let authors: Vec<String> = record.authors.iter().map(Author::inverted).collect();
    // The editors of a book without authors stand in their place.
    if read_type != "book" || authors != editors {
        for author in &record.authors {
            lines.add("AU", &name(author));
        }
    }
    for editor in editors {
        let (family, given) = editor.split_once(", ").unwrap_or((editor, ""));
        let editor = Author {
            family: family.to_owned(),
            given: given.to_owned(),
        };
        lines.add("ED", &name(&editor));
    }
}

fn add_details(lines: &mut Lines, record: &Record, read_type: &str) {
    let get = |kind| record.details.get(kind);
    let number = |kind, most| {
        let number = get(kind)?.parse::<u32>().ok();
        number.filter(|n| (1..=most).contains(n))
    };
    if let Some(year) = record.year {
        lines.add("PY", &year.to_string());
        if let Some(month) = number(DetailKind::Month, 12) {
            let day = number(DetailKind::Day, 31);
            let day = day.map(|day| format!("{day:02}")).unwrap_or_default();
            lines.add("DA", &format!("{year}/{month:02}/{day}"));
        }
    }
    let series = get(DetailKind::Series);
    let publisher = get(DetailKind::Publisher);
    // Where nothing else does, the series or the publisher is read as the venue.
    let venue = record
        .venue
        .as_deref()
        .filter(|venue| Some(*venue) != series.or(publisher));
    lines.add_text(if read_type == "book" { "JO" } else { "T2" }, venue);
    lines.add_text("T3", series);
    lines.add_text("VL", get(DetailKind::Volume));
    let (issue, number) = (get(DetailKind::Issue), get(DetailKind::Number));
    let (shown, other) = match has_issues(read_type) {
        true => (issue, ("number", number)),
        false => (number, ("issue", issue)),
    };
    lines.add_text("IS", shown);
    lines.add_own(other.0, &other.1.map(plain::line).unwrap_or_default());
    let pages = get(DetailKind::Pages).unwrap_or_default();
    match pages.split_once('–') {
        Some((first, last)) if page_range(first, last) == pages => {
            lines.add("SP", first);
            lines.add("EP", last);
        }
        _ => lines.add_text("SP", Some(pages)),
    }
    lines.add_text("ET", get(DetailKind::Edition));
    lines.add_text("PB", publisher);
    lines.add_text("CY", get(DetailKind::PublisherPlace));
    lines.add_text("LA", get(DetailKind::Language));
    let is_in_sn = is_serial(read_type);
    for kind in [DetailKind::Issn, DetailKind::ContainerIsbn] {
        let is_told = is_in_sn && !(kind == DetailKind::ContainerIsbn && read_type == "book");
        match is_told {
            true => lines.add_text("SN", get(kind)),
            false if read_type == "book" => {}
            false => lines.add_own(kind.name(), get(kind).unwrap_or_default()),
        }
    }
    let genre = get(DetailKind::Genre).map(plain::line).unwrap_or_default();
    match Identifier::doi(&genre).is_some() || genre.contains("://") {
        true => lines.add_own("genre", &genre),
        false => lines.add("M3", &genre),
    }
    if let Some(written) = get(DetailKind::Type).filter(|written| *written != read_type) {
        lines.add_own("type", written);
    }
    lines.add_own(
        "remark",
        &get(DetailKind::Remark).map(plain::line).unwrap_or_default(),
    );
}

/// The first of each scheme and kind in the tag that programs know, all others in ours.
fn add_names(lines: &mut Lines, record: &Record, is_book: bool) {
    for scheme in Scheme::ALL {
        let of_scheme = |id: &&Identifier| id.scheme == scheme;
        for (n, identifier) in record.identifiers.iter().filter(of_scheme).enumerate() {
            let value = identifier.value.as_str();
            match scheme {
                Scheme::Doi if n == 0 => lines.add("DO", value),
                Scheme::Arxiv if n == 0 => lines.add("AN", &format!("arXiv:{value}")),
                Scheme::Isbn if is_book => lines.add("SN", value),
                _ => lines.add_own("identifier", &format!("{}:{value}", scheme.name())),
            }
        }
    }
    let (shown, others): (Vec<&Link>, Vec<&Link>) = record.links.iter().partition(|link| {
        let named = Identifier::from_url(&link.url);
        let is_known = named.is_none_or(|id| record.identifiers.contains(&id));
        let comes_back = Link::parse(&link.url).as_ref() == Some(link);
        link.kind == LinkKind::Paper && is_known && comes_back && !link.url.contains(';')
    });
    for link in shown {
        lines.add("UR", &link.url);
    }
    for link in others {
        lines.add_own("link", &format!("{} {}", link.kind.name(), link.url));
    }
    for path in record.details.all(DetailKind::Attachment) {
        lines.add("L4", path);
    }
}

fn add_marks(lines: &mut Lines, record: &Record) {
    // Programs part keywords at semicolons, and take some for states.
    let is_read_as_other =
        |tag: &&String| plain::line(tag).contains(';') || state_named(tag).is_some();
    let (own, shown): (Vec<&String>, Vec<&String>) = record.tags.iter().partition(is_read_as_other);
    for tag in own {
        lines.add_own("tag", &plain::line(tag));
    }
    for tag in shown {
        lines.add("KW", tag);
    }
    let day = |moment: &Option<Moment>| moment.as_ref().map(|moment| moment.on.clone());
    lines.add_own("Read_Status", &record.state);
    let why = record.why.as_deref().unwrap_or_default();
    lines.add_own("why", &plain::line(&why.replace(['\r', '\n'], " ")));
    lines.add_own("starred", if record.is_starred { "true" } else { "" });
    lines.add_own("added", &day(&record.added).unwrap_or_default());
    lines.add_own("started", &day(&record.started).unwrap_or_default());
    lines.add_own("finished", &day(&record.finished).unwrap_or_default());
    lines.add_own("due", record.due_on.as_deref().unwrap_or_default());
    lines.add_own(
        "snoozed",
        record.snoozed_until.as_deref().unwrap_or_default(),
    );
    let note = record.note.as_deref().unwrap_or_default();
    let note = note.replace("\r\n", "\n").replace('\r', "\n");
    lines.add_lines(
        "RN",
        note.trim_matches('\n').split('\n').map(plain::note_line),
    );
}
