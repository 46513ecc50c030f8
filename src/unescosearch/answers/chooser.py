"""Chooses the evidence that answers a question by weighing what speaks for each sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from unescosearch.answers.answerer import Choice
from unescosearch.answers.evidence import Evidence
from unescosearch.answers.weights import ANSWERS, AnswerWeights, EvidenceWeights
from unescosearch.search.understand import Query
from unescosearch.words.analysis import query_words


@dataclass(frozen=True, slots=True)
class WeighingAnswerer:
    """Takes the sentence that most speaks for, and up to two more that are nearly as good and say something else.

    Attributes:
        weights: of the evidence, and how sure and how near a sentence must be.
    """

    weights: AnswerWeights = ANSWERS

    def choose(self, question: Query, evidence: Sequence[Evidence]) -> list[Choice]:
        """The best sentences, best first; the best one alone where it is not sure enough."""
        weights = self.weights
        ranked = sorted(
            ((confidence(item, weights.evidence), -place) for place, item in enumerate(evidence)), reverse=True
        )
        if not ranked:
            return []
        best = ranked[0][0]
        if best < weights.least_confidence:
            return [Choice(-ranked[0][1], best)]
        chosen: list[Choice] = []
        for probability, place in ranked:
            item = evidence[-place]
            enough = probability >= max(weights.least_confidence, weights.nearly * best)
            others = [evidence[choice.number] for choice in chosen]
            if enough and len(chosen) < weights.most_sentences and not _repeats(item, others, weights.repetition):
                chosen.append(Choice(-place, probability))
        return chosen


def confidence(evidence: Evidence, weights: EvidenceWeights = ANSWERS.evidence) -> float:
    """How surely a sentence answers its question, 0 to 1."""
    odds = (
        weights.words * evidence.words
        + weights.context * evidence.context
        + weights.kind * evidence.kind
        + weights.passage_score * evidence.passage_score
    )
    odds += weights.bias_without_dense if evidence.dense is None else weights.bias + weights.dense * evidence.dense
    return 1 / (1 + math.exp(-odds))


def _repeats(item: Evidence, chosen: Sequence[Evidence], repetition: float) -> bool:
    words = set(query_words(item.text, item.passage.language))
    for one in chosen:
        others = set(query_words(one.text, one.passage.language))
        if words and len(words & others) / len(words) >= repetition:
            return True
    return False
