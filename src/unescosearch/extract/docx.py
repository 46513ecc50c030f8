"""Word documents (.docx): paragraphs, headings, lists and tables in document order, and the document's properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from unescosearch.extract.cleaning import Block, compose, reflow, squeeze
from unescosearch.extract.docx_styles import Roles
from unescosearch.extract.docx_tables import is_deleted, is_head, repeated
from unescosearch.extract.guard import guarded
from unescosearch.extract.links import marked
from unescosearch.extract.package import check_package
from unescosearch.extract.properties import properties
from unescosearch.extract.table_rows import table_lines
from unescosearch.records import Extracted, MetadataValue

# What shows as it stands, and as what; of all else the parts within are looked at.
_SIGNS = {
    qn("w:br"): "\v",
    qn("w:cr"): "\v",
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:noBreakHyphen"): "-",
}
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = qn("w:txbxContent")
# Properties; what was moved away; a second form of what stands beside it; readings above Chinese letters. Text boxes
# are paragraphs of their own.
_SILENT = frozenset(
    (qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr"), qn("w:moveFrom"), qn("w:del"), qn("w:rt"), _FALLBACK, _TEXT_BOX)
)
_NOTES = {
    qn("w:footnoteReference"): (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote")),
    qn("w:endnoteReference"): (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote")),
}
_LINK = qn("w:hyperlink")
_TARGET = "target"
_Notes = dict[tuple[str, str], BaseOxmlElement]


def extract_docx(data: bytes) -> Extracted:
    """The text of a Word document as a reader sees it, with its headings.

    Items with a bullet begin with "• "; the numbers that Word counts itself, of items and of headings, are not in the
    file and so not in the text. The rows of a table are lines, their cells parted by bars, behind the names of their
    columns where the first row is marked as a head; what stands in a cell over several rows or columns is said in each
    of them. Links keep their addresses, if they are whole. A text box, a footnote and an endnote follow the paragraph
    that they belong to (python-docx hands out the parts with the notes, though it does not know what is in them).
    Headers, footers, comments, tables of contents, hidden and deleted text are left out. A Word document has no pages
    before it is printed.

    Raises:
        UnreadableError: encrypted, damaged, of another format or beyond the limits of `check_package`.
    """
    check_package(data, ".docx")
    with guarded("the .docx file is damaged or not a Word document; open it in Word and save it again"):
        document = Document(BytesIO(data))
        _name_targets(document.element.body, document.part)
        reader = _Reader(Roles(document), _notes(document))
        return compose(_joined(reader.blocks(document.element.body)), _metadata(document))


class _Reader:
    """Turns the elements of a document into blocks."""

    def __init__(self, roles: Roles, notes: _Notes) -> None:
        self._roles = roles
        self._notes = notes

    def blocks(self, container: Iterable[BaseOxmlElement]) -> Iterator[Block]:
        """The blocks of a body, a cell, a text box or a note; content controls and insertions are looked into."""
        for element in container:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag not in _SILENT:
                yield from self.blocks(element)

    def _paragraph(self, paragraph: BaseOxmlElement) -> Iterator[Block]:
        role = self._roles.of(paragraph)
        if role.contents:
            return
        text = reflow(_text(paragraph, self._roles))
        yield Block(f"• {text}" if role.bullet and text else text, role.level)
        for element in _visible(paragraph):
            if element.tag == _TEXT_BOX:
                yield from self.blocks(element)
            elif element.tag in _NOTES:
                # Once only: notes that refer to each other would never end.
                note = self._notes.pop((element.tag, element.get(qn("w:id"), "")), None)
                yield from self.blocks(note) if note is not None else ()

    def _table(self, table: BaseOxmlElement) -> Iterator[Block]:
        rows = [row for row in _descendants(table, qn("w:tr")) if not is_deleted(row)]
        cells = [[cell for cell in _descendants(row, qn("w:tc")) if not is_deleted(cell)] for row in rows]
        if all(len(row) <= 1 for row in cells):
            # A frame around paragraphs rather than a table.
            for cell in (cell for row in cells for cell in row):
                yield from self.blocks(cell)
            return
        lines = repeated([[(cell, squeeze(" ".join(self._cell(cell)))) for cell in row] for row in cells])
        yield Block("\n".join(table_lines(list(lines), bool(rows) and is_head(rows[0]))))

    def _cell(self, cell: BaseOxmlElement) -> Iterator[str]:
        return (block.text for block in self.blocks(cell))


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with items that follow each other as the lines of one."""
    items: list[str] = []
    for block in blocks:
        if block.text.startswith("• ") and not block.level:
            items.append(block.text)
        elif block.text:
            if items:
                yield Block("\n".join(items))
                items = []
            yield block
    if items:
        yield Block("\n".join(items))


def _text(element: BaseOxmlElement, roles: Roles) -> str:
    r"""The visible text below an element, with a `\v` for each line break."""
    if element.tag in (qn("w:t"), _MATH_TEXT):
        return element.text or ""
    if element.tag == qn("w:r") and roles.hides(element):
        return ""
    if sign := _SIGNS.get(element.tag):
        return sign
    text = "".join(_text(child, roles) for child in element if child.tag not in _SILENT)
    return marked(text, element.get(_TARGET, "")) if element.tag == _LINK else text


def _name_targets(element: BaseOxmlElement, part: Part) -> None:
    """Write the addresses of links into the links themselves: each part counts its own."""
    for link in element.iter(_LINK):
        relation = part.rels.get(link.get(qn("r:id"), ""))
        if relation is not None and relation.is_external:
            link.set(_TARGET, "#".join(filter(None, (relation.target_ref, link.get(qn("w:anchor"), "")))))


def _visible(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """All that is below an element, without what does not show; text boxes come whole."""
    for child in element:
        if child.tag == _TEXT_BOX or child.tag not in _SILENT:
            yield child
        if child.tag not in _SILENT:
            yield from _visible(child)


def _descendants(element: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """The nearest elements of a tag: the rows of a table, but not those of a table within it."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SILENT and child.tag != qn("w:tbl"):
            yield from _descendants(child, tag)


def _notes(document: WordDocument) -> _Notes:
    """The footnotes and endnotes, by kind of reference and number; those without a kind of their own are text."""
    found: _Notes = {}
    for relation in document.part.rels.values():
        for reference, (kind, tag) in _NOTES.items():
            if relation.reltype == kind and not relation.is_external:
                notes = parse_xml(relation.target_part.blob)
                _name_targets(notes, relation.target_part)
                found |= {(reference, note.get(qn("w:id"), "")): note for note in notes.iter(tag)}
    return found


def _metadata(document: WordDocument) -> dict[str, MetadataValue]:
    """Title, authors, date of creation and language, where the document has such properties at all."""
    package = document.part.package
    if not any(relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for relation in package.rels.values()):
        return {}
    core = document.core_properties
    created = core.created.date().isoformat() if core.created else ""
    return properties({"title": core.title, "authors": core.author, "date": created, "language": core.language})
