"""A part of a text: the sections below certain headings, put together, with their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from unescosearch.errors import UnreadableError
from unescosearch.records import Extracted, Heading, Link, PageStart, page_at

_Span = TypeVar("_Span", Heading, Link)


def part_of(extracted: Extracted, beginning: str) -> Extracted:
    """The sections whose headings begin with a text, without these headings; what is said of the whole stays.

    An article of an issue may begin anew on each page, under the same heading.

    Raises:
        UnreadableError: there is no such section.
    """
    pieces: list[str] = []
    headings: list[Heading] = []
    pages: list[PageStart] = []
    links: list[Link] = []
    offset = 0
    for start, end in _sections(extracted, beginning):
        moved = offset - start
        headings += _moved([each for each in extracted.headings if start <= each.start < end], moved)
        links += _moved([each for each in extracted.links if start <= each.start < end], moved)
        for page in _pages(extracted, start, end):
            if not pages or pages[-1].number != page.number:
                pages.append(replace(page, offset=page.offset + moved))
        pieces.append(extracted.text[start:end])
        offset += end - start + 2
    if not pieces:
        raise UnreadableError(f"it has no heading that begins with {beginning!r}; mend text_part or the heading")
    return replace(
        extracted,
        text="\n\n".join(pieces),
        headings=tuple(headings),
        pages=tuple(pages),
        links=tuple(links),
        asides=(),
    )


def _moved(spans: Iterable[_Span], by: int) -> list[_Span]:
    return [replace(span, start=span.start + by, end=span.end + by) for span in spans]


def _pages(extracted: Extracted, start: int, end: int) -> Iterator[PageStart]:
    """The page on which a stretch begins, as if it began with it, and those that begin within."""
    if first := page_at(extracted.pages, start):
        yield replace(first, offset=start)
    yield from (page for page in extracted.pages if start < page.offset < end)


def _sections(extracted: Extracted, beginning: str) -> Iterator[tuple[int, int]]:
    """Spans of the texts below the headings that are meant, up to the next heading of the same or a higher level."""
    text, headings = extracted.text, extracted.headings
    last = 0
    for at, heading in enumerate(headings):
        if heading.start < last or not heading.title.startswith(beginning):
            continue
        following = (each.start for each in headings[at + 1 :] if each.level <= heading.level)
        last = next(following, len(text))
        body = text[heading.end : last]
        if body.strip():
            yield heading.end + len(body) - len(body.lstrip()), heading.end + len(body.rstrip())
