"""What everything that answers questions offers: it chooses evidence by number, and writes no word of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from unescosearch.answers.evidence import Evidence
from unescosearch.search.understand import Query


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence that was chosen.

    Attributes:
        number: its place in the list of evidence, from 0.
        confidence: how surely it answers, 0 to 1; below `AnswerWeights.least_confidence` it is not quoted.
    """

    number: int
    confidence: float


class Answerer(Protocol):
    """Chooses the sentences that answer a question; safe to use from several threads."""

    def choose(self, question: Query, evidence: Sequence[Evidence]) -> Sequence[Choice]:
        """The sentences that answer, in the order they are to be quoted in, each once; empty where none does."""
        ...
