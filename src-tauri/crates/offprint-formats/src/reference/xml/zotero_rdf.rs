//! Zotero's RDF: works among journals, notes and attachments that they refer to.

use std::collections::{HashMap, HashSet, VecDeque};

use offprint_source::SourceText;

use crate::candidate::{Found, LineSpan, Rejection};
use crate::fields::author::Author;
use crate::fields::identifier::Identifier;
use crate::grammar::xml_elements::{XmlElement, XmlElements, xml_elements};
use crate::grammar::xml_tree::Element;
use crate::read::ReadError;
use crate::reference::record::{found_in_work, is_key};
use crate::reference::work::Work;

/// Reads Zotero's RDF, in file order.
///
/// Yields a candidate per work; a rejection for an element that never ends, is not well-formed or
/// is larger than 4 MB, and for a work with neither title nor identifier. Journals, notes,
/// attachments and collections are no works: what they say goes to the work that refers to them; a
/// note that none refers to is noise. A work waits until what it refers to was read, so that in
/// memory are the works that wait, and the journals, notes and paths.
///
/// Errors: only those of reading `text` itself; content never fails.
/// Source: Zotero's `Zotero RDF` translator; oddities met since are in
/// `tests/samples/references/zotero-rdf/`.
pub fn read_zotero_rdf(text: SourceText) -> impl Iterator<Item = Result<Found, ReadError>> + Send {
    Rdf {
        elements: xml_elements(text, is_record),
        is_over: false,
        resources: HashMap::new(),
        notes: Vec::new(),
        referred: HashSet::new(),
        waiting: VecDeque::new(),
        found: VecDeque::new(),
    }
}

/// Everything that stands directly in `rdf:RDF`.
fn is_record(name: &str) -> bool {
    name == "rdf:Description"
        || name.starts_with("bib:")
        || matches!(
            name,
            "z:Attachment" | "z:Collection" | "z:UserItem" | "z:Website"
        )
}

struct Rdf {
    elements: XmlElements<SourceText>,
    is_over: bool,
    /// What is referred to, by its address in the document.
    resources: HashMap<String, Resource>,
    /// The notes and their lines.
    notes: Vec<(String, LineSpan)>,
    referred: HashSet<String>,
    waiting: VecDeque<Waiting>,
    found: VecDeque<Found>,
}

enum Resource {
    Note(String),
    Files(Vec<String>),
    Container(Container),
}

/// What a journal or a book says of a work in it.
#[derive(Clone, Default)]
struct Container {
    title: String,
    volume: String,
    issue: String,
    numbers: Vec<String>,
    /// The series that a book is in.
    series: String,
    is_series: bool,
}

/// A work and what it refers to, the last first.
struct Waiting {
    work: Work,
    refers_to: Vec<String>,
    lines: LineSpan,
    /// For a rejection; empty where the work has a title.
    text: String,
}

impl Iterator for Rdf {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(Ok(found));
            }
            if self.is_over {
                return None;
            }
            match self.elements.next() {
                Some(Ok(XmlElement::Whole { lines, text })) => self.take(lines, text),
                Some(Ok(XmlElement::Broken {
                    lines,
                    text,
                    reason,
                })) => {
                    let rejection = Rejection::new(lines, reason, &text);
                    self.found.push_back(Found::Rejection(rejection));
                }
                Some(Ok(XmlElement::Between(_))) => {}
                Some(Err(error)) => {
                    self.is_over = true;
                    return Some(Err(error));
                }
                None => {
                    self.is_over = true;
                    self.finish();
                }
            }
        }
    }
}

impl Rdf {
    fn take(&mut self, lines: LineSpan, text: String) {
        let Some(element) = Element::parse(&text) else {
            self.found.push_back(super::malformed(lines, &text));
            return;
        };
        let about = element
            .attribute("rdf:about")
            .unwrap_or_default()
            .to_owned();
        let kind = element.text_of(&["z:itemType"]);
        match (element.name.as_str(), kind.as_str()) {
            ("z:Collection", _) => return,
            ("bib:Memo", _) | (_, "note") => {
                self.notes.push((about.clone(), lines));
                let note = element.text_of(&["rdf:value"]);
                self.resources.insert(about, Resource::Note(note));
            }
            ("z:Attachment", _) | (_, "attachment") => {
                self.resources
                    .insert(about, Resource::Files(files(&element)));
            }
            ("bib:Journal" | "bib:Series" | "bib:Periodical", "") => {
                let container = container(&element);
                self.resources.insert(about, Resource::Container(container));
            }
            _ => self.take_work(&element, lines, &text),
        }
        self.give_resolved();
    }

