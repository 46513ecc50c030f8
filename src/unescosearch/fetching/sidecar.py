"""The sidecar of a fetched file: what the reader is to take for its document, and whence and when it came."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from unescosearch.collections.files import SIDECAR_ENDING
from unescosearch.errors import FetchError
from unescosearch.fetching.store import write_file


def write_sidecar(
    folder: Path, path: str, fields: Mapping[str, str], fetched: Mapping[str, str | int], languages: Mapping[str, str]
) -> None:
    """Write the sidecar of a file.

    Args:
        folder: the collection's.
        path: of the file that it describes.
        fields: what the reader is to take for its document.
        fetched: whence and when the file came, for people and later programs.
        languages: addresses of its language versions, by language tag.
    """
    lines = [f"{key} = {_quoted(value)}" for key, value in fields.items()]
    lines += ["", "[fetched]", *(f"{key} = {_quoted(value)}" for key, value in fetched.items() if value)]
    if languages:
        lines += ["", "[fetched.languages]", *(f"{_quoted(tag)} = {_quoted(url)}" for tag, url in languages.items())]
    write_file(folder, path + SIDECAR_ENDING, ("\n".join(lines) + "\n").encode())


def mark_gone(folder: Path, path: str, since: str) -> None:
    """Note in a sidecar that the page is not there any more.

    Raises:
        FetchError: the sidecar cannot be read or written.
    """
    try:
        told = tomllib.loads((folder / (path + SIDECAR_ENDING)).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FetchError(f"{path}{SIDECAR_ENDING} cannot be read: {error}") from error
    fetched = told.pop("fetched", {})
    languages = fetched.pop("languages", {})
    write_sidecar(folder, path, told, {**fetched, "gone": since}, languages)


def _quoted(value: str | int) -> str:
    """A TOML value; JSON's way to write a text is TOML's, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)
