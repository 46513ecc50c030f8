"""Tables of contents and lists of references in a text: they say where things stand, not what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unescosearch.languages.table import alternatives

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
# A line of a table of contents: its dots are one sign already, or its number stands after a wide space.
_ENTRY = re.compile(r"^.*(?: … |\t+)[\divxlc]{1,5}$", re.MULTILINE)
_REFERENCES = re.compile(
    rf"(?:\d{{1,2}}\.?|[IVX]+\.)?\s*(?:{alternatives(lambda each: each.references)})\s*:?", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SOURCE = re.compile(
    rf"https?://|www\.|\bdoi\b|\bISBN\b|\bpp?\. ?\d|\bvol\. ?\d|{alternatives(lambda each: each.citing)}|^\[\d+\]",
    re.IGNORECASE,
)
# So many paragraphs in a row that are no references end the list.
_PATIENCE = 3


def asides(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of all tables of contents and lists of references, in order."""
    paragraphs = [found.span() for found in _PARAGRAPH.finditer(text)]
    return tuple(sorted([*_contents(text, paragraphs), *_reference_lists(text, paragraphs)]))


def _contents(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Paragraphs most of whose lines are entries of a table of contents."""
    for start, end in paragraphs:
        lines = text.count("\n", start, end) + 1
        if 2 * len(_ENTRY.findall(text, start, end)) > lines:
            yield start, end


def _reference_lists(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """From a heading such as "References" to the last paragraph that looks like one."""
    at = 0
    while at < len(paragraphs):
        start, end = paragraphs[at]
        at += 1
        if not _REFERENCES.fullmatch(text[start:end].strip()):
            continue
        last, missed = at - 1, 0
        while at < len(paragraphs) and missed < _PATIENCE:
            missed = 0 if _is_reference(text[slice(*paragraphs[at])]) else missed + 1
            last = last if missed else at
            at += 1
        if paragraphs[last][0] > start:
            yield start, paragraphs[last][1]
        at = last + 1


def _is_reference(paragraph: str) -> bool:
    return bool(_YEAR.search(paragraph) and _SOURCE.search(paragraph))
