"""Front matter: the YAML between `---` lines, or the TOML between `+++` lines, at the head of a text."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

from unescosearch.extract.guard import guarded
from unescosearch.records import MetadataValue

_YAML = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?\n)??\+\+\+[ \t]*(?:\n|$)", re.DOTALL)


def split_front_matter(text: str) -> tuple[dict[str, MetadataValue], str]:
    """The metadata and the text after it; no metadata and the whole text where there is no front matter.

    Raises:
        UnreadableError: there is front matter, but it is neither good YAML nor good TOML.
    """
    for pattern, kind, parse in ((_YAML, "YAML", yaml.safe_load), (_TOML, "TOML", tomllib.loads)):
        found = pattern.match(text)
        if found:
            with guarded(f"the front matter is not valid {kind}"):
                values: object = parse(found[1] or "") or {}
            # Text between two rulers at the head of a page is text, not metadata.
            return (plain(values), text[found.end() :]) if isinstance(values, Mapping) else ({}, text)
    return {}, text


def plain(values: Mapping[Any, object]) -> dict[str, MetadataValue]:
    """The values that are text, numbers, dates or lists of them, as text; deeper structures are left out."""
    known: dict[str, MetadataValue] = {}
    for key, value in values.items():
        if isinstance(value, list):
            known[str(key)] = [text for text in map(_scalar, value) if text]
        elif text := _scalar(value):
            known[str(key)] = text
    return known


def _scalar(value: object) -> str:
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value) if isinstance(value, str | int | float) else ""
