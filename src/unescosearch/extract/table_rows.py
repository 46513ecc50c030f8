"""The rows of a table as lines: where its head is known, each value stands behind the name of its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unescosearch.extract.links import unmarked

# Longer names of columns, all together, would be most of what is said in each row.
_LONGEST_HEAD = 200


def table_lines(rows: Sequence[Sequence[str]], headed: bool) -> Iterator[str]:
    """One line for each row that is not empty, its cells parted by bars.

    A row with its head answers a question by itself: "Country: Chad | Schools: 12". The head stays, as a line of
    its own.

    Args:
        rows: the cells, each on one line.
        headed: whether the first row names the columns.
    """
    head = [unmarked(name).rstrip(" :") for name in rows[0]] if headed and rows else []
    if sum(map(len, head)) > _LONGEST_HEAD:
        head = []
    for at, row in enumerate(rows):
        if not any(row):
            continue
        if at and len(row) == len(head) and any(head):
            yield " | ".join(_named(name, cell) for name, cell in zip(head, row, strict=True) if cell)
        else:
            yield " | ".join(row)


def _named(name: str, cell: str) -> str:
    return f"{name}: {cell}" if name and name != cell else cell
