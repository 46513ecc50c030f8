"""The dense side of the index: FAISS, with the kind of index chosen by size and its recall measured."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from unescosearch.errors import IndexUnavailableError

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Embeddings = npt.NDArray[np.float16]

FLAT_LIMIT = 30_000
MINIMUM_RECALL = 0.99

_EXACT_LIMIT = 10_000
_SAMPLED_QUERIES = 200
_RECALL_AT = 10
_BLOCK = 65_536
# Measured (docs/performance.md): more points and rounds take five times as long and find hardly more.
_TRAINED_PER_LIST = 20
_ROUNDS = 5
_WRITTEN_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class BuiltVectors:
    """What was built: the kind of index and its recall@10 against exact search."""

    kind: str
    recall: float


def build_vectors(embeddings: Embeddings, rows: Rows, path: Path) -> BuiltVectors:
    """Build the search structure over some rows of the embeddings and write it.

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


class VectorIndex:
    """The search structure, opened; safe to use from several threads.

    Args:
        path: the file that `build_vectors` wrote.
        embeddings: the rows it was built from, for exact search within a small set.

    Raises:
        IndexUnavailableError: a file cannot be read.
    """

    def __init__(self, path: Path, embeddings: Path) -> None:
        try:
            self._index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
            self._embeddings: Embeddings = np.load(embeddings, mmap_mode="r")
        except (RuntimeError, OSError, ValueError, EOFError) as error:
            raise IndexUnavailableError(
                f"The vectors in {path.parent} cannot be read ({error}). Rebuild with: unescosearch build --full"
            ) from error
        if isinstance(self._index, faiss.IndexIVF):
            # Else each query starts up to 32 threads, which read ahead what lies in memory already.
            faiss.downcast_InvertedLists(self._index.invlists).prefetch_nthread = 0

    @property
    def count(self) -> int:
        """How many passages can be found by their vectors."""
        return int(self._index.ntotal)

    @property
    def shape(self) -> tuple[int, int]:
        """Of the embeddings: passages and dimension."""
        passages, dimension = self._embeddings.shape
        return passages, dimension

    def search(self, query: Scores, k: int, allowed: Rows | None = None) -> tuple[Scores, Rows]:
        """The k nearest passages by cosine, best first; fewer where there are fewer.

        Args:
            query: unit vector, shape (dimension,).
            k: how many.
            allowed: rows to search within, ascending; None for all. A small set is searched exactly.
        """
        if allowed is not None and len(allowed) <= _EXACT_LIMIT:
            return _best(self._embeddings[allowed].astype(np.float32) @ query, allowed, k)
        if allowed is None:
            return self._found(query, k, None)
        # A selector only points to its bits: they must live as long as the search.
        bits = self._bits(allowed)
        selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
        if not isinstance(self._index, faiss.IndexIVF):
            return self._found(query, k, faiss.SearchParameters(sel=selector))
        # The nearest of a few lie further off than the nearest of all: for fewer rows, more lists are probed.
        share = len(allowed) / self._index.ntotal
        probed = min(self._index.nlist, math.ceil(self._index.nprobe / share))
        return self._found(query, k, faiss.SearchParametersIVF(sel=selector, nprobe=probed))

    def _found(self, query: Scores, k: int, parameters: faiss.SearchParameters | None) -> tuple[Scores, Rows]:
        scores, rows = self._index.search(query[None, :], min(k, max(self._index.ntotal, 1)), params=parameters)
        found = rows[0] >= 0
        return scores[0][found], rows[0][found]

    def _bits(self, allowed: Rows) -> npt.NDArray[np.uint8]:
        mask = np.zeros(len(self._embeddings), dtype=np.bool_)
        mask[allowed] = True
        return np.packbits(mask, bitorder="little")

    def similarities(self, query: Scores, rows: Rows) -> Scores:
        """The cosine of each of some passages to a query, shape (rows,); 0 for those that were never encoded."""
        return self._embeddings[rows].astype(np.float32) @ query


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


def _best(scores: Scores, rows: Rows, k: int) -> tuple[Scores, Rows]:
    order = np.argsort(-scores, kind="stable")[:k]
    return scores[order], rows[order]
