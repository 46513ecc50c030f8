"""The lines of a PDF's pages put together to paragraphs, words broken at line ends made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise
from statistics import median

from unescosearch.extract.cleaning import glue
from unescosearch.extract.pdf.hyphens import document_words, half_word, mended
from unescosearch.extract.pdf.line import Line

_ITEM = re.compile(r"(?:[•–—-] |\(?(?:\d{1,2}[.)]|[a-z]\)|[ivx]{1,4}[.)]) )")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.? |[A-Z]\. |[IVX]{1,4}\. ")
_SENTENCE_END = re.compile(r"[.!?…:;。！？؟۔][)\]\"'»”’*]*$")
# A line of a table of contents, its dots already one sign.
_ENTRY = re.compile(r" … [\divxlc]+$")
# How many lines before and after a line tell how wide its column is.
_WINDOW = 3
# A line is full where the next word would not have fitted; letters differ in width, hence not 1.
_FULL = 0.95
_SHORT = 0.75
# Lines farther apart than usual by this factor belong to different paragraphs.
_FAR = 1.3
_VERY_FAR = 1.8
_OTHER_SIZE = 0.08
# The last lines of a page tell nothing of its columns where all are shorter than this.
_NARROW = 30


def cell_text(lines: Sequence[Line]) -> str:
    """The lines of a table's cell as one text; whether a broken word keeps its hyphen only the document can tell."""
    return _joined(lines, None)[0]


def join_lines(lines: Sequence[Line]) -> tuple[str, dict[int, int]]:
    """One text of all lines, and where each page that has lines begins in it, by index of the page.

    A page that ends in the middle of a sentence runs on to the next; an empty line stands between others.
    """
    return _joined(lines, document_words([line.text for line in lines]))


def _joined(lines: Sequence[Line], words: Set[str] | None) -> tuple[str, dict[int, int]]:
    widths = _widths(lines)
    usual = _usual_distances(lines)
    pieces: list[str] = []
    starts: dict[int, int] = {}
    offset = 0
    for at, line in enumerate(lines):
        starts.setdefault(line.page, offset)
        piece = line.text
        if at + 1 < len(lines):
            after = lines[at + 1]
            parted = after.apart or line.whole
            whole = None if parted else half_word(piece, after.text, words)
            far = parted or _is_far(line, after, widths[at], usual.get(line.page, 0.0))
            between = "\n\n" if far else _between(line, after, widths[at], widths[at + 1])
            piece = piece + between if whole is None else whole
        piece = piece if words is None else mended(piece, words)
        pieces.append(piece)
        offset += len(piece)
    return "".join(pieces), starts


def _widths(lines: Sequence[Line]) -> list[int]:
    """For each line how many letters the longest line around it on its page has."""
    widths = []
    for at, line in enumerate(lines):
        around = lines[max(0, at - _WINDOW) : at + _WINDOW + 1]
        widths.append(
            max(len(other.text) for other in around if (other.page == line.page and not other.whole) or other is line)
        )
    return widths


def _distance(line: Line, after: Line) -> float:
    """From line to line, in heights of a letter; 0 where the next does not stand below on the same page."""
    size = max(line.size, after.size)
    return max(0.0, line.bottom - after.bottom) / size if size and line.page == after.page else 0.0


def _usual_distances(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance of lines, by index of the page."""
    found: dict[int, list[float]] = {}
    for line, after in pairwise(lines):
        if 0.5 < (distance := _distance(line, after)) < 3:
            found.setdefault(line.page, []).append(distance)
    return {page: median(distances) for page, distances in found.items()}


def _is_far(line: Line, after: Line, width: int, usual: float) -> bool:
    """Whether the look of two lines parts them: a change of page, size or weight, or their distance."""
    if line.text == "•" or after.text[0].islower():
        return False
    if line.page != after.page and (_ends(line.text) or width < _NARROW or not _is_full(line.text, after.text, width)):
        return True
    if line.bold != after.bold or abs(line.size - after.size) > _OTHER_SIZE * max(line.size, after.size):
        return True
    runs_on = _is_full(line.text, after.text, width) and not _ends(line.text)
    return bool(usual) and _distance(line, after) > (_VERY_FAR if runs_on else _FAR) * usual


def _ends(text: str) -> bool:
    return bool(_SENTENCE_END.search(text))


def _is_full(text: str, follower: str, width: int) -> bool:
    """Whether the next word would not have fitted on the line."""
    return len(text) + 1 + len(follower.split()[0]) > _FULL * width


def _between(line: Line, after: Line, width: int, next_width: int) -> str:
    """What stands between two lines that look alike: as far as their words and lengths tell."""
    text, follower = line.text, after.text
    if text == "•":
        return " "
    if follower.startswith("•") or _ENTRY.search(text):
        return "\n"
    ended, full = _ends(text), _is_full(text, follower, width)
    if (ended or not full or text.endswith((",", ";"))) and (part := _part(follower)):
        return part
    if _shouts(text) != _shouts(follower) and not ended:
        return "\n\n"
    if follower[0].islower():
        return glue(text, follower)
    if ended and not full:
        return "\n\n"
    if not _is_full(text, follower, int(_SHORT * width)):
        return "\n\n" if len(follower) > _SHORT * next_width else "\n"
    return glue(text, follower)


def _shouts(text: str) -> bool:
    """Whether a line is in capitals, as headings are; a single word may be an acronym."""
    return text.isupper() and len(text.split()) > 1


def _part(text: str) -> str:
    """What stands before a numbered section or an item of a list; nothing for other lines."""
    if _NUMBERED.match(text):
        return "\n\n"
    return "\n" if _ITEM.match(text) else ""
