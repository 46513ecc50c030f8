"""The `documents` reader: a folder of files, each a document."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from unescosearch.collections.derived import made
from unescosearch.collections.files import COLLECTION_FILE, SIDECAR_ENDING, confined, document_paths, readable
from unescosearch.collections.item import Item, check_length, file_digest, settings_digest
from unescosearch.collections.metadata import constant_fields, make_document, rendered, unread
from unescosearch.collections.preset import Collection, DocumentsReader
from unescosearch.collections.sidecar import Sidecar, read_sidecar
from unescosearch.collections.template import check_columns
from unescosearch.errors import CollectionError, UnreadableError
from unescosearch.extract.dispatch import Extract
from unescosearch.extract.links import followed
from unescosearch.records import Source, digest

# What reads a sidecar: `read_sidecar`, or a sandbox around it.
ReadSidecar: TypeAlias = Callable[[Path], Sidecar]


def document_items(
    collection: Collection, reader: DocumentsReader, extract: Extract, describe: ReadSidecar = read_sidecar
) -> Iterator[Item]:
    """One item for each document of the folder; files of unknown kinds become items that cannot be read.

    Raises:
        CollectionError: a template of the mapping asks for something that files do not have.
    """
    derived = [(f"columns.{column.name}", f"{{{column.source}}}") for column in collection.columns]
    stated = [(f"fields.{name}", template) for name, template in collection.fields.items()]
    facts = [(f"facts.{name}", template) for name, template in collection.facts.items()]
    for place, template in [*derived, *stated, *facts]:
        try:
            check_columns(template, _row(collection, "name.txt"))
        except CollectionError as error:
            raise CollectionError(f"{collection.folder / COLLECTION_FILE}: {place}: {error}") from error
    settings = settings_digest(collection)
    paths = document_paths(collection.folder, reader.include, reader.exclude)
    return (_item(collection, settings, extract, describe, path) for path in paths)


def _item(collection: Collection, settings: str, extract: Extract, describe: ReadSidecar, path: str) -> Item:
    try:
        contents = [file_digest(confined(collection.folder, name)) for name in (path, path + SIDECAR_ENDING)]
    except UnreadableError as error:
        contents = [str(error)]
    return Item(readable(path), digest(settings, path, *contents), partial(_load, collection, extract, describe, path))


def _load(collection: Collection, extract: Extract, describe: ReadSidecar, path: str) -> list[Source]:
    place = confined(collection.folder, path)
    if place.is_dir():
        raise UnreadableError("a link to a folder is not followed; move the folder itself here")
    if path.endswith(SIDECAR_ENDING):
        raise UnreadableError(f"it describes {PurePosixPath(readable(path)).stem}, which is not beside it")
    beside = confined(collection.folder, path + SIDECAR_ENDING)
    # A document's name may be as long as names can be: then there is none beside it. A pipe is none either.
    sidecar = describe(beside) if os.path.isfile(beside) else Sidecar()
    extracted = check_length(extract(place, collection.language, sidecar.charset))
    row = _row(collection, readable(path))
    mapped = rendered(collection.fields, row)
    document = make_document(
        collection,
        readable(path),
        mapped=mapped,
        sidecar=sidecar.fields,
        facts={**sidecar.facts, **rendered(collection.facts, row)},
        extracted=extracted,
        constant=constant_fields(collection.fields),
    )
    remarks = (*extracted.remarks, *unread(mapped, sidecar.fields, extracted))
    return [Source(document, replace(extracted, remarks=remarks, links=followed(extracted.links, document.source_url)))]


def _row(collection: Collection, path: str) -> Mapping[str, str]:
    """What a template may ask of a file."""
    pure = PurePosixPath(path)
    known = {"stem": pure.stem, "name": pure.name, "path": path, "folder": pure.parent.name}
    return made(known, collection.columns)
