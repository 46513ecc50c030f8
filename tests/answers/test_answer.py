"""Answers: whatever is chosen, the quotes are the evidence to the letter, or there is a clear error."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unescosearch.answers.answer import Answer, quoted
from unescosearch.answers.answerer import Choice
from unescosearch.answers.evidence import Evidence
from unescosearch.answers.weights import ANSWERS
from unescosearch.errors import AnswerError
from unescosearch.records import Document, Passage
from unescosearch.search.understand import Query

TEXT = "Founded in 1945. Seat in Paris. Opened in 1946. Members are states."
SPANS = [(0, 16), (17, 31), (32, 47), (48, 67)]
PASSAGE = Passage("d#1", "d", TEXT, "", 0, len(TEXT), 0, "en")
DOCUMENT = Document(id="d", title="A title", source_url="", language="en", collection="c", path="p")
EVIDENCE = [Evidence(DOCUMENT, PASSAGE, start, end, None, 0.5, 0.5, 0.5, 0.5) for start, end in SPANS]


class ShortestFirst:
    """Another answerer: the two shortest sentences."""

    def choose(self, question: Query | None, evidence: Sequence[Evidence]) -> list[Choice]:
        """Two numbers, as sure as can be."""
        ordered = sorted(range(len(evidence)), key=lambda number: len(evidence[number].text))
        return [Choice(number, 1.0) for number in ordered[:2]]


def test_another_answerer_is_quoted_in_its_order() -> None:
    answer = quoted(EVIDENCE, ShortestFirst().choose(None, EVIDENCE))
    assert [quote.evidence.text for quote in answer.quotes] == ["Seat in Paris.", "Opened in 1946."]


def test_what_is_chosen_without_enough_confidence_is_not_quoted_but_its_confidence_is_kept() -> None:
    assert quoted(EVIDENCE, [Choice(2, 0.3)]) == Answer([], 0.3)
    assert quoted(EVIDENCE, []) == Answer([], 0.0)


@given(st.lists(st.tuples(st.integers(-3, 6), st.floats(-0.5, 1.5) | st.just(float("nan"))), max_size=5))
def test_whatever_numbers_come_back_quotes_are_the_evidence_or_there_is_an_error(
    chosen: list[tuple[int, float]],
) -> None:
    choices = [Choice(number, confidence) for number, confidence in chosen]
    numbers = [choice.number for choice in choices]
    sound = set(numbers) <= set(range(4)) and len(set(numbers)) == len(numbers)
    if not (sound and all(0 <= choice.confidence <= 1 for choice in choices)):
        with pytest.raises(AnswerError, match="chosen once"):
            quoted(EVIDENCE, choices)
        return
    quotes = quoted(EVIDENCE, choices).quotes
    wanted = [EVIDENCE[one.number] for one in choices if one.confidence >= ANSWERS.least_confidence]
    assert [quote.evidence for quote in quotes] == wanted
    assert all(quote.evidence.text in quote.evidence.passage.text for quote in quotes)
