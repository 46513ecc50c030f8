"""The pass rate of the behaviour cases: one line a category, and what is not as the cases say."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.quality import relevance as script
from unescosearch.evaluation.behaviour.cases import Case

CASE = """[[case]]
name = "{name}"
category = "{category}"
reason = "It matters."
query = "clubs in Kazakhstan"
within = 1
found = ["{found}"]
{more}
"""


def run(index: Path, folder: Path, *cases: dict[str, str]) -> int:
    texts = [CASE.format(**({"name": "one", "category": "factual", "more": ""} | case)) for case in cases]
    (folder / "cases.toml").write_text("\n".join(texts))
    return int(script.main(["--index", str(index), "--cases", str(folder)]))


def test_the_shares_are_printed_by_category(
    sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = {"name": "two", "category": "names", "found": "wetlands", "more": 'known_failure = "It is elsewhere."'}
    assert run(sample_index, tmp_path, {"found": "clubs"}, known) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[1:] == [
        ["factual", "1", "1", "100.0%", "0"],
        ["names", "0", "1", "0.0%", "1"],
        ["all", "1", "2", "50.0%", "1"],
    ]


def test_what_is_not_as_the_cases_say_is_explained(
    sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mended = {"name": "two", "found": "clubs", "more": 'known_failure = "It is elsewhere."'}
    assert run(sample_index, tmp_path, {"found": "wetlands"}, mended) == 1
    printed = capsys.readouterr().out
    assert "one (factual): 'clubs in Kazakhstan'\n  - wetlands" in printed
    assert "two (factual) is met now" in printed


def test_a_case_that_rounding_decides_is_no_surprise() -> None:
    case = Case(name="one", category="factual", reason="It matters.", query="clubs", filters={}, not_found=True)
    assert script.surprises([case], {"one": ["it is answered"]}, {}) != []
    assert script.surprises([case], {"one": ["it is answered"]}, {"one": "Two scores are nearly equal."}) == []
