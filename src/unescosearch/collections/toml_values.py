"""Typed access to the values of a parsed TOML file; each error names the key and says what to write instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import cast

from unescosearch.errors import CollectionError


def check_keys(values: Mapping[str, object], known: Collection[str], prefix: str = "") -> None:
    """Raise a CollectionError for the first key that is not known."""
    for key in values:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}"
            raise CollectionError(f"unknown key {prefix}{key}; {hint}")


def text(values: Mapping[str, object], key: str, prefix: str = "") -> str:
    """The text under a key, "" where there is none."""
    value = values.get(key, "")
    if not isinstance(value, str):
        raise CollectionError(f"{prefix}{key} must be text in quotes, not {value!r}; part several values with ;")
    return value


def texts(values: Mapping[str, object], key: str, prefix: str = "") -> tuple[str, ...]:
    """The list of texts under a key."""
    value = values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CollectionError(f'{prefix}{key} must be a list of texts, such as ["*.pdf"], not {value!r}')
    return tuple(value)


def section(values: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The section `[key]`, empty where there is none."""
    value = values.get(key, {})
    if not isinstance(value, dict):
        raise CollectionError(f"{key} must be a section: write [{key}] on a line of its own")
    return value


def sections(values: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    """The sections `[[key]]`."""
    value = values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise CollectionError(f"{key} must be sections: write [[{key}]] on a line before each")
    return cast("list[Mapping[str, object]]", value)
