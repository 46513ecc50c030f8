"""All numbers that choose answers, in one record: `evaluate` writes them beside its scores."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """How much each kind of evidence adds to the log-odds that a sentence answers.

    Fitted by scripts/quality/calibrate_answers.py on questions with known answers and questions without;
    docs/quality.md, "Answers", has the data and the result.
    """

    dense: float = 4.33
    words: float = 2.94
    context: float = 2.3
    kind: float = 1.81
    passage_score: float = 0.25
    bias: float = -7.13
    bias_without_dense: float = -4.75


@dataclass(frozen=True, slots=True)
class AnswerWeights:
    """Which sentences are an answer.

    What is "by hand" was chosen by looking at answers and is not measured.

    Attributes:
        evidence: what speaks for a sentence.
        least_confidence: probability from which on a sentence is worth showing; by its choice, since the biases are
            fitted to it: at 0.5 an eighth of the questions without an answer is answered.
        passages: best ones of a search that are looked into; by hand.
        most_sentences: of an answer; by hand.
        nearly: share of the best sentence's probability that a further one must have; by hand.
        repetition: share of a sentence's words that stand in one already chosen, from which on it says the same; by
            hand.
        names_for_one_missing: of so many names in a question one may be missing: it may be written in another way; by
            hand.
        any_kind: the evidence, of 1, where a question does not tell what kind of thing it asks for; by hand.
    """

    evidence: EvidenceWeights = field(default_factory=EvidenceWeights)
    least_confidence: float = 0.5
    passages: int = 12
    most_sentences: int = 3
    nearly: float = 0.85
    repetition: float = 0.7
    names_for_one_missing: int = 3
    any_kind: float = 0.5


ANSWERS = AnswerWeights()
