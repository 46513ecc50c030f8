"""Reads a file as its ending says: the format from the table, the content within its limits."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from unescosearch.errors import UnreadableError
from unescosearch.extract.formats import FORMATS, advice
from unescosearch.records import Extracted

MAX_BYTES = 200_000_000


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
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise UnreadableError(advice(path.suffix))
    extracted = form.read(file_content(path, max_bytes), language, charset)
    if not extracted.text:
        raise UnreadableError("the file holds no text")
    return extracted


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
