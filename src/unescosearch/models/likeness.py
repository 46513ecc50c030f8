"""Compares an exported encoder with its model in full precision, language by language."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from unescosearch.encoder.onnx import Encoder
from unescosearch.encoder.sample import sample_pairs
from unescosearch.errors import ModelError

Vectors = npt.NDArray[np.float32]

LEAST_COSINE = 0.985
LEAST_OVERLAP = 0.9
_NEIGHBOURS = 10


def sample_vectors(encoder: Encoder) -> Vectors:
    """The vectors of the sample's texts as passages, shape (texts, dimension)."""
    return np.array(list(encoder.encode_passages(text for each in _texts().values() for text in each)))


def check_likeness(encoder: Encoder, wanted: Vectors) -> None:
    """Compare the vectors of the sample's texts in seven languages, and which of them are nearest to each other.

    Args:
        encoder: the exported one.
        wanted: what `sample_vectors` gave in full precision.

    Raises:
        ModelError: in a language the mean cosine is less than 0.985, or fewer than nine in ten neighbours are the same.
    """
    found = sample_vectors(encoder)
    start = 0
    for language, each in _texts().items():
        part = slice(start, start := start + len(each))
        cosine = float(np.mean(np.sum(wanted[part] * found[part], axis=1)))
        if cosine < LEAST_COSINE:
            raise _unlike(encoder, f"its vectors of texts in {language} have a mean cosine of only {cosine:.4f}")
    overlap = float(np.mean(np.sum(_nearest(wanted) & _nearest(found), axis=1))) / _NEIGHBOURS
    if overlap < LEAST_OVERLAP:
        raise _unlike(encoder, f"only {overlap:.0%} of the nearest texts are the same")


def _texts() -> dict[str, list[str]]:
    return {language: [text for pair in pairs for text in pair] for language, pairs in sample_pairs().items()}


def _nearest(vectors: Vectors) -> npt.NDArray[np.bool_]:
    """For each vector which others are its nearest ones, shape (vectors, vectors)."""
    scores = vectors @ vectors.T
    np.fill_diagonal(scores, -np.inf)
    near = np.zeros(scores.shape, dtype=np.bool_)
    np.put_along_axis(near, np.argsort(-scores, axis=1)[:, :_NEIGHBOURS], True, axis=1)
    return near


def _unlike(encoder: Encoder, how: str) -> ModelError:
    return ModelError(
        f"The exported model {encoder.description.name} is not like the model itself: {how}. "
        "Export it in full precision (UNESCOSEARCH_PRECISION=fp32), or name another model."
    )
