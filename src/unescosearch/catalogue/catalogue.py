"""Reads catalogue.sqlite: documents, passages, filters and counts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from unescosearch.catalogue.conditions import Conditions, clauses_of
from unescosearch.catalogue.rows import document_of, layout_of, links_of, pages_of, passage_of
from unescosearch.errors import NotFoundError
from unescosearch.pool import ReadOnlyPool
from unescosearch.records import Document, Duplicate, Failure, Layout, Link, OcrPage, PageStart, Passage, Stale

Rows = npt.NDArray[np.int64]

_PASSAGE_COLUMNS = "passages.*, documents.id AS document_id"
_JOINED = f"SELECT {_PASSAGE_COLUMNS} FROM passages JOIN documents ON documents.row = passages.document"


@dataclass(frozen=True, slots=True)
class Item:
    """A file or table row of the build: digest of its content, "document", "failure" or "duplicate", its number."""

    digest: str
    outcome: str
    row: int


class Catalogue:
    """A catalogue, opened read-only; safe to use from several threads.

    Raises:
        IndexUnavailableError: the file is not a catalogue; raised by the methods too where it turns out damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pool = ReadOnlyPool(path, "catalogue")
        self._all = self._pool.all
        try:
            self._all("SELECT row FROM passages LIMIT 1")
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections that nobody is using; nothing can be asked any more."""
        self._pool.close()

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """The passages at some rows."""
        found = self._in(f"{_JOINED} WHERE passages.row IN", rows)
        return {row["row"]: passage_of(row) for row in found}

    def passage(self, passage_id: str) -> Passage:
        """A passage by its id.

        Raises:
            NotFoundError: the index has none of that id.
        """
        found = self._all(f"{_JOINED} WHERE passages.id = ?", (passage_id,))
        if not found:
            raise NotFoundError(f"The index has no passage {passage_id!r}.")
        return passage_of(found[0])

    def passages_of(self, document_id: str) -> list[Passage]:
        """All passages of a document, in order."""
        sql = f"{_JOINED} WHERE documents.id = ? ORDER BY passages.ordinal"
        return [passage_of(row) for row in self._all(sql, (document_id,))]

    def documents(self, ids: Sequence[str]) -> dict[str, Document]:
        """The documents of some ids."""
        return {row["id"]: document_of(row) for row in self._in("SELECT * FROM documents WHERE id IN", ids)}

    def titles(self, ids: Sequence[str]) -> dict[str, str]:
        """The titles of some documents, by their ids."""
        return {row["id"]: row["title"] for row in self._in("SELECT id, title FROM documents WHERE id IN", ids)}

    def document(self, document_id: str) -> Document:
        """A document by its id.

        Raises:
            NotFoundError: the index has none of that id.
        """
        found = self.documents([document_id])
        if not found:
            raise NotFoundError(f"The index has no document {document_id!r}.")
        return found[document_id]

    def page_starts(self, document_id: str) -> tuple[PageStart, ...]:
        """Where the pages of a document begin in its text; empty for a source without pages."""
        found = self._all("SELECT page_starts FROM documents WHERE id = ?", (document_id,))
        return pages_of(found[0]["page_starts"]) if found else ()

    def links(self, document_id: str) -> tuple[Link, ...]:
        """The links that stand in the text of a document, in order."""
        found = self._all("SELECT links FROM documents WHERE id = ?", (document_id,))
        return links_of(found[0]["links"]) if found else ()

    def versions(self, works: Sequence[str]) -> dict[str, list[Document]]:
        """The documents of some works, each work's in the order of their languages."""
        found: dict[str, list[Document]] = {}
        for row in self._in("SELECT * FROM documents WHERE work IN", works):
            found.setdefault(row["work"], []).append(document_of(row))
        return {work: sorted(group, key=lambda document: document.language) for work, group in found.items()}

    def rows_where(self, conditions: Conditions) -> Rows:
        """Rows of the passages whose document meets the conditions, ascending."""
        clauses, values = clauses_of(conditions)
        sql = (
            "SELECT passages.row FROM documents JOIN passages ON passages.document = documents.row "
            f"WHERE {clauses} ORDER BY passages.row"
        )
        with self._pool.cursor(sql, values) as found:
            return np.fromiter((row[0] for row in found), dtype=np.int64)

    def arrays(self, table: str, *columns: str) -> list[list[Any]]:
        """Whole columns of a table, all in the same order.

        As JSON, in a single step of SQLite: at each step a thread waits for its turn, which in a busy service takes
        longer than all the rest.
        """
        listed = ", ".join(f"json_group_array({column})" for column in columns)
        (found,) = self._all(f"SELECT {listed} FROM {table}")
        return [json.loads(text) for text in found]

    def languages(self) -> dict[str, int]:
        """Passages in each language, most first."""
        sql = "SELECT language, COUNT(*) AS n FROM passages GROUP BY language ORDER BY n DESC, language"
        return {row["language"]: row["n"] for row in self._all(sql)}

    def facets(self, documents: Sequence[int]) -> dict[str, list[tuple[str, int]]]:
        """For each facet its values among some documents, given by their rows, with counts, most frequent first."""
        sql = (
            "SELECT name, value, COUNT(*) FROM attributes WHERE document IN (SELECT value FROM json_each(?)) "
            "GROUP BY name, value ORDER BY COUNT(*) DESC, value"
        )
        found: dict[str, list[tuple[str, int]]] = {}
        for name, value, count in self._all(sql, (json.dumps(list(documents)),)):
            found.setdefault(name, []).append((value, count))
        return found

    def encoded_rows(self, keys: Sequence[str]) -> dict[str, int]:
        """For each key (digest of what was encoded) that the catalogue knows, a row that carries its vector."""
        return {
            row["encoded"]: row["row"] for row in self._in("SELECT encoded, row FROM passages WHERE encoded IN", keys)
        }

    def items(self) -> dict[tuple[str, str], Item]:
        """Every file or row that was met, by (collection, path)."""
        found = self._all("SELECT collection, path, digest, outcome, row FROM items")
        return {(row["collection"], row["path"]): Item(row["digest"], row["outcome"], row["row"]) for row in found}

    def documents_of_item(self, item: int) -> list[tuple[Document, str, Layout]]:
        """The documents an item gave, each with the digest of its text and its layout."""
        found = self._all("SELECT * FROM documents WHERE item = ? ORDER BY row", (item,))
        return [(document_of(row), row["text_digest"], layout_of(row)) for row in found]

    def failures(self) -> list[Failure]:
        """What could not be read, and why."""
        return [Failure(**row) for row in self._all("SELECT * FROM failures ORDER BY collection, path")]

    def stale(self) -> list[Stale]:
        """What cannot be read now and keeps the documents of an earlier build, the longest so first."""
        sql = (
            "SELECT collection, path, since, reason FROM stale JOIN items ON items.row = stale.item "
            "WHERE outcome = 'document' ORDER BY since, collection, path"
        )
        return [Stale(**row) for row in self._all(sql)]

    def ocr_pages(self) -> list[OcrPage]:
        """The pages that were read by OCR."""
        sql = (
            "SELECT collection, documents.path, json_extract(page.value, '$[1]') AS page, "
            "json_extract(page.value, '$[3]') AS confidence FROM documents, json_each(page_starts) AS page "
            "WHERE json_array_length(page.value) > 3 ORDER BY collection, documents.path, page.key"
        )
        return [OcrPage(**row) for row in self._all(sql)]

    def duplicates(self) -> list[Duplicate]:
        """What was left out because its text, or nearly its text, stands in the index already."""
        return [Duplicate(**row) for row in self._all("SELECT * FROM duplicates ORDER BY collection, path")]

    def duplicates_of(self, document_ids: Sequence[str]) -> dict[str, list[Duplicate]]:
        """What was left out in favour of some documents, by their ids; those with the most alike texts first."""
        found: dict[str, list[Duplicate]] = {}
        for row in self._in("SELECT * FROM duplicates WHERE kept IN", document_ids):
            found.setdefault(row["kept"], []).append(Duplicate(**row))
        return {kept: sorted(group, key=lambda one: (-one.similarity, one.path)) for kept, group in found.items()}

    def copies(self, documents: Sequence[Document]) -> dict[str, list[Duplicate]]:
        """For each of some documents what was left out in its favour and can be read at another address."""
        found = self.duplicates_of([document.id for document in documents])
        return {
            document.id: [
                copy for copy in found.get(document.id, ()) if copy.source_url not in ("", document.source_url)
            ]
            for document in documents
        }

    def text_of(self, document_id: str) -> str:
        """The whole text of a document."""
        return "".join(passage.lead + passage.text for passage in self.passages_of(document_id))

    def comparables(self) -> Iterator[tuple[Document, bytes]]:
        """All documents with the signatures of their texts, in order."""
        found = self._all("SELECT * FROM documents JOIN signatures USING (text_digest) ORDER BY row")
        return ((document_of(row), row["signature"]) for row in found)

    def signatures(self, text_digests: Sequence[str], version: int) -> dict[str, bytes]:
        """The signatures that this version of the rules made, of some texts."""
        found = self._in(
            f"SELECT text_digest, signature FROM signatures WHERE version = {version} AND text_digest IN", text_digests
        )
        return {row["text_digest"]: row["signature"] for row in found}

    def outcomes(self) -> dict[str, int]:
        """Files and rows by what became of them: "document", "failure", "duplicate"."""
        found = self._all("SELECT outcome, COUNT(*) AS n FROM items GROUP BY outcome ORDER BY outcome")
        return {row["outcome"]: row["n"] for row in found}

    def report(self) -> dict[str, Any]:
        """What the build noted of itself."""
        return {row["name"]: json.loads(row["value"]) for row in self._all("SELECT name, value FROM report")}

    def _in(self, sql: str, values: Sequence[object]) -> list[sqlite3.Row]:
        """Rows of a query that ends in IN, however many values there are: they travel as one JSON array."""
        listed = [int(value) if isinstance(value, np.integer) else value for value in values]
        return self._all(f"{sql} (SELECT value FROM json_each(?))", (json.dumps(listed),))
