"""What the comparison of documents asks of a catalogue that is being written, and what it changes there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_COUNTED = ("source_url", "date", "authors", "publisher", "type", "licence", "countries", "themes", "pages")
_FILLED = " + ".join(f"({name} NOT IN ('', '[]'))" for name in _COUNTED)


@dataclass(frozen=True, slots=True)
class Comparable:
    """A document with what tells whether it is the same as another, and which of the two is kept.

    Attributes:
        filled: how many fields of its metadata say anything.
        characters: length of its text.
    """

    row: int
    id: str
    title: str
    source_url: str
    language: str
    year: int | None
    text_digest: str
    signature: bytes
    filled: int
    characters: int

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        """The least is kept: one with an address, with more metadata, with a longer text, with the lesser id."""
        return not self.source_url, -self.filled, -self.characters, self.id

    def may_be(self, other: Comparable) -> bool:
        """Whether the years allow both to be one: a reprint in another year is a publication of its own."""
        return self.year is None or other.year is None or self.year == other.year


class Comparison:
    """The signatures and duplicates of a catalogue.

    Args:
        connection: to the catalogue; whoever opened it closes it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def without_signature(self) -> list[str]:
        """The digests of the texts that have no signature yet."""
        sql = "SELECT text_digest FROM documents EXCEPT SELECT text_digest FROM signatures ORDER BY 1"
        return [text_digest for (text_digest,) in self._db.execute(sql)]

    def text(self, text_digest: str) -> str:
        """The text of a digest."""
        sql = (
            "SELECT lead || text FROM passages JOIN documents ON documents.row = passages.document "
            "WHERE text_digest = ? ORDER BY ordinal"
        )
        return "".join(part for (part,) in self._db.execute(sql, (text_digest,)))

    def add_signatures(self, signatures: Iterable[tuple[str, bytes]], version: int) -> None:
        """Store the signatures of some texts."""
        rows = ((text_digest, version, signature) for text_digest, signature in signatures)
        self._db.executemany("INSERT INTO signatures VALUES (?, ?, ?)", rows)

    def comparables(self) -> Iterator[Comparable]:
        """The documents whose texts are long enough to be compared, in order.

        Stale ones are not among them: left out for another, they would be lost with it.
        """
        sql = (
            f"SELECT documents.row, documents.id, title, source_url, documents.language, year, text_digest, signature, "
            f'{_FILLED}, (SELECT MAX("end") FROM passages WHERE document = documents.row) '
            "FROM documents JOIN signatures USING (text_digest) WHERE signature != x'' "
            "AND documents.item NOT IN (SELECT item FROM stale) ORDER BY documents.row"
        )
        return (Comparable(*row) for row in self._db.execute(sql))

    def leave_out(self, document: Comparable, kept: Comparable, similarity: float) -> None:
        """Make a document a duplicate of another; what was a duplicate of it is one of the other now."""
        self._db.execute(
            "UPDATE duplicates SET kept = ?, similarity = ? WHERE kept = ?", (kept.id, similarity, document.id)
        )
        self._db.execute(
            "INSERT INTO duplicates SELECT items.collection, items.path, ?, ?, documents.id, title, source_url "
            "FROM documents JOIN items ON items.row = documents.item WHERE documents.row = ?",
            (kept.id, similarity, document.row),
        )
        item = self._db.execute("SELECT item FROM documents WHERE row = ?", (document.row,)).fetchone()[0]
        for table, column in (("passages", "document"), ("attributes", "document"), ("documents", "row")):
            self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (document.row,))
        others = "NOT EXISTS (SELECT 1 FROM documents WHERE item = items.row)"
        self._db.execute(f"UPDATE items SET outcome = 'duplicate' WHERE row = ? AND {others}", (item,))
