"""Templates of collection.toml: `{column}` stands for a row's value, `{column:0>6}` for the value in that format."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from unescosearch.errors import CollectionError

_PLACE = re.compile(r"\{([^{}]*)\}")
# What Python knows for text: fill and side, width, cut. A column may be called "dc:title", hence the exact form.
_FORMAT = re.compile(r"(?P<name>.+):(?P<form>(?:.?[<>^])?\d{0,3}(?:\.\d{1,5})?)", re.DOTALL)


def render(template: str, row: Mapping[str, str]) -> str:
    """The template with the row's values in the places of its columns.

    Raises:
        CollectionError: the row has no such column, or the braces of the template do not match.
    """
    _check_braces(template)
    return _PLACE.sub(lambda place: _value(place[1], row), template)


def columns(template: str) -> tuple[str, ...]:
    """The columns that the template uses, each once, in order.

    Raises:
        CollectionError: the braces of the template do not match.
    """
    _check_braces(template)
    return tuple(dict.fromkeys(_parts(place)[0] for place in _PLACE.findall(template)))


def check_columns(template: str, available: Collection[str]) -> None:
    """Raise a CollectionError that names the first column of the template that is not available."""
    for name in columns(template):
        if name not in available:
            raise CollectionError(f"there is no column {name!r}; there are: {', '.join(sorted(available)) or 'none'}")


def _value(place: str, row: Mapping[str, str]) -> str:
    name, form = _parts(place)
    if name not in row:
        check_columns(f"{{{place}}}", row)
    return format(row[name], form)


def _parts(place: str) -> tuple[str, str]:
    found = _FORMAT.fullmatch(place)
    return (found["name"], found["form"]) if found else (place, "")


def _check_braces(template: str) -> None:
    if "{}" in template or re.search("[{}]", _PLACE.sub("", template)):
        raise CollectionError(f"the braces in {template!r} do not match; a column is written {{column}}")
