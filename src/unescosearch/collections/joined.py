"""Rows of a table that are one document: one for each country of a reserve, say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from unescosearch.collections.derived import wanted_rows
from unescosearch.collections.table import Row, Table
from unescosearch.collections.template import check_columns
from unescosearch.collections.toml_values import check_keys, section, text, texts
from unescosearch.errors import CollectionError


@dataclass(frozen=True, slots=True)
class Join:
    """Which rows are one.

    Attributes:
        by: the column that has one value in all of them.
        gather: columns whose values are put together; of all others the first row's count.
        only: columns and patterns that must be found in a row for it to be joined with others.
    """

    by: str
    gather: tuple[str, ...]
    only: tuple[tuple[str, str], ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The columns that it needs."""
        return (self.by, *self.gather, *(name for name, _ in self.only))


def make_join(values: Mapping[str, object]) -> Join | None:
    """The `[reader.join]` of a collection.toml, None where there is none.

    Raises:
        CollectionError: a key is missing or unknown, or a pattern is no regular expression.
    """
    if not values:
        return None
    check_keys(values, ("by", "gather", "only"), "reader.join.")
    by, gather = text(values, "by", "reader.join."), texts(values, "gather", "reader.join.")
    if not by or not gather:
        raise CollectionError("reader.join needs by, the column that joined rows share, and gather, those put together")
    return Join(by, gather, wanted_rows(section(values, "only")))


def joined(table: Table, join: Join | None) -> Table:
    """The table with one row for those that are one, in the place of the first.

    Raises:
        CollectionError: a column that is asked for is not there.
    """
    if not join:
        return table
    for name in join.asked:
        check_columns(f"{{{name}}}", table.columns)
    found: dict[object, list[Row]] = {}
    for row in table.rows:
        found.setdefault(row.values[join.by] if _is_part(row, join) else row.number, []).append(row)
    return replace(table, rows=tuple(_one(rows, join.gather) for rows in found.values()))


def _is_part(row: Row, join: Join) -> bool:
    if row.problem or not row.values[join.by].strip():
        return False
    return all(re.search(told, row.values[name]) for name, told in join.only)


def _one(rows: list[Row], gather: tuple[str, ...]) -> Row:
    if len(rows) == 1:
        return rows[0]
    together = {
        name: "; ".join(dict.fromkeys(value for row in rows if (value := row.values[name].strip()))) for name in gather
    }
    return replace(rows[0], values={**rows[0].values, **together})
