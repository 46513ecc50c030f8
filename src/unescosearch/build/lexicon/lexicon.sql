-- The tables of lexicon.sqlite: what words and names mean in other languages. docs/index.md describes each column.
CREATE TABLE meanings (
    row INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    uri TEXT NOT NULL UNIQUE
);
CREATE TABLE labels (
    meaning INTEGER NOT NULL REFERENCES meanings (row),
    language TEXT NOT NULL,
    "key" TEXT NOT NULL,
    rank INTEGER NOT NULL,
    label TEXT NOT NULL
);
CREATE TABLE words (
    language TEXT NOT NULL,
    "key" TEXT NOT NULL,
    target TEXT NOT NULL,
    word TEXT NOT NULL,
    weight REAL NOT NULL
);
CREATE TABLE learned (
    digest TEXT NOT NULL
);
CREATE TABLE sounds (
    sound TEXT NOT NULL,
    name TEXT NOT NULL,
    smooth TEXT NOT NULL
);
