"""How a document or a passage of it is cited: its address at its source, the page, a reference to paste."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class CitedDocument(Protocol):
    """What a citation says of a document: a record, or the same as the API gives it."""

    @property
    def title(self) -> str: ...  # noqa: D102

    @property
    def source_url(self) -> str: ...  # noqa: D102

    @property
    def date(self) -> str: ...  # noqa: D102

    @property
    def authors(self) -> Sequence[str]: ...  # noqa: D102

    @property
    def publisher(self) -> str: ...  # noqa: D102

    @property
    def collection(self) -> str: ...  # noqa: D102


class CitedPassage(Protocol):
    """What a citation says of a passage."""

    @property
    def page(self) -> int | None: ...  # noqa: D102

    @property
    def page_label(self) -> str: ...  # noqa: D102


def source_link(document: CitedDocument, page: int | None = None) -> str:
    """The source's address, at the exact page where the source has pages; "" where no address is known."""
    if not document.source_url or page is None:
        return document.source_url
    return f"{document.source_url.split('#')[0]}#page={page}"


def printed_page(passage: CitedPassage) -> str:
    """The number printed on a passage's page, else its number in the file; "" without pages."""
    return passage.page_label or (str(passage.page) if passage.page is not None else "")


def reference(document: CitedDocument, link: str, page: str = "") -> str:
    """A citation to paste into a memo: authors, year, title, publisher, page and address, as far as they are stated.

    Args:
        document: what is cited.
        link: where the reader finds it, "" where no address is known.
        page: as it is printed; "" for the whole document.
    """
    authors = ", ".join(document.authors)
    years = dict.fromkeys(part[:4] for part in document.date.split("/") if part)
    year = f"({'–'.join(years) or 'n.d.'})"
    parts = [f"{authors} {year}", document.title] if authors else [f"{document.title} {year}"]
    publisher = document.publisher or document.collection
    where = ("" if publisher == authors else publisher, f"p. {page}" if page else "")
    sentences = [part.rstrip(".") for part in (*parts, ", ".join(filter(None, where))) if part]
    return f"{'. '.join(sentences)}. {link}".strip()
