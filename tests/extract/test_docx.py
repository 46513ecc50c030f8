from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.collections.folders import PROSE, documents, only
from tests.extract.docx_factory import NAMESPACES, add_xml, docx, paragraph, part, repacked, saved
from unescosearch.errors import UnreadableError
from unescosearch.extract.docx import extract_docx

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SOUND = docx(paragraph("A text about heritage."), paragraph("Another, on education."))


def paragraphs(data: bytes) -> list[str]:
    return extract_docx(data).text.split("\n\n")


def test_headings_lists_and_tables_come_in_document_order() -> None:
    document = Document()
    document.add_heading("Silk Roads", level=0)
    document.add_paragraph("Caravans crossed \tthe steppe.\nA new line.")
    document.add_heading("Cities", level=2)
    for city in ("Samarkand", "Bukhara"):
        document.add_paragraph(city, style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ("City", "River", "Khiva", ""), strict=True):
        cell.text = text
    document.add_paragraph("Afterwards.")
    extracted = extract_docx(saved(document))
    assert extracted.text.split("\n\n") == [
        "Silk Roads",
        "Caravans crossed the steppe.\nA new line.",
        "Cities",
        "• Samarkand\n• Bukhara",
        "City | River\nKhiva |",
        "Afterwards.",
    ]
    assert [(heading.level, heading.title) for heading in extracted.headings] == [(1, "Silk Roads"), (2, "Cities")]
    for heading in extracted.headings:
        assert extracted.text[heading.start : heading.end] == heading.title


