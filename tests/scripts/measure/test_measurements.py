"""The measurements run: of memory while building, and of kinds of vector index."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from scripts.compare import vectors
from scripts.measure import build_memory

Capture = pytest.CaptureFixture[str]


def test_the_memory_of_a_build_is_told_beside_the_models(
    sample_index: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(sys, "argv", ["measure", "--base", str(sample_index), "--corpus", str(corpus)])
    build_memory.main()
    printed = capsys.readouterr().out
    told = dict(re.findall(r"^(.+?)  +([\d,]+)", printed, re.MULTILINE))
    assert "of which encoded 0" in printed
    assert int(told["the build's peak"].replace(",", "")) > int(told["the model alone"].replace(",", "")) > 10


def test_every_kind_of_vector_index_has_a_recall(sample_index: Path) -> None:
    recalls = [float(cell) for cell in vectors.compare(sample_index).columns[4].cells]
    assert recalls[0] == 1.0
    assert len(recalls) == 1 + len(vectors.PROBED) * (len(vectors.TRAINING) + 2)
    assert all(0 < recall <= 1 for recall in recalls)
