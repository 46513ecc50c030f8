"""PDF files: text by page, printed page numbers and the file's own metadata, within limits of size and time."""

from __future__ import annotations

import time
from collections.abc import Container, Mapping
from functools import partial
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from unescosearch.errors import UnreadableError
from unescosearch.extract.asides import asides
from unescosearch.extract.cleaning import squeeze
from unescosearch.extract.guard import guarded, hush
from unescosearch.extract.pdf.fields import with_fields
from unescosearch.extract.pdf.layout import join_lines
from unescosearch.extract.pdf.line import Line
from unescosearch.extract.pdf.lines import page_lines
from unescosearch.extract.pdf.pdfium import Pdfium, PdfiumError
from unescosearch.extract.pdf.rtl import is_right_to_left
from unescosearch.extract.pdf.running_lines import without_running_lines
from unescosearch.extract.pdf.runs import Run, has_picture, page_runs
from unescosearch.extract.pdf.scans import Scans, read_scans, remarks
from unescosearch.extract.pdf.score import READABLE, text_score
from unescosearch.extract.properties import properties
from unescosearch.records import Extracted, MetadataValue, PageStart

hush("pypdf")

MAX_PAGES = 5_000
MAX_SECONDS = 60.0
MAX_UNPACKED_BYTES = 200_000_000
_END_MARK = b"%%EOF"
_TAIL_BYTES = 65_536
# Below this share of pages with text the file is a scan with a cover of text.
_LEAST_SHARE = 0.1
_INFO = {"title": "/Title", "authors": "/Author", "date": "/CreationDate"}


def extract_pdf(
    data: bytes,
    *,
    languages: str = "",
    max_pages: int = MAX_PAGES,
    max_seconds: float = MAX_SECONDS,
    max_unpacked: int = MAX_UNPACKED_BYTES,
) -> Extracted:
    """The text of a PDF in reading order, with the start of each page that has text.

    Args:
        data: the whole file.
        languages: codes of those that scanned pages are written in, with commas between; "" where nobody knows.
        max_pages: a longer file is refused.
        max_seconds: of the processor, so that a busy machine reads the same files; looked at after each page.
        max_unpacked: most bytes that the contents of all pages may have together when they are unpacked.

    Raises:
        UnreadableError: encrypted, truncated, damaged, without text or beyond a limit; the message says which.
    """
    deadline = time.thread_time() + max_seconds
    reader = _opened(data)
    with guarded("the PDF is damaged"):
        count = len(reader.pages)
    if count > max_pages:
        raise UnreadableError(f"{count} pages are more than the limit of {max_pages}; split the file")
    second = Pdfium(data)
    pages: list[list[Line]] = []
    damaged: dict[int, str] = {}
    unpacked = 0
    for index in range(count):
        _check_time(deadline, index)
        size, lines, reason = _page(reader, second, index)
        unpacked += size
        if unpacked > max_unpacked:
            raise UnreadableError(f"its pages unpack to more than the limit of {max_unpacked} bytes; split the file")
        pages.append(lines)
        if reason:
            damaged[index] = reason
    scans = read_scans(second, _pictures(reader, pages, damaged), languages)
    pages = [scans.lines.get(index, page) for index, page in enumerate(pages)]
    filled = sum(map(bool, pages))
    if not filled and damaged:
        raise UnreadableError("; ".join(remarks(damaged, count)))
    if filled < max(1, _LEAST_SHARE * count):
        found = "OCR finds no words" if scans.lines else "a scan, needs OCR; save it with a text layer"
        reason = next(iter(scans.unread.values()), found)
        raise UnreadableError(f"{filled} of {count} pages hold text: {reason}")
    return _extracted(reader, pages, scans, damaged)


def _opened(data: bytes) -> PdfReader:
    if _END_MARK not in data[-_TAIL_BYTES:]:
        what = "truncated: its end is missing" if data.lstrip().startswith(b"%PDF-") else "not a PDF, whatever its name"
        raise UnreadableError(f"the file is {what}; bring it here again")
    with guarded("the PDF is damaged"):
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("encrypted: it opens only with a password; save it without password")
    return reader


def _check_time(deadline: float, index: int) -> None:
    if time.thread_time() > deadline:
        raise UnreadableError(f"reading took too long and stopped before page {index + 1}; print it to a new PDF")


def _page(reader: PdfReader, second: Pdfium, index: int) -> tuple[int, list[Line], str]:
    """The size of a page's contents in bytes, its lines, and where it is damaged how: it does not spoil the others.

    Raises:
        UnreadableError: reading it needs more memory than it may have.
    """
    size = 0
    try:
        with guarded("damaged"):
            page = reader.pages[index]
            contents = page.get_contents()
            size = len(contents.get_data()) if contents is not None else 0
            runs, grid = page_runs(page, partial(second.unseen, index))
            runs = with_fields(_better(runs, second, index), page)
            return size, page_lines(runs, grid, index), ""
    except UnreadableError as error:
        if isinstance(error.__cause__, MemoryError):
            raise
        return size, [], f"{error}; print it to a new PDF"


def _better(runs: list[Run], second: Pdfium, index: int) -> list[Run]:
    """The text of a page, that of the second reader where the first one's reads badly and the other's better."""
    text = "".join(run.text for run in runs)
    score = text_score(text)
    # Of the second reader's Arabic nobody knows which way each piece runs.
    if score >= READABLE or is_right_to_left(text):
        return runs
    try:
        others = second.runs(index)
    except PdfiumError:  # the first reader's text is better than none
        return runs
    return others if text_score("".join(run.text for run in others)) > score else runs


def _pictures(reader: PdfReader, pages: list[list[Line]], damaged: Container[int]) -> list[int]:
    """The pages that show a picture and hold no text; empty and damaged pages are none."""
    with guarded("a page is damaged"):
        empty = (index for index, page in enumerate(pages) if not page and index not in damaged)
        return [index for index in empty if has_picture(reader.pages[index])]


def _extracted(reader: PdfReader, pages: list[list[Line]], scans: Scans, damaged: Mapping[int, str]) -> Extracted:
    count = len(pages)
    kept, printed = without_running_lines(pages)
    text, starts = join_lines([line for page in kept for line in page])
    if not text and _pictures(reader, [[]] * count, damaged):
        raise UnreadableError("only running heads and page numbers hold text: a scan, needs OCR")
    if not text:  # cards that are alike in all
        text, starts = join_lines([line for page in pages for line in page])
    labels = _stated_labels(reader) or printed or {at: str(at + 1) for at in starts}
    marks = tuple(
        PageStart(offset, at + 1, labels.get(at, ""), scans.confidences.get(at)) for at, offset in starts.items()
    )
    unread = remarks({**scans.unread, **damaged}, count)
    return Extracted(text, pages=marks, metadata=_info(reader), asides=asides(text), remarks=unread)


def _stated_labels(reader: PdfReader) -> dict[int, str]:
    """The page labels that the file itself states; none where it states none that can be read."""
    try:
        if "/PageLabels" not in reader.root_object:
            return {}
        return {index: squeeze(label) for index, label in enumerate(reader.page_labels)}
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return {}


def _info(reader: PdfReader) -> dict[str, MetadataValue]:
    """Title, authors and date as the file states them; the language it states is that of the program that wrote it."""
    with guarded("the PDF's metadata is damaged"):
        info = reader.metadata
        return properties({name: str(info.get(key) or "") for name, key in _INFO.items()} if info else {})
