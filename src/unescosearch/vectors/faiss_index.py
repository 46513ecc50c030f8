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
        path: the file that `build_vectors` wrote.
        embeddings: the rows it was built from, for exact search within a small set.
        resolve: gives the rows that a restriction allows.

    Raises:
        IndexUnavailableError: a file cannot be read.
    """

    def __init__(self, path: Path, embeddings: Path, resolve: Resolver) -> None:
        self._resolve = resolve
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

    def search(self, query: Scores, k: int, restriction: Restriction | None = None) -> tuple[Scores, Rows]:
        """The k nearest passages by cosine, best first; fewer where there are fewer.

        Args:
            query: unit vector, shape (dimension,).
            k: how many.
            restriction: what to search within; None for all. A small set is searched exactly.
        """
        allowed = None if restriction is None else self._resolve(restriction)
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

    def close(self) -> None:
        """Let go of the files; nothing can be asked any more."""
        del self._index, self._embeddings


def _best(scores: Scores, rows: Rows, k: int) -> tuple[Scores, Rows]:
    order = np.argsort(-scores, kind="stable")[:k]
    return scores[order], rows[order]
