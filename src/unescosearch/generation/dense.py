"""The encoders of a generation with their vectors, and which of them answers for which pair of languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unescosearch.encoder.onnx import Encoder
from unescosearch.vectors.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Dense:
    """An encoder, opened, with the vectors that it made of the passages."""

    encoder: Encoder
    vectors: Vectors

    def reads(self, query: str, passage: str) -> bool:
        """Whether the encoder reads both languages."""
        reads = self.encoder.description.reads
        return reads(query) and reads(passage)


@dataclass(frozen=True, slots=True)
class DenseParts:
    """The encoders of a generation, the one that is asked first in front."""

    parts: tuple[Dense, ...]

    def __iter__(self) -> Iterator[Dense]:
        return iter(self.parts)

    def routes(self, query: str, passages: Iterable[str]) -> list[tuple[Dense, list[str]]]:
        """The encoders that a query is given to, each with the languages of the passages that it is compared with.

        Args:
            query: language of the query.
            passages: languages of the passages.
        """
        routes: dict[int, list[str]] = {}
        for language in passages:
            for place, part in enumerate(self.parts):
                if part.reads(query, language):
                    routes.setdefault(place, []).append(language)
                    break
        return [(self.parts[place], languages) for place, languages in sorted(routes.items())]

    def reads(self, query: str) -> bool:
        """Whether an encoder reads a language."""
        return any(part.encoder.description.reads(query) for part in self.parts)

    @property
    def summary(self) -> str:
        """The encoders in a line."""
        return "; ".join(part.encoder.description.summary for part in self.parts)
