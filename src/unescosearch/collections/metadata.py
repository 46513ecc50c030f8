"""The record of a document, from the mapping, the sidecar, the source itself, the collection and the text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from unescosearch.collections import dates, values
from unescosearch.collections.preset import METADATA_FIELDS, Collection
from unescosearch.collections.template import columns, render
from unescosearch.collections.versions import work_in_catalogue, work_of_versions
from unescosearch.languages.detection import detect
from unescosearch.records import LIST_FIELDS, Document, Extracted, MetadataValue, digest

_Layer = Mapping[str, MetadataValue]

# What others call our fields.
_SYNONYMS = {
    "author": "authors",
    "canonical": "source_url",
    "country": "countries",
    "lang": "language",
    "license": "licence",
    "link": "source_url",
    "place": "places",
    "subjects": "subject",
    "theme": "themes",
    "url": "source_url",
}
# A comma parts "Silk, Abai" or "Xi'an, China" into surname and name, town and country, and not into two values.
_NAMES = ("authors", "places")


# Fields, and what extractors note for other uses.
_KNOWN = frozenset((*METADATA_FIELDS, "versions"))


def _field(key: str) -> str:
    """What we call a field."""
    name = key.strip().lower().replace("-", "_")
    return _SYNONYMS.get(name, name)


def rendered(templates: Mapping[str, str], row: Mapping[str, str]) -> dict[str, str]:
    """The fields of a row; a template whose columns are all empty gives nothing.

    Raises:
        CollectionError: the row lacks a column.
    """
    found: dict[str, str] = {}
    for field, template in templates.items():
        text = render(template, row)
        used = columns(template)
        if not used or any(row[name].strip() for name in used):
            found[field] = text
    return found


def constant_fields(templates: Mapping[str, str]) -> frozenset[str]:
    """The fields that are the same for all documents of a collection, and so identify none."""
    return frozenset(field for field, template in templates.items() if not columns(template))


def stated_id(mapped: Mapping[str, str], constant: frozenset[str]) -> str:
    """The id that a mapping gives a document, or what that begins with; "" where its place gives it one."""
    source_url = "" if "source_url" in constant else values.as_text(mapped.get("source_url", ""))
    return values.as_id(values.as_text(mapped.get("id", ""))) or (values.slug([source_url]) if source_url else "")


def make_document(
    collection: Collection,
    path: str,
    *,
    mapped: Mapping[str, str],
    extracted: Extracted,
    sidecar: _Layer | None = None,
    constant: frozenset[str] = frozenset(),
    first: Document | None = None,
    facts: _Layer | None = None,
) -> Document:
    """The record of one document.

    Args:
        collection: gives what nothing else says of publisher, licence and language.
        path: of the file or row, relative to the collection's folder.
        mapped: fields from collection.toml; they go before all others.
        extracted: its metadata go after the sidecar's; its text tells title and language where nothing else does.
        sidecar: fields from the TOML file beside the document.
        constant: fields of `mapped` that are the same for all documents of the collection.
        first: the first document of the same row, whose work this is another version of.
        facts: what the collection and the sidecar state and no field is for, by its names.
    """
    layers: list[_Layer] = [mapped, sidecar or {}, _own(extracted)]
    language = _language(layers, collection, extracted)
    source_url = _first(layers, "source_url")
    place = f"{collection.name}/{path}"
    identity = _id(layers, path, place, "" if "source_url" in constant else source_url, language if first else "")
    return Document(
        id=identity,
        title=_title(layers, extracted, path),
        source_url=source_url,
        language=language,
        collection=collection.name,
        path=path,
        date=_date(layers, mapped.get("date_format", "")),
        publisher=_first(layers, "publisher") or collection.publisher,
        type=_first(layers, "type"),
        licence=values.without_markup(_first(layers, "licence")) or collection.licence,
        work=values.as_id(_first(layers, "work")) or (first.work if first else _work(layers, source_url) or identity),
        pages=values.pages(_first(layers, "pages")),
        facts=_facts(layers, extracted, facts or {}),
        **{name: _list(layers, name) for name in LIST_FIELDS},
    )


def _own(extracted: Extracted) -> _Layer:
    """What the source says of itself, under our names, without titles that are none."""
    own: dict[str, MetadataValue] = {}
    for key, value in extracted.metadata.items():
        own.setdefault(_field(key), value)
    title = values.as_text(own.get("title", ""))
    # No program calls a document 1984.
    if not values.is_title(title) and not (extracted.by_hand and title.isdigit()):
        own.pop("title", None)
    return own


def _facts(layers: list[_Layer], extracted: Extracted, stated: _Layer) -> tuple[tuple[str, str], ...]:
    """What no field is for, of the collection, the sidecar and the head of the text; a date as written if estimated."""
    written = extracted.metadata if extracted.by_hand else {}
    others = {key: value for key, value in written.items() if _field(key) not in _KNOWN}
    dated = _first(layers, "date")
    found = {**({"date": dated} if dates.is_estimated(dated) else {}), **others, **stated}
    return tuple(
        (name, text)
        for key, value in found.items()
        if (name := values.as_text(key)) and (text := values.as_text(value))
    )


def unread(mapped: _Layer, sidecar: _Layer, extracted: Extracted) -> tuple[str, ...]:
    """What people state of a document and nobody can read, each in a sentence."""
    layers = [mapped, sidecar, _own(extracted) if extracted.by_hand else {}]
    dated, spoken = _first(layers, "date"), _first(layers, "language")
    remarks = []
    if dated and not _date(layers, str(mapped.get("date_format", ""))):
        remarks.append(f"its date {dated[:80]!r} cannot be read; write it as 1994-03-14, 1994 or 1964/1985")
    if spoken and not values.as_language(spoken):
        remarks.append(f"its language {spoken[:80]!r} is not known; write a code such as fr")
    for country in values.unknown_countries(_value(layers, "countries")):
        remarks.append(f"its country {country[:80]!r} is not known; write its code, such as KZ")
    return tuple(remarks)


def _value(layers: list[_Layer], field: str) -> MetadataValue:
    return next((value for layer in layers if (value := layer.get(field, "")) and values.as_text(value)), "")


def _first(layers: list[_Layer], field: str) -> str:
    return values.as_text(_value(layers, field))


def _list(layers: list[_Layer], field: str) -> tuple[str, ...]:
    value = _value(layers, field)
    return values.as_countries(value) if field == "countries" else values.as_list(value, field not in _NAMES)


def _id(layers: list[_Layer], path: str, place: str, source_url: str, version: str) -> str:
    if given := values.as_id(_first(layers, "id")):
        return given
    made = values.slug([source_url]) if source_url else f"{values.slug([path])}-{digest(place)[:8]}".lstrip("-")
    return f"{made}-{version}" if version else made


def _work(layers: list[_Layer], source_url: str) -> str:
    """The work that other language versions belong to as well, as far as the sources say so."""
    listed = [address for layer in layers for address in values.as_list(layer.get("versions", ""))]
    return work_of_versions(listed, source_url) or work_in_catalogue(source_url, _first(layers, "pages"))


def _title(layers: list[_Layer], extracted: Extracted, path: str) -> str:
    given = values.without_markup(_first(layers, "title"))
    return given or (extracted.headings[0].title if extracted.headings else _readable_name(path))


def _readable_name(path: str) -> str:
    """A file's name as a title: without its ending and with spaces; a row's with its number."""
    name, _, row = path.partition("#")
    words = " ".join(PurePosixPath(name).stem.replace("_", " ").replace("-", " ").split()) or name
    return f"{words[0].upper()}{words[1:]}{f', {row}' if row else ''}"


def _date(layers: list[_Layer], form: str) -> str:
    mapped, *others = (values.as_text(layer.get("date", "")) for layer in layers)
    return dates.as_date(mapped, form) or next((found for text in others if (found := dates.as_date(text))), "")


def _language(layers: list[_Layer], collection: Collection, extracted: Extracted) -> str:
    given = (values.as_language(values.as_text(layer.get("language", ""))) for layer in layers)
    return next(filter(None, given), "") or collection.language or detect(extracted.text)
