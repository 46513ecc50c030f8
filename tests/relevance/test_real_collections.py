"""What readers of the real collections find and are told; the cases themselves are checked wherever the tests run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.relevance.marks import FOLDER, as_parameters
from unescosearch.evaluation.behaviour.cases import CATEGORIES, Case, load_cases
from unescosearch.evaluation.behaviour.running import failures, names
from unescosearch.generation.generation import Generation, open_current

CASES = load_cases(FOLDER / "real")
REAL_INDEX = os.environ.get("UNESCOSEARCH_REAL_INDEX")


@pytest.fixture(scope="session")
def real_index() -> Iterator[Generation]:
    """An index of the real collections, where the tester names one."""
    if not REAL_INDEX:
        pytest.skip("UNESCOSEARCH_REAL_INDEX names no index of the real collections")
    generation = open_current(Path(REAL_INDEX), checksums=False)
    yield generation
    generation.close()


def test_there_are_cases_of_each_category() -> None:
    assert len(CASES) >= 120
    assert {case.category for case in CASES} == set(CATEGORIES)


def test_no_case_has_the_name_of_one_over_the_starter_corpus() -> None:
    starter = {case.name for case in load_cases(FOLDER / "cases")}
    assert {case.name for case in CASES} & starter == set()


def test_the_cases_ask_in_several_scripts() -> None:
    letters = {"Russian": "ж", "Kazakh": "қ", "Arabic": "ا", "Chinese": "长", "French": "é"}
    asked = "".join(case.query.lower() for case in CASES)
    assert [name for name, letter in letters.items() if letter not in asked] == []


@pytest.mark.relevance
def test_every_document_that_a_case_names_is_there(real_index: Generation) -> None:
    held = names(real_index)
    assert {case.name: case.mentioned - held for case in CASES if case.mentioned - held} == {}


@pytest.mark.relevance
@pytest.mark.parametrize("case", as_parameters(CASES))
def test_case(real_index: Generation, case: Case) -> None:
    """What the case expects is met; tests/relevance/marks.py says which may not be."""
    assert failures(real_index, case) == []
