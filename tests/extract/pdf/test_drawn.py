from __future__ import annotations

from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image

from unescosearch.extract.pdf.document import extract_pdf

SEEN = "The boats of Piran are tarred in March."
SECRET = "All boats of the harbour are for sale at once."


def text_of(document: FPDF) -> str:
    return extract_pdf(bytes(document.output())).text


def blank() -> FPDF:
    document = FPDF(format="A4")
    document.add_page()
    document.set_font("Helvetica", size=11)
    document.text(20, 30, SEEN)
    return document


def test_text_that_is_drawn_invisibly_is_no_text() -> None:
    document = blank()
    with document.local_context(text_mode=TextMode.INVISIBLE):
        document.text(20, 50, SECRET)
    document.text(20, 70, "They sail until October.")
    assert SECRET not in text_of(document)
    assert "They sail until October." in text_of(document)


def test_what_ocr_read_in_a_picture_is_text() -> None:
    document = blank()
    with document.local_context(text_mode=TextMode.INVISIBLE):
        document.text(20, 110, SECRET)
    document.image(Image.new("L", (40, 40), 200), x=15, y=100, w=120, h=40)
    assert SECRET in text_of(document)


def test_white_text_is_text_only_where_it_is_seen() -> None:
    document = blank()
    document.set_text_color(255, 255, 255)
    document.text(20, 50, SECRET)
    document.set_fill_color(0, 60, 120)
    document.rect(15, 60, 150, 12, style="F")
    document.text(20, 68, "White on blue is read.")
    document.image(Image.new("RGB", (40, 40), (90, 20, 20)), x=15, y=100, w=120, h=40)
    document.text(20, 120, "White on a picture too.")
    text = text_of(document)
    assert SECRET not in text
    assert "White on blue is read." in text
    assert "White on a picture too." in text


def test_a_line_that_is_drawn_twice_comes_once_and_one_that_stands_twice_twice() -> None:
    document = blank()
    document.text(20.1, 30, SEEN)
    assert text_of(document).count(SEEN) == 1
    document = blank()
    document.text(20, 60, SEEN)
    assert text_of(document).count(SEEN) == 2


def test_letters_that_are_drawn_one_by_one_are_all_kept() -> None:
    document = FPDF(format="A4")
    document.add_page()
    document.set_font("Helvetica", size=11)
    left = 20.0
    for letter in "All the bees of Ljubljana swarm in full summer.":
        document.text(left, 30, letter)
        left += document.get_string_width(letter)
    assert text_of(document).replace(" ", "") == "AllthebeesofLjubljanaswarminfullsummer."
