"""Varies one weight of the search at a time over development sets and prints the curve of each.

A table in Markdown for each weight: the values that were tried, the shipped one in bold, and nDCG@10 of hybrid search
for each set and pair of languages. Weights are named as in the identity of `evaluate`, without "search.": fusion.dense,
lexical.context, spelling.least_of_a_word.0.1.

Run: python -m scripts.quality.sweep SET... [--weight NAME]... [--values V...] [--all] [--sample N] [--index INDEX]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from unescosearch.build.build import BuildOptions
from unescosearch.evaluation import index_cache
from unescosearch.evaluation.identity import weight_values
from unescosearch.evaluation.records import EvaluationSet
from unescosearch.evaluation.run import DIFFERENCE_OF, evaluate
from unescosearch.evaluation.sets import read_sets
from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.weights import WEIGHTS, SearchWeights
from unescosearch.settings import Settings

# What is tried unless values are given.
VALUES: Mapping[str, Sequence[float]] = {
    "fusion.dense": (0, 0.3, 0.5, 0.7, 1),
    "fusion.lexical_power": (0.5, 1, 1.5, 2, 3),
    "fusion.least_share": (0, 0.3, 0.6, 0.8),
    "lexical.k1": (0.6, 1.2, 2.4),
    "lexical.context": (0, 0.5, 1, 2),
    "fusion.lists": (0.5, 0.7, 0.85, 1),
    "fusion.translated": (0.1, 0.3, 0.6, 1),
    "fusion.translated_dense": (0, 0.15, 0.3, 0.6),
    "fusion.other_language": (0.4, 0.6, 0.8, 1),
}
FACTORS = (0.5, 0.75, 1, 1.5, 2)


@dataclass(frozen=True)
class Asked:
    """A set, the index that its questions are asked of, and what that calls its documents."""

    set: EvaluationSet
    generation: Generation
    names: Mapping[str, str] | None

    def scores(self, weights: SearchWeights) -> dict[str, float]:
        """NDCG@10 of each pair of languages, by a name for the set and the pair."""
        rows = evaluate(self.set, self.generation, self.names, ["hybrid"], weights=weights).rows
        whole = (row for row in rows if not row.kind)
        return {f"{self.set.name} {row.pair} ({row.questions:,})": row.scores["hybrid"][DIFFERENCE_OF] for row in whole}


def weight_names() -> list[str]:
    """All numbers that rank."""
    return [name.removeprefix("search.") for name in weight_values() if name.startswith("search.")]


def shipped(name: str) -> float:
    """The value that a weight has in the program."""
    return float(weight_values()[f"search.{name}"])


def values_of(name: str) -> list[float]:
    """The values of a weight that are tried, the shipped one among them."""
    value = shipped(name)
    tried = VALUES.get(name) or [value * factor for factor in FACTORS]
    whole = isinstance(weight_values()[f"search.{name}"], int)
    return sorted({float(max(1, round(each))) if whole else float(each) for each in tried} | {value})


def changed(part: Any, way: Sequence[str], value: float) -> Any:  # noqa: ANN401 - a record, a tuple or a number
    """A record of weights, or a part of one, with one number of it changed.

    Args:
        part: the record.
        way: the names of its fields, and places in its tuples, down to the number.
        value: of the number.
    """
    if not way:
        return type(part)(value)
    first, *rest = way
    if isinstance(part, tuple):
        place = int(first)
        return (*part[:place], changed(part[place], rest, value), *part[place + 1 :])
    return replace(part, **{first: changed(getattr(part, first), rest, value)})


def sampled(each: EvaluationSet, most: int | None) -> EvaluationSet:
    """A set with no more than some questions, evenly drawn from all of it."""
    count = len(each.questions)
    if most is None or count <= most:
        return each
    return replace(each, questions=tuple(each.questions[count * place // most] for place in range(most)))


def opened(each: EvaluationSet, index: Path | None, work: Path) -> Asked:
    """A set with its index, which is built where the set brings its own documents."""
    settings = Settings()
    root = index
    if each.corpus is not None or root is None:
        options = BuildOptions(settings.models, settings.precision, settings.passage_tokens)
        root = index_cache.index_of(each, work, options)
    generation = open_current(root, checksums=False)
    names = index_cache.names_in(generation, each.corpus) if each.corpus is not None else None
    return Asked(each, generation, names)


def curve(name: str, values: Sequence[float], asked: Sequence[Asked]) -> Iterator[str]:
    """The lines of the table of a weight."""
    runs = [changed(WEIGHTS, name.split("."), value) for value in values]
    marked = [f"**{value:g}**" if value == shipped(name) else f"{value:g}" for value in values]
    yield f"| {name} | {' | '.join(marked)} |"
    yield f"|{'---|' * (len(values) + 1)}"
    for each in asked:
        scores = [each.scores(weights) for weights in runs]
        for row in scores[0]:
            yield f"| {row} | {' | '.join(f'{one[row]:.3f}' for one in scores)} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Sweep and print; arguments of the command line unless given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--weight", action="append", choices=weight_names(), metavar="NAME", help="may be repeated")
    parser.add_argument("--values", type=float, nargs="+", help="in place of the usual ones")
    parser.add_argument("--all", action="store_true", help="every weight; else the main ones")
    parser.add_argument("--sample", type=int, metavar="N", help="questions of each set")
    parser.add_argument("--index", type=Path, help="for questions about documents that are there already")
    parser.add_argument("--work", type=Path, help="keeps the indexes of sets")
    given = parser.parse_args(arguments)
    chosen = given.weight or (weight_names() if given.all else list(VALUES))
    sets = [sampled(each, given.sample) for name in given.sets for each in read_sets(name, Settings().evaluation)]
    with ExitStack() as stack:
        work = given.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        asked = [opened(each, given.index, work) for each in sets]
        for each in asked:
            stack.enter_context(closing(each.generation))
        for name in chosen:
            values = sorted({*given.values, shipped(name)}) if given.values else values_of(name)
            for line in curve(name, values, asked):
                print(line, flush=True)
            print()


if __name__ == "__main__":
    main()
