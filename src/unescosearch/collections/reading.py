"""Reading a collection: its files or rows, one after the other, each loaded only when it is wanted."""

from __future__ import annotations

from collections.abc import Iterator

from unescosearch.collections.documents import document_items
from unescosearch.collections.item import EXTRACTION_VERSION, Item
from unescosearch.collections.preset import Collection, TableReader
from unescosearch.collections.rows import row_items

__all__ = ["EXTRACTION_VERSION", "Item", "items"]


def items(collection: Collection) -> Iterator[Item]:
    """The items of a collection in a fixed order: documents by path, rows as they stand.

    Raises:
        CollectionError: at once, where the table or the mapping cannot be used.
    """
    reader = collection.reader
    return row_items(collection, reader) if isinstance(reader, TableReader) else document_items(collection, reader)
