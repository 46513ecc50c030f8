"""Writes lexicon.sqlite while an index is built."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from unescosearch.build.lexicon.acronyms import Acronym
from unescosearch.build.lexicon.alignment import align
from unescosearch.build.lexicon.dictionaries import Glossary
from unescosearch.build.lexicon.names import names
from unescosearch.build.lexicon.thesaurus import Concept
from unescosearch.lexicon.sounds import forms, latin, smooth
from unescosearch.lexicon.tokens import Token, key, tokens
from unescosearch.writing import LATIN_CAPITALS, LETTER

_MOST_WORDS = 6
_LONGEST_KEY = 6
_LABELS_ALIGNED = 3
# What a dictionary says counts in full, what was learned as far as it is believed.
_LEARNED_WEIGHT = 1.0
_NAME = re.compile(rf"\b[{LATIN_CAPITALS}][\w’']*{LETTER}{{2}}\b")
_RAREST_NAME = 2
_LONGEST_NAME = 24

Parallel = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a lexicon is made from.

    Attributes:
        concepts: of a thesaurus.
        glossaries: what dictionaries say.
        parallel: texts that mean the same, by pair of languages.
        targets: the languages to translate into.
        texts: texts in Latin letters, whose names are to be found from other scripts.
        acronyms: with what they stand for.
        digest: of all that the translations of words are made from, "" where nobody will ask for it.
    """

    concepts: Sequence[Concept]
    glossaries: Iterable[Glossary]
    parallel: Mapping[tuple[str, str], Parallel]
    targets: frozenset[str]
    texts: Iterable[str]
    acronyms: Sequence[Acronym] = ()
    digest: str = ""


def write_lexicon(path: Path, sources: Sources, known: Path | None = None) -> None:
    """Write everything that is known of words and names into a new file.

    Args:
        path: of the new file.
        sources: what to write.
        known: a lexicon whose translations of words are copied where its digest is the same: learning takes most of
            the time.
    """
    database = sqlite3.connect(path.resolve().as_uri(), uri=True)
    try:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        database.executescript(resources.files(__package__).joinpath("lexicon.sql").read_text("utf-8"))
        _write_labels(database, sources)
        if not (known and known.is_file() and _copy_words(database, known, sources.digest)):
            _write_words(database, sources)
        database.execute("INSERT INTO learned VALUES (?)", (sources.digest,))
        _write_sounds(database, sources.texts)
        database.executescript(
            "CREATE INDEX labels_key ON labels (language, key); CREATE INDEX labels_meaning ON labels (meaning);"
            "CREATE INDEX words_key ON words (language, key, target); CREATE INDEX sounds_sound ON sounds (sound);"
        )
        database.commit()
        database.execute("ANALYZE")
    finally:
        database.close()


def _write_labels(database: sqlite3.Connection, sources: Sources) -> None:
    rows: dict[tuple[str, str], int] = {}
    labels: list[tuple[int, str, str, int, str]] = []
    for concept in sources.concepts:
        row = rows.setdefault(("concept", concept.uri), len(rows))
        for language in dict.fromkeys([*concept.preferred, *(spoken for spoken, _ in concept.alternative)]):
            found = enumerate(concept.labels(language))
            labels += [(row, language, key(label, language), rank, label) for rank, label in found]
    for uri, language, found_key, rank, name in _keyed_names():
        row = rows.setdefault(("name", uri), len(rows))
        labels.append((row, language, found_key, rank, name))
    for acronym in sources.acronyms:
        row = rows.setdefault((acronym.kind, acronym.name), len(rows))
        for language, ways in acronym.said.items():
            labels += [(row, language, key(way, language), rank, way) for rank, way in enumerate(ways)]
    database.executemany("INSERT INTO meanings VALUES (?, ?, ?)", [(row, *name) for name, row in rows.items()])
    kept = [label for label in dict.fromkeys(labels) if label[2]]
    database.executemany("INSERT INTO labels VALUES (?, ?, ?, ?, ?)", kept)


@cache
def _keyed_names() -> list[tuple[str, str, str, int, str]]:
    return [(uri, language, key(name, language), rank, name) for uri, language, name, rank in names()]


def _copy_words(database: sqlite3.Connection, known: Path, wanted: str) -> bool:
    """Copy the words of another lexicon if they are made from the same; whether it was done."""
    database.commit()
    database.execute("ATTACH DATABASE ? AS known", (f"{known.resolve().as_uri()}?mode=ro&immutable=1",))
    try:
        same = database.execute("SELECT 1 FROM known.learned WHERE digest = ?", (wanted,)).fetchone() is not None
        if same:
            database.execute("INSERT INTO words SELECT * FROM known.words ORDER BY rowid")
            database.commit()
    except sqlite3.OperationalError:  # written by an earlier program
        same = False
    database.execute("DETACH DATABASE known")
    return same


def _write_words(database: sqlite3.Connection, sources: Sources) -> None:
    weights: dict[tuple[str, str, str], Counter[str]] = {}
    for glossary in sources.glossaries:
        for source, target, pairs in (glossary.forth, glossary.back):
            if target in sources.targets:
                _add(weights, source, target, pairs)
    for (source, target), parallel in sources.parallel.items():
        _learn(weights, source, target, parallel)
    rows = []
    for place, found in weights.items():
        best = max(found.values())
        rows += [(*place, word, round(weight / best, 3)) for word, weight in found.most_common(_MOST_WORDS)]
    database.executemany("INSERT INTO words VALUES (?, ?, ?, ?, ?)", rows)


def _add(
    weights: dict[tuple[str, str, str], Counter[str]], source: str, target: str, pairs: Iterable[tuple[str, str, float]]
) -> None:
    for here, there, weight in pairs:
        found = key(here, source)
        if found and len(here.split()) <= _LONGEST_KEY and key(there, target):
            weights.setdefault((source, found, target), Counter())[there.lower()] += weight  # type: ignore[assignment]


def _learn(weights: dict[tuple[str, str, str], Counter[str]], source: str, target: str, parallel: Parallel) -> None:
    read = [(tokens(here, source), tokens(there, target)) for here, there in parallel]
    surfaces: dict[str, Counter[str]] = {}
    for _, there in read:
        for token in there:
            surfaces.setdefault(token.key, Counter())[token.surface.lower()] += 1
    for learned, there_key, confidence in align([(_keys(left), _keys(right)) for left, right in read]):
        word = surfaces[there_key].most_common(1)[0][0]
        weights.setdefault((source, learned, target), Counter())[word] += _LEARNED_WEIGHT * confidence  # type: ignore[assignment]


def _keys(found: list[Token]) -> list[str]:
    return [token.key for token in found]


def label_pairs(concepts: Sequence[Concept], source: str, target: str) -> Parallel:
    """Labels and notes of concepts in two languages."""
    pairs = []
    for concept in concepts:
        here, there = (concept.labels(language)[:_LABELS_ALIGNED] for language in (source, target))
        pairs += [(left, right) for left in here for right in there]
        if source in concept.notes and target in concept.notes:
            pairs.append((concept.notes[source], concept.notes[target]))
    return pairs


def _write_sounds(database: sqlite3.Connection, texts: Iterable[str]) -> None:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_NAME.findall(text))
    merged: Counter[str] = Counter()
    for word, count in counts.items():
        if len(word) <= _LONGEST_NAME:
            merged[latin(word)] += count
    found = [word for word, count in merged.items() if count >= _RAREST_NAME]
    rows = [(sound, name, smooth(name)) for name in found for sound in sorted(forms(name))]
    database.executemany("INSERT INTO sounds VALUES (?, ?, ?)", rows)
