"""Small PDFs for tests."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle


def pdf(pages: Sequence[str], **info: str) -> bytes:
    """A PDF whose pages show these texts line by line; a line that begins with # is large and bold."""
    document = FPDF(format="A4")
    document.set_auto_page_break(False)
    for name, value in info.items():
        getattr(document, f"set_{name}")(value)
    for page in pages:
        document.add_page()
        for line in page.split("\n"):
            document.set_font("Helvetica", *(("B", 16) if line.startswith("#") else ("", 11)))
            document.cell(0, 6, line.lstrip("# "), new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def encrypted(data: bytes, password: str) -> bytes:
    """The PDF, to be opened with this password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def labelled(data: bytes) -> bytes:
    """The PDF with its first two pages called i and ii, the others 1, 2, 3."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(2, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def narrowed(lines: Sequence[str]) -> bytes:
    """A page whose words are drawn one by one in narrowed letters, as the text layer of a scan often is."""
    document = FPDF(format="A4")
    document.add_page()
    document.set_font("Helvetica", size=11)
    document.set_stretching(60)
    for number, line in enumerate(lines):
        left = 20.0
        for word in line.split():
            document.text(left, 30 + 6 * number, word)
            left += document.get_string_width(word) + 1.2
    return bytes(document.output())
