"""Plain text: decoding, form feeds as page ends, paragraphs."""

from __future__ import annotations

import codecs

from unescosearch.errors import UnreadableError
from unescosearch.extract.cleaning import clean, tidy
from unescosearch.records import Extracted, PageStart

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """The bytes as text: UTF-8, or UTF-16 and UTF-32 where a byte order mark announces them.

    Raises:
        UnreadableError: the bytes are neither; the message names the first byte that is wrong.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"byte {error.start} (line {line}) is not {encoding.upper()}; save the file as UTF-8"
        ) from error


def extract_text(data: bytes) -> Extracted:
    """A plain text file. Where every page is ended by a form feed, as pdftotext writes them, pages are counted."""
    text = clean(decode(data))
    if text.rstrip(" \t\n").endswith("\f"):
        return _paged(text.split("\f"))
    return Extracted(tidy(text.replace("\f", "\n\n")))


def _paged(pages: list[str]) -> Extracted:
    pieces: list[str] = []
    starts: list[PageStart] = []
    offset = 0
    for number, page in enumerate(pages, start=1):
        text = tidy(page)
        if text:
            starts.append(PageStart(offset, number, str(number)))
            pieces.append(text)
            offset += len(text) + 2
    return Extracted("\n\n".join(pieces), pages=tuple(starts))
