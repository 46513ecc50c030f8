"""The sweep over weights: every number can be varied, and the curve holds the value that is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.quality import sweep
from tests.evaluation.small_sets import write_xquad
from unescosearch.evaluation.identity import weight_values
from unescosearch.evaluation.records import EvaluationSet, Question
from unescosearch.search.weights import WEIGHTS, SearchWeights


@pytest.mark.parametrize("name", sweep.weight_names())
def test_every_number_that_ranks_can_be_varied_by_itself(name: str) -> None:
    values = sweep.values_of(name)
    assert sweep.shipped(name) in values
    assert len(values) > 2
    whole = f"search.{name}"
    other = sweep.changed(WEIGHTS, name.split("."), values[-1])
    assert isinstance(other, SearchWeights)
    differing = {key for key, value in weight_values(other).items() if value != weight_values()[key]}
    assert differing == ({whole} if values[-1] != sweep.shipped(name) else set())
    assert sweep.changed(WEIGHTS, name.split("."), sweep.shipped(name)) == WEIGHTS


def test_a_sample_is_drawn_from_the_whole_set() -> None:
    whole = EvaluationSet("birds", tuple(Question(str(number), "wings", "en", {"a": 1}) for number in range(10)))
    assert [each.id for each in sweep.sampled(whole, 4).questions] == ["0", "2", "5", "7"]
    assert sweep.sampled(whole, None) == sweep.sampled(whole, 10) == whole


def test_the_curve_is_a_table_with_the_shipped_value_in_bold(
    tmp_path: Path, tiny_encoder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNESCOSEARCH_MODEL", str(tiny_encoder))
    sets = str(write_xquad(tmp_path / "xquad"))
    sweep.main([sets, "--work", str(tmp_path / "work"), "--weight", "fusion.dense", "--values", "0", "1"])
    head, _, *rows = capsys.readouterr().out.strip().splitlines()
    assert head == "| fusion.dense | 0 | **0.5** | 1 |"
    assert [row.split(" | ")[0] for row in rows] == ["| set.en en->en (2)", "| set.es es->es (2)"]
    assert all(0 <= float(score) <= 1 for row in rows for score in row.strip(" |").split(" | ")[1:])
