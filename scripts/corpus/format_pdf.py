"""A sheet as a PDF: title page and contents numbered i, ii, then the text from page 1; Arabic from right to left.

Lines are broken and drawn here and not by fpdf2: Arabic is drawn piece by piece in the order in which it is read,
so that programs that take the text out of the file find it in that order.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

from scripts.corpus.sheet_blocks import Block, read_blocks
from scripts.corpus.sheets import Sheet

MADE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)  # fixed: the same original gives the same file
CONTENTS = {"en": "Contents", "fr": "Sommaire", "es": "Índice", "ru": "Содержание", "kk": "Мазмұны"} | {
    "ar": "المحتويات",
    "zh": "目录",
}
FAMILY = {"ar": "arabic", "zh": "chinese"}
MARGIN, WIDTH = 16.0, 148.0 - 2 * 16.0  # millimetres, on A5
_FRENCH_GAP = re.compile(r"(?<!«) (?![:;?!»–—%])")
_CHINESE = re.compile(r"[“《（]*(?:[A-Za-z0-9.,:/%()-]+|.)[，。、；：？！》）”]*")
_RIGHT_TO_LEFT = re.compile(
    r"[\u0600-\u060b\u060d-\u061a\u0620-\u06ff]+|[A-Za-z0-9](?:[A-Za-z0-9_ .,:/#&=?-]*[A-Za-z0-9])?|\s|."
)


class Booklet(FPDF):
    """Small pages with the publisher's name and the page's label at the foot."""

    def __init__(self, fonts: Mapping[str, Path], sheet: Sheet) -> None:
        super().__init__(format=(148, 210))
        self.sheet, self.language = sheet, sheet.text("language")
        self.right_to_left = self.language == "ar"
        self.family = FAMILY.get(self.language, "latin")
        self.sections: dict[str, str] = {}
        self.chosen = (11.0, False)
        for name in dict.fromkeys(("latin", self.family)):
            self.add_font(name, "", fonts[name])
            bold = fonts[name].with_name(f"{fonts[name].stem.removesuffix('-Regular')}-Bold.ttf")
            self.add_font(name, "B", bold if bold.is_file() else fonts[name])
        self.set_fallback_fonts(["latin"])
        self.set_margin(MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(True, 18)
        self._describe()

    def _describe(self) -> None:
        self.set_title(self.sheet.text("title"))
        self.set_author(self.sheet.text("publisher"))
        self.set_subject(self.sheet.text("type"))
        self.set_keywords(", ".join(self.sheet.values("themes")))
        self.set_lang(self.language)
        self.set_creation_date(MADE)

    def style(self, size: float, bold: bool = False) -> None:
        """Choose the size in points and the weight."""
        self.chosen = (size, bold)
        self.set_font(self.family, "B" if bold else "", size)
        if self.right_to_left:
            self.set_text_shaping(True, direction="rtl", script="arab", language="ar")

    def turn(self) -> None:
        """Go on to the next page in the same style, which the foot of the page has changed."""
        self.add_page()
        self.style(*self.chosen)

    def footer(self) -> None:
        """The publisher and the page's label, at the outer foot."""
        self.set_text_shaping(False)
        self.set_font("latin", "", 8)
        self.set_xy(MARGIN, -13)
        self.cell(WIDTH, 5, f"{self.sheet.text('publisher')} · {self.get_page_label()}", align="C")

    def pieces(self, text: str) -> list[str]:
        """What may not be parted at the end of a line."""
        if self.language == "zh":
            return _CHINESE.findall(text)
        return [f"{word} " for word in _FRENCH_GAP.split(text)]

    def lines(self, text: str, width: float) -> list[str]:
        """The text in lines no wider than `width` millimetres in the current font."""
        lines = [""]
        for piece in self.pieces(text):
            if lines[-1] and self.get_string_width((lines[-1] + piece).rstrip()) > width:
                lines.append("")
            for character in [piece] if self.get_string_width(piece.rstrip()) <= width else piece:
                if self.get_string_width(lines[-1] + character.rstrip()) > width:
                    lines.append("")
                lines[-1] += character
        return [line.rstrip() for line in lines]

    def draw(self, line: str, left: float, width: float, height: float, url: str = "") -> None:
        """One line between `left` and `left + width`, at the current height."""
        top = self.get_y()
        if self.right_to_left:
            right = left + width
            for piece in _RIGHT_TO_LEFT.findall(line):
                right -= (taken := self.get_string_width(piece))
                self.set_xy(right, top)
                self.piece(piece, taken, height, url)
        else:
            self.set_xy(left, top)
            self.cell(width, height, line, link=url)
        self.set_y(top + height)

    def piece(self, text: str, width: float, height: float, url: str) -> None:
        """Arabic, or what stands in between in the Latin font: fpdf2 loses the font where shaped text borrows one."""
        font = self.current_font
        borrowed = isinstance(font, TTFFont) and any(ord(character) not in font.cmap for character in text)
        if borrowed:
            self.set_text_shaping(False)
            self.set_font("latin", "", self.chosen[0])
        self.cell(width, height, text, link=url)
        if borrowed:
            self.style(*self.chosen)

    def write_text(self, text: str, height: float, mark: str = "", url: str = "") -> None:
        """A paragraph in lines, its last two on one page; `mark` stands before the first, the others below its text."""
        indent = self.get_string_width(mark)
        lines = self.lines(text, WIDTH - indent)
        for at, line in enumerate(lines):
            if self.will_page_break(height * 2 if at and at == len(lines) - 2 else height):
                self.turn()
            first = at == 0
            left = MARGIN if first or self.right_to_left else MARGIN + indent
            self.draw(mark + line if first else line, left, WIDTH if first else WIDTH - indent, height, url)

    def heading(self, text: str) -> None:
        """A section's heading, kept together with the lines below it."""
        if self.will_page_break(34):
            self.turn()
        self.ln(3)
        self.start_section(text)
        self.sections[text] = str(self.get_page_label())
        self.style(13, bold=True)
        self.write_text(text, 7)
        self.ln(1.5)

    def table_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """A table with a rule under each row; its head is bold and stands again on a new page."""
        self.style(9, bold=True)
        widths = self._widths(rows)
        for at, row in enumerate(rows):
            self.style(9, bold=at == 0)
            height = 5.0 * max(len(self.lines(cell, width - 2)) for cell, width in zip(row, widths, strict=True))
            if self.will_page_break(height + 2):
                self.turn()
                if at:
                    self.table_row(rows[0], widths, bold=True)
            self.table_row(row, widths, bold=at == 0)
        self.ln(3)

    def table_row(self, row: Sequence[str], widths: Sequence[float], bold: bool) -> None:
        """One row, its cells in reading order."""
        self.style(9, bold=bold)
        top = bottom = self.get_y() + 1
        edge = MARGIN + WIDTH if self.right_to_left else MARGIN
        for cell, width in zip(row, widths, strict=True):
            left = edge - width if self.right_to_left else edge
            self.set_y(top)
            for line in self.lines(cell, width - 2):
                self.draw(f"{line} ", left + 1, width - 2, 5)  # the space keeps the cells' words apart
            bottom, edge = max(bottom, self.get_y()), left if self.right_to_left else left + width
        self.line(MARGIN, bottom + 0.5, MARGIN + WIDTH, bottom + 0.5)
        self.set_xy(MARGIN, bottom + 1)

    def _widths(self, rows: Sequence[Sequence[str]]) -> list[float]:
        """Every column as wide as its longest word, the rest shared by the length of the texts."""
        columns = list(zip(*rows, strict=True))
        least = [2 + max(self.get_string_width(p) for cell in column for p in self.pieces(cell)) for column in columns]
        wishes = [max(self.get_string_width(cell) for cell in column) for column in columns]
        spare = max(0.0, WIDTH - sum(least))
        scale = min(1.0, WIDTH / sum(least))
        return [scale * low + spare * wish / sum(wishes) for low, wish in zip(least, wishes, strict=True)]

    def front(self, sections: Mapping[str, str]) -> None:
        """Title page and contents."""
        self.add_page(label_style="r", label_start=1)
        self.set_y(50)
        self.style(20, bold=True)
        self.write_text(self.sheet.text("title"), 10)
        self.ln(8)
        self.style(11)
        for name in ("audience", "duration", "licence", "source_url"):
            url = self.sheet.text("source_url") if name == "source_url" else ""
            if self.sheet.text(name):
                self.style(6.5 if url else 11)  # the longest address fits one line
                self.write_text(self.sheet.text(name), 6, url=url)
        self.turn()
        self.style(13, bold=True)
        self.write_text(CONTENTS[self.language], 9)
        self.style(10)
        for title, label in sections.items():
            self.write_text(f"{title} … {label}", 6.5)

    def block(self, block: Block) -> None:
        """One block of the text."""
        if block.kind == "heading":
            self.heading(block.text)
        elif block.kind == "table":
            self.table_rows(block.rows)
        else:
            item = block.kind == "item"
            self.style(11)
            self.write_text(block.text, 6.2, "• " if item else "", block.url)
            self.ln(1 if item else 2.5)


def _compose(sheet: Sheet, fonts: Mapping[str, Path], sections: Mapping[str, str]) -> Booklet:
    booklet = Booklet(fonts, sheet)
    booklet.front(sections)
    booklet.add_page(label_style="D", label_start=1)
    for block in read_blocks(sheet.body):
        booklet.block(block)
    return booklet


def make_pdf(sheet: Sheet, fonts: Mapping[str, Path]) -> bytes:
    """The sheet as a PDF; composed twice, because the contents name pages that are known only at the end.

    Args:
        sheet: emphasis inside its text is printed plain.
        fonts: a TrueType file for "latin", "arabic" and "chinese"; the bold one is looked for beside it.
    """
    headings = {block.text: "" for block in read_blocks(sheet.body) if block.kind == "heading"}
    draft = _compose(sheet, fonts, headings)
    booklet = _compose(sheet, fonts, draft.sections)
    made = bytes(booklet.output())
    for font in [*draft.fonts.values(), *booklet.fonts.values()]:  # fpdf2 leaves their files open
        if isinstance(font, TTFFont):
            font.close()
    return made
