"""Extraction by kind of file: what is read, what is not, and what to do about the latter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from unescosearch.errors import UnreadableError
from unescosearch.extract.docx import extract_docx
from unescosearch.extract.html import extract_html
from unescosearch.extract.markdown import extract_markdown
from unescosearch.extract.pdf.document import extract_pdf
from unescosearch.extract.text import extract_text
from unescosearch.records import Extracted

MAX_BYTES = 200_000_000
EXTRACTORS: Mapping[str, Callable[[bytes], Extracted]] = MappingProxyType(
    {
        ".docx": extract_docx,
        ".htm": extract_html,
        ".html": extract_html,
        ".md": extract_markdown,
        ".pdf": extract_pdf,
        ".txt": extract_text,
    }
)


class Extract(Protocol):
    """What reads a file: `extract_file`, or a sandbox around it."""

    def __call__(self, path: Path, language: str = "", charset: str = "") -> Extracted:
        """The text, structure and own metadata of a file; UnreadableError where it cannot be read."""


def extract_file(path: Path, language: str = "", charset: str = "", *, max_bytes: int = MAX_BYTES) -> Extracted:
    """The text, structure and own metadata of a file, read as its ending says.

    Args:
        path: the file.
        language: what it is written in, as its collection says, or ""; scans are read in it. Codes of several have
            commas between.
        charset: the encoding of a web page as its server named it, or "".
        max_bytes: a larger file is refused.

    Raises:
        UnreadableError: the file cannot be read; the message says why and what to do, not which file.
    """
    extractor = EXTRACTORS.get(path.suffix.lower())
    if extractor is None:
        raise UnreadableError(advice(path.suffix))
    data = file_content(path, max_bytes)
    if extractor is extract_pdf:
        extracted = extract_pdf(data, languages=language)
    else:
        extracted = extract_html(data, charset) if extractor is extract_html else extractor(data)
    if not extracted.text:
        raise UnreadableError("the file holds no text")
    return extracted


def advice(ending: str) -> str:
    """What to do about a file whose ending is not among those that are read."""
    if ending.lower() in (".doc", ".docm", ".dotx", ".odt", ".rtf"):
        return f"format {ending} is not read; save it as .docx or PDF"
    if ending.lower() in (".csv", ".tsv", ".json", ".jsonl", ".xlsx", ".xls"):
        return f"format {ending} is not a document; describe the table in a collection.toml with kind = 'table'"
    if not ending:
        return "a file without ending is not read; name it .txt, .md, .html, .docx or .pdf"
    return f"format {ending} is not read; save it as PDF"


def file_content(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a plain file that is not empty.

    Raises:
        UnreadableError: there is none, it cannot be opened, or it is larger than `max_bytes`.
    """
    try:
        if not path.is_file():
            raise UnreadableError("there is no such file" if not path.exists() else "it is not a plain file")
        size = path.stat().st_size
        if size > max_bytes:
            raise UnreadableError(f"{size} bytes are more than the limit of {max_bytes}; split the file")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"the file cannot be opened: {error.strerror or error}") from error
    if not data:
        raise UnreadableError("the file is empty")
    return data
