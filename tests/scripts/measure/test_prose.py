"""The measurement of prose weighs each judged passage by how many it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.measure import prose as measure
from unescosearch.generation.generation import Generation


def test_precision_and_recall_are_weighed(generation: Generation, tmp_path: Path) -> None:
    first, second, third = [passage.id for passage in generation.catalogue.passages([1, 2, 3]).values()]
    sample = tmp_path / "sample.tsv"
    sample.write_text(
        "passage\tstratum\tweight\tjudged\n"
        f"{first}\ta\t3\taside\n{second}\ta\t1\tprose\n{third}\tb\t1\taside\nabsent\tb\t1\tprose\n",
        "utf-8",
    )
    judged, missing = measure.read_sample(sample, generation.catalogue.passage)
    assert (len(judged), missing) == (3, 1)
    taken = {first, second}
    assert measure.precision_and_recall(judged, lambda passage: passage.id not in taken) == (0.75, 0.75)
    assert measure.precision_and_recall(judged, lambda passage: True) == (0.0, 0.0)


def test_the_committed_sample_can_be_read(sample_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measure.main(["--index", str(sample_index)])
    assert "239 not there" in capsys.readouterr().out
