"""PDFs whose pages are pictures, as a scanner makes them."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
from fpdf import FPDF
from PIL import Image

_SCALE = 200 / 72


def scanned(data: bytes, kept: Sequence[int] = ()) -> bytes:
    """A PDF of the pictures of another's pages; the pages of the indexes `kept` are its covers of plain text."""
    document = FPDF(format="A4")
    document.set_margin(0)
    for index, page in enumerate(pypdfium2.PdfDocument(data)):
        document.add_page()
        if index in kept:
            document.set_font("Helvetica", size=11)
            document.cell(0, 20, page.get_textpage().get_text_range())
        else:
            document.image(page.render(scale=_SCALE, grayscale=True).to_pil(), w=document.w)
    return bytes(document.output())


def picture_of_nothing() -> bytes:
    """A PDF of one page with a grey picture."""
    document = FPDF(format="A4")
    document.add_page()
    document.image(Image.new("L", (400, 400), 200), w=100)
    return bytes(document.output())
