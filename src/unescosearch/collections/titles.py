"""Rows above the head of a table: its title, which is one cell with nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence

# A head is looked for among so many rows.
MOST_TITLES = 10


def titles(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows stand above the head: rows of one text, if a row of several follows them.

    Args:
        rows: the first of a table.
    """
    counts = [sum(bool(cell.strip()) for cell in row) for row in rows]
    head = next((at for at, count in enumerate(counts) if count > 1), 0)
    return head if all(count <= 1 for count in counts[:head]) else 0
