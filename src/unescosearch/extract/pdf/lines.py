"""The lines of one PDF page as a reader sees them, with the size, weight and place of their letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from unescosearch.extract.cleaning import squeeze
from unescosearch.extract.pdf.columns import in_columns
from unescosearch.extract.pdf.grid import Cell, Grid
from unescosearch.extract.pdf.hyphens import SOFT
from unescosearch.extract.pdf.line import Line
from unescosearch.extract.pdf.raised import is_raised, with_raised
from unescosearch.extract.pdf.rtl import in_reading_order, readable_arabic
from unescosearch.extract.pdf.runs import MARK, Run
from unescosearch.extract.pdf.tables import table_lines

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# Marks of lists come from symbol fonts, as letters of the private use area or as control characters.
_BULLET = re.compile("^(?:[\ue000-\uf8ff❖➢➤▪■●◦‣∙⮚✓✔]+|o(?= \\S))\\s*")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LEADERS = re.compile(r"\s*(?:\. ?|… ?|_){5,}\s*")


def page_lines(runs: Sequence[Run], grid: Grid, index: int) -> list[Line]:
    """The lines of a page in reading order, the rows of its tables from cell to cell; none where it has no text.

    What stands outside of tables keeps the order in which it was drawn, but for columns that were drawn together; a
    table stands where its first word does.

    Args:
        runs: pieces of text in the order in which they were drawn.
        grid: the cells of its tables.
        index: that of the page.
    """
    lines: list[Line] = []
    cells: dict[int, dict[Cell, list[list[Run]]]] = {}
    free: list[list[Run]] = []
    places: list[tuple[list[list[Run]], int]] = []
    for row in in_reading_order(_rows(runs)):
        for cell, part in groupby(row, key=lambda run: grid.cell(run.left, run.bottom)):
            if cell is None:
                free.append([*part])
                continue
            if cell.table not in cells:
                places.append((free, cell.table))
                free, cells[cell.table] = [], {}
            cells[cell.table].setdefault(cell, []).append([*part])
    for before, table in places:
        lines += _lines(in_columns(before), index)
        lines += table_lines({cell: _lines(rows, index) for cell, rows in cells[table].items()})
    return lines + _lines(in_columns(free), index)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs parted at line breaks; the break itself says nothing about where the next row stands."""
    rows: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.replace("\f", "\n").split("\n")
        rows[-1].append(replace(run, text=first))
        rows.extend([replace(run, text=part)] for part in others)
    return [drawn for row in rows if (drawn := [run for run in row if run.text])]


def _lines(rows: Sequence[Sequence[Run]], index: int) -> list[Line]:
    lines: list[list[Run]] = []
    apart: list[bool] = []
    empty = False
    for row in rows:
        blank = not any(run.text.strip() for run in row)
        if lines and _on_same_line(lines[-1], row):
            lines[-1] += row if is_raised(lines[-1][-1], row[0]) else [replace(row[0], text=" "), *row]
        elif blank:
            empty = bool(lines)
        else:
            lines.append([*row])
            apart.append(empty)
            empty = False
    return [line for row, far in zip(lines, apart, strict=True) for line in _line(row, index, far)]


def _on_same_line(row: Sequence[Run], after: Sequence[Run]) -> bool:
    """Whether the words of a line were drawn one by one, as justified text often is."""
    last, first = row[-1], after[0]
    if is_raised(last, first):
        return True
    level = next((run for run in reversed(row) if run.size >= first.size), last)
    return abs(level.bottom - first.bottom) < 0.2 * max(level.size, first.size) and first.left > last.left


def _line(row: Sequence[Run], index: int, apart: bool) -> list[Line]:
    text = readable(with_raised(row))
    # The mark of a list may be of another size than its words.
    inked = [run for run in row if run.text.strip() not in ("", MARK)] or row
    worded = [run for run in inked if any(map(str.isalpha, run.text))]
    bold = bool(worded) and all(run.bold for run in worded)
    size = max(run.size for run in inked)
    return [Line(text, index, size, bold, inked[0].bottom, apart)] if text else []


def readable(line: str) -> str:
    """A line without ligatures and leaders, with one sign for all marks of lists."""
    # A soft hyphen that was drawn is one; within a line some programs write it for every hyphen, others in each word.
    line = squeeze(readable_arabic(line)).translate(_LIGATURES)
    if line.endswith(SOFT):
        line = line[:-1] + "-"
    return squeeze(_LEADERS.sub(" … ", _PRIVATE.sub(" ", _BULLET.sub("• ", line))))
