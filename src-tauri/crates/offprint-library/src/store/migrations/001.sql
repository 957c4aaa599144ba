-- What the world says of a work. Nothing of the person's is in these four tables.
CREATE TABLE papers (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          TEXT    NOT NULL UNIQUE,
    title        TEXT    NOT NULL,
    title_key    TEXT    NOT NULL,
    abstract     TEXT,
    abstract_key INTEGER,
    year         INTEGER,
    venue        TEXT,
    is_book      INTEGER NOT NULL
) STRICT;
CREATE INDEX papers_by_title_key ON papers (title_key);

CREATE TABLE authors (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id   INTEGER NOT NULL REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    position   INTEGER NOT NULL,
    family     TEXT    NOT NULL,
    given      TEXT    NOT NULL,
    family_key TEXT    NOT NULL
) STRICT;
CREATE INDEX authors_by_paper ON authors (paper_id, position);

CREATE TABLE identifiers (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    scheme   TEXT    NOT NULL,
    value    TEXT    NOT NULL
) STRICT;
CREATE INDEX identifiers_by_paper ON identifiers (paper_id);
CREATE INDEX identifiers_by_value ON identifiers (value, scheme);

CREATE TABLE links (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    kind     TEXT    NOT NULL,
    url      TEXT    NOT NULL
) STRICT;
CREATE INDEX links_by_paper ON links (paper_id);

-- What the person did with a paper, and since when it is here.
-- arrival is the seq of the change that brought it: the order of the lists.
-- queue_order has gaps, so that a move writes one row; the place is its rank.
CREATE TABLE marks (
    paper_id      INTEGER PRIMARY KEY REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    arrival       INTEGER NOT NULL,
    added_at      INTEGER NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('inbox', 'queued', 'reading', 'read', 'skimmed', 'dropped')),
    starred       INTEGER NOT NULL,
    why           TEXT,
    due_on        TEXT,
    snoozed_until TEXT,
    queue_order   INTEGER,
    started_at    INTEGER,
    finished_at   INTEGER,
    CHECK ((state = 'queued') = (queue_order IS NOT NULL))
) STRICT;
CREATE INDEX marks_by_arrival ON marks (arrival DESC, paper_id);
CREATE INDEX marks_by_state ON marks (state, arrival DESC, paper_id);
CREATE INDEX marks_by_queue_order ON marks (queue_order, paper_id) WHERE queue_order IS NOT NULL;
CREATE INDEX marks_starred ON marks (arrival DESC, paper_id) WHERE starred = 1;

CREATE TABLE notes (
    paper_id   INTEGER PRIMARY KEY REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    text       TEXT    NOT NULL,
    first_line TEXT    NOT NULL
) STRICT;

CREATE TABLE paper_tags (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    tag      TEXT    NOT NULL,
    tag_key  TEXT    NOT NULL,
    UNIQUE (paper_id, tag_key)
) STRICT;
CREATE INDEX paper_tags_by_key ON paper_tags (tag_key, paper_id);

-- Sources taken in, and what became of each candidate.
CREATE TABLE imports (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         TEXT    NOT NULL UNIQUE,
    seq         INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    origin      TEXT    NOT NULL CHECK (origin IN ('file', 'pasted', 'standard_input', 'sample')),
    path        TEXT,
    name        TEXT    NOT NULL,
    format      TEXT    NOT NULL,
    encoding    TEXT    NOT NULL,
    hash        TEXT    NOT NULL,
    size_bytes  INTEGER NOT NULL,
    n_found     INTEGER NOT NULL,
    n_new       INTEGER NOT NULL,
    n_known     INTEGER NOT NULL,
    n_dropped   INTEGER NOT NULL,
    n_possible  INTEGER NOT NULL,
    n_repeated  INTEGER NOT NULL,
    n_rejected  INTEGER NOT NULL,
    n_added     INTEGER NOT NULL,
    noise_lines INTEGER NOT NULL,
    CHECK (n_found = n_new + n_known + n_dropped + n_possible + n_repeated + n_rejected)
) STRICT;
CREATE INDEX imports_by_seq ON imports (seq);
CREATE INDEX imports_by_hash ON imports (hash);

