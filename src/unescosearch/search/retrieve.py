"""Finds candidate passages with both engines and gives each candidate both scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

from unescosearch.catalogue.conditions import Conditions
from unescosearch.generation.generation import Generation
from unescosearch.search.fusion import Candidate, Pair, weight_of_translation
from unescosearch.search.meaning import Meaning, by_meaning
from unescosearch.search.understand import Query
from unescosearch.search.weights import WEIGHTS, SearchWeights

# Below, passing the work to another thread takes longer than looking for the words.
_PASSAGES_WORTH_A_THREAD = 50_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages to rank, and where each engine had put them.

    Attributes:
        passages: each candidate once.
        dense_ranks: row to rank among the dense hits, from 1.
        lexical_ranks: row to rank among the lexical hits, from 1.
    """

    passages: list[Candidate]
    dense_ranks: Mapping[int, int]
    lexical_ranks: Mapping[int, int]


def retrieve(
    generation: Generation,
    query: Query,
    mode: str,
    conditions: Conditions,
    depth: int,
    weights: SearchWeights = WEIGHTS,
) -> Candidates:
    """The candidates for a query.

    The dense side is asked only for a query that an encoder can read, and knows only passages that one can read. What
    one engine found and the other did not is scored by the other as well, so that fusion compares like with like.

    Args:
        generation: where to search.
        query: what to search for.
        mode: "hybrid", "dense" or "lexical".
        conditions: applied inside both engines.
        depth: hits taken from each engine.
        weights: of words, and of the two engines.
    """
    asked = None
    if mode != "lexical" and query.reading:
        asked = _started(partial(by_meaning, generation, query, conditions, depth), generation)
    lexical = {} if mode == "dense" else _lexical(generation, query, conditions, depth, weights)
    meaning = asked() if asked else Meaning({}, {})
    dense = dict(meaning.scores)
    dense_ranks, lexical_ranks = _ranks(dense), _ranks(lexical)
    if mode == "hybrid" and asked:
        _complete(generation, query, meaning, dense, lexical, weights)
    columns = generation.columns
    pairs = {language: _pair(query, language, language in meaning.routes, weights) for language in columns.spoken}
    candidates = [
        Candidate(row, dense.get(row), lexical.get(row, 0.0), bool(columns.prose[row]), pairs[columns.languages[row]])
        for row in sorted(dense.keys() | lexical.keys())
    ]
    return Candidates(candidates, dense_ranks, lexical_ranks)


def _started(task: Callable[[], Meaning], generation: Generation) -> Callable[[], Meaning]:
    """The result of a task, which is worked at meanwhile where the lexical side takes long enough for it."""
    if len(generation.columns.languages) < _PASSAGES_WORTH_A_THREAD:
        found = task()
        return lambda: found
    return _beside().submit(task).result


@cache
def _beside() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(thread_name_prefix="dense")


def _pair(query: Query, language: str, read: bool, weights: SearchWeights) -> Pair:
    """What scores of passages of a language are worth for a query; `read` says whether an encoder compares them."""
    if language == query.language or not query.translates(language):
        trust = 1.0
    else:
        trust = weights.fusion.across if read and query.readable else weights.fusion.translated
    if not query.readable:
        return Pair(weight_of_translation(query.certainty, weights.fusion), trust)
    return Pair(weights.fusion.dense, trust)


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
    meaning: Meaning,
    dense: dict[int, float],
    lexical: dict[int, float],
    weights: SearchWeights,
) -> None:
    languages = generation.columns.languages
    dense.update(meaning.similarities([row for row in lexical if row not in dense], languages))
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
