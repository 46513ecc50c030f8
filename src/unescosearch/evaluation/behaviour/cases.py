"""Behaviour cases: what a reader types and what must come of it, read from a folder's TOML files and checked.

A case names documents by their id, or by their work where any language version will do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unescosearch.errors import UsageError
from unescosearch.search.parameters import FILTERS, SearchParameters, filters_of

CATEGORIES = (
    "factual",
    "programme history",
    "teaching",
    "instruments",
    "world heritage",
    "names",
    "languages",
    "filters",
    "answers",
    "not found",
    "hostile",
)
MOST_RESULTS = 10
YEARS = {"from": "from_year", "to": "to_year"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case.

    Attributes:
        reason: why this matters to a reader, in a sentence.
        filters: what the search is restricted to; every result must keep to it, whether the case says so or not.
        within: how many results from the top `found` and `absent` are about.
        found: ids or works that must all stand there.
        absent: ids or works that must not stand there.
        above: pairs of ids or works; the first of a pair must be found, and the second not before it.
        same_as: another query, whose first result must be of the same work.
        answer_contains: what one of the quotes must say; white space and capitals do not matter.
        not_found: nothing must be answered.
        refused: the query must be refused, with a message that holds these words.
        known_failure: why the program does not meet the case yet, "" where it does.
    """

    name: str
    category: str
    reason: str
    query: str
    filters: Mapping[str, tuple[str, ...] | int]
    within: int = 0
    found: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    above: tuple[tuple[str, str], ...] = ()
    same_as: str = ""
    answer_contains: str = ""
    not_found: bool = False
    refused: str = ""
    known_failure: str = ""

    def search(self, query: str = "") -> SearchParameters:
        """The search of this case, or the same search for another query."""
        years: dict[str, Any] = {YEARS[name]: value for name, value in self.filters.items() if name in YEARS}
        filters = filters_of({name: value for name, value in self.filters.items() if not isinstance(value, int)})
        return SearchParameters(text=query or self.query, k=MOST_RESULTS, filters=filters, **years)

    @property
    def mentioned(self) -> set[str]:
        """All ids and works that the case names."""
        return {*self.found, *self.absent, *(name for pair in self.above for name in pair)}


def load_cases(folder: Path) -> list[Case]:
    """All cases of a folder's TOML files, file by file.

    Raises:
        UsageError: a file is no TOML, a field is missing, unknown or of the wrong kind, a name stands twice.
    """
    cases: dict[str, Case] = {}
    for file in sorted(folder.glob("*.toml")):
        for case in _read(file):
            if case.name in cases:
                raise UsageError(f"{file.name}: there are two cases called {case.name}. Rename one.")
            cases[case.name] = case
    if not cases:
        raise UsageError(f"{folder} holds no cases. Name a folder of TOML files.")
    return list(cases.values())


def load_tipping(file: Path) -> dict[str, str]:
    """The cases that rounding decides, by name, each with its reason: on another processor they may come out otherwise.

    Raises:
        UsageError: the file is no TOML, or says of a case more or less than a reason.
    """
    listed = _tables(file)
    for name, reason in listed.items():
        if not _is_text(reason):
            raise UsageError(f"{file.name}: {name} must have a reason, and nothing else.")
    return listed


def _tables(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file.name}: {error}") from error


def _read(file: Path) -> Iterator[Case]:
    listed = _tables(file)
    if set(listed) != {"case"} or not isinstance(listed["case"], list):
        raise UsageError(f"{file.name} must hold [[case]] tables and nothing else")
    for given in listed["case"]:
        problem = next(_problems(given), "")
        if problem:
            raise UsageError(f"{file.name}, case {given.get('name', '?')}: {problem}")
        fields: dict[str, Any] = {name: _frozen(value) for name, value in given.items()}
        yield Case(**{"filters": {}} | fields)


def _frozen(value: object) -> object:
    """The same value with tuples for its lists."""
    if isinstance(value, dict):
        return {name: _frozen(inner) for name, inner in value.items()}
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list) else value


def _problems(given: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a case as it is written."""
    yield from (f"{name} is missing" for name in _REQUIRED if name not in given)
    yield from (f"there is no field {name}" for name in given if name not in _KINDS)
    yield from (f"{name} must be {_KINDS[name][0]}" for name, value in given.items() if not _KINDS[name][1](value))
    yield from _filter_problems(given.get("filters", {}))
    if not _EXPECTATIONS & set(given):
        yield "it expects nothing"
    if ("within" in given) != bool({"found", "absent"} & set(given)):
        yield "within goes with found or absent, and they with it"
    if "not_found" in given and "answer_contains" in given:
        yield "it expects an answer and none"


def _filter_problems(filters: Mapping[str, Any]) -> Iterator[str]:
    for name, value in filters.items():
        if name not in {*FILTERS, *YEARS}:
            yield f"there is no filter {name}"
        elif name in YEARS and not isinstance(value, int):
            yield f"filter {name} must be a year"
        elif name in FILTERS and not _is_texts(value):
            yield f"filter {name} must be a list of texts"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_text(one) for one in value)


def _is_pairs(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_texts(pair) and len(pair) == 2 for pair in value)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value))


_Check = tuple[str, Callable[[Any], bool]]
_TEXT: _Check = ("a text", _is_text)
_TEXTS: _Check = ("a list of ids or works", _is_texts)
# Each field of a case: what it must be, in words and as a check.
_KINDS: Mapping[str, _Check] = {
    "name": ("lower-case words with hyphens", _is_name),
    "category": ("one of " + ", ".join(CATEGORIES), lambda value: value in CATEGORIES),
    "reason": ("a sentence", lambda value: _is_text(value) and value.endswith(".")),
    "query": _TEXT,
    "filters": ("a table", lambda value: isinstance(value, dict)),
    "within": (f"a number from 1 to {MOST_RESULTS}", lambda value: value in range(1, MOST_RESULTS + 1)),
    "found": _TEXTS,
    "absent": _TEXTS,
    "above": ("a list of pairs of ids or works", _is_pairs),
    "same_as": _TEXT,
    "answer_contains": _TEXT,
    "not_found": ("true, or left out", lambda value: value is True),
    "refused": _TEXT,
    "known_failure": _TEXT,
}
_REQUIRED = ("name", "category", "reason", "query")
_EXPECTATIONS = {"found", "absent", "above", "same_as", "answer_contains", "not_found", "refused"}
