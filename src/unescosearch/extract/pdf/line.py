"""A line of a PDF page, as its reader hands it on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Attributes:
        text: never empty, with single spaces.
        page: index of its page.
        size: height of its largest letters, in points.
        bold: whether all its words are bold.
        bottom: distance of its base line from the lower edge of the page, in points.
        apart: whether an empty line stands before it.
        whole: whether it is a row of a table, and as such a paragraph of its own.
    """

    text: str
    page: int
    size: float = 0.0
    bold: bool = False
    bottom: float = 0.0
    apart: bool = False
    whole: bool = False