CREATE TABLE sightings (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id  INTEGER NOT NULL REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    import_id INTEGER NOT NULL REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED,
    position  INTEGER NOT NULL,
    outcome   TEXT    NOT NULL CHECK (outcome IN ('new', 'known', 'dropped', 'possible', 'repeated')),
    -- First and last line, as pairs: "3-4 18-18".
    lines     TEXT    NOT NULL
) STRICT;
CREATE INDEX sightings_by_paper ON sightings (paper_id);
CREATE INDEX sightings_by_import ON sightings (import_id, position);

CREATE TABLE rejections (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    import_id  INTEGER NOT NULL REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED,
    first_line INTEGER NOT NULL,
    last_line  INTEGER NOT NULL,
    reason     TEXT    NOT NULL,
    text       TEXT    NOT NULL
) STRICT;
CREATE INDEX rejections_by_import ON rejections (import_id);

-- Text that was pasted, deflated, so that it can be looked at again.
CREATE TABLE pasted_texts (
    import_id INTEGER PRIMARY KEY REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED,
    deflated  BLOB    NOT NULL
) STRICT;

-- Is this paper the same as that one? Open until it is answered.
CREATE TABLE questions (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id       INTEGER NOT NULL REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    other_paper_id INTEGER NOT NULL REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    grounds        TEXT    NOT NULL
) STRICT;
CREATE INDEX questions_by_paper ON questions (paper_id);
CREATE INDEX questions_by_other_paper ON questions (other_paper_id);

CREATE TABLE watched_folders (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE
) STRICT;

-- Files met in watched folders, each with what became of it last. Undo does not reverse this table.
CREATE TABLE watched_files (
    path           TEXT    PRIMARY KEY,
    size_bytes     INTEGER NOT NULL,
    modified_at    INTEGER NOT NULL,
    hash           TEXT,
    at             INTEGER NOT NULL,
    outcome        TEXT    NOT NULL CHECK (outcome IN ('taken', 'already', 'there_before', 'failed')),
    import_uid     TEXT,
    n_found        INTEGER NOT NULL,
    n_new          INTEGER NOT NULL,
    failure_code   TEXT,
    failure_line   INTEGER,
    failure_detail TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_files_by_hash ON watched_files (hash);
CREATE INDEX watched_files_by_time ON watched_files (at DESC);

-- All content that was ever taken from a watched folder. Neither undo nor another content under the same path
-- reverses this table: an undone import is not taken again by itself.
CREATE TABLE taken_hashes (
    hash       TEXT    PRIMARY KEY,
    at         INTEGER NOT NULL,
    import_uid TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- The history: every change, and the rows it touched.
CREATE TABLE changes (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    by        TEXT    NOT NULL CHECK (by IN ('window', 'terminal', 'watcher')),
    kind      TEXT    NOT NULL,
    facts     TEXT    NOT NULL,
    n_papers  INTEGER NOT NULL,
    session   TEXT,
    undoes    INTEGER,
    undone_by INTEGER
) STRICT;
CREATE INDEX changes_by_session ON changes (session) WHERE session IS NOT NULL;

-- kind 'row': one row, its changed columns before and after. kind 'range': rows first..last were
-- inserted. kind 'removed': whole rows that an undone import took out, deflated.
CREATE TABLE edits (
    id       INTEGER PRIMARY KEY,
    seq      INTEGER NOT NULL REFERENCES changes (seq) DEFERRABLE INITIALLY DEFERRED,
    kind     TEXT    NOT NULL CHECK (kind IN ('row', 'range', 'removed')),
    tbl      TEXT    NOT NULL,
    row_id   INTEGER NOT NULL,
    last_id  INTEGER,
    paper_id INTEGER,
    before   TEXT,
    after    TEXT,
    packed   BLOB
) STRICT;
CREATE INDEX edits_by_seq ON edits (seq);
CREATE INDEX edits_by_paper ON edits (paper_id, seq) WHERE paper_id IS NOT NULL;
