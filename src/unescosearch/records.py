"""The records that every stage hands to the next: documents, passages, failures and what an extractor returns."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TypeAlias

MetadataValue: TypeAlias = str | list[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an extracted text, as a span of characters.

    Attributes:
        start: offset of the first character of the heading's line.
        end: offset after its last character, the line break excluded.
        level: 1 for the highest.
        title: the heading as a reader sees it, without markup.
    """

    start: int
    end: int
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page of a paginated source begins in the extracted text.

    Attributes:
        offset: character offset of the page's first character.
        number: physical page, counted from 1, as `#page=N` wants it.
        label: the number printed on the page, which may differ ("iv", "A-3").
        confidence: of OCR, which read the page, from 0 to 1: the mean of its words; None where the file holds the text.
    """

    offset: int
    number: int
    label: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a text that lead elsewhere.

    Attributes:
        start: offset of their first character.
        end: offset after the last.
        url: where they lead.
    """

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one source, with its structure and the metadata found inside the source itself.

    Paragraphs are separated by an empty line. The text neither begins nor ends with white space.

    Attributes:
        asides: spans of the text that list what stands elsewhere: tables of contents, lists of references.
        remarks: what of the source could not be read, each in a sentence with what to do.
        by_hand: whether somebody wrote the metadata there, and no program on its own.
        links: those that stand in the text, in order; as the source writes them, also relative to its address.
    """

    text: str
    headings: tuple[Heading, ...] = ()
    pages: tuple[PageStart, ...] = ()
    metadata: Mapping[str, MetadataValue] = field(default_factory=dict)
    asides: tuple[tuple[int, int], ...] = ()
    remarks: tuple[str, ...] = ()
    by_hand: bool = False
    links: tuple[Link, ...] = ()


def page_at(pages: tuple[PageStart, ...], offset: int) -> PageStart | None:
    """The page that holds the character at `offset`, or None for a source without pages."""
    at = bisect_right(pages, offset, key=lambda page: page.offset) - 1
    return pages[max(at, 0)] if pages else None


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a collection: what it is, where it came from and how it may be used.

    Attributes:
        id: stable across rebuilds.
        language: BCP 47 primary subtag ("en", "zh"), or "und" where nobody could tell.
        date: ISO 8601 with year, month or day precision, a range with both its ends ("1964/1985"), or "" where unknown.
        countries: ISO 3166-1 alpha-2 codes.
        work: the same for all language versions of one work; by default the document's own id.
        path: the file or row it was read from, relative to the collection's folder.
        facts: what its source states and no field is for, each with its name: ("duration", "45 minutes").
    """

    id: str
    title: str
    source_url: str
    language: str
    collection: str
    path: str
    date: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    type: str = ""
    licence: str = ""
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    resource_type: tuple[str, ...] = ()
    work: str = ""
    pages: str = ""
    # A default of another kind: it is none of the lists of values below.
    facts: tuple[tuple[str, str], ...] = field(default_factory=tuple)

    @property
    def year(self) -> int | None:
        """The year of `date`, the first of a range, or None where the date is unknown."""
        return int(self.date[:4]) if self.date else None

    @property
    def last_year(self) -> int | None:
        """The last year of a range, else the year, or None where the date is unknown."""
        return int(self.date.rpartition("/")[2][:4]) if self.date else None


# The fields of a document that hold several values.
LIST_FIELDS = tuple(field.name for field in fields(Document) if field.default == ())


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in the text of a document its pages begin and its links stand."""

    pages: tuple[PageStart, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document together with its extracted text: what a reader yields for a file or a row."""

    document: Document
    extracted: Extracted


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences from one document, the unit that is encoded, ranked and quoted.

    Attributes:
        id: document id and a short hash of the text, so that it survives a rebuild.
        text: `extracted.text[start:end]`, to the letter.
        lead: what stands between the previous passage and this one (white space and headings), so that
            the concatenation of `lead + text` over a document's passages is the extracted text.
        page: physical page of the first character, None for a source without pages.
        page_label: the number printed on that page, or "".
        headings: titles of the sections that hold the passage, outermost first.
        ordinal: place of the passage in its document, counted from 0.
        prose: whether it says something in whole sentences; a list of links or a table of contents does not.
    """

    id: str
    document_id: str
    text: str
    lead: str
    start: int
    end: int
    ordinal: int
    language: str
    page: int | None = None
    page_label: str = ""
    headings: tuple[str, ...] = ()
    prose: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read, and why.

    Attributes:
        collection: name of the collection.
        path: the file or row, relative to the collection's folder.
        stage: "collect", "read", "extract" or "split".
        reason: a sentence for the person who must mend it.
    """

    collection: str
    path: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A file or row that cannot be read now, whose documents stay as they were when it could be read last.

    Attributes:
        since: day of the first build that could not read it, ISO 8601.
        reason: why it cannot be read.
    """

    collection: str
    path: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document whose text, or nearly its text, stands in the index already, under another document.

    Attributes:
        path: the file or row it was read from.
        kept: id of the document that was kept.
        similarity: 1 for the same text, else the share of runs of three words that both have.
        id: what its own id would have been.
        source_url: where it can be read.
    """

    collection: str
    path: str
    kept: str
    similarity: float = 1.0
    id: str = ""
    title: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A page whose text was read by OCR.

    Attributes:
        path: the file, relative to the collection's folder.
        page: counted from 1.
        confidence: from 0 to 1, the mean of its words.
    """

    collection: str
    path: str
    page: int
    confidence: float


def digest(*parts: str | bytes) -> str:
    """SHA-256 over the parts with their lengths, in hexadecimal: no two different lists of parts collide."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()
