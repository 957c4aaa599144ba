-- What bibliographies say beside the other columns, as JSON: {"volume":["12"],"editor":["Roe, Ana"]}.
ALTER TABLE papers ADD COLUMN details TEXT;
-- The key under which the paper is cited: made once, or set by the person. Not unique by force, so that a paper
-- whose key was given out again in the meantime can still be put back; whoever gives keys looks for a free one.
ALTER TABLE papers ADD COLUMN citation_key TEXT;
CREATE INDEX papers_by_citation_key ON papers (citation_key) WHERE citation_key IS NOT NULL;

-- The mail that a paper came in, as JSON: {"subject":…,"sender":…,"sent_on":…}.
ALTER TABLE sightings ADD COLUMN mail TEXT;

-- Papers that the person moved out of the library: they are in no list and no count until they are put back.
CREATE TABLE trash (
    paper_id   INTEGER PRIMARY KEY REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    trashed_at INTEGER NOT NULL
) STRICT;

-- What is left of a paper once the trash was emptied: hashes by which it is known again.
CREATE TABLE forgotten (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    trashed_at INTEGER NOT NULL,
    emptied_at INTEGER NOT NULL,
    traits     TEXT    NOT NULL
) STRICT;

-- Answers to "same or different", by the fingerprints of both, so that the question is never asked again.
-- For "same", paper_id is the paper that both are; for "different", the two papers.
CREATE TABLE answers (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id          INTEGER NOT NULL REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    other_paper_id    INTEGER,
    fingerprint       INTEGER NOT NULL,
    other_fingerprint INTEGER NOT NULL,
    verdict           TEXT    NOT NULL CHECK (verdict IN ('same', 'different')),
    at                INTEGER NOT NULL
) STRICT;
CREATE INDEX answers_by_paper ON answers (paper_id);
CREATE INDEX answers_by_fingerprint ON answers (fingerprint);

-- Candidates of an import that did not become or meet a paper: unticked, or known by a fingerprint only.
CREATE TABLE left_out (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED,
    position  INTEGER NOT NULL,
    outcome   TEXT    NOT NULL CHECK (outcome IN ('new', 'known', 'dropped', 'possible', 'repeated')),
    title     TEXT    NOT NULL,
    lines     TEXT    NOT NULL
) STRICT;
CREATE INDEX left_out_by_import ON left_out (import_id, position);

-- Two papers that the person made one: what the one that went was, so that they can be parted again.
CREATE TABLE merges (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    at       INTEGER NOT NULL,
    -- As JSON: the rows of the paper that went, and which rows moved over.
    gone     TEXT    NOT NULL
) STRICT;
CREATE INDEX merges_by_paper ON merges (paper_id);

-- What the person set for this library, by name.
CREATE TABLE settings (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    name  TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;
