"""Tables of workbooks: .xlsx, one sheet of it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from itertools import chain, islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

from unescosearch.collections.merged_cells import Merged
from unescosearch.collections.table import Row, Table, cell, header
from unescosearch.collections.titles import MOST_TITLES, titles
from unescosearch.extract.cleaning import clean, squeeze
from unescosearch.extract.guard import guarded
from unescosearch.extract.package import check_package

MAX_ROWS = 1_048_576  # what a sheet can have
MAX_CELLS = 20_000_000

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:$]{2,40})[\"']")
_LONGEST_TAG = 200
_CHUNK_BYTES = 1_000_000

_Numbered = tuple[int, list[str]]


def xlsx_table(data: bytes, sheet: str = "", *, max_rows: int = MAX_ROWS, max_cells: int = MAX_CELLS) -> Table:
    """The table in a sheet of a workbook: its first row that is more than a title names the columns.

    Formulas give the value that was last computed and saved; an error of theirs is an empty cell. Dates are written
    in ISO 8601, whole numbers without a point. What stands in merged cells is the value of each
    row. Cells beside the named columns are left out.

    Args:
        data: the whole file.
        sheet: its name; the first one without.
        max_rows: more are refused, empty ones included.
        max_cells: more are refused.

    Raises:
        UnreadableError: the file is encrypted, damaged or beyond the limits of `check_package`.
        ValueError: there is no such sheet, it has no usable header, or it is too large.
    """
    check_package(data, ".xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what openpyxl would lose if it wrote the file again
        with guarded("the .xlsx file is damaged; open it in a spreadsheet and save it again"):
            workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        with closing(workbook):
            return _table(_rows(workbook, sheet, max_rows, max_cells))


def _table(rows: Iterator[_Numbered]) -> Table:
    first = [*islice(rows, MOST_TITLES)]
    head = titles([cells for _, cells in first])
    names = first[head][1] if first else []
    rows = chain(first[head + 1 :], rows)
    columns = header([squeeze(name) for name in names])
    width = len(columns)
    padded = ((number, [*cells[:width], *[""] * (width - len(cells))]) for number, cells in rows)
    filled = (Row(number, dict(zip(columns, cells, strict=True))) for number, cells in padded if any(cells))
    return Table(columns, tuple(filled))


def _rows(workbook: Workbook, name: str, max_rows: int, max_cells: int) -> Iterator[_Numbered]:
    """The rows that are not empty, with their numbers."""
    sheet = _sheet(workbook, name)
    # What a sheet says of its own size is often wrong.
    sheet.reset_dimensions()
    merged = Merged(_merged(sheet))
    rows = sheet.iter_rows(min_row=1, min_col=1, values_only=True)
    seen = 0
    number = 0
    while True:
        with guarded(f"row {number + 1} of the sheet is damaged; open it in a spreadsheet and save it again"):
            values = next(rows, None)
        if values is None:
            return
        number += 1
        seen += len(values)
        if number > max_rows or seen > max_cells:
            raise ValueError(f"the sheet has more than {max_rows} rows or {max_cells} cells; divide it")
        cells = merged.filled(number, [_text(value) for value in values])
        if any(cells):
            yield number, cells


def _sheet(workbook: Workbook, name: str) -> Any:  # noqa: ANN401 - openpyxl has no types
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    if not sheets:
        raise ValueError("the workbook has no sheet with cells")
    if name and name not in sheets:
        raise ValueError(f"there is no sheet {name!r}; there are: {', '.join(sheets)}")
    return sheets[name] if name else workbook.worksheets[0]


def _merged(sheet: Any) -> Iterator[str]:  # noqa: ANN401
    """The ranges of merged cells; openpyxl does not tell them where a workbook is read a row at a time."""
    with guarded("the sheet is damaged; open it in a spreadsheet and save it again"), sheet._get_source() as source:
        rest = b""
        while chunk := source.read(_CHUNK_BYTES):
            rest, last = rest + chunk, 0
            for found in _MERGED.finditer(rest):
                yield found[1].decode("ascii")
                last = found.end()
            rest = rest[max(last, len(rest) - _LONGEST_TAG) :]


def _text(value: object) -> str:
    if not isinstance(value, str):
        return cell(value)
    return "" if value in ERROR_CODES else clean(unescape(value)).strip()
