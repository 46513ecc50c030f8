"""Compares ways to fuse the scores of meaning and of words, those of the literature and our own.

Each question is asked once; every fusion ranks the same candidates. Prints, as a table in Markdown, nDCG@10 by work and
the difference to the better of the two parts with its 95 % paired bootstrap interval. A set in which only one part
finds anything has one line: all fusions rank it alike.

Run: .venv/bin/python -m scripts.compare.fusions SET... [--language-pairs] [--index INDEX] [--work FOLDER]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from unescosearch.build.build import BuildOptions
from unescosearch.catalogue.conditions import Conditions
from unescosearch.evaluation import index_cache
from unescosearch.evaluation.bootstrap import paired_interval
from unescosearch.evaluation.metrics import Judgements, measure
from unescosearch.evaluation.records import EvaluationSet
from unescosearch.evaluation.run import DIFFERENCE_OF, judged
from unescosearch.evaluation.sets import read_sets
from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.fusion import fuse
from unescosearch.search.parameters import LONGEST_TEXT
from unescosearch.search.retrieve import Candidates, retrieve
from unescosearch.search.understand import understand
from unescosearch.settings import Settings

DEPTH = 200
SHOWN = 10
RRF_K = 60

Scores = Mapping[int, float]
Fusion = Callable[[Candidates], Scores]


@dataclass(frozen=True)
class Line:
    """How a fusion ranks a set: mean nDCG@10, and the difference to the better part, "" for the parts themselves."""

    set: str
    fusion: str
    ndcg: float
    difference: str = ""


def dense_only(found: Candidates) -> Scores:
    """What the vectors found, by cosine."""
    return {each.row: each.dense or 0.0 for each in found.passages if each.row in found.dense_ranks}


def lexical_only(found: Candidates) -> Scores:
    """What the words found, by BM25."""
    return {each.row: each.lexical for each in found.passages if each.row in found.lexical_ranks}


def reciprocal_ranks(found: Candidates) -> Scores:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""
    lists = (found.dense_ranks, found.lexical_ranks)
    return {
        each.row: sum(1 / (RRF_K + ranks[each.row]) for ranks in lists if each.row in ranks) for each in found.passages
    }


def comb_sum(found: Candidates) -> Scores:
    """CombSUM (Fox and Shaw, TREC-2, 1994) over scores between 0 and 1 in each list (Lee, SIGIR 1997)."""
    lists = [_between(scores, min(scores.values(), default=0.0)) for scores in (dense_only(found), lexical_only(found))]
    return {each.row: sum(scores.get(each.row, 0.0) for scores in lists) for each in found.passages}


def comb_mnz(found: Candidates) -> Scores:
    """CombMNZ (Fox and Shaw 1994): CombSUM, times the number of lists that hold the passage."""
    lists = (found.dense_ranks, found.lexical_ranks)
    return {row: score * sum(row in ranks for ranks in lists) for row, score in comb_sum(found).items()}


def convex(found: Candidates, weight: float, theoretical: bool) -> Scores:
    """A convex combination of both scores of every candidate (Bruch, Gai and Ingber, TOIS 2023).

    Args:
        found: the candidates.
        weight: of the cosine.
        theoretical: whether the least score is the least that could be (TM2C2), else the least of the candidates.
    """
    dense = {each.row: each.dense for each in found.passages if each.dense is not None}
    lexical = {each.row: each.lexical for each in found.passages}
    if not dense:
        return lexical
    of_dense = _between(dense, -1.0 if theoretical else min(dense.values()))
    of_lexical = _between(lexical, 0.0 if theoretical else min(lexical.values()))
    return {row: weight * of_dense.get(row, 0.0) + (1 - weight) * of_lexical[row] for row in lexical}


def _between(scores: Scores, least: float) -> Scores:
    """The scores on a scale from the least, 0, to the highest of them, 1."""
    width = max(scores.values(), default=least) - least
    return {row: (score - least) / width if width > 0 else 1.0 for row, score in scores.items()}


def ours(found: Candidates) -> Scores:
    """What the search does."""
    return dict(fuse(found.passages))


PARTS: Mapping[str, Fusion] = {"vectors": dense_only, "words": lexical_only}
FUSIONS: Mapping[str, Fusion] = {
    "reciprocal rank, k = 60": reciprocal_ranks,
    "CombSUM": comb_sum,
    "CombMNZ": comb_mnz,
    "convex, least found, 0.5": partial(convex, weight=0.5, theoretical=False),
    "convex, least possible (TM2C2), 0.5": partial(convex, weight=0.5, theoretical=True),
    "convex, least possible (TM2C2), 0.8": partial(convex, weight=0.8, theoretical=True),
    "ours": ours,
}


def compare(name: str, found: Mapping[str, Candidates], judgements: Judgements, generation: Generation) -> list[Line]:
    """The lines of a set.

    Args:
        name: of the set.
        found: the candidates of each question.
        judgements: grades of works for each question.
        generation: that was asked.
    """
    scores = {}
    for fusion, function in {**PARTS, **FUSIONS}.items():
        run = {key: first_works(generation, function(each)) for key, each in found.items()}
        scores[fusion] = list(measure(DIFFERENCE_OF, run, {key: judgements[key] for key in found}).values())
    means = {fusion: sum(values) / len(values) for fusion, values in scores.items()}
    better = max(PARTS, key=lambda part: means[part])
    lines = [Line(name, fusion, mean) for fusion, mean in means.items() if fusion in PARTS]
    if not all(means[part] for part in PARTS):
        return [line for line in lines if line.fusion == better]
    for fusion in FUSIONS:
        interval = paired_interval(scores[fusion], scores[better])
        text = f"{interval.mean:+.3f} [{interval.low:+.3f}, {interval.high:+.3f}]"
        lines.append(Line(name, fusion, means[fusion], text))
    return lines


def first_works(generation: Generation, scores: Scores) -> list[str]:
    """The first ten works in the order of their best passages."""
    columns = generation.columns
    documents: dict[int, int] = {}
    for row in sorted(scores, key=lambda row: (-scores[row], row)):
        document = int(columns.documents[row])
        documents.setdefault(int(columns.works[document]), document)
        if len(documents) == SHOWN:
            break
    ids = [columns.ids[document] for document in documents.values()]
    met = generation.catalogue.documents(ids)
    return [met[identity].work for identity in ids]


def lines_of(each: EvaluationSet, index: Path | None, work: Path) -> list[Line]:
    """Ask the questions of a set, language by language, and compare the fusions."""
    names = None
    root = index
    if each.corpus is not None or root is None:
        settings = Settings()
        options = BuildOptions(settings.models, settings.precision, settings.passage_tokens)
        root = index_cache.index_of(each, work, options)
    generation = open_current(root, checksums=False)
    if each.corpus is not None:
        names = index_cache.names_in(generation, each.corpus)
    asked, judgements = judged(each, generation, names)
    lines = []
    for language in dict.fromkeys(question.language for question in asked):
        found = {one.id: candidates(generation, one.text) for one in asked if one.language == language}
        lines += compare(f"{each.name} {language} ({len(found):,})", found, judgements, generation)
    generation.close()
    return lines


def candidates(generation: Generation, text: str) -> Candidates:
    """What both engines find for a question."""
    query = understand(text[:LONGEST_TEXT], generation)
    return retrieve(generation, query, "hybrid", Conditions({}), DEPTH)


def table(lines: Iterable[Line]) -> Iterator[str]:
    """The lines as a table in Markdown."""
    yield "| set (questions) | fusion | nDCG@10 | to the better part |"
    yield "|---|---|---|---|"
    for line in lines:
        yield f"| {line.set} | {line.fusion} | {line.ndcg:.3f} | {line.difference} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare and print; arguments of the command line unless given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--language-pairs", action="store_true")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args(arguments)
    sets = [each for name in given.sets for each in read_sets(name, Settings().evaluation, given.language_pairs)]
    with tempfile.TemporaryDirectory() as folder:
        for row in table(line for each in sets for line in lines_of(each, given.index, given.work or Path(folder))):
            print(row, flush=True)


if __name__ == "__main__":
    main()
