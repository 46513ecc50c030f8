"""Front matter: the YAML between `---` lines, or the TOML between `+++` lines, at the head of a text."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import yaml

from unescosearch.extract.guard import guarded
from unescosearch.records import MetadataValue

_YAML = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?\n)??\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_NOTHING = ("", "~", "null")
# Deeper than this nobody writes about a document.
_DEEPEST = 5

# A floating-point number keeps its zeros as text: 1.10 is a number of a document, not 1.1.
parse_toml = partial(tomllib.loads, parse_float=str)


def split_front_matter(text: str) -> tuple[dict[str, MetadataValue], str, tuple[str, ...]]:
    """The metadata, the text after it, and remarks on what of the metadata cannot be used.

    No metadata and the whole text where there is no front matter. Scalars are text as they are written: `NO`, `007`
    and `1.10` are not taken for what YAML would make of them.

    Raises:
        UnreadableError: there is front matter, but it is neither good YAML nor good TOML.
    """
    for pattern, kind, parse in ((_YAML, "YAML", _parse_yaml), (_TOML, "TOML", _parse_toml)):
        found = pattern.match(text)
        if found:
            with guarded(f"the front matter is not valid {kind}"):
                values, remarks = parse(found[1] or "")
                # Text between two rulers at the head of a page is text, not metadata.
                if not isinstance(values, Mapping):
                    return {}, text, ()
                return plain(values), text[found.end() :], tuple(remarks)
    return {}, text, ()


def plain(values: Mapping[Any, object]) -> dict[str, MetadataValue]:
    """The values as text or lists of texts; what lies deeper stands under the names of its way, as `contact.name`."""
    known: dict[str, MetadataValue] = {}
    for name, value in _flat(values):
        if isinstance(value, list):
            known[name] = [text for text in map(_scalar, value) if text]
        elif text := _scalar(value):
            known[name] = text
    return known


def _flat(values: Mapping[Any, object], depth: int = 1) -> Iterator[tuple[str, object]]:
    for key, value in values.items():
        if isinstance(value, Mapping) and depth < _DEEPEST:
            yield from ((f"{key}.{name}", inner) for name, inner in _flat(value, depth + 1))
        else:
            yield str(key), value


def _scalar(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {text}" for key, inner in value.items() if (text := _scalar(inner)))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_scalar, value)))
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else ""


def _parse_yaml(text: str) -> tuple[object, list[str]]:
    remarks: list[str] = []
    loader = _Loader(text, remarks.append)
    try:
        return loader.get_single_data() or {}, remarks
    finally:
        loader.dispose()


def _parse_toml(text: str) -> tuple[object, list[str]]:
    return parse_toml(text), []


class _Loader(yaml.BaseLoader):
    """Keeps scalars as they are written, but for those that say that there is nothing; names keys that stand twice."""

    def __init__(self, text: str, remark: Callable[[str], None]) -> None:
        super().__init__(text)
        self._remark = remark

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        text = str(super().construct_scalar(node))
        return "" if node.style is None and text in _NOTHING else text

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self._remark(f"the front matter says {name!r} more than once; the last one counts, remove the others")
        return super().construct_mapping(node, deep)
