"""Tables of records: .json and .jsonl, with paths to what lies deeper in a record."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from unescosearch.collections.table import Row, Table, cell

_INDEX = re.compile(r"\[(\d{1,6})\]\.?(.*)", re.DOTALL)
_ABSENT = object()


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
            `a[0].b`, or `a.b` for the values in each part of a list `a`.
    """
    objects = list(records)
    known = dict.fromkeys(str(key) for record in objects if isinstance(record, dict) for key in record)
    paths = {path for path in wanted if path not in known}
    found: set[str] = set()
    rows: list[Row] = []
    for number, record in enumerate(objects, start=1):
        if isinstance(record, dict):
            deeper = {path: value for path in paths if (value := _inner(record, path)) is not _ABSENT}
            found.update(deeper)
            values = {name: cell(value) for name, value in {**record, **deeper}.items()}
            if any(map(str.strip, values.values())):
                rows.append(Row(number, values))
        else:
            problem = record if isinstance(record, str) else "the record is not an object with names and values"
            rows.append(Row(number, {}, problem))
    columns = (*known, *sorted(found))
    empty = dict.fromkeys(columns, "")
    return Table(columns, tuple(Row(row.number, {**empty, **row.values}, row.problem) for row in rows))


def _inner(value: object, path: str) -> object:
    """What a path leads to, None where a part of it is empty, `_ABSENT` where there is no such path."""
    if not path or value is None:
        return value
    if isinstance(value, list):
        return _in_list(value, path)
    return _in_object(value, path) if isinstance(value, dict) else _ABSENT


def _in_list(values: list[object], path: str) -> object:
    if index := _INDEX.fullmatch(path):
        at = int(index[1])
        return _inner(values[at], index[2]) if at < len(values) else None
    inner = [_inner(value, path) for value in values]
    found = [value for value in inner if value is not _ABSENT]
    return found if found or not values else _ABSENT


def _in_object(values: Mapping[str, object], path: str) -> object:
    """The longest name goes first, for a name may have points and brackets in it."""
    for name in sorted(values, key=len, reverse=True):
        rest = path.removeprefix(name)
        if path.startswith(name) and (not rest or rest[0] in ".["):
            return _inner(values[name], rest.removeprefix("."))
    return _ABSENT
