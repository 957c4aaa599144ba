//! One door to all readers.

use std::io;

use offprint_source::{SourceError, SourceText};

use crate::candidate::Found;
use crate::clean::is_invisible;
use crate::digest::{feed, html_page, link_list, page_text, plain_list};
use crate::mail;
use crate::reading_list::{self, ColumnMatch, objects, readwise, table};
use crate::reference::tagged::isi::Isi;
use crate::reference::tagged::nbib::Nbib;
use crate::reference::tagged::ovid::Ovid;
use crate::reference::tagged::read_tagged;
use crate::reference::tagged::refer::Refer;
use crate::reference::tagged::refworks::RefWorks;
use crate::reference::tagged::ris::Ris;
use crate::reference::xml::{endnote, pubmed, zotero_rdf};
use crate::reference::{bibtex, csl_json};

/// How a source is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// The text of a page of papers, as copied.
    PageText,
    /// BibTeX and BibLaTeX.
    Bibtex,
    /// RIS.
    Ris,
    /// A table with commas, semicolons, tabs or bars, its first row the names of its columns.
    Csv,
    /// JSON: an array of objects, or an object that holds one.
    Json,
    /// JSON Lines: an object on each line.
    JsonLines,
    /// A list of references, titles, or titles with authors and abstracts.
    PlainList,
    /// Lines that link to papers.
    LinkList,
    /// A page saved as HTML.
    Html,
    /// An RSS or Atom feed.
    Feed,
    /// A mail of arXiv's daily listing.
    ArxivMail,
    /// A mail of Google Scholar's alerts.
    ScholarMail,
    /// Any other mail, or a box of several kinds.
    Mail,
    /// PubMed's tagged text.
    Nbib,
    /// refer, as EndNote writes it.
    Refer,
    /// Web of Science's tagged text.
    Isi,
    /// RefWorks' tagged text.
    RefWorks,
    /// Ovid's exports.
    Ovid,
    /// Pocket's export.
    Pocket,
    /// Instapaper's export.
    Instapaper,
    /// Readwise's highlights, or Reader's list.
    Readwise,
    /// Omnivore's export.
    Omnivore,
    /// Matter's export.
    Matter,
    /// Pinboard's export as JSON.
    Pinboard,
    /// Readability's export.
    Readability,
    /// wallabag's export, as JSON or as a table.
    Wallabag,
    /// Zotero's export as a table.
    ZoteroCsv,
    /// CSL-JSON.
    CslJson,
    /// EndNote's XML.
    EndnoteXml,
    /// PubMed's XML.
    PubmedXml,
    /// Zotero's RDF.
    ZoteroRdf,
    /// Browsers' bookmarks: the Netscape file, or a backup.
    Bookmarks,
    /// OPML: outlines with links.
    Opml,
}

impl Format {
    /// Every format, in the order in which they are shown.
    pub const ALL: [Format; 33] = [
        Format::PageText,
        Format::PlainList,
        Format::LinkList,
        Format::Html,
        Format::Feed,
        Format::ArxivMail,
        Format::ScholarMail,
        Format::Mail,
        Format::Bibtex,
        Format::Ris,
        Format::Csv,
        Format::Json,
        Format::JsonLines,
        Format::Nbib,
        Format::Refer,
        Format::Isi,
        Format::RefWorks,
        Format::Ovid,
        Format::Pocket,
        Format::Instapaper,
        Format::Readwise,
        Format::Omnivore,
        Format::Matter,
        Format::Pinboard,
        Format::Readability,
        Format::Wallabag,
        Format::ZoteroCsv,
        Format::CslJson,
        Format::EndnoteXml,
        Format::PubmedXml,
        Format::ZoteroRdf,
        Format::Bookmarks,
        Format::Opml,
    ];

