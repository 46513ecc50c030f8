"""Where the words of a query stand in a passage."""

from __future__ import annotations

import re

from unescosearch.languages.table import facts
from unescosearch.words.analysis import index_word
from unescosearch.writing import WORD


def highlights(text: str, words: frozenset[str], language: str) -> list[tuple[int, int]]:
    """Spans of characters in a text whose word is among a query's words."""
    if not facts(language).spaced:
        return _merged([(at, at + len(word)) for word in words for at in _occurrences(text, word)])
    matching = {word for word in set(WORD.findall(text)) if index_word(word, language) in words}
    return [match.span() for match in WORD.finditer(text) if match.group() in matching] if matching else []


def _occurrences(text: str, word: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(word), text, re.IGNORECASE)]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
