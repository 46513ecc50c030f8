"""The ruled lines of a PDF page, of which tables are made, gathered while its text is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Thinner than this, in points, a filled rectangle is a line.
_THIN = 3.0
_SHORTEST = 4.0
# A page with more is a drawing.
_MOST = 20_000
_STROKES = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_FILLS = frozenset((b"f", b"F", b"f*"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or upright line, in points from the lower left corner of the page.

    Attributes:
        at: height of a level line, distance from the left of an upright one.
        start: its lower or left end.
        end: its upper or right end.
    """

    at: float
    start: float
    end: float


class Rules:
    """The lines that were drawn so far; `visit` is called with each operator of the page."""

    def __init__(self) -> None:
        self.level: list[Rule] = []
        self.upright: list[Rule] = []
        self._boxes: list[tuple[float, float, float, float]] = []
        self._pieces: list[tuple[float, float, float, float]] = []
        self._point = (0.0, 0.0)

    def visit(self, operator: bytes, operands: Sequence[Any], outer: Sequence[float], _inner: Sequence[float]) -> None:
        """Take in an operator of a page, with the matrix that places what it draws."""
        if operator == b"re":
            x, y, width, height = map(float, operands[:4])
            self._boxes.append((*_placed(x, y, outer), *_placed(x + width, y + height, outer)))
        elif operator == b"m":
            self._point = _placed(float(operands[0]), float(operands[1]), outer)
        elif operator == b"l":
            point = _placed(float(operands[0]), float(operands[1]), outer)
            self._pieces.append((*self._point, *point))
            self._point = point
        elif operator in _STROKES or operator in _FILLS:
            self._paint(operator in _STROKES)
        elif operator == b"n":
            self._forget()

    def _paint(self, stroked: bool) -> None:
        for box in self._boxes:
            self._box(box, stroked)
        if stroked:
            for piece in self._pieces:
                self._line(*piece)
        elif self._pieces:  # a rectangle drawn as its four sides
            across, up = zip(*((piece[0], piece[1]) for piece in self._pieces), strict=True)
            self._box((min(across), min(up), max(across), max(up)), False)
        self._forget()

    def _box(self, box: tuple[float, float, float, float], stroked: bool) -> None:
        left, right = sorted((box[0], box[2]))
        bottom, top = sorted((box[1], box[3]))
        if right - left < _THIN or top - bottom < _THIN:
            self._line(left, bottom, right, top)
        elif stroked:
            for side in ((left, bottom, right, bottom), (left, top, right, top)):
                self._line(*side)
            for side in ((left, bottom, left, top), (right, bottom, right, top)):
                self._line(*side)

    def _line(self, left: float, bottom: float, right: float, top: float) -> None:
        if len(self.level) + len(self.upright) >= _MOST:
            return
        if abs(top - bottom) < _THIN and abs(right - left) > _SHORTEST:
            self.level.append(Rule((bottom + top) / 2, min(left, right), max(left, right)))
        elif abs(right - left) < _THIN and abs(top - bottom) > _SHORTEST:
            self.upright.append(Rule((left + right) / 2, min(bottom, top), max(bottom, top)))

    def _forget(self) -> None:
        self._boxes.clear()
        self._pieces.clear()


def _placed(x: float, y: float, matrix: Sequence[float]) -> tuple[float, float]:
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]
