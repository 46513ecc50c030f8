"""Fuses the dense and the lexical scores of the same passages into one ranking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DENSE_WEIGHT = 0.5
# Of a query that the encoder reads in translation, word by word.
TRANSLATED_DENSE_WEIGHT = 0.3
# Above 1: half of the query's rare words say less than half of what all of them say.
LEXICAL_POWER = 1.5
# A list of titles holds many rare words side by side and says nothing.
LIST_WEIGHT = 0.85
# What a word by word translation finds comes after what holds the words of the query itself, where there is such.
TRANSLATED_WEIGHT = 0.3


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

    @property
    def weight(self) -> float:
        """What the score counts for, 0 to 1."""
        return (1.0 if self.prose else LIST_WEIGHT) * (TRANSLATED_WEIGHT if self.translated else 1.0)


def weight_of_meaning(readable: bool, certainty: float) -> float:
    """The weight of the cosine for a query.

    Args:
        readable: whether the encoder can read the query itself.
        certainty: share of its words that the translation says, which is read otherwise, 0 to 1: a few words of a
            question, however near they come, are not the question.
    """
    return DENSE_WEIGHT if readable else TRANSLATED_DENSE_WEIGHT * certainty**2


def fuse(candidates: Iterable[Candidate], dense_weight: float = DENSE_WEIGHT) -> list[tuple[int, float]]:
    """Rows with their fused scores, best first.

    A convex combination of the two scores, each on a scale of its own that does not depend on the other candidates
    (Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval", arXiv:2210.11934). The lexical
    score is a share of what the query's words could reach, so where no passage holds its rare words the lexical side
    falls silent by itself. A passage that the encoder cannot read is judged by its words alone.

    Args:
        candidates: each passage once.
        dense_weight: weight of the cosine, 0 to 1.
    """
    scored = []
    for candidate in candidates:
        score = lexical = candidate.lexical**LEXICAL_POWER
        if candidate.dense is not None:
            score = dense_weight * max(candidate.dense, 0.0) + (1 - dense_weight) * lexical
        scored.append((candidate.row, candidate.weight * score))
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))
