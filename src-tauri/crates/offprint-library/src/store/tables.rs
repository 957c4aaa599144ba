//! The tables that the history covers: name, key, columns, and whose paper a row is.
//!
//! The editor writes them, undo turns their edits round, and the property tests compare them.

use rusqlite::Row;
use rusqlite::types::Value;

/// One table. `columns` is without the key, in the order of the schema.
#[derive(Debug)]
pub(crate) struct Table {
    pub name: &'static str,
    pub key: &'static str,
    /// Whether it gives out its keys itself, each one higher than all before. Else they are those of another table.
    pub gives_ids: bool,
    pub columns: &'static [&'static str],
    /// The column (or the key itself) that names the paper a row belongs to.
    pub paper: Option<&'static str>,
    /// Whether the rows are the person's marks on a paper.
    pub holds_marks: bool,
    /// Columns (or the key) that name a row of another table, which must be there.
    pub refers_to: &'static [(&'static str, Refers)],
    /// Columns that together no two rows may share.
    pub unique: &'static [&'static str],
}

/// What a column refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refers {
    Paper,
    Import,
}

pub(crate) static PAPERS: Table = Table {
    name: "papers",
    key: "id",
    gives_ids: true,
    columns: &[
        "uid",
        "title",
        "title_key",
        "abstract",
        "abstract_key",
        "year",
        "venue",
        "is_book",
        "details",
        "citation_key",
        "own_fields",
    ],
    paper: Some("id"),
    holds_marks: false,
    refers_to: &[],
    unique: &["uid"],
};
pub(crate) static AUTHORS: Table = Table {
    name: "authors",
    key: "id",
    gives_ids: true,
    columns: &["paper_id", "position", "family", "given", "family_key"],
    paper: Some("paper_id"),
    holds_marks: false,
    refers_to: &[("paper_id", Refers::Paper)],
    unique: &[],
};
pub(crate) static IDENTIFIERS: Table = Table {
    name: "identifiers",
    key: "id",
    gives_ids: true,
    columns: &["paper_id", "scheme", "value"],
    paper: Some("paper_id"),
    holds_marks: false,
    refers_to: &[("paper_id", Refers::Paper)],
    unique: &[],
};
pub(crate) static LINKS: Table = Table {
    name: "links",
    key: "id",
    gives_ids: true,
    columns: &["paper_id", "kind", "url"],
    paper: Some("paper_id"),
    holds_marks: false,
    refers_to: &[("paper_id", Refers::Paper)],
    unique: &[],
};
pub(crate) static MARKS: Table = Table {
    name: "marks",
    key: "paper_id",
    gives_ids: false,
    columns: &[
        "arrival",
        "added_at",
        "state",
        "starred",
        "why",
        "due_on",
        "snoozed_until",
        "queue_order",
        "started_at",
        "finished_at",
        "queued_at",
        "kept_at",
    ],
    paper: Some("paper_id"),
    holds_marks: true,
    refers_to: &[("paper_id", Refers::Paper)],
    unique: &[],
};
pub(crate) static NOTES: Table = Table {
    name: "notes",
    key: "paper_id",
    gives_ids: false,
    columns: &["text", "first_line"],
    paper: Some("paper_id"),
    holds_marks: true,
    refers_to: &[("paper_id", Refers::Paper)],
    unique: &[],
};
pub(crate) static PAPER_TAGS: Table = Table {
    name: "paper_tags",
    key: "id",
    gives_ids: true,
    columns: &["paper_id", "tag", "tag_key"],
    paper: Some("paper_id"),
    holds_marks: true,
    refers_to: &[("paper_id", Refers::Paper)],
    unique: &["paper_id", "tag_key"],
};
pub(crate) static IMPORTS: Table = Table {
    name: "imports",
    key: "id",
    gives_ids: true,
    columns: &[
        "uid",
        "seq",
        "at",
        "origin",
        "path",
        "name",
        "format",
        "encoding",
        "hash",
        "size_bytes",
        "n_found",
        "n_new",
        "n_known",
        "n_dropped",
        "n_possible",
        "n_repeated",
        "n_rejected",
        "n_added",
        "noise_lines",
    ],
    paper: None,
    holds_marks: false,
    refers_to: &[],
    unique: &["uid"],
};
pub(crate) static SIGHTINGS: Table = Table {
    name: "sightings",
    key: "id",
    gives_ids: true,
    columns: &[
        "paper_id",
        "import_id",
        "position",
        "outcome",
        "lines",
        "mail",
    ],
    paper: Some("paper_id"),
    holds_marks: false,
    refers_to: &[("paper_id", Refers::Paper), ("import_id", Refers::Import)],
    unique: &[],
};
pub(crate) static REJECTIONS: Table = Table {
    name: "rejections",
    key: "id",
    gives_ids: true,
    columns: &["import_id", "first_line", "last_line", "reason", "text"],
    paper: None,
    holds_marks: false,
    refers_to: &[("import_id", Refers::Import)],
    unique: &[],
};
pub(crate) static PASTED_TEXTS: Table = Table {
    name: "pasted_texts",
    key: "import_id",
    gives_ids: false,
    columns: &["deflated"],
    paper: None,
    holds_marks: false,
    refers_to: &[("import_id", Refers::Import)],
    unique: &[],
};
pub(crate) static QUESTIONS: Table = Table {
    name: "questions",
    key: "id",
    gives_ids: true,
    columns: &["paper_id", "other_paper_id", "grounds"],
    paper: Some("paper_id"),
    holds_marks: false,
    refers_to: &[
        ("paper_id", Refers::Paper),
        ("other_paper_id", Refers::Paper),
    ],
    unique: &[],
};
pub(crate) static WATCHED_FOLDERS: Table = Table {
    name: "watched_folders",
    key: "id",
    gives_ids: true,
    columns: &["path"],
    paper: None,
    holds_marks: false,
    refers_to: &[],
    unique: &["path"],
};
pub(crate) static TRASH: Table = Table {
    name: "trash",
    key: "paper_id",
    gives_ids: false,
    columns: &["trashed_at"],
    paper: Some("paper_id"),
    holds_marks: false,
    refers_to: &[("paper_id", Refers::Paper)],
    unique: &[],
};
pub(crate) static FORGOTTEN: Table = Table {
    name: "forgotten",
    key: "id",
    gives_ids: true,
    columns: &["trashed_at", "emptied_at", "traits"],
    paper: None,
    holds_marks: false,
    refers_to: &[],
    unique: &[],
};
pub(crate) static ANSWERS: Table = Table {
    name: "answers",
    key: "id",
    gives_ids: true,
    columns: &[
        "paper_id",
        "other_paper_id",
        "fingerprint",
        "other_fingerprint",
        "verdict",
        "at",
    ],
    paper: Some("paper_id"),
    holds_marks: true,
    refers_to: &[("paper_id", Refers::Paper)],
    unique: &[],
};
pub(crate) static LEFT_OUT: Table = Table {
    name: "left_out",
    key: "id",
    gives_ids: true,
    columns: &["import_id", "position", "outcome", "title", "lines"],
    paper: None,
    holds_marks: false,
    refers_to: &[("import_id", Refers::Import)],
    unique: &[],
};
pub(crate) static MERGES: Table = Table {
    name: "merges",
    key: "id",
    gives_ids: true,
    columns: &["paper_id", "at", "gone"],
    paper: Some("paper_id"),
    holds_marks: true,
    refers_to: &[("paper_id", Refers::Paper)],
    unique: &[],
};
pub(crate) static SETTINGS: Table = Table {
    name: "settings",
    key: "id",
    gives_ids: true,
    columns: &["name", "value"],
    paper: None,
    holds_marks: false,
    refers_to: &[],
    unique: &["name"],
};

