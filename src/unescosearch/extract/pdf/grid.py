"""The cells of the ruled tables of a PDF page, made of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from unescosearch.extract.pdf.rules import Rule, Rules

# Lines that are nearer than this, in points, meet, or are one.
_NEAR = 3.0
_LOWEST_ROW = 5.0
_NARROWEST_COLUMN = 5.0
# A table of more lines is a pattern or a map.
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        table: number of its table on the page.
        row: counted from the top, that of its upper edge where it spans several.
        column: counted from the left within its row.
    """

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    right: float
    cell: Cell


class Grid:
    """The cells of a page; finds the one that holds a point."""

    def __init__(self, rules: Rules) -> None:
        self._bands: list[tuple[float, float, list[_Box]]] = []
        level, upright = _joined(rules.level), _joined(rules.upright)
        for number, (rows, columns) in enumerate(_tables(level, upright)):
            self._bands += _bands(number, rows, columns)

    def cell(self, left: float, bottom: float) -> Cell | None:
        """The cell in which a text begins, given its left end and its base line; None outside of tables."""
        for low, high, boxes in self._bands:
            if low - 1 <= bottom < high - 1:
                for box in boxes:
                    if box.left - 2 <= left < box.right - 2:
                        return box.cell
        return None


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """The lines, those made whole that were drawn in pieces."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lanes and rule.at - lanes[-1][0].at < _NEAR:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    whole: list[Rule] = []
    for lane in lanes:
        pieces = sorted(lane, key=lambda rule: rule.start)
        at, start, end = lane[0].at, pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start > end + _NEAR:
                whole.append(Rule(at, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        whole.append(Rule(at, start, end))
    return whole


def _meet(level: Rule, upright: Rule) -> bool:
    across = level.start - _NEAR <= upright.at <= level.end + _NEAR
    return across and upright.start - _NEAR <= level.at <= upright.end + _NEAR


def _tables(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that hang together, from the top of the page; at least three upright ones make a table."""
    if not level or len(level) + len(upright) > _MOST_LINES:
        return []
    left, groups = set(range(len(upright))), []
    rows_left = set(range(len(level)))
    while left:
        columns, rows = {left.pop()}, set[int]()
        grown = True
        while grown:
            met = {at for at in rows_left if any(_meet(level[at], upright[column]) for column in columns)}
            rows |= met
            rows_left -= met
            crossed = {at for at in left if any(_meet(level[row], upright[at]) for row in met)}
            columns |= crossed
            left -= crossed
            grown = bool(crossed)
        if len(rows) >= 3 and len(columns) >= 3:
            groups.append(([level[at] for at in rows], [upright[at] for at in columns]))
    return sorted(groups, key=lambda group: -max(rule.at for rule in group[0]))


def _bands(number: int, level: list[Rule], upright: list[Rule]) -> list[tuple[float, float, list[_Box]]]:
    """The rows of a table, from the top: lower edge, upper edge and cells."""
    heights = sorted({rule.at for rule in level}, reverse=True)
    bands: list[tuple[float, float, list[_Box]]] = []
    row = -1
    for top, bottom in pairwise(heights):
        middle = (top + bottom) / 2
        edges = sorted({rule.at for rule in upright if rule.start <= middle <= rule.end})
        if top - bottom < _LOWEST_ROW or len(edges) < 2:
            continue
        row += 1
        above = bands[-1][2] if bands and bands[-1][0] == top else []
        boxes = []
        for column, (left, right) in enumerate(pairwise(edges)):
            if right - left >= _NARROWEST_COLUMN:
                over = _same(above, left, right) if not _ruled(level, top, (left + right) / 2) else None
                boxes.append(_Box(left, right, over or Cell(number, row, column)))
        bands.append((bottom, top, boxes))
    return bands


def _same(boxes: Sequence[_Box], left: float, right: float) -> Cell | None:
    """The cell between the same two edges, or None."""
    return next((box.cell for box in boxes if abs(box.left - left) < 1 and abs(box.right - right) < 1), None)


def _ruled(level: Sequence[Rule], at: float, across: float) -> bool:
    return any(rule.at == at and rule.start <= across <= rule.end for rule in level)
