"""Tables as text: .csv and .tsv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import chain

from unescosearch.collections.table import Row, Table, header
from unescosearch.collections.titles import MOST_TITLES, titles

_LARGEST_CELL = 50_000_000
_END = "\0end of table"
# What Excel reads as the delimiter, and does not show.
_STATED = re.compile(r"\ufeff?sep=(.)[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)


def csv_table(text: str, delimiter: str) -> Table:
    """The table that a text holds; its first record with more than a title in it names the columns.

    Args:
        text: the whole table. A first line such as "sep=;" goes before `delimiter`, as in Excel.
        delimiter: between the cells.

    Raises:
        ValueError: it has no usable header, a quotation mark is never closed, or it was read in a wrong encoding.
    """
    if 4 * text.count("\0") > len(text):
        raise ValueError('it is UTF-16 without a mark, or no text; name its encoding, such as "utf-16-le"')
    if stated := _STATED.match(text):
        text, delimiter = text[stated.end() :], stated[1]
    records = [*enumerate(_records(text, delimiter), start=1)]
    head = titles([cells for _, cells in records[:MOST_TITLES]])
    columns = header([name.strip() for name in records[head][1]] if records else [])
    filled = ((number, cells) for number, cells in records[head + 1 :] if any(map(str.strip, cells)))
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
