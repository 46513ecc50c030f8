"""Lines of a PDF in Arabic and its like, in the order in which they are read, whichever way they were drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from unescosearch.extract.pdf.runs import Run
from unescosearch.writing import ARABIC_DIGITS, RIGHT_TO_LEFT, RIGHT_TO_LEFT_FORMS, composed, letters

_LETTER = letters(RIGHT_TO_LEFT)
# Letters in the form that they have at the beginning, in the middle or at the end of a word, and ligatures.
_FORMS = re.compile(f"[{RIGHT_TO_LEFT_FORMS}]+")
# pypdf turns these round with the letters beside them, but they are written from the left.
_DIGITS = re.compile(f"[{ARABIC_DIGITS}]+(?:[.,/٫٬][{ARABIC_DIGITS}]+)*")
# These bind two figures to one; others stand between two, of which the right one is read first.
_WITHIN_FIGURES = (".", ",", "/", ":")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")
# A bracket that clings to the wrong side: it was drawn as a mirror shows it.
_TURNED = re.compile(r"(?<!\S)[)\]}»](?=\w)|(?<=\w)[(\[{«](?![\w(\[{«])")
_EDGES = re.compile(r"([^\w%]*)(.*?)([^\w%]*)", re.DOTALL)


def is_right_to_left(text: str) -> bool:
    """Whether at least half of a text's letters are of a script that runs from the right."""
    found = len(_LETTER.findall(text))
    return bool(found) and 2 * found >= sum(map(str.isalpha, text))


def in_reading_order(rows: Sequence[list[Run]]) -> list[list[Run]]:
    """The lines of a page with the pieces of Arabic ones from the right; words from the left among them stay so.

    Most programs draw a line from the left, whatever its script; some draw its pieces as they are read.
    """
    steps = [_steps(row) if is_right_to_left("".join(run.text for run in row)) else None for row in rows]
    usual = sum(step for step in steps if step)
    return [row if step is None or (step or usual) < 0 else _turned(row) for row, step in zip(rows, steps, strict=True)]


def _steps(row: Sequence[Run]) -> int:
    """How many more pieces of a line were drawn to the right of the one before than to its left."""
    # The reader is not sure where the last piece of a line stands.
    steps = [after.left - run.left for run, after in pairwise(row[:-1])]
    return sum(step > 0 for step in steps) - sum(step < 0 for step in steps)


def _turned(row: Sequence[Run]) -> list[Run]:
    ordered: list[Run] = []
    for from_left, part in groupby(zip(_directions(row), row, strict=True), key=lambda pair: pair[0]):
        runs = [run for _, run in part]
        ordered += [_turned_edges(runs)] if from_left else map(_turned_signs, runs)
    return ordered[::-1]


def _turned_signs(run: Run) -> Run:
    """A piece that is read from the right; one of signs alone was taken for one from the left."""
    return run if re.search(r"\w", run.text) else replace(run, text=run.text[::-1])


def readable_arabic(text: str) -> str:
    """A line with letters in their basic form, figures from the left, and brackets that open before they close."""
    if not _LETTER.search(text):
        return text
    text = _FORMS.sub(lambda found: composed(found[0]), _MARKS.sub("", text))
    text = _DIGITS.sub(lambda found: found[0][::-1], text)
    return _TURNED.sub(lambda found: found[0].translate(_MIRRORED), text)


def _directions(row: Sequence[Run]) -> list[bool]:
    """For each piece whether it is read from the left; signs go with equal neighbours, but part two figures."""
    words = [None if not re.search(r"\w", run.text) else not _LETTER.search(run.text) for run in row]
    found = []
    for at, from_left in enumerate(words):
        if from_left is None and 0 < at < len(row) - 1 and words[at - 1] and words[at + 1]:
            lettered = any(any(map(str.isalpha, row[near].text)) for near in (at - 1, at + 1))
            from_left = lettered or row[at].text in _WITHIN_FIGURES
        found.append(bool(from_left))
    return found


def _turned_edges(runs: Sequence[Run]) -> Run:
    """Pieces that are read from the left as one; the signs at its ends belong to the line around it."""
    before, core, after = _EDGES.fullmatch("".join(run.text for run in runs)).groups()  # type: ignore[union-attr]
    return replace(runs[0], text=after[::-1] + core + before[::-1])
