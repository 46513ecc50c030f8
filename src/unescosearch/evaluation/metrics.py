"""Measures of a ranking against judgements, as trec_eval defines them; all are 0 to 1, higher is better."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

Run = Mapping[str, Sequence[str]]
Judgements = Mapping[str, Mapping[str, int]]
Measure = Callable[[Sequence[str], Mapping[str, int]], float]


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """Normalised discounted cumulative gain of the first k; the gain is the grade itself."""
    ideal = sorted((grade for grade in grades.values() if grade > 0), reverse=True)
    return _gain([grades.get(name, 0) for name in ranked[:k]]) / _gain(ideal[:k])


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """One divided by the rank of the first relevant document among the first k; 0 where none is."""
    return next((1 / rank for rank, name in enumerate(ranked[:k], 1) if grades.get(name, 0) > 0), 0.0)


def recall(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """The share of the relevant documents that stand among the first k."""
    relevant = {name for name, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranked[:k])) / len(relevant)


MEASURES: Mapping[str, Measure] = {
    "ndcg@10": partial(ndcg, k=10),
    "mrr@10": partial(reciprocal_rank, k=10),
    "recall@1": partial(recall, k=1),
    "recall@10": partial(recall, k=10),
    "recall@100": partial(recall, k=100),
}


def measure(name: str, run: Run, judgements: Judgements) -> dict[str, float]:
    """A measure of each query that has a relevant document; one that the run lacks counts as unanswered.

    Args:
        name: one of `MEASURES`.
        run: ids of documents for each query, best first, each once.
        judgements: grades of documents for each query.
    """
    function = MEASURES[name]
    judged = {query: grades for query, grades in judgements.items() if any(grade > 0 for grade in grades.values())}
    return {query: function(run.get(query, ()), grades) for query, grades in judged.items()}


def _gain(grades: Sequence[int]) -> float:
    return sum(max(grade, 0) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
