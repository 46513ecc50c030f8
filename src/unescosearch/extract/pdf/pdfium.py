"""The second reader of PDF pages, PDFium: it finds the spaces that the first one misses, and draws pages."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from math import hypot

import pypdfium2
from pypdfium2 import PdfiumError, raw

from unescosearch.extract.cleaning import clean
from unescosearch.extract.pdf.drawn import unseen
from unescosearch.extract.pdf.runs import BOLD, Run

__all__ = ["Pdfium", "PdfiumError"]

# What PDFium writes for a hyphen at a line's end.
_HYPHENS = (0x02, 0xFFFE)
_LONGEST_NAME = 128
# Of pictures of pages, in dots per inch: what Tesseract reads best.
RESOLUTION = 300
_POINTS = 72
# Pages of the size of a poster are drawn smaller, in pixels of their longer side.
_LONGEST_SIDE = 6_000


class Pdfium:
    """A PDF opened by PDFium; opened only when the first page is asked for.

    Args:
        data: the whole file.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: pypdfium2.PdfDocument | None = None

    def runs(self, index: int) -> list[Run]:
        """The text of a page word by word, with a line break after each line.

        Raises:
            PdfiumError: the file or the page is damaged.
        """
        page = self._page(index)
        text = page.get_textpage()
        try:
            return _runs(text.raw, raw.FPDFText_CountChars(text.raw))
        finally:
            text.close()
            page.close()

    def picture(self, index: int) -> bytes:
        """A page as a grey picture in the format PGM.

        Raises:
            PdfiumError: the file or the page is damaged.
        """
        page = self._page(index)
        try:
            scale = min(RESOLUTION / _POINTS, _LONGEST_SIDE / max(*page.get_size(), 1))
            drawn = page.render(scale=scale, grayscale=True)
            rows, width = bytes(drawn.buffer), drawn.width
            head = b"P5 %d %d 255\n" % (width, drawn.height)
            return head + b"".join(rows[at : at + width] for at in range(0, drawn.stride * drawn.height, drawn.stride))
        finally:
            page.close()

    def unseen(self, index: int, strings: Sequence[str]) -> frozenset[int]:
        """Which of the strings that a page draws nobody sees, by their order; none where PDFium cannot tell."""
        try:
            page = self._page(index)
        except PdfiumError:
            return frozenset()
        try:
            return unseen(page, strings)
        except PdfiumError:
            return frozenset()
        finally:
            page.close()

    def _page(self, index: int) -> pypdfium2.PdfPage:
        if self._document is None:
            self._document = pypdfium2.PdfDocument(self._data)
        return self._document[index]


def _runs(text: object, count: int) -> list[Run]:
    runs: list[Run] = []
    word, first = "", 0
    for at in range(count):
        code = raw.FPDFText_GetUnicode(text, at)
        if not word:
            first = at
        word += "-" if code in _HYPHENS else "\n" if code == 0x0A else clean(chr(code)).replace("\n", "")
        if code in (0x0A, 0x20):
            runs.append(_run(text, first, word))
            word = ""
    return [*runs, _run(text, first, word)] if word else runs


def _run(text: object, at: int, word: str) -> Run:
    left, bottom = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, left, bottom)
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    raw.FPDFText_GetFontInfo(text, at, name, _LONGEST_NAME, ctypes.c_int())
    bold = bool(BOLD.search(name.value.decode("utf-8", "replace")))
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    size = raw.FPDFText_GetFontSize(text, at) * hypot(matrix.c, matrix.d)
    return Run(word, size, bold, left.value, bottom.value)
