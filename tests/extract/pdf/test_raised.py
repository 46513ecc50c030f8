from __future__ import annotations

import pytest
from fpdf import FPDF

from unescosearch.extract.pdf.document import extract_pdf


def typed(line: str, position: str = "SUP") -> str:
    """The text of a page on which what stands between bars is set small and above or below the line."""
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=11)
    for at, part in enumerate(line.split("|")):
        document.char_vpos = position if at % 2 else "LINE"
        document.write(6, part)
    return extract_pdf(bytes(document.output())).text


def drawn(line: str) -> str:
    """The same, each part drawn on its own at its place."""
    document = FPDF()
    document.add_page()
    left = 20.0
    for at, part in enumerate(line.split("|")):
        document.set_font("Helvetica", size=7 if at % 2 else 11)
        document.text(left, 28.4 if at % 2 else 30, part)
        left += document.get_string_width(part)
    return extract_pdf(bytes(document.output())).text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("The lake holds 10|3| cubic metres.", "The lake holds 10³ cubic metres."),
        ("It was sold in 1994|12| and again in 2001.", "It was sold in 1994¹² and again in 2001."),
        ("The field of 45 km|2| is dry.", "The field of 45 km² is dry."),
        ("Every plan|4| was read.", "Every plan ⁴ was read."),
        ("It was read.|7| Nobody spoke.", "It was read. ⁷ Nobody spoke."),
        ("About 10|-6| of it is gold.", "About 10⁻⁶ of it is gold."),
    ],
)
def test_figures_above_the_line_never_grow_onto_a_number_or_a_word(line: str, text: str) -> None:
    assert typed(line) == text
    assert drawn(line).replace("  ", " ") == text


def test_figures_of_a_formula_stay() -> None:
    assert typed("The CO|2| of the air rises.", "SUB") == "The CO2 of the air rises."
