"""Measures how well passages that say nothing in sentences are told from prose: contents, references, mastheads.

The passages of evaluation/prose.tsv were judged by reading them. They were drawn from three strata of the real
collections, so each stands for `weight` passages: those that the first rules took for lists, those of few
words in small letters, and the rest.

Run: .venv/bin/python -m scripts.measure.prose --index INDEX
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from unescosearch.errors import NotFoundError
from unescosearch.generation.generation import open_current
from unescosearch.records import Passage
from unescosearch.sentences import is_prose

SAMPLE = Path(__file__).parents[2] / "evaluation" / "prose.tsv"


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with the judgement of who has read it, and how many passages it stands for."""

    passage: Passage
    prose: bool
    weight: float


def read_sample(path: Path, find: Callable[[str], Passage]) -> tuple[list[Judged], int]:
    """The judged passages that an index has, and how many it lacks."""
    found, missing = [], 0
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            try:
                passage = find(row["passage"])
            except NotFoundError:
                missing += 1
            else:
                found.append(Judged(passage, row["judged"] == "prose", float(row["weight"])))
    return found, missing


def precision_and_recall(judged: Iterable[Judged], rule: Callable[[Passage], bool]) -> tuple[float, float]:
    """Of what a rule takes for no prose the share that is none, and of what is none the share that it finds."""
    taken = right = wanted = 0.0
    for each in judged:
        says_nothing = not rule(each.passage)
        taken += each.weight * says_nothing
        wanted += each.weight * (not each.prose)
        right += each.weight * (says_nothing and not each.prose)
    return right / (taken or 1.0), right / (wanted or 1.0)


def main(arguments: list[str]) -> None:
    """Print precision and recall of the marks that the index stores, and of the rules as they are now."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--sample", type=Path, default=SAMPLE)
    given = parser.parse_args(arguments)
    generation = open_current(given.index, checksums=False)
    judged, missing = read_sample(given.sample, generation.catalogue.passage)
    print(
        f"{len(judged)} passages judged, {sum(not each.prose for each in judged)} of them no prose; {missing} not there"
    )
    rules: dict[str, Callable[[Passage], bool]] = {
        "as stored": lambda passage: passage.prose,
        "by the rules of now": lambda passage: is_prose(passage.text, passage.language),
    }
    for name, rule in rules.items():
        precision, recall = precision_and_recall(judged, rule)
        print(f"{name:<20} precision {precision:.2f}  recall {recall:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