    fn take_work(&mut self, element: &Element, lines: LineSpan, text: &str) {
        let (work, mut refers_to) = work(element);
        self.referred.extend(refers_to.iter().cloned());
        refers_to.reverse();
        let text = if work.title.is_empty() {
            text[..text.floor_char_boundary(Rejection::MAX_TEXT_BYTES)].to_owned()
        } else {
            String::new()
        };
        self.waiting.push_back(Waiting {
            work,
            refers_to,
            lines,
            text,
        });
    }

    /// Gives the works at the front all of whose references were read.
    fn give_resolved(&mut self) {
        while let Some(first) = self.waiting.front_mut() {
            while let Some(resource) = first
                .refers_to
                .last()
                .and_then(|about| self.resources.get(about))
            {
                add_resource(&mut first.work, resource);
                first.refers_to.pop();
            }
            if !first.refers_to.is_empty() {
                return;
            }
            let given = self.waiting.pop_front();
            self.found.extend(given.map(Waiting::found));
        }
    }

    /// Gives the rest: what they still refer to is not in the document.
    fn finish(&mut self) {
        while let Some(mut waiting) = self.waiting.pop_front() {
            for about in waiting.refers_to.iter().rev() {
                if let Some(resource) = self.resources.get(about) {
                    add_resource(&mut waiting.work, resource);
                }
            }
            self.found.push_back(waiting.found());
        }
        let notes = std::mem::take(&mut self.notes).into_iter();
        let unclaimed = notes.filter(|(about, _)| !self.referred.contains(about));
        self.found
            .extend(unclaimed.map(|(_, lines)| Found::Noise(lines)));
    }
}

impl Waiting {
    fn found(self) -> Found {
        found_in_work(self.work, self.lines, &self.text)
    }
}

fn add_resource(work: &mut Work, resource: &Resource) {
    match resource {
        Resource::Note(note) => work.notes.push(note.clone()),
        Resource::Files(files) => work.files.extend(files.iter().cloned()),
        Resource::Container(container) => add_container(work, container),
    }
}

fn add_container(work: &mut Work, container: &Container) {
    let place = if container.is_series {
        &mut work.series
    } else {
        &mut work.container
    };
    for (place, text) in [
        (place, &container.title),
        (&mut work.volume, &container.volume),
        (&mut work.issue, &container.issue),
    ] {
        if place.is_empty() {
            place.clone_from(text);
        }
    }
    if work.series.is_empty() {
        work.series.clone_from(&container.series);
    }
    for number in &container.numbers {
        add_number(work, number);
    }
}

fn work(item: &Element) -> (Work, Vec<String>) {
    let text = |way: &[&str]| item.text_of(way);
    let people = |list: &str| -> Vec<Author> {
        let people = item
            .all(&[list, "rdf:Seq", "rdf:li", "foaf:Person"])
            .into_iter();
        people.filter_map(person).collect()
    };
    let mut work = Work {
        csl_type: csl_type(item),
        genre: text(&["z:type"]),
        title: text(&["dc:title"]),
        authors: people("bib:authors"),
        editors: people("bib:editors"),
        abstract_text: text(&["dcterms:abstract"]),
        dates: vec![text(&["dc:date"])],
        volume: text(&["prism:volume"]),
        pages: text(&["bib:pages"]),
        edition: text(&["prism:edition"]),
        publisher: text(&["dc:publisher", "foaf:Organization", "foaf:name"]),
        place: text(&[
            "dc:publisher",
            "foaf:Organization",
            "vcard:adr",
            "vcard:Address",
            "vcard:locality",
        ]),
        language: text(&["z:language"]),
        extra: text(&["dc:description"]),
        ..Work::default()
    };
    let number = text(&["prism:number"]);
    if work.csl_type.starts_with("article") {
        work.issue = number;
    } else {
        work.number = number;
    }
    let mut refers_to = Vec::new();
    for part_of in item.all(&["dcterms:isPartOf"]) {
        match part_of.attribute("rdf:resource") {
            Some(about) => refers_to.push(about.to_owned()),
            None => {
                for element in part_of.children() {
                    add_container(&mut work, &container(element));
                }
            }
        }
    }
    if work.container.is_empty() {
        work.container = text(&["bib:presentedAt", "bib:Conference", "dc:title"]);
    }
    for way in ["dcterms:isReferencedBy", "link:link"] {
        let links = item.all(&[way]).into_iter();
        let abouts = links.filter_map(|link| link.attribute("rdf:resource"));
        refers_to.extend(abouts.map(str::to_owned));
    }
    for identifier in item.all(&["dc:identifier"]) {
        match identifier.first(&["dcterms:URI", "rdf:value"]) {
            Some(url) => work.urls.push(url.text()),
            None => add_number(&mut work, &identifier.text()),
        }
    }
    // A tag that Zotero made by itself has an element around it.
    work.keywords = item.texts_of(&["dc:subject"]);
    let key = text(&["z:citationKey"]);
    if is_key(&key) {
        work.citation_key = key;
    }
    (work, refers_to)
}

