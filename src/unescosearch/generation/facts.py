"""What a finished catalogue says of its collections, its documents and of texts that may be out of order."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

# Of a document's passages, which begin with sentences: where so many begin in the middle of one, its lines or its
# columns were likely read in a wrong order.
LEAST_SHARE = 0.5
FEWEST_PASSAGES = 5


@dataclass(frozen=True, slots=True)
class CollectionFacts:
    """What became of a collection's files and rows.

    Attributes:
        files: files and rows, each of which gave documents, failed or is a duplicate.
        gave: those that gave documents.
        documents: a row with two language versions gives two.
        languages: passages in each language.
    """

    name: str
    files: int = 0
    gave: int = 0
    failed: int = 0
    duplicates: int = 0
    documents: int = 0
    passages: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spread:
    """Passages per document, and how many documents have none in whole sentences."""

    least: int = 0
    median: float = 0
    most: int = 0
    without_prose: int = 0


@dataclass(frozen=True, slots=True)
class Suspect:
    """A document that may have been read in a wrong order.

    Attributes:
        share: of its passages, how many begin in the middle of a sentence.
    """

    collection: str
    path: str
    id: str
    title: str
    share: float
    passages: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a build found."""

    collections: tuple[CollectionFacts, ...] = ()
    per_document: Spread = Spread()
    disorder: tuple[Suspect, ...] = ()


def gather(catalogue: sqlite3.Connection) -> Facts:
    """The facts of a catalogue that is complete."""
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])  # passages, in the middle of a sentence, prose
    for document, beginning, prose in catalogue.execute("SELECT document, substr(text, 1, 20), prose FROM passages"):
        count = counts[document]
        count[0] += 1
        count[1] += next(filter(str.isalpha, beginning), "").islower()
        count[2] += bool(prose)
    return Facts(_collections(catalogue), _spread(counts), tuple(_suspects(catalogue, counts)))


def read_facts(stored: Mapping[str, Any]) -> Facts:
    """The facts from their JSON."""
    return Facts(
        tuple(CollectionFacts(**each) for each in stored["collections"]),
        Spread(**stored["per_document"]),
        tuple(Suspect(**each) for each in stored["disorder"]),
    )


def _collections(catalogue: sqlite3.Connection) -> tuple[CollectionFacts, ...]:
    outcomes = catalogue.execute("SELECT collection, outcome, COUNT(*) FROM items GROUP BY collection, outcome")
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, outcome, count in outcomes:
        found[name][outcome] = count
    for (name,) in catalogue.execute("SELECT DISTINCT collection FROM failures"):
        found[name]  # one that could not be used at all has no items
    documents = dict(catalogue.execute("SELECT collection, COUNT(*) FROM documents GROUP BY collection"))
    languages: dict[str, dict[str, int]] = defaultdict(dict)
    sql = (
        "SELECT collection, passages.language, COUNT(*) AS n FROM passages "
        "JOIN documents ON documents.row = passages.document GROUP BY 1, 2 ORDER BY n DESC"
    )
    for name, language, count in catalogue.execute(sql):
        languages[name][language] = count
    return tuple(
        CollectionFacts(
            name=name,
            files=outcome.total(),
            gave=outcome["document"],
            failed=outcome["failure"],
            duplicates=outcome["duplicate"],
            documents=documents.get(name, 0),
            passages=sum(languages[name].values()),
            languages=languages[name],
        )
        for name, outcome in sorted(found.items())
    )


def _spread(counts: Mapping[int, list[int]]) -> Spread:
    passages = [total for total, _, _ in counts.values()]
    if not passages:
        return Spread()
    return Spread(min(passages), median(passages), max(passages), sum(prose == 0 for _, _, prose in counts.values()))


def _suspects(catalogue: sqlite3.Connection, counts: Mapping[int, list[int]]) -> list[Suspect]:
    """The documents out of order, the worst first."""
    suspects = []
    for document, (passages, broken, _) in counts.items():
        if passages >= FEWEST_PASSAGES and broken / passages >= LEAST_SHARE:
            sql = "SELECT collection, path, id, title FROM documents WHERE row = ?"
            collection, path, identity, title = catalogue.execute(sql, (document,)).fetchone()
            suspects.append(Suspect(collection, path, identity, title, round(broken / passages, 2), passages))
    return sorted(suspects, key=lambda suspect: (-suspect.share, -suspect.passages, suspect.id))
