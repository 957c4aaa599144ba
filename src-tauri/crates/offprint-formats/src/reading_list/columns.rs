//! Which column of a table holds what, by its name or as the person says.

use crate::candidate::DetailKind;
use crate::fields::identifier::Scheme;

/// What a person can say that a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnField {
    Title,
    Authors,
    Abstract,
    Year,
    Venue,
    Identifier,
    Link,
    Tags,
    State,
    Starred,
    Why,
    Note,
    AddedAt,
    StartedAt,
    FinishedAt,
}

impl ColumnField {
    /// Every field, in the order in which they are offered.
    pub const ALL: [ColumnField; 15] = [
        ColumnField::Title,
        ColumnField::Authors,
        ColumnField::Abstract,
        ColumnField::Year,
        ColumnField::Venue,
        ColumnField::Identifier,
        ColumnField::Link,
        ColumnField::Tags,
        ColumnField::State,
        ColumnField::Starred,
        ColumnField::Why,
        ColumnField::Note,
        ColumnField::AddedAt,
        ColumnField::StartedAt,
        ColumnField::FinishedAt,
    ];

    /// Returns the field's name on the command line and in a library's settings.
    pub const fn name(self) -> &'static str {
        match self {
            ColumnField::Title => "title",
            ColumnField::Authors => "authors",
            ColumnField::Abstract => "abstract",
            ColumnField::Year => "year",
            ColumnField::Venue => "venue",
            ColumnField::Identifier => "identifier",
            ColumnField::Link => "link",
            ColumnField::Tags => "tags",
            ColumnField::State => "state",
            ColumnField::Starred => "starred",
            ColumnField::Why => "why",
            ColumnField::Note => "note",
            ColumnField::AddedAt => "added",
            ColumnField::StartedAt => "started",
            ColumnField::FinishedAt => "finished",
        }
    }

    /// Finds a field by its [`name`](ColumnField::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

impl ColumnMatch {
    /// Writes it as the person may type it: `title,authors,,year`.
    pub fn to_text(&self) -> String {
        let names = self
            .0
            .iter()
            .map(|field| field.map_or("", ColumnField::name));
        names.collect::<Vec<_>>().join(",")
    }

    /// Reads what was typed; none where a name is no field's.
    pub fn from_text(text: &str) -> Option<Self> {
        let field = |name: &str| match name.trim() {
            "" | "-" => Some(None),
            name => ColumnField::from_name(name).map(Some),
        };
        text.split(',').map(field).collect::<Option<_>>().map(Self)
    }
}

/// What the person says that each column holds, in the table's order; none leaves a column out.
/// Columns past its end are as their names say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMatch(pub Vec<Option<ColumnField>>);

/// A column of a table, and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundColumn {
    /// The name in the table's first row, or the field's in JSON.
    pub name: String,
    /// The first value that is not empty, at most [`FoundColumn::LONGEST_EXAMPLE`] letters of it.
    pub example: String,
    /// What its name says that it holds; none where that is nothing one can choose.
    pub field: Option<ColumnField>,
}

impl FoundColumn {
    /// How many letters of an example are shown.
    pub const LONGEST_EXAMPLE: usize = 200;

    /// A column without an example so far.
    pub(super) fn named(name: String) -> Self {
        Self {
            field: field_named(&plain_name(&name)).and_then(Field::choice),
            name: name.trim().to_owned(),
            example: String::new(),
        }
    }

    /// Takes a value for the example, where there is none yet.
    pub(super) fn show(&mut self, value: &str) {
        if self.example.is_empty() {
            self.example = value.trim().chars().take(Self::LONGEST_EXAMPLE).collect();
        }
    }
}

/// What a column or a field holds: what the person can choose, and what only names tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Authors,
    Abstract,
    Year,
    Venue,
    /// An identifier of any scheme, or of this one.
    Identifier(Option<Scheme>),
    Link,
    Tags,
    /// Tags of one word each, parted by blanks.
    TagWords,
    State,
    /// Whether it was read.
    IsRead,
    /// Whether it was read, where "no" does not say that it will be.
    WasRead,
    /// Whether it is still to be read.
    IsQueued,
    /// A folder: one that says where the paper stands, or else a tag.
    Folder,
    Starred,
    Why,
    Note,
    AddedAt,
    StartedAt,
    FinishedAt,
    DueOn,
    SnoozedUntil,
    CitationKey,
    Uid,
    /// Zotero's field of lines `Name: value`.
    Extra,
    /// Authors with initials, where another field may have them whole.
    ShortAuthors,
    /// Folders that a paper is in at once, parted by commas.
    Shelves,
    /// A value of any kind that only books have.
    OfBook,
    FirstPage,
    LastPage,
    Detail(DetailKind),
}

