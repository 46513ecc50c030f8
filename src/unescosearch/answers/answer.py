"""Answers a question with sentences of the stored text, word for word, or says that none was found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from unescosearch.answers.evidence import Evidence, gather, names_kept
from unescosearch.generation.generation import Generation
from unescosearch.search.engine import Found
from unescosearch.words.analysis import query_words

LEAST_CONFIDENCE = 0.5

_PASSAGES = 12
_MOST_SENTENCES = 3
# A further sentence must be nearly as good as the best one, and not say the same again.
_NEARLY = 0.85
_REPETITION = 0.7


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence adds to the log-odds that a sentence answers.

    Fitted by scripts/calibrate_answers.py on questions with known answers and questions without; docs/quality.md
    has the data and the result.
    """

    dense: float = 4.33
    words: float = 2.94
    context: float = 2.3
    kind: float = 1.81
    passage_score: float = 0.25
    bias: float = -7.13
    bias_without_dense: float = -4.75


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an answer: `evidence.text`, with how surely it answers."""

    evidence: Evidence
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The quotes that answer a question, best first; empty where nothing in the index answers it.

    Attributes:
        confidence: of the best sentence, 0 to 1, also where it was not enough.
    """

    quotes: list[Quote]
    confidence: float


def answer(generation: Generation, found: Found) -> Answer:
    """Answer a question from the results of a search for it.

    Args:
        generation: the one that was searched.
        found: results for the question.
    """
    evidence = [
        item for item in gather(generation, found.query, found.hits, _PASSAGES) if names_kept(item, found.query)
    ]
    ranked = sorted(((confidence(item), -place) for place, item in enumerate(evidence)), reverse=True)
    if not ranked:
        return Answer([], 0.0)
    best = ranked[0][0]
    if best < LEAST_CONFIDENCE:
        return Answer([], best)
    quotes: list[Quote] = []
    for probability, place in ranked:
        item = evidence[-place]
        enough = probability >= max(LEAST_CONFIDENCE, _NEARLY * best)
        if enough and len(quotes) < _MOST_SENTENCES and not _repeats(item, quotes):
            quotes.append(Quote(item, probability))
    return Answer(quotes, best)


def confidence(evidence: Evidence, weights: Weights = WEIGHTS) -> float:
    """How surely a sentence answers its question, 0 to 1; at `LEAST_CONFIDENCE` it is worth showing."""
    odds = (
        weights.words * evidence.words
        + weights.context * evidence.context
        + weights.kind * evidence.kind
        + weights.passage_score * evidence.passage_score
    )
    odds += weights.bias_without_dense if evidence.dense is None else weights.bias + weights.dense * evidence.dense
    return 1 / (1 + math.exp(-odds))


def _repeats(item: Evidence, quotes: Sequence[Quote]) -> bool:
    words = set(query_words(item.text, item.passage.language))
    for quote in quotes:
        others = set(query_words(quote.evidence.text, quote.evidence.passage.language))
        if words and len(words & others) / len(words) >= _REPETITION:
            return True
    return False
