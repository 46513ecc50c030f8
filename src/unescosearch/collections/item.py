"""An item of a collection, a file or a row: recognised by its digest, read only when it has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from unescosearch.collections.preset import Collection
from unescosearch.errors import UnreadableError
from unescosearch.extract.dispatch import MAX_BYTES
from unescosearch.records import Extracted, Source, digest

# To be raised whenever extraction gives another text or other metadata for the same bytes.
EXTRACTION_VERSION = "10"
# Fewer bytes of letters are a placeholder such as "Soon on line"; a Chinese letter says as much as three others.
_FEWEST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Item:
    """One file or row of a collection.

    Attributes:
        path: relative to the collection's folder; a row as "table.csv#row 17", numbered as a spreadsheet does it.
        digest: the same as long as `load` would give the same.
        load: reads the item; raises UnreadableError where it cannot be read.
        ids: what its mapping says it is, be it readable or not: ids of documents or the beginnings of them. Without
            any it is what stands in its place.
    """

    path: str
    digest: str
    load: Callable[[], list[Source]]
    ids: Callable[[], tuple[str, ...]] = tuple


def settings_digest(collection: Collection) -> str:
    """A digest of all that a collection.toml says about its documents."""
    described = {
        "collection": [collection.name, collection.publisher, collection.licence, collection.language],
        "reader": repr(collection.reader),
        "fields": dict(collection.fields),
        "versions": [dict(version) for version in collection.versions],
    }
    if collection.facts:
        described["facts"] = dict(collection.facts)
    if collection.columns:
        described["columns"] = [repr(column) for column in collection.columns]
    return digest(EXTRACTION_VERSION, json.dumps(described, sort_keys=True))


def file_digest(path: Path) -> str:
    """A digest of a file's content, "" for what is no readable file."""
    try:
        if not path.is_file():
            return ""
        if (size := path.stat().st_size) > MAX_BYTES:
            return f"{size} bytes"  # more than is read: it is refused, whatever they are
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def check_length(extracted: Extracted) -> Extracted:
    """The text itself, if it is more than a placeholder.

    Raises:
        UnreadableError: it is not.
    """
    letters = islice(filter(str.isalnum, extracted.text), _FEWEST_LETTERS)
    if len("".join(letters).encode()) < _FEWEST_LETTERS:
        raise UnreadableError(f"no usable text, only {extracted.text[:60]!r}; put the full text there")
    return extracted
