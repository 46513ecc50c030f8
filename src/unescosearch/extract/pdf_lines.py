"""The lines of one PDF page as a reader sees them, with the size, weight and place of their letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

from pypdf import PageObject

from unescosearch.extract.cleaning import clean, squeeze

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_SYMBOLS = re.compile(r"symbol|wingdings|dingbats|webdings", re.IGNORECASE)
# Marks of lists come from symbol fonts, as letters of the private use area or as control characters.
_BULLET = re.compile("^(?:[\ue000-\uf8ff❖➢➤▪■●◦‣∙⮚✓✔]+|o(?= \\S))\\s*")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MARK = "\uf0b7"
_LEADERS = re.compile(r"\s*(?:\. ?|… ?|_){5,}\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Attributes:
        text: never empty, with single spaces.
        page: index of its page.
        size: height of its largest letters, in points.
        bold: whether all its words are bold.
        bottom: distance of its base line from the lower edge of the page, in points.
        apart: whether an empty line stands before it.
    """

    text: str
    page: int
    size: float = 0.0
    bold: bool = False
    bottom: float = 0.0
    apart: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    size: float
    bold: bool
    left: float
    bottom: float


def page_lines(page: PageObject, index: int) -> list[Line]:
    """The lines of a page in reading order; none where it has no text.

    Raises:
        Exception: whatever pypdf raises for a damaged page.
    """
    runs: list[_Run] = []

    def visit(text: str, outer: Sequence[float], inner: Sequence[float], font: dict[str, object], size: float) -> None:
        if text:
            runs.append(_run(text, outer, inner, str((font or {}).get("/BaseFont", "")), size))

    page.extract_text(visitor_text=visit)
    return _lines(_rows(runs), index)


def _run(text: str, outer: Sequence[float], inner: Sequence[float], font: str, size: float) -> _Run:
    """A piece of text with its true size and height; the matrices are the page's and the text's."""
    across = inner[2] * outer[0] + inner[3] * outer[2]
    up = inner[2] * outer[1] + inner[3] * outer[3]
    left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    bottom = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    if _SYMBOLS.search(font) and len(text.strip()) == 1:
        text = text.replace(text.strip(), _MARK)
    return _Run(clean(text), size * hypot(across, up), bool(_BOLD.search(font)), left, bottom)


def _rows(runs: Sequence[_Run]) -> list[list[_Run]]:
    """The runs parted at line breaks; the break itself says nothing about where the next row stands."""
    rows: list[list[_Run]] = [[]]
    for run in runs:
        first, *others = run.text.replace("\f", "\n").split("\n")
        rows[-1].append(replace(run, text=first))
        rows.extend([replace(run, text=part)] for part in others)
    return [drawn for row in rows if (drawn := [run for run in row if run.text])]


def _lines(rows: Sequence[Sequence[_Run]], index: int) -> list[Line]:
    lines: list[list[_Run]] = []
    apart: list[bool] = []
    empty = False
    for row in rows:
        blank = not any(run.text.strip() for run in row)
        if lines and _on_same_line(lines[-1], row):
            lines[-1] += [replace(row[0], text=" "), *row]
        elif blank:
            empty = bool(lines)
        else:
            lines.append([*row])
            apart.append(empty)
            empty = False
    return [line for row, far in zip(lines, apart, strict=True) for line in _line(row, index, far)]


def _on_same_line(row: Sequence[_Run], after: Sequence[_Run]) -> bool:
    """Whether the words of a line were drawn one by one, as justified text often is."""
    last, first = row[-1], after[0]
    return abs(last.bottom - first.bottom) < 0.2 * max(last.size, first.size) and first.left > last.left


def _line(row: Sequence[_Run], index: int, apart: bool) -> list[Line]:
    text = _readable("".join(run.text for run in row))
    # The mark of a list may be of another size than its words.
    inked = [run for run in row if run.text.strip() not in ("", _MARK)] or row
    worded = [run for run in inked if any(map(str.isalpha, run.text))]
    bold = bool(worded) and all(run.bold for run in worded)
    size = max(run.size for run in inked)
    return [Line(text, index, size, bold, inked[0].bottom, apart)] if text else []


def _readable(line: str) -> str:
    # A soft hyphen that was drawn is a hyphen.
    line = squeeze(line).translate(_LIGATURES).replace("\u00ad", "-")
    return squeeze(_LEADERS.sub(" … ", _PRIVATE.sub(" ", _BULLET.sub("• ", line))))
