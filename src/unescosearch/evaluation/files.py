"""Reads the files of evaluation sets; what is wrong with one is said with its name and line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from unescosearch.errors import UsageError
from unescosearch.languages.detection import detect
from unescosearch.languages.table import DETECTED

Record = dict[str, Any]

_DETECTED_FROM = 50


def read_text(path: Path) -> str:
    """A file's text.

    Raises:
        UsageError: it cannot be opened or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be opened ({error.strerror or error}). Name a file of a set.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error


def read_records(path: Path) -> list[Record]:
    """The records of a .jsonl file, or of the list that a .json file is or has under "data".

    Raises:
        UsageError: it cannot be opened, or holds no records.
    """
    text = read_text(path)
    if path.suffix == ".jsonl":
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        records: Any = [_parsed(line, f"{path}, line {number}") for number, line in lines]
    else:
        whole = _parsed(text, str(path))
        records = whole.get("data") if isinstance(whole, dict) else whole
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise UsageError(f'{path} holds no list of records (in .json as a list, or under "data").')
    return records


def field(record: Record, name: str, path: Path) -> str:
    """A value of a record as text.

    Raises:
        UsageError: the record has none of that name.
    """
    if record.get(name) is None:
        raise UsageError(f"{path}: a record has no {name!r}; it has {', '.join(sorted(record)) or 'nothing'}.")
    return str(record[name])


def stated_language(path: Path) -> str:
    """The language that a part of a file's name states ("xquad.es.json"), "" where none does."""
    parts = re.split(r"[^a-z]+", path.stem.lower())
    return next((part for part in reversed(parts) if part in DETECTED), "")


def language_of(texts: Iterable[str]) -> str:
    """The language that most of the first texts are in, taken together."""
    return detect("\n".join(text for text, _ in zip(texts, range(_DETECTED_FROM), strict=False)))


def _parsed(text: str, place: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{place}: not valid JSON ({error}).") from error
