"""Opens the vectors of one encoder where the manifest says that they are."""

from __future__ import annotations

from pathlib import Path

from unescosearch.errors import IndexUnavailableError
from unescosearch.vectors.faiss_index import FaissVectors
from unescosearch.vectors.vectors import Resolver, Vectors


def open_vectors(address: str, folder: Path, embeddings: Path, resolve: Resolver) -> Vectors:
    """Open the vectors that one encoder made.

    Args:
        address: of the store that holds them, as the manifest has it; "" for the local file.
        folder: the local search structures.
        embeddings: the local embeddings.
        resolve: gives the rows that a restriction allows, to a store that does not know documents.

    Raises:
        IndexUnavailableError: they cannot be read, or are in a store that this program cannot ask.
    """
    if address:
        raise IndexUnavailableError(
            f"The vectors of the index are at {address}, and this program reads local ones only. Use the program "
            "that built the index, or rebuild it with: unescosearch build --full"
        )
    return FaissVectors(folder, embeddings, resolve)
