"""Compares kinds of vector index over the vectors of a real index: time to train, recall, time to ask, memory.

Exact search over 16-bit floats stands beside inverted files with 16-bit and with 8-bit codes; the latter also with
twice as many hits as are wanted, scored again from embeddings.npy. Then inverted files trained on fewer points and in
fewer rounds. Recall@10 is against exact search over sampled passages, the passage itself left out. Times are of the
processor, on one thread, so that other work on the machine does not show.

Run: python -m scripts.compare.vectors INDEX
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table

from unescosearch.generation.generation import open_current

QUERIES = 200
WANTED = 10
NONE = -1
# The search takes this many candidates from the vectors.
DEPTH = 200
PROBED = (16, 32, 64, 128)
TRAINING = ((64, 10), (40, 5), (20, 5), (10, 5))
CHOSEN = (20, 5)

Vectors = npt.NDArray[np.float32]
Found = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sample:
    """The vectors of an index, some of them as queries, and their nearest others."""

    vectors: Vectors
    queries: Found
    exact: list[set[int]]


def take(root: Path) -> Sample:
    """The vectors that are searched, with exact neighbours of a sample."""
    generation = open_current(root, checksums=False)
    reads, languages = generation.encoder.description.reads, generation.columns.languages
    rows = [row for row, language in enumerate(languages) if reads(language)]
    vectors = np.load(generation.layout.embeddings, mmap_mode="r")[rows].astype(np.float32)
    generation.close()
    queries = np.sort(np.random.default_rng(2).permutation(len(vectors))[:QUERIES])
    _, found = faiss.knn(vectors[queries], vectors, WANTED + 1, faiss.METRIC_INNER_PRODUCT)
    return Sample(vectors, queries, [best(query, row) for query, row in zip(queries, found, strict=True)])


def best(query: int, found: Found) -> set[int]:
    """The nearest of what was found, the query itself left out."""
    return set([row for row in found.tolist() if row not in (query, NONE)][:WANTED])


def measured(sample: Sample, search: Callable[[Vectors], Found]) -> tuple[str, str]:
    """Recall and milliseconds a query."""
    hits, began = 0, time.thread_time()
    for query, exact in zip(sample.queries, sample.exact, strict=True):
        hits += len(exact & best(query, search(sample.vectors[query][None, :])[0]))
    seconds = time.thread_time() - began
    return f"{hits / sum(map(len, sample.exact)):.4f}", f"{1000 * seconds / len(sample.queries):.2f}"


def trained(sample: Sample, codes: str, points: int, rounds: int) -> tuple[faiss.IndexIVF, str]:
    """An inverted file, and the seconds of the processor that training took."""
    lists = min(int(4 * math.sqrt(len(sample.vectors))), len(sample.vectors) // 4)
    index = faiss.index_factory(sample.vectors.shape[1], f"IVF{lists},{codes}", faiss.METRIC_INNER_PRODUCT)
    index.cp.seed, index.cp.niter, index.cp.min_points_per_centroid = 1, rounds, 1
    chosen = np.random.default_rng(1).permutation(len(sample.vectors))[: lists * points]
    began = time.process_time()
    index.train(sample.vectors[np.sort(chosen)])
    seconds = time.process_time() - began
    index.add(sample.vectors)
    return index, f"{seconds:.1f}"


def plain(index: faiss.Index) -> Callable[[Vectors], Found]:
    """A search that takes what the index gives."""
    return lambda query: np.asarray(index.search(query, DEPTH)[1])


def rescored(sample: Sample, index: faiss.Index, times: int) -> Callable[[Vectors], Found]:
    """A search that takes more hits than are wanted and puts them in order by the vectors themselves."""
    half = sample.vectors.astype(np.float16)

    def search(query: Vectors) -> Found:
        _, found = index.search(query, times * DEPTH)
        scores = half[found[0]].astype(np.float32) @ query[0]
        return np.asarray(found[:, np.argsort(-scores, kind="stable")[:DEPTH]])

    return search


def compare(root: Path) -> Table:
    """The table of all kinds."""
    sample = take(root)
    size, dimension = sample.vectors.shape
    table = Table("kind", "points a list, rounds", "training s", "lists probed", "recall@10", "ms a query", "MB")
    flat = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    flat.add(sample.vectors)
    table.add_row("Flat,SQfp16", "", "", "all", *measured(sample, plain(flat)), mb(size, dimension, 2))
    for codes, bytes_, training in [("SQfp16", 2, one) for one in TRAINING] + [("SQ8", 1, CHOSEN)]:
        index, seconds = trained(sample, codes, *training)
        for probed in PROBED:
            index.nprobe = probed
            kinds = [(f"IVF{index.nlist},{codes}", plain(index))]
            if codes == "SQ8":
                kinds.append((f"IVF{index.nlist},{codes}, re-scored", rescored(sample, index, 2)))
            for kind, search in kinds:
                cells = f"{training[0]}, {training[1]}", seconds, str(probed)
                table.add_row(kind, *cells, *measured(sample, search), mb(size, dimension, bytes_))
    return table


def mb(size: int, dimension: int, bytes_: int) -> str:
    """Megabytes of the codes with their ids."""
    return f"{size * (dimension * bytes_ + 8) / 1e6:.0f}"


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("index", type=Path)
    faiss.omp_set_num_threads(2)
    table = compare(parser.parse_args().index)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
