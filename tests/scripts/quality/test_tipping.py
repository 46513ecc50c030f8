"""The search for cases that rounding decides: a little noise, the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from scripts.quality.tipping import NOISE, Nudged, tipping
from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.evaluation.behaviour.cases import Case


def test_a_query_is_moved_a_little_and_a_passage_not_at_all(tiny_encoder: Path) -> None:
    real = OnnxEncoder(tiny_encoder)
    vector = real.encode_query("a lake")
    moved = Nudged(real, seed=1).encode_query("a lake")
    assert 0 < np.linalg.norm(moved - vector) < 1.1 * NOISE
    np.testing.assert_array_equal(moved, Nudged(real, seed=1).encode_query("a lake"))
    assert not np.array_equal(moved, Nudged(real, seed=2).encode_query("a lake"))
    np.testing.assert_array_equal(next(Nudged(real, 1).encode_passages(["a lake"])), vector)


def test_a_case_that_is_met_or_missed_every_time_does_not_tip(sample_index: Path) -> None:
    facts = {"category": "factual", "reason": "It matters.", "query": "clubs in Kazakhstan", "filters": {}, "within": 1}
    cases = [Case(name=name, found=(name,), **facts) for name in ("clubs", "wetlands")]
    assert tipping(sample_index, cases, times=2) == {}
