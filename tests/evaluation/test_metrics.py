"""The measures: worked by hand where they are simple, and equal to trec_eval's on random runs."""

from __future__ import annotations

import random

import pytest
import pytrec_eval

from unescosearch.evaluation.metrics import MEASURES, measure

TREC_NAMES = {
    "ndcg@10": "ndcg_cut_10",
    "mrr@10": "recip_rank",
    "recall@1": "recall_1",
    "recall@10": "recall_10",
    "recall@100": "recall_100",
}


def test_a_relevant_document_at_rank_two() -> None:
    run, judged = {"q": ["x", "a", "y"]}, {"q": {"a": 1, "b": 1}}
    found = {name: measure(name, run, judged)["q"] for name in MEASURES}
    assert found["mrr@10"] == 0.5
    assert (found["recall@1"], found["recall@10"]) == (0.0, 0.5)
    assert found["ndcg@10"] == pytest.approx(0.63093 / 1.63093, abs=1e-5)


@pytest.mark.parametrize("name", MEASURES)
def test_a_question_without_answers_counts_as_nothing_and_one_without_judgements_not_at_all(name: str) -> None:
    assert measure(name, {"c": ["a"]}, {"a": {"x": 1}, "b": {"x": 0}}) == {"a": 0.0}


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", MEASURES)
def test_measures_equal_those_of_trec_eval(name: str, seed: int) -> None:
    dice = random.Random(seed)
    documents = [f"d{number}" for number in range(150)]
    judged = {f"q{n}": {d: dice.randint(0, 3) for d in dice.sample(documents, 30)} | {"d0": 1} for n in range(20)}
    run = {query: dice.sample(documents, dice.randint(1, 120)) for query in judged}
    # Its reciprocal rank has no cut, so it is given the first ten only.
    scored = {
        q: {d: -float(rank) for rank, d in enumerate(found[: 10 if name == "mrr@10" else None])}
        for q, found in run.items()
    }
    theirs = pytrec_eval.RelevanceEvaluator(judged, {"ndcg_cut_10", "recip_rank", "recall_1,10,100"}).evaluate(scored)
    ours = measure(name, run, judged)
    assert ours == pytest.approx({query: values[TREC_NAMES[name]] for query, values in theirs.items()}, abs=1e-9)
