"""How sure a difference between two rankings is: the paired bootstrap over the questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1_000
_SEED = 20_451_116
_PERCENTILES = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean difference with its 95 % interval; where `low` to `high` holds 0, the sign is not sure."""

    mean: float
    low: float
    high: float


def paired_interval(ones: Sequence[float], others: Sequence[float], resamples: int = RESAMPLES) -> Interval:
    """The mean of `ones - others` with its interval, the same for the same numbers.

    Args:
        ones: a score a question.
        others: the scores of the same questions, in the same order.
        resamples: how often the questions are drawn anew, with replacement.
    """
    differences = np.asarray(ones, dtype=np.float64) - np.asarray(others, dtype=np.float64)
    generator = np.random.default_rng(_SEED)
    size = len(differences)
    means = [differences[generator.integers(0, size, size)].mean() for _ in range(resamples)]
    low, high = np.percentile(means, _PERCENTILES)
    return Interval(float(differences.mean()), float(low), float(high))
