"""Writes the lexical indexes of a new generation, one a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from unescosearch.words.analysis import analyzer, prepare
from unescosearch.words.lexical import schema

_HEAP_BYTES = 64_000_000
# Of a longer range the first so many are written down, and its last one.
_MOST_YEARS = 200


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """A passage as the lexical index takes it in.

    Attributes:
        row: of the passage in the catalogue.
        language: decides the index and its analyzer.
        context: title and headings.
        text: the passage.
        years: first and last of the document.
        attributes: (facet, value) pairs of the document.
        facts: what no field is for, as text.
    """

    row: int
    language: str
    context: str
    text: str
    years: tuple[int, int] | None
    attributes: Sequence[tuple[str, str]]
    facts: str = ""


def build_lexical(entries: Iterable[LexicalEntry], folder: Path) -> None:
    """Write the indexes of all languages that occur."""
    folder.mkdir()
    writers: dict[str, tuple[tantivy.Index, tantivy.IndexWriter]] = {}
    for entry in entries:
        if entry.language not in writers:
            path = folder / entry.language
            path.mkdir()
            index = tantivy.Index(schema(), path=str(path))
            index.register_tokenizer("words", analyzer(entry.language))
            writers[entry.language] = index, index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        writers[entry.language][1].add_document(_document(entry))
    for _, writer in writers.values():
        writer.commit()
        writer.wait_merging_threads()


def _document(entry: LexicalEntry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("body", prepare(entry.text, entry.language))
    document.add_text("context", prepare(entry.context, entry.language))
    for facet, value in entry.attributes:
        document.add_text("filter", f"{facet}={value}")
    document.add_integer("row", entry.row)
    if entry.facts:
        document.add_text("facts", prepare(entry.facts, entry.language))
    if entry.years:
        first, last = entry.years
        for year in {*range(first, min(last, first + _MOST_YEARS - 1) + 1), last}:
            document.add_integer("year", year)
    return document
