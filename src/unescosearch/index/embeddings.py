"""Writes embeddings.npy: a vector a passage, copied from the live generation where it is known already."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from unescosearch.encoder.onnx import Encoder
from unescosearch.index.catalogue import Catalogue
from unescosearch.index.catalogue_writer import CatalogueWriter
from unescosearch.index.ingest import encoded_text

Rows = npt.NDArray[np.int64]

_CHUNK = 2048


class Known:
    """The vectors of an earlier generation made by the same encoder."""

    def __init__(self, catalogue: Catalogue, embeddings: Path) -> None:
        self._catalogue = catalogue
        self._vectors: npt.NDArray[np.float16] = np.load(embeddings, mmap_mode="r")

    def vectors(self, keys: list[str]) -> dict[str, npt.NDArray[np.float16]]:
        """The known vectors among some keys."""
        return {key: self._vectors[row] for key, row in self._catalogue.encoded_rows(keys).items()}


def write_embeddings(
    catalogue: CatalogueWriter, encoder: Encoder, path: Path, known: Known | None, advance: Callable[[int], None]
) -> tuple[npt.NDArray[np.float16], Rows, int]:
    """Encode what is new and copy what is known.

    Passages in a language that the encoder cannot read keep a row of zeros and are not searched by vector.

    Args:
        catalogue: holds the passages.
        encoder: makes the vectors.
        path: the file to write.
        known: vectors to copy from, or None.
        advance: told how many passages are done.

    Returns:
        The embeddings, shape (passages, dimension); the rows that carry a vector; how many were encoded.
    """
    shape = (max(catalogue.passage_count, 1), encoder.description.dimension)
    embeddings = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=shape)
    searched: list[int] = []
    encoded = 0
    remaining = iter(catalogue.texts())
    while chunk := list(islice(remaining, _CHUNK)):
        readable = [entry for entry in chunk if encoder.description.reads(entry[2])]
        found = known.vectors([entry[1] for entry in readable]) if known else {}
        fresh = [entry for entry in readable if entry[1] not in found]
        for row, key, *_ in readable:
            searched.append(row)
            if key in found:
                embeddings[row] = found[key]
        advance(len(chunk) - len(fresh))
        vectors = encoder.encode_passages(_texts(fresh))
        for (row, *_), vector in zip(fresh, vectors, strict=True):
            embeddings[row] = vector
            advance(1)
        encoded += len(fresh)
    embeddings.flush()
    return embeddings, np.asarray(searched, dtype=np.int64), encoded


def _texts(entries: list[tuple[int, str, str, str, str, str]]) -> Iterator[str]:
    for _, _, _, title, headings, text in entries:
        yield encoded_text(title, json.loads(headings), text)
