"""Reads lexicon.sqlite: labels of concepts and names, translations of words, names by their sound."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from unescosearch.pool import ReadOnlyPool


@dataclass(frozen=True, slots=True)
class Label:
    """A label that was found in a text.

    Attributes:
        meaning: number of the concept or name.
        kind: "concept", "name", "acronym", or "capitals" for an acronym that only capitals make one.
        uri: of the concept, what is named, or the acronym.
        rank: 0 for the preferred label.
        text: as the concept or name has it.
    """

    meaning: int
    kind: str
    uri: str
    rank: int
    text: str


class Lexicon:
    """A lexicon, opened read-only; safe to use from several threads. One without a file knows nothing.

    Raises:
        IndexUnavailableError: the file is no lexicon.
    """

    def __init__(self, path: Path) -> None:
        self._pool = ReadOnlyPool(path, "lexicon") if path.is_file() else None
        try:
            self._all("SELECT row FROM meanings LIMIT 1", ())
        except BaseException:
            self.close()
            raise

    def __bool__(self) -> bool:
        return self._pool is not None

    def close(self) -> None:
        """Close the connections that nobody is using; nothing is known any more."""
        if self._pool:
            self._pool.close()
            self._pool = None

    def labels(self, language: str, keys: Iterable[str]) -> dict[str, list[Label]]:
        """The concepts and names that some keys stand for, those first whose preferred label it is."""
        sql = (
            "SELECT key, meaning, kind, uri, rank, label FROM labels JOIN meanings ON meanings.row = meaning "
            "WHERE language = ? AND key IN (SELECT value FROM json_each(?)) ORDER BY rank"
        )
        found: dict[str, list[Label]] = {}
        for key, *label in self._all(sql, (language, json.dumps(list(keys)))):
            found.setdefault(key, []).append(Label(*label))
        return found

    def knows(self, language: str, key: str) -> bool:
        """Whether a key is a label or a word of a language."""
        sql = "SELECT 1 WHERE EXISTS (SELECT 1 FROM {} WHERE language = ? AND key = ?)"
        return any(self._all(sql.format(table), (language, key)) for table in ("labels", "words"))

    def spoken(self, meanings: Sequence[int], languages: Sequence[str]) -> dict[int, dict[str, list[str]]]:
        """The labels of some concepts and names in some languages, the preferred ones first."""
        sql = (
            "SELECT meaning, language, label FROM labels WHERE meaning IN (SELECT value FROM json_each(?)) "
            "AND language IN (SELECT value FROM json_each(?)) ORDER BY rank"
        )
        found: dict[int, dict[str, list[str]]] = {}
        for meaning, language, label in self._all(sql, (json.dumps(list(meanings)), json.dumps(list(languages)))):
            found.setdefault(meaning, {}).setdefault(language, []).append(label)
        return found

    def preferred(self, meanings: Sequence[int]) -> dict[int, dict[str, str]]:
        """The preferred label of some concepts and names in each language."""
        sql = (
            "SELECT meaning, language, label FROM labels WHERE meaning IN (SELECT value FROM json_each(?)) "
            "AND rank = 0 ORDER BY language"
        )
        found: dict[int, dict[str, str]] = {}
        for meaning, language, label in self._all(sql, (json.dumps(list(meanings)),)):
            found.setdefault(meaning, {})[language] = label
        return found

    def translatable(self, language: str, keys: Iterable[str]) -> set[str]:
        """Those of some keys that are words with a translation into any language."""
        sql = "SELECT DISTINCT key FROM words WHERE language = ? AND key IN (SELECT value FROM json_each(?))"
        return {key for (key,) in self._all(sql, (language, json.dumps(list(keys))))}

    def words(self, language: str, keys: Iterable[str], target: str) -> dict[str, list[tuple[str, float]]]:
        """The translations of some keys into a language, each with its weight, the best first."""
        sql = (
            "SELECT key, word, weight FROM words WHERE language = ? AND key IN (SELECT value FROM json_each(?)) "
            "AND target = ? ORDER BY weight DESC, word"
        )
        found: dict[str, list[tuple[str, float]]] = {}
        for key, word, weight in self._all(sql, (language, json.dumps(list(keys)), target)):
            found.setdefault(key, []).append((word, weight))
        return found

    def sounding(self, sounds: Iterable[str]) -> list[tuple[str, str]]:
        """The names in the documents that sound in one of some ways, each with its smooth form."""
        sql = "SELECT DISTINCT name, smooth FROM sounds WHERE sound IN (SELECT value FROM json_each(?))"
        return [(name, smooth) for name, smooth in self._all(sql, (json.dumps(list(sounds)),))]

    def _all(self, sql: str, values: Sequence[object]) -> list[sqlite3.Row]:
        return self._pool.all(sql, values) if self._pool else []
