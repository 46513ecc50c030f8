"""What readers of the starter corpus find and are told, case by case."""

from __future__ import annotations

import pytest

from tests.relevance.marks import FOLDER, as_parameters
from unescosearch.evaluation.behaviour.cases import CATEGORIES, Case, load_cases
from unescosearch.evaluation.behaviour.running import failures, names
from unescosearch.generation.generation import Generation

CASES = load_cases(FOLDER / "cases")

pytestmark = [pytest.mark.model, pytest.mark.relevance]


def test_every_document_that_a_case_names_is_in_the_corpus(starter_corpus: Generation) -> None:
    held = names(starter_corpus)
    assert {case.name: case.mentioned - held for case in CASES if case.mentioned - held} == {}


def test_every_category_has_cases() -> None:
    assert {case.category for case in CASES} == set(CATEGORIES)


@pytest.mark.parametrize("case", as_parameters(CASES))
def test_case(starter_corpus: Generation, case: Case) -> None:
    """What the case expects is met; tests/relevance/marks.py says which may not be."""
    assert failures(starter_corpus, case) == []
