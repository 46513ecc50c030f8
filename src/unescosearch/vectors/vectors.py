"""What every search by vectors offers, and what a search may be restricted to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from unescosearch.catalogue.conditions import Conditions

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Embeddings = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Restriction:
    """Which passages a search by vectors may find: those that meet everything said here.

    Attributes:
        conditions: what their documents are restricted to.
        languages: the languages of passages that may be found, those that the encoder reads.
        holding: rows that hold all phrases that a query asks for, ascending; None where there are none.
        lacking: rows that hold a word or phrase that it excludes, ascending; None where there are none.
    """

    conditions: Conditions
    languages: frozenset[str]
    holding: Rows | None = None
    lacking: Rows | None = None


Resolver: TypeAlias = Callable[[Restriction], Rows]
"""Gives the rows that a restriction allows, ascending."""


class Vectors(Protocol):
    """The vectors that one encoder made of the passages, opened; safe to use from several threads."""

    @property
    def count(self) -> int:
        """How many passages can be found by their vectors."""
        ...

    @property
    def shape(self) -> tuple[int, int]:
        """Of the embeddings: passages and dimension."""
        ...

    def search(self, query: Scores, k: int, restriction: Restriction | None = None) -> tuple[Scores, Rows]:
        """The k nearest passages by cosine, best first; fewer where there are fewer.

        Args:
            query: unit vector, shape (dimension,).
            k: how many.
            restriction: what to search within; None for all.
        """
        ...

    def similarities(self, query: Scores, rows: Rows) -> Scores:
        """The cosine of each of some passages to a query, shape (rows,); 0 for those that were never encoded."""
        ...

    def close(self) -> None:
        """Let go of files and connections; nothing can be asked any more."""
        ...
