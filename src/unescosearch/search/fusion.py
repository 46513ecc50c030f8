"""Fuses the dense and the lexical scores of the same passages into one ranking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from unescosearch.search.weights import WEIGHTS, FusionWeights


@dataclass(frozen=True, slots=True)
class Pair:
    """What scores are worth for the languages of a query and a passage.

    Attributes:
        dense: weight of the score of meaning, the rest being that of the words, 0 to 1.
        trust: what both together count for, 0 to 1.
    """

    dense: float = WEIGHTS.fusion.dense
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that one of the engines found.

    Attributes:
        row: of the passage in the catalogue.
        dense: likeness to the query, on the scale of `encoder.scale`; None where no encoder reads both.
        lexical: share of the query's rare words that the passage holds, 0 to about 1.
        prose: False for what is only a list of titles or links.
        pair: what is made of both.
    """

    row: int
    dense: float | None
    lexical: float
    prose: bool = True
    pair: Pair = field(default_factory=Pair)

    def weight(self, weights: FusionWeights) -> float:
        """What the score counts for, 0 to 1."""
        return (1.0 if self.prose else weights.lists) * self.pair.trust


def weight_of_translation(certainty: float, weights: FusionWeights = WEIGHTS.fusion) -> float:
    """The weight of the likeness to a query that is read in translation, word by word.

    Args:
        certainty: share of its words that the translation says, 0 to 1: a few words of a question, however near they
            come, are not the question.
        weights: of the fusion.
    """
    weight: float = weights.translated_dense * certainty**weights.certainty_power
    return weight


def fuse(candidates: Iterable[Candidate], weights: FusionWeights = WEIGHTS.fusion) -> list[tuple[int, float]]:
    """Rows with their fused scores, best first.

    A convex combination of the two scores, each on a scale of its own that does not depend on the other candidates
    (Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval", arXiv:2210.11934). The lexical
    score is a share of what the query's words could reach, so where no passage holds its rare words the lexical side
    falls silent by itself. A passage that no encoder can compare with the query is judged by its words alone.

    Args:
        candidates: each passage once.
        weights: of lists, and of words.
    """
    scored = []
    for candidate in candidates:
        score = lexical = candidate.lexical**weights.lexical_power
        if candidate.dense is not None:
            weight = candidate.pair.dense
            score = weight * max(candidate.dense, 0.0) + (1 - weight) * lexical
        scored.append((candidate.row, candidate.weight(weights) * score))
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))
