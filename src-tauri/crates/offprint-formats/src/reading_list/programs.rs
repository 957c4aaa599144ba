//! What the exports of programs call their columns and fields.

use crate::Format;
use crate::candidate::DetailKind;
use crate::fields::identifier::Scheme;

use super::columns::Field;
use super::record::ListKind;

/// One export of one program. Names are as `plain_name` gives them.
pub(super) struct Program {
    pub format: Format,
    /// Names that are all there in such an export, and together in no other.
    telling: &'static [&'static str],
    fields: &'static [(&'static str, Field)],
    pub kind: ListKind,
}

impl Program {
    /// Returns what the column or field of this name holds.
    pub(super) fn field_named(&self, plain_name: &str) -> Option<Field> {
        let known = self.fields.iter().find(|(name, _)| *name == plain_name);
        known.map(|(_, field)| *field)
    }

    fn is_told_by(&self, names: &[String]) -> bool {
        let mut telling = self.telling.iter();
        telling.all(|telling| names.iter().any(|name| name == telling))
    }
}

/// Returns the table that these columns are of, whichever program's it is.
pub(super) fn told_table(names: &[String]) -> Option<&'static Program> {
    TABLES.iter().find(|program| program.is_told_by(names))
}

/// Returns the list that these fields are of, whichever program's it is.
pub(super) fn told_objects(names: &[String]) -> Option<&'static Program> {
    OBJECTS.iter().find(|program| program.is_told_by(names))
}

/// Returns how a format's table with these columns is read.
pub(super) fn table_of(format: Format, names: &[String]) -> Option<&'static Program> {
    of_format(TABLES, format, names)
}

/// Returns how a format's objects with these fields are read.
pub(super) fn objects_of(format: Format, names: &[String]) -> Option<&'static Program> {
    of_format(OBJECTS, format, names)
}

fn of_format(
    programs: &'static [Program],
    format: Format,
    names: &[String],
) -> Option<&'static Program> {
    let mut of_format = programs.iter().filter(|program| program.format == format);
    let first = of_format.clone().next();
    // What is no program's own format has programs' names only where they tell.
    let is_own = !matches!(format, Format::Csv | Format::Json | Format::JsonLines);
    of_format
        .find(|program| program.is_told_by(names))
        .or(first.filter(|_| is_own))
}

const TABLES: &[Program] = &[
    // Web of Science's `savedrecs.txt` whose columns are its tags.
    Program {
        format: Format::Csv,
        telling: &["pt", "au", "ti", "so"],
        fields: &[
            ("au", Field::ShortAuthors),
            ("af", Field::Authors),
            ("ti", Field::Title),
            ("so", Field::Venue),
            ("se", Field::Detail(DetailKind::Series)),
            ("la", Field::Detail(DetailKind::Language)),
            ("dt", Field::Detail(DetailKind::Type)),
            ("de", Field::Tags),
            ("ab", Field::Abstract),
            ("be", Field::Detail(DetailKind::Editor)),
            ("pu", Field::Detail(DetailKind::Publisher)),
            ("pi", Field::Detail(DetailKind::PublisherPlace)),
            ("sn", Field::Detail(DetailKind::Issn)),
            ("ei", Field::Detail(DetailKind::Issn)),
            ("py", Field::Year),
            ("vl", Field::Detail(DetailKind::Volume)),
            ("is", Field::Detail(DetailKind::Issue)),
            ("bp", Field::FirstPage),
            ("ep", Field::LastPage),
            ("ar", Field::Detail(DetailKind::Pages)),
            ("di", Field::Identifier(Some(Scheme::Doi))),
            ("pm", Field::Identifier(Some(Scheme::PubMed))),
        ],
        kind: ListKind::Works,
    },
    // Goodreads' library of books.
    Program {
        format: Format::Csv,
        telling: &["bookid", "title", "author", "exclusiveshelf"],
        fields: &[
            ("bookid", Field::OfBook),
            ("title", Field::Title),
            ("author", Field::Authors),
            ("additionalauthors", Field::Authors),
            ("isbn", Field::Identifier(Some(Scheme::Isbn))),
            ("isbn13", Field::Identifier(Some(Scheme::Isbn))),
            ("publisher", Field::Detail(DetailKind::Publisher)),
            ("yearpublished", Field::Year),
            ("originalpublicationyear", Field::Year),
            ("dateread", Field::FinishedAt),
            ("dateadded", Field::AddedAt),
            ("bookshelves", Field::Shelves),
            ("exclusiveshelf", Field::State),
            ("myreview", Field::Note),
            ("privatenotes", Field::Note),
        ],
        kind: ListKind::Works,
    },
    Program {
        format: Format::Pocket,
        telling: &["title", "url", "timeadded", "status"],
        fields: &[
            ("title", Field::Title),
            ("url", Field::Link),
            ("timeadded", Field::AddedAt),
            ("tags", Field::Tags),
            ("status", Field::State),
        ],
        kind: ListKind::Pages,
    },
    Program {
        format: Format::Instapaper,
        telling: &["url", "title", "selection", "folder"],
        fields: &[
            ("url", Field::Link),
            ("title", Field::Title),
            ("selection", Field::Note),
            ("folder", Field::Folder),
            ("timestamp", Field::AddedAt),
            ("tags", Field::Tags),
        ],
        kind: ListKind::Pages,
    },
    // Readwise's own list of documents; its highlights are read by `readwise.rs`.
    Program {
        format: Format::Readwise,
        telling: &["title", "url", "documenttags", "saveddate", "location"],
        fields: &[
            ("title", Field::Title),
            ("url", Field::Link),
            ("documenttags", Field::Tags),
            ("saveddate", Field::AddedAt),
            ("location", Field::State),
        ],
        kind: ListKind::Pages,
    },
    Program {
        format: Format::Matter,
        telling: &["title", "author", "publisher", "url", "inqueue"],
        fields: &[
            ("title", Field::Title),
            ("author", Field::Authors),
            ("url", Field::Link),
            ("tags", Field::Tags),
            ("inqueue", Field::IsQueued),
            ("favorited", Field::Starred),
            ("read", Field::WasRead),
        ],
        kind: ListKind::Pages,
    },
    Program {
        format: Format::Wallabag,
        telling: &["title", "url", "content", "mimetype", "creationdate"],
        fields: &[
            ("title", Field::Title),
            ("url", Field::Link),
            ("tags", Field::Tags),
            ("creationdate", Field::AddedAt),
            ("language", Field::Detail(DetailKind::Language)),
        ],
        kind: ListKind::Pages,
    },
    Program {
        format: Format::ZoteroCsv,
        telling: &["key", "itemtype", "publicationyear", "author", "title"],
        fields: &[
            ("itemtype", Field::Detail(DetailKind::Type)),
            ("type", Field::Detail(DetailKind::Genre)),
            ("title", Field::Title),
            ("author", Field::Authors),
            ("editor", Field::Detail(DetailKind::Editor)),
            ("date", Field::Year),
            ("publicationyear", Field::Year),
            ("publicationtitle", Field::Venue),
            ("conferencename", Field::Venue),
            ("isbn", Field::Identifier(Some(Scheme::Isbn))),
            ("issn", Field::Detail(DetailKind::Issn)),
            ("doi", Field::Identifier(Some(Scheme::Doi))),
            ("url", Field::Link),
            ("abstractnote", Field::Abstract),
            ("dateadded", Field::AddedAt),
            ("pages", Field::Detail(DetailKind::Pages)),
            ("issue", Field::Detail(DetailKind::Issue)),
            ("volume", Field::Detail(DetailKind::Volume)),
            ("series", Field::Detail(DetailKind::Series)),
            ("number", Field::Detail(DetailKind::Number)),
            ("edition", Field::Detail(DetailKind::Edition)),
            ("publisher", Field::Detail(DetailKind::Publisher)),
            ("place", Field::Detail(DetailKind::PublisherPlace)),
            ("language", Field::Detail(DetailKind::Language)),
            ("extra", Field::Extra),
            ("notes", Field::Note),
            ("fileattachments", Field::Detail(DetailKind::Attachment)),
            ("linkattachments", Field::Link),
            ("manualtags", Field::Tags),
            ("automatictags", Field::Tags),
        ],
        kind: ListKind::Works,
    },
];

