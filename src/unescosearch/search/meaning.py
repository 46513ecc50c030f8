"""The dense side of a search: each passage is compared by the encoder that reads it and the query, on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

import numpy as np

from unescosearch.catalogue.conditions import Conditions
from unescosearch.encoder.onnx import Vectors
from unescosearch.generation.dense import Dense
from unescosearch.generation.generation import Generation
from unescosearch.search.understand import Query
from unescosearch.vectors.vectors import Restriction, Rows, Scores


@dataclass(frozen=True, slots=True)
class _Route:
    """A query, encoded, with the passages that it is compared with: those of some languages."""

    part: Dense
    vector: Vectors
    language: str

    def calibrated(self, cosines: Scores, passage: str) -> list[float]:
        scale = self.part.encoder.description.scale
        scores: list[float] = scale.calibrated(cosines, self.language, passage).tolist()
        return scores


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the encoders say of a query.

    Attributes:
        scores: of the nearest passages, by row; on the scale of `encoder.scale`.
        routes: language of passages to what the query is compared with them by.
    """

    scores: dict[int, float]
    routes: Mapping[str, _Route]

    def similarities(self, rows: Iterable[int], languages: list[str]) -> dict[int, float]:
        """The scores of some passages; those that no encoder can compare with the query are left out.

        Args:
            rows: of the passages.
            languages: of all passages, by row.
        """
        found: dict[int, float] = {}
        for language, group in groupby(sorted(rows, key=languages.__getitem__), key=languages.__getitem__):
            if route := self.routes.get(language):
                each = list(group)
                cosines = route.part.vectors.similarities(route.vector, np.asarray(each))
                found.update(zip(each, route.calibrated(cosines, language), strict=True))
        return found


def by_meaning(generation: Generation, query: Query, conditions: Conditions, depth: int) -> Meaning:
    """The passages nearest to a query: so many in the language that it is read in, and so many in all others.

    Args:
        generation: its encoders are asked.
        query: what to search for.
        conditions: applied inside the search.
        depth: hits of each of the two.
    """
    restriction = _restriction(generation, query, conditions)
    routes: dict[str, _Route] = {}
    own, others = dict[int, float](), dict[int, float]()
    for part, languages in generation.dense.routes(query.read_in, generation.manifest.languages):
        vector = part.encoder.encode_query(query.reading)
        for language in languages:
            route = routes[language] = _Route(part, vector, query.read_in)
            cosines, rows = part.vectors.search(vector, depth, language, restriction)
            scores = zip(rows.tolist(), route.calibrated(cosines, language), strict=True)
            (own if language == query.read_in else others).update(scores)
    nearest = sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))[:depth]
    return Meaning(own | dict(nearest), routes)


def _restriction(generation: Generation, query: Query, conditions: Conditions) -> Restriction | None:
    """What the vectors are searched within, None where nothing restricts them."""
    if not (conditions or query.phrases or query.excluded):
        return None
    lexical = generation.lexical

    def rows_with(phrase: str) -> Rows:
        return lexical.rows_with({each: query.analysis.phrase(each, phrase) for each in lexical.languages})

    return Restriction(
        conditions,
        holding=reduce(np.intersect1d, map(rows_with, query.phrases)) if query.phrases else None,
        lacking=reduce(np.union1d, map(rows_with, query.excluded)) if query.excluded else None,
    )
