"""Fits the weights of answers/weights.py: which sentence answers a question, and when none does.

Reads question files (JSON lines with `question` and the verbatim `quote` that answers it) and files of questions that
the index cannot answer, asks an index, and fits a logistic regression over the evidence of every sentence. Prints the
weights, and what they give: how often an answerable question is answered with the right sentence, how often it is
left unanswered, and how often an unanswerable one is answered all the same. Half of the questions, drawn by their
number, are kept out of the fit and reported apart.

Run: .venv/bin/python -m scripts.quality.calibrate_answers --index INDEX --questions FILE --unanswerable FILE
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from unescosearch.answers.chooser import confidence
from unescosearch.answers.evidence import Evidence, gather
from unescosearch.answers.weights import ANSWERS, EvidenceWeights
from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters

FEATURES = ("dense", "words", "context", "kind", "passage_score")
LEAST_CONFIDENCE = ANSWERS.least_confidence


@dataclass(frozen=True)
class Asked:
    """A question with the sentences that were looked at, and which of them are right.

    A sentence is right where it is in the quote, or, for a question of fact, where it holds the answer.
    """

    question: str
    kind: str
    answerable: bool
    evidence: list[Evidence]
    right: list[bool]


def letters(text: str) -> str:
    """A text without everything that a scan or a copy may have changed."""
    return re.sub(r"\W+", "", text.lower())


def is_right(sentence: str, quote: str) -> bool:
    """Whether a sentence is the quote, a part of it, or holds most of it."""
    one, other = letters(sentence), letters(quote)
    longest = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return longest.size >= 0.6 * min(len(one), len(other)) and longest.size >= 12


def ask(generation: Generation, entry: dict[str, str]) -> Asked:
    """Search for a question and gather the evidence of the best passages."""
    found = search(generation, SearchParameters(entry["question"]))
    evidence = gather(generation, found.query, found.hits)
    quote = entry.get("quote", "")
    answer = letters(entry["answer"]) if entry.get("kind") == "factual" else ""
    right = [
        bool(quote) and (is_right(e.text, quote) or (len(answer) > 1 and answer in letters(e.text))) for e in evidence
    ]
    return Asked(entry["question"], entry.get("kind", ""), bool(quote), evidence, right)


def features(evidence: Evidence) -> list[float]:
    """The evidence as numbers, in the order of `FEATURES`."""
    return [float(getattr(evidence, name) or 0.0) for name in FEATURES]


def fit(asked: list[Asked], answered_wrongly: float = 0.125) -> EvidenceWeights:
    """The weights that tell right sentences from the others, with the bias that abstains often enough.

    The bias is set so that at the least confidence no more than a given share of the unanswerable questions is
    answered. Where the encoder is silent, its share is that of a right sentence on average.
    """
    rows = [(features(e), right) for one in asked for e, right in zip(one.evidence, one.right, strict=True)]
    model = LogisticRegression(C=3.0, max_iter=2000).fit(np.asarray([r for r, _ in rows]), [r for _, r in rows])
    values = dict(zip(FEATURES, (round(float(value), 2) for value in model.coef_[0]), strict=True))
    plain = EvidenceWeights(bias=0.0, **values)
    highest = [max((confidence(e, plain) for e in one.evidence), default=0.0) for one in asked if not one.answerable]
    limit = float(np.quantile(highest, 1 - answered_wrongly))
    bias = np.log(LEAST_CONFIDENCE / (1 - LEAST_CONFIDENCE)) - np.log(limit / (1 - limit))
    usual = float(np.mean([row[0] for row, right in rows if right])) * values["dense"]
    return EvidenceWeights(bias=round(float(bias), 2), bias_without_dense=round(float(bias) + usual, 2), **values)


def outcomes(asked: list[Asked], weights: EvidenceWeights, least: float) -> dict[str, float]:
    """Shares of questions by what happened to them."""
    best = [
        max(((confidence(e, weights), r) for e, r in zip(a.evidence, a.right, strict=True)), default=(0.0, False))
        for a in asked
    ]
    can = [pair for one, pair in zip(asked, best, strict=True) if one.answerable]
    cannot = [pair for one, pair in zip(asked, best, strict=True) if not one.answerable]
    return {
        "answerable": len(can),
        "right": _share([score >= least and right for score, right in can]),
        "wrong": _share([score >= least and not right for score, right in can]),
        "left unanswered": _share([score < least for score, _ in can]),
        "right sentence was among those looked at": _share([any(one.right) for one in asked if one.answerable]),
        "unanswerable": len(cannot),
        "answered all the same": _share([score >= least for score, _ in cannot]),
    }


def _share(values: list[bool]) -> float:
    return round(float(np.mean(values)), 3) if values else 0.0


def show(title: str, asked: list[Asked], weights: EvidenceWeights) -> None:
    """Print the outcomes for several thresholds."""
    print(title)
    for kind in ["", *sorted({one.kind for one in asked if one.kind})]:
        chosen = [one for one in asked if not kind or one.kind == kind or not one.answerable]
        print(f"  {kind or 'all'}: {outcomes(chosen, weights, LEAST_CONFIDENCE)}")


def main() -> None:
    """Fit and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--questions", type=Path, action="append", required=True)
    parser.add_argument("--unanswerable", type=Path, action="append", required=True)
    given = parser.parse_args()
    generation = open_current(given.index, checksums=False)
    lines = [line for file in [*given.questions, *given.unanswerable] for line in file.read_text("utf-8").splitlines()]
    asked = [ask(generation, json.loads(line)) for line in lines if line.strip()]
    generation.close()
    held: npt.NDArray[np.bool_] = np.arange(len(asked)) % 2 == 1
    fitted = fit([one for one, out in zip(asked, held, strict=True) if not out])
    print("fitted on half:", fitted)
    print("fitted on all: ", fit(asked))
    show("present weights, all questions", asked, EvidenceWeights())
    show("fitted on half, the other half", [one for one, out in zip(asked, held, strict=True) if out], fitted)


if __name__ == "__main__":
    main()
