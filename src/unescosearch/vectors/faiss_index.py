"""The nearest passages by FAISS, from the files of a generation."""

from __future__ import annotations

import math
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from unescosearch.errors import IndexUnavailableError
from unescosearch.vectors.vectors import Embeddings, Resolver, Restriction, Rows, Scores

_EXACT_LIMIT = 10_000


class FaissVectors:
    """The search structure, opened; safe to use from several threads.

    Args:
        folder: the files that `build_vectors` wrote, one a language.
        embeddings: the rows it was built from, for exact search within a small set.
        resolve: gives the rows that a restriction allows.

    Raises:
        IndexUnavailableError: a file cannot be read.
    """

    def __init__(self, folder: Path, embeddings: Path, resolve: Resolver) -> None:
        self._resolve = resolve
        try:
            self._embeddings: Embeddings = np.load(embeddings, mmap_mode="r")
            self._indexes = {path.stem: _opened(path) for path in sorted(folder.iterdir())}
        except (RuntimeError, OSError, ValueError, EOFError) as error:
            raise IndexUnavailableError(
                f"The vectors in {folder.parent} cannot be read ({error}). Rebuild with: unescosearch build --full"
            ) from error

    @property
    def count(self) -> int:
        """How many passages can be found by their vectors."""
        return sum(int(index.ntotal) for index in self._indexes.values())

    @property
    def shape(self) -> tuple[int, int]:
        """Of the embeddings: passages and dimension."""
        passages, dimension = self._embeddings.shape
        return passages, dimension

    def search(
        self, query: Scores, k: int, language: str, restriction: Restriction | None = None
    ) -> tuple[Scores, Rows]:
        """The k nearest passages of a language by cosine, best first; fewer where there are fewer.

        Args:
            query: unit vector, shape (dimension,).
            k: how many.
            language: of the passages; there are none where the encoder does not read it.
            restriction: what to search within; None for all. A small set is searched exactly.
        """
        index = self._indexes.get(language)
        if index is None:
            return np.empty(0, dtype=np.float32), np.empty(0, dtype=np.int64)
        allowed = None if restriction is None else self._resolve(restriction, language)
        if allowed is not None and len(allowed) <= _EXACT_LIMIT:
            return _best(self._embeddings[allowed].astype(np.float32) @ query, allowed, k)
        if allowed is None:
            return _found(index, query, k, None)
        # A selector only points to its bits: they must live as long as the search.
        bits = self._bits(allowed)
        selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
        if not isinstance(index, faiss.IndexIVF):
            return _found(index, query, k, faiss.SearchParameters(sel=selector))
        # The nearest of a few lie further off than the nearest of all: for fewer rows, more lists are probed.
        share = len(allowed) / index.ntotal
        probed = min(index.nlist, math.ceil(index.nprobe / share))
        return _found(index, query, k, faiss.SearchParametersIVF(sel=selector, nprobe=probed))

    def _bits(self, allowed: Rows) -> npt.NDArray[np.uint8]:
        mask = np.zeros(len(self._embeddings), dtype=np.bool_)
        mask[allowed] = True
        return np.packbits(mask, bitorder="little")

    def similarities(self, query: Scores, rows: Rows) -> Scores:
        """The cosine of each of some passages to a query, shape (rows,); 0 for those that were never encoded."""
        return self._embeddings[rows].astype(np.float32) @ query

    def close(self) -> None:
        """Let go of the files; nothing can be asked any more."""
        del self._indexes, self._embeddings


def _opened(path: Path) -> faiss.Index:
    index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
    if isinstance(index, faiss.IndexIVF):
        # Else each query starts up to 32 threads, which read ahead what lies in memory already.
        faiss.downcast_InvertedLists(index.invlists).prefetch_nthread = 0
    return index


def _found(index: faiss.Index, query: Scores, k: int, parameters: faiss.SearchParameters | None) -> tuple[Scores, Rows]:
    scores, rows = index.search(query[None, :], min(k, max(index.ntotal, 1)), params=parameters)
    found = rows[0] >= 0
    return scores[0][found], rows[0][found]


def _best(scores: Scores, rows: Rows, k: int) -> tuple[Scores, Rows]:
    order = np.argsort(-scores, kind="stable")[:k]
    return scores[order], rows[order]
