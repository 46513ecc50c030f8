"""Chooses the evidence that answers a question by weighing what speaks for each sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from unescosearch.answers.answerer import LEAST_CONFIDENCE, Choice
from unescosearch.answers.evidence import Evidence
from unescosearch.search.understand import Query
from unescosearch.words.analysis import query_words

_MOST_SENTENCES = 3
# A further sentence must be nearly as good as the best one, and not say the same again.
_NEARLY = 0.85
_REPETITION = 0.7


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence adds to the log-odds that a sentence answers.

    Fitted by scripts/quality/calibrate_answers.py on questions with known answers and questions without;
    docs/quality.md has the data and the result.
    """

    dense: float = 4.33
    words: float = 2.94
    context: float = 2.3
    kind: float = 1.81
    passage_score: float = 0.25
    bias: float = -7.13
    bias_without_dense: float = -4.75


WEIGHTS = Weights()


class WeighingAnswerer:
    """Takes the sentence that most speaks for, and up to two more that are nearly as good and say something else."""

    def choose(self, question: Query, evidence: Sequence[Evidence]) -> list[Choice]:
        """The best sentences, best first; the best one alone where it is not sure enough."""
        ranked = sorted(((confidence(item), -place) for place, item in enumerate(evidence)), reverse=True)
        if not ranked:
            return []
        best = ranked[0][0]
        if best < LEAST_CONFIDENCE:
            return [Choice(-ranked[0][1], best)]
        chosen: list[Choice] = []
        for probability, place in ranked:
            item = evidence[-place]
            enough = probability >= max(LEAST_CONFIDENCE, _NEARLY * best)
            others = [evidence[choice.number] for choice in chosen]
            if enough and len(chosen) < _MOST_SENTENCES and not _repeats(item, others):
                chosen.append(Choice(-place, probability))
        return chosen


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


def _repeats(item: Evidence, chosen: Sequence[Evidence]) -> bool:
    words = set(query_words(item.text, item.passage.language))
    for one in chosen:
        others = set(query_words(one.text, one.passage.language))
        if words and len(words & others) / len(words) >= _REPETITION:
            return True
    return False
