"""Tables as text: .csv and .tsv."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import chain

from unescosearch.collections.table import Row, Table, header

_LARGEST_CELL = 50_000_000
_END = "\0end of table"


def csv_table(text: str, delimiter: str) -> Table:
    """The table that a text holds.

    Raises:
        ValueError: it has no usable header, or a quotation mark is never closed.
    """
    records = _records(text, delimiter)
    columns = header([name.strip() for name in next(records, [])])
    filled = ((number, cells) for number, cells in enumerate(records, start=2) if any(map(str.strip, cells)))
    return Table(columns, tuple(_row(number, columns, cells) for number, cells in filled))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records of the text; a quotation mark that is never closed would swallow the rest unnoticed."""
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        records = list(csv.reader(chain(StringIO(text, newline=""), [_END]), delimiter=delimiter))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    finally:
        csv.field_size_limit(before)
    if records[-1] != [_END]:
        raise ValueError(f"a quotation mark in record {len(records)} is never closed; close it or double it")
    return iter(records[:-1])


def _row(number: int, columns: tuple[str, ...], cells: list[str]) -> Row:
    values = dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=False))
    problem = f"the row has {len(cells)} cells, the header {len(columns)}; mend its quotation marks"
    return Row(number, values, problem if any(cells[len(columns) :]) else "")
