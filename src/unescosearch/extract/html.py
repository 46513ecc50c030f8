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
from unescosearch.extract.links import marked, unmarked
from unescosearch.extract.table_rows import table_lines
from unescosearch.records import Extracted, MetadataValue

hush("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")

_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
# Only dates that the page states in its markup: a date found somewhere in the text is not the text's date.
_DATES = {"original_date": True, "extensive_search": False}
# What stands beside the text within the main part of a page.
_BESIDE = ("aside", "button", "footer", "form", "nav", "script", "style")
# A cell or an item, whatever stands before it.
_PIECES = re.compile(r"\n(?:• )?| \| |^• ")
_LINED = frozenset(("row", "p", "head", "list", "table", "quote", "code"))


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
        main = ""
        if tree is not None:
            stated = page_metadata(tree)
            remove_unseen(tree)
            main = _marked(tree)
            page = trafilatura.bare_extraction(
                tree, with_metadata=True, include_comments=False, date_extraction_params=_DATES, include_links=True
            )
        extracted = compose(_blocks(page.body), {**_found(page), **stated}) if page else Extracted("")
        if _is_missing(main, extracted.text):
            extracted = compose(fragment_blocks(main), {**(_found(page) if page else {}), **stated})
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


def _is_missing(main: str, text: str) -> bool:
    """Whether most of the paragraphs of a page's main part are missing from a text."""
    if not main:
        return False
    pieces = (piece for block in fragment_blocks(main) for piece in _PIECES.split(unmarked(block.text)))
    lengths = {piece: len(piece) for each in pieces if (piece := squeeze(each))}
    found = squeeze(text)
    return 2 * sum(length for piece, length in lengths.items() if piece not in found) > sum(lengths.values())


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
    if element.tag == "table" and element.find(".//table") is None:
        return f"\v{_table(element)}\v"
    inner = "".join([element.text or "", *(_text(child) + (child.tail or "") for child in element)])
    if element.tag == "lb":
        return "\v"
    if element.tag == "cell":
        return f"{squeeze(inner)} | " if element.getnext() is not None else inner
    if element.tag == "item":
        return f"\v{_mark(element)} {inner.lstrip()}\v"
    if element.tag == "ref":
        return marked(inner, element.get("target", ""), relative=True)
    if element.tag in _LINED:
        return f"\v{inner.lstrip()}\v"
    return inner


def _mark(item: Any) -> str:  # noqa: ANN401
    """What stands before an item of a list: its number where the list has numbers."""
    if item.getparent().get("rend") != "ol":
        return "•"
    return f"{1 + int(item.xpath('count(preceding-sibling::item)'))}."


def _table(table: Any) -> str:  # noqa: ANN401
    """The rows of a table; its first row is a head where the page says so of each of its cells."""
    rows = [[cell for cell in row if cell.tag == "cell"] for row in table.iter("row")]
    headed = bool(rows) and all(cell.get("role") == "head" for cell in rows[0])
    texts = [[squeeze(_text(cell).replace("\v", " ")).removesuffix(" |") for cell in row] for row in rows]
    return "\v".join(table_lines(texts, headed))
