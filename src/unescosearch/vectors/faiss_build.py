"""Builds the FAISS index of a generation, with its kind chosen by size and its recall measured."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np

from unescosearch.vectors.vectors import Embeddings, Rows

FLAT_LIMIT = 30_000
MINIMUM_RECALL = 0.99

_SAMPLED_QUERIES = 200
_RECALL_AT = 10
_BLOCK = 65_536
# Measured (docs/performance.md): more points and rounds take five times as long and find hardly more.
_TRAINED_PER_LIST = 20
_ROUNDS = 5
_WRITTEN_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class BuiltVectors:
    """What was built: the kinds of the search structures and their least recall@10 against exact search."""

    kind: str
    recall: float


def build_vectors(embeddings: Embeddings, rows: Mapping[str, Rows], folder: Path) -> BuiltVectors:
    """Build a search structure for each language, so that no language stands in the way of another.

    Args:
        embeddings: unit vectors, shape (passages, dimension), float16.
        rows: of each language, those to be found, ascending.
        folder: where to write; it is made.
    """
    folder.mkdir()
    built = {language: _build(embeddings, of_it, folder / f"{language}.faiss") for language, of_it in rows.items()}
    kinds: dict[str, list[str]] = {}
    for language, each in built.items():
        kinds.setdefault(each.kind, []).append(language)
    told = "; ".join(f"{kind} ({', '.join(languages)})" for kind, languages in kinds.items())
    return BuiltVectors(told, min((each.recall for each in built.values()), default=1.0))


def _build(embeddings: Embeddings, rows: Rows, path: Path) -> BuiltVectors:
    """Build the search structure of one language and write it.

    Up to `FLAT_LIMIT` rows the index is exact. Above, it is an inverted file whose number of probed lists is raised
    until the measured recall is at least `MINIMUM_RECALL`; where no number is enough the index is exact after all.

    Args:
        embeddings: unit vectors, shape (passages, dimension), float16.
        rows: the rows to be found, ascending.
        path: where to write.
    """
    dimension = embeddings.shape[1]
    built = None
    if len(rows) > FLAT_LIMIT:
        index, built = _inverted_file(embeddings, rows)
    if built is None or built.recall < MINIMUM_RECALL:
        flat = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        index = faiss.IndexIDMap2(flat)
        _add(index, embeddings, rows)
        built = BuiltVectors("Flat,SQfp16", 1.0)
    # FAISS's own writer only prints it where the last block of a file does not fit on the disk.
    with path.open("wb") as stream:
        faiss.write_index(index, faiss.PyCallbackIOWriter(stream.write, _WRITTEN_BYTES))
    return built


def _inverted_file(embeddings: Embeddings, rows: Rows) -> tuple[faiss.IndexIVF, BuiltVectors]:
    lists = int(4 * math.sqrt(len(rows)))
    dimension = embeddings.shape[1]
    index = faiss.index_factory(dimension, f"IVF{lists},SQfp16", faiss.METRIC_INNER_PRODUCT)
    index.cp.seed, index.cp.niter, index.cp.min_points_per_centroid = 1, _ROUNDS, 1
    sample = np.random.default_rng(1).permutation(rows)[: lists * _TRAINED_PER_LIST]
    index.train(embeddings[np.sort(sample)].astype(np.float32))
    _add(index, embeddings, rows)
    queries = np.sort(np.random.default_rng(2).permutation(rows)[:_SAMPLED_QUERIES])
    exact = _exact_neighbours(embeddings, rows, queries)
    recall, index.nprobe = 0.0, 8
    while recall < MINIMUM_RECALL and index.nprobe < lists:
        index.nprobe *= 2
        recall = _recall(index, embeddings, queries, exact)
    return index, BuiltVectors(f"IVF{lists},SQfp16,nprobe={index.nprobe}", round(recall, 4))


def _add(index: faiss.Index, embeddings: Embeddings, rows: Rows) -> None:
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        index.add_with_ids(embeddings[block].astype(np.float32), block)


def _exact_neighbours(embeddings: Embeddings, rows: Rows, queries: Rows) -> list[list[int]]:
    """For each query row its nearest other rows by exact search, best first."""
    vectors = embeddings[queries].astype(np.float32)
    best_scores = np.empty((len(queries), 0), dtype=np.float32)
    best_rows = np.empty((len(queries), 0), dtype=np.int64)
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        nearest = min(_RECALL_AT + 1, len(block))
        scores, places = faiss.knn(vectors, embeddings[block].astype(np.float32), nearest, faiss.METRIC_INNER_PRODUCT)
        best_scores = np.hstack([best_scores, scores])
        best_rows = np.hstack([best_rows, block[places]])
        order = np.argsort(-best_scores, axis=1, kind="stable")[:, : _RECALL_AT + 1]
        best_scores = np.take_along_axis(best_scores, order, axis=1)
        best_rows = np.take_along_axis(best_rows, order, axis=1)
    return [_others(query, found) for query, found in zip(queries.tolist(), best_rows.tolist(), strict=True)]


def _recall(index: faiss.Index, embeddings: Embeddings, queries: Rows, exact: list[list[int]]) -> float:
    _, found = index.search(embeddings[queries].astype(np.float32), _RECALL_AT + 1)
    hits = [
        len(set(neighbours) & set(_others(query, answer)))
        for query, neighbours, answer in zip(queries.tolist(), exact, found.tolist(), strict=True)
    ]
    return float(np.mean(hits)) / _RECALL_AT


def _others(query: int, found: list[int]) -> list[int]:
    return [row for row in found if row != query][:_RECALL_AT]
