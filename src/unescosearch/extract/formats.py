"""The table of file formats: a row for each that is read, and what to do about those that are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from unescosearch.extract.docx import extract_docx
from unescosearch.extract.html import extract_html
from unescosearch.extract.markdown import extract_markdown
from unescosearch.extract.pdf.document import extract_pdf
from unescosearch.extract.text import extract_text
from unescosearch.records import Extracted


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file format that is read.

    Attributes:
        endings: what its files' names end in, in small letters; a file from the web gets the first.
        media_types: what a web server calls it.
        read: makes an extracted text of bytes, the languages of scans (codes with commas between, or "") and the
            encoding that a server named, or "".
        harmless: whether it is read by short code of no danger: a process of its own would cost more than reading.
    """

    endings: tuple[str, ...]
    media_types: tuple[str, ...]
    read: Callable[[bytes, str, str], Extracted]
    harmless: bool = False


_READ = (
    Format(
        endings=(".txt",),
        media_types=("text/plain",),
        read=lambda data, languages, charset: extract_text(data),
        harmless=True,
    ),
    Format(
        endings=(".md",),
        media_types=("text/markdown",),
        read=lambda data, languages, charset: extract_markdown(data),
    ),
    Format(
        endings=(".html", ".htm"),
        media_types=("text/html", "application/xhtml+xml"),
        read=lambda data, languages, charset: extract_html(data, charset),
    ),
    Format(
        endings=(".docx",),
        media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        read=lambda data, languages, charset: extract_docx(data),
    ),
    Format(
        endings=(".pdf",),
        media_types=("application/pdf",),
        read=lambda data, languages, charset: extract_pdf(data, languages=languages),
    ),
)
# By ending.
FORMATS: Mapping[str, Format] = MappingProxyType({ending: each for each in _READ for ending in each.endings})
# What is not read, and what can be done about it.
_ADVICE = {
    (".doc", ".docm", ".dotx", ".odt", ".rtf"): "is not read; save it as .docx or PDF",
    (".csv", ".tsv", ".json", ".jsonl", ".xlsx", ".xls"): (
        "is not a document; describe the table in a collection.toml with kind = 'table'"
    ),
}


def advice(ending: str) -> str:
    """What to do about a file whose ending is not among those that are read."""
    if not ending:
        *others, last = (each.endings[0] for each in _READ)
        return f"a file without ending is not read; name it {', '.join(others)} or {last}"
    found = (text for endings, text in _ADVICE.items() if ending.lower() in endings)
    return f"format {ending} {next(found, 'is not read; save it as PDF')}"
