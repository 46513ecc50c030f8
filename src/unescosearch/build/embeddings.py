"""Writes embeddings.npy: a vector a passage, copied from an earlier generation where it is known already."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from unescosearch.build.catalogue_writer import CatalogueWriter
from unescosearch.build.ingest import encoded_text
from unescosearch.build.known_vectors import KnownVectors
from unescosearch.encoder.onnx import Encoder

Rows = npt.NDArray[np.int64]

# Of a passage: row, key of what is encoded, language.
_Entry = tuple[int, str, str]

_CHUNK = 2048


def write_embeddings(
    catalogue: CatalogueWriter, encoder: Encoder, path: Path, known: KnownVectors | None, advance: Callable[[int], None]
) -> tuple[npt.NDArray[np.float16], dict[str, Rows], int]:
    """Encode what is new and copy what is known.

    Passages in a language that the encoder cannot read keep a row of zeros and are not searched by vector.

    Args:
        catalogue: holds the passages.
        encoder: makes the vectors.
        path: the file to write.
        known: vectors to copy from, or None.
        advance: told how many passages are done.

    Returns:
        The embeddings, shape (passages, dimension); the rows that carry a vector, by language; how many were encoded.
    """
    shape = (catalogue.passage_count, encoder.description.dimension)
    searched: dict[str, list[int]] = {}
    encoded = 0
    remaining = iter(catalogue.keys())
    # Not through a memory map: where the disk is full, writing to one kills the process.
    with path.open("wb") as stream:
        np.lib.format.write_array_header_1_0(stream, {"descr": "<f2", "fortran_order": False, "shape": shape})
        while chunk := list(islice(remaining, _CHUNK)):
            block, readable, fresh = _block(catalogue, chunk, encoder, known, advance)
            stream.write(block.tobytes())
            for row, _, language in readable:
                searched.setdefault(language, []).append(row)
            encoded += fresh
    rows = {language: np.asarray(of_it, dtype=np.int64) for language, of_it in sorted(searched.items())}
    return np.load(path, mmap_mode="r"), rows, encoded


def _block(
    catalogue: CatalogueWriter,
    chunk: list[_Entry],
    encoder: Encoder,
    known: KnownVectors | None,
    advance: Callable[[int], None],
) -> tuple[npt.NDArray[np.float16], list[_Entry], int]:
    """The vectors of some passages in a row, those that carry one, and how many were encoded."""
    first = chunk[0][0]
    block = np.zeros((len(chunk), encoder.description.dimension), dtype="<f2")
    readable = [entry for entry in chunk if encoder.description.reads(entry[2])]
    found = known.vectors([entry[1] for entry in readable]) if known else {}
    fresh = [row for row, key, _ in readable if key not in found]
    for row, key, _ in readable:
        if key in found:
            block[row - first] = found[key]
    advance(len(chunk) - len(fresh))
    texts = (encoded_text(title, json.loads(headings), text) for title, headings, text in catalogue.texts(fresh))
    for row, vector in zip(fresh, encoder.encode_passages(texts), strict=True):
        block[row - first] = vector
        advance(1)
    return block, readable, len(fresh)