fn person(person: &Element) -> Option<Author> {
    let family = Author::group(&person.text_of(&["foaf:surname"]));
    let given = ["foaf:givenName", "foaf:givenname"];
    let given = given
        .into_iter()
        .find_map(|name| Author::group(&person.text_of(&[name])));
    let family = family
        .or_else(|| Author::group(&person.text_of(&["foaf:name"])))?
        .family;
    let given = given.map(|name| name.family).unwrap_or_default();
    Some(Author { family, given })
}

/// `DOI 10.5555/tides.1`, `ISSN 1234-5678`, `ISBN 978-0-306-40615-7`, or an identifier alone.
fn add_number(work: &mut Work, number: &str) {
    let number = number.trim();
    if let Some(serial) = number
        .strip_prefix("ISSN ")
        .or_else(|| number.strip_prefix("ISBN "))
    {
        work.serials
            .extend(serial.split_whitespace().map(str::to_owned));
    } else if let Some(identifier) = Identifier::recognise(number) {
        work.identifiers.push(identifier);
    }
}

fn container(element: &Element) -> Container {
    let title = element.text_of(&["dc:title"]);
    Container {
        title: if title.is_empty() {
            element.text_of(&["dcterms:alternative"])
        } else {
            title
        },
        volume: element.text_of(&["prism:volume"]),
        issue: element.text_of(&["prism:number"]),
        numbers: element.texts_of(&["dc:identifier"]),
        series: element.text_of(&["dcterms:isPartOf", "bib:Series", "dc:title"]),
        is_series: element.name == "bib:Series",
    }
}

/// The path of a file that was exported along, and otherwise its address if it is a PDF.
fn files(attachment: &Element) -> Vec<String> {
    let paths = attachment.all(&["rdf:resource"]).into_iter();
    let paths: Vec<String> = paths
        .filter_map(|path| path.attribute("rdf:resource"))
        .map(str::to_owned)
        .collect();
    if paths.is_empty() && attachment.text_of(&["link:type"]) == "application/pdf" {
        return attachment.texts_of(&["dc:identifier", "dcterms:URI", "rdf:value"]);
    }
    paths
}

fn csl_type(item: &Element) -> &'static str {
    match item.text_of(&["z:itemType"]).as_str() {
        "journalArticle" => "article-journal",
        "magazineArticle" => "article-magazine",
        "newspaperArticle" => "article-newspaper",
        "preprint" => "article",
        "conferencePaper" => "paper-conference",
        "book" => "book",
        "bookSection" => "chapter",
        "dictionaryEntry" => "entry-dictionary",
        "encyclopediaArticle" => "entry-encyclopedia",
        "thesis" => "thesis",
        "report" => "report",
        "manuscript" => "manuscript",
        "webpage" => "webpage",
        "blogPost" => "post-weblog",
        "forumPost" => "post",
        "dataset" => "dataset",
        "computerProgram" => "software",
        "patent" => "patent",
        "standard" => "standard",
        "presentation" => "speech",
        "letter" => "personal_communication",
        "film" | "videoRecording" => "motion_picture",
        "document" => "document",
        _ => match item.name.as_str() {
            "bib:Article" => "article-journal",
            "bib:Book" => "book",
            "bib:BookSection" => "chapter",
            "bib:Thesis" => "thesis",
            "bib:Report" => "report",
            "bib:Manuscript" => "manuscript",
            "bib:Patent" => "patent",
            "bib:Document" => "document",
            _ => "",
        },
    }
}
