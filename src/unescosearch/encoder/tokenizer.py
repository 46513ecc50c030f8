"""Turns texts into the tokens of an encoder: by a `tokenizer.json`, or by a model of SentencePiece.

As a `tokenizer.json` a vocabulary of 250,000 pieces takes five times the memory that it takes for SentencePiece.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import sentencepiece
from tokenizers import Tokenizer

TOKENIZER_FILE = "tokenizer.json"
PIECES_FILE = "tokenizer.model"


class TextTokenizer(Protocol):
    """Texts to numbers of tokens."""

    @property
    def special(self) -> int:
        """How many tokens stand around each text."""

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text with those that stand around it, cut to the length that the model takes."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has by itself, however many the model takes."""


def open_tokenizer(folder: Path, max_tokens: int) -> TextTokenizer:
    """The tokenizer of an encoder folder.

    Args:
        folder: holds one of the two files.
        max_tokens: longest input of the model, the tokens around a text included.
    """
    if (folder / PIECES_FILE).is_file():
        return _PieceTokenizer(folder / PIECES_FILE, max_tokens)
    return _JsonTokenizer(folder / TOKENIZER_FILE, max_tokens)


class _JsonTokenizer:
    def __init__(self, path: Path, max_tokens: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._counter = Tokenizer.from_str(self._tokenizer.to_str())
        self._counter.no_truncation()
        self._tokenizer.enable_truncation(max_tokens)
        self.special = len(self._counter.encode("").ids)

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(encoding) for encoding in self._counter.encode_batch_fast(list(texts), add_special_tokens=False)]


class _PieceTokenizer:
    special = 2

    def __init__(self, path: Path, max_tokens: int) -> None:
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self._room = max_tokens - self.special

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        begin, end = self._pieces.bos_id(), self._pieces.eos_id()
        return [[begin, *self._pieces.encode(text)[: self._room], end] for text in texts]

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(self._pieces.encode(text)) for text in texts]
