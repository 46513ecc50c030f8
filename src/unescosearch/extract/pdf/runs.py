"""What pypdf finds on a PDF page: pieces of text with their place and look, and ruled lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from pypdf import PageObject

from unescosearch.extract.cleaning import clean
from unescosearch.extract.pdf.grid import Grid
from unescosearch.extract.pdf.rules import Rules
from unescosearch.extract.pdf.shows import Shows

BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_SYMBOLS = re.compile(r"symbol|wingdings|dingbats|webdings", re.IGNORECASE)
# Marks of lists come from symbol fonts, as letters of the private use area or as control characters.
MARK = "\uf0b7"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that was drawn in one go; it may hold line breaks.

    Attributes:
        size: height of its letters, in points.
        left: where it begins, in points from the left edge of the page.
        bottom: its base line, in points from the lower edge.
    """

    text: str
    size: float
    bold: bool
    left: float
    bottom: float


def page_runs(page: PageObject, unseen: Callable[[Sequence[str]], frozenset[int]]) -> tuple[list[Run], Grid]:
    """The text of a page in the order in which it was drawn, and the cells of its tables.

    Args:
        page: as pypdf opened it.
        unseen: tells which of the strings that the page draws are not seen; asked only where there may be some.

    Raises:
        Exception: whatever pypdf raises for a damaged page.
    """
    shows = Shows()
    runs, grid = _drawn(page, shows)
    if shows.doubtful and (hidden := unseen(shows.strings)):
        runs, grid = _drawn(page, Shows(hidden))
    return runs, grid


def _drawn(page: PageObject, shows: Shows) -> tuple[list[Run], Grid]:
    runs: list[Run] = []
    rules = Rules()

    def visit(text: str, outer: Sequence[float], inner: Sequence[float], font: dict[str, object], size: float) -> None:
        if text:
            runs.append(_run(text, outer, inner, str((font or {}).get("/BaseFont", "")), size))

    def watch(operator: bytes, operands: list[Any], outer: Sequence[float], inner: Sequence[float]) -> None:
        rules.visit(operator, operands, outer, inner)
        shows.visit(operator, operands)

    page.extract_text(visitor_text=visit, visitor_operand_before=watch)
    return runs, Grid(rules)


def has_picture(page: PageObject) -> bool:
    """Whether a page shows a picture, as a scanned page does; some programs put it into a form."""
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    found = objects.get_object().values() if objects is not None else ()
    return any(entry.get_object().get("/Subtype") in ("/Image", "/Form") for entry in found)


def _run(text: str, outer: Sequence[float], inner: Sequence[float], font: str, size: float) -> Run:
    """A piece of text with its true size and height; the matrices are the page's and the text's."""
    across = inner[2] * outer[0] + inner[3] * outer[2]
    up = inner[2] * outer[1] + inner[3] * outer[3]
    left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    bottom = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    if _SYMBOLS.search(font) and len(text.strip()) == 1:
        text = text.replace(text.strip(), MARK)
    return Run(clean(text), size * hypot(across, up), bool(BOLD.search(font)), left, bottom)
