"""Finds candidate passages with both engines and gives each candidate both scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial, reduce
from typing import TypeAlias

import numpy as np

from unescosearch.catalogue.conditions import Conditions
from unescosearch.encoder.onnx import Vectors
from unescosearch.generation.generation import Generation
from unescosearch.search.fusion import Candidate, weight_of_meaning
from unescosearch.search.understand import Query
from unescosearch.search.weights import WEIGHTS, SearchWeights
from unescosearch.vectors.vectors import Restriction, Rows

# Below, passing the work to another thread takes longer than looking for the words.
_PASSAGES_WORTH_A_THREAD = 50_000

_Found: TypeAlias = tuple[Vectors, dict[int, float]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages to rank, and where each engine had put them.

    Attributes:
        passages: each candidate once.
        dense_ranks: row to rank among the dense hits, from 1.
        lexical_ranks: row to rank among the lexical hits, from 1.
        dense_weight: what the cosine to the query is worth in their fusion, 0 to 1.
    """

    passages: list[Candidate]
    dense_ranks: Mapping[int, int]
    lexical_ranks: Mapping[int, int]
    dense_weight: float


def retrieve(
    generation: Generation,
    query: Query,
    mode: str,
    conditions: Conditions,
    depth: int,
    weights: SearchWeights = WEIGHTS,
) -> Candidates:
    """The candidates for a query.

    The dense side is asked only for a query that the encoder can read, and knows only passages that it can read. What
    one engine found and the other did not is scored by the other as well, so that fusion compares like with like.

    Args:
        generation: where to search.
        query: what to search for.
        mode: "hybrid", "dense" or "lexical".
        conditions: applied inside both engines.
        depth: hits taken from each engine.
        weights: of words, and of the two engines.
    """
    by_meaning = None
    if mode != "lexical" and query.reading:
        by_meaning = _started(partial(_by_meaning, generation, query, conditions, depth), generation)
    lexical = {} if mode == "dense" else _lexical(generation, query, conditions, depth, weights)
    vector, dense = by_meaning() if by_meaning else (None, {})
    dense_ranks, lexical_ranks = _ranks(dense), _ranks(lexical)
    if mode == "hybrid" and vector is not None:
        _complete(generation, query, vector, dense, lexical, weights)
    rows = sorted(dense.keys() | lexical.keys())
    candidates = [_candidate(generation, query, row, dense.get(row), lexical.get(row, 0.0)) for row in rows]
    dense_weight = weight_of_meaning(query.readable, query.certainty, weights.fusion)
    return Candidates(candidates, dense_ranks, lexical_ranks, dense_weight)


def _started(task: Callable[[], _Found], generation: Generation) -> Callable[[], _Found]:
    """The result of a task, which is worked at meanwhile where the lexical side takes long enough for it."""
    if len(generation.columns.languages) < _PASSAGES_WORTH_A_THREAD:
        found = task()
        return lambda: found
    return _beside().submit(task).result


@cache
def _beside() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(thread_name_prefix="dense")


def _by_meaning(generation: Generation, query: Query, conditions: Conditions, depth: int) -> _Found:
    vector = generation.encoder.encode_query(query.reading)
    scores, rows = generation.vectors.search(vector, depth, _restriction(generation, query, conditions))
    return vector, dict(zip(rows.tolist(), scores.tolist(), strict=True))


def _candidate(generation: Generation, query: Query, row: int, dense: float | None, lexical: float) -> Candidate:
    columns = generation.columns
    return Candidate(row, dense, lexical, bool(columns.prose[row]), query.translates(columns.languages[row]))


def _restriction(generation: Generation, query: Query, conditions: Conditions) -> Restriction | None:
    """What the vectors are searched within, None where nothing restricts them."""
    if not (conditions or query.phrases or query.excluded):
        return None
    reads, lexical = generation.encoder.description.reads, generation.lexical

    def rows_with(phrase: str) -> Rows:
        return lexical.rows_with({each: query.analysis.phrase(each, phrase) for each in lexical.languages})

    return Restriction(
        conditions,
        frozenset(language for language in generation.manifest.languages if reads(language)),
        holding=reduce(np.intersect1d, map(rows_with, query.phrases)) if query.phrases else None,
        lacking=reduce(np.union1d, map(rows_with, query.excluded)) if query.excluded else None,
    )


def _lexical(
    generation: Generation, query: Query, conditions: Conditions, depth: int, weights: SearchWeights
) -> dict[int, float]:
    found: dict[int, float] = {}
    for language in generation.lexical.languages:
        weight = 1.0 if language == query.language else weights.fusion.other_language
        wanted, sayings = query.wanted(language), query.sayings(language)
        for hit in generation.lexical.search(wanted, language, depth, conditions, sayings, weights.lexical):
            found[hit.row] = weight * hit.score
    best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:depth]
    return dict(best)


def _complete(
    generation: Generation,
    query: Query,
    vector: Vectors,
    dense: dict[int, float],
    lexical: dict[int, float],
    weights: SearchWeights,
) -> None:
    reads = generation.encoder.description.reads
    languages = generation.columns.languages
    unseen = [row for row in lexical if row not in dense and reads(languages[row])]
    if unseen:
        dense.update(zip(unseen, generation.vectors.similarities(vector, np.asarray(unseen)).tolist(), strict=True))
    wordless: dict[str, list[int]] = {}
    for row in dense:
        if row not in lexical:
            wordless.setdefault(languages[row], []).append(row)
    for language, rows in wordless.items():
        weight = 1.0 if language == query.language else weights.fusion.other_language
        for row, score in generation.lexical.score(query.wanted(language), language, rows, weights.lexical).items():
            lexical[row] = weight * score


def _ranks(scores: Mapping[int, float]) -> dict[int, int]:
    ordered = sorted(scores, key=lambda row: (-scores[row], row))
    return {row: rank for rank, row in enumerate(ordered, 1)}