impl Field {
    /// What a person would choose for it.
    pub(super) fn choice(self) -> Option<ColumnField> {
        Some(match self {
            Field::Title => ColumnField::Title,
            Field::Authors | Field::ShortAuthors => ColumnField::Authors,
            Field::Abstract => ColumnField::Abstract,
            Field::Year => ColumnField::Year,
            Field::Venue => ColumnField::Venue,
            Field::Identifier(_) => ColumnField::Identifier,
            Field::Link => ColumnField::Link,
            Field::Tags | Field::TagWords | Field::Folder | Field::Shelves => ColumnField::Tags,
            Field::State | Field::IsRead | Field::WasRead | Field::IsQueued => ColumnField::State,
            Field::Starred => ColumnField::Starred,
            Field::Why => ColumnField::Why,
            Field::Note => ColumnField::Note,
            Field::AddedAt => ColumnField::AddedAt,
            Field::StartedAt => ColumnField::StartedAt,
            Field::FinishedAt => ColumnField::FinishedAt,
            Field::DueOn
            | Field::SnoozedUntil
            | Field::CitationKey
            | Field::Uid
            | Field::Extra
            | Field::OfBook
            | Field::FirstPage
            | Field::LastPage
            | Field::Detail(_) => return None,
        })
    }

    fn chosen(choice: ColumnField) -> Self {
        match choice {
            ColumnField::Title => Field::Title,
            ColumnField::Authors => Field::Authors,
            ColumnField::Abstract => Field::Abstract,
            ColumnField::Year => Field::Year,
            ColumnField::Venue => Field::Venue,
            ColumnField::Identifier => Field::Identifier(None),
            ColumnField::Link => Field::Link,
            ColumnField::Tags => Field::Tags,
            ColumnField::State => Field::State,
            ColumnField::Starred => Field::Starred,
            ColumnField::Why => Field::Why,
            ColumnField::Note => Field::Note,
            ColumnField::AddedAt => Field::AddedAt,
            ColumnField::StartedAt => Field::StartedAt,
            ColumnField::FinishedAt => Field::FinishedAt,
        }
    }
}

impl ColumnMatch {
    /// Returns what the column at `place` (from 0) holds, where its name says `by_name`. What the
    /// person cannot choose stays as it is unless another field is chosen.
    pub(super) fn field_at(&self, place: usize, by_name: Option<Field>) -> Option<Field> {
        let Some(chosen) = self.0.get(place) else {
            return by_name;
        };
        let guess = by_name.and_then(Field::choice);
        match chosen {
            None if guess.is_some() => None,
            None => by_name,
            // The name may say more, such as the scheme of an identifier.
            Some(choice) if guess == Some(*choice) => by_name,
            Some(choice) => Some(Field::chosen(*choice)),
        }
    }
}

/// Returns a key for the names of a table's columns, to remember by what a person said of them:
/// 16 hex digits.
pub fn columns_key(columns: &[FoundColumn]) -> String {
    // FNV-1a: it must stay the same from version to version, and resist nobody.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for column in columns {
        for byte in plain_name(&column.name).bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// A name's letters and digits, in lower case: `Date Added`, `date_added` and `dateAdded` are one.
pub(super) fn plain_name(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns what a column's name (as [`plain_name`] gives it) says that it holds.
pub(super) fn field_named(plain_name: &str) -> Option<Field> {
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&plain_name))
        .map(|(field, _)| *field)
}

