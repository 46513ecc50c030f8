"""Tables of records: .json and .jsonl, with paths to what lies deeper in a record."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from enum import Enum, auto

from unescosearch.collections.table import Row, Table, cell

_INDEX = re.compile(r"\[(\d{1,6})\]\.?(.*)", re.DOTALL)


class _Nothing(Enum):
    """What a path leads to where it leads to no value."""

    EMPTY = auto()  # something on the way is null, or a list is too short
    MISSING = auto()  # an object on the way has no such name


def json_records(text: str) -> Iterable[object]:
    """The records of a .json file: a list of them, or an object that has the list under "results".

    Raises:
        ValueError: it is not valid JSON or holds no such list.
    """
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not valid JSON: {error}") from error
    records = values.get("results") if isinstance(values, dict) else values
    if not isinstance(records, list):
        raise ValueError('the JSON must be a list of records, or have them under "results"')
    return records


def json_lines(text: str) -> Iterator[object]:
    """The records of a .jsonl file; a text in the place of one says why its line cannot be used."""
    for line in text.split("\n"):
        try:
            yield json.loads(line) if line.strip() else {}
        except (ValueError, RecursionError) as error:
            yield f"the line is not valid JSON: {error}"


def json_table(records: Iterable[object], wanted: Collection[str]) -> Table:
    """The table of the records: the names that they use are its columns, and so are the paths that lead anywhere.

    Args:
        records: objects with names and values; others become rows with a problem.
        wanted: columns that the mapping asks for. One that no record has by that name is taken as a path: `a.b` or
            `a[0].b`, or `a.b` for the values in each part of a list `a`. A path that only leads to nothing, because
            all that it begins with is empty, is a column as well.
    """
    objects = list(records)
    names = dict.fromkeys(str(name) for record in objects if isinstance(record, dict) for name in record)
    paths = {path: parts for path in wanted if path not in names and (parts := _parted(path, names))}
    met: set[str] = set()
    missed: set[str] = set()
    rows: list[Row] = []
    for number, record in enumerate(objects, start=1):
        if not isinstance(record, dict):
            problem = record if isinstance(record, str) else "the record is not an object with names and values"
            rows.append(Row(number, {}, problem))
            continue
        deeper = {path: _inner(record.get(name), rest) for path, (name, rest) in paths.items()}
        met |= {path for path, value in deeper.items() if not isinstance(value, _Nothing)}
        missed |= {path for path, value in deeper.items() if value is _Nothing.MISSING}
        values = {name: _text(value) for name, value in {**record, **deeper}.items()}
        if any(map(str.strip, values.values())):
            rows.append(Row(number, values))
    columns = (*names, *(path for path in paths if path in met or path not in missed))
    filled = (Row(row.number, {name: row.values.get(name, "") for name in columns}, row.problem) for row in rows)
    return Table(columns, tuple(filled))


def _text(value: object) -> str:
    return "" if isinstance(value, _Nothing) else cell(value)


def _parted(path: str, names: Iterable[str]) -> tuple[str, str] | None:
    """The name that a path begins with, and the rest; the longest one, for a name may have points in it."""
    for name in sorted(names, key=len, reverse=True):
        rest = path.removeprefix(name)
        if path.startswith(name) and (not rest or rest[0] in ".["):
            return name, rest.removeprefix(".")
    return None


def _inner(value: object, path: str) -> object:
    """What a path leads to below a value."""
    if not path:
        return value
    if value is None:
        return _Nothing.EMPTY
    if isinstance(value, list):
        return _in_list(value, path)
    parts = _parted(path, value) if isinstance(value, dict) else None
    return _inner(value[parts[0]], parts[1]) if isinstance(value, dict) and parts else _Nothing.MISSING


def _in_list(values: list[object], path: str) -> object:
    if index := _INDEX.fullmatch(path):
        at = int(index[1])
        return _inner(values[at], index[2]) if at < len(values) else _Nothing.EMPTY
    inner = [_inner(value, path) for value in values]
    found = [value for value in inner if not isinstance(value, _Nothing)]
    return found or (_Nothing.MISSING if _Nothing.MISSING in inner else _Nothing.EMPTY)
