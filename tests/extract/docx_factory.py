"""Small Word documents for tests."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def paragraph(text: str) -> str:
    """The XML of a paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def add_xml(document: WordDocument, *elements: str) -> None:
    """Append elements to the body, before what describes the last section."""
    for element in elements:
        root = parse_xml(f"<w:body {NAMESPACES}>{element}</w:body>")
        for child in root:
            document.element.body.insert(len(document.element.body) - 1, child)


def saved(document: WordDocument) -> bytes:
    """The bytes of the document."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def docx(*elements: str) -> bytes:
    """A document of these elements."""
    document = Document()
    add_xml(document, *elements)
    return saved(document)


def repacked(package: bytes, changed: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The package with other contents under these names; new names are added."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(written, "w", method) as new:
        parts = {name: old.read(name) for name in old.namelist()} | changed
        for name, content in parts.items():
            new.writestr(name, content)
    return written.getvalue()


def part(package: bytes, name: str) -> bytes:
    """What stands under a name of the package."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return opened.read(name)