/// Well-known names of columns, in the languages of those who sent us tables.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Title,
        &[
            "title",
            "papertitle",
            "articletitle",
            "documenttitle",
            "name",
            "paper",
            "titel",
            "titre",
            "titulo",
            "título",
            "titolo",
            "tytuł",
            "название",
            "заголовок",
            "标题",
            "題名",
            "タイトル",
            "제목",
            "articlename",
            "papername",
        ],
    ),
    (
        Field::Authors,
        &[
            "authors",
            "author",
            "authorfullnames",
            "creators",
            "creator",
            "autor",
            "autoren",
            "verfasser",
            "auteur",
            "auteurs",
            "autores",
            "autori",
            "autore",
            "autorzy",
            "автор",
            "авторы",
            "作者",
            "著者",
            "저자",
            "by",
            "writers",
        ],
    ),
    (
        Field::Abstract,
        &[
            "abstract",
            "abstractnote",
            "abstracttext",
            "summary",
            "zusammenfassung",
            "resume",
            "résumé",
            "resumen",
            "resumo",
            "riassunto",
            "samenvatting",
            "аннотация",
            "摘要",
            "要旨",
            "抄録",
            "초록",
        ],
    ),
    (
        Field::Year,
        &[
            "year",
            "publicationyear",
            "pubyear",
            "jahr",
            "année",
            "annee",
            "año",
            "ano",
            "anno",
            "jaar",
            "rok",
            "год",
            "年",
            "年份",
            "연도",
            "date",
            "publicationdate",
            "pubdate",
            "publisheddate",
            "published",
            "issued",
            "datum",
            "fecha",
            "data",
            "日期",
        ],
    ),
    (
        Field::Venue,
        &[
            "venue",
            "journal",
            "journalname",
            "publicationtitle",
            "publicationname",
            "conference",
            "booktitle",
            "sourcetitle",
            "containertitle",
            "zeitschrift",
            "revue",
            "revista",
            "rivista",
            "tijdschrift",
            "журнал",
            "期刊",
            "雑誌",
            "학술지",
            "proceedings",
            "journalbook",
        ],
    ),
    (
        Field::Identifier(Some(Scheme::Doi)),
        &["doi", "identifiersdoi", "doilink", "doiurl"],
    ),
    (
        Field::Identifier(Some(Scheme::Arxiv)),
        &["arxiv", "arxivid", "identifiersarxiv", "eprint", "arxivurl"],
    ),
    (
        Field::Identifier(Some(Scheme::PubMed)),
        &["pmid", "pubmed", "pubmedid", "identifierspubmed"],
    ),
    (
        Field::Identifier(Some(Scheme::Isbn)),
        &["isbn", "isbn13", "identifiersisbn"],
    ),
    (
        Field::Identifier(Some(Scheme::OpenReview)),
        &["openreview", "openreviewid", "identifiersopenreview"],
    ),
    (
        Field::Identifier(Some(Scheme::Acl)),
        &["acl", "aclid", "identifiersacl"],
    ),
    (
        Field::Identifier(Some(Scheme::SemanticScholar)),
        &[
            "s2id",
            "s2",
            "semanticscholarid",
            "corpusid",
            "identifierss2",
        ],
    ),
    (
        Field::Identifier(None),
        &[
            "identifier",
            "identifiers",
            "identifiersurl",
            "ids",
            "externalids",
            "kennung",
            "identifiant",
            "identificador",
        ],
    ),
    (
        Field::Link,
        &[
            "url",
            "link",
            "links",
            "urls",
            "address",
            "website",
            "href",
            "uri",
            "pdf",
            "pdfurl",
            "pdflink",
            "paperurl",
            "paperlink",
            "sourceurl",
            "givenurl",
            "resolvedurl",
            "adresse",
            "lien",
            "enlace",
            "ссылка",
            "链接",
            "リンク",
            "링크",
            "code",
            "codeurl",
            "linksurl",
        ],
    ),
    (
        Field::Tags,
        &[
            "tags",
            "tag",
            "labels",
            "label",
            "keywords",
            "keyword",
            "topics",
            "topic",
            "categories",
            "category",
            "manualtags",
            "documenttags",
            "authorkeywords",
            "schlagworte",
            "schlagwörter",
            "stichworte",
            "motscles",
            "motsclés",
            "étiquettes",
            "etiquettes",
            "etiquetas",
            "palabrasclave",
            "parolechiave",
            "trefwoorden",
            "теги",
            "метки",
            "标签",
            "关键词",
            "タグ",
            "キーワード",
            "태그",
        ],
    ),
    (
        Field::State,
        &[
            "state",
            "status",
            "readstatus",
            "readingstatus",
            "zustand",
            "statut",
            "estado",
            "stato",
            "статус",
            "状态",
            "状態",
            "상태",
            "stage",
            "shelf",
        ],
    ),
    (
        Field::IsRead,
        &[
            "read",
            "isread",
            "gelesen",
            "lu",
            "leído",
            "leido",
            "letto",
            "gelezen",
            "done",
            "finishedreading",
            "archived",
            "isarchived",
            "прочитано",
            "已读",
            "既読",
        ],
    ),
    (
        Field::IsQueued,
        &["toread", "unread", "inqueue", "zulesen", "àlire", "alire"],
    ),
    (
        Field::Folder,
        &[
            "folder",
            "collection",
            "collections",
            "ordner",
            "dossier",
            "carpeta",
        ],
    ),
    (
        Field::Starred,
        &[
            "starred",
            "isstarred",
            "star",
            "favorite",
            "favourite",
            "favorited",
            "isfavorite",
            "liked",
            "favorit",
            "favori",
            "favorito",
        ],
    ),
    (Field::Why, &["why", "reason", "warum", "pourquoi"]),
    (
        Field::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "annotation",
            "annotations",
            "notiz",
            "notizen",
            "kommentar",
            "commentaire",
            "remarque",
            "nota",
            "notas",
            "заметки",
            "备注",
            "笔记",
            "メモ",
            "메모",
            "mynotes",
            "review",
        ],
    ),
    (
        Field::AddedAt,
        &[
            "added",
            "addedat",
            "dateadded",
            "addedon",
            "timeadded",
            "created",
            "createdat",
            "saved",
            "savedat",
            "saveddate",
            "datesaved",
            "hinzugefügt",
            "ajouté",
            "añadido",
            "dateajout",
        ],
    ),
    (
        Field::StartedAt,
        &[
            "started",
            "startedat",
            "startedon",
            "datestarted",
            "begonnen",
        ],
    ),
    (
        Field::FinishedAt,
        &[
            "finished",
            "finishedat",
            "finishedon",
            "datefinished",
            "dateread",
            "readat",
            "readon",
            "completed",
            "completedat",
            "gelesenam",
        ],
    ),
    (Field::DueOn, &["due", "dueon", "duedate", "deadline"]),
    (Field::SnoozedUntil, &["snoozed", "snoozeduntil"]),
    (
        Field::CitationKey,
        &["citationkey", "citekey", "bibtexkey", "bibkey"],
    ),
    (Field::Uid, &["offprintid", "uid", "id"]),
    (Field::Extra, &["extra"]),
    (
        Field::Detail(DetailKind::Type),
        &[
            "type",
            "itemtype",
            "documenttype",
            "publicationtype",
            "detailstype",
        ],
    ),
    (Field::Detail(DetailKind::Genre), &["genre", "detailsgenre"]),
    (
        Field::Detail(DetailKind::Editor),
        &["editor", "editors", "detailseditor"],
    ),
    (
        Field::Detail(DetailKind::Series),
        &["series", "detailsseries"],
    ),
    (
        Field::Detail(DetailKind::Volume),
        &["volume", "vol", "detailsvolume"],
    ),
    (Field::Detail(DetailKind::Issue), &["issue", "detailsissue"]),
    (
        Field::Detail(DetailKind::Number),
        &["number", "reportnumber", "detailsnumber"],
    ),
    (
        Field::Detail(DetailKind::Pages),
        &["pages", "page", "pagination", "seiten", "detailspages"],
    ),
    (
        Field::Detail(DetailKind::Edition),
        &["edition", "detailsedition"],
    ),
    (
        Field::Detail(DetailKind::Publisher),
        &["publisher", "verlag", "detailspublisher"],
    ),
    (
        Field::Detail(DetailKind::PublisherPlace),
        &["publisherplace", "place", "detailspublisherplace"],
    ),
    (Field::Detail(DetailKind::Month), &["month", "detailsmonth"]),
    (Field::Detail(DetailKind::Day), &["day", "detailsday"]),
    (Field::Detail(DetailKind::Issn), &["issn", "detailsissn"]),
    (
        Field::Detail(DetailKind::ContainerIsbn),
        &["containerisbn", "detailscontainerisbn"],
    ),
    (
        Field::Detail(DetailKind::Language),
        &["language", "sprache", "langue", "idioma", "detailslanguage"],
    ),
    (
        Field::Detail(DetailKind::Remark),
        &["remark", "detailsremark"],
    ),
    (
        Field::Detail(DetailKind::Attachment),
        &[
            "attachment",
            "attachments",
            "fileattachments",
            "detailsattachment",
        ],
    ),
];
