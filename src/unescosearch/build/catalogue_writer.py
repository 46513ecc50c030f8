"""Writes catalogue.sqlite while an index is built."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from importlib import resources
from pathlib import Path

from unescosearch.build.comparison import Comparison
from unescosearch.build.takeover import TakeOver
from unescosearch.catalogue.rows import attributes_of, document_values, layout_values
from unescosearch.generation.facts import Facts, gather
from unescosearch.records import Document, Duplicate, Failure, Layout, Passage


class CatalogueWriter:
    """A new catalogue; rows of passages count from 0 in the order in which they are added."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path.resolve().as_uri(), uri=True)
        self.comparison = Comparison(self._db)
        self._take_over: TakeOver | None = None
        self.passage_count = 0
        try:
            self._db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            self._db.executescript(resources.files("unescosearch.catalogue").joinpath("schema.sql").read_text("utf-8"))
        except sqlite3.Error:
            self.release()
            raise

    def close(self) -> None:
        """Commit, compact what the query planner needs, and close."""
        self._db.commit()
        if self._take_over:
            self._db.execute("DETACH DATABASE earlier")
        self._db.execute("ANALYZE")
        self._db.close()

    def release(self) -> None:
        """Let go of the file, whatever state it is in; does nothing after `close`."""
        self._db.close()

    def add_item(self, collection: str, path: str, digest: str, outcome: str) -> int:
        """Record a file or row that was met; gives its number."""
        sql = "INSERT INTO items (collection, path, digest, outcome) VALUES (?, ?, ?, ?)"
        row = self._db.execute(sql, (collection, path, digest, outcome)).lastrowid
        assert row is not None
        return row

    def set_outcome(self, item: int, outcome: str) -> None:
        """Say what became of an item."""
        self._db.execute("UPDATE items SET outcome = ? WHERE row = ?", (outcome, item))

    def path_of(self, document_id: str) -> str | None:
        """Where the document of an id was read from, or None for an id that is free."""
        row = self._db.execute("SELECT path FROM documents WHERE id = ?", (document_id,)).fetchone()
        return row[0] if row else None

    def document_with_text(self, text_digest: str) -> str | None:
        """The id of a document with the same text, or None."""
        row = self._db.execute("SELECT id FROM documents WHERE text_digest = ?", (text_digest,)).fetchone()
        return row[0] if row else None

    def add_document(
        self,
        item: int,
        document: Document,
        text_digest: str,
        layout: Layout,
        passages: Sequence[tuple[Passage, str]],
    ) -> None:
        """Add a document with its passages, each with the digest of what is encoded of it."""
        values = document_values(document) | {
            "text_digest": text_digest,
            **layout_values(layout),
            "item": item,
        }
        columns, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        row = self._db.execute(f"INSERT INTO documents ({columns}) VALUES ({marks})", values).lastrowid
        self._db.executemany(
            "INSERT INTO attributes VALUES (?, ?, ?)", [(*pair, row) for pair in attributes_of(document)]
        )
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(self.passage_count + n, *_columns(p, row, key)) for n, (p, key) in enumerate(passages)],
        )
        self.passage_count += len(passages)

    def attach(self, earlier: Path) -> None:
        """Name the catalogue to copy from, which was read and cut as it would be now."""
        self._take_over = TakeOver(self._db, earlier)

    def already_here(self, run: Sequence[tuple[int, int]]) -> set[int]:
        """Those of some items of the attached catalogue of which an id or a text stands here already.

        Args:
            run: for each item its number here and there, in order.

        Returns:
            Their numbers here.
        """
        return self._take_over.already_here(run) if self._take_over else set()

    def take_over(self, run: Sequence[tuple[int, int]]) -> None:
        """Copy what some items gave from the attached catalogue; nothing of it may be here already."""
        if self._take_over:
            self.passage_count += self._take_over.copy(run, self.passage_count)

    def add_failure(self, failure: Failure) -> None:
        """Record what could not be read."""
        self._db.execute(
            "INSERT INTO failures VALUES (?, ?, ?, ?)",
            (failure.collection, failure.path, failure.stage, failure.reason),
        )

    def add_stale(self, item: int, since: str, reason: str) -> None:
        """Mark an item whose documents are of an earlier build."""
        self._db.execute("INSERT INTO stale VALUES (?, ?, ?)", (item, since, reason))

    def add_duplicate(self, duplicate: Duplicate) -> None:
        """Record what was left out as a repetition."""
        self._db.execute("INSERT INTO duplicates VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(duplicate))

    def close_gaps(self) -> None:
        """Count the passages from 0 without gaps again, after some were deleted."""
        order = "SELECT row, ROW_NUMBER() OVER (ORDER BY row) - 1 AS place FROM passages"
        # By way of negative numbers: at no time may two passages have the same.
        self._db.execute(
            f"UPDATE passages SET row = -1 - place FROM ({order}) AS new "
            "WHERE new.row = passages.row AND place != passages.row"
        )
        self._db.execute("UPDATE passages SET row = -1 - row WHERE row < 0")
        self.passage_count = self._db.execute("SELECT COUNT(*) FROM passages").fetchone()[0]

    def facts(self) -> Facts:
        """What is in the catalogue, for the report."""
        return gather(self._db)

    def add_report(self, report: dict[str, object]) -> None:
        """Store the build's report."""
        rows = [(name, json.dumps(value, ensure_ascii=False)) for name, value in report.items()]
        self._db.executemany("INSERT INTO report VALUES (?, ?)", rows)

    def keys(self) -> Iterator[tuple[int, str, str]]:
        """For each passage in order: row, key of what is encoded, language."""
        yield from self._db.execute("SELECT row, encoded, language FROM passages ORDER BY row")

    def texts(self, rows: Sequence[int]) -> Iterator[tuple[str, str, str]]:
        """For each of some passages in ascending order: title, headings (JSON), text."""
        sql = (
            "SELECT title, headings, text FROM passages JOIN documents ON documents.row = passages.document "
            "WHERE passages.row IN (SELECT value FROM json_each(?)) ORDER BY passages.row"
        )
        yield from self._db.execute(sql, (json.dumps(list(rows)),))

    def lexical_texts(self) -> Iterator[tuple[int, int, str, str, str, str, str]]:
        """For each passage in order: row, row of its document, language, title, headings (JSON), text, facts (JSON).

        The facts of a document stand with the first of its passages alone.
        """
        sql = (
            "SELECT passages.row, document, passages.language, title, headings, text, "
            "CASE ordinal WHEN 0 THEN facts ELSE '[]' END FROM passages "
            "JOIN documents ON documents.row = passages.document ORDER BY passages.row"
        )
        yield from self._db.execute(sql)

    def plain_texts(self) -> Iterator[str]:
        """The text of each passage in order."""
        for (text,) in self._db.execute("SELECT text FROM passages ORDER BY row"):
            yield text

    def short_versions(self, longest: int) -> Iterator[dict[str, str]]:
        """For each work in several languages its text in each, those left out that have more than so many letters."""
        sql = (
            "SELECT work, json_group_object(language, text) FROM (SELECT work, documents.language, "
            "group_concat(text, ' ') AS text FROM documents JOIN passages ON passages.document = documents.row "
            "WHERE work IN (SELECT work FROM documents GROUP BY work HAVING COUNT(DISTINCT language) > 1) "
            "GROUP BY documents.row) WHERE length(text) <= ? GROUP BY work"
        )
        for _, versions in self._db.execute(sql, (longest,)):
            yield json.loads(versions)

    def failure_reasons(self, most: int) -> list[str]:
        """The first few failures as sentences."""
        rows = self._db.execute("SELECT path, reason FROM failures LIMIT ?", (most,))
        return [f"{path}: {reason}." for path, reason in rows]

    def attributes(self) -> Iterator[tuple[int, tuple[int, int] | None, list[tuple[str, str]]]]:
        """For each document in order: its row, first and last year, and (facet, value) pairs."""
        sql = (
            "SELECT row, year, last_year, "
            "(SELECT json_group_array(json_array(name, value)) FROM attributes WHERE document = row) "
            "FROM documents ORDER BY row"
        )
        for row, year, last, pairs in self._db.execute(sql):
            yield row, None if year is None else (year, last), [(name, value) for name, value in json.loads(pairs)]

    def counts(self) -> dict[str, int]:
        """How many documents, passages, items, failures and duplicates there are."""
        tables = ("documents", "passages", "items", "failures", "duplicates")
        return {table: self._db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables}

    def languages(self) -> dict[str, int]:
        """Passages in each language."""
        return dict(self._db.execute("SELECT language, COUNT(*) FROM passages GROUP BY language ORDER BY 1"))


def _columns(passage: Passage, document: int | None, key: str) -> tuple[object, ...]:
    return (
        passage.id,
        document,
        passage.ordinal,
        passage.start,
        passage.end,
        passage.page,
        passage.page_label,
        json.dumps(passage.headings, ensure_ascii=False),
        passage.language,
        passage.prose,
        passage.lead,
        passage.text,
        key,
    )
