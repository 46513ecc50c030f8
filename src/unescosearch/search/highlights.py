"""Where the words of a query stand in a passage, in whichever way it writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unescosearch.languages.table import facts
from unescosearch.words.analysis import index_word
from unescosearch.words.spelling import spelled
from unescosearch.writing import HYPHENS, INVISIBLE, SIGN, SILENT_MARKS, WITHOUT_SPACES, letters

_MARKS = f"[{INVISIBLE}{SILENT_MARKS}]"
# A word with all that stands in it unseen, and what may stand between two parts of one: signs in words, in figures.
_PART = re.compile(rf"{SIGN}(?:{_MARKS}*{SIGN})*{_MARKS}*")
_IN_WORDS = re.compile(rf"[{HYPHENS}.．´]{_MARKS}*")
_IN_FIGURES = re.compile(r"[\s,，'’٬.．]")
_AFTER_INITIAL = re.compile(r"[.．] ")
_MOST_PARTS = 12
_UNSPACED = letters(WITHOUT_SPACES)

Span = tuple[int, int]


def highlights(text: str, words: frozenset[str], language: str) -> list[Span]:
    """Spans of characters in a text whose word is among a query's words."""
    if not words:
        return []
    if facts(language).spaced:
        return list(_words(text, words, language))
    whole = {word for word in words if not _UNSPACED.search(word)}
    others = _UNSPACED.sub(" ", text)
    return _merged([*_words(others, frozenset(whole), language), *_occurrences(text, words - whole, language)])


def _words(text: str, words: frozenset[str], language: str) -> Iterator[Span]:
    """The words of a text that are among others; of parts that make one word together, the whole of it."""
    parts = [match.span() for match in _PART.finditer(text)]
    at = 0
    while at < len(parts):
        last, said = _word_at(text, parts, at, language)
        if not words.isdisjoint(said):
            yield parts[at][0], parts[last][1]
        at = last + 1


def _word_at(text: str, parts: list[Span], first: int, language: str) -> tuple[int, list[str]]:
    """The last of the parts that make one word together, and that word; the first with its words where it is alone."""
    start, reach = parts[first][0], first
    most = min(len(parts), first + _MOST_PARTS) - 1
    while reach < most and _may_go_on(text, parts[reach], parts[reach + 1], language):
        reach += 1
    for last in range(reach, first, -1):
        # The last point of U. N. belongs to it.
        said = index_word(text[start : parts[last][1] + 1], language).split()
        if len(said) == 1:
            return last, said
    return first, index_word(text[start : parts[first][1]], language).split()


def _may_go_on(text: str, part: Span, following: Span, language: str) -> bool:
    word, gap = text[slice(*part)], text[part[1] : following[0]]
    if word[-1].isdigit() and text[following[0]].isdigit():
        return _IN_FIGURES.fullmatch(gap) is not None
    if gap == " ":
        return word.lower() in facts(language).apart_prefixes
    return _IN_WORDS.fullmatch(gap) is not None or (len(word) == 1 and _AFTER_INITIAL.fullmatch(gap) is not None)


def _occurrences(text: str, words: frozenset[str], language: str) -> list[Span]:
    """Where words of a script without spaces stand, at any letter."""
    read = [(letter, at) for at, written in enumerate(text) for letter in spelled(written, language)]
    said = "".join(letter for letter, _ in read)
    found = (match.span() for word in words for match in re.finditer(re.escape(word), said, re.IGNORECASE))
    return [(read[start][1], read[end - 1][1] + 1) for start, end in found]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
