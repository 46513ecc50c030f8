"""What a table is to the rest of the program: columns, and rows of text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

# Above this a whole number is better written as the floating-point number that it is.
_LARGEST_WHOLE = 1e15
# How a sentence or a piece of HTML ends.
_WHOLE = re.compile(r"[.!?…。！？؟>][\"'»”’)]*\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        number: as a spreadsheet counts: the header of a .csv is row 1. In JSON the first record is 1.
        values: by column.
        problem: why the row cannot be used, or "".
    """

    number: int
    values: Mapping[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that hold anything, and the columns that all of them have."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def header(names: list[str]) -> tuple[str, ...]:
    """The names of the columns.

    Raises:
        ValueError: there are none, or two columns have one name.
    """
    doubled = {name for name in names if name and names.count(name) > 1}
    if doubled:
        raise ValueError(f"column {min(doubled)!r} stands there twice; rename one")
    if not any(names):
        raise ValueError("the table is empty")
    return tuple(names)


def cell(value: object) -> str:
    """A value as text: nothing for none, ISO 8601 for dates, the parts of a list with semicolons between them.

    Parts that are sentences or pieces of HTML stand on lines of their own instead.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts = [part for part in map(cell, value) if part]
        return ("\n" if any(map(_WHOLE.search, parts)) else "; ").join(parts)
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_WHOLE:
        return str(int(value))
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else json.dumps(value, ensure_ascii=False)
