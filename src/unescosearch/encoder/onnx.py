"""Encodes queries and passages with ONNX Runtime: the one encoder of the build and of the service."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from unescosearch.encoder.description import MODEL_FILE, TOKENIZER_FILE, EncoderDescription
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
        self._tokenizer, self._session = opened(folder, self.description.max_tokens)
        self._counter = Tokenizer.from_str(self._tokenizer.to_str())
        self._counter.no_truncation()

    @property
    def room(self) -> int:
        """How many tokens of a passage fit into the model, beside its special tokens and the prefix."""
        return self.description.max_tokens - len(self._counter.encode(self.description.passage_prefix).ids)

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a query, of shape (dimension,)."""
        return self._run(self._tokenizer.encode(self.description.query_prefix + text).ids)

    def encode_passages(self, texts: Iterable[str]) -> Iterator[Vectors]:
        """The unit vectors of passages, each of shape (dimension,), in order; memory stays flat."""
        remaining = iter(texts)
        prefix = self.description.passage_prefix
        with ThreadPoolExecutor(self._threads) as pool:
            while chunk := [prefix + text for text in islice(remaining, _CHUNK)]:
                encodings = self._tokenizer.encode_batch_fast(chunk)
                yield from pool.map(self._run, [encoding.ids for encoding in encodings])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, special tokens and prefixes not counted."""
        return [len(encoding) for encoding in self._counter.encode_batch_fast(list(texts), add_special_tokens=False)]

    def _run(self, ids: list[int]) -> Vectors:
        tokens = np.asarray([ids], dtype=np.int64)
        ones, zeros = np.ones_like(tokens), np.zeros_like(tokens)
        feed = {"input_ids": tokens, "attention_mask": ones, "token_type_ids": zeros}
        output = self._session.run(None, {name: feed[name] for name in self.description.inputs})[0]
        vector: Vectors = np.asarray(output, dtype=np.float32)[0]
        # Not every model normalises; the index compares by inner product, which is the cosine of unit vectors only.
        return vector / max(float(np.linalg.norm(vector)), 1e-12)


def opened(folder: Path, max_tokens: int) -> tuple[Tokenizer, onnxruntime.InferenceSession]:
    """The tokenizer, which cuts to a number of tokens, and the one-threaded session of an exported model.

    Raises:
        IndexUnavailableError: one of them cannot be read.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        model = str(folder / MODEL_FILE)
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # both libraries raise bare Exception subclasses of their own
        raise IndexUnavailableError(
            f"The {folder.name} in {folder} cannot be opened ({error}). Rebuild the index: unescosearch build --full"
        ) from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer, session
