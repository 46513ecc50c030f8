"""Columns of a PDF page that were drawn line by line across the page, put one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from unescosearch.extract.pdf.rtl import is_right_to_left
from unescosearch.extract.pdf.runs import Run

Row: TypeAlias = list[Run]
# The lines of the left column and of the right one, side by side; a line over both stands alone on the left.
_Band: TypeAlias = tuple[list[Row], list[Row]]

# So often must the drawing go from the left column to the right one; pages drawn column by column do it once.
_FEWEST_JUMPS = 5
# Left ends that differ by less, in points, are one edge.
_NEAR = 2.0
# How wide a letter and the space between columns are, in heights, as narrow as they come: pypdf tells no widths.
_LETTER = 0.42
_SPACE = 1.0
# The beginning of a paragraph is indented by less, in heights.
_INDENT = 3.0
# Lines of prose have so many letters, and so many of them are nearly as long as the longest; cells of a table do not.
_FEWEST_LETTERS = 20
_NEARLY = 0.7
_MOST = 0.6


def in_columns(rows: Sequence[Row]) -> list[Row]:
    """The lines of a page in the order in which they are read.

    Columns of prose that were drawn together, a line of one after a line of the other, are put one after the other; a
    line over both parts what stands above it from what stands below. Everything else keeps its order, and so do pages
    in Arabic and its like.

    Args:
        rows: lines as they were drawn, of pieces from left to right.
    """
    if is_right_to_left("".join(run.text for row in rows for run in row)):
        return list(rows)
    for edge, jumps in _edges(rows):
        bands = list(_bands(rows, edge))
        shared = [band for band in bands if all(band)]
        over = sum(_is_over(row, edge) for row in rows)
        if shared and over <= jumps and all(map(_is_prose, zip(*shared, strict=True))):
            return [row for left, right in bands for row in [*in_columns(left), *in_columns(right)]]
    return list(rows)


def _edges(rows: Sequence[Row]) -> list[tuple[float, int]]:
    """Where a right column may begin: left ends to which the drawing jumps from farther left, and how often."""
    inked = [run for row in rows for run in row if run.text.strip()]
    jumps = Counter(
        round(after.left / _NEAR)
        for run, after in pairwise(inked)
        if run.left < after.left and not _reaches(run, after.left)
    )
    return [(place * _NEAR, count) for place, count in jumps.most_common(3) if count >= _FEWEST_JUMPS]


def _reaches(run: Run, edge: float) -> bool:
    """Whether a piece ends too near to an edge, or beyond it, for another column to begin there."""
    return run.left + (_LETTER * len(run.text.strip()) + _SPACE) * run.size > edge


def _parted(row: Row, edge: float) -> tuple[Row, Row]:
    """What stands on each side of an edge."""
    left = [run for run in row if run.left < edge - _NEAR]
    return left, [run for run in row if run.left >= edge - _NEAR]


def _is_over(row: Row, edge: float, slack: float = _NEAR) -> bool:
    """Whether a line goes over an edge, rather than ending before it or going on at it."""
    left, right = _parted(row, edge)
    return bool(left) and (_reaches(left[-1], edge) or (bool(right) and right[0].left > edge + slack))


def _bands(rows: Sequence[Row], edge: float) -> Iterator[_Band]:
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if _is_over(row, edge, _INDENT * row[0].size):
            yield left, right
            yield [row], []
            left, right = [], []
        else:
            for column, part in zip((left, right), _parted(row, edge), strict=True):
                column += [part] if part else []
    yield left, right


def _is_prose(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether the lines of one column, in all its bands, fill it."""
    lengths = [len("".join(run.text for run in row).strip()) for rows in columns for row in rows]
    full = sum(length >= _NEARLY * max(lengths) for length in lengths)
    return len(lengths) >= _FEWEST_JUMPS and median(lengths) >= _FEWEST_LETTERS and full >= _MOST * len(lengths)
