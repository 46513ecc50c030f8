from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from fpdf import FPDF

from tests.page.chromium import CHROMIUM
from unescosearch.extract.pdf.document import extract_pdf
from unescosearch.extract.pdf.rtl import in_reading_order, is_right_to_left, readable_arabic
from unescosearch.extract.pdf.runs import Run

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
needs_font = pytest.mark.skipif(not FONT.is_file(), reason="a font with Arabic is not installed: make ocr")
PROJECT = Path(__file__).parents[3]
LINES = (
    "اعتمد المؤتمر العام لليونسكو في 16 نوفمبر 1972 الاتفاقية",
    "الخاصة بحماية التراث العالمي باسم World Heritage Convention وهي",
    "السلام والألفة بين الشعوب.",
)


def drawn(lines: tuple[str, ...], shaped: bool) -> bytes:
    document = FPDF()
    document.add_page()
    document.add_font("sans", "", FONT)
    document.set_font("sans", size=12)
    document.set_text_shaping(shaped)
    for line in lines:
        document.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT", align="R")
    return bytes(document.output())


def row(*pieces: str, left: int = 0, step: int = 10) -> list[Run]:
    return [Run(text, 10, False, left + step * at, 700) for at, text in enumerate(pieces)]


def joined(rows: list[list[Run]]) -> list[str]:
    return ["".join(run.text for run in runs) for runs in rows]


@needs_font
def test_shaped_lines_with_figures_and_latin_words_are_read_from_the_right() -> None:
    assert extract_pdf(drawn(LINES, shaped=True)).text == " ".join(LINES)


@needs_font
def test_forms_of_letters_drawn_from_the_left_become_words() -> None:
    forms = "ﺍﻟﺴﻼﻡ ﻭﺍﻷﻟﻔﺔ ﺑﻴﻦ ﺍﻟﺸﻌﻮﺏ"
    assert extract_pdf(drawn((forms[::-1],), shaped=False)).text == "السلام والألفة بين الشعوب"


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: make browser")
@needs_font
def test_what_a_browser_prints_is_read_as_it_was_written(tmp_path: Path) -> None:
    paragraph = (
        "في سنة ١٩٧٢ وقعت (الدول الأعضاء) على الاتفاقية، ونسبة ٩٨٫٥ في المئة «تعرف» "
        "المادة 11.4 منها، أي 25% من 1972-1980 باسم World Heritage في اللغة الإنجليزية."
    )
    cells = (("الموقع", "الدولة", "السنة"), ("بتير", "فلسطين", "2014"), ("العين", "الإمارات", "2011"))
    table = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in line)}" for line in cells)
    page = (
        "<html lang=ar dir=rtl><meta charset=utf-8><body style='font:14px \"DejaVu Sans\"'>"
        f"<p>{paragraph}</p><table border=1 style='border-collapse:collapse'>{table}</table>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--no-pdf-header-footer",
        "--print-to-pdf=page.pdf",
        "page.html",
    ]
    subprocess.run([*command, f"--user-data-dir={tmp_path}"], cwd=tmp_path, capture_output=True, timeout=60, check=True)
    first, *rows = extract_pdf((tmp_path / "page.pdf").read_bytes()).text.split("\n\n")
    assert first == paragraph
    assert rows == [" | ".join(line) for line in cells]


def test_the_starter_corpus_s_arabic_pdf_holds_the_words_of_its_original() -> None:
    original = (PROJECT / "scripts" / "corpus" / "originals" / "durus-al-ma.ar.pdf.md").read_text(encoding="utf-8")
    found = extract_pdf((PROJECT / "corpus" / "heritage-education" / "durus-al-ma.ar.pdf").read_bytes()).text
    words = re.findall(r"\w+", re.sub(r"\(https?\S+\)", "", original.split("---", 2)[2]))
    read = iter(re.findall(r"\w+", found))
    assert len(words) > 600
    assert all(word in read for word in words)  # each comes after the one before


def test_pieces_drawn_as_they_are_read_keep_their_order() -> None:
    lines = [row("في ", "16", " نوفمبر ", "1972", left=500, step=-20)]
    assert joined(in_reading_order(lines)) == ["في 16 نوفمبر 1972"]


def test_a_line_of_two_pieces_goes_by_the_other_lines_of_its_page() -> None:
    as_read = row("عام ", "16", " شهر ", "1972", left=500, step=-20)
    short = row("عام ", "2014")
    assert joined(in_reading_order([as_read, short]))[1] == "عام 2014"
    assert joined(in_reading_order([short[::-1]])) == ["عام 2014"]


def test_lines_from_the_left_are_left_alone() -> None:
    lines = [row("The word ", "سلام", " means peace in Arabic")]
    assert in_reading_order(lines) == lines
    assert readable_arabic("a) one ( two") == "a) one ( two"
    assert not is_right_to_left("1972")


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("ﻻ ﺳﻼﻡ", "لا سلام"),
        (")القسم الأول(", "(القسم الأول)"),
        ("سنة ٢٧٩١", "سنة ١٩٧٢"),
        ("سلام\u200f", "سلام"),
    ],
    ids=["forms", "brackets", "figures", "marks"],
)
def test_letters_brackets_and_figures_are_made_readable(drawn: str, read: str) -> None:
    assert readable_arabic(drawn) == read
