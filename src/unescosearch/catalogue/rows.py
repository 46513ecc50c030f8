"""How records stand in the rows of catalogue.sqlite, in both directions."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import fields

from unescosearch.facets import FACETS
from unescosearch.records import LIST_FIELDS, Document, Layout, Link, PageStart, Passage

_DOCUMENT_FIELDS = tuple(field.name for field in fields(Document))


def document_values(document: Document) -> dict[str, object]:
    """The columns of a document, lists as JSON."""
    values: dict[str, object] = {name: getattr(document, name) for name in _DOCUMENT_FIELDS}
    for name in LIST_FIELDS:
        values[name] = json.dumps(values[name], ensure_ascii=False)
    values["facts"] = json.dumps(document.facts, ensure_ascii=False)
    return {**values, "year": document.year, "last_year": document.last_year}


def document_of(row: sqlite3.Row) -> Document:
    """The document in a row of the table `documents`."""
    values = {name: row[name] for name in _DOCUMENT_FIELDS}
    for name in LIST_FIELDS:
        # Most lists are empty, and a search reads hundreds of them.
        values[name] = tuple(json.loads(values[name])) if values[name] != "[]" else ()
    stated = json.loads(values["facts"]) if values["facts"] != "[]" else ()
    values["facts"] = tuple((name, text) for name, text in stated)
    return Document(**values)


def attributes_of(document: Document) -> list[tuple[str, str]]:
    """The (facet, value) pairs that a document is found and counted by."""
    pairs: set[tuple[str, str]] = set()
    for facet in FACETS.values():
        value = getattr(document, facet.field)
        pairs.update((facet.name, item) for item in (value if isinstance(value, tuple) else (value,)) if item)
    return sorted(pairs)


def pages_to_json(pages: tuple[PageStart, ...]) -> str:
    """Page starts as a JSON array of [offset, number, label], with the confidence of OCR where it read the page."""
    entries = [
        [page.offset, page.number, page.label] + ([] if page.confidence is None else [round(page.confidence, 3)])
        for page in pages
    ]
    return json.dumps(entries, ensure_ascii=False)


def pages_of(text: str) -> tuple[PageStart, ...]:
    """Page starts from their JSON array."""
    return tuple(PageStart(*entry) for entry in json.loads(text))


def layout_values(layout: Layout) -> dict[str, object]:
    """The columns of a document that say where its pages begin and its links stand."""
    links = [[link.start, link.end, link.url] for link in layout.links]
    return {"page_starts": pages_to_json(layout.pages), "links": json.dumps(links, ensure_ascii=False)}


def layout_of(row: sqlite3.Row) -> Layout:
    """Where pages begin and links stand in the document of a row of the table `documents`."""
    return Layout(pages_of(row["page_starts"]), links_of(row["links"]))


def links_of(text: str) -> tuple[Link, ...]:
    """Links from their JSON array of [start, end, address]."""
    return tuple(Link(*entry) for entry in json.loads(text))


def passage_of(row: sqlite3.Row) -> Passage:
    """The passage in a row of the table `passages` joined with its document's id as `document_id`."""
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        text=row["text"],
        lead=row["lead"],
        start=row["start"],
        end=row["end"],
        ordinal=row["ordinal"],
        language=row["language"],
        page=row["page"],
        page_label=row["page_label"],
        headings=tuple(json.loads(row["headings"])),
        prose=bool(row["prose"]),
    )
