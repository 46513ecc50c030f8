"""Answers a question with sentences of the stored text, word for word, or says that none was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unescosearch.answers.answerer import Answerer, Choice
from unescosearch.answers.chooser import WeighingAnswerer
from unescosearch.answers.evidence import Evidence, gather, names_kept
from unescosearch.answers.weights import ANSWERS, AnswerWeights
from unescosearch.errors import AnswerError
from unescosearch.generation.generation import Generation
from unescosearch.search.engine import Found


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


def answer(
    generation: Generation, found: Found, answerer: Answerer | None = None, weights: AnswerWeights = ANSWERS
) -> Answer:
    """Answer a question from the results of a search for it.

    Args:
        generation: the one that was searched.
        found: results for the question.
        answerer: chooses among the evidence; by weighing it where none is given.
        weights: all numbers that choose sentences.

    Raises:
        AnswerError: the answerer chose what is no evidence.
    """
    gathered = gather(generation, found.query, found.hits, weights)
    evidence = [item for item in gathered if names_kept(item, found.query, weights.names_for_one_missing)]
    choices = (answerer or WeighingAnswerer(weights)).choose(found.query, evidence)
    return quoted(evidence, choices, weights.least_confidence)


def quoted(
    evidence: Sequence[Evidence], choices: Sequence[Choice], least_confidence: float = ANSWERS.least_confidence
) -> Answer:
    """The answer that quotes what was chosen.

    Args:
        evidence: all that there was to choose from.
        choices: by their numbers in the evidence.
        least_confidence: of a sentence that is quoted.

    Raises:
        AnswerError: a number that no evidence has, a number twice, or a confidence that is none.
    """
    numbers = [choice.number for choice in choices]
    unknown = [number for number in numbers if number not in range(len(evidence))]
    unsure = [choice.confidence for choice in choices if not 0 <= choice.confidence <= 1]
    if unknown or unsure or len(set(numbers)) < len(numbers):
        raise AnswerError(
            f"The answerer chose the sentences {numbers} of {len(evidence)} with confidences that "
            f"{'are not all' if unsure else 'are'} from 0 to 1. Each must be chosen once, by a number below "
            f"{len(evidence)}; ask another answerer."
        )
    sure = (one for one in choices if one.confidence >= least_confidence)
    quotes = [Quote(evidence[one.number], one.confidence) for one in sure]
    return Answer(quotes, max((one.confidence for one in choices), default=0.0))
