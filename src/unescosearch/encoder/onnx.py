"""Encodes queries and passages with ONNX Runtime: the one encoder of the build and of the service."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime

from unescosearch.encoder.description import MODEL_FILE, EncoderDescription
from unescosearch.encoder.tokenizer import open_tokenizer
from unescosearch.errors import IndexUnavailableError

Vectors = npt.NDArray[np.float32]

_CHUNK = 512


class Encoder(Protocol):
    """What the build and the search need of an encoder; the tests' small one keeps to it too."""

    @property
    def description(self) -> EncoderDescription:
        """The facts of the encoder."""
        ...

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a query, of shape (dimension,)."""
        ...

    def encode_passages(self, texts: Iterable[str]) -> Iterator[Vectors]:
        """The unit vectors of passages, each of shape (dimension,), in order."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, special tokens and prefixes not counted."""
        ...


class OnnxEncoder:
    """An encoder folder, opened. Safe to use from several threads.

    Each text is a run of its own, on one thread, and several run side by side: that is faster on a CPU than padded
    batches, and the vector of a passage does not depend on its neighbours, which dynamic quantisation over a
    batch would make it do.

    Raises:
        IndexUnavailableError: the folder is not an encoder's.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self.description = EncoderDescription.load(folder)
        self._threads = threads or os.cpu_count() or 1
        with readable(folder):
            self._tokenizer = open_tokenizer(folder, self.description.max_tokens)
            self._session = session(folder / MODEL_FILE)

    @property
    def room(self) -> int:
        """How many tokens of a passage fit into the model, beside its special tokens and the prefix."""
        (prefix,) = self._tokenizer.count([self.description.passage_prefix])
        return self.description.max_tokens - self._tokenizer.special - prefix

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a query, of shape (dimension,)."""
        (tokens,) = self._tokenizer.encode([self.description.query_prefix + text])
        return self._run(tokens)

    def encode_passages(self, texts: Iterable[str]) -> Iterator[Vectors]:
        """The unit vectors of passages, each of shape (dimension,), in order; memory stays flat."""
        remaining = iter(texts)
        prefix = self.description.passage_prefix
        with ThreadPoolExecutor(self._threads) as pool:
            while chunk := [prefix + text for text in islice(remaining, _CHUNK)]:
                yield from pool.map(self._run, self._tokenizer.encode(chunk))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, special tokens and prefixes not counted."""
        return self._tokenizer.count(texts)

    def _run(self, ids: list[int]) -> Vectors:
        tokens = np.asarray([ids], dtype=np.int64)
        ones, zeros = np.ones_like(tokens), np.zeros_like(tokens)
        feed = {"input_ids": tokens, "attention_mask": ones, "token_type_ids": zeros}
        output = self._session.run(None, {name: feed[name] for name in self.description.inputs})[0]
        vector: Vectors = np.asarray(output, dtype=np.float32)[0]
        # Not every model normalises; the index compares by inner product, which is the cosine of unit vectors only.
        return vector / max(float(np.linalg.norm(vector)), 1e-12)


def session(model: Path) -> onnxruntime.InferenceSession:
    """A session of an exported model that works on the thread that asks it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


@contextmanager
def readable(folder: Path) -> Iterator[None]:
    """Open the files of an exported model inside the block.

    Raises:
        IndexUnavailableError: one of them cannot be read.
    """
    try:
        yield
    except Exception as error:  # the libraries raise bare Exception subclasses of their own
        raise IndexUnavailableError(
            f"The {folder.name} in {folder} cannot be opened ({error}). Rebuild the index: unescosearch build --full"
        ) from error