const OBJECTS: &[Program] = &[
    // OpenAlex's works.
    Program {
        format: Format::Json,
        telling: &["authorships", "displayname", "publicationyear"],
        fields: &[
            ("title", Field::Title),
            ("displayname", Field::Title),
            ("authorships", Field::Authors),
            ("abstractinvertedindex", Field::Abstract),
            ("publicationdate", Field::Year),
            ("publicationyear", Field::Year),
            ("primarylocationsourcedisplayname", Field::Venue),
            ("primarylocationlandingpageurl", Field::Link),
            ("primarylocationpdfurl", Field::Link),
            (
                "primarylocationsourceissnl",
                Field::Detail(DetailKind::Issn),
            ),
            ("doi", Field::Identifier(Some(Scheme::Doi))),
            ("idspmid", Field::Identifier(Some(Scheme::PubMed))),
            ("type", Field::Detail(DetailKind::Type)),
            ("language", Field::Detail(DetailKind::Language)),
            ("bibliovolume", Field::Detail(DetailKind::Volume)),
            ("biblioissue", Field::Detail(DetailKind::Issue)),
            ("bibliofirstpage", Field::FirstPage),
            ("bibliolastpage", Field::LastPage),
        ],
        kind: ListKind::Works,
    },
    Program {
        format: Format::Omnivore,
        telling: &["slug", "title", "url", "state", "savedat"],
        fields: &[
            ("title", Field::Title),
            ("author", Field::Authors),
            ("url", Field::Link),
            ("state", Field::State),
            ("labels", Field::Tags),
            ("savedat", Field::AddedAt),
            ("publishedat", Field::Year),
        ],
        kind: ListKind::Pages,
    },
    Program {
        format: Format::Pinboard,
        telling: &["href", "description", "extended", "toread"],
        fields: &[
            ("href", Field::Link),
            ("description", Field::Title),
            ("extended", Field::Note),
            ("tags", Field::TagWords),
            ("time", Field::AddedAt),
            ("toread", Field::IsQueued),
        ],
        kind: ListKind::Pages,
    },
    Program {
        format: Format::Readability,
        telling: &["articletitle", "articleurl", "archive"],
        fields: &[
            ("articletitle", Field::Title),
            ("articleurl", Field::Link),
            ("dateadded", Field::AddedAt),
            ("archive", Field::IsRead),
            ("datearchived", Field::FinishedAt),
            ("favorite", Field::Starred),
            ("tags", Field::Tags),
        ],
        kind: ListKind::Pages,
    },
    Program {
        format: Format::Wallabag,
        telling: &["isarchived", "isstarred", "title", "url"],
        fields: &[
            ("title", Field::Title),
            ("url", Field::Link),
            ("publishedby", Field::Authors),
            ("publishedat", Field::Year),
            ("tags", Field::Tags),
            ("createdat", Field::AddedAt),
            ("isarchived", Field::IsRead),
            ("archivedat", Field::FinishedAt),
            ("isstarred", Field::Starred),
            ("annotations", Field::Note),
            ("language", Field::Detail(DetailKind::Language)),
        ],
        kind: ListKind::Pages,
    },
];
