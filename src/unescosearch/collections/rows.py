"""The `table` reader: a table whose rows are documents, with their text in columns or in files that columns name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from unescosearch.collections.derived import prepared
from unescosearch.collections.files import COLLECTION_FILE, confined, readable
from unescosearch.collections.item import Item, check_length, file_digest, settings_digest
from unescosearch.collections.joined import joined
from unescosearch.collections.metadata import constant_fields, make_document, rendered, stated_id, unread
from unescosearch.collections.preset import TEXT_FIELDS, TEXT_PART, Collection, TableReader
from unescosearch.collections.tables import Row, read_table
from unescosearch.collections.template import check_columns, columns, render
from unescosearch.errors import CollectionError, UnreadableError
from unescosearch.extract.cleaning import Block, compose
from unescosearch.extract.dispatch import Extract
from unescosearch.extract.fragment import fragment_blocks
from unescosearch.extract.links import followed
from unescosearch.extract.part import part_of
from unescosearch.records import Extracted, Source, digest

_Mapping = Mapping[str, str]
# What is not rendered with the metadata: where the text stands.
_TEXT = (*TEXT_FIELDS, TEXT_PART)


def row_items(collection: Collection, reader: TableReader, extract: Extract) -> Iterator[Item]:
    """One item for each row of the table that is not empty.

    Raises:
        CollectionError: the table cannot be read or lacks a column that the mapping uses.
    """
    mappings = _mappings(collection)
    asked = {
        *_used([*mappings, collection.facts]),
        *(column.source for column in collection.columns),
        *(name for name, _ in reader.only),
        *(reader.join.asked if reader.join else ()),
    }
    table = read_table(collection.folder, reader, sorted(asked))
    try:
        table = joined(prepared(table, collection.columns, reader.only), reader.join)
    except CollectionError as error:
        raise CollectionError(f"{collection.folder / COLLECTION_FILE}: {error}") from error
    for mapping in [*mappings, collection.facts]:
        for field, template in mapping.items():
            try:
                check_columns(template, dict.fromkeys(table.columns, ""))
            except CollectionError as error:
                place = f"{collection.folder / COLLECTION_FILE}: {field}: in {reader.path}"
                raise CollectionError(f"{place} {error}{_hint(reader, table.columns)}") from error
    settings = settings_digest(collection)
    name = readable(reader.path)
    return (_item(collection, mappings, settings, extract, f"{name}#row {row.number}", row) for row in table.rows)


def _hint(reader: TableReader, names: tuple[str, ...]) -> str:
    parted = reader.path.lower().endswith((".csv", ".tsv")) and len(names) == 1
    return "; set delimiter in the [reader] section if these are several columns" if parted else ""


def _mappings(collection: Collection) -> list[_Mapping]:
    """The templates of each document that a row may give."""
    return [{**collection.fields, **version} for version in collection.versions] or [collection.fields]


def _used(mappings: list[_Mapping]) -> list[str]:
    """The columns that the templates use."""
    return sorted({name for mapping in mappings for template in mapping.values() for name in columns(template)})


def _item(
    collection: Collection, mappings: list[_Mapping], settings: str, extract: Extract, path: str, row: Row
) -> Item:
    values = json.dumps([[name, row.values.get(name, "")] for name in _used([*mappings, collection.facts])])
    files = [_text_file_digest(collection.folder, mapping, row) for mapping in mappings if not row.problem]
    # Where the mapping gives no id, the row's place does.
    place = "" if all("id" in mapping for mapping in mappings) else path
    whole = digest(settings, place, values, row.problem, *files)
    load = partial(_load, collection, mappings, extract, path, row)
    return Item(path, whole, load, partial(_ids, mappings, row))


def _ids(mappings: list[_Mapping], row: Row) -> tuple[str, ...]:
    """The ids that the mapping gives a row, whatever becomes of its text."""
    try:
        stated = [
            (rendered({key: mapping[key] for key in mapping if key not in _TEXT}, row.values), mapping)
            for mapping in mappings
        ]
    except (CollectionError, KeyError):
        return ()
    return tuple(filter(None, (stated_id(fields, constant_fields(mapping)) for fields, mapping in stated)))


def _text_file_digest(folder: Path, mapping: _Mapping, row: Row) -> str:
    if "text_file" not in mapping:
        return ""
    try:
        return file_digest(confined(folder, render(mapping["text_file"], row.values)))
    except UnreadableError as error:
        return str(error)


def _load(collection: Collection, mappings: list[_Mapping], extract: Extract, path: str, row: Row) -> list[Source]:
    if row.problem:
        raise UnreadableError(row.problem)
    texts = [(mapping, _text(collection, mapping, extract, row.values)) for mapping in mappings]
    found = [(mapping, extracted) for mapping, extracted in texts if extracted.text]
    if not found:
        raise UnreadableError("no text")
    check_length(max((extracted for _, extracted in found), key=lambda extracted: len(extracted.text)))
    sources: list[Source] = []
    for mapping, extracted in found:
        mapped = rendered({key: mapping[key] for key in mapping if key not in _TEXT}, row.values)
        document = make_document(
            collection,
            path,
            mapped=mapped,
            extracted=extracted,
            constant=constant_fields(mapping),
            first=sources[0].document if sources else None,
            facts=rendered(collection.facts, row.values),
        )
        remarks = (*extracted.remarks, *unread(mapped, {}, extracted))
        sources.append(
            Source(document, replace(extracted, remarks=remarks, links=followed(extracted.links, document.source_url)))
        )
    return sources


def _text(collection: Collection, mapping: _Mapping, extract: Extract, values: _Mapping) -> Extracted:
    """The text of one version of a row; empty where the columns that hold or name it are."""
    kind = next(key for key in TEXT_FIELDS if key in mapping)
    template = mapping[kind]
    used = columns(template)
    if used and not any(values[name].strip() for name in used):
        return Extracted("")
    if kind == "text_file":
        return _file_text(collection, extract, render(template, values), render(mapping.get(TEXT_PART, ""), values))
    # Each line of the template stands for paragraphs of its own.
    parts = [render(line, values) for line in template.split("\n")]
    if kind == "text":
        return compose(Block(part) for part in parts)
    return compose(block for part in parts for block in fragment_blocks(part))


def _file_text(collection: Collection, extract: Extract, name: str, part: str) -> Extracted:
    path = confined(collection.folder, name)
    try:
        whole = extract(path, collection.language)
        return part_of(whole, part) if part else whole
    except UnreadableError as error:
        raise UnreadableError(f"{readable(name)}: {error}") from error
