"""Where a document or a passage of it can be opened at its source."""

from __future__ import annotations

from unescosearch.records import Document


def source_link(document: Document, page: int | None = None) -> str:
    """The source's address, at the exact page where the source has pages; "" where no address is known."""
    if not document.source_url or page is None:
        return document.source_url
    return f"{document.source_url.split('#')[0]}#page={page}"
