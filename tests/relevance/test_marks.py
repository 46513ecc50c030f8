"""A case that breaks unseen, or is mended unseen, fails its test; one that rounding decides does neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.relevance.marks import FOLDER, TIPPING
from unescosearch.evaluation.behaviour.cases import load_cases

TESTS = """
import pytest
from tests.relevance.marks import as_parameters
from unescosearch.evaluation.behaviour.cases import Case

FACTS = {"category": "factual", "reason": "It matters.", "query": "clubs", "filters": {}, "not_found": True}
CASES = [
    Case(name=name, known_failure="It is elsewhere." if "known" in name else "", **FACTS)
    for name in ("met", "broken", "known-met", "known-broken", "known-raising", "tips-met", "tips-broken")
]

@pytest.mark.parametrize("case", as_parameters(CASES, {"tips-met": "It tips.", "tips-broken": "It tips."}))
def test_case(case):
    if case.name.endswith("raising"):
        raise ValueError("no assertion")
    assert case.name.endswith("met")
"""


def test_a_case_fails_that_is_not_as_it_is_known(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "test_cases.py").write_text(TESTS, encoding="utf-8")
    seen = Outcomes()
    pytest.main(["-c", str(request.config.inipath), "-o", "addopts=", str(tmp_path)], plugins=[seen])
    assert seen.failed == ["test_case[broken]", "test_case[known-met]", "test_case[known-raising]"]
    assert "known-met is known to fail; where it does not" in seen.said["test_case[known-met]"]


class Outcomes:
    """What became of the tests of another run."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.said: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.nodeid.rpartition("::")[2]
        if report.failed:
            self.failed.append(name)
            self.said[name] = report.longreprtext


def test_what_is_said_to_tip_is_a_case_that_is_otherwise_met() -> None:
    cases = {case.name: case for folder in ("cases", "real") for case in load_cases(FOLDER / folder)}
    assert [name for name in TIPPING if name not in cases or cases[name].known_failure] == []
