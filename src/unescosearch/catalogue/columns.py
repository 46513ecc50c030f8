"""What ranking needs to know of every passage, read from the catalogue into memory."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from unescosearch.catalogue.catalogue import Catalogue

_Value = TypeVar("_Value", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Columns:
    """What ranking needs to know of every passage.

    Attributes:
        ids: id of each document.
        rows: row of each document in the catalogue, shape (documents,).
        works: number of each document's work, shape (documents,).
        documents: for each passage the place of its document in `ids`, shape (passages,).
        languages: language of each passage.
        spoken: rows of the passages of each language, ascending.
        prose: whether each passage says something in whole sentences, shape (passages,).
    """

    ids: list[str]
    rows: npt.NDArray[np.int64]
    works: npt.NDArray[np.int32]
    documents: npt.NDArray[np.int32]
    languages: list[str]
    spoken: Mapping[str, npt.NDArray[np.int64]]
    prose: npt.NDArray[np.bool_]


def columns_of(catalogue: Catalogue) -> Columns:
    """What ranking needs to know of every passage, as arrays."""
    rows, ids, named = catalogue.arrays("(SELECT * FROM documents ORDER BY row)", "row", "id", "work")
    numbers = {work: n for n, work in enumerate(dict.fromkeys(named))}
    # In whatever order the index of passages_document gives them: so their texts need not be read.
    at, documents, spoken, prose = catalogue.arrays("passages", "row", "document", "language", "prose")
    languages = [""] * len(at)
    for row, language in zip(at, spoken, strict=True):
        languages[row] = sys.intern(language)
    places = np.zeros(max(rows, default=0) + 1, dtype=np.int32)
    places[rows] = np.arange(len(rows))
    return Columns(
        ids=ids,
        rows=np.asarray(rows, dtype=np.int64),
        works=np.asarray([numbers[work] for work in named], dtype=np.int32),
        documents=_placed(at, places[np.asarray(documents, dtype=np.int64)]),
        languages=languages,
        spoken=_spoken(languages),
        prose=_placed(at, np.asarray(prose, dtype=np.bool_)),
    )


def _spoken(languages: Sequence[str]) -> dict[str, npt.NDArray[np.int64]]:
    numbers = {language: number for number, language in enumerate(dict.fromkeys(languages))}
    codes = np.fromiter((numbers[language] for language in languages), dtype=np.int32, count=len(languages))
    return {language: np.flatnonzero(codes == number) for language, number in numbers.items()}


def _placed(at: Sequence[int], values: npt.NDArray[_Value]) -> npt.NDArray[_Value]:
    """Values in the order of the rows that they are of."""
    placed = np.empty_like(values)
    placed[np.asarray(at, dtype=np.int64)] = values
    return placed
