"""Passages as the page shows them: paragraphs of marked and unmarked runs, and the stretch that matches best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unescosearch.page.links import leads
from unescosearch.service.schemas import LinkOut
from unescosearch.writing import HANGUL, WITHOUT_SPACES, letters

Span = tuple[int, int]

# Scripts without spaces say about twice as much in a character.
_DENSE = letters(WITHOUT_SPACES, HANGUL)
_EXCERPT = 420
_SLACK = 1.4
# An empty line; the next item of a list; the next row of a table.
_BREAK = re.compile(r"\s*\n\s*\n\s*|\s*\n(?=[ \t]*(?:[-*•–—]|\d{1,2}[.)])\s)|\s*\n(?=[^\n]* \| )")
_SENTENCE_START = re.compile(r"(?<=[.!?؟…])\s+|(?<=[。！？])\s*")
_WORD_START = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is highlighted as a whole or not at all, and may lead elsewhere as a whole."""

    text: str
    marked: bool
    link: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a passage that is shown first.

    Attributes:
        cut_before: text of the passage precedes the paragraphs.
        cut_after: text of the passage follows them.
    """

    paragraphs: list[list[Run]]
    cut_before: bool
    cut_after: bool


def paragraphs(text: str, highlights: Sequence[Span], start: int = 0, end: int | None = None) -> list[list[Run]]:
    """The paragraphs of `text[start:end]`; the joined runs are its text but for the breaks between paragraphs.

    `highlights` are spans of characters of `text`; they may overlap, stand in any order or reach beyond it.
    """
    end = len(text) if end is None else end
    marked = _merged(highlights, start, end)
    shown = []
    for first, last in _bounds(text, start, end):
        runs = _runs(text, marked, first, last)
        if any(run.text.strip() for run in runs):
            shown.append(runs)
    return shown


def linked(text: str, links: Sequence[LinkOut]) -> list[list[Run]]:
    """The paragraphs of a text with the links in it, where a browser may follow them."""
    followed = {(link.start, link.end): url for link in links if (url := leads(link.url))}
    return [
        [
            Run(text[at:end], marked=False, link=followed.get((at, end), ""))
            for at, end in _parted(first, last, sorted(followed))
        ]
        for first, last in _bounds(text, 0, len(text))
        if text[first:last].strip()
    ]


def _parted(start: int, end: int, spans: Sequence[Span]) -> Iterator[Span]:
    """A stretch, parted where spans within it begin and end; one that runs over its ends parts nothing."""
    for first, last in spans:
        if start <= first and last <= end:
            if start < first:
                yield start, first
            yield first, last
            start = last
    if start < end:
        yield start, end


def excerpt(text: str, highlights: Sequence[Span]) -> Excerpt:
    """The best few lines of a passage: all of a short one, else the stretch that holds most highlights."""
    length = _EXCERPT // 2 if len(_DENSE.findall(text)) * 3 > len(text) else _EXCERPT
    if len(text) <= length * _SLACK:
        return Excerpt(paragraphs(text, highlights), cut_before=False, cut_after=False)
    start = _opening(text, _densest(_merged(highlights, 0, len(text)), length), length)
    end = _closing(text, start + length, length // 6)
    return Excerpt(paragraphs(text, highlights, start, end), cut_before=start > 0, cut_after=end < len(text))


def _densest(marked: list[Span], length: int) -> int:
    """Where the stretch with most highlighted characters begins, the earliest of equals; 0 without highlights."""
    reach = length // 2
    best, at = 0, 0
    for begin, _ in marked[:100]:
        held = sum(last - first for first, last in marked if begin <= first and last <= begin + reach)
        if held > best:
            best, at = held, begin
    return at


def _opening(text: str, at: int, length: int) -> int:
    """A sentence's or else a word's beginning shortly before the highlight at `at`."""
    earliest = max(0, at - length // 3)
    if earliest == 0 or len(text) - earliest < length:
        earliest = max(0, min(earliest, len(text) - length))
    if earliest == 0:
        return 0
    for pattern in (_SENTENCE_START, _WORD_START):
        found = pattern.search(text, earliest, at)
        if found:
            return found.end()
    return earliest


def _closing(text: str, at: int, reach: int) -> int:
    """A sentence's end or else a word's end at most `reach` before `at`; the end of the text where little is left."""
    if at >= len(text) - 40:
        return len(text)
    for pattern in (_SENTENCE_START, _WORD_START):
        ends = [found.start() for found in pattern.finditer(text, at - reach, at)]
        if ends:
            return ends[-1]
    return at


def _bounds(text: str, start: int, end: int) -> list[Span]:
    bounds, at = [], start
    for gap in _BREAK.finditer(text, start, end):
        bounds.append((at, gap.start()))
        at = gap.end()
    return [*bounds, (at, end)]


def _runs(text: str, marked: list[Span], start: int, end: int) -> list[Run]:
    runs, at = [], start
    for first, last in marked:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if first > at:
            runs.append(Run(text[at:first], marked=False))
        runs.append(Run(text[first:last], marked=True))
        at = last
    return [*runs, Run(text[at:end], marked=False)] if at < end else runs


def _merged(highlights: Sequence[Span], start: int, end: int) -> list[Span]:
    merged: list[Span] = []
    for first, last in sorted((max(first, start), min(last, end)) for first, last in highlights):
        if first >= last:
            continue
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
