"""The tables of a Word document: cells over several rows and columns, rows and cells that were deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

# More a table of Word cannot have.
_MOST_COLUMNS = 63

Row = Sequence[tuple[BaseOxmlElement, str]]


def is_deleted(part: BaseOxmlElement) -> bool:
    """Whether a row or a cell is marked as deleted while changes are tracked."""
    properties = {qn("w:tr"): "w:trPr", qn("w:tc"): "w:tcPr"}[part.tag]
    return any(part.find(f"{qn(properties)}/{qn(mark)}") is not None for mark in ("w:del", "w:cellDel"))


def is_head(row: BaseOxmlElement) -> bool:
    """Whether a row is marked to be said again on each page, as heads are."""
    mark = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
    return mark is not None and mark.get(qn("w:val"), "true") not in ("0", "false", "off")


def repeated(rows: Iterable[Row]) -> Iterator[list[str]]:
    """The texts of the cells row by row; a cell over several rows or columns says the same in each.

    A cell over the whole width is said once: it is a title.

    Args:
        rows: the cells of each row with their texts.
    """
    above: dict[int, str] = {}
    for row in rows:
        texts, column = [], _number(row[0][0].getparent(), "w:trPr", "w:gridBefore", 0) if row else 0
        for cell, text in row:
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merged is not None and merged.get(qn("w:val"), "continue") == "continue":
                text = text or above.get(column, "")
            above[column] = text if merged is not None else ""
            span = min(_number(cell, "w:tcPr", "w:gridSpan", 1), _MOST_COLUMNS)
            texts += [text] * (span if len(row) > 1 else 1)
            column += span
        yield texts


def _number(part: BaseOxmlElement, properties: str, name: str, default: int) -> int:
    stated = part.find(f"{qn(properties)}/{qn(name)}")
    value = stated.get(qn("w:val"), "") if stated is not None else ""
    return int(value) if value.isdecimal() else default
