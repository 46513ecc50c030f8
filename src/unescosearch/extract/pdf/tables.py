"""The rows of a table as lines: cells side by side where they are short, one below the other where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from unescosearch.extract.cleaning import squeeze
from unescosearch.extract.pdf.grid import Cell
from unescosearch.extract.pdf.layout import cell_text
from unescosearch.extract.pdf.line import Line
from unescosearch.extract.pdf.rtl import is_right_to_left

BETWEEN = " | "
# A longer cell holds paragraphs of its own.
_LONGEST = 300


def table_lines(cells: Mapping[Cell, list[Line]]) -> list[Line]:
    """The lines of a table, row by row: label and value of a row stay together.

    Short cells become one line, with bars between them; the lines of a long one follow.
    """
    step = -1 if is_right_to_left(" ".join(line.text for lines in cells.values() for line in lines)) else 1
    filled = sorted((cell for cell in cells if cells[cell]), key=lambda cell: (cell.row, step * cell.column))
    lines: list[Line] = []
    for _, row in groupby(filled, key=lambda cell: cell.row):
        short: list[Line] = []
        for cell in row:
            text = squeeze(cell_text(cells[cell]))
            if len(text) <= _LONGEST:
                short.append(replace(cells[cell][0], text=text))
            else:
                lines += _side_by_side(short)
                short = []
                lines += [replace(cells[cell][0], apart=True), *cells[cell][1:]]
        lines += _side_by_side(short)
    return lines


def _side_by_side(cells: list[Line]) -> list[Line]:
    if not cells:
        return []
    text = BETWEEN.join(line.text for line in cells)
    return [replace(cells[0], text=text, bold=all(line.bold for line in cells), apart=True, whole=True)]
