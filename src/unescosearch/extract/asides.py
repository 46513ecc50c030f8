"""Tables of contents and lists of references in a text: they say where things stand, not what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unescosearch.languages.table import alternatives

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
# A line of a table of contents: its dots are one sign already, or its number stands after a wide space.
_ENTRY = re.compile(r"^.*(?: … |\t+)[\divxlc]{1,5}$", re.MULTILINE)
# Without dots between, contents are told by what stands above them and by the numbers, which grow.
_CONTENTS = re.compile(
    r"(?:table of )?contents\b|table des matières\b|sommaire\b|índice\b|contenido\b|содержание\b|оглавление\b|мазмұны\b"
    r"|المحتويات|جدول المحتويات|目录|目錄|目次",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?<=[^\W\d]|[)\]\"'»”’?!:]) (\d{1,4})(?=\s+\S|$)", re.MULTILINE)
_FEWEST_ENTRIES = 3
_LONGEST_ENTRY = 100
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
    """Paragraphs most of whose lines are entries of a table of contents, and those below a heading that says so."""
    below = False
    for start, end in paragraphs:
        headed = bool(_CONTENTS.match(text, start, end))
        if (below or headed) and _is_listed(text[start:end]):
            below = True
            yield start, end
            continue
        below = headed and end - start < _LONGEST_ENTRY
        lines = text.count("\n", start, end) + 1
        if 2 * len(_ENTRY.findall(text, start, end)) > lines:
            yield start, end


def _is_listed(paragraph: str) -> bool:
    """Whether numbers of pages, which never fall, end short entries throughout a paragraph."""
    found = [*_PAGE.finditer(paragraph)]
    numbers = [int(each[1]) for each in found]
    longest = _LONGEST_ENTRY * len(found)
    return len(found) >= _FEWEST_ENTRIES and numbers == sorted(numbers) and len(paragraph) <= longest


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
