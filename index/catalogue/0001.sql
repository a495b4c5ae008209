-- The catalogue of a library. A revision's rows are never changed once they are there; what is published is the revision
-- that a published document points to.

CREATE TABLE library (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
-- Grows with every commit, so that a reader knows when to look again.
INSERT INTO library VALUES ('generation', 0);

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
    revision INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
    -- What a person settled, as JSON: title, dates, place, level of the measures, corrections.
    edits TEXT NOT NULL DEFAULT '{}',
    added TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE revisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Of a document that may be gone by now.
    document TEXT NOT NULL,
    made TEXT NOT NULL,
    -- When another revision took its place, or its document was removed; it is kept for a while, for those who still read it.
    retired TEXT,
    file TEXT NOT NULL,
    original TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    -- Model, parser and versions that it was made with, as JSON.
    made_with TEXT NOT NULL,
    collection TEXT NOT NULL UNIQUE,
    vectors INTEGER NOT NULL,
    vectors_digest TEXT NOT NULL,
    -- Of the files that they stand in; empty where they are on a server.
    files_digest TEXT NOT NULL,
    title TEXT NOT NULL,
    short_title TEXT NOT NULL,
    document_number TEXT NOT NULL,
    stage TEXT NOT NULL,
    issued TEXT,
    effective TEXT,
    until TEXT,
    place TEXT NOT NULL,
    tier TEXT NOT NULL,
    -- The parsed document with its text: compressed JSON.
    parsed BLOB NOT NULL
);

CREATE TABLE issuers (
    revision INTEGER NOT NULL REFERENCES revisions (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (revision, position)
) WITHOUT ROWID;

CREATE TABLE sections (
    revision INTEGER NOT NULL REFERENCES revisions (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    level INTEGER NOT NULL,
    label TEXT NOT NULL,
    title TEXT NOT NULL,
    heading TEXT NOT NULL,
    begins INTEGER NOT NULL,
    PRIMARY KEY (revision, position)
) WITHOUT ROWID;

CREATE TABLE items (
    revision INTEGER NOT NULL REFERENCES revisions (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('measure', 'row', 'goal', 'closing', 'notice')),
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    title TEXT NOT NULL,
    -- Innermost section over it, and the domain of a row.
    section INTEGER,
    domain TEXT NOT NULL,
    agencies_open INTEGER NOT NULL,
    text TEXT NOT NULL,
    normalised TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    PRIMARY KEY (revision, id)
) WITHOUT ROWID;

-- What is embedded and searched: items and their sentences. Tokens are numbers of `tokens`, 4 bytes each.
CREATE TABLE chunks (
    revision INTEGER NOT NULL REFERENCES revisions (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    item TEXT NOT NULL,
    is_whole INTEGER NOT NULL,
    tokens BLOB NOT NULL,
    PRIMARY KEY (revision, position)
) WITHOUT ROWID;

CREATE TABLE tokens (
    number INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE
);

-- An agency is one of a place: 市发展改革委 of two cities are two.
CREATE TABLE agencies (
    number INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (place, name)
);

CREATE TABLE agency_aliases (
    agency INTEGER NOT NULL REFERENCES agencies (number) ON DELETE CASCADE,
    alias TEXT NOT NULL,
    PRIMARY KEY (agency, alias)
) WITHOUT ROWID;

CREATE TABLE duties (
    revision INTEGER NOT NULL REFERENCES revisions (number) ON DELETE CASCADE,
    item TEXT NOT NULL,
    position INTEGER NOT NULL,
    agency INTEGER NOT NULL REFERENCES agencies (number),
    role TEXT NOT NULL,
    -- Whether it stands in the item's own list, and whether a convention of the document gives it its role.
    listed INTEGER NOT NULL,
    declared INTEGER NOT NULL,
    PRIMARY KEY (revision, item, position)
) WITHOUT ROWID;
CREATE INDEX duties_of_agency ON duties (agency, revision);

CREATE TABLE cells (
    revision INTEGER NOT NULL REFERENCES revisions (number) ON DELETE CASCADE,
    item TEXT NOT NULL,
    position INTEGER NOT NULL,
    head TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (revision, item, position)
) WITHOUT ROWID;

CREATE TABLE facts (
    revision INTEGER NOT NULL REFERENCES revisions (number) ON DELETE CASCADE,
    item TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value REAL NOT NULL,
    unit TEXT NOT NULL,
    bound TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Offsets into the item's text.
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    PRIMARY KEY (revision, item, position)
) WITHOUT ROWID;

CREATE VIEW live AS SELECT id AS document, revision FROM documents WHERE status = 'published';
