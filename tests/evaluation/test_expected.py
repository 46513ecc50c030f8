"""Expected scores: what is written is read again, and compared as it should be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from unescosearch.errors import UsageError
from unescosearch.evaluation.expected import Expected, changed_values, compare, load, save


def results(score: float, questions: int = 2, kind: str = "") -> list[dict[str, Any]]:
    row = {"pair": "en->en", "kind": kind, "questions": questions, "hybrid": {"ndcg@10": score, "mrr@10": 0.5}}
    return [{"set": "birds", "rows": [row | {"difference": {"to": "dense", "mean": score}}]}]


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    expected = Expected(("xquad",), True, False, {"id": "x", "values": {"program": "1"}}, results(0.5))
    save(tmp_path / "new" / "xquad.json", expected)
    assert load(tmp_path / "new" / "xquad.json") == expected
    text = (tmp_path / "new" / "xquad.json").read_text()
    assert '"command": "unescosearch evaluate xquad --language-pairs"' in text


@pytest.mark.parametrize(
    ("found", "verdict", "where"),
    [
        (results(0.5), "OK", "ndcg@10"),
        (results(0.50004), "OK", "ndcg@10"),
        (results(0.5049), "nearly", "ndcg@10"),
        (results(0.4951), "nearly", "ndcg@10"),
        (results(0.5051), "FAIL", "ndcg@10"),
        (results(0.4), "FAIL", "ndcg@10"),
        (results(0.5, questions=3), "FAIL", "3 questions, not 2"),
        (results(0.5, kind="other"), "FAIL", "missing"),
        ([], "FAIL", "missing"),
    ],
)
def test_the_verdict_is_that_of_the_greatest_difference(found: list[dict[str, Any]], verdict: str, where: str) -> None:
    (comparison,) = compare(results(0.5), found)
    assert comparison.verdict == verdict
    assert where in comparison.where or verdict == "OK"


def test_modes_that_were_not_run_are_not_compared() -> None:
    expected = results(0.5)
    expected[0]["rows"][0]["dense"] = {"ndcg@10": 0.9}
    assert [each.verdict for each in compare(expected, results(0.5))] == ["OK"]


def test_what_changed_in_the_engine_is_named() -> None:
    before = {"id": "a", "values": {"weight": 0.5, "gone": 1}}
    assert changed_values(before, {"id": "b", "values": {"weight": 0.6, "new": 2}}) == [
        "gone: 1 -> none",
        "new: none -> 2",
        "weight: 0.5 -> 0.6",
    ]


@pytest.mark.parametrize("text", ["", "[]", '{"command": ""}', '{"sets": []}'])
def test_what_holds_no_scores_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(UsageError, match="--save"):
        load(tmp_path / "x.json")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        save(tmp_path, Expected((), False, False, {}, []))
