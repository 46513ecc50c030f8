"""A sheet as a Word document (needs python-docx), the same bytes each time."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument

from scripts.corpus.sheet_blocks import Block, read_blocks
from scripts.corpus.sheets import Sheet

MADE = datetime.datetime(2026, 1, 1)
STYLES = {"paragraph": "Normal", "item": "List Bullet", "heading": "Heading 1"}


def make_docx(sheet: Sheet) -> bytes:
    """The document: title, headings, paragraphs, lists and tables; a link's address stands behind its words."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author = sheet.text("title"), sheet.text("publisher")
    properties.language, properties.subject = sheet.text("language"), sheet.text("type")
    properties.keywords, properties.comments = ", ".join(sheet.values("themes")), sheet.text("source_url")
    properties.created = properties.modified = MADE
    document.add_heading(sheet.text("title"), level=0)
    for block in read_blocks(sheet.body):
        _add(document, block)
    document.add_paragraph(f"{sheet.text('publisher')} · {sheet.text('licence')} · {sheet.text('source_url')}")
    written = BytesIO()
    document.save(written)
    return _dated(written.getvalue())


def _add(document: WordDocument, block: Block) -> None:
    if block.kind == "table":
        table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, block.rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        return
    paragraph = document.add_paragraph(style=STYLES[block.kind])
    for run in block.runs:
        part = paragraph.add_run(f"{run.text} ({run.url})" if run.url not in ("", run.text) else run.text)
        part.bold, part.italic = run.bold or None, run.italic or None


def _dated(package: bytes) -> bytes:
    """The same package with one fixed date on each of its parts, which Word's writer stamps with the present."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return written.getvalue()
