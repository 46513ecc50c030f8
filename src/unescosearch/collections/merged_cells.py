"""Merged cells of a sheet: the value of the first is that of each below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils.cell import range_boundaries


@dataclass(slots=True)
class _Range:
    column: int
    last: int
    value: str = ""


class Merged:
    """The merged ranges of a sheet that is read a row at a time, from the top.

    Args:
        ranges: such as "A2:A9"; what is none is passed over.
    """

    def __init__(self, ranges: Iterable[str]) -> None:
        self._starting: dict[int, list[_Range]] = defaultdict(list)
        self._open: list[_Range] = []
        for text in ranges:
            try:
                column, first, _, last = range_boundaries(text)
            except (TypeError, ValueError):
                continue
            if column and first and last and last > first:
                self._starting[first].append(_Range(column - 1, last))

    def filled(self, number: int, cells: list[str]) -> list[str]:
        """The cells of a row, with the values of those that are merged with cells above.

        Beside a title over several columns nothing is repeated: columns of one name could not be told apart.

        Args:
            number: of the row, from 1; every row is to be asked for, in order.
            cells: as the sheet has them.
        """
        self._open = [each for each in self._open if each.last >= number]
        for each in self._open:
            cells += [""] * (each.column + 1 - len(cells))
            cells[each.column] = cells[each.column] or each.value
        for each in self._starting.pop(number, ()):
            each.value = cells[each.column] if each.column < len(cells) else ""
            self._open.append(each)
        return cells
