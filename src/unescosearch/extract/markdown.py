"""Markdown: front matter, headings, and the text as a reader sees it, without marks of emphasis and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from unescosearch.extract.cleaning import Block, clean, compose, reflow, squeeze
from unescosearch.extract.fragment import fragment_blocks
from unescosearch.extract.front_matter import split_front_matter
from unescosearch.extract.guard import guarded
from unescosearch.extract.links import marked, unmarked
from unescosearch.extract.page_marks import page_of_link, says_only_page
from unescosearch.extract.table_rows import table_lines
from unescosearch.extract.text import decode
from unescosearch.records import Extracted

_PARSER = MarkdownIt("commonmark").enable("table")
_WITH_TEXT = frozenset(("text", "code_inline", "image", "text_special"))


def extract_markdown(data: bytes) -> Extracted:
    """A Markdown file; list items begin with "• " or their number, cells of a table are parted by bars.

    A cell stands behind the name of its column. Links keep their addresses, if they are whole.

    A heading that begins with a link to a page (`## [Page 12](report.pdf#page=12)`) begins that page; where it says
    nothing else, it is no text.
    """
    metadata, body, remarks = split_front_matter(clean(decode(data)).lstrip())
    with guarded("the Markdown cannot be read"):
        tokens = _PARSER.parse(body)
    return replace(compose(_blocks(tokens), metadata), remarks=remarks, by_hand=True)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """One block for each top-level element: a list, a quotation or a table is one paragraph of several lines."""
    start = 0
    for end, token in enumerate(tokens, start=1):
        if token.level == 0 and token.nesting <= 0:
            element, start = tokens[start:end], end
            if token.type == "html_block":
                yield from fragment_blocks(token.content)
            elif token.type == "heading_close":
                yield _heading(element)
            else:
                yield Block("\n".join(_lines(element)))


def _heading(element: Sequence[Token]) -> Block:
    text, level = "".join(_lines(element)), int(element[-1].tag[1:])
    said = unmarked(text)
    if element[0].markup in ("-", "=") and any(child.type == "softbreak" for child in element[1].children or ()):
        return Block(text)  # a stray sign below a paragraph, as OCR leaves it, makes no heading of it
    first = next(iter(element[1].children or ()), None)
    page = page_of_link(str(first.attrs.get("href", "")), said) if first and first.type == "link_open" else None
    return Block("" if page and says_only_page(said) else text, level, page)


def _lines(element: Sequence[Token]) -> Iterator[str]:
    mark = ""
    rows: list[list[str]] = []
    for token in element:
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "• "
        elif token.type == "inline":
            text = _inline(token.children or [])
            if token.level and element[0].type == "table_open":
                rows[-1].append(squeeze(text))
            else:
                yield mark + text
                mark = ""
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield from table_lines(rows, headed=True)
        elif token.type == "fence":
            yield f"{token.markup}{token.info}\n{token.content}{token.markup}"
        elif token.type == "code_block":
            yield token.content


def _inline(children: Sequence[Token]) -> str:
    """The visible text; a line break of the source is a space, a hard line break stays."""
    parts: list[str] = []
    targets: list[tuple[int, str]] = []
    for child in children:
        if child.type in _WITH_TEXT:
            parts.append(child.content.replace("\n", " "))
        elif child.type == "link_open":
            targets.append((len(parts), str(child.attrs.get("href", ""))))
        elif child.type == "link_close" and targets:
            start, target = targets.pop()
            parts[start:] = [marked("".join(parts[start:]), target)]
        elif child.type == "softbreak":
            parts.append("\n")
        elif child.type == "hardbreak" or child.content.lower().startswith("<br"):
            parts.append("\v")
    return reflow("".join(parts))