    /// Returns the format's name on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Format::PageText => "page-text",
            Format::Bibtex => "bibtex",
            Format::Ris => "ris",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::PlainList => "plain-list",
            Format::LinkList => "link-list",
            Format::Html => "html",
            Format::Feed => "feed",
            Format::ArxivMail => "arxiv-mail",
            Format::ScholarMail => "scholar-mail",
            Format::Mail => "mail",
            Format::Nbib => "nbib",
            Format::Refer => "refer",
            Format::Isi => "isi",
            Format::RefWorks => "refworks",
            Format::Ovid => "ovid",
            Format::Pocket => "pocket",
            Format::Instapaper => "instapaper",
            Format::Readwise => "readwise",
            Format::Omnivore => "omnivore",
            Format::Matter => "matter",
            Format::Pinboard => "pinboard",
            Format::Readability => "readability",
            Format::Wallabag => "wallabag",
            Format::ZoteroCsv => "zotero-csv",
            Format::CslJson => "csl-json",
            Format::EndnoteXml => "endnote-xml",
            Format::PubmedXml => "pubmed-xml",
            Format::ZoteroRdf => "zotero-rdf",
            Format::Bookmarks => "bookmarks",
            Format::Opml => "opml",
        }
    }

    /// Finds a format by its [`name`](Format::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// What stops the reading of a source. Content never does.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The source is no longer what it was when it was opened.
    #[error("the source changed while it was read")]
    Changed,
    /// The disk or the system refused.
    #[error("the source could not be read on")]
    Unreadable(#[source] io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match SourceError::inside(&error) {
            Some(SourceError::Changed { .. }) => Self::Changed,
            _ => Self::Unreadable(error),
        }
    }
}

/// What the person says of a source beside its format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// What the columns of a table hold; none leaves it to their names.
    pub columns: Option<ColumnMatch>,
}

/// Reads a source, one thing at a time, in its order.
///
/// Yields candidates, rejections, warnings and noise, each with its lines. Holds a bounded part
/// of the source in memory, whatever its size.
///
/// Errors: only those of reading `text` itself; the first one ends the iteration.
pub fn read(
    text: SourceText,
    format: Format,
) -> Box<dyn Iterator<Item = Result<Found, ReadError>> + Send> {
    read_with(text, format, &ReadOptions::default())
}

/// Reads a source as [`read`] does, with what the person says of it.
pub fn read_with(
    text: SourceText,
    format: Format,
    options: &ReadOptions,
) -> Box<dyn Iterator<Item = Result<Found, ReadError>> + Send> {
    Box::new(reader(text, format, options).map(|found| found.map(seen)))
}

/// What was found as it may be shown. A rejection's text is the source's own, as it is.
fn seen(mut found: Found) -> Found {
    match &mut found {
        Found::Candidate(candidate) => {
            candidate.drop_unseen();
            candidate.shorten_title();
        }
        Found::Rejection(rejection) => {
            if let Some(candidate) = &mut rejection.candidate {
                candidate.drop_unseen();
                candidate.shorten_title();
            }
        }
        Found::Warning(warning) => warning.detail.retain(|c| !is_invisible(c)),
        Found::Noise(_) => {}
    }
    found
}

fn reader(
    text: SourceText,
    format: Format,
    options: &ReadOptions,
) -> Box<dyn Iterator<Item = Result<Found, ReadError>> + Send> {
    let columns = options.columns.clone();
    match format {
        Format::PageText => Box::new(page_text::read_page_text(text)),
        Format::Bibtex => Box::new(bibtex::read_bibtex(text)),
        Format::Ris => Box::new(read_tagged::<Ris>(text)),
        Format::Nbib => Box::new(read_tagged::<Nbib>(text)),
        Format::Refer => Box::new(read_tagged::<Refer>(text)),
        Format::Isi => Box::new(read_tagged::<Isi>(text)),
        Format::RefWorks => Box::new(read_tagged::<RefWorks>(text)),
        Format::Ovid => Box::new(read_tagged::<Ovid>(text)),
        Format::CslJson => Box::new(csl_json::read_csl_json(text)),
        Format::EndnoteXml => Box::new(endnote::read_endnote_xml(text)),
        Format::PubmedXml => Box::new(pubmed::read_pubmed_xml(text)),
        Format::ZoteroRdf => Box::new(zotero_rdf::read_zotero_rdf(text)),
        Format::PlainList => Box::new(plain_list::read_plain_list(text)),
        Format::LinkList => Box::new(link_list::read_link_list(text)),
        Format::Html => Box::new(html_page::read_html_page(text)),
        Format::Feed => Box::new(feed::read_feed(text)),
        Format::ArxivMail | Format::ScholarMail | Format::Mail => Box::new(mail::read_mail(text)),
        Format::Csv | Format::Matter | Format::ZoteroCsv => {
            Box::new(table::read_table(text, format, columns))
        }
        Format::Readwise => Box::new(readwise::read_readwise(text)),
        Format::Json
        | Format::JsonLines
        | Format::Omnivore
        | Format::Pinboard
        | Format::Readability => Box::new(objects::read_objects(text, format, columns)),
        Format::Pocket
        | Format::Instapaper
        | Format::Wallabag
        | Format::Bookmarks
        | Format::Opml => reading_list::read_export(text, format),
    }
}
