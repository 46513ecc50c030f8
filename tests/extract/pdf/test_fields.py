from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

from tests.extract.pdf.pdf_factory import pdf
from unescosearch.extract.pdf.document import extract_pdf

QUESTION = "Questions to the museums of the province\nName of the museum:\nOpen in winter:\nYes\nNo\nRemarks:"


def field(bottom: float, left: float = 150, **stated: object) -> DictionaryObject:
    """A field on the page, 12 points high, its base line near that of the text beside it."""
    rect = ArrayObject(FloatObject(side) for side in (left, bottom, left + 100, bottom + 12))
    found = DictionaryObject({NameObject("/Subtype"): NameObject("/Widget"), NameObject("/Rect"): rect})
    for name, value in stated.items():
        known = isinstance(value, str | int)
        made = NameObject(value) if isinstance(value, str) and value.startswith("/") else value
        made = TextStringObject(made) if isinstance(made, str) and not isinstance(made, NameObject) else made
        found[NameObject(f"/{name}")] = NumberObject(made) if known and isinstance(made, int) else made  # type: ignore[assignment]
    return found


def filled(*fields: DictionaryObject) -> str:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([QUESTION]))))
    writer.pages[0][NameObject("/Annots")] = ArrayObject(writer._add_object(each) for each in fields)
    target = BytesIO()
    writer.write(target)
    return extract_pdf(target.getvalue()).text


def height(line: int) -> float:
    """The lower side of a field on a line of the form, counted from 0."""
    return 842 - 28.35 - 17 * line - 15


def test_the_value_of_a_field_stands_after_its_label() -> None:
    text = filled(field(height(1), FT="/Tx", V="House of Salt"), field(height(5), FT="/Tx", V="closed on\nMondays"))
    assert "Name of the museum: House of Salt" in text
    assert "Remarks: closed on Mondays" in text


def test_a_ticked_box_is_marked_before_its_label_and_an_empty_one_is_not() -> None:
    text = filled(field(height(3), 20, FT="/Btn", AS="/On"), field(height(4), 20, FT="/Btn", AS="/Off"))
    assert "☒ Yes" in text
    assert text.count("☒") == 1


def test_a_field_takes_what_it_does_not_state_from_its_group() -> None:
    group = DictionaryObject({NameObject("/FT"): NameObject("/Ch"), NameObject("/V"): TextStringObject("Salt, glass")})
    assert "Name of the museum: Salt, glass" in filled(field(height(1), Parent=group))


@pytest.mark.parametrize(
    "hidden", [{"F": 2}, {"F": 32}, {"Ff": 1 << 13}, {"FT": "/Btn", "Ff": 1 << 16}, {"Subtype": "/Link"}]
)
def test_hidden_fields_passwords_and_buttons_are_no_text(hidden: dict[str, object]) -> None:
    assert "Secret" not in filled(field(height(1), **{"FT": "/Tx", "V": "Secret of the house"} | hidden))


def test_text_that_was_typed_onto_a_page_is_text() -> None:
    assert "Typed by hand" in filled(field(height(5), Subtype="/FreeText", Contents="Typed by hand"))
