"""The paired bootstrap: repeatable, right in simple cases, and as wide as theory says."""

from __future__ import annotations

import numpy as np
import pytest

from unescosearch.evaluation.bootstrap import Interval, paired_interval


def test_equal_scores_differ_by_nothing() -> None:
    assert paired_interval([0.2, 0.9], [0.2, 0.9]) == Interval(0.0, 0.0, 0.0)


def test_a_constant_difference_has_no_width() -> None:
    found = paired_interval([0.5, 0.75, 1.0], [0.25, 0.5, 0.75])
    assert (found.mean, found.low, found.high) == (0.25, 0.25, 0.25)


def test_the_same_scores_give_the_same_interval() -> None:
    scores = np.random.default_rng(1).random((2, 50))
    assert paired_interval(*scores.tolist()) == paired_interval(*scores.tolist())


def test_the_interval_is_that_of_the_normal_approximation() -> None:
    difference = np.random.default_rng(2).normal(0.1, 1.0, 2_000)
    found = paired_interval(difference.tolist(), [0.0] * 2_000)
    half = 1.96 * difference.std() / np.sqrt(2_000)
    assert found.mean == pytest.approx(difference.mean())
    assert (found.high - found.mean) == pytest.approx(half, rel=0.15)
    assert (found.mean - found.low) == pytest.approx(half, rel=0.15)
