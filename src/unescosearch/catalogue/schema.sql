-- The tables of catalogue.sqlite, schema 3. Lists are JSON arrays. docs/index.md describes each column.
CREATE TABLE documents (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    source_url TEXT NOT NULL,
    language TEXT NOT NULL,
    collection TEXT NOT NULL,
    path TEXT NOT NULL,
    date TEXT NOT NULL,
    year INTEGER,
    last_year INTEGER,
    authors TEXT NOT NULL,
    publisher TEXT NOT NULL,
    type TEXT NOT NULL,
    licence TEXT NOT NULL,
    countries TEXT NOT NULL,
    places TEXT NOT NULL,
    themes TEXT NOT NULL,
    level TEXT NOT NULL,
    subject TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    work TEXT NOT NULL,
    pages TEXT NOT NULL,
    facts TEXT NOT NULL,
    page_starts TEXT NOT NULL,
    links TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    item INTEGER NOT NULL REFERENCES items (row)
);
CREATE INDEX documents_work ON documents (work);
CREATE INDEX documents_text ON documents (text_digest);
CREATE INDEX documents_item ON documents (item);

-- What filters and facets ask for: one line for each value a document has.
CREATE TABLE attributes (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (row),
    PRIMARY KEY (name, value, document)
) WITHOUT ROWID;
CREATE INDEX attributes_document ON attributes (document);

-- The row of a passage is its row in embeddings.npy and its id in vectors.faiss.
CREATE TABLE passages (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents (row),
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER,
    page_label TEXT NOT NULL,
    headings TEXT NOT NULL,
    language TEXT NOT NULL,
    prose INTEGER NOT NULL,
    lead TEXT NOT NULL,
    text TEXT NOT NULL,
    encoded TEXT NOT NULL
);
-- It holds all that ranking needs to know of every passage, so that an index is opened without reading the texts.
CREATE INDEX passages_document ON passages (document, language, prose);
CREATE INDEX passages_encoded ON passages (encoded);

-- Every file or table row that was met: outcome is 'document', 'failure' or 'duplicate'.
CREATE TABLE items (
    row INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    outcome TEXT NOT NULL,
    UNIQUE (collection, path)
);
-- Those of them whose documents are of an earlier build, because they cannot be read now.
CREATE TABLE stale (
    item INTEGER PRIMARY KEY REFERENCES items (row),
    since TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE TABLE failures (
    collection TEXT NOT NULL,
    path TEXT NOT NULL,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE TABLE duplicates (
    collection TEXT NOT NULL,
    path TEXT NOT NULL,
    kept TEXT NOT NULL,
    similarity REAL NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    source_url TEXT NOT NULL
);
CREATE INDEX duplicates_kept ON duplicates (kept);

-- By the digest of a text what tells how alike it is to others; empty for short texts, which are not compared.
CREATE TABLE signatures (
    text_digest TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    signature BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE report (name TEXT PRIMARY KEY, value TEXT NOT NULL);