@pytest.mark.parametrize(
    ("name", "properties", "level"),
    [
        ("Kapitel", '<w:outlineLvl w:val="1"/>', 2),
        ("Überschrift 3", "", 3),
        ("Заголовок 1", "", 1),
        ("Titre 2", "", 2),
        ("标题 1", "", 1),
        ("Heading 1 without number", "", 0),
        ("Titre 4", '<w:outlineLvl w:val="9"/>', 0),
    ],
)
def test_a_heading_is_known_by_its_outline_level_or_its_name_in_any_language(
    name: str, properties: str, level: int
) -> None:
    document = Document()
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    if properties:
        style.element.append(parse_xml(f"<w:pPr {NAMESPACES}>{properties}</w:pPr>"))
    based = document.styles.add_style("Our own", WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = style
    document.add_paragraph("Direct", style=style)
    document.add_paragraph("Derived", style=based)
    levels = [heading.level for heading in extract_docx(saved(document)).headings]
    assert levels == ([level, level] if level else [])


def test_what_word_wraps_around_text_hides_none_of_it_and_what_does_not_show_is_left_out() -> None:
    data = docx(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>",
        "<w:p><w:ins><w:r><w:t>Inserted, </w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink><w:r><w:t> </w:t></w:r>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:r><w:instrText>PAGE</w:instrText><w:t>co</w:t><w:noBreakHyphen/><w:t>operation</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Anchor.</w:t><mc:AlternateContent>"
        f"<mc:Choice><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
        f"<w:tbl><w:tr><w:tc>{paragraph('Framed.')}{paragraph('Twice.')}</w:tc></w:tr></w:tbl>",
        '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Contents 3</w:t></w:r></w:p>',
    )
    styles = part(data, "word/styles.xml").replace(
        b"</w:styles>", b'<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    assert paragraphs(repacked(data, {"word/styles.xml": styles})) == [
        "In a control.",
        "Inserted, linked co-operation",
        "Anchor.",
        "In a box.",
        "Framed.",
        "Twice.",
    ]


def test_a_note_follows_the_paragraph_that_refers_to_it() -> None:
    data = docx('<w:p><w:r><w:t>Claim.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>', paragraph("After the claim."))
    again = '<w:p><w:r><w:t>Proof.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{again}</w:footnote></w:footnotes>'
    changed = {
        "word/footnotes.xml": notes.encode(),
        "word/_rels/document.xml.rels": part(data, "word/_rels/document.xml.rels").replace(
            b"</Relationships>",
            f'<Relationship Id="rIdN" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/></Relationships>'.encode(),
        ),
        "[Content_Types].xml": part(data, "[Content_Types].xml").replace(
            b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{NOTES_TYPE}"/></Types>'.encode()
        ),
    }
    assert paragraphs(repacked(data, changed)) == ["Claim.", "Proof.", "After the claim."]


def test_the_properties_are_metadata(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Water and people", level=1)
    add_xml(document, paragraph(PROSE))
    properties = document.core_properties
    properties.title, properties.author, properties.language = "Document1", "Jeanne Dupont; Ali Khan", "fr-FR"
    properties.created = datetime.datetime(2019, 5, 6, 10)
    (tmp_path / "a.docx").write_bytes(saved(document))
    found = only(documents(tmp_path)).document
    assert (found.title, found.authors) == ("Water and people", ("Jeanne Dupont", "Ali Khan"))
    assert (found.date, found.language) == ("2019-05-06", "fr")


def test_what_a_program_left_as_author_is_none_and_no_properties_are_no_error() -> None:
    assert "authors" not in extract_docx(SOUND).metadata
    relations = part(SOUND, "_rels/.rels").replace(b"metadata/core-properties", b"metadata/none")
    assert extract_docx(repacked(SOUND, {"_rels/.rels": relations})).metadata == {}


@pytest.mark.parametrize(
    "changed",
    [
        {"word/document.xml": b"<w:document>"},
        {"_rels/.rels": b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>"},
        {"[Content_Types].xml": b""},
    ],
)
def test_a_damaged_document_is_unreadable(changed: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableError, match="damaged or not a Word document; open it in Word"):
        extract_docx(repacked(SOUND, changed))


@settings(max_examples=60)
@given(at=st.integers(0, len(SOUND) - 1), change=st.binary(min_size=1, max_size=6))
def test_any_damage_gives_a_text_or_a_failure(at: int, change: bytes) -> None:
    try:
        assert isinstance(extract_docx(SOUND[:at] + change + SOUND[at + len(change) :]).text, str)
    except UnreadableError as error:
        assert str(error)  # noqa: PT017 - both outcomes are right


def row(*cells: str, properties: str = "") -> str:
    """The XML of a row; each cell may begin with its own properties."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tcPr>{properties}</w:tcPr>{paragraph(text)}"


def test_merged_cells_repeat_their_label_and_deleted_rows_and_cells_are_gone() -> None:
    table = "".join(
        (
            row(cell("Towns and their schools", '<w:gridSpan w:val="3"/>')),
            row(cell("Town"), cell("Pupils", '<w:gridSpan w:val="2"/>')),
            row(cell("Piran", '<w:vMerge w:val="restart"/>'), cell("girls"), cell("40")),
            row(cell("", "<w:vMerge/>"), cell("boys"), cell("50")),
            row(cell("Koper"), cell("girls"), cell("99"), properties='<w:del w:id="1" w:author="A"/>'),
            row(cell("Izola"), cell("all"), cell("60"), cell("70", '<w:cellDel w:id="2" w:author="A"/>')),
        )
    )
    assert paragraphs(docx(f"<w:tbl>{table}</w:tbl>")) == [
        "Towns and their schools\nTown | Pupils | Pupils\nPiran | girls | 40\nPiran | boys | 50\nIzola | all | 60"
    ]


def test_hidden_text_is_no_text() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden words. </w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen words.</w:t></w:r>'
    assert paragraphs(docx(f"<w:p>{hidden}{shown}</w:p>")) == ["Seen words."]
    document = Document()
    document.styles.add_style("Secret", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    document.styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH).font.hidden = True
    paragraph_ = document.add_paragraph("Open. ")
    paragraph_.add_run("Not for print.", style="Secret")
    document.add_paragraph("Nor this.", style="Note")
    assert paragraphs(saved(document)) == ["Open."]


def test_links_keep_their_addresses() -> None:
    document = Document()
    for url in ("https://a.example/x", "https://unused.example"):
        document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    numbers = {each.target_ref: key for key, each in document.part.rels.items() if each.is_external}
    link = (
        f'<w:hyperlink r:id="{numbers["https://a.example/x"]}" w:anchor="p"><w:r><w:t>site </w:t></w:r></w:hyperlink>'
    )
    add_xml(document, f"<w:p><w:r><w:t>The </w:t></w:r>{link}<w:r><w:t>is old.</w:t></w:r></w:p>")
    extracted = extract_docx(saved(document))
    assert extracted.text == "The site is old."
    assert [(extracted.text[each.start : each.end], each.url) for each in extracted.links] == [
        ("site", "https://a.example/x#p")
    ]


def test_a_row_below_a_marked_head_says_the_names_of_its_columns() -> None:
    rows = [
        f"<w:tr>{mark}<w:tc>{paragraph(first)}</w:tc><w:tc>{paragraph(second)}</w:tc></w:tr>"
        for mark, first, second in (
            ("<w:trPr><w:tblHeader/></w:trPr>", "Country", "Schools"),
            ("", "Chad", "12"),
        )
    ]
    assert extract_docx(docx(f"<w:tbl>{''.join(rows)}</w:tbl>")).text == (
        "Country | Schools\nCountry: Chad | Schools: 12"
    )
