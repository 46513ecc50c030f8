"""Scores pairs of a query and a passage with ONNX Runtime."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from tokenizers import Encoding, Tokenizer

from unescosearch.encoder.description import MODEL_FILE
from unescosearch.encoder.onnx import readable, session
from unescosearch.encoder.tokenizer import TOKENIZER_FILE
from unescosearch.reranker.description import RerankerDescription


class OnnxReranker:
    """A reranker folder, opened. Safe to use from several threads.

    Raises:
        IndexUnavailableError: the folder is not a reranker's.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self.description = RerankerDescription.load(folder)
        self._threads = threads or os.cpu_count() or 1
        with readable(folder):
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            self._session = session(folder / MODEL_FILE)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self.description.max_tokens)

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers a query: higher is better, comparable within one query only."""
        encodings = self._tokenizer.encode_batch([(query, text) for text in texts])
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._score, encodings))

    def _score(self, encoding: Encoding) -> float:
        given = {"input_ids": encoding.ids, "attention_mask": encoding.attention_mask}
        given["token_type_ids"] = encoding.type_ids
        feed = {name: np.asarray([given[name]], dtype=np.int64) for name in self.description.inputs}
        return float(self._session.run(None, feed)[0][0, 0])
