"""Columns that were drawn line by line across the page are read one after the other; other lines stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fpdf import FPDF

from unescosearch.extract.pdf.document import extract_pdf

LEFT = [
    "The school library opened in the",
    "spring of 1964 with four hundred",
    "books that were bought by parents",
    "and lent to the villages along the",
    "river, where a teacher read aloud",
    "from them to children every week.",
]
RIGHT = [
    "Water was measured at the well",
    "by pupils of the upper classes,",
    "who wrote the level into a large",
    "table. In the autumn they sent it",
    "to the institute, where engineers",
    "compared it with the rain.",
]
HEAD = "A title in one line that goes over both of the columns of the page"
# Where lines begin: the usual edges, the left one first.
EDGES = (20.0, 85.0, 150.0)


def page(*columns: Sequence[str], by_word: bool = False, shift: float = 0.0, head: str = "", foot: str = "") -> bytes:
    """A page whose columns are drawn together, line by line; `shift` is how much lower each one stands."""
    document = FPDF(format="A4")
    document.add_page()
    document.set_font("Helvetica", size=9)
    document.text(EDGES[0], 20, head or " ")
    for number, lines in enumerate(zip(*columns, strict=True)):
        for at, line in enumerate(lines):
            left = EDGES[at]
            for word in line.split(" ") if by_word else [line]:
                document.text(left, 30 + 6 * number + at * shift, word)
                left += document.get_string_width(word + " ")
    document.text(EDGES[0], 90, foot or " ")
    return bytes(document.output())


def words(data: bytes) -> str:
    return " ".join(extract_pdf(data).text.split())


@pytest.mark.parametrize("by_word", [False, True])
@pytest.mark.parametrize("shift", [0.0, 2.0])
def test_two_columns_drawn_line_by_line(by_word: bool, shift: float) -> None:
    read = words(page(LEFT, RIGHT, by_word=by_word, shift=shift, head=HEAD, foot=HEAD))
    assert read == " ".join([HEAD, *LEFT, *RIGHT, HEAD])


def test_an_indented_paragraph_stays_in_its_column() -> None:
    right = [*RIGHT[:2], "   " + RIGHT[2], *RIGHT[3:]]
    assert words(page(LEFT, right)) == " ".join([*LEFT, *RIGHT])


def test_three_columns_drawn_line_by_line() -> None:
    assert words(page(LEFT, RIGHT, LEFT)) == " ".join([*LEFT, *RIGHT, *LEFT])


def test_a_table_without_ruled_lines_keeps_its_rows() -> None:
    names = ["Pupils", "Teachers", "Books", "Wells", "Villages", "Years of the project"]
    assert words(page(names, RIGHT)) == " ".join(f"{name} {line}" for name, line in zip(names, RIGHT, strict=True))


def test_lines_of_words_drawn_one_by_one_stay_lines() -> None:
    lines = [f"{left} {right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    assert words(page(lines * 3, by_word=True)) == " ".join(lines * 3)