/// Reads all values of a row.
pub(crate) fn values_of(row: &Row<'_>) -> rusqlite::Result<Vec<Value>> {
    (0..row.as_ref().column_count())
        .map(|place| row.get(place))
        .collect()
}

/// All of them; a paper's own row last, after the rows that refer to it.
pub(crate) static ALL: [&Table; 19] = [
    &SIGHTINGS,
    &LEFT_OUT,
    &REJECTIONS,
    &PASTED_TEXTS,
    &IMPORTS,
    &QUESTIONS,
    &ANSWERS,
    &MERGES,
    &TRASH,
    &PAPER_TAGS,
    &NOTES,
    &MARKS,
    &LINKS,
    &IDENTIFIERS,
    &AUTHORS,
    &PAPERS,
    &WATCHED_FOLDERS,
    &FORGOTTEN,
    &SETTINGS,
];

impl Table {
    /// Finds a table by its name in the history.
    pub fn named(name: &str) -> Option<&'static Table> {
        ALL.into_iter().find(|table| table.name == name)
    }

    /// Returns `key, column, column…` for a select or an insert.
    pub fn all_columns(&self) -> String {
        format!("{}, {}", self.key, self.quoted_columns())
    }

    /// Returns the statement that writes a whole row, its key first; `insert` says how.
    pub fn insert_statement(&self, insert: &str) -> String {
        let marks = vec!["?"; self.columns.len() + 1].join(", ");
        format!(
            "{insert} INTO {} ({}) VALUES ({marks})",
            self.name,
            self.all_columns()
        )
    }

    /// Returns the statement that writes several rows: without keys where the table gives them out, else each
    /// with its key first.
    ///
    /// Where it fails, it may leave rows behind, and the change must be rolled back. To take back only the rows
    /// of one statement SQLite would copy every page before that statement touches it, and it must be ready to
    /// where rows fail by ABORT, or have keys of their own.
    pub fn insert_rows_statement(&self, n_rows: usize) -> String {
        let (columns, width) = match self.gives_ids {
            true => (self.quoted_columns(), self.columns.len()),
            false => (self.all_columns(), self.columns.len() + 1),
        };
        let row = format!("({})", vec!["?"; width].join(", "));
        let rows = vec![row; n_rows].join(", ");
        format!(
            "INSERT OR FAIL INTO {} ({columns}) VALUES {rows}",
            self.name
        )
    }

    /// `abstract` is an ordinary name to SQLite, but quoting keeps all names out of its keywords.
    pub fn quoted_columns(&self) -> String {
        let quoted: Vec<String> = self
            .columns
            .iter()
            .map(|column| format!("\"{column}\""))
            .collect();
        quoted.join(", ")
    }

    /// Returns the number in a column, or the key, of a row; none where something else is there.
    ///
    /// `row` is whole, in the order of `columns`.
    pub fn number_in(&self, row_id: i64, row: &[Value], column: &str) -> Option<i64> {
        match self.place_of(column).map(|place| &row[place]) {
            None => Some(row_id),
            Some(Value::Integer(number)) => Some(*number),
            Some(Value::Null | Value::Real(_) | Value::Text(_) | Value::Blob(_)) => None,
        }
    }

    /// Returns the paper that a whole row belongs to.
    pub fn paper_of(&self, row_id: i64, row: &[Value]) -> Option<i64> {
        self.number_in(row_id, row, self.paper?)
    }

    /// Returns the place of a column among `columns`.
    pub fn place_of(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == column)
    }
}
