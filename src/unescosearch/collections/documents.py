"""The `documents` reader: a folder of files, each a document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from unescosearch.collections.files import COLLECTION_FILE, SIDECAR_ENDING, confined, document_paths, readable
from unescosearch.collections.item import Item, check_length, file_digest, settings_digest
from unescosearch.collections.metadata import constant_fields, make_document, rendered
from unescosearch.collections.preset import Collection, DocumentsReader
from unescosearch.collections.sidecar import read_sidecar
from unescosearch.collections.template import check_columns
from unescosearch.errors import CollectionError, UnreadableError
from unescosearch.extract.dispatch import Extract
from unescosearch.records import Source, digest


def document_items(collection: Collection, reader: DocumentsReader, extract: Extract) -> Iterator[Item]:
    """One item for each document of the folder; files of unknown kinds become items that cannot be read.

    Raises:
        CollectionError: a template of the mapping asks for something that files do not have.
    """
    for field, template in collection.fields.items():
        try:
            check_columns(template, _row("name.txt"))
        except CollectionError as error:
            raise CollectionError(f"{collection.folder / COLLECTION_FILE}: fields.{field}: {error}") from error
    settings = settings_digest(collection)
    paths = document_paths(collection.folder, reader.include, reader.exclude)
    return (_item(collection, settings, extract, path) for path in paths)


def _item(collection: Collection, settings: str, extract: Extract, path: str) -> Item:
    try:
        contents = [file_digest(confined(collection.folder, name)) for name in (path, path + SIDECAR_ENDING)]
    except UnreadableError as error:
        contents = [str(error)]
    return Item(readable(path), digest(settings, path, *contents), partial(_load, collection, extract, path))


def _load(collection: Collection, extract: Extract, path: str) -> list[Source]:
    place = confined(collection.folder, path)
    if place.is_dir():
        raise UnreadableError("a link to a folder is not followed; move the folder itself here")
    if path.endswith(SIDECAR_ENDING):
        raise UnreadableError(f"it describes {PurePosixPath(readable(path)).stem}, which is not beside it")
    sidecar = read_sidecar(confined(collection.folder, path + SIDECAR_ENDING))
    extracted = check_length(extract(place, collection.language, sidecar.charset))
    document = make_document(
        collection,
        readable(path),
        mapped=rendered(collection.fields, _row(readable(path))),
        sidecar=sidecar.fields,
        extracted=extracted,
        constant=constant_fields(collection.fields),
    )
    return [Source(document, extracted)]


def _row(path: str) -> dict[str, str]:
    """What a template may ask of a file."""
    pure = PurePosixPath(path)
    return {"stem": pure.stem, "name": pure.name, "path": path, "folder": pure.parent.name}
