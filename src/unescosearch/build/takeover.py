"""Takes documents over from an earlier catalogue in bulk: SQLite copies the rows, under their new numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

_TABLES = """
    CREATE TEMP TABLE run (item INTEGER PRIMARY KEY, old INTEGER NOT NULL UNIQUE);
    CREATE TEMP TABLE moved_documents (row INTEGER PRIMARY KEY, old INTEGER NOT NULL UNIQUE);
    CREATE TEMP TABLE moved_passages (row INTEGER PRIMARY KEY, old INTEGER NOT NULL);
"""


class TakeOver:
    """Copies what items gave from one catalogue to another.

    Args:
        db: the new catalogue.
        earlier: file of the catalogue to copy from; its documents were read and cut as they would be now.
    """

    def __init__(self, db: sqlite3.Connection, earlier: Path) -> None:
        self._db = db
        db.execute("ATTACH DATABASE ? AS earlier", (f"{earlier.resolve().as_uri()}?mode=ro&immutable=1",))
        db.executescript(_TABLES)

    def copy(self, run: Sequence[tuple[int, int]], passages: int) -> int:
        """Copy the documents and passages of some items.

        Args:
            run: for each item its number here, ascending, and there.
            passages: passages that are here already; the new ones are counted on from there.

        Returns:
            How many passages were copied.
        """
        self._fill(run)
        self._db.execute(
            "INSERT INTO moved_documents SELECT (SELECT ifnull(MAX(row), 0) FROM main.documents) + ROW_NUMBER() OVER "
            "(ORDER BY run.item, documents.row), documents.row "
            "FROM run JOIN earlier.documents ON documents.item = run.old"
        )
        self._db.execute(
            "INSERT INTO moved_passages SELECT ? - 1 + ROW_NUMBER() OVER (ORDER BY moved.row, passages.row), "
            "passages.row FROM moved_documents AS moved JOIN earlier.passages ON passages.document = moved.old",
            (passages,),
        )
        self._insert("documents", "moved_documents AS moved", "table_.row = moved.old", {"item": _ITEM})
        self._insert("attributes", "moved_documents AS moved", "table_.document = moved.old", {"document": "moved.row"})
        self._insert("passages", "moved_passages AS moved", "table_.row = moved.old", {"document": _DOCUMENT})
        return int(self._db.execute("SELECT COUNT(*) FROM moved_passages").fetchone()[0])

    def already_here(self, run: Sequence[tuple[int, int]]) -> set[int]:
        """Those items of a run, by their number here, of which an id or a text stands in the new catalogue already."""
        self._fill(run)
        found = self._db.execute(
            "SELECT run.item FROM run JOIN earlier.documents AS old ON old.item = run.old WHERE "
            "EXISTS (SELECT 1 FROM main.documents WHERE id = old.id) OR "
            "EXISTS (SELECT 1 FROM main.documents WHERE text_digest = old.text_digest)"
        )
        return {item for (item,) in found}

    def _fill(self, run: Sequence[tuple[int, int]]) -> None:
        for table in ("run", "moved_documents", "moved_passages"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.executemany("INSERT INTO run VALUES (?, ?)", run)

    def _insert(self, table: str, moved: str, where: str, replaced: dict[str, str]) -> None:
        """Copy rows with all their columns but those whose value is another here."""
        names = [name for _, name, *_ in self._db.execute(f"PRAGMA main.table_info({table})")]
        values = {"row": "moved.row"} | replaced
        columns = ", ".join(values.get(name, f'table_."{name}"') for name in names)
        # Without CROSS the planner may begin with the big table, and sort it.
        self._db.execute(
            f"INSERT INTO main.{table} SELECT {columns} FROM {moved} CROSS JOIN earlier.{table} AS table_ ON {where} "
            "ORDER BY moved.row"
        )


_ITEM = "(SELECT run.item FROM run WHERE run.old = table_.item)"
_DOCUMENT = "(SELECT placed.row FROM moved_documents AS placed WHERE placed.old = table_.document)"
