"""Columns made from others by a pattern, and the rows that are wanted: what a table needs before its mapping."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unescosearch.collections.table import Row, Table
from unescosearch.collections.template import check_columns
from unescosearch.collections.toml_values import check_keys, text
from unescosearch.errors import CollectionError

_KEYS = ("name", "from", "match", "replace")


@dataclass(frozen=True, slots=True)
class Derived:
    """A column made from another one, or from itself: what matches the pattern is replaced, wherever it stands."""

    name: str
    source: str
    match: str
    replace: str


def derived_columns(sections: Sequence[Mapping[str, object]]) -> tuple[Derived, ...]:
    """The `[[columns]]` of a collection.toml.

    Raises:
        CollectionError: a key is missing or unknown, or a pattern is no regular expression.
    """
    found = []
    for values in sections:
        check_keys(values, _KEYS, "columns.")
        for key in ("name", "from", "match"):
            if not values.get(key):
                raise CollectionError(f"columns.{key} is missing; a [[columns]] needs name, from, match and replace")
        name, source, match, replace = (text(values, key, "columns.") for key in _KEYS)
        _check(match, replace, f"columns.match of {name!r}")
        found.append(Derived(name, source, match, replace))
    return tuple(found)


def wanted_rows(values: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The `[reader.only]` of a collection.toml: columns and the patterns that must be found in them."""
    found = tuple((name, text(values, name, "reader.only.")) for name in values)
    for name, pattern in found:
        _check(pattern, "", f"reader.only.{name}")
    return found


def prepared(table: Table, columns: Sequence[Derived], only: Sequence[tuple[str, str]]) -> Table:
    """The table with its further columns, without the rows that are not wanted; rows with a problem stay.

    Raises:
        CollectionError: a column that is asked for is not there.
    """
    if not columns and not only:
        return table
    names = dict.fromkeys(table.columns)
    for column in columns:
        check_columns(f"{{{column.source}}}", names)
        names[column.name] = None
    for name, _ in only:
        check_columns(f"{{{name}}}", names)
    rows = (Row(row.number, made(row.values, columns), row.problem) for row in table.rows)
    wanted = (row for row in rows if row.problem or all(re.search(told, row.values[name]) for name, told in only))
    return Table(tuple(names), tuple(wanted))


def made(values: Mapping[str, str], columns: Sequence[Derived]) -> Mapping[str, str]:
    """The values of a row or a file with those of the further columns."""
    known = dict(values)
    for column in columns:
        known[column.name] = re.sub(column.match, column.replace, known.get(column.source, ""))
    return known


def _check(pattern: str, replacement: str, place: str) -> None:
    """Raise a CollectionError unless the pattern and what takes its place can be used, groups included."""
    try:
        re.compile(pattern).sub(replacement, "")
    except (re.error, IndexError) as error:
        raise CollectionError(f"{place}: {pattern!r} is no regular expression that can be used: {error}") from error
