"""Small figures that a PDF sets above the line: powers stay powers, and the marks of notes stand apart from words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unescosearch.extract.pdf.runs import Run

_SMALLER = 0.86
# How high such figures stand above the line that they belong to, in heights of its letters.
_LEAST = 0.1
_MOST = 0.7
_FIGURES = re.compile(r"[-−–]?\d{1,3}(?:[,–-]\d{1,3})*")
_SUPERSCRIPT = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_UNIT = re.compile(r"(?:^|[\W\d])(?:[kcdhm]?m|s|in|ft|mi|yd|м|км|см|мм|дм)$")
# Symbols of chemical elements: their figures stand below the line, as far as a file tells.
_FORMULA = re.compile(r"(?:^|[^A-Za-z])(?:[A-Z][a-z]?\d*)+$")


def is_raised(before: Run, run: Run) -> bool:
    """Whether a piece of text is a small figure above the line, right behind another piece."""
    if not _is_small(before, run) or not before.left < run.left:
        return False
    return _LEAST * before.size < run.bottom - before.bottom < _MOST * before.size


def with_raised(row: Sequence[Run]) -> str:
    """The text of a line; small figures become superscripts, parted from a word by a space, never from a number."""
    text = ""
    before: Run | None = None
    for run in row:
        if before is not None and _is_small(before, run) and text[-1:].strip():
            text += _raised(text, run)
            continue
        text += run.text
        before = run if run.text.strip() else before
    return text


def _is_small(before: Run, run: Run) -> bool:
    return run.size < _SMALLER * before.size and bool(_FIGURES.fullmatch(run.text.strip()))


def _raised(text: str, run: Run) -> str:
    figures = run.text.strip().translate(_SUPERSCRIPT)
    after = run.text[len(run.text.rstrip()) :]
    if text[-1].isdigit() or _UNIT.search(text):
        return figures + after
    if _FORMULA.search(text) and run.text[0].isdigit():
        return run.text
    return f" {figures}{after}"
