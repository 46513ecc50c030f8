"""HTML pages: main text, headings and metadata, without menus and footers."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree

from unescosearch.errors import UnreadableError
from unescosearch.extract.cleaning import Block, compose, reflow, squeeze
from unescosearch.extract.fragment import fragment_blocks
from unescosearch.extract.guard import guarded, hush
from unescosearch.extract.html_encoding import decode_page
from unescosearch.extract.html_metadata import page_metadata
from unescosearch.extract.html_unseen import remove_unseen
from unescosearch.records import Extracted, MetadataValue

hush("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")

_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
# Only dates that the page states in its markup: a date found somewhere in the text is not the text's date.
_DATES = {"original_date": True, "extensive_search": False}
# What stands beside the text within the main part of a page.
_BESIDE = ("aside", "button", "footer", "form", "nav", "script", "style")
_LINED = frozenset(("item", "row", "p", "head", "list", "table", "quote", "code"))


def extract_html(data: bytes, charset: str = "") -> Extracted:
    """A web page, or a file that holds a piece of one.

    Args:
        data: the file.
        charset: the encoding that its server named, or "".

    Raises:
        UnreadableError: nothing in the page reads as its text.
    """
    source = decode_page(data, charset)
    with guarded("the HTML cannot be read"):
        tree: Any = trafilatura.load_html(source)
        page: Any = None
        marked = ""
        if tree is not None:
            stated = page_metadata(tree)
            remove_unseen(tree)
            marked = _marked(tree)
            page = trafilatura.bare_extraction(
                tree, with_metadata=True, include_comments=False, date_extraction_params=_DATES
            )
        extracted = compose(_blocks(page.body), {**_found(page), **stated}) if page else Extracted("")
        if _is_missing(marked, extracted.text):
            extracted = compose(fragment_blocks(marked), {**(_found(page) if page else {}), **stated})
    if not extracted.text and isinstance(source, str) and not _PAGE.search(source):
        extracted = compose(fragment_blocks(source))
    if not extracted.text:
        raise UnreadableError("the page holds no text of its own, only menus, scripts or images")
    return extracted


def _marked(tree: Any) -> str:  # noqa: ANN401 - lxml has no types
    """The source of what a page marks as its main part, or as its only article; "" where it marks none."""
    for path in ("//main", "//*[@role='main']", "//article"):
        if len(found := tree.xpath(path)) == 1:
            part = copy.deepcopy(found[0])
            for beside in [*part.iter(*_BESIDE)]:
                beside.drop_tree()
            return str(etree.tostring(part, encoding="unicode", method="html", with_tail=False))
    return ""


def _is_missing(marked: str, text: str) -> bool:
    """Whether most of the paragraphs of a page's main part are missing from a text."""
    if not marked:
        return False
    lengths = {paragraph: len(paragraph) for block in fragment_blocks(marked) if (paragraph := squeeze(block.text))}
    found = squeeze(text)
    return 2 * sum(length for paragraph, length in lengths.items() if paragraph not in found) > sum(lengths.values())


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
