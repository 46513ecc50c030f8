"""Pages of a PDF that are pictures: read by OCR where the machine has it, else named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unescosearch.errors import UnreadableError
from unescosearch.extract import ocr
from unescosearch.extract.cleaning import clean
from unescosearch.extract.pdf.line import Line
from unescosearch.extract.pdf.lines import readable
from unescosearch.extract.pdf.pdfium import RESOLUTION, Pdfium, PdfiumError
from unescosearch.extract.process_limits import MAX_SECONDS, allow

# More scanned pages of one file than this are named, not read: they would hold up a build for hours.
MAX_PAGES = 500


@dataclass(frozen=True, slots=True)
class Scans:
    """What became of the pages that are pictures.

    Attributes:
        lines: of the pages that were read, by index; none where OCR finds no word.
        confidences: of the same pages.
        unread: why each of the others was not read, by index.
    """

    lines: Mapping[int, list[Line]]
    confidences: Mapping[int, float]
    unread: Mapping[int, str]


def read_scans(reader: Pdfium, indexes: Sequence[int], languages: str, *, max_pages: int = MAX_PAGES) -> Scans:
    """Read pages by OCR.

    Args:
        reader: draws the pages.
        indexes: the pages that show a picture and hold no text.
        languages: codes with commas between, or "".
        max_pages: of more than so many the rest is not read.
    """
    wanted = ocr.codes(languages)
    if not indexes or not ocr.installed().issuperset(wanted):
        reason = f"scan, needs OCR: {ocr.advice(wanted)}; or save the file with a text layer"
        return Scans({}, {}, dict.fromkeys(indexes, reason))
    reason = f"scan, needs OCR; only {max_pages} scanned pages of a file are read: split it"
    lines, confidences, unread = {}, {}, dict.fromkeys(indexes[max_pages:], reason)
    for index in indexes[:max_pages]:
        allow(MAX_SECONDS)
        try:
            read = ocr.recognise(reader.picture(index), wanted, RESOLUTION)
        except (UnreadableError, PdfiumError) as error:
            unread[index] = f"scan, needs OCR, which failed: {error}; save the file with a text layer"
            continue
        lines[index] = _lines(read, index)
        confidences[index] = read.confidence
    return Scans(lines, confidences, unread)


def _lines(read: ocr.Recognised, index: int) -> list[Line]:
    cleaned = ((readable(clean(text)), begins) for text, begins in read.lines)
    # Tesseract takes lines that stand far apart for paragraphs; a small letter goes on with a sentence.
    return [Line(text, index, apart=begins and not text[0].islower()) for text, begins in cleaned if text]


def remarks(unread: Mapping[int, str], count: int) -> tuple[str, ...]:
    """A sentence for each reason that names the pages which were not read for it.

    Args:
        unread: the reason of each, by index.
        count: pages of the file.
    """
    by_reason: dict[str, list[int]] = {}
    for index in sorted(unread):
        by_reason.setdefault(unread[index], []).append(index + 1)
    return tuple(
        f"{'page' if len(pages) == 1 else 'pages'} {', '.join(map(str, pages))} of {count}: {reason}"
        for reason, pages in by_reason.items()
    )
