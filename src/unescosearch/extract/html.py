"""HTML pages: main text, headings and metadata, without menus and footers."""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from unescosearch.errors import UnreadableError
from unescosearch.extract.cleaning import Block, compose, reflow, squeeze
from unescosearch.extract.fragment import fragment_blocks
from unescosearch.extract.guard import guarded, hush
from unescosearch.extract.html_metadata import page_metadata
from unescosearch.extract.text import decode
from unescosearch.records import Extracted, MetadataValue

hush("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")

_HEAD_BYTES = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,30})", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
# Only dates that the page states in its markup: a date found somewhere in the text is not the text's date.
_DATES = {"original_date": True, "extensive_search": False}
_LINED = frozenset(("item", "row", "p", "head", "list", "table", "quote", "code"))


def extract_html(data: bytes, charset: str = "") -> Extracted:
    """A web page, or a file that holds a piece of one.

    Args:
        data: the file.
        charset: the encoding that its server named, or "".

    Raises:
        UnreadableError: nothing in the page reads as its text.
    """
    source = _decoded(data, charset)
    with guarded("the HTML cannot be read"):
        tree: Any = trafilatura.load_html(source)
        page: Any = None
        if tree is not None:
            stated = page_metadata(tree)
            page = trafilatura.bare_extraction(
                tree, with_metadata=True, include_comments=False, date_extraction_params=_DATES
            )
        extracted = compose(_blocks(page.body), {**_found(page), **stated}) if page else Extracted("")
    if not extracted.text and isinstance(source, str) and not _PAGE.search(source):
        extracted = compose(fragment_blocks(source))
    if not extracted.text:
        raise UnreadableError("the page holds no text of its own, only menus, scripts or images")
    return extracted


def _decoded(data: bytes, charset: str) -> str | bytes:
    """The page in the encoding that its server or itself declares; the bytes as they are where none is said that fits.

    What can be read as UTF-8 is UTF-8, whatever is said of it.
    """
    try:
        return decode(data)
    except UnreadableError:
        declared = _CHARSET.search(data[:_HEAD_BYTES])
    for name in (charset, declared[1].decode("ascii") if declared else ""):
        with contextlib.suppress(LookupError, UnicodeError):
            return data.decode(codecs.lookup(name).name)
    return data


def _found(page: Any) -> dict[str, MetadataValue]:  # noqa: ANN401 - trafilatura has no types
    """What trafilatura finds in the text around the article, for what the markup does not state."""
    found = {"title": page.title, "authors": page.author, "date": page.date, "licence": page.license}
    return {name: squeeze(str(value)) for name, value in found.items() if value}


def _blocks(body: Any) -> Iterator[Block]:  # noqa: ANN401
    for element in body:
        level = int(element.get("rend", "h2")[1:]) if element.tag == "head" else 0
        yield Block(reflow(_text(element)), level)


def _text(element: Any) -> str:  # noqa: ANN401
    r"""The text below an element, with a `\v` wherever a line begins."""
    inner = "".join([element.text or "", *(_text(child) + (child.tail or "") for child in element)])
    if element.tag == "lb":
        return "\v"
    if element.tag == "cell":
        return f"{squeeze(inner)} | " if element.getnext() is not None else inner
    if element.tag in _LINED:
        return f"\v{'• ' if element.tag == 'item' else ''}{inner.lstrip()}\v"
    return inner
