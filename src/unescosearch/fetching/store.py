"""Files of a collection's folder: names for addresses, whole or not there."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from unescosearch.collections.files import SIDECAR_ENDING
from unescosearch.collections.values import slug
from unescosearch.errors import FetchError
from unescosearch.extract.formats import FORMATS
from unescosearch.fetching.client import Answer
from unescosearch.fetching.journal import STATE_FOLDER
from unescosearch.records import digest

PAGES_FOLDER = "pages"
_ENDINGS = {kind: form.endings[0] for form in FORMATS.values() for kind in form.media_types}
_UNTOLD = ("", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/download")
# The address of a web page says little: its content is looked at.
_KNOWN_ENDINGS = tuple(ending for ending, form in FORMATS.items() if "text/html" not in form.media_types)


def media_type(answer: Answer) -> str:
    """The media type of an answer, without its parameters."""
    return answer.headers.get("content-type", "").split(";")[0].strip().lower()


def page_ending(answer: Answer) -> str:
    """The ending that the file of an answer gets.

    Raises:
        FetchError: the answer is of a kind that no reader reads.
    """
    told = media_type(answer)
    if answer.body.startswith(b"%PDF-"):
        return ".pdf"
    if told in _UNTOLD:
        path = urlsplit(answer.url).path.lower()
        found = next((ending for ending in _KNOWN_ENDINGS if path.endswith(ending)), "")
        found = found or (".html" if b"<html" in answer.body[:2000].lower() else "")
    else:
        found = _ENDINGS.get(told, "")
    if not found:
        raise FetchError(f"it is {told or 'of an unknown kind'}, which is no document that can be read")
    if found == ".pdf":
        raise FetchError("it says that it is a PDF file, but is none")
    return found


def page_path(url: str, ending: str) -> str:
    """The path that the file of an address gets, relative to the collection's folder: the same for all time."""
    return f"{PAGES_FOLDER}/{slug([url])[:80].rstrip('-')}-{digest(url)[:8]}{ending}"


def write_file(folder: Path, path: str, data: bytes, *, durable: bool = True) -> None:
    """Write a file of the folder; it is there whole or not at all.

    Args:
        folder: the collection's.
        path: relative to it.
        data: the content.
        durable: whether it must also be there after the machine lost its power; not for what can be unpacked anew.

    Raises:
        FetchError: the disk is full or the folder cannot be written.
    """
    new = folder / STATE_FOLDER / f"{digest(path)[:16]}.new"
    try:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(new, folder / path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise FetchError(f"{path} cannot be written: {error.strerror or error}") from error


def remove_file(folder: Path, path: str) -> None:
    """Remove a file with its sidecar."""
    for name in (path, path + SIDECAR_ENDING):
        (folder / name).unlink(missing_ok=True)


def set_aside(folder: Path, path: str) -> None:
    """Move a file with its sidecar to where no reader looks, but where it can be found again."""
    kept = folder / STATE_FOLDER / "gone"
    kept.mkdir(parents=True, exist_ok=True)
    for name in (path, path + SIDECAR_ENDING):
        if (folder / name).exists():
            os.replace(folder / name, kept / Path(name).name)
