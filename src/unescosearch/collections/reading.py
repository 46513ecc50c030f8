"""Reading a collection: its files or rows, one after the other, each loaded only when it is wanted."""

from __future__ import annotations

from collections.abc import Iterator

from unescosearch.collections.documents import ReadSidecar, document_items
from unescosearch.collections.item import EXTRACTION_VERSION, Item
from unescosearch.collections.preset import Collection, TableReader, ThesaurusReader
from unescosearch.collections.rows import row_items
from unescosearch.collections.sidecar import read_sidecar
from unescosearch.extract.dispatch import Extract, extract_file

__all__ = ["EXTRACTION_VERSION", "Item", "items"]


def items(
    collection: Collection, extract: Extract = extract_file, describe: ReadSidecar = read_sidecar
) -> Iterator[Item]:
    """The items of a collection in a fixed order: documents by path, rows as they stand.

    Args:
        collection: what to read.
        extract: reads a file; a build gives a sandbox's.
        describe: reads a sidecar; a build lets a sandbox do it.

    Raises:
        CollectionError: at once, where the table or the mapping cannot be used.
    """
    reader = collection.reader
    if isinstance(reader, ThesaurusReader):
        return iter(())
    if isinstance(reader, TableReader):
        return row_items(collection, reader, extract)
    return document_items(collection, reader, extract, describe)
