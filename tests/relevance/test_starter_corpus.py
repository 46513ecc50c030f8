"""What readers of the starter corpus find and are told, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.relevance.cases import CATEGORIES, Case, load_cases
from tests.relevance.running import failures, names
from unescosearch.index.generation import Generation

CASES = load_cases(Path(__file__).parent / "cases")

pytestmark = [pytest.mark.model, pytest.mark.relevance, pytest.mark.xdist_group("starter corpus")]


def marked(case: Case) -> object:
    """The case as a parameter; one that is known to fail must go on failing until its mark is taken away."""
    marks = [pytest.mark.xfail(reason=case.known_failure, strict=True)] if case.known_failure else []
    return pytest.param(case, id=case.name, marks=marks)


def test_every_document_that_a_case_names_is_in_the_corpus(starter_corpus: Generation) -> None:
    held = names(starter_corpus)
    assert {case.name: case.mentioned - held for case in CASES if case.mentioned - held} == {}


def test_every_category_has_cases() -> None:
    assert {case.category for case in CASES} == set(CATEGORIES)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_case(starter_corpus: Generation, case: Case) -> None:
    broken = failures(starter_corpus, case)
    assert not broken, f"{case.query!r}: {case.reason}\n- " + "\n- ".join(broken)
