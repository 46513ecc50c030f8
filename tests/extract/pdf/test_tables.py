from __future__ import annotations

from fpdf import FPDF

from tests.extract.pdf.pdf_factory import pdf
from unescosearch.extract.pdf.document import extract_pdf
from unescosearch.extract.pdf.grid import Cell
from unescosearch.extract.pdf.line import Line
from unescosearch.extract.pdf.tables import table_lines

ROWS = [
    ["No", "Question", "Answer"],
    ["1.1", "Has the Recommendation been promoted in your country among schools and museums?", "Yes"],
    ["1.2", "Is it available in the national languages?", "No, only in English"],
]


def table_pdf(rows: list[list[str]], *, by_column: bool = False, pages: int = 1) -> bytes:
    """A ruled table; its cells are drawn row by row, or column by column as spreadsheet programs do it."""
    document = FPDF(format="A4")
    document.set_font("Helvetica", size=11)
    widths, height = (20, 90, 60), 16
    for number in range(pages):
        document.add_page()
        document.set_xy(10, 20)
        document.cell(0, 6, f"The answers of country {number} stand in the table below.")
        places = [(row, column) for row in range(len(rows)) for column in range(len(widths))]
        for row, column in sorted(places, key=lambda place: place[::-1]) if by_column else places:
            left, top = 10 + sum(widths[:column]), 40 + row * height
            document.rect(left, top, widths[column], height)
            document.set_xy(left, top)
            document.multi_cell(widths[column], 5, rows[row][column], align="L")
    return bytes(document.output())


def test_the_cells_of_a_row_stay_together_however_they_were_drawn() -> None:
    expected = "\n\n".join(
        ["The answers of country 0 stand in the table below.", *(" | ".join(row) for row in ROWS)],
    )
    for by_column in (False, True):
        assert extract_pdf(table_pdf(ROWS, by_column=by_column)).text == expected


def test_a_frame_around_text_and_a_line_below_it_are_no_table() -> None:
    document = FPDF(format="A4")
    document.set_font("Helvetica", size=11)
    document.add_page()
    document.rect(8, 8, 180, 40)
    document.line(8, 60, 180, 60)
    document.multi_cell(0, 6, "The Organization was founded in 1945 to build peace in the minds of men and women.")
    assert " | " not in extract_pdf(bytes(document.output())).text


def test_a_long_cell_keeps_its_paragraphs_after_the_label_of_its_row() -> None:
    long = [Line("word " * 20 + "end.", 0, size=10, bottom=700 - 12 * at) for at in range(4)]
    lines = table_lines({Cell(0, 0, 1): long, Cell(0, 0, 0): [Line("1.1", 0)], Cell(0, 0, 2): [Line("Yes", 0)]})
    assert [line.text[:4] for line in lines] == ["1.1", *["word"] * 4, "Yes"]
    assert [line.whole for line in lines] == [True, *[False] * 4, True]


def test_the_head_of_a_table_on_many_pages_is_kept_once() -> None:
    head = "B. Questionnaire on the implementation"
    rows = [f"{head}\nAnswer of country {word} is that science is open." for word in ("one", "two", "three", "four")]
    assert extract_pdf(pdf(rows)).text.count(head) == 0  # a running head in plain text goes altogether
    assert extract_pdf(table_pdf(ROWS, pages=4)).text.count("No | Question | Answer") >= 1
