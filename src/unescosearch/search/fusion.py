"""Fuses the dense and the lexical scores of the same passages into one ranking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unescosearch.search.weights import WEIGHTS, FusionWeights


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that one of the engines found.

    Attributes:
        row: of the passage in the catalogue.
        dense: cosine to the query, None where the encoder cannot read the query or the passage.
        lexical: share of the query's rare words that the passage holds, 0 to about 1.
        prose: False for what is only a list of titles or links.
        translated: True for what is in another language than the query and was found by a translation of its words.
    """

    row: int
    dense: float | None
    lexical: float
    prose: bool = True
    translated: bool = False

    def weight(self, weights: FusionWeights) -> float:
        """What the score counts for, 0 to 1."""
        return (1.0 if self.prose else weights.lists) * (weights.translated if self.translated else 1.0)


def weight_of_meaning(readable: bool, certainty: float, weights: FusionWeights = WEIGHTS.fusion) -> float:
    """The weight of the cosine for a query.

    Args:
        readable: whether the encoder can read the query itself.
        certainty: share of its words that the translation says, which is read otherwise, 0 to 1: a few words of a
            question, however near they come, are not the question.
        weights: of both kinds of queries.
    """
    return weights.dense if readable else weights.translated_dense * certainty**weights.certainty_power


def fuse(
    candidates: Iterable[Candidate],
    dense_weight: float = WEIGHTS.fusion.dense,
    weights: FusionWeights = WEIGHTS.fusion,
) -> list[tuple[int, float]]:
    """Rows with their fused scores, best first.

    A convex combination of the two scores, each on a scale of its own that does not depend on the other candidates
    (Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval", arXiv:2210.11934). The lexical
    score is a share of what the query's words could reach, so where no passage holds its rare words the lexical side
    falls silent by itself. A passage that the encoder cannot read is judged by its words alone.

    Args:
        candidates: each passage once.
        dense_weight: weight of the cosine, 0 to 1.
        weights: all others.
    """
    scored = []
    for candidate in candidates:
        score = lexical = candidate.lexical**weights.lexical_power
        if candidate.dense is not None:
            score = dense_weight * max(candidate.dense, 0.0) + (1 - dense_weight) * lexical
        scored.append((candidate.row, candidate.weight(weights) * score))
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))
